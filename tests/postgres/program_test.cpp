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

TEST_F(ProgramOnAServer, TakesAPlanningFromItsFileAndGivesAFileToAnalysts) {
  const std::string server = db;
  db = "planning.db";
  EXPECT_EQ(creneau({"init"}).exit, 0);
  open_office();
  const std::string session = planned();
  reserve(session, "0-2");
  EXPECT_EQ(office({"slots", "block", slot(session, "5"), "--reason", "weather"}).exit, 0);
  const auto seen = [&] {
    std::vector<cli_tests::Json> all;
    for (const cli_tests::Words& words :
         {cli_tests::Words{"sessions", "list"}, cli_tests::Words{"slots", "list"},
          cli_tests::Words{"history", "--limit", "1000"}, cli_tests::Words{"week", "2026-W25"}})
      all.push_back(json("office:1", words));
    all.push_back(json("operator", {"notices", "list"}));
    all.push_back(json("operator", {"rules", "show"}));
    EXPECT_EQ(office({"export", "planning.csv", "--yes"}).exit, 0);
    all.emplace_back(read("planning.csv"));
    EXPECT_EQ(run_operator({"check"}).exit, 0);
    return all;
  };
  const auto original = seen();

  std::string with_password = server;
  with_password.insert(with_password.find('@'), ":secret");
  EXPECT_EQ(run_operator({"backup", with_password, "--preview"}).out,
            "Copie à faire : " + server + "\n");
  EXPECT_EQ(run_operator({"backup", with_password}).out, "Copie faite : " + server + "\n");
  for (const cli_tests::Words& again : {cli_tests::Words{"backup", with_password},
                                        cli_tests::Words{"backup", with_password, "--preview"}}) {
    const auto ran = run_operator(again);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("backup " + server));
    EXPECT_THAT(ran.err, HasSubstr("une base vide d'un serveur"));
    EXPECT_THAT(ran.err, Not(HasSubstr("secret")));
  }
  db = server;
  EXPECT_EQ(seen(), original);
  const auto copied = run_operator({"--json", "backup", "copie.db"});
  EXPECT_EQ(cli_tests::Json::parse(copied.out).at("backup"), "copie.db") << copied.err;
  db = "copie.db";
  EXPECT_EQ(seen(), original);
  EXPECT_EQ(office({"slots", "reserve", slot(session, "3"), "--school", "AE93012"}).exit, 0);
}

TEST_F(ProgramOnAServer, NamesTheServerToWhichItCannotCopy) {
  db = "planning.db";
  EXPECT_EQ(creneau({"init"}).exit, 0);
  const std::string nowhere = "postgresql://creneau:secret@127.0.0.1:1/planning";
  const auto ran = run_operator({"backup", nowhere});
  const auto preview = run_operator({"backup", nowhere, "--preview"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(preview.exit, 3);
  EXPECT_EQ(preview.err, ran.err);
  EXPECT_THAT(ran.err, HasSubstr("postgresql://creneau@127.0.0.1:1/planning"));
  EXPECT_THAT(ran.err, Not(HasSubstr("secret")));
}

TEST_F(ProgramOnAServer, NamesBothDatabasesWhereACopyFails) {
  open_office();
  const auto ran = run_operator({"backup", "nulle-part/copie.db"});
  EXPECT_EQ(ran.exit, 3);
  const std::string server = db;
  cli_tests::RunOptions small;
  small.file_limit = 100'000;
  EXPECT_THAT(run_operator({"backup", "copie.db"}, small).err,
              HasSubstr(" : " + server + " → copie.db: "));
  const auto nowhere = run_operator({"backup", ""});
  EXPECT_EQ(nowhere.exit, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("nommez un fichier"));
}

TEST_F(ProgramOnAServer, SaysHowADatabaseIsMadeWhereThereIsNone) {
  db = a_server().uri("no_such_database");
  for (const cli_tests::Words& words : {cli_tests::Words{"init"}, {"init", "--preview"}}) {
    const auto ran = creneau(words);
    EXPECT_EQ(ran.exit, 3);
    EXPECT_THAT(ran.err, HasSubstr("no_such_database"));
    EXPECT_THAT(ran.err, HasSubstr("createdb"));
  }
}

TEST_F(ProgramOnAServer, LeavesNoHalfFileWhereTheDiskIsFull) {
  open_office();
  planned();
  cli_tests::RunOptions small;
  small.file_limit = 100'000;
  const auto ran = run_operator({"backup", "copie.db"}, small);
  EXPECT_NE(ran.exit, 0);
  for (const auto& it : std::filesystem::directory_iterator(folder()))
    EXPECT_THAT(it.path().filename().string(), Not(StartsWith("copie")));
}

}  // namespace
}  // namespace creneau::testing
