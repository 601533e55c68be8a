#include "creneau/text/dates.hpp"

#include <gmock/gmock.h>

namespace creneau::text {
namespace {

constexpr Date kMonday = make_date(2026, 6, 15);

TEST(Dates, AreWrittenAsPeopleWriteThem) {
  EXPECT_EQ(in_words(Language::fr, kMonday), "lundi 15 juin 2026");
  EXPECT_EQ(in_words(Language::en, kMonday), "Monday 15 June 2026");
}

TEST(Dates, BeginAFrenchMonthWithItsFirst) {
  EXPECT_EQ(in_words(Language::fr, make_date(2026, 9, 1)), "mardi 1er septembre 2026");
  EXPECT_EQ(in_words(Language::fr, make_date(2026, 9, 21)), "lundi 21 septembre 2026");
  EXPECT_EQ(in_words(Language::en, make_date(2026, 9, 1)), "Tuesday 1 September 2026");
}

TEST(Dates, NameEveryDayAndMonth) {
  const char* const days[] = {"lundi",    "mardi",  "mercredi", "jeudi",
                              "vendredi", "samedi", "dimanche"};
  for (int day = 0; day < 7; ++day)
    EXPECT_TRUE(in_words(Language::fr, kMonday + std::chrono::days{day}).starts_with(days[day]));
  const char* const months[] = {"janvier",   "février", "mars",     "avril",
                                "mai",       "juin",    "juillet",  "août",
                                "septembre", "octobre", "novembre", "décembre"};
  for (unsigned month = 0; month < 12; ++month)
    EXPECT_NE(in_words(Language::fr, make_date(2026, month + 1, 2)).find(months[month]),
              std::string::npos);
}

TEST(Dates, ThatNobodyMeansAreNotWritten) {
  EXPECT_EQ(in_words(Language::fr, Date{std::chrono::days{INT64_MAX / 2}}), "");
  EXPECT_EQ(in_words(Language::fr, Date{std::chrono::days{INT64_MIN / 2}}), "");
}

TEST(Times, AreWrittenAsPeopleWriteThem) {
  EXPECT_EQ(in_words(Language::fr, Minutes{510}), "08 h 30");
  EXPECT_EQ(in_words(Language::en, Minutes{510}), "08:30");
  EXPECT_EQ(in_words(Language::fr, Minutes{0}), "00 h 00");
  EXPECT_EQ(in_words(Language::fr, Minutes{1440}), "24 h 00");
  EXPECT_EQ(in_words(Language::fr, Minutes{1441}), "");
  EXPECT_EQ(in_words(Language::fr, Minutes{-1}), "");
}

TEST(Times, StandWithTheirDate) {
  EXPECT_EQ(in_words(Language::fr, kMonday + Minutes{510}), "lundi 15 juin 2026 à 08 h 30");
  EXPECT_EQ(in_words(Language::en, kMonday + Minutes{510}), "Monday 15 June 2026 at 08:30");
}

TEST(Times, OfAdjacentSlotsAreJoinedAndGapsStay) {
  Session session;
  session.date = kMonday;
  session.hours = {Minutes{510}, Minutes{720}};
  session.planning = Planning{{1}, Category::ce, ExamPart::on_road, Grid{30, 1, 7}, {1}};
  EXPECT_EQ(times_in_words(Language::fr, session, SlotSet::of({0, 1, 2})), "08 h 30 – 10 h 00");
  EXPECT_EQ(times_in_words(Language::fr, session, SlotSet::of({0, 2, 3, 6})),
            "08 h 30 – 09 h 00, 09 h 30 – 10 h 30 et 11 h 30 – 12 h 00");
  EXPECT_EQ(times_in_words(Language::en, session, SlotSet::of({0, 2})),
            "08:30–09:00 and 09:30–10:00");
}

TEST(Periods, OfOneDayAreThatDay) {
  EXPECT_EQ(in_words(Language::fr, Period{kMonday, kMonday}), "le lundi 15 juin 2026");
  EXPECT_EQ(in_words(Language::fr, Period{kMonday, kMonday + std::chrono::days{4}}),
            "du lundi 15 juin 2026 au vendredi 19 juin 2026");
  EXPECT_EQ(in_words(Language::en, Period{kMonday, kMonday + std::chrono::days{4}}),
            "from Monday 15 June 2026 to Friday 19 June 2026");
}

}  // namespace
}  // namespace creneau::text
