#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "creneau/memory/memory_storage.hpp"
#include "support/forwarding_storage.hpp"
#include "threads/together.hpp"

namespace creneau::testing {
namespace {

constexpr std::size_t kManyCallers = 200;
constexpr std::size_t kPlannedSessions = 40;
constexpr std::size_t kFreeSlots = kPlannedSessions * 7;

/// A storage as slow as one far away: the first batch of reservations is under way until somebody has
/// asked for what the next one needs.
class FarStorage final : public ForwardingStorage {
 public:
  using ForwardingStorage::ForwardingStorage;

  [[nodiscard]] bool joins_commits() const noexcept override { return true; }
  [[nodiscard]] bool joins_loads() const noexcept override { return true; }
  [[nodiscard]] result<void> load_together(std::span<const Needs> needs,
                                           std::span<Snapshot> snapshots) const override {
    {
      const std::lock_guard lock(mutex_);
      if (under_way_ != 0) loaded_meanwhile_ = true;
    }
    changed_.notify_all();
    return ForwardingStorage::load_together(needs, snapshots);
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    {
      std::unique_lock lock(mutex_);
      most_under_way_ = std::max(most_under_way_, ++under_way_);
      if (sets.front().command == CommandKind::reserve_slots)
        changed_.wait(lock, [&] { return loaded_meanwhile_; });
      if (to_lose_ != 0 && sets.front().command == CommandKind::reserve_slots) {
        --to_lose_;
        for (Commit& it : answers) {
          it = Commit{};
          it.outcome = Commit::Outcome::conflict;
        }
        --under_way_;
        return;
      }
    }
    ForwardingStorage::commit(sets, answers);
    const std::lock_guard lock(mutex_);
    --under_way_;
    for (const Commit& it : answers)
      conflicts_ += it.outcome == Commit::Outcome::conflict ? 1U : 0U;
  }
  /// A rival is first with the next batches of reservations: nothing of them is done.
  void lose(std::size_t batches) { to_lose_ = batches; }
  [[nodiscard]] bool loaded_meanwhile() const { return loaded_meanwhile_; }
  /// How many were decided on what others had taken.
  [[nodiscard]] std::size_t conflicts() const { return conflicts_; }
  [[nodiscard]] std::size_t most_under_way() const { return most_under_way_; }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  mutable bool loaded_meanwhile_ = false;
  std::size_t under_way_ = 0;
  std::size_t most_under_way_ = 0;
  std::size_t conflicts_ = 0;
  std::size_t to_lose_ = 0;
};

/// Many who want one unit each, wherever it is, as long as there are any.
class OverlappingBatches : public ::testing::Test {
 protected:
  OverlappingBatches() : office(storage) {
    for (std::size_t place = 0; place < kPlannedSessions; ++place)
      (void)office.planned({static_cast<std::int64_t>(place % 4) + 1},
                           kMonday + std::chrono::days{place / 4});
  }
  /// Each asks until it is told that there are none. Gives how many slots were had.
  std::size_t grab_all() {
    std::atomic<std::size_t> had{0};
    run_together(kManyCallers, [&](std::size_t caller) {
      for (std::size_t place = 0;; ++place) {
        ReserveWish wish;
        wish.school = {1};
        wish.category = Category::ce;
        wish.units = Units{1};
        const auto receipt = office.engine.run(
            office.with_request(std::to_string(caller) + "/" + std::to_string(place)), wish);
        if (!receipt) {
          EXPECT_EQ(receipt.error().code, ErrorCode::not_enough_slots);
          return;
        }
        ++had;
      }
    });
    return had;
  }

  MemoryStorage memory;
  FarStorage storage{memory};
  OfficeAtWork office;
};

TEST_F(OverlappingBatches, AreDecidedWhileOthersAreUnderWay) {
  EXPECT_EQ(grab_all(), kFreeSlots);
  EXPECT_TRUE(storage.loaded_meanwhile());
  EXPECT_LE(storage.most_under_way(), 2U);
  EXPECT_EQ(storage.conflicts(), 0U);
  EXPECT_EQ(reservations(memory).size(), kFreeSlots);
}

TEST_F(OverlappingBatches, ThatAreLostAreDecidedAnew) {
  storage.lose(5);
  EXPECT_EQ(grab_all(), kFreeSlots);
  EXPECT_EQ(reservations(memory).size(), kFreeSlots);
}

}  // namespace
}  // namespace creneau::testing
