#include "csv/utf8.hpp"

#include "creneau/policy/name_matching.hpp"

namespace creneau::csv {

namespace {

bool begins_well(std::string_view text, std::size_t& length) noexcept {
  const auto point = creneau::detail::decode_utf8(text);
  length = point.length;
  return point.value != 0 && !(point.value == 0xFFFD && point.length == 1);
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    std::size_t length = 0;
    if (!begins_well(text, length)) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string repaired(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    std::size_t length = 0;
    if (begins_well(text, length))
      clean += text.substr(0, length);
    else
      clean += "\xEF\xBF\xBD";
    text.remove_prefix(length);
  }
  return clean;
}

}  // namespace creneau::csv
