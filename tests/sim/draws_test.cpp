#include "creneau/sim/draws.hpp"

#include <gmock/gmock.h>

#include <set>
#include <vector>

#include "creneau/sim/distribution.hpp"

namespace creneau::sim {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

/// The answers that its authors publish (Random123, kat_vectors).
TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_THAT(philox({0, 0, 0, 0}, {0, 0}),
              ElementsAre(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
  EXPECT_THAT(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              ElementsAre(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd));
  EXPECT_THAT(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              ElementsAre(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1));
}

[[nodiscard]] std::vector<std::uint64_t> first_of(Draws draws) {
  std::vector<std::uint64_t> numbers;
  for (int count = 0; count < 5; ++count) numbers.push_back(draws.bits());
  return numbers;
}

TEST(Draws, AreTheSameForTheSameStreamAndOthersForAnyOther) {
  const auto stream = first_of({{7, 3}, Purpose::request, 11});
  EXPECT_EQ(first_of({{7, 3}, Purpose::request, 11}), stream);
  EXPECT_NE(first_of({{8, 3}, Purpose::request, 11}), stream);
  EXPECT_NE(first_of({{7, 4}, Purpose::request, 11}), stream);
  EXPECT_NE(first_of({{7, 3}, Purpose::holding, 11}), stream);
  EXPECT_NE(first_of({{7, 3}, Purpose::request, 12}), stream);
  EXPECT_NE(first_of({{7, 3}, Purpose::request, 11 + (std::uint64_t{1} << 32)}), stream);
  EXPECT_NE(first_of({{7 + (std::uint64_t{1} << 32), 3}, Purpose::request, 11}), stream);
}

TEST(Draws, OfOneStreamDoNotRepeat) {
  Draws draws({1, 2}, Purpose::arrivals, 3);
  std::set<std::uint64_t> seen;
  for (int count = 0; count < 10'000; ++count) seen.insert(draws.bits());
  EXPECT_EQ(seen.size(), 10'000U);
}

/// Mean and variance of many, which a seed makes always the same.
template <class Draw>
[[nodiscard]] std::pair<double, double> moments(Draw&& draw) {
  constexpr int kCount = 200'000;
  Draws draws({2026, 0}, Purpose::arrivals, 1);
  double sum = 0, squares = 0;
  for (int count = 0; count < kCount; ++count) {
    const auto it = static_cast<double>(draw(draws));
    sum += it;
    squares += it * it;
  }
  const double mean = sum / kCount;
  return {mean, squares / kCount - mean * mean};
}

TEST(Draws, HaveTheMomentsOfTheirDistributions) {
  const auto [mean, variance] = moments([](Draws& it) { return it.unit(); });
  EXPECT_THAT(mean, DoubleNear(0.5, 0.003));
  EXPECT_THAT(variance, DoubleNear(1.0 / 12, 0.002));
  const auto [wait, spread] = moments([](Draws& it) { return it.exponential(); });
  EXPECT_THAT(wait, DoubleNear(1, 0.01));
  EXPECT_THAT(spread, DoubleNear(1, 0.03));
  const auto [die, dice] = moments([](Draws& it) { return it.below(6); });
  EXPECT_THAT(die, DoubleNear(2.5, 0.02));
  EXPECT_THAT(dice, DoubleNear(35.0 / 12, 0.03));
  const auto [chance, unused] = moments([](Draws& it) { return it.happens(0.2) ? 1 : 0; });
  EXPECT_THAT(chance, DoubleNear(0.2, 0.004));
}

TEST(Draws, OfOneNumberAreThatNumber) {
  Draws draws({1, 1}, Purpose::lottery, 1);
  EXPECT_EQ(draws.below(1), 0U);
  EXPECT_FALSE(draws.happens(0));
  EXPECT_TRUE(draws.happens(1));
}

TEST(Whole, HasTheMomentsOfItsFamily) {
  const auto check = [](const Whole& numbers, double mean, double variance) {
    EXPECT_THAT(numbers.mean(), DoubleNear(mean, 1e-9));
    const auto drawn = moments([&](Draws& it) { return numbers.draw(it); });
    EXPECT_THAT(drawn.first, DoubleNear(mean, 0.02 + 0.01 * mean));
    EXPECT_THAT(drawn.second, DoubleNear(variance, 0.03 + 0.03 * variance));
  };
  check(Whole::fixed(5), 5, 0);
  check(Whole::uniform(3, 8), 5.5, 35.0 / 12);
  check(Whole::geometric(4), 4, 20);
  check(Whole::geometric(0), 0, 0);
  check(Whole::poisson(7), 7, 7);
  check(Whole::poisson(400), 400, 400);
  check(Whole(2, {1, 0, 3}), 3.5, 0.75);
}

TEST(Whole, GivesEachNumberAsOftenAsItsWeight) {
  const Whole numbers(-1, {0, 1, 0, 2, 1, 0});
  EXPECT_THAT(numbers.probabilities(), ElementsAre(0, 0.25, 0, 0.5, 0.25, 0));
  Draws draws({5, 5}, Purpose::request, 5);
  for (int count = 0; count < 1000; ++count)
    EXPECT_THAT(numbers.draw(draws), ::testing::AnyOf(0, 2, 3));
}

}  // namespace
}  // namespace creneau::sim
