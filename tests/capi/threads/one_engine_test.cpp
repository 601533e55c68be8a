// One engine, many threads: commands, queries, words, and an error that several read.
#include <gmock/gmock.h>

#include <set>

#include "capi/edge/world.hpp"
#include "capi/threads/together.hpp"

namespace creneau::capi_testing {
namespace {

TEST(OneEngineInC, GivesEachSlotToOneOfEightThreads) {
  World world;
  ASSERT_EQ(day()[0].run(world, nullptr), CRN_OK);
  ASSERT_EQ(day()[1].run(world, nullptr), CRN_OK);
  std::atomic<int> held{0};
  std::atomic<int> taken{0};
  together([&](int) {
    for (std::uint32_t ordinal = 0; ordinal < 7; ++ordinal) {
      const crn_slot slot{world.sessions[0], 1, ordinal};
      CRN_NEW(crn_reserve_slots, command);
      command.school = 12;
      command.slots = &slot;
      command.slot_count = 1;
      const crn_status status =
          crn_engine_reserve_slots(world.engine, &world.call, &command, nullptr, nullptr);
      ++(status == CRN_OK ? held : taken);
      EXPECT_TRUE(status == CRN_OK || status == CRN_ERROR_SLOT_TAKEN);
      EXPECT_EQ(day()[6].run(world, nullptr), CRN_OK);
    }
  });
  EXPECT_EQ(held, 7);
  EXPECT_EQ(taken, 7 * kThreads - 7);
}

TEST(OneEngineInC, ReadsWhileItsClockIsSet) {
  World world;
  ASSERT_EQ(day()[0].run(world, nullptr), CRN_OK);
  ASSERT_EQ(day()[1].run(world, nullptr), CRN_OK);
  together([&](int thread) {
    for (int turn = 0; turn < 50; ++turn) {
      EXPECT_EQ(crn_clock_set(world.clock, 1780300800000000 + turn, nullptr), CRN_OK);
      EXPECT_EQ(day()[thread % 2 == 0 ? 2 : 5].run(world, nullptr), CRN_OK);
    }
  });
}

TEST(AnErrorInC, IsReadByEightThreadsAndWrittenOnce) {
  World world;
  crn_error* error = nullptr;
  ASSERT_EQ(crn_engine_plan_sessions(world.engine, nullptr, nullptr, nullptr, &error),
            CRN_ERROR_BAD_ARGUMENT);
  std::vector<const char*> seen(kThreads);
  together([&](int thread) {
    seen[static_cast<std::size_t>(thread)] = crn_error_message(error, CRN_LANGUAGE_FRENCH).data;
  });
  EXPECT_EQ(std::set<const char*>(seen.begin(), seen.end()).size(), 1U);
  crn_error_destroy(error);
}

}  // namespace
}  // namespace creneau::capi_testing
