#pragma once
/// \file
/// Benchmarks in pairs: ours against a floor or a rival, measured in turn in one run, reported as the
/// ratio of medians with its spread. Machines are shared and noisy: an absolute time says little.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace creneau::bench {

/// How a row of docs/benchmarks.md is judged.
enum class Goal {
  at_most,   ///< time of ours / time of the other ≤ target
  at_least,  ///< time of the other / time of ours ≥ target
};

/// One row: two benchmarks that do the same work, and the ratio to reach.
struct Pair {
  std::string name;
  Goal goal = Goal::at_most;
  double target = 0;
};

/// Registers `ours` and `other` under a pair's name. Each runs in turn, at least nine times.
void add_pair(Pair pair, void (*ours)(benchmark::State&), void (*other)(benchmark::State&));

/// A row whose figure is no time: bytes, or counts.
void add_figure(std::string name, std::string unit, double target, double (*measure)());

}  // namespace creneau::bench
