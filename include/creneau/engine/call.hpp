#pragma once
/// \file
/// Who asks, of which planning, and what a decision looks at.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "creneau/model/change_set.hpp"
#include "creneau/policy/rules.hpp"
#include "creneau/policy/zones.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/port/storage.hpp"

namespace creneau {

/// The envelope of a command: who gives it, to which département's planning, under which request
/// id.
struct Call {
  Actor actor;
  Departement departement;
  /// Chosen by the caller, at most kMaxRequestLength bytes; the same id again gives the same
  /// receipt and changes nothing. Empty: a repeated call is a new command.
  std::string request;
};

inline constexpr std::size_t kMaxRequestLength = 100;

/// The most slots, sessions or reservations that one command takes.
inline constexpr std::size_t kMaxSlotsOfCommand = 1000;

/// Everything that a decision may look at. Decisions are functions of a command and this alone.
struct Situation {
  const Call& call;
  Instant now;
  const RuleBook& rules;
  const Snapshot& snapshot;
  const DirectoryFacts& directory;
  bool notices = true;       ///< whether anybody is told
  std::uint32_t spread = 0;  ///< where a wish begins to look, after a conflict

  [[nodiscard]] const SessionState* find(SessionId id) const noexcept {
    for (const SessionState& state : snapshot.sessions)
      if (state.session.id == id) return &state;
    return nullptr;
  }
  [[nodiscard]] const Reservation* find(ReservationId id) const noexcept {
    for (const Reservation& reservation : snapshot.reservations)
      if (reservation.id == id) return &reservation;
    return nullptr;
  }
  /// The reservation that holds a slot.
  [[nodiscard]] const Reservation* holder(SessionId session, unsigned ordinal) const noexcept {
    for (const Reservation& reservation : snapshot.reservations)
      if (reservation.session == session && reservation.slots.contains(ordinal))
        return &reservation;
    return nullptr;
  }
  [[nodiscard]] const CentreFacts* find(CentreId id) const noexcept {
    for (const CentreFacts& centre : directory.centres)
      if (centre.id == id) return &centre;
    return nullptr;
  }
  [[nodiscard]] const InspectorFacts* find(InspectorId id) const noexcept {
    for (const InspectorFacts& inspector : directory.inspectors)
      if (inspector.id == id) return &inspector;
    return nullptr;
  }

  [[nodiscard]] Instant instant(LocalTime local) const noexcept {
    return to_instant(zone_of(call.departement), local);
  }
  /// Whether a local time of the planning has come.
  [[nodiscard]] bool has_begun(LocalTime start) const noexcept { return instant(start) <= now; }
  /// The first closure that covers an inspector's time at a centre.
  [[nodiscard]] const Closure* closure_over(InspectorId inspector, CentreId centre, LocalTime start,
                                            LocalTime end) const noexcept {
    for (const Closure& closure : snapshot.closures)
      if (closure.covers(inspector, centre, start, end)) return &closure;
    return nullptr;
  }
};

}  // namespace creneau
