#pragma once
/// \file
/// Whether what clients saw of one slot at the same time could have happened one after the other: small
/// enough to run under ThreadSanitizer. Longer histories are checked with Porcupine; see
/// tests/linearizability/.

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "linearizability/operation.hpp"

namespace creneau::testing {

/// Looks for an order of the operations in which each answer is true, and in which none comes
/// before one that was answered before it was called (Wing and Gong's search, remembering where it
/// was). The slot is free at first.
[[nodiscard]] inline bool is_linearizable(std::vector<Operation> operations) {
  std::sort(operations.begin(), operations.end(),
            [](const Operation& a, const Operation& b) { return a.called < b.called; });
  /// The first operation that was not yet put in order, those after it that were, and the state.
  using Place = std::tuple<std::size_t, std::vector<std::size_t>, Held>;
  std::set<Place> seen;
  std::vector<Place> open{{0, {}, kFree}};
  while (!open.empty()) {
    const auto [first, ahead, state] = std::move(open.back());
    open.pop_back();
    if (first == operations.size()) return true;
    std::vector<Place> next;
    std::uint64_t earliest = UINT64_MAX;
    for (std::size_t index = first; index < operations.size(); ++index) {
      const Operation& it = operations[index];
      if (it.called > earliest) break;
      if (std::binary_search(ahead.begin(), ahead.end(), index)) continue;
      earliest = std::min(earliest, it.answered);
      if (!it.is_true_of(state)) continue;
      auto [low, rest] = std::pair(first, ahead);
      rest.insert(std::lower_bound(rest.begin(), rest.end(), index), index);
      while (!rest.empty() && rest.front() == low) {
        rest.erase(rest.begin());
        ++low;
      }
      Place place{low, std::move(rest), it.becomes.value_or(state)};
      if (seen.insert(place).second) next.push_back(std::move(place));
    }
    // The earliest call is tried first.
    std::move(next.rbegin(), next.rend(), std::back_inserter(open));
  }
  return false;
}

}  // namespace creneau::testing
