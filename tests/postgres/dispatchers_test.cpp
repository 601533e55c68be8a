#include <gmock/gmock.h>

#include <barrier>
#include <thread>

#include "postgres/shell.hpp"
#include "support/counting_notifier.hpp"

namespace creneau::testing {
namespace {

TEST(DispatchersOnPostgres, OfSeveralMachinesDeliverEachNoticeOnce) {
  constexpr std::size_t kMachines = 4;
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  const Addresses addresses;
  Engine engine(*database, office.directory, office.clock, {}, &addresses);
  std::size_t notices = 0;
  for (const std::int64_t inspector : {1, 2, 3, 4})
    for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon}) {
      const SessionId session = office.planned({inspector}, kMonday, half_day);
      for (unsigned ordinal = 0; ordinal < 7; ++ordinal, ++notices)
        ASSERT_TRUE(
            engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))));
    }

  CountingNotifier notifier;
  std::vector<DispatchReport> reports(kMachines);
  std::barrier line(static_cast<std::ptrdiff_t>(kMachines));
  std::vector<std::thread> machines;
  for (std::size_t machine = 0; machine < kMachines; ++machine)
    machines.emplace_back([&, machine] {
      const auto own = PostgresDatabase::open(uri).value();
      line.arrive_and_wait();
      Dispatcher dispatcher(*own, notifier, office.clock, {.batch = 3});
      reports[machine] = dispatcher.run().value();
    });
  for (std::thread& it : machines) it.join();

  EXPECT_EQ(notifier.times().size(), notices);
  for (const auto& [notice, times] : notifier.times()) EXPECT_EQ(times, 1);
  std::size_t delivered = 0;
  for (const DispatchReport& it : reports) {
    delivered += it.delivered;
    EXPECT_EQ(it.lost, 0U);
  }
  EXPECT_EQ(delivered, notices);
  EXPECT_EQ(database->notices(NoticeStatus::delivered, {}, 1000).value().size(), notices);
}

void make_three_notices(PostgresDatabase& database, OfficeAtWork& office) {
  const Addresses addresses;
  Engine engine(database, office.directory, office.clock, {}, &addresses);
  const SessionId session = office.planned();
  for (const unsigned ordinal : {0U, 1U, 2U})
    ASSERT_TRUE(engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))));
}

/// One that cannot be read, and one under the id of another département's.
TEST(DispatchersOnPostgres, AreNotHeldUpByForgedNotices) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  make_three_notices(*database, office);
  const auto all = database->notices({}, {}, 10).value();
  ASSERT_EQ(all.size(), 3U);
  const std::string name = uri.substr(uri.rfind('/') + 1);
  const auto change = [&](std::size_t place, const std::string& what) {
    a_server().run("UPDATE creneau.notice SET " + what + ", next_attempt = 0 WHERE id = " +
                       std::to_string(all[place].notice.id.value),
                   name);
  };
  const std::int64_t forged = all[1].notice.id.value + 1;
  change(0, "lines = '[{'");
  change(1, "id = " + std::to_string(forged));
  const Instant now = office.clock.now();
  const auto leased = database->lease(now, now + std::chrono::minutes{5}, 2).value();
  EXPECT_TRUE(leased.empty());
  const auto next = database->lease(now, now + std::chrono::minutes{5}, 2).value();
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next.front().notice.id, all[2].notice.id);
  Shell shell(uri);
  EXPECT_THAT(
      shell.column("SELECT id FROM creneau.notice WHERE status = 3 AND last_error ="
                   " 'unreadable' ORDER BY id"),
      ::testing::ElementsAre(std::to_string(all[0].notice.id.value), std::to_string(forged)));
}

TEST(DispatchersOnPostgres, DoNotWaitForANoticeThatSomebodyHolds) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  make_three_notices(*database, office);
  Shell other(uri);
  const auto held =
      other.column("BEGIN; SELECT id FROM creneau.notice ORDER BY id LIMIT 1 FOR UPDATE");
  const Instant now = office.clock.now();
  const auto leased = database->lease(now, now + std::chrono::minutes{5}, 10).value();
  ASSERT_EQ(leased.size(), 2U);
  for (const auto& it : leased) EXPECT_NE(std::to_string(it.notice.id.value), held.front());
}

TEST(DispatchersOnPostgres, WhoWasAwayTooLongCannotReport) {
  const std::string uri = fresh_database();
  const auto slow = PostgresDatabase::open(uri).value();
  const auto quick = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*slow);
  const Addresses addresses;
  Engine engine(*slow, office.directory, office.clock, {}, &addresses);
  ASSERT_TRUE(engine.run(office.call, office.reserve_command(office.planned(), SlotSet::of({0}))));
  const Instant now = office.clock.now();
  const auto first = slow->lease(now, now + std::chrono::minutes{5}, 10).value();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_TRUE(quick->lease(now, now + std::chrono::minutes{5}, 10).value().empty());
  const Instant later = now + std::chrono::minutes{6};
  const auto second = quick->lease(later, later + std::chrono::minutes{5}, 10).value();
  ASSERT_EQ(second.size(), 1U);
  EXPECT_GT(second.front().lease, first.front().lease);
  DeliveryReport report;
  report.notice = first.front().notice.id;
  report.delivery = Delivery::delivered;
  report.status = NoticeStatus::delivered;
  report.at = later;
  report.lease = first.front().lease;
  EXPECT_FALSE(slow->report(report).value());
  report.lease = second.front().lease;
  EXPECT_TRUE(quick->report(report).value());
}

}  // namespace
}  // namespace creneau::testing
