#pragma once
/// \file
/// What the library takes for a mail address.

#include <cstddef>
#include <string_view>

namespace creneau::text {

/// The most bytes of an address (RFC 5321: a path of 256 less its angle brackets).
inline constexpr std::size_t kMaxMailAddress = 254;

namespace detail {

[[nodiscard]] constexpr bool is_letter_or_digit(char letter) noexcept {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9');
}

/// `atext` of RFC 5322.
[[nodiscard]] constexpr bool is_atom_letter(char letter) noexcept {
  constexpr std::string_view kSpecials = "!#$%&'*+-/=?^_`{|}~";
  return is_letter_or_digit(letter) || kSpecials.find(letter) != std::string_view::npos;
}

/// Non-empty pieces between dots, each accepted by `is_piece`.
template <class IsPiece>
[[nodiscard]] constexpr bool are_dotted(std::string_view text, IsPiece&& is_piece) noexcept {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!is_piece(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

[[nodiscard]] constexpr bool is_atom(std::string_view text) noexcept {
  for (const char letter : text)
    if (!is_atom_letter(letter)) return false;
  return !text.empty();
}

/// A label of a host name (RFC 1123).
[[nodiscard]] constexpr bool is_host_label(std::string_view label) noexcept {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  for (const char letter : label)
    if (!is_letter_or_digit(letter) && letter != '-') return false;
  return true;
}

}  // namespace detail

/// Whether a text is a host name of at least one label, in ASCII: "example.org". O(length).
[[nodiscard]] constexpr bool is_mail_domain(std::string_view text) noexcept {
  return text.size() <= 253 && detail::are_dotted(text, detail::is_host_label);
}

/// Whether a text is one plain address, `local@domain`, all ASCII: a dot-atom of at most 64 bytes
/// and a host name. No quotes, comments, spaces, display names or address literals; no line break,
/// NUL or other control character can pass. O(length).
[[nodiscard]] constexpr bool is_mail_address(std::string_view text) noexcept {
  if (text.size() > kMaxMailAddress) return false;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at > 64) return false;
  return detail::are_dotted(text.substr(0, at), detail::is_atom) &&
         is_mail_domain(text.substr(at + 1));
}

}  // namespace creneau::text
