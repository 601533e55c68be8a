#include <sqlite3.h>

#include <filesystem>
#include <future>

#include "cli/office_desk.hpp"

namespace creneau::cli_tests {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Database : public Desk {
 protected:
  /// Goes around the library: plain SQL.
  void change(const std::string& sql) const {
    if (is_on_a_server()) {
      run_on_test_database(db.data(), ("SET search_path = creneau; " + sql).data());
      return;
    }
    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open((folder() / db).c_str(), &file), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(file, sql.data(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(file);
    sqlite3_close(file);
  }
};
/// What only a file is or does.
using DatabaseFile = Desk;

TEST_F(Database, InitMakesItAndMayBeRepeated) {
  EXPECT_THAT(creneau({"init"}).out, StartsWith("Base prête : " + db));
  EXPECT_EQ(creneau({"init"}).exit, 0);
  EXPECT_EQ(run_operator({"check"}).out, "La base est saine.\n");
}

TEST_F(Database, APreviewOfInitMakesNone) {
  EXPECT_EQ(creneau({"init", "--preview"}).out, "La base serait créée : " + db + "\n");
  EXPECT_EQ(office({"week", "2026-W25"}).exit, 3);
  EXPECT_FALSE(std::filesystem::exists(folder() / "planning.db"));
}

TEST_F(Database, ThatIsNotThereSaysHowToMakeOne) {
  const Ran ran = office({"week", "2026-W25"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.err,
            "Il n'y a pas de base à cet endroit : " + db +
                ". Vérifiez son emplacement, ou créez-la. La commande « creneau init » "
                "crée une base (sur un serveur, dans une base vide que « createdb » a faite).\n");
  EXPECT_FALSE(std::filesystem::exists(folder() / "planning.db"));
}

TEST_F(DatabaseFile, AMissingFolderIsBadInput) {
  db = "nulle-part/planning.db";
  const Ran ran = creneau({"init"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, EndsWith("dans un dossier qui existe.\n"));
  EXPECT_EQ(office({"week", "2026-W25"}).exit, 3);
}

TEST_F(DatabaseFile, AFolderAnEmptyFileAndAnotherFileAreNone) {
  std::filesystem::create_directory(folder() / "dossier.db");
  write("vide.db", "");
  write("autre.db", std::string(4096, 'x'));
  for (const char* file : {"dossier.db", "vide.db", "autre.db"}) {
    db = file;
    const Ran ran = office({"week", "2026-W25"});
    EXPECT_EQ(ran.exit, 3) << file;
    EXPECT_THAT(ran.err, HasSubstr(file));
  }
  EXPECT_EQ(read("autre.db"), std::string(4096, 'x'));
}

TEST_F(Database, ThatIsDamagedIsSaidToBe) {
  open_office();
  const std::string reservation = reserve(planned(), "0-1");
  change("DELETE FROM slot");
  const Ran ran = run_operator({"check"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.out, HasSubstr("reservation " + reservation));
}

TEST_F(Database, ANewerVersionIsLeftAlone) {
  open_office();
  change("INSERT INTO migration SELECT 999, checksum FROM migration LIMIT 1");
  const std::string before = read(db);
  EXPECT_EQ(json("office:1", {"week", "2026-W25"}).at("error").at("code"), "storage_newer");
  EXPECT_EQ(office({"week", "2026-W25"}).exit, 3);
  EXPECT_EQ(read(db), before);
}

TEST_F(DatabaseFile, AFileThatCannotBeWrittenChangesNothing) {
  open_office();
  const std::string session = planned();
  using std::filesystem::perms;
  std::filesystem::permissions(folder() / db, perms::owner_read | perms::others_read);
  std::filesystem::permissions(folder(),
                               perms::owner_all | perms::others_read | perms::others_exec);
  const std::string before = read(db);
  const Ran ran =
      office({"slots", "reserve", slot(session, "0"), "--school", "AE93012"}, {.nobody = true});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("n'est pas accessible en écriture"));
  EXPECT_EQ(read(db), before);
}

TEST_F(DatabaseFile, AFullFileChangesNothing) {
  open_office();
  const std::string session = planned();
  const auto size = std::filesystem::file_size(folder() / db);
  const Ran full = office({"slots", "reserve", slot(session, "0-6"), "--school", "AE93012"},
                          {.file_limit = size / 2});
  EXPECT_EQ(full.exit, 3);
  EXPECT_EQ(run_operator({"check"}).exit, 0);
  EXPECT_EQ(json("office:1", {"slots", "list", "--status", "free"}).at("rows").size(), 7U);
  EXPECT_EQ(office({"slots", "reserve", slot(session, "0-6"), "--school", "AE93012"}).exit, 0);
}

TEST_F(Database, WaitsForWhatHappensNext) {
  open_office();
  const std::string session = planned();
  const int last = json("office:1", {"history"}).at("rows").back().at("number").get<int>();
  const Words wait{"history", "--since", std::to_string(last), "--wait"};
  const auto asks = [&](const char* seconds) {
    Words words = wait;
    words.emplace_back(seconds);
    return json("office:1", words).at("rows");
  };
  EXPECT_TRUE(asks("1").empty());
  // Whether it waits already or has yet to begin.
  auto told = std::async(std::launch::async, [&] { return asks("60"); });
  EXPECT_EQ(office({"slots", "reserve", slot(session, "0"), "--school", "AE93012"}).exit, 0);
  const Json rows = told.get();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("number"), last + 1);
  EXPECT_EQ(asks("60"), rows) << "what is there already is not waited for";
  EXPECT_EQ(office({"history", "--wait", "-1"}).exit, 2);
}

TEST_F(Database, ABackupIsAWholeDatabaseAndReplacesNothing) {
  open_office();
  planned();
  EXPECT_EQ(run_operator({"backup", "copie.db", "--preview"}).exit, 0);
  EXPECT_FALSE(std::filesystem::exists(folder() / "copie.db"));
  EXPECT_EQ(run_operator({"backup", "copie.db"}).out, "Copie faite : copie.db\n");
  for (const Words& again :
       {Words{"backup", "copie.db"}, Words{"backup", "copie.db", "--preview"}}) {
    const Ran ran = run_operator(again);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, EndsWith("Une copie ne remplace rien : nommez un fichier qui n'existe "
                                  "pas, ou une base vide d'un serveur.\n"));
  }
  EXPECT_EQ(run_operator({"backup", "nulle-part/copie.db", "--preview"}).exit, 3);
  const Json original = json("office:1", {"sessions", "list"});
  db = "copie.db";
  EXPECT_EQ(json("office:1", {"sessions", "list"}), original);
}

TEST_F(Database, ARuleHasADateAndIsNotTakenAwayUnasked) {
  open_office();
  const auto rules = [&] { return run_operator({"rules", "show"}).out; };
  const Ran undated = run_operator({"rules", "set", "cancellation.days=8"});
  EXPECT_EQ(undated.exit, 2);
  EXPECT_EQ(undated.err, "Dites pour les examens de quelle date : --from 2027-01-01.\n");
  const Words set{"rules", "set", "cancellation.days=8", "--from", "2027-01-01"};
  EXPECT_EQ(run_operator(set).exit, 0);
  const std::string before = rules();
  for (const Words& words :
       {Words{"rules", "set", "--file", "/dev/null"},
        Words{"rules", "set", "--from", "2027-01-01", "--drop", "cancellation.days"},
        Words{"rules", "set", "--from", "2027-01-01", "cancellation.days=9"}}) {
    EXPECT_EQ(run_operator(words).exit, 2);
    EXPECT_EQ(rules(), before);
  }
  EXPECT_EQ(run_operator({"rules", "set", "--file", "/dev/null", "--yes"}).exit, 0);
  EXPECT_NE(rules(), before);
}

TEST_F(DatabaseFile, OfNoFileIsNoDatabase) {
  for (const char* path : {"", ".", "nulle-part/planning.db"}) {
    db = path;
    const Ran ran = creneau({"init"});
    EXPECT_EQ(ran.exit, 2) << path;
    EXPECT_THAT(ran.err, HasSubstr("un dossier qui existe")) << path;
  }
}

TEST_F(Database, IsTheOperatorsToKeep) {
  open_office();
  for (const Words& words :
       {Words{"check"}, Words{"backup", "copie.db"}, Words{"purge", "--yes"},
        Words{"import", "directory", "ecoles.csv"}, Words{"notices", "list"},
        Words{"notices", "send", "--folder", "mails"}, Words{"history", "--redact", "1", "--yes"},
        Words{"rules", "set", "unit.minutes=20", "--from", "2027-01-01"}}) {
    const Ran ran = office(words);
    EXPECT_EQ(ran.exit, 1) << words.front();
    EXPECT_THAT(ran.err, StartsWith("Votre rôle ne permet pas cette opération."));
  }
}

TEST_F(Database, TwoProgramsAtOnceBothFinish) {
  open_office();
  const std::string session = planned();
  std::vector<std::thread> rivals;
  std::array<int, 7> exits{};
  for (std::size_t place = 0; place < exits.size(); ++place)
    rivals.emplace_back([&, place] {
      exits[place] =
          office({"slots", "reserve", slot(session, std::to_string(place)), "--school", "AE93012"})
              .exit;
    });
  for (std::thread& rival : rivals) rival.join();
  EXPECT_THAT(exits, ::testing::Each(0));
  EXPECT_EQ(json("office:1", {"slots", "list", "--status", "reserved"}).at("rows").size(), 7U);
  EXPECT_EQ(run_operator({"check"}).exit, 0);
}

}  // namespace
}  // namespace creneau::cli_tests
