#include "postgres/uri.hpp"

#include <algorithm>

namespace creneau::postgres {

bool is_connection_uri(std::string_view where) noexcept {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

std::string without_password(const std::string& where) {
  const std::size_t scheme = where.find("://");
  const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(where.find('/', begin), where.size());
  // The last one: a password may have one that should have been written %40.
  const std::size_t at = where.substr(0, end).rfind('@');
  std::string clean = where;
  if (at != std::string::npos && at >= begin) {
    const std::size_t colon = where.find(':', begin);
    if (colon < at) clean.erase(colon, at - colon);
  }
  // Also as a parameter.
  for (const char* const key : {"password=", "sslpassword="}) {
    const std::size_t found = clean.find(key);
    if (found == std::string::npos) continue;
    const std::size_t value = found + std::string_view(key).size();
    clean.replace(value, std::min(clean.find('&', value), clean.size()) - value, "***");
  }
  return clean;
}

}  // namespace creneau::postgres
