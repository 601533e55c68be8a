#include "xlsx/row_sheet.hpp"

#include "xlsx/page_setup.hpp"

namespace creneau::xlsx {

namespace {

constexpr std::array<double, csv::kPlanningColumns> kWidths{11, 8, 12, 20, 22, 14, 12, 12,
                                                            9,  9, 9,  14, 32, 14, 18};

Look look_of(csv::RowStatus status) noexcept {
  switch (status) {
    case csv::RowStatus::available: return Look::cell_available;
    case csv::RowStatus::reserved: return Look::cell_reserved;
    case csv::RowStatus::unavailable: return Look::cell_unavailable;
    case csv::RowStatus::free:
    case csv::RowStatus::left_over: break;
  }
  return Look::cell_text;
}

}  // namespace

void begin_rows(Sheet& sheet, const std::string& planning, const Labels& labels,
                const Styles& styles) {
  set_up_page(sheet.raw(), planning, labels.page, 1, 0);
  sheet.begin_row(18);
  for (Column column = 0; column < csv::kPlanningColumns; ++column) {
    worksheet_set_column(sheet.raw(), column, column, kWidths[column], nullptr);
    sheet.text(column, labels.headings[column], styles.of(Look::heading));
  }
}

void write_rows(Sheet& sheet, std::span<const csv::PlanningRow> rows, const Labels& labels,
                const Styles& styles) {
  lxw_format* const text = styles.of(Look::cell_text);
  lxw_format* const time = styles.of(Look::cell_time);
  const auto write_time = [&](Column column, Minutes it) {
    sheet.time(column, it, it == Minutes{1440} ? styles.of(Look::cell_midnight) : time);
  };
  for (const csv::PlanningRow& row : rows) {
    sheet.begin_row();
    sheet.date(0, row.date, styles.of(Look::cell_date));
    write_time(1, row.time);
    sheet.text(2, row.matricule, text);
    sheet.text(3, row.name, text);
    sheet.text(4, row.centre, text);
    sheet.text(5, row.departement.code(), text);
    sheet.text(6, row.category ? code_of(*row.category) : std::string_view{}, text);
    sheet.text(7, labels.parts[static_cast<std::size_t>(row.part)], text);
    write_time(8, row.session.start);
    write_time(9, row.session.end);
    if (row.units > 0)
      sheet.number(10, row.units, styles.of(Look::cell_number));
    else
      sheet.blank(10, text);
    sheet.text(11, labels.statuses[static_cast<std::size_t>(row.status)],
               styles.of(look_of(row.status)));
    sheet.text(12, row.school, text);
    sheet.text(13, row.aurige_id, text);
    sheet.text(14, row.reservation, text);
  }
}

void end_rows(Sheet& sheet) {
  worksheet_autofilter(sheet.raw(), 0, 0, sheet.row(), csv::kPlanningColumns - 1);
}

}  // namespace creneau::xlsx
