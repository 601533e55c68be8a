#include "xlsx/unit_sheet.hpp"

#include "xlsx/page_setup.hpp"

namespace creneau::xlsx {

namespace {

/// Before the six figures: week, its Monday, matricule, name.
constexpr Column kLabels = 4;
constexpr Column kColumns = kLabels + 6;
constexpr std::array<double, kColumns> kWidths{12, 12, 14, 26, 13, 15, 13, 13, 16, 13};

void write_figures(Sheet& sheet, const UnitCount& units, lxw_format* format) {
  Column column = kLabels;
  for (const Units count : {units.planned, units.unavailable, units.offered(), units.assigned,
                            units.unassigned(), units.reservable})
    sheet.number(column++, count.value, format);
}

}  // namespace

WeekUnits count_week(Week week, std::span<const SessionDetail> sessions, const csv::Names& names,
                     LocalTime now) {
  WeekUnits counted;
  counted.week = week;
  std::map<std::pair<std::string, InspectorId>, UnitRow> rows;
  for (const SessionDetail& detail : sessions) {
    const Session& session = detail.state.session;
    if (!session.is_planned()) continue;
    const auto units = count_units(session.planning->grid, session.start(), detail.state.reserved,
                                   detail.state.unavailable, now);
    UnitRow& row = rows[{names.matricule(session.inspector), session.inspector}];
    row.matricule = names.matricule(session.inspector);
    row.name = names.name(session.inspector);
    row.units += units;
    counted.total += units;
  }
  for (auto& [key, row] : rows) counted.inspectors.push_back(std::move(row));
  return counted;
}

void write_units(Sheet& sheet, std::span<const WeekUnits> weeks, const std::string& planning,
                 const Labels& labels, const Styles& styles) {
  set_up_page(sheet.raw(), planning, labels.page, 1, 0);
  lxw_format* const heading = styles.of(Look::heading);
  sheet.begin_row(18);
  sheet.text(0, labels.week, heading);
  sheet.text(1, labels.monday, heading);
  sheet.text(2, labels.headings[2], heading);
  sheet.text(3, labels.headings[3], heading);
  for (Column column = 0; column < kColumns; ++column) {
    worksheet_set_column(sheet.raw(), column, column, kWidths[column], nullptr);
    if (column >= kLabels) sheet.text(column, labels.units[column - kLabels], heading);
  }
  lxw_format* const total_text = styles.of(Look::total_text);
  UnitCount all;
  std::size_t counted = 0;
  for (const WeekUnits& it : weeks) {
    if (it.inspectors.empty()) continue;
    ++counted;
    const std::string week = name_of(it.week, labels);
    for (const UnitRow& row : it.inspectors) {
      sheet.begin_row();
      sheet.text(0, week, styles.of(Look::cell_text));
      sheet.date(1, it.week.monday(), styles.of(Look::cell_date));
      sheet.text(2, row.matricule, styles.of(Look::cell_text));
      sheet.text(3, row.name, styles.of(Look::cell_text));
      write_figures(sheet, row.units, styles.of(Look::cell_number));
    }
    sheet.begin_row();
    sheet.text(0, week, total_text);
    sheet.date(1, it.week.monday(), styles.of(Look::total_date));
    sheet.text(2, labels.total, total_text);
    sheet.blank(3, total_text);
    write_figures(sheet, it.total, styles.of(Look::total_number));
    all += it.total;
  }
  if (counted > 1) {
    sheet.begin_row();
    sheet.text(0, labels.total, total_text);
    for (const Column column : {Column{1}, Column{2}, Column{3}}) sheet.blank(column, total_text);
    write_figures(sheet, all, styles.of(Look::total_number));
  }
  if (sheet.row() > 0) worksheet_autofilter(sheet.raw(), 0, 0, sheet.row(), kColumns - 1);
}

}  // namespace creneau::xlsx
