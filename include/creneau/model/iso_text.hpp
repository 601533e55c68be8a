#pragma once
/// \file
/// ISO 8601 writing of dates, times, weeks and instants: the one used in files, options and JSON.
/// Independent of any locale.

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "creneau/model/time.hpp"

namespace creneau {

namespace detail {

/// `width` digits of `number`, zero-padded, appended.
inline void append_padded(std::string& out, std::int64_t number, int width) {
  std::array<char, 20> digits{};
  int count = 0;
  do {
    digits[static_cast<std::size_t>(count++)] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  for (int pad = count; pad < width; ++pad) out.push_back('0');
  while (count > 0) out.push_back(digits[static_cast<std::size_t>(--count)]);
}

/// Reads exactly `width` digits at `position` and moves on.
[[nodiscard]] constexpr std::optional<int> take_digits(std::string_view text, std::size_t& position,
                                                       std::size_t width) noexcept {
  if (text.size() < position + width) return std::nullopt;
  int number = 0;
  for (std::size_t end = position + width; position < end; ++position) {
    if (text[position] < '0' || text[position] > '9') return std::nullopt;
    number = number * 10 + (text[position] - '0');
  }
  return number;
}

[[nodiscard]] constexpr bool take_letter(std::string_view text, std::size_t& position,
                                         char letter) noexcept {
  if (position >= text.size() || text[position] != letter) return false;
  ++position;
  return true;
}

[[nodiscard]] constexpr std::optional<Date> take_date(std::string_view text,
                                                      std::size_t& position) noexcept {
  const auto year = take_digits(text, position, 4);
  if (!year || !take_letter(text, position, '-')) return std::nullopt;
  const auto month = take_digits(text, position, 2);
  if (!month || !take_letter(text, position, '-')) return std::nullopt;
  const auto day = take_digits(text, position, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

[[nodiscard]] constexpr std::optional<Minutes> take_time(std::string_view text,
                                                         std::size_t& position) noexcept {
  const auto hours = take_digits(text, position, 2);
  if (!hours || !take_letter(text, position, ':')) return std::nullopt;
  const auto minutes = take_digits(text, position, 2);
  if (!minutes || *minutes > 59 || *hours * 60 + *minutes > 1440) return std::nullopt;
  return Minutes{*hours * 60 + *minutes};
}

}  // namespace detail

/// "2026-06-15". Years 0 to 9999.
[[nodiscard]] inline std::string to_text(Date date) {
  const std::chrono::year_month_day civil{date};
  std::string text;
  detail::append_padded(text, static_cast<int>(civil.year()), 4);
  text.push_back('-');
  detail::append_padded(text, static_cast<unsigned>(civil.month()), 2);
  text.push_back('-');
  detail::append_padded(text, static_cast<unsigned>(civil.day()), 2);
  return text;
}

/// "08:30"; midnight at the end of a day is "24:00". \pre 0 to 1440 minutes
[[nodiscard]] inline std::string to_text(Minutes time_of_day) {
  std::string text;
  detail::append_padded(text, time_of_day.count() / 60, 2);
  text.push_back(':');
  detail::append_padded(text, time_of_day.count() % 60, 2);
  return text;
}

/// "2026-06-15T08:30".
[[nodiscard]] inline std::string to_text(LocalTime time) {
  const auto date = std::chrono::floor<std::chrono::days>(time);
  return to_text(date) + "T" + to_text(Minutes{time - date});
}

/// UTC: "2026-06-09T22:00:00Z", with six decimals where there are microseconds.
[[nodiscard]] inline std::string to_text(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const auto micros = (instant - day).count();
  std::string text = to_text(Date{day.time_since_epoch()});
  text.push_back('T');
  detail::append_padded(text, micros / 3'600'000'000, 2);
  text.push_back(':');
  detail::append_padded(text, micros / 60'000'000 % 60, 2);
  text.push_back(':');
  detail::append_padded(text, micros / 1'000'000 % 60, 2);
  if (micros % 1'000'000 != 0) {
    text.push_back('.');
    detail::append_padded(text, micros % 1'000'000, 6);
  }
  text.push_back('Z');
  return text;
}

/// "2026-W25".
[[nodiscard]] inline std::string to_text(Week week) {
  std::string text;
  detail::append_padded(text, week.year(), 4);
  text += "-W";
  detail::append_padded(text, week.number(), 2);
  return text;
}

/// The date written "2026-06-15". None if there is no such date.
[[nodiscard]] constexpr std::optional<Date> parse_date(std::string_view text) noexcept {
  std::size_t position = 0;
  const auto date = detail::take_date(text, position);
  return position == text.size() ? date : std::nullopt;
}

/// The time of day written "08:30", up to "24:00". None if there is no such time.
[[nodiscard]] constexpr std::optional<Minutes> parse_time(std::string_view text) noexcept {
  std::size_t position = 0;
  const auto time = detail::take_time(text, position);
  return position == text.size() ? time : std::nullopt;
}

/// The local time written "2026-06-15T08:30", or a date alone, which is its first minute. None for
/// anything else.
[[nodiscard]] constexpr std::optional<LocalTime> parse_local_time(std::string_view text) noexcept {
  std::size_t position = 0;
  const auto date = detail::take_date(text, position);
  if (!date) return std::nullopt;
  if (position == text.size()) return LocalTime{*date};
  if (!detail::take_letter(text, position, 'T')) return std::nullopt;
  const auto time = detail::take_time(text, position);
  if (!time || position != text.size()) return std::nullopt;
  return *date + *time;
}

/// The week written "2026-W25". None if the year has no such week.
[[nodiscard]] constexpr std::optional<Week> parse_week(std::string_view text) noexcept {
  std::size_t position = 0;
  const auto year = detail::take_digits(text, position, 4);
  if (!year || !detail::take_letter(text, position, '-') ||
      !detail::take_letter(text, position, 'W'))
    return std::nullopt;
  const auto number = detail::take_digits(text, position, 2);
  if (!number || position != text.size() || *number < 1 || *number > 53) return std::nullopt;
  const Week week = Week::of(*year, static_cast<unsigned>(*number));
  if (week.year() != *year) return std::nullopt;
  return week;
}

/// The instant written "2026-06-09T22:00:00Z" (seconds and up to six decimals may be left out), or
/// with an offset ("+02:00") in place of Z. None for anything else, and without either: it would
/// depend on a zone.
[[nodiscard]] constexpr std::optional<Instant> parse_instant(std::string_view text) noexcept {
  std::size_t position = 0;
  const auto date = detail::take_date(text, position);
  if (!date || !detail::take_letter(text, position, 'T')) return std::nullopt;
  const auto time = detail::take_time(text, position);
  if (!time) return std::nullopt;
  std::chrono::microseconds part{};
  if (detail::take_letter(text, position, ':')) {
    const auto seconds = detail::take_digits(text, position, 2);
    if (!seconds || *seconds > 59) return std::nullopt;
    part = std::chrono::seconds{*seconds};
    if (detail::take_letter(text, position, '.')) {
      std::int64_t unit = 100'000;
      const std::size_t first = position;
      while (position < text.size() && text[position] >= '0' && text[position] <= '9') {
        if (unit == 0) return std::nullopt;
        part += std::chrono::microseconds{(text[position++] - '0') * unit};
        unit /= 10;
      }
      if (position == first) return std::nullopt;
    }
  }
  constexpr Minutes kDay{1440};
  if (*time == kDay && part != part.zero()) return std::nullopt;
  Minutes offset{};
  if (!detail::take_letter(text, position, 'Z')) {
    if (position >= text.size()) return std::nullopt;
    const char sign = text[position++];
    if (sign != '+' && sign != '-') return std::nullopt;
    const auto amount = detail::take_time(text, position);
    if (!amount || *amount == kDay) return std::nullopt;
    offset = sign == '+' ? *amount : -*amount;
  }
  if (position != text.size()) return std::nullopt;
  return Instant{date->time_since_epoch() + *time + part - offset};
}

}  // namespace creneau
