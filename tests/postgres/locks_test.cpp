#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "postgres/shell.hpp"
#include "support/history.hpp"

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

/// What engines that distribute PostgreSQL ask for: 40001 and 40P01.
class TriesAgainOnPostgres : public ::testing::Test {
 protected:
  /// The server refuses so often what is written to a table.
  void refuse(const std::string& table, int times, const std::string& sqlstate,
              const std::string& when) {
    ASSERT_EQ(
        shell.tries(
            "CREATE SEQUENCE public.tries; CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE"
            " plpgsql AS $$BEGIN IF nextval('public.tries') <= " +
            std::to_string(times) + " THEN RAISE EXCEPTION 'not in order' USING" + " ERRCODE = '" +
            sqlstate + "'; END IF; RETURN NEW; END$$"),
        kDone);
    ASSERT_EQ(shell.tries("CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON creneau." + table +
                          " " + when + " FOR EACH ROW EXECUTE FUNCTION public.refuse()"),
              kDone);
  }
  std::string tried() { return shell.column("SELECT last_value FROM public.tries").front(); }

  std::string uri = fresh_database();
  std::unique_ptr<PostgresDatabase> database = PostgresDatabase::open(uri).value();
  OfficeAtWork office{*database};
  Shell shell{uri};
};

TEST_F(TriesAgainOnPostgres, ACommitThatCouldNotBePutInOrder) {
  const SessionId session = office.planned();
  refuse("event_93", 3, "40001", "");
  EXPECT_NE(office.reserve(session, SlotSet::of({0})), ReservationId{});
  EXPECT_EQ(tried(), "4");
}

TEST_F(TriesAgainOnPostgres, ACommitThatIsRefusedOnlyAtItsEnd) {
  const SessionId session = office.planned();
  refuse("event_93", 3, "40P01", "DEFERRABLE INITIALLY DEFERRED");
  EXPECT_NE(office.reserve(session, SlotSet::of({0})), ReservationId{});
  EXPECT_EQ(tried(), "4");
}

TEST_F(TriesAgainOnPostgres, TheDirectoryThatIsRefusedOnlyAtItsEnd) {
  refuse("school", 3, "40001", "DEFERRABLE INITIALLY DEFERRED");
  School school;
  school.name = "Auto-école 93-017";
  school.aurige_id = "AE-93-017";
  DirectoryRows rows;
  rows.schools = {school};
  EXPECT_TRUE(database->put(rows));
  EXPECT_EQ(tried(), "4");
}

TEST_F(TriesAgainOnPostgres, ButNotForEver) {
  const SessionId session = office.planned();
  refuse("event_93", 1'000'000, "40001", "");
  const auto refused =
      office.engine.run(office.call, office.block_command(session, SlotSet::of({0})));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(history(*database).size(), 2U);
}

}  // namespace
}  // namespace creneau::testing
