#pragma once
/// \file
/// Commands: an office adds or removes closures.

#include "creneau/engine/checks.hpp"

namespace creneau {

/// Adds a closure. Planned sessions that it falls on stay as they are and are remarked in the
/// receipt; their free slots can no longer be reserved.
struct AddClosure {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::add_closure;
  Closure closure;  ///< as it is to be; its id and département are set by the decision
};

/// Removes closures.
struct RemoveClosures {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::remove_closure;
  SmallVector<ClosureId, 2> closures;  ///< 1 to kMaxSlotsOfCommand, none twice
};

/// The closure counts, but for its id and département.
inline void add_content(const AddClosure& command, ContentHasher& hasher) {
  const Closure& closure = command.closure;
  hasher.add(static_cast<std::int64_t>(closure.scope))
      .add(closure.who)
      .add(closure.from.time_since_epoch().count())
      .add(closure.to.time_since_epoch().count())
      .add(static_cast<std::int64_t>(closure.reason))
      .add(std::string_view{closure.note});
}

/// Loads every planned session of its days and its inspector or centre; asks for that inspector or
/// centre.
inline void add_needs(const AddClosure& command, Needs& needs, DirectoryNeeds& directory) {
  const Closure& closure = command.closure;
  Needs::Candidates candidates;
  candidates.enough = SIZE_MAX;
  SessionFilter& filter = candidates.filter;
  filter.departement = needs.departement;
  filter.status = SessionFilter::Status::planned;
  filter.period = {std::chrono::floor<std::chrono::days>(closure.from),
                   std::chrono::floor<std::chrono::days>(closure.to)};
  switch (closure.scope) {
    case ClosureScope::inspector:
      filter.inspectors.push_back(InspectorId{closure.who});
      directory.inspectors.push_back(InspectorId{closure.who});
      break;
    case ClosureScope::centre:
      filter.centre = CentreId{closure.who};
      directory.centres.push_back(CentreId{closure.who});
      break;
    case ClosureScope::office: break;
  }
  needs.candidates = std::move(candidates);
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const AddClosure&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `bad_date` (a day out of range); `bad_time` (an end that is not after
/// the start); `time_skipped` (the clock has no such start or end); `bad_text` (the note);
/// `unknown_inspector`, `unknown_centre`, or `not_allowed` (another office's).
///
/// Puts in: reason and note; the closure under a fresh id; a remark for each planned session that
/// it falls on, with its reserved units. O(sessions).
[[nodiscard]] inline result<void> decide(const AddClosure& command, const Situation& situation,
                                         ChangeSet& changes) {
  Closure closure = command.closure;
  using std::chrono::days;
  const Date first = std::chrono::floor<days>(closure.from);
  if (!in_range(first) || !in_range(std::chrono::floor<days>(closure.to)))
    return Error{ErrorCode::bad_date, Subject{first}};
  if (closure.from >= closure.to) return Error{ErrorCode::bad_time, Subject{first}};
  for (const LocalTime end : {closure.from, closure.to}) {
    if (resolve(zone_of(situation.call.departement), end).kind != ResolvedTime::Kind::skipped)
      continue;
    const Date day = std::chrono::floor<days>(end);
    return Error{ErrorCode::time_skipped, Subject{day}}.with_limit((end - day).count(),
                                                                   (end - day).count());
  }
  BOOST_OUTCOME_TRY(detail::check_note(closure.note));
  if (closure.scope == ClosureScope::inspector && !situation.find(InspectorId{closure.who}))
    return Error{ErrorCode::unknown_inspector, InspectorId{closure.who}};
  if (closure.scope == ClosureScope::centre && !situation.find(CentreId{closure.who}))
    return Error{ErrorCode::unknown_centre, CentreId{closure.who}};
  if (closure.scope == ClosureScope::office && closure.who != situation.call.actor.office().value)
    return Error{ErrorCode::not_allowed, OfficeId{closure.who}};
  closure.id = ClosureId::fresh(0);
  closure.departement = situation.call.departement;
  changes.reason = closure.reason;
  changes.note = closure.note;
  for (const SessionState& state : situation.snapshot.sessions) {
    const Session& session = state.session;
    if (!closure.covers(session.inspector, session.planning->centre, session.start(),
                        session.end()))
      continue;
    changes.remarks.push_back({Remark::Kind::session_in_closure, session.id,
                               session.planning->grid.units_of(state.reserved).value});
  }
  changes.closures_changed.push_back({std::move(closure), true});
  return success();
}

/// All ids count.
inline void add_content(const RemoveClosures& command, ContentHasher& hasher) {
  for (const ClosureId id : command.closures) hasher.add(id.value);
}

/// Loads the closures named.
inline void add_needs(const RemoveClosures& command, Needs& needs, DirectoryNeeds&) {
  needs.closure_ids.assign(command.closures.begin(), command.closures.end());
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const RemoveClosures&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice`; `unknown_closure`.
///
/// Puts in: each closure as it was. O(closures named × closures loaded).
[[nodiscard]] inline result<void> decide(const RemoveClosures& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_named(command.closures));
  for (const ClosureId id : command.closures) {
    const auto found =
        std::find_if(situation.snapshot.closures.begin(), situation.snapshot.closures.end(),
                     [&](const Closure& closure) { return closure.id == id; });
    if (found == situation.snapshot.closures.end()) return Error{ErrorCode::unknown_closure, id};
    changes.closures_changed.push_back({*found, false});
  }
  return success();
}

}  // namespace creneau
