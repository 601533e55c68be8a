#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class ReservingSlots : public EngineTest {
 protected:
  [[nodiscard]] static SlotId slot(SessionId session, unsigned ordinal) {
    return {session, {1}, ordinal};
  }
  /// The slots of each reservation that was made, with its session.
  std::vector<std::pair<SessionId, SlotSet>> made(const ReserveSlots& reserve) {
    std::vector<std::pair<SessionId, SlotSet>> all;
    const Receipt receipt = done(reserve);
    for (const ReservationChange& change : receipt.changes.reservations)
      all.emplace_back(change.session, change.slots_after);
    return all;
  }
};

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST_F(ReservingSlots, GivesThemToTheSchool) {
  const SessionId id = office.planned();
  ReserveSlots reserve = office.reserve_command(id, SlotSet::of({2, 3}), {2});
  reserve.external_ref = "dossier 17";
  const Receipt receipt = done(reserve);
  EXPECT_EQ(slots_of(id), "..RR...");
  ASSERT_EQ(reservations_of({2}).size(), 1U);
  const Reservation held = reservations_of({2}).front().reservation;
  EXPECT_EQ(held.id, receipt.changes.reservations.front().id);
  EXPECT_EQ(held.slots, SlotSet::of({2, 3}));
  EXPECT_EQ(held.external_ref, "dossier 17");
}

TEST_F(ReservingSlots, MakesOneReservationOfAdjacentSlotsInWhateverOrderTheyAreNamed) {
  const SessionId id = office.planned();
  ReserveSlots reserve;
  reserve.school = {1};
  for (const unsigned ordinal : {5U, 1U, 3U, 2U}) reserve.slots.push_back(slot(id, ordinal));
  EXPECT_THAT(made(reserve),
              ElementsAre(Pair(id, SlotSet::of({1, 2, 3})), Pair(id, SlotSet::of({5}))));
}

TEST_F(ReservingSlots, OfTwoSessionsMakesTwoReservationsThoughTheyTouch) {
  const SessionId morning = office.planned();
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{720}, Minutes{780}}, {}});
  const SessionId noon = done(create).changes.sessions.front().after->id;
  done(office.plan_command(noon));
  ReserveSlots reserve = office.reserve_command(morning, SlotSet::of({6}));
  reserve.slots.push_back(slot(noon, 0));
  reserve.slots.push_back(slot(morning, 5));
  EXPECT_THAT(made(reserve), UnorderedElementsAre(Pair(morning, SlotSet::of({5, 6})),
                                                  Pair(noon, SlotSet::of({0}))));
  EXPECT_EQ(slots_of(morning), ".....RR");
  EXPECT_EQ(slots_of(noon), "R.");
}

TEST_F(ReservingSlots, ThatAreReservedIsRefusedAndIsAllOrNone) {
  const SessionId id = office.planned();
  office.reserve(id, SlotSet::of({3}), {2});
  expect_refused(office.reserve_command(id, SlotSet::of({2, 3})),
                 Error{ErrorCode::slot_taken, slot(id, 3)});
  expect_refused(office.reserve_command(id, SlotSet::of({3}), {2}),
                 Error{ErrorCode::slot_taken, slot(id, 3)});
}

TEST_F(ReservingSlots, ThatAreUnavailableIsRefused) {
  const SessionId id = office.planned();
  done(office.block_command(id, SlotSet::of({3})));
  expect_refused(office.reserve_command(id, SlotSet::of({3})),
                 Error{ErrorCode::slot_unavailable, slot(id, 3)});
}

TEST_F(ReservingSlots, ThatDoNotExistIsRefused) {
  const SessionId id = office.planned();
  expect_refused(office.reserve_command(id, SlotSet::of({7})),
                 Error{ErrorCode::unknown_slot, slot(id, 7)});
  ReserveSlots reserve;
  reserve.school = {1};
  reserve.slots = {slot(id, 4'000'000)};
  expect_refused(reserve, Error{ErrorCode::unknown_slot, slot(id, 4'000'000)});
  expect_refused(office.reserve_command({999'999}, SlotSet::of({0})),
                 Error{ErrorCode::unknown_session, SessionId{999'999}});
}

TEST_F(ReservingSlots, OfASessionThatIsNotPlannedIsRefused) {
  const SessionId id = office.create();
  expect_refused(office.reserve_command(id, SlotSet::of({0})),
                 Error{ErrorCode::session_not_planned, id});
}

TEST_F(ReservingSlots, OfAnotherPlanIsRefused) {
  const SessionId id = office.planned();
  expect_refused(office.reserve_command(id, SlotSet::of({0}), {1}, {2}),
                 Error{ErrorCode::slot_outdated, SlotId{id, {2}, 0}});
}

TEST_F(ReservingSlots, OfAnotherDepartementIsRefused) {
  CreateSessions create;
  create.sessions.push_back({{5}, kMonday, HalfDay::morning, {}, {}});
  const SessionId id = done(as_office_of_paris(), create).changes.sessions.front().after->id;
  PlanSessions plan = office.plan_command(id);
  plan.centre = {3};
  done(as_office_of_paris(), plan);
  expect_refused(office.reserve_command(id, SlotSet::of({0})),
                 Error{ErrorCode::unknown_session, id});
  expect_refused({Actor::of_office({1}), k75, {}}, office.reserve_command(id, SlotSet::of({0})),
                 Error{ErrorCode::foreign_departement, subject_of(k75), OfficeId{1}});
}

TEST_F(ReservingSlots, ForASchoolThatDoesNotExistOrIsNotActiveIsRefused) {
  const SessionId id = office.planned();
  expect_refused(office.reserve_command(id, SlotSet::of({0}), {99}),
                 Error{ErrorCode::unknown_school, SchoolId{99}});
  expect_refused(office.reserve_command(id, SlotSet::of({0}), {3}),
                 Error{ErrorCode::inactive_school, SchoolId{3}});
}

TEST_F(ReservingSlots, OfACategoryThatTheSchoolDoesNotTeachIsRefused) {
  School school{{7}, "Auto-école 93-007", "AE-93-007", "ecole7@example.org", {}, true, {}};
  school.categories.insert(Category::d);
  office.directory.add(school);
  const SessionId id = office.planned();
  expect_refused(office.reserve_command(id, SlotSet::of({0}), {7}),
                 Error{ErrorCode::category_not_taught, SchoolId{7}, subject_of(Category::ce)});
  school.categories.insert(Category::ce);
  office.directory.add(school);
  office.reserve(id, SlotSet::of({0}), {7});
}

TEST_F(ReservingSlots, ThatHaveBegunIsRefusedButNotThoseAfterThem) {
  const SessionId id = office.planned();
  set_clock("2026-06-15T07:00:00Z");  // slot 1 begins
  expect_refused(office.reserve_command(id, SlotSet::of({1, 2})),
                 Error{ErrorCode::past, slot(id, 1), Subject{kMonday}});
  office.reserve(id, SlotSet::of({2}));
  set_clock("2026-06-15T06:59:59Z");
  office.reserve(id, SlotSet::of({1}));
}

TEST_F(ReservingSlots, WhileSomebodyIsAwayIsRefusedForThoseSlotsAlone) {
  const SessionId id = office.planned();
  const ClosureId closure =
      close(ClosureScope::inspector, 1, kMonday + Minutes{570}, kMonday + Minutes{600});
  expect_refused(office.reserve_command(id, SlotSet::of({2})),
                 Error{ErrorCode::closed, closure, slot(id, 2)});
  office.reserve(id, SlotSet::of({1}));
  office.reserve(id, SlotSet::of({3}));
  const ClosureId centre = close_for_the_day(ClosureScope::centre, 1);
  expect_refused(office.reserve_command(id, SlotSet::of({5})),
                 Error{ErrorCode::closed, centre, slot(id, 5)});
}

TEST_F(ReservingSlots, FurtherAheadThanTheRulesAllowIsRefused) {
  set_rule("reservation.days_ahead", "7");
  set_rule("reservation.opens_at", "09:00");
  const SessionId id = office.planned();
  const ReserveSlots reserve = office.reserve_command(id, SlotSet::of({0}));
  const Instant opens = *parse_instant("2026-06-08T07:00:00Z");
  office.clock.set(opens - std::chrono::microseconds{1});
  expect_refused(reserve, Error{ErrorCode::not_yet_open, id, Subject{kMonday}}.with_limit(
                              opens.time_since_epoch().count(),
                              office.clock.now().time_since_epoch().count()));
  office.clock.set(opens);
  done(reserve);
}

TEST_F(ReservingSlots, NamesEachOnceAndAtMostAThousand) {
  const SessionId id = office.planned();
  ReserveSlots reserve;
  reserve.school = {1};
  expect_refused(reserve, Error{ErrorCode::nothing_to_do});
  reserve.slots = {slot(id, 0), slot(id, 1), slot(id, 0)};
  expect_refused(reserve, Error{ErrorCode::named_twice, slot(id, 0)});
  reserve.slots.assign(1001, slot(id, 0));
  expect_refused(reserve, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(ReservingSlots, AThousandAtOnceIsDone) {
  CreateSessions create;
  create.override_calendar = true;
  for (int day = 0; day < 100; ++day)
    for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon})
      create.sessions.push_back({{1}, kMonday + std::chrono::days{day}, half_day, {}, {}});
  PlanSessions plan = office.plan_command({});
  plan.sessions.clear();
  plan.override_calendar = true;
  for (const SessionChange& change : done(create).changes.sessions)
    plan.sessions.push_back(change.after->id);
  done(plan);
  ReserveSlots reserve;
  reserve.school = {1};
  for (const SessionId id : plan.sessions)
    for (unsigned ordinal = 0; ordinal < 5; ++ordinal) reserve.slots.push_back(slot(id, ordinal));
  EXPECT_EQ(done(reserve).changes.reservations.size(), 200U);
  CancelByOffice cancel;
  for (const ReservedSession& row : reservations_of({1}))
    cancel.reservations.push_back(row.reservation.id);
  const SessionId more = office.planned({2});
  cancel.reservations.push_back(office.reserve(more, SlotSet::of({0})));
  expect_refused(cancel, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(ReservingSlots, TakesNoReferenceWithControlCharacters) {
  ReserveSlots reserve = office.reserve_command(office.planned(), SlotSet::of({0}));
  for (const BadText& bad : bad_texts()) {
    reserve.external_ref = bad.text;
    expect_refused(reserve, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

}  // namespace
}  // namespace creneau::testing
