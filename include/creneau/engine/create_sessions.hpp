#pragma once
/// \file
/// Command: an office creates available sessions.

#include <optional>
#include <string>
#include <vector>

#include "creneau/engine/checks.hpp"

namespace creneau {

/// A half of a local day; which hours that is say the rules (`half_day.morning`,
/// `half_day.afternoon`).
enum class HalfDay : std::uint8_t { morning, afternoon };

/// Creates available sessions, all or none. Refused: no posting in the département on the date,
/// overlap, past, holiday or closure (these two unless overridden).
struct CreateSessions {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::create_sessions;
  /// One session to be created.
  struct Item {
    InspectorId inspector;                ///< who will examine
    Date date{};                          ///< local
    HalfDay half_day = HalfDay::morning;  ///< its hours are the rules' on that date…
    std::optional<Hours> hours;           ///< …unless stated
    std::string external_ref;  ///< another system's id, opaque, at most 2,000 bytes; empty: none
  };
  std::vector<Item> sessions;      ///< 1 to kMaxSlotsOfCommand, in any order
  bool override_calendar = false;  ///< holidays and closures do not refuse
};

/// All fields count.
inline void add_content(const CreateSessions& command, ContentHasher& hasher) {
  hasher.add(command.sessions.size()).add(std::int64_t{command.override_calendar});
  for (const auto& item : command.sessions) {
    hasher.add(item.inspector.value)
        .add(item.date.time_since_epoch().count())
        .add(static_cast<std::int64_t>(item.half_day))
        .add(item.hours ? item.hours->start.count() : -1)
        .add(item.hours ? item.hours->end.count() : -1)
        .add(std::string_view{item.external_ref});
  }
}

/// Loads all sessions of the inspectors from the first to the last of the dates, and the closures
/// of these days unless overridden; asks for the inspectors.
inline void add_needs(const CreateSessions& command, Needs& needs, DirectoryNeeds& directory) {
  if (command.sessions.empty()) return;
  Needs::InspectorDays days;
  Period period{command.sessions.front().date, command.sessions.front().date};
  for (const auto& item : command.sessions) {
    days.inspectors.push_back(item.inspector);
    period.first = std::min(period.first, item.date);
    period.last = std::max(period.last, item.date);
  }
  days.period = period;
  std::sort(days.inspectors.begin(), days.inspectors.end());
  days.inspectors.erase(std::unique(days.inspectors.begin(), days.inspectors.end()),
                        days.inspectors.end());
  directory.inspectors.assign(days.inspectors.begin(), days.inspectors.end());
  if (!command.override_calendar) needs.closures_within = period;
  needs.inspector_days = std::move(days);
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const CreateSessions&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `nothing_to_do`, `too_large`; then, item by item, `bad_date`,
/// `bad_time`, `time_skipped`, `past`, `unknown_inspector`, `posted_elsewhere` or `no_posting`,
/// `bad_text` (the reference), unless overridden `holiday` and `closed` (of the inspector or the
/// office); at last `session_overlap`, with sessions that are there or among the items.
///
/// Puts in: the sessions, available, under fresh ids in the order of the items; unless overridden
/// the closures' revision. O(n log n) in the items and the sessions loaded.
[[nodiscard]] inline result<void> decide(const CreateSessions& command, const Situation& situation,
                                         ChangeSet& changes) {
  if (command.sessions.empty()) return Error{ErrorCode::nothing_to_do};
  if (command.sessions.size() > kMaxSlotsOfCommand)
    return Error{ErrorCode::too_large}.with_limit(
        kMaxSlotsOfCommand, static_cast<std::int64_t>(command.sessions.size()));
  std::vector<detail::Busy> busy = detail::busy_times(situation);
  for (const auto& item : command.sessions) {
    const Rules& rules = situation.rules.on(item.date);
    const Hours hours = item.hours                          ? *item.hours
                        : item.half_day == HalfDay::morning ? rules.morning
                                                            : rules.afternoon;
    BOOST_OUTCOME_TRY(
        detail::check_time(situation, item.date, hours, Subject{item.inspector}, false));
    BOOST_OUTCOME_TRY(detail::check_posting(situation, item.inspector, item.date));
    BOOST_OUTCOME_TRY(detail::check_note(item.external_ref));
    if (!command.override_calendar) {
      BOOST_OUTCOME_TRY(
          detail::check_calendar(situation, item.inspector, CentreId{}, item.date, hours));
    }
    Session session;
    session.id = SessionId::fresh(changes.sessions.size());
    session.departement = situation.call.departement;
    session.inspector = item.inspector;
    session.date = item.date;
    session.hours = hours;
    session.external_ref = item.external_ref;
    busy.push_back({session.inspector, session.start(), session.end(), session.id});
    changes.sessions.push_back({std::nullopt, std::move(session)});
  }
  BOOST_OUTCOME_TRY(detail::check_no_overlap(busy));
  if (!command.override_calendar) changes.closures = situation.snapshot.closures_revision;
  return success();
}

}  // namespace creneau
