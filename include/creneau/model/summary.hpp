#pragma once
/// \file
/// The units of a week (récapitulatif).

#include <algorithm>
#include <cstdint>
#include <vector>

#include "creneau/model/ids.hpp"
#include "creneau/model/session.hpp"
#include "creneau/model/time.hpp"
#include "creneau/model/units.hpp"

namespace creneau {

/// Units counted: planned = offered + unavailable; offered = assigned + unassigned.
struct UnitCount {
  Units planned;      ///< of all slots of the sessions counted
  Units unavailable;  ///< of slots that cannot be reserved
  Units assigned;     ///< of reserved slots
  Units reservable;   ///< unassigned and not yet begun

  /// What schools can have or have: planned − unavailable.
  [[nodiscard]] constexpr Units offered() const noexcept { return planned - unavailable; }
  /// Of free slots, begun or not: offered − assigned.
  [[nodiscard]] constexpr Units unassigned() const noexcept { return offered() - assigned; }
  /// Adds field by field.
  constexpr UnitCount& operator+=(const UnitCount& other) noexcept {
    planned += other.planned;
    unavailable += other.unavailable;
    assigned += other.assigned;
    reservable += other.reservable;
    return *this;
  }
  /// Takes away another count, figure by figure.
  constexpr UnitCount& operator-=(const UnitCount& other) noexcept {
    planned -= other.planned;
    unavailable -= other.unavailable;
    assigned -= other.assigned;
    reservable -= other.reservable;
    return *this;
  }
  friend constexpr bool operator==(const UnitCount&, const UnitCount&) noexcept = default;
};

/// The units of one planned session that starts at `start`. Slots that start at or before `now`
/// have begun; both are local to the session's département. O(1).
[[nodiscard]] constexpr UnitCount count_units(const Grid& grid, LocalTime start, SlotSet reserved,
                                              SlotSet unavailable, LocalTime now) noexcept {
  const auto since = (now - start).count();
  const auto begun = since < 0 ? 0
                               : std::min<std::int64_t>(since / grid.slot_length().count() + 1,
                                                        kMaxSlotsOfSession);
  const SlotSet ahead =
      grid.slots() - reserved - unavailable - SlotSet::first(static_cast<unsigned>(begun));
  return {grid.units_of(grid.slots()), grid.units_of(unavailable), grid.units_of(reserved),
          grid.units_of(ahead)};
}

/// One inspector's row.
struct InspectorUnits {
  InspectorId inspector;  ///< whose
  UnitCount units;        ///< of the inspector's planned sessions of the week
  friend constexpr bool operator==(const InspectorUnits&, const InspectorUnits&) noexcept = default;
};

/// A week: a row for each inspector who has a planned session in it, by id, and the sum of all.
struct WeekSummary {
  Week week;  ///< which week
  /// By id; inspectors without a planned session are missing.
  std::vector<InspectorUnits> inspectors;
  UnitCount total;  ///< `total.unassigned()` stands at the top of the office's page
  friend bool operator==(const WeekSummary&, const WeekSummary&) = default;
};

}  // namespace creneau
