#pragma once
/// \file
/// Many replications of a scenario, on several threads.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "creneau/memory/memory_storage.hpp"
#include "creneau/sim/figures.hpp"
#include "creneau/sim/replication.hpp"

namespace creneau::sim {

/// Which replications to run, and how.
struct Runs {
  std::uint64_t seed = 0;     ///< of the experiment
  std::uint32_t first = 0;    ///< the number of the first replication
  std::uint32_t count = 1;    ///< how many
  std::uint32_t workers = 1;  ///< threads, the caller's among them; more than `count` are not used
  Period measured;            ///< which days count: what lies before is warm-up
};

/// One replication by itself, and its figures. The errors of `Replication::run`. Thread-safe.
[[nodiscard]] inline result<Figures> replicate_figures(const Scenario& scenario,
                                                       const Policy& policy,
                                                       const MemoryDirectory& directory, Seed seed,
                                                       Period measured) {
  BasicMemoryStorage<NoMutex> storage{{.history = false}};
  Count count(measured);
  BOOST_OUTCOME_TRY(
      Replication(scenario, policy, directory, storage, seed).run([&](const Happening& it) {
        count.add(it);
      }));
  return count.figures();
}

/// One replication by itself, and all that happened. The errors of `Replication::run`. Thread-safe.
[[nodiscard]] inline result<Log> replicate(const Scenario& scenario, const Policy& policy,
                                           const MemoryDirectory& directory, Seed seed) {
  BasicMemoryStorage<NoMutex> storage{{.history = false}};
  Log log;
  BOOST_OUTCOME_TRY(Replication(scenario, policy, directory, storage, seed).run(log));
  return log;
}

/// Hears on the caller's thread how many replications are done, of all of them in the end; says
/// whether to go on.
using Progress = std::function<bool(std::uint32_t done)>;

/// Runs replications `first` to `first + count - 1`, and gives the figures of each, in that order:
/// the same for any number of workers. Errors: that of the first replication that fails;
/// `unsupported` where `progress` said no. Blocks; thread-safe.
[[nodiscard]] inline result<std::vector<Figures>> simulate(const Scenario& scenario,
                                                           const Policy& policy, const Runs& runs,
                                                           const Progress& progress = {}) {
  const MemoryDirectory directory = directory_of(scenario);
  std::vector<std::optional<result<Figures>>> outcomes(runs.count);
  std::atomic<std::uint32_t> next{0}, done{0};
  std::atomic<bool> stop{false};
  std::uint32_t told = 0;
  const auto work = [&](bool tells) {
    for (std::uint32_t place; !stop && (place = next++) < runs.count;) {
      try {
        outcomes[place].emplace(replicate_figures(scenario, policy, directory,
                                                  {runs.seed, runs.first + place}, runs.measured));
      } catch (const std::bad_alloc&) {
        outcomes[place].emplace(Error{ErrorCode::no_memory});
      }
      if (!*outcomes[place]) stop = true;
      const std::uint32_t so_far = ++done;
      if (tells && progress && !progress(told = so_far)) stop = true;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::uint32_t number = 1; number < std::min(runs.workers, runs.count); ++number)
      threads.emplace_back(work, false);
    work(true);
  }
  // Others may have been the last.
  if (progress && !stop && told != done) (void)progress(done);
  std::vector<Figures> figures;
  for (auto& outcome : outcomes) {
    if (!outcome) continue;
    BOOST_OUTCOME_TRY(Figures it, std::move(*outcome));
    figures.push_back(std::move(it));
  }
  if (figures.size() < runs.count) return Error{ErrorCode::unsupported}.with_text("interrupted");
  return figures;
}

}  // namespace creneau::sim
