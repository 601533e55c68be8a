#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class UnplanningSessions : public EngineTest {
 protected:
  /// Schools hold the sessions' slots: each is named with its reservation.
  [[nodiscard]] static Error held(
      ErrorCode code, std::initializer_list<std::pair<ReservationId, SchoolId>> reservations) {
    Error error{code};
    for (const auto& [reservation, school] : reservations) {
      error.subjects.push_back(reservation);
      error.subjects.push_back(school);
    }
    return error;
  }
  [[nodiscard]] UnplanSessions cascade(SessionId id, std::vector<ReservationId> seen) const {
    UnplanSessions unplan = office.unplan_command(id);
    unplan.cascade = std::move(seen);
    unplan.reason = Reason::centre_closed;
    unplan.note = "travaux";
    return unplan;
  }
};

TEST_F(UnplanningSessions, MakesThemAvailableAndTheirSlotsAreGone) {
  const SessionId id = office.planned();
  done(office.block_command(id, SlotSet::of({3})));
  EXPECT_TRUE(told_by(office.unplan_command(id)).empty());
  EXPECT_EQ(slots_of(id), "available");
  EXPECT_FALSE(state_of(id).session.is_planned());
  EXPECT_TRUE(state_of(id).unavailable.empty());
  expect_refused(office.reserve_command(id, SlotSet::of({0})),
                 Error{ErrorCode::session_not_planned, id});
}

TEST_F(UnplanningSessions, OutdatesTheirSlotsForEver) {
  const SessionId id = office.planned();
  done(office.block_command(id, SlotSet::of({3})));
  done(office.unplan_command(id));
  done(office.plan_command(id));
  EXPECT_EQ(slots_of(id), ".......");
  expect_refused(office.reserve_command(id, SlotSet::of({0})),
                 Error{ErrorCode::slot_outdated, SlotId{id, {1}, 0}});
  office.reserve(id, SlotSet::of({0}), {1}, {2});
}

TEST_F(UnplanningSessions, WhileSchoolsHoldSlotsIsRefusedAndNamesThem) {
  const SessionId id = office.planned();
  const ReservationId first = office.reserve(id, SlotSet::of({0, 1}));
  const ReservationId second = office.reserve(id, SlotSet::of({4}), {2});
  expect_refused(office.unplan_command(id),
                 held(ErrorCode::session_has_reservations, {{first, {1}}, {second, {2}}}));
}

TEST_F(UnplanningSessions, WithACascadeCancelsThoseSeenAndTellsEachSchoolInTheSameCommit) {
  const SessionId id = office.planned();
  const ReservationId first = office.reserve(id, SlotSet::of({0, 1}));
  const ReservationId again = office.reserve(id, SlotSet::of({6}));
  const ReservationId second = office.reserve(id, SlotSet::of({4}), {2});
  const auto notices = told_by(cascade(id, {second, first, again}));
  EXPECT_EQ(slots_of(id), "available");
  EXPECT_TRUE(reservations_of({1}).empty());
  EXPECT_TRUE(reservations_of({2}).empty());
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0].kind, NoticeKind::cancelled_by_office);
  EXPECT_EQ(notices[0].to_school, SchoolId{1});
  EXPECT_EQ(notices[0].reason, Reason::centre_closed);
  EXPECT_EQ(notices[0].note, "travaux");
  ASSERT_EQ(notices[0].lines.size(), 2U);
  EXPECT_EQ(notices[0].lines[0].start, kMonday + Minutes{510});
  EXPECT_EQ(notices[0].lines[0].units, Units{2});
  EXPECT_FALSE(notices[0].lines[0].still_held);
  EXPECT_EQ(notices[1].to_school, SchoolId{2});
}

TEST_F(UnplanningSessions, WithACascadeThatDoesNotNameOneIsRefusedAndListsThem) {
  const SessionId id = office.planned();
  const ReservationId seen = office.reserve(id, SlotSet::of({0}));
  const ReservationId later = office.reserve(id, SlotSet::of({1}), {2});
  const Error why = held(ErrorCode::reservations_changed, {{seen, {1}}, {later, {2}}});
  expect_refused(cascade(id, {seen}), why);
  expect_refused(cascade(id, {}), why);
}

TEST_F(UnplanningSessions, WithACascadeThatNamesOneCancelledMeanwhileIsRefused) {
  const SessionId id = office.planned();
  const ReservationId kept = office.reserve(id, SlotSet::of({0}));
  const ReservationId gone = office.reserve(id, SlotSet::of({1}), {2});
  done(office.cancel_command(gone));
  expect_refused(cascade(id, {kept, gone}), held(ErrorCode::reservations_changed, {{kept, {1}}}));
  done(office.cancel_command(kept));
  expect_refused(cascade(id, {kept, gone}), Error{ErrorCode::reservations_changed});
  done(cascade(id, {}));
}

TEST_F(UnplanningSessions, WithACascadeThatNamesOneOfAnotherSessionIsRefused) {
  const SessionId id = office.planned();
  const SessionId other = office.planned({2});
  const ReservationId here = office.reserve(id, SlotSet::of({0}));
  const ReservationId there = office.reserve(other, SlotSet::of({0}));
  expect_refused(cascade(id, {here, there}), held(ErrorCode::reservations_changed, {{here, {1}}}));
  UnplanSessions both = cascade(id, {here, there});
  both.sessions.push_back(other);
  done(both);
}

TEST_F(UnplanningSessions, WithACascadeCancelsWhatAReservationStillHolds) {
  const SessionId id = office.planned();
  const ReservationId seen = office.reserve(id, SlotSet::of({0, 1, 2}));
  CancelByOffice middle;
  middle.slots = {{id, {1}, 1}};
  done(middle);
  const auto notices = told_by(cascade(id, {seen}));
  EXPECT_EQ(notices.front().lines.front().units, Units{2});
  EXPECT_EQ(slots_of(id), "available");
}

TEST_F(UnplanningSessions, ThatHaveBegunIsRefused) {
  const SessionId id = office.planned();
  set_clock("2026-06-15T06:30:00Z");
  expect_refused(office.unplan_command(id), Error{ErrorCode::past, id});
  set_clock("2026-06-15T06:29:59Z");
  done(office.unplan_command(id));
}

TEST_F(UnplanningSessions, IsAllOrNone) {
  UnplanSessions unplan = office.unplan_command(office.planned());
  const SessionId available = office.create({2});
  unplan.sessions.push_back(available);
  expect_refused(unplan, Error{ErrorCode::session_not_planned, available});
}

TEST_F(UnplanningSessions, NamesEachOnceAndAtMostAThousand) {
  expect_refused(office.unplan_command({999'999}),
                 Error{ErrorCode::unknown_session, SessionId{999'999}});
  expect_refused(UnplanSessions{}, Error{ErrorCode::nothing_to_do});
  const SessionId id = office.planned();
  UnplanSessions unplan = office.unplan_command(id);
  unplan.sessions.push_back(id);
  expect_refused(unplan, Error{ErrorCode::named_twice, id});
  unplan.sessions.assign(1001, id);
  expect_refused(unplan, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(UnplanningSessions, TakesNoNoteWithControlCharacters) {
  UnplanSessions unplan = office.unplan_command(office.planned());
  for (const BadText& bad : bad_texts()) {
    unplan.note = bad.text;
    expect_refused(unplan, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

}  // namespace
}  // namespace creneau::testing
