#include <gmock/gmock.h>

#include "database/a_database.hpp"
#include "support/departement_93.hpp"

namespace creneau {
namespace {

using testing::k93;
using testing::OfficeAtWork;

TEST(PurgedHistory, StillAnswersItsRequestsAndRefusesThemWithOtherContent) {
  const auto kept = testing::a_database();
  Database* const database = &**kept;
  OfficeAtWork office(*database);
  const SessionId session = office.planned();
  const auto slot = [&](unsigned ordinal) {
    return office.reserve_command(session, SlotSet::of({ordinal}));
  };
  const Receipt receipt = office.engine.run(office.with_request("r-1"), slot(0)).value();
  const Instant later = testing::kFirstOfJune + std::chrono::hours{1};
  ASSERT_TRUE(database->purge({.now = later, .history_before = later}));
  ASSERT_TRUE(database->events({k93, {}, {}, {}, {}}, {}).value().rows.empty());

  const auto again = office.engine.run(office.with_request("r-1"), slot(0));
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value().number, receipt.number);
  const auto other = office.engine.run(office.with_request("r-1"), slot(1));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::request_reused);
}

}  // namespace
}  // namespace creneau
