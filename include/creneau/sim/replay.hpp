#pragma once
/// \file
/// What other rules would have said of a history: each command is decided again, by the engine, on
/// the planning as it was when it was given.

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "creneau/engine/engine.hpp"
#include "creneau/sim/past.hpp"

namespace creneau::sim {

/// What two rules documents say of one command.
struct Judgement {
  /// What was judged.
  enum class Of : std::uint8_t {
    command,  ///< one that was done, of `number`
    refusal   ///< one that was refused, and journalled
  };
  Of of = Of::command;                                 ///< what was judged
  Revision number;                                     ///< of the commit; zero of a refusal
  std::size_t place = 0;                               ///< among the events, or the refusals
  Instant at{};                                        ///< when it was given
  CommandKind command = CommandKind::create_sessions;  ///< which command
  Actor actor;                                         ///< who gave it
  ErrorCode then{};                                    ///< what was said then; none: done
  ErrorCode a{};                                       ///< what the first rules say; none: yes
  ErrorCode b{};                                       ///< what the second rules say
  std::int64_t limit = 0;   ///< of whichever says no, `b` before `a`: what the rule allows
  std::int64_t actual = 0;  ///< and what was asked for
};

/// Which commands two rules documents say different things of.
struct PolicyDiff {
  std::vector<Judgement> judged;  ///< all that could be judged, by time
  /// How many could not: of a command that is no planning's, of a refused wish, of which the journal
  /// does not say what it wanted, or of rows that were purged.
  std::size_t unjudged = 0;
};

namespace detail {

/// What rules say of a command.
struct Verdict {
  bool judged = true;       ///< it could be judged
  ErrorCode code{};         ///< which rule says no; none: yes
  std::int64_t limit = 0;   ///< what that rule allows
  std::int64_t actual = 0;  ///< what was asked for
};

/// A past under rules of one's own, as a storage that an engine reads.
class PastUnder {
 public:
  PastUnder(const Past& past, std::vector<RuleEntry> rules)
      : past_(past), rules_{{rules.empty() ? 0 : 1}, std::move(rules)} {}
  [[nodiscard]] bool joins_commits() const noexcept { return false; }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const {
    return past_.load(needs, rules_.version, snapshot);
  }
  [[nodiscard]] result<Storage::Rules> rules() const { return rules_; }
  [[nodiscard]] result<void> record(const Refusal&) const { return success(); }

 private:
  const Past& past_;
  Storage::Rules rules_;
};

/// Decides past commands again.
template <class DirectoryT>
class Judge {
 public:
  Judge(const Past& past, const DirectoryT& directory, std::vector<RuleEntry> rules)
      : past_(past),
        storage_(past, std::move(rules)),
        engine_(storage_, directory, clock_, {.notices = false, .journal_refusals = false}) {}

  /// What is said of a command that was done.
  [[nodiscard]] result<Verdict> judge(const Event& event) {
    const ChangeSet& done = event.changes;
    clock_.set(done.at);
    const Call call{done.actor, done.departement, {}};
    switch (done.command) {
      case CommandKind::create_sessions: {
        CreateSessions command;
        for (const SessionChange& it : done.sessions)
          command.sessions.push_back(
              {it.after->inspector, it.after->date, {}, it.after->hours, {}});
        return overriding_if_it_was(call, command);
      }
      case CommandKind::remove_sessions: {
        RemoveSessions command;
        for (const SessionChange& it : done.sessions) command.sessions.push_back(it.before->id);
        return say(call, command);
      }
      case CommandKind::plan_sessions: {
        PlanSessions command;
        for (const SessionChange& it : done.sessions) command.sessions.push_back(it.after->id);
        if (done.sessions.empty()) return Verdict{};
        const Planning& planning = *done.sessions.front().after->planning;
        command.centre = planning.centre;
        command.category = planning.category;
        command.part = planning.part;
        return overriding_if_it_was(call, command);
      }
      case CommandKind::unplan_sessions: {
        UnplanSessions command;
        for (const SessionChange& it : done.sessions) command.sessions.push_back(it.before->id);
        command.cascade.emplace();
        for (const ReservationChange& it : done.reservations) command.cascade->push_back(it.id);
        command.reason = done.reason;
        return say(call, command);
      }
      case CommandKind::change_session: {
        if (done.sessions.empty()) return Verdict{};
        const Session& after = *done.sessions.front().after;
        ChangeSession command;
        command.session = after.id;
        command.inspector = after.inspector;
        command.centre = after.planning ? after.planning->centre : CentreId{};
        command.date = after.date;
        command.start = after.hours.start;
        command.reason = done.reason;
        return overriding_if_it_was(call, command);
      }
      case CommandKind::reserve_slots: {
        ReserveSlots command;
        if (!done.reservations.empty()) command.school = done.reservations.front().school;
        for (const ReservationChange& it : done.reservations)
          put(command.slots, it.session, it.plan_after, it.slots_after);
        return say(call, command);
      }
      case CommandKind::cancel_by_office: {
        CancelByOffice command;
        for (const ReservationChange& it : done.reservations)
          put(command.slots, it.session, it.plan_before, it.slots_before - it.slots_after);
        command.reason = done.reason;
        // What had begun could only be cancelled as a correction.
        BOOST_OUTCOME_TRY(const Verdict said, say(call, command));
        if (said.code != ErrorCode::past) return said;
        command.correction = true;
        return say(call, command);
      }
      case CommandKind::cancel_by_school: {
        CancelBySchool command;
        for (const ReservationChange& it : done.reservations)
          put(command.slots, it.session, it.plan_before, it.slots_before - it.slots_after);
        return say(call, command);
      }
      case CommandKind::block_slots: {
        BlockSlots command;
        for (const BlockChange& it : done.blocks) put(command.slots, it.session, it.plan, it.slots);
        return say(call, command);
      }
      case CommandKind::unblock_slots: {
        UnblockSlots command;
        for (const BlockChange& it : done.blocks) put(command.slots, it.session, it.plan, it.slots);
        return say(call, command);
      }
      case CommandKind::add_closure: {
        if (done.closures_changed.empty()) return Verdict{};
        return say(call, AddClosure{done.closures_changed.front().closure});
      }
      case CommandKind::remove_closure: {
        RemoveClosures command;
        for (const ClosureChange& it : done.closures_changed)
          command.closures.push_back(it.closure.id);
        return say(call, command);
      }
      case CommandKind::set_rules:
      case CommandKind::import_planning: break;
    }
    return unjudged();
  }

  /// What is said of a command that was refused.
  [[nodiscard]] result<Verdict> judge(const Refusal& refusal) {
    clock_.set(refusal.at);
    const Call call{refusal.actor, refusal.departement, {}};
    if (refusal.slots.empty()) return unjudged();
    const auto ask = [&](auto command) {
      command.slots.assign(refusal.slots.begin(), refusal.slots.end());
      return say(call, command);
    };
    switch (refusal.command) {
      case CommandKind::cancel_by_school: return ask(CancelBySchool{});
      case CommandKind::cancel_by_office: {
        CancelByOffice command;
        command.reason = Reason::other;
        return ask(std::move(command));
      }
      case CommandKind::block_slots: return ask(BlockSlots{});
      case CommandKind::unblock_slots: return ask(UnblockSlots{});
      default: return unjudged();
    }
  }

 private:
  /// Said of what cannot be judged.
  [[nodiscard]] static result<Verdict> unjudged() { return Verdict{false, {}, 0, 0}; }
  template <class Slots>
  static void put(Slots& to, SessionId session, PlanNumber plan, SlotSet slots) {
    for (const unsigned ordinal : slots) to.push_back({session, plan, ordinal});
  }
  template <class Command>
  [[nodiscard]] result<Verdict> say(const Call& call, const Command& command) {
    auto receipt = engine_.preview(call, command);
    if (receipt) return Verdict{};
    Error error = std::move(receipt.assume_error());
    if (class_of(error.code) == ErrorClass::failed || error.code == ErrorCode::bad_rule)
      return error;
    return Verdict{class_of(error.code) == ErrorClass::refused, error.code, error.limit,
                   error.actual};
  }
  /// A command of which the history does not keep whether it overrode the calendar: it did where
  /// the calendar says no.
  template <class Command>
  [[nodiscard]] result<Verdict> overriding_if_it_was(const Call& call, Command& command) {
    BOOST_OUTCOME_TRY(const Verdict said, say(call, command));
    if (said.code != ErrorCode::holiday && said.code != ErrorCode::closed) return said;
    command.override_calendar = true;
    return say(call, command);
  }

  const Past& past_;
  ManualClock clock_;
  PastUnder storage_;
  BasicEngine<PastUnder, DirectoryT> engine_;
};

}  // namespace detail

/// Judges a département's whole history and its journal of refusals, in order, under two rules
/// documents. The planning each command is judged on is the one that was: a command that the rules
/// would have refused is applied all the same. Errors: `bad_rule`, the directory's own.
/// O(commands × what a decision takes).
template <class DirectoryT>
[[nodiscard]] result<PolicyDiff> policy_diff(std::span<const Event> events,
                                             std::span<const Refusal> refusals,
                                             const DirectoryT& directory,
                                             const std::vector<RuleEntry>& a,
                                             const std::vector<RuleEntry>& b) {
  Past past;
  detail::Judge<DirectoryT> first(past, directory, a), second(past, directory, b);
  PolicyDiff diff;
  const auto judge = [&](const auto& what, Judgement judgement) -> result<void> {
    BOOST_OUTCOME_TRY(const auto said_a, first.judge(what));
    BOOST_OUTCOME_TRY(const auto said_b, second.judge(what));
    if (!said_a.judged || !said_b.judged) {
      ++diff.unjudged;
      return success();
    }
    judgement.a = said_a.code;
    judgement.b = said_b.code;
    const detail::Verdict& telling = said_b.code == ErrorCode{} ? said_a : said_b;
    judgement.limit = telling.limit;
    judgement.actual = telling.actual;
    diff.judged.push_back(std::move(judgement));
    return success();
  };
  auto refusal = refusals.begin();
  const auto judge_refusals = [&](Instant until) -> result<void> {
    for (; refusal != refusals.end() && refusal->at < until; ++refusal) {
      BOOST_OUTCOME_TRY(judge(*refusal, {Judgement::Of::refusal,
                                         {},
                                         static_cast<std::size_t>(refusal - refusals.begin()),
                                         refusal->at,
                                         refusal->command,
                                         refusal->actor,
                                         refusal->code}));
    }
    return success();
  };
  for (std::size_t place = 0; place < events.size(); ++place) {
    const Event& event = events[place];
    const ChangeSet& changes = event.changes;
    BOOST_OUTCOME_TRY(judge_refusals(changes.at));
    BOOST_OUTCOME_TRY(judge(event, {Judgement::Of::command,
                                    event.number,
                                    place,
                                    changes.at,
                                    changes.command,
                                    changes.actor,
                                    {}}));
    past.apply(event);
  }
  BOOST_OUTCOME_TRY(judge_refusals(Instant::max()));
  return diff;
}

}  // namespace creneau::sim
