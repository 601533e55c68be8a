#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "postgres/shell.hpp"
#include "support/counting_notifier.hpp"
#include "support/cutting_proxy.hpp"
#include "support/history.hpp"

namespace creneau::testing {
namespace {

using ::testing::IsEmpty;
using namespace std::chrono_literals;

struct Cut {
  const char* name;
  CuttingProxy::From from;
  bool after_it;
};
void PrintTo(const Cut& cut, std::ostream* out) {
  *out << cut.name;
}

/// The line to the server is cut once, at every point of a command in turn.
class CutLines : public ::testing::TestWithParam<Cut> {
 protected:
  std::string uri = fresh_database();
  std::unique_ptr<PostgresDatabase> direct = PostgresDatabase::open(uri).value();
  OfficeAtWork office{*direct};
  CuttingProxy proxy{a_server().port()};
  std::string through = proxy.through(uri);
};

TEST_P(CutLines, ACommandWithARequestIdIsDoneOnceAllTheSame) {
  int cuts = 0;
  for (int nth = 1;; ++nth) {
    const SessionId session = office.planned({1}, kMonday + std::chrono::days{7 * nth});
    const auto database = PostgresDatabase::open(through).value();
    Engine engine(*database, office.directory, office.clock);
    const std::size_t before = history(*direct).size();
    proxy.cut_at(GetParam().from, nth, GetParam().after_it);
    const auto call = office.with_request("r-" + std::to_string(nth));
    const auto receipt = engine.run(call, office.reserve_command(session, SlotSet::of({3})));
    ASSERT_TRUE(receipt) << "piece " << nth << ": " << name_of(receipt.error().code) << " "
                         << receipt.error().text;
    const auto events = history(*direct);
    ASSERT_EQ(events.size(), before + 1) << "piece " << nth;
    EXPECT_EQ(events.back(), receipt.value());
    const bool was_cut = !proxy.is_armed();
    proxy.disarm();
    if (!was_cut) break;
    ++cuts;
  }
  EXPECT_GE(cuts, 2) << "a load and a commit have more pieces";
  EXPECT_THAT(direct->check().value(), IsEmpty());
  EXPECT_EQ(direct->notices({}, {}, 1000).value().size(), static_cast<std::size_t>(cuts) + 1)
      << "one notice each";
}

TEST_P(CutLines, ACommandWithoutOneIsDoneOrUnconfirmedAndNeverTwice) {
  for (int nth = 1;; ++nth) {
    const SessionId session = office.planned({1}, kMonday + std::chrono::days{7 * nth});
    const auto database = PostgresDatabase::open(through).value();
    Engine engine(*database, office.directory, office.clock);
    const std::size_t before = history(*direct).size();
    proxy.cut_at(GetParam().from, nth, GetParam().after_it);
    const auto receipt = engine.run(office.call, office.reserve_command(session, SlotSet::of({3})));
    const auto events = history(*direct);
    if (receipt) {
      ASSERT_EQ(events.size(), before + 1);
      EXPECT_EQ(events.back(), receipt.value());
    } else {
      EXPECT_EQ(receipt.error().code, ErrorCode::unconfirmed);
      EXPECT_LE(events.size(), before + 1);
    }
    const bool was_cut = !proxy.is_armed();
    proxy.disarm();
    if (!was_cut) break;
  }
}

TEST_P(CutLines, ADatabaseIsOpenedOrUnreachable) {
  for (int nth = 1;; ++nth) {
    proxy.cut_at(GetParam().from, nth, GetParam().after_it);
    const auto database = PostgresDatabase::open(through);
    if (!database) {
      EXPECT_EQ(database.error().code, ErrorCode::storage_unreachable);
    }
    const bool was_cut = !proxy.is_armed();
    proxy.disarm();
    if (!was_cut) {
      EXPECT_TRUE(database);
      break;
    }
  }
}

TEST_P(CutLines, AListIsReadAgain) {
  office.planned();
  for (int nth = 1;; ++nth) {
    const auto database = PostgresDatabase::open(through).value();
    proxy.cut_at(GetParam().from, nth, GetParam().after_it);
    SessionFilter filter;
    filter.departement = k93;
    EXPECT_EQ(database->sessions(filter, {}).value().rows.size(), 1U);
    const bool was_cut = !proxy.is_armed();
    proxy.disarm();
    if (!was_cut) break;
  }
}

TEST_P(CutLines, TheDirectoryIsTakenInWholeOrNot) {
  for (int nth = 1;; ++nth) {
    const auto database = PostgresDatabase::open(through).value();
    DirectoryRows rows;
    for (const char* half : {"a", "b"}) {
      School school;
      school.aurige_id = "AE-" + std::to_string(nth) + half;
      school.name = "Auto-école " + school.aurige_id;
      rows.schools.push_back(std::move(school));
    }
    const std::size_t before = direct->schools({}).value().size();
    proxy.cut_at(GetParam().from, nth, GetParam().after_it);
    const auto taken = database->put(rows);
    const std::size_t added = direct->schools({}).value().size() - before;
    if (taken) {
      EXPECT_EQ(added, 2U) << "piece " << nth;
    } else {
      EXPECT_EQ(taken.error().code, ErrorCode::unconfirmed) << "piece " << nth;
      EXPECT_THAT(added, ::testing::AnyOf(0U, 2U)) << "piece " << nth;
    }
    const bool was_cut = !proxy.is_armed();
    proxy.disarm();
    if (!was_cut) break;
  }
}

TEST_P(CutLines, ANoticeIsLeasedAndReportedOnAgain) {
  const Addresses addresses;
  Engine engine(*direct, office.directory, office.clock, {}, &addresses);
  const SessionId session = office.planned();
  for (const unsigned ordinal : {0U, 1U, 2U})
    ASSERT_TRUE(engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))));
  CountingNotifier notifier;
  for (int nth = 1;; ++nth) {
    const auto database = PostgresDatabase::open(through).value();
    proxy.cut_at(GetParam().from, nth, GetParam().after_it);
    // One that nobody has delivered when a lease was lost is there again when that is over.
    office.clock.advance(std::chrono::hours{1});
    (void)Dispatcher(*database, notifier, office.clock, {.batch = 1}).run();
    const bool was_cut = !proxy.is_armed();
    proxy.disarm();
    if (!was_cut) break;
  }
  office.clock.advance(std::chrono::hours{1});
  EXPECT_TRUE(Dispatcher(*direct, notifier, office.clock).run());
  EXPECT_EQ(notifier.times().size(), 3U);
  EXPECT_EQ(direct->notices(NoticeStatus::delivered, {}, 10).value().size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(
    Every, CutLines,
    ::testing::Values(Cut{"BeforeWhatTheClientSays", CuttingProxy::From::client, false},
                      Cut{"AfterWhatTheClientSays", CuttingProxy::From::client, true},
                      Cut{"BeforeWhatTheServerSays", CuttingProxy::From::server, false},
                      Cut{"AfterWhatTheServerSays", CuttingProxy::From::server, true}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST(RoundTrips, ACommandTakesOneToLoadAndOneToCommit) {
  constexpr int kCommands = 20;
  const std::string uri = fresh_database();
  CuttingProxy proxy(a_server().port());
  const auto database = PostgresDatabase::open(proxy.through(uri)).value();
  OfficeAtWork office(*database);
  const SessionId session = office.planned();
  const auto block = [&] {
    ASSERT_TRUE(office.engine.run(office.call, office.block_command(session, SlotSet::of({0}))));
    ASSERT_TRUE(office.engine.run(office.call, office.unblock_command(session, SlotSet::of({0}))));
  };
  block();  // statements get their names
  const int before = proxy.pieces(CuttingProxy::From::client);
  for (int command = 0; command < kCommands; command += 2) block();
  // Beside them a few signals, joined.
  const int pieces = proxy.pieces(CuttingProxy::From::client) - before;
  EXPECT_GE(pieces, 2 * kCommands);
  EXPECT_LT(pieces, 3 * kCommands);
}

TEST(ServerThatComesBack, IsUsedAgainByThoseWhoWaited) {
  const std::string uri = fresh_database();
  CuttingProxy proxy(a_server().port());
  const auto database = PostgresDatabase::open(proxy.through(uri)).value();
  OfficeAtWork office(*database);
  office.create();
  proxy.set_down(true);
  std::thread back([&] {
    // Until it was tried in vain, and again.
    while (proxy.refused() < 3) std::this_thread::yield();
    proxy.set_down(false);
  });
  office.create({2});
  back.join();
  EXPECT_EQ(history(*database).size(), 2U);
}

TEST(ServerThatComesBack, IsGivenUpAfterTheTimeThatWasSaid) {
  const std::string uri = fresh_database();
  CuttingProxy proxy(a_server().port());
  const auto database = PostgresDatabase::open(proxy.through(uri), {.patience = 300ms}).value();
  proxy.set_down(true);
  OfficeAtWork office(*database);
  CreateSessions command;
  command.sessions.push_back({{1}, kMonday, HalfDay::morning, {}, {}});
  EXPECT_EQ(office.engine.run(office.call, command).error().code, ErrorCode::storage_unreachable);
  EXPECT_LT(proxy.refused(), 40) << "it is not asked without a pause";
}

TEST(ServerThatComesBack, IsNotWaitedForByWhomThePoolHasNoPlace) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri, {.connections = 1, .patience = 300ms}).value();
  Shell lock(uri);
  ASSERT_EQ(lock.tries("BEGIN; LOCK TABLE creneau.rules_version IN ACCESS EXCLUSIVE MODE"), kDone);
  auto first = std::async(std::launch::async, [&] { return database->rules().has_value(); });
  Shell other(uri);
  while (other.column("SELECT pid FROM pg_locks WHERE NOT granted").empty())
    std::this_thread::sleep_for(5ms);
  const auto second = database->rules();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::storage_failed);
  EXPECT_EQ(second.error().limit, 1);
  EXPECT_EQ(lock.tries("ROLLBACK"), kDone);
  EXPECT_TRUE(first.get());
}

TEST(ServerThatComesBack, BackendsThatWereTerminatedCostNobodyACommand) {
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  for (int day = 0; day < 20; ++day) {
    office.create({1}, kMonday + std::chrono::days{day});
    a_server().run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
                   name + "'");
  }
  EXPECT_EQ(history(*database).size(), 20U);
}

}  // namespace
}  // namespace creneau::testing
