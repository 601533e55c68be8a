#include <gmock/gmock.h>

#include "creneau/engine/engine.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/memory/memory_storage.hpp"

namespace creneau {
namespace {

const Departement k93 = *Departement::from_code("93");
constexpr Date kMonday = make_date(2026, 6, 15);

/// Seine-Saint-Denis on 1 June 2026: one office, two inspectors, one centre, two schools.
class DayOfAnOffice : public ::testing::Test {
 protected:
  DayOfAnOffice() {
    Office office{{1}, "BER 93", "ber@example.org", "01 00 00 00 00", {}, {}};
    office.departements.insert(k93);
    directory.add(office);
    for (const std::int64_t id : {1, 2})
      directory.add(Inspector{{id}, "93-0" + std::to_string(id), "IPCSR", {}, {{k93, {}}}, {}});
    directory.add(Centre{{1}, "Rosny", "Rosny-sous-Bois", k93, {}, {}});
    for (const std::int64_t id : {1, 2})
      directory.add(School{{id},
                           "Auto-école 93-00" + std::to_string(id),
                           "AE" + std::to_string(id),
                           "ecole@example.org",
                           {},
                           true,
                           {}});
  }

  SessionId planned_session(InspectorId inspector = {1}) {
    CreateSessions create;
    create.sessions.push_back({inspector, kMonday, HalfDay::morning, {}, {}});
    const SessionId id = engine.run(office, create).value().changes.sessions.front().after->id;
    PlanSessions plan;
    plan.sessions = {id};
    plan.centre = {1};
    plan.category = Category::ce;
    EXPECT_TRUE(engine.run(office, plan));
    return id;
  }
  result<Receipt> reserve(SessionId session, unsigned ordinal, SchoolId school = {1},
                          std::string request = {}) {
    ReserveSlots command;
    command.school = school;
    command.slots.push_back({session, {1}, ordinal});
    Call call = office;
    call.request = std::move(request);
    return engine.run(call, command);
  }
  result<Receipt> cancel_by_school(ReservationId id, SchoolId school = {1}) {
    CancelBySchool command;
    command.reservations.push_back(id);
    return engine.run({Actor::of_school(school), k93, {}}, command);
  }
  UnitCount units() { return storage.units_of(k93, {1}, Week::of(kMonday)); }

  MemoryDirectory directory;
  MemoryStorage storage;
  ManualClock clock{*parse_instant("2026-06-01T08:00Z")};
  Engine engine{storage, directory, clock};
  Call office{Actor::of_office({1}), k93, {}};
};

TEST_F(DayOfAnOffice, APlannedHalfDayOffersSevenUnits) {
  planned_session();
  EXPECT_EQ(units().planned.value, 7);
  EXPECT_EQ(units().unassigned().value, 7);
}

TEST_F(DayOfAnOffice, AReservedSlotIsAssignedAndCannotBeReservedAgain) {
  const SessionId session = planned_session();
  ASSERT_TRUE(reserve(session, 2));
  EXPECT_EQ(units().assigned.value, 1);
  EXPECT_EQ(reserve(session, 2, {2}).error().code, ErrorCode::slot_taken);
}

TEST_F(DayOfAnOffice, ASchoolCancelsUntilSixDaysBeforeAndTheSlotIsFreeAgain) {
  const SessionId session = planned_session();
  const auto reservation = reserve(session, 0).value().changes.reservations.front().id;
  clock.set(*parse_instant("2026-06-09T21:59:59Z"));
  ASSERT_TRUE(cancel_by_school(reservation));
  EXPECT_EQ(units().unassigned().value, 7);
}

TEST_F(DayOfAnOffice, ASchoolThatIsTooLateIsToldTheDeadline) {
  const SessionId session = planned_session();
  const auto reservation = reserve(session, 0).value().changes.reservations.front().id;
  clock.set(*parse_instant("2026-06-09T22:00:00Z"));
  const auto refused = cancel_by_school(reservation);
  ASSERT_EQ(refused.error().code, ErrorCode::too_late);
  EXPECT_EQ(refused.error().deadline->last_day, make_date(2026, 6, 9));
  EXPECT_EQ(units().assigned.value, 1);
}

TEST_F(DayOfAnOffice, ASchoolCannotCancelAnothersReservation) {
  const SessionId session = planned_session();
  const auto reservation = reserve(session, 0).value().changes.reservations.front().id;
  EXPECT_EQ(cancel_by_school(reservation, {2}).error().code, ErrorCode::foreign_reservation);
}

TEST_F(DayOfAnOffice, ASlotCancelledByTheOfficeBecomesUnavailable) {
  const SessionId session = planned_session();
  CancelByOffice cancel;
  cancel.reservations = {reserve(session, 3).value().changes.reservations.front().id};
  cancel.reason = Reason::weather;
  ASSERT_TRUE(engine.run(office, cancel));
  EXPECT_EQ(units().unavailable.value, 1);
  EXPECT_EQ(reserve(session, 3).error().code, ErrorCode::slot_unavailable);
}

TEST_F(DayOfAnOffice, TheSameRequestGivesTheSameReceiptAndChangesNothing) {
  const SessionId session = planned_session();
  const Receipt first = reserve(session, 1, {1}, "r-1").value();
  EXPECT_EQ(reserve(session, 1, {1}, "r-1").value(), first);
  EXPECT_EQ(units().assigned.value, 1);
  EXPECT_EQ(reserve(session, 2, {1}, "r-1").error().code, ErrorCode::request_reused);
}

TEST_F(DayOfAnOffice, UnplanningNamesTheSchoolsThatHoldSlots) {
  const SessionId session = planned_session();
  const auto reservation = reserve(session, 0, {2}).value().changes.reservations.front().id;
  UnplanSessions unplan;
  unplan.sessions = {session};
  const auto refused = engine.run(office, unplan);
  ASSERT_EQ(refused.error().code, ErrorCode::session_has_reservations);
  EXPECT_THAT(refused.error().subjects, ::testing::Contains(Subject{SchoolId{2}}));
  unplan.cascade = {reservation};
  ASSERT_TRUE(engine.run(office, unplan));
  EXPECT_EQ(units().planned.value, 0);
}

TEST_F(DayOfAnOffice, ACascadeThatHasNotSeenEveryReservationIsRefused) {
  const SessionId session = planned_session();
  const auto seen = reserve(session, 0).value().changes.reservations.front().id;
  ASSERT_TRUE(reserve(session, 1, {2}));
  UnplanSessions unplan;
  unplan.sessions = {session};
  unplan.cascade = {seen};
  EXPECT_EQ(engine.run(office, unplan).error().code, ErrorCode::reservations_changed);
  EXPECT_EQ(units().assigned.value, 2);
}

TEST_F(DayOfAnOffice, AChangedSessionKeepsItsReservationsAndOutdatesItsSlots) {
  const SessionId session = planned_session();
  ASSERT_TRUE(reserve(session, 0));
  ChangeSession change;
  change.session = session;
  change.inspector = {2};
  ASSERT_TRUE(engine.run(office, change));
  EXPECT_EQ(units().assigned.value, 0);
  EXPECT_EQ(storage.units_of(k93, {2}, Week::of(kMonday)).assigned.value, 1);
  EXPECT_EQ(reserve(session, 1).error().code, ErrorCode::slot_outdated);
}

TEST_F(DayOfAnOffice, AWishIsFulfilledInTheFirstSessionThatHoldsAllOfIt) {
  const SessionId first = planned_session();
  const SessionId second = planned_session({2});
  ASSERT_TRUE(reserve(first, 3, {2}));
  ReserveWish wish;
  wish.school = {1};
  wish.category = Category::ce;
  wish.units = {4};
  const Receipt receipt = engine.run(office, wish).value();
  ASSERT_EQ(receipt.changes.reservations.size(), 1U);
  EXPECT_EQ(receipt.changes.reservations.front().session, second);
  EXPECT_EQ(receipt.changes.reservations.front().slots_after, SlotSet::first(4));
}

TEST_F(DayOfAnOffice, AnOfficeStaysInItsDepartement) {
  Call elsewhere = office;
  elsewhere.departement = *Departement::from_code("75");
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, HalfDay::morning, {}, {}});
  EXPECT_EQ(engine.run(elsewhere, create).error().code, ErrorCode::foreign_departement);
}

TEST_F(DayOfAnOffice, SessionsOfOneInspectorNeverOverlap) {
  planned_session();
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{700}, Minutes{800}}, {}});
  EXPECT_EQ(engine.run(office, create).error().code, ErrorCode::session_overlap);
}

}  // namespace
}  // namespace creneau
