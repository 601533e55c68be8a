#pragma once
/// \file
/// From when on a date may be reserved: how far ahead, and at which hour it is published.

#include "creneau/model/departement.hpp"
#include "creneau/policy/rules.hpp"
#include "creneau/policy/zones.hpp"

namespace creneau {

/// The instant from which on exams of `date` (local) may be reserved; the beginning of time where
/// no rule says otherwise. The rule that counts is the one in force on that date. O(1) but for
/// finding it.
[[nodiscard]] inline Instant reservation_opens_at(Departement departement, Date date,
                                                  const RuleBook& rules) {
  const OpeningRule& rule = rules.on(date).opening;
  if (!rule.days_ahead) return Instant::min();
  return to_instant(zone_of(departement),
                    date - std::chrono::days{*rule.days_ahead} + rule.opens_at);
}

}  // namespace creneau
