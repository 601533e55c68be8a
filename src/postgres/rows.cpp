#include "postgres/rows.hpp"

#include "creneau/model/give_ids.hpp"
#include "json/notes.hpp"

namespace creneau::postgres {

result<Departement> departement_at(const Row& row, int column) {
  if (const auto departement = Departement::from_code(row.text(column))) return *departement;
  return Error{ErrorCode::storage_corrupt}.with_text(std::string(row.text(column)));
}

result<Grid> grid_at(const Row& row, int column) {
  Grid grid;
  for (std::uint16_t* figure : {&grid.unit_minutes, &grid.units_of_slot, &grid.slot_count}) {
    const std::int64_t number = row.number(column++);
    *figure = static_cast<std::uint16_t>(number);
    if (*figure != number) return Error{ErrorCode::storage_corrupt}.with_limit(UINT16_MAX, number);
  }
  if (!grid.valid()) return Error{ErrorCode::storage_corrupt}.with_text("grid");
  return grid;
}

result<Session> session_at(const Row& row, int column) {
  Session session;
  session.id = {row.number(column)};
  BOOST_OUTCOME_TRY(session.departement, departement_at(row, column + 1));
  session.inspector = {row.number(column + 2)};
  const LocalTime start = local_at(row, column + 3);
  session.date = std::chrono::floor<std::chrono::days>(start);
  session.hours = {start - session.date, local_at(row, column + 4) - session.date};
  session.proposed_centre = {row.number(column + 5)};
  session.plan = {static_cast<std::uint32_t>(row.number(column + 6))};
  session.revision = {row.number(column + 7)};
  session.external_ref = row.text(column + 8);
  if (row.is_null(column + 9)) return session;
  Planning planning;
  planning.centre = {row.number(column + 9)};
  BOOST_OUTCOME_TRY(planning.category, enum_at(row, column + 10, Category::de));
  BOOST_OUTCOME_TRY(planning.part, enum_at(row, column + 11, ExamPart::complete));
  BOOST_OUTCOME_TRY(planning.grid, grid_at(row, column + 12));
  planning.planned_by = {row.number(column + 15)};
  session.planning = planning;
  return session;
}

result<SessionState> session_state_at(const Row& row, int column) {
  SessionState state;
  BOOST_OUTCOME_TRY(state.session, session_at(row, column));
  state.reserved = slots_at(row, column + kSessionColumns);
  state.unavailable = slots_at(row, column + kSessionColumns + 1);
  return state;
}

Reservation reservation_at(const Row& row, int column) {
  return {{row.number(column)},
          {row.number(column + 1)},
          {row.number(column + 2)},
          {static_cast<std::uint32_t>(row.number(column + 3))},
          slots_at(row, column + 4),
          {row.number(column + 5)},
          std::string(row.text(column + 6))};
}

result<Closure> closure_at(const Row& row, int column) {
  Closure closure;
  closure.id = {row.number(column)};
  BOOST_OUTCOME_TRY(closure.departement, departement_at(row, column + 1));
  BOOST_OUTCOME_TRY(closure.scope, enum_at(row, column + 2, ClosureScope::office));
  closure.who = row.number(column + 3);
  closure.from = local_at(row, column + 4);
  closure.to = local_at(row, column + 5);
  BOOST_OUTCOME_TRY(closure.reason, enum_at(row, column + 6, Reason::other));
  closure.note = row.text(column + 7);
  return closure;
}

result<Event> event_at(const Row& row, int column) {
  BOOST_OUTCOME_TRY(ChangeSet changes, json::change_set_from(row.text(column + 11)));
  BOOST_OUTCOME_TRY(json::put_back_notes(row.text(column + 12), changes));
  BOOST_OUTCOME_TRY(changes.departement, departement_at(row, column));
  changes.at = instant_at(row, column + 2);
  BOOST_OUTCOME_TRY(changes.command, enum_at(row, column + 3, CommandKind::import_planning));
  BOOST_OUTCOME_TRY(changes.actor.role, enum_at(row, column + 4, Role::operator_));
  changes.actor.who = row.number(column + 5);
  changes.actor.subject = row.text(column + 6);
  changes.request = row.text(column + 7);
  changes.content = {static_cast<std::uint64_t>(row.number(column + 8))};
  BOOST_OUTCOME_TRY(changes.reason, enum_at(row, column + 9, Reason::other));
  changes.note = row.text(column + 10);
  const Revision number{row.number(column + 1)};
  IdCounters counters{row.number(column + 13), row.number(column + 14), row.number(column + 15), 0};
  give_ids(changes, number, counters);
  return Event{number, std::move(changes)};
}

result<std::vector<NoticeLine>> notice_lines_at(const Row& row, Departement departement, int lines,
                                                int first_reservation) {
  BOOST_OUTCOME_TRY(auto all, json::notice_lines_from(row.text(lines)));
  for (NoticeLine& line : all)
    if (line.reservation.is_fresh())
      line.reservation = id_of<ReservationId>(
          departement, static_cast<std::uint64_t>(row.number(first_reservation)) +
                           line.reservation.fresh_place());
  return all;
}

}  // namespace creneau::postgres
