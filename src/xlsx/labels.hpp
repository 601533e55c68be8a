#pragma once
/// \file
/// The words of the workbook.

#include <array>
#include <string>
#include <string_view>

#include "creneau/model/reason.hpp"
#include "creneau/model/time.hpp"
#include "creneau/text/language.hpp"
#include "csv/planning_row.hpp"

namespace creneau::xlsx {

/// The words of one language.
struct Labels {
  std::string_view week;         ///< before a number
  std::string_view week_letter;  ///< in names of sheets
  std::string_view from;
  std::string_view to;
  std::string_view departement;
  std::string_view inspector;
  std::string_view morning;
  std::string_view afternoon;
  std::string_view no_session;
  std::string_view proposed;  ///< before a proposed centre
  std::string_view colon;     ///< before a figure
  std::string_view rows_sheet;
  std::string_view units_sheet;
  std::string_view page;
  std::string_view total;
  std::string_view monday;
  std::string_view unassigned;            ///< above a week, before the figure
  std::array<std::string_view, 6> units;  ///< in the order of UnitCount's figures
  std::string_view day_format;            ///< of Excel: a weekday and a date in words
  std::string_view planning;
  std::array<std::string_view, csv::kPlanningColumns> headings;
  std::array<std::string_view, kExamPartCount> parts;
  std::array<std::string_view, 5> statuses;
  std::array<std::string_view, 8> reasons;
};

[[nodiscard]] const Labels& labels(text::Language language) noexcept;

/// "2026-S25": the name of a week's sheet.
[[nodiscard]] std::string name_of(Week week, const Labels& labels);

}  // namespace creneau::xlsx
