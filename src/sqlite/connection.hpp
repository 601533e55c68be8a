#pragma once
/// \file
/// A thin, safe skin over one SQLite connection: prepared statements with bound parameters, results
/// as errors. Internal to the adapter.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "creneau/model/result.hpp"

namespace creneau::sqlite {

/// The error that a SQLite result code stands for; `text` is what SQLite says.
[[nodiscard]] Error error_of(int code, const char* text);

/// A statement that is being run. Resets itself when it goes out of scope.
class Statement {
 public:
  Statement(sqlite3* database, sqlite3_stmt* statement) noexcept
      : database_(database), statement_(statement) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&& other) noexcept
      : database_(other.database_),
        statement_(std::exchange(other.statement_, nullptr)),
        bound_(other.bound_),
        failed_(other.failed_) {}
  Statement& operator=(Statement&&) = delete;
  ~Statement() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

  /// Binds the next parameter. Texts must live until the statement has run.
  Statement& bind(std::int64_t number) noexcept {
    return note(sqlite3_bind_int64(statement_, ++bound_, number));
  }
  Statement& bind(std::string_view text) noexcept {
    return note(sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(),
                                    text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  Statement& bind_null() noexcept { return note(sqlite3_bind_null(statement_, ++bound_)); }

  /// The next row; false after the last.
  [[nodiscard]] result<bool> next() {
    if (failed_ != SQLITE_OK) return error_of(failed_, sqlite3_errmsg(database_));
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return error_of(sqlite3_extended_errcode(database_), sqlite3_errmsg(database_));
  }
  /// Runs to the end.
  [[nodiscard]] result<void> run() {
    while (true) {
      BOOST_OUTCOME_TRY(const bool row, next());
      if (!row) return success();
    }
  }
  /// Makes it ready for another row of the same kind.
  Statement& again() noexcept {
    sqlite3_reset(statement_);
    bound_ = 0;
    return *this;
  }

  [[nodiscard]] std::int64_t number(int column) const noexcept {
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] std::string_view text(int column) const noexcept {
    const auto* letters = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return letters == nullptr ? std::string_view{} : std::string_view{letters, size};
  }
  [[nodiscard]] bool is_null(int column) const noexcept {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }

 private:
  Statement& note(int code) noexcept {
    if (code != SQLITE_OK && failed_ == SQLITE_OK) failed_ = code;
    return *this;
  }
  sqlite3* database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
  int failed_ = SQLITE_OK;
};

/// One connection. For one thread at a time.
class Connection {
 public:
  enum class Mode { read_write, read_only };

  /// Opens an existing file, or makes it where `create` says so.
  [[nodiscard]] static result<std::unique_ptr<Connection>> open(const std::string& path, Mode mode,
                                                                bool create,
                                                                const char* vfs = nullptr);

  /// A statement of a fixed text, prepared once for each connection. The text must be a literal.
  [[nodiscard]] result<Statement> statement(const char* sql);
  /// A statement whose text is put together; prepared once for each text.
  [[nodiscard]] result<Statement> statement(const std::string& sql);
  /// Runs fixed statements without parameters.
  [[nodiscard]] result<void> run(const char* sql);

  /// How many rows the last statement changed.
  [[nodiscard]] std::int64_t changed() const noexcept { return sqlite3_changes64(database_.get()); }
  [[nodiscard]] sqlite3* handle() const noexcept { return database_.get(); }
  /// Whether the file is kept in WAL.
  [[nodiscard]] result<bool> is_in_wal();
  [[nodiscard]] bool in_transaction() const noexcept {
    return sqlite3_get_autocommit(database_.get()) == 0;
  }

 private:
  struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

  explicit Connection(sqlite3* database) noexcept : database_(database) {}
  [[nodiscard]] result<Prepared> prepare(std::string_view sql);

  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::unordered_map<const char*, Prepared> fixed_;
  std::unordered_map<std::string, Prepared> composed_;
};

/// A transaction that is rolled back unless `commit` succeeded.
class Transaction {
 public:
  enum class Kind { read, write };
  /// `unsupported`: to write is not safe, because somebody put the file into WAL since it was opened.
  [[nodiscard]] static result<Transaction> begin(Connection& connection, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] result<void> commit();

 private:
  explicit Transaction(Connection& connection) noexcept : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace creneau::sqlite
