#pragma once
/// \file
/// The sheet of units: what each inspector and each week counts.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "creneau/model/summary.hpp"
#include "csv/names.hpp"
#include "xlsx/labels.hpp"
#include "xlsx/sheet.hpp"
#include "xlsx/styles.hpp"

namespace creneau::xlsx {

/// The units of one inspector's week.
struct UnitRow {
  std::string matricule;
  std::string name;
  UnitCount units;
};

/// A week: a row for each inspector with a planned session in it, by matricule, and the sum of all.
struct WeekUnits {
  Week week;
  std::vector<UnitRow> inspectors;
  UnitCount total;
};

/// Counts the units of one week's sessions. Slots that start at or before `now` are not
/// reservable.
[[nodiscard]] WeekUnits count_week(Week week, std::span<const SessionDetail> sessions,
                                   const csv::Names& names, LocalTime now);

/// Writes the weeks that have units, each with its sum, and the sum of all where they are several.
void write_units(Sheet& sheet, std::span<const WeekUnits> weeks, const std::string& planning,
                 const Labels& labels, const Styles& styles);

}  // namespace creneau::xlsx
