#pragma once
/// \file
/// How a school is found by its name: case, accents, ligatures and punctuation do not matter, and a
/// part of a word will do.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace creneau {

namespace detail {

/// What the letters U+00C0 to U+017F become.
inline constexpr std::array<std::string_view, 192> kFoldedLatin{
    // U+00C0
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o",
    "o", "o", "o", "o", " ", "o", "u", "u", "u", "u", "y", "th", "ss", "a", "a", "a", "a", "a", "a",
    "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", " ", "o",
    "u", "u", "u", "u", "y", "th", "y",
    // U+0100
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e",
    "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g", "g", "g", "g", "g", "h", "h",
    "h", "h", "i", "i", "i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij", "j", "j", "k", "k", "k",
    "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n",
    "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s",
    "s", "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u",
    "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};

inline constexpr std::array<std::string_view, 7> kFoldedLigatures{"ff",  "fi", "fl", "ffi",
                                                                  "ffl", "st", "st"};

/// The letters of U+0180 to U+024F and of U+1E00 to U+1EFF without their marks; '-': stays as it
/// is.
inline constexpr std::string_view kBareLatinB{
    "--------------------------------oo-------------uu---------------"
    "-------------aaiioouuuuuuuuuu-aaaa----ggkkoooo--j---gg--nnaa--oo"
    "aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------"
    "----------------"};
inline constexpr std::string_view kBareLatinAdditional{
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy-s----aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------"};
static_assert(kBareLatinB.size() == 0x250 - 0x180 && kBareLatinAdditional.size() == 0x100);

/// What a letter beyond U+017F that bears marks becomes without them; empty: it stays as it is.
[[nodiscard]] constexpr std::string_view without_marks(std::uint32_t letter) noexcept {
  if (letter == 0x1E9E) return "ss";
  if (letter == 0x1E2 || letter == 0x1E3 || letter == 0x1FC || letter == 0x1FD) return "ae";
  std::string_view bare;
  if (letter >= 0x180 && letter <= 0x24F) bare = kBareLatinB.substr(letter - 0x180, 1);
  if (letter >= 0x1E00 && letter <= 0x1EFF) bare = kBareLatinAdditional.substr(letter - 0x1E00, 1);
  return bare == "-" ? std::string_view{} : bare;
}

/// The next code point of `text` and its length; U+FFFD and 1 for a byte that begins none.
struct CodePoint {
  std::uint32_t value;
  std::size_t length;
};

[[nodiscard]] constexpr CodePoint decode_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t index) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[index]));
  };
  constexpr CodePoint kInvalid{0xFFFD, 1};
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return kInvalid;
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::size_t index = 1; index < length; ++index) {
    if ((byte(index) & 0xC0U) != 0x80U) return kInvalid;
    value = (value << 6) | (byte(index) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return overlong || surrogate || value > 0x10FFFF ? kInvalid : CodePoint{value, length};
}

}  // namespace detail

/// Whether a text is well-formed UTF-8. O(length).
[[nodiscard]] constexpr bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto [value, length] = detail::decode_utf8(text);
    if (value == 0xFFFD && length == 1) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// Whether a text is well-formed UTF-8 without control characters. O(length).
[[nodiscard]] constexpr bool is_clean_text(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto [value, length] = detail::decode_utf8(text);
    const bool broken = value == 0xFFFD && length == 1;
    if (broken || value < 0x20 || (value >= 0x7F && value < 0xA0)) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// A name as it is compared: lower case, Latin letters without accents, ligatures taken apart,
/// words separated by single spaces. Letters of other scripts stay as they are. O(length).
[[nodiscard]] inline std::string fold_name(std::string_view name) {
  std::string folded;
  const auto separate = [&] {
    if (!folded.empty() && folded.back() != ' ') folded.push_back(' ');
  };
  while (!name.empty()) {
    const auto [value, length] = detail::decode_utf8(name);
    if (value >= 'A' && value <= 'Z') {
      folded.push_back(static_cast<char>(value + ('a' - 'A')));
    } else if ((value >= 'a' && value <= 'z') || (value >= '0' && value <= '9')) {
      folded.push_back(static_cast<char>(value));
    } else if (value < 0xC0 || value == 0xFFFD || (value >= 0x2000 && value <= 0x206F)) {
      separate();
    } else if (value <= 0x17F) {
      const auto letters = detail::kFoldedLatin[value - 0xC0];
      if (letters == " ")
        separate();
      else
        folded += letters;
    } else if (value >= 0x300 && value <= 0x36F) {
      // A combining mark belongs to the letter before it.
    } else if (const auto bare = detail::without_marks(value); !bare.empty()) {
      folded += bare;
    } else if (value >= 0xFB00 && value <= 0xFB06) {
      folded += detail::kFoldedLigatures[value - 0xFB00];
    } else {
      folded += name.substr(0, length);
    }
    name.remove_prefix(length);
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

/// Whether every word of `folded_query` is part of `folded_name`. Both must be folded. An empty
/// query matches every name.
[[nodiscard]] inline bool name_matches(std::string_view folded_name,
                                       std::string_view folded_query) noexcept {
  while (!folded_query.empty()) {
    const auto space = folded_query.find(' ');
    const auto word = folded_query.substr(0, space);
    if (folded_name.find(word) == std::string_view::npos) return false;
    folded_query.remove_prefix(space == std::string_view::npos ? folded_query.size() : space + 1);
  }
  return true;
}

}  // namespace creneau
