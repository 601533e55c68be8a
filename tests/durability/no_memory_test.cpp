#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <new>
#include <optional>

#include "durability/failing_allocations.hpp"
#include "durability/scenario.hpp"
#include "support/file_layer.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

/// What became of a command one of whose allocations failed.
enum class End : int {
  did_not_fail = 10,  ///< it has fewer allocations
  done,               ///< it could do without
  refused,            ///< `no_memory`, nothing changed, and it works when asked again
  wrong,
};

/// Asks one step of the scenario with one of its allocations failing, then again.
End ask_without_memory(Storage& storage, std::size_t step, long place, bool for_good) {
  const Scenario scenario;
  OfficeAtWork office(storage);
  std::optional<result<Receipt>> answer;
  try {
    answer.emplace(scenario.ask(office, step, [&] { fail_allocation(place, for_good); }));
    fail_no_allocation();
  } catch (const std::bad_alloc&) {
    fail_no_allocation();
    return End::wrong;
  }
  if (!allocation_has_failed()) return *answer ? End::did_not_fail : End::wrong;
  if (!*answer && (answer->error().code != ErrorCode::no_memory || history(storage).size() != step))
    return End::wrong;
  const auto again = scenario.ask(office, step);
  if (!again || history(storage).size() != step + 1) return End::wrong;
  if (*answer && again.value() != answer->value()) return End::wrong;
  return *answer ? End::done : End::refused;
}

/// With true, memory does not come back after the first failure.
class NoMemory : public ::testing::TestWithParam<bool> {
 protected:
  const Scenario scenario_;
};

TEST_P(NoMemory, ChangesNothingInMemoryAndTheSameCommandWorksAfterwards) {
  int refused = 0;
  const auto fail_everywhere = [&] {
    for (std::size_t step = 0; step < scenario_.size(); ++step) {
      End end = End::wrong;
      for (long place = 1; end != End::did_not_fail; ++place) {
        SCOPED_TRACE("step " + std::to_string(step) + ", allocation " + std::to_string(place));
        MemoryStorage storage;
        OfficeAtWork office(storage);
        for (std::size_t before = 0; before < step; ++before)
          ASSERT_TRUE(scenario_.ask(office, before));
        end = ask_without_memory(storage, step, place, GetParam());
        ASSERT_NE(end, End::wrong);
        if (end == End::refused) ++refused;
      }
    }
  };
  // The first time the test's own framework takes memory that it keeps.
  fail_everywhere();
  const long living = living_allocations();
  fail_everywhere();
  EXPECT_EQ(living_allocations(), living) << "a leak";
  std::cout << refused << " times refused\n";
  EXPECT_GT(refused, 0);
}

/// A database, and processes of which each asks one command on a copy of it.
class NoMemoryOnFile : public NoMemory {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const {
    return folder_.path() / (name + ".db");
  }
  [[nodiscard]] std::unique_ptr<SqliteDatabase> open(const std::string& name) {
    return SqliteDatabase::open(path(name), {.create = true, .vfs = files_.name()}).value();
  }

  /// The exit code, or minus the signal that ended the process.
  int ask_in_a_process(std::size_t step, long place) {
    std::filesystem::remove(path("copy") + "-journal");
    std::filesystem::copy_file(path("planning"), path("copy"),
                               std::filesystem::copy_options::overwrite_existing);
    const pid_t child = fork();
    if (child == 0) {
      if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(1);
      End end = End::wrong;
      {
        const auto database = open("copy");
        end = ask_without_memory(*database, step, place, GetParam());
        if (end != End::wrong && !findings(*database).empty()) end = End::wrong;
      }
      _exit(static_cast<int>(end));
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }

  FileLayer files_;
  TemporaryFolder folder_;
  /// Made before the first copy.
  bool is_made_ = open("planning") != nullptr;
};

// The JSON library needs memory to give memory back: where there is none it ends the process, and it
// leaks a little. What was stored is whole all the same.
TEST_P(NoMemoryOnFile, ChangesNothingAndTheSameCommandWorksAfterwardsOrInTheNextProcess) {
  int refused = 0;
  int ended = 0;
  for (std::size_t step = 0; step < scenario_.size(); ++step) {
    int end = 0;
    for (long place = 1; end != static_cast<int>(End::did_not_fail); ++place) {
      SCOPED_TRACE("step " + std::to_string(step) + ", allocation " + std::to_string(place));
      end = ask_in_a_process(step, place);
      ASSERT_NE(end, static_cast<int>(End::wrong));
      if (end == static_cast<int>(End::refused)) ++refused;
      if (end >= 0) continue;
      ++ended;
      ASSERT_EQ(end, -SIGABRT);
      const auto database = open("copy");
      ASSERT_THAT(findings(*database), ::testing::IsEmpty());
      ASSERT_EQ(history(*database).size(), step);
      OfficeAtWork office(*database);
      ASSERT_TRUE(scenario_.ask(office, step));
    }
    const auto database = open("planning");
    OfficeAtWork office(*database);
    ASSERT_TRUE(scenario_.ask(office, step));
  }
  std::cout << refused << " times refused, " << ended << " times the process ended\n";
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(Every, NoMemory, ::testing::Bool(), [](const auto& instance) {
  return std::string(instance.param ? "ForGood" : "Once");
});
INSTANTIATE_TEST_SUITE_P(Every, NoMemoryOnFile, ::testing::Bool(), [](const auto& instance) {
  return std::string(instance.param ? "ForGood" : "Once");
});

}  // namespace
}  // namespace creneau::testing
