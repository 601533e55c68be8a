#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <set>

#include "support/figures.hpp"
#include "threads/together.hpp"

namespace creneau::testing {
namespace {

constexpr std::size_t kThreads = 8;

/// Threads over one storage: through one engine, which joins them, or each through its own, as if
/// they were programs of their own.
struct Field {
  StorageKind storage;
  bool one_engine;
};
void PrintTo(const Field& field, std::ostream* out) {
  *out << field.storage.name << (field.one_engine ? "OneEngine" : "ManyEngines");
}

class RacingThreads : public ::testing::TestWithParam<Field> {
 protected:
  RacingThreads() {
    const std::size_t engines = GetParam().one_engine ? 1 : kThreads;
    for (std::size_t index = 0; index < engines; ++index)
      offices_.push_back(std::make_unique<OfficeAtWork>(storage()));
  }
  Storage& storage() { return shared_->storage(); }
  OfficeAtWork& office(std::size_t thread = 0) { return *offices_[thread % offices_.size()]; }

  /// Runs a command until something else than `conflict` comes out of it.
  template <class Command>
  result<Receipt> persist(OfficeAtWork& office, const Call& call, const Command& command) {
    while (true) {
      auto receipt = office.engine.run(call, command);
      if (receipt || receipt.error().code != ErrorCode::conflict) return receipt;
    }
  }

  void expect_sound_history(Departement departement = k93) {
    EXPECT_TRUE(has_no_gap(history(storage(), departement)));
    EXPECT_THAT(shared_->findings(), ::testing::IsEmpty());
  }

  std::unique_ptr<SharedStorage> shared_ = GetParam().storage.make();
  std::vector<std::unique_ptr<OfficeAtWork>> offices_;
};

TEST_P(RacingThreads, HoldEachSlotOnceAndLoseNoAcknowledgedReservation) {
  const auto seed = printed_seed();
  std::vector<SlotId> slots;
  for (const std::int64_t inspector : {1, 2, 3}) {
    const SessionId session = office().planned({inspector});
    for (unsigned ordinal = 0; ordinal < 7; ++ordinal) slots.push_back({session, {1}, ordinal});
  }

  std::mutex mutex;
  std::map<ReservationId, SlotId> acknowledged;
  std::multiset<ErrorCode> refused;
  run_together(kThreads, [&](std::size_t thread) {
    auto mine = slots;
    std::shuffle(mine.begin(), mine.end(), std::mt19937_64(seed + thread));
    for (const SlotId& slot : mine) {
      ReserveSlots command;
      command.school = {1 + static_cast<std::int64_t>(thread % 2)};
      command.slots.push_back(slot);
      const auto receipt = persist(office(thread), office().call, command);
      const std::lock_guard lock(mutex);
      if (receipt)
        acknowledged.emplace(receipt.value().changes.reservations.front().id, slot);
      else
        refused.insert(receipt.error().code);
    }
  });

  EXPECT_EQ(acknowledged.size(), slots.size());
  EXPECT_EQ(refused.count(ErrorCode::slot_taken), slots.size() * (kThreads - 1));
  const auto held = reservations(storage());
  EXPECT_EQ(held.size(), slots.size());
  for (const Reservation& it : held) {
    ASSERT_TRUE(acknowledged.contains(it.id));
    EXPECT_EQ(acknowledged.at(it.id),
              (SlotId{it.session, it.plan, static_cast<std::uint32_t>(it.slots.front())}));
    EXPECT_EQ(it.slots.size(), 1U);
  }
  EXPECT_EQ(history(storage()).size(), 2 * 3 + slots.size());
  expect_sound_history();
}

TEST_P(RacingThreads, WithWishesAreAllServedWhileThereAreSlots) {
  for (const std::int64_t inspector : {1, 2, 3, 4}) office().planned({inspector});
  constexpr std::size_t kWishes = 3;
  ReserveWish wish;
  wish.school = {1};
  wish.category = Category::ce;
  wish.units = {1};

  std::atomic<std::size_t> served{0};
  run_together(kThreads, [&](std::size_t thread) {
    for (std::size_t index = 0; index < kWishes; ++index) {
      const Call call = office().with_request(std::to_string(thread) + "/" + std::to_string(index));
      if (persist(office(thread), call, wish)) ++served;
    }
  });

  EXPECT_EQ(served, kThreads * kWishes);
  std::set<SlotId> held;
  for (const Reservation& it : reservations(storage()))
    for (const unsigned ordinal : it.slots) {
      const bool alone = held.insert({it.session, it.plan, ordinal}).second;
      EXPECT_TRUE(alone);
    }
  EXPECT_EQ(held.size(), kThreads * kWishes);
  wish.units = {5};
  EXPECT_EQ(office().engine.run(office().call, wish).error().code, ErrorCode::not_enough_slots);
  expect_sound_history();
}

TEST_P(RacingThreads, EitherUnplanASessionOrReserveItsSlot) {
  std::size_t unplanned = 0;
  for (std::int64_t round = 0; round < 32; ++round) {
    const Date date = kMonday + std::chrono::days{7 * (round / 8) + round % 4};
    const HalfDay half_day = round % 8 < 4 ? HalfDay::morning : HalfDay::afternoon;
    const SessionId session = office().planned({1}, date, half_day);
    std::optional<result<Receipt>> reserve;
    std::optional<result<Receipt>> unplan;
    run_together(2, [&](std::size_t thread) {
      OfficeAtWork& mine = office(thread);
      if (thread == 0)
        reserve = persist(mine, mine.call, mine.reserve_command(session, SlotSet::of({3})));
      else
        unplan = persist(mine, mine.call, mine.unplan_command(session));
    });
    ASSERT_NE(reserve->has_value(), unplan->has_value());
    if (*reserve) {
      EXPECT_EQ(unplan->error().code, ErrorCode::session_has_reservations);
    } else {
      EXPECT_EQ(reserve->error().code, ErrorCode::session_not_planned);
      ++unplanned;
    }
  }
  EXPECT_EQ(reservations(storage()).size(), 32 - unplanned);
  expect_sound_history();
}

TEST_P(RacingThreads, InTwoDepartementsNeverMeet) {
  struct Bureau {
    Call call;
    InspectorId inspector;
    CentreId centre;
  };
  const Bureau bureaus[] = {{{Actor::of_office({1}), k93, {}}, {1}, {1}},
                            {{Actor::of_office({2}), k75, {}}, {5}, {3}}};
  run_together(2, [&](std::size_t thread) {
    const Bureau& bureau = bureaus[thread];
    OfficeAtWork& mine = office(thread);
    for (int day = 0; day < 4; ++day) {
      CreateSessions create;
      create.sessions.push_back(
          {bureau.inspector, kMonday + std::chrono::days{day}, HalfDay::morning, {}, {}});
      const auto created = mine.engine.run(bureau.call, create);
      ASSERT_TRUE(created);
      PlanSessions plan;
      plan.sessions = {created.value().changes.sessions.front().after->id};
      plan.centre = bureau.centre;
      plan.category = Category::ce;
      ASSERT_TRUE(mine.engine.run(bureau.call, plan));
      for (unsigned ordinal = 0; ordinal < 7; ++ordinal)
        ASSERT_TRUE(mine.engine.run(
            bureau.call, mine.reserve_command(plan.sessions.front(), SlotSet::of({ordinal}))));
    }
  });
  for (const Departement departement : {k93, k75}) {
    EXPECT_EQ(history(storage(), departement).size(), 4U * 9U);
    EXPECT_EQ(reservations(storage(), departement).size(), 4U * 7U);
    expect_sound_history(departement);
  }
}

TEST_P(RacingThreads, ThatAskTheSameRequestAllGetTheOneReceipt) {
  const SessionId session = office().planned();
  for (unsigned ordinal = 0; ordinal < 7; ++ordinal) {
    std::vector<std::optional<result<Receipt>>> answers(kThreads);
    run_together(kThreads, [&](std::size_t thread) {
      answers[thread] =
          persist(office(thread), office().with_request("slot " + std::to_string(ordinal)),
                  office().reserve_command(session, SlotSet::of({ordinal})));
    });
    for (const auto& answer : answers) {
      ASSERT_TRUE(answer->has_value()) << name_of(answer->error().code);
      EXPECT_EQ(answer->value(), answers.front()->value());
    }
  }
  EXPECT_EQ(reservations(storage()).size(), 7U);
  expect_sound_history();
}

INSTANTIATE_TEST_SUITE_P(Every, RacingThreads,
                         ::testing::Values(Field{kStorageKinds[0], true},
                                           Field{kStorageKinds[0], false},
                                           Field{kStorageKinds[1], true},
                                           Field{kStorageKinds[1], false}),
                         ::testing::PrintToStringParamName());

}  // namespace
}  // namespace creneau::testing
