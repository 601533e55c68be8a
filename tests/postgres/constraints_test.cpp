#include <gmock/gmock.h>

#include "postgres/shell.hpp"

namespace creneau::testing {
namespace {

/// Of a program that goes around the library.
class PostgresConstraints : public ::testing::Test {
 protected:
  PostgresConstraints() {
    session = office.planned();
    reservation = office.reserve(session, SlotSet::of({2}));
  }
  std::string tries(const std::string& sql) {
    return shell.tries(filled(sql, session, reservation));
  }

  std::string uri = fresh_database();
  std::unique_ptr<PostgresDatabase> database = PostgresDatabase::open(uri).value();
  OfficeAtWork office{*database};
  SessionId session;
  ReservationId reservation;
  Shell shell{uri};
};

TEST_F(PostgresConstraints, ASlotCannotBeReservedTwice) {
  for (const char* table : {"slot", "slot_93"})
    EXPECT_EQ(tries(std::string("INSERT INTO creneau.") + table +
                    " VALUES ('93', $session, 1, 2, $reservation, 0, '', 7)"),
              kUniqueViolation);
}

TEST_F(PostgresConstraints, ASlotOfAnOlderPlanCannotBeReserved) {
  EXPECT_EQ(tries("INSERT INTO creneau.slot VALUES ('93', $session, 7, 3, $reservation, 0, '', 7)"),
            kForeignKeyViolation);
}

TEST_F(PostgresConstraints, WhatAServerDoesNotTakeIsOfOneSetOfItsBatch) {
  std::vector<ChangeSet> sets;
  for (const unsigned ordinal : {0U, 1U, 3U})
    sets.push_back(
        office.engine.decide(office.call, office.reserve_command(session, SlotSet::of({ordinal})))
            .value()
            .changes);
  sets[1].note = "no UTF-8: \xFF";
  std::vector<Commit> answers(sets.size());
  database->commit(sets, answers);
  EXPECT_EQ(answers[0].outcome, Commit::Outcome::done);
  EXPECT_EQ(answers[1].outcome, Commit::Outcome::failed);
  EXPECT_EQ(answers[1].error.code, ErrorCode::bad_text);
  EXPECT_EQ(answers[2].outcome, Commit::Outcome::done);
  EXPECT_THAT(shell.column("SELECT ordinal FROM creneau.slot ORDER BY 1"),
              ::testing::ElementsAre("0", "2", "3"));
}

TEST_F(PostgresConstraints, ASlotBeyondItsGridCannotBeReserved) {
  const auto at = [&](const std::string& ordinal, const std::string& slot_count) {
    return tries("INSERT INTO creneau.slot VALUES ('93', $session, 1, " + ordinal +
                 ", $reservation, 0, '', " + slot_count + ")");
  };
  EXPECT_EQ(at("7", "7"), kCheckViolation);
  EXPECT_EQ(at("-1", "7"), kCheckViolation);
  // The session has seven, whatever a row says.
  EXPECT_EQ(at("7", "8"), kForeignKeyViolation);
}

TEST_F(PostgresConstraints, APlanWithSlotsCannotBeTakenBack) {
  EXPECT_EQ(tries("UPDATE creneau.session SET planned = NULL, centre = NULL, category = NULL,"
                  " part = NULL, unit_minutes = NULL, units_of_slot = NULL, slot_count = NULL,"
                  " planned_by = NULL WHERE id = $session"),
            kForeignKeyViolation);
  EXPECT_EQ(tries("UPDATE creneau.session SET plan = 2, planned = 2 WHERE id = $session"),
            kForeignKeyViolation);
}

TEST_F(PostgresConstraints, ASessionWithSlotsCannotBeRemoved) {
  EXPECT_EQ(tries("DELETE FROM creneau.session WHERE id = $session"), kForeignKeyViolation);
}

TEST_F(PostgresConstraints, ASessionIsPlannedWholeOrNot) {
  EXPECT_EQ(tries("UPDATE creneau.session SET centre = NULL WHERE id = $session"), kCheckViolation);
}

TEST_F(PostgresConstraints, SessionsOfOneInspectorCannotOverlap) {
  const std::string insert =
      "INSERT INTO creneau.session SELECT departement, id + 128, inspector, start_at + ";
  const std::string rest = ", 0, 0, 1, '' FROM creneau.session WHERE id = $session";
  EXPECT_EQ(tries(insert + "60, end_at + 60" + rest), kExclusionViolation);
  EXPECT_EQ(tries(insert + "(-60), end_at + 60" + rest), kExclusionViolation);
  EXPECT_EQ(tries(insert + "0, end_at" + rest), kExclusionViolation);
  EXPECT_EQ(tries(insert + "(end_at - start_at), end_at + 60" + rest), kDone);
  EXPECT_EQ(tries("UPDATE creneau.session_93 SET start_at = start_at - 30 WHERE id <> $session"),
            kExclusionViolation);
}

TEST_F(PostgresConstraints, EveryPartitionHasItsOwn) {
  ASSERT_TRUE(database->open_departement(*Departement::from_code("2A")));
  EXPECT_THAT(shell.column("SELECT relname FROM pg_constraint JOIN pg_class c ON c.oid = conrelid "
                           "WHERE contype = 'x'"
                           " AND relname LIKE 'session%' ORDER BY 1"),
              ::testing::ElementsAre("session_2a", "session_75", "session_93"));
  EXPECT_THAT(shell.column("SELECT relname FROM pg_constraint JOIN pg_class c ON c.oid = conrelid "
                           "WHERE contype = 'f'"
                           " AND relname LIKE 'slot%' ORDER BY 1"),
              ::testing::ElementsAre("slot_2a", "slot_75", "slot_93"));
}

TEST_F(PostgresConstraints, EveryKeyOfAPartitionedTableBeginsWithTheDepartement) {
  EXPECT_THAT(
      shell.column("SELECT conrelid::regclass || '.' || conname FROM pg_constraint c"
                   " JOIN pg_partitioned_table p ON p.partrelid = c.conrelid"
                   " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
                   " WHERE c.contype IN ('p', 'u') AND a.attname <> 'departement'"),
      ::testing::IsEmpty());
}

TEST_F(PostgresConstraints, HistoryCannotBeRewritten) {
  for (const char* column : {"at", "command", "role", "who", "content", "reason", "token",
                             "first_session", "first_reservation", "first_closure"})
    EXPECT_EQ(tries(std::string("UPDATE creneau.event SET ") + column + " = " + column + " + 1"),
              "23000");
  for (const char* column : {"subject", "request", "changes", "note"})
    EXPECT_EQ(tries(std::string("UPDATE creneau.event SET ") + column + " = 'something else'"),
              "23000");
  EXPECT_EQ(tries("UPDATE creneau.event SET notes = '[\"another reason\"]'"), "23000");
  EXPECT_EQ(tries("UPDATE creneau.event_93 SET number = number + 1000"), "23000");
}

TEST_F(PostgresConstraints, ACommitNumberCannotBeTakenTwice) {
  EXPECT_EQ(tries("INSERT INTO creneau.event SELECT * FROM creneau.event LIMIT 1"),
            kUniqueViolation);
}

TEST_F(PostgresConstraints, ARequestCannotBeDoneTwice) {
  EXPECT_EQ(tries("INSERT INTO creneau.request VALUES ('93', 0, 1, 'r-1', 1, 7)"), kDone);
  EXPECT_EQ(tries("INSERT INTO creneau.request VALUES ('93', 0, 1, 'r-1', 2, 7)"),
            kUniqueViolation);
  EXPECT_EQ(tries("INSERT INTO creneau.request VALUES ('93', 1, 1, 'r-1', 2, 7)"), kDone);
}

TEST_F(PostgresConstraints, AVersionOfTheRulesIsOne) {
  EXPECT_EQ(tries("INSERT INTO creneau.rules_version VALUES (1)"), kDone);
  EXPECT_EQ(tries("INSERT INTO creneau.rules_version VALUES (1)"), kUniqueViolation);
}

TEST_F(PostgresConstraints, PostingsOfOneInspectorCannotOverlap) {
  ASSERT_TRUE(database->put(directory_rows()));
  EXPECT_EQ(tries("INSERT INTO creneau.posting VALUES (1, 20600, 20610, '75')"),
            kExclusionViolation);
}

TEST_F(PostgresConstraints, ThatAreGoneAreFound) {
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
  // As after a copy that was brought back without the extension, or by somebody who tidied up.
  const std::pair<const char*, const char*> gone[] = {
      {"ALTER TABLE creneau.session_93 DROP CONSTRAINT session_93_overlap",
       "constraint session_93_overlap"},
      {"ALTER TABLE creneau.slot_93 DROP CONSTRAINT slot_93_plan", "constraint slot_93_plan"},
      {"ALTER TABLE creneau.posting DROP CONSTRAINT posting_overlap", "constraint posting_overlap"},
      {"DROP TRIGGER event_is_append_only ON creneau.event", "trigger of event_93"},
      {"DROP FUNCTION creneau.commit_93", "function commit_93"},
      {"DROP TABLE creneau.refusal_93", "table refusal_93"}};
  for (const auto& [sql, name] : gone) {
    EXPECT_EQ(shell.tries(sql), kDone) << sql;
    const auto found = database->check().value();
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const Finding& it) {
      return it.what == std::string("schema") && it.where == name;
    })) << name;
  }
}

TEST_F(PostgresConstraints, AHoleInTheHistoryIsFound) {
  EXPECT_EQ(shell.tries("DELETE FROM creneau.event WHERE number = 2"), kDone);
  const auto found = database->check().value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().what, std::string("history"));
}

TEST_F(PostgresConstraints, NoDepartementIsOpenedThatThereIsNot) {
  std::vector<std::string> codes;
  for (std::size_t index = 0; index < Departement::kCount; ++index)
    codes.emplace_back(Departement::from_index(index).code());
  EXPECT_EQ(shell.column("SELECT unnest(creneau.departement_codes())"), codes);
  for (const char* code : {"'20'", "'00'", "'3B'", "'2a'", "'999'", "''", "NULL"})
    EXPECT_EQ(shell.tries(std::string("SELECT creneau.open_departement(") + code + ")"), "22023");
  EXPECT_EQ(shell.tries("INSERT INTO creneau.departement (code) VALUES ('20')"), kCheckViolation);
}

/// As an administrator is asked to do it for who may not create tables.
TEST(PostgresOwner, HasWhatAnAdministratorOpened) {
  const std::string name = a_server().make_database();
  const std::string role = name + "_owner";
  a_server().run("CREATE ROLE " + role + " LOGIN");
  a_server().run("ALTER DATABASE " + name + " OWNER TO " + role);
  {
    const auto database =
        PostgresDatabase::open(a_server().uri(name, role), {.create = true}).value();
    a_server().run("SELECT creneau.open_departement('93')", name);
    OfficeAtWork office(*database);
    office.reserve(office.planned(), SlotSet::of({0}));
    Shell shell(a_server().uri(name));
    EXPECT_THAT(shell.column("SELECT DISTINCT relowner::regrole FROM pg_class"
                             " WHERE relnamespace = 'creneau'::regnamespace"),
                ::testing::ElementsAre(role));
  }
  a_server().run("DROP DATABASE " + name + " WITH (FORCE)");
  a_server().run("DROP ROLE " + role);
}

}  // namespace
}  // namespace creneau::testing
