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
