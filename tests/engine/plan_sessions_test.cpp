#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanningSessions : public EngineTest {
 protected:
  Session planned(const PlanSessions& plan) {
    return done(plan).changes.sessions.front().after.value();
  }
  SessionId created_at(int start, int end) {
    CreateSessions create;
    create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{start}, Minutes{end}}, {}});
    return done(create).changes.sessions.front().after->id;
  }
};

TEST_F(PlanningSessions, GivesThemACentreACategoryAPartAndSlots) {
  const SessionId id = office.create();
  PlanSessions plan = office.plan_command(id);
  plan.centre = {2};
  plan.part = ExamPart::on_road;
  const Session session = planned(plan);
  ASSERT_TRUE(session.is_planned());
  EXPECT_EQ(session.planning->centre, CentreId{2});
  EXPECT_EQ(session.planning->category, Category::ce);
  EXPECT_EQ(session.planning->part, ExamPart::on_road);
  EXPECT_EQ(session.planning->planned_by, OfficeId{1});
  EXPECT_EQ(session.plan, PlanNumber{1});
  EXPECT_EQ(slots_of(id), ".......");
}

TEST_F(PlanningSessions, IsAllOrNone) {
  PlanSessions plan = office.plan_command(office.create());
  const SessionId there = office.planned({2});
  plan.sessions.push_back(there);
  expect_refused(plan, Error{ErrorCode::session_not_available, there});
}

TEST_F(PlanningSessions, SaysWhatTheGridLeavesOver) {
  set_rule("unit.minutes", "20");
  const SessionId id = office.create();
  const Receipt receipt = done(office.plan_command(id));
  EXPECT_THAT(receipt.changes.remarks,
              ElementsAre(Remark{Remark::Kind::minutes_left_over, id, 10}));
  EXPECT_EQ(slots_of(id), "..........");
}

TEST_F(PlanningSessions, SaysWhichUnitsNoExamCanUse) {
  const SessionId id = office.create();
  PlanSessions plan = office.plan_command(id);
  plan.part = ExamPart::off_road;  // two units in CE
  EXPECT_THAT(done(plan).changes.remarks, ElementsAre(Remark{Remark::Kind::orphan_units, id, 1}));
}

TEST_F(PlanningSessions, SaysNothingWhereEverythingCanBeUsed) {
  EXPECT_THAT(done(office.plan_command(office.create())).changes.remarks, IsEmpty());
  PlanSessions plan = office.plan_command(office.create({2}));
  plan.category = Category::c;
  plan.part = ExamPart::off_road;  // one unit
  EXPECT_THAT(done(plan).changes.remarks, IsEmpty());
}

TEST_F(PlanningSessions, LaysTheGridOfTheRulesInForceOnTheExamsDate) {
  set_rule("unit.minutes", "20", kTuesday);
  EXPECT_EQ(slots_of(office.planned()), ".......");
  EXPECT_EQ(slots_of(office.planned({1}, kTuesday)), "..........");
}

TEST_F(PlanningSessions, FreezesUnitsAndGridThoughTheRulesChangeLater) {
  const SessionId id = office.planned();
  const Grid before = state_of(id).session.planning->grid;
  set_rule("unit.minutes", "20");
  set_rule("slot.units", "2");
  EXPECT_EQ(state_of(id).session.planning->grid, before);
  office.reserve(id, SlotSet::of({6}));
  EXPECT_EQ(reservations_of({1}).front().units(), Units{1});
  EXPECT_EQ(reservations_of({1}).front().start(), kMonday + Minutes{690});
  EXPECT_EQ(slots_of(office.planned({2})), ".....");  // five slots of forty minutes
}

TEST_F(PlanningSessions, ThatHaveBegunIsRefused) {
  const SessionId id = office.create();
  set_clock("2026-06-15T06:30:00Z");
  expect_refused(office.plan_command(id), Error{ErrorCode::past, id});
  set_clock("2026-06-15T06:29:59Z");
  planned(office.plan_command(id));
}

TEST_F(PlanningSessions, AtACentreThatDoesNotExistIsRefused) {
  PlanSessions plan = office.plan_command(office.create());
  plan.centre = {99};
  expect_refused(plan, Error{ErrorCode::unknown_centre, CentreId{99}});
}

TEST_F(PlanningSessions, AtACentreOfAnotherZoneIsRefused) {
  PlanSessions plan = office.plan_command(office.create());
  plan.centre = {4};
  expect_refused(plan, Error{ErrorCode::zone_mismatch, CentreId{4}});
}

TEST_F(PlanningSessions, AtACentreOfAnotherDepartementOfTheSameZoneIsAllowed) {
  PlanSessions plan = office.plan_command(office.create());
  plan.centre = {3};
  EXPECT_EQ(planned(plan).departement, k93);
}

TEST_F(PlanningSessions, OfACategoryThatTheCentreDoesNotHoldIsRefused) {
  Centre centre{{6}, "Pantin", "Pantin", k93, {}, {}};
  centre.categories.insert(Category::d);
  office.directory.add(centre);
  PlanSessions plan = office.plan_command(office.create());
  plan.centre = {6};
  expect_refused(plan,
                 Error{ErrorCode::category_not_at_centre, CentreId{6}, subject_of(Category::ce)});
  plan.category = Category::d;
  planned(plan);
}

TEST_F(PlanningSessions, OfACategoryThatTheInspectorMayNotExamineIsRefused) {
  Inspector inspector{{7}, "93-07", "IPCSR 93-07", {}, {{k93, {}}}, {}};
  inspector.categories.insert(Category::d);
  office.directory.add(inspector);
  PlanSessions plan = office.plan_command(office.create({7}));
  expect_refused(plan,
                 Error{ErrorCode::category_not_examined, InspectorId{7}, subject_of(Category::ce)});
  plan.category = Category::d;
  planned(plan);
}

TEST_F(PlanningSessions, OfAnInspectorWhoWasPostedElsewhereMeanwhileIsRefused) {
  const SessionId id = office.create();
  post({1}, {{k75, {}}});
  expect_refused(
      office.plan_command(id),
      Error{ErrorCode::posted_elsewhere, InspectorId{1}, Subject{kMonday}}.about(subject_of(k75)));
  post({1}, {});
  expect_refused(office.plan_command(id),
                 Error{ErrorCode::no_posting, InspectorId{1}, Subject{kMonday}});
}

TEST_F(PlanningSessions, OnADayThatBecameAHolidayIsRefusedUnlessOverridden) {
  const SessionId id = office.create();
  set_rule("holiday.93.2026-06-15", "on");
  PlanSessions plan = office.plan_command(id);
  expect_refused(plan, Error{ErrorCode::holiday, Subject{kMonday}});
  plan.override_calendar = true;
  planned(plan);
}

TEST_F(PlanningSessions, WhileInspectorCentreOrOfficeIsAwayIsRefusedUnlessOverridden) {
  PlanSessions plan = office.plan_command(office.create());
  for (const ClosureScope scope :
       {ClosureScope::inspector, ClosureScope::centre, ClosureScope::office}) {
    const ClosureId closure = close_for_the_day(scope, 1);
    expect_refused(plan, Error{ErrorCode::closed, closure, Subject{kMonday}});
    RemoveClosures remove;
    remove.closures = {closure};
    done(remove);
  }
  close_for_the_day(ClosureScope::inspector, 2);
  close_for_the_day(ClosureScope::centre, 2);
  close_for_the_day(ClosureScope::office, 1, kTuesday);
  planned(plan);
  close_for_the_day(ClosureScope::centre, 1);
  PlanSessions other = office.plan_command(office.create({3}));
  other.override_calendar = true;
  planned(other);
}

TEST_F(PlanningSessions, ShorterThanOneSlotOrWithTooManyIsRefused) {
  const SessionId brief = created_at(540, 560);
  expect_refused(office.plan_command(brief),
                 Error{ErrorCode::grid_does_not_fit, brief}.with_limit(30, 20));
  set_rule("unit.minutes", "1");
  const SessionId fine = created_at(600, 665);
  expect_refused(office.plan_command(fine),
                 Error{ErrorCode::grid_does_not_fit, fine}.with_limit(1, 65));
}

TEST_F(PlanningSessions, NamesEachOnceAndAtMostAThousand) {
  PlanSessions plan = office.plan_command({999'999});
  expect_refused(plan, Error{ErrorCode::unknown_session, SessionId{999'999}});
  plan.sessions.clear();
  expect_refused(plan, Error{ErrorCode::nothing_to_do});
  const SessionId id = office.create();
  plan.sessions = {id, id};
  expect_refused(plan, Error{ErrorCode::named_twice, id});
  plan.sessions.assign(1001, id);
  expect_refused(plan, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(PlanningSessions, OfWhichOneHasBegunIsRefusedWhole) {
  const SessionId begun = office.create();
  PlanSessions plan = office.plan_command(office.create({1}, kTuesday));
  plan.sessions.push_back(begun);
  set_clock("2026-06-15T06:30:00Z");
  expect_refused(plan, Error{ErrorCode::past, begun});
}

}  // namespace
}  // namespace creneau::testing
