#pragma once
/// \file
/// The languages in which the product speaks.

#include <cstdint>
#include <optional>
#include <string_view>

namespace creneau::text {

/// A language: French, the default everywhere, or English.
enum class Language : std::uint8_t { fr, en };

/// All of them, the default first.
inline constexpr Language kLanguages[] = {Language::fr, Language::en};

/// "fr" or "en", as in an HTML `lang`.
[[nodiscard]] constexpr std::string_view code_of(Language language) noexcept {
  return language == Language::fr ? "fr" : "en";
}

/// The language of "fr" or "en"; none for any other text.
[[nodiscard]] constexpr std::optional<Language> language_from_code(std::string_view code) noexcept {
  for (const Language language : kLanguages)
    if (code_of(language) == code) return language;
  return std::nullopt;
}

}  // namespace creneau::text
