#include "creneau/model/iso_text.hpp"

#include <gmock/gmock.h>

namespace creneau {
namespace {

using std::chrono::days;
using std::chrono::microseconds;

TEST(IsoText, EveryDateThatTheLibraryTakesIsReadBackAsItself) {
  for (Date date = kFirstDate; date <= kLastDate; date += days{1})
    ASSERT_EQ(parse_date(to_text(date)), date);
  EXPECT_EQ(to_text(kFirstDate), "2000-01-03");
  EXPECT_EQ(to_text(kLastDate), "2099-12-31");
  EXPECT_TRUE(in_range(kFirstDate) && in_range(kLastDate));
  EXPECT_FALSE(in_range(kFirstDate - days{1}) || in_range(kLastDate + days{1}));
}

TEST(IsoText, ADateThatDoesNotExistIsNotRead) {
  for (const char* text : {"2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
                           "2026-01-00", "2026-01-32", "0000-00-00"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_TRUE(parse_date("2024-02-29"));
}

TEST(IsoText, ADateWrittenOtherwiseIsNotRead) {
  for (const char* text :
       {"", "2026", "2026-06", "2026-6-15", "2026-06-5", "26-06-15", "15/06/2026", "2026/06/15",
        "20260615", "2026-06-15 ", " 2026-06-15", "2026-06-15T", "+2026-06-15", "-2026-06-15",
        "2026-06-1a", "2026--6-15", "２026-06-15"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_FALSE(parse_date(std::string_view("2026-06-15\0", 11)));
}

TEST(IsoText, EveryMinuteOfADayIsReadBackAsItself) {
  for (Minutes time{0}; time <= Minutes{1440}; ++time) ASSERT_EQ(parse_time(to_text(time)), time);
  EXPECT_EQ(to_text(Minutes{510}), "08:30");
  EXPECT_EQ(to_text(Minutes{1440}), "24:00");
}

TEST(IsoText, ATimeWrittenWronglyIsNotRead) {
  for (const char* text : {"", "8:30", "08:3", "0830", "08h30", "08:60", "24:01", "25:00",
                           "08:30:00", "08:30 ", " 08:30", "-8:30", "99:99", "08:", ":30"})
    EXPECT_FALSE(parse_time(text)) << text;
}

TEST(IsoText, ALocalTimeIsADateAndPerhapsATime) {
  EXPECT_EQ(parse_local_time("2026-06-15"), LocalTime{make_date(2026, 6, 15)});
  EXPECT_EQ(parse_local_time("2026-06-15T08:30"), make_date(2026, 6, 15) + Minutes{510});
  EXPECT_EQ(parse_local_time("2026-06-15T24:00"), LocalTime{make_date(2026, 6, 16)});
  EXPECT_EQ(to_text(LocalTime{make_date(2026, 6, 15)} + Minutes{510}), "2026-06-15T08:30");
  for (const char* text : {"", "2026-06-15T", "2026-06-15 08:30", "2026-06-15T08:30Z",
                           "2026-06-15T08:30:00", "2026-06-15t08:30", "2026-06-31T08:30", "T08:30"})
    EXPECT_FALSE(parse_local_time(text)) << text;
}

TEST(IsoText, AnInstantIsReadBackToTheMicrosecond) {
  const Instant first = *parse_instant("2026-06-09T21:59:59.999999Z");
  for (const auto step : {0LL, 1LL, 2LL, 1'000'001LL, 86'400'000'000LL, 98'765'432'101LL}) {
    const Instant instant = first + microseconds{step};
    EXPECT_EQ(parse_instant(to_text(instant)), instant) << to_text(instant);
  }
  EXPECT_EQ(to_text(first), "2026-06-09T21:59:59.999999Z");
  EXPECT_EQ(to_text(first + microseconds{1}), "2026-06-09T22:00:00Z");
  EXPECT_EQ(to_text(Instant{microseconds{-1}}), "1969-12-31T23:59:59.999999Z");
}

TEST(IsoText, AnInstantMayLeaveOutSecondsAndDecimalsAndBearAnOffset) {
  const Instant ten = *parse_instant("2026-06-09T22:00:00Z");
  for (const char* text :
       {"2026-06-09T22:00Z", "2026-06-09T22:00:00.0Z", "2026-06-09T22:00:00.000000Z",
        "2026-06-10T00:00+02:00", "2026-06-09T18:00:00-04:00", "2026-06-10T03:45+05:45",
        "2026-06-09T22:00+00:00", "2026-06-09T22:00-00:00", "2026-06-10T12:00:00.000+14:00"})
    EXPECT_EQ(parse_instant(text), ten) << text;
  EXPECT_EQ(parse_instant("2026-06-09T22:00:00.5Z"), ten + microseconds{500'000});
}

TEST(IsoText, AnInstantWithoutAZoneIsNotRead) {
  for (const char* text :
       {"2026-06-09", "2026-06-09T22:00", "2026-06-09T22:00:00", "2026-06-09T22:00:00.000"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(IsoText, AnInstantWrittenWronglyIsNotRead) {
  for (const char* text : {"",
                           "Z",
                           "2026-06-09T22:00:60Z",
                           "2026-06-09T22:60Z",
                           "2026-06-09T25:00Z",
                           "2026-06-31T22:00Z",
                           "2026-06-09 22:00Z",
                           "2026-06-09T22:00z",
                           "2026-06-09T22:00ZZ",
                           "2026-06-09T22:00Z ",
                           "2026-06-09T22:00:00.Z",
                           "2026-06-09T22:00:00.1234567Z",
                           "2026-06-09T22:00:00,5Z",
                           "2026-06-09T22:00+2",
                           "2026-06-09T22:00+0200",
                           "2026-06-09T22:00+02",
                           "2026-06-09T22:00+02:60",
                           "2026-06-09T22:00+02:00Z",
                           "2026-06-09T22:00*02:00",
                           "2026-06-09T22:00:0Z"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(IsoText, MidnightAtTheEndOfADayIsTheLastMomentThatBelongsToIt) {
  EXPECT_EQ(parse_instant("2026-06-09T24:00:00Z"), parse_instant("2026-06-10T00:00:00Z"));
  EXPECT_FALSE(parse_instant("2026-06-09T24:00:01Z"));
  EXPECT_FALSE(parse_instant("2026-06-09T24:00:00.000001Z"));
}

TEST(IsoText, AnOffsetIsLessThanADay) {
  EXPECT_FALSE(parse_instant("2026-06-09T22:00+24:00"));
  EXPECT_FALSE(parse_instant("2026-06-09T22:00-24:00"));
  EXPECT_TRUE(parse_instant("2026-06-09T22:00-23:59"));
}

}  // namespace
}  // namespace creneau
