#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class RefusalsJournal : public EngineTest {
 protected:
  RefusalsJournal() {
    session = office.planned();
    cancel.reservations = {office.reserve(session, SlotSet::of({0, 1}))};
    set_clock("2026-06-12T08:00:00Z");
  }
  [[nodiscard]] std::vector<Refusal> journal(Departement departement = k93) const {
    return storage.refusals(departement, {}).value().rows;
  }

  SessionId session;
  CancelBySchool cancel;
};

TEST_F(RefusalsJournal, KeepsWhatASchoolWasRefusedWithAllThatARuleMayBeTriedOn) {
  const Call call{Actor::of_school({1}, "pseudonym"), k93, "r-1"};
  const auto refused = run(call, cancel);
  ASSERT_FALSE(refused);
  ASSERT_EQ(journal().size(), 1U);
  const Refusal kept = journal().front();
  EXPECT_EQ(kept.command, CommandKind::cancel_by_school);
  EXPECT_EQ(kept.actor, call.actor);
  EXPECT_EQ(kept.departement, k93);
  EXPECT_EQ(kept.at, office.clock.now());
  EXPECT_EQ(kept.request, "r-1");
  EXPECT_EQ(kept.code, ErrorCode::too_late);
  EXPECT_EQ(kept.limit, refused.error().limit);
  EXPECT_EQ(kept.actual, refused.error().actual);
  EXPECT_THAT(kept.slots, ::testing::ElementsAre(SlotId{session, {1}, 0}, SlotId{session, {1}, 1}));
}

TEST_F(RefusalsJournal, NamesTheSlotsThatWereAskedForOneByOne) {
  CancelBySchool slots;
  slots.slots = {{session, {1}, 1}};
  EXPECT_FALSE(run(as_school(), slots));
  EXPECT_THAT(journal().front().slots, ::testing::ElementsAre(SlotId{session, {1}, 1}));
}

TEST_F(RefusalsJournal, KeepsNothingOfAnOfficeUnlessTheRulesSaySo) {
  office.reserve(session, SlotSet::of({4}));
  const ReserveSlots taken = office.reserve_command(session, SlotSet::of({4}), {2});
  EXPECT_FALSE(run(taken));
  EXPECT_TRUE(journal().empty());
  set_rule("refusals.journal", "all");
  EXPECT_FALSE(run(taken));
  ASSERT_EQ(journal().size(), 1U);
  EXPECT_EQ(journal().front().code, ErrorCode::slot_taken);
}

TEST_F(RefusalsJournal, IsOffWhereTheRulesSaySo) {
  set_rule("refusals.journal", "none");
  EXPECT_FALSE(run(as_school(), cancel));
  EXPECT_TRUE(journal().empty());
}

TEST_F(RefusalsJournal, FollowsTheRulesOfTheDayOfTheRefusal) {
  set_rule("refusals.journal", "none", make_date(2026, 6, 13));
  EXPECT_FALSE(run(as_school(), cancel));
  set_clock("2026-06-12T22:00:00Z");  // midnight in Seine-Saint-Denis
  EXPECT_FALSE(run(as_school(), cancel));
  EXPECT_EQ(journal().size(), 1U);
}

TEST_F(RefusalsJournal, KeepsRefusalsByRulesAndNoBadInput) {
  set_rule("refusals.journal", "all");
  EXPECT_FALSE(run(as_school(), CancelBySchool{}));
  CancelBySchool unknown;
  unknown.reservations = {{999'999}};
  EXPECT_FALSE(run(as_school(), unknown));
  EXPECT_TRUE(journal().empty());
}

TEST_F(RefusalsJournal, KeepsWhatIsRefusedBeforeItIsConfirmedButNoPreview) {
  EXPECT_FALSE(office.engine.preview(as_school(), cancel));
  EXPECT_TRUE(journal().empty());
  EXPECT_FALSE(office.engine.propose(as_school(), cancel));
  ASSERT_EQ(journal().size(), 1U);
  EXPECT_EQ(journal().front().code, ErrorCode::too_late);
}

TEST_F(RefusalsJournal, IsOffWhereTheEngineIsToldSo) {
  OfficeAtWork simulated(storage, {.journal_refusals = false});
  simulated.clock.set(office.clock.now());
  EXPECT_FALSE(simulated.engine.run(as_school(), cancel));
  EXPECT_TRUE(journal().empty());
}

TEST_F(RefusalsJournal, IsOfItsDepartement) {
  EXPECT_FALSE(run(as_school(), cancel));
  EXPECT_TRUE(journal(k75).empty());
}

}  // namespace
}  // namespace creneau::testing
