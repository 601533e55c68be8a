#pragma once
/// \file
/// Checks that several decisions share.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "creneau/engine/call.hpp"
#include "creneau/model/result.hpp"
#include "creneau/policy/name_matching.hpp"

namespace creneau::detail {

/// The longest note that a command takes, in bytes.
inline constexpr std::size_t kMaxNote = 2000;

/// A note: clean UTF-8 that fits. Line feeds are allowed; a mail shows them.
[[nodiscard, gnu::always_inline]] inline result<void> check_note(std::string_view note) {
  if (note.size() > kMaxNote)
    return Error{ErrorCode::bad_text}.with_limit(kMaxNote, static_cast<std::int64_t>(note.size()));
  while (!note.empty()) {
    const auto line = note.substr(0, note.find('\n'));
    if (!is_clean_text(line)) return Error{ErrorCode::bad_text}.with_text(std::string(line));
    note.remove_prefix(std::min(note.size(), line.size() + 1));
  }
  return success();
}

/// What a NoticeWriter wrote can be kept and sent: UTF-8 without NUL, and no control characters in what
/// is one line.
[[nodiscard]] inline result<void> check_written(const Notice& notice) {
  const auto bad = [](const std::string& text) {
    return Error{ErrorCode::bad_text}.with_text(text.substr(0, kMaxNote));
  };
  for (const std::string* text : {&notice.address, &notice.reply_to, &notice.message.subject})
    if (!is_clean_text(*text)) return bad(*text);
  for (const NoticeLine& line : notice.lines)
    for (const std::string* text : {&line.summary, &line.location})
      if (!is_clean_text(*text)) return bad(*text);
  for (const std::string* text : {&notice.message.text, &notice.message.html})
    if (!is_utf8(*text) || text->find('\0') != std::string::npos) return bad(*text);
  return success();
}

/// Sets an empty text. Most texts of commands are empty, and those cost no call.
inline void set_text(std::string& text, const std::string& value) {
  if (!value.empty()) text = value;
}

/// Something is named, not too much of it, and nothing twice.
template <class Ids>
[[nodiscard, gnu::always_inline]] inline result<void> check_named(const Ids& ids) {
  if (ids.empty()) return Error{ErrorCode::nothing_to_do};
  if (ids.size() > kMaxSlotsOfCommand)
    return Error{ErrorCode::too_large}.with_limit(kMaxSlotsOfCommand,
                                                  static_cast<std::int64_t>(ids.size()));
  if (ids.size() == 1) return success();
  std::vector<typename Ids::value_type> sorted(ids.begin(), ids.end());
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) return Error{ErrorCode::named_twice, *twice};
  return success();
}

/// The planned session of a slot, if the slot is one of its present plan.
[[nodiscard, gnu::always_inline]] inline result<const SessionState*> check_slot(
    const Situation& situation, const SlotId& slot) {
  const SessionState* state = situation.find(slot.session);
  if (state == nullptr) return Error{ErrorCode::unknown_session, slot.session};
  if (!state->session.is_planned()) return Error{ErrorCode::session_not_planned, slot.session};
  if (state->session.plan != slot.plan) return Error{ErrorCode::slot_outdated, slot};
  if (!state->session.planning->grid.slots().contains(slot.ordinal))
    return Error{ErrorCode::unknown_slot, slot};
  return state;
}

/// A free slot, or why it is not.
[[nodiscard]] inline result<void> check_free(const SessionState& state, const SlotId& slot) {
  if (state.reserved.contains(slot.ordinal)) return Error{ErrorCode::slot_taken, slot};
  if (state.unavailable.contains(slot.ordinal)) return Error{ErrorCode::slot_unavailable, slot};
  return success();
}

/// Notes that the decision relies on a session without writing it, once.
inline void rely_on(ChangeSet& changes, const Session& session) {
  for (const Session& known : changes.relied_on)
    if (known.id == session.id) return;
  changes.relied_on.push_back(session);
}

/// The first time of a session, its ends before what lies between them, that the clock skips on
/// that day.
[[nodiscard]] inline std::optional<Minutes> skipped_time(ZoneId zone, Date date,
                                                         Hours hours) noexcept {
  const auto is_skipped = [&](Minutes time) {
    return resolve(zone, date + time).kind == ResolvedTime::Kind::skipped;
  };
  for (const Minutes end : {hours.start, hours.end})
    if (is_skipped(end)) return end;
  const auto elapsed = to_instant(zone, date + hours.end) - to_instant(zone, date + hours.start);
  if (elapsed >= hours.length()) return std::nullopt;
  Minutes time = hours.start;
  while (!is_skipped(time)) ++time;
  return time;
}

/// All of a session exists on the clock, and it lies in the future.
[[nodiscard]] inline result<void> check_time(const Situation& situation, Date date, Hours hours,
                                             Subject subject, bool may_be_past) {
  if (!in_range(date)) return Error{ErrorCode::bad_date, Subject{date}};
  if (!hours.valid())
    return Error{ErrorCode::bad_time, Subject{date}}.with_limit(hours.start.count(),
                                                                hours.end.count());
  if (const auto skipped = skipped_time(zone_of(situation.call.departement), date, hours))
    return Error{ErrorCode::time_skipped, Subject{date}}.with_limit(skipped->count(),
                                                                    skipped->count());
  if (!may_be_past && situation.has_begun(date + hours.start))
    return Error{ErrorCode::past, subject, Subject{date}};
  return success();
}

/// The inspector may work in the call's département on that date.
[[nodiscard]] inline result<void> check_posting(const Situation& situation, InspectorId id,
                                                Date date) {
  const InspectorFacts* inspector = situation.find(id);
  if (inspector == nullptr) return Error{ErrorCode::unknown_inspector, id};
  for (const Posting& posting : inspector->postings) {
    if (!posting.period.contains(date)) continue;
    if (posting.departement == situation.call.departement) return success();
    return Error{ErrorCode::posted_elsewhere, id, Subject{date}}.about(
        {Subject::Kind::departement, static_cast<std::int64_t>(posting.departement.index())});
  }
  return Error{ErrorCode::no_posting, id, Subject{date}};
}

/// Inspector and centre may hold exams of a category there.
[[nodiscard]] inline result<void> check_category(const Situation& situation,
                                                 InspectorId inspector_id, CentreId centre_id,
                                                 Category category) {
  const Subject named{Subject::Kind::category, static_cast<std::int64_t>(category)};
  const CentreFacts* centre = situation.find(centre_id);
  if (centre == nullptr) return Error{ErrorCode::unknown_centre, centre_id};
  if (zone_of(centre->departement) != zone_of(situation.call.departement))
    return Error{ErrorCode::zone_mismatch, centre_id};
  if (!centre->categories.allows(category))
    return Error{ErrorCode::category_not_at_centre, centre_id, named};
  const InspectorFacts* inspector = situation.find(inspector_id);
  if (inspector == nullptr) return Error{ErrorCode::unknown_inspector, inspector_id};
  if (!inspector->categories.allows(category))
    return Error{ErrorCode::category_not_examined, inspector_id, named};
  return success();
}

/// No holiday, no closure.
[[nodiscard]] inline result<void> check_calendar(const Situation& situation, InspectorId inspector,
                                                 CentreId centre, Date date, Hours hours) {
  if (situation.rules.is_holiday(situation.call.departement, date))
    return Error{ErrorCode::holiday, Subject{date}};
  if (const Closure* closure =
          situation.closure_over(inspector, centre, date + hours.start, date + hours.end))
    return Error{ErrorCode::closed, closure->id, Subject{date}};
  return success();
}

/// The time of one inspector, for finding overlaps.
struct Busy {
  InspectorId inspector;
  LocalTime start;
  LocalTime end;
  SessionId session;
};

/// The times of all sessions seen.
[[nodiscard]] inline std::vector<Busy> busy_times(const Situation& situation) {
  std::vector<Busy> busy;
  busy.reserve(situation.snapshot.sessions.size());
  for (const auto& [session, reserved, unavailable] : situation.snapshot.sessions)
    busy.push_back({session.inspector, session.start(), session.end(), session.id});
  return busy;
}

/// No two of `busy` overlap for one inspector. Sorts it. O(n log n).
[[nodiscard]] inline result<void> check_no_overlap(std::vector<Busy>& busy) {
  // Of those that begin together the one that is there comes first, whatever else was loaded.
  std::sort(busy.begin(), busy.end(), [](const Busy& a, const Busy& b) {
    return std::tie(a.inspector, a.start, b.session) < std::tie(b.inspector, b.start, a.session);
  });
  for (std::size_t index = 1; index < busy.size(); ++index) {
    const Busy& before = busy[index - 1];
    const Busy& it = busy[index];
    if (it.inspector != before.inspector || it.start >= before.end) continue;
    Error error{ErrorCode::session_overlap, it.inspector,
                Subject{std::chrono::floor<std::chrono::days>(it.start)}};
    for (const SessionId id : {before.session, it.session})
      if (!id.is_fresh()) error.subjects.push_back(id);
    return error;
  }
  return success();
}

}  // namespace creneau::detail
