#include "postgres/settings.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>

namespace creneau::postgres {

namespace {

/// No value of any parameter.
constexpr const char* kNoValue = "creneau-asks-what-is-said";
/// No file: of one that others can read libpq complains on the terminal, each time that it looks.
constexpr const char* kNoFile = "/dev/null/none";

/// What libpq looks at only when it connects.
constexpr std::array<const char*, 6> kNumbers{"connect_timeout",     "tcp_user_timeout",
                                              "keepalives",          "keepalives_idle",
                                              "keepalives_interval", "keepalives_count"};
constexpr std::array<std::string_view, 7> kTargets{
    "", "any", "read-write", "read-only", "primary", "standby", "prefer-standby"};

struct Free {
  void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
  void operator()(char* text) const noexcept { PQfreemem(text); }
};
using Options = std::unique_ptr<PQconninfoOption, Free>;

/// What libpq says, up to the value that it shows behind a quote.
[[nodiscard]] Error unreadable(std::string_view words) {
  words = words.substr(0, words.find('"'));
  words = words.substr(0, words.find_last_not_of(" :\n") + 1);
  return Error{ErrorCode::bad_argument}.with_text(std::string(words));
}

[[nodiscard]] std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts{""};
  for (const char letter : list)
    if (letter == ',')
      parts.emplace_back();
    else
      parts.back() += letter;
  return parts;
}

[[nodiscard]] std::optional<int> number_in(const std::string& text) noexcept {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

[[nodiscard]] bool is_port(const std::string& text) noexcept {
  const auto number = number_in(text);
  return text.empty() || (number && *number > 0 && *number < 65536);
}

[[nodiscard]] bool is_address(const std::string& text) noexcept {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  const std::string plain = text.substr(0, text.find('%'));  // without the zone of IPv6
  return text.empty() || inet_pton(AF_INET, text.c_str(), ignored.data()) == 1 ||
         inet_pton(AF_INET6, plain.c_str(), ignored.data()) == 1;
}

/// The parameter that has a value which no server could be reached with, and that libpq tells late or
/// as if a server were at fault; null: none.
[[nodiscard]] const char* untakeable_value(const Settings& settings) {
  const auto all_are = [&](const char* key, bool (*is_good)(const std::string&) noexcept) {
    const auto parts = split(settings.get(key));
    return std::all_of(parts.begin(), parts.end(), is_good);
  };
  if (!all_are("port", is_port)) return "port";
  if (!all_are("hostaddr", is_address)) return "hostaddr";
  if (settings.get("host").find('@') != std::string::npos) return "host: @ (%40)";
  for (const char* key : kNumbers)
    if (const std::string value = settings.get(key); !value.empty() && !number_in(value))
      return key;
  if (std::find(kTargets.begin(), kTargets.end(), settings.get("target_session_attrs")) ==
      kTargets.end())
    return "target_session_attrs";
  return nullptr;
}

}  // namespace

void Settings::set(const std::string& key, std::string value) {
  for (auto& [known, old] : all_)
    if (known == key) {
      old = std::move(value);
      return;
    }
  all_.emplace_back(key, std::move(value));
}

std::string Settings::get(const std::string& key) const {
  for (const auto& [known, value] : all_)
    if (known == key) return value;
  return {};
}

PGconn* Settings::start() const {
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

result<void> Settings::add_surroundings(const std::string& untakeable) {
  Settings asked = *this;
  asked.set(untakeable, kNoValue);
  asked.set("passfile", kNoFile);
  const std::unique_ptr<PGconn, Free> connection(asked.start());
  if (!connection) return Error{ErrorCode::no_memory};
  const std::string_view words = PQerrorMessage(connection.get());
  if (words.find(kNoValue) == std::string_view::npos) return unreadable(words);
  const Options options(PQconninfo(connection.get()));
  if (!options) return Error{ErrorCode::no_memory};
  for (const PQconninfoOption* it = options.get(); it->keyword != nullptr; ++it) {
    const std::string_view key = it->keyword;
    if (it->val == nullptr || key == untakeable || key == "passfile" || !get(it->keyword).empty())
      continue;
    // What libpq takes for granted nobody has said, unless it stands in the environment.
    const bool is_said = it->compiled == nullptr || std::string_view(it->val) != it->compiled ||
                         (it->envvar != nullptr && std::getenv(it->envvar) != nullptr);
    if (is_said) set(it->keyword, it->val);
  }
  return success();
}

result<Settings> Settings::read(const std::string& where) {
  char* fault = nullptr;
  const Options stated(PQconninfoParse(where.c_str(), &fault));
  const std::unique_ptr<char, Free> owned(fault);
  if (!stated) return unreadable(fault == nullptr ? "" : fault);
  Settings settings;
  for (const PQconninfoOption* it = stated.get(); it->keyword != nullptr; ++it)
    if (it->val != nullptr) settings.set(it->keyword, it->val);
  // The last parameter that libpq looks at, so that it has found fault with all others before; then
  // another one, for what is said of the last.
  BOOST_OUTCOME_TRY(settings.add_surroundings("target_session_attrs"));
  BOOST_OUTCOME_TRY(settings.add_surroundings("sslmode"));
  if (const char* key = untakeable_value(settings); key != nullptr)
    return Error{ErrorCode::bad_argument}.with_text(key);
  return settings;
}

std::vector<Settings> Settings::each_server() const {
  const auto hosts = split(get("host"));
  const auto addresses = split(get("hostaddr"));
  const auto ports = split(get("port"));
  const auto nth = [](const std::vector<std::string>& list, std::size_t place) {
    return list.size() == 1 ? list.front() : place < list.size() ? list[place] : std::string{};
  };
  std::vector<Settings> each;
  for (std::size_t place = 0; place < std::max(hosts.size(), addresses.size()); ++place) {
    each.push_back(*this);
    if (hosts.size() > 1) each.back().set("host", nth(hosts, place));
    if (addresses.size() > 1) each.back().set("hostaddr", nth(addresses, place));
    if (ports.size() > 1) each.back().set("port", nth(ports, place));
  }
  return each;
}

}  // namespace creneau::postgres
