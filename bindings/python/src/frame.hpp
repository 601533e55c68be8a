#pragma once
/// \file
/// Tables as columns: for numpy, pandas, polars and everything that reads Arrow.

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace creneau::python {

/// What the numbers of a column are.
enum class ColumnType { number, flag, real, date, instant, text };

/// One column. Whatever its type, its values are in one of three arrays.
struct Column {
  std::string name;
  ColumnType type;
  std::vector<std::int64_t> numbers;  ///< numbers, flags, days since 1970, microseconds since 1970
  std::vector<double> reals;
  std::string bytes;               ///< of texts, one behind the other
  std::vector<std::int64_t> ends;  ///< where each text ends in them
  std::vector<bool> missing;       ///< empty: no value is
};

/// A table. Rows are added by filling each column in turn.
class Frame {
 public:
  /// A new column, to be filled at once.
  Column& add(std::string name, ColumnType type);
  [[nodiscard]] std::size_t rows() const noexcept;
  [[nodiscard]] const std::vector<std::unique_ptr<Column>>& columns() const noexcept {
    return columns_;
  }
  /// \throw KeyError
  [[nodiscard]] const Column& column(const std::string& name) const;

 private:
  std::vector<std::unique_ptr<Column>> columns_;
};

/// \name Filling
/// \{
inline void put(Column& column, std::int64_t value) {
  column.numbers.push_back(value);
  if (!column.missing.empty()) column.missing.push_back(false);
}
inline void put_text(Column& column, std::string_view value) {
  column.bytes += value;
  column.ends.push_back(static_cast<std::int64_t>(column.bytes.size()));
  if (!column.missing.empty()) column.missing.push_back(false);
}
/// No value in this row.
void put_missing(Column& column);
/// \}

/// `Frame`, and how others read it.
void bind_frame(pybind11::module_& module);

}  // namespace creneau::python
