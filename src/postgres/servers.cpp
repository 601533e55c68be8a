#include "postgres/servers.hpp"

#include <poll.h>

#include <algorithm>
#include <charconv>

namespace creneau::postgres {

namespace {

constexpr int kOldest = 150000;
/// How long one server may take to answer, where the connection string does not say.
constexpr std::chrono::seconds kConnectWithin{5};

/// Keywords and values, as libpq takes them.
class Settings {
 public:
  void set(const std::string& key, std::string value) {
    for (auto& [known, old] : all_)
      if (known == key) {
        old = std::move(value);
        return;
      }
    all_.emplace_back(key, std::move(value));
  }
  void set_default(const std::string& key, const char* value) {
    if (get(key).empty()) set(key, value);
  }
  [[nodiscard]] std::string get(const std::string& key) const {
    for (const auto& [known, value] : all_)
      if (known == key) return value;
    return {};
  }
  [[nodiscard]] PGconn* start() const {
    std::vector<const char*> keys;
    std::vector<const char*> values;
    for (const auto& [key, value] : all_) {
      keys.push_back(key.c_str());
      values.push_back(value.c_str());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectStartParams(keys.data(), values.data(), 0);
  }

  /// `bad_argument` where the text cannot be read.
  [[nodiscard]] static result<Settings> read(const std::string& where) {
    char* fault = nullptr;
    PQconninfoOption* const options = PQconninfoParse(where.c_str(), &fault);
    if (options == nullptr) {
      // libpq shows what it could not read behind a quote: it may be a part of a password.
      std::string_view words = fault == nullptr ? "" : fault;
      words = words.substr(0, words.find('"'));
      words = words.substr(0, words.find_last_not_of(" :") + 1);
      Error error = Error{ErrorCode::bad_argument}.with_text(std::string(words));
      PQfreemem(fault);
      return error;
    }
    Settings settings;
    for (const PQconninfoOption* it = options; it->keyword != nullptr; ++it)
      if (it->val != nullptr) settings.set(it->keyword, it->val);
    PQconninfoFree(options);
    return settings;
  }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

[[nodiscard]] std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts{""};
  for (const char letter : list)
    if (letter == ',')
      parts.emplace_back();
    else
      parts.back() += letter;
  return parts;
}

/// The settings of each server by itself: libpq would spend the whole time on one that is silent.
[[nodiscard]] std::vector<Settings> each_server(const Settings& all) {
  const auto hosts = split(all.get("host"));
  const auto addresses = split(all.get("hostaddr"));
  const auto ports = split(all.get("port"));
  const auto nth = [](const std::vector<std::string>& list, std::size_t place) {
    return list.size() == 1 ? list.front() : place < list.size() ? list[place] : std::string{};
  };
  std::vector<Settings> each;
  for (std::size_t place = 0; place < std::max(hosts.size(), addresses.size()); ++place) {
    each.push_back(all);
    if (hosts.size() > 1) each.back().set("host", nth(hosts, place));
    if (addresses.size() > 1) each.back().set("hostaddr", nth(addresses, place));
    if (ports.size() > 1) each.back().set("port", nth(ports, place));
  }
  return each;
}

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

/// Whether a server that did not let us in for writing answers, and takes no writes.
[[nodiscard]] bool is_read_only(Settings server, SteadyTime until) {
  server.set("target_session_attrs", "any");
  const auto reached = reach(server, until);
  const auto is_on = [&](const char* setting) {
    const char* value = PQparameterStatus(reached.value().get(), setting);
    return value != nullptr && std::string_view(value) == "on";
  };
  return reached && (is_on("in_hot_standby") || is_on("default_transaction_read_only"));
}

/// libpq tells a port that is no number only when it connects.
[[nodiscard]] bool is_port(const std::string& text) noexcept {
  int port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  return text.empty() ||
         (fault == std::errc{} && end == text.data() + text.size() && port > 0 && port < 65536);
}

}  // namespace

result<PGconn*> connect(const std::string& where, bool read_only, SteadyTime until) {
  BOOST_OUTCOME_TRY(Settings settings, Settings::read(where));
  // What is no port or no host may be a part of a password.
  for (const std::string& port : split(settings.get("port")))
    if (!is_port(port)) return Error{ErrorCode::bad_argument}.with_text("port");
  if (settings.get("host").find('@') != std::string::npos)
    return Error{ErrorCode::bad_argument}.with_text("host: @ (%40)");
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
  for (const Settings& server : each_server(settings)) {
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
    } else if (reached.error().code == ErrorCode::storage_unreachable && !read_only &&
               is_read_only(server, server_until)) {
      reached = Error{ErrorCode::storage_read_only}.with_text(std::move(reached.error().text));
    }
    if (!why || weight(reached.error()) > weight(*why)) why = std::move(reached.error());
  }
  return *std::move(why);
}

}  // namespace creneau::postgres
