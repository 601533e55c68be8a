#pragma once
/// \file
/// The columns of the schema, and what reads them. Internal to the adapter.

#include <string>

#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "postgres/connection.hpp"
#include "sql/rows.hpp"

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

using namespace sql;  // what both databases read alike

/// An event, with the ids that its commit gave.
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

}  // namespace creneau::postgres
