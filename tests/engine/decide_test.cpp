#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

/// A host that takes decisions and commits them itself.
class HostThatCommits : public EngineTest {
 protected:
  [[nodiscard]] Commit commit(ChangeSet changes) {
    Commit answer;
    storage.commit(std::span(&changes, 1), std::span(&answer, 1));
    return answer;
  }
};

TEST_F(HostThatCommits, MayTakeADecisionAndStoreItInATransactionOfItsOwn) {
  const SessionId id = office.planned();
  const Call call = office.with_request("r-1");
  const ReserveSlots reserve = office.reserve_command(id, SlotSet::of({0}));
  const Receipt decided = office.engine.decide(call, reserve).value();
  EXPECT_EQ(decided.number, Revision{});
  EXPECT_EQ(slots_of(id), ".......") << "nothing is stored yet";
  const Commit answer = commit(decided.changes);
  EXPECT_EQ(answer.outcome, Commit::Outcome::done);
  EXPECT_EQ(slots_of(id), "R......");
  // From then on the engine knows the request.
  EXPECT_EQ(done(call, reserve).number, answer.number);
}

TEST_F(HostThatCommits, IsToldWhatTheDecisionReliedOn) {
  set_rule("unit.minutes", "20");
  close_for_the_day(ClosureScope::inspector, 2);
  const SessionId id = office.planned();
  const ChangeSet changes =
      office.engine.decide(office.call, office.reserve_command(id, SlotSet::of({0})))
          .value()
          .changes;
  EXPECT_EQ(changes.rules, RulesVersion{1});
  EXPECT_TRUE(changes.closures);
  ASSERT_EQ(changes.relied_on.size(), 1U);
  EXPECT_EQ(changes.relied_on.front(), state_of(id).session);
}

TEST_F(HostThatCommits, IsToldTheSessionsThatACancellationOrABlockReliedOn) {
  const SessionId id = office.planned();
  const ReservationId reservation = office.reserve(id, SlotSet::of({0}));
  const Session relied_on = state_of(id).session;
  const auto decided = [&](const auto& command) {
    return office.engine.decide(office.call, command).value().changes.relied_on;
  };
  const auto just_it = ::testing::ElementsAre(relied_on);
  EXPECT_THAT(decided(office.cancel_command(reservation)), just_it);
  EXPECT_THAT(decided(office.block_command(id, SlotSet::of({1, 2}))), just_it);
}

TEST_F(HostThatCommits, IsRefusedWhereTheDecisionNoLongerHolds) {
  const SessionId id = office.planned();
  const ChangeSet first =
      office.engine.decide(office.call, office.reserve_command(id, SlotSet::of({0})))
          .value()
          .changes;
  office.reserve(id, SlotSet::of({0}), {2});
  EXPECT_EQ(commit(first).outcome, Commit::Outcome::conflict);
}

TEST_F(HostThatCommits, GetsTheReceiptOfARequestThatIsDoneAlready) {
  const SessionId id = office.planned();
  const Call call = office.with_request("r-1");
  const Receipt receipt = done(call, office.reserve_command(id, SlotSet::of({0})));
  EXPECT_EQ(office.engine.decide(call, office.reserve_command(id, SlotSet::of({0}))).value(),
            receipt);
}

TEST_F(HostThatCommits, MayCallTheDecisionAsAFunctionOfWhatItLoadedItself) {
  const SessionId id = office.planned();
  const ReserveSlots reserve = office.reserve_command(id, SlotSet::of({0}));
  Needs needs;
  needs.departement = k93;
  DirectoryNeeds directory_needs;
  add_needs(reserve, needs, directory_needs);
  Snapshot snapshot;
  ASSERT_TRUE(storage.load(needs, snapshot));
  DirectoryFacts facts;
  ASSERT_TRUE(office.directory.look_up(directory_needs, facts));
  const RuleBook rules;
  ChangeSet changes;
  changes.departement = k93;
  const Situation situation{office.call, office.clock.now(), rules, snapshot, facts};
  ASSERT_TRUE(decide(reserve, situation, changes));
  EXPECT_EQ(commit(changes).outcome, Commit::Outcome::done);
}

using Situations = EngineTest;

TEST_F(Situations, KnowNoSessionOfAnotherDepartement) {
  Snapshot snapshot;
  SessionState& elsewhere = snapshot.sessions.emplace_back();
  elsewhere.session.id = {7};
  elsewhere.session.departement = k75;
  const RuleBook rules;
  const DirectoryFacts facts;
  const Situation situation{office.call, office.clock.now(), rules, snapshot, facts};
  EXPECT_EQ(situation.find(SessionId{7}), nullptr);
  elsewhere.session.departement = k93;
  EXPECT_EQ(situation.find(SessionId{7}), &elsewhere);
}

}  // namespace
}  // namespace creneau::testing
