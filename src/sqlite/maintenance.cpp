#include "sqlite/draft.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::stored;
using sqlite::Transaction;

namespace {

/// A recount: its query gives the rows that are wrong, as one column of text.
struct Recount {
  const char* what;
  const char* sql;
};

constexpr Recount kRecounts[] = {
    {"reservation_slots",
     "SELECT 'reservation ' || r.id FROM reservation r WHERE r.slots <> coalesce((SELECT"
     " sum(1 << t.ordinal) FROM slot t WHERE t.reservation = r.id AND t.session = r.session"
     " AND t.plan = r.plan), 0)"},
    {"reservation_start",
     "SELECT 'reservation ' || r.id FROM reservation r LEFT JOIN session s ON s.id = r.session"
     " LEFT JOIN planning p ON p.session = r.session AND p.plan = r.plan WHERE r.start_at IS NOT"
     " s.start_at + p.unit_minutes * p.units_of_slot * (SELECT min(t.ordinal) FROM slot t"
     " WHERE t.session = r.session AND t.plan = r.plan AND t.reservation = r.id)"},
    {"reservation_departement",
     "SELECT 'reservation ' || r.id FROM reservation r LEFT JOIN session s ON s.id = r.session"
     " WHERE s.departement IS NOT r.departement"},
    {"slot_of_plan",
     "SELECT 'slot ' || t.session || '/' || t.plan || '/' || t.ordinal FROM slot t LEFT JOIN"
     " planning p ON p.session = t.session AND p.plan = t.plan"
     " WHERE p.session IS NULL OR t.ordinal >= p.slot_count"},
    {"slot_of_reservation",
     "SELECT 'slot ' || t.session || '/' || t.plan || '/' || t.ordinal FROM slot t LEFT JOIN"
     " reservation r ON r.id = t.reservation WHERE t.reservation IS NOT NULL AND r.id IS NULL"},
    {"plan_of_session",
     "SELECT 'session ' || p.session FROM planning p LEFT JOIN session s ON s.id = p.session"
     " WHERE s.plan IS NOT p.plan"},
    {"grid",
     "SELECT 'session ' || s.id FROM session s JOIN planning p ON p.session = s.id WHERE"
     " p.slot_count * p.unit_minutes * p.units_of_slot > s.end_at - s.start_at"},
    {"overlap",
     "SELECT 'session ' || a.id || ' and ' || b.id FROM session a JOIN session b"
     " ON b.inspector = a.inspector AND b.id > a.id AND b.start_at > a.start_at - 1440"
     " AND b.start_at < a.end_at AND b.end_at > a.start_at"},
    {"posting_overlap",
     "SELECT 'inspector ' || a.inspector FROM posting a JOIN posting b ON b.inspector ="
     " a.inspector AND b.first_day > a.first_day AND b.first_day <= a.last_day"},
    {"revision",
     "SELECT 'session ' || s.id FROM session s LEFT JOIN departement d ON d.code = s.departement"
     " WHERE s.revision > coalesce(d.number, 0) UNION ALL"
     " SELECT 'reservation ' || r.id FROM reservation r LEFT JOIN departement d"
     " ON d.code = r.departement WHERE r.revision > coalesce(d.number, 0)"},
    {"history",
     "SELECT 'departement ' || d.code FROM departement d WHERE d.number <> max(d.purged,"
     " coalesce((SELECT max(e.number) FROM event e WHERE e.departement = d.code), d.number))"},
    {"request",
     "SELECT 'request ' || q.request FROM request q JOIN event e ON e.departement ="
     " q.departement AND e.number = q.number WHERE e.content <> q.content"},
    {"foreign_key",
     "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' -> ' || parent"
     " FROM pragma_foreign_key_check"},
    {"integrity",
     "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"},
};

[[nodiscard]] result<std::int64_t> run_counted(Connection& connection, Statement& statement) {
  BOOST_OUTCOME_TRY(statement.run());
  return connection.changed();
}

}  // namespace

result<void> SqliteDatabase::backup(const std::string& path) const {
  BOOST_OUTCOME_TRY(auto draft, sqlite::Draft::beside(path));
  BOOST_OUTCOME_TRY(auto source, pool_->lease());
  {
    BOOST_OUTCOME_TRY(auto target,
                      Connection::open(draft.name(), Connection::Mode::read_write, true));
    sqlite3_backup* backup =
        sqlite3_backup_init(target->handle(), "main", source->handle(), "main");
    if (backup == nullptr)
      return sqlite::error_of(sqlite3_extended_errcode(target->handle()),
                              sqlite3_errmsg(target->handle()));
    // All pages in one step: a copy of one moment. The step waits for a writer, as others do.
    const int code = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE || finished != SQLITE_OK)
      return sqlite::error_of(code == SQLITE_DONE ? finished : code, nullptr);
  }
  return draft.keep();
}

result<std::vector<Finding>> SqliteDatabase::check() const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  std::vector<Finding> findings;
  for (const Recount& recount : kRecounts) {
    BOOST_OUTCOME_TRY(auto query, connection->statement(recount.sql));
    BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
      findings.push_back({recount.what, std::string(row.text(0))});
      return success();
    }));
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return findings;
}

result<Purged> SqliteDatabase::purge(const Purge& what) {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  Purged purged;
  {
    BOOST_OUTCOME_TRY(
        auto notices,
        connection->statement("UPDATE notice SET address = '', reply_to = '', subject = '',"
                              " text = '', html = '', note = '', lines = '[]', last_error = ''"
                              " WHERE status <> 0 AND max(at, closed_at) <= ?"
                              " AND (address <> '' OR text <> '' OR lines <> '[]')"));
    notices.bind(stored(what.now - what.notices_after));
    BOOST_OUTCOME_TRY(purged.notices, run_counted(*connection, notices));
  }
  if (what.history_before) {
    // By their instants, which need not rise: what is left may not reach the last number.
    BOOST_OUTCOME_TRY(auto note, connection->statement(
                                     "UPDATE departement SET purged = max(purged, coalesce((SELECT"
                                     " max(e.number) FROM event e WHERE e.departement = code"
                                     " AND e.at < ?), 0))"));
    BOOST_OUTCOME_TRY(note.bind(stored(*what.history_before)).run());
    BOOST_OUTCOME_TRY(auto events, connection->statement("DELETE FROM event WHERE at < ?"));
    events.bind(stored(*what.history_before));
    BOOST_OUTCOME_TRY(purged.events, run_counted(*connection, events));
    BOOST_OUTCOME_TRY(auto refusals, connection->statement("DELETE FROM refusal WHERE at < ?"));
    refusals.bind(stored(*what.history_before));
    BOOST_OUTCOME_TRY(purged.refusals, run_counted(*connection, refusals));
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return purged;
}

}  // namespace creneau
