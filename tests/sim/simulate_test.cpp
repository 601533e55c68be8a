#include "creneau/sim/simulate.hpp"

#include <gmock/gmock.h>

#include "sim/world.hpp"

namespace creneau::sim {
namespace {

using creneau::testing::log_of;
using creneau::testing::small_scenario;

/// The same bytes with GCC and clang, with and without sanitizers.
TEST(Simulation, HasTheCommittedDigest) {
  Policy lottery;
  lottery.order = Order::lottery;
  EXPECT_EQ(digest(log_of(small_scenario())).value, 18206448247235544623U);
  EXPECT_EQ(digest(log_of(small_scenario(), lottery, {2026, 7})).value, 16169487793013093455U);
}

TEST(Simulation, IsTheSameForAnyNumberOfWorkers) {
  Runs runs;
  runs.seed = 9;
  runs.count = 12;
  const auto alone = simulate(small_scenario(), {}, runs).value();
  for (const std::uint32_t workers : {2U, 5U, 40U}) {
    runs.workers = workers;
    EXPECT_EQ(simulate(small_scenario(), {}, runs).value(), alone);
  }
}

TEST(Simulation, CanRunAnyReplicationAgainAlone) {
  Runs runs;
  runs.seed = 9;
  runs.count = 5;
  const auto all = simulate(small_scenario(), {}, runs).value();
  runs.first = 3;
  runs.count = 1;
  EXPECT_EQ(simulate(small_scenario(), {}, runs).value().front(), all[3]);
  EXPECT_EQ(figures_of(log_of(small_scenario(), {}, {9, 3})), all[3]);
  EXPECT_NE(all[3], all[4]);
}

TEST(Simulation, TellsHowFarItIsAndStopsWhenTold) {
  Runs runs;
  runs.count = 8;
  std::uint32_t last = 0;
  EXPECT_TRUE(simulate(small_scenario(), {}, runs, [&](std::uint32_t done) {
    EXPECT_EQ(done, last + 1);
    last = done;
    return true;
  }));
  EXPECT_EQ(last, 8U);
  const auto stopped =
      simulate(small_scenario(), {}, runs, [](std::uint32_t done) { return done < 3; });
  EXPECT_EQ(stopped.error().code, ErrorCode::unsupported);
}

TEST(Simulation, TellsOfTheEndWhoeverIsTheLast) {
  Runs runs;
  runs.count = 3;
  runs.workers = 3;
  for (int round = 0; round < 20; ++round) {
    std::uint32_t last = 0;
    EXPECT_TRUE(simulate(small_scenario(), {}, runs, [&](std::uint32_t done) {
      last = done;
      return true;
    }));
    EXPECT_EQ(last, 3U);
  }
}

TEST(Simulation, FailsWithWhatIsWrong) {
  Scenario scenario = small_scenario();
  scenario.inspectors.clear();
  Runs runs;
  runs.count = 4;
  runs.workers = 2;
  EXPECT_EQ(simulate(scenario, {}, runs).error().code, ErrorCode::unknown_inspector);
}

}  // namespace
}  // namespace creneau::sim
