#pragma once
/// \file
/// Public holidays. Sources: code du travail, articles L3133-1 (the eleven national ones), L3134-13
/// (Alsace and Moselle) and L3422-2 (abolition of slavery, overseas). Everything else is a dated
/// override in the rules.

#include <array>
#include <cstdint>
#include <span>

#include "creneau/model/departement.hpp"
#include "creneau/model/time.hpp"

namespace creneau {

/// Easter Sunday of a Gregorian year (Meeus/Jones/Butcher, in whole days).
[[nodiscard]] constexpr Date easter_sunday(int year) noexcept {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return make_date(year, static_cast<unsigned>(f / 31), static_cast<unsigned>(f % 31 + 1));
}

namespace detail {

struct MonthDay {
  unsigned month;
  unsigned day;
};

inline constexpr std::array<MonthDay, 8> kFixedHolidays{
    {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}}};

/// Easter Monday, Ascension, Whit Monday: days after Easter Sunday.
inline constexpr std::array<int, 3> kMovableHolidays{1, 39, 50};

/// The day on which a territory keeps the abolition of slavery; month 0 where none is by law.
[[nodiscard]] constexpr MonthDay abolition_day(Departement departement) noexcept {
  const auto code = departement.code();
  if (code == "976") return {4, 27};
  if (code == "972") return {5, 22};
  if (code == "971" || code == "978") return {5, 27};
  if (code == "973") return {6, 10};
  if (code == "977") return {10, 9};
  if (code == "974") return {12, 20};
  return {0, 0};
}

[[nodiscard]] constexpr bool is_alsace_moselle(Departement departement) noexcept {
  const auto code = departement.code();
  return code == "57" || code == "67" || code == "68";
}

}  // namespace detail

/// Whether a date is a public holiday by law in a département, before any override. O(1).
[[nodiscard]] constexpr bool is_legal_holiday(Departement departement, Date date) noexcept {
  const std::chrono::year_month_day civil{date};
  const auto is = [&](detail::MonthDay day) {
    return civil.month() == std::chrono::month{day.month} &&
           civil.day() == std::chrono::day{day.day};
  };
  for (const auto day : detail::kFixedHolidays)
    if (is(day)) return true;
  const auto after_easter = (date - easter_sunday(static_cast<int>(civil.year()))).count();
  for (const int days : detail::kMovableHolidays)
    if (after_easter == days) return true;
  if (is(detail::abolition_day(departement))) return true;
  return detail::is_alsace_moselle(departement) && (after_easter == -2 || is({12, 26}));
}

/// "On this date, here, it is (or is not) a holiday", against the law's table.
struct HolidayOverride {
  Departement departement;  ///< where
  Date date{};              ///< when, local
  bool is_holiday = true;   ///< what holds in place of the law's table
  friend constexpr bool operator==(const HolidayOverride&,
                                   const HolidayOverride&) noexcept = default;
};

/// Whether a date is a holiday, overrides considered; the last one for a date counts. O(overrides).
[[nodiscard]] constexpr bool is_holiday(Departement departement, Date date,
                                        std::span<const HolidayOverride> overrides) noexcept {
  for (auto it = overrides.rbegin(); it != overrides.rend(); ++it)
    if (it->departement == departement && it->date == date) return it->is_holiday;
  return is_legal_holiday(departement, date);
}

}  // namespace creneau
