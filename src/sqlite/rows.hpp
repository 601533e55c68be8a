#pragma once
/// \file
/// How rows of the schema become values of the model. Internal to the adapter.

#include <string>
#include <vector>

#include "creneau/json/json.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "sqlite/connection.hpp"

namespace creneau::sqlite {

// Sessions with their planning and the masks of their slots. A local time is minutes since 1970;
// the mask of a set of slots is the sum of its bits.
#define CRENEAU_SESSION_COLUMNS                                                                    \
  "s.id, s.departement, s.inspector, s.start_at, s.end_at, s.proposed_centre, s.plan, s.revision," \
  " s.external_ref, p.centre, p.category, p.part, p.unit_minutes, p.units_of_slot, p.slot_count,"  \
  " p.planned_by"
#define CRENEAU_SLOT_MASKS                                                        \
  ", (SELECT coalesce(sum(1 << t.ordinal), 0) FROM slot t WHERE t.session = s.id" \
  "   AND t.plan = s.plan AND t.reservation IS NOT NULL),"                        \
  " (SELECT coalesce(sum(1 << t.ordinal), 0) FROM slot t WHERE t.session = s.id"  \
  "   AND t.plan = s.plan AND t.reservation IS NULL)"
#define CRENEAU_SESSION_TABLES \
  " FROM session s LEFT JOIN planning p ON p.session = s.id AND p.plan = s.plan"
#define CRENEAU_RESERVATION_COLUMNS \
  "r.id, r.school, r.session, r.plan, r.slots, r.revision, r.external_ref"

#define CRENEAU_EVENT_COLUMNS                                                                      \
  "departement, number, at, command, role, who, subject, request, content, reason, note, changes," \
  " notes"

inline constexpr int kSessionColumns = 16;
inline constexpr int kReservationColumns = 7;

[[nodiscard]] result<Departement> departement_at(const Statement& row, int column);
[[nodiscard]] result<Session> session_at(const Statement& row, int column);
/// The session at `column`, its masks after it.
[[nodiscard]] result<SessionState> session_state_at(const Statement& row, int column);
[[nodiscard]] Reservation reservation_at(const Statement& row, int column);
/// id, departement, scope, who, from_at, to_at, reason, note.
[[nodiscard]] result<Closure> closure_at(const Statement& row, int column);
[[nodiscard]] result<Event> event_at(const Statement& row, int column);

[[nodiscard]] inline LocalTime local_at(const Statement& row, int column) noexcept {
  return LocalTime{Minutes{row.number(column)}};
}
[[nodiscard]] inline Instant instant_at(const Statement& row, int column) noexcept {
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
[[nodiscard]] result<Enum> enum_at(const Statement& row, int column, Enum last) {
  const std::int64_t number = row.number(column);
  if (number < 0 || number > stored_enum(last))
    return Error{ErrorCode::storage_corrupt}.with_limit(stored_enum(last), number);
  return static_cast<Enum>(number);
}

/// Ids as one bound JSON array.
template <class Ids>
[[nodiscard]] std::string json_array(const Ids& ids) {
  std::string array = "[";
  for (const auto id : ids) {
    if (array.size() > 1) array += ',';
    array += std::to_string(id.value);
  }
  return array + "]";
}

/// Runs a fixed statement without parameters, prepared once.
[[nodiscard]] inline result<void> run_prepared(Connection& connection, const char* sql) {
  BOOST_OUTCOME_TRY(auto statement, connection.statement(sql));
  return statement.run();
}

/// Calls `visit(statement)` for each row; it returns result<void>.
template <class Visitor>
[[nodiscard]] result<void> for_each_row(Statement& statement, Visitor&& visit) {
  while (true) {
    BOOST_OUTCOME_TRY(const bool row, statement.next());
    if (!row) return success();
    BOOST_OUTCOME_TRY(visit(statement));
  }
}

}  // namespace creneau::sqlite
