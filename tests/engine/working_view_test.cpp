#include "creneau/engine/working_view.hpp"

#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

using detail::WorkingView;

/// A batch in which something is decided and not yet committed, and what the next command sees.
class ABatch : public EngineTest {
 protected:
  ABatch() : session(office.planned()) {}

  template <class Command>
  void decide(const Command& command, std::string request = {}) {
    batch.push_back(
        office.engine.decide(office.with_request(std::move(request)), command).value().changes);
  }
  /// What the next command sees, where it need not wait.
  [[nodiscard]] std::optional<SessionState> seen_by(
      CommandKind command, const std::optional<RequestKey>& request = {}) const {
    Needs needs;
    needs.departement = k93;
    needs.sessions = {session};
    Snapshot snapshot;
    (void)storage.load(needs, snapshot).value();
    laid = WorkingView(batch).lay_over(snapshot, request, command);
    if (laid == Laid::must_wait) return std::nullopt;
    return snapshot.sessions.front();
  }

  using Laid = WorkingView::Laid;
  SessionId session;
  std::vector<ChangeSet> batch;
  mutable Laid laid = Laid::untouched;  ///< by the last look
};

TEST_F(ABatch, ShowsTheSlotsThatItReserves) {
  decide(office.reserve_command(session, SlotSet::of({1, 2})));
  for (const CommandKind kind :
       {CommandKind::reserve_slots, CommandKind::block_slots, CommandKind::unblock_slots})
    EXPECT_EQ(seen_by(kind)->reserved, SlotSet::of({1, 2}));
}

TEST_F(ABatch, SaysWhetherWhatItShowsMayYetFail) {
  decide(office.reserve_command(session, SlotSet::of({1})));
  (void)seen_by(CommandKind::reserve_slots);
  EXPECT_EQ(laid, Laid::over);
  batch.clear();
  decide(office.reserve_command(office.planned({2}), SlotSet::of({1})));
  (void)seen_by(CommandKind::reserve_slots);
  EXPECT_EQ(laid, Laid::untouched);
}

TEST_F(ABatch, ShowsTheSlotsThatItGivesUp) {
  set_rule("cancellation.office_leaves", "free");
  decide(office.cancel_command(office.reserve(session, SlotSet::of({1, 2}))));
  EXPECT_EQ(seen_by(CommandKind::reserve_slots)->reserved, SlotSet{});
}

TEST_F(ABatch, ShowsTheSlotsThatItBlocksAndUnblocks) {
  done(office.block_command(session, SlotSet::of({5, 6})));
  decide(office.block_command(session, SlotSet::of({0})));
  decide(office.unblock_command(session, SlotSet::of({6})));
  EXPECT_EQ(seen_by(CommandKind::reserve_slots)->unavailable, SlotSet::of({0, 5}));
}

TEST_F(ABatch, LetsWaitWhoLooksAtMoreThanSlotsOfItsSessions) {
  decide(office.reserve_command(session, SlotSet::of({1})));
  EXPECT_FALSE(seen_by(CommandKind::cancel_by_office));
  EXPECT_FALSE(seen_by(CommandKind::unplan_sessions));
  batch.clear();
  decide(office.block_command(session, SlotSet::of({1})));
  EXPECT_FALSE(seen_by(CommandKind::change_session));
}

TEST_F(ABatch, LetsNobodyWaitForOtherSessions) {
  decide(office.reserve_command(office.planned({2}), SlotSet::of({1})));
  EXPECT_EQ(seen_by(CommandKind::cancel_by_office), state_of(session));
}

TEST_F(ABatch, LetsItsOwnRequestsWaitAndNoOthers) {
  decide(office.reserve_command(session, SlotSet::of({1})), "r-1");
  const auto waits = [&](Role role, std::int64_t who, const char* request) {
    return !seen_by(CommandKind::reserve_slots, RequestKey{k93, role, who, request});
  };
  EXPECT_TRUE(waits(Role::office, 1, "r-1"));
  EXPECT_FALSE(waits(Role::office, 1, "r-2"));
  EXPECT_FALSE(waits(Role::office, 2, "r-1"));
  EXPECT_FALSE(waits(Role::school, 1, "r-1"));
}

TEST_F(ABatch, EndsWithAChangeOfSessionsClosuresOrRules) {
  decide(office.reserve_command(session, SlotSet::of({1})));
  decide(office.block_command(session, SlotSet::of({2})));
  for (const ChangeSet& changes : batch) EXPECT_FALSE(WorkingView::ends_batch(changes));
  batch.clear();
  decide(office.unplan_command(session));
  AddClosure add;
  add.closure.scope = ClosureScope::office;
  add.closure.who = 1;
  add.closure.from = LocalTime{kMonday};
  add.closure.to = LocalTime{kTuesday};
  decide(add);
  SetRules rules;
  rules.entries.push_back({kMonday, "cancellation.days", "7"});
  batch.push_back(office.engine.decide(as_operator(), rules).value().changes);
  for (const ChangeSet& changes : batch) EXPECT_TRUE(WorkingView::ends_batch(changes));
}

}  // namespace
}  // namespace creneau::testing
