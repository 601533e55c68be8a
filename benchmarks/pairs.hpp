#pragma once
/// \file
/// Benchmarks in pairs: ours against a floor or a rival, in turn in one run, reported as the ratio
/// of medians with its spread. Machines are shared and noisy: an absolute time says little.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace creneau::bench {

/// How much is measured.
enum class Scale {
  smoke,  ///< each side once, on little, to compare their results
  usual,
  full,  ///< the whole benchmark grid where the usual scale takes a part of it
};
[[nodiscard]] Scale scale() noexcept;

/// Times the part of a side's work that counts.
class Stopwatch {
 public:
  void start() noexcept { begin_ = std::chrono::steady_clock::now(); }
  void stop() noexcept { elapsed_ += std::chrono::steady_clock::now() - begin_; }
  /// Adds a time that another process measured.
  void add(std::chrono::nanoseconds time) noexcept { elapsed_ += time; }
  [[nodiscard]] std::chrono::nanoseconds elapsed() const noexcept { return elapsed_; }

 private:
  std::chrono::steady_clock::time_point begin_{};
  std::chrono::nanoseconds elapsed_{};
};

/// One side: does its work once, the part that counts between start() and stop(). Returns a digest
/// of the results, which must be the other side's, too. Throws where the work fails.
using Side = std::function<std::uint64_t(Stopwatch&)>;

struct Sides {
  Side ours;
  Side other;
};

enum class Goal {
  at_most,   ///< time of ours / time of the other ≤ target; or the figure itself
  at_least,  ///< time of the other / time of ours ≥ target
};

struct Row {
  std::string name;
  Goal goal = Goal::at_most;
  double target = 0;
};

/// How a row is measured.
struct Measure {
  std::size_t items = 1;  ///< of one go, to state the time of one
  int goes = 21;          ///< of each side, in turn
  bool in_smoke = true;   ///< needs no rival in another language
};

/// A row of two sides. `make` prepares them when their turn comes; what they hold is gone
/// afterwards.
void add_pair(Row row, Measure measure, std::function<Sides()> make);

/// A row whose figure is no time: bytes, counts, sizes. Deterministic enough to be taken once.
void add_figure(Row row, std::string unit, std::function<double()> take);

/// A line below the table.
void add_remark(std::string remark);

}  // namespace creneau::bench
