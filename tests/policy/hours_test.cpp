#include <gmock/gmock.h>

#include "creneau/model/time.hpp"

namespace creneau {
namespace {

constexpr Hours hours(int start, int end) {
  return {Minutes{start}, Minutes{end}};
}

TEST(Hours, AreAPartOfOneDay) {
  EXPECT_TRUE(hours(0, 1440).valid());
  EXPECT_TRUE(hours(510, 511).valid());
  EXPECT_FALSE(hours(510, 510).valid());
  EXPECT_FALSE(hours(720, 510).valid());
  EXPECT_FALSE(hours(-1, 510).valid());
  EXPECT_FALSE(hours(510, 1441).valid());
}

TEST(Hours, OverlapWhereTheyShareAMinute) {
  const Hours morning = hours(510, 720);
  EXPECT_TRUE(morning.overlaps(morning));
  EXPECT_TRUE(morning.overlaps(hours(719, 800)));
  EXPECT_TRUE(morning.overlaps(hours(0, 511)));
  EXPECT_TRUE(morning.overlaps(hours(0, 1440)));
  EXPECT_TRUE(morning.overlaps(hours(600, 601)));
  EXPECT_FALSE(morning.overlaps(hours(720, 800))) << "one may begin when the other ends";
  EXPECT_FALSE(morning.overlaps(hours(0, 510)));
}

TEST(Period, HoldsItsFirstAndItsLastDay) {
  const Period week = Week::of(make_date(2026, 6, 15)).period();
  EXPECT_TRUE(week.contains(make_date(2026, 6, 15)));
  EXPECT_TRUE(week.contains(make_date(2026, 6, 21)));
  EXPECT_FALSE(week.contains(make_date(2026, 6, 14)));
  EXPECT_FALSE(week.contains(make_date(2026, 6, 22)));
}

}  // namespace
}  // namespace creneau
