#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "postgres/shell.hpp"

namespace creneau::testing {
namespace {

using namespace std::chrono_literals;

/// Longer than any machine needs, and much longer than a signal.
constexpr std::chrono::milliseconds kLong{20'000};

TEST(SignalsOfPostgres, ASubscriberHearsOfAChangeByAnotherProgram) {
  const std::string uri = fresh_database();
  const auto screen = PostgresDatabase::open(uri).value();
  const auto desk = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*desk);
  for (int round = 0; round < 5; ++round) {
    const Revision before = screen->wait_for_change(k93, {}, 0ms).value();
    auto heard = std::async(std::launch::async, [&] {
      const auto start = std::chrono::steady_clock::now();
      const Revision number = screen->wait_for_change(k93, before, kLong).value();
      return std::pair{number, std::chrono::steady_clock::now() - start};
    });
    office.create({1}, kMonday + std::chrono::days{round});
    const auto [number, after] = heard.get();
    EXPECT_EQ(number.value, before.value + 1);
    // Without a signal it would look after five seconds.
    EXPECT_LT(after, 4s);
    EventFilter since;
    since.departement = k93;
    since.after = before;
    EXPECT_EQ(screen->events(since, {}).value().rows.size(), 1U);
  }
}

/// Sent by each commit they cost three quarters of the throughput.
TEST(SignalsOfPostgres, OfManyCommitsAreJoined) {
  constexpr int kCommits = 200;
  const std::string uri = fresh_database();
  Shell listener(uri);
  ASSERT_EQ(listener.tries("LISTEN creneau_93"), kDone);
  const auto desk = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*desk);
  const SessionId session = office.planned();
  for (int commit = 0; commit < kCommits; commit += 2) {
    ASSERT_TRUE(office.engine.run(office.call, office.block_command(session, SlotSet::of({0}))));
    ASSERT_TRUE(office.engine.run(office.call, office.unblock_command(session, SlotSet::of({0}))));
  }
  // The last one is on its way.
  int signals = listener.signals();
  while (signals == 0) signals += listener.signals();
  EXPECT_LT(signals, kCommits / 4);
}

TEST(SignalsOfPostgres, AChangeElsewhereWakesNobody) {
  const std::string uri = fresh_database();
  const auto screen = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*screen);
  office.create();
  EXPECT_EQ(screen->wait_for_change(k75, {}, 300ms).value(), Revision{0});
}

TEST(SignalsOfPostgres, WhatHappenedBeforeIsToldAtOnce) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  office.create();
  EXPECT_EQ(database->wait_for_change(k93, {}, kLong).value(), Revision{1});
}

TEST(SignalsOfPostgres, ALostSignalCostsNothingButADelay) {
  const std::string uri = fresh_database();
  const auto screen = PostgresDatabase::open(uri).value();
  auto heard = std::async(std::launch::async,
                          [&] { return screen->wait_for_change(k93, {}, kLong).value(); });
  // Somebody who tells nobody.
  a_server().run("UPDATE creneau.departement SET number = 1 WHERE code = '93'",
                 uri.substr(uri.rfind('/') + 1));
  EXPECT_EQ(heard.get(), Revision{1});
}

TEST(SignalsOfPostgres, WhoWaitsSurvivesThatItsConnectionIsCut) {
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
  const auto screen = PostgresDatabase::open(uri).value();
  auto heard = std::async(std::launch::async,
                          [&] { return screen->wait_for_change(k93, {}, kLong).value(); });
  // Until it listens.
  while (a_server().run("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name +
                        "' AND query LIKE 'SELECT number FROM%'")[0][0] == "0") {
  }
  a_server().run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name +
                 "'");
  const auto desk = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*desk);
  office.create();
  EXPECT_EQ(heard.get(), Revision{1});
}

}  // namespace
}  // namespace creneau::testing
