#pragma once
/// \file
/// The sheet of rows: the columns of a planning's file.

#include <span>
#include <string>

#include "csv/planning_row.hpp"
#include "xlsx/labels.hpp"
#include "xlsx/sheet.hpp"
#include "xlsx/styles.hpp"

namespace creneau::xlsx {

/// Writes the headings onto an empty sheet.
void begin_rows(Sheet& sheet, const std::string& planning, const Labels& labels,
                const Styles& styles);
/// Writes rows below those before.
void write_rows(Sheet& sheet, std::span<const csv::PlanningRow> rows, const Labels& labels,
                const Styles& styles);
/// Lets all rows be filtered.
void end_rows(Sheet& sheet);

}  // namespace creneau::xlsx
