#pragma once
/// \file
/// Files that are read and written whole.

#include <string>

#include "creneau/model/result.hpp"

namespace creneau::cli {

/// `missing_file`, `not_a_file`, `unreadable_file` (no right to) or `bad_file`, with the path, where
/// it cannot be read.
[[nodiscard]] result<std::string> read_file(const std::string& path);

/// Writes a file whole or not at all: beside its place first, then into it.
[[nodiscard]] result<void> write_file(const std::string& path, const std::string& bytes);

/// Whether a file could be made at a path: `storage_failed` where its folder is missing. For
/// previews.
[[nodiscard]] result<void> check_place(const std::string& path);

}  // namespace creneau::cli
