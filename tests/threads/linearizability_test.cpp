#include "threads/linearizability.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <mutex>

#include "linearizability/history_client.hpp"
#include "support/figures.hpp"
#include "threads/together.hpp"

namespace creneau::testing {
namespace {

using Says = Operation::Says;

Operation reserved(Held id, std::uint64_t called, std::uint64_t answered) {
  return {Says::holds, kFree, id, called, answered};
}
Operation refused_as_taken(std::uint64_t called, std::uint64_t answered) {
  return {Says::is_reserved, {}, {}, called, answered};
}
Operation read(Held held, std::uint64_t called, std::uint64_t answered) {
  return {Says::holds, held, {}, called, answered};
}
Operation cancelled(Held id, Held leaves, std::uint64_t called, std::uint64_t answered) {
  return {Says::holds, id, leaves, called, answered};
}

TEST(Linearizability, IsGivenWhereAnOrderExplainsEveryAnswer) {
  EXPECT_TRUE(is_linearizable({}));
  EXPECT_TRUE(is_linearizable({reserved(7, 1, 2), read(7, 3, 4), cancelled(7, kUnavailable, 5, 6),
                               read(kUnavailable, 7, 8)}));
  // Two at once: the reader may come before or after.
  EXPECT_TRUE(is_linearizable({reserved(7, 1, 4), read(kFree, 2, 3)}));
  EXPECT_TRUE(is_linearizable({reserved(7, 1, 4), read(7, 2, 3)}));
  // The order of the answers is not the order of the calls.
  EXPECT_TRUE(is_linearizable({reserved(7, 1, 10), cancelled(7, kFree, 2, 9), reserved(8, 3, 4),
                               cancelled(8, kFree, 5, 6), read(kFree, 7, 8)}));
}

TEST(Linearizability, IsNotGivenWhereASlotWasReservedTwice) {
  EXPECT_FALSE(is_linearizable({reserved(7, 1, 2), reserved(8, 3, 4)}));
  EXPECT_FALSE(is_linearizable({reserved(7, 1, 4), reserved(8, 2, 3)}));
}

TEST(Linearizability, IsNotGivenWhereAReaderSawThePast) {
  EXPECT_FALSE(is_linearizable({reserved(7, 1, 2), read(kFree, 3, 4)}));
  // Two readers who saw one change in two orders.
  EXPECT_FALSE(is_linearizable({reserved(7, 1, 10), read(7, 2, 3), read(kFree, 4, 5)}));
}

TEST(Linearizability, IsNotGivenWhereARefusalOrAChangeHadNoCause) {
  EXPECT_FALSE(is_linearizable({refused_as_taken(1, 2), reserved(7, 3, 4)}));
  EXPECT_FALSE(is_linearizable({reserved(7, 1, 2), cancelled(8, kFree, 3, 4)}));
  EXPECT_FALSE(is_linearizable({cancelled(7, kFree, 1, 2), reserved(7, 3, 4)}));
}

/// Clients who share an engine, and what they saw.
class Clients {
 public:
  Clients(Storage& storage, std::size_t count, std::size_t operations, std::uint64_t seed)
      : office_(storage), session_(office_.planned()) {
    run_together(count, [&](std::size_t client) {
      HistoryClient it(
          office_, session_, seed + client, [&] { return ++moment_; },
          [&](unsigned ordinal, const Operation& operation) {
            const std::lock_guard lock(mutex_);
            seen_[ordinal].push_back(operation);
          });
      for (std::size_t index = 0; index < operations; ++index) it.act();
    });
  }

  [[nodiscard]] const std::vector<Operation>& seen(unsigned ordinal) const {
    return seen_[ordinal];
  }

 private:
  OfficeAtWork office_;
  SessionId session_;
  std::atomic<std::uint64_t> moment_{0};
  std::mutex mutex_;
  std::array<std::vector<Operation>, HistoryClient::kSlots> seen_;
};

class Histories : public ::testing::TestWithParam<StorageKind> {};

TEST_P(Histories, OfEverySlotAreLinearizable) {
  const auto histories = figure<std::size_t>(50, 500);
  const auto clients = figure<std::size_t>(GetParam().is_file ? 4 : 8, 8);
  const auto operations = figure<std::size_t>(GetParam().is_file ? 25 : 100, 1000);
  const std::uint64_t seed = printed_seed();
  std::size_t looked_at = 0;
  for (std::uint64_t history = 0; history < histories; ++history) {
    const auto shared = GetParam().make();
    const Clients they(shared->storage(), clients, operations, seed + history * 1000);
    for (unsigned ordinal = 0; ordinal < HistoryClient::kSlots; ++ordinal) {
      looked_at += they.seen(ordinal).size();
      ASSERT_TRUE(is_linearizable(they.seen(ordinal))) << "history " << history;
    }
    ASSERT_THAT(shared->findings(), ::testing::IsEmpty());
  }
  std::cout << histories << " histories, " << looked_at << " operations\n";
}

INSTANTIATE_TEST_SUITE_P(Every, Histories, ::testing::ValuesIn(kStorageKinds),
                         ::testing::PrintToStringParamName());

}  // namespace
}  // namespace creneau::testing
