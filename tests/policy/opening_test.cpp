#include "creneau/policy/opening.hpp"

#include <gmock/gmock.h>

#include "policy/rule_books.hpp"

namespace creneau {
namespace {

using test::departement;
using test::rules_with;

constexpr Date kMonday = make_date(2026, 6, 15);

TEST(Opening, IsSinceEverUnlessTheRulesSaySo) {
  EXPECT_EQ(reservation_opens_at(departement("93"), kMonday, RuleBook{}), Instant::min());
  EXPECT_EQ(reservation_opens_at(departement("93"), kMonday,
                                 rules_with({{"reservation.opens_at", "09:00"}})),
            Instant::min());
}

TEST(Opening, IsAtMidnightOfTheTerritorySoManyDaysAhead) {
  const RuleBook rules = rules_with({{"reservation.days_ahead", "30"}});
  EXPECT_EQ(to_text(reservation_opens_at(departement("93"), kMonday, rules)),
            "2026-05-15T22:00:00Z");
  EXPECT_EQ(to_text(reservation_opens_at(departement("988"), kMonday, rules)),
            "2026-05-15T13:00:00Z");
}

TEST(Opening, IsAtThePublicationHourWhereThereIsOne) {
  const RuleBook rules =
      rules_with({{"reservation.days_ahead", "30"}, {"reservation.opens_at", "12:00"}});
  EXPECT_EQ(to_text(reservation_opens_at(departement("93"), kMonday, rules)),
            "2026-05-16T10:00:00Z");
}

TEST(Opening, AtAnHourThatTheClockSkipsIsTheMomentOfTheChange) {
  const RuleBook rules =
      rules_with({{"reservation.days_ahead", "1"}, {"reservation.opens_at", "02:30"}});
  EXPECT_EQ(to_text(reservation_opens_at(departement("93"), make_date(2026, 3, 30), rules)),
            "2026-03-29T01:00:00Z");
}

TEST(Opening, FollowsTheRuleInForceOnTheExamsDate) {
  const RuleBook rules =
      RuleBook::build({1}, std::vector<RuleEntry>{{kMonday, "reservation.days_ahead", "10"}})
          .value();
  EXPECT_EQ(reservation_opens_at(departement("93"), kMonday - std::chrono::days{1}, rules),
            Instant::min());
  EXPECT_EQ(to_text(reservation_opens_at(departement("93"), kMonday, rules)),
            "2026-06-04T22:00:00Z");
}

}  // namespace
}  // namespace creneau
