#include "cli/office_desk.hpp"

namespace creneau::cli_tests {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using CommandLine = Desk;

TEST_F(CommandLine, HelpNamesEveryCommandAndEveryCommonOption) {
  const Ran help = creneau({"--help"});
  EXPECT_EQ(help.exit, 0);
  for (const char* word :
       {"init",   "import",    "rules", "closures", "sessions", "schools", "week",
        "board",  "slots",     "exams", "export",   "notices",  "history", "backup",
        "check",  "purge",     "demo",  "--db",     "--as",     "--now",   "--json",
        "--lang", "--preview", "--yes", "--request"})
    EXPECT_THAT(help.out, HasSubstr(word));
  EXPECT_THAT(help.out, HasSubstr("0 fait, 1 refusé par une règle, 2 demande mal faite, 3 panne"));
}

TEST_F(CommandLine, HelpIsInOneLanguage) {
  EXPECT_THAT(creneau({"sessions", "create", "--help"}).out,
              AllOf(HasSubstr("Crée des sessions disponibles"), Not(HasSubstr("Create"))));
  EXPECT_THAT(creneau({"--lang", "en", "sessions", "create", "--help"}).out,
              AllOf(HasSubstr("Create available sessions"), Not(HasSubstr("Crée"))));
}

TEST_F(CommandLine, EachGroupOfCommandsHasItsHelp) {
  const std::vector<std::pair<std::string, Words>> groups{
      {"import", {"directory", "planning"}},
      {"rules", {"show", "set", "check"}},
      {"closures", {"add", "list", "remove"}},
      {"sessions", {"create", "list", "plan", "unplan", "change", "remove"}},
      {"schools", {"find"}},
      {"slots", {"list", "reserve", "cancel", "block", "unblock"}},
      {"exams", {"list", "show", "cancel"}},
      {"notices", {"list", "send", "retry"}}};
  for (const auto& [group, commands] : groups) {
    const Ran help = creneau({group, "--help"});
    for (const std::string& command : commands) {
      EXPECT_THAT(help.out, HasSubstr(command));
      EXPECT_EQ(creneau({group, command, "--help"}).exit, 0) << command;
    }
  }
}

TEST_F(CommandLine, AWrongCommandLineIsExplainedInASentence) {
  const auto wrong = [&](const Words& words) {
    const Ran ran = creneau(words);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    return ran.err;
  };
  EXPECT_THAT(wrong({}), StartsWith("Il manque une commande. Les commandes sont init, backup"));
  EXPECT_THAT(wrong({"plannifier"}), StartsWith("Commande inconnue : plannifier. "));
  EXPECT_EQ(wrong({"sessions", "create"}),
            "Il manque --inspector. Aide : creneau sessions create --help\n");
  EXPECT_EQ(
      wrong({"sessions", "list", "--status", "reservé"}),
      "--status : « reservé » n'est pas possible, mais available,planned,free. Aide : creneau "
      "sessions list --help\n");
  EXPECT_THAT(wrong({"sessions", "list", "--limit", "1001"}),
              StartsWith("--limit : « 1001 » n'est pas dans l'intervalle 1 à 1000."));
  EXPECT_THAT(wrong({"week", "2026-W25", "demain"}), StartsWith("Argument inattendu : demain."));
  EXPECT_THAT(wrong({"slots", "list", "--limt", "1"}), StartsWith("Option inconnue : --limt. "));
  EXPECT_THAT(wrong({"--foo"}), StartsWith("Option inconnue : --foo. "));
  for (const char* number : {"99999999999999999999", "-1", "1.5", "deux"})
    EXPECT_THAT(wrong({"history", std::string("--since=") + number}),
                StartsWith("--since : un nombre entier est attendu."));
  EXPECT_THAT(wrong({"slots", "reserve", "1/1/0", "--school", "x", "--units", "2"}),
              StartsWith("SLOT ne va pas avec --units."));
}

TEST_F(CommandLine, WhoeverDoesNotSayWhoActsIsToldHow) {
  open_office();
  const Ran ran = creneau({"week", "2026-W25"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(ran.err,
            "Dites qui agit : --as office:1, --as school:AE93012, --as inspector:93-07, --as "
            "reader:1 ou --as operator.\n");
  for (const char* who : {"nobody", "office", "office:x", "office:-1", "operator:1"}) {
    const Ran refused = as(who, {"week", "2026-W25"});
    EXPECT_EQ(refused.exit, 2) << who;
    EXPECT_THAT(refused.err, HasSubstr("--as " + std::string(who)));
  }
  EXPECT_EQ(as("office:9", {"week", "2026-W25"}).exit, 2);
  EXPECT_EQ(as("school:AE00000", {"exams", "list"}).exit, 2);
}

TEST_F(CommandLine, EveryErrorIsOneJsonDocumentWhereJsonIsAsked) {
  open_office();
  const auto code = [&](const Words& words, const std::string& who = "office:1") {
    return json(who, words).at("error").at("code").get<std::string>();
  };
  EXPECT_EQ(code({"plannifier"}), "bad_argument");
  EXPECT_EQ(code({"\xFF"}), "bad_argument");
  EXPECT_EQ(code({"week", "2026-W54"}), "bad_date");
  EXPECT_EQ(code({"sessions", "unplan", "77"}), "unknown_session");
  EXPECT_EQ(code({"check"}), "not_allowed");
  EXPECT_EQ(code({"week", "2026-W25"}, "nobody"), "bad_argument");
  EXPECT_EQ(code({"export", "planning.pdf"}), "bad_argument");
}

TEST_F(CommandLine, SpeaksEnglishWhereAsked) {
  open_office();
  const Ran ran = office({"--lang", "en", "sessions", "create", "--inspector", "93-07", "--from",
                          "2026-06-15", "--half-day", "morning"});
  EXPECT_THAT(ran.out, StartsWith("1 session created: Monday 15 June 2026, 08:30–12:00."));
  EXPECT_THAT(office({"--lang", "en", "week", "2026-W25"}).out, StartsWith("Unassigned units: 0"));
  EXPECT_THAT(office({"--lang", "en", "closures", "list"}).out, "Nothing to show.\n");
}

TEST_F(CommandLine, DoesNotDependOnTheLocale) {
  open_office();
  const std::string plain = office({"schools", "find", "ECOLE"}).out;
  EXPECT_THAT(plain, HasSubstr("Auto-école 93-012"));
  for (const char* locale : {"LC_ALL=C", "LC_ALL=tr_TR.UTF-8", "LC_ALL=fr_FR.ISO-8859-1"})
    EXPECT_EQ(office({"schools", "find", "ECOLE"}, {.environment = {locale}}).out, plain);
  EXPECT_EQ(office({"week", "2026-W25", "--category", "ce"}).exit, 0);
}

TEST_F(CommandLine, WhatCannotBePrintedIsAFailure) {
  open_office();
  for (const Words& words : {Words{"week", "2026-W25"}, Words{"--json", "week", "2026-W25"}}) {
    const Ran full = office(words, {.output_file = "/dev/full"});
    EXPECT_EQ(full.exit, 3);
    EXPECT_THAT(full.err, StartsWith("La sortie n'a pas pu être écrite : "));
  }
}

TEST_F(CommandLine, AReaderThatGoesAwayDoesNotUndoWhatWasDone) {
  open_office();
  const std::string session = planned();
  const Ran ran = office({"slots", "reserve", slot(session, "0"), "--school", "AE93012"},
                         {.closed_output = true});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, StartsWith("La commande est faite, sous le numéro "));
  EXPECT_EQ(json("office:1", {"slots", "list", "--status", "reserved"}).at("rows").size(), 1U);
}

TEST_F(CommandLine, WhatWasDoneButCouldNotBePrintedIsSaid) {
  open_office();
  const std::string session = planned();
  const Ran ran = office({"slots", "reserve", slot(session, "0"), "--school", "AE93012"},
                         {.output_file = "/dev/full"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, StartsWith("La commande est faite, sous le numéro 3 de l'historique. La "
                                  "sortie n'a pas pu être écrite : "));
  EXPECT_THAT(run_program({"--help"}, {.folder = folder(), .output_file = "/dev/full"}).err,
              HasSubstr("No space left"));
}

TEST_F(CommandLine, AnEmptyValueDoesNotSwallowTheNextOption) {
  open_office();
  const std::string session = planned();
  const std::size_t before = commits();
  EXPECT_EQ(office({"slots", "block", slot(session, "0"), "--note=", "--preview"}).exit, 0);
  EXPECT_EQ(office({"slots", "block", slot(session, "0"), "--note", "", "--preview"}).exit, 0);
  const Ran forgotten = office({"slots", "block", slot(session, "0"), "--note", "--preview"});
  EXPECT_EQ(forgotten.exit, 2);
  EXPECT_EQ(forgotten.err,
            "--note : il manque une valeur. Une valeur qui ressemble à une option s'écrit "
            "--note=VALEUR.\n");
  EXPECT_EQ(commits(), before);
  EXPECT_EQ(office({"slots", "block", slot(session, "0"), "--note=--preview"}).exit, 0);
  EXPECT_EQ(commits(), before + 1);
}

TEST_F(CommandLine, NumbersAreDecimal) {
  open_office();
  planned();
  const auto reserve = [&](const std::string& units) {
    return office(
        {"slots", "reserve", "--school", "AE93012", "--category", "CE", "--units", units});
  };
  for (const char* units : {"010", "0x2", "1.5", "-1", "99999999999999999999"})
    EXPECT_THAT(reserve(units).err, StartsWith("--units : un nombre entier est attendu.")) << units;
  EXPECT_EQ(reserve("2").exit, 0);
}

TEST_F(CommandLine, DatesAndWeeksMayBeWrittenInFrench) {
  open_office();
  planned();
  EXPECT_EQ(office({"sessions", "list", "--from", "15/06/2026"}).out,
            office({"sessions", "list", "--from", "2026-06-15"}).out);
  EXPECT_EQ(office({"week", "2026-S25"}).out, office({"week", "2026-W25"}).out);
  EXPECT_THAT(office({"sessions", "list", "--from", "15 juin"}).err,
              EndsWith("Une date s'écrit 2026-06-15 ou 15/06/2026, une semaine 2026-W25.\n"));
  EXPECT_EQ(office({"week", "1900-W01"}).exit, 2);
  EXPECT_THAT(office({"sessions", "lst"}).err, StartsWith("Commande inconnue : lst."));
}

TEST_F(CommandLine, TakesItsDatabaseAndActorFromTheEnvironmentToo) {
  open_office();
  const Ran ran =
      run_program({"--now", now, "week", "2026-W25"},
                  {.folder = folder(), .environment = {"CRENEAU_DB=" + db, "CRENEAU_AS=office:1"}});
  EXPECT_EQ(ran.exit, 0) << ran.err;
}

TEST_F(CommandLine, AWrongInstantIsNoClock) {
  open_office();
  now = "2026-02-30T08:00:00Z";
  const Ran ran = office({"week", "2026-W25"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, EndsWith("Un instant s'écrit 2026-06-09T22:00:00Z.\n"));
}

}  // namespace
}  // namespace creneau::cli_tests
