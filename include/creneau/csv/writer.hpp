#pragma once
/// \file
/// Writing rows of CSV (RFC 4180).

#include <initializer_list>
#include <string>
#include <string_view>

namespace creneau::csv {

/// How a file is written. Rows end with CR LF.
struct Style {
  char separator = ',';    ///< ',' or ';' (what a French Excel opens by itself) or a tab
  bool utf8_mark = false;  ///< Excel takes the file for UTF-8 only with it
};

/// The three bytes that mark a file as UTF-8 (U+FEFF).
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// One cell, guarded against being taken for a formula (see formula.hpp) and quoted where needed.
/// Bytes that are not UTF-8, and NULs, become U+FFFD.
struct Text {
  std::string_view value;  ///< must outlive the writing of the cell
};

/// Appends rows to a text, cell by cell. The text must outlive it. For one thread.
class RowWriter {
 public:
  /// Appends to `out`, which must be at the beginning of a row.
  RowWriter(std::string& out, const Style& style) : out_(out), style_(style) {}

  /// Any text.
  RowWriter& operator<<(Text text);
  /// A date, a number, a code: nothing that needs guarding.
  RowWriter& operator<<(std::string_view value);
  /// Ends the row with CR LF.
  void end_row();

  /// Writes a whole row of cells that need no guarding.
  void row(std::initializer_list<std::string_view> values);

 private:
  void begin_cell();

  std::string& out_;
  Style style_;
  bool at_start_ = true;
};

}  // namespace creneau::csv
