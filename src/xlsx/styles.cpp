#include "xlsx/styles.hpp"

#include <string>

namespace creneau::xlsx {

namespace {

constexpr lxw_color_t kLine = 0xA6B0BD;
constexpr lxw_color_t kWhite = 0xFFFFFF;
constexpr lxw_color_t kFaint = 0x8A8A8A;
constexpr lxw_color_t kGrey = 0x4A4A4A;

void fill(lxw_format* format, lxw_color_t color) {
  format_set_pattern(format, LXW_PATTERN_SOLID);
  format_set_bg_color(format, color);
}

void frame(lxw_format* format, bool at_top) {
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kLine);
  if (!at_top) return;
  format_set_top(format, LXW_BORDER_MEDIUM);
  format_set_top_color(format, kDark);
}

void color_of_status(lxw_format* format, Look look) {
  switch (look) {
    case Look::reserved:
    case Look::reserved_time:
    case Look::cell_reserved:
      fill(format, kReservedBlue);
      format_set_font_color(format, kWhite);
      format_set_bold(format);
      break;
    case Look::unavailable:
    case Look::unavailable_time:
    case Look::cell_unavailable:
      fill(format, kUnavailableGrey);
      format_set_font_color(format, kGrey);
      break;
    case Look::available:
    case Look::cell_available:
      fill(format, kAvailableTint);
      format_set_font_color(format, 0x3C5A2C);
      break;
    case Look::free:
    case Look::left_over:
    case Look::left_over_time: format_set_font_color(format, kFaint); break;
    default: break;
  }
}

void align(lxw_format* format, lxw_format_alignments horizontal) {
  format_set_align(format, static_cast<std::uint8_t>(horizontal));
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}

/// The lines and texts of a week.
void dress_week(lxw_format* format, Look look, bool at_top) {
  frame(format, at_top);
  format_set_font_size(format, 10);
  color_of_status(format, look);
  switch (look) {
    case Look::free_time:
    case Look::reserved_time:
    case Look::unavailable_time:
    case Look::left_over_time:
      format_set_num_format(format, "hh:mm");
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::inspector:
      format_set_bold(format);
      format_set_font_color(format, kDark);
      format_set_font_size(format, 11);
      format_set_text_wrap(format);
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::session:
      fill(format, kPlannedTint);
      format_set_bold(format);
      format_set_font_color(format, kDark);
      format_set_text_wrap(format);
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::available:
      format_set_text_wrap(format);
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::empty_time: format_set_right(format, LXW_BORDER_NONE); break;
    case Look::empty: format_set_left(format, LXW_BORDER_NONE); break;
    default:
      format_set_text_wrap(format);
      align(format, LXW_ALIGN_LEFT);
      break;
  }
}

/// The cells of the lists.
void dress_list(lxw_format* format, Look look) {
  frame(format, false);
  format_set_font_size(format, 10);
  color_of_status(format, look);
  align(format, LXW_ALIGN_LEFT);
  switch (look) {
    case Look::cell_date:
    case Look::total_date:
      format_set_num_format(format, "dd/mm/yyyy");
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::cell_time:
      format_set_num_format(format, "hh:mm");
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::cell_midnight:
      format_set_num_format(format, "[hh]:mm");
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::cell_number:
    case Look::total_number:
      format_set_num_format(format, "0");
      align(format, LXW_ALIGN_CENTER);
      break;
    default: format_set_indent(format, 1); break;
  }
  if (look == Look::total_text || look == Look::total_date || look == Look::total_number) {
    format_set_bold(format);
    fill(format, kPlannedTint);
  }
}

void dress_heading(lxw_format* format, Look look, const std::string& day_format) {
  format_set_bold(format);
  format_set_font_color(format, kDark);
  align(format, LXW_ALIGN_LEFT);
  switch (look) {
    case Look::title: format_set_font_size(format, 18); break;
    case Look::subtitle: format_set_font_size(format, 11); break;
    case Look::figure:
      format_set_font_size(format, 18);
      align(format, LXW_ALIGN_RIGHT);
      break;
    case Look::day:
      frame(format, false);
      fill(format, kDark);
      format_set_font_color(format, kWhite);
      format_set_font_size(format, 12);
      format_set_num_format(format, day_format.c_str());
      align(format, LXW_ALIGN_CENTER);
      break;
    case Look::half_day:
      frame(format, false);
      fill(format, kPlannedTint);
      format_set_font_size(format, 10);
      align(format, LXW_ALIGN_CENTER);
      break;
    default:
      frame(format, false);
      fill(format, kDark);
      format_set_font_color(format, kWhite);
      format_set_font_size(format, 10);
      align(format, LXW_ALIGN_CENTER);
      break;
  }
}

void dress(lxw_format* format, Look look, bool at_top, const std::string& day_format) {
  if (look <= Look::half_day || look == Look::heading)
    dress_heading(format, look, day_format);
  else if (look < Look::heading)
    dress_week(format, look, at_top);
  else
    dress_list(format, look);
}

}  // namespace

Styles::Styles(lxw_workbook* book, std::string_view day_format) {
  for (std::size_t index = 0; index < kLooks; ++index)
    for (const bool at_top : {false, true}) {
      lxw_format*& format = formats_[index][at_top];
      format = workbook_add_format(book);
      if (format != nullptr)
        dress(format, static_cast<Look>(index), at_top, std::string(day_format));
    }
}

bool Styles::complete() const noexcept {
  for (const auto& pair : formats_)
    for (const lxw_format* format : pair)
      if (format == nullptr) return false;
  return true;
}

}  // namespace creneau::xlsx
