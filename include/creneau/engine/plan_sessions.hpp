#pragma once
/// \file
/// Command: an office plans sessions.

#include "creneau/engine/checks.hpp"
#include "creneau/policy/exam_units.hpp"
#include "creneau/policy/slot_grid.hpp"

namespace creneau {

/// Plans available sessions, all or none: gives them a centre, a category and perhaps an exam part,
/// and freezes their grid. Refused where the inspector is no longer posted in the département on
/// the date. The receipt remarks minutes left over and orphan units.
struct PlanSessions {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::plan_sessions;
  SmallVector<SessionId, 2> sessions;  ///< 1 to kMaxSlotsOfCommand available ones, none twice
  CentreId centre;                     ///< where their exams begin
  Category category = Category::c;     ///< of all their exams
  ExamPart part = ExamPart::unstated;  ///< of all their exams; unstated: any
  bool override_calendar = false;      ///< holidays and closures do not refuse
};

/// All fields count.
inline void add_content(const PlanSessions& command, ContentHasher& hasher) {
  hasher.add(command.sessions.size())
      .add(command.centre.value)
      .add(static_cast<std::int64_t>(command.category))
      .add(static_cast<std::int64_t>(command.part))
      .add(std::int64_t{command.override_calendar});
  for (const SessionId id : command.sessions) hasher.add(id.value);
}

/// Loads the sessions, and the closures of their days unless overridden; asks for the centre.
inline void add_needs(const PlanSessions& command, Needs& needs, DirectoryNeeds& directory) {
  needs.sessions.assign(command.sessions.begin(), command.sessions.end());
  needs.closures = !command.override_calendar;
  directory.centres.push_back(command.centre);
}

/// Asks the directory for the inspectors of the sessions.
inline void add_directory_needs(const PlanSessions&, const Snapshot& snapshot,
                                DirectoryNeeds& directory) {
  for (const SessionState& state : snapshot.sessions)
    directory.inspectors.push_back(state.session.inspector);
}

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice`; then, session by session,
/// `unknown_session`, `session_not_available`, `past`, `unknown_inspector`, `posted_elsewhere` or
/// `no_posting`, `unknown_centre`, `zone_mismatch`, `category_not_at_centre`,
/// `category_not_examined`, unless overridden `holiday` and `closed`, and `grid_does_not_fit` (with
/// the minutes of a slot as limit, of the session as actual).
///
/// Puts in: each session with the next plan number, its grid laid by the rules of its date, planned
/// by the acting office; its remarks `minutes_left_over` and `orphan_units`; unless overridden the
/// closures' revision. O(sessions × closures loaded).
[[nodiscard]] inline result<void> decide(const PlanSessions& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_named(command.sessions));
  for (const SessionId id : command.sessions) {
    const SessionState* state = situation.find(id);
    if (state == nullptr) return Error{ErrorCode::unknown_session, id};
    const Session& session = state->session;
    if (session.is_planned()) return Error{ErrorCode::session_not_available, id};
    if (situation.has_begun(session.start())) return Error{ErrorCode::past, id};
    BOOST_OUTCOME_TRY(detail::check_posting(situation, session.inspector, session.date));
    BOOST_OUTCOME_TRY(
        detail::check_category(situation, session.inspector, command.centre, command.category));
    if (!command.override_calendar) {
      BOOST_OUTCOME_TRY(detail::check_calendar(situation, session.inspector, command.centre,
                                               session.date, session.hours));
    }
    const Rules& rules = situation.rules.on(session.date);
    const auto fit = lay_grid(rules, session.hours);
    if (!fit)
      return Error{ErrorCode::grid_does_not_fit, id}.with_limit(
          rules.unit_minutes * rules.units_of_slot, session.hours.length().count());
    Session planned = session;
    planned.plan = session.plan.next();
    planned.proposed_centre = {};
    planned.planning = Planning{command.centre, command.category, command.part, fit->grid,
                                situation.call.actor.office()};
    if (fit->left_over > Minutes{0})
      changes.remarks.push_back({Remark::Kind::minutes_left_over, id, fit->left_over.count()});
    const Units orphans = orphan_units(rules, fit->grid, command.category, command.part);
    if (orphans.value > 0)
      changes.remarks.push_back({Remark::Kind::orphan_units, id, orphans.value});
    changes.sessions.push_back({session, std::move(planned)});
  }
  if (!command.override_calendar) changes.closures = situation.snapshot.closures_revision;
  return success();
}

}  // namespace creneau
