#pragma once
/// \file
/// What came free since an office last served those who wait.

#include <algorithm>
#include <utility>
#include <vector>

#include "creneau/model/category.hpp"
#include "creneau/model/time.hpp"

namespace creneau::sim {

/// On which dates something of a category came free.
class News {
 public:
  /// Something came free.
  void add(Category category, Date date) { entries_.emplace_back(category, date); }
  /// Makes ready for being asked. O(n log n).
  void sort() {
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }
  /// Whether something of a category came free in some days. O(log n). \pre sort() was called since
  /// the last add
  [[nodiscard]] bool concern(Category category, Period days) const {
    const auto found =
        std::lower_bound(entries_.begin(), entries_.end(), std::pair{category, days.first});
    return found != entries_.end() && found->first == category && found->second <= days.last;
  }
  /// Forgets all.
  void clear() noexcept { entries_.clear(); }

 private:
  std::vector<std::pair<Category, Date>> entries_;
};

}  // namespace creneau::sim
