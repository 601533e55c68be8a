#pragma once
/// \file
/// A fingerprint of a command's content, by which a request id that comes again is compared.

#include <concepts>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace creneau {

/// What ContentHasher makes of a command. Equal contents have equal hashes; different ones almost
/// surely different ones.
struct ContentHash {
  std::uint64_t value = 0;  ///< zero: not computed, because there was no request id
  friend constexpr bool operator==(ContentHash, ContentHash) noexcept = default;
};

/// Builds a ContentHash word by word. The result is the same on every machine and in every version,
/// because it is stored. It tells contents apart; it does not withstand somebody who makes
/// collisions.
class ContentHasher {
 public:
  /// Takes in one word. The order of the calls counts.
  constexpr ContentHasher& add(std::uint64_t word) noexcept {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15U;
    state_ ^= state_ >> 32;
    return *this;
  }
  /// Takes in a signed number, widened to 64 bits: the same for every width.
  template <std::signed_integral Integer>
  constexpr ContentHasher& add(Integer number) noexcept {
    return add(static_cast<std::uint64_t>(static_cast<std::int64_t>(number)));
  }
  /// Takes in a text, byte by byte. The length goes in too, so that neighbouring texts cannot run
  /// together. O(length).
  constexpr ContentHasher& add(std::string_view text) noexcept {
    add(static_cast<std::uint64_t>(text.size()));
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (const char letter : text) {
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(letter)) << (8 * filled);
      if (++filled == 8) {
        add(word);
        word = 0;
        filled = 0;
      }
    }
    return filled == 0 ? *this : add(word);
  }
  /// The hash of what was taken in so far.
  [[nodiscard]] constexpr ContentHash finish() const noexcept { return {state_}; }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325U;
};

}  // namespace creneau
