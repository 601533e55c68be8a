#include <algorithm>
#include <functional>
#include <utility>

#include "engine/engine_test.hpp"
#include "support/forwarding_storage.hpp"

namespace creneau::testing {
namespace {

/// Answers so many commits with a conflict, as if others had been faster each time.
class BusyStorage final : public ForwardingStorage {
 public:
  BusyStorage(Storage& behind, bool joins) : ForwardingStorage(behind), joins_(joins) {}
  [[nodiscard]] bool joins_commits() const noexcept override { return joins_; }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    ++loads;
    return ForwardingStorage::load(needs, snapshot);
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    largest_batch = std::max(largest_batch, sets.size());
    if (meanwhile) meanwhile();
    if (conflicts == 0) return ForwardingStorage::commit(sets, answers);
    --conflicts;
    for (Commit& answer : answers) answer.outcome = Commit::Outcome::conflict;
  }
  int conflicts = 0;
  std::function<void()> meanwhile;
  std::size_t largest_batch = 0;
  mutable int loads = 0;

 private:
  bool joins_;
};

/// Over storages that join commits and over those that do not.
class Conflicts : public EngineTest, public ::testing::WithParamInterface<bool> {
 protected:
  Conflicts() : session(office.planned()) {
    command = office.reserve_command(session, SlotSet::of({0}));
  }

  BusyStorage busy{storage, GetParam()};
  OfficeAtWork rushed{busy, {.max_attempts = 5}};
  SessionId session;
  ReserveSlots command;
};

TEST_P(Conflicts, AreTriedAgainOnWhatTheStorageSaysThen) {
  busy.conflicts = 4;
  EXPECT_TRUE(rushed.engine.run(rushed.call, command));
  EXPECT_EQ(busy.loads, 5);
  EXPECT_EQ(busy.largest_batch, 1U);
  EXPECT_EQ(slots_of(session), "R......");
}

TEST_P(Conflicts, ThatDoNotEndAreAnErrorAfterSoManyAttempts) {
  busy.conflicts = 1000;
  const Picture before = picture();
  const auto answer = rushed.engine.run(rushed.call, command);
  ASSERT_FALSE(answer);
  EXPECT_EQ(in_words(answer.error()), in_words(Error{ErrorCode::conflict}.with_limit(5, 5)));
  EXPECT_EQ(busy.conflicts, 995);
  EXPECT_EQ(picture(), before);
}

TEST_P(Conflicts, EndInARefusalWhereARivalTookTheSlot) {
  busy.conflicts = 1;
  busy.meanwhile = [&] {
    if (busy.conflicts == 1) office.reserve(session, SlotSet::of({0}), {2});
  };
  const auto answer = rushed.engine.run(rushed.call, command);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::slot_taken);
  EXPECT_EQ(reservations_of({2}).size(), 1U);
}

TEST_P(Conflicts, AreDecidedAtTheInstantAtWhichTheCommandCame) {
  busy.conflicts = 2;
  const Instant came = rushed.clock.now();
  busy.meanwhile = [&] { rushed.clock.advance(std::chrono::hours{24 * 365}); };
  const auto receipt = rushed.engine.run(rushed.call, command);
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt.value().changes.at, came);
}

TEST_P(Conflicts, WithTheSameRequestDoneByARivalGiveItsReceipt) {
  Receipt of_rival;
  busy.meanwhile = [&] { of_rival = done(office.with_request("r-1"), command); };
  EXPECT_EQ(rushed.engine.run(rushed.with_request("r-1"), command).value(), of_rival);
}

TEST_P(Conflicts, WithTheSameRequestUsedByARivalForSomethingElseAreRefused) {
  busy.meanwhile = [&] {
    done(office.with_request("r-1"), office.block_command(session, SlotSet::of({5})));
  };
  const auto answer = rushed.engine.run(rushed.with_request("r-1"), command);
  ASSERT_FALSE(answer);
  EXPECT_EQ(in_words(answer.error()), in_words(Error{ErrorCode::request_reused}.with_text("r-1")));
  EXPECT_EQ(slots_of(session), ".....x.");
}

TEST_P(Conflicts, WithAClosureAddedMeanwhileEndInItsRefusal) {
  const auto refused_by_a_closure = [&](const auto& command, std::int64_t inspector, Date date) {
    bool first = true;
    busy.meanwhile = [&] {
      if (std::exchange(first, false)) close_for_the_day(ClosureScope::inspector, inspector, date);
    };
    const auto answer = rushed.engine.run(rushed.call, command);
    return answer ? ErrorCode::bad_argument : answer.error().code;
  };
  EXPECT_EQ(refused_by_a_closure(command, 1, kMonday), ErrorCode::closed);
  CreateSessions create;
  create.sessions.push_back({{2}, kMonday, HalfDay::morning, {}, {}});
  EXPECT_EQ(refused_by_a_closure(create, 2, kMonday), ErrorCode::closed);
  EXPECT_EQ(refused_by_a_closure(office.plan_command(office.create({3})), 3, kMonday),
            ErrorCode::closed);
  ChangeSession change;
  change.session = office.planned({4});
  change.date = kTuesday;
  EXPECT_EQ(refused_by_a_closure(change, 4, kTuesday), ErrorCode::closed);
  ReserveWish wish;
  wish.school = {1};
  wish.category = Category::ce;
  wish.units = {1};
  wish.inspectors = {InspectorId{4}};
  EXPECT_EQ(refused_by_a_closure(wish, 4, kMonday), ErrorCode::not_enough_slots);
}

INSTANTIATE_TEST_SUITE_P(Over, Conflicts, ::testing::Bool(), [](const auto& instance) {
  return std::string(instance.param ? "StorageThatJoinsCommits" : "StorageThatDoesNot");
});

}  // namespace
}  // namespace creneau::testing
