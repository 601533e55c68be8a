#pragma once
/// \file
/// The sheet of a week, as the screen shows it.

#include <span>
#include <string>

#include "creneau/model/summary.hpp"
#include "csv/names.hpp"
#include "xlsx/labels.hpp"
#include "xlsx/sheet.hpp"
#include "xlsx/styles.hpp"

namespace creneau::xlsx {

/// What stands above a week.
struct WeekHeading {
  Week week;
  std::string planning;  ///< whose it is
  UnitCount units;       ///< of all inspectors
};

/// Writes a week onto an empty sheet: a block of lines for each inspector, two columns (time and
/// text) for each half-day.
void write_week(Sheet& sheet, const WeekHeading& heading, std::span<const SessionDetail> sessions,
                const csv::Names& names, const Labels& labels, const Styles& styles);

}  // namespace creneau::xlsx
