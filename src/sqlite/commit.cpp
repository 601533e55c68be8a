#include <algorithm>
#include <new>

#include "creneau/json/json.hpp"
#include "creneau/model/made_ids.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/request.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::stored;
using sqlite::stored_enum;
using sqlite::Transaction;

namespace {

/// The département's row: its commit number and the numbers from which ids are made.
struct Numbers {
  std::int64_t number = 0;
  std::int64_t closures_number = 0;
  std::int64_t sessions = 0;
  std::int64_t reservations = 0;
  std::int64_t closures = 0;
  std::int64_t notices = 0;
};

/// Something the decision relied on no longer holds.
[[nodiscard]] Error changed_meanwhile() {
  return Error{ErrorCode::conflict};
}

/// Applies one change set inside a transaction. An error `conflict` means that something the
/// decision relied on no longer holds; the transaction (or savepoint) must then be rolled back.
class ChangeSetWriter {
 public:
  ChangeSetWriter(Connection& connection, ChangeSet& changes)
      : connection_(connection), changes_(changes), code_(changes.departement.code()) {}

  /// True: done. False: the request was seen; `seen()` is its event.
  [[nodiscard]] result<bool> apply() {
    if (!changes_.request.empty()) {
      BOOST_OUTCOME_TRY(seen_, sqlite::seen(connection_, {changes_.departement, changes_.actor.role,
                                                          changes_.actor.who, changes_.request}));
      if (seen_) return false;
    }
    BOOST_OUTCOME_TRY(read_numbers());
    BOOST_OUTCOME_TRY(check_relied_on());
    give_ids();
    BOOST_OUTCOME_TRY(slots_leave());
    BOOST_OUTCOME_TRY(write_sessions());
    BOOST_OUTCOME_TRY(slots_enter());
    BOOST_OUTCOME_TRY(write_closures());
    BOOST_OUTCOME_TRY(write_rules());
    BOOST_OUTCOME_TRY(write_notices());
    BOOST_OUTCOME_TRY(write_event());
    BOOST_OUTCOME_TRY(write_numbers());
    return true;
  }

  [[nodiscard]] Revision number() const noexcept { return {numbers_.number}; }
  [[nodiscard]] std::optional<Event>& seen() noexcept { return seen_; }

 private:
  /// Runs a statement that must change exactly one row.
  [[nodiscard]] result<void> one_row(sqlite::Statement& statement) {
    BOOST_OUTCOME_TRY(statement.run());
    if (connection_.changed() != 1) return changed_meanwhile();
    return success();
  }

  [[nodiscard]] result<void> read_numbers() {
    BOOST_OUTCOME_TRY(
        auto query, connection_.statement("SELECT number, closures_number, sessions, reservations,"
                                          " closures, notices FROM departement WHERE code = ?"));
    BOOST_OUTCOME_TRY(const bool found, query.bind(code_).next());
    if (found)
      numbers_ = {query.number(0), query.number(1), query.number(2),
                  query.number(3), query.number(4), query.number(5)};
    ++numbers_.number;
    return success();
  }

  [[nodiscard]] result<void> write_numbers() {
    BOOST_OUTCOME_TRY(
        auto write,
        connection_.statement(
            "INSERT INTO departement (code, number, closures_number, sessions, reservations,"
            " closures, notices) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET number = excluded.number,"
            " closures_number = excluded.closures_number, sessions = excluded.sessions,"
            " reservations = excluded.reservations, closures = excluded.closures,"
            " notices = excluded.notices"));
    return write.bind(code_)
        .bind(numbers_.number)
        .bind(numbers_.closures_number)
        .bind(numbers_.sessions)
        .bind(numbers_.reservations)
        .bind(numbers_.closures)
        .bind(numbers_.notices)
        .run();
  }

  [[nodiscard]] result<void> check_relied_on() {
    BOOST_OUTCOME_TRY(const RulesVersion rules, sqlite::rules_version(connection_));
    if (rules != changes_.rules) return changed_meanwhile();
    if (changes_.closures && changes_.closures->value != numbers_.closures_number)
      return changed_meanwhile();
    for (const Session& session : changes_.relied_on) {
      BOOST_OUTCOME_TRY(
          auto query,
          connection_.statement("SELECT 1 FROM planning p JOIN session s ON s.id = p.session"
                                " WHERE p.session = ? AND p.plan = ? AND s.departement = ?"));
      BOOST_OUTCOME_TRY(const bool found,
                        query.bind(session.id.value).bind(session.plan.value).bind(code_).next());
      if (!found) return changed_meanwhile();
    }
    return success();
  }

  template <class EntityId>
  [[nodiscard]] EntityId new_id(std::int64_t& counter) const noexcept {
    return id_of<EntityId>(changes_.departement, static_cast<std::uint64_t>(counter++));
  }

  /// Replaces the fresh ids of the change set by real ones.
  void give_ids() {
    const std::int64_t first_session = numbers_.sessions;
    const std::int64_t first_reservation = numbers_.reservations;
    const auto session_id = [&](SessionId id) {
      if (!id.is_fresh()) return id;
      std::int64_t counter = first_session + static_cast<std::int64_t>(id.fresh_place());
      return new_id<SessionId>(counter);
    };
    const auto reservation_id = [&](ReservationId id) {
      if (!id.is_fresh()) return id;
      std::int64_t counter = first_reservation + static_cast<std::int64_t>(id.fresh_place());
      return new_id<ReservationId>(counter);
    };
    for (SessionChange& change : changes_.sessions) {
      if (!change.after) continue;
      if (change.after->id.is_fresh()) {
        change.after->id = session_id(change.after->id);
        ++numbers_.sessions;
      }
      change.after->revision = {numbers_.number};
    }
    for (ReservationChange& change : changes_.reservations) {
      change.session = session_id(change.session);
      if (change.id.is_fresh()) {
        change.id = reservation_id(change.id);
        ++numbers_.reservations;
      }
    }
    for (BlockChange& change : changes_.blocks) change.session = session_id(change.session);
    for (Remark& remark : changes_.remarks)
      if (remark.subject.kind == Subject::Kind::session)
        remark.subject.id = session_id(SessionId{remark.subject.id}).value;
    for (ClosureChange& change : changes_.closures_changed) {
      if (!change.added) continue;
      change.closure.id = new_id<ClosureId>(numbers_.closures);
      change.closure.departement = changes_.departement;
    }
    for (Notice& notice : changes_.notices) {
      notice.id = new_id<NoticeId>(numbers_.notices);
      for (NoticeLine& line : notice.lines) line.reservation = reservation_id(line.reservation);
    }
  }

  /// Slot rows go before others come, and slots before the plan or reservation they refer to.
  [[nodiscard]] result<void> slots_leave() {
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

  /// The slots are unavailable for the reason that the change set says.
  [[nodiscard]] result<void> check_block(const BlockChange& change) {
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

  /// The reservation is as the change set says it was.
  [[nodiscard]] result<void> check_reservation(const ReservationChange& change) {
    BOOST_OUTCOME_TRY(
        auto query,
        connection_.statement("SELECT 1 FROM reservation WHERE id = ? AND departement = ? AND"
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

  [[nodiscard]] result<void> write_sessions() {
    for (const SessionChange& change : changes_.sessions) {
      const bool plan_goes = change.before && change.before->is_planned() &&
                             (!change.after || !change.after->is_planned() ||
                              change.after->plan != change.before->plan);
      if (plan_goes) {
        BOOST_OUTCOME_TRY(auto drop, connection_.statement(
                                         "DELETE FROM planning WHERE session = ? AND plan = ?"));
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
      const bool plan_comes = change.after->is_planned() &&
                              (!change.before || !change.before->is_planned() || plan_goes);
      if (plan_comes) {
        BOOST_OUTCOME_TRY(insert_planning(*change.after));
      }
    }
    return success();
  }

  [[nodiscard]] result<void> insert_session(const Session& session) {
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

  [[nodiscard]] result<void> rewrite_session(const Session& before, const Session& after) {
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

  [[nodiscard]] result<void> insert_planning(const Session& session) {
    const Planning& planning = *session.planning;
    BOOST_OUTCOME_TRY(
        auto insert,
        connection_.statement("INSERT INTO planning (session, plan, centre, category, part,"
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

  [[nodiscard]] result<void> slots_enter() {
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

  [[nodiscard]] result<void> write_reservation(const ReservationChange& change) {
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
        .bind(numbers_.number)
        .bind(change.external_ref)
        .run();
  }

  [[nodiscard]] result<void> write_closures() {
    for (const ClosureChange& change : changes_.closures_changed) {
      numbers_.closures_number = numbers_.number;
      const Closure& closure = change.closure;
      if (!change.added) {
        BOOST_OUTCOME_TRY(auto remove, connection_.statement(
                                           "DELETE FROM closure WHERE id = ? AND departement = ?"));
        remove.bind(closure.id.value).bind(code_);
        BOOST_OUTCOME_TRY(one_row(remove));
        continue;
      }
      BOOST_OUTCOME_TRY(
          auto insert,
          connection_.statement("INSERT INTO closure (id, departement, scope, who, from_at, to_at,"
                                " reason, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
      insert.bind(closure.id.value)
          .bind(code_)
          .bind(stored_enum(closure.scope))
          .bind(closure.who)
          .bind(stored(closure.from))
          .bind(stored(closure.to))
          .bind(stored_enum(closure.reason))
          .bind(closure.note);
      BOOST_OUTCOME_TRY(insert.run());
    }
    return success();
  }

  [[nodiscard]] result<void> write_rules() {
    if (!changes_.rules_changed) return success();
    const std::int64_t version = changes_.rules.value + 1;
    BOOST_OUTCOME_TRY(auto insert_version,
                      connection_.statement("INSERT INTO rules_version (version) VALUES (?)"));
    BOOST_OUTCOME_TRY(insert_version.bind(version).run());
    BOOST_OUTCOME_TRY(
        auto insert, connection_.statement("INSERT INTO rule (version, place, from_day, key, value)"
                                           " VALUES (?, ?, ?, ?, ?)"));
    std::int64_t place = 0;
    for (const RuleEntry& entry : changes_.rules_changed->after) {
      insert.again()
          .bind(version)
          .bind(place++)
          .bind(stored(entry.from))
          .bind(entry.key)
          .bind(entry.value);
      BOOST_OUTCOME_TRY(insert.run());
    }
    return success();
  }

  [[nodiscard]] result<void> write_notices() {
    for (const Notice& notice : changes_.notices) {
      BOOST_OUTCOME_TRY(
          auto insert,
          connection_.statement(
              "INSERT INTO notice (id, departement, kind, to_school, to_office, at, reason, note,"
              " lines, address, reply_to, subject, text, html, status, attempts, uncertain,"
              " next_attempt, leased_until, lease, last_error, closed_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0, '', 0)"));
      json::Array array;
      for (const NoticeLine& line : notice.lines) array.push_back(json::of(line));
      const std::string lines = serialize(array);
      const auto status =
          notice.address.empty() ? NoticeStatus::undeliverable : NoticeStatus::pending;
      insert.bind(notice.id.value)
          .bind(code_)
          .bind(stored_enum(notice.kind))
          .bind(notice.to_school.value)
          .bind(notice.to_office.value)
          .bind(stored(notice.at))
          .bind(stored_enum(notice.reason))
          .bind(notice.note)
          .bind(lines)
          .bind(notice.address)
          .bind(notice.reply_to)
          .bind(notice.message.subject)
          .bind(notice.message.text)
          .bind(notice.message.html)
          .bind(stored_enum(status))
          .bind(stored(changes_.at));
      BOOST_OUTCOME_TRY(insert.run());
    }
    changes_.notices.clear();
    return success();
  }

  [[nodiscard]] result<void> write_event() {
    BOOST_OUTCOME_TRY(
        auto insert,
        connection_.statement("INSERT INTO event (departement, number, at, command, role, who,"
                              " subject, request, content, reason, note, changes, notes)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    json::Object changes = json::changes_of(changes_);
    const std::string notes = sqlite::take_notes(changes);
    const std::string text = serialize(changes);
    insert.bind(code_)
        .bind(numbers_.number)
        .bind(stored(changes_.at))
        .bind(stored_enum(changes_.command))
        .bind(stored_enum(changes_.actor.role))
        .bind(changes_.actor.who)
        .bind(changes_.actor.subject)
        .bind(changes_.request)
        .bind(static_cast<std::int64_t>(changes_.content.value))
        .bind(stored_enum(changes_.reason))
        .bind(changes_.note)
        .bind(text)
        .bind(notes);
    BOOST_OUTCOME_TRY(insert.run());
    if (changes_.request.empty()) return success();
    BOOST_OUTCOME_TRY(auto request,
                      connection_.statement("INSERT INTO request (departement, role, who, request,"
                                            " number, content) VALUES (?, ?, ?, ?, ?, ?)"));
    return request.bind(code_)
        .bind(stored_enum(changes_.actor.role))
        .bind(changes_.actor.who)
        .bind(changes_.request)
        .bind(numbers_.number)
        .bind(static_cast<std::int64_t>(changes_.content.value))
        .run();
  }

  Connection& connection_;
  ChangeSet& changes_;
  std::string_view code_;
  Numbers numbers_;
  std::optional<Event> seen_;
};

/// Applies one change set and says how it went. Leaves the transaction as it was if it is not
/// `done`. An error: the whole transaction is lost, because of it.
[[nodiscard]] result<void> apply_one(Connection& connection, ChangeSet& changes, Commit& answer) {
  const auto fail = [&](const Error& error) {
    answer.outcome =
        error.code == ErrorCode::conflict ? Commit::Outcome::conflict : Commit::Outcome::failed;
    answer.error = error;
  };
  if (const auto begun = sqlite::run_prepared(connection, "SAVEPOINT change_set"); !begun) {
    fail(begun.error());
    return begun.error();
  }
  try {
    ChangeSetWriter writer(connection, changes);
    const result<bool> applied = writer.apply();
    if (!applied) {
      fail(applied.error());
    } else if (!applied.value()) {
      answer.outcome = Commit::Outcome::replayed;
      answer.seen = std::move(writer.seen());
    } else {
      answer.outcome = Commit::Outcome::done;
      answer.number = writer.number();
    }
  } catch (const std::bad_alloc&) {
    fail(Error{ErrorCode::no_memory});
  }
  if (answer.outcome != Commit::Outcome::done) {
    // Half a change set must not be committed with the others. Some failures (disk full, I/O) have
    // ended the transaction already.
    const auto undone = connection.run("ROLLBACK TO change_set");
    if (!undone) return answer.outcome == Commit::Outcome::failed ? answer.error : undone.error();
  }
  return sqlite::run_prepared(connection, "RELEASE change_set");
}

/// Whether an answer says that the command is done, now or before.
[[nodiscard]] bool is_accepted(const Commit& answer) noexcept {
  return answer.outcome == Commit::Outcome::done || answer.outcome == Commit::Outcome::replayed;
}

/// Whether an answer says that the command is done and it is: its event is there, or, where it was
/// done before, its request, because the event may have been purged.
[[nodiscard]] result<bool> is_there(Connection& connection, const ChangeSet& changes,
                                    const Commit& answer) {
  if (!is_accepted(answer)) return false;
  if (answer.outcome == Commit::Outcome::replayed) {
    BOOST_OUTCOME_TRY(const auto seen,
                      sqlite::seen(connection, {changes.departement, changes.actor.role,
                                                changes.actor.who, changes.request}));
    return seen && seen->number == answer.seen->number;
  }
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT 1 FROM event WHERE departement = ? AND number = ?"
                                         " AND at = ? AND request = ? AND content = ?"));
  query.bind(changes.departement.code())
      .bind(answer.number.value)
      .bind(stored(changes.at))
      .bind(changes.request)
      .bind(static_cast<std::int64_t>(changes.content.value));
  return query.next();
}

/// After a COMMIT that reported an error, which does not say on which side of the commit it fell:
/// looks. What is there may still be lost with the power, so it is acknowledged only after a commit
/// on top of it.
[[nodiscard]] result<void> look_what_was_committed(Connection& connection,
                                                   std::span<const ChangeSet> sets,
                                                   std::span<Commit> answers, const Error& error) {
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
  SmallVector<bool, 8> there;
  for (std::size_t index = 0; index < sets.size(); ++index) {
    BOOST_OUTCOME_TRY(there.emplace_back(), is_there(connection, sets[index], answers[index]));
  }
  if (std::find(there.begin(), there.end(), true) != there.end()) {
    // Writes the first page as it was.
    BOOST_OUTCOME_TRY(connection.run("PRAGMA user_version = 0"));
    BOOST_OUTCOME_TRY(transaction.commit());
  }
  for (std::size_t index = 0; index < sets.size(); ++index) {
    if (!is_accepted(answers[index]) || there[index]) continue;
    answers[index] = Commit{};
    answers[index].error = error;
  }
  return success();
}

}  // namespace

void SqliteDatabase::commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
  // Those before `from` that were refused stay so.
  const auto fail_from = [&](std::size_t from, const Error& error) {
    for (std::size_t index = 0; index < answers.size(); ++index) {
      if (index < from && !is_accepted(answers[index])) continue;
      answers[index] = Commit{};
      answers[index].error = error;
    }
  };
  bool is_ending = false;
  try {
    Error error;
    {
      auto connection = pool_->lease();
      if (!connection) return fail_from(0, connection.error());
      Connection& database = *connection.value();
      auto transaction = Transaction::begin(database, Transaction::Kind::write);
      if (!transaction) return fail_from(0, transaction.error());
      for (std::size_t index = 0; index < sets.size(); ++index) {
        const auto applied = apply_one(database, sets[index], answers[index]);
        if (!applied) return fail_from(index + 1, applied.error());
      }
      // Rows written and taken back would still be synced.
      if (std::none_of(answers.begin(), answers.end(), is_accepted)) return;
      is_ending = true;
      auto committed = transaction.value().commit();
      if (committed) return;
      error = std::move(committed.error());
    }
    const auto fresh = pool_->connect();
    if (fresh && look_what_was_committed(*fresh.value(), sets, answers, error)) return;
  } catch (const std::bad_alloc&) {
    if (!is_ending) return fail_from(0, Error{ErrorCode::no_memory});
  }
  for (Commit& answer : answers) {
    if (!is_accepted(answer)) continue;
    answer = Commit{};
    answer.error = Error{ErrorCode::unconfirmed};
  }
}

}  // namespace creneau
