#include "postgres/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "postgres/servers.hpp"

namespace creneau::postgres {

namespace {

/// How long the server may think about what it was asked, and how long it may wait for a lock.
constexpr std::chrono::seconds kAnswerWithin{60};
constexpr const char* kSettings =
    // Names without a schema are the server's own, whatever else there is in the database.
    "SET search_path = pg_catalog, pg_temp;"
    "SET default_tablespace = '';"
    "SET default_transaction_isolation = 'read committed';"
    // A plan for any département, made once: to plan each time takes longer than to run.
    "SET plan_cache_mode = force_generic_plan;"
    "SET jit = off;"
    // All but a few statements go by key; their plans must not depend on how full a table once was.
    "SET enable_seqscan = off; SET enable_bitmapscan = off;"
    "SET enable_hashjoin = off; SET enable_mergejoin = off;"
    "SET lock_timeout = '30s';"
    "SET idle_in_transaction_session_timeout = '60s';"
    "SET client_min_messages = warning;"
    "SET bytea_output = hex;"
    // What is acknowledged must be durable, whatever the server's default.
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'";

struct Meaning {
  std::string_view prefix;  ///< of a SQLSTATE: its class, or all of it
  ErrorCode code;
};
constexpr std::array kMeanings{
    Meaning{"23", ErrorCode::conflict},  // a constraint
    Meaning{"CR001", ErrorCode::conflict},
    Meaning{"40", ErrorCode::conflict},
    Meaning{"53100", ErrorCode::storage_full},
    Meaning{"22021", ErrorCode::bad_text},   // no UTF-8
    Meaning{"22", ErrorCode::bad_argument},  // no value of its kind
    Meaning{"54000", ErrorCode::too_large},  // for an index
    Meaning{"25006", ErrorCode::storage_read_only},
    Meaning{"28", ErrorCode::storage_denied},
    Meaning{"42501", ErrorCode::storage_denied},
    Meaning{"3D000", ErrorCode::storage_missing},
    // A table, a column, a function, a schema is gone.
    Meaning{"42P01", ErrorCode::storage_corrupt},
    Meaning{"42703", ErrorCode::storage_corrupt},
    Meaning{"42883", ErrorCode::storage_corrupt},
    Meaning{"3F000", ErrorCode::storage_corrupt},
    Meaning{"57P01", ErrorCode::storage_unreachable},  // shut down, crashed, starting
    Meaning{"57P02", ErrorCode::storage_unreachable},
    Meaning{"57P03", ErrorCode::storage_unreachable},
    Meaning{"53300", ErrorCode::storage_unreachable},  // too many connections
    Meaning{"08", ErrorCode::storage_unreachable},
    Meaning{"XX001", ErrorCode::storage_corrupt},
    Meaning{"XX002", ErrorCode::storage_corrupt},
};

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

[[nodiscard]] std::string_view sqlstate_of(const PGresult* result) noexcept {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? std::string_view{} : std::string_view{state};
}

/// What the server says, without its "ERROR: ".
[[nodiscard]] std::string_view words_of(const PGresult* result) noexcept {
  const char* words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return words == nullptr ? PQresultErrorMessage(result) : words;
}

[[nodiscard]] bool is_fault(ExecStatusType status) noexcept {
  return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

}  // namespace

Error error_of(std::string_view sqlstate, std::string_view text) {
  ErrorCode code = ErrorCode::storage_failed;
  for (const Meaning& it : kMeanings)
    if (sqlstate.starts_with(it.prefix)) {
      code = it.code;
      break;
    }
  return Error{code}.with_text(std::string(trimmed(text)));
}

bool is_worth_another_try(std::string_view sqlstate) noexcept {
  return sqlstate == "40001" || sqlstate == "40P01";
}

std::int64_t Rows::changed() const noexcept {
  const std::string_view text = PQcmdTuples(result_.get());
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

std::int64_t Row::number(int column) const noexcept {
  const std::string_view digits = text(column);
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

Connection::Connection(std::unique_ptr<PGconn, Finish>&& connection)
    : connection_(std::move(connection)) {
  PQsetNoticeReceiver(handle(), take_notice, this);
  PQsetnonblocking(handle(), 1);
}

void Connection::take_notice(void* self, const PGresult* notice) {
  // Class 01 are warnings; a wait for a standby that was given up is one of them, or 57P01.
  const std::string_view state = sqlstate_of(notice);
  if (state.starts_with("01") || state.starts_with("57P"))
    static_cast<Connection*>(self)->has_warned_ = true;
}

result<std::unique_ptr<Connection>> Connection::open(const std::string& where, bool read_only,
                                                     SteadyTime until) {
  BOOST_OUTCOME_TRY(PGconn* const handle, connect(where, read_only, until));
  std::unique_ptr<PGconn, Finish> owned(handle);
  std::unique_ptr<Connection> it(new Connection(std::move(owned)));
  BOOST_OUTCOME_TRY(it->set_up(read_only));
  return it;
}

result<void> Connection::set_up(bool read_only) {
  std::string settings = kSettings;
  if (read_only) settings += "; SET default_transaction_read_only = on";
  return run_script(settings);
}

Error Connection::lost() {
  is_lost_ = true;
  return error_of("08006", PQerrorMessage(handle()));
}

bool Connection::is_alive() noexcept {
  if (is_lost_ || PQstatus(handle()) != CONNECTION_OK ||
      PQtransactionStatus(handle()) != PQTRANS_IDLE)
    return false;
  // A server that closed the line has said so, and perhaps why before that.
  pollfd line{PQsocket(handle()), POLLIN, 0};
  while (!is_lost_ && poll(&line, 1, 0) > 0) is_lost_ = PQconsumeInput(handle()) == 0;
  return !is_lost_ && PQstatus(handle()) == CONNECTION_OK;
}

result<void> Connection::wait(bool to_write, SteadyTime until) {
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      is_lost_ = true;
      return Error{ErrorCode::storage_unreachable}.with_text("no answer in time");
    }
    pollfd line{PQsocket(handle()), static_cast<short>(to_write ? POLLIN | POLLOUT : POLLIN), 0};
    const int ready =
        poll(&line, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
    if (ready < 0 && errno != EINTR) return lost();
    if (ready > 0) return success();
  }
}

result<PGresult*> Connection::next(SteadyTime until) {
  while (true) {
    const int unsent = PQflush(handle());
    if (unsent < 0) return lost();
    if (unsent == 0 && PQisBusy(handle()) == 0) return PQgetResult(handle());
    BOOST_OUTCOME_TRY(wait(unsent != 0, until));
    if (PQconsumeInput(handle()) == 0) return lost();
  }
}

result<std::string> Connection::prepared(const std::string& sql) {
  const auto found = names_.find(sql);
  if (found != names_.end()) return found->second;
  // Never a name twice: of a statement that failed nobody knows whether it is there.
  std::string name = "creneau_" + std::to_string(next_name_++);
  if (PQsendPrepare(handle(), name.c_str(), sql.c_str(), 0, nullptr) != 1) return lost();
  sent_.push_back(Sent::preparation);
  fresh_.push_back(sql);
  names_.emplace(sql, name);
  return name;
}

result<void> Connection::send(const Query& query, Sent as) {
  BOOST_OUTCOME_TRY(const std::string name, prepared(query.sql()));
  const auto& parameters = query.parameters();
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const auto& it : parameters) values.push_back(it ? it->c_str() : nullptr);
  if (PQsendQueryPrepared(handle(), name.c_str(), static_cast<int>(values.size()), values.data(),
                          nullptr, nullptr, 0) != 1)
    return lost();
  sent_.push_back(as);
  return success();
}

result<void> Connection::send_all(std::span<const Query> queries, As how) {
  static const Query kBeginReading{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
  static const Query kBegin{"BEGIN"};
  static const Query kCommit{"COMMIT"};
  sent_.clear();
  fresh_.clear();
  if (PQenterPipelineMode(handle()) != 1) return lost();
  // One statement is a transaction by itself.
  if (queries.size() > 1) {
    BOOST_OUTCOME_TRY(send(how == As::one_moment ? kBeginReading : kBegin, Sent::bracket));
  }
  for (const Query& it : queries) {
    BOOST_OUTCOME_TRY(send(it, Sent::query));
  }
  if (queries.size() > 1) {
    BOOST_OUTCOME_TRY(send(kCommit, Sent::bracket));
  }
  // Until here the server would take everything back.
  has_sent_ = true;
  if (PQpipelineSync(handle()) != 1) return lost();
  return success();
}

result<std::vector<Rows>> Connection::run(std::span<const Query> queries, As how) {
  is_worth_another_try_ = false;
  has_sent_ = false;
  has_refused_ = false;
  if (is_lost_) return Error{ErrorCode::storage_unreachable};
  BOOST_OUTCOME_TRY(send_all(queries, how));
  std::vector<Rows> wanted;
  wanted.reserve(queries.size());
  std::optional<Error> fault;
  std::size_t answered = 0;
  const SteadyTime until = std::chrono::steady_clock::now() + kAnswerWithin;
  while (true) {
    BOOST_OUTCOME_TRY(PGresult* const raw, next(until));
    if (raw == nullptr) {
      // Behind each answer; without one before it only where the line broke.
      if (PQstatus(handle()) != CONNECTION_OK) return lost();
      continue;
    }
    Rows rows(raw);
    const ExecStatusType status = PQresultStatus(raw);
    if (status == PGRES_PIPELINE_SYNC) break;
    if (is_fault(status)) {
      if (!fault) {
        const std::string_view state = sqlstate_of(raw);
        is_worth_another_try_ = postgres::is_worth_another_try(state);
        has_refused_ = !state.empty();
        fault = error_of(state, words_of(raw));
      }
      if (PQstatus(handle()) != CONNECTION_OK) {
        is_lost_ = true;
        return *std::move(fault);
      }
    }
    // What fails only at the end, as a deferred constraint does, answers nothing that was sent.
    if (answered < sent_.size() && sent_[answered++] == Sent::query)
      wanted.push_back(std::move(rows));
  }
  if (PQexitPipelineMode(handle()) != 1) return lost();
  if (!fault) return wanted;
  for (const std::string& sql : fresh_) names_.erase(sql);
  if (PQtransactionStatus(handle()) != PQTRANS_IDLE) {
    BOOST_OUTCOME_TRY(run_script("ROLLBACK"));
  }
  return *std::move(fault);
}

result<Rows> Connection::run(const Query& query) {
  BOOST_OUTCOME_TRY(auto all, run(std::span(&query, 1), As::statements));
  return std::move(all.front());
}

result<void> Connection::run_script(const std::string& sql) {
  if (PQsendQuery(handle(), sql.c_str()) != 1) return lost();
  std::optional<Error> fault;
  const SteadyTime until = std::chrono::steady_clock::now() + kAnswerWithin;
  while (true) {
    BOOST_OUTCOME_TRY(PGresult* const raw, next(until));
    if (raw == nullptr) break;
    const Rows rows(raw);
    if (!is_fault(PQresultStatus(raw)) || fault) continue;
    is_worth_another_try_ = postgres::is_worth_another_try(sqlstate_of(raw));
    fault = error_of(sqlstate_of(raw), words_of(raw));
  }
  if (PQstatus(handle()) != CONNECTION_OK) return lost();
  if (fault) return *std::move(fault);
  return success();
}

result<void> Connection::commit() {
  (void)take_warning();
  result<void> done = run_script("COMMIT");
  if (take_warning() || (!done && !is_alive()))
    return Error{ErrorCode::unconfirmed}.with_text(done ? std::string{} : done.error().text);
  return done;
}

result<void> Connection::listen(std::chrono::milliseconds at_most) {
  pollfd line{PQsocket(handle()), POLLIN, 0};
  const int ready = poll(&line, 1, static_cast<int>(at_most.count()));
  if (ready < 0 && errno != EINTR) return lost();
  if (ready > 0 && PQconsumeInput(handle()) == 0) return lost();
  return success();
}

std::string Connection::next_signal() {
  struct Free {
    void operator()(PGnotify* it) const noexcept { PQfreemem(it); }
  };
  const std::unique_ptr<PGnotify, Free> signal(PQnotifies(handle()));
  return signal ? std::string(signal->relname) : std::string{};
}

}  // namespace creneau::postgres
