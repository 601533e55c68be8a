#pragma once
/// \file
/// Commands: an office or a school cancels reservations, whole or by slot.

#include <vector>

#include "creneau/engine/checks.hpp"
#include "creneau/engine/notices.hpp"
#include "creneau/policy/cancellation.hpp"

namespace creneau {

/// Cancels reservations or single slots until the slot begins; afterwards only as a correction,
/// which needs a reason and of which nobody is told. What has not begun is never a silent
/// correction: the school is told. The slots become what the rules say (unavailable).
struct CancelByOffice {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::cancel_by_office;
  /// To be cancelled whole; at most kMaxSlotsOfCommand.
  SmallVector<ReservationId, 2> reservations;
  SmallVector<SlotId, 2> slots;      ///< to be cancelled one by one; none of a reservation named
  Reason reason = Reason::unstated;  ///< kept in the history; needed for a correction
  std::string note;         ///< free text, at most 2,000 bytes of UTF-8; kept in the history
  bool correction = false;  ///< slots that have begun do not refuse, and nobody is mailed
};

/// Cancels a school's own reservations or single slots of them, until the deadline. The slots
/// become what the rules say (free).
struct CancelBySchool {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::cancel_by_school;
  /// To be cancelled whole; at most kMaxSlotsOfCommand.
  SmallVector<ReservationId, 2> reservations;
  SmallVector<SlotId, 2> slots;  ///< to be cancelled one by one; none of a reservation named
  std::string note;              ///< free text, at most 2,000 bytes of UTF-8; kept in the history
};

namespace detail {

template <class Cancel>
void add_cancel_content(const Cancel& command, ContentHasher& hasher) {
  hasher.add(std::string_view{command.note}).add(command.reservations.size());
  for (const ReservationId id : command.reservations) hasher.add(id.value);
  for (const SlotId& slot : command.slots)
    hasher.add(slot.session.value).add((std::uint64_t{slot.plan.value} << 32) | slot.ordinal);
}

template <class Cancel>
void add_cancel_needs(const Cancel& command, Needs& needs) {
  for (const ReservationId id : command.reservations) needs.reservations.push_back(id);
  for (const SlotId& slot : command.slots)
    if (needs.sessions.empty() || needs.sessions.back() != slot.session)
      needs.sessions.push_back(slot.session);
  needs.reservations_of_sessions = !command.slots.empty();
}

/// What is to be cancelled of one reservation.
struct Cancelled {
  const Reservation* reservation;
  const Session* session;
  SlotSet slots;
};

/// Finds the reservations of the slots and of the ids that a command names.
template <class Cancel>
[[nodiscard]] result<void> find_cancelled(const Cancel& command, const Situation& situation,
                                          SmallVector<Cancelled, 2>& cancelled) {
  if (command.reservations.empty() && command.slots.empty()) return Error{ErrorCode::nothing_to_do};
  if (!command.reservations.empty()) {
    BOOST_OUTCOME_TRY(check_named(command.reservations));
  }
  if (!command.slots.empty()) {
    BOOST_OUTCOME_TRY(check_named(command.slots));
  }
  for (const ReservationId id : command.reservations) {
    const Reservation* reservation = situation.find(id);
    const SessionState* state =
        reservation == nullptr ? nullptr : situation.find(reservation->session);
    if (state == nullptr) return Error{ErrorCode::unknown_reservation, id};
    cancelled.push_back({reservation, &state->session, reservation->slots});
  }
  for (const SlotId& slot : command.slots) {
    BOOST_OUTCOME_TRY(const SessionState* state, check_slot(situation, slot));
    const Reservation* reservation = situation.holder(slot.session, slot.ordinal);
    if (reservation == nullptr) return Error{ErrorCode::slot_not_reserved, slot};
    auto known = std::find_if(cancelled.begin(), cancelled.end(),
                              [&](const Cancelled& it) { return it.reservation == reservation; });
    if (known == cancelled.end())
      known = cancelled.insert(cancelled.end(), Cancelled{reservation, &state->session, {}});
    if (known->slots.contains(slot.ordinal)) return Error{ErrorCode::named_twice, slot};
    known->slots.insert(slot.ordinal);
  }
  std::size_t slots = 0;
  for (const Cancelled& it : cancelled) slots += it.slots.size();
  if (slots > kMaxSlotsOfCommand)
    return Error{ErrorCode::too_large}.with_limit(kMaxSlotsOfCommand,
                                                  static_cast<std::int64_t>(slots));
  return success();
}

/// Those of the slots that have not begun.
[[nodiscard]] inline SlotSet still_ahead(const Situation& situation, const Session& session,
                                         SlotSet slots) noexcept {
  while (!slots.empty() && situation.has_begun(session.start_of(slots.front())))
    slots -= SlotSet::of({slots.front()});
  return slots;
}

/// Takes the slots from the reservation and leaves them free or unavailable.
inline void cancel(ChangeSet& changes, const Cancelled& it, SlotStatus leaves) {
  const Reservation& reservation = *it.reservation;
  changes.reservations.emplace_back(reservation.id, reservation.school, reservation.session,
                                    reservation.plan, reservation.plan, reservation.slots,
                                    reservation.slots - it.slots, reservation.revision,
                                    reservation.external_ref);
  if (leaves == SlotStatus::unavailable)
    changes.blocks.push_back(
        {reservation.session, reservation.plan, it.slots, true, changes.reason, changes.note});
  rely_on(changes, *it.session);
}

}  // namespace detail

/// All fields count.
inline void add_content(const CancelByOffice& command, ContentHasher& hasher) {
  hasher.add(static_cast<std::int64_t>(command.reason)).add(std::int64_t{command.correction});
  detail::add_cancel_content(command, hasher);
}

/// Loads the reservations named, with their sessions, and the sessions of the slots with all their
/// reservations.
inline void add_needs(const CancelByOffice& command, Needs& needs, DirectoryNeeds&) {
  detail::add_cancel_needs(command, needs);
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const CancelByOffice&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice` (of the reservations, then
/// of the slots); `unknown_reservation`; slot by slot `unknown_session`, `session_not_planned`,
/// `slot_outdated`, `unknown_slot`, `slot_not_reserved`, `named_twice` (with its reservation);
/// `too_large` (all slots together); `bad_text` (the note); `reason_required` (a correction without
/// one); then, reservation by reservation, `past` (the first slot to be cancelled has begun, unless
/// it is a correction).
///
/// Puts in: reason and note; for each reservation a ReservationChange, which ends or shrinks it, a
/// blocking BlockChange where the rules of its date make the slots unavailable, the session relied
/// on, and the school's notice of the slots that have not begun. O(slots × reservations).
[[nodiscard]] inline result<void> decide(const CancelByOffice& command, const Situation& situation,
                                         ChangeSet& changes) {
  SmallVector<detail::Cancelled, 2> cancelled;
  BOOST_OUTCOME_TRY(detail::find_cancelled(command, situation, cancelled));
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  if (command.correction && command.reason == Reason::unstated)
    return Error{ErrorCode::reason_required};
  changes.reason = command.reason;
  detail::set_text(changes.note, command.note);
  for (const auto& it : cancelled) {
    const Session& session = *it.session;
    const SlotSet ahead = detail::still_ahead(situation, session, it.slots);
    if (ahead != it.slots && !command.correction)
      return Error{ErrorCode::past, it.reservation->id,
                   SlotId{session.id, session.plan, it.slots.front()}};
    detail::cancel(changes, it, situation.rules.on(session.date).office_leaves);
    if (!ahead.empty())
      detail::tell_school(situation, changes, NoticeKind::cancelled_by_office, session,
                          it.reservation->id, it.reservation->school, ahead,
                          it.reservation->slots - it.slots);
  }
  return success();
}

/// All fields count.
inline void add_content(const CancelBySchool& command, ContentHasher& hasher) {
  detail::add_cancel_content(command, hasher);
}

/// Loads the reservations named, with their sessions, and the sessions of the slots with all their
/// reservations.
inline void add_needs(const CancelBySchool& command, Needs& needs, DirectoryNeeds&) {
  detail::add_cancel_needs(command, needs);
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const CancelBySchool&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice` (of the reservations, then
/// of the slots); `unknown_reservation`; slot by slot `unknown_session`, `session_not_planned`,
/// `slot_outdated`, `unknown_slot`, `slot_not_reserved`, `named_twice` (with its reservation);
/// `too_large` (all slots together); `bad_text` (the note); then, reservation by reservation,
/// `foreign_reservation` (another school's), `too_late` (with the reservation, the exam's date and
/// the planning office as subjects, `closes_at` and now in microseconds UTC as limit and actual,
/// and the whole Deadline). The deadline is that of the first slot to be cancelled.
///
/// Puts in: the note; for each reservation a ReservationChange, which ends or shrinks it, a
/// blocking BlockChange where the rules of its date make the slots unavailable, the session relied
/// on, the notice of the office that planned the session and the school's acknowledgement. O(slots
/// × reservations).
[[nodiscard]] inline result<void> decide(const CancelBySchool& command, const Situation& situation,
                                         ChangeSet& changes) {
  SmallVector<detail::Cancelled, 2> cancelled;
  BOOST_OUTCOME_TRY(detail::find_cancelled(command, situation, cancelled));
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  detail::set_text(changes.note, command.note);
  for (const auto& it : cancelled) {
    const Session& session = *it.session;
    if (it.reservation->school != situation.call.actor.school())
      return Error{ErrorCode::foreign_reservation, it.reservation->id};
    const LocalTime exam = session.start_of(it.slots.front());
    const Instant closes = cancellation_closes_at(session.departement, exam, situation.rules);
    if (situation.now >= closes) {
      Error error{ErrorCode::too_late, it.reservation->id, Subject{session.date}};
      error.subjects.push_back(session.planning->planned_by);
      error.deadline = std::make_shared<const Deadline>(
          cancellation_deadline(session.departement, exam, situation.rules));
      return std::move(error).with_limit(closes.time_since_epoch().count(),
                                         situation.now.time_since_epoch().count());
    }
    detail::cancel(changes, it, situation.rules.on(session.date).school_leaves);
    detail::tell_of_school_cancellation(situation, changes, session, it.reservation->id,
                                        it.reservation->school, it.slots,
                                        it.reservation->slots - it.slots);
  }
  return success();
}

}  // namespace creneau
