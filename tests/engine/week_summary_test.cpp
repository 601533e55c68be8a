#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class WeekOfAnOffice : public EngineTest {
 protected:
  [[nodiscard]] WeekSummary week(std::optional<Category> category = {}, InspectorId only = {},
                                 Date date = kMonday) const {
    return queries.week(office.call.actor, k93, Week::of(date), category, only).value();
  }
  [[nodiscard]] static UnitCount units(int planned, int unavailable, int assigned, int reservable) {
    return {{planned}, {unavailable}, {assigned}, {reservable}};
  }
  Queries queries{office.engine};
};

TEST_F(WeekOfAnOffice, CountsPlannedAsOfferedAndUnavailableAndOfferedAsAssignedAndUnassigned) {
  const SessionId id = office.planned();
  office.reserve(id, SlotSet::of({0, 1}));
  done(office.block_command(id, SlotSet::of({6})));
  const UnitCount total = week().total;
  EXPECT_EQ(total, units(7, 1, 2, 4));
  EXPECT_EQ(total.offered(), Units{6});
  EXPECT_EQ(total.unassigned(), Units{4});
}

TEST_F(WeekOfAnOffice, HasARowForEachInspectorAndTheSumOfAll) {
  office.planned({2});
  office.planned({1});
  office.planned({1}, kMonday + std::chrono::days{6}, HalfDay::afternoon);
  office.create({3});
  const WeekSummary summary = week();
  ASSERT_EQ(summary.inspectors.size(), 2U);
  EXPECT_EQ(summary.inspectors[0], (InspectorUnits{{1}, units(14, 0, 0, 14)}));
  EXPECT_EQ(summary.inspectors[1], (InspectorUnits{{2}, units(7, 0, 0, 7)}));
  EXPECT_EQ(summary.total, units(21, 0, 0, 21));
  EXPECT_EQ(summary.week.monday(), kMonday);
}

TEST_F(WeekOfAnOffice, GoesFromMondayToSunday) {
  office.planned({1}, kMonday - std::chrono::days{1});
  office.planned({1}, kMonday + std::chrono::days{7});
  EXPECT_EQ(week().total, UnitCount{});
  EXPECT_EQ(week({}, {}, kMonday - std::chrono::days{1}).total.planned, Units{7});
}

TEST_F(WeekOfAnOffice, IsOfOneCategoryOrOfAll) {
  office.planned();
  PlanSessions plan = office.plan_command(office.create({2}));
  plan.category = Category::d;
  done(plan);
  EXPECT_EQ(week().total.planned, Units{14});
  EXPECT_EQ(week(Category::d).total.planned, Units{7});
  EXPECT_EQ(week(Category::d).inspectors.front().inspector, InspectorId{2});
  EXPECT_EQ(week(Category::be).total, UnitCount{});
}

TEST_F(WeekOfAnOffice, IsOfOneInspectorWhereHeIsNamed) {
  office.planned({1});
  office.planned({2});
  EXPECT_EQ(week({}, {2}).inspectors.size(), 1U);
  EXPECT_EQ(week({}, {2}).total.planned, Units{7});
}

TEST_F(WeekOfAnOffice, CountsAsReservableWhatHasNotBegun) {
  office.planned();
  set_clock("2026-06-15T06:29:59Z");
  EXPECT_EQ(week().total, units(7, 0, 0, 7));
  set_clock("2026-06-15T06:30:00Z");
  EXPECT_EQ(week().total, units(7, 0, 0, 6));
  set_clock("2026-06-15T09:30:00Z");
  EXPECT_EQ(week().total, units(7, 0, 0, 0));
  EXPECT_EQ(week().total.unassigned(), Units{7});
}

TEST_F(WeekOfAnOffice, CountsUnitsAndNotSlots) {
  set_rule("slot.units", "2");
  const SessionId id = office.planned();  // three slots of an hour
  office.reserve(id, SlotSet::of({0}));
  EXPECT_EQ(week().total, units(6, 0, 2, 4));
  set_clock("2026-06-15T06:30:00Z");  // the slot that is reserved begins
  EXPECT_EQ(week().total, units(6, 0, 2, 4));
}

TEST_F(WeekOfAnOffice, FollowsEveryCommand) {
  const SessionId id = office.planned();
  const ReservationId first = office.reserve(id, SlotSet::of({0, 1}));
  EXPECT_EQ(week().total, units(7, 0, 2, 5));
  done(office.cancel_command(first));
  EXPECT_EQ(week().total, units(7, 2, 0, 5));
  done(office.unblock_command(id, SlotSet::of({0})));
  EXPECT_EQ(week().total, units(7, 1, 0, 6));
  ChangeSession change;
  change.session = id;
  change.date = kMonday + std::chrono::days{7};
  done(change);
  EXPECT_EQ(week().total, UnitCount{});
  EXPECT_EQ(week({}, {}, *change.date).total, units(7, 1, 0, 6));
  done(office.unplan_command(id));
  EXPECT_EQ(week({}, {}, *change.date).total, UnitCount{});
}

TEST_F(WeekOfAnOffice, AmongManyIsAsByItself) {
  office.planned();
  office.planned({2}, kMonday + std::chrono::days{14});
  std::vector<InspectorUnits> rows;
  std::vector<std::size_t> ends;
  ASSERT_TRUE(queries.weeks(office.call.actor, k93, Week::of(kMonday), 3, {}, {}, rows, ends));
  ASSERT_EQ(ends.size(), 3U);
  EXPECT_EQ(ends.back(), rows.size());
  for (std::size_t place = 0, first = 0; place < ends.size(); first = ends[place++])
    EXPECT_EQ(std::vector(rows.begin() + static_cast<std::ptrdiff_t>(first),
                          rows.begin() + static_cast<std::ptrdiff_t>(ends[place])),
              week({}, {}, kMonday + std::chrono::days{7 * place}).inspectors);
  EXPECT_EQ(queries
                .weeks(office.call.actor, Departement::from_code("75").value(), Week::of(kMonday),
                       3, {}, {}, rows, ends)
                .error()
                .code,
            ErrorCode::foreign_departement);
}

TEST_F(WeekOfAnOffice, FiftyThreeIsNotWeekOneOfTheNextYear) {
  office.planned({1}, make_date(2026, 12, 31));
  office.planned({1}, make_date(2027, 1, 4));
  EXPECT_EQ(week({}, {}, make_date(2027, 1, 3)).total.planned, Units{7});
  EXPECT_EQ(week({}, {}, make_date(2027, 1, 3)).week.number(), 53U);
}

}  // namespace
}  // namespace creneau::testing
