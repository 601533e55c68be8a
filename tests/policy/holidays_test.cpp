#include "creneau/policy/holidays.hpp"

#include <gmock/gmock.h>

#include <set>

#include "policy/rule_books.hpp"
#include "policy/vectors.hpp"

namespace creneau {
namespace {

using std::chrono::days;
using test::departement;

TEST(Easter, FallsOnTheExpectedSundayFrom1900To2099) {
  int year = 1900;
  for (const auto& row : test::read_vectors("easter.csv"))
    EXPECT_EQ(to_text(easter_sunday(year++)), row[0]);
  EXPECT_EQ(year, 2100);
}

TEST(Holidays, AreThoseOfTheLawInEveryDepartementFrom2020To2040) {
  std::array<std::set<Date>, Departement::kCount> expected;
  for (const auto& row : test::read_vectors("holidays.csv")) {
    const Date date = parse_date(row[0]).value();
    if (row[1] == "all") {
      for (auto& dates : expected) dates.insert(date);
      continue;
    }
    for (const std::string& code : test::split(row[1], ' '))
      expected[departement(code).index()].insert(date);
  }
  for (std::size_t index = 0; index < Departement::kCount; ++index) {
    const Departement where = Departement::from_index(index);
    std::set<Date> found;
    for (Date date = make_date(2020, 1, 1); date <= make_date(2040, 12, 31); date += days{1})
      if (is_legal_holiday(where, date)) found.insert(date);
    EXPECT_EQ(found, expected[index]) << where.code();
  }
}

TEST(Holidays, AreElevenInMostYears) {
  int count = 0;
  for (Date date = make_date(2026, 1, 1); date <= make_date(2026, 12, 31); date += days{1})
    count += is_legal_holiday(departement("93"), date) ? 1 : 0;
  EXPECT_EQ(count, 11);
}

TEST(Holidays, GoodFridayAndTheSecondDayOfChristmasAreKeptInAlsaceAndMoselleAlone) {
  for (const Date date : {make_date(2026, 4, 3), make_date(2026, 12, 26)})
    for (std::size_t index = 0; index < Departement::kCount; ++index) {
      const Departement where = Departement::from_index(index);
      const bool kept = where.code() == "57" || where.code() == "67" || where.code() == "68";
      EXPECT_EQ(is_legal_holiday(where, date), kept) << where.code() << " " << to_text(date);
    }
}

TEST(HolidayOverrides, AddAHolidayInOneDepartementAlone) {
  const std::vector<HolidayOverride> overrides{{departement("978"), make_date(2026, 5, 28), true}};
  EXPECT_TRUE(is_holiday(departement("978"), make_date(2026, 5, 28), overrides));
  EXPECT_FALSE(is_holiday(departement("971"), make_date(2026, 5, 28), overrides));
  EXPECT_FALSE(is_holiday(departement("978"), make_date(2027, 5, 28), overrides));
}

TEST(HolidayOverrides, TakeAHolidayAway) {
  const std::vector<HolidayOverride> overrides{{departement("978"), make_date(2026, 5, 27), false}};
  EXPECT_FALSE(is_holiday(departement("978"), make_date(2026, 5, 27), overrides));
  EXPECT_TRUE(is_holiday(departement("971"), make_date(2026, 5, 27), overrides));
}

TEST(HolidayOverrides, OfOneDateTheLastCounts) {
  const HolidayOverride on{departement("93"), make_date(2026, 6, 12), true};
  const HolidayOverride off{departement("93"), make_date(2026, 6, 12), false};
  EXPECT_TRUE(is_holiday(on.departement, on.date, std::vector{off, on}));
  EXPECT_FALSE(is_holiday(on.departement, on.date, std::vector{on, off}));
}

TEST(HolidayOverrides, AreWrittenInTheRules) {
  const RuleBook rules =
      test::rules_with({{"holiday.987.2026-03-05", "on"}, {"holiday.2A.2026-05-08", "off"}});
  EXPECT_TRUE(rules.is_holiday(departement("987"), make_date(2026, 3, 5)));
  EXPECT_FALSE(rules.is_holiday(departement("2A"), make_date(2026, 5, 8)));
  EXPECT_TRUE(rules.is_holiday(departement("2B"), make_date(2026, 5, 8)));
}

}  // namespace
}  // namespace creneau
