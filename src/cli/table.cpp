#include "cli/table.hpp"

#include <algorithm>

namespace creneau::cli {

namespace {

[[nodiscard]] bool begins_code_point(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// Whether a code point at `place` stands over the one before it (U+0300 to U+036F), as in names
/// that come from a Mac.
[[nodiscard]] bool is_combining(std::string_view text, std::size_t place) noexcept {
  if (place + 1 >= text.size()) return false;
  const auto lead = static_cast<unsigned char>(text[place]);
  const auto next = static_cast<unsigned char>(text[place + 1]);
  return lead == 0xCC || (lead == 0xCD && next <= 0xAF);
}

[[nodiscard]] bool is_number(const std::string& cell) noexcept {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(),
                                      [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (text[place] == '\x1B') {
      while (place < text.size() && text[place] != 'm') ++place;
      continue;
    }
    if (begins_code_point(text[place]) && !is_combining(text, place)) ++width;
  }
  return width;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (width_of(text) <= width) return std::string(text) + std::string(width - width_of(text), ' ');
  std::string cut;
  std::size_t used = 0;
  for (std::size_t place = 0; place < text.size();) {
    std::size_t end = place + 1;
    while (end < text.size() && !begins_code_point(text[end])) ++end;
    const bool is_wide = !is_combining(text, place);
    if (is_wide && used + 1 == width) break;
    cut += text.substr(place, end - place);
    if (is_wide) ++used;
    place = end;
  }
  return width == 0 ? std::string{} : cut + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (!lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width)
      lines.back() += " " + std::string(word);
    else
      lines.emplace_back(word);
  }
  return lines;
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_)
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (widths.size() <= column) widths.resize(column + 1);
      widths[column] = std::max(widths[column], width_of(row[column]));
    }
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (column > 0) line += "  ";
      const std::string padding(widths[column] - width_of(row[column]), ' ');
      line += is_number(row[column]) ? padding + row[column] : row[column] + padding;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    text += line + "\n";
  }
  return text;
}

}  // namespace creneau::cli
