#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "durability/scenario.hpp"
#include "support/file_layer.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

class Backup : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const {
    return folder_.path() / (name + ".db");
  }
  FileLayer files_;
  TemporaryFolder folder_;
  std::unique_ptr<SqliteDatabase> database_ =
      SqliteDatabase::open(path("planning"), {.create = true, .vfs = files_.name()}).value();
};

TEST_F(Backup, MadeWhileOthersWriteIsTheDatabaseOfOneMoment) {
  OfficeAtWork office(*database_);
  const SessionId session = office.planned();
  std::atomic<bool> enough{false};
  std::atomic<int> written{0};
  std::thread writer([&] {
    OfficeAtWork other(*database_);
    while (!enough) {
      const ReservationId id = other.reserve(session, SlotSet::of({0, 1}));
      EXPECT_TRUE(other.engine.run(other.call, other.cancel_command(id)));
      EXPECT_TRUE(
          other.engine.run(other.call, other.unblock_command(session, SlotSet::of({0, 1}))));
      ++written;
      written.notify_one();
    }
  });
  constexpr int kBackups = 8;
  for (int backup = 0; backup < kBackups; ++backup) {
    EXPECT_TRUE(database_->backup(path("backup-" + std::to_string(backup))));
    // The round under way may have ended within the backup: the one after it has not.
    for (int seen = written, enough_rounds = seen + 2; seen < enough_rounds; seen = written)
      written.wait(seen);
  }
  enough = true;
  writer.join();

  const auto whole = history(*database_);
  std::size_t last = 0;
  for (int backup = 0; backup < kBackups; ++backup) {
    const auto copy = SqliteDatabase::open(path("backup-" + std::to_string(backup))).value();
    EXPECT_THAT(findings(*copy), ::testing::IsEmpty());
    const auto found = history(*copy);
    ASSERT_LE(found.size(), whole.size());
    EXPECT_TRUE(std::equal(found.begin(), found.end(), whole.begin()));
    EXPECT_GT(found.size(), last) << "each was made after further writing";
    last = found.size();
  }
}

TEST_F(Backup, NeverOverwritesAFile) {
  ASSERT_TRUE(database_->backup(path("backup")));
  const auto size = std::filesystem::file_size(path("backup"));
  EXPECT_EQ(database_->backup(path("backup")).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(database_->backup(path("planning")).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(std::filesystem::file_size(path("backup")), size);
}

/// Files that somebody else keeps locked for ever; who waits for them waits no real time.
class LockedFiles final : public FileLayer {
 public:
  void lock() { is_locked_ = true; }

 private:
  int on(const FileCall& call) override {
    return is_locked_ && call.action == FileCall::Action::lock ? SQLITE_BUSY : perform(call);
  }
  int sleep(int microseconds) override { return microseconds; }
  bool is_locked_ = false;
};

TEST_F(Backup, OfAFileThatStaysLockedGivesUp) {
  LockedFiles files;
  const auto database =
      SqliteDatabase::open(path("locked"), {.create = true, .vfs = files.name()}).value();
  files.lock();
  EXPECT_EQ(database->backup(path("backup")).error().code, ErrorCode::storage_failed);
  EXPECT_FALSE(std::filesystem::exists(path("backup")));
}

TEST_F(Backup, ThatCannotBeWrittenLeavesNoFile) {
  const std::string nowhere = folder_.path() / "no such folder" / "backup.db";
  EXPECT_FALSE(database_->backup(nowhere));
  EXPECT_FALSE(std::filesystem::exists(nowhere));
}

}  // namespace
}  // namespace creneau::testing
