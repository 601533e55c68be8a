#include "sqlite/connection.hpp"

#include <filesystem>
#include <utility>

#include "sqlite/journal.hpp"

namespace creneau::sqlite {

Error error_of(int code, const char* text) {
  const std::string said = text == nullptr ? sqlite3_errstr(code) : text;
  const auto error = [&](ErrorCode what) { return Error{what}.with_text(said); };
  switch (code & 0xFF) {
    case SQLITE_FULL: return error(ErrorCode::storage_full);
    case SQLITE_READONLY: return error(ErrorCode::storage_read_only);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return error(ErrorCode::storage_corrupt);
    case SQLITE_NOMEM: return error(ErrorCode::no_memory);
    case SQLITE_CONSTRAINT: return error(ErrorCode::conflict);
    default: return error(ErrorCode::storage_failed);
  }
}

result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Mode mode,
                                                     bool create, const char* vfs) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (create) flags |= SQLITE_OPEN_CREATE;
  std::unique_ptr<Connection> connection(new Connection(nullptr));
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, vfs);
  connection->database_.reset(database);
  if (code != SQLITE_OK) {
    Error error = error_of(code, database == nullptr ? nullptr : sqlite3_errmsg(database));
    std::error_code ignored;
    if ((code & 0xFF) == SQLITE_CANTOPEN && !create && !std::filesystem::exists(path, ignored))
      error.code = ErrorCode::storage_missing;
    return error;
  }
  // Others may be writing: wait rather than fail.
  sqlite3_busy_timeout(database, 30'000);
  BOOST_OUTCOME_TRY(connection->run("PRAGMA foreign_keys = ON"));
  BOOST_OUTCOME_TRY(connection->run("PRAGMA trusted_schema = OFF"));
  return connection;
}

result<Connection::Prepared> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK)
    return error_of(sqlite3_extended_errcode(database_.get()), sqlite3_errmsg(database_.get()));
  return Prepared{statement};
}

result<Statement> Connection::statement(const char* sql) {
  auto found = fixed_.find(sql);
  if (found == fixed_.end()) {
    BOOST_OUTCOME_TRY(Prepared prepared, prepare(sql));
    found = fixed_.emplace(sql, std::move(prepared)).first;
  }
  return Statement(database_.get(), found->second.get());
}

result<Statement> Connection::statement(const std::string& sql) {
  auto found = composed_.find(sql);
  if (found == composed_.end()) {
    BOOST_OUTCOME_TRY(Prepared prepared, prepare(sql));
    found = composed_.emplace(sql, std::move(prepared)).first;
  }
  return Statement(database_.get(), found->second.get());
}

result<void> Connection::run(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return success();
  return error_of(sqlite3_extended_errcode(database_.get()), sqlite3_errmsg(database_.get()));
}

result<bool> Connection::is_in_wal() {
  BOOST_OUTCOME_TRY(auto query, statement("PRAGMA journal_mode"));
  BOOST_OUTCOME_TRY(const bool found, query.next());
  return found && query.text(0) == "wal";
}

result<Transaction> Transaction::begin(Connection& connection, Kind kind) {
  // A write transaction takes its lock at once: a lock that is upgraded later could deadlock.
  BOOST_OUTCOME_TRY(auto begin,
                    connection.statement(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN"));
  BOOST_OUTCOME_TRY(begin.run());
  Transaction begun(connection);
  if (kind == Kind::write && !wal_is_safe(sqlite3_libversion_number())) {
    // Now that it is locked nobody can change its journal.
    BOOST_OUTCOME_TRY(const bool is_in_wal, connection.is_in_wal());
    if (is_in_wal) return Error{ErrorCode::unsupported}.with_text("journal_mode = wal");
  }
  return begun;
}

Transaction::~Transaction() {
  // Not by `run`, which may allocate.
  if (connection_ != nullptr && connection_->in_transaction())
    sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

result<void> Transaction::commit() {
  BOOST_OUTCOME_TRY(auto commit, connection_->statement("COMMIT"));
  BOOST_OUTCOME_TRY(commit.run());
  connection_ = nullptr;
  return success();
}

}  // namespace creneau::sqlite
