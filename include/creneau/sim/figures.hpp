#pragma once
/// \file
/// What a log adds up to: by kind of happening, in all and by week, inspector, school and category.

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <vector>

#include "creneau/memory/packed.hpp"
#include "creneau/sim/log.hpp"

namespace creneau::sim {

/// How often each kind happened, and the sum of the amounts.
struct Tally {
  std::array<std::int64_t, kHappeningKinds> times{};    ///< by kind
  std::array<std::int64_t, kHappeningKinds> amounts{};  ///< by kind

  /// Takes one in. O(1).
  void add(const Happening& it) noexcept {
    const auto kind = static_cast<std::size_t>(it.kind);
    ++times[kind];
    amounts[kind] += it.amount;
  }
  /// The sum of the amounts of a kind.
  [[nodiscard]] std::int64_t of(Happening::Kind kind) const noexcept {
    return amounts[static_cast<std::size_t>(kind)];
  }
  /// How often a kind happened.
  [[nodiscard]] std::int64_t times_of(Happening::Kind kind) const noexcept {
    return times[static_cast<std::size_t>(kind)];
  }
  /// Units that schools could have: published and not withdrawn.
  [[nodiscard]] std::int64_t offered() const noexcept {
    return of(Happening::Kind::published) - of(Happening::Kind::withdrawn);
  }
  /// Units that were held when their exam began, whether anybody came or not.
  [[nodiscard]] std::int64_t assigned() const noexcept {
    return of(Happening::Kind::examined) + of(Happening::Kind::missed);
  }
  /// Units lost to cancellations that came too late.
  [[nodiscard]] std::int64_t lost() const noexcept { return of(Happening::Kind::cancelled_late); }
  /// Units that nobody took.
  [[nodiscard]] std::int64_t unassigned() const noexcept { return offered() - assigned() - lost(); }
  friend bool operator==(const Tally&, const Tally&) noexcept = default;
};

/// One row of a table of tallies.
struct TallyRow {
  std::int64_t of = 0;  ///< the Monday as days since 1970-01-01, an id, or a category's number
  Tally tally;          ///< of what happened to it
  friend bool operator==(const TallyRow&, const TallyRow&) noexcept = default;
};

/// How often something lasted how many hours: the place is the hour.
using Durations = std::vector<std::int64_t>;

/// The `share` quantile in hours: the least within which that share of them lay; zero of none. \pre
/// 0 <= share <= 1
[[nodiscard]] inline std::int64_t quantile(const Durations& hours, double share) noexcept {
  std::int64_t all = 0;
  for (const std::int64_t times : hours) all += times;
  std::int64_t sum = 0;
  for (std::size_t hour = 0; hour < hours.size(); ++hour)
    if (hours[hour] > 0 &&
        static_cast<double>(sum += hours[hour]) >= share * static_cast<double>(all))
      return static_cast<std::int64_t>(hour);
  return 0;
}

/// What one replication came to. Tables are sorted by what their rows are of.
struct Figures {
  Tally total;                       ///< of all
  std::vector<TallyRow> weeks;       ///< by the week of the exam, or of the first date wished
  std::vector<TallyRow> inspectors;  ///< of what has one
  std::vector<TallyRow> schools;     ///< of what has one
  std::vector<TallyRow> categories;  ///< of the exams
  std::vector<std::pair<ErrorCode, std::int64_t>> refusals;  ///< how often, by code
  Durations waited;      ///< from asking to the first reservation
  Durations used_again;  ///< from giving a slot back to its next reservation
  friend bool operator==(const Figures&, const Figures&) = default;
};

namespace detail {

/// Tallies by a number.
class Tallies {
 public:
  void add(std::int64_t of, const Happening& it) {
    const std::size_t place = *places_.intern(of);
    if (place == rows_.size()) rows_.push_back({of, {}});
    rows_[place].tally.add(it);
  }
  [[nodiscard]] std::vector<TallyRow> sorted() const {
    std::vector<TallyRow> rows = rows_;
    std::sort(rows.begin(), rows.end(),
              [](const TallyRow& a, const TallyRow& b) { return a.of < b.of; });
    return rows;
  }

 private:
  memory::Interned<std::int64_t, std::hash<std::int64_t>, std::uint32_t> places_;
  std::vector<TallyRow> rows_;
};

inline void count_duration(Durations& durations, Minutes minutes) {
  const auto hour = static_cast<std::size_t>(std::max<std::int64_t>(0, minutes.count() / 60));
  if (hour >= durations.size()) durations.resize(hour + 1);
  ++durations[hour];
}

}  // namespace detail

/// Adds up what happens to exams of some days, and to requests whose first date wished is among
/// them: so a warm-up is trimmed. Nothing is kept of what was added but the figures. Not thread-safe.
class Count {
 public:
  /// Of these local days.
  explicit Count(Period days = {}) : days_(days) {}

  /// Takes one in, in the order of its planning. Amortized O(1).
  void add(const Happening& it) {
    if (!days_.contains(it.date)) return;
    counted_.total.add(it);
    weeks_.add(Week::of(it.date).monday().time_since_epoch().count(), it);
    if (it.inspector) inspectors_.add(it.inspector.value, it);
    if (it.school) schools_.add(it.school.value, it);
    categories_.add(static_cast<std::int64_t>(it.category), it);
    if (it.code != ErrorCode{}) ++refusals_[static_cast<std::int32_t>(it.code)];
    if (it.kind == Happening::Kind::used_again)
      detail::count_duration(counted_.used_again, it.waited);
    if (it.kind != Happening::Kind::reserved || it.request == 0) return;
    if (it.request >= reserved_.size()) reserved_.resize(it.request + std::size_t{1});
    if (!reserved_[it.request]) detail::count_duration(counted_.waited, it.waited);
    reserved_[it.request] = true;
  }
  /// What it came to so far. O(n log n) in the rows of the tables.
  [[nodiscard]] Figures figures() const {
    Figures figures = counted_;
    figures.weeks = weeks_.sorted();
    figures.inspectors = inspectors_.sorted();
    figures.schools = schools_.sorted();
    figures.categories = categories_.sorted();
    for (const auto& [code, times] : refusals_)
      figures.refusals.emplace_back(static_cast<ErrorCode>(code), times);
    std::sort(figures.refusals.begin(), figures.refusals.end());
    return figures;
  }

 private:
  Period days_;
  Figures counted_;  ///< its tables are empty
  detail::Tallies weeks_, inspectors_, schools_, categories_;
  boost::unordered_flat_map<std::int32_t, std::int64_t> refusals_;
  std::vector<bool> reserved_;  ///< requests that were served before
};

/// What a log adds up to, as `Count` does. Pure. O(n log n).
[[nodiscard]] inline Figures figures_of(const Log& log, Period days = {}) {
  Count count(days);
  for (const Happening& it : log) count.add(it);
  return count.figures();
}

/// How evenly something is shared: 0 where all have the same, towards 1 where one has all. Zero
/// where there is nothing. (C. Gini, 1912.) O(n log n).
[[nodiscard]] inline double gini(std::vector<double> shares) {
  std::sort(shares.begin(), shares.end());
  double sum = 0, weighted = 0;
  for (std::size_t place = 0; place < shares.size(); ++place) {
    sum += shares[place];
    weighted += static_cast<double>(2 * place + 1) * shares[place];
  }
  const auto count = static_cast<double>(shares.size());
  return sum == 0 ? 0 : weighted / (count * sum) - 1;
}

/// How evenly something is shared: 1 where all have the same, 1/n where one has all. One where there
/// is nothing. (R. Jain, D. Chiu, W. Hawe, 1984.) O(n).
[[nodiscard]] inline double jain(const std::vector<double>& shares) noexcept {
  double sum = 0, squares = 0;
  for (const double share : shares) {
    sum += share;
    squares += share * share;
  }
  return squares == 0 ? 1 : sum * sum / (static_cast<double>(shares.size()) * squares);
}

}  // namespace creneau::sim
