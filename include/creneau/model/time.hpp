#pragma once
/// \file
/// Instants, local dates, times of day, weeks. Instants are UTC; a date or a time of day is local
/// to a département and becomes an instant only through `policy/zones.hpp`.

#include <chrono>
#include <compare>
#include <cstdint>

namespace creneau {

/// A moment: microseconds since 1970-01-01T00:00Z, no leap seconds.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// A calendar day, without a zone.
using Date = std::chrono::local_days;

/// A date and a time of day, to the minute, without a zone.
using LocalTime = std::chrono::local_time<std::chrono::minutes>;

using Minutes = std::chrono::minutes;

/// The earliest and the last date that the library takes (2000-01-03, a Monday, to 2099-12-31).
inline constexpr Date kFirstDate{std::chrono::days{10959}};
inline constexpr Date kLastDate{std::chrono::days{47481}};

[[nodiscard]] constexpr bool in_range(Date date) noexcept {
  return date >= kFirstDate && date <= kLastDate;
}

/// `2026y/6/15` as a Date. \pre the three make a real date
[[nodiscard]] constexpr Date make_date(int year, unsigned month, unsigned day) noexcept {
  return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

[[nodiscard]] constexpr std::chrono::weekday weekday_of(Date date) noexcept {
  return std::chrono::weekday{date};
}

/// A part of one local day, `[start, end)`, in minutes since midnight; at most 0 to 1440.
struct Hours {
  Minutes start{};
  Minutes end{};

  [[nodiscard]] constexpr Minutes length() const noexcept { return end - start; }
  [[nodiscard]] constexpr bool valid() const noexcept {
    return Minutes{0} <= start && start < end && end <= Minutes{1440};
  }
  [[nodiscard]] constexpr bool overlaps(const Hours& other) const noexcept {
    return start < other.end && other.start < end;
  }
  friend constexpr auto operator<=>(const Hours&, const Hours&) noexcept = default;
};

/// Days `[first, last]`, both included.
struct Period {
  Date first{kFirstDate};
  Date last{kLastDate};

  [[nodiscard]] constexpr bool contains(Date date) const noexcept {
    return first <= date && date <= last;
  }
  friend constexpr bool operator==(const Period&, const Period&) noexcept = default;
};

/// An ISO 8601 week, identified by its Monday, so that week 53 cannot collide with week 1.
class Week {
 public:
  constexpr Week() noexcept = default;

  /// The week in which `date` lies. O(1).
  [[nodiscard]] static constexpr Week of(Date date) noexcept {
    // 1970-01-01 was a Thursday: day −3 was a Monday.
    const auto days = date.time_since_epoch().count() + 3;
    const auto since_monday = days >= 0 ? days % 7 : (days % 7 + 7) % 7;
    return Week{date - std::chrono::days{since_monday}};
  }
  /// Week `number` (1 to 53) of ISO year `year`. Week 53 of a year that has none is week 1 of the
  /// next.
  [[nodiscard]] static constexpr Week of(int year, unsigned number) noexcept {
    return Week{of(make_date(year, 1, 4)).monday_ + std::chrono::weeks{number} -
                std::chrono::weeks{1}};
  }

  [[nodiscard]] constexpr Date monday() const noexcept { return monday_; }
  [[nodiscard]] constexpr Date sunday() const noexcept { return monday_ + std::chrono::days{6}; }
  [[nodiscard]] constexpr Period period() const noexcept { return {monday_, sunday()}; }
  [[nodiscard]] constexpr Week next() const noexcept {
    return Week{monday_ + std::chrono::days{7}};
  }
  /// The ISO year: the calendar year of the week's Thursday.
  [[nodiscard]] constexpr int year() const noexcept {
    return static_cast<int>(std::chrono::year_month_day{monday_ + std::chrono::days{3}}.year());
  }
  /// The ISO number, 1 to 53.
  [[nodiscard]] constexpr unsigned number() const noexcept {
    const Date thursday = monday_ + std::chrono::days{3};
    return static_cast<unsigned>((thursday - make_date(year(), 1, 1)).count() / 7 + 1);
  }

  friend constexpr auto operator<=>(const Week&, const Week&) noexcept = default;

 private:
  constexpr explicit Week(Date monday) noexcept : monday_(monday) {}
  Date monday_{kFirstDate};
};

}  // namespace creneau
