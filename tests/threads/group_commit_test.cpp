#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "support/file_layer.hpp"
#include "threads/together.hpp"

namespace creneau::testing {
namespace {

constexpr std::size_t kCallers = 8;

/// Counts the syncs of all files.
class CountingFiles final : public FileLayer {
 public:
  [[nodiscard]] std::size_t syncs() const noexcept { return syncs_; }

 private:
  int on(const FileCall& call) override {
    if (call.action == FileCall::Action::sync) ++syncs_;
    return perform(call);
  }
  std::atomic<std::size_t> syncs_{0};
};

/// Callers who are always all waiting for an answer, however the machine schedules them: while one
/// of them is not, decisions wait. A caller asks from when its command reads the clock, which is
/// the last thing before it lines up, until its commit.
class BusyCallers final : public Clock {
 public:
  explicit BusyCallers(std::size_t count) : count_(count) {}

  Instant now() const noexcept override {
    const std::lock_guard lock(mutex_);
    if (++asking_ == count_) all_ask_.notify_one();
    return kFirstOfJune;
  }
  void wait_until_all_ask() {
    std::unique_lock lock(mutex_);
    all_ask_.wait(lock, [&] { return asking_ == count_; });
  }
  void are_answered(std::size_t count) {
    const std::lock_guard lock(mutex_);
    asking_ -= count;
  }
  void leaves() {
    const std::lock_guard lock(mutex_);
    if (asking_ == --count_) all_ask_.notify_one();
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable all_ask_;
  std::size_t count_;
  mutable std::size_t asking_ = 0;
};

/// A database that decisions read only while all callers ask.
class StorageOfBusyCallers {
 public:
  StorageOfBusyCallers(SqliteDatabase& database, BusyCallers& callers)
      : database_(database), callers_(callers) {}
  [[nodiscard]] bool joins_commits() const noexcept { return database_.joins_commits(); }
  result<void> load(const Needs& needs, Snapshot& snapshot) {
    callers_.wait_until_all_ask();
    return database_.load(needs, snapshot);
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
    database_.commit(sets, answers);
    callers_.are_answered(sets.size());
  }
  result<void> record(const Refusal& refusal) { return database_.record(refusal); }
  [[nodiscard]] result<Storage::Rules> rules() const { return database_.rules(); }

 private:
  SqliteDatabase& database_;
  BusyCallers& callers_;
};

/// How many syncs it takes that callers reserve all slots of eight half-days, one slot a command.
std::size_t syncs_of(std::size_t callers) {
  CountingFiles files;
  TemporaryFolder folder;
  const auto database =
      SqliteDatabase::open(folder.path() / "planning.db", {.create = true, .vfs = files.name()})
          .value();
  OfficeAtWork office(*database);
  std::vector<SlotId> slots;
  for (const std::int64_t inspector : {1, 2, 3, 4})
    for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon}) {
      const SessionId session = office.planned({inspector}, kMonday, half_day);
      for (unsigned ordinal = 0; ordinal < 7; ++ordinal) slots.push_back({session, {1}, ordinal});
    }
  BusyCallers busy(callers);
  StorageOfBusyCallers storage(*database, busy);
  BasicEngine<StorageOfBusyCallers> engine(storage, office.directory, busy);

  const std::size_t before = files.syncs();
  std::atomic<std::size_t> next{0};
  run_together(callers, [&](std::size_t) {
    for (std::size_t index = next++; index < slots.size(); index = next++) {
      ReserveSlots command;
      command.school = {1};
      command.slots.push_back(slots[index]);
      EXPECT_TRUE(engine.run(office.call, command));
    }
    busy.leaves();
  });
  EXPECT_EQ(reservations(*database).size(), slots.size());
  return files.syncs() - before;
}

TEST(GroupCommit, OfEightCallersTakesAtMostAQuarterOfTheSyncsOfOne) {
  const std::size_t one = syncs_of(1);
  const std::size_t eight = syncs_of(kCallers);
  std::cout << "56 commands: " << one << " syncs of one caller, " << eight << " of eight\n";
  EXPECT_GE(one, 56U) << "each command of one caller must be durable by itself";
  EXPECT_LE(4 * eight, one);
}

}  // namespace
}  // namespace creneau::testing
