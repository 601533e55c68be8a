#pragma once
/// \file
/// What schools ask for, week by week: the draws of a request.

#include <vector>

#include "creneau/policy/zones.hpp"
#include "creneau/sim/entities.hpp"
#include "creneau/sim/scenario.hpp"

namespace creneau::sim {

/// What a school asks for.
struct Request {
  std::uint32_t demand = 0;  ///< the place of its demand
  Instant at{};              ///< when it asks
  Instant until{};           ///< when it gives up
  Period wished;             ///< local dates
  std::int32_t exams = 0;    ///< how many
  Draws habits;              ///< what will become of what it gets
};

namespace detail {

/// A request of a demand at a share of the hours of a week.
[[nodiscard]] inline Request request_of(const Scenario& scenario, std::uint32_t place, Week week,
                                        std::uint64_t number, double share, Seed seed) {
  const Demand& demand = scenario.demands[place];
  const SchoolHabits& schools = scenario.habits;
  const auto [day, time] = schools.hours.at(share);
  const Date date = week.monday() + std::chrono::days{day};
  Draws draws(seed, Purpose::request, entity_of(place, week, number));
  Request it{place, {}, {}, {}, 0, {seed, Purpose::holding, entity_of(place, week, number)}};
  it.exams = demand.exams.draw(draws);
  it.wished.first = date + std::chrono::days{demand.lead.draw(draws)};
  it.wished.last = it.wished.first + std::chrono::days{demand.window.draw(draws)};
  it.at = to_instant(zone_of(demand.departement), date + time);
  it.until = it.at + std::chrono::days{schools.patience.draw(draws)};
  return it;
}

}  // namespace detail

/// What one demand of a scenario asks for in a week, at most 32,767 requests; those for less than
/// one exam are left out. Pure: the same for the same seed, whatever the policy. O(requests).
[[nodiscard]] inline std::vector<Request> requests_of(const Scenario& scenario, std::uint32_t place,
                                                      Week week, Seed seed) {
  constexpr std::uint64_t kMost = 0x7FFF;
  const Demand& demand = scenario.demands[place];
  std::vector<Request> requests;
  std::uint64_t number = 0;
  const auto ask_at = [&](double share) {
    if (number == kMost) return;
    const Request it = detail::request_of(scenario, place, week, number++, share, seed);
    if (it.exams > 0) requests.push_back(it);
  };
  Draws arrivals(seed, Purpose::arrivals, entity_of(place, week));
  if (demand.requests_of_week) {
    for (auto left = demand.requests_of_week->draw(arrivals); left > 0; --left)
      ask_at(arrivals.unit());
    return requests;
  }
  const std::size_t season = week.number() - 1;
  const double rate =
      demand.requests_per_week * (season < demand.seasons.size() ? demand.seasons[season] : 1.0);
  for (double at = arrivals.exponential(); at < rate; at += arrivals.exponential())
    ask_at(at / rate);
  return requests;
}

}  // namespace creneau::sim
