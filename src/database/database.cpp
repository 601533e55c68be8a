#include "creneau/database/database.hpp"

#include "creneau/postgres/postgres.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "postgres/uri.hpp"

namespace creneau {

result<std::unique_ptr<Database>> open_database(const std::string& where,
                                                const DatabaseOptions& options) {
  if (is_on_a_server(where)) {
    PostgresOptions server;
    server.create = options.create;
    server.read_only = options.read_only;
    server.connections = options.connections;
    server.patience = options.patience;
    BOOST_OUTCOME_TRY(std::unique_ptr<Database> opened, PostgresDatabase::open(where, server));
    return opened;
  }
  SqliteOptions file;
  file.create = options.create;
  file.read_only = options.read_only;
  BOOST_OUTCOME_TRY(std::unique_ptr<Database> opened, SqliteDatabase::open(where, file));
  return opened;
}

result<void> backup(const Database& from, const std::string& to) {
  if (is_on_a_server(to)) return PostgresDatabase::copy(from, to);
  // From file to file by SQLite's own means: page by page, damage and all.
  if (const auto* file = dynamic_cast<const SqliteDatabase*>(&from)) return file->backup(to);
  return SqliteDatabase::copy(from, to);
}

bool is_on_a_server(const std::string& where) noexcept {
  return postgres::is_connection_string(where);
}

std::string without_password(const std::string& where) {
  return is_on_a_server(where) ? postgres::without_password(where) : where;
}

}  // namespace creneau
