#pragma once
/// \file
/// A thin, safe skin over one libpq connection: prepared statements with bound parameters, several
/// of them in one round trip, results as errors. Internal to the adapter.

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "creneau/model/result.hpp"
#include "postgres/query.hpp"

namespace creneau::postgres {

using SteadyTime = std::chrono::steady_clock::time_point;

/// The error that a SQLSTATE stands for; `text` is what the server says.
[[nodiscard]] Error error_of(std::string_view sqlstate, std::string_view text);

/// Whether trying the same again may succeed, because nothing was done: the server saw a deadlock or
/// could not put transactions in order (40001, 40P01).
[[nodiscard]] bool is_worth_another_try(std::string_view sqlstate) noexcept;

/// The rows that a statement gave.
class Rows {
 public:
  explicit Rows(PGresult* result) noexcept : result_(result) {}

  [[nodiscard]] int size() const noexcept { return PQntuples(result_.get()); }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// How many rows an INSERT, UPDATE or DELETE wrote.
  [[nodiscard]] std::int64_t changed() const noexcept;
  [[nodiscard]] PGresult* get() const noexcept { return result_.get(); }

 private:
  struct Clear {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

/// One row. \pre it is not used after its Rows
class Row {
 public:
  Row(const Rows& rows, int row) noexcept : result_(rows.get()), row_(row) {}
  [[nodiscard]] std::int64_t number(int column) const noexcept;
  [[nodiscard]] std::string_view text(int column) const noexcept {
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  [[nodiscard]] bool flag(int column) const noexcept { return text(column) == "t"; }
  [[nodiscard]] bool is_null(int column) const noexcept {
    return PQgetisnull(result_, row_, column) != 0;
  }

 private:
  const PGresult* result_;
  int row_;
};

/// Calls `visit(row)` for each row; it returns result<void>.
template <class Visitor>
[[nodiscard]] result<void> for_each_row(const Rows& rows, Visitor&& visit) {
  for (int row = 0; row < rows.size(); ++row) {
    BOOST_OUTCOME_TRY(visit(Row(rows, row)));
  }
  return success();
}

/// What is sent together.
enum class As : std::uint8_t {
  statements,  ///< one after the other, all or nothing, each on what is committed when it starts
  one_moment,  ///< reads, all of one moment
};

/// One connection. For one thread at a time.
class Connection {
 public:
  /// Connects to one of the servers that a connection string names, within the time that is left.
  /// `storage_unreachable`, `storage_denied`, `storage_missing`, `storage_read_only`, `bad_argument`.
  [[nodiscard]] static result<std::unique_ptr<Connection>> open(const std::string& where,
                                                                bool read_only, SteadyTime until);

  /// Runs statements in one round trip; their rows come in their order. The first one that fails
  /// takes the others along: nothing is kept. A connection that was lost says `storage_unreachable`
  /// and is no longer alive.
  [[nodiscard]] result<std::vector<Rows>> run(std::span<const Query> queries, As how);
  /// The same of one statement.
  [[nodiscard]] result<Rows> run(const Query& query);
  /// Runs statements without parameters, as a script is: all or nothing unless it has its own BEGIN.
  [[nodiscard]] result<void> run_script(const std::string& sql);
  /// Runs `body()` between BEGIN and COMMIT, or ROLLBACK where it fails. `unconfirmed`: the line
  /// broke at the COMMIT, or it did not wait for its standby.
  template <class Body>
  [[nodiscard]] result<void> in_transaction(Body&& body) {
    BOOST_OUTCOME_TRY(run_script("BEGIN"));
    result<void> done = body();
    if (done) return commit();
    (void)run_script("ROLLBACK");
    return done;
  }
  /// The same, and takes everything back.
  template <class Body>
  [[nodiscard]] result<void> rehearse(Body&& body) {
    BOOST_OUTCOME_TRY(run_script("BEGIN"));
    result<void> done = body();
    (void)run_script("ROLLBACK");
    return done;
  }
  /// Sends nothing and waits until the server says something, or for so long.
  [[nodiscard]] result<void> listen(std::chrono::milliseconds at_most);
  /// The next signal that came: its channel; empty: none.
  [[nodiscard]] std::string next_signal();

  /// Whether the line stands, as far as can be told without asking.
  [[nodiscard]] bool is_alive() noexcept;
  /// Whether what was run last may have reached the server.
  [[nodiscard]] bool has_sent() const noexcept { return has_sent_; }
  /// Whether what failed last was refused by the server itself: then nothing of it was done.
  [[nodiscard]] bool has_refused() const noexcept { return has_refused_; }
  /// Whether what failed last may succeed when it is tried again.
  [[nodiscard]] bool is_worth_another_try() const noexcept { return is_worth_another_try_; }
  /// Whether the server has warned since this was asked last: of a COMMIT that did not wait for its
  /// standby it says "done", and warns.
  [[nodiscard]] bool take_warning() noexcept { return std::exchange(has_warned_, false); }
  [[nodiscard]] PGconn* handle() const noexcept { return connection_.get(); }

 private:
  struct Finish {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
  };
  explicit Connection(std::unique_ptr<PGconn, Finish>&& connection);
  static void take_notice(void* self, const PGresult* notice);

  /// Gives a statement its name, and sends its text where this connection does not know it.
  [[nodiscard]] result<std::string> prepared(const std::string& sql);
  /// What was sent, whose answers come in that order.
  enum class Sent : std::uint8_t { preparation, bracket, query };
  [[nodiscard]] result<void> send(const Query& query, Sent as);
  [[nodiscard]] result<void> send_all(std::span<const Query> queries, As how);
  [[nodiscard]] result<void> set_up(bool read_only);
  /// Waits until the line can be read, or written where `to_write`.
  [[nodiscard]] result<void> wait(bool to_write, SteadyTime until);
  /// The next result, null where a statement ends; waits for it.
  [[nodiscard]] result<PGresult*> next(SteadyTime until);
  [[nodiscard]] Error lost();
  [[nodiscard]] result<void> commit();

  std::unique_ptr<PGconn, Finish> connection_;
  std::unordered_map<std::string, std::string> names_;  ///< of prepared statements, by their text
  std::vector<std::string> fresh_;                      ///< texts that were sent for the first time
  std::vector<Sent> sent_;
  std::size_t next_name_ = 0;
  bool is_lost_ = false;
  bool has_warned_ = false;
  bool has_sent_ = false;
  bool has_refused_ = false;
  bool is_worth_another_try_ = false;
};

}  // namespace creneau::postgres
