#pragma once
/// \file
/// Sessions: an inspector's half-days, and what planning gives them.

#include <cstdint>
#include <optional>
#include <string>

#include "creneau/model/category.hpp"
#include "creneau/model/departement.hpp"
#include "creneau/model/ids.hpp"
#include "creneau/model/slot.hpp"
#include "creneau/model/time.hpp"
#include "creneau/model/units.hpp"

namespace creneau {

/// How a planned session breaks into slots. Frozen when the session is planned.
struct Grid {
  std::uint16_t unit_minutes = 30;  ///< length of a unit, 1 to 240 minutes
  std::uint16_t units_of_slot = 1;  ///< units of one slot, 1 to 16
  std::uint16_t slot_count = 0;     ///< 1 to kMaxSlotsOfSession

  [[nodiscard]] constexpr Minutes slot_length() const noexcept {
    return Minutes{unit_minutes * units_of_slot};
  }
  /// Whether each figure is within its bounds.
  [[nodiscard]] constexpr bool valid() const noexcept {
    return 1 <= unit_minutes && unit_minutes <= 240 && 1 <= units_of_slot && units_of_slot <= 16 &&
           1 <= slot_count && slot_count <= kMaxSlotsOfSession;
  }
  [[nodiscard]] constexpr SlotSet slots() const noexcept { return SlotSet::first(slot_count); }
  [[nodiscard]] constexpr Units units_of(SlotSet slots) const noexcept {
    return {static_cast<std::int32_t>(slots.size() * units_of_slot)};
  }
  friend constexpr bool operator==(const Grid&, const Grid&) noexcept = default;
};

/// What planning gives a session.
struct Planning {
  CentreId centre;
  Category category = Category::c;
  ExamPart part = ExamPart::unstated;
  Grid grid;
  OfficeId planned_by;  ///< the office that hears of a school's cancellation
  friend constexpr bool operator==(const Planning&, const Planning&) noexcept = default;
};

/// One inspector's half-day. Available while `planning` is empty, planned otherwise.
struct Session {
  SessionId id;
  Departement departement;  ///< of the inspector's posting; decides who may act and the zone
  InspectorId inspector;
  Date date{};
  Hours hours;               ///< local to the département
  CentreId proposed_centre;  ///< of an available session that was imported with one
  PlanNumber plan;           ///< rises each time the session is planned or changed
  Revision revision;         ///< of the commit that last wrote this row
  std::optional<Planning> planning;
  std::string external_ref;

  [[nodiscard]] bool is_planned() const noexcept { return planning.has_value(); }
  /// Local start of a slot. \pre is_planned()
  [[nodiscard]] LocalTime start_of(unsigned ordinal) const noexcept {
    return date + hours.start + static_cast<int>(ordinal) * planning->grid.slot_length();
  }
  /// Local end of a slot. \pre is_planned()
  [[nodiscard]] LocalTime end_of(unsigned ordinal) const noexcept { return start_of(ordinal + 1); }
  [[nodiscard]] LocalTime start() const noexcept { return date + hours.start; }
  [[nodiscard]] LocalTime end() const noexcept { return date + hours.end; }
  friend bool operator==(const Session&, const Session&) = default;
};

/// A session and which of its slots are taken. A slot in neither set is free.
struct SessionState {
  Session session;
  SlotSet reserved;
  SlotSet unavailable;

  [[nodiscard]] SlotSet free() const noexcept {
    return session.is_planned() ? session.planning->grid.slots() - reserved - unavailable
                                : SlotSet{};
  }
  friend bool operator==(const SessionState&, const SessionState&) = default;
};

}  // namespace creneau
