#include "postgres/uri.hpp"

#include <algorithm>

namespace creneau::postgres {

bool is_connection_uri(std::string_view where) noexcept {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

std::string without_password(const std::string& where) {
  std::string clean = where;
  const std::size_t scheme = clean.find("://");
  if (scheme != std::string::npos) {
    // Up to the last @ of all, since a password may have what should have been written %40 or %2F.
    const std::size_t begin = scheme + 3;
    const std::size_t colon = clean.find(':', begin);
    const std::size_t at = clean.rfind('@');
    if (at != std::string::npos && colon < at) clean.erase(colon, at - colon);
  }
  // Also as a parameter, "password = 'x'" of a list of keywords and sslpassword among them.
  constexpr std::string_view kKey = "password";
  for (std::size_t key = clean.find(kKey); key != std::string::npos;) {
    std::size_t value = clean.find_first_not_of(' ', key + kKey.size());
    if (value == std::string::npos) break;
    if (clean[value] == '=') {
      value = std::min(clean.find_first_not_of(' ', value + 1), clean.size());
      const bool is_quoted = value < clean.size() && clean[value] == '\'';
      const std::size_t end = is_quoted ? clean.size() : clean.find_first_of("& ", value);
      clean.replace(value, std::min(end, clean.size()) - value, "***");
    }
    key = clean.find(kKey, value);
  }
  return clean;
}

}  // namespace creneau::postgres
