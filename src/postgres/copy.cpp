// All of a server's database as tables, and a database filled with the tables of any other.
#include <new>

#include "creneau/model/made_ids.hpp"
#include "creneau/port/tables.hpp"
#include "json/notes.hpp"
#include "postgres/migrations.hpp"
#include "postgres/pool.hpp"
#include "postgres/rows.hpp"
#include "postgres/uri.hpp"

namespace creneau {

using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::Rows;

namespace {

// Row-level security would show a part for the whole, and a full database as an empty one: whoever
// does not see every row is told so.
#define CRENEAU_PG_SEE_EVERYTHING "SET LOCAL row_security = off;"

[[nodiscard]] std::string table_named(const Table& table) {
  return "creneau." + std::string(table.name);
}

/// \name Reading
/// \{

constexpr const char* kBeginReading =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;" CRENEAU_PG_SEE_EVERYTHING
    // Whole tables are read: not by key, as all others do.
    "SET LOCAL enable_seqscan = on";

/// Declares a cursor of the table's name over its rows.
[[nodiscard]] Query cursor_over(const Table& table) {
  std::string columns;
  for (const Column& column : table.columns) {
    if (!columns.empty()) columns += ", ";
    columns += column.name;
    if (column.kind == ColumnKind::flag) columns += "::integer";
  }
  // What says which rows the fresh ids of a commit were.
  if (table.name == "event") columns += ", first_session, first_reservation, first_closure";
  if (table.name == "notice") columns += ", first_reservation";
  std::string text = "DECLARE all_of_" + std::string(table.name) + " NO SCROLL CURSOR FOR SELECT " +
                     columns + " FROM " + table_named(table);
  // They get new ids elsewhere, which keep their order.
  if (table.name == "refusal") text += " ORDER BY id, departement";
  return Query(text);
}

/// Rows that the commit itself made stand under fresh ids in an event and a notice: here under theirs.
[[nodiscard]] result<void> name_made_rows(const Table& table, const Row& row, TableRow& fields) {
  if (table.name == "event") {
    BOOST_OUTCOME_TRY(const Event event, postgres::event_at(row, 0));
    json::Object changes = json::changes_of(event.changes);
    (void)json::take_notes(changes);
    fields[place_of(table, "changes")] = serialize(changes);
  } else if (table.name == "notice") {
    BOOST_OUTCOME_TRY(const Departement departement, postgres::departement_at(row, 0));
    const std::size_t lines = place_of(table, "lines");
    BOOST_OUTCOME_TRY(const auto all,
                      postgres::notice_lines_at(row, departement, static_cast<int>(lines),
                                                static_cast<int>(table.columns.size())));
    json::Array array;
    for (const NoticeLine& line : all) array.push_back(json::of(line));
    fields[lines] = serialize(array);
  }
  return success();
}

[[nodiscard]] result<void> read_table(Connection& connection, const Table& table,
                                      const TakeRows& take) {
  BOOST_OUTCOME_TRY(connection.run(cursor_over(table)));
  const std::string name = "all_of_" + std::string(table.name);
  const Query fetch("FETCH " + std::to_string(kMostTableRows) + " FROM " + name);
  while (true) {
    BOOST_OUTCOME_TRY(const Rows rows, connection.run(fetch));
    if (rows.empty()) break;
    std::vector<TableRow> page;
    page.reserve(static_cast<std::size_t>(rows.size()));
    BOOST_OUTCOME_TRY(postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
      page.push_back(table_row(table, row));
      return name_made_rows(table, row, page.back());
    }));
    BOOST_OUTCOME_TRY(take(table, page));
    if (page.size() < kMostTableRows) break;
  }
  BOOST_OUTCOME_TRY(connection.run(Query("CLOSE " + name)));
  return success();
}
/// \}

/// \name Writing
/// \{

/// One array for each column of some rows, bound in their order.
class ColumnArrays {
 public:
  explicit ColumnArrays(std::size_t columns) : arrays_(columns, "{") {}

  void add(std::size_t column, const Field& field) {
    std::string& array = arrays_[column];
    if (array.size() > 1) array += ',';
    if (const auto* number = std::get_if<std::int64_t>(&field))
      array += std::to_string(*number);
    else if (const auto* text = std::get_if<std::string>(&field))
      postgres::append_element(array, *text);
    else
      array += "NULL";
  }
  void bind(Query& query) {
    for (std::string& array : arrays_) query.bind(std::string_view(array += '}'));
  }

 private:
  std::vector<std::string> arrays_;
};

[[nodiscard]] std::string_view array_type_of(ColumnKind kind) noexcept {
  switch (kind) {
    case ColumnKind::number: return "bigint[]";
    case ColumnKind::flag: return "boolean[]";
    case ColumnKind::text: break;
  }
  return "text[]";
}

/// "unnest($1::bigint[], $2::text[]) given (id, name)": the rows that are bound, under their names;
/// `more`: a column of numbers behind them.
[[nodiscard]] std::string given_rows(const Table& table, std::string_view more = {}) {
  std::string arrays;
  std::size_t count = 0;
  const auto add = [&](ColumnKind kind) {
    arrays += (count == 0 ? "$" : ", $") + std::to_string(count + 1) + "::";
    arrays += array_type_of(kind);
    ++count;
  };
  for (const Column& column : table.columns) add(column.kind);
  std::string names = names_of_columns(table);
  if (!more.empty()) {
    add(ColumnKind::number);
    names += ", " + std::string(more);
  }
  return "unnest(" + arrays + ") given (" + names + ")";
}

[[nodiscard]] std::string write_text(const Table& table) {
  const std::string columns = names_of_columns(table);
  // Their rows came with their partitions.
  if (table.name == "departement") {
    const std::string counters = names_of_columns(table, {"code"});
    return "UPDATE creneau.departement d SET (" + counters + ") = (SELECT " + counters + " FROM " +
           given_rows(table) + " WHERE code = d.code) WHERE d.code = ANY ($1)";
  }
  const std::string begin = "INSERT INTO " + table_named(table) + " (" + columns;
  // Their rows have real ids; only the ids of closures are made again whenever an event is read.
  if (table.name == "event")
    return begin + ", first_session, first_reservation, first_closure, token) SELECT " + columns +
           ", 0, 0, first_closure, 0 FROM " + given_rows(table, "first_closure");
  if (table.name == "notice")
    return begin + ", first_reservation) SELECT " + columns + ", 0 FROM " + given_rows(table);
  // Of one that has no session the key says so.
  if (table.name == "slot")
    return begin +
           ", slot_count) SELECT given.*, coalesce((SELECT s.slot_count FROM creneau.session s"
           " WHERE s.departement = given.departement AND s.id = given.session"
           " AND s.planned = given.plan), 64) FROM " +
           given_rows(table);
  return begin + ") SELECT " + columns + " FROM " + given_rows(table);
}

[[nodiscard]] std::string_view text_in(const Table& table, const TableRow& row,
                                       std::string_view column) {
  const auto* text = std::get_if<std::string>(&row[place_of(table, column)]);
  return text == nullptr ? std::string_view{} : std::string_view(*text);
}

/// How many closures there had been before those that an event added.
[[nodiscard]] result<std::int64_t> first_closure_of(const Table& table, const TableRow& row) {
  BOOST_OUTCOME_TRY(const ChangeSet changes, json::change_set_from(text_in(table, row, "changes")));
  const auto departement = Departement::from_code(text_in(table, row, "departement"));
  for (const ClosureChange& change : changes.closures_changed) {
    if (!change.added) continue;
    const auto before = departement ? row_of(*departement, change.closure.id) : std::nullopt;
    if (!before) return Error{ErrorCode::storage_corrupt, change.closure.id};
    return static_cast<std::int64_t>(*before);
  }
  return 0;
}

/// Whether nothing was ever kept here, in the caller's transaction. Partitions may be there.
[[nodiscard]] result<bool> holds_nothing(Connection& connection) {
  std::string text = "SELECT";
  for (const Table& table : kTables) {
    text += (&table == kTables ? " NOT EXISTS (SELECT FROM " : " AND NOT EXISTS (SELECT FROM ") +
            table_named(table);
    if (table.name == "departement")
      text += " WHERE 0 < greatest(refusals, " + names_of_columns(table, {"code"}) + ")";
    text += ")";
  }
  BOOST_OUTCOME_TRY(const Rows rows, connection.run(Query(text)));
  return Row(rows, 0).flag(0);
}

/// Fills an empty database, in the caller's transaction.
class Filling {
 public:
  explicit Filling(Connection& connection) : connection_(connection) {}

  [[nodiscard]] result<void> run(const Database& from, const std::string& name) {
    // Nobody commits, opens a département or takes entries in meanwhile.
    BOOST_OUTCOME_TRY(connection_.run_script(
        CRENEAU_PG_SEE_EVERYTHING
        "SELECT pg_advisory_xact_lock(hashtext('creneau.open_departement'));"
        "LOCK TABLE creneau.departement, creneau.rules_version IN EXCLUSIVE MODE;"
        "LOCK TABLE creneau.office, creneau.school, creneau.inspector, creneau.centre"
        " IN SHARE ROW EXCLUSIVE MODE"));
    BOOST_OUTCOME_TRY(const bool empty, holds_nothing(connection_));
    if (!empty) return Error{ErrorCode::bad_argument}.with_text(name);
    BOOST_OUTCOME_TRY(from.read_everything(
        [this](const Table& table, std::span<const TableRow> rows) { return write(table, rows); }));
    BOOST_OUTCOME_TRY(connection_.run(Query(
        "UPDATE creneau.departement SET refusals = r.id FROM (SELECT departement, max(id) AS id"
        " FROM creneau.refusal GROUP BY 1) r WHERE r.departement = code")));
    return success();
  }

 private:
  [[nodiscard]] result<void> write(const Table& table, std::span<const TableRow> rows) {
    if (table.name == "departement") {
      for (const TableRow& row : rows) {
        Query open("SELECT creneau.open_departement($1)");
        BOOST_OUTCOME_TRY(connection_.run(open.bind(text_in(table, row, "code"))));
      }
    }
    const bool has_more = table.name == "event";
    ColumnArrays arrays(table.columns.size() + (has_more ? 1 : 0));
    for (const TableRow& row : rows) {
      for (std::size_t column = 0; column < row.size(); ++column) arrays.add(column, row[column]);
      if (has_more) {
        BOOST_OUTCOME_TRY(const std::int64_t first, first_closure_of(table, row));
        arrays.add(row.size(), first);
      }
    }
    Query query(write_text(table));
    arrays.bind(query);
    const auto done = connection_.run(query);
    if (done) return success();
    // Nobody else writes here: the rows themselves cannot be.
    const ErrorCode code = done.error().code;
    if ((code != ErrorCode::conflict && code != ErrorCode::bad_argument) ||
        connection_.is_worth_another_try())
      return done.error();
    return Error{ErrorCode::storage_corrupt}.with_text(std::string(table.name) + ": " +
                                                       done.error().text);
  }

  Connection& connection_;
};
/// \}

}  // namespace

result<void> PostgresDatabase::read_everything(const TakeRows& take) const {
  // Once: what was given cannot be taken back.
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(connection->run_script(kBeginReading));
  result<void> read = success();
  for (const Table& table : kTables) {
    read = read_table(*connection, table, take);
    if (!read) break;
  }
  (void)connection->run_script("ROLLBACK");
  return read;
}

result<bool> PostgresDatabase::is_empty(const std::string& where) {
  try {
    const Pool pool(where, {.connections = 1});
    BOOST_OUTCOME_TRY(const auto connection, pool.connect(pool.patience_ends()));
    BOOST_OUTCOME_TRY(const int present, postgres::schema_number(*connection));
    if (present == 0) return true;
    bool empty = false;
    BOOST_OUTCOME_TRY(connection->rehearse([&]() -> result<void> {
      BOOST_OUTCOME_TRY(connection->run_script(CRENEAU_PG_SEE_EVERYTHING));
      BOOST_OUTCOME_TRY(empty, holds_nothing(*connection));
      return success();
    }));
    return empty;
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  }
}

result<void> PostgresDatabase::copy(const Database& from, const std::string& where) {
  try {
    BOOST_OUTCOME_TRY(const auto target, open(where, {.create = true, .connections = 1}));
    BOOST_OUTCOME_TRY(auto connection, target->pool_->lease());
    return connection->in_transaction(
        [&] { return Filling(*connection).run(from, postgres::without_password(where)); });
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  }
}

}  // namespace creneau
