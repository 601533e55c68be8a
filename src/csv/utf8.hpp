#pragma once
/// \file
/// Texts that must be valid UTF-8, whatever bytes they were made of.

#include <string>
#include <string_view>

namespace creneau::csv {

/// Whether a text is well-formed UTF-8 without NUL. O(length).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// The text with U+FFFD in place of each NUL and of each byte that is not UTF-8. O(length).
[[nodiscard]] std::string repaired(std::string_view text);

}  // namespace creneau::csv
