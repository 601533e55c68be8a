#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

/// A planned morning in which two schools hold slots and one slot is unavailable.
class ChangingASession : public EngineTest {
 protected:
  ChangingASession() {
    session = office.planned();
    first = office.reserve(session, SlotSet::of({0, 1}));
    second = office.reserve(session, SlotSet::of({4}), {2});
    done(office.block_command(session, SlotSet::of({6})));
    change.session = session;
  }
  [[nodiscard]] Session changed() {
    done(change);
    return state_of(session).session;
  }

  SessionId session;
  ReservationId first;
  ReservationId second;
  ChangeSession change;
};

TEST_F(ChangingASession, ReplacesTheInspectorAndNothingElse) {
  const Session before = state_of(session).session;
  change.inspector = {2};
  Session after = changed();
  EXPECT_EQ(after.inspector, InspectorId{2});
  after.inspector = before.inspector;
  after.plan = before.plan;
  after.revision = before.revision;
  EXPECT_EQ(after, before);
}

TEST_F(ChangingASession, ReplacesTheCentreAndNothingElse) {
  const Session before = state_of(session).session;
  change.centre = {2};
  Session after = changed();
  EXPECT_EQ(after.planning->centre, CentreId{2});
  after.planning->centre = before.planning->centre;
  after.plan = before.plan;
  after.revision = before.revision;
  EXPECT_EQ(after, before);
}

TEST_F(ChangingASession, MovesItAndKeepsItsHoursLengthAndGrid) {
  change.date = kTuesday;
  Session after = changed();
  EXPECT_EQ(after.date, kTuesday);
  EXPECT_EQ(after.hours, (Hours{Minutes{510}, Minutes{720}}));
  change.date.reset();
  change.start = Minutes{840};
  after = changed();
  EXPECT_EQ(after.date, kTuesday);
  EXPECT_EQ(after.hours, (Hours{Minutes{840}, Minutes{1050}}));
  EXPECT_EQ(after.planning->grid, (Grid{30, 1, 7}));
  EXPECT_EQ(reservations_of({2}).front().start(), kTuesday + Minutes{960});
}

TEST_F(ChangingASession, KeepsItsGridThoughTheRulesOfTheNewDateAreOthers) {
  set_rule("unit.minutes", "20", kTuesday);
  change.date = kTuesday;
  EXPECT_EQ(changed().planning->grid, (Grid{30, 1, 7}));
}

TEST_F(ChangingASession, KeepsItsReservationsAndUnavailableSlots) {
  change.date = kTuesday;
  change.inspector = {2};
  change.centre = {2};
  done(change);
  EXPECT_EQ(slots_of(session), "RR..R.x");
  EXPECT_EQ(reservations_of({1}).front().reservation.id, first);
  EXPECT_EQ(reservations_of({2}).front().reservation.id, second);
  Needs needs;
  needs.departement = k93;
  needs.sessions = {session};
  needs.blocks_of_sessions = true;
  Snapshot snapshot;
  ASSERT_TRUE(storage.load(needs, snapshot));
  ASSERT_EQ(snapshot.blocks.size(), 1U);
  EXPECT_EQ(snapshot.blocks.front().reason, Reason::inspector_absent);
}

TEST_F(ChangingASession, OutdatesItsSlotsSoThatNoneMeansAnotherHour) {
  change.start = Minutes{540};
  done(change);
  expect_refused(office.reserve_command(session, SlotSet::of({3})),
                 Error{ErrorCode::slot_outdated, SlotId{session, {1}, 3}});
  office.reserve(session, SlotSet::of({3}), {1}, {2});
}

TEST_F(ChangingASession, TellsEachSchoolItsNewTimes) {
  change.start = Minutes{540};
  change.reason = Reason::vehicle;
  const auto notices = told_by(change);
  ASSERT_EQ(notices.size(), 2U);
  const Notice& told = notices.front();
  EXPECT_EQ(told.kind, NoticeKind::changed);
  EXPECT_EQ(told.to_school, SchoolId{1});
  EXPECT_EQ(told.reason, Reason::vehicle);
  ASSERT_EQ(told.lines.size(), 1U);
  EXPECT_EQ(told.lines.front().reservation, first);
  EXPECT_EQ(told.lines.front().start, kMonday + Minutes{540});
  EXPECT_EQ(told.lines.front().end, kMonday + Minutes{600});
  EXPECT_EQ(told.lines.front().units, Units{2});
  EXPECT_TRUE(told.lines.front().still_held);
  EXPECT_EQ(told.lines.front().held_start, kMonday + Minutes{540});
  EXPECT_EQ(notices.back().to_school, SchoolId{2});
}

TEST_F(ChangingASession, StaysLocalAcrossADaylightSavingEdge) {
  const Date summer = make_date(2026, 10, 23);
  const Date winter = make_date(2026, 10, 26);
  change.date = summer;
  done(change);
  CancelBySchool cancel;
  cancel.reservations = {first};
  set_clock("2026-10-17T21:59:59Z");
  EXPECT_TRUE(office.engine.preview(as_school(), cancel));
  change.date = winter;
  set_clock("2026-10-18T08:00:00Z");
  done(change);
  EXPECT_EQ(reservations_of({1}).front().start(), winter + Minutes{510});
  EXPECT_EQ(to_instant(ZoneId::paris, reservations_of({1}).front().start()),
            *parse_instant("2026-10-26T07:30:00Z"));
  set_clock("2026-10-20T21:59:59Z");
  EXPECT_TRUE(office.engine.preview(as_school(), cancel));
  set_clock("2026-10-20T22:00:00Z");
  EXPECT_EQ(run(as_school(), cancel).error().code, ErrorCode::too_late);
}

TEST_F(ChangingASession, IntoWhatItIsAlreadyIsRefused) {
  expect_refused(change, Error{ErrorCode::nothing_to_do, session});
  change.inspector = {1};
  change.centre = {1};
  change.date = kMonday;
  change.start = Minutes{510};
  expect_refused(change, Error{ErrorCode::nothing_to_do, session});
}

TEST_F(ChangingASession, ThatHasBegunIsRefused) {
  change.centre = {2};
  set_clock("2026-06-15T06:30:00Z");
  expect_refused(change, Error{ErrorCode::past, session});
  set_clock("2026-06-15T06:29:59Z");
  done(change);
}

TEST_F(ChangingASession, IntoThePastIsRefused) {
  const Date today = make_date(2026, 6, 1);
  change.date = today;
  expect_refused(change, Error{ErrorCode::past, session, Subject{today}});
  change.start = Minutes{600};
  expect_refused(change, Error{ErrorCode::past, session, Subject{today}});
  change.start = Minutes{601};
  done(change);
}

TEST_F(ChangingASession, OntoATimeThatIsNoneIsRefused) {
  change.start = Minutes{1300};
  expect_refused(change, Error{ErrorCode::bad_time, Subject{kMonday}}.with_limit(1300, 1510));
  change.start = Minutes{150};
  change.date = make_date(2027, 3, 28);
  expect_refused(change,
                 Error{ErrorCode::time_skipped, Subject{*change.date}}.with_limit(150, 150));
  change.date = kLastDate + std::chrono::days{1};
  expect_refused(change, Error{ErrorCode::bad_date, Subject{*change.date}});
}

TEST_F(ChangingASession, OntoAnInspectorPostedElsewhereIsRefused) {
  change.inspector = {5};
  expect_refused(change, Error{ErrorCode::posted_elsewhere, InspectorId{5}, Subject{kMonday}}.about(
                             subject_of(k75)));
  change.inspector = {99};
  expect_refused(change, Error{ErrorCode::unknown_inspector, InspectorId{99}});
}

TEST_F(ChangingASession, OntoADateOnWhichItsInspectorIsPostedElsewhereIsRefused) {
  post({1}, {{k93, {kFirstDate, kMonday}}, {k75, {kTuesday, kLastDate}}});
  change.date = kTuesday;
  expect_refused(
      change,
      Error{ErrorCode::posted_elsewhere, InspectorId{1}, Subject{kTuesday}}.about(subject_of(k75)));
  change.inspector = {2};
  done(change);
}

TEST_F(ChangingASession, OntoAHolidayIsRefusedUnlessOverridden) {
  change.date = make_date(2026, 7, 14);
  expect_refused(change, Error{ErrorCode::holiday, Subject{*change.date}});
  change.override_calendar = true;
  done(change);
}

TEST_F(ChangingASession, OntoAClosureIsRefusedUnlessOverridden) {
  change.date = kTuesday;
  change.inspector = {2};
  change.centre = {2};
  for (const auto& [scope, who] : {std::pair{ClosureScope::inspector, 2},
                                   {ClosureScope::centre, 2},
                                   {ClosureScope::office, 1}}) {
    const ClosureId closure = close_for_the_day(scope, who, kTuesday);
    expect_refused(change, Error{ErrorCode::closed, closure, Subject{kTuesday}});
    RemoveClosures remove;
    remove.closures = {closure};
    done(remove);
  }
  close_for_the_day(ClosureScope::inspector, 1, kTuesday);
  close_for_the_day(ClosureScope::centre, 1, kTuesday);
  done(change);
  close_for_the_day(ClosureScope::office, 1);
  change.date = kMonday;
  change.override_calendar = true;
  done(change);
}

TEST_F(ChangingASession, OntoWhoOrWhatIsClosedOnItsOwnDayIsRefused) {
  change.inspector = {2};
  const ClosureId away = close_for_the_day(ClosureScope::inspector, 2);
  expect_refused(change, Error{ErrorCode::closed, away, Subject{kMonday}});
  change.inspector = {};
  change.centre = {2};
  const ClosureId closed = close_for_the_day(ClosureScope::centre, 2);
  expect_refused(change, Error{ErrorCode::closed, closed, Subject{kMonday}});
}

TEST_F(ChangingASession, OntoADayOnWhichItsInspectorHasAnotherIsRefused) {
  const SessionId there = office.create({1}, kTuesday, HalfDay::afternoon);
  change.date = kTuesday;
  change.start = Minutes{700};
  Error why{ErrorCode::session_overlap, InspectorId{1}, Subject{kTuesday}};
  why.subjects.push_back(session);
  why.subjects.push_back(there);
  expect_refused(change, why);
}

TEST_F(ChangingASession, OntoAnotherSessionOfTheInspectorIsRefused) {
  const SessionId there = office.create({2}, kMonday, HalfDay::afternoon);
  change.inspector = {2};
  change.start = Minutes{700};
  Error why{ErrorCode::session_overlap, InspectorId{2}, Subject{kMonday}};
  why.subjects.push_back(session);
  why.subjects.push_back(there);
  expect_refused(change, why);
  change.start = Minutes{600};  // until 13:30, when the other one begins
  done(change);
}

TEST_F(ChangingASession, OntoItsOwnTimeOverlapsNothing) {
  change.start = Minutes{540};
  done(change);
}

TEST_F(ChangingASession, OntoACentreOfAnotherZoneIsRefused) {
  change.centre = {4};
  expect_refused(change, Error{ErrorCode::zone_mismatch, CentreId{4}});
  change.centre = {99};
  expect_refused(change, Error{ErrorCode::unknown_centre, CentreId{99}});
}

TEST_F(ChangingASession, OntoWhoMayNotHoldItsCategoryIsRefused) {
  Inspector inspector{{7}, "93-07", "IPCSR 93-07", {}, {{k93, {}}}, {}};
  inspector.categories.insert(Category::d);
  office.directory.add(inspector);
  Centre centre{{6}, "Pantin", "Pantin", k93, {}, {}};
  centre.categories.insert(Category::d);
  office.directory.add(centre);
  change.inspector = {7};
  expect_refused(change,
                 Error{ErrorCode::category_not_examined, InspectorId{7}, subject_of(Category::ce)});
  change.inspector = {};
  change.centre = {6};
  expect_refused(change,
                 Error{ErrorCode::category_not_at_centre, CentreId{6}, subject_of(Category::ce)});
}

TEST_F(ChangingASession, ThatIsNotPlannedOrDoesNotExistIsRefused) {
  change.centre = {2};
  change.session = office.create({2});
  expect_refused(change, Error{ErrorCode::session_not_planned, change.session});
  change.session = {999'999};
  expect_refused(change, Error{ErrorCode::unknown_session, change.session});
}

TEST_F(ChangingASession, TakesNoNoteWithControlCharacters) {
  change.centre = {2};
  for (const BadText& bad : bad_texts()) {
    change.note = bad.text;
    expect_refused(change, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

TEST_F(ChangingASession, KeepsReasonAndNoteInTheHistory) {
  change.centre = {2};
  change.reason = Reason::centre_closed;
  change.note = "piste inondée";
  const ChangeSet changes = done(change).changes;
  EXPECT_EQ(changes.reason, Reason::centre_closed);
  EXPECT_EQ(changes.note, "piste inondée");
}

TEST_F(ChangingASession, KeepsTheTimeThatItsGridLeavesOver) {
  set_rule("unit.minutes", "20");
  change.session = office.planned({2});  // ten slots of twenty minutes and ten minutes more
  change.start = Minutes{840};
  done(change);
  EXPECT_EQ(state_of(change.session).session.hours, (Hours{Minutes{840}, Minutes{1050}}));
}

}  // namespace
}  // namespace creneau::testing
