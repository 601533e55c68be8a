#include "creneau/policy/cancellation.hpp"

#include <gmock/gmock.h>

#include "policy/rule_books.hpp"

namespace creneau {
namespace {

using test::departement;
using test::rules_with;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

RuleBook counting(const char* way) {
  return rules_with({{"cancellation.counting", way}});
}

std::string closes_at(const char* code, Date exam, const RuleBook& rules) {
  return to_text(cancellation_closes_at(departement(code), exam + Minutes{510}, rules));
}

Deadline deadline_of(Date exam, const RuleBook& rules) {
  return cancellation_deadline(departement("93"), exam + Minutes{510}, rules);
}

constexpr Date kMonday = make_date(2026, 6, 15);
constexpr Date kAfterWhitMonday = make_date(2026, 5, 26);
constexpr Date kSaturday = make_date(2026, 6, 20);  // six days before it is a Sunday

TEST(CancellationDeadline, CalendarCountsEveryDayAndAllowsTheSixthInFull) {
  EXPECT_EQ(closes_at("93", kMonday, RuleBook{}), "2026-06-09T22:00:00Z");
  EXPECT_EQ(closes_at("93", kAfterWhitMonday, RuleBook{}), "2026-05-20T22:00:00Z");
}

TEST(CancellationDeadline, ClosesAtMidnightOfTheTerritory) {
  EXPECT_EQ(closes_at("974", kMonday, RuleBook{}), "2026-06-09T20:00:00Z");
  EXPECT_EQ(closes_at("971", kMonday, RuleBook{}), "2026-06-10T04:00:00Z");
}

TEST(CancellationDeadline, TheHourOfTheExamDoesNotMatterWhereDaysAreCounted) {
  for (const char* way : {"calendar", "clear_days", "mon_sat", "mon_fri"}) {
    const RuleBook rules = counting(way);
    const Instant first = cancellation_closes_at(departement("93"), LocalTime{kMonday}, rules);
    const Instant last = cancellation_closes_at(departement("93"), kMonday + Minutes{1439}, rules);
    EXPECT_EQ(first, last) << way;
  }
}

TEST(CancellationDeadline, ClearDaysLeaveOutBothEnds) {
  EXPECT_EQ(deadline_of(kMonday, counting("clear_days")).last_day, make_date(2026, 6, 8));
  EXPECT_EQ(deadline_of(kAfterWhitMonday, counting("clear_days")).last_day, make_date(2026, 5, 19));
}

TEST(CancellationDeadline, OuvrablesSkipSundaysAndHolidays) {
  const Deadline june = deadline_of(kMonday, counting("mon_sat"));
  EXPECT_EQ(june.last_day, make_date(2026, 6, 8));
  EXPECT_THAT(june.skipped, ElementsAre(make_date(2026, 6, 14)));
  const Deadline may = deadline_of(kAfterWhitMonday, counting("mon_sat"));
  EXPECT_EQ(may.last_day, make_date(2026, 5, 18));
  EXPECT_THAT(may.skipped, ElementsAre(make_date(2026, 5, 25), make_date(2026, 5, 24)));
}

TEST(CancellationDeadline, OuvresSkipSaturdaysToo) {
  const Deadline june = deadline_of(kMonday, counting("mon_fri"));
  EXPECT_EQ(june.last_day, make_date(2026, 6, 5));
  EXPECT_THAT(june.skipped, ElementsAre(make_date(2026, 6, 14), make_date(2026, 6, 13),
                                        make_date(2026, 6, 7), make_date(2026, 6, 6)));
  EXPECT_EQ(deadline_of(kAfterWhitMonday, counting("mon_fri")).last_day, make_date(2026, 5, 15));
}

TEST(CancellationDeadline, ARuleOfNoDaysEndsWhenTheExamBegins) {
  for (const char* way : {"calendar", "mon_sat", "mon_fri", "elapsed_hours"})
    EXPECT_EQ(closes_at("93", kMonday,
                        rules_with({{"cancellation.counting", way}, {"cancellation.days", "0"}})),
              "2026-06-15T06:30:00Z")
        << way;
}

TEST(CancellationDeadline, ElapsedHoursAllowTheVeryMoment) {
  const Instant closes =
      cancellation_closes_at(departement("93"), kMonday + Minutes{510}, counting("elapsed_hours"));
  EXPECT_LT(*parse_instant("2026-06-09T06:30:00Z"), closes);
  EXPECT_GE(*parse_instant("2026-06-09T06:30:00.000001Z"), closes);
}

TEST(CancellationDeadline, ElapsedHoursAreHoursAndNotDaysAcrossAChangeOfTheClock) {
  const RuleBook rules = counting("elapsed_hours");
  // The exams of Monday 30 March and 26 October begin at 06:30Z and 07:30Z.
  EXPECT_EQ(deadline_of(make_date(2026, 3, 30), rules).closes_at_local,
            make_date(2026, 3, 24) + Minutes{450});
  EXPECT_EQ(deadline_of(make_date(2026, 10, 26), rules).closes_at_local,
            make_date(2026, 10, 20) + Minutes{570});
}

TEST(CancellationDeadline, ElapsedHoursEndOnTheDayOnWhichTheyRunOut) {
  // The exam of Tuesday 31 March begins half an hour after midnight, at 22:30Z of Monday.
  const Deadline deadline = cancellation_deadline(
      departement("93"), make_date(2026, 3, 31) + Minutes{30}, counting("elapsed_hours"));
  EXPECT_EQ(deadline.closes_at_local, make_date(2026, 3, 24) + Minutes{1410});
  EXPECT_EQ(deadline.last_day, make_date(2026, 3, 24));
}

TEST(CancellationDeadline, TheLastDayMayBeTheOneOnWhichTheClockChanges) {
  EXPECT_EQ(closes_at("93", make_date(2026, 4, 4), RuleBook{}), "2026-03-29T22:00:00Z");
  EXPECT_EQ(closes_at("93", make_date(2026, 10, 31), RuleBook{}), "2026-10-25T23:00:00Z");
  EXPECT_EQ(closes_at("975", make_date(2026, 3, 14), RuleBook{}), "2026-03-09T02:00:00Z");
  EXPECT_EQ(closes_at("975", make_date(2026, 11, 7), RuleBook{}), "2026-11-02T03:00:00Z");
}

TEST(CancellationDeadline, IsNotMovedBackUnlessTheRulesSaySo) {
  EXPECT_EQ(deadline_of(kSaturday, RuleBook{}).last_day, make_date(2026, 6, 14));
  const Deadline moved =
      deadline_of(kSaturday, rules_with({{"cancellation.back_to_working_day", "on"}}));
  EXPECT_EQ(moved.last_day, make_date(2026, 6, 13));
  EXPECT_THAT(moved.skipped, ElementsAre(make_date(2026, 6, 14)));
}

TEST(CancellationDeadline, AHolidayDeclaredByTheRulesIsSkipped) {
  const RuleBook rules =
      rules_with({{"cancellation.counting", "mon_sat"}, {"holiday.93.2026-06-12", "on"}});
  EXPECT_EQ(deadline_of(kMonday, rules).last_day, make_date(2026, 6, 6));
}

TEST(CancellationDeadline, TheRuleInForceOnTheExamsDateCounts) {
  const RuleBook rules =
      RuleBook::build(
          {1}, std::vector<RuleEntry>{{kMonday, "cancellation.counting", "clear_days"},
                                      {kMonday + std::chrono::days{1}, "cancellation.days", "10"}})
          .value();
  using std::chrono::days;
  EXPECT_EQ(deadline_of(kMonday - days{1}, rules).last_day, kMonday - days{7});
  EXPECT_EQ(deadline_of(kMonday, rules).last_day, kMonday - days{7});
  EXPECT_EQ(deadline_of(kMonday + days{1}, rules).last_day, kMonday - days{10});
  EXPECT_EQ(deadline_of(kMonday, rules).rule, (CancellationRule{6, Counting::clear_days, false}));
  EXPECT_EQ(deadline_of(kMonday + days{1}, rules).rule,
            (CancellationRule{10, Counting::clear_days, false}));
}

TEST(CancellationDeadline, TwentyFourOctoberIsInTimeForThirtyFirstUnderSevenDaysUntilMidnight) {
  const RuleBook rules = rules_with({{"cancellation.days", "7"}});
  const Instant closes =
      cancellation_closes_at(departement("93"), make_date(2026, 10, 31) + Minutes{510}, rules);
  EXPECT_LT(*parse_instant("2026-10-24T14:50:00+02:00"), closes);
  EXPECT_LT(*parse_instant("2026-10-24T23:59:59.999999+02:00"), closes);
  EXPECT_GE(*parse_instant("2026-10-25T00:00:00+02:00"), closes);
}

TEST(CancellationDeadline, SaysEverythingThatItWasReckonedFrom) {
  const RuleBook rules =
      rules_with({{"cancellation.days", "3"}, {"cancellation.counting", "mon_fri"}});
  const Deadline deadline =
      cancellation_deadline(departement("973"), kMonday + Minutes{510}, rules);
  EXPECT_EQ(to_text(deadline.closes_at), "2026-06-10T03:00:00Z");
  EXPECT_EQ(deadline.closes_at_local, LocalTime{make_date(2026, 6, 10)});
  EXPECT_EQ(deadline.last_day, make_date(2026, 6, 9));
  EXPECT_EQ(deadline.zone, ZoneId::guyane);
  EXPECT_EQ(deadline.rule, (CancellationRule{3, Counting::mon_fri, false}));
  EXPECT_THAT(deadline.skipped,
              ElementsAre(make_date(2026, 6, 14), make_date(2026, 6, 13), make_date(2026, 6, 10)));
}

TEST(CancellationDeadline, NothingIsSkippedWhereEveryDayCounts) {
  EXPECT_THAT(deadline_of(kAfterWhitMonday, RuleBook{}).skipped, IsEmpty());
  EXPECT_THAT(deadline_of(kAfterWhitMonday, counting("clear_days")).skipped, IsEmpty());
  EXPECT_THAT(deadline_of(kAfterWhitMonday, counting("elapsed_hours")).skipped, IsEmpty());
}

TEST(CancellationDeadline, ADelayOfNoDaysLastsUntilTheEndOfTheExamsDay) {
  const RuleBook rules = rules_with({{"cancellation.days", "0"}});
  EXPECT_EQ(deadline_of(kMonday, rules).last_day, kMonday);
}

}  // namespace
}  // namespace creneau
