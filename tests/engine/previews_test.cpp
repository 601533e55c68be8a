#include "engine/engine_test.hpp"

// That the errors of a preview are those of the command: expect_refused, in every other file.

namespace creneau::testing {
namespace {

class Previews : public EngineTest {
 protected:
  /// What a preview says is what the command then does, but for what the commit alone gives.
  template <class Command>
  void expect_foreseen(const Call& call, const Command& command) {
    const Picture before = picture();
    Receipt foreseen = office.engine.preview(call, command).value();
    EXPECT_EQ(foreseen.number, Revision{});
    EXPECT_EQ(picture(), before);
    const Receipt receipt = done(call, command);
    EXPECT_NE(receipt.number, Revision{});
    ASSERT_EQ(foreseen.changes.sessions.size(), receipt.changes.sessions.size());
    for (std::size_t index = 0; index < receipt.changes.sessions.size(); ++index) {
      auto& after = foreseen.changes.sessions[index].after;
      if (!after) continue;
      after->id = receipt.changes.sessions[index].after->id;
      after->revision = receipt.number;
    }
    ASSERT_EQ(foreseen.changes.reservations.size(), receipt.changes.reservations.size());
    for (std::size_t index = 0; index < receipt.changes.reservations.size(); ++index)
      foreseen.changes.reservations[index].id = receipt.changes.reservations[index].id;
    for (std::size_t index = 0; index < receipt.changes.closures_changed.size(); ++index)
      foreseen.changes.closures_changed[index].closure.id =
          receipt.changes.closures_changed[index].closure.id;
    foreseen.number = receipt.number;
    foreseen.changes.notices.clear();
    Receipt kept = receipt;
    kept.changes.notices.clear();
    EXPECT_EQ(foreseen, kept);
  }
};

TEST_F(Previews, ForeseeEveryCommandOfAnOffice) {
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, HalfDay::morning, {}, {}});
  expect_foreseen(office.call, create);
  SessionFilter all;
  all.departement = k93;
  const SessionId id = storage.sessions(all, {}).value().rows.front().session.id;
  expect_foreseen(office.call, office.plan_command(id));
  expect_foreseen(office.call, office.reserve_command(id, SlotSet::of({0, 1, 3})));
  ReserveWish wish;
  wish.school = {2};
  wish.category = Category::ce;
  wish.units = {2};
  expect_foreseen(office.call, wish);
  expect_foreseen(office.call, office.block_command(id, SlotSet::of({6})));
  expect_foreseen(office.call, office.unblock_command(id, SlotSet::of({6})));
  CancelByOffice cancel;
  cancel.slots = {{id, {1}, 1}};
  expect_foreseen(office.call, cancel);
  ChangeSession change;
  change.session = id;
  change.inspector = {2};
  expect_foreseen(office.call, change);
  UnplanSessions unplan = office.unplan_command(id);
  unplan.cascade.emplace();
  for (const SchoolId school : {SchoolId{1}, SchoolId{2}})
    for (const ReservedSession& row : reservations_of(school))
      unplan.cascade->push_back(row.reservation.id);
  expect_foreseen(office.call, unplan);
  RemoveSessions remove;
  remove.sessions = {id};
  expect_foreseen(office.call, remove);
  AddClosure add;
  add.closure.who = 1;
  add.closure.from = LocalTime{kMonday};
  add.closure.to = LocalTime{kTuesday};
  expect_foreseen(office.call, add);
  RemoveClosures remove_closure;
  remove_closure.closures = {storage.closures({k93, {}}, {}).value().rows.front().id};
  expect_foreseen(office.call, remove_closure);
}

TEST_F(Previews, ForeseeTheCommandsOfSchoolsAndOperators) {
  const SessionId id = office.planned();
  CancelBySchool cancel;
  cancel.reservations = {office.reserve(id, SlotSet::of({0}))};
  expect_foreseen(as_school(), cancel);
  SetRules rules;
  rules.entries = {{kFirstDate, "unit.minutes", "20"}};
  expect_foreseen(as_operator(), rules);
}

TEST_F(Previews, AreNotJournalled) {
  CancelBySchool cancel;
  cancel.reservations = {office.reserve(office.planned(), SlotSet::of({0}))};
  set_clock("2026-06-12T08:00:00Z");
  EXPECT_FALSE(office.engine.preview(as_school(), cancel));
  EXPECT_FALSE(office.engine.decide(as_school(), cancel));
  EXPECT_TRUE(storage.refusals(k93, {}).value().rows.empty());
}

TEST_F(Previews, DoNotUseUpTheRequest) {
  const SessionId id = office.planned();
  const Call call = office.with_request("r-1");
  const ReserveSlots reserve = office.reserve_command(id, SlotSet::of({0}));
  ASSERT_TRUE(office.engine.preview(call, reserve));
  done(call, office.reserve_command(id, SlotSet::of({1})));
}

}  // namespace
}  // namespace creneau::testing
