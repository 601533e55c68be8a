#include "creneau/policy/slot_grid.hpp"

#include <gmock/gmock.h>

namespace creneau {
namespace {

Rules grid_of(std::uint16_t unit_minutes, std::uint16_t units_of_slot) {
  Rules rules;
  rules.unit_minutes = unit_minutes;
  rules.units_of_slot = units_of_slot;
  return rules;
}

Hours hours_of(int minutes) {
  return {Minutes{510}, Minutes{510 + minutes}};
}

TEST(SlotGrid, OffersSevenSlotsAHalfDayAndFourteenADay) {
  const Rules rules;
  for (const Hours half_day : {rules.morning, rules.afternoon}) {
    const auto fit = lay_grid(rules, half_day);
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->grid, (Grid{30, 1, 7}));
    EXPECT_EQ(fit->left_over, Minutes{0});
  }
}

TEST(SlotGrid, OfTwentyMinutesOffersTenAndLeavesTenMinutes) {
  const auto fit = lay_grid(grid_of(20, 1), Rules{}.morning);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->grid.slot_count, 10);
  EXPECT_EQ(fit->left_over, Minutes{10});
}

TEST(SlotGrid, CountsTheUnitsOfItsSlots) {
  const auto fit = lay_grid(grid_of(30, 2), Rules{}.morning);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->grid.slot_count, 3);
  EXPECT_EQ(fit->left_over, Minutes{30});
  EXPECT_EQ(fit->grid.units_of(fit->grid.slots()), Units{6});
}

TEST(SlotGrid, NeedsRoomForOneSlot) {
  EXPECT_FALSE(lay_grid(Rules{}, hours_of(29)));
  ASSERT_TRUE(lay_grid(Rules{}, hours_of(30)));
  EXPECT_EQ(lay_grid(Rules{}, hours_of(30))->grid.slot_count, 1);
  EXPECT_FALSE(lay_grid(grid_of(240, 16), hours_of(930)));
}

TEST(SlotGrid, HasAtMostSixtyFourSlots) {
  EXPECT_EQ(lay_grid(grid_of(10, 1), hours_of(640))->grid.slot_count, 64);
  EXPECT_EQ(lay_grid(grid_of(10, 1), hours_of(649))->grid.slot_count, 64);
  EXPECT_FALSE(lay_grid(grid_of(10, 1), hours_of(650)));
}

TEST(SlotGrid, AndWhatIsLeftOverMakeUpTheSession) {
  for (std::uint16_t unit = 1; unit <= 240; unit = static_cast<std::uint16_t>(unit + 7))
    for (std::uint16_t per_slot = 1; per_slot <= 16; ++per_slot)
      for (int minutes = 1; minutes <= 930; minutes += 11) {
        const auto fit = lay_grid(grid_of(unit, per_slot), hours_of(minutes));
        if (!fit) continue;
        ASSERT_EQ(fit->grid.slot_count * fit->grid.slot_length() + fit->left_over,
                  Minutes{minutes});
        ASSERT_LT(fit->left_over, fit->grid.slot_length());
      }
}

}  // namespace
}  // namespace creneau
