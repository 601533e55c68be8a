#include "creneau/text/mail_writer.hpp"

#include <map>

#include "mail/mailing_office.hpp"

namespace creneau::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Mails : public MailingOffice {
 protected:
  /// The notice of one recipient, of the last command.
  Notice notice_of(NoticeKind kind) {
    const auto all = outbox();
    for (auto it = all.rbegin(); it != all.rend(); ++it)
      if (it->notice.kind == kind) return it->notice;
    ADD_FAILURE() << "no such notice";
    return {};
  }
};

TEST_F(Mails, OfAReservationGoToTheSchoolAndAnswersToItsOffice) {
  reserve(plan(), {0, 1});
  const Notice notice = last_notice();
  EXPECT_EQ(notice.address, "ecole012@example.org");
  EXPECT_EQ(notice.reply_to, "ber93@example.org");
  EXPECT_EQ(notice.message.subject, "Réservation d'examen : lundi 15 juin 2026, 08 h 30 – 09 h 30");
}

TEST_F(Mails, ListDatesTimesUnitsCentreAndDeadlineByDateAndTime) {
  const SessionId later = plan(kMonday + std::chrono::days{2}, HalfDay::afternoon, {2}, {8});
  const SessionId first = plan();
  ReserveSlots command = reserving(later, {0, 1});
  command.slots.push_back({first, {1}, 4});
  ASSERT_TRUE(engine.run(office, command));
  EXPECT_EQ(last_notice().message.text, R"(Réservation d'examen

Les examens suivants ont été réservés pour votre auto-école :

- lundi 15 juin 2026, 10 h 30 – 11 h 00
  CE, circulation, 1 unité
  Rosny, 12 rue de la Gare, Rosny-sous-Bois
  Annulation possible jusqu'au mardi 9 juin 2026 inclus.

- mercredi 17 juin 2026, 13 h 30 – 14 h 30
  CE, circulation, 2 unités
  Gonesse
  Annulation possible jusqu'au jeudi 11 juin 2026 inclus.

Total : 3 unités.

Les fichiers joints mettent votre agenda à jour.

-- 
Votre bureau : « BER 93 », tél. 01 41 60 00 00, courriel ber93@example.org.
Message envoyé automatiquement, heures locales du département 93.
)");
}

TEST_F(Mails, OfACancellationByASchoolTellTheOfficeWhoAndWhatIsLeft) {
  const SessionId session = plan();
  reserve(session, {0, 1, 2});
  CancelBySchool cancel;
  cancel.slots = {{session, {1}, 0}};
  cancel.note = "Candidat malade";
  ASSERT_TRUE(engine.run({Actor::of_school(kSchool), k93, {}}, cancel));
  const Notice to_office = notice_of(NoticeKind::cancelled_by_school);
  EXPECT_EQ(to_office.address, "ber93@example.org");
  EXPECT_EQ(to_office.message.subject,
            "Annulation par une auto-école : lundi 15 juin 2026, 08 h 30 – 09 h 00, « Auto-école "
            "93-012 »");
  EXPECT_THAT(to_office.message.text,
              AllOf(HasSubstr("« Auto-école 93-012 » a annulé l'examen suivant :"),
                    HasSubstr("IPCSR 93-07"), HasSubstr("Reste réservé : 09 h 00 – 10 h 00."),
                    HasSubstr("Précisions :\nCandidat malade\n"),
                    HasSubstr("« Auto-école 93-012 », courriel ecole012@example.org"),
                    Not(HasSubstr("Annulation possible"))));
  const Notice to_school = notice_of(NoticeKind::cancellation_confirmed);
  EXPECT_EQ(to_school.address, "ecole012@example.org");
  EXPECT_THAT(to_school.message.text,
              AllOf(HasSubstr("L'annulation que vous avez demandée est enregistrée"),
                    HasSubstr("Reste réservé : 09 h 00 – 10 h 00."),
                    HasSubstr("Annulation possible jusqu'au mardi 9 juin 2026 inclus."),
                    Not(HasSubstr("IPCSR"))));
}

TEST_F(Mails, OfACancellationByTheOfficeGiveItsReason) {
  CancelByOffice cancel;
  cancel.reservations = {reservation_of(reserve(plan(), {0}))};
  cancel.reason = Reason::vehicle;
  ASSERT_TRUE(engine.run(office, cancel));
  EXPECT_THAT(last_notice().message.text,
              AllOf(HasSubstr("a été annulé par le bureau"), HasSubstr("Motif :\nvéhicule\n"),
                    Not(HasSubstr("Reste réservé"))));
}

TEST_F(Mails, SayWhenTheSchoolCanNoLongerCancel) {
  const SessionId session = plan();
  clock.set(*parse_instant("2026-06-10T08:00Z"));
  reserve(session, {0});
  EXPECT_THAT(last_notice().message.text, HasSubstr("L'annulation en ligne n'est plus possible"));
}

TEST_F(Mails, AreOneForEachSchoolOfACascade) {
  const SessionId session = plan();
  UnplanSessions unplan;
  unplan.sessions = {session};
  unplan.cascade = {reservation_of(reserve(session, {0})), reservation_of(reserve(session, {3})),
                    reservation_of(reserve(session, {1}, kOtherSchool))};
  const std::size_t before = outbox().size();
  ASSERT_TRUE(engine.run(office, unplan));
  std::map<std::string, std::size_t> lines_by_address;
  for (const OutboxEntry& entry : outbox())
    if (entry.notice.kind == NoticeKind::cancelled_by_office)
      lines_by_address[entry.notice.address] += entry.notice.lines.size();
  EXPECT_EQ(outbox().size(), before + 2);
  EXPECT_THAT(lines_by_address, ::testing::ElementsAre(::testing::Pair("ecole012@example.org", 2),
                                                       ::testing::Pair("ecole013@example.org", 1)));
}

TEST_F(Mails, EscapeWhatIsNotTheirsInHtml) {
  directory.add(Centre{{1}, "<b>Rosny</b> & Cie", "\"x\"", k93, {}, {}});
  CancelByOffice cancel;
  cancel.reservations = {reservation_of(reserve(plan(), {0}))};
  cancel.note = "<script>alert(1)</script>\n{{title}} & co";
  ASSERT_TRUE(engine.run(office, cancel));
  const std::string html = last_notice().message.html;
  EXPECT_THAT(html,
              AllOf(HasSubstr("&lt;b&gt;Rosny&lt;/b&gt; &amp; Cie"), HasSubstr("&quot;x&quot;"),
                    HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;<br>{{title}} &amp; co"),
                    Not(HasSubstr("<script")), Not(HasSubstr("<b>"))));
  EXPECT_THAT(last_notice().message.text, HasSubstr("<script>alert(1)</script>\n{{title}} & co"));
}

TEST_F(Mails, KeepForeignLineBreaksOutOfSubjectsAndCalendarTexts) {
  School hostile = school(kSchool, "ecole012@example.org");
  hostile.name = "Auto-école\r\nBcc: autre@example.org";
  directory.add(hostile);
  directory.add(Centre{{1}, "Rosny\r\nX: y", "a\nb", k93, {}, {}});
  const auto reservation = reservation_of(reserve(plan(), {0}));
  ASSERT_TRUE(cancel_by_school(reservation));
  for (const OutboxEntry& entry : outbox()) {
    EXPECT_THAT(entry.notice.message.subject, Not(HasSubstr("\n")));
    for (const NoticeLine& line : entry.notice.lines) {
      EXPECT_THAT(line.summary, AllOf(Not(HasSubstr("\n")), Not(HasSubstr("\r"))));
      EXPECT_THAT(line.location, AllOf(Not(HasSubstr("\n")), Not(HasSubstr("\r"))));
    }
  }
}

TEST_F(Mails, GiveCalendarEntriesATitleAndAPlace) {
  ASSERT_TRUE(cancel_by_school(reservation_of(reserve(plan(), {0}))));
  const NoticeLine of_school = notice_of(NoticeKind::reserved).lines.front();
  EXPECT_EQ(of_school.summary, "Examen CE, circulation");
  EXPECT_EQ(of_school.location, "Rosny, 12 rue de la Gare, Rosny-sous-Bois");
  EXPECT_EQ(notice_of(NoticeKind::cancelled_by_school).lines.front().summary,
            "Examen CE, circulation – Auto-école 93-012");
}

TEST_F(Mails, ToAnAddressThatIsNoneAreUndeliverableAndTheChangeStands) {
  for (const char* mail : {"", "pas une adresse", "a@example.org\r\nRCPT TO:<b@example.org>"}) {
    directory.add(school(kSchool, mail));
    const Receipt receipt = reserve(plan(kMonday + std::chrono::days{outbox().size()}), {0});
    EXPECT_EQ(outbox().back().notice.address, "") << mail;
    EXPECT_EQ(outbox().back().status, NoticeStatus::undeliverable) << mail;
    ASSERT_EQ(receipt.changes.remarks.size(), 1U) << mail;
    EXPECT_EQ(receipt.changes.remarks.front().kind, Remark::Kind::undeliverable) << mail;
  }
}

TEST_F(Mails, WithoutAValidOfficeAddressHaveNoReplyTo) {
  Office ber{{1}, "BER 93", "ber93", "", {}, {}};
  ber.departements.insert(k93);
  directory.add(ber);
  reserve(plan(), {0});
  EXPECT_EQ(last_notice().reply_to, "");
}

TEST_F(Mails, NameTheOfficeThatActsWhoeverElseWorksThere) {
  Office other{{2}, "BER régional", "region@example.org", "", {}, {}};
  other.departements.insert(k93);
  directory.add(other);
  const SessionId session = plan();
  ASSERT_TRUE(engine.run({Actor::of_office({2}), k93, {}}, reserving(session, {0})));
  EXPECT_EQ(last_notice().from_office, OfficeId{2});
  EXPECT_EQ(last_notice().reply_to, "region@example.org");
  EXPECT_THAT(last_notice().message.text, HasSubstr("Votre bureau : « BER régional »"));
}

TEST_F(Mails, ThatConfirmASchoolsCancellationNameTheOfficeThatPlanned) {
  Office other{{2}, "BER régional", "region@example.org", "", {}, {}};
  other.departements.insert(k93);
  directory.add(other);
  const SessionId session = plan();
  reserve(session, {0});
  CancelBySchool cancel;
  cancel.slots = {{session, {1}, 0}};
  ASSERT_TRUE(engine.run({Actor::of_school(kSchool), k93, {}}, cancel));
  EXPECT_EQ(notice_of(NoticeKind::cancellation_confirmed).reply_to, "ber93@example.org");
  EXPECT_EQ(notice_of(NoticeKind::cancelled_by_school).from_office, OfficeId{});
}

TEST_F(Mails, AnswerToTheOfficeOfTheirOwnDepartementAmongMany) {
  Office elsewhere{{2}, "BER 75", "ber75@example.org", "", {}, {}};
  elsewhere.departements.insert(*Departement::from_code("75"));
  directory.add(elsewhere);
  reserve(plan(), {0});
  EXPECT_EQ(last_notice().reply_to, "ber93@example.org");
  EXPECT_THAT(last_notice().message.text, HasSubstr("Votre bureau : « BER 93 »"));
}

TEST_F(Mails, SayUntilWhenWhatIsStillHeldCanBeCancelled) {
  SetRules rules;
  rules.entries.push_back({kFirstDate, "cancellation.counting", "elapsed_hours"});
  ASSERT_TRUE(engine.run({Actor::of_operator(), k93, {}}, rules));
  const SessionId session = plan();
  reserve(session, {0, 1, 2});
  CancelBySchool cancel;
  cancel.slots = {{session, {1}, 0}};
  ASSERT_TRUE(engine.run({Actor::of_school(kSchool), k93, {}}, cancel));
  EXPECT_THAT(last_notice().message.text,
              HasSubstr("Annulation possible jusqu'au mardi 9 juin 2026 à 09 h 00 inclus."));
}

TEST_F(Mails, ToAnOfficeSayInEachLineWhoseExamItIs) {
  ASSERT_TRUE(cancel_by_school(reservation_of(reserve(plan(), {0}))));
  for (const auto& entry : outbox())
    if (entry.notice.to_office) {
      EXPECT_THAT(entry.notice.message.text,
                  HasSubstr("1 unité, « Auto-école 93-012 », IPCSR 93-07"));
    }
}

/// A directory whose owner cannot be reached for whole entries.
class BrokenDirectory final : public Directory {
 public:
  [[nodiscard]] result<void> look_up(const DirectoryNeeds&, DirectoryFacts&) const override {
    return Error{ErrorCode::host_error};
  }
  [[nodiscard]] result<std::vector<Office>> offices(std::vector<OfficeId>) const override {
    return Error{ErrorCode::host_error};
  }
  [[nodiscard]] result<std::vector<School>> schools(std::vector<SchoolId>) const override {
    return Error{ErrorCode::host_error};
  }
  [[nodiscard]] result<std::vector<Inspector>> inspectors(std::vector<InspectorId>) const override {
    return Error{ErrorCode::host_error};
  }
  [[nodiscard]] result<std::vector<Centre>> centres(std::vector<CentreId>) const override {
    return Error{ErrorCode::host_error};
  }
  [[nodiscard]] result<std::vector<School>> find_schools(std::string_view,
                                                         std::size_t) const override {
    return Error{ErrorCode::host_error};
  }
};

TEST_F(Mails, FailAsTheDirectoryFailsWhereasBannersGoOnWithNumbers) {
  const Receipt receipt = reserve(plan(), {0});
  const BrokenDirectory broken;
  std::vector<Notice> notices{last_notice()};
  EXPECT_EQ(text::MailWriter(text::Language::fr, broken).write(notices).error().code,
            ErrorCode::host_error);
  EXPECT_THAT(text::Texts(text::Language::fr, broken).banner(receipt),
              HasSubstr("1 unité réservée pour n° 12 : "));
}

class EnglishMails : public MailingOffice {
 protected:
  EnglishMails() : MailingOffice(text::Language::en) {}
};

TEST_F(EnglishMails, SayTheSame) {
  reserve(plan(), {0, 1});
  const Notice notice = last_notice();
  EXPECT_EQ(notice.message.subject, "Exam reserved: Monday 15 June 2026, 08:30–09:30");
  EXPECT_THAT(notice.message.html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(notice.message.text,
              AllOf(HasSubstr("The following exam has been reserved for your school:"),
                    HasSubstr("You may cancel up to and including Tuesday 9 June 2026.")));
}

}  // namespace
}  // namespace creneau::test
