#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

/// A planned morning of which a school holds the first three slots. Slot 0 begins at 06:30Z.
class CancellingByTheOffice : public EngineTest {
 protected:
  CancellingByTheOffice() {
    session = office.planned();
    held = office.reserve(session, SlotSet::of({0, 1, 2}));
  }
  [[nodiscard]] SlotId slot(unsigned ordinal) const { return {session, {1}, ordinal}; }
  [[nodiscard]] CancelByOffice slots(std::initializer_list<unsigned> ordinals) const {
    CancelByOffice cancel;
    for (const unsigned ordinal : ordinals) cancel.slots.push_back(slot(ordinal));
    cancel.reason = Reason::weather;
    return cancel;
  }

  SessionId session;
  ReservationId held;
};

TEST_F(CancellingByTheOffice, LeavesTheSlotsOfAWholeReservationUnavailable) {
  done(office.cancel_command(held));
  EXPECT_EQ(slots_of(session), "xxx....");
  EXPECT_TRUE(reservations_of({1}).empty());
}

TEST_F(CancellingByTheOffice, TakesSingleSlotsEvenFromTheMiddle) {
  done(slots({1}));
  EXPECT_EQ(slots_of(session), "RxR....");
  ASSERT_EQ(reservations_of({1}).size(), 1U);
  const ReservedSession row = reservations_of({1}).front();
  EXPECT_EQ(row.reservation.id, held);
  EXPECT_EQ(row.units(), Units{2});
  EXPECT_EQ(row.start(), kMonday + Minutes{510});
  EXPECT_EQ(row.end(), kMonday + Minutes{600});
}

TEST_F(CancellingByTheOffice, OfTheLastSlotEndsTheReservation) {
  done(slots({0, 1}));
  done(slots({2}));
  EXPECT_TRUE(reservations_of({1}).empty());
  expect_refused(office.cancel_command(held), Error{ErrorCode::unknown_reservation, held});
}

TEST_F(CancellingByTheOffice, LeavesSlotsAsTheRulesOfTheExamsDateSay) {
  set_rule("cancellation.office_leaves", "free", kMonday);
  set_rule("cancellation.office_leaves", "unavailable", kTuesday);
  done(slots({1}));
  EXPECT_EQ(slots_of(session), "R.R....");
}

TEST_F(CancellingByTheOffice, KeepsReasonAndNoteWithTheSlots) {
  CancelByOffice cancel = slots({1});
  cancel.note = "neige";
  const ChangeSet kept = done(cancel).changes;
  EXPECT_EQ(kept.reason, Reason::weather);
  EXPECT_EQ(kept.note, "neige");
  ASSERT_EQ(kept.blocks.size(), 1U);
  EXPECT_EQ(kept.blocks.front().reason, Reason::weather);
  EXPECT_EQ(kept.blocks.front().note, "neige");
}

TEST_F(CancellingByTheOffice, TakesReservationsAndSlotsTogether) {
  const ReservationId other = office.reserve(session, SlotSet::of({5}), {2});
  CancelByOffice cancel = slots({0});
  cancel.reservations = {other};
  done(cancel);
  EXPECT_EQ(slots_of(session), "xRR..x.");
}

TEST_F(CancellingByTheOffice, TellsTheSchoolOfTheSlotsAndWhatItStillHolds) {
  const auto notices = told_by(slots({0}));
  ASSERT_EQ(notices.size(), 1U);
  const Notice& told = notices.front();
  EXPECT_EQ(told.kind, NoticeKind::cancelled_by_office);
  EXPECT_EQ(told.to_school, SchoolId{1});
  ASSERT_EQ(told.lines.size(), 1U);
  const NoticeLine& line = told.lines.front();
  EXPECT_EQ(line.start, kMonday + Minutes{510});
  EXPECT_EQ(line.end, kMonday + Minutes{540});
  EXPECT_EQ(line.units, Units{1});
  EXPECT_TRUE(line.still_held);
  EXPECT_EQ(line.held_start, kMonday + Minutes{540});
  EXPECT_EQ(line.held_end, kMonday + Minutes{600});
}

TEST_F(CancellingByTheOffice, OfAMiddleSlotTellsTheTimeFromTheFirstToTheLastThatRemains) {
  done(slots({1}));
  const NoticeLine line = told_by(slots({0})).front().lines.front();
  EXPECT_EQ(line.held_start, kMonday + Minutes{570});
  EXPECT_EQ(line.held_end, kMonday + Minutes{600});
  const NoticeLine last = told_by(slots({2})).front().lines.front();
  EXPECT_FALSE(last.still_held);
}

TEST_F(CancellingByTheOffice, IsAllowedUntilTheSlotBegins) {
  set_clock("2026-06-15T06:29:59Z");
  EXPECT_TRUE(office.engine.preview(office.call, office.cancel_command(held)));
  set_clock("2026-06-15T06:30:00Z");
  expect_refused(office.cancel_command(held), Error{ErrorCode::past, held, slot(0)});
  expect_refused(slots({0}), Error{ErrorCode::past, held, slot(0)});
}

TEST_F(CancellingByTheOffice, OfLaterSlotsIsAllowedThoughTheFirstHasBegun) {
  set_clock("2026-06-15T06:30:00Z");
  const auto notices = told_by(slots({1, 2}));
  EXPECT_EQ(slots_of(session), "Rxx....");
  EXPECT_EQ(notices.size(), 1U);
}

TEST_F(CancellingByTheOffice, IsAllOrNone) {
  const ReservationId other = office.reserve(session, SlotSet::of({5}), {2});
  set_clock("2026-06-15T06:30:00Z");
  CancelByOffice cancel = office.cancel_command(other);
  cancel.reservations.push_back(held);
  expect_refused(cancel, Error{ErrorCode::past, held, slot(0)});
}

TEST_F(CancellingByTheOffice, AfterwardsIsACorrectionWithAReasonOfWhichNobodyIsTold) {
  set_clock("2026-06-16T08:00:00Z");
  CancelByOffice cancel = office.cancel_command(held);
  cancel.correction = true;
  cancel.reason = Reason::unstated;
  expect_refused(cancel, Error{ErrorCode::reason_required});
  cancel.reason = Reason::error;
  const auto notices = told_by(cancel);
  EXPECT_TRUE(notices.empty());
  EXPECT_EQ(slots_of(session), "xxx....");
}

TEST_F(CancellingByTheOffice, OfWhatHasNotBegunIsNeverASilentCorrection) {
  CancelByOffice cancel = slots({2});
  cancel.correction = true;
  EXPECT_EQ(told_by(cancel).size(), 1U);
  set_clock("2026-06-15T06:30:00Z");
  cancel = office.cancel_command(held);
  cancel.correction = true;
  const auto notices = told_by(cancel);
  ASSERT_EQ(notices.size(), 1U) << "of the second slot, which is still ahead";
  EXPECT_EQ(notices.front().lines.front().start, kMonday + Minutes{540});
  EXPECT_EQ(notices.front().lines.front().units, Units{1});
}

TEST_F(CancellingByTheOffice, OfSlotsThatNobodyHoldsIsRefused) {
  expect_refused(slots({4}), Error{ErrorCode::slot_not_reserved, slot(4)});
  expect_refused(slots({7}), Error{ErrorCode::unknown_slot, slot(7)});
  CancelByOffice cancel;
  cancel.slots = {{session, {2}, 0}};
  expect_refused(cancel, Error{ErrorCode::slot_outdated, SlotId{session, {2}, 0}});
  const SessionId available = office.create({2});
  cancel.slots = {{available, {1}, 0}};
  expect_refused(cancel, Error{ErrorCode::session_not_planned, available});
  cancel.slots = {{{999'999}, {1}, 0}};
  expect_refused(cancel, Error{ErrorCode::unknown_session, SessionId{999'999}});
}

TEST_F(CancellingByTheOffice, OfAReservationThatIsNotThereIsRefused) {
  expect_refused(office.cancel_command({999'999}),
                 Error{ErrorCode::unknown_reservation, ReservationId{999'999}});
  expect_refused(as_office_of_paris(), office.cancel_command(held),
                 Error{ErrorCode::unknown_reservation, held});
}

TEST_F(CancellingByTheOffice, NamesEachOnceAndAtMostAThousand) {
  expect_refused(CancelByOffice{}, Error{ErrorCode::nothing_to_do});
  CancelByOffice twice = office.cancel_command(held);
  twice.reservations.push_back(held);
  expect_refused(twice, Error{ErrorCode::named_twice, held});
  expect_refused(slots({1, 1}), Error{ErrorCode::named_twice, slot(1)});
  CancelByOffice both = slots({1});
  both.reservations = {held};
  expect_refused(both, Error{ErrorCode::named_twice, slot(1)});
  CancelByOffice many;
  many.slots.assign(1001, slot(0));
  expect_refused(many, Error{ErrorCode::too_large}.with_limit(1000, 1001));
  CancelByOffice many_reservations;
  many_reservations.reservations.assign(1001, held);
  expect_refused(many_reservations, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(CancellingByTheOffice, TakesNoNoteWithControlCharacters) {
  CancelByOffice cancel = office.cancel_command(held);
  for (const BadText& bad : bad_texts()) {
    cancel.note = bad.text;
    expect_refused(cancel, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

}  // namespace
}  // namespace creneau::testing
