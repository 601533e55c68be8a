#pragma once
/// \file
/// How rows of the schema become values of the model. Internal to the adapter.

#include <string>

#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "postgres/connection.hpp"

namespace creneau::postgres {

// Sessions with the masks of their slots. A local time is minutes since 1970; the mask of a set of
// slots has a bit for each.
#define CRENEAU_PG_SESSION_COLUMNS                                                              \
  "s.id, s.departement, s.inspector, s.start_at, s.end_at, s.proposed_centre, s.plan,"          \
  " s.revision, s.external_ref, s.centre, s.category, s.part, s.unit_minutes, s.units_of_slot," \
  " s.slot_count, s.planned_by"
#define CRENEAU_PG_SLOT_MASKS ", t.reserved, t.unavailable"
#define CRENEAU_PG_MASKS_OF_SESSIONS                                                            \
  " LEFT JOIN LATERAL ("                                                                        \
  "SELECT bit_or(1::bigint << t.ordinal) FILTER (WHERE t.reservation IS NOT NULL) AS reserved," \
  " bit_or(1::bigint << t.ordinal) FILTER (WHERE t.reservation IS NULL) AS unavailable"         \
  " FROM creneau.slot{d} t WHERE t.departement = s.departement AND t.session = s.id"            \
  " AND t.plan = s.planned) t ON true"
#define CRENEAU_PG_SESSION_TABLES " FROM creneau.session{d} s" CRENEAU_PG_MASKS_OF_SESSIONS
#define CRENEAU_PG_RESERVATION_COLUMNS \
  "r.id, r.school, r.session, r.plan, r.slots, r.revision, r.external_ref"
#define CRENEAU_PG_EVENT_COLUMNS                                                                   \
  "departement, number, at, command, role, who, subject, request, content, reason, note, changes," \
  " notes, first_session, first_reservation, first_closure"

inline constexpr int kSessionColumns = 16;
inline constexpr int kReservationColumns = 7;

[[nodiscard]] result<Departement> departement_at(const Row& row, int column);
/// unit_minutes, units_of_slot, slot_count.
[[nodiscard]] result<Grid> grid_at(const Row& row, int column);
[[nodiscard]] result<Session> session_at(const Row& row, int column);
/// The session at `column`, its masks after it.
[[nodiscard]] result<SessionState> session_state_at(const Row& row, int column);
[[nodiscard]] Reservation reservation_at(const Row& row, int column);
/// id, departement, scope, who, from_at, to_at, reason, note.
[[nodiscard]] result<Closure> closure_at(const Row& row, int column);
[[nodiscard]] result<Event> event_at(const Row& row, int column);
/// The lines of a notice, and what -1 means among their reservations.
[[nodiscard]] result<std::vector<NoticeLine>> notice_lines_at(const Row& row,
                                                              Departement departement, int lines,
                                                              int first_reservation);

/// Appends what each row of an answer is.
template <class Container, class Read>
[[nodiscard]] result<void> append(Container& to, const Rows& rows, Read&& read) {
  return for_each_row(rows, [&](const Row& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto it, read(row, 0));
    to.push_back(std::move(it));
    return success();
  });
}

[[nodiscard]] inline LocalTime local_at(const Row& row, int column) noexcept {
  return LocalTime{Minutes{row.number(column)}};
}
[[nodiscard]] inline SlotSet slots_at(const Row& row, int column) noexcept {
  return SlotSet{static_cast<std::uint64_t>(row.number(column))};
}
[[nodiscard]] inline Instant instant_at(const Row& row, int column) noexcept {
  return Instant{std::chrono::microseconds{row.number(column)}};
}
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

/// A number of a row as an enumerator. `storage_corrupt` if there is none.
template <class Enum>
[[nodiscard]] result<Enum> enum_at(const Row& row, int column, Enum last) {
  const std::int64_t number = row.number(column);
  if (number < 0 || number > stored_enum(last))
    return Error{ErrorCode::storage_corrupt}.with_limit(stored_enum(last), number);
  return static_cast<Enum>(number);
}

}  // namespace creneau::postgres
