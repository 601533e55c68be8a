#pragma once
/// \file
/// The border to Boost.Date_Time, for hosts that use it. Inside, the library uses std::chrono.

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <boost/date_time/posix_time/posix_time_types.hpp>

#include "creneau/model/time.hpp"

#ifdef BOOST_DATE_TIME_POSIX_TIME_STD_CONFIG
#error "Creneau takes ptime with microseconds: do not define BOOST_DATE_TIME_POSIX_TIME_STD_CONFIG"
#endif

namespace creneau {

/// A date of the library's range as a Boost date. \pre in_range(date)
[[nodiscard]] inline boost::gregorian::date to_boost(Date date) {
  return boost::gregorian::date(1970, 1, 1) +
         boost::gregorian::days(date.time_since_epoch().count());
}

/// A Boost date as a date. \pre the date is no special value
[[nodiscard]] inline Date from_boost(const boost::gregorian::date& date) {
  return Date{std::chrono::days{(date - boost::gregorian::date(1970, 1, 1)).days()}};
}

/// An instant as a ptime in UTC, to the microsecond.
[[nodiscard]] inline boost::posix_time::ptime to_boost(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  return {to_boost(Date{day.time_since_epoch()}),
          boost::posix_time::microseconds((instant - day).count())};
}

/// A ptime in UTC as an instant. \pre the time is no special value
[[nodiscard]] inline Instant from_boost(const boost::posix_time::ptime& time) {
  return Instant{from_boost(time.date()).time_since_epoch() +
                 std::chrono::microseconds{time.time_of_day().total_microseconds()}};
}

}  // namespace creneau
