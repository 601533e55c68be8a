#pragma once
/// \file
/// How every sheet is printed.

#include <string>

#include "xlsx/sheet.hpp"

namespace creneau::xlsx {

/// \name The page: A4 landscape, in inches.
/// \{
inline constexpr double kPageWidth = 11.69;
inline constexpr double kPageHeight = 8.27;
inline constexpr double kSideMargin = 0.4;
inline constexpr double kTopMargin = 0.4;
inline constexpr double kBottomMargin = 0.6;
/// \}

/// A4 landscape, as wide as a page, with `left` and the page numbers at the foot; the first
/// `headings` rows are repeated on every page, and they and the first `labels` columns stay in
/// sight.
void set_up_page(lxw_worksheet* sheet, const std::string& left, std::string_view page_word,
                 RowNumber headings, Column labels);

}  // namespace creneau::xlsx
