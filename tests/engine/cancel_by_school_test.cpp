#include "engine/engine_test.hpp"

// The deadline of every territory and way of counting: tests/policy/deadline_instants_test.cpp.

namespace creneau::testing {
namespace {

/// A planned morning of which school 1 holds the first three slots and school 2 the fifth.
class CancellingByTheSchool : public EngineTest {
 protected:
  CancellingByTheSchool() {
    session = office.planned();
    own = office.reserve(session, SlotSet::of({0, 1, 2}));
    foreign = office.reserve(session, SlotSet::of({4}), {2});
  }
  [[nodiscard]] SlotId slot(unsigned ordinal) const { return {session, {1}, ordinal}; }
  [[nodiscard]] static CancelBySchool whole(ReservationId id) {
    CancelBySchool cancel;
    cancel.reservations = {id};
    return cancel;
  }
  [[nodiscard]] CancelBySchool slots(std::initializer_list<unsigned> ordinals) const {
    CancelBySchool cancel;
    for (const unsigned ordinal : ordinals) cancel.slots.push_back(slot(ordinal));
    return cancel;
  }
  /// Too late, for an exam of school 1 on Monday, with a deadline in UTC.
  [[nodiscard]] Error too_late(std::string_view closes) const {
    Error error{ErrorCode::too_late, own, Subject{kMonday}};
    error.subjects.push_back(OfficeId{1});
    return std::move(error).with_limit(parse_instant(closes)->time_since_epoch().count(),
                                       office.clock.now().time_since_epoch().count());
  }

  SessionId session;
  ReservationId own;
  ReservationId foreign;
};

TEST_F(CancellingByTheSchool, LeavesTheSlotsFree) {
  done(as_school(), whole(own));
  EXPECT_EQ(slots_of(session), "....R..");
  office.reserve(session, SlotSet::of({0}), {2});
}

TEST_F(CancellingByTheSchool, TakesSingleSlots) {
  done(as_school(), slots({1}));
  EXPECT_EQ(slots_of(session), "R.R.R..");
  EXPECT_EQ(reservations_of({1}).front().reservation.id, own);
}

TEST_F(CancellingByTheSchool, LeavesSlotsAsTheRulesOfTheExamsDateSay) {
  set_rule("cancellation.school_leaves", "unavailable", kMonday);
  set_rule("cancellation.school_leaves", "free", kTuesday);
  done(as_school(), slots({1}));
  EXPECT_EQ(slots_of(session), "RxR.R..");
}

TEST_F(CancellingByTheSchool, TellsTheOfficeThatPlannedItAndAcknowledgesItToTheSchool) {
  CancelBySchool cancel = slots({0});
  cancel.note = "candidat malade";
  const auto notices = told_by(as_school(), cancel);
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0].kind, NoticeKind::cancelled_by_school);
  EXPECT_EQ(notices[0].to_office, OfficeId{1});
  EXPECT_EQ(notices[0].to_school, SchoolId{});
  EXPECT_EQ(notices[0].note, "candidat malade");
  EXPECT_EQ(notices[0].lines.front().school, SchoolId{1});
  EXPECT_EQ(notices[1].kind, NoticeKind::cancellation_confirmed);
  EXPECT_EQ(notices[1].to_school, SchoolId{1});
  for (const Notice& notice : notices) {
    EXPECT_EQ(notice.lines.front().units, Units{1});
    EXPECT_TRUE(notice.lines.front().still_held);
  }
}

TEST_F(CancellingByTheSchool, TellsTheOfficeThatPlannedItWhoeverElseWorksThere) {
  Office second{{3}, "BER 93 bis", "ber93bis@example.org", "01 00 00 01 93", {}, {}};
  second.departements.insert(k93);
  office.directory.add(second);
  const Call call{Actor::of_office({3}), k93, {}};
  const SessionId id = office.create({2});
  done(call, office.plan_command(id));
  const ReservationId reservation = office.reserve(id, SlotSet::of({0}));
  EXPECT_EQ(told_by(as_school(), whole(reservation)).front().to_office, OfficeId{3});
}

TEST_F(CancellingByTheSchool, OfExactlySixDaysIsAllowedAndAMomentLaterTooLate) {
  set_clock("2026-06-09T21:59:59.999999Z");
  EXPECT_TRUE(office.engine.preview(as_school(), whole(own)));
  set_clock("2026-06-09T22:00:00Z");
  expect_refused(as_school(), whole(own), too_late("2026-06-09T22:00:00Z"));
}

TEST_F(CancellingByTheSchool, ThatIsTooLateIsExplained) {
  set_clock("2026-06-12T08:00:00Z");
  set_rule("cancellation.counting", "mon_fri");
  const auto refused = run(as_school(), whole(own));
  ASSERT_FALSE(refused);
  ASSERT_NE(refused.error().deadline, nullptr);
  const Deadline& deadline = *refused.error().deadline;
  EXPECT_EQ(deadline.closes_at, *parse_instant("2026-06-05T22:00:00Z"));
  EXPECT_EQ(deadline.closes_at_local, LocalTime{make_date(2026, 6, 6)});
  EXPECT_EQ(deadline.last_day, make_date(2026, 6, 5));
  EXPECT_EQ(deadline.zone, ZoneId::paris);
  EXPECT_EQ(deadline.rule.counting, Counting::mon_fri);
  EXPECT_THAT(deadline.skipped,
              ::testing::ElementsAre(make_date(2026, 6, 14), make_date(2026, 6, 13),
                                     make_date(2026, 6, 7), make_date(2026, 6, 6)));
}

TEST_F(CancellingByTheSchool, FollowsTheRuleInForceOnTheExamsDate) {
  set_rule("cancellation.days", "10", kMonday);
  set_rule("cancellation.days", "1", kTuesday);
  set_clock("2026-06-05T21:59:59Z");
  EXPECT_TRUE(office.engine.preview(as_school(), whole(own)));
  set_clock("2026-06-05T22:00:00Z");
  expect_refused(as_school(), whole(own), too_late("2026-06-05T22:00:00Z"));
}

TEST_F(CancellingByTheSchool, FollowsTheFirstSlotThatIsCancelledWhereHoursAreCounted) {
  set_rule("cancellation.counting", "elapsed_hours");
  set_clock("2026-06-09T06:30:00Z");
  EXPECT_TRUE(office.engine.preview(as_school(), whole(own)));
  set_clock("2026-06-09T06:30:01Z");
  expect_refused(as_school(), whole(own), too_late("2026-06-09T06:30:00.000001Z"));
  expect_refused(as_school(), slots({0}), too_late("2026-06-09T06:30:00.000001Z"));
  EXPECT_TRUE(office.engine.preview(as_school(), slots({1})));
}

TEST_F(CancellingByTheSchool, FollowsTheClockAlsoWhenItIsPutBack) {
  for (int time = 0; time < 3; ++time) {
    set_clock("2026-06-09T22:00:01Z");
    expect_refused(as_school(), whole(own), too_late("2026-06-09T22:00:00Z"));
    set_clock("2026-06-09T21:59:59Z");
    EXPECT_TRUE(office.engine.preview(as_school(), whole(own)));
  }
}

TEST_F(CancellingByTheSchool, OfAnothersReservationIsRefused) {
  expect_refused(as_school(), whole(foreign), Error{ErrorCode::foreign_reservation, foreign});
  expect_refused(as_school(), slots({4}), Error{ErrorCode::foreign_reservation, foreign});
  CancelBySchool both = whole(own);
  both.reservations.push_back(foreign);
  expect_refused(as_school(), both, Error{ErrorCode::foreign_reservation, foreign});
}

TEST_F(CancellingByTheSchool, IsAllOrNone) {
  const SessionId later = office.planned({1}, kMonday + std::chrono::days{7});
  CancelBySchool both = whole(office.reserve(later, SlotSet::of({0})));
  both.reservations.push_back(own);
  set_clock("2026-06-10T08:00:00Z");
  expect_refused(as_school(), both, too_late("2026-06-09T22:00:00Z"));
}

TEST_F(CancellingByTheSchool, OfWhatIsNotHeldIsRefused) {
  expect_refused(as_school(), whole({999'999}),
                 Error{ErrorCode::unknown_reservation, ReservationId{999'999}});
  expect_refused(as_school(), slots({5}), Error{ErrorCode::slot_not_reserved, slot(5)});
  expect_refused(as_school(), CancelBySchool{}, Error{ErrorCode::nothing_to_do});
}

TEST_F(CancellingByTheSchool, ThatIsNoLongerActiveIsStillAllowed) {
  School school = office.directory.schools({{1}}).value().front();
  school.active = false;
  office.directory.add(school);
  done(as_school(), whole(own));
}

TEST_F(CancellingByTheSchool, TakesNoNoteWithControlCharacters) {
  CancelBySchool cancel = whole(own);
  for (const BadText& bad : bad_texts()) {
    cancel.note = bad.text;
    expect_refused(as_school(), cancel, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

}  // namespace
}  // namespace creneau::testing
