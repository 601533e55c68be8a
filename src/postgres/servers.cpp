#include "postgres/servers.hpp"

#include <poll.h>

#include <algorithm>
#include <cstdlib>

#include "postgres/settings.hpp"

namespace creneau::postgres {

namespace {

constexpr int kOldest = 150000;
/// How long one server may take to answer, where the connection string does not say.
constexpr std::chrono::seconds kConnectWithin{5};

/// What a server that turned us away said.
struct Refused {
  std::string_view sqlstate;  ///< empty: it said nothing
  std::string_view words;     ///< one line
};

/// Reads it out of a verbose message, "FATAL:  28P01: …", of whatever language.
[[nodiscard]] Refused refused_in(std::string_view message) noexcept {
  const auto is_digit = [](char it) { return it >= '0' && it <= '9'; };
  const auto is_part = [&](char it) { return is_digit(it) || (it >= 'A' && it <= 'Z'); };
  for (std::size_t colon = message.find(": "); colon != std::string_view::npos;
       colon = message.find(": ", colon + 1)) {
    if (colon < 7) continue;
    const std::string_view state = message.substr(colon - 5, 5);
    if (!std::all_of(state.begin(), state.end(), is_part) ||
        std::none_of(state.begin(), state.end(), is_digit) || message[colon - 6] != ' ')
      continue;
    const std::string_view rest = message.substr(colon + 2);
    return {state, rest.substr(0, rest.find('\n'))};
  }
  return {{}, message.substr(0, message.find('\n'))};
}

struct Finish {
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using Handle = std::unique_ptr<PGconn, Finish>;

/// Tries one server.
[[nodiscard]] result<Handle> reach(const Settings& server, SteadyTime until) {
  Handle handle(server.start());
  if (!handle) return Error{ErrorCode::no_memory};
  // What the server says beside its answers is not for anybody's terminal.
  PQsetNoticeProcessor(handle.get(), [](void*, const char*) {}, nullptr);
  // Verbose, its message has the SQLSTATE, which nothing else gives of a connection that failed.
  PQsetErrorVerbosity(handle.get(), PQERRORS_VERBOSE);
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  while (PQstatus(handle.get()) != CONNECTION_BAD) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0)
      return Error{ErrorCode::storage_unreachable}.with_text("no answer in time");
    pollfd line{PQsocket(handle.get()),
                static_cast<short>(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    if (poll(&line, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000))) == 0)
      continue;
    state = PQconnectPoll(handle.get());
    if (state == PGRES_POLLING_OK) {
      PQsetErrorVerbosity(handle.get(), PQERRORS_DEFAULT);
      return handle;
    }
    if (state == PGRES_POLLING_FAILED) break;
  }
  const Refused refused = refused_in(PQerrorMessage(handle.get()));
  // A user without a password is asked for one by the client's side.
  if (refused.sqlstate.empty() && PQconnectionNeedsPassword(handle.get()) != 0)
    return Error{ErrorCode::storage_denied}.with_text(std::string(refused.words));
  return error_of(refused.sqlstate.empty() ? "08001" : refused.sqlstate, refused.words);
}

/// How telling an error is: what a server said is more than that it was silent.
[[nodiscard]] int weight(const Error& error) noexcept {
  switch (error.code) {
    case ErrorCode::storage_unreachable: return 0;
    case ErrorCode::storage_read_only: return 1;
    default: return 2;
  }
}

/// The setting of a server that did not let us in for writing because of which it takes no writes;
/// null: it does not answer, or takes them.
[[nodiscard]] const char* why_read_only(Settings server, SteadyTime until) {
  server.set("target_session_attrs", "any");
  const auto reached = reach(server, until);
  if (!reached) return nullptr;
  for (const char* setting : {"in_hot_standby", "default_transaction_read_only"}) {
    const char* value = PQparameterStatus(reached.value().get(), setting);
    if (value != nullptr && std::string_view(value) == "on") return setting;
  }
  return nullptr;
}

}  // namespace

result<PGconn*> connect(const std::string& where, bool read_only, SteadyTime until) {
  BOOST_OUTCOME_TRY(Settings settings, Settings::read(where));
  settings.set("client_encoding", "UTF8");
  settings.set_default("fallback_application_name", "creneau");
  settings.set_default("target_session_attrs", read_only ? "any" : "read-write");
  settings.set_default("tcp_user_timeout", "15000");
  settings.set_default("keepalives_idle", "15");
  settings.set_default("keepalives_interval", "5");
  settings.set_default("keepalives_count", "3");
  std::chrono::seconds within = kConnectWithin;
  if (const std::string stated = settings.get("connect_timeout"); !stated.empty())
    if (const int seconds = std::atoi(stated.c_str()); seconds > 0)
      within = std::chrono::seconds{seconds};
  std::optional<Error> why;
  for (const Settings& server : settings.each_server()) {
    const SteadyTime server_until = std::min(until, std::chrono::steady_clock::now() + within);
    result<Handle> reached = reach(server, server_until);
    if (reached) {
      const int version = PQserverVersion(reached.value().get());
      const char* encoding = PQparameterStatus(reached.value().get(), "server_encoding");
      if (version < kOldest) {
        reached = Error{ErrorCode::unsupported}
                      .with_limit(kOldest / 10000, version / 10000)
                      .with_text("PostgreSQL " + std::to_string(version / 10000));
      } else if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
        // Names and mails have letters that others cannot hold.
        reached = Error{ErrorCode::unsupported}.with_text(
            "server_encoding " + std::string(encoding == nullptr ? "" : encoding));
      } else {
        return std::move(reached).value().release();
      }
    } else if (reached.error().code == ErrorCode::storage_unreachable && !read_only) {
      if (const char* setting = why_read_only(server, server_until))
        reached = Error{ErrorCode::storage_read_only}.with_text(reached.error().text + " (" +
                                                                setting + " = on)");
    }
    if (!why || weight(reached.error()) > weight(*why)) why = std::move(reached.error());
  }
  return *std::move(why);
}

}  // namespace creneau::postgres
