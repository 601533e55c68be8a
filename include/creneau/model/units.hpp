#pragma once
/// \file
/// Units: what is counted.

#include <compare>
#include <cstdint>

namespace creneau {

/// A number of units; by default one is 30 minutes and one slot is one unit.
struct Units {
  std::int32_t value = 0;

  constexpr Units& operator+=(Units other) noexcept {
    value += other.value;
    return *this;
  }
  constexpr Units& operator-=(Units other) noexcept {
    value -= other.value;
    return *this;
  }
  friend constexpr Units operator+(Units a, Units b) noexcept { return {a.value + b.value}; }
  friend constexpr Units operator-(Units a, Units b) noexcept { return {a.value - b.value}; }
  friend constexpr auto operator<=>(Units, Units) noexcept = default;
};

}  // namespace creneau
