#include "creneau/engine/dispatcher.hpp"

#include <algorithm>
#include <deque>
#include <functional>

#include "engine/engine_test.hpp"

// Over SMTP: tests/smtp/smtp_dispatch_test.cpp. Several at once:
// tests/threads/dispatchers_test.cpp.

namespace creneau::testing {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// Answers as it was told to, then delivers.
class ScriptedNotifier final : public Notifier {
 public:
  Answer deliver(const Notice& notice) override {
    delivered.push_back(notice.id);
    if (meanwhile) meanwhile();
    if (answers.empty()) return {Delivery::delivered, "250"};
    const Answer answer = answers.front();
    answers.pop_front();
    return answer;
  }
  std::deque<Answer> answers;
  std::vector<NoticeId> delivered;
  std::function<void()> meanwhile;
};

class Addresses final : public NoticeWriter {
 public:
  [[nodiscard]] result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) notice.address = "ecole1@example.org";
    return success();
  }
};

class Dispatching : public EngineTest {
 protected:
  Dispatching() : session(office.planned()) {}

  void tell(unsigned ordinal) {
    Engine engine(storage, office.directory, office.clock, {}, &addresses);
    ASSERT_TRUE(engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))));
  }
  DispatchReport run_dispatcher() { return dispatcher().run().value(); }
  [[nodiscard]] Dispatcher dispatcher() {
    return Dispatcher(storage, notifier, office.clock, options);
  }
  [[nodiscard]] OutboxEntry entry() const { return storage.notices({}, {}, 10).value().front(); }

  SessionId session;
  Addresses addresses;
  ScriptedNotifier notifier;
  DispatcherOptions options;
};

TEST_F(Dispatching, DeliversWhatIsDueOldestFirstAndOnce) {
  options.batch = 2;
  for (const unsigned ordinal : {0U, 1U, 2U, 3U, 4U}) tell(ordinal);
  EXPECT_EQ(run_dispatcher().delivered, 5U);
  EXPECT_TRUE(std::is_sorted(notifier.delivered.begin(), notifier.delivered.end()));
  EXPECT_EQ(run_dispatcher().delivered, 0U);
  EXPECT_EQ(storage.notices(NoticeStatus::delivered, {}, 10).value().size(), 5U);
}

TEST_F(Dispatching, TriesAgainAfterADelayThatDoubles) {
  tell(0);
  notifier.answers.assign(9, {Delivery::failed, "451 later"});
  Instant due = office.clock.now();
  for (const int delay : {60, 120, 240, 480}) {
    EXPECT_EQ(run_dispatcher().failed, 1U);
    EXPECT_EQ(entry().last_error, "451 later");
    due += seconds{delay};
    EXPECT_EQ(entry().next_attempt, due);
    office.clock.set(due - seconds{1});
    EXPECT_EQ(run_dispatcher().failed, 0U);
    office.clock.set(due);
  }
  notifier.answers.clear();
  EXPECT_EQ(run_dispatcher().delivered, 1U);
  EXPECT_EQ(entry().attempts, 5);
}

TEST_F(Dispatching, WaitsNoLongerThanTheLongestDelay) {
  options.longest_delay = seconds{100};
  tell(0);
  notifier.answers.assign(3, {Delivery::failed, {}});
  for (const int delay : {60, 100, 100}) {
    run_dispatcher();
    EXPECT_EQ(entry().next_attempt, office.clock.now() + seconds{delay});
    office.clock.set(entry().next_attempt);
  }
}

TEST_F(Dispatching, GivesUpAfterTheLastAttemptAndListsTheNoticeAsDead) {
  options.max_attempts = 3;
  tell(0);
  notifier.answers.assign(3, {Delivery::failed, "451 later"});
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ(run_dispatcher().failed, 1U);
    office.clock.advance(hours{1});
  }
  const DispatchReport last = run_dispatcher();
  EXPECT_EQ(last.dead, 1U);
  EXPECT_EQ(last.failed, 0U);
  EXPECT_EQ(storage.notices(NoticeStatus::dead, {}, 10).value().size(), 1U);
  office.clock.advance(hours{1000});
  EXPECT_EQ(run_dispatcher().delivered, 0U);
}

TEST_F(Dispatching, GivesUpAtOnceWhereTheMailIsRefusedForGood) {
  tell(0);
  notifier.answers = {{Delivery::refused, "550 no such mailbox"}};
  EXPECT_EQ(run_dispatcher().dead, 1U);
  EXPECT_EQ(entry().status, NoticeStatus::dead);
  EXPECT_EQ(entry().last_error, "550 no such mailbox");
}

TEST_F(Dispatching, SendsADeadNoticeWhenItIsAskedTo) {
  tell(0);
  notifier.answers = {{Delivery::refused, "550 no such mailbox"}};
  run_dispatcher();
  ASSERT_TRUE(storage.retry({entry().notice.id}, "autre@example.org", office.clock.now()));
  EXPECT_EQ(run_dispatcher().delivered, 1U);
  EXPECT_EQ(entry().notice.address, "autre@example.org");
  EXPECT_FALSE(storage.retry({entry().notice.id}, {}, office.clock.now()));
}

TEST_F(Dispatching, CountsAnUncertainAttemptAndSendsTheSameAgain) {
  tell(0);
  notifier.answers = {{Delivery::uncertain, "line broke"}};
  const DispatchReport first = run_dispatcher();
  EXPECT_EQ(first.uncertain, 1U);
  EXPECT_EQ(first.failed, 0U);
  EXPECT_EQ(entry().uncertain, 1);
  office.clock.advance(seconds{60});
  EXPECT_EQ(run_dispatcher().delivered, 1U);
  EXPECT_EQ(notifier.delivered[0], notifier.delivered[1]);
}

TEST_F(Dispatching, WhatCannotBeSentWithinItsLeaseIsLeftToALaterRun) {
  for (const unsigned ordinal : {0U, 1U, 2U, 3U}) tell(ordinal);
  notifier.meanwhile = [&] { office.clock.advance(seconds{100}); };
  const DispatchReport first = run_dispatcher();
  EXPECT_EQ(first.delivered, 2U);
  EXPECT_EQ(first.left, 2U);
  EXPECT_EQ(first.lost, 0U);
  office.clock.advance(seconds{100});  // the lease is over
  EXPECT_EQ(run_dispatcher().delivered, 2U);
  EXPECT_EQ(notifier.delivered.size(), 4U) << "each was sent once";
}

TEST_F(Dispatching, OfOneFailureGoesOnWithTheOthers) {
  for (const unsigned ordinal : {0U, 1U, 2U}) tell(ordinal);
  notifier.answers = {{Delivery::failed, {}}, {Delivery::refused, {}}};
  const DispatchReport report = run_dispatcher();
  EXPECT_EQ(report.failed, 1U);
  EXPECT_EQ(report.dead, 1U);
  EXPECT_EQ(report.delivered, 1U);
}

TEST_F(Dispatching, ThatLostItsLeaseRecordsNothing) {
  options.lease = seconds{10};
  tell(0);
  bool is_slow = true;
  notifier.meanwhile = [&] {
    if (!std::exchange(is_slow, false)) return;
    office.clock.advance(seconds{11});
    EXPECT_EQ(run_dispatcher().delivered, 1U);
  };
  notifier.answers = {{Delivery::delivered, {}}, {Delivery::failed, {}}};
  const DispatchReport slow = run_dispatcher();
  EXPECT_EQ(slow.lost, 1U);
  EXPECT_EQ(entry().status, NoticeStatus::delivered);
  EXPECT_EQ(entry().attempts, 1);
}

TEST_F(Dispatching, LeavesToOthersWhatTheyLeased) {
  tell(0);
  const Instant now = office.clock.now();
  ASSERT_EQ(storage.lease(now, now + seconds{10}, 10).value().size(), 1U);
  EXPECT_EQ(run_dispatcher().delivered, 0U);
  office.clock.advance(seconds{10});
  EXPECT_EQ(run_dispatcher().delivered, 1U);
}

TEST_F(Dispatching, WithoutADelayStillTriesANoticeOnceInARun) {
  options.first_delay = seconds{0};
  tell(0);
  notifier.answers.assign(20, {Delivery::failed, "451 later"});
  const DispatchReport report = run_dispatcher();
  EXPECT_EQ(report.failed, 1U);
  EXPECT_EQ(report.dead, 0U);
  EXPECT_EQ(notifier.delivered.size(), 1U);
}

}  // namespace
}  // namespace creneau::testing
