#pragma once
/// \file
/// A database by its name alone: a file, or a server; and what is copied from one to another.

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

/// Copies everything that a database holds, as it is at one moment and while it is in use, to where
/// nothing is: a file that must not exist, or a server's database that is empty or has no schema yet;
/// `bad_argument` if something is there. The copy goes on as the original would: with the same ids,
/// numbers and history, and it answers the same request ids. Notices that are pending are so in both.
/// Errors: those of `SqliteDatabase::copy` and `PostgresDatabase::copy`. A copy that fails leaves
/// nothing but a server's empty schema.
[[nodiscard]] result<void> backup(const Database& from, const std::string& to);

/// Whether a name is that of a server's database. Thread-safe.
[[nodiscard]] bool is_on_a_server(const std::string& where) noexcept;

/// The name without a password, for messages. Thread-safe.
[[nodiscard]] std::string without_password(const std::string& where);

}  // namespace creneau
