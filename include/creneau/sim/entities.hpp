#pragma once
/// \file
/// Numbers of what random draws are for, within one purpose.

#include <cstdint>

#include "creneau/model/time.hpp"
#include "creneau/sim/draws.hpp"

namespace creneau::sim {

/// Of something that comes again every week: its place, below 2^20, and a number within the week,
/// below 2^15.
[[nodiscard]] constexpr std::uint64_t entity_of(std::uint64_t place, Week week,
                                                std::uint64_t number = 0) noexcept {
  const auto weeks = (week.monday() - kFirstDate).count() / 7;
  return place << 28 | static_cast<std::uint64_t>(weeks) << 15 | number;
}

/// Of something that was there before the beginning, by its id.
[[nodiscard]] constexpr std::uint64_t entity_of_earlier(std::int64_t id) noexcept {
  return std::uint64_t{1} << 47 | static_cast<std::uint64_t>(id);
}

}  // namespace creneau::sim
