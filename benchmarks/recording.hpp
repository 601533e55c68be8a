#pragma once
/// \file
/// What a program sends to SQLite, recorded and replayed: the bare side of a pair runs the very
/// statements of the other, with the same values bound, and nothing between them.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace creneau::bench {

struct RecordedStatement {
  std::string sql;
  std::vector<std::variant<std::monostate, std::int64_t, std::string>> values;
};

/// Records the statements of every connection that is opened while it lives.
class Recorder {
 public:
  Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  ~Recorder();
  /// What came since the last call.
  [[nodiscard]] std::vector<RecordedStatement> take();
};

/// One bare connection.
class BareConnection {
 public:
  explicit BareConnection(const std::string& path);
  /// Runs statements to their ends; each text is prepared once.
  void replay(const std::vector<RecordedStatement>& statements);
  /// One number.
  [[nodiscard]] std::int64_t number(const std::string& sql);
  /// Prepares what is going to be replayed.
  void prepare(const std::vector<RecordedStatement>& statements);
  void run(const std::string& sql);
  /// A digest of all rows of a query.
  [[nodiscard]] std::uint64_t digest(const std::string& sql);

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  sqlite3_stmt* prepared(const std::string& sql);
  std::unique_ptr<sqlite3, Close> database_;
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

}  // namespace creneau::bench
