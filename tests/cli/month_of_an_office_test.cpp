#include "cli/office_desk.hpp"

namespace creneau::cli_tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class MonthOfAnOffice : public Desk {
 protected:
  /// The planning without the ids of one database: what another one must show, too.
  [[nodiscard]] std::vector<std::string> shown() const {
    std::vector<std::string> rows;
    const Json board = json("office:1", {"board", "2026-W25"});
    for (const Json& row : board.at("rows")) {
      std::string text = row.at("date").get<std::string>() + " " +
                         row.at("start").get<std::string>() + " " +
                         row.at("status").get<std::string>();
      if (row.contains("slots"))
        for (const Json& it : row.at("slots")) {
          text += " " + it.at("status").get<std::string>();
          if (it.contains("school")) text += std::to_string(it.at("school").get<int>());
        }
      rows.push_back(text);
    }
    return rows;
  }
  [[nodiscard]] std::size_t mails() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder() / "mails"))
      if (entry.path().extension() == ".eml") ++count;
    return count;
  }
  void done(const Ran& ran) const { ASSERT_EQ(ran.exit, 0) << ran.err << ran.out; }
};

TEST_F(MonthOfAnOffice, FromInitToPurge) {
  open_office();

  // The office makes and plans a week; the inspector is away on Friday.
  done(office({"closures", "add", "--inspector", "93-07", "--from", "2026-06-19", "--to",
               "2026-06-19", "--reason", "inspector_absent"}));
  done(office({"sessions", "create", "--inspector", "93-07", "--from", "2026-06-15", "--to",
               "2026-06-18"}));
  done(office({"sessions", "plan", "--from", "2026-06-15", "--to", "2026-06-17", "--centre",
               "Rosny", "--category", "CE"}));
  EXPECT_THAT(office({"week", "2026-W25"}).out, StartsWith("Unités non attribuées : 42\n"));

  // It reserves for two schools, one of which gave no address.
  done(office({"slots", "reserve", "--school", "93-012", "--category", "CE", "--exams", "2",
               "--part", "off_road"}));
  done(office({"slots", "reserve", "--school", "ecole 93-013", "--category", "CE", "--units", "3",
               "--half-day", "afternoon"}));
  EXPECT_THAT(office({"week", "2026-W25"}).out, StartsWith("Unités non attribuées : 35\n"));
  EXPECT_EQ(json("school:AE93012", {"exams", "list"}).at("rows").size(), 1U);

  // The mails go out; what has no address is listed, and goes out to one that is given.
  EXPECT_THAT(run_operator({"notices", "send", "--folder", "mails", "--preview"}).out,
              "À envoyer : 1\n");
  EXPECT_EQ(run_operator({"notices", "send", "--folder", "mails"}).out,
            "Distribués : 1, à réessayer : 0, incertains : 0, abandonnés : 0\n");
  EXPECT_EQ(mails(), 1U);
  const Json undeliverable =
      json("operator", {"notices", "list", "--status", "undeliverable"}).at("rows");
  ASSERT_THAT(undeliverable, SizeIs(1));
  EXPECT_THAT(run_operator({"notices", "list"}).out,
              AllOf(HasSubstr("ecole012@example.org"), HasSubstr("sans adresse")));
  const std::string notice = std::to_string(undeliverable.at(0).at("notice").get<int>());
  EXPECT_EQ(run_operator({"notices", "retry", notice}).exit, 2);
  done(run_operator({"notices", "retry", notice, "--address", "ecole013@example.org"}));
  done(run_operator({"notices", "send", "--folder", "mails"}));
  EXPECT_EQ(mails(), 2U);

  // A school cancels in time; the office moves a session and cancels another.
  now = "2026-06-09T08:00:00Z";
  const std::string exam = std::to_string(
      json("school:AE93012", {"exams", "list"}).at("rows").at(0).at("reservation").get<int>());
  EXPECT_THAT(
      as("school:AE93012", {"exams", "cancel", exam, "--yes"}).out,
      StartsWith("Annulation effectuée pour « Auto-école 93-012 », 4 unités : lundi 15 juin "
                 "2026, 08 h 30 – 10 h 30, centre « Rosny ». Les créneaux sont de nouveau "
                 "libres."));
  const std::string held =
      std::to_string(json("office:1", {"slots", "list", "--status", "reserved"})
                         .at("rows")
                         .at(0)
                         .at("session")
                         .get<int>());
  done(office({"sessions", "change", held, "--inspector", "93-08", "--reason", "inspector_absent",
               "--yes"}));
  const std::string tuesday = std::to_string(
      json("office:1", {"sessions", "list", "--from", "2026-06-16", "--to", "2026-06-16"})
          .at("rows")
          .at(0)
          .at("session")
          .get<int>());
  done(office({"slots", "reserve", slot(tuesday, "0"), "--school", "AE93012"}));
  EXPECT_EQ(office({"sessions", "unplan", tuesday, "--yes"}).exit, 1);
  done(office({"sessions", "unplan", tuesday, "--cascade", "--reason", "weather", "--yes"}));
  done(office({"sessions", "remove", tuesday, "--yes"}));
  done(office({"slots", "reserve", "--school", "AE93012", "--category", "CE", "--units", "2",
               "--from", "2026-06-17"}));
  const Json free = json("office:1", {"slots", "list", "--status", "free"}).at("rows");
  done(office({"slots", "block", free.at(0).at("slot").get<std::string>(), "--reason", "vehicle"}));
  done(run_operator({"notices", "send", "--folder", "mails"}));

  // The planning goes out, and comes into a new database as it was, reservations included.
  done(office({"export", "planning.xlsx"}));
  done(office({"export", "planning.csv"}));
  EXPECT_THAT(read("planning.xlsx"), StartsWith("PK"));
  const std::vector<std::string> before = shown();
  const std::string exported = read("planning.csv");
  done(run_operator({"backup", "copie.db"}));
  const std::string first = db;
  db = new_place();
  open_office();
  done(run_operator({"import", "planning", "planning.csv", "--dry-run"}));
  EXPECT_TRUE(shown().empty());
  done(run_operator({"import", "planning", "planning.csv"}));
  EXPECT_EQ(shown(), before);
  EXPECT_EQ(json("school:AE93012", {"exams", "list"}).at("rows").size(), 1U);
  EXPECT_EQ(json("operator", {"notices", "list"}).at("rows").size(), 0U);
  EXPECT_EQ(run_operator({"check"}).exit, 0);
  db = "copie.db";
  EXPECT_EQ(shown(), before);
  db = first;

  // After the exam a correction; at the end of the month old mails lose their addresses.
  now = "2026-06-18T08:00:00Z";
  const std::string past = std::to_string(json("school:AE93013", {"exams", "list", "--past"})
                                              .at("rows")
                                              .at(0)
                                              .at("reservation")
                                              .get<int>());
  EXPECT_EQ(office({"slots", "cancel", "--reservation", past, "--yes"}).exit, 1);
  EXPECT_EQ(office({"slots", "cancel", "--reservation", past, "--correction", "--yes"}).exit, 2);
  done(office(
      {"slots", "cancel", "--reservation", past, "--correction", "--reason", "error", "--yes"}));
  now = "2026-08-01T08:00:00Z";
  EXPECT_EQ(run_operator({"purge"}).exit, 2);
  EXPECT_THAT(run_operator({"purge", "--preview", "--history-before", "9999-12-31"}).err,
              StartsWith("La date « 9999-12-31 » n'existe pas ou n'est pas entre 2000 et 2099."));
  EXPECT_EQ(run_operator({"purge", "--preview"}).out,
            "Effacer l'adresse et le texte des courriels distribués ou abandonnés avant le jeudi 2 "
            "juillet 2026 "
            "?\n");
  const Json purged = json("operator", {"purge", "--yes"});
  EXPECT_GT(purged.at("notices").get<int>(), 0);
  const Json delivered = json("operator", {"notices", "list", "--status", "delivered"});
  for (const Json& row : delivered.at("rows")) EXPECT_FALSE(row.contains("address"));
  EXPECT_THAT(office({"history"}).out,
              AllOf(HasSubstr("bureau « BER 93 »"), HasSubstr("auto-école « Auto-école 93-012 »")));
  EXPECT_EQ(run_operator({"check"}).exit, 0);
}

TEST_F(MonthOfAnOffice, TheDemoLeavesAFolderThatItNames) {
  const Ran demo = creneau({"demo", "demo"});
  ASSERT_EQ(demo.exit, 0) << demo.err;
  EXPECT_THAT(demo.out,
              AllOf(HasSubstr("14 inspecteurs, 5 centres, 60 auto-écoles"),
                    HasSubstr("Semaine 2026-W25"), HasSubstr("Les examens de « Auto-école 93-0"),
                    HasSubstr("L'annulation était possible jusqu'au "), HasSubstr("01 00 00 00 93"),
                    HasSubstr((folder() / "demo").string()), ::testing::Not(HasSubstr("\x1B"))));
  for (const char* file : {"planning.xlsx", "planning.csv", "planning.db", "mails"})
    EXPECT_TRUE(std::filesystem::exists(folder() / "demo" / file)) << file;
  const Ran again = creneau({"demo", "demo"});
  EXPECT_EQ(again.exit, 2);
  EXPECT_THAT(again.err, HasSubstr("Ce dossier a déjà une base"));
  db = "demo/planning.db";
  EXPECT_EQ(run_operator({"check"}).out, "La base est saine.\n");
}

TEST_F(MonthOfAnOffice, ProgressIsShownWhereATerminalWatchesOnly) {
  open_office();
  planned();
  const Words words{"export", "planning.csv"};
  EXPECT_THAT(office(words, {.terminal = true}).out, HasSubstr("█"));
  EXPECT_THAT(office({"--quiet", "export", "planning.csv"}, {.terminal = true}).out,
              ::testing::Not(HasSubstr("█")));
  EXPECT_EQ(office(words).err, "");
}

}  // namespace
}  // namespace creneau::cli_tests
