#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class BlockingSlots : public EngineTest {
 protected:
  BlockingSlots() : session(office.planned()) {}
  [[nodiscard]] SlotId slot(unsigned ordinal) const { return {session, {1}, ordinal}; }
  [[nodiscard]] BlockSlots block(SlotSet slots) const {
    return office.block_command(session, slots);
  }
  [[nodiscard]] UnblockSlots unblock(SlotSet slots) const {
    return office.unblock_command(session, slots);
  }

  SessionId session;
};

TEST_F(BlockingSlots, MakesThemUnavailableWithTheReason) {
  BlockSlots command = block(SlotSet::of({5, 6}));
  command.note = "part plus tôt";
  const ChangeSet changes = done(command).changes;
  EXPECT_EQ(slots_of(session), ".....xx");
  EXPECT_EQ(changes.reason, Reason::inspector_absent);
  EXPECT_EQ(changes.note, "part plus tôt");
  EXPECT_TRUE(picture().notices.empty());
  ASSERT_EQ(changes.blocks.size(), 1U);
  EXPECT_EQ(changes.blocks.front().note, "part plus tôt");
}

TEST_F(BlockingSlots, AndUnblockingThemMakesThemFree) {
  done(block(SlotSet::of({5, 6})));
  done(unblock(SlotSet::of({6})));
  EXPECT_EQ(slots_of(session), ".....x.");
  office.reserve(session, SlotSet::of({6}));
}

TEST_F(BlockingSlots, UnblocksWhatACancellationByTheOfficeLeft) {
  done(office.cancel_command(office.reserve(session, SlotSet::of({2}))));
  done(unblock(SlotSet::of({2})));
  EXPECT_EQ(slots_of(session), ".......");
}

TEST_F(BlockingSlots, ThatAreNotFreeIsRefusedAndIsAllOrNone) {
  office.reserve(session, SlotSet::of({1}));
  expect_refused(block(SlotSet::of({0, 1})), Error{ErrorCode::slot_taken, slot(1)});
  done(block(SlotSet::of({2})));
  expect_refused(block(SlotSet::of({0, 2})), Error{ErrorCode::slot_unavailable, slot(2)});
}

TEST_F(BlockingSlots, UnblockingWhatIsNotUnavailableIsRefused) {
  office.reserve(session, SlotSet::of({1}));
  done(block(SlotSet::of({2})));
  expect_refused(unblock(SlotSet::of({2, 3})), Error{ErrorCode::slot_not_blocked, slot(3)});
  expect_refused(unblock(SlotSet::of({1})), Error{ErrorCode::slot_not_blocked, slot(1)});
}

TEST_F(BlockingSlots, ThatHaveBegunIsRefused) {
  done(block(SlotSet::of({0, 2})));
  set_clock("2026-06-15T07:00:00Z");  // slot 1 begins
  expect_refused(block(SlotSet::of({1})), Error{ErrorCode::past, slot(1)});
  expect_refused(unblock(SlotSet::of({0})), Error{ErrorCode::past, slot(0)});
  done(unblock(SlotSet::of({2})));
  done(block(SlotSet::of({2})));
}

TEST_F(BlockingSlots, OfSeveralSessionsIsOneCommand) {
  const SessionId other = office.planned({2});
  BlockSlots command = block(SlotSet::of({0}));
  command.slots.push_back({other, {1}, 3});
  command.slots.push_back(slot(1));
  EXPECT_EQ(done(command).changes.blocks.size(), 2U);
  EXPECT_EQ(slots_of(session), "xx.....");
  EXPECT_EQ(slots_of(other), "...x...");
}

TEST_F(BlockingSlots, ThatDoNotExistIsRefused) {
  expect_refused(block(SlotSet::of({7})), Error{ErrorCode::unknown_slot, slot(7)});
  expect_refused(office.block_command(session, SlotSet::of({0}), {2}),
                 Error{ErrorCode::slot_outdated, SlotId{session, {2}, 0}});
  const SessionId available = office.create({2});
  expect_refused(office.block_command(available, SlotSet::of({0})),
                 Error{ErrorCode::session_not_planned, available});
  expect_refused(office.unblock_command({999'999}, SlotSet::of({0})),
                 Error{ErrorCode::unknown_session, SessionId{999'999}});
}

TEST_F(BlockingSlots, NamesEachOnceAndAtMostAThousand) {
  expect_refused(block({}), Error{ErrorCode::nothing_to_do});
  expect_refused(unblock({}), Error{ErrorCode::nothing_to_do});
  BlockSlots twice = block(SlotSet::of({0}));
  twice.slots.push_back(slot(0));
  expect_refused(twice, Error{ErrorCode::named_twice, slot(0)});
  twice.slots.assign(1001, slot(0));
  expect_refused(twice, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(BlockingSlots, TakesNoNoteWithControlCharacters) {
  BlockSlots command = block(SlotSet::of({0}));
  for (const BadText& bad : bad_texts()) {
    command.note = bad.text;
    expect_refused(command, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

}  // namespace
}  // namespace creneau::testing
