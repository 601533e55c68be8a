#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class HistoryOfAPlanning : public EngineTest {
 protected:
  [[nodiscard]] std::vector<Event> history(const EventFilter& filter) const {
    return queries.history(office.call.actor, filter, {}).value().rows;
  }
  [[nodiscard]] std::vector<Event> history() const { return history({k93, {}, {}, {}, {}}); }
  Queries queries{office.engine};
};

TEST_F(HistoryOfAPlanning, SaysWhoWhenWhyAndWhatWasBeforeAndAfter) {
  const SessionId id = office.planned();
  const ReservationId held = office.reserve(id, SlotSet::of({0, 1}));
  set_clock("2026-06-02T08:00:00Z");
  Call call = office.with_request("r-1");
  call.actor.subject = "pseudonym";
  CancelByOffice cancel;
  cancel.slots = {{id, {1}, 1}};
  cancel.reason = Reason::weather;
  cancel.note = "neige";
  const Receipt receipt = done(call, cancel);
  const Event event = history().back();
  EXPECT_EQ(event, receipt);
  EXPECT_EQ(event.changes.command, CommandKind::cancel_by_office);
  EXPECT_EQ(event.changes.actor, call.actor);
  EXPECT_EQ(event.changes.at, office.clock.now());
  EXPECT_EQ(event.changes.request, "r-1");
  EXPECT_EQ(event.changes.reason, Reason::weather);
  EXPECT_EQ(event.changes.note, "neige");
  ASSERT_EQ(event.changes.reservations.size(), 1U);
  EXPECT_EQ(event.changes.reservations.front().id, held);
  EXPECT_EQ(event.changes.reservations.front().slots_before, SlotSet::of({0, 1}));
  EXPECT_EQ(event.changes.reservations.front().slots_after, SlotSet::of({0}));
}

TEST_F(HistoryOfAPlanning, KeepsEveryChangeInOrderAndNoRefusal) {
  const SessionId id = office.planned();
  office.reserve(id, SlotSet::of({0}));
  EXPECT_FALSE(run(office.reserve_command(id, SlotSet::of({0}))));
  done(office.block_command(id, SlotSet::of({1})));
  const auto events = history();
  ASSERT_EQ(events.size(), 4U);
  const CommandKind kinds[] = {CommandKind::create_sessions, CommandKind::plan_sessions,
                               CommandKind::reserve_slots, CommandKind::block_slots};
  for (std::size_t index = 0; index < events.size(); ++index) {
    EXPECT_EQ(events[index].changes.command, kinds[index]);
    EXPECT_EQ(events[index].number, Revision{static_cast<std::int64_t>(index) + 1});
  }
}

TEST_F(HistoryOfAPlanning, IsOfOneSessionReservationOrSchoolWhereAskedFor) {
  const SessionId first = office.planned();
  const SessionId second = office.planned({2});
  const ReservationId of_first = office.reserve(first, SlotSet::of({0}));
  office.reserve(second, SlotSet::of({0}), {2});
  done(office.block_command(second, SlotSet::of({1})));
  done(office.cancel_command(of_first));
  EXPECT_EQ(history({k93, {}, first, {}, {}}).size(), 4U);
  EXPECT_EQ(history({k93, {}, second, {}, {}}).size(), 4U);
  EXPECT_EQ(history({k93, {}, {}, of_first, {}}).size(), 2U);
  EXPECT_EQ(history({k93, {}, {}, {}, {2}}).size(), 1U);
  EXPECT_EQ(history({k93, {}, first, {}, {2}}).size(), 0U);
  EXPECT_EQ(history({k93, {4}, {}, {}, {}}).size(), 4U);
}

TEST_F(HistoryOfAPlanning, IsReadInPages) {
  for (int day = 0; day < 5; ++day) office.create({1}, kMonday + std::chrono::days{day});
  std::vector<Revision> numbers;
  PageRequest page{{}, 2};
  for (int pages = 0; pages < 10; ++pages) {
    const auto found = queries.history(office.call.actor, {k93, {}, {}, {}, {}}, page).value();
    for (const Event& event : found.rows) numbers.push_back(event.number);
    EXPECT_EQ(found.number, Revision{5});
    if (!found.next) break;
    page.after = *found.next;
  }
  EXPECT_THAT(numbers, ::testing::ElementsAre(Revision{1}, Revision{2}, Revision{3}, Revision{4},
                                              Revision{5}));
}

}  // namespace
}  // namespace creneau::testing
