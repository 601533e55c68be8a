#pragma once
/// \file
/// How much random tests do, and from which seed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace creneau::testing {

/// The one figure in CI, the other at a milestone (CRENEAU_SOAK=1).
template <class Figure>
[[nodiscard]] Figure figure(Figure in_ci, Figure in_soak) {
  const char* soak = std::getenv("CRENEAU_SOAK");
  return soak != nullptr && std::string(soak) == "1" ? in_soak : in_ci;
}

/// Whether a sanitizer watches, under which everything takes some ten times as long.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

/// A seed of this run, or CRENEAU_SEED; printed, because it is all it takes to run it again.
[[nodiscard]] inline std::uint64_t printed_seed() {
  const char* given = std::getenv("CRENEAU_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::cout << "CRENEAU_SEED=" << seed << "\n" << std::flush;
  return seed;
}

/// Draws that are the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// 0 to `count` − 1.
  [[nodiscard]] std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(engine_() % count);
  }
  [[nodiscard]] bool one_in(std::size_t count) { return below(count) == 0; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace creneau::testing
