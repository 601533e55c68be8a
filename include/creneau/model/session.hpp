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

  /// How long one slot lasts, 1 to 3,840 minutes.
  [[nodiscard]] constexpr Minutes slot_length() const noexcept {
    return Minutes{unit_minutes * units_of_slot};
  }
  /// Whether each figure is within its bounds.
  [[nodiscard]] constexpr bool valid() const noexcept {
    return 1 <= unit_minutes && unit_minutes <= 240 && 1 <= units_of_slot && units_of_slot <= 16 &&
           1 <= slot_count && slot_count <= kMaxSlotsOfSession;
  }
  /// All slots of the grid.
  [[nodiscard]] constexpr SlotSet slots() const noexcept { return SlotSet::first(slot_count); }
  /// The units of some slots, whether they are in the grid or not. O(1).
  [[nodiscard]] constexpr Units units_of(SlotSet slots) const noexcept {
    return {static_cast<std::int32_t>(slots.size() * units_of_slot)};
  }
  friend constexpr bool operator==(const Grid&, const Grid&) noexcept = default;
};

/// What planning gives a session.
struct Planning {
  CentreId centre;                     ///< where the exams begin; of the département's zone
  Category category = Category::c;     ///< of all its exams
  ExamPart part = ExamPart::unstated;  ///< of all its exams; unstated: any
  Grid grid;            ///< fills the session from its start; time may be left over at its end
  OfficeId planned_by;  ///< the office that hears of a school's cancellation
  friend constexpr bool operator==(const Planning&, const Planning&) noexcept = default;
};

/// One inspector's half-day. Available while `planning` is empty, planned otherwise.
struct Session {
  SessionId id;              ///< given by the storage
  Departement departement;   ///< of the inspector's posting; decides who may act and the zone
  InspectorId inspector;     ///< who examines; sessions of one inspector never overlap
  Date date{};               ///< local to the département
  Hours hours;               ///< local to the département
  CentreId proposed_centre;  ///< of an available session that was imported with one
  PlanNumber plan;           ///< rises each time the session is planned or changed
  Revision revision;         ///< of the commit that last wrote this row
  std::optional<Planning> planning;  ///< empty: available
  std::string external_ref;          ///< another system's id of it, opaque; empty: none

  /// Whether it is planned and has slots; otherwise it is available.
  [[nodiscard]] bool is_planned() const noexcept { return planning.has_value(); }
  /// Local start of a slot. \pre is_planned()
  [[nodiscard]] LocalTime start_of(unsigned ordinal) const noexcept {
    return date + hours.start + static_cast<int>(ordinal) * planning->grid.slot_length();
  }
  /// Local end of a slot. \pre is_planned()
  [[nodiscard]] LocalTime end_of(unsigned ordinal) const noexcept { return start_of(ordinal + 1); }
  /// When it begins, local to the département.
  [[nodiscard]] LocalTime start() const noexcept { return date + hours.start; }
  /// When it ends, local to the département, exclusive.
  [[nodiscard]] LocalTime end() const noexcept { return date + hours.end; }
  friend bool operator==(const Session&, const Session&) = default;
};

/// A session and which of its slots are taken. A slot in neither set is free.
struct SessionState {
  Session session;      ///< the row
  SlotSet reserved;     ///< slots that a reservation holds; empty while it is available
  SlotSet unavailable;  ///< slots that cannot be reserved; none of `reserved`

  /// The slots that nobody holds and that are not unavailable, begun or not. Empty while it is
  /// available.
  [[nodiscard]] SlotSet free() const noexcept {
    return session.is_planned() ? session.planning->grid.slots() - reserved - unavailable
                                : SlotSet{};
  }
  friend bool operator==(const SessionState&, const SessionState&) = default;
};

}  // namespace creneau
