#pragma once
/// \file
/// What happened in a simulated run, in order.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "creneau/model/category.hpp"
#include "creneau/model/content_hash.hpp"
#include "creneau/model/departement.hpp"
#include "creneau/model/error.hpp"
#include "creneau/model/time.hpp"
#include "creneau/model/units.hpp"

namespace creneau::sim {

/// One thing that happened. What does not apply is zero.
struct Happening {
  /// What happened, and what `amount` is.
  enum class Kind : std::uint8_t {
    published,            ///< a session; its units
    not_held,             ///< a standing session, which the rule of `code` refused
    left_over,            ///< of a session that was published; units that no whole exam can use
    withdrawn,            ///< a session, because its inspector is away; its units but those lost
    asked,                ///< a school for exams; how many
    refused,              ///< a request, by the rule of `code`; how many exams
    reserved,             ///< for a request; units; `waited` since it was asked
    used_again,           ///< of what was reserved: units given back before; `waited` since then
    cancelled,            ///< for the school; units, free again: in time, by the defaults
    cancelled_late,       ///< for the school; units, lost: too late, by the defaults
    cancelled_by_office,  ///< with a session that was withdrawn; units
    given_up,             ///< a request that waited too long; exams
    examined,             ///< units
    missed                ///< nobody came; units
  };
  Kind kind = Kind::published;      ///< what happened
  Category category = Category::c;  ///< of the exams
  ErrorCode code{};                 ///< of `refused`
  Instant at{};                     ///< when
  Minutes waited{};                 ///< whole minutes
  std::int32_t amount = 0;          ///< by kind
  std::uint32_t request = 0;        ///< the place of the request among all, from 1
  Departement departement;          ///< in whose planning
  Date date{};                      ///< of the exam; of a request the first one wished
  SchoolId school;                  ///< whose request or reservation
  InspectorId inspector;            ///< who examines
  SessionId session;                ///< in which the exam lies
  friend bool operator==(const Happening&, const Happening&) = default;
};

/// How many kinds there are.
inline constexpr std::size_t kHappeningKinds = 14;

/// What happened, in order.
using Log = std::vector<Happening>;

/// Hears of everything that happens.
using Heard = std::function<void(const Happening&)>;

/// Puts a log in order of time; what happened at one moment stays in its order. O(n log n).
inline void sort_by_time(Log& log) {
  const auto earlier = [](const Happening& a, const Happening& b) { return a.at < b.at; };
  if (std::is_sorted(log.begin(), log.end(), earlier)) return;
  // std::stable_sort is built on what libstdc++ 12 calls deprecated, which clang tells every user.
  std::vector<std::pair<Instant, std::size_t>> order;
  order.reserve(log.size());
  for (const Happening& it : log) order.emplace_back(it.at, order.size());
  std::sort(order.begin(), order.end());
  Log sorted;
  sorted.reserve(log.size());
  for (const auto& [at, place] : order) sorted.push_back(log[place]);
  log = std::move(sorted);
}

/// A fingerprint of a log: the same on every machine, with every compiler, for any number of
/// workers. O(n).
[[nodiscard]] inline ContentHash digest(const Log& log) noexcept {
  ContentHasher hasher;
  for (const Happening& it : log)
    hasher.add(static_cast<std::int64_t>(it.kind))
        .add(static_cast<std::int64_t>(it.category))
        .add(static_cast<std::int64_t>(it.code))
        .add(it.at.time_since_epoch().count())
        .add(it.waited.count())
        .add(it.amount)
        .add(std::uint64_t{it.request})
        .add(it.departement.code())
        .add(it.date.time_since_epoch().count())
        .add(it.school.value)
        .add(it.inspector.value)
        .add(it.session.value);
  return hasher.finish();
}

}  // namespace creneau::sim
