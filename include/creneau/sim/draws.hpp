#pragma once
/// \file
/// Random numbers of one purpose. All arithmetic is exact or one rounding of IEEE 754, and nothing
/// of the mathematical library is used: the same bytes on every machine and with every compiler.

#include <cstddef>
#include <cstdint>

#include "creneau/sim/philox.hpp"

namespace creneau::sim {

/// What random numbers are for. Each purpose has numbers of its own, so that two policies meet the
/// same requests, the same absences and the same changes of mind (common random numbers). The
/// numbers are part of what a seed means: new ones are appended.
enum class Purpose : std::uint16_t { session_held, absence, arrivals, request, holding, lottery };

/// Which run of a simulation.
struct Seed {
  std::uint64_t seed = 0;         ///< of the experiment
  std::uint32_t replication = 0;  ///< from 0
};

/// A stream of random numbers: that of one entity for one purpose in one replication. A value; not
/// thread-safe.
class Draws {
 public:
  /// The stream from its beginning. Streams are independent; the same arguments give the same
  /// numbers. \pre entity < 2^48
  constexpr Draws(Seed seed, Purpose purpose, std::uint64_t entity) noexcept
      : key_{static_cast<std::uint32_t>(seed.seed), static_cast<std::uint32_t>(seed.seed >> 32)},
        counter_{0, static_cast<std::uint32_t>(entity),
                 static_cast<std::uint32_t>(entity >> 32) | static_cast<std::uint32_t>(purpose)
                                                                << 16,
                 seed.replication} {}

  /// 64 random bits.
  [[nodiscard]] constexpr std::uint64_t bits() noexcept {
    if (place_ == 0) {
      block_ = philox(counter_, key_);
      ++counter_[0];
    }
    const std::uint64_t word = std::uint64_t{block_[place_ + 1]} << 32 | block_[place_];
    place_ = (place_ + 2) % 4;
    return word;
  }
  /// Uniform in [0, 1), a multiple of 2^-53.
  [[nodiscard]] constexpr double unit() noexcept {
    return static_cast<double>(bits() >> 11) * 0x1p-53;
  }
  /// Whether something of this probability happens.
  [[nodiscard]] constexpr bool happens(double probability) noexcept { return unit() < probability; }
  /// Uniform in 0 to count − 1, without bias. \pre count > 0
  [[nodiscard]] constexpr std::uint64_t below(std::uint64_t count) noexcept {
    // What is left over of 2^64 would fall to the first ones more often.
    const std::uint64_t uneven = (0 - count) % count;
    std::uint64_t number = bits();
    while (number < uneven) number = bits();
    return number % count;
  }
  /// Exponential of mean 1, by comparisons alone (J. von Neumann, 1951).
  [[nodiscard]] constexpr double exponential() noexcept {
    for (double whole = 0;; whole += 1) {
      const double first = unit();
      double last = first;
      bool odd = true;
      for (double next = unit(); next < last; next = unit()) {
        last = next;
        odd = !odd;
      }
      if (odd) return whole + first;
    }
  }

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  std::size_t place_ = 0;
};

}  // namespace creneau::sim
