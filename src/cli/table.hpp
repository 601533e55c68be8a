#pragma once
/// \file
/// Rows of text in aligned columns, for a terminal.

#include <string>
#include <string_view>
#include <vector>

namespace creneau::cli {

/// How many columns of a terminal a text takes: its code points, without colour sequences.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// The text cut or padded to exactly `width` columns; a cut one ends in "…".
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// The text broken between words into lines of at most `width` columns; a longer word stays whole.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

class Table {
 public:
  explicit Table(std::vector<std::string> headings) { rows_.push_back(std::move(headings)); }
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const noexcept { return rows_.size() == 1; }
  /// The whole table; columns two spaces apart, numbers to the right.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace creneau::cli
