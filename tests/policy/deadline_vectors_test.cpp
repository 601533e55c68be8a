#include <gmock/gmock.h>

#include "creneau/policy/cancellation.hpp"
#include "policy/rule_books.hpp"
#include "policy/vectors.hpp"

namespace creneau {
namespace {

TEST(DeadlineVectors, EveryTerritoryAndWayOfCountingClosesAtTheExpectedInstant) {
  const auto rows = test::read_vectors("deadlines.csv");
  ASSERT_GT(rows.size(), 400U);
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 7U);
    SCOPED_TRACE(row[0] + " " + row[1] + " " + row[2] + " back " + row[3]);
    const Departement where = test::departement(row[0]);
    const LocalTime exam = parse_local_time(row[1]).value();
    const RuleBook rules = test::rules_with(
        {{"cancellation.counting", row[2]}, {"cancellation.back_to_working_day", row[3]}});
    std::vector<Date> skipped;
    if (!row[6].empty())
      for (const std::string& day : test::split(row[6], ' '))
        skipped.push_back(parse_date(day).value());

    const Deadline deadline = cancellation_deadline(where, exam, rules);
    EXPECT_EQ(to_text(deadline.closes_at), row[4]);
    EXPECT_EQ(deadline.closes_at, cancellation_closes_at(where, exam, rules));
    EXPECT_EQ(deadline.closes_at_local, to_local(zone_of(where), deadline.closes_at));
    EXPECT_EQ(to_text(deadline.last_day), row[5]);
    EXPECT_EQ(deadline.skipped, skipped);
    EXPECT_EQ(deadline.zone, zone_of(where));
  }
}

TEST(DeadlineVectors, CoverEveryZoneAndEveryWayOfCounting) {
  std::set<std::pair<ZoneId, std::string>> covered;
  for (const auto& row : test::read_vectors("deadlines.csv"))
    covered.emplace(zone_of(test::departement(row[0])), row[2]);
  EXPECT_EQ(covered.size(), detail::kZones.size() * detail::kCountingCodes.size());
}

}  // namespace
}  // namespace creneau
