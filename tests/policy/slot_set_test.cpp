#include <gmock/gmock.h>

#include <random>
#include <set>

#include "creneau/model/slot.hpp"

namespace creneau {
namespace {

using ::testing::ElementsAre;
using Model = std::set<unsigned>;

Model model_of(SlotSet slots) {
  return {slots.begin(), slots.end()};
}

template <class Check>
void for_random_pairs(Check&& check) {
  constexpr unsigned kSeed = 20260615;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    // Sparse, even and dense sets alike.
    const std::uint64_t mask = round % 3 == 0 ? random() : ~std::uint64_t{0};
    const std::uint64_t fill = round % 5 == 0 ? random() : 0;
    check(SlotSet{(random() & mask) | fill}, SlotSet{random() & mask});
  }
}

TEST(SlotSet, BehavesAsASetOfOrdinals) {
  for_random_pairs([](SlotSet a, SlotSet b) {
    const Model in_a = model_of(a);
    const Model in_b = model_of(b);
    Model both = in_a;
    both.insert(in_b.begin(), in_b.end());
    Model common;
    Model rest;
    for (const unsigned ordinal : in_a) (in_b.contains(ordinal) ? common : rest).insert(ordinal);
    ASSERT_EQ(model_of(a | b), both);
    ASSERT_EQ(model_of(a & b), common);
    ASSERT_EQ(model_of(a - b), rest);
    ASSERT_EQ(a.intersects(b), !common.empty());
    ASSERT_EQ(a.contains_all(b), common.size() == in_b.size());
    ASSERT_EQ(a.size(), in_a.size());
    ASSERT_EQ(a.empty(), in_a.empty());
    for (unsigned ordinal = 0; ordinal < 64; ++ordinal)
      ASSERT_EQ(a.contains(ordinal), in_a.contains(ordinal));
    SlotSet changed = a;
    changed |= b;
    ASSERT_EQ(changed, a | b);
    changed -= a;
    ASSERT_EQ(changed, b - a);
  });
}

TEST(SlotSet, IsVisitedFromItsFirstToItsLastSlot) {
  for_random_pairs([](SlotSet set, SlotSet) {
    if (set.empty()) return;
    const std::vector<unsigned> visited(set.begin(), set.end());
    ASSERT_TRUE(std::is_sorted(visited.begin(), visited.end()));
    ASSERT_EQ(visited.size(), set.size());
    ASSERT_EQ(set.front(), visited.front());
    ASSERT_EQ(set.back(), visited.back());
  });
}

TEST(SlotSet, ItsRunsAreAdjacentDisjointAndMakeItUp) {
  for_random_pairs([](SlotSet set, SlotSet) {
    SlotSet left = set;
    SlotSet seen;
    while (!left.empty()) {
      const SlotSet run = left.first_run();
      ASSERT_EQ(run.front(), left.front());
      ASSERT_EQ(run.back() - run.front() + 1, run.size());
      ASSERT_FALSE(left.contains(run.back() + 1)) << "a run ends before a gap";
      ASSERT_FALSE(seen.intersects(run));
      seen |= run;
      left -= run;
    }
    ASSERT_EQ(seen, set);
  });
}

TEST(SlotSet, OfTheFirstSlotsHoldsUpToAllSixtyFour) {
  EXPECT_TRUE(SlotSet::first(0).empty());
  for (unsigned count = 1; count <= kMaxSlotsOfSession; ++count) {
    const SlotSet set = SlotSet::first(count);
    EXPECT_EQ(set.size(), count);
    EXPECT_EQ(set.back(), count - 1);
    EXPECT_EQ(set.first_run(), set);
  }
}

TEST(SlotSet, ARunHoldsAdjacentSlotsFromItsFirst) {
  for (unsigned ordinal = 0; ordinal < 64; ++ordinal)
    for (unsigned count = 1; ordinal + count <= 64; ++count) {
      const SlotSet run = SlotSet::run(ordinal, count);
      ASSERT_EQ(run.size(), count);
      ASSERT_EQ(run.front(), ordinal);
      ASSERT_EQ(run.back(), ordinal + count - 1);
    }
}

TEST(SlotSet, NamesItsSlots) {
  EXPECT_THAT(model_of(SlotSet::of({63, 0, 5, 5})), ElementsAre(0U, 5U, 63U));
  EXPECT_THAT(model_of(SlotSet::of({1, 2, 4}).first_run()), ElementsAre(1U, 2U));
  EXPECT_THAT(model_of(SlotSet{}), ElementsAre());
}

TEST(SlotSet, HoldsNoSlotBeyondTheSixtyFourth) {
  const SlotSet all = SlotSet::first(64);
  EXPECT_FALSE(all.contains(64));
  EXPECT_FALSE(all.contains(128));
  EXPECT_FALSE(all.contains(0xFFFFFFFF));
}

}  // namespace
}  // namespace creneau
