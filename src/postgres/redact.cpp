#include "creneau/policy/redaction.hpp"
#include "json/notes.hpp"
#include "postgres/pool.hpp"
#include "postgres/rows.hpp"

namespace creneau {

using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::Rows;
using postgres::stored;
using postgres::stored_enum;

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
    Query empty(
        "UPDATE creneau.event SET note = '', notes = '' WHERE departement = $1 AND number = "
        "$2::bigint");
    BOOST_OUTCOME_TRY(connection_.run(empty.bind(code_).bind(event_.number.value)));
    return success();
  }

 private:
  /// A slot takes its note along when its session goes to another plan.
  [[nodiscard]] result<void> empty_slots() {
    for (const BlockChange& change : changes_.blocks)
      for (const unsigned ordinal : change.slots) {
        Query empty(
            "UPDATE creneau.slot SET note = '' WHERE departement = $1 AND session = $2::bigint"
            " AND plan >= $3::bigint AND ordinal = $4::smallint AND note = $5");
        empty.bind(code_).bind(change.session.value).bind(change.plan.value).bind(ordinal);
        BOOST_OUTCOME_TRY(connection_.run(empty.bind(change.note)));
      }
    return success();
  }

  [[nodiscard]] result<void> empty_closures() {
    for (const ClosureChange& change : changes_.closures_changed) {
      Query empty(
          "UPDATE creneau.closure SET note = '' WHERE departement = $1 AND id = $2::bigint");
      BOOST_OUTCOME_TRY(connection_.run(empty.bind(code_).bind(change.closure.id.value)));
    }
    return success();
  }

  /// The event that took slots along, or removed a closure, has the note, too.
  [[nodiscard]] result<void> empty_later_events() {
    Query query(
        "SELECT " CRENEAU_PG_EVENT_COLUMNS
        " FROM creneau.event WHERE departement = $1 AND number > $2::bigint AND notes <> ''");
    BOOST_OUTCOME_TRY(const Rows rows,
                      connection_.run(query.bind(code_).bind(event_.number.value)));
    return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
      BOOST_OUTCOME_TRY(Event later, postgres::event_at(row, 0));
      if (!empty_copies(changes_, later.changes)) return success();
      json::Object changes = json::changes_of(later.changes);
      Query write(
          "UPDATE creneau.event SET notes = $3 WHERE departement = $1 AND number = $2::bigint");
      write.bind(code_).bind(later.number.value).bind(std::string_view(json::take_notes(changes)));
      BOOST_OUTCOME_TRY(connection_.run(write));
      return success();
    });
  }

  /// The command's mails show its note. One that may still be sent keeps its texts until it is
  /// delivered: a mail that was perhaps delivered must be sent again with the same bytes.
  [[nodiscard]] result<void> empty_notices() {
    if (changes_.note.empty()) return success();
    Query query(
        "SELECT id, lines, first_reservation FROM creneau.notice WHERE departement = $1"
        " AND at = $2::bigint AND note = $3");
    query.bind(code_).bind(stored(changes_.at)).bind(changes_.note);
    BOOST_OUTCOME_TRY(const Rows rows, connection_.run(query));
    return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
      BOOST_OUTCOME_TRY(const auto lines,
                        postgres::notice_lines_at(row, changes_.departement, 1, 2));
      if (!tells_of(lines, changes_)) return success();
      Query empty(
          "UPDATE creneau.notice SET note = '', redacted = true,"
          " text = CASE WHEN status = $3::smallint THEN '' ELSE text END,"
          " html = CASE WHEN status = $3::smallint THEN '' ELSE html END"
          " WHERE departement = $1 AND id = $2::bigint");
      empty.bind(code_).bind(row.number(0)).bind(stored_enum(NoticeStatus::delivered));
      BOOST_OUTCOME_TRY(connection_.run(empty));
      return success();
    });
  }

  Connection& connection_;
  const Event& event_;
  const ChangeSet& changes_;
  std::string_view code_;
};

}  // namespace

result<void> PostgresDatabase::redact(Departement departement, Revision number) {
  return pool_->with_connection([&](Connection& connection) -> result<void> {
    return connection.in_transaction([&]() -> result<void> {
      // No commit copies a note meanwhile.
      Query lock("SELECT FROM creneau.departement WHERE code = $1 FOR UPDATE");
      BOOST_OUTCOME_TRY(connection.run(lock.bind(departement.code())));
      Query query("SELECT " CRENEAU_PG_EVENT_COLUMNS
                  " FROM creneau.event WHERE departement = $1 AND number = $2::bigint FOR UPDATE");
      BOOST_OUTCOME_TRY(const Rows found,
                        connection.run(query.bind(departement.code()).bind(number.value)));
      if (found.empty())
        return Error{ErrorCode::bad_argument}.with_text(std::to_string(number.value));
      BOOST_OUTCOME_TRY(const Event event, postgres::event_at(Row(found, 0), 0));
      return Redaction(connection, event).run();
    });
  });
}

}  // namespace creneau
