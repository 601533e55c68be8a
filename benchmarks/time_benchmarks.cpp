#include <boost/date_time/gregorian/gregorian.hpp>
#include <boost/date_time/local_time/local_time.hpp>
#include <boost/date_time/posix_time/posix_time.hpp>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "creneau/model/boost_date_time.hpp"
#include "pairs.hpp"

namespace creneau::bench {

namespace {

constexpr std::size_t kTimes = 10'000;

/// Days scattered over the library's century.
std::vector<Date> some_days() {
  std::vector<Date> days;
  const auto range = static_cast<std::size_t>((kLastDate - kFirstDate).count());
  for (std::size_t place = 0; place < kTimes; ++place)
    days.push_back(kFirstDate + std::chrono::days{place * 7919 % range});
  return days;
}

Sides iso_weeks() {
  std::vector<boost::gregorian::date> boost_days;
  for (const Date day : some_days()) boost_days.push_back(to_boost(day));
  Side ours = [days = some_days()](Stopwatch& watch) {
    std::uint64_t sum = 0;
    watch.start();
    for (const Date day : days) sum += Week::of(day).number();
    watch.stop();
    return sum;
  };
  Side other = [days = std::move(boost_days)](Stopwatch& watch) {
    std::uint64_t sum = 0;
    watch.start();
    for (const auto& day : days) sum += static_cast<std::uint64_t>(day.week_number());
    watch.stop();
    return sum;
  };
  return {ours, other};
}

Sides local_times() {
  std::vector<Instant> instants;
  std::vector<boost::posix_time::ptime> boost_instants;
  for (std::size_t place = 0; const Date day : some_days()) {
    instants.push_back(Instant{day.time_since_epoch() + Minutes{place++ * 104'729 % 1440}});
    boost_instants.push_back(to_boost(instants.back()));
  }
  const boost::local_time::time_zone_ptr paris(
      new boost::local_time::posix_time_zone("CET+01CEST+01,M3.5.0/02:00,M10.5.0/03:00"));
  Side ours = [instants = std::move(instants)](Stopwatch& watch) {
    std::uint64_t sum = 0;
    watch.start();
    for (const Instant instant : instants)
      sum +=
          static_cast<std::uint64_t>(to_local(ZoneId::paris, instant).time_since_epoch().count());
    watch.stop();
    return sum;
  };
  Side other = [instants = std::move(boost_instants), paris](Stopwatch& watch) {
    const boost::posix_time::ptime epoch(boost::gregorian::date(1970, 1, 1));
    std::uint64_t sum = 0;
    watch.start();
    for (const auto& instant : instants) {
      const boost::local_time::local_date_time local(instant, paris);
      sum += static_cast<std::uint64_t>((local.local_time() - epoch).ticks() / 60'000'000);
    }
    watch.stop();
    return sum;
  };
  return {ours, other};
}

}  // namespace

void add_time_benchmarks() {
  add_pair({"ISO week / Boost.Date_Time", Goal::at_least, 2.5}, {kTimes, 51}, iso_weeks);
  add_pair({"UTC to local time / Boost.Date_Time", Goal::at_least, 40}, {kTimes, 51}, local_times);
}

}  // namespace creneau::bench
