#pragma once
/// \file
/// One row of a file, read by its headings.

#include <optional>
#include <string>
#include <string_view>

#include "csv/headings.hpp"
#include "csv/table.hpp"
#include "csv/values.hpp"

namespace creneau::csv {

/// Gives the cells of a row as values and notes what is wrong with them. Refers to what it is made
/// of.
class Record {
 public:
  Record(const Columns& columns, const Row& row, Faults& faults)
      : columns_(columns), row_(row), faults_(faults) {}

  [[nodiscard]] int line() const noexcept { return row_.line; }
  /// The cell, empty where the file has no such column.
  [[nodiscard]] std::string_view cell(Heading heading) const noexcept {
    const int place = columns_.place(heading);
    return place == 0 ? std::string_view{}
                      : std::string_view{row_.cells[static_cast<std::size_t>(place) - 1]};
  }
  [[nodiscard]] bool is_empty(Heading heading) const noexcept { return cell(heading).empty(); }

  void fault(Heading heading, Error error) const {
    add_fault(faults_, row_.line, columns_.place(heading), std::move(error),
              std::string(cell(heading)));
  }
  void fault(Heading heading, ErrorCode code) const {
    fault(heading, Error{code}.with_text(std::string(cell(heading))));
  }

  /// Notes that a cell must not be empty.
  void missing(Heading heading) const {
    fault(heading, Error{ErrorCode::missing_value}.with_text(columns_.title(heading)));
  }

  /// What `read` makes of a cell; where it makes nothing of it `code` at its place, or
  /// `missing_value` if the cell is empty.
  template <class Read>
  [[nodiscard]] auto value(Heading heading, ErrorCode code, Read&& read) const
      -> decltype(read(std::string_view{})) {
    auto found = read(cell(heading));
    if (!found && is_empty(heading))
      missing(heading);
    else if (!found)
      fault(heading, code);
    return found;
  }

  /// A text of an entry; `bad_text` where it cannot be one.
  [[nodiscard]] std::string text(Heading heading) const;
  /// The same, and not empty: `missing_value` otherwise.
  [[nodiscard]] std::string required_text(Heading heading) const;
  [[nodiscard]] CategorySet categories(Heading heading) const;

  /// Adds a fault for what stands in a column that is called nothing.
  void check_nameless() const;

 private:
  const Columns& columns_;
  const Row& row_;
  Faults& faults_;
};

}  // namespace creneau::csv
