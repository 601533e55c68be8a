#include <gmock/gmock.h>

#include <algorithm>

#include "creneau/memory/memory_storage.hpp"
#include "support/departement_93.hpp"
#include "support/forwarding_storage.hpp"

namespace creneau::testing {
namespace {

/// Gives the rows of a snapshot the other way round.
class ReversingStorage final : public ForwardingStorage {
 public:
  using ForwardingStorage::ForwardingStorage;
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    BOOST_OUTCOME_TRY(ForwardingStorage::load(needs, snapshot));
    std::reverse(snapshot.reservations.begin(), snapshot.reservations.end());
    std::reverse(snapshot.blocks.begin(), snapshot.blocks.end());
    std::reverse(snapshot.closures.begin(), snapshot.closures.end());
    return success();
  }
};

/// A planned morning with two reservations and two unavailable slots.
class RowsInAnyOrder : public ::testing::Test {
 protected:
  RowsInAnyOrder() {
    session = office.planned();
    seen = {office.reserve(session, SlotSet::of({0})), office.reserve(session, SlotSet::of({2}))};
    (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({4, 6})))
        .value();
  }
  template <class Command>
  void expect_one_decision(const Command& command) {
    const auto there = office.engine.decide(office.call, command);
    const auto back = reversed.engine.decide(office.call, command);
    ASSERT_EQ(there.has_value(), back.has_value());
    if (there)
      EXPECT_EQ(there.value(), back.value());
    else
      EXPECT_EQ(there.error(), back.error());
  }

  MemoryStorage storage;
  ReversingStorage reversing{storage};
  OfficeAtWork office{storage};
  OfficeAtWork reversed{reversing};
  SessionId session;
  std::vector<ReservationId> seen;
};

TEST_F(RowsInAnyOrder, GiveOneChange) {
  ChangeSession change;
  change.session = session;
  change.centre = {2};
  expect_one_decision(change);
}

TEST_F(RowsInAnyOrder, GiveOneCascade) {
  UnplanSessions unplan = office.unplan_command(session);
  expect_one_decision(unplan);
  unplan.cascade = seen;
  expect_one_decision(unplan);
}

TEST_F(RowsInAnyOrder, GiveOneClosureAsTheReasonOfARefusal) {
  for (const ClosureScope scope : {ClosureScope::inspector, ClosureScope::office}) {
    AddClosure close;
    close.closure.scope = scope;
    close.closure.who = 1;
    close.closure.from = kMonday + Minutes{0};
    close.closure.to = kMonday + Minutes{1440};
    (void)office.engine.run(office.call, close).value();
  }
  expect_one_decision(office.reserve_command(session, SlotSet::of({1})));
}

}  // namespace
}  // namespace creneau::testing
