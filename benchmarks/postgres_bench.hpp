#pragma once
/// \file
/// The server that the benchmarks start for themselves, on a real disk, durable, and bare libpq.

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "creneau/postgres/postgres.hpp"
#include "support/postgres_server.hpp"

namespace creneau::bench {

[[nodiscard]] testing::PostgresServer& bench_server();

/// A program that speaks libpq itself: prepared statements, one after the other.
class BareServer {
 public:
  explicit BareServer(const std::string& uri) : connection_(PQconnectdb(uri.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
  }
  void prepare(const char* name, const std::string& sql) {
    expect(Answer(PQprepare(connection_.get(), name, sql.c_str(), 0, nullptr)));
  }
  /// Runs a prepared statement; gives how many rows it read or wrote.
  int run(const char* name, const std::vector<std::string>& parameters) {
    const Answer answer = execute(name, parameters);
    return PQresultStatus(answer.get()) == PGRES_TUPLES_OK ? PQntuples(answer.get())
                                                           : std::atoi(PQcmdTuples(answer.get()));
  }
  /// Runs a prepared statement that gives one value; empty: it gave no row.
  std::string one(const char* name, const std::vector<std::string>& parameters) {
    const Answer answer = execute(name, parameters);
    return PQntuples(answer.get()) == 0 ? std::string{} : PQgetvalue(answer.get(), 0, 0);
  }
  /// All rows of a prepared statement.
  std::vector<std::vector<std::string>> rows(const char* name,
                                             const std::vector<std::string>& parameters) {
    return rows_of(execute(name, parameters));
  }
  void run_plain(const std::string& sql) { expect(Answer(PQexec(connection_.get(), sql.c_str()))); }
  /// All rows of a query.
  std::vector<std::vector<std::string>> rows(const std::string& sql) {
    Answer answer(PQexec(connection_.get(), sql.c_str()));
    expect(answer);
    return rows_of(answer);
  }
  static constexpr const char* kNull = "\x01null";

 private:
  struct Finish {
    void operator()(PGconn* it) const noexcept { PQfinish(it); }
  };
  struct Clear {
    void operator()(PGresult* it) const noexcept { PQclear(it); }
  };
  using Answer = std::unique_ptr<PGresult, Clear>;
  Answer execute(const char* name, const std::vector<std::string>& parameters) {
    std::vector<const char*> values;
    for (const std::string& it : parameters) values.push_back(it == kNull ? nullptr : it.c_str());
    Answer answer(PQexecPrepared(connection_.get(), name, static_cast<int>(values.size()),
                                 values.data(), nullptr, nullptr, 0));
    expect(answer);
    return answer;
  }
  static std::vector<std::vector<std::string>> rows_of(const Answer& answer) {
    std::vector<std::vector<std::string>> all;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
      all.emplace_back();
      for (int column = 0; column < PQnfields(answer.get()); ++column)
        all.back().emplace_back(PQgetisnull(answer.get(), row, column) != 0
                                    ? kNull
                                    : PQgetvalue(answer.get(), row, column));
    }
    return all;
  }
  void expect(const Answer& answer) {
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail();
  }
  [[noreturn]] void fail() const { throw std::runtime_error(PQerrorMessage(connection_.get())); }
  std::unique_ptr<PGconn, Finish> connection_;
};

}  // namespace creneau::bench
