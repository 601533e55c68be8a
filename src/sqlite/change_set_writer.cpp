#include "sqlite/change_set_writer.hpp"

#include "json/notes.hpp"
#include "sqlite/request.hpp"
#include "sqlite/rows.hpp"

namespace creneau::sqlite {

result<bool> ChangeSetWriter::apply() {
  if (!changes_.request.empty()) {
    BOOST_OUTCOME_TRY(seen_, sqlite::seen(connection_, {changes_.departement, changes_.actor.role,
                                                        changes_.actor.who, changes_.request}));
    if (seen_) return false;
  }
  BOOST_OUTCOME_TRY(read_numbers());
  BOOST_OUTCOME_TRY(check_relied_on());
  give_ids(changes_, {number_}, counters_);
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

result<void> ChangeSetWriter::one_row(Statement& statement) {
  BOOST_OUTCOME_TRY(statement.run());
  if (connection_.changed() != 1) return changed_meanwhile();
  return success();
}

result<void> ChangeSetWriter::read_numbers() {
  BOOST_OUTCOME_TRY(auto query,
                    connection_.statement("SELECT number, closures_number, sessions, reservations,"
                                          " closures, notices FROM departement WHERE code = ?"));
  BOOST_OUTCOME_TRY(const bool found, query.bind(code_).next());
  if (found) {
    number_ = query.number(0);
    closures_number_ = query.number(1);
    counters_ = {query.number(2), query.number(3), query.number(4), query.number(5)};
  }
  ++number_;
  return success();
}

result<void> ChangeSetWriter::write_numbers() {
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
      .bind(number_)
      .bind(closures_number_)
      .bind(counters_.sessions)
      .bind(counters_.reservations)
      .bind(counters_.closures)
      .bind(counters_.notices)
      .run();
}

result<void> ChangeSetWriter::check_relied_on() {
  BOOST_OUTCOME_TRY(const RulesVersion rules, rules_version(connection_));
  if (rules != changes_.rules) return changed_meanwhile();
  if (changes_.closures && changes_.closures->value != closures_number_) return changed_meanwhile();
  for (const Session& session : changes_.relied_on) {
    BOOST_OUTCOME_TRY(auto query, connection_.statement(
                                      "SELECT 1 FROM planning p JOIN session s ON s.id = p.session"
                                      " WHERE p.session = ? AND p.plan = ? AND s.departement = ?"));
    BOOST_OUTCOME_TRY(const bool found,
                      query.bind(session.id.value).bind(session.plan.value).bind(code_).next());
    if (!found) return changed_meanwhile();
  }
  return success();
}

result<void> ChangeSetWriter::write_closures() {
  for (const ClosureChange& change : changes_.closures_changed) {
    closures_number_ = number_;
    const Closure& closure = change.closure;
    if (!change.added) {
      BOOST_OUTCOME_TRY(auto remove,
                        connection_.statement(
                            "DELETE FROM closure WHERE id = ? AND departement = ? AND note = ?"));
      remove.bind(closure.id.value).bind(code_).bind(closure.note);
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

result<void> ChangeSetWriter::write_rules() {
  if (!changes_.rules_changed) return success();
  const std::int64_t version = changes_.rules.value + 1;
  BOOST_OUTCOME_TRY(auto insert_version,
                    connection_.statement("INSERT INTO rules_version (version) VALUES (?)"));
  BOOST_OUTCOME_TRY(insert_version.bind(version).run());
  BOOST_OUTCOME_TRY(auto insert,
                    connection_.statement("INSERT INTO rule (version, place, from_day, key, value)"
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

result<void> ChangeSetWriter::write_notices() {
  for (const Notice& notice : changes_.notices) {
    BOOST_OUTCOME_TRY(
        auto insert,
        connection_.statement(
            "INSERT INTO notice (id, departement, kind, to_school, to_office, at, reason, note,"
            " lines, address, reply_to, subject, text, html, status, attempts, uncertain,"
            " next_attempt, leased_until, lease, last_error, closed_at, from_office)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0, '', 0, ?)"));
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
        .bind(stored(changes_.at))
        .bind(notice.from_office.value);
    BOOST_OUTCOME_TRY(insert.run());
  }
  changes_.notices.clear();
  return success();
}

result<void> ChangeSetWriter::write_event() {
  BOOST_OUTCOME_TRY(
      auto insert,
      connection_.statement("INSERT INTO event (departement, number, at, command, role, who,"
                            " subject, request, content, reason, note, changes, notes)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  json::Object changes = json::changes_of(changes_);
  const std::string notes = json::take_notes(changes);
  const std::string text = serialize(changes);
  insert.bind(code_)
      .bind(number_)
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
      .bind(number_)
      .bind(static_cast<std::int64_t>(changes_.content.value))
      .run();
}

}  // namespace creneau::sqlite
