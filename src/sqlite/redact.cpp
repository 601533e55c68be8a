#include "creneau/policy/redaction.hpp"
#include "json/notes.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::stored;
using sqlite::stored_enum;
using sqlite::Transaction;

namespace {

/// Empties the notes of one event, and every copy of them, in the caller's transaction.
class Redaction {
 public:
  Redaction(Connection& connection, const Event& event)
      : connection_(connection),
        event_(event),
        changes_(event.changes),
        code_(changes_.departement.code()) {}

  [[nodiscard]] result<void> run() {
    BOOST_OUTCOME_TRY(empty_slots());
    BOOST_OUTCOME_TRY(empty_closures());
    BOOST_OUTCOME_TRY(empty_later_events());
    BOOST_OUTCOME_TRY(empty_notices());
    BOOST_OUTCOME_TRY(auto empty, connection_.statement("UPDATE event SET note = '', notes = ''"
                                                        " WHERE departement = ? AND number = ?"));
    return empty.bind(code_).bind(event_.number.value).run();
  }

 private:
  /// A slot takes its note along when its session goes to another plan.
  [[nodiscard]] result<void> empty_slots() {
    BOOST_OUTCOME_TRY(auto empty,
                      connection_.statement("UPDATE slot SET note = '' WHERE session = ?"
                                            " AND plan >= ? AND ordinal = ? AND note = ?"));
    for (const BlockChange& change : changes_.blocks)
      for (const unsigned ordinal : change.slots) {
        empty.again().bind(change.session.value).bind(change.plan.value).bind(ordinal);
        BOOST_OUTCOME_TRY(empty.bind(change.note).run());
      }
    return success();
  }

  [[nodiscard]] result<void> empty_closures() {
    BOOST_OUTCOME_TRY(auto empty,
                      connection_.statement("UPDATE closure SET note = '' WHERE id = ?"));
    for (const ClosureChange& change : changes_.closures_changed) {
      BOOST_OUTCOME_TRY(empty.again().bind(change.closure.id.value).run());
    }
    return success();
  }

  /// The event that took slots along, or removed a closure, has the note, too.
  [[nodiscard]] result<void> empty_later_events() {
    std::vector<std::pair<Revision, std::string>> emptied;
    {
      BOOST_OUTCOME_TRY(auto query,
                        connection_.statement("SELECT " CRENEAU_EVENT_COLUMNS " FROM event WHERE"
                                              " departement = ? AND number > ? AND notes <> ''"));
      query.bind(code_).bind(event_.number.value);
      BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
        BOOST_OUTCOME_TRY(Event later, sqlite::event_at(row, 0));
        if (empty_copies(changes_, later.changes)) {
          json::Object changes = json::changes_of(later.changes);
          emptied.emplace_back(later.number, json::take_notes(changes));
        }
        return success();
      }));
    }
    BOOST_OUTCOME_TRY(auto write, connection_.statement("UPDATE event SET notes = ?"
                                                        " WHERE departement = ? AND number = ?"));
    for (const auto& [number, notes] : emptied) {
      BOOST_OUTCOME_TRY(write.again().bind(notes).bind(code_).bind(number.value).run());
    }
    return success();
  }

  /// The command's mails show its note. One that may still be sent keeps its texts until it is
  /// delivered: a mail that was perhaps delivered must be sent again with the same bytes.
  [[nodiscard]] result<void> empty_notices() {
    if (changes_.note.empty()) return success();
    std::vector<std::int64_t> notices;
    {
      BOOST_OUTCOME_TRY(auto query,
                        connection_.statement("SELECT id, lines FROM notice WHERE departement = ?"
                                              " AND at = ? AND note = ?"));
      query.bind(code_).bind(stored(changes_.at)).bind(changes_.note);
      BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
        BOOST_OUTCOME_TRY(const auto lines, json::notice_lines_from(row.text(1)));
        if (tells_of(lines, changes_)) notices.push_back(row.number(0));
        return success();
      }));
    }
    BOOST_OUTCOME_TRY(
        auto empty,
        connection_.statement("UPDATE notice SET note = '', redacted = 1,"
                              " text = CASE WHEN status = ?1 THEN '' ELSE text END,"
                              " html = CASE WHEN status = ?1 THEN '' ELSE html END WHERE id = ?2"));
    for (const std::int64_t id : notices) {
      BOOST_OUTCOME_TRY(empty.again().bind(stored_enum(NoticeStatus::delivered)).bind(id).run());
    }
    return success();
  }

  Connection& connection_;
  const Event& event_;
  const ChangeSet& changes_;
  std::string_view code_;
};

}  // namespace

result<void> SqliteDatabase::redact(Departement departement, Revision number) {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  std::optional<Event> event;
  {
    BOOST_OUTCOME_TRY(auto query,
                      connection->statement("SELECT " CRENEAU_EVENT_COLUMNS " FROM event"
                                            " WHERE departement = ? AND number = ?"));
    BOOST_OUTCOME_TRY(const bool found, query.bind(departement.code()).bind(number.value).next());
    if (!found) return Error{ErrorCode::bad_argument}.with_text(std::to_string(number.value));
    BOOST_OUTCOME_TRY(event, sqlite::event_at(query, 0));
  }
  BOOST_OUTCOME_TRY(Redaction(*connection, *event).run());
  return transaction.commit();
}

}  // namespace creneau
