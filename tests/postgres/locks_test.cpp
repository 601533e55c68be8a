#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "postgres/shell.hpp"

namespace creneau::testing {
namespace {

/// Whoever has the département's lock, as who looks for a commit whose answer was lost, knows that none
/// is at work.
TEST(LocksOfPostgres, ACommitThatWaitsForTheRulesHasItsDepartement) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  const SessionId session = office.planned();
  Shell rules(uri);
  ASSERT_EQ(rules.tries("BEGIN; LOCK TABLE creneau.rules_version IN EXCLUSIVE MODE"), kDone);
  auto reserved =
      std::async(std::launch::async, [&] { return office.reserve(session, SlotSet::of({0})); });
  Shell other(uri);
  while (other
             .column("SELECT pid FROM pg_locks WHERE NOT granted AND relation ="
                     " 'creneau.rules_version'::regclass")
             .empty())
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  EXPECT_EQ(other.tries("SELECT FROM creneau.departement WHERE code = '93' FOR UPDATE NOWAIT"),
            "55P03");
  EXPECT_EQ(rules.tries("COMMIT"), kDone);
  EXPECT_NE(reserved.get(), ReservationId{});
}

TEST(LocksOfPostgres, ARedactionWaitsForTheCommitsOfItsDepartement) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  office.planned();
  Shell commit(uri);
  ASSERT_EQ(commit.tries("BEGIN; SELECT FROM creneau.departement WHERE code = '93' FOR UPDATE"),
            kDone);
  auto redacted =
      std::async(std::launch::async, [&] { return database->redact(k93, {1}).has_value(); });
  Shell other(uri);
  while (other.column("SELECT pid FROM pg_locks WHERE NOT granted").empty())
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  EXPECT_NE(redacted.wait_for(std::chrono::seconds{0}), std::future_status::ready);
  EXPECT_EQ(commit.tries("COMMIT"), kDone);
  EXPECT_TRUE(redacted.get());
}

}  // namespace
}  // namespace creneau::testing
