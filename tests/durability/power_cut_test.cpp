#include <gmock/gmock.h>

#include <algorithm>
#include <optional>

#include "durability/recorded_files.hpp"
#include "durability/scenario.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

/// A day that was recorded from the first call on, and images of what power cuts leave of it.
class PowerCut : public ::testing::Test {
 protected:
  PowerCut() {
    TemporaryFolder folder;
    RecordedFiles files;
    const auto database =
        SqliteDatabase::open(folder.path() / kName, {.create = true, .vfs = files.name()}).value();
    OfficeAtWork office(*database);
    for (std::size_t step = 0; step < scenario_.size(); ++step) {
      EXPECT_TRUE(scenario_.ask(office, step));
      acknowledged_at_.push_back(files.changes().size());
    }
    changes_ = files.changes();
    whole_history_ = history(*database);
  }

  /// How many commands had been acknowledged when so many changes were made.
  [[nodiscard]] std::size_t acknowledged(std::size_t changes) const {
    return static_cast<std::size_t>(
        std::upper_bound(acknowledged_at_.begin(), acknowledged_at_.end(), changes) -
        acknowledged_at_.begin());
  }

  /// Opens what is left, and asks the command that was under way again.
  void expect_recovers(const Image& image, std::size_t acknowledged) {
    write_image(image, folder_.path());
    const auto opened =
        SqliteDatabase::open(folder_.path() / kName, {.create = true, .vfs = files_.name()});
    ASSERT_TRUE(opened) << name_of(opened.error().code) << ": " << opened.error().text;
    const SqliteDatabase& database = *opened.value();
    ASSERT_THAT(findings(database), ::testing::IsEmpty());
    const auto found = history(database);
    ASSERT_GE(found.size(), acknowledged) << "lost";
    ASSERT_LE(found.size(), acknowledged + 1) << "done before it was asked";
    ASSERT_TRUE(std::equal(found.begin(), found.end(), whole_history_.begin()));
    (found.size() > acknowledged ? were_done_ : were_not_done_) += 1;
    if (acknowledged == scenario_.size()) return;
    OfficeAtWork office(*opened.value());
    const auto again = scenario_.ask(office, acknowledged);
    ASSERT_TRUE(again) << name_of(again.error().code);
    ASSERT_EQ(again.value(), whole_history_[acknowledged]);
    ASSERT_EQ(history(database).size(), acknowledged + 1);
  }

  /// Opens what is left while the power goes again: what is left of that.
  [[nodiscard]] Image cut_while_recovering(const Image& image, Dice& dice) {
    write_image(image, folder_.path());
    RecordedFiles files;
    {
      const auto opened =
          SqliteDatabase::open(folder_.path() / kName, {.create = true, .vfs = files.name()});
      EXPECT_TRUE(opened);
    }
    Disk disk(image);
    const std::size_t moment = dice.below(files.changes().size() + 1);
    for (std::size_t index = 0; index < moment; ++index) disk.apply(files.changes()[index]);
    return disk.cut(dice);
  }

  static constexpr const char* kName = "planning.db";
  TemporaryFolder folder_;
  FileLayer files_;
  Scenario scenario_;
  std::vector<FileChange> changes_;
  std::vector<std::size_t> acknowledged_at_;
  std::vector<Event> whole_history_;
  std::size_t were_done_ = 0;
  std::size_t were_not_done_ = 0;
};

TEST_F(PowerCut, LeavesWhatWasAcknowledgedAndTheRestWholeOrNotAtAll) {
  const auto images = figure<std::size_t>(1000, 50'000);
  const std::uint64_t seed = printed_seed();
  Dice dice(seed);
  std::vector<std::size_t> moments(images);
  for (std::size_t& moment : moments) moment = dice.below(changes_.size() + 1);
  std::sort(moments.begin(), moments.end());

  Disk disk;
  std::size_t made = 0;
  for (const std::size_t moment : moments) {
    for (; made < moment; ++made) disk.apply(changes_[made]);
    SCOPED_TRACE("after " + std::to_string(moment) + " changes");
    Image image = disk.cut(dice);
    if (dice.one_in(5)) image = cut_while_recovering(image, dice);
    expect_recovers(image, acknowledged(moment));
    if (HasFatalFailure()) return;
  }
  std::cout << images << " images of " << changes_.size() << " changes; the command under way was "
            << were_done_ << " times done, " << were_not_done_ << " times not\n";
  EXPECT_GT(were_done_, 0U);
  EXPECT_GT(were_not_done_, 0U);
}

// Here a missing sync shows most easily.
TEST_F(PowerCut, RightAfterAnAcknowledgementLosesNothing) {
  Dice dice(1);
  Disk disk;
  std::size_t made = 0;
  for (const std::size_t moment : acknowledged_at_) {
    for (; made < moment; ++made) disk.apply(changes_[made]);
    for (int image = 0; image < 5; ++image) {
      expect_recovers(disk.cut(dice), acknowledged(moment));
      if (HasFatalFailure()) return;
    }
  }
}

// The commit may be there all the same, but what is there is not yet durable.
TEST_F(PowerCut, AfterACommitWhoseSyncFailedLosesNothingAcknowledged) {
  Dice dice(1);
  for (int place = 1;; ++place) {
    SCOPED_TRACE("sync " + std::to_string(place));
    TemporaryFolder folder;
    RecordedFiles files;
    const auto database =
        SqliteDatabase::open(folder.path() / kName, {.create = true, .vfs = files.name()}).value();
    OfficeAtWork office(*database);
    files.fail_sync(place);
    std::size_t step = 0;
    for (; step < scenario_.size() && !files.has_failed(); ++step) {
      const auto answer = scenario_.ask(office, step);
      if (!answer) {
        ASSERT_TRUE(files.has_failed());
        break;
      }
    }
    if (!files.has_failed()) {
      EXPECT_GT(place, 1);
      return;
    }
    Disk disk;
    for (const FileChange& change : files.changes()) disk.apply(change);
    for (int image = 0; image < 10; ++image) {
      expect_recovers(disk.cut(dice), step);
      if (HasFatalFailure()) return;
    }
  }
}

}  // namespace
}  // namespace creneau::testing
