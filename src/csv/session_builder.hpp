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

/// What a row stands for that does not state its session.
inline constexpr Minutes kPlainRow{30};

/// A row of a planning whose cells are all sound.
struct SoundRow {
  int line = 0;
  InspectorId inspector;
  Date date{};
  Minutes time{};
  std::optional<Hours> session;  ///< that the row states; else it is a plain one
  CentreId centre;
  std::optional<Category> category;
  ExamPart part = ExamPart::unstated;
  std::int32_t units = 0;
  RowStatus status = RowStatus::available;
  SchoolId school;
  std::string reservation;
};

/// Makes the sessions of a planning, in the order of the file; `rules` lay the grids of those that
/// plain rows make. Faults are added, and sessions that have one left out.
[[nodiscard]] std::vector<ImportPlanning::Item> build_sessions(std::vector<SoundRow> rows,
                                                               Departement departement,
                                                               const RuleBook& rules,
                                                               const Columns& columns,
                                                               Faults& faults);

}  // namespace creneau::csv
