#include "creneau/sim/figures.hpp"

#include <gmock/gmock.h>

namespace creneau::sim {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pair;
using Kind = Happening::Kind;

const Date kMonday = make_date(2026, 6, 15);

[[nodiscard]] Happening happening(Kind kind, int amount, Date date = kMonday, int school = 0,
                                  int inspector = 0) {
  Happening it;
  it.kind = kind;
  it.amount = amount;
  it.date = date;
  it.school = {school};
  it.inspector = {inspector};
  return it;
}

TEST(Figures, AddUpWhatHappened) {
  const Log log{happening(Kind::published, 7, kMonday, 0, 1),
                happening(Kind::published, 7, kMonday + std::chrono::days{7}, 0, 2),
                happening(Kind::withdrawn, 7, kMonday + std::chrono::days{7}, 0, 2),
                happening(Kind::examined, 3, kMonday, 5, 1),
                happening(Kind::missed, 1, kMonday, 6, 1),
                happening(Kind::cancelled_late, 2, kMonday, 6, 1)};
  const Figures figures = figures_of(log);
  EXPECT_EQ(figures.total.offered(), 7);
  EXPECT_EQ(figures.total.assigned(), 4);
  EXPECT_EQ(figures.total.lost(), 2);
  EXPECT_EQ(figures.total.unassigned(), 1);
  EXPECT_EQ(figures.total.times_of(Kind::published), 2);
  ASSERT_EQ(figures.weeks.size(), 2U);
  EXPECT_EQ(figures.weeks[0].of, kMonday.time_since_epoch().count());
  EXPECT_EQ(figures.weeks[0].tally.unassigned(), 1);
  EXPECT_EQ(figures.weeks[1].tally.offered(), 0);
  ASSERT_EQ(figures.schools.size(), 2U);
  EXPECT_EQ(figures.schools[1].of, 6);
  EXPECT_EQ(figures.schools[1].tally.assigned(), 1);
  ASSERT_EQ(figures.inspectors.size(), 2U);
  EXPECT_EQ(figures.inspectors[0].tally.offered(), 7);
}

TEST(Figures, LeaveOutDaysThatAreNotMeasured) {
  const Log log{happening(Kind::published, 7),
                happening(Kind::published, 5, kMonday + std::chrono::days{7})};
  EXPECT_EQ(figures_of(log, {kMonday + std::chrono::days{1}, kLastDate}).total.offered(), 5);
  EXPECT_EQ(figures_of(log, {kFirstDate, kMonday}).total.offered(), 7);
}

TEST(Figures, CountRefusalsByRuleAndWaitsOnce) {
  Happening refused = happening(Kind::refused, 1);
  refused.code = ErrorCode::too_late;
  Happening reserved = happening(Kind::reserved, 1);
  reserved.request = 9;
  reserved.waited = Minutes{150};
  Happening again = reserved;
  again.waited = Minutes{600};
  const Figures figures = figures_of({refused, refused, reserved, again});
  EXPECT_THAT(figures.refusals, ElementsAre(Pair(ErrorCode::too_late, 2)));
  EXPECT_THAT(figures.waited, ElementsAre(0, 0, 1));
}

TEST(Quantile, IsTheLeastThatCoversItsShare) {
  const Durations hours{5, 0, 3, 2};
  EXPECT_EQ(quantile(hours, 0.5), 0);
  EXPECT_EQ(quantile(hours, 0.51), 2);
  EXPECT_EQ(quantile(hours, 0.8), 2);
  EXPECT_EQ(quantile(hours, 1), 3);
  EXPECT_EQ(quantile({}, 0.5), 0);
}

TEST(Evenness, IsGinisAndJains) {
  EXPECT_THAT(gini({4, 4, 4, 4}), DoubleNear(0, 1e-12));
  EXPECT_THAT(gini({0, 0, 0, 1}), DoubleNear(0.75, 1e-12));
  EXPECT_THAT(gini({3, 1, 2}), DoubleNear(2.0 / 9, 1e-12));
  EXPECT_EQ(gini({}), 0);
  EXPECT_THAT(jain({4, 4, 4, 4}), DoubleNear(1, 1e-12));
  EXPECT_THAT(jain({0, 0, 0, 1}), DoubleNear(0.25, 1e-12));
  EXPECT_EQ(jain({0, 0}), 1);
}

}  // namespace
}  // namespace creneau::sim
