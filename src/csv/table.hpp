#pragma once
/// \file
/// A file of rows under headings, as offices send them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/csv/encoding.hpp"
#include "creneau/csv/fault.hpp"
#include "creneau/engine/import_planning.hpp"

namespace creneau::csv {

struct Row {
  int line = 0;  ///< where the row begins, from 1
  std::vector<std::string> cells;
};

/// The rows below the headings, each with as many cells as there are headings. Cells are UTF-8,
/// without the spaces around a cell that is not quoted and without the apostrophe that guards a
/// formula.
struct Table {
  char separator = ',';
  Row headings;
  bool headings_are_sound = false;  ///< false: they are missing or unreadable, and a fault says it
  std::vector<Row> rows;
};

/// Reads a file: commas, semicolons or tabs, whichever the headings have most of; CR LF, LF or CR;
/// with or without a UTF-8 mark. The first row with any content is the headings; rows without any
/// are skipped. Faults are added, and rows that have one left out. `unsupported` where the system
/// cannot convert from the encoding.
[[nodiscard]] result<Table> read_table(std::string_view bytes, Encoding encoding, Faults& faults,
                                       std::size_t max_rows = kMaxRowsOfImport);

}  // namespace creneau::csv
