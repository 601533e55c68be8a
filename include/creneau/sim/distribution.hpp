#pragma once
/// \file
/// Distributions of whole numbers: days, exams.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "creneau/sim/draws.hpp"

namespace creneau::sim {

/// A distribution of whole numbers from `first` on, by weights: empirical, or one of the families
/// below. A value; drawing from it is thread-safe and O(log n).
class Whole {
 public:
  /// Always zero.
  Whole() : Whole(0, {1.0}) {}
  /// Weights of first, first + 1, …; in any measure, not all zero. \pre none is below zero
  Whole(std::int32_t first, const std::vector<double>& weights) : first_(first) {
    double sum = 0;
    for (const double weight : weights) sums_.push_back(sum += weight);
  }
  /// Always the same number.
  [[nodiscard]] static Whole fixed(std::int32_t value) { return {value, {1.0}}; }
  /// Each of `first` to `last` alike. \pre first <= last
  [[nodiscard]] static Whole uniform(std::int32_t first, std::int32_t last) {
    return {first, std::vector<double>(static_cast<std::size_t>(last - first) + 1, 1.0)};
  }
  /// From zero on, each number less likely than the one before by the same factor. What lies beyond
  /// a thousand times the mean is left out. \pre 0 <= mean <= 1,000
  [[nodiscard]] static Whole geometric(double mean) {
    return {0, ratios(mean, [mean](double) { return mean / (1 + mean); })};
  }
  /// As events that come by themselves are counted. \pre 0 <= mean <= 500
  [[nodiscard]] static Whole poisson(double mean) {
    return {0, ratios(mean, [mean](double number) { return mean / number; })};
  }

  /// One of the numbers.
  [[nodiscard]] std::int32_t draw(Draws& draws) const {
    const double place = draws.unit() * sums_.back();
    const auto found = std::upper_bound(sums_.begin(), sums_.end(), place);
    return first_ + static_cast<std::int32_t>(std::min(found, sums_.end() - 1) - sums_.begin());
  }
  /// The least number.
  [[nodiscard]] std::int32_t first() const noexcept { return first_; }
  /// How often each number comes, from the first on; the sum is 1.
  [[nodiscard]] std::vector<double> probabilities() const {
    std::vector<double> shares;
    double before = 0;
    for (const double sum : sums_)
      shares.push_back((sum - std::exchange(before, sum)) / sums_.back());
    return shares;
  }
  /// The expectation.
  [[nodiscard]] double mean() const {
    double sum = 0;
    double number = first_;
    for (const double share : probabilities()) sum += share * std::exchange(number, number + 1);
    return sum;
  }
  friend bool operator==(const Whole&, const Whole&) = default;

 private:
  /// Weights of 0, 1, … of which each is `ratio` of the one before, until they no longer count.
  template <class Ratio>
  [[nodiscard]] static std::vector<double> ratios(double mean, Ratio&& ratio) {
    constexpr double kNothing = 1e-15;
    std::vector<double> weights{1.0};
    double sum = 1;
    for (double number = 1; number < 1000 * (mean + 1); number += 1) {
      const double weight = weights.back() * ratio(number);
      if (number > mean && weight < kNothing * sum) break;
      weights.push_back(weight);
      sum += weight;
    }
    return weights;
  }

  std::int32_t first_ = 0;
  std::vector<double> sums_;
};

}  // namespace creneau::sim
