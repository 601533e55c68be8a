#pragma once
/// \file
/// What is to come in a simulated run, by time.

#include <cstdint>
#include <queue>
#include <tuple>

#include "creneau/model/time.hpp"

namespace creneau::sim {

/// What comes at a moment; of what comes at the same one the first comes first.
enum class Step : std::uint8_t { publish, withdraw, change_of_mind, exam, week, round, request };

/// Something that is to come.
struct Due {
  Instant at;            ///< when
  Step step;             ///< what
  std::uint64_t number;  ///< in the order in which they were put down
  std::uint64_t what;    ///< of which planning, session, reservation or request, by step
};

/// What is to come. Of things of the same moment and step, what was put down first comes first.
class Agenda {
 public:
  /// Puts something down. O(log n).
  void put(Instant at, Step step, std::uint64_t what) { due_.push({at, step, ++put_down_, what}); }
  /// Whether nothing is to come.
  [[nodiscard]] bool empty() const noexcept { return due_.empty(); }
  /// Takes out what comes first. O(log n). \pre !empty()
  [[nodiscard]] Due next() {
    const Due first = due_.top();
    due_.pop();
    return first;
  }

 private:
  struct ComesLater {
    [[nodiscard]] bool operator()(const Due& a, const Due& b) const noexcept {
      return std::tie(b.at, b.step, b.number) < std::tie(a.at, a.step, a.number);
    }
  };
  std::priority_queue<Due, std::vector<Due>, ComesLater> due_;
  std::uint64_t put_down_ = 0;
};

}  // namespace creneau::sim
