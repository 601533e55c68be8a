#include <gmock/gmock.h>

#include "support/counting_notifier.hpp"
#include "threads/together.hpp"

namespace creneau::testing {
namespace {

class Dispatchers : public ::testing::TestWithParam<StorageKind> {};

TEST_P(Dispatchers, OfOneOutboxDeliverEachNoticeOnce) {
  const auto shared = GetParam().make();
  OfficeAtWork office(shared->storage());
  const Addresses addresses;
  Engine engine(shared->storage(), office.directory, office.clock, {}, &addresses);
  std::size_t notices = 0;
  for (const std::int64_t inspector : {1, 2, 3, 4})
    for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon}) {
      const SessionId session = office.planned({inspector}, kMonday, half_day);
      for (unsigned ordinal = 0; ordinal < 7; ++ordinal, ++notices)
        ASSERT_TRUE(
            engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))));
    }

  CountingNotifier notifier;
  DispatchReport reports[2];
  run_together(2, [&](std::size_t thread) {
    Dispatcher dispatcher(shared->outbox(), notifier, office.clock, {.batch = 3});
    reports[thread] = dispatcher.run().value();
  });

  EXPECT_EQ(notifier.times().size(), notices);
  for (const auto& [notice, times] : notifier.times()) EXPECT_EQ(times, 1);
  EXPECT_EQ(reports[0].delivered + reports[1].delivered, notices);
  EXPECT_EQ(reports[0].lost + reports[1].lost, 0U);
  EXPECT_EQ(shared->outbox().notices(NoticeStatus::delivered, {}, 1000).value().size(), notices);
}

INSTANTIATE_TEST_SUITE_P(Every, Dispatchers, ::testing::ValuesIn(kStorageKinds),
                         ::testing::PrintToStringParamName());

}  // namespace
}  // namespace creneau::testing
