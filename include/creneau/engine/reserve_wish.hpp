#pragma once
/// \file
/// Command: an office reserves for a school what it needs; the engine chooses the slots.

#include <optional>

#include "creneau/engine/create_sessions.hpp"
#include "creneau/engine/reserve_slots.hpp"
#include "creneau/policy/exam_units.hpp"

namespace creneau {

/// Reserves a number of exams or units, all or none. Chosen: the first session (by date, start,
/// matricule) in which all of it is adjacent, from the lowest ordinal; where no session has so many
/// adjacent free slots, the longest runs one after the other. The slots of one exam stay adjacent.
struct ReserveWish {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::reserve_slots;
  SchoolId school;                         ///< for whom
  Category category = Category::c;         ///< of the sessions
  ExamPart part = ExamPart::unstated;      ///< needed with `exams`; of the sessions, where stated
  std::int32_t exams = 0;                  ///< either this, 1 to kMaxSlotsOfCommand…
  Units units;                             ///< …or this, 1 to kMaxSlotsOfCommand
  SmallVector<InspectorId, 2> inspectors;  ///< none: any
  CentreId centre;                         ///< zero: any
  Period period;                           ///< local dates
  std::optional<HalfDay> half_day;  ///< sessions that begin before noon, or at noon and later
  /// Another system's id of each reservation, at most 2,000 bytes; empty: none.
  std::string external_ref;
};

/// All fields count.
inline void add_content(const ReserveWish& command, ContentHasher& hasher) {
  hasher.add(command.school.value)
      .add(static_cast<std::int64_t>(command.category))
      .add(static_cast<std::int64_t>(command.part))
      .add(command.exams)
      .add(command.units.value)
      .add(command.centre.value)
      .add(command.period.first.time_since_epoch().count())
      .add(command.period.last.time_since_epoch().count())
      .add(command.half_day ? static_cast<std::int64_t>(*command.half_day) : -1)
      .add(std::string_view{command.external_ref});
  for (const InspectorId id : command.inspectors) hasher.add(id.value);
}

/// Loads planned sessions with free slots that the wish may fit, as candidates, and the closures of
/// their days; asks for the school and for every inspector of the département.
inline void add_needs(const ReserveWish& command, Needs& needs, DirectoryNeeds& directory) {
  Needs::Candidates candidates;
  SessionFilter& filter = candidates.filter;
  filter.departement = needs.departement;
  filter.period = command.period;
  filter.inspectors.assign(command.inspectors.begin(), command.inspectors.end());
  filter.centre = command.centre;
  filter.category = command.category;
  filter.status = SessionFilter::Status::planned;
  filter.with_free_slots = true;
  needs.candidates = std::move(candidates);
  needs.closures = true;
  directory.school = command.school;
  directory.inspectors_of = needs.departement;
}

/// What follows from the rules: which candidates serve nobody, and after which one no other is
/// needed.
inline void add_rule_needs(const ReserveWish& command, const RuleBook& rules, Needs& needs) {
  const Units exam = rules.least_units_of_exam(command.category, command.part);
  const bool by_exams = command.exams > 0 && command.units.value == 0 && exam.value > 0;
  needs.candidates->least = by_exams ? exam : Units{};
  // A grid may round each exam up, and dates may differ: then there will be no run of the whole.
  constexpr auto kMost = static_cast<std::int32_t>(kMaxSlotsOfCommand);
  if (by_exams && command.exams <= kMost) needs.candidates->whole = {exam.value * command.exams};
}

/// Who comes first is asked only of candidates that start together.
inline void add_directory_needs(const ReserveWish&, const Snapshot& snapshot,
                                DirectoryNeeds& directory) {
  const auto start_together = [](const SessionState& a, const SessionState& b) {
    return a.session.start() == b.session.start();
  };
  const auto& sessions = snapshot.sessions;
  if (std::adjacent_find(sessions.begin(), sessions.end(), start_together) == sessions.end())
    directory.inspectors_of.reset();
}

namespace detail {

/// A session in which a wish may be fulfilled, and its slots that may be taken.
struct Candidate {
  const SessionState* state;
  SlotSet usable;
  std::string_view matricule;
};

/// Part and half-day are as wished; a session without a part serves any.
[[nodiscard]] inline bool serves(const ReserveWish& wish, const Session& session) {
  const ExamPart part = session.planning->part;
  if (wish.part != ExamPart::unstated && part != ExamPart::unstated && part != wish.part)
    return false;
  if (!wish.half_day) return true;
  return (session.hours.start < Minutes{720}) == (*wish.half_day == HalfDay::morning);
}

/// Free slots that have not begun and in which nobody is away.
[[nodiscard]] inline SlotSet usable_slots(const Situation& situation, const SessionState& state) {
  const Session& session = state.session;
  const bool begun = situation.has_begun(session.start());
  if (!begun && situation.snapshot.closures.empty()) return state.free();
  SlotSet usable;
  for (const unsigned ordinal : state.free()) {
    const LocalTime start = session.start_of(ordinal);
    if (!(begun && situation.has_begun(start)) &&
        situation.closure_over(session.inspector, session.planning->centre, start,
                               session.end_of(ordinal)) == nullptr)
      usable.insert(ordinal);
  }
  return usable;
}

/// The longest run of adjacent slots; the first of equals. \pre !slots.empty()
[[nodiscard]] inline SlotSet longest_run(SlotSet slots) {
  SlotSet longest;
  while (!slots.empty()) {
    const SlotSet run = slots.first_run();
    if (run.size() > longest.size()) longest = run;
    slots -= run;
  }
  return longest;
}

[[nodiscard]] inline std::vector<Candidate> candidates_of(const ReserveWish& wish,
                                                          const Situation& situation) {
  std::vector<Candidate> candidates;
  for (const SessionState& state : situation.snapshot.sessions) {
    if (!serves(wish, state.session) || !check_opened(situation, state.session)) continue;
    const SlotSet usable = usable_slots(situation, state);
    if (usable.empty()) continue;
    const InspectorFacts* inspector = situation.find(state.session.inspector);
    candidates.push_back(
        {&state, usable, inspector == nullptr ? std::string_view{} : inspector->matricule});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    const Session& left = a.state->session;
    const Session& right = b.state->session;
    if (left.start() != right.start()) return left.start() < right.start();
    if (a.matricule != b.matricule) return a.matricule < b.matricule;
    return left.id < right.id;
  });
  return candidates;
}

/// How many slots of a session's grid so many exams or units of the wish take. The slots of each
/// exam are counted whole.
[[nodiscard]] inline unsigned slots_wanted(const ReserveWish& wish, const Situation& situation,
                                           const Session& session, std::int32_t count) {
  const Grid& grid = session.planning->grid;
  if (wish.exams == 0) return slots_for(Units{count}, grid);
  const Units exam = units_of_exam(situation.rules.on(session.date), wish.category, wish.part);
  return slots_for(exam, grid) * static_cast<unsigned>(count);
}

/// Slots of one session that were chosen, and how much of the wish they fulfil.
struct Choice {
  Candidate* candidate = nullptr;
  SlotSet slots;
  std::int32_t count = 0;
};

/// How many places a wish passes over at most, that looks further on.
inline constexpr std::size_t kMostSpread = 256;

/// The places where all of `wanted` is adjacent, in order, at most `enough`.
[[nodiscard]] inline std::vector<Choice> whole_choices(const ReserveWish& wish,
                                                       const Situation& situation,
                                                       std::vector<Candidate>& candidates,
                                                       std::int32_t wanted, std::size_t enough) {
  std::vector<Choice> choices;
  for (Candidate& candidate : candidates) {
    const unsigned needed = slots_wanted(wish, situation, candidate.state->session, wanted);
    for (SlotSet left = candidate.usable; !left.empty();) {
      const SlotSet run = left.first_run();
      left -= run;
      if (run.size() < needed) continue;
      choices.push_back({&candidate, SlotSet::run(run.front(), needed), wanted});
      if (choices.size() == enough) return choices;
    }
  }
  return choices;
}

/// The place where the most of `wanted` is adjacent; a count of zero where there is none.
[[nodiscard]] inline Choice longest_choice(const ReserveWish& wish, const Situation& situation,
                                           std::vector<Candidate>& candidates,
                                           std::int32_t wanted) {
  Choice best;
  for (Candidate& candidate : candidates) {
    if (candidate.usable.empty()) continue;
    const Session& session = candidate.state->session;
    const SlotSet run = longest_run(candidate.usable);
    const auto possible =
        wish.exams > 0
            ? static_cast<std::int32_t>(run.size() / slots_wanted(wish, situation, session, 1))
            : session.planning->grid.units_of(run).value;
    const std::int32_t count = std::min(wanted, possible);
    if (count > best.count)
      best = {&candidate, SlotSet::run(run.front(), slots_wanted(wish, situation, session, count)),
              count};
  }
  return best;
}

}  // namespace detail

/// Refuses, in this order: `nothing_to_do` (neither exams nor units, or both); `too_large`;
/// `bad_argument` (exams of an unstated part); `bad_text` (the reference); `unknown_school`,
/// `inactive_school`, `category_not_taught`; `not_enough_slots` (with what could be had and what
/// was asked for as limit and actual), where the engine loads more candidates if there are any and
/// decides again; `too_large` (the slots chosen). Slots that have begun, are closed or cannot be
/// reserved yet are passed over.
///
/// Puts in: a reservation under a fresh id for each run of slots chosen, its session relied on, and
/// the school's notice; the closures' revision. O(n log n) in the sessions loaded, and for a wish
/// that no session can hold O(n × runs chosen).
[[nodiscard]] inline result<void> decide(const ReserveWish& command, const Situation& situation,
                                         ChangeSet& changes) {
  constexpr auto kMost = static_cast<std::int32_t>(kMaxSlotsOfCommand);
  if ((command.exams > 0) == (command.units.value > 0) || command.exams < 0 ||
      command.units.value < 0)
    return Error{ErrorCode::nothing_to_do};
  const std::int32_t asked = std::max(command.exams, command.units.value);
  if (asked > kMost) return Error{ErrorCode::too_large}.with_limit(kMost, asked);
  if (command.exams > 0 && command.part == ExamPart::unstated)
    return Error{ErrorCode::bad_argument}.with_text("part");
  BOOST_OUTCOME_TRY(detail::check_note(command.external_ref));
  BOOST_OUTCOME_TRY(detail::check_school(situation, command.school, command.category));

  std::vector<detail::Candidate> candidates = detail::candidates_of(command, situation);
  std::vector<detail::Choice> chosen;
  // After a conflict begin further on, so that rivals with the same wish do not meet again.
  const std::size_t spread = situation.spread % detail::kMostSpread;
  const auto whole = detail::whole_choices(command, situation, candidates, asked, spread + 1);
  std::int32_t wanted = asked;
  if (!whole.empty()) {
    chosen.push_back(whole[spread % whole.size()]);
    wanted = 0;
  }
  // Only when every candidate has been seen it is sure that no session can hold all of it.
  while (wanted > 0 && !situation.snapshot.more_candidates) {
    const auto longest = detail::longest_choice(command, situation, candidates, wanted);
    if (longest.count == 0) break;
    longest.candidate->usable -= longest.slots;
    wanted -= longest.count;
    chosen.push_back(longest);
  }
  if (wanted > 0) return Error{ErrorCode::not_enough_slots}.with_limit(asked - wanted, asked);
  std::size_t slots = 0;
  for (const auto& choice : chosen) {
    slots += choice.slots.size();
    detail::reserve(situation, changes, choice.candidate->state->session, choice.slots,
                    command.school, command.external_ref);
  }
  if (slots > kMaxSlotsOfCommand)
    return Error{ErrorCode::too_large}.with_limit(kMost, static_cast<std::int64_t>(slots));
  changes.closures = situation.snapshot.closures_revision;
  return success();
}

}  // namespace creneau
