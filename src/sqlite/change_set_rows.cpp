// Of a change set: sessions, plannings, reservations and slots.

#include "sqlite/change_set_writer.hpp"
#include "sqlite/rows.hpp"

namespace creneau::sqlite {

result<void> ChangeSetWriter::slots_leave() {
  BOOST_OUTCOME_TRY(
      auto leave,
      connection_.statement("DELETE FROM slot WHERE session = ? AND plan = ? AND ordinal = ?"
                            " AND reservation IS ?"));
  for (const ReservationChange& change : changes_.reservations) {
    if (change.slots_before.empty()) continue;
    BOOST_OUTCOME_TRY(check_reservation(change));
    for (const unsigned ordinal : change.leaves()) {
      leave.again()
          .bind(change.session.value)
          .bind(change.plan_before.value)
          .bind(ordinal)
          .bind(change.id.value);
      BOOST_OUTCOME_TRY(one_row(leave));
    }
  }
  for (const BlockChange& change : changes_.blocks) {
    if (change.blocked) continue;
    if (changes_.takes_along(change)) {
      BOOST_OUTCOME_TRY(check_block(change));
    }
    for (const unsigned ordinal : change.slots) {
      leave.again().bind(change.session.value).bind(change.plan.value).bind(ordinal).bind_null();
      BOOST_OUTCOME_TRY(one_row(leave));
    }
  }
  return success();
}

result<void> ChangeSetWriter::check_block(const BlockChange& change) {
  BOOST_OUTCOME_TRY(auto query,
                    connection_.statement("SELECT 1 FROM slot WHERE session = ? AND plan = ? AND"
                                          " ordinal = ? AND reason = ? AND note = ?"));
  for (const unsigned ordinal : change.slots) {
    query.again()
        .bind(change.session.value)
        .bind(change.plan.value)
        .bind(ordinal)
        .bind(stored_enum(change.reason))
        .bind(change.note);
    BOOST_OUTCOME_TRY(const bool found, query.next());
    if (!found) return changed_meanwhile();
  }
  return success();
}

result<void> ChangeSetWriter::check_reservation(const ReservationChange& change) {
  BOOST_OUTCOME_TRY(auto query, connection_.statement(
                                    "SELECT 1 FROM reservation WHERE id = ? AND departement = ? AND"
                                    " revision = ? AND session = ? AND plan = ? AND slots = ?"));
  query.bind(change.id.value)
      .bind(code_)
      .bind(change.revision_before.value)
      .bind(change.session.value)
      .bind(change.plan_before.value)
      .bind(static_cast<std::int64_t>(change.slots_before.bits()));
  BOOST_OUTCOME_TRY(const bool found, query.next());
  if (!found) return changed_meanwhile();
  return success();
}

result<void> ChangeSetWriter::write_sessions() {
  for (const SessionChange& change : changes_.sessions) {
    const bool plan_goes =
        change.before && change.before->is_planned() &&
        (!change.after || !change.after->is_planned() || change.after->plan != change.before->plan);
    if (plan_goes) {
      BOOST_OUTCOME_TRY(
          auto drop, connection_.statement("DELETE FROM planning WHERE session = ? AND plan = ?"));
      drop.bind(change.before->id.value).bind(change.before->plan.value);
      BOOST_OUTCOME_TRY(one_row(drop));
    }
    if (!change.after) {
      BOOST_OUTCOME_TRY(auto remove,
                        connection_.statement("DELETE FROM session WHERE id = ? AND revision = ?"
                                              " AND departement = ?"));
      remove.bind(change.before->id.value).bind(change.before->revision.value).bind(code_);
      BOOST_OUTCOME_TRY(one_row(remove));
      continue;
    }
    BOOST_OUTCOME_TRY(change.before ? rewrite_session(*change.before, *change.after)
                                    : insert_session(*change.after));
    const bool plan_comes =
        change.after->is_planned() && (!change.before || !change.before->is_planned() || plan_goes);
    if (plan_comes) {
      BOOST_OUTCOME_TRY(insert_planning(*change.after));
    }
  }
  return success();
}

result<void> ChangeSetWriter::insert_session(const Session& session) {
  BOOST_OUTCOME_TRY(
      auto insert,
      connection_.statement("INSERT INTO session (id, departement, inspector, start_at, end_at,"
                            " proposed_centre, plan, revision, external_ref)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  return insert.bind(session.id.value)
      .bind(code_)
      .bind(session.inspector.value)
      .bind(stored(session.start()))
      .bind(stored(session.end()))
      .bind(session.proposed_centre.value)
      .bind(session.plan.value)
      .bind(session.revision.value)
      .bind(session.external_ref)
      .run();
}

result<void> ChangeSetWriter::rewrite_session(const Session& before, const Session& after) {
  BOOST_OUTCOME_TRY(
      auto update,
      connection_.statement("UPDATE session SET inspector = ?, start_at = ?, end_at = ?,"
                            " proposed_centre = ?, plan = ?, revision = ?, external_ref = ?"
                            " WHERE id = ? AND revision = ? AND departement = ?"));
  update.bind(after.inspector.value)
      .bind(stored(after.start()))
      .bind(stored(after.end()))
      .bind(after.proposed_centre.value)
      .bind(after.plan.value)
      .bind(after.revision.value)
      .bind(after.external_ref)
      .bind(before.id.value)
      .bind(before.revision.value)
      .bind(code_);
  return one_row(update);
}

result<void> ChangeSetWriter::insert_planning(const Session& session) {
  const Planning& planning = *session.planning;
  BOOST_OUTCOME_TRY(auto insert, connection_.statement(
                                     "INSERT INTO planning (session, plan, centre, category, part,"
                                     " unit_minutes, units_of_slot, slot_count, planned_by)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  return insert.bind(session.id.value)
      .bind(session.plan.value)
      .bind(planning.centre.value)
      .bind(stored_enum(planning.category))
      .bind(stored_enum(planning.part))
      .bind(planning.grid.unit_minutes)
      .bind(planning.grid.units_of_slot)
      .bind(planning.grid.slot_count)
      .bind(planning.planned_by.value)
      .run();
}

result<void> ChangeSetWriter::slots_enter() {
  BOOST_OUTCOME_TRY(auto enter,
                    connection_.statement("INSERT INTO slot (session, plan, ordinal, reservation,"
                                          " reason, note) VALUES (?, ?, ?, ?, ?, ?)"));
  for (const ReservationChange& change : changes_.reservations) {
    BOOST_OUTCOME_TRY(write_reservation(change));
    for (const unsigned ordinal : change.enters()) {
      enter.again()
          .bind(change.session.value)
          .bind(change.plan_after.value)
          .bind(ordinal)
          .bind(change.id.value)
          .bind(std::int64_t{0})
          .bind(std::string_view{});
      BOOST_OUTCOME_TRY(enter.run());
    }
  }
  for (const BlockChange& change : changes_.blocks) {
    if (!change.blocked) continue;
    for (const unsigned ordinal : change.slots) {
      enter.again()
          .bind(change.session.value)
          .bind(change.plan.value)
          .bind(ordinal)
          .bind_null()
          .bind(stored_enum(change.reason))
          .bind(change.note);
      BOOST_OUTCOME_TRY(enter.run());
    }
  }
  return success();
}

result<void> ChangeSetWriter::write_reservation(const ReservationChange& change) {
  if (change.slots_after.empty()) {
    BOOST_OUTCOME_TRY(auto end, connection_.statement("DELETE FROM reservation WHERE id = ?"));
    end.bind(change.id.value);
    return one_row(end);
  }
  // Where it starts follows from the session; no row of the session at that plan: NULL, a
  // conflict.
  BOOST_OUTCOME_TRY(
      auto write,
      connection_.statement(
          "INSERT INTO reservation (id, departement, school, session, plan, slots, start_at,"
          " revision, external_ref) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
          " (SELECT s.start_at + ?7 * p.unit_minutes * p.units_of_slot FROM session s"
          "  JOIN planning p ON p.session = s.id AND p.plan = ?5 WHERE s.id = ?4), ?8, ?9)"
          " ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, slots = excluded.slots,"
          " start_at = excluded.start_at, revision = excluded.revision"));
  return write.bind(change.id.value)
      .bind(code_)
      .bind(change.school.value)
      .bind(change.session.value)
      .bind(change.plan_after.value)
      .bind(static_cast<std::int64_t>(change.slots_after.bits()))
      .bind(change.slots_after.front())
      .bind(number_)
      .bind(change.external_ref)
      .run();
}

}  // namespace creneau::sqlite
