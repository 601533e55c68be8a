#pragma once
/// \file
/// What an administration can choose: the rules, when it publishes half-days, whom it serves first.

#include <cstdint>
#include <vector>

#include "creneau/model/rule_entry.hpp"
#include "creneau/model/time.hpp"

namespace creneau::sim {

/// Whom the office serves first among those who wait.
enum class Order : std::uint8_t {
  first_come,    ///< at once, and those who wait in the order in which they asked
  proportional,  ///< at each round the school that is furthest behind its entitlement
  lottery        ///< at each round by lot
};

/// The most weeks that a release can lie ahead.
inline constexpr std::uint32_t kMostWeeksAhead = 104;

/// A part of a week's sessions, published at one time.
struct Release {
  std::uint32_t weeks_ahead = 6;  ///< before the week, on its Monday; at most kMostWeeksAhead
  double share = 1;               ///< the probability that a session belongs to this part
  friend bool operator==(const Release&, const Release&) = default;
};

/// A policy: everything else is the scenario's.
struct Policy {
  std::vector<RuleEntry> rules;  ///< the document that holds from the beginning; none: the defaults
  Order order = Order::first_come;           ///< whom the office serves first
  std::vector<Release> releases{Release{}};  ///< shares that do not add up to 1 leave some out
  Minutes office_opens{9 * 60};              ///< local: when it publishes and serves who waits
  std::uint8_t round_days = 0b0011111;       ///< bit n: it serves who waits on day n from Monday
  friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace creneau::sim
