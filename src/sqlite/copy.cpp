// All of a file as tables, and a new file of the tables of any database.
#include <new>

#include "creneau/port/tables.hpp"
#include "sqlite/draft.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::Transaction;

namespace {

#define CRENEAU_PLANNING_COLUMNS \
  "centre, category, part, unit_minutes, units_of_slot, slot_count, planned_by"

/// A table of all databases as a file has it, for a FROM. What refers to nothing that is there comes
/// along: whoever takes it in refuses it.
[[nodiscard]] std::string source_of(const Table& table) {
  if (table.name == "session")
    return "(SELECT s.*, p.plan AS planned, " CRENEAU_PLANNING_COLUMNS
           " FROM session s LEFT JOIN planning p ON p.session = s.id)";
  if (table.name == "slot")
    return "(SELECT s.departement, t.* FROM slot t LEFT JOIN session s ON s.id = t.session)";
  return std::string(table.name);
}

[[nodiscard]] std::string select_text(const Table& table) {
  std::string text = "SELECT " + names_of_columns(table) + " FROM " + source_of(table);
  // They get new ids, which keep their order.
  if (table.name == "refusal") text += " ORDER BY id";
  return text;
}

/// The statements that write a row of a table, whose fields are bound to each of them.
[[nodiscard]] std::vector<std::string> insert_texts(const Table& table) {
  std::string given = "WITH given (" + names_of_columns(table) + ") AS (VALUES (?";
  for (std::size_t more = table.columns.size() - 1; more != 0; --more) given += ", ?";
  given += ")) INSERT INTO ";
  const auto some = [&](const std::string& columns) {
    return given + std::string(table.name) + " (" + columns + ") SELECT " + columns + " FROM given";
  };
  if (table.name == "session")
    return {some(names_of_columns(table, {"planned", "centre", "category", "part", "unit_minutes",
                                          "units_of_slot", "slot_count", "planned_by"})),
            given + "planning (session, plan, " CRENEAU_PLANNING_COLUMNS
                    ") SELECT id, planned, " CRENEAU_PLANNING_COLUMNS
                    " FROM given WHERE planned IS NOT NULL"};
  if (table.name == "slot") return {some(names_of_columns(table, {"departement"}))};
  if (table.name == "refusal") return {some(names_of_columns(table, {"id"}))};
  return {some(names_of_columns(table))};
}

void bind(Statement& statement, const TableRow& row) {
  statement.again();
  for (const Field& field : row) {
    if (const auto* number = std::get_if<std::int64_t>(&field))
      statement.bind(*number);
    else if (const auto* text = std::get_if<std::string>(&field))
      statement.bind(*text);
    else
      statement.bind_null();
  }
}

[[nodiscard]] result<void> write_rows(Connection& connection, const Table& table,
                                      std::span<const TableRow> rows) {
  const std::vector<std::string> inserts = insert_texts(table);
  for (const TableRow& row : rows)
    for (const std::string& text : inserts) {
      BOOST_OUTCOME_TRY(auto insert, connection.statement(text));
      bind(insert, row);
      const auto done = insert.run();
      if (done) continue;
      // Nobody else writes here: the rows themselves cannot be.
      if (done.error().code != ErrorCode::conflict) return done.error();
      return Error{ErrorCode::storage_corrupt}.with_text(std::string(table.name) + ": " +
                                                         done.error().text);
    }
  return success();
}

}  // namespace

result<void> SqliteDatabase::read_everything(const TakeRows& take) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  for (const Table& table : kTables) {
    BOOST_OUTCOME_TRY(auto query, connection->statement(select_text(table)));
    std::vector<TableRow> page;
    BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
      if (page.size() == kMostTableRows) {
        BOOST_OUTCOME_TRY(take(table, page));
        page.clear();
      }
      page.push_back(table_row(table, row));
      return success();
    }));
    if (!page.empty()) {
      BOOST_OUTCOME_TRY(take(table, page));
    }
  }
  return transaction.commit();
}

result<void> SqliteDatabase::copy(const Database& from, const std::string& path,
                                  const std::string& vfs) {
  try {
    BOOST_OUTCOME_TRY(auto draft, sqlite::Draft::beside(path));
    {
      const Pool pool(draft.name(), {.create = true, .vfs = vfs});
      BOOST_OUTCOME_TRY(auto connection, pool.reach(true));
      BOOST_OUTCOME_TRY(sqlite::migrate(*connection));
      BOOST_OUTCOME_TRY(auto transaction,
                        Transaction::begin(*connection, Transaction::Kind::write));
      BOOST_OUTCOME_TRY(
          from.read_everything([&](const Table& table, std::span<const TableRow> rows) {
            return write_rows(*connection, table, rows);
          }));
      BOOST_OUTCOME_TRY(transaction.commit());
      BOOST_OUTCOME_TRY(pool.take_into_use(*connection, true));
    }
    return draft.keep();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  }
}

}  // namespace creneau
