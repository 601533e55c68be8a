#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Closures : public EngineTest {
 protected:
  [[nodiscard]] static AddClosure command(ClosureScope scope, std::int64_t who) {
    AddClosure add;
    add.closure.scope = scope;
    add.closure.who = who;
    add.closure.from = LocalTime{kMonday};
    add.closure.to = LocalTime{kTuesday};
    add.closure.reason = Reason::vehicle;
    add.closure.note = "révision";
    return add;
  }
};

TEST_F(Closures, AreKeptWithWhoWhenAndWhy) {
  const Receipt receipt = done(command(ClosureScope::centre, 2));
  const auto kept = storage.closures({k93, {}}, {}).value().rows;
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front(), receipt.changes.closures_changed.front().closure);
  EXPECT_EQ(kept.front().departement, k93);
  EXPECT_EQ(kept.front().who, 2);
  EXPECT_EQ(kept.front().note, "révision");
  EXPECT_EQ(receipt.changes.reason, Reason::vehicle);
}

TEST_F(Closures, LeavePlannedSessionsAsTheyAreAndNameThem) {
  const SessionId held = office.planned();
  office.reserve(held, SlotSet::of({0, 1}));
  const SessionId other = office.planned({2});
  office.planned({2}, kTuesday);
  const std::size_t told = picture().notices.size();
  EXPECT_THAT(done(command(ClosureScope::office, 1)).changes.remarks,
              ElementsAre(Remark{Remark::Kind::session_in_closure, held, 2},
                          Remark{Remark::Kind::session_in_closure, other, 0}));
  EXPECT_EQ(slots_of(held), "RR.....");
  EXPECT_EQ(picture().notices.size(), told);
}

TEST_F(Closures, NameOnlyTheSessionsThatTheyTouch) {
  const SessionId first = office.planned();
  const SessionId second = office.planned({2});
  EXPECT_THAT(done(command(ClosureScope::inspector, 2)).changes.remarks,
              ElementsAre(Remark{Remark::Kind::session_in_closure, second, 0}));
  AddClosure afternoon = command(ClosureScope::inspector, 1);
  afternoon.closure.from = kMonday + Minutes{720};
  EXPECT_THAT(done(afternoon).changes.remarks, IsEmpty());
  afternoon.closure.from = kMonday + Minutes{719};
  EXPECT_THAT(done(afternoon).changes.remarks,
              ElementsAre(Remark{Remark::Kind::session_in_closure, first, 0}));
  EXPECT_THAT(done(command(ClosureScope::centre, 2)).changes.remarks, IsEmpty());
}

TEST_F(Closures, OverASessionSparesItsReservationsButClosesItsFreeSlots) {
  const SessionId id = office.planned();
  const ReservationId held = office.reserve(id, SlotSet::of({0}));
  const ClosureId closure =
      done(command(ClosureScope::inspector, 1)).changes.closures_changed.front().closure.id;
  expect_refused(office.reserve_command(id, SlotSet::of({1})),
                 Error{ErrorCode::closed, closure, SlotId{id, {1}, 1}});
  EXPECT_EQ(reservations_of({1}).front().reservation.id, held);
  RemoveClosures remove;
  remove.closures = {closure};
  done(remove);
  office.reserve(id, SlotSet::of({1}));
}

TEST_F(Closures, StandInThePlanningOfTheOfficeAlone) {
  done(command(ClosureScope::inspector, 5));  // who works in Paris
  CreateSessions create;
  create.sessions.push_back({{5}, kMonday, HalfDay::morning, {}, {}});
  done(as_office_of_paris(), create);
  EXPECT_TRUE(storage.closures({k75, {}}, {}).value().rows.empty());
}

TEST_F(Closures, MayBeOfThePastBecauseTheyAreARecord) {
  AddClosure add = command(ClosureScope::inspector, 1);
  add.closure.from = LocalTime{make_date(2026, 5, 4)};
  add.closure.to = LocalTime{make_date(2026, 5, 6)};
  done(add);
}

TEST_F(Closures, OfWhoDoesNotExistAreRefused) {
  expect_refused(command(ClosureScope::inspector, 99),
                 Error{ErrorCode::unknown_inspector, InspectorId{99}});
  expect_refused(command(ClosureScope::centre, 99), Error{ErrorCode::unknown_centre, CentreId{99}});
  expect_refused(command(ClosureScope::office, 2), Error{ErrorCode::not_allowed, OfficeId{2}});
}

TEST_F(Closures, AtATimeThatTheClockSkipsAreRefused) {
  const Date spring = make_date(2027, 3, 28);
  const auto skipped = Error{ErrorCode::time_skipped, Subject{spring}}.with_limit(150, 150);
  AddClosure add = command(ClosureScope::office, 1);
  add.closure.from = spring + Minutes{150};
  add.closure.to = spring + Minutes{300};
  expect_refused(add, skipped);
  add.closure.from = spring + Minutes{60};
  add.closure.to = spring + Minutes{150};
  expect_refused(add, skipped);
}

TEST_F(Closures, OfNoTimeAreRefused) {
  AddClosure add = command(ClosureScope::office, 1);
  add.closure.to = add.closure.from;
  expect_refused(add, Error{ErrorCode::bad_time, Subject{kMonday}});
  add.closure.to = LocalTime{kLastDate + std::chrono::days{1}};
  expect_refused(add, Error{ErrorCode::bad_date, Subject{kMonday}});
  add.closure.from = LocalTime{kFirstDate - std::chrono::days{1}};
  add.closure.to = LocalTime{kMonday};
  expect_refused(add, Error{ErrorCode::bad_date, Subject{kFirstDate - std::chrono::days{1}}});
}

TEST_F(Closures, TakeNoNoteWithControlCharacters) {
  AddClosure add = command(ClosureScope::office, 1);
  for (const BadText& bad : bad_texts()) {
    add.closure.note = bad.text;
    expect_refused(add, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

TEST_F(Closures, AreRemovedAllOrNone) {
  const ClosureId first = close_for_the_day(ClosureScope::inspector, 1);
  const ClosureId second = close_for_the_day(ClosureScope::inspector, 2);
  RemoveClosures remove;
  expect_refused(remove, Error{ErrorCode::nothing_to_do});
  remove.closures = {first, first};
  expect_refused(remove, Error{ErrorCode::named_twice, first});
  remove.closures = {first, {999'999}};
  expect_refused(remove, Error{ErrorCode::unknown_closure, ClosureId{999'999}});
  expect_refused(as_office_of_paris(), remove, Error{ErrorCode::unknown_closure, first});
  remove.closures = {second, first};
  done(remove);
  EXPECT_TRUE(storage.closures({k93, {}}, {}).value().rows.empty());
  expect_refused(remove, Error{ErrorCode::unknown_closure, second});
}

TEST_F(Closures, OfSeveralDaysNameTheSessionsOfEach) {
  const SessionId monday = office.planned();
  const SessionId tuesday = office.planned({1}, kTuesday);
  office.planned({1}, kTuesday + std::chrono::days{1});
  AddClosure add = command(ClosureScope::inspector, 1);
  add.closure.to = LocalTime{kTuesday + std::chrono::days{1}};
  EXPECT_THAT(done(add).changes.remarks,
              ElementsAre(Remark{Remark::Kind::session_in_closure, monday, 0},
                          Remark{Remark::Kind::session_in_closure, tuesday, 0}));
}

}  // namespace
}  // namespace creneau::testing
