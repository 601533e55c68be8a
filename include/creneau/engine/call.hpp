#pragma once
/// \file
/// Who asks, of which planning, and what a decision looks at.
///
/// A command is a struct of plain values that the engine runs by five names:
///
/// - `Command::kKind`, a CommandKind: what it is to authorization, history and texts;
/// - `add_content(command, ContentHasher&)`: takes in everything by which two commands differ, in a
///   fixed order, because the hash is stored. Called only where the call has a request id;
/// - `add_needs(command, Needs&, DirectoryNeeds&)`: what to load. The needs have their département
///   already, the directory's the office or the school that acts. Called again, with empty needs,
///   for each attempt, and for a wider load of candidates;
/// - `add_directory_needs(command, const Snapshot&, DirectoryNeeds&)`: what else to ask the
///   directory for, once the snapshot is there;
/// - `decide(command, const Situation&, ChangeSet&)`: checks every rule and fills the change set,
///   whose envelope (command, département, actor, instant, request, content, rules' version) is
///   there already. An error is the refusal; what was put into the change set by then is dropped.
///
/// The four functions are free ones in namespace `creneau`, declared before engine.hpp is included.
/// They are pure: no clock, no storage, no state, so they are thread-safe and give the same answer
/// for the same arguments. Members `slots` and `reservations`, where a command has them, are what
/// the journal of refusals says that it asked for.

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
  Actor actor;              ///< who gives it, as the host authenticated them
  Departement departement;  ///< whose planning it changes
  /// Chosen by the caller, at most kMaxRequestLength bytes; the same id again gives the same
  /// receipt and changes nothing. Empty: a repeated call is a new command.
  std::string request;
};

/// The most bytes of a request id.
inline constexpr std::size_t kMaxRequestLength = 100;

/// The most slots, sessions or reservations that one command takes.
inline constexpr std::size_t kMaxSlotsOfCommand = 1000;

/// Everything that a decision may look at. Decisions are functions of a command and this alone.
struct Situation {
  const Call& call;  ///< the envelope
  Instant now;       ///< UTC; the same for every attempt of a command
  /// Of the snapshot's version, or of a later one: then the commit conflicts.
  const RuleBook& rules;
  const Snapshot& snapshot;         ///< what the command needed, of one moment
  const DirectoryFacts& directory;  ///< what the command needed; may be slightly older or younger
  bool notices = true;              ///< whether anybody is told
  std::uint32_t spread = 0;         ///< where a wish begins to look, after a conflict

  /// A session of the snapshot and of the call's département; null: it is not there. O(sessions).
  [[nodiscard]] const SessionState* find(SessionId id) const noexcept {
    for (const SessionState& state : snapshot.sessions)
      if (state.session.id == id && state.session.departement == call.departement) return &state;
    return nullptr;
  }
  /// A reservation of the snapshot; null: it is not there. O(reservations).
  [[nodiscard]] const Reservation* find(ReservationId id) const noexcept {
    for (const Reservation& reservation : snapshot.reservations)
      if (reservation.id == id) return &reservation;
    return nullptr;
  }
  /// The reservation of the snapshot that holds a slot; null: none does. O(reservations).
  [[nodiscard]] const Reservation* holder(SessionId session, unsigned ordinal) const noexcept {
    for (const Reservation& reservation : snapshot.reservations)
      if (reservation.session == session && reservation.slots.contains(ordinal))
        return &reservation;
    return nullptr;
  }
  /// The facts of a centre; null: the directory has none. O(centres).
  [[nodiscard]] const CentreFacts* find(CentreId id) const noexcept {
    for (const CentreFacts& centre : directory.centres)
      if (centre.id == id) return &centre;
    return nullptr;
  }
  /// The facts of an inspector; null: the directory has none. O(inspectors).
  [[nodiscard]] const InspectorFacts* find(InspectorId id) const noexcept {
    for (const InspectorFacts& inspector : directory.inspectors)
      if (inspector.id == id) return &inspector;
    return nullptr;
  }

  /// A local time of the planning, UTC, in the zone of the call's département. O(1).
  [[nodiscard]] Instant instant(LocalTime local) const noexcept {
    return to_instant(zone_of(call.departement), local);
  }
  /// Whether a local time of the planning has come. O(1).
  [[nodiscard]] bool has_begun(LocalTime start) const noexcept { return instant(start) <= now; }
  /// The first closure of the snapshot that meets an inspector's `[start, end)` at a centre, local;
  /// null: none does. A centre of zero: none. O(closures).
  [[nodiscard]] const Closure* closure_over(InspectorId inspector, CentreId centre, LocalTime start,
                                            LocalTime end) const noexcept {
    for (const Closure& closure : snapshot.closures)
      if (closure.covers(inspector, centre, start, end)) return &closure;
    return nullptr;
  }
};

}  // namespace creneau
