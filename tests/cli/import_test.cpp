#include <algorithm>

#include "cli/office_desk.hpp"

namespace creneau::cli_tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Import : public Desk {
 protected:
  Import() { open_office(); }

  /// "line:column code" of each fault.
  [[nodiscard]] std::vector<std::string> faults(const Words& words) const {
    const Json document = json("operator", words);
    EXPECT_TRUE(document.contains("error"));
    std::vector<std::string> texts;
    for (const Json& fault : document.value("faults", Json::array()))
      texts.push_back(std::to_string(fault.at("line").get<int>()) + ":" +
                      std::to_string(fault.at("column").get<int>()) + " " +
                      fault.at("code").get<std::string>());
    EXPECT_EQ(run_operator(words).exit, 2);
    return texts;
  }
  [[nodiscard]] Json schools() const {
    return json("office:1", {"schools", "find", "auto-ecole"}).at("rows");
  }
};

TEST_F(Import, EveryFaultOfEveryFileIsSaidAndNothingIsTaken) {
  write("a.csv",
        "RaisonSociale,IdAurige,Mail,Actif\n"
        "Auto-école 93-020,AE93020,ecole020@example.org,Peut-être\n"
        "Auto-école 93-021,AE93021,pas d'adresse,Oui\n");
  write("b.csv", "Matricule,Nom,Departement,Du\n93-09,IPCSR 93-09,93,30/02/2026\n");
  const Json before = schools();
  const Ran ran = run_operator({"import", "directory", "a.csv", "b.csv"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("a.csv : Ligne 2, colonne 4"),
                             HasSubstr("a.csv : Ligne 3, colonne 3"),
                             HasSubstr("b.csv : Ligne 2, colonne 4 : La date « 30/02/2026 » "
                                       "n'existe pas"),
                             HasSubstr("Rien n'a été changé.")));
  EXPECT_EQ(schools(), before);
}

TEST_F(Import, LineBreaksAndNulInAnAddressAreRefused) {
  write("crlf.csv",
        "RaisonSociale,IdAurige,Mail\n"
        "Auto-école 93-020,AE93020,\"a@example.org\r\nRCPT TO:<b@example.org>\"\n");
  EXPECT_THAT(faults({"import", "directory", "crlf.csv"}), ElementsAre("2:3 bad_address"));
  write("nul.csv", std::string("RaisonSociale,IdAurige,Mail\nAuto-école 93-020,AE93020,a\0@b.fr\n",
                               sizeof("RaisonSociale,IdAurige,Mail\nAuto-école "
                                      "93-020,AE93020,a\0@b.fr\n") -
                                   1));
  EXPECT_THAT(faults({"import", "directory", "nul.csv"}), ElementsAre("2:3 bad_text"));
}

TEST_F(Import, AMissingHeadingAShiftedColumnAndAWrongEncodingAreSaid) {
  write("headings.csv", "Raison,Aurige\nAuto-école 93-020,AE93020\n");
  EXPECT_EQ(run_operator({"import", "directory", "headings.csv"}).exit, 2);
  write("shifted.csv",
        "RaisonSociale,IdAurige,Mail\nAuto-école 93-020,AE93020\nAuto-école 93-021,AE93021,\n");
  EXPECT_THAT(faults({"import", "directory", "shifted.csv"}), ElementsAre("2:3 wrong_cell_count"));
  write("latin1.csv",
        "RaisonSociale,IdAurige\nAuto-\xE9"
        "cole 93-020,AE93020\n");
  EXPECT_THAT(faults({"import", "directory", "latin1.csv"}), ElementsAre("2:1 bad_encoding"));
  EXPECT_EQ(run_operator({"import", "directory", "latin1.csv", "--encoding", "windows-1252"}).exit,
            0);
  EXPECT_THAT(office({"schools", "find", "AE93020"}).out, HasSubstr("Auto-école 93-020"));
}

TEST_F(Import, AnotherEncodingIsSaidWithTheOptionThatReadsIt) {
  write("latin1.csv",
        "RaisonSociale,IdAurige\nAuto-\xE9"
        "cole 93-020,AE93020\n");
  EXPECT_THAT(
      run_operator({"import", "directory", "latin1.csv"}).err,
      AllOf(StartsWith("latin1.csv : Ligne 2, colonne 1 : Ce texte n'est pas codé en UTF-8."),
            HasSubstr("Option : --encoding windows-1252.\n")));
  write("utf8.csv", "RaisonSociale,IdAurige\n\xC5\x81,AE93020\n");
  EXPECT_THAT(run_operator({"import", "directory", "utf8.csv", "--encoding", "windows-1252"}).err,
              HasSubstr("Option : --encoding utf-8.\n"));
}

TEST_F(Import, AnEmptyFileAFolderAMissingAndALockedOneAreToldApart) {
  write("vide.csv", "");
  write("secret.csv", "RaisonSociale,IdAurige\n");
  std::filesystem::permissions(folder() / "secret.csv", std::filesystem::perms::none);
  std::filesystem::permissions(folder(), std::filesystem::perms::all);
  std::filesystem::permissions(folder() / "vide.csv", std::filesystem::perms::all);
  if (!is_on_a_server()) std::filesystem::permissions(folder() / db, std::filesystem::perms::all);
  for (const char* what : {"directory", "planning"}) {
    const auto said = [&](const char* file) {
      const Ran ran = run_operator({"import", what, file}, {.nobody = true});
      EXPECT_EQ(ran.exit, 2) << file;
      return ran.err;
    };
    EXPECT_THAT(said("vide.csv"), StartsWith("vide.csv : Ligne 1 : Le fichier est vide."));
    EXPECT_THAT(said("/dev/null"), StartsWith("/dev/null : Ligne 1 : Le fichier est vide."));
    EXPECT_THAT(said("."), StartsWith("« . » : c'est un dossier."));
    EXPECT_THAT(said("nulle-part.csv"), StartsWith("Le fichier « nulle-part.csv » n'existe pas."));
    EXPECT_THAT(said("secret.csv"),
                StartsWith("Vous n'avez pas le droit de lire le fichier « secret.csv »."));
  }
}

TEST_F(Import, WhoMayNotImportLearnsNothingOfTheFile) {
  write("planning.csv",
        "Date,Heure,Matricule,Nom,Centre,Departement\n15/06/26,08:30,93-99,,Rosny,93\n");
  for (const char* who : {"school:AE93012", "office:1", "inspector:93-07", "reader:1"}) {
    const Ran ran = as(who, {"import", "planning", "planning.csv"});
    EXPECT_EQ(ran.exit, 1) << who;
    EXPECT_THAT(ran.err, StartsWith("Votre rôle ne permet pas cette opération.")) << who;
  }
}

TEST_F(Import, AFaultOfManyRowsIsSaidOnceWithItsFirstPlaceAndHowOftenItIs) {
  std::string file = "Date,Heure,Matricule,Nom,Centre,Departement\n";
  for (int row = 0; row < 1000; ++row) file += "15/06/26,08:30,93-07,,Nulle part,93\n";
  for (int row = 0; row < 150; ++row)
    file += "15/06/26,08:30,93-07,,Centre " + std::to_string(row) + ",93\n";
  write("planning.csv", file);
  const Ran ran = run_operator({"import", "planning", "planning.csv"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err,
              AllOf(StartsWith("planning.csv : Ligne 2, colonne 5 : Aucun centre d'examen « Nulle "
                               "part » dans l'annuaire."),
                    HasSubstr("(En tout : 1000 fois.)\n"),
                    HasSubstr("planning.csv : et 51 autres fautes.\n")));
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 102);
  const Json all = json("operator", {"import", "planning", "planning.csv"}).at("faults");
  EXPECT_EQ(all.size(), 151U);
  EXPECT_EQ(all.at(0).at("count"), 1000);
}

TEST_F(Import, WhatIsThereAlreadyRefusesAPlanningWithEveryLineAndColumn) {
  write("ailleurs.csv", "Matricule,Nom,Departement,Du,Au\n75-01,IPCSR 75-01,75,01/01/2026,\n");
  ASSERT_EQ(run_operator({"import", "directory", "ailleurs.csv"}).exit, 0);
  planned("2026-06-15");
  planned("2026-06-16");
  write("planning.csv",
        "Date,Heure,Matricule,Nom,Centre,Departement\n"
        "15/06/26,08:30,93-07,,Rosny,93\n16/06/26,09:00,93-07,,Rosny,93\n"
        "17/06/26,08:30,75-01,,Rosny,93\n18/06/26,08:30,93-07,,Rosny,93\n");
  const Json faults = json("operator", {"import", "planning", "planning.csv"}).at("faults");
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_THAT(faults.at(2).at("message").get<std::string>(),
              StartsWith("Ligne 4, colonne 3 : L'inspecteur IPCSR 75-01 est affecté à un autre "));
  for (const Words& how : {Words{}, Words{"--dry-run"}, Words{"--preview"}}) {
    Words words{"import", "planning", "planning.csv"};
    words.insert(words.end(), how.begin(), how.end());
    const Ran ran = run_operator(words);
    EXPECT_EQ(ran.exit, 1) << "a rule says no";
    EXPECT_THAT(ran.err, AllOf(HasSubstr("Ligne 2, colonne 2 : L'inspecteur IPCSR 93-07 aurait "
                                         "deux sessions en même temps, le lundi 15 juin 2026"),
                               HasSubstr("Ligne 3, colonne 2 : L'inspecteur IPCSR 93-07 aurait"),
                               HasSubstr("Ligne 4, colonne 3"), HasSubstr("Rien n'a été changé.")));
  }
  EXPECT_EQ(json("office:1", {"sessions", "list"}).at("rows").size(), 2U);
}

TEST_F(Import, TheSameRequestTwiceIsNoOverlapWithItself) {
  const std::string file =
      "Date,Heure,Matricule,Nom,Centre,Departement\n15/06/26,08:30,93-07,,Rosny,93\n";
  write("planning.csv", file);
  for (int time = 0; time < 2; ++time)
    EXPECT_EQ(run_operator({"--request", "juin", "import", "planning", "planning.csv"}).exit, 0);
  EXPECT_EQ(json("office:1", {"sessions", "list"}).at("rows").size(), 1U);
  write("planning.csv", file + "16/06/26,08:30,93-07,,Rosny,93\n");
  EXPECT_EQ(json("operator", {"--request", "juin", "import", "planning", "planning.csv"})
                .at("error")
                .at("code"),
            "request_reused");
}

TEST_F(Import, OnATerminalTheBarIsGoneBeforeTheAnswer) {
  write("planning.csv",
        "Date,Heure,Matricule,Nom,Centre,Departement\n15/06/26,08:30,93-07,,Rosny,93\n");
  write("faux.csv",
        "Date,Heure,Matricule,Nom,Centre,Departement\n15/06/26,08:30,93-99,,Rosny,93\n");
  const std::string gone = "\x1B[K\x1B[K";  // drawn, then wiped
  const auto shown = [&](const Words& words) {
    return run_operator(words, {.terminal = true}).out;
  };
  EXPECT_THAT(shown({"import", "planning", "planning.csv"}),
              AllOf(HasSubstr(" 0/2"), HasSubstr(" 1/2"), HasSubstr(gone + "1 session importée")));
  EXPECT_THAT(shown({"import", "planning", "faux.csv"}), HasSubstr(gone + "faux.csv : Ligne 2"));
  EXPECT_THAT(office({"export", "planning-export.csv"}, {.terminal = true}).out,
              AllOf(HasSubstr(" 0/1"), HasSubstr(" 1/1"), HasSubstr(gone + "Planning écrit : ")));
}

TEST_F(Import, ANameThatBeginsWithEqualsStaysAName) {
  write("noms.csv",
        "RaisonSociale,IdAurige,Mail\n\"=HYPERLINK(\"\"http://example.org\"\")\",AE93020,\n");
  ASSERT_EQ(run_operator({"import", "directory", "noms.csv"}).exit, 0);
  reserve(planned(), "0", "AE93020");
  ASSERT_EQ(office({"export", "planning.csv"}).exit, 0);
  EXPECT_THAT(read("planning.csv"), HasSubstr("\"'=HYPERLINK("));
  EXPECT_EQ(office({"export", "planning.xlsx"}).exit, 0);
}

TEST_F(Import, ADryRunGivesTheSameErrorsAndKeepsNothing) {
  const Json before = schools();
  write("more.csv", "RaisonSociale,IdAurige,Mail\nAuto-école 93-020,AE93020,\n");
  for (const char* dry : {"--dry-run", "--preview"})
    EXPECT_EQ(run_operator({"import", "directory", "more.csv", "ecoles.csv", dry}).out,
              "À ajouter : 1, à modifier : 3\n");
  EXPECT_EQ(schools(), before);
  // Each file is right by itself; together they give one matricule two names for one number.
  write("x.csv",
        "Matricule,Nom,Departement,Du,Au\n93-09,IPCSR 93-09,93,01/01/2026,\n"
        "93-09,IPCSR 93-09,75,01/03/2026,\n");
  const Ran dry = run_operator({"import", "directory", "x.csv", "--dry-run"});
  const Ran real = run_operator({"import", "directory", "x.csv"});
  EXPECT_EQ(dry.exit, 2);
  EXPECT_EQ(dry.err, real.err);
  EXPECT_EQ(as("inspector:93-09", {"sessions", "list"}).exit, 2);
}

TEST_F(Import, APlanningIsAllOrNothing) {
  write("planning.csv",
        "Date,Heure,Matricule,Nom,Centre,Departement\n"
        "15/06/26,08:30,93-07,,Rosny,93\n15/06/26,09:00,93-07,,Rosny,93\n"
        "31/06/26,08:30,93-07,,Rosny,93\n16/06/26,25:00,93-07,,Rosny,93\n"
        "17/06/26,08:30,93-99,,Rosny,93\n18/06/26,08:30,93-07,,Nulle-Part,93\n");
  EXPECT_THAT(
      faults({"import", "planning", "planning.csv"}),
      ElementsAre("4:1 bad_date", "5:2 bad_time", "6:3 unknown_inspector", "7:5 unknown_centre"));
  EXPECT_EQ(json("office:1", {"sessions", "list"}).at("rows").size(), 0U);
}

TEST_F(Import, APlanningOfAnOfficeIsTakenWithItsCategory) {
  write("planning.csv",
        "\xEF\xBB\xBF,,,,,\r\ndate ;Heure;Inspecteur;Non;Centre;Departement\r\n"
        "15/06/26;08:30;93-07;IPCSR;rosny;93\r\n15/06/26;09:00;93-07;IPCSR;rosny;93\r\n");
  const Ran dry =
      run_operator({"import", "planning", "planning.csv", "--category", "CE", "--dry-run"});
  EXPECT_EQ(dry.exit, 0) << dry.err;
  EXPECT_EQ(json("office:1", {"sessions", "list"}).at("rows").size(), 0U);
  const Ran ran = run_operator({"import", "planning", "planning.csv", "--category", "CE"});
  EXPECT_THAT(ran.out, StartsWith("1 session importée : lundi 15 juin 2026, 08 h 30 – 09 h 30, "
                                  "centre « Rosny »."));
}

TEST_F(Import, RulesOfAFileAreCheckedWithoutADatabase) {
  write("rules.txt", "# arrêté\n2027-01-01 cancellation.days = 8\n2027-01-01 lune = 1\n");
  const Ran ran = run_program({"rules", "check", "rules.txt"}, {.folder = folder()});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("« lune = 1 »"));
  write("rules.txt", "# arrêté\n2027-01-01 cancellation.days = 8\n");
  EXPECT_EQ(run_program({"rules", "check", "rules.txt"}, {.folder = folder()}).out,
            "Les règles sont bonnes : 1 ligne.\n");
  EXPECT_EQ(run_operator({"rules", "set", "--file", "rules.txt"}).exit, 0);
  EXPECT_EQ(run_operator({"rules", "show"}).out, "2027-01-01 cancellation.days = 8\n");
  EXPECT_THAT(run_operator({"rules", "set", "lune=1", "--from", "2027-01-01"}).err,
              StartsWith("La règle « lune = 1 »"));
}

TEST_F(Import, APlanningTellsTheSchoolsOnlyWhereThatIsAsked) {
  const auto file = [&](const char* date) {
    write("planning.csv",
          std::string("Date,Heure,Matricule,Centre,Departement,Catégorie,IdAurige\n") + date +
              ",08:30,93-07,Rosny,93,CE,AE93012\n");
  };
  const auto mails = [&] { return json("operator", {"notices", "list"}).at("rows").size(); };
  file("15/06/26");
  ASSERT_EQ(run_operator({"import", "planning", "planning.csv"}).exit, 0);
  EXPECT_EQ(mails(), 0U);
  file("16/06/26");
  ASSERT_EQ(run_operator({"import", "planning", "planning.csv", "--notify"}).exit, 0);
  EXPECT_EQ(mails(), 1U);
}

TEST_F(Import, APlanningOfADepartementOfTwoOfficesNamesOne) {
  write("bureau.csv", "Id,Nom,Mail,Departements\n2,BER 93 bis,bis@example.org,93\n");
  ASSERT_EQ(run_operator({"import", "directory", "bureau.csv"}).exit, 0);
  write("planning.csv", "Date,Heure,Matricule,Centre,Departement\n15/06/26,08:30,93-07,Rosny,93\n");
  EXPECT_THAT(run_operator({"import", "planning", "planning.csv", "--category", "CE"}).err,
              HasSubstr("--office"));
  EXPECT_EQ(
      run_operator({"import", "planning", "planning.csv", "--category", "CE", "--office", "2"})
          .exit,
      0);
}

}  // namespace
}  // namespace creneau::cli_tests
