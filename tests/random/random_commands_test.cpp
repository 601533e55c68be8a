#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <filesystem>

#include "creneau/sqlite/sqlite.hpp"
#include "random/match.hpp"
#include "support/figures.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

/// One million in CI, a tenth of it where a sanitizer watches.
const std::size_t kOperations = figure<std::size_t>(kSanitized ? 100'000 : 1'000'000, 10'000'000);

/// Plays random steps in worlds of their own until rapidcheck has seen enough; a sequence that
/// shows a disagreement is shrunk. RC_PARAMS="seed=…" (printed) plays the same ones again.
template <class Play>
void play_random_steps(std::size_t operations, const Play& play) {
  constexpr std::size_t kCases = 100;  // rapidcheck's default
  constexpr int kLongest = 800;
  // On average half as many steps, of which some three in four are operations.
  const std::size_t worlds = operations / (kCases * kLongest * 35 / 100) + 1;
  std::size_t done = 0;
  std::size_t accepted = 0;
  const auto step = rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()));
  const auto steps = rc::gen::resize(kLongest, rc::gen::container<Steps>(step));
  const bool holds = rc::check([&] {
    for (const Steps& drawn : *rc::gen::container<std::vector<Steps>>(worlds, steps)) {
      const auto disagreement = play(drawn, done, accepted);
      if (disagreement) RC_FAIL(*disagreement);
    }
  });
  EXPECT_TRUE(holds);
  std::cout << done << " operations, " << accepted << " accepted\n";
  EXPECT_TRUE(!holds || done >= operations);
}

/// Plays a match to its end and counts.
std::optional<std::string> count(Match& match, const Steps& steps, std::size_t& done,
                                 std::size_t& accepted) {
  auto disagreement = match.play(steps);
  done += match.operations();
  accepted += match.accepted();
  return disagreement;
}

TEST(RandomCommands, AreDecidedAsTheOracleDoes) {
  play_random_steps(kOperations, [](const Steps& steps, std::size_t& done, std::size_t& accepted) {
    MemoryStorage storage;
    Match match(storage, storage);
    return count(match, steps, done, accepted);
  });
}

TEST(RandomCommands, OfASimulationAreDecidedAsWhenEverythingIsRecorded) {
  play_random_steps(
      kOperations / 10, [](const Steps& steps, std::size_t& done, std::size_t& accepted) {
        MemoryStorage storage;
        Match match(storage, storage);
        match.follow(std::make_unique<EngineOver<LocalMemoryStorage>>(
            std::make_unique<LocalMemoryStorage>(MemoryOptions{.history = false}), match.clock(),
            EngineOptions{.notices = false, .journal_refusals = false}));
        return count(match, steps, done, accepted);
      });
}

/// Each half takes minutes, and may have a processor of its own.
class RandomCommandsOnSqlite : public ::testing::TestWithParam<const char*> {};

TEST_P(RandomCommandsOnSqlite, AreDecidedAsTheOracleAndTheMemoryDo) {
  play_random_steps(
      kOperations / 2, [](const Steps& steps, std::size_t& done, std::size_t& accepted) {
        const TemporaryFolder folder(folder_in_memory());
        const auto database =
            SqliteDatabase::open(folder.path() / "planning.db", {.create = true}).value();
        Match match(*database, *database);
        match.follow(std::make_unique<EngineOver<MemoryStorage>>(std::make_unique<MemoryStorage>(),
                                                                 match.clock(), EngineOptions{}));
        auto disagreement = count(match, steps, done, accepted);
        const auto findings = database->check().value();
        if (!disagreement && !findings.empty())
          disagreement = findings.front().what + ": " + findings.front().where;
        return disagreement;
      });
}

INSTANTIATE_TEST_SUITE_P(Half, RandomCommandsOnSqlite, ::testing::Values("First", "Second"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
}  // namespace creneau::testing
