#pragma once
/// \file
/// Cells that a spreadsheet would take for a formula.
///
/// A text that begins with `= + - @`, a tab or a carriage return gets an apostrophe in front. So
/// that it can be taken away again exactly, a text that begins with apostrophes before such a
/// letter gets one more.

#include <cstddef>
#include <string_view>

namespace creneau::csv {

/// Whether a text must be written with an apostrophe more, and read with one less. O(length).
[[nodiscard]] constexpr bool looks_like_formula(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of('\'');
  constexpr std::string_view kDangerous{"=+-@\t\r\0", 7};
  return first != std::string_view::npos && kDangerous.find(text[first]) != std::string_view::npos;
}

/// The text that a cell stands for. O(length).
[[nodiscard]] constexpr std::string_view without_guard(std::string_view cell) noexcept {
  return cell.starts_with('\'') && looks_like_formula(cell) ? cell.substr(1) : cell;
}

}  // namespace creneau::csv
