#include <set>

#include "engine/engine_test.hpp"
#include "support/forwarding_storage.hpp"

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;

/// A reservation that a wish was given.
struct Given {
  SessionId session;
  SlotSet slots;
  friend bool operator==(const Given&, const Given&) = default;
};

class Wishes : public EngineTest {
 protected:
  [[nodiscard]] static ReserveWish units(std::int32_t count) {
    ReserveWish wish;
    wish.school = {1};
    wish.category = Category::ce;
    wish.units = {count};
    return wish;
  }
  /// Off-road exams in CE take two units.
  [[nodiscard]] static ReserveWish exams(std::int32_t count) {
    ReserveWish wish = units(0);
    wish.exams = count;
    wish.part = ExamPart::off_road;
    return wish;
  }
  std::vector<Given> given(const ReserveWish& wish) {
    std::vector<Given> all;
    const Receipt receipt = done(wish);
    for (const ReservationChange& change : receipt.changes.reservations)
      all.push_back({change.session, change.slots_after});
    return all;
  }
  void block(SessionId id, SlotSet slots) { done(office.block_command(id, slots)); }
  void expect_too_few(const ReserveWish& wish, std::int64_t possible, std::int64_t asked) {
    expect_refused(wish, Error{ErrorCode::not_enough_slots}.with_limit(possible, asked));
  }
};

TEST_F(Wishes, TakeTheEarliestDate) {
  office.planned({1}, kTuesday);
  const SessionId monday = office.planned({2}, kMonday, HalfDay::afternoon);
  EXPECT_THAT(given(units(2)), ElementsAre(Given{monday, SlotSet::of({0, 1})}));
}

TEST_F(Wishes, OfOneDateTakeTheEarliestStart) {
  office.planned({1}, kMonday, HalfDay::afternoon);
  const SessionId morning = office.planned({2});
  EXPECT_THAT(given(units(1)), ElementsAre(Given{morning, SlotSet::of({0})}));
}

TEST_F(Wishes, OfOneStartTakeTheFirstMatriculeAndNotTheFirstNumber) {
  office.directory.add(Inspector{{2}, "93-00", "IPCSR 93-00", {}, {{k93, {}}}, {}});
  office.planned({1});
  const SessionId first = office.planned({2});
  EXPECT_THAT(given(units(1)), ElementsAre(Given{first, SlotSet::of({0})}));
}

TEST_F(Wishes, OfOneStartTakeTheFirstNumberWhereTheInspectorsWerePostedElsewhereMeanwhile) {
  const SessionId first = office.planned({1});
  office.planned({2});
  for (const std::int64_t id : {1, 2}) post({id}, {{k75, {}}});
  EXPECT_THAT(given(units(1)), ElementsAre(Given{first, SlotSet::of({0})}));
}

TEST_F(Wishes, OfOneSessionTakeTheLowestSlotsThatAreAdjacent) {
  const SessionId id = office.planned();
  block(id, SlotSet::of({1}));
  EXPECT_THAT(given(units(2)), ElementsAre(Given{id, SlotSet::of({2, 3})}));
  EXPECT_THAT(given(units(1)), ElementsAre(Given{id, SlotSet::of({0})}));
}

TEST_F(Wishes, RatherStayAdjacentThanEarly) {
  const SessionId early = office.planned();
  block(early, SlotSet::of({2, 5}));
  const SessionId late = office.planned({1}, kTuesday);
  EXPECT_THAT(given(units(3)), ElementsAre(Given{late, SlotSet::of({0, 1, 2})}));
}

TEST_F(Wishes, ThatFitNowhereTakeTheLongestRunsFirst) {
  const SessionId early = office.planned();
  block(early, SlotSet::of({2, 3, 4, 5, 6}));
  const SessionId late = office.planned({1}, kTuesday);
  block(late, SlotSet::of({4, 5, 6}));
  EXPECT_THAT(given(units(5)),
              ElementsAre(Given{late, SlotSet::of({0, 1, 2, 3})}, Given{early, SlotSet::of({0})}));
}

TEST_F(Wishes, ForExamsKeepTheSlotsOfEachExamAdjacent) {
  const SessionId id = office.planned();
  block(id, SlotSet::of({3}));  // runs of three and three: one exam in each
  EXPECT_THAT(given(exams(2)),
              ElementsAre(Given{id, SlotSet::of({0, 1})}, Given{id, SlotSet::of({4, 5})}));
  expect_too_few(exams(1), 0, 1);
}

TEST_F(Wishes, ForExamsCountTheUnitsOfCategoryAndPart) {
  const SessionId id = office.planned();
  EXPECT_THAT(given(exams(3)), ElementsAre(Given{id, SlotSet::first(6)}));
  ReserveWish wish = exams(1);
  wish.category = Category::c;
  PlanSessions plan = office.plan_command(office.create({2}));
  plan.category = Category::c;
  done(plan);
  EXPECT_THAT(given(wish), ElementsAre(Given{plan.sessions.front(), SlotSet::of({0})}));
}

TEST_F(Wishes, ForExamsCountTheUnitsOfTheRulesInForceOnEachDate) {
  set_rule("exam.units.CE.off_road", "1", kTuesday);
  const SessionId monday = office.planned();
  block(monday, SlotSet::of({1, 2, 3, 4, 5, 6}));
  const SessionId tuesday = office.planned({1}, kTuesday);
  block(tuesday, SlotSet::of({1, 2, 3, 4, 5, 6}));
  EXPECT_THAT(given(exams(1)), ElementsAre(Given{tuesday, SlotSet::of({0})}));
}

TEST_F(Wishes, RoundUnitsUpToWholeSlots) {
  set_rule("slot.units", "2");
  const SessionId id = office.planned();
  EXPECT_THAT(given(units(3)), ElementsAre(Given{id, SlotSet::of({0, 1})}));
  EXPECT_THAT(given(exams(1)), ElementsAre(Given{id, SlotSet::of({2})}));
}

TEST_F(Wishes, ForExamsGiveEachExamItsWholeSlots) {
  set_rule("slot.units", "2");
  set_rule("exam.units.CE.off_road", "3");
  const SessionId morning = office.planned();  // three slots of two units
  const SessionId afternoon = office.planned({1}, kMonday, HalfDay::afternoon);
  EXPECT_THAT(given(exams(2)), ElementsAre(Given{morning, SlotSet::of({0, 1})},
                                           Given{afternoon, SlotSet::of({0, 1})}));
}

TEST_F(Wishes, AreServedBySessionsOfTheirPartOrOfAny) {
  PlanSessions plan = office.plan_command(office.create());
  plan.part = ExamPart::on_road;
  done(plan);
  expect_too_few(exams(1), 0, 1);
  const SessionId any = office.planned({2});
  EXPECT_THAT(given(exams(1)), ElementsAre(Given{any, SlotSet::of({0, 1})}));
  PlanSessions same = office.plan_command(office.create({3}, kMonday, HalfDay::afternoon));
  same.part = ExamPart::off_road;
  done(same);
  block(any, SlotSet::of({2, 3, 4, 5, 6}));
  EXPECT_THAT(given(exams(1)), ElementsAre(Given{same.sessions.front(), SlotSet::of({0, 1})}));
}

TEST_F(Wishes, WithoutAPartAreServedBySessionsOfAny) {
  PlanSessions plan = office.plan_command(office.create());
  plan.part = ExamPart::on_road;
  done(plan);
  EXPECT_THAT(given(units(1)), ElementsAre(Given{plan.sessions.front(), SlotSet::of({0})}));
}

TEST_F(Wishes, KeepToTheirCategoryInspectorsCentreDatesAndHalfDay) {
  const SessionId wanted = office.planned({3}, kTuesday, HalfDay::afternoon);
  office.planned({1});
  office.planned({3}, kTuesday);
  PlanSessions elsewhere = office.plan_command(office.create({4}, kTuesday, HalfDay::afternoon));
  elsewhere.centre = {2};
  done(elsewhere);
  const auto narrowed = [&](auto&& narrow) {
    ReserveWish wish = units(1);
    narrow(wish);
    const auto receipt = office.engine.preview(office.call, wish).value();
    return receipt.changes.reservations.front().session;
  };
  EXPECT_EQ(narrowed([&](ReserveWish& it) {
              it.inspectors = {InspectorId{3}, InspectorId{4}};
              it.half_day = HalfDay::afternoon;
            }),
            wanted);
  EXPECT_EQ(narrowed([&](ReserveWish& it) {
              it.period = {kTuesday, kTuesday};
              it.half_day = HalfDay::afternoon;
            }),
            wanted);
  EXPECT_EQ(narrowed([&](ReserveWish& it) { it.centre = {2}; }), elsewhere.sessions.front());
  ReserveWish wish = units(1);
  wish.category = Category::d;
  expect_too_few(wish, 0, 1);
  wish = units(1);
  wish.period = {kTuesday + std::chrono::days{1}, kLastDate};
  expect_too_few(wish, 0, 1);
}

TEST_F(Wishes, BeginAtNoonOrLaterForAnAfternoon) {
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{719}, Minutes{779}}, {}});
  create.sessions.push_back({{2}, kMonday, {}, Hours{Minutes{720}, Minutes{780}}, {}});
  const ChangeSet made = done(create).changes;
  for (const SessionChange& change : made.sessions) done(office.plan_command(change.after->id));
  ReserveWish wish = units(1);
  wish.half_day = HalfDay::afternoon;
  EXPECT_EQ(given(wish).front().session, made.sessions[1].after->id);
  wish.half_day = HalfDay::morning;
  EXPECT_EQ(given(wish).front().session, made.sessions[0].after->id);
}

TEST_F(Wishes, TakeNoSlotThatHasBegunOrInWhichSomebodyIsAway) {
  const SessionId id = office.planned();
  close(ClosureScope::inspector, 1, kMonday + Minutes{570}, kMonday + Minutes{585});
  set_clock("2026-06-15T06:30:00Z");  // slot 0 begins
  EXPECT_THAT(given(units(2)), ElementsAre(Given{id, SlotSet::of({3, 4})}));
  expect_too_few(units(4), 3, 4);
}

TEST_F(Wishes, TakeNoDateThatIsNotOpenYet) {
  set_rule("reservation.days_ahead", "14");
  office.planned({1}, kTuesday);
  expect_too_few(units(1), 0, 1);
  const SessionId open = office.planned();
  EXPECT_THAT(given(units(1)), ElementsAre(Given{open, SlotSet::of({0})}));
}

TEST_F(Wishes, ThatCannotBeFulfilledTakeNothing) {
  office.planned();
  expect_too_few(units(8), 7, 8);
  expect_too_few(exams(4), 3, 4);
}

TEST_F(Wishes, FindWhatLiesBeyondTheFirstCandidates) {
  SessionId last;
  for (int day = 0; day < 15; ++day)
    for (const std::int64_t inspector : {1, 2, 3, 4}) {
      last = office.planned({inspector}, make_date(2026, 8, 17) + std::chrono::days{day});
      if (day < 14) block(last, SlotSet::of({1, 3, 5}));
    }
  ReserveWish wish = units(2);
  wish.inspectors = {InspectorId{4}};
  EXPECT_THAT(given(wish), ElementsAre(Given{last, SlotSet::of({0, 1})}));
  EXPECT_EQ(given(units(7)).front().slots, SlotSet::first(7));
  // 14 days × 4 inspectors × 4 single slots, and what is left of the last day.
  expect_too_few(units(1000), 14 * 4 * 4 + 2 * 7 + 5, 1000);
}

TEST_F(Wishes, TakeWhatRivalsWithTheSameWishLeave) {
  const SessionId id = office.planned();
  EXPECT_THAT(given(units(3)), ElementsAre(Given{id, SlotSet::of({0, 1, 2})}));
  EXPECT_THAT(given(units(3)), ElementsAre(Given{id, SlotSet::of({3, 4, 5})}));
  EXPECT_THAT(given(units(1)), ElementsAre(Given{id, SlotSet::of({6})}));
}

TEST_F(Wishes, SayWhatTheyNeedInExamsOrInUnits) {
  office.planned();
  expect_refused(units(0), Error{ErrorCode::nothing_to_do});
  ReserveWish both = exams(1);
  both.units = {1};
  expect_refused(both, Error{ErrorCode::nothing_to_do});
  expect_refused(units(-1), Error{ErrorCode::nothing_to_do});
  ReserveWish no_part = exams(1);
  no_part.part = ExamPart::unstated;
  expect_refused(no_part, Error{ErrorCode::bad_argument}.with_text("part"));
  expect_refused(units(1001), Error{ErrorCode::too_large}.with_limit(1000, 1001));
  expect_refused(exams(1001), Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(Wishes, OfMoreThanAThousandSlotsAreRefused) {
  set_rule("unit.minutes", "5");  // 42 slots a half-day: 21 exams
  for (int day = 0; day < 6; ++day)
    for (const std::int64_t inspector : {1, 2, 3, 4})
      office.planned({inspector}, kMonday + std::chrono::days{day});
  expect_refused(exams(501), Error{ErrorCode::too_large}.with_limit(1000, 1002));
  done(exams(500));
}

TEST_F(Wishes, OfASchoolThatMayNotHoldThemAreRefused) {
  office.planned();
  ReserveWish wish = units(1);
  wish.school = {99};
  expect_refused(wish, Error{ErrorCode::unknown_school, SchoolId{99}});
  wish.school = {3};
  expect_refused(wish, Error{ErrorCode::inactive_school, SchoolId{3}});
  School school{{7}, "Auto-école 93-007", "AE-93-007", "ecole7@example.org", {}, true, {}};
  school.categories.insert(Category::d);
  office.directory.add(school);
  wish.school = {7};
  expect_refused(wish,
                 Error{ErrorCode::category_not_taught, SchoolId{7}, subject_of(Category::ce)});
}

TEST_F(Wishes, TakeNoReferenceWithControlCharacters) {
  office.planned();
  ReserveWish wish = units(1);
  for (const BadText& bad : bad_texts()) {
    wish.external_ref = bad.text;
    expect_refused(wish, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

/// Answers the first commits as if a rival had been faster.
class RivalsFirst final : public ForwardingStorage {
 public:
  RivalsFirst(Storage& behind, int conflicts) : ForwardingStorage(behind), left_(conflicts) {}
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    if (left_-- <= 0) return ForwardingStorage::commit(sets, answers);
    for (Commit& answer : answers) answer.outcome = Commit::Outcome::conflict;
  }

 private:
  int left_;
};

TEST_F(Wishes, ThatMetARivalBeginAtAnotherPlace) {
  for (int day = 0; day < 20; ++day) office.planned({1}, kMonday + std::chrono::days{7 * day});
  std::set<SessionId> chosen;
  for (const char* request : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    RivalsFirst once(storage, 1);
    OfficeAtWork met(once);
    const auto receipt = met.engine.run(met.with_request(request), units(1)).value();
    chosen.insert(receipt.changes.reservations.front().session);
  }
  EXPECT_GT(chosen.size(), 3U);
}

TEST_F(Wishes, OfFewerThanNothingAreRefusedBesideAnother) {
  office.planned();
  ReserveWish wish;
  wish.school = {1};
  wish.category = Category::ce;
  wish.part = ExamPart::off_road;
  wish.units = {2};
  wish.exams = -1;
  expect_refused(wish, Error{ErrorCode::nothing_to_do});
  wish.units = {-1};
  wish.exams = 2;
  expect_refused(wish, Error{ErrorCode::nothing_to_do});
}

}  // namespace
}  // namespace creneau::testing
