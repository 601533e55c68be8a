#pragma once
/// \file
/// How rows of a database become values of the model: the same columns in the same order, whichever
/// database gave them. Internal to the adapters of databases.
///
/// A row has `number(column)`, `text(column)` and `is_null(column)`.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "creneau/json/json.hpp"
#include "creneau/port/storage.hpp"
#include "json/notes.hpp"

namespace creneau::sql {

template <class T>
concept RowOf = requires(const T& row, int column) {
  { row.number(column) } -> std::same_as<std::int64_t>;
  { row.text(column) } -> std::same_as<std::string_view>;
  { row.is_null(column) } -> std::same_as<bool>;
};

/// How many columns a session and a reservation take.
inline constexpr int kSessionColumns = 16;
inline constexpr int kReservationColumns = 7;

// Local times are minutes since 1970-01-01T00:00 of the département's clock, instants microseconds UTC,
// a set of slots has a bit for each.
[[nodiscard]] inline std::int64_t stored(LocalTime time) noexcept {
  return time.time_since_epoch().count();
}
[[nodiscard]] inline std::int64_t stored(Instant instant) noexcept {
  return instant.time_since_epoch().count();
}
[[nodiscard]] inline std::int64_t stored(Date date) noexcept {
  return date.time_since_epoch().count();
}
template <class Enum>
[[nodiscard]] constexpr std::int64_t stored_enum(Enum value) noexcept {
  return static_cast<std::int64_t>(value);
}

[[nodiscard]] LocalTime local_at(const RowOf auto& row, int column) noexcept {
  return LocalTime{Minutes{row.number(column)}};
}
[[nodiscard]] Instant instant_at(const RowOf auto& row, int column) noexcept {
  return Instant{std::chrono::microseconds{row.number(column)}};
}
[[nodiscard]] SlotSet slots_at(const RowOf auto& row, int column) noexcept {
  return SlotSet{static_cast<std::uint64_t>(row.number(column))};
}

/// A number of a row as an enumerator. `storage_corrupt` if there is none.
template <class Enum>
[[nodiscard]] result<Enum> enum_at(const RowOf auto& row, int column, Enum last) {
  const std::int64_t number = row.number(column);
  if (number < 0 || number > stored_enum(last))
    return Error{ErrorCode::storage_corrupt}.with_limit(stored_enum(last), number);
  return static_cast<Enum>(number);
}

[[nodiscard]] result<Departement> departement_at(const RowOf auto& row, int column) {
  if (const auto departement = Departement::from_code(row.text(column))) return *departement;
  return Error{ErrorCode::storage_corrupt}.with_text(std::string(row.text(column)));
}

/// unit_minutes, units_of_slot, slot_count.
[[nodiscard]] result<Grid> grid_at(const RowOf auto& row, int column) {
  Grid grid;
  for (std::uint16_t* figure : {&grid.unit_minutes, &grid.units_of_slot, &grid.slot_count}) {
    const std::int64_t number = row.number(column++);
    *figure = static_cast<std::uint16_t>(number);
    if (*figure != number) return Error{ErrorCode::storage_corrupt}.with_limit(UINT16_MAX, number);
  }
  if (!grid.valid()) return Error{ErrorCode::storage_corrupt}.with_text("grid");
  return grid;
}

/// id, departement, inspector, start_at, end_at, proposed_centre, plan, revision, external_ref; then
/// centre, category, part, the grid and planned_by, NULL while it is available.
[[nodiscard]] result<Session> session_at(const RowOf auto& row, int column) {
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

/// The session at `column`, its masks after it: reserved, unavailable.
[[nodiscard]] result<SessionState> session_state_at(const RowOf auto& row, int column) {
  SessionState state;
  BOOST_OUTCOME_TRY(state.session, session_at(row, column));
  state.reserved = slots_at(row, column + kSessionColumns);
  state.unavailable = slots_at(row, column + kSessionColumns + 1);
  return state;
}

/// id, school, session, plan, slots, revision, external_ref.
[[nodiscard]] Reservation reservation_at(const RowOf auto& row, int column) {
  return {{row.number(column)},
          {row.number(column + 1)},
          {row.number(column + 2)},
          {static_cast<std::uint32_t>(row.number(column + 3))},
          slots_at(row, column + 4),
          {row.number(column + 5)},
          std::string(row.text(column + 6))};
}

/// id, departement, scope, who, from_at, to_at, reason, note.
[[nodiscard]] result<Closure> closure_at(const RowOf auto& row, int column) {
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

/// departement, number, at, command, role, who, subject, request, content, reason, note, changes,
/// notes.
[[nodiscard]] result<Event> event_at(const RowOf auto& row, int column) {
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
  return Event{{row.number(column + 1)}, std::move(changes)};
}

}  // namespace creneau::sql
