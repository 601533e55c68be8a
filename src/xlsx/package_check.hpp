#pragma once
/// \file
/// Whether a workbook is whole.

#include <cstdint>
#include <span>

#include "creneau/model/result.hpp"

namespace creneau::xlsx {

/// Reads a workbook back: every part is there, unpacks, and is XML whose elements close, and sheet
/// n (from 1) has `cells[n - 1]` cells. libxlsxwriter keeps rows in temporary files and does not
/// notice when one of them could not be written: what was lost shows here, as `storage_full`.
[[nodiscard]] result<void> check_package(const char* file, std::span<const std::uint64_t> cells);

}  // namespace creneau::xlsx
