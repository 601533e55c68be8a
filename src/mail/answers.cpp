#include "mail/answers.hpp"

namespace creneau::mail {

std::string printable(std::string_view text) {
  constexpr std::size_t kMost = 500;
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' '))
    text.remove_suffix(1);
  std::string shown(text.substr(0, kMost));
  for (char& letter : shown)
    if (letter < 0x20 || letter > 0x7E) letter = '?';
  return shown;
}

Notifier::Answer cannot_compose(const Error& error) {
  std::string text(name_of(error.code));
  if (!error.text.empty()) text += ": " + error.text;
  return {Delivery::refused, printable(text)};
}

}  // namespace creneau::mail
