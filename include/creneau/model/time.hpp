#pragma once
/// \file
/// Instants, local dates, times of day, weeks. Instants are UTC; a date or a time of day is local
/// to a département and becomes an instant only through `policy/zones.hpp`.

#include <algorithm>
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

/// A length of time, or a time of day as minutes since local midnight.
using Minutes = std::chrono::minutes;

/// The earliest date that the library takes: 2000-01-03, a Monday.
inline constexpr Date kFirstDate{std::chrono::days{10959}};
/// The latest date that the library takes: 2099-12-31.
inline constexpr Date kLastDate{std::chrono::days{47481}};

/// Whether the library takes a date: kFirstDate to kLastDate.
[[nodiscard]] constexpr bool in_range(Date date) noexcept {
  return date >= kFirstDate && date <= kLastDate;
}

/// `2026y/6/15` as a Date. \pre the three make a real date
[[nodiscard]] constexpr Date make_date(int year, unsigned month, unsigned day) noexcept {
  return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// The day of the week. O(1).
[[nodiscard]] constexpr std::chrono::weekday weekday_of(Date date) noexcept {
  return std::chrono::weekday{date};
}

/// A part of one local day, `[start, end)`, in minutes since midnight; at most 0 to 1440.
struct Hours {
  Minutes start{};  ///< the first minute
  Minutes end{};    ///< the minute after the last; 1440 is midnight at the end of the day

  /// How long it lasts; negative where it is not valid.
  [[nodiscard]] constexpr Minutes length() const noexcept { return end - start; }
  /// Whether it lies in one day and has at least one minute.
  [[nodiscard]] constexpr bool valid() const noexcept {
    return Minutes{0} <= start && start < end && end <= Minutes{1440};
  }
  /// Whether the two have a minute in common. Parts that touch do not.
  [[nodiscard]] constexpr bool overlaps(const Hours& other) const noexcept {
    return start < other.end && other.start < end;
  }
  friend constexpr auto operator<=>(const Hours&, const Hours&) noexcept = default;
};

/// Local days `[first, last]`, both included. No days where `last` is before `first`.
struct Period {
  Date first{kFirstDate};  ///< the first day; by default the earliest
  Date last{kLastDate};    ///< the last day; by default the latest

  /// Whether a day lies in it.
  [[nodiscard]] constexpr bool contains(Date date) const noexcept {
    return first <= date && date <= last;
  }
  /// Those of its days that are dates of a planning.
  [[nodiscard]] constexpr Period within_range() const noexcept {
    return {std::clamp(first, kFirstDate, kLastDate + std::chrono::days{1}),
            std::clamp(last, kFirstDate - std::chrono::days{1}, kLastDate)};
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

  /// The week's first day.
  [[nodiscard]] constexpr Date monday() const noexcept { return monday_; }
  /// The week's last day.
  [[nodiscard]] constexpr Date sunday() const noexcept { return monday_ + std::chrono::days{6}; }
  /// Monday to Sunday.
  [[nodiscard]] constexpr Period period() const noexcept { return {monday_, sunday()}; }
  /// The week after it.
  [[nodiscard]] constexpr Week next() const noexcept {
    return Week{monday_ + std::chrono::days{7}};
  }
  /// The ISO year: the calendar year of the week's Thursday. O(1).
  [[nodiscard]] constexpr int year() const noexcept {
    return static_cast<int>(std::chrono::year_month_day{monday_ + std::chrono::days{3}}.year());
  }
  /// The ISO number, 1 to 53. O(1).
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
