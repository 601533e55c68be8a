#pragma once
/// \file
/// A sheet that is written row by row.

#include <xlsxwriter.h>

#include <bitset>
#include <cstdint>
#include <string_view>

#include "creneau/model/time.hpp"

namespace creneau::xlsx {

/// A column, from 0, and a row, from 0.
using Column = std::uint16_t;
using RowNumber = std::uint32_t;

/// The most columns that a sheet of ours has.
inline constexpr std::size_t kMaxColumns = 64;

/// The most rows that a sheet can have.
inline constexpr RowNumber kMaxRows = 1'048'576;

/// Writes the rows of a sheet from the top; a row that was left cannot be written any more, which
/// is what keeps libxlsxwriter's memory constant. Every cell has a format.
class Sheet {
 public:
  explicit Sheet(lxw_worksheet* sheet) noexcept : sheet_(sheet) {}

  /// Goes to the next row. A height of 0: as high as its texts.
  void begin_row(double points = 0);
  /// The row that was begun last.
  [[nodiscard]] RowNumber row() const noexcept { return next_row_ - 1; }

  /// A text, whatever it looks like: never a formula, a number or a link.
  void text(Column column, std::string_view text, lxw_format* format);
  void number(Column column, double number, lxw_format* format);
  void date(Column column, Date date, lxw_format* format);
  void time(Column column, Minutes time, lxw_format* format);
  void blank(Column column, lxw_format* format);
  /// Makes one cell of several of this row; write its content afterwards.
  void merge(Column first, Column last, lxw_format* format);
  /// Makes one cell of those of a column from `first` to this row, which have been written.
  void merge_up(RowNumber first, Column column, lxw_format* format);

  /// How many cells were written.
  [[nodiscard]] std::uint64_t cells() const noexcept { return cells_; }
  /// The first error of libxlsxwriter.
  [[nodiscard]] lxw_error error() const noexcept { return error_; }
  /// For columns, panes and pages.
  [[nodiscard]] lxw_worksheet* raw() const noexcept { return sheet_; }

 private:
  void count(Column column);
  void note(lxw_error error) noexcept {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  lxw_worksheet* sheet_;
  RowNumber next_row_ = 0;
  std::bitset<kMaxColumns> in_row_;
  std::uint64_t cells_ = 0;
  lxw_error error_ = LXW_NO_ERROR;
};

}  // namespace creneau::xlsx
