#include "creneau/policy/cancellation.hpp"

#include <gmock/gmock.h>

namespace creneau {
namespace {

using ::testing::ElementsAre;

Departement departement(const char* code) {
  return *Departement::from_code(code);
}

RuleBook counting(const char* way) {
  return RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, "cancellation.counting", way}})
      .value();
}

std::string closes_at(const char* code, Date exam, const RuleBook& rules) {
  return to_text(cancellation_closes_at(departement(code), exam + Minutes{510}, rules));
}

constexpr Date kMonday = make_date(2026, 6, 15);
constexpr Date kAfterWhitMonday = make_date(2026, 5, 26);

TEST(CancellationDeadline, CalendarCountsEveryDayAndAllowsTheSixthInFull) {
  EXPECT_EQ(closes_at("93", kMonday, RuleBook{}), "2026-06-09T22:00:00Z");
  EXPECT_EQ(closes_at("93", kAfterWhitMonday, RuleBook{}), "2026-05-20T22:00:00Z");
}

TEST(CancellationDeadline, ClosesAtMidnightOfTheTerritory) {
  EXPECT_EQ(closes_at("974", kMonday, RuleBook{}), "2026-06-09T20:00:00Z");
  EXPECT_EQ(closes_at("971", kMonday, RuleBook{}), "2026-06-10T04:00:00Z");
}

TEST(CancellationDeadline, ClearDaysLeaveOutBothEnds) {
  EXPECT_EQ(cancellation_deadline(departement("93"), kMonday + Minutes{510}, counting("clear_days"))
                .last_day,
            make_date(2026, 6, 8));
  EXPECT_EQ(cancellation_deadline(departement("93"), kAfterWhitMonday + Minutes{510},
                                  counting("clear_days"))
                .last_day,
            make_date(2026, 5, 19));
}

TEST(CancellationDeadline, OuvrablesSkipSundaysAndHolidays) {
  const RuleBook rules = counting("mon_sat");
  const Deadline june = cancellation_deadline(departement("93"), kMonday + Minutes{510}, rules);
  EXPECT_EQ(june.last_day, make_date(2026, 6, 8));
  EXPECT_THAT(june.skipped, ElementsAre(make_date(2026, 6, 14)));
  const Deadline may =
      cancellation_deadline(departement("93"), kAfterWhitMonday + Minutes{510}, rules);
  EXPECT_EQ(may.last_day, make_date(2026, 5, 18));
  EXPECT_THAT(may.skipped, ElementsAre(make_date(2026, 5, 25), make_date(2026, 5, 24)));
}

TEST(CancellationDeadline, OuvresSkipSaturdaysToo) {
  const RuleBook rules = counting("mon_fri");
  const Deadline june = cancellation_deadline(departement("93"), kMonday + Minutes{510}, rules);
  EXPECT_EQ(june.last_day, make_date(2026, 6, 5));
  EXPECT_THAT(june.skipped, ElementsAre(make_date(2026, 6, 14), make_date(2026, 6, 13),
                                        make_date(2026, 6, 7), make_date(2026, 6, 6)));
  EXPECT_EQ(
      cancellation_deadline(departement("93"), kAfterWhitMonday + Minutes{510}, rules).last_day,
      make_date(2026, 5, 15));
}

TEST(CancellationDeadline, ElapsedHoursAllowTheVeryMoment) {
  const Instant closes =
      cancellation_closes_at(departement("93"), kMonday + Minutes{510}, counting("elapsed_hours"));
  EXPECT_LT(*parse_instant("2026-06-09T06:30:00Z"), closes);
  EXPECT_GE(*parse_instant("2026-06-09T06:30:00.000001Z"), closes);
}

}  // namespace
}  // namespace creneau
