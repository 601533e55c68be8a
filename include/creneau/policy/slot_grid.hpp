#pragma once
/// \file
/// How a half-day breaks into slots when it is planned.

#include <optional>

#include "creneau/model/session.hpp"
#include "creneau/policy/rules.hpp"

namespace creneau {

/// A grid, and the time of the session that it does not use.
struct GridFit {
  Grid grid;            ///< whole slots from the session's start
  Minutes left_over{};  ///< at the session's end; less than a slot
};

/// Lays as many whole slots as fit into `hours`, from its start. None if not even one fits or more
/// than kMaxSlotsOfSession would. O(1).
[[nodiscard]] constexpr std::optional<GridFit> lay_grid(const Rules& rules, Hours hours) noexcept {
  Grid grid{rules.unit_minutes, rules.units_of_slot, 0};
  const auto count = hours.length() / grid.slot_length();
  if (count < 1 || count > kMaxSlotsOfSession) return std::nullopt;
  grid.slot_count = static_cast<std::uint16_t>(count);
  return GridFit{grid, hours.length() - count * grid.slot_length()};
}

}  // namespace creneau
