#pragma once
/// \file
/// The cells of a workbook, read back from its package and written again by bare libxlsxwriter.

#include <cstdint>
#include <string>
#include <vector>

namespace creneau::bench {

struct WorkbookCell {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  std::uint16_t style = 0;
  enum class Kind : std::uint8_t { number, text, blank } kind = Kind::blank;
  double number = 0;
  std::string text;
};

struct WorkbookSheet {
  std::string name;
  std::vector<WorkbookCell> cells;                        ///< in the order in which they stand
  std::vector<std::pair<std::uint32_t, double>> heights;  ///< of the rows that state one
};

/// The sheets of a file that libxlsxwriter wrote in constant-memory mode, by their place.
[[nodiscard]] std::vector<WorkbookSheet> read_cells(const std::string& file);

/// Writes them with as many formats in constant-memory mode, and syncs the file.
void write_bare(const std::string& file, const std::vector<WorkbookSheet>& sheets);

/// What two workbooks of the same cells have in common.
[[nodiscard]] std::uint64_t digest(const std::vector<WorkbookSheet>& sheets);

/// The same as JSON: sheets of rows of cells, each a style and a value, or null.
[[nodiscard]] std::string as_json(const std::vector<WorkbookSheet>& sheets);

}  // namespace creneau::bench
