#pragma once
/// \file
/// The units of each inspector's week, week by week, and where the sessions of that week begin.

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "creneau/memory/packed.hpp"
#include "creneau/model/category.hpp"
#include "creneau/model/summary.hpp"

namespace creneau::memory {

/// One week: a row for each inspector, by interned number. Rows are kept as they are asked for, so
/// that a table of all inspectors is one copy.
struct WeekRows {
  std::vector<InspectorUnits> units;    ///< while nothing has begun
  std::vector<std::uint16_t> sessions;  ///< how many are planned
  std::vector<Row> first_session;       ///< head of the list by start
  std::size_t busy = 0;                 ///< inspectors who have a planned session
  /// Of each day from Monday and category a bound: no session has more adjacent free units. Raised
  /// when units come free, lowered when somebody looked and found less; 255 and more are 255.
  mutable std::array<std::array<std::uint8_t, kCategoryCount>, 7> most_free{};
};

class WeekTable {
 public:
  /// The week's rows, if anything was ever in it. O(1).
  [[nodiscard]] const WeekRows* find(Week week) const noexcept { return find(week.monday()); }
  /// Those of the week of any of its days. O(1).
  [[nodiscard]] const WeekRows* find(Date day) const noexcept {
    const std::int64_t days = (day - first_).count();
    const auto place = static_cast<std::uint64_t>(days) / 7;
    return days < 0 || place >= weeks_.size() ? nullptr : &weeks_[place];
  }
  [[nodiscard]] WeekRows* find(Date day) noexcept {
    return const_cast<WeekRows*>(std::as_const(*this).find(day));
  }
  /// The week's rows with room for so many inspectors. Amortized O(1).
  WeekRows& at(Week week, std::size_t inspectors) {
    if (weeks_.empty()) first_ = week.monday();
    for (; place_of(week) < 0; first_ -= std::chrono::days{7}) weeks_.emplace(weeks_.begin());
    const auto place = static_cast<std::size_t>(place_of(week));
    if (place >= weeks_.size()) weeks_.resize(place + 1);
    WeekRows& rows = weeks_[place];
    if (rows.units.size() < inspectors) {
      rows.first_session.resize(inspectors, kNoRow);
      rows.sessions.resize(inspectors);
      rows.units.resize(inspectors);
    }
    return rows;
  }
  /// The first and last week that have rows. \pre !empty()
  [[nodiscard]] Week first() const noexcept { return Week::of(first_); }
  [[nodiscard]] Week last() const noexcept {
    return Week::of(first_ + std::chrono::weeks{weeks_.size() - 1});
  }
  [[nodiscard]] bool empty() const noexcept { return weeks_.empty(); }

 private:
  [[nodiscard]] std::int64_t place_of(Week week) const noexcept {
    return (week.monday() - first_).count() / 7;
  }
  Date first_{kFirstDate};
  std::vector<WeekRows> weeks_;
};

}  // namespace creneau::memory
