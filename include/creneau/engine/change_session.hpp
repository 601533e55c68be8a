#pragma once
/// \file
/// Command: an office changes a planned session.

#include <optional>

#include "creneau/engine/checks.hpp"
#include "creneau/engine/notices.hpp"

namespace creneau {

/// Replaces the inspector or the centre of a planned session, or moves it, keeping its length, its
/// grid and its reservations; each school is told. What is left out stays as it is.
struct ChangeSession {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::change_session;
  SessionId session;             ///< which one
  InspectorId inspector;         ///< who examines now; zero: as before
  CentreId centre;               ///< where now; zero: as before
  std::optional<Date> date;      ///< the new local date; empty: as before
  std::optional<Minutes> start;  ///< the new start, minutes since local midnight; empty: as before
  bool override_calendar = false;    ///< holidays and closures do not refuse
  Reason reason = Reason::unstated;  ///< kept in the history, told to the schools
  std::string note;                  ///< free text, at most 2,000 bytes of UTF-8; the same
};

/// All fields count.
inline void add_content(const ChangeSession& command, ContentHasher& hasher) {
  hasher.add(command.session.value)
      .add(command.inspector.value)
      .add(command.centre.value)
      .add(command.date ? command.date->time_since_epoch().count() : INT64_MIN)
      .add(command.start ? command.start->count() : -1)
      .add(std::int64_t{command.override_calendar})
      .add(static_cast<std::int64_t>(command.reason))
      .add(std::string_view{command.note});
}

/// Loads the session with its reservations and blocks, the inspector's other sessions of the day,
/// and the closures unless overridden; asks for the inspector and the centre that are new.
inline void add_needs(const ChangeSession& command, Needs& needs, DirectoryNeeds& directory) {
  needs.sessions.push_back(command.session);
  needs.reservations_of_sessions = true;
  needs.blocks_of_sessions = true;
  needs.closures = !command.override_calendar;
  needs.inspector_days.emplace();
  if (command.inspector) needs.inspector_days->inspectors.push_back(command.inspector);
  if (command.date) needs.inspector_days->period = Period{*command.date, *command.date};
  if (command.date && !command.override_calendar)
    needs.closures_within = Period{*command.date, *command.date};
  if (command.inspector) directory.inspectors.push_back(command.inspector);
  if (command.centre) directory.centres.push_back(command.centre);
}

/// Asks the directory for the inspector and the centre that stay.
inline void add_directory_needs(const ChangeSession& command, const Snapshot& snapshot,
                                DirectoryNeeds& directory) {
  for (const SessionState& state : snapshot.sessions) {
    if (state.session.id != command.session || !state.session.is_planned()) continue;
    if (!command.inspector) directory.inspectors.push_back(state.session.inspector);
    if (!command.centre) directory.centres.push_back(state.session.planning->centre);
  }
}

/// Refuses, in this order: `bad_text` (the note); `unknown_session`, `session_not_planned`, `past`
/// (the session as it is); `nothing_to_do`; then, of the session as it becomes, `bad_date`,
/// `bad_time`, `time_skipped`, `past`, `unknown_inspector`, `posted_elsewhere` or `no_posting`,
/// `unknown_centre`, `zone_mismatch`, `category_not_at_centre`, `category_not_examined`, unless
/// overridden `holiday` and `closed`, and `session_overlap`.
///
/// Puts in: reason and note; the session with the next plan number; each unavailable slot taken out
/// of the old plan and put into the new one; each reservation taken along, and its school's notice;
/// unless overridden the closures' revision. O(n log n) in the sessions of the day.
[[nodiscard]] inline result<void> decide(const ChangeSession& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  const SessionState* state = situation.find(command.session);
  if (state == nullptr) return Error{ErrorCode::unknown_session, command.session};
  const Session& before = state->session;
  if (!before.is_planned()) return Error{ErrorCode::session_not_planned, before.id};
  if (situation.has_begun(before.start())) return Error{ErrorCode::past, before.id};

  Session after = before;
  if (command.inspector) after.inspector = command.inspector;
  if (command.centre) after.planning->centre = command.centre;
  if (command.date) after.date = *command.date;
  if (command.start) {
    // No further beyond the day than it takes to be refused.
    const Minutes start = std::clamp(*command.start, Minutes{-1}, Minutes{1441});
    after.hours = {start, start + before.hours.length()};
  }
  if (after == before) return Error{ErrorCode::nothing_to_do, before.id};
  after.plan = before.plan.next();

  BOOST_OUTCOME_TRY(
      detail::check_time(situation, after.date, after.hours, Subject{before.id}, false));
  BOOST_OUTCOME_TRY(detail::check_posting(situation, after.inspector, after.date));
  BOOST_OUTCOME_TRY(detail::check_category(situation, after.inspector, after.planning->centre,
                                           after.planning->category));
  if (!command.override_calendar) {
    BOOST_OUTCOME_TRY(detail::check_calendar(situation, after.inspector, after.planning->centre,
                                             after.date, after.hours));
    changes.closures = situation.snapshot.closures_revision;
  }

  std::vector<detail::Busy> busy = detail::busy_times(situation);
  std::erase_if(busy, [&](const detail::Busy& it) { return it.session == before.id; });
  busy.push_back({after.inspector, after.start(), after.end(), after.id});
  BOOST_OUTCOME_TRY(detail::check_no_overlap(busy));

  changes.reason = command.reason;
  changes.note = command.note;
  // The old plan's slots become the new plan's: an old slot id never means another hour or centre.
  for (const BlockedSlot& block : situation.snapshot.blocks) {
    const SlotSet slot = SlotSet::of({block.slot.ordinal});
    changes.blocks.push_back({before.id, before.plan, slot, false, block.reason, block.note});
    changes.blocks.push_back({before.id, after.plan, slot, true, block.reason, block.note});
  }
  for (const Reservation& reservation : situation.snapshot.reservations) {
    changes.reservations.push_back({reservation.id, reservation.school, before.id, before.plan,
                                    after.plan, reservation.slots, reservation.slots,
                                    reservation.revision, reservation.external_ref});
    detail::tell_school(situation, changes, NoticeKind::changed, after, reservation.id,
                        reservation.school, reservation.slots, reservation.slots);
  }
  changes.sessions.push_back({before, std::move(after)});
  return success();
}

}  // namespace creneau
