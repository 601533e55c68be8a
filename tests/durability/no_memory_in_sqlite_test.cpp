#include <gmock/gmock.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "durability/countdown.hpp"
#include "durability/scenario.hpp"
#include "support/file_layer.hpp"
#include "support/processes.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

sqlite3_mem_methods real_memory;
Countdown countdown;

/// Puts SQLite's memory under the test's control. Before SQLite starts: in a process of its own.
void take_memory_over() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
  sqlite3_mem_methods memory = real_memory;
  memory.xMalloc = [](int size) { return countdown.fails() ? nullptr : real_memory.xMalloc(size); };
  memory.xRealloc = [](void* old, int size) {
    return countdown.fails() ? nullptr : real_memory.xRealloc(old, size);
  };
  if (sqlite3_config(SQLITE_CONFIG_MALLOC, &memory) != SQLITE_OK) std::abort();
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

/// Does something at every place where SQLite's memory can fail, on a fresh copy of a planning.
/// `done` says what is wrong, or nothing.
int at_every_place(const std::vector<std::string>& arguments,
                   const std::function<std::string(const std::string& path, const std::string& vfs,
                                                   const std::function<void()>& now)>& done) {
  take_memory_over();
  FileLayer files;
  const TemporaryFolder folder(arguments.at(0));
  const std::string planning = folder.path() / "planning.db";
  {
    const auto database =
        SqliteDatabase::open(planning, {.create = true, .vfs = files.name()}).value();
    OfficeAtWork(*database).planned();
  }
  const std::string copy = folder.path() / "copy.db";
  for (long place = 1;; ++place) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
      if (entry.path() != planning) std::filesystem::remove(entry.path());
    std::filesystem::copy_file(planning, copy);
    countdown.has_failed = false;
    const std::string wrong = done(copy, files.name(), [&] {
      countdown.left = place;
      countdown.stays = arguments.at(1) == "for good";
    });
    if (!wrong.empty()) tell("place " + std::to_string(place) + ": " + wrong);
    if (!countdown.has_failed) {
      tell(std::to_string(place - 1) + " places");
      return 0;
    }
  }
}

/// Two reservations that can both be made, and a third that comes too late.
int commit_a_batch(const std::vector<std::string>& arguments) {
  return at_every_place(
      arguments,
      [](const std::string& path, const std::string& vfs,
         const std::function<void()>& now) -> std::string {
        std::vector<ChangeSet> sets;
        std::vector<Commit> answers(3);
        {
          const auto database = SqliteDatabase::open(path, {.vfs = vfs}).value();
          OfficeAtWork office(*database);
          for (const unsigned ordinal : {0U, 1U, 1U})
            sets.push_back(office.engine
                               .decide(office.call, office.reserve_command(session_made(0),
                                                                           SlotSet::of({ordinal})))
                               .value()
                               .changes);
          now();
          database->commit(sets, answers);
          countdown.left = 0;
        }
        const auto database = SqliteDatabase::open(path, {.vfs = vfs}).value();
        if (!findings(*database).empty()) return findings(*database).front();
        const auto events = history(*database);
        if (answers[2].outcome == Commit::Outcome::done &&
            answers[1].outcome == Commit::Outcome::done)
          return "a slot was reserved twice";
        std::size_t kept = 2;
        std::size_t unconfirmed = 0;
        for (const Commit& answer : answers) {
          if (answer.outcome == Commit::Outcome::done) {
            if (events.size() <= kept || events[kept++].number != answer.number)
              return "what was acknowledged is not there";
          } else if (answer.outcome == Commit::Outcome::failed) {
            if (answer.error.code == ErrorCode::unconfirmed)
              ++unconfirmed;
            else if (answer.error.code != ErrorCode::no_memory)
              return "failed with " + std::string(name_of(answer.error.code));
          }
        }
        return events.size() > kept + unconfirmed ? "what failed is there" : "";
      });
}
const RoleNamed kCommitABatch("commit a batch without memory", commit_a_batch);

int copy_a_planning(const std::vector<std::string>& arguments) {
  return at_every_place(arguments,
                        [](const std::string& path, const std::string& vfs,
                           const std::function<void()>& now) -> std::string {
                          const auto database = SqliteDatabase::open(path, {.vfs = vfs}).value();
                          const std::string backup = path + ".backup";
                          now();
                          const auto copied = database->backup(backup);
                          countdown.left = 0;
                          if (copied) return SqliteDatabase::open(backup) ? "" : "the copy is none";
                          if (copied.error().code != ErrorCode::no_memory)
                            return "failed with " + std::string(name_of(copied.error().code));
                          const auto folder = std::filesystem::path(path).parent_path();
                          for (const auto& it : std::filesystem::directory_iterator(folder))
                            if (it.path().string().starts_with(backup))
                              return "left " + it.path().string();
                          return "";
                        });
}
const RoleNamed kCopyAPlanning("copy a planning without memory", copy_a_planning);

/// With true, memory does not come back after the first failure.
class NoMemoryInSqlite : public ::testing::TestWithParam<bool> {
 protected:
  void expect_nothing_wrong(const std::string& role) {
    Process process(role, {folder_.path(), GetParam() ? "for good" : "once"});
    std::vector<std::string> lines;
    while (const auto line = process.line()) lines.push_back(*line);
    EXPECT_EQ(process.wait(), 0);
    EXPECT_THAT(lines, ::testing::ElementsAre(::testing::MatchesRegex("[0-9]{2,} places")));
  }
  TemporaryFolder folder_;
};

TEST_P(NoMemoryInSqlite, LeavesEachChangeSetOfABatchDoneOrWithoutATrace) {
  expect_nothing_wrong("commit a batch without memory");
}

TEST_P(NoMemoryInSqlite, LeavesNoHalfOfACopy) {
  expect_nothing_wrong("copy a planning without memory");
}

INSTANTIATE_TEST_SUITE_P(Every, NoMemoryInSqlite, ::testing::Bool(), [](const auto& instance) {
  return std::string(instance.param ? "ForGood" : "Once");
});

}  // namespace
}  // namespace creneau::testing
