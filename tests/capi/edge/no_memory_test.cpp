// An allocation that fails is `no_memory`, whichever it is: nothing leaks, nothing is changed.
#include <gmock/gmock.h>

#include "capi/edge/world.hpp"
#include "durability/failing_allocations.hpp"

namespace creneau::capi_testing {
namespace {

using testing::allocation_has_failed;
using testing::fail_allocation;
using testing::fail_no_allocation;
using testing::living_allocations;

struct Case {
  std::size_t step;
  bool for_good;
  Kept kept;
};

void PrintTo(const Case& it, std::ostream* to) {
  *to << day()[it.step].name << (it.for_good ? ", for good" : ", once")
      << (it.kept == Kept::in_c ? ", kept in C" : "");
}

class NoMemoryInC : public ::testing::TestWithParam<Case> {};

/// A batch that is cut off in its middle has done its first half.
bool is_batch(const Step& step) {
  return std::string_view(step.name) == "reserve_a_batch";
}

TEST_P(NoMemoryInC, ChangesNothingLeaksNothingAndWorksWhenAskedAgain) {
  const Step& step = day()[GetParam().step];
  int refused = 0;
  bool failed = true;
  for (long place = 1; failed; ++place) {
    const long before = living_allocations();
    {
      World world(GetParam().kept);
      for (std::size_t done = 0; done < GetParam().step; ++done)
        ASSERT_EQ(day()[done].run(world, nullptr), CRN_OK) << day()[done].name;
      const std::size_t events = world.events();
      crn_error* error = nullptr;
      fail_allocation(place, GetParam().for_good);
      const crn_status status = step.run(world, &error);
      fail_no_allocation();
      failed = allocation_has_failed();
      ASSERT_TRUE(status == CRN_OK || status == CRN_ERROR_NO_MEMORY)
          << step.name << ", allocation " << place << ": " << crn_status_name(status).data;
      if (status != CRN_OK) {
        ++refused;
        ASSERT_TRUE(failed);
        if (!is_batch(step)) {
          ASSERT_EQ(crn_error_code(error), CRN_ERROR_NO_MEMORY) << "allocation " << place;
          ASSERT_GT(crn_error_message(error, CRN_LANGUAGE_FRENCH).size, 0U);
          ASSERT_EQ(world.events(), events) << "allocation " << place;
        }
        crn_error_destroy(error);
        ASSERT_EQ(step.run(world, nullptr), CRN_OK) << "allocation " << place;
      } else {
        ASSERT_EQ(error, nullptr);
      }
    }
    // The words of the error itself are written once for the whole process.
    if (refused > 1) {
      ASSERT_EQ(living_allocations(), before) << "allocation " << place;
    }
  }
  EXPECT_GT(refused, 0);
}

std::vector<Case> every_step() {
  std::vector<Case> cases;
  for (std::size_t step = 0; step < day().size(); ++step)
    for (const bool for_good : {false, true})
      for (const Kept kept : {Kept::in_memory, Kept::in_c}) cases.push_back({step, for_good, kept});
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Every, NoMemoryInC, ::testing::ValuesIn(every_step()),
                         [](const auto& instance) {
                           return std::string(day()[instance.param.step].name) +
                                  (instance.param.for_good ? "_for_good" : "_once") +
                                  (instance.param.kept == Kept::in_c ? "_in_c" : "");
                         });

}  // namespace
}  // namespace creneau::capi_testing
