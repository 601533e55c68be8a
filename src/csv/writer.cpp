#include "creneau/csv/writer.hpp"

#include "csv/formula.hpp"
#include "csv/utf8.hpp"

namespace creneau::csv {

namespace {

/// Whether a reader would not give back a bare cell as it is. Any separator counts, so that a cell
/// looks the same in every style.
bool needs_quotes(std::string_view cell) noexcept {
  return cell.find_first_of(",;\t\r\n\"") != std::string_view::npos || cell.starts_with(' ') ||
         cell.ends_with(' ');
}

}  // namespace

void RowWriter::begin_cell() {
  if (!at_start_) out_.push_back(style_.separator);
  at_start_ = false;
}

RowWriter& RowWriter::operator<<(Text text) {
  begin_cell();
  const std::string cell = is_utf8(text.value) ? std::string(text.value) : repaired(text.value);
  const bool guarded = looks_like_formula(cell);
  if (!needs_quotes(cell)) {
    if (guarded) out_.push_back('\'');
    out_ += cell;
    return *this;
  }
  out_.push_back('"');
  if (guarded) out_.push_back('\'');
  for (const char letter : cell) {
    if (letter == '"') out_.push_back('"');
    out_.push_back(letter);
  }
  out_.push_back('"');
  return *this;
}

RowWriter& RowWriter::operator<<(std::string_view value) {
  begin_cell();
  out_ += value;
  return *this;
}

void RowWriter::end_row() {
  out_ += "\r\n";
  at_start_ = true;
}

void RowWriter::row(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) *this << value;
  end_row();
}

}  // namespace creneau::csv
