#pragma once
/// \file
/// Command: an office reserves slots that the caller names, for a school.

#include "creneau/engine/checks.hpp"
#include "creneau/engine/notices.hpp"
#include "creneau/policy/opening.hpp"

namespace creneau {

/// Reserves named slots for an active school, all or none. Adjacent slots of one session become one
/// reservation.
struct ReserveSlots {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::reserve_slots;
  SchoolId school;               ///< for whom
  SmallVector<SlotId, 2> slots;  ///< 1 to kMaxSlotsOfCommand free ones, none twice; in any order
  /// Another system's id of each reservation, at most 2,000 bytes; empty: none.
  std::string external_ref;
};

/// All fields count.
inline void add_content(const ReserveSlots& command, ContentHasher& hasher) {
  hasher.add(command.school.value).add(std::string_view{command.external_ref});
  for (const SlotId& slot : command.slots)
    hasher.add(slot.session.value).add((std::uint64_t{slot.plan.value} << 32) | slot.ordinal);
}

/// Loads the sessions of the slots and the closures of their days; asks for the school.
inline void add_needs(const ReserveSlots& command, Needs& needs, DirectoryNeeds& directory) {
  for (const SlotId& slot : command.slots)
    if (needs.sessions.empty() || needs.sessions.back() != slot.session)
      needs.sessions.push_back(slot.session);
  needs.closures = true;
  directory.school = command.school;
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const ReserveSlots&, const Snapshot&, DirectoryNeeds&) {}

namespace detail {

/// The school may hold exams of the category.
[[nodiscard]] inline result<void> check_school(const Situation& situation, SchoolId id,
                                               Category category) {
  const auto& school = situation.directory.school;
  if (!school || school->id != id) return Error{ErrorCode::unknown_school, id};
  if (!school->active) return Error{ErrorCode::inactive_school, id};
  if (!school->categories.allows(category))
    return Error{ErrorCode::category_not_taught,
                 id,
                 {Subject::Kind::category, static_cast<std::int64_t>(category)}};
  return success();
}

/// The session's date can be reserved by now.
[[nodiscard]] inline result<void> check_opened(const Situation& situation, const Session& session) {
  const Instant opens = reservation_opens_at(session.departement, session.date, situation.rules);
  if (situation.now >= opens) return success();
  return Error{ErrorCode::not_yet_open, session.id, Subject{session.date}}.with_limit(
      opens.time_since_epoch().count(), situation.now.time_since_epoch().count());
}

/// Makes one reservation of slots of a session for the school.
inline void reserve(const Situation& situation, ChangeSet& changes, const Session& session,
                    SlotSet slots, SchoolId school, const std::string& external_ref) {
  const auto id = ReservationId::fresh(changes.reservations.size());
  changes.reservations.emplace_back(id, school, session.id, session.plan, session.plan, SlotSet{},
                                    slots, Revision{}, external_ref);
  rely_on(changes, session);
  tell_school(situation, changes, NoticeKind::reserved, session, id, school, slots, slots);
}

}  // namespace detail

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice` (the slots); `bad_text` (the
/// reference); then, slot by slot, `unknown_session`, `session_not_planned`, `slot_outdated`,
/// `unknown_slot`, once for each session `unknown_school`, `inactive_school`, `category_not_taught`
/// and `not_yet_open` (with the opening and now in microseconds UTC as limit and actual),
/// `slot_taken`, `slot_unavailable`, `past` (it has begun), `closed`.
///
/// Puts in: a reservation under a fresh id for each run of adjacent slots of one session, its
/// session relied on, and the school's notice; the closures' revision. O(slots × (sessions named +
/// closures loaded)).
[[nodiscard]] inline result<void> decide(const ReserveSlots& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_named(command.slots));
  BOOST_OUTCOME_TRY(detail::check_note(command.external_ref));
  struct Wanted {
    const SessionState* state;
    SlotSet slots;
  };
  SmallVector<Wanted, 2> wanted;
  for (const SlotId& slot : command.slots) {
    BOOST_OUTCOME_TRY(const SessionState* state, detail::check_slot(situation, slot));
    auto known = std::find_if(wanted.begin(), wanted.end(),
                              [&](const Wanted& it) { return it.state == state; });
    if (known == wanted.end()) {
      BOOST_OUTCOME_TRY(
          detail::check_school(situation, command.school, state->session.planning->category));
      BOOST_OUTCOME_TRY(detail::check_opened(situation, state->session));
      known = wanted.insert(wanted.end(), Wanted{state, SlotSet{}});
    }
    const Session& session = state->session;
    BOOST_OUTCOME_TRY(detail::check_free(*state, slot));
    if (situation.has_begun(session.start_of(slot.ordinal)))
      return Error{ErrorCode::past, slot, Subject{session.date}};
    if (const Closure* closure =
            situation.closure_over(session.inspector, session.planning->centre,
                                   session.start_of(slot.ordinal), session.end_of(slot.ordinal)))
      return Error{ErrorCode::closed, closure->id, slot};
    known->slots.insert(slot.ordinal);
  }
  for (auto& [state, slots] : wanted)
    while (!slots.empty()) {
      const SlotSet run = slots.first_run();
      detail::reserve(situation, changes, state->session, run, command.school,
                      command.external_ref);
      slots -= run;
    }
  changes.closures = situation.snapshot.closures_revision;
  return success();
}

}  // namespace creneau
