#pragma once
/// \file
/// A database by its name alone: a file, or a server.

#include <chrono>
#include <memory>
#include <string>

#include "creneau/port/database.hpp"

namespace creneau {

/// How a database is opened, wherever it is.
struct DatabaseOptions {
  bool create = false;          ///< make the file, or the schema in a server's database
  bool read_only = false;       ///< never migrates, never writes
  std::size_t connections = 8;  ///< to a server: the most that threads share; from 1
  /// How long a call waits for a server that was lost.
  std::chrono::milliseconds patience{30'000};
};

/// Opens "postgresql://…" or "postgres://…" as a server's database, anything else as the path of a
/// SQLite file. Errors: those of `PostgresDatabase::open` and `SqliteDatabase::open`.
[[nodiscard]] result<std::unique_ptr<Database>> open_database(const std::string& where,
                                                              const DatabaseOptions& options = {});

/// Whether a name is that of a server's database. Thread-safe.
[[nodiscard]] bool is_on_a_server(const std::string& where) noexcept;

/// The name without a password, for messages. Thread-safe.
[[nodiscard]] std::string without_password(const std::string& where);

}  // namespace creneau
