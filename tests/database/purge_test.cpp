#include <gmock/gmock.h>

#include "database/a_database.hpp"
#include "support/departement_93.hpp"
#include "support/history.hpp"

namespace creneau {
namespace {

using testing::k93;
using testing::kMonday;
using testing::OfficeAtWork;
using namespace std::chrono_literals;

class PurgeOfADatabase : public ::testing::Test {
 protected:
  std::int64_t purge_notices(Instant now) {
    Purge what;
    what.now = now;
    return database->purge(what).value().notices;
  }
  std::unique_ptr<testing::ADatabase> kept = testing::a_database();
  Database* database = &**kept;
  OfficeAtWork office{*database};
};

TEST_F(PurgeOfADatabase, EmptiesANoticeWithoutAnAddressThirtyDaysAfterItsCommand) {
  office.reserve(office.planned(), SlotSet::of({0}));
  const Instant made = office.clock.now();
  EXPECT_EQ(purge_notices(made + std::chrono::days{30} - 1us), 0);
  EXPECT_EQ(purge_notices(made + std::chrono::days{30}), 1);
  EXPECT_EQ(purge_notices(made + std::chrono::days{31}), 0) << "it is empty already";
  const auto notices = database->notices(NoticeStatus::undeliverable, {}, 10).value();
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_THAT(notices.front().notice.lines, ::testing::IsEmpty());
  EXPECT_EQ(database->retry({notices.front().notice.id}, "ecole@example.org", made).error().code,
            ErrorCode::unknown_notice)
      << "there is nothing left to send";
}

TEST_F(PurgeOfADatabase, EmptiesADeadNoticeThirtyDaysAfterItsLastAttempt) {
  office.reserve(office.planned(), SlotSet::of({0}));
  const Instant made = office.clock.now();
  const auto listed = database->notices({}, {}, 10).value();
  ASSERT_TRUE(database->retry({listed.front().notice.id}, "ecole@example.org", made));
  EXPECT_EQ(purge_notices(made + std::chrono::days{365}), 0) << "it is still to be sent";
  const auto leased = database->lease(made, made + 5min, 10).value();
  DeliveryReport report;
  report.notice = leased.front().notice.id;
  report.lease = leased.front().lease;
  report.delivery = Delivery::refused;
  report.status = NoticeStatus::dead;
  report.at = made + std::chrono::days{2};
  report.error = "550 no such mailbox";
  ASSERT_TRUE(database->report(report).value());
  EXPECT_EQ(purge_notices(made + std::chrono::days{32} - 1us), 0);
  EXPECT_EQ(purge_notices(made + std::chrono::days{32}), 1);
  const auto dead = database->notices(NoticeStatus::dead, {}, 10).value();
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead.front().notice.address, "");
  EXPECT_EQ(dead.front().last_error, "");
}

TEST_F(PurgeOfADatabase, OfHistoryMadeWhileTheClockWasPutBackLeavesNothingToFind) {
  office.create({1});
  office.clock.advance(-1h);
  office.create({2});
  Purge old;
  old.history_before = office.clock.now() + 1min;
  EXPECT_EQ(database->purge(old).value().events, 1);
  EXPECT_EQ(testing::history(*database).size(), 1U);
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
  office.create({3});
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
}

TEST_F(PurgeOfADatabase, TakesTheRefusalsOfTheTimeToo) {
  CancelBySchool cancel;
  cancel.reservations = {office.reserve(office.planned(), SlotSet::of({0}))};
  const Call school{Actor::of_school({1}), k93, {}};
  office.clock.set(*parse_instant("2026-06-12T08:00:00Z"));
  ASSERT_FALSE(office.engine.run(school, cancel));
  office.clock.advance(1h);
  ASSERT_FALSE(office.engine.run(school, cancel));
  Purge old;
  old.history_before = office.clock.now();
  EXPECT_EQ(database->purge(old).value().refusals, 1);
  const auto left = database->refusals(k93, {}).value().rows;
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front().at, office.clock.now());
}

}  // namespace
}  // namespace creneau
