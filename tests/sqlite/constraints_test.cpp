#include <gmock/gmock.h>

#include "creneau/sqlite/sqlite.hpp"
#include "sqlite/connection.hpp"
#include "support/departement_93.hpp"
#include "support/temporary_folder.hpp"

namespace creneau {
namespace {

using sqlite::Connection;
using testing::OfficeAtWork;

/// A program that goes around the library, with foreign keys off, as the sqlite3 shell has them.
class SqliteConstraints : public ::testing::Test {
 protected:
  SqliteConstraints() {
    session = office.planned();
    reservation = office.reserve(session, SlotSet::of({2}));
    EXPECT_TRUE(shell->run("PRAGMA foreign_keys = OFF"));
  }

  /// What the shell says to a statement, with the session's and the reservation's numbers in it.
  ErrorCode tries(std::string sql) {
    const auto fill = [&](const std::string& name, std::int64_t number) {
      for (auto place = sql.find(name); place != std::string::npos; place = sql.find(name))
        sql.replace(place, name.size(), std::to_string(number));
    };
    fill("$session", session.value);
    fill("$reservation", reservation.value);
    const auto done = shell->run(sql.c_str());
    EXPECT_FALSE(done) << sql;
    return done ? ErrorCode::bad_argument : done.error().code;
  }

  testing::TemporaryFolder folder;
  std::string path = folder.path() / "planning.db";
  std::unique_ptr<SqliteDatabase> database = SqliteDatabase::open(path, {.create = true}).value();
  OfficeAtWork office{*database};
  SessionId session;
  ReservationId reservation;
  std::unique_ptr<Connection> shell =
      Connection::open(path, Connection::Mode::read_write, false).value();
};

TEST_F(SqliteConstraints, ASlotCannotBeReservedTwice) {
  EXPECT_EQ(tries("INSERT INTO slot VALUES ($session, 1, 2, $reservation, 0, '')"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ASlotOfAnOlderPlanCannotBeReserved) {
  EXPECT_EQ(tries("INSERT INTO slot VALUES ($session, 7, 3, $reservation, 0, '')"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ASlotBeyondTheGridCannotBeReserved) {
  EXPECT_EQ(tries("INSERT INTO slot VALUES ($session, 1, 7, $reservation, 0, '')"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, APlanWithSlotsCannotBeTakenBack) {
  EXPECT_EQ(tries("DELETE FROM planning WHERE session = $session"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, APlannedSessionCannotBeRemoved) {
  EXPECT_EQ(tries("DELETE FROM session WHERE id = $session"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, SessionsOfOneInspectorCannotOverlap) {
  EXPECT_EQ(tries("INSERT INTO session SELECT id + 128, departement, inspector, start_at + 60,"
                  " end_at + 60, 0, 0, 1, '' FROM session"),
            ErrorCode::conflict);
  EXPECT_EQ(tries("INSERT INTO session SELECT id + 128, departement, inspector, start_at - 60,"
                  " end_at + 60, 0, 0, 1, '' FROM session"),
            ErrorCode::conflict);
  ASSERT_TRUE(
      shell->run("INSERT INTO session SELECT id + 128, departement, inspector,"
                 " end_at, end_at + 60, 0, 0, 1, '' FROM session"));
  EXPECT_EQ(tries("UPDATE session SET start_at = start_at - 30 WHERE id <> $session"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, HistoryCannotBeRewritten) {
  EXPECT_EQ(tries("UPDATE event SET changes = '{}'"), ErrorCode::conflict);
  EXPECT_EQ(tries("UPDATE event SET at = 0"), ErrorCode::conflict);
  EXPECT_EQ(tries("UPDATE event SET subject = 'somebody else'"), ErrorCode::conflict);
  EXPECT_EQ(tries("UPDATE event SET note = 'another reason'"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, PostingsOfOneInspectorCannotOverlap) {
  ASSERT_TRUE(database->put(testing::directory_rows()));
  EXPECT_EQ(tries("INSERT INTO posting VALUES (1, 20000, 20010, '75')"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, CheckFindsWhatWasDoneBehindTheLibrarysBack) {
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
  ASSERT_TRUE(shell->run("UPDATE reservation SET slots = 1"));
  const auto findings = database->check().value();
  std::vector<std::string> found;
  for (const SqliteFinding& finding : findings) found.push_back(finding.what);
  EXPECT_THAT(found, ::testing::Contains("reservation_slots"));
}

}  // namespace
}  // namespace creneau
