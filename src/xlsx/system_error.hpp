#pragma once
/// \file
/// What the operating system refuses, as an Error.

#include <cerrno>
#include <string>
#include <system_error>

#include "creneau/model/error.hpp"

namespace creneau::xlsx {

/// The error of `errno` about a file: `storage_full`, `storage_read_only` or `storage_failed`.
[[nodiscard]] inline Error system_error(int number, const std::string& file) {
  ErrorCode code = ErrorCode::storage_failed;
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) code = ErrorCode::storage_full;
  if (number == EACCES || number == EPERM || number == EROFS) code = ErrorCode::storage_read_only;
  return Error{code}.with_text(file + ": " +
                               std::error_code(number, std::system_category()).message());
}

}  // namespace creneau::xlsx
