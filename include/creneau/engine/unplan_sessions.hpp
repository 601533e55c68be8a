#pragma once
/// \file
/// Command: an office makes planned sessions available again ("annuler une session").

#include <optional>
#include <vector>

#include "creneau/engine/checks.hpp"
#include "creneau/engine/notices.hpp"

namespace creneau {

/// Makes planned sessions available again, all or none; their slots are gone. Refused while schools
/// hold slots, unless `cascade` names the reservations that the office has seen: exactly those are
/// cancelled and each school is told in the same commit; if the sessions hold others by then, or no
/// longer hold one of them, it is refused.
struct UnplanSessions {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::unplan_sessions;
  SmallVector<SessionId, 2> sessions;  ///< 1 to kMaxSlotsOfCommand planned ones, none twice
  /// The reservations seen; empty: none may be there.
  std::optional<std::vector<ReservationId>> cascade;
  Reason reason = Reason::unstated;  ///< kept in the history, told to the schools
  std::string note;                  ///< free text, at most 2,000 bytes of UTF-8; the same
};

/// All fields count.
inline void add_content(const UnplanSessions& command, ContentHasher& hasher) {
  hasher.add(command.sessions.size())
      .add(static_cast<std::int64_t>(command.reason))
      .add(std::string_view{command.note})
      .add(command.cascade ? static_cast<std::int64_t>(command.cascade->size()) : -1);
  for (const SessionId id : command.sessions) hasher.add(id.value);
  if (command.cascade)
    for (const ReservationId id : *command.cascade) hasher.add(id.value);
}

/// Loads the sessions with all their reservations.
inline void add_needs(const UnplanSessions& command, Needs& needs, DirectoryNeeds&) {
  needs.sessions.assign(command.sessions.begin(), command.sessions.end());
  needs.reservations_of_sessions = true;
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const UnplanSessions&, const Snapshot&, DirectoryNeeds&) {}

namespace detail {

/// Schools hold slots: each is named with its reservation.
[[nodiscard]] inline Error held_by_schools(ErrorCode code, const Situation& situation) {
  Error error{code};
  for (const Reservation& reservation : situation.snapshot.reservations) {
    error.subjects.push_back(reservation.id);
    error.subjects.push_back(reservation.school);
  }
  return error;
}

/// Whether the reservations that were seen are those that the sessions hold, no more and no fewer.
[[nodiscard]] inline bool are_all_held(std::vector<ReservationId> seen,
                                       const Situation& situation) {
  std::vector<ReservationId> held;
  for (const Reservation& reservation : situation.snapshot.reservations)
    held.push_back(reservation.id);
  for (auto* ids : {&seen, &held}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  return seen == held;
}

}  // namespace detail

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice` (the sessions); `bad_text`
/// (the note); then, session by session, `unknown_session`, `session_not_planned`, `past`; at last
/// `session_has_reservations` (without `cascade`) or `reservations_changed` (it does not name
/// exactly those held), each with all reservations held and their schools as subjects.
///
/// Puts in: reason and note; each session without its planning, its unavailable slots unblocked;
/// each reservation ended, and its school's notice. O(n log n) of the reservations.
[[nodiscard]] inline result<void> decide(const UnplanSessions& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_named(command.sessions));
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  changes.reason = command.reason;
  changes.note = command.note;
  for (const SessionId id : command.sessions) {
    const SessionState* state = situation.find(id);
    if (state == nullptr) return Error{ErrorCode::unknown_session, id};
    const Session& session = state->session;
    if (!session.is_planned()) return Error{ErrorCode::session_not_planned, id};
    if (situation.has_begun(session.start())) return Error{ErrorCode::past, id};
    Session available = session;
    available.planning.reset();
    changes.sessions.push_back({session, std::move(available)});
    if (!state->unavailable.empty())
      changes.blocks.push_back({id, session.plan, state->unavailable, false, command.reason, {}});
  }
  if (!command.cascade && !situation.snapshot.reservations.empty())
    return detail::held_by_schools(ErrorCode::session_has_reservations, situation);
  if (command.cascade && !detail::are_all_held(*command.cascade, situation))
    return detail::held_by_schools(ErrorCode::reservations_changed, situation);
  for (const Reservation& reservation : situation.snapshot.reservations) {
    const Session& session = situation.find(reservation.session)->session;
    changes.reservations.push_back({reservation.id, reservation.school, reservation.session,
                                    reservation.plan, reservation.plan, reservation.slots,
                                    SlotSet{}, reservation.revision, reservation.external_ref});
    detail::tell_school(situation, changes, NoticeKind::cancelled_by_office, session,
                        reservation.id, reservation.school, reservation.slots, SlotSet{});
  }
  return success();
}

}  // namespace creneau
