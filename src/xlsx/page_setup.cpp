#include "xlsx/page_setup.hpp"

#include "csv/utf8.hpp"

namespace creneau::xlsx {

namespace {

/// A text as it must stand in a footer, in which "&" begins a command; not longer than one can be.
std::string for_footer(std::string_view text) {
  constexpr std::size_t kMost = 120;
  std::string escaped;
  for (const char letter : csv::repaired(text)) {
    if (escaped.size() >= kMost && (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U) break;
    escaped += letter == '&' ? "&&" : std::string(1, letter);
  }
  return escaped;
}

}  // namespace

void set_up_page(lxw_worksheet* sheet, const std::string& left, std::string_view page_word,
                 RowNumber headings, Column labels) {
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_set_margins(sheet, kSideMargin, kSideMargin, kTopMargin, kBottomMargin);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_center_horizontally(sheet);
  worksheet_repeat_rows(sheet, 0, headings - 1);
  worksheet_freeze_panes(sheet, headings, labels);
  const std::string footer =
      "&L&8" + for_footer(left) + "&C&8&A&R&8" + for_footer(page_word) + " &P / &N";
  worksheet_set_footer(sheet, footer.c_str());
}

}  // namespace creneau::xlsx
