#pragma once
/// \file
/// Units: what is counted.

#include <compare>
#include <cstdint>

namespace creneau {

/// A number of units; by default one is 30 minutes and one slot is one unit.
struct Units {
  std::int32_t value = 0;  ///< how many; of differences also below zero

  /// Adds. \pre the sum fits
  constexpr Units& operator+=(Units other) noexcept {
    value += other.value;
    return *this;
  }
  /// Subtracts. \pre the difference fits
  constexpr Units& operator-=(Units other) noexcept {
    value -= other.value;
    return *this;
  }
  /// The sum. \pre it fits
  friend constexpr Units operator+(Units a, Units b) noexcept { return {a.value + b.value}; }
  /// The difference. \pre it fits
  friend constexpr Units operator-(Units a, Units b) noexcept { return {a.value - b.value}; }
  friend constexpr auto operator<=>(Units, Units) noexcept = default;
};

}  // namespace creneau
