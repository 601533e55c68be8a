#include "creneau/sim/replay.hpp"

#include <gmock/gmock.h>

#include "sim/world.hpp"

namespace creneau::sim {
namespace {

using creneau::testing::kSimulated;
using creneau::testing::small_scenario;

/// A simulated history of a département, and its journal of refusals.
class Replay : public ::testing::Test {
 protected:
  void simulate(const Policy& policy = {}) {
    Replication replication(scenario_, policy, directory_, storage_, {42, 0});
    Log log;
    ASSERT_TRUE(replication.run(log));
    EventFilter filter;
    filter.departement = kSimulated;
    for (PageRequest page;;) {
      auto found = storage_.events(filter, page).value();
      events_.insert(events_.end(), found.rows.begin(), found.rows.end());
      if (!found.next) break;
      page.after = *found.next;
    }
  }
  [[nodiscard]] PolicyDiff diff(const std::vector<RuleEntry>& a, const std::vector<RuleEntry>& b,
                                std::vector<Refusal> refusals = {}) const {
    return policy_diff(events_, refusals, directory_, a, b).value();
  }

  Scenario scenario_ = small_scenario();
  MemoryDirectory directory_ = directory_of(scenario_);
  MemoryStorage storage_;
  std::vector<Event> events_;
};

[[nodiscard]] std::vector<RuleEntry> days(const char* count) {
  return {{kFirstDate, "cancellation.days", count}};
}

TEST_F(Replay, FindsNothingToObjectToUnderTheRulesOfThen) {
  simulate();
  const PolicyDiff same = diff({}, {});
  ASSERT_EQ(same.judged.size(), events_.size());
  for (const Judgement& it : same.judged) {
    EXPECT_EQ(it.a, ErrorCode{}) << it.number.value << ' ' << code_of(it.command) << ' '
                                 << name_of(it.a);
    EXPECT_EQ(it.b, ErrorCode{});
  }
  EXPECT_EQ(same.unjudged, 0U);
}

TEST_F(Replay, TellsWhichCancellationsComeTooLateUnderALongerDeadline) {
  simulate();
  std::size_t late = 0, cancelled = 0;
  for (const Judgement& it : diff({}, days("12")).judged) {
    EXPECT_EQ(it.a, ErrorCode{});
    cancelled += it.command == CommandKind::cancel_by_school;
    if (it.b == ErrorCode{}) continue;
    EXPECT_EQ(it.command, CommandKind::cancel_by_school);
    EXPECT_EQ(it.b, ErrorCode::too_late);
    const ChangeSet& changes = events_[it.place].changes;
    const Date exam = changes.relied_on.empty() ? Date{} : changes.relied_on.front().date;
    const Date given =
        std::chrono::floor<std::chrono::days>(to_local(zone_of(kSimulated), changes.at));
    if (exam != Date{}) {
      EXPECT_LT(exam - given, std::chrono::days{12});
    }
    ++late;
  }
  EXPECT_GT(late, 0U);
  EXPECT_LT(late, cancelled);
}

TEST_F(Replay, TellsWhichRefusalsAShorterDeadlineWouldHaveAllowed) {
  Policy strict;
  strict.rules = days("30");
  scenario_.habits.cancels = 0;
  scenario_.absences.rate = 0;
  simulate(strict);
  // What was reserved before the exams of a session, refused to be cancelled ten days before.
  std::vector<Refusal> refusals;
  for (const Event& event : events_)
    for (const ReservationChange& it : event.changes.reservations) {
      if (!it.slots_before.empty() || event.changes.relied_on.empty()) continue;
      Refusal refusal;
      refusal.departement = kSimulated;
      refusal.actor = Actor::of_school(it.school);
      refusal.at = event.changes.at + std::chrono::seconds{1};
      refusal.slots = {{it.session, it.plan_after, it.slots_after.front()}};
      refusals.push_back(refusal);
    }
  std::sort(refusals.begin(), refusals.end(),
            [](const Refusal& a, const Refusal& b) { return a.at < b.at; });
  std::size_t allowed = 0, refused = 0;
  for (const Judgement& it : diff(days("30"), days("0"), refusals).judged) {
    if (it.of != Judgement::Of::refusal) continue;
    EXPECT_EQ(it.then, ErrorCode::too_late);
    allowed += it.a == ErrorCode::too_late && it.b == ErrorCode{};
    refused += it.b != ErrorCode{};
  }
  EXPECT_GT(allowed, 10U);
  EXPECT_EQ(refused, 0U);
}

TEST_F(Replay, SaysHowManyItCannotJudge) {
  Policy policy;
  policy.rules = days("7");
  simulate(policy);
  Refusal wish;
  wish.departement = kSimulated;
  wish.command = CommandKind::reserve_slots;
  wish.actor = Actor::of_office({1});
  const PolicyDiff it = diff({}, {}, {wish});
  EXPECT_EQ(it.unjudged, 2U);  // the wish, and the rules that were set
  EXPECT_EQ(it.judged.size(), events_.size() - 1);
}

TEST_F(Replay, RefusesRulesThatAreNone) {
  simulate();
  const auto outcome = policy_diff(events_, {}, directory_, {{kFirstDate, "no.such", "1"}}, {});
  EXPECT_EQ(outcome.error().code, ErrorCode::bad_rule);
}

}  // namespace
}  // namespace creneau::sim
