#pragma once
/// \file
/// The time zones of the territories: local times to instants and back.
///
/// Rules, valid 2000 to 2099 as far as today's law goes: metropolitan France +1/+2 by directive
/// 2000/84/EC (last Sunday of March and of October, 01:00 UTC); Saint-Pierre-et-Miquelon −3/−2 on
/// the dates of North America (since 2007: second Sunday of March, first Sunday of November, 02:00
/// local; before: first Sunday of April, last Sunday of October); no daylight saving elsewhere.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "creneau/model/departement.hpp"
#include "creneau/model/time.hpp"

namespace creneau {

/// The zones of the territories: one for metropolitan France, one for each overseas territory.
enum class ZoneId : std::uint8_t {
  paris,
  guadeloupe,
  martinique,
  guyane,
  reunion,
  miquelon,
  mayotte,
  saint_barthelemy,
  saint_martin,
  wallis,
  tahiti,
  noumea
};

/// A zone: its IANA name and its offset outside daylight saving.
struct Zone {
  std::string_view iana_name;  ///< as in tzdata: "Indian/Reunion"
  Minutes standard_offset;     ///< local − UTC outside daylight saving
  /// On whose dates the clock is an hour ahead: nobody's, the European Union's, North America's.
  enum class Daylight : std::uint8_t { none, europe, north_america } daylight;  ///< which dates
};

namespace detail {

inline constexpr std::array<Zone, 12> kZones{{
    {"Europe/Paris", Minutes{60}, Zone::Daylight::europe},
    {"America/Guadeloupe", Minutes{-240}, Zone::Daylight::none},
    {"America/Martinique", Minutes{-240}, Zone::Daylight::none},
    {"America/Cayenne", Minutes{-180}, Zone::Daylight::none},
    {"Indian/Reunion", Minutes{240}, Zone::Daylight::none},
    {"America/Miquelon", Minutes{-180}, Zone::Daylight::north_america},
    {"Indian/Mayotte", Minutes{180}, Zone::Daylight::none},
    {"America/St_Barthelemy", Minutes{-240}, Zone::Daylight::none},
    {"America/Marigot", Minutes{-240}, Zone::Daylight::none},
    {"Pacific/Wallis", Minutes{720}, Zone::Daylight::none},
    {"Pacific/Tahiti", Minutes{-600}, Zone::Daylight::none},
    {"Pacific/Noumea", Minutes{660}, Zone::Daylight::none},
}};

inline constexpr int kFirstZoneYear = 1999;
inline constexpr std::size_t kZoneYears = 103;  // a year more at each end than dates may have

/// Daylight saving of one year, `[begin, end)`.
struct DaylightSaving {
  Instant begin;
  Instant end;
};

[[nodiscard]] constexpr Date nth_sunday(int year, unsigned month, unsigned index) noexcept {
  return Date{std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                      std::chrono::Sunday[index]}};
}
[[nodiscard]] constexpr Date last_sunday(int year, unsigned month) noexcept {
  return Date{std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                      std::chrono::Sunday[std::chrono::last]}};
}
[[nodiscard]] constexpr Instant utc(Date date, Minutes time) noexcept {
  return Instant{date.time_since_epoch() + time};
}

[[nodiscard]] constexpr DaylightSaving daylight_saving(Zone::Daylight rule, int year) noexcept {
  if (rule == Zone::Daylight::europe)
    return {utc(last_sunday(year, 3), Minutes{60}), utc(last_sunday(year, 10), Minutes{60})};
  const Date begin = year >= 2007 ? nth_sunday(year, 3, 2) : nth_sunday(year, 4, 1);
  const Date end = year >= 2007 ? nth_sunday(year, 11, 1) : last_sunday(year, 10);
  return {utc(begin, Minutes{120 + 180}), utc(end, Minutes{120 + 120})};
}

[[nodiscard]] constexpr std::array<DaylightSaving, kZoneYears> all_daylight_saving(
    Zone::Daylight rule) noexcept {
  std::array<DaylightSaving, kZoneYears> years{};
  for (std::size_t index = 0; index < kZoneYears; ++index)
    years[index] = daylight_saving(rule, kFirstZoneYear + static_cast<int>(index));
  return years;
}

inline constexpr auto kEuropeanYears = all_daylight_saving(Zone::Daylight::europe);
inline constexpr auto kNorthAmericanYears = all_daylight_saving(Zone::Daylight::north_america);

/// The table's place for the year in which `days` since 1970 lie. Only the days around New Year can
/// be put in the wrong one, and no zone has daylight saving then.
[[nodiscard]] constexpr std::size_t zone_year(std::int64_t days) noexcept {
  // 146097 days are 400 years; 719162 days lie between 0001-01-01 and 1970-01-01.
  const std::int64_t index = ((days + 719162) * 400 / 146097) + 1 - kFirstZoneYear;
  if (index < 0) return 0;
  return index >= static_cast<std::int64_t>(kZoneYears) ? kZoneYears - 1
                                                        : static_cast<std::size_t>(index);
}

/// Daylight saving of the year in which `days` since 1970 lie. \pre the rule is not `none`
[[nodiscard]] constexpr const DaylightSaving& daylight_saving_of(Zone::Daylight rule,
                                                                 std::int64_t days) noexcept {
  return (rule == Zone::Daylight::europe ? kEuropeanYears : kNorthAmericanYears)[zone_year(days)];
}

}  // namespace detail

/// The zone of an id. O(1).
[[nodiscard]] constexpr const Zone& zone(ZoneId id) noexcept {
  return detail::kZones[static_cast<std::size_t>(id)];
}

/// The zone of a département. O(1).
[[nodiscard]] constexpr ZoneId zone_of(Departement departement) noexcept {
  constexpr std::size_t kFirstOverseas = 96;  // index of "971"; 96 départements in Europe
  constexpr std::array kOverseas{ZoneId::guadeloupe,       ZoneId::martinique,   ZoneId::guyane,
                                 ZoneId::reunion,          ZoneId::miquelon,     ZoneId::mayotte,
                                 ZoneId::saint_barthelemy, ZoneId::saint_martin, ZoneId::wallis,
                                 ZoneId::tahiti,           ZoneId::noumea};
  static_assert(kFirstOverseas + kOverseas.size() == Departement::kCount);
  const std::size_t index = departement.index();
  return index < kFirstOverseas ? ZoneId::paris : kOverseas[index - kFirstOverseas];
}

/// The offset from UTC at an instant. O(1), a few nanoseconds.
[[nodiscard]] constexpr Minutes offset_at(ZoneId id, Instant instant) noexcept {
  const Zone& it = zone(id);
  if (it.daylight == Zone::Daylight::none) return it.standard_offset;
  const auto days = std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
  const detail::DaylightSaving& year = detail::daylight_saving_of(it.daylight, days);
  const bool daylight = year.begin <= instant && instant < year.end;
  return daylight ? it.standard_offset + Minutes{60} : it.standard_offset;
}

/// The local time at an instant, rounded down to the minute. O(1).
[[nodiscard]] constexpr LocalTime to_local(ZoneId id, Instant instant) noexcept {
  return LocalTime{std::chrono::floor<Minutes>(instant).time_since_epoch() +
                   offset_at(id, instant)};
}

/// What a local time is as an instant.
struct ResolvedTime {
  Instant instant;  ///< of a time that the clock skips: the moment of the change
  /// How often the clock shows the time on that day.
  enum class Kind : std::uint8_t {
    unique,
    skipped,              ///< the clock jumps over it: it does not exist
    twice                 ///< it exists twice; `instant` is the first
  } kind = Kind::unique;  ///< how often the clock shows it
};

/// The instant of a local time. O(1).
[[nodiscard]] constexpr ResolvedTime resolve(ZoneId id, LocalTime local) noexcept {
  const Zone& it = zone(id);
  const Instant as_standard{local.time_since_epoch() - it.standard_offset};
  if (it.daylight == Zone::Daylight::none) return {as_standard, ResolvedTime::Kind::unique};
  const auto days = std::chrono::floor<std::chrono::days>(as_standard).time_since_epoch().count();
  const detail::DaylightSaving& year = detail::daylight_saving_of(it.daylight, days);
  const Instant as_daylight = as_standard - Minutes{60};
  const bool daylight_fits = year.begin <= as_daylight && as_daylight < year.end;
  const bool standard_fits = as_standard < year.begin || year.end <= as_standard;
  if (daylight_fits)
    return {as_daylight, standard_fits ? ResolvedTime::Kind::twice : ResolvedTime::Kind::unique};
  if (standard_fits) return {as_standard, ResolvedTime::Kind::unique};
  // Neither fits: spring, between the last standard and the first daylight minute.
  return {year.begin, ResolvedTime::Kind::skipped};
}

/// The instant of a local time, whichever kind it is. O(1).
[[nodiscard]] constexpr Instant to_instant(ZoneId id, LocalTime local) noexcept {
  return resolve(id, local).instant;
}

}  // namespace creneau
