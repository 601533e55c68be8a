#include "creneau/mail/compose.hpp"

#include <algorithm>
#include <string>

#include "mail/mailing_office.hpp"
#include "mail/python.hpp"

namespace creneau::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::string_literals;

const mail::Identity kIdentity{"creneau@example.org", "Créneau – Éducation routière",
                               "creneau.example.org"};

/// A notice that was written and stored, of one exam on Monday 15 June 2026 at 08:30.
Notice notice_of(NoticeKind kind = NoticeKind::reserved) {
  Notice notice;
  notice.id = {4711};
  notice.departement = k93;
  notice.kind = kind;
  notice.to_school = kSchool;
  notice.at = *parse_instant("2026-06-01T08:00:00.123456Z");
  notice.address = "ecole012@example.org";
  notice.reply_to = "ber93@example.org";
  notice.message = {"Réservation d'examen : lundi 15 juin 2026", "Bonjour,\n\nà bientôt.\n",
                    "<p>Bonjour, à bientôt.</p>\n"};
  NoticeLine line;
  line.reservation = {815};
  line.start = kMonday + Minutes{510};
  line.end = kMonday + Minutes{600};
  line.still_held = kind == NoticeKind::reserved || kind == NoticeKind::changed;
  line.held_start = line.start;
  line.held_end = line.end;
  line.sequence = 7;
  line.summary = "Examen CE, circulation";
  line.location = "Rosny, 12 rue de la Gare; Rosny-sous-Bois";
  notice.lines = {line};
  return notice;
}

std::string bytes_of(const Notice& notice) {
  return mail::compose(notice, kIdentity).value().bytes;
}
nlohmann::json parsed(const Notice& notice) {
  return read_mail(bytes_of(notice));
}
nlohmann::json entry_of(const Notice& notice) {
  return parsed(notice)["parts"].back()["entry"];
}
ErrorCode refusal_of(const Notice& notice, const mail::Identity& identity = kIdentity) {
  return mail::compose(notice, identity).error().code;
}

/// A mail's From, as the parser tells it.
nlohmann::json sender(const std::string& name) {
  return nlohmann::json::array({nlohmann::json::array({name, "a@example.org"})});
}

TEST(ComposedMail, IsReadBackByAnotherParser) {
  const auto mail = parsed(notice_of());
  EXPECT_EQ(mail["from"],
            nlohmann::json::parse(R"([["Créneau – Éducation routière", "creneau@example.org"]])"));
  EXPECT_EQ(mail["to"], nlohmann::json::parse(R"(["ecole012@example.org"])"));
  EXPECT_EQ(mail["date"], "2026-06-01T08:00:00+00:00");
  const std::vector<std::pair<std::string, std::string>> headers = mail["headers"];
  EXPECT_THAT(headers,
              AllOf(Contains(std::pair("Subject"s, "Réservation d'examen : lundi 15 juin 2026"s)),
                    Contains(std::pair("Reply-To"s, "ber93@example.org"s)),
                    Contains(std::pair("Auto-Submitted"s, "auto-generated"s)),
                    Contains(std::pair("Message-Id"s,
                                       "<notice-4711-1780300800123456@creneau.example.org>"s))));
  EXPECT_EQ(headers.size(), 9U);
  EXPECT_TRUE(mail["defects"].empty()) << mail["defects"];
}

TEST(ComposedMail, HasTextHtmlAndACalendarPartForEachLine) {
  Notice notice = notice_of();
  notice.lines.push_back(notice.lines.front());
  notice.lines.back().reservation = {816};
  const auto mail = parsed(notice);
  EXPECT_EQ(mail["type"], "multipart/mixed");
  EXPECT_EQ(mail["children"],
            (std::vector<std::string>{"multipart/alternative", "text/calendar", "text/calendar"}));
  EXPECT_EQ(mail["alternatives"], (std::vector<std::string>{"text/plain", "text/html"}));
  EXPECT_EQ(mail["parts"][0]["content"], "Bonjour,\r\n\r\nà bientôt.\r\n");
  EXPECT_EQ(mail["parts"][1]["content"], "<p>Bonjour, à bientôt.</p>\r\n");
  EXPECT_EQ(mail["parts"][2]["filename"], "reservation-815.ics");
  EXPECT_EQ(mail["parts"][3]["filename"], "reservation-816.ics");
}

TEST(ComposedMail, IsSevenBitInShortLinesThatEndAsMailsDo) {
  Notice notice = notice_of();
  notice.message.text = std::string(5000, 'x') + "\n.\nFrom moi\n" + "é\n";
  notice.message.subject = std::string(900, 's') + " é " + std::string(900, 't');
  const auto mail = parsed(notice);
  EXPECT_LE(mail["longest_line"], 998);
  EXPECT_TRUE(mail["seven_bit"]);
  EXPECT_FALSE(mail["bare_line_ends"]);
  EXPECT_TRUE(mail["ends_with_line_end"]);
  EXPECT_EQ(mail["parts"][0]["content"], std::string(5000, 'x') + "\r\n.\r\nFrom moi\r\né\r\n");
}

TEST(ComposedMail, TakesTheEncodingThatFits) {
  Notice notice = notice_of();
  EXPECT_EQ(parsed(notice)["parts"][0]["encoding"], "quoted-printable");
  notice.message.text = "Ελληνικά γράμματα\nκαι άλλα\n";
  const auto part = parsed(notice)["parts"][0];
  EXPECT_EQ(part["encoding"], "base64");
  EXPECT_EQ(part["content"], "Ελληνικά γράμματα\r\nκαι άλλα\r\n");
}

TEST(ComposedMail, IsTheSameBytesEachTime) {
  EXPECT_EQ(bytes_of(notice_of()), bytes_of(notice_of()));
}

TEST(ComposedMail, HasAMessageIdOfTheNoticeItsInstantAndTheDomain) {
  const auto id_of = [](const Notice& notice, mail::Identity identity = kIdentity) {
    return mail::compose(notice, identity).value().message_id;
  };
  Notice later = notice_of();
  later.at += std::chrono::microseconds{1};
  Notice other = notice_of();
  other.id = {4712};
  EXPECT_EQ(id_of(notice_of()), "<notice-4711-1780300800123456@creneau.example.org>");
  EXPECT_NE(id_of(notice_of()), id_of(later));
  EXPECT_NE(id_of(notice_of()), id_of(other));
  EXPECT_THAT(id_of(notice_of(), {"a@example.org", "", "autre.example.org"}),
              HasSubstr("@autre.example.org>"));
}

TEST(ComposedMail, RefusesAddressesThatCouldAddARecipientOrAHeader) {
  for (const std::string& address :
       {"a@example.org\r\nBcc: b@example.org"s, "a@example.org\nX: y"s, "a@example.org\0"s, ""s,
        "a@example.org, b@example.org"s, "<a@example.org>"s}) {
    Notice to = notice_of();
    to.address = address;
    EXPECT_EQ(refusal_of(to), ErrorCode::bad_address);
    if (address.empty()) continue;
    Notice reply = notice_of();
    reply.reply_to = address;
    EXPECT_EQ(refusal_of(reply), ErrorCode::bad_address);
    EXPECT_EQ(refusal_of(notice_of(), {address, "", "example.org"}), ErrorCode::bad_address);
    EXPECT_EQ(refusal_of(notice_of(), {"a@example.org", "", address}), ErrorCode::bad_address);
  }
}

TEST(ComposedMail, RefusesHeadersOfMoreThanTwoThousandBytes) {
  Notice notice = notice_of();
  notice.message.subject.assign(2000, 'a');
  EXPECT_TRUE(mail::compose(notice, kIdentity));
  notice.message.subject.assign(2001, 'a');
  EXPECT_EQ(refusal_of(notice), ErrorCode::bad_text);
}

TEST(ComposedMail, RefusesTextsThatCouldAddAHeader) {
  for (const std::string& text : {"Examen\r\nBcc: b@example.org"s, "Examen\nX: y"s, "Examen\rX: y"s,
                                  "Examen\0"s, "Examen\x7F"s, "\xFF"s}) {
    EXPECT_EQ(refusal_of(notice_of(), {"a@example.org", text, "example.org"}), ErrorCode::bad_text);
    Notice subject = notice_of();
    subject.message.subject = text;
    EXPECT_EQ(refusal_of(subject), ErrorCode::bad_text);
    Notice summary = notice_of();
    summary.lines.front().summary = text;
    EXPECT_EQ(refusal_of(summary), ErrorCode::bad_text);
    Notice location = notice_of();
    location.lines.front().location = text;
    EXPECT_EQ(refusal_of(location), ErrorCode::bad_text);
  }
}

TEST(ComposedMail, RefusesControlCharactersInItsBodiesButKeepsTheirLines) {
  for (const std::string& text : {"a\0b"s, "a\rb"s, "a\x1b[31m"s, "a\xC3"s}) {
    Notice body = notice_of();
    body.message.text = text;
    EXPECT_EQ(refusal_of(body), ErrorCode::bad_text);
    Notice html = notice_of();
    html.message.html = text;
    EXPECT_EQ(refusal_of(html), ErrorCode::bad_text);
  }
  Notice lines = notice_of();
  lines.message.text = "a\n\tb\n";
  EXPECT_EQ(parsed(lines)["parts"][0]["content"], "a\r\n\tb\r\n");
}

TEST(ComposedMail, CannotBeGivenPartsOrHeadersByItsBodies) {
  Notice notice = notice_of();
  notice.message.text =
      "--=_notice-4711-1780300800123456-mixed\nContent-Type: text/html\n\n<b>faux</b>\n"
      "--=_notice-4711-1780300800123456-alternative--\n";
  notice.message.html = notice.message.text;
  const auto mail = parsed(notice);
  EXPECT_EQ(mail["parts"].size(), 3U);
  EXPECT_EQ(mail["children"].size(), 2U);
  EXPECT_THAT(mail["parts"][0]["content"].get<std::string>(), HasSubstr("<b>faux</b>"));
}

TEST(ComposedMail, ShowsNamesThatWouldNeedQuotingAsTheyAre) {
  for (const std::string& name :
       {"BER 93, Bobigny"s, "\"BER\" <faux@example.org>"s, "B;E:R\\93"s, "Él = ? BER"s}) {
    Notice notice = notice_of();
    notice.message.subject = name;
    const auto mail = mail::compose(notice, {"a@example.org", name, "example.org"}).value();
    const auto read = read_mail(mail.bytes);
    EXPECT_EQ(read["from"], sender(name));
    const std::vector<std::pair<std::string, std::string>> headers = read["headers"];
    EXPECT_THAT(headers, Contains(std::pair("Subject"s, name)));
    EXPECT_EQ(headers.size(), 9U) << name;
    EXPECT_EQ(read["parts"][2]["entry"]["organizer"], "mailto:a@example.org") << name;
    EXPECT_TRUE(read["defects"].empty()) << name << read["defects"];
  }
}

TEST(ComposedMail, HidesNothingInWordsThatLookEncoded) {
  const std::string hidden = "=?utf-8?q?=0D=0ABcc:_b@example.org?= =?utf-8?b?DQpYOiB5?= =?";
  const std::string shown = "= ?utf-8?q?=0D=0ABcc:_b@example.org?= = ?utf-8?b?DQpYOiB5?= = ?";
  Notice notice = notice_of();
  notice.message.subject = hidden;
  const auto read =
      read_mail(mail::compose(notice, {"a@example.org", hidden, "example.org"}).value().bytes);
  EXPECT_EQ(read["from"], sender(shown));
  const std::vector<std::pair<std::string, std::string>> headers = read["headers"];
  EXPECT_THAT(headers, Contains(std::pair("Subject"s, shown)));
}

TEST(ComposedMail, NeedsTheIdsOfTheStorage) {
  Notice unstored = notice_of();
  unstored.id = {};
  EXPECT_EQ(refusal_of(unstored), ErrorCode::bad_argument);
  Notice fresh = notice_of();
  fresh.lines.front().reservation = ReservationId::fresh(0);
  EXPECT_EQ(refusal_of(fresh), ErrorCode::bad_argument);
}

TEST(CalendarEntry, KeepsTheQuotesInTheNameOfItsOrganizerApart) {
  const mail::Identity quoted{"creneau@example.org", "BER \"93\"", "creneau.example.org"};
  const auto mail = read_mail(mail::compose(notice_of(), quoted).value().bytes);
  EXPECT_EQ(mail["parts"].back()["entry"]["organizer_name"], "BER '93'");
}

TEST(CalendarEntry, OfAReservationIsARequestWithoutAQuestion) {
  const auto entry = entry_of(notice_of());
  EXPECT_EQ(entry["method"], "REQUEST");
  EXPECT_EQ(entry["version"], "2.0");
  EXPECT_EQ(entry["uid"], "reservation-815@creneau.example.org");
  EXPECT_EQ(entry["sequence"], 7);
  EXPECT_EQ(entry["stamp"], "2026-06-01T08:00:00+00:00");
  EXPECT_EQ(entry["start"], "2026-06-15T06:30:00+00:00");
  EXPECT_EQ(entry["end"], "2026-06-15T08:00:00+00:00");
  EXPECT_EQ(entry["summary"], "Examen CE, circulation");
  EXPECT_EQ(entry["location"], "Rosny, 12 rue de la Gare; Rosny-sous-Bois");
  EXPECT_EQ(entry["status"], "CONFIRMED");
  EXPECT_EQ(entry["organizer"], "mailto:creneau@example.org");
  EXPECT_EQ(entry["organizer_name"], "Créneau – Éducation routière");
  EXPECT_EQ(entry["attendee"], "mailto:ecole012@example.org");
  EXPECT_EQ(entry["rsvp"], "FALSE");
  EXPECT_EQ(parsed(notice_of())["parts"].back()["method"], "REQUEST");
}

TEST(CalendarEntry, OfACancellationIsACancelOfTheSameEntry) {
  const auto entry = entry_of(notice_of(NoticeKind::cancelled_by_office));
  EXPECT_EQ(entry["method"], "CANCEL");
  EXPECT_EQ(entry["status"], "CANCELLED");
  EXPECT_EQ(entry["uid"], "reservation-815@creneau.example.org");
  EXPECT_EQ(parsed(notice_of(NoticeKind::cancelled_by_office))["parts"].back()["method"], "CANCEL");
}

TEST(CalendarEntry, OfAPartialCancellationShrinksToWhatIsHeld) {
  Notice notice = notice_of(NoticeKind::cancellation_confirmed);
  notice.lines.front().still_held = true;
  notice.lines.front().held_start = kMonday + Minutes{540};
  const auto entry = entry_of(notice);
  EXPECT_EQ(entry["method"], "REQUEST");
  EXPECT_EQ(entry["start"], "2026-06-15T07:00:00+00:00");
  EXPECT_EQ(entry["end"], "2026-06-15T08:00:00+00:00");
}

TEST(CalendarEntry, TakesTheTimeOfTheDepartement) {
  Notice notice = notice_of();
  const auto start_in = [&](const char* code) {
    notice.departement = *Departement::from_code(code);
    return entry_of(notice)["start"];
  };
  EXPECT_EQ(start_in("974"), "2026-06-15T04:30:00+00:00");
  EXPECT_EQ(start_in("971"), "2026-06-15T12:30:00+00:00");
  EXPECT_EQ(start_in("988"), "2026-06-14T21:30:00+00:00");
  notice.lines.front().held_start = make_date(2026, 12, 15) + Minutes{510};
  EXPECT_EQ(start_in("93"), "2026-12-15T07:30:00+00:00");
}

TEST(CalendarEntry, KeepsItsLinesShortAndItsTextsWhole) {
  Notice notice = notice_of();
  notice.lines.front().summary = "Examen CE " + std::string(300, 'x') + " é, ; \\ \" BEGIN:VALARM";
  std::string accents;
  for (int i = 0; i < 120; ++i) accents += "é";
  notice.lines.front().location = accents;
  const auto entry = entry_of(notice);
  EXPECT_EQ(entry["summary"], notice.lines.front().summary);
  EXPECT_EQ(entry["location"], accents);
  EXPECT_LE(entry["longest_line"], 75);
  EXPECT_FALSE(entry["bare_line_ends"]);
  EXPECT_THAT(entry["properties"].get<std::vector<std::string>>(), Not(Contains("VALARM")));
}

}  // namespace
}  // namespace creneau::test
