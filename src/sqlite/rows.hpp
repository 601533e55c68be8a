#pragma once
/// \file
/// The columns of the schema, and what reads them. Internal to the adapter.

#include <string>

#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "sql/rows.hpp"
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

using namespace sql;  // what both databases read alike

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
