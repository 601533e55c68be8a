#pragma once
/// \file
/// What this process has seen of the départements. Internal; thread-safe.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <utility>

#include "creneau/model/departement.hpp"
#include "creneau/model/ids.hpp"

namespace creneau::postgres {

class Known {
 public:
  Known() {
    for (std::size_t index = 0; index < Departement::kCount; ++index) {
      std::string& leaf = leaves_[index];
      leaf = "_" + std::string(Departement::from_index(index).code());
      for (char& letter : leaf)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
  }

  /// A commit number that was seen: the département has its partitions, then.
  void remember(Departement departement, Revision number) noexcept {
    std::atomic<std::int64_t>& known = numbers_[departement.index()];
    std::int64_t old = known.load(std::memory_order_relaxed);
    while (old < number.value &&
           !known.compare_exchange_weak(old, number.value, std::memory_order_relaxed)) {
    }
  }
  /// Up to which number everything is known, or decided here and under way; `count` more follow.
  [[nodiscard]] Revision expect(Departement departement, std::size_t count) noexcept {
    UnderWay& it = under_way_[departement.index()];
    const std::lock_guard lock(it.mutex);
    if (it.batches++ == 0) it.number = 0;
    it.number = std::max(it.number, number(departement));
    return {std::exchange(it.number, it.number + static_cast<std::int64_t>(count))};
  }
  /// What was expected has come, or will not.
  void arrive(Departement departement) noexcept {
    UnderWay& it = under_way_[departement.index()];
    const std::lock_guard lock(it.mutex);
    --it.batches;
  }
  /// The greatest commit number that was seen here; others may be further. −1: no partitions yet.
  [[nodiscard]] std::int64_t number(Departement departement) const noexcept {
    return numbers_[departement.index()].load(std::memory_order_relaxed);
  }
  [[nodiscard]] bool is_open(Departement departement) const noexcept {
    return number(departement) >= 0;
  }
  /// What stands behind the name of a table of its partition ("_93"); nothing where it may have none,
  /// and the whole table must be asked.
  [[nodiscard]] std::string_view leaf(Departement departement) const noexcept {
    return is_open(departement) ? std::string_view(leaves_[departement.index()])
                                : std::string_view{};
  }

  /// The version of the directory, read just now.
  void remember_directory(std::int64_t version) noexcept {
    directory_.store(version, std::memory_order_relaxed);
    directory_at_.store(std::chrono::steady_clock::now(), std::memory_order_relaxed);
  }
  /// The version of the directory, if it was read within the last second; zero: it was not.
  [[nodiscard]] std::int64_t directory_version() const noexcept {
    const auto age =
        std::chrono::steady_clock::now() - directory_at_.load(std::memory_order_relaxed);
    return age < std::chrono::seconds{1} ? directory_.load(std::memory_order_relaxed) : 0;
  }

 private:
  struct Number : std::atomic<std::int64_t> {
    Number() noexcept : std::atomic<std::int64_t>(-1) {}
  };
  struct UnderWay {
    std::mutex mutex;
    std::size_t batches = 0;
    std::int64_t number = 0;
  };
  std::array<Number, Departement::kCount> numbers_;
  std::array<UnderWay, Departement::kCount> under_way_;
  std::array<std::string, Departement::kCount> leaves_;
  std::atomic<std::int64_t> directory_{0};
  std::atomic<std::chrono::steady_clock::time_point> directory_at_{};
};

}  // namespace creneau::postgres
