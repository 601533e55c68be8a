#include <gmock/gmock.h>

#include <boost/date_time/gregorian/gregorian.hpp>

#include "creneau/model/iso_text.hpp"

namespace creneau {
namespace {

namespace bg = boost::gregorian;
using std::chrono::days;

template <class Check>
void for_each_date(Check&& check) {
  bg::date boost_date(2000, 1, 1);
  for (Date date = make_date(2000, 1, 1); date <= kLastDate; date += days{1}) {
    check(date, boost_date);
    boost_date += bg::days(1);
  }
}

TEST(Weeks, HaveTheIsoYearNumberAndMondayOfEveryDateFrom2000To2099) {
  for_each_date([](Date date, const bg::date& boost_date) {
    const Week week = Week::of(date);
    const int since_monday = (boost_date.day_of_week().as_number() + 6) % 7;
    const bg::date monday = boost_date - bg::days(since_monday);
    const bg::date thursday = monday + bg::days(3);
    ASSERT_EQ(week.number(), static_cast<unsigned>(boost_date.week_number())) << to_text(date);
    ASSERT_EQ(week.year(), static_cast<int>(thursday.year())) << to_text(date);
    ASSERT_EQ(to_text(week.monday()), bg::to_iso_extended_string(monday)) << to_text(date);
  });
}

TEST(Weeks, BeginOnMondayEndOnSundayAndFollowEachOther) {
  for_each_date([](Date date, const bg::date&) {
    const Week week = Week::of(date);
    ASSERT_TRUE(week.period().contains(date)) << to_text(date);
    ASSERT_EQ(weekday_of(week.monday()), std::chrono::Monday);
    ASSERT_EQ(week.sunday(), week.monday() + days{6});
    ASSERT_EQ(week.next(), Week::of(week.sunday() + days{1}));
  });
}

TEST(Weeks, AreWrittenAndReadBackAsThemselves) {
  for_each_date([](Date date, const bg::date&) {
    const Week week = Week::of(date);
    ASSERT_EQ(Week::of(week.year(), week.number()), week) << to_text(date);
    ASSERT_EQ(parse_week(to_text(week)), week) << to_text(date);
  });
}

TEST(Weeks, ExistFiftyThreeTimesOnlyInLongYears) {
  for (int year = 2000; year <= 2099; ++year) {
    const auto weekday = bg::date(static_cast<unsigned short>(year), 1, 1).day_of_week();
    const bool leap = bg::gregorian_calendar::is_leap_year(static_cast<unsigned short>(year));
    const bool is_long = weekday == bg::Thursday || (leap && weekday == bg::Wednesday);
    EXPECT_EQ(parse_week(std::to_string(year) + "-W53").has_value(), is_long) << year;
    EXPECT_TRUE(parse_week(std::to_string(year) + "-W52").has_value()) << year;
  }
}

TEST(Weeks, FiftyThreeOf2026IsNotWeekOneOf2027) {
  const Week last = *parse_week("2026-W53");
  EXPECT_EQ(last.monday(), make_date(2026, 12, 28));
  EXPECT_EQ(last.next(), *parse_week("2027-W01"));
  EXPECT_LT(last, last.next());
}

TEST(Weeks, BeforeTheEpochAreReckonedAlike) {
  EXPECT_EQ(Week::of(make_date(1969, 12, 28)).monday(), make_date(1969, 12, 22));
  EXPECT_EQ(Week::of(make_date(1969, 12, 29)).monday(), make_date(1969, 12, 29));
}

TEST(Weeks, WrittenWronglyAreNotRead) {
  for (const char* text : {"", "2026", "2026-W", "2026-W0", "2026-W00", "2026-W54", "2026-W99",
                           "2025-W53", "2026W25", "2026-25", "2026-w25", "2026-W5", "2026-W025",
                           "2026-W25 ", " 2026-W25", "26-W25", "2026-W2x", "-026-W25"})
    EXPECT_FALSE(parse_week(text)) << text;
}

}  // namespace
}  // namespace creneau
