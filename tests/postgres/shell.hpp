#pragma once
/// \file
/// A program that goes around the library: plain SQL on one database.

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "postgres/a_server.hpp"

namespace creneau::testing {

class Shell {
 public:
  explicit Shell(const std::string& uri) : connection_(PQconnectdb(uri.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(connection_.get()));
  }
  /// What the server says to a statement: its SQLSTATE; "00000" where it did it.
  std::string tries(const std::string& sql) {
    const std::unique_ptr<PGresult, Clear> answer(PQexec(connection_.get(), sql.c_str()));
    const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    return state == nullptr ? "00000" : state;
  }
  /// The rows of a query, their first column.
  std::vector<std::string> column(const std::string& sql) {
    const std::unique_ptr<PGresult, Clear> answer(PQexec(connection_.get(), sql.c_str()));
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK)
      throw std::runtime_error(PQresultErrorMessage(answer.get()));
    std::vector<std::string> all;
    for (int row = 0; row < PQntuples(answer.get()); ++row)
      all.emplace_back(PQgetvalue(answer.get(), row, 0));
    return all;
  }

  /// How many signals have come since this was asked last.
  int signals() {
    PQconsumeInput(connection_.get());
    int count = 0;
    while (PGnotify* const signal = PQnotifies(connection_.get())) {
      PQfreemem(signal);
      ++count;
    }
    return count;
  }

 private:
  struct Finish {
    void operator()(PGconn* it) const noexcept { PQfinish(it); }
  };
  struct Clear {
    void operator()(PGresult* it) const noexcept { PQclear(it); }
  };
  std::unique_ptr<PGconn, Finish> connection_;
};

/// SQL with the numbers of a session and a reservation in it.
inline std::string filled(std::string sql, SessionId session, ReservationId reservation) {
  const auto fill = [&](const std::string& name, std::int64_t number) {
    for (auto place = sql.find(name); place != std::string::npos; place = sql.find(name))
      sql.replace(place, name.size(), std::to_string(number));
  };
  fill("$session", session.value);
  fill("$reservation", reservation.value);
  return sql;
}

inline constexpr const char* kUniqueViolation = "23505";
inline constexpr const char* kForeignKeyViolation = "23503";
inline constexpr const char* kExclusionViolation = "23P01";
inline constexpr const char* kCheckViolation = "23514";
inline constexpr const char* kDone = "00000";

}  // namespace creneau::testing
