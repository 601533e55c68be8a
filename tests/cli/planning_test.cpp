#include "cli/office_desk.hpp"

namespace creneau::cli_tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Planning : public Desk {
 protected:
  Planning() { open_office(); }

  /// The error code of a command that must change nothing.
  [[nodiscard]] std::string refused(const Words& words, const std::string& who = "office:1") const {
    const std::size_t before = commits();
    const std::string code = json(who, words).at("error").at("code").get<std::string>();
    EXPECT_EQ(commits(), before);
    return code;
  }
};

TEST_F(Planning, SaysWhatWasDoneInWholeSentences) {
  const Ran created = office(
      {"sessions", "create", "--inspector", "93-07", "--from", "2026-06-15", "--to", "2026-06-16"});
  EXPECT_THAT(created.out, StartsWith("4 sessions créées : du lundi 15 juin 2026 au mardi 16 juin "
                                      "2026.\n"));
  const Ran plan = office({"sessions", "plan", "--from", "2026-06-15", "--to", "2026-06-16",
                           "--centre", "rosny", "--category", "CE"});
  EXPECT_EQ(plan.out,
            "4 sessions planifiées, 28 unités, catégorie CE : du lundi 15 juin 2026 au mardi 16 "
            "juin 2026, centre « Rosny ».\n");
  const Ran reserved =
      office({"slots", "reserve", "--school", "93-012", "--category", "CE", "--units", "3"});
  EXPECT_THAT(reserved.out,
              StartsWith("3 unités réservées pour « Auto-école 93-012 » : lundi 15 juin 2026, 08 h "
                         "30 – 10 h 00, centre « Rosny ». L'auto-école peut annuler jusqu'au mardi "
                         "9 juin 2026 inclus.\n  Réservation "));
  EXPECT_THAT(office({"week", "2026-W25"}).out, StartsWith("Unités non attribuées : 25\n"));
}

TEST_F(Planning, APreviewGivesTheSameErrorsAndChangesNothing) {
  const std::string session = planned();
  const std::string reservation = reserve(session, "0-1");
  const std::size_t before = commits();
  const std::vector<Words> commands{
      {"sessions", "create", "--inspector", "93-07", "--from", "2026-06-15"},
      {"sessions", "create", "--inspector", "93-99", "--from", "2026-06-15"},
      {"sessions", "plan", session, "--centre", "Rosny", "--category", "CE"},
      {"sessions", "unplan", session, "--yes"},
      {"sessions", "remove", session, "--yes"},
      {"sessions", "change", session, "--date", "2026-05-01", "--yes"},
      {"slots", "reserve", slot(session, "0"), "--school", "AE93013"},
      {"slots", "block", slot(session, "0"), "--reason", "other"},
      {"slots", "unblock", slot(session, "3")},
      {"slots", "cancel", slot(session, "3"), "--yes"},
      {"closures", "remove", "77", "--yes"},
      {"export", "nulle-part/planning.csv"}};
  for (const Words& words : commands) {
    Words preview = words;
    preview.emplace_back("--preview");
    const Ran seen = office(preview);
    const Ran ran = office(words);
    EXPECT_NE(ran.exit, 0) << words[0] << " " << words[1];
    EXPECT_EQ(seen.exit, ran.exit) << words[0] << " " << words[1];
    EXPECT_EQ(seen.err, ran.err);
  }
  const std::vector<Words> of_operator{{"notices", "retry", "77"},
                                       {"notices", "retry", "77", "--address", "x"},
                                       {"history", "--redact", "77", "--yes"},
                                       {"backup", "nulle-part/copie.db"},
                                       {"rules", "set", "lune=1", "--from", "2027-01-01"},
                                       {"import", "directory", "nulle-part.csv"},
                                       {"notices", "send", "--folder", "ecoles.csv"}};
  for (const Words& words : of_operator) {
    Words preview = words;
    preview.emplace_back("--preview");
    const Ran seen = run_operator(preview);
    const Ran ran = run_operator(words);
    EXPECT_NE(ran.exit, 0) << words[0] << " " << words[1];
    EXPECT_EQ(seen.exit, ran.exit) << words[0] << " " << words[1];
    EXPECT_EQ(seen.err, ran.err);
  }
  const Ran cascade = office({"sessions", "unplan", session, "--cascade", "--preview"});
  EXPECT_THAT(cascade.out,
              EndsWith("Annuler la planification de 1 session : lundi 15 juin 2026, 08 h 30 – 12 h "
                       "00, centre « Rosny » ? 1 réservation sera annulée et l'auto-école "
                       "prévenue.\n"));
  EXPECT_EQ(as("school:AE93012", {"exams", "cancel", reservation, "--preview"}).exit, 0);
  EXPECT_EQ(commits(), before);
}

TEST_F(Planning, ADestructiveCommandAsks) {
  const std::string session = planned();
  const std::string reservation = reserve(session, "0");
  const Ran unasked = office({"slots", "cancel", "--reservation", reservation});
  EXPECT_EQ(unasked.exit, 2);
  EXPECT_EQ(unasked.err,
            "Cette commande demande une confirmation, et personne ne peut répondre ici : ajoutez "
            "--yes, ou --preview pour voir sans rien faire.\n");
  const Words cancel{"slots", "cancel", "--reservation", reservation, "--reason", "vehicle"};
  const Ran declined = office(cancel, {.input = "n\n", .terminal = true});
  EXPECT_EQ(declined.exit, 1);
  EXPECT_THAT(declined.out,
              AllOf(HasSubstr("Annuler 1 unité pour « Auto-école 93-012 » : lundi 15 juin 2026, 08 "
                              "h 30 – 09 h 00, centre « Rosny » ? [o/N] "),
                    HasSubstr("Rien n'a été changé.")));
  EXPECT_EQ(json("office:1", {"slots", "list", "--status", "reserved"}).at("rows").size(), 1U);
  const Ran accepted = office(cancel, {.input = "o\n", .terminal = true});
  EXPECT_EQ(accepted.exit, 0);
  EXPECT_THAT(accepted.out, HasSubstr("Le créneau est maintenant indisponible. Motif : véhicule."));
}

TEST_F(Planning, AClosureMayBeOverriddenForASessionAndNotForASlot) {
  const std::string session = planned();
  ASSERT_EQ(office({"closures", "add", "--inspector", "93-07", "--from", "2026-06-15", "--to",
                    "2026-06-16", "--reason", "inspector_absent"})
                .exit,
            0);
  EXPECT_THAT(office({"sessions", "create", "--inspector", "93-07", "--from", "2026-06-16"}).err,
              EndsWith("Option : --override-calendar.\n"));
  const Ran refused = office({"slots", "reserve", slot(session, "0"), "--school", "AE93012"});
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.err, ::testing::Not(HasSubstr("--override-calendar")));
}

TEST_F(Planning, OneWordTooManyIsSaidInTheCommandsOwnTerms) {
  const std::string session = planned();
  reserve(session, "0");
  EXPECT_THAT(office({"sessions", "unplan", session}).err, EndsWith("Option : --cascade.\n"));
  EXPECT_THAT(office({"sessions", "create", "--inspector", "93-07", "--from", "2026-07-14"}).err,
              EndsWith("Option : --override-calendar.\n"));
  EXPECT_THAT(office({"sessions", "create", "--inspector", "93-07", "--from", "2026-06-20"}).err,
              StartsWith("Aucun jour de cette période n'est retenu"));
  EXPECT_THAT(
      office({"slots", "reserve", "--school", "AE93012", "--category", "CE", "--exams", "1"}).err,
      StartsWith("Dites quelle épreuve"));
  EXPECT_THAT(office({"slots", "block", "221-1"}).err,
              HasSubstr("Un créneau s'écrit SESSION/PLAN/NUMÉRO"));
}

TEST_F(Planning, APeriodThatEndsBeforeItBeginsIsExplained) {
  const Ran ran = office({"sessions", "list", "--from", "2026-07-01", "--to", "2026-06-01"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, EndsWith("Le premier jour ne peut pas suivre le dernier.\n"));
}

TEST_F(Planning, ImpossibleDatesAndTimesAreRefused) {
  const auto create = [&](const std::string& date, const std::string& hours) {
    return refused({"sessions", "create", "--inspector", "93-07", "--from", date, "--days",
                    "mon,tue,wed,thu,fri,sat,sun", "--hours", hours});
  };
  EXPECT_EQ(create("2026-02-30", "08:30-12:00"), "bad_date");
  EXPECT_EQ(create("2027-02-29", "08:30-12:00"), "bad_date");
  EXPECT_EQ(create("2027-03-28", "02:30-05:00"), "time_skipped");
  EXPECT_EQ(create("2026-06-15", "12:00-08:30"), "bad_time");
  EXPECT_EQ(create("2026-06-15", "08:30"), "bad_time");
  EXPECT_EQ(create("2026-05-29", "08:30-12:00"), "past");
  EXPECT_EQ(office({"sessions", "create", "--inspector", "93-07", "--from", "2028-02-29",
                    "--half-day", "morning"})
                .exit,
            0);
}

TEST_F(Planning, WhatHalfWorksIsNotDone) {
  const std::string session = planned();
  reserve(session, "2");
  EXPECT_EQ(refused({"slots", "reserve", slot(session, "1-3"), "--school", "AE93013"}),
            "slot_taken");
  EXPECT_EQ(
      refused({"slots", "reserve", slot(session, "1"), slot(session, "1"), "--school", "AE93013"}),
      "named_twice");
  EXPECT_EQ(refused({"slots", "reserve", slot(session, "6-7"), "--school", "AE93013"}),
            "unknown_slot");
  EXPECT_EQ(refused({"slots", "reserve", slot(session, "0"), "--school", "AE93014"}),
            "inactive_school");
  EXPECT_EQ(refused({"sessions", "create", "--inspector", "93-07", "--from", "2027-01-01", "--to",
                     "2099-12-31"}),
            "too_large");
  Words many{"slots", "reserve", "--school", "AE93012"};
  for (int place = 0; place < 16; ++place) many.push_back(std::to_string(place + 1000) + "/1/0-63");
  EXPECT_EQ(refused(many), "too_large");
}

TEST_F(Planning, AnAmbiguousSchoolIsListed) {
  const std::string session = planned();
  const Ran ran = office({"slots", "reserve", slot(session, "0"), "--school", "auto-ecole"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("« Auto-école 93-012 » (Aurige AE93012)"),
                             HasSubstr("« Auto-école 93-013 » (Aurige AE93013)")));
}

TEST_F(Planning, TwoSchoolsOfOneNameAreAmbiguousAndOneOfExactlyThatNameIsNot) {
  write(
      "noms.csv",
      "RaisonSociale,IdAurige,Mail\nAuto-école 93-012,AE93112,\nAuto-école 93-012 bis,AE93212,\n");
  ASSERT_EQ(run_operator({"import", "directory", "noms.csv"}).exit, 0);
  const std::string session = planned();
  EXPECT_EQ(refused({"slots", "reserve", slot(session, "0"), "--school", "auto-ecole 93-012"}),
            "ambiguous_school");
  const Ran named =
      office({"slots", "reserve", slot(session, "0"), "--school", "AUTO-ÉCOLE 93-012 BIS"});
  EXPECT_EQ(named.exit, 0) << named.err;
}

TEST_F(Planning, AnExactNameIsFoundBehindManyThatContainIt) {
  std::string rows = "RaisonSociale,IdAurige,Mail\nPermis 93,AE94999,\n";
  for (int number = 100; number < 130; ++number)
    rows +=
        "Auto-école Permis 93 " + std::to_string(number) + ",AE94" + std::to_string(number) + ",\n";
  write("noms.csv", rows);
  ASSERT_EQ(run_operator({"import", "directory", "noms.csv"}).exit, 0);
  const Ran named = office({"slots", "reserve", slot(planned(), "0"), "--school", "permis 93"});
  EXPECT_THAT(named.out, HasSubstr("« Permis 93 »")) << named.err;
}

TEST_F(Planning, TheSameRequestTwiceIsOnce) {
  const std::string session = planned();
  const Words words{"--request",        "r-1",      "slots",  "reserve",
                    slot(session, "0"), "--school", "AE93012"};
  const Ran once = office(words);
  EXPECT_EQ(once.exit, 0);
  const std::size_t before = commits();
  const Ran twice = office(words);
  EXPECT_EQ(twice.out, once.out);
  EXPECT_EQ(commits(), before);
  EXPECT_EQ(
      refused({"--request", "r-1", "slots", "reserve", slot(session, "1"), "--school", "AE93012"}),
      "request_reused");
}

/// A command that chose what it did, asked again, finds nothing left to choose.
TEST_F(Planning, TheSameRequestTwiceIsOnceWhereTheCommandChose) {
  const auto twice_is_once = [&](const std::string& who, const Words& words) {
    const Ran once = as(who, words);
    EXPECT_EQ(once.exit, 0) << once.err;
    const std::size_t before = commits();
    const Ran twice = as(who, words);
    EXPECT_EQ(twice.exit, 0) << twice.err;
    EXPECT_EQ(twice.out, once.out);
    EXPECT_EQ(commits(), before);
  };
  ASSERT_EQ(office({"sessions", "create", "--inspector", "93-07", "93-08", "--from", "2026-06-15",
                    "--to", "2026-06-17"})
                .exit,
            0);
  const Words plan{"--request",  "p-1",  "sessions",    "plan",     "--from",
                   "2026-06-15", "--to", "2026-06-16",  "--centre", "Rosny",
                   "--category", "CE",   "--inspector", "93-07"};
  twice_is_once("office:1", plan);
  Words elsewhere = plan;
  elsewhere[9] = "Bobigny";
  EXPECT_EQ(refused(elsewhere), "request_reused");
  Words shorter = plan;
  shorter[7] = "2026-06-15";
  EXPECT_EQ(refused(shorter), "request_reused");

  const std::string session = planned("2026-06-18");
  for (const char* ordinals : {"0", "1-2", "4"}) reserve(session, ordinals);
  twice_is_once("office:1", {"--request", "u-1", "--yes", "sessions", "unplan", session,
                             "--cascade", "--reason", "error"});

  const Words set{"--request", "r-1", "rules", "set", "--from", "2027-01-01", "unit.minutes=20"};
  twice_is_once("operator", set);
  ASSERT_EQ(run_operator({"rules", "set", "--from", "2027-02-01", "unit.minutes=40"}).exit, 0);
  EXPECT_EQ(run_operator(set).exit, 0);
  EXPECT_THAT(run_operator({"rules", "show"}).out,
              AllOf(HasSubstr("2027-01-01"), HasSubstr("2027-02-01")));
  twice_is_once("operator", {"--request", "r-2", "--yes", "rules", "set", "--from", "2027-01-01",
                             "--drop", "unit.minutes"});
}

TEST_F(Planning, AnInspectorReadsItsOwn) {
  planned();
  planned("2026-06-15", "afternoon", "93-08");
  EXPECT_EQ(json("inspector:93-08", {"sessions", "list"}).at("rows").size(), 1U);
  EXPECT_EQ(json("inspector:93-08", {"board", "2026-W25"}).at("rows").size(), 1U);
  EXPECT_EQ(as("inspector:93-08", {"sessions", "list", "--inspector", "93-07"}).exit, 1);
  EXPECT_EQ(as("inspector:93-99", {"sessions", "list"}).exit, 2);
  EXPECT_EQ(json("reader:1", {"sessions", "list"}).at("rows").size(), 2U);
}

TEST_F(Planning, ListsAreFilteredAndPaged) {
  const std::string session = planned();
  ASSERT_EQ(office({"sessions", "create", "--inspector", "93-08", "--from", "2026-06-15"}).exit, 0);
  const auto count = [&](const Words& words) { return json("office:1", words).at("rows").size(); };
  EXPECT_EQ(count({"sessions", "list", "--status", "planned"}), 1U);
  EXPECT_EQ(count({"sessions", "list", "--status", "available"}), 2U);
  EXPECT_EQ(count({"sessions", "list", "--inspector", "93-08"}), 2U);
  EXPECT_EQ(count({"sessions", "list", "--from", "2026-06-16"}), 0U);
  const Json first = json("office:1", {"sessions", "list", "--limit", "2"});
  EXPECT_EQ(first.at("rows").size(), 2U);
  EXPECT_EQ(count({"sessions", "list", "--after", first.at("next").get<std::string>()}), 1U);
  EXPECT_EQ(office({"sessions", "list", "--from", "2026-07-01"}).out, "Rien à montrer.\n");
}

TEST_F(Planning, PastExamsAreFoundBehindTodaysPage) {
  const std::string session = planned();
  const std::string early = reserve(session, "0");
  const std::string late = reserve(session, "6");
  now = "2026-06-15T07:00:00Z";
  const Json upcoming = json("school:AE93012", {"exams", "list", "--limit", "1"});
  ASSERT_EQ(upcoming.at("rows").size(), 1U);
  EXPECT_EQ(std::to_string(upcoming.at("rows").at(0).at("reservation").get<int>()), late);
  const Json past = json("school:AE93012", {"exams", "list", "--past"});
  ASSERT_EQ(past.at("rows").size(), 1U);
  EXPECT_EQ(std::to_string(past.at("rows").at(0).at("reservation").get<int>()), early);
}

TEST_F(Planning, ASchoolSeesHowManyUnitsItHoldsAtEachDateAndTime) {
  const std::string session = planned();
  const std::string other = planned("2026-06-15", "morning", "93-08");
  reserve(session, "0");
  reserve(other, "0-2");
  reserve(session, "6");
  const auto units_at_start = [&](const Words& words) {
    std::vector<int> units;
    const Json list = json("school:AE93012", words);
    for (const Json& row : list.at("rows")) units.push_back(row.at("units_at_start").get<int>());
    return units;
  };
  EXPECT_THAT(units_at_start({"exams", "list"}), ElementsAre(4, 4, 1));
  EXPECT_THAT(units_at_start({"exams", "list", "--limit", "1"}), ElementsAre(4))
      << "though the other three stand on the next page";
  EXPECT_THAT(as("school:AE93012", {"exams", "list"}).out,
              AllOf(HasSubstr(" 1/4 "), HasSubstr(" 3/4 "), HasSubstr(" 1  CE")));
}

TEST_F(Planning, ASchoolThatIsTooLateLearnsUntilWhen) {
  const std::string reservation = reserve(planned(), "0");
  EXPECT_THAT(as("school:AE93012", {"exams", "show", reservation}).out,
              HasSubstr("L'auto-école peut annuler jusqu'au mardi 9 juin 2026 inclus."));
  now = "2026-06-09T22:00:00Z";
  const Ran late = as("school:AE93012", {"exams", "cancel", reservation, "--yes"});
  EXPECT_EQ(late.exit, 1);
  EXPECT_THAT(late.err, AllOf(HasSubstr("L'annulation était possible jusqu'au mardi 9 juin 2026 "
                                        "inclus."),
                              HasSubstr("01 00 00 00 93"), HasSubstr("ber93@example.org")));
  EXPECT_THAT(run_operator({"refusals"}).out, HasSubstr("annulation par l'auto-école "));
  now = "2026-06-09T21:59:59Z";
  EXPECT_EQ(as("school:AE93012", {"exams", "cancel", reservation, "--yes"}).exit, 0);
}

TEST_F(Planning, ASchoolCancelsWhereItsExamIsThoughThereAreSeveralDepartements) {
  const std::string reservation = reserve(planned(), "0");
  write("bureau.csv", "Id,Nom,Departements\n2,BER 75,75\n");
  ASSERT_EQ(run_operator({"import", "directory", "bureau.csv"}).exit, 0);
  const Words cancel{"exams", "cancel", reservation, "--yes", "--request", "r-1"};
  const Json receipt = json("school:AE93012", cancel).at("receipt");
  EXPECT_EQ(json("school:AE93012", cancel).at("receipt"), receipt) << "though it is gone";
}

TEST_F(Planning, AnotherSchoolsExamIsItsOwn) {
  const std::string reservation = reserve(planned(), "0");
  EXPECT_EQ(
      json("school:AE93013", {"exams", "cancel", reservation, "--yes"}).at("error").at("code"),
      "foreign_reservation");
  EXPECT_EQ(as("school:AE93012", {"exams", "list", "--school", "AE93013"}).exit, 1);
}

TEST_F(Planning, WholeDaysOfAClosureAreSaidAsDays) {
  EXPECT_THAT(office({"closures", "add", "--office", "--from", "2026-07-06", "--to", "2026-07-10",
                      "--reason", "other"})
                  .out,
              StartsWith("Fermeture enregistrée : bureau « BER 93 », du lundi 6 juillet 2026 au "
                         "vendredi 10 juillet 2026, autre.\n  Fermeture "));
  EXPECT_THAT(office({"closures", "list"}).out, HasSubstr("bureau « BER 93 »"));
  EXPECT_THAT(office({"closures", "add", "--from", "2026-07-06", "--to", "2026-07-10"}).err,
              StartsWith("Dites qui est absent"));
}

TEST_F(Planning, FreeTextIsErasedOnlyAfterAConfirmation) {
  const std::string session = planned();
  ASSERT_EQ(office({"slots", "block", slot(session, "0"), "--reason", "other", "--note",
                    "Note à effacer"})
                .exit,
            0);
  const std::string number =
      std::to_string(json("office:1", {"history"}).at("rows").back().at("number").get<int>());
  EXPECT_EQ(run_operator({"history", "--redact", number}).exit, 2);
  EXPECT_THAT(office({"history"}).out, HasSubstr("Note à effacer"));
  EXPECT_EQ(run_operator({"history", "--redact", number, "--yes"}).exit, 0);
  EXPECT_THAT(office({"history"}).out, ::testing::Not(HasSubstr("Note à effacer")));
}

TEST_F(Planning, ATooLateCancellationIsJournalledBeforeItIsConfirmed) {
  open_office();
  const std::string reservation = reserve(planned(), "0-1");
  now = "2026-06-10T08:00:00Z";
  EXPECT_EQ(as("school:AE93012", {"exams", "cancel", reservation, "--preview"}).exit, 1);
  EXPECT_EQ(json("operator", {"refusals"}).at("rows").size(), 0U);
  EXPECT_EQ(as("school:AE93012", {"exams", "cancel", reservation}).exit, 1);
  EXPECT_EQ(json("operator", {"refusals"}).at("rows").size(), 1U);
}

TEST_F(Planning, SlotsAreNamedOrACategoryIsSaid) {
  open_office();
  EXPECT_EQ(office({"slots", "reserve", "--school", "AE93012", "--units", "2"}).err,
            "Dites la catégorie, comme --category CE, ou nommez des créneaux, comme 221/1/3.\n");
  const Ran days = office(
      {"sessions", "create", "--inspector", "93-07", "--from", "2026-06-15", "--days", "lundi"});
  EXPECT_THAT(days.err,
              HasSubstr("--days lundi. Corrigez-le et recommencez. Les jours s'écrivent lun,"));
}

TEST_F(Planning, OneExamOpenedShowsItsUnitsCentreAndSlots) {
  const std::string session = planned();
  const std::string reservation = reserve(session, "0-1");
  EXPECT_THAT(
      as("school:AE93012", {"exams", "show", reservation}).out,
      AllOf(HasSubstr("lundi 15 juin 2026, 08 h 30 – 09 h 30\n"), HasSubstr("Unités : 2\n"),
            HasSubstr("Centre : Rosny, Rosny-sous-Bois, aire d'examen\n"),
            HasSubstr("Créneaux : " + slot(session, "0") + " " + slot(session, "1") + "\n")));
}

TEST_F(Planning, IsExportedFilteredByInspectorsCentreCategoryPeriodAndStatus) {
  planned();  // 93-07 at Rosny, CE
  const Json available = json("office:1", {"sessions", "create", "--inspector", "93-08", "--from",
                                           "2026-06-16", "--half-day", "morning"});
  const auto sessions = [&](Words filter) {
    Words words{"export", "planning.csv"};
    words.insert(words.end(), filter.begin(), filter.end());
    return json("office:1", words).at("sessions").get<int>();
  };
  EXPECT_EQ(sessions({}), 2);
  EXPECT_EQ(sessions({"--status", "available"}), 1);
  EXPECT_THAT(read("planning.csv"), AllOf(HasSubstr("93-08"), Not(HasSubstr("93-07"))));
  EXPECT_EQ(sessions({"--status", "planned"}), 1);
  EXPECT_EQ(sessions({"--status", "free"}), 1);
  EXPECT_EQ(sessions({"--inspector", "93-08"}), 1);
  EXPECT_EQ(sessions({"--centre", "Rosny"}), 1);
  EXPECT_EQ(sessions({"--category", "D"}), 0);
  EXPECT_EQ(sessions({"--from", "2026-06-16"}), 1);
}

}  // namespace
}  // namespace creneau::cli_tests
