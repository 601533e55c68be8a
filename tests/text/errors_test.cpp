#include "mail/mailing_office.hpp"

namespace creneau::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Errors : public MailingOffice {
 protected:
  std::string said(const Error& error) { return texts.error(error, k93); }
};

TEST_F(Errors, ASchoolThatIsTooLateIsToldTheWholeDeadlineAndWhomToAsk) {
  const ReservationId reservation = reservation_of(reserve(plan(), {0, 1}));
  clock.set(*parse_instant("2026-06-09T22:00:00Z"));
  const auto refused = cancel_by_school(reservation);
  ASSERT_EQ(refused.error().code, ErrorCode::too_late);
  EXPECT_EQ(said(refused.error()),
            "La réservation " + std::to_string(reservation.value) +
                " ne peut plus être annulée par l'auto-école : l'examen est le lundi 15 juin 2026. "
                "L'annulation était possible jusqu'au mardi 9 juin 2026 inclus. "
                "Limite : mercredi 10 juin 2026 à 00 h 00, heure locale (Europe/Paris), soit mardi "
                "9 juin 2026 à 22 h 00 en temps universel (UTC). "
                "Règle : 6 jours avant la date de l'examen, tous les jours comptant. "
                "Adressez-vous au bureau : « BER 93 », tél. 01 41 60 00 00, courriel "
                "ber93@example.org.");
}

TEST_F(Errors, TheSchoolsThatHoldSlotsAreNamed) {
  const SessionId session = plan();
  const auto first = reservation_of(reserve(session, {0}));
  const auto second = reservation_of(reserve(session, {1}, kOtherSchool));
  UnplanSessions unplan;
  unplan.sessions = {session};
  EXPECT_THAT(said(engine.run(office, unplan).error()),
              AllOf(HasSubstr("« Auto-école 93-012 » (réservation " + std::to_string(first.value)),
                    HasSubstr("« Auto-école 93-013 » (réservation " + std::to_string(second.value)),
                    HasSubstr("confirmez qu'elles soient annulées avec les sessions")));
}

TEST_F(Errors, ATakenSlotIsNamedByItsId) {
  const SessionId session = plan();
  reserve(session, {2});
  const auto refused = engine.run(office, reserving(session, {2}, kOtherSchool));
  EXPECT_THAT(said(refused.error()),
              HasSubstr("Le créneau " + std::to_string(session.value) + "/1/2 est déjà réservé."));
}

TEST_F(Errors, AnOverlapNamesTheInspectorTheDateAndTheSession) {
  const SessionId session = create();
  CreateSessions again;
  again.sessions.push_back({{7}, kMonday, HalfDay::morning, {}, {}});
  EXPECT_THAT(said(engine.run(office, again).error()),
              HasSubstr("L'inspecteur IPCSR 93-07 aurait deux sessions en même temps, le lundi 15 "
                        "juin 2026 (session " +
                        std::to_string(session.value) + ")."));
}

TEST_F(Errors, AnOpeningIsToldInTheTimeOfTheDepartement) {
  const Instant opens = *parse_instant("2026-06-09T22:00:00Z");
  const Error error = Error{ErrorCode::not_yet_open, SessionId{1}, Subject{kMonday}}.with_limit(
      opens.time_since_epoch().count(), 0);
  EXPECT_THAT(texts.error(error, Departement::from_code("974")),
              HasSubstr("à partir du mercredi 10 juin 2026 à 02 h 00."));
  EXPECT_THAT(texts.error(error), HasSubstr("à partir du mardi 9 juin 2026 à 22 h 00 UTC."));
}

TEST_F(Errors, AFaultOfAFileIsToldWithItsLineAndColumn) {
  Error error{ErrorCode::bad_date, {Subject::Kind::line, 12, 0, 3}};
  error.text = "31/02/26";
  EXPECT_THAT(said(error), ::testing::StartsWith("Ligne 12, colonne 3 : La date « 31/02/26 »"));
}

/// What is said of a fault of a file, in both languages.
class FaultsOfFiles : public Errors {
 protected:
  void expect(const Error& error, const char* french, const char* english) {
    EXPECT_EQ(said(error), french);
    EXPECT_EQ(text::Texts(text::Language::en, directory).error(error, k93), english);
  }
};

TEST_F(FaultsOfFiles, NameTheEncodingAndTheWayOut) {
  expect(Error{ErrorCode::bad_encoding}.with_text("UTF-8"),
         "Ce texte n'est pas codé en UTF-8. Enregistrez le fichier au format « CSV UTF-8 », ou "
         "indiquez le codage du fichier : utf-8 ou windows-1252.",
         "This text is not encoded in UTF-8. Save the file as “CSV UTF-8”, or say which encoding "
         "it has: utf-8 or windows-1252.");
  expect(Error{ErrorCode::unsupported_encoding}.with_text("UTF-16"),
         "Le fichier est codé en UTF-16, qui n'est pas lu. Enregistrez-le au format « CSV UTF-8 ».",
         "The file is encoded in UTF-16, which is not read. Save it as “CSV UTF-8”.");
}

TEST_F(FaultsOfFiles, NameTheColumn) {
  expect(Error{ErrorCode::missing_column}.with_text("Matricule"),
         "Il manque la colonne Matricule. Ajoutez-la, ou corrigez le titre de celle qui en tient "
         "lieu.",
         "The column Matricule is missing. Add it, or correct the heading of the one that stands "
         "for it.");
  expect(Error{ErrorCode::duplicate_column}.with_limit(1, 6).with_text("Date"),
         "La colonne Date est là deux fois : colonnes 1 et 6. Supprimez ou renommez l'une des "
         "deux.",
         "The column Date is there twice: columns 1 and 6. Remove or rename one of the two.");
  expect(Error{ErrorCode::missing_value}.with_text("IdAurige"),
         "La cellule de la colonne IdAurige est vide. Remplissez-la, ou supprimez la ligne.",
         "The cell of the column IdAurige is empty. Fill it, or remove the row.");
  expect(Error{ErrorCode::nameless_column}.with_text("y"),
         "La cellule « y » n'est sous aucun titre. Donnez un titre à sa colonne, ou videz-la ; "
         "vérifiez que la ligne n'est pas décalée.",
         "The cell “y” stands under no heading. Give its column a heading, or empty it; check that "
         "the row is not shifted.");
}

TEST_F(FaultsOfFiles, CountTheCellsOfAShiftedRow) {
  expect(Error{ErrorCode::wrong_cell_count, {Subject::Kind::line, 2, 0, 7}}.with_limit(6, 7),
         "Ligne 2, colonne 7 : La ligne n'a pas autant de cellules que la ligne des titres : 7 "
         "cellules, 6 attendues. Ajoutez ou supprimez des séparateurs.",
         "Line 2, column 7: The row has not as many cells as the row of headings: 7 cells, 6 "
         "expected. Add or remove separators.");
  EXPECT_THAT(said(Error{ErrorCode::wrong_cell_count}.with_limit(6, 1)),
              HasSubstr("1 cellule, 6 attendues"));
}

TEST_F(FaultsOfFiles, SayWhatIsWrongWithQuotesTimesAndDates) {
  expect(Error{ErrorCode::bad_quote},
         "Guillemet non fermé, ou placé au milieu d'une cellule. Mettez toute la cellule entre "
         "guillemets, et doublez ceux qu'elle contient.",
         "A quote is not closed, or stands in the middle of a cell. Put the whole cell between "
         "quotes, and double those within it.");
  expect(Error{ErrorCode::bad_time}.with_text("8h30"),
         "L'horaire « 8h30 » n'est pas possible : une heure s'écrit HH:mm, comme 08:30 ; la fin "
         "suit le début, à 24:00 au plus tard. Corrigez-le.",
         "The time “8h30” is not possible: a time is written HH:mm, as in 08:30; the end follows "
         "the start, at 24:00 at the latest. Correct it.");
  expect(Error{ErrorCode::end_before_start}.with_text("02/07/26 – 01/07/26"),
         "La fin précède le début : 02/07/26 – 01/07/26. Corrigez l'une ou l'autre.",
         "The end comes before the start: 02/07/26 – 01/07/26. Correct the one or the other.");
}

TEST_F(FaultsOfFiles, NameTheOtherDepartementAndTheOtherLine) {
  expect(Error{ErrorCode::several_departements}.with_limit(2, 2).with_text("94"),
         "Le fichier parle d'un autre département, 94, que la ligne 2. Un fichier est d'un seul "
         "département : faites-en plusieurs.",
         "The file speaks of another département, 94, than line 2. A file is of one département: "
         "make several.");
  EXPECT_THAT(said(Error{ErrorCode::session_overlap, InspectorId{7}}.with_limit(2, 9)),
              HasSubstr("deux sessions en même temps (voir la ligne 2)."));
}

TEST_F(FaultsOfFiles, TellAMissingFileAFolderALockedAndAnEmptyOneApart) {
  const auto of = [](ErrorCode code) { return Error{code}.with_text("a.csv"); };
  expect(of(ErrorCode::missing_file),
         "Le fichier « a.csv » n'existe pas. Vérifiez son nom et son dossier.",
         "There is no file “a.csv”. Check its name and its folder.");
  expect(of(ErrorCode::not_a_file), "« a.csv » : c'est un dossier. Nommez un fichier.",
         "“a.csv”: this is a folder. Name a file.");
  expect(of(ErrorCode::unreadable_file),
         "Vous n'avez pas le droit de lire le fichier « a.csv ». Demandez ce droit à son "
         "propriétaire.",
         "You may not read the file “a.csv”. Ask its owner for the right to.");
  expect(Error{ErrorCode::empty_file},
         "Le fichier est vide. Il faut une ligne de titres et, dessous, au moins une ligne.",
         "The file is empty. There must be a row of headings and at least one row below it.");
}

TEST_F(Errors, AnIdThatTheDirectoryDoesNotKnowIsCalledByItsNumber) {
  EXPECT_THAT(said(Error{ErrorCode::unknown_school, SchoolId{99}}), HasSubstr("auto-école n° 99"));
}

TEST_F(Errors, ForeignTextStaysOnOneLineAndCannotCommandATerminal) {
  const Error error =
      Error{ErrorCode::bad_argument}.with_text("a\r\nb\x1b[31m\xff" + std::string(1000, 'c'));
  const std::string sentence = said(error);
  EXPECT_THAT(sentence, AllOf(HasSubstr("a  b [31m\uFFFDccc"), HasSubstr("ccc…. ")));
  EXPECT_THAT(sentence, AllOf(Not(HasSubstr("\n")), Not(HasSubstr("\x1b"))));
  EXPECT_LT(sentence.size(), 500U);
}

TEST_F(Errors, SubjectsOutOfRangeAreLeftOut) {
  Error error{ErrorCode::category_not_taught, {Subject::Kind::category, 9999}};
  error.subjects.push_back({Subject::Kind::departement, -1});
  error.subjects.push_back({Subject::Kind::date, INT64_MAX / 2});
  EXPECT_THAT(said(error), HasSubstr("n'enseigne pas la catégorie."));
}

class Deadlines : public MailingOffice {
 protected:
  static Deadline counted(const char* way, const char* back = "off") {
    const std::vector<RuleEntry> entries{{kFirstDate, "cancellation.counting", way},
                                         {kFirstDate, "cancellation.back_to_working_day", back}};
    return cancellation_deadline(k93, kMonday + Minutes{510},
                                 RuleBook::build({1}, entries).value());
  }
  static std::string until(const char* way) {
    return text::until(text::Language::fr, counted(way));
  }
  static std::string in_full(const char* way, const char* back = "off") {
    return text::in_words(text::Language::fr, counted(way, back));
  }
};

TEST_F(Deadlines, SayTheLastDayInclusive) {
  EXPECT_EQ(until("calendar"), "jusqu'au mardi 9 juin 2026 inclus");
  EXPECT_EQ(until("clear_days"), "jusqu'au lundi 8 juin 2026 inclus");
  EXPECT_EQ(until("mon_fri"), "jusqu'au vendredi 5 juin 2026 inclus");
  EXPECT_EQ(text::until(text::Language::en, counted("calendar")),
            "up to and including Tuesday 9 June 2026");
}

TEST_F(Deadlines, SayTheLastMinuteWhereHoursCount) {
  EXPECT_EQ(until("elapsed_hours"), "jusqu'au mardi 9 juin 2026 à 08 h 30 inclus");
  EXPECT_THAT(in_full("elapsed_hours"),
              HasSubstr("Règle : 144 heures avant le début de l'examen."));
}

TEST_F(Deadlines, SayTheWayOfCountingAndTheDaysThatDidNotCount) {
  EXPECT_THAT(in_full("calendar"), Not(HasSubstr("non compté")));
  EXPECT_THAT(in_full("clear_days"), HasSubstr("Règle : 6 jours francs avant la date"));
  EXPECT_THAT(in_full("mon_sat"), AllOf(HasSubstr("6 jours ouvrables"),
                                        HasSubstr("Jour non compté : dimanche 14 juin 2026.")));
  EXPECT_THAT(
      in_full("mon_fri"),
      AllOf(HasSubstr("6 jours ouvrés"),
            HasSubstr("Jours non comptés : samedi 6 juin 2026, dimanche 7 juin 2026, samedi "
                      "13 juin 2026 et dimanche 14 juin 2026.")));
}

TEST_F(Deadlines, SayThatTheLastDayWasMovedBack) {
  EXPECT_THAT(in_full("calendar", "on"), HasSubstr("ramenés au jour ouvrable précédent"));
}

TEST_F(Deadlines, OverseasSayTheirOwnTimeAndZone) {
  const Deadline reunion =
      cancellation_deadline(*Departement::from_code("974"), kMonday + Minutes{510}, RuleBook{});
  EXPECT_THAT(text::in_words(text::Language::en, reunion),
              AllOf(HasSubstr("Wednesday 10 June 2026 at 00:00, local time (Indian/Reunion)"),
                    HasSubstr("which is Tuesday 9 June 2026 at 20:00 UTC")));
}

}  // namespace
}  // namespace creneau::test
