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
  for (const char* column : {"at", "command", "role", "who", "content", "reason"})
    EXPECT_EQ(tries(std::string("UPDATE event SET ") + column + " = " + column + " + 1"),
              ErrorCode::conflict);
  for (const char* column : {"departement", "subject", "request", "changes", "note"})
    EXPECT_EQ(tries(std::string("UPDATE event SET ") + column + " = 'something else'"),
              ErrorCode::conflict);
  EXPECT_EQ(tries("UPDATE event SET notes = '[\"another reason\"]'"), ErrorCode::conflict);
  EXPECT_EQ(tries("UPDATE event SET number = number + 1000"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ACommitNumberCannotBeTakenTwice) {
  EXPECT_EQ(tries("INSERT INTO event SELECT * FROM event LIMIT 1"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ARequestCannotBeDoneTwice) {
  ASSERT_TRUE(shell->run("INSERT INTO request VALUES ('93', 0, 1, 'r-1', 1, 7)"));
  EXPECT_EQ(tries("INSERT INTO request VALUES ('93', 0, 1, 'r-1', 2, 7)"), ErrorCode::conflict);
  EXPECT_TRUE(shell->run("INSERT INTO request VALUES ('93', 1, 1, 'r-1', 2, 7)"));
}

TEST_F(SqliteConstraints, AVersionOfTheRulesIsOne) {
  ASSERT_TRUE(shell->run("INSERT INTO rules_version VALUES (1)"));
  EXPECT_EQ(tries("INSERT INTO rules_version VALUES (1)"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ASessionLiesInOneDayAndEndsAfterItBegins) {
  const auto session_at = [&](const char* start, const char* end) {
    return tries(std::string("INSERT INTO session SELECT id + 128, departement, inspector + 1, ") +
                 start + ", " + end + ", 0, 0, 1, '' FROM session");
  };
  EXPECT_EQ(session_at("start_at", "start_at"), ErrorCode::conflict);
  EXPECT_EQ(session_at("start_at", "start_at - 1"), ErrorCode::conflict);
  EXPECT_EQ(session_at("start_at", "start_at + 1440"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, TwoSessionsOfAnInspectorCannotBeginTogetherEvenWithoutTheTriggers) {
  ASSERT_TRUE(shell->run("DROP TRIGGER session_overlap_insert"));
  EXPECT_EQ(tries("INSERT INTO session SELECT id + 128, departement, inspector, start_at, end_at,"
                  " 0, 0, 1, '' FROM session"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ASessionHasOnePlanWithAGridThatCanBe) {
  EXPECT_EQ(tries("INSERT INTO planning VALUES ($session, 2, 1, 10, 0, 30, 1, 7, 1)"),
            ErrorCode::conflict);
  const auto plan_of_another = [&](const char* grid) {
    return tries(std::string("INSERT INTO planning VALUES ($session + 128, 1, 1, 10, 0, ") + grid +
                 ", 1)");
  };
  EXPECT_EQ(plan_of_another("0, 1, 7"), ErrorCode::conflict);
  EXPECT_EQ(plan_of_another("30, 0, 7"), ErrorCode::conflict);
  EXPECT_EQ(plan_of_another("30, 1, 0"), ErrorCode::conflict);
  EXPECT_EQ(plan_of_another("30, 1, 65"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, ASlotHasAnOrdinalThatASessionCanHave) {
  EXPECT_EQ(tries("INSERT INTO slot VALUES ($session, 1, -1, NULL, 0, '')"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, AReservationHoldsASlot) {
  EXPECT_EQ(tries("UPDATE reservation SET slots = 0"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, AClosureEndsAfterItBegins) {
  EXPECT_EQ(tries("INSERT INTO closure VALUES (1, '93', 0, 1, 1000, 1000, 0, '')"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, WithForeignKeysOnNothingRefersToWhatIsNotThere) {
  ASSERT_TRUE(shell->run("PRAGMA foreign_keys = ON"));
  ASSERT_TRUE(shell->run("DROP TRIGGER slot_of_present_plan"));
  EXPECT_EQ(tries("INSERT INTO slot VALUES ($session, 1, 3, $reservation + 128, 0, '')"),
            ErrorCode::conflict);
  EXPECT_EQ(tries("INSERT INTO slot VALUES ($session, 7, 3, NULL, 0, '')"), ErrorCode::conflict);
  EXPECT_EQ(tries("INSERT INTO planning VALUES ($session + 128, 1, 1, 10, 0, 30, 1, 7, 1)"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, MatriculesAndAurigeIdsAreOneInspectorsAndOneSchools) {
  ASSERT_TRUE(database->put(testing::directory_rows()));
  EXPECT_EQ(tries("INSERT INTO inspector SELECT id + 100, matricule, name, categories, ''"
                  " FROM inspector LIMIT 1"),
            ErrorCode::conflict);
  EXPECT_EQ(tries("INSERT INTO school SELECT id + 100, name, folded_name, aurige_id, mail,"
                  " categories, active, '' FROM school LIMIT 1"),
            ErrorCode::conflict);
}

TEST_F(SqliteConstraints, OfTheNotesOfHistoryEachCanOnlyBeEmptied) {
  ASSERT_TRUE(
      shell->run("INSERT INTO event VALUES ('75', 1, 0, 0, 0, 0, '', '', 0, 0, '{}', 'why',"
                 " '[\"a\",\"b\"]')"));
  for (const char* notes : {"[\"a\",\"c\"]", "[\"b\",\"a\"]", "[\"a\"]", "[\"\",\"b\",\"\"]"})
    EXPECT_EQ(
        tries("UPDATE event SET notes = '" + std::string(notes) + "' WHERE departement = '75'"),
        ErrorCode::conflict)
        << notes;
  for (const char* notes : {"[\"\",\"b\"]", "[\"\",\"\"]", ""})
    EXPECT_TRUE(shell->run(
        ("UPDATE event SET notes = '" + std::string(notes) + "' WHERE departement = '75'").c_str()))
        << notes;
}

TEST_F(SqliteConstraints, PostingsOfOneInspectorCannotOverlap) {
  ASSERT_TRUE(database->put(testing::directory_rows()));
  EXPECT_EQ(tries("INSERT INTO posting VALUES (1, 20000, 20010, '75')"), ErrorCode::conflict);
  EXPECT_EQ(tries("INSERT INTO posting VALUES (99, 20010, 20009, '75')"), ErrorCode::conflict);
}

TEST_F(SqliteConstraints, CheckFindsWhatWasDoneBehindTheLibrarysBack) {
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
  ASSERT_TRUE(shell->run("UPDATE reservation SET slots = 1"));
  const auto findings = database->check().value();
  std::vector<std::string> found;
  for (const Finding& finding : findings) found.push_back(finding.what);
  EXPECT_THAT(found, ::testing::Contains("reservation_slots"));
}

}  // namespace
}  // namespace creneau
