#pragma once
/// \file
/// Making sessions of rows.

#include <optional>
#include <string>
#include <vector>

#include "creneau/engine/import_planning.hpp"
#include "csv/headings.hpp"
#include "csv/planning_row.hpp"

namespace creneau::csv {

/// A row of a planning whose cells are all sound.
struct SoundRow {
  int line = 0;
  InspectorId inspector;
  Date date{};
  Minutes time{};
  Minutes length{};              ///< of a row that does not state its session
  std::optional<Hours> session;  ///< that the row states
  CentreId centre;
  std::optional<Category> category;
  ExamPart part = ExamPart::unstated;
  std::int32_t units = 0;
  RowStatus status = RowStatus::available;
  SchoolId school;
  std::string reservation;
};

/// Makes the sessions of a planning, in the order of the file. Faults are added, and sessions that
/// have one left out.
[[nodiscard]] std::vector<ImportPlanning::Item> build_sessions(std::vector<SoundRow> rows,
                                                               Departement departement,
                                                               const Columns& columns,
                                                               Faults& faults);

}  // namespace creneau::csv
