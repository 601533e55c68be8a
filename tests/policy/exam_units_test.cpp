#include "creneau/policy/exam_units.hpp"

#include <gmock/gmock.h>

#include <map>

namespace creneau {
namespace {

constexpr std::array kParts{ExamPart::off_road, ExamPart::on_road, ExamPart::complete};

Units units(Category category, ExamPart part) {
  return units_of_exam(Rules{}, category, part);
}

TEST(ExamUnits, OffRoadCountOneWithoutATrailerAndTwoWithOne) {
  for (const Category category : {Category::c1, Category::c, Category::d1, Category::d})
    EXPECT_EQ(units(category, ExamPart::off_road), Units{1}) << code_of(category);
  for (const Category category : {Category::c1e, Category::ce, Category::d1e, Category::de})
    EXPECT_EQ(units(category, ExamPart::off_road), Units{2}) << code_of(category);
}

TEST(ExamUnits, OnRoadCountTwo) {
  for (const Category category : {Category::c1, Category::c, Category::d1, Category::d,
                                  Category::c1e, Category::ce, Category::d1e, Category::de})
    EXPECT_EQ(units(category, ExamPart::on_road), Units{2}) << code_of(category);
}

TEST(ExamUnits, OfBeAreTwoCompleteAndOneOnRoadAlone) {
  EXPECT_EQ(units(Category::be, ExamPart::complete), Units{2});
  EXPECT_EQ(units(Category::be, ExamPart::on_road), Units{1});
}

TEST(ExamUnits, OfACompleteHeavyVehicleExamAreTheSumOfItsParts) {
  for (const Category category : {Category::c1, Category::c, Category::d1, Category::d,
                                  Category::c1e, Category::ce, Category::d1e, Category::de})
    EXPECT_EQ(units(category, ExamPart::complete),
              units(category, ExamPart::off_road) + units(category, ExamPart::on_road))
        << code_of(category);
}

TEST(ExamUnits, AreNoneWhereThePartIsUnstatedAndSomeOtherwise) {
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    const auto category = static_cast<Category>(index);
    EXPECT_EQ(units(category, ExamPart::unstated), Units{0});
    for (const ExamPart part : kParts) EXPECT_GT(units(category, part), Units{0});
  }
}

TEST(ExamUnits, TakeWholeSlots) {
  EXPECT_EQ(slots_for(Units{1}, Grid{30, 1, 7}), 1U);
  EXPECT_EQ(slots_for(Units{2}, Grid{30, 1, 7}), 2U);
  EXPECT_EQ(slots_for(Units{1}, Grid{30, 2, 3}), 1U);
  EXPECT_EQ(slots_for(Units{2}, Grid{30, 2, 3}), 1U);
  EXPECT_EQ(slots_for(Units{3}, Grid{30, 2, 3}), 2U);
  EXPECT_EQ(slots_for(Units{32}, Grid{30, 16, 2}), 2U);
}

TEST(OrphanUnits, AreWhatNoWholeExamCanUse) {
  const Grid half_day{30, 1, 7};
  const Rules rules;
  EXPECT_EQ(orphan_units(rules, half_day, Category::c, ExamPart::off_road), Units{0});
  EXPECT_EQ(orphan_units(rules, half_day, Category::ce, ExamPart::off_road), Units{1});
  EXPECT_EQ(orphan_units(rules, half_day, Category::c, ExamPart::on_road), Units{1});
  EXPECT_EQ(orphan_units(rules, half_day, Category::c, ExamPart::complete), Units{1});
  EXPECT_EQ(orphan_units(rules, half_day, Category::ce, ExamPart::complete), Units{3});
  EXPECT_EQ(orphan_units(rules, half_day, Category::be, ExamPart::on_road), Units{0});
}

TEST(OrphanUnits, AreCountedInWholeSlots) {
  // Three slots of two units; a complete exam of CE takes four units, hence two slots.
  EXPECT_EQ(orphan_units(Rules{}, Grid{30, 2, 3}, Category::ce, ExamPart::complete), Units{2});
}

TEST(OrphanUnits, AreNoneWhereThePartIsUnstated) {
  EXPECT_EQ(orphan_units(Rules{}, Grid{30, 1, 7}, Category::ce, ExamPart::unstated), Units{0});
}

TEST(OrphanUnits, AndWholeExamsMakeUpTheGrid) {
  const Rules rules;
  for (std::uint16_t per_slot = 1; per_slot <= 4; ++per_slot)
    for (std::uint16_t count = 1; count <= kMaxSlotsOfSession; ++count)
      for (std::size_t index = 0; index < kCategoryCount; ++index)
        for (const ExamPart part : kParts) {
          const Grid grid{30, per_slot, count};
          const auto category = static_cast<Category>(index);
          const unsigned slots_of_exam = slots_for(units_of_exam(rules, category, part), grid);
          const Units orphans = orphan_units(rules, grid, category, part);
          const unsigned exams = count / slots_of_exam;
          ASSERT_LT(orphans, grid.units_of(SlotSet::first(slots_of_exam)));
          ASSERT_EQ(grid.units_of(SlotSet::first(exams * slots_of_exam)) + orphans,
                    grid.units_of(grid.slots()));
        }
}

}  // namespace
}  // namespace creneau
