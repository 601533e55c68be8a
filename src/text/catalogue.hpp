#pragma once
/// \file
/// The catalogue: every wording by its key. Internal to `creneau::text`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "creneau/text/language.hpp"

namespace creneau::text {

enum class Key : std::uint16_t {
#define CRENEAU_TEXT(key, fr, en) key,
#include "text/catalogue.def"
#undef CRENEAU_TEXT
};

/// One message in each language.
struct Wording {
  std::string_view key;
  std::string_view fr;
  std::string_view en;

  [[nodiscard]] constexpr std::string_view in(Language language) const noexcept {
    return language == Language::fr ? fr : en;
  }
};

inline constexpr std::array kCatalogue{
#define CRENEAU_TEXT(key, fr, en) Wording{#key, fr, en},
#include "text/catalogue.def"
#undef CRENEAU_TEXT
};

[[nodiscard]] constexpr std::string_view pattern(Key key, Language language) noexcept {
  return kCatalogue[static_cast<std::size_t>(key)].in(language);
}

/// The key `offset` places after `first`: for keys that stand in the order of numbers.
[[nodiscard]] constexpr Key key_after(Key first, unsigned offset) noexcept {
  return static_cast<Key>(static_cast<unsigned>(first) + offset);
}

}  // namespace creneau::text
