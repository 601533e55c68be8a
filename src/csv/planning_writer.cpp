#include "creneau/csv/planning.hpp"
#include "creneau/model/iso_text.hpp"
#include "csv/guard.hpp"
#include "csv/planning_row.hpp"
#include "csv/values.hpp"

namespace creneau::csv {

namespace {

void write(RowWriter& out, const PlanningRow& row) {
  out << to_cell(row.date) << to_text(row.time) << Text{row.matricule} << Text{row.name}
      << Text{row.centre} << row.departement.code()
      << (row.category ? code_of(*row.category) : std::string_view{}) << to_cell(row.part)
      << to_text(row.session.start) << to_text(row.session.end)
      << (row.units == 0 ? std::string{} : std::to_string(row.units)) << to_cell(row.status)
      << Text{row.school} << Text{row.aurige_id} << Text{row.reservation};
  out.end_row();
}

result<std::string> write_once(const PlanningSource& source, const Directory& directory,
                               const Style& style) {
  std::string file = style.utf8_mark ? std::string(kUtf8Mark) : std::string{};
  RowWriter out(file, style);
  for (const std::string_view heading : kPlanningHeadings) out << heading;
  out.end_row();
  Names names(directory);
  std::optional<Departement> departement;
  std::vector<PlanningRow> rows;
  BOOST_OUTCOME_TRY(for_each_page(source, [&](const Page<SessionDetail>& page) -> result<void> {
    BOOST_OUTCOME_TRY(names.learn(page.rows));
    for (const SessionDetail& detail : page.rows) {
      const Session& session = detail.state.session;
      if (departement.value_or(session.departement) != session.departement)
        return Error{ErrorCode::host_error, session.id};
      departement = session.departement;
      rows.clear();
      append_rows(detail, names, rows);
      for (const PlanningRow& row : rows) write(out, row);
    }
    return success();
  }));
  return file;
}

}  // namespace

result<std::string> write_planning(const PlanningSource& source, const Directory& directory,
                                   const Style& style) {
  return guarded([&]() -> result<std::string> {
    for (int reading = 1;; ++reading) {
      auto file = write_once(source, directory, style);
      if (file || file.assume_error().code != ErrorCode::conflict || reading == kMaxReadings)
        return file;
    }
  });
}

}  // namespace creneau::csv
