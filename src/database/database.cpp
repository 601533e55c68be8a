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

bool is_on_a_server(const std::string& where) noexcept {
  return postgres::is_connection_uri(where);
}

std::string without_password(const std::string& where) {
  return is_on_a_server(where) ? postgres::without_password(where) : where;
}

}  // namespace creneau
