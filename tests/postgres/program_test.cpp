#include "cli/office_desk.hpp"
#include "postgres/a_server.hpp"

namespace creneau::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// The desk of an office whose planning is on a server.
class ProgramOnAServer : public cli_tests::Desk {
 protected:
  ProgramOnAServer() { db = a_server().uri(a_server().make_database()); }
};

TEST_F(ProgramOnAServer, InitMakesTheSchemaAndShowsNoPassword) {
  const std::string name = db;
  db.insert(db.find('@'), ":secret");
  const auto missing = office({"week", "2026-W25"});
  EXPECT_EQ(missing.exit, 3);
  EXPECT_THAT(missing.err, HasSubstr(name));
  EXPECT_THAT(missing.err, Not(HasSubstr("secret")));
  EXPECT_THAT(creneau({"init", "--preview"}).out, StartsWith("La base serait créée : " + name));
  EXPECT_THAT(creneau({"init"}).out, StartsWith("Base prête : " + name));
  EXPECT_EQ(creneau({"init"}).exit, 0) << "twice is once";
}

TEST_F(ProgramOnAServer, DoesADayOfAnOffice) {
  open_office();
  const std::string session = planned();
  const std::string reservation = reserve(session, "0-2");
  EXPECT_THAT(office({"week", "2026-W25"}).out, HasSubstr("Unités non attribuées : 4"));
  EXPECT_THAT(office({"board", "2026-W25"}).out, HasSubstr("■■■□□□□"));
  EXPECT_THAT(as("school:AE93012", {"exams", "list"}).out, HasSubstr(reservation));
  EXPECT_EQ(as("school:AE93012", {"exams", "cancel", reservation, "--yes"}).exit, 0);
  EXPECT_THAT(office({"week", "2026-W25"}).out, HasSubstr("Unités non attribuées : 7"));
  EXPECT_EQ(run_operator({"notices", "send", "--folder", "mails"}).exit, 0);
  EXPECT_EQ(office({"export", "planning.xlsx"}).exit, 0);
  EXPECT_TRUE(std::filesystem::exists(folder() / "planning.xlsx"));
  EXPECT_EQ(run_operator({"check"}).out, "La base est saine.\n");
  EXPECT_EQ(commits(), 4U);
}

TEST_F(ProgramOnAServer, LeavesBackupsToTheServersOwnTools) {
  open_office();
  const auto ran = run_operator({"backup", "copie.db"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("pg_dump"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "copie.db"));
}

}  // namespace
}  // namespace creneau::testing
