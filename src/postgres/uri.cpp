#include "postgres/uri.hpp"

#include <algorithm>
#include <array>

namespace creneau::postgres {

namespace {

/// Parameters whose values are no secret; of those that nobody knows one may be.
constexpr std::array<std::string_view, 10> kShown{"host",
                                                  "hostaddr",
                                                  "port",
                                                  "dbname",
                                                  "user",
                                                  "application_name",
                                                  "connect_timeout",
                                                  "service",
                                                  "sslmode",
                                                  "target_session_attrs"};

[[nodiscard]] bool starts_with_word(std::string_view text, std::string_view word) noexcept {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

/// "?a=x&b=y" with the values of all but those that are shown replaced.
[[nodiscard]] std::string shown_parameters(std::string_view list) {
  std::string shown;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('&', 1), list.size());
    const std::string_view parameter = list.substr(0, end);
    list.remove_prefix(end);
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const bool is_shown =
        std::find(kShown.begin(), kShown.end(), parameter.substr(1, equals - 1)) != kShown.end();
    shown += is_shown ? parameter : parameter.substr(0, equals);
    if (!is_shown) shown += "=***";
  }
  return shown;
}

}  // namespace

bool is_connection_uri(std::string_view where) noexcept {
  where.remove_prefix(std::min(where.find_first_not_of(' '), where.size()));
  return starts_with_word(where, "postgresql:") || starts_with_word(where, "postgres:");
}

bool is_connection_string(std::string_view where) noexcept {
  if (is_connection_uri(where)) return true;
  where.remove_prefix(std::min(where.find_first_not_of(' '), where.size()));
  const std::string_view key = where.substr(0, where.find_first_of("= "));
  const std::size_t behind = where.find_first_not_of(' ', key.size());
  return behind != std::string_view::npos && where[behind] == '=' &&
         (key == "password" || std::find(kShown.begin(), kShown.end(), key) != kShown.end());
}

std::string without_password(const std::string& where) {
  if (!is_connection_uri(where)) {
    const std::size_t password = where.find("password");
    return password == std::string::npos ? where : where.substr(0, password) + "password=***";
  }
  std::string clean = where;
  // Up to the last @ of all, since a password may have what should have been written %40 or %2F.
  const std::size_t scheme = clean.find(':') + 1;
  const std::size_t begin = std::min(clean.find_first_not_of('/', scheme), clean.size());
  const std::size_t colon = clean.find(':', begin);
  const std::size_t at = clean.rfind('@');
  if (at != std::string::npos && colon < at) clean.erase(colon, at - colon);
  const std::size_t parameters = std::min(clean.find('?'), clean.size());
  return clean.substr(0, parameters) + shown_parameters(std::string_view(clean).substr(parameters));
}

}  // namespace creneau::postgres
