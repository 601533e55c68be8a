#include "xlsx/sheet.hpp"

#include <string>

#include "csv/utf8.hpp"

namespace creneau::xlsx {

namespace {

/// The longest text of a cell; more letters than this Excel does not take.
constexpr std::size_t kMaxLetters = 32'767;

/// The text as XML can hold it: UTF-8 without NUL, U+FFFE and U+FFFF, and not too long.
std::string for_xml(std::string_view text) {
  std::string clean = csv::is_utf8(text) ? std::string(text) : csv::repaired(text);
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at = 0; (at = clean.find(none, at)) != std::string::npos;)
      clean.replace(at, none.size(), "\xEF\xBF\xBD");
  if (clean.size() > kMaxLetters) {
    std::size_t end = kMaxLetters;
    while ((static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U) --end;
    clean.resize(end);
  }
  return clean;
}

/// Excel counts days from 1899-12-30.
double serial(Date date) noexcept {
  constexpr int kDaysTo1970 = 25'569;
  return static_cast<double>(date.time_since_epoch().count() + kDaysTo1970);
}

}  // namespace

void Sheet::begin_row(double points) {
  in_row_.reset();
  if (points > 0) note(worksheet_set_row(sheet_, next_row_, points, nullptr));
  ++next_row_;
}

void Sheet::count(Column column) {
  if (in_row_.test(column)) return;
  in_row_.set(column);
  ++cells_;
}

void Sheet::text(Column column, std::string_view text, lxw_format* format) {
  count(column);
  note(worksheet_write_string(sheet_, row(), column, for_xml(text).c_str(), format));
}

void Sheet::number(Column column, double number, lxw_format* format) {
  count(column);
  note(worksheet_write_number(sheet_, row(), column, number, format));
}

void Sheet::date(Column column, Date date, lxw_format* format) {
  number(column, serial(date), format);
}

void Sheet::time(Column column, Minutes time, lxw_format* format) {
  number(column, static_cast<double>(time.count()) / 1440, format);
}

void Sheet::blank(Column column, lxw_format* format) {
  count(column);
  note(worksheet_write_blank(sheet_, row(), column, format));
}

void Sheet::merge(Column first, Column last, lxw_format* format) {
  for (Column column = first; column <= last; ++column) count(column);
  note(worksheet_merge_range(sheet_, row(), first, row(), last, "", format));
}

void Sheet::merge_up(RowNumber first, Column column, lxw_format* format) {
  if (first == row()) return;
  // Of the rows above only the range is noted: they cannot be written any more.
  note(worksheet_merge_range(sheet_, first, column, row(), column, "", format));
}

}  // namespace creneau::xlsx
