#pragma once
/// \file
/// The rows of the memory storage, packed: 40 bytes a session, 16 a reservation, none a free slot.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "creneau/model/content_hash.hpp"
#include "creneau/model/made_ids.hpp"
#include "creneau/model/reservation.hpp"
#include "creneau/model/session.hpp"

namespace creneau::memory {

/// The place of a row in its table. Rows are never moved and places never used again.
using Row = std::uint32_t;
inline constexpr Row kNoRow = UINT32_MAX;

/// A growing table whose rows stay where they are, in blocks: it never holds more than a block too
/// much.
template <class T>
class Table {
 public:
  [[nodiscard]] T& operator[](std::size_t row) noexcept {
    return blocks_[row / kBlock][row % kBlock];
  }
  [[nodiscard]] const T& operator[](std::size_t row) const noexcept {
    return blocks_[row / kBlock][row % kBlock];
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Adds rows of default value. Strong guarantee.
  void resize(std::size_t size) {
    while (blocks_.size() * kBlock < size) {
      blocks_.reserve(blocks_.size() + 1);
      blocks_.push_back(std::make_unique<T[]>(kBlock));
    }
    size_ = size;
  }
  void emplace_back() { resize(size_ + 1); }

 private:
  static constexpr std::size_t kBlock = 1024;
  std::vector<std::unique_ptr<T[]>> blocks_;
  std::size_t size_ = 0;
};

/// What many sessions have in common: kept once.
struct Pattern {
  Hours hours;
  CentreId proposed_centre;
  std::optional<Planning> planning;
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

struct PatternHash {
  [[nodiscard]] std::size_t operator()(const Pattern& pattern) const noexcept {
    ContentHasher hasher;
    hasher.add(pattern.hours.start.count())
        .add(pattern.hours.end.count())
        .add(pattern.proposed_centre.value);
    if (pattern.planning) {
      const Planning& planning = *pattern.planning;
      hasher.add(planning.centre.value)
          .add(planning.planned_by.value)
          .add((static_cast<std::uint64_t>(planning.category) << 8) |
               static_cast<std::uint64_t>(planning.part))
          .add((std::uint64_t{planning.grid.unit_minutes} << 32) |
               (std::uint64_t{planning.grid.units_of_slot} << 16) | planning.grid.slot_count);
    }
    return hasher.finish().value;
  }
};

/// Gives each distinct value a small number.
template <class Value, class Hash, class Number>
class Interned {
 public:
  /// The value's number; a new one if it has none. None when numbers have run out.
  [[nodiscard]] std::optional<Number> intern(const Value& value) {
    const auto found = numbers_.find(value);
    if (found != numbers_.end()) return found->second;
    if (values_.size() >= kMost) return std::nullopt;
    const auto number = static_cast<Number>(values_.size());
    values_.push_back(value);
    try {
      numbers_.emplace(value, number);
    } catch (...) {
      values_.pop_back();
      throw;
    }
    return number;
  }
  /// The value's number, if it has one.
  [[nodiscard]] std::optional<Number> find(const Value& value) const {
    const auto found = numbers_.find(value);
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] const Value& operator[](Number number) const noexcept { return values_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

 private:
  static constexpr std::size_t kMost = std::numeric_limits<Number>::max();
  std::vector<Value> values_;
  boost::unordered_flat_map<Value, Number, Hash> numbers_;
};

/// A session. A removed one keeps its row, with `revision` zero.
struct PackedSession {
  SlotSet reserved;
  SlotSet unavailable;
  std::uint32_t pattern = 0;
  std::uint32_t plan = 0;
  std::uint32_t revision = 0;
  Row next = kNoRow;               ///< of the same inspector and week, by start
  Row first_reservation = kNoRow;  ///< of those that lie in it
  std::uint16_t inspector = 0;     ///< interned
  std::uint16_t day = 0;           ///< since kFirstDate
};
static_assert(sizeof(PackedSession) == 40);

/// A reservation. An ended one keeps its row, without slots.
struct PackedReservation {
  Row session = kNoRow;
  Row next = kNoRow;  ///< of the same session
  std::uint32_t revision = 0;
  std::uint16_t school = 0;  ///< interned
  std::uint16_t slots = 0;   ///< the first 15; the highest bit: kept elsewhere, whole

  static constexpr std::uint16_t kWide = 0x8000;
};
static_assert(sizeof(PackedReservation) == 16);

/// The reservations of one school, by the day of their session: six bytes each.
class SchoolReservations {
 public:
  /// Makes room, so that `insert` cannot fail.
  void reserve(std::size_t more) {
    if (rows_.size() + more <= rows_.capacity() && days_.capacity() == rows_.capacity()) return;
    rows_.reserve(rows_.size() + more + 7);
    days_.reserve(rows_.capacity());
  }
  void insert(std::uint16_t day, Row row) noexcept {
    const auto place = std::upper_bound(days_.begin(), days_.end(), day) - days_.begin();
    days_.insert(days_.begin() + place, day);
    rows_.insert(rows_.begin() + place, row);
  }
  void erase(std::uint16_t day, Row row) noexcept {
    auto place = std::lower_bound(days_.begin(), days_.end(), day) - days_.begin();
    while (rows_[static_cast<std::size_t>(place)] != row) ++place;
    days_.erase(days_.begin() + place);
    rows_.erase(rows_.begin() + place);
  }
  /// The rows of days `[first, last]`, by day; unordered within a day.
  [[nodiscard]] std::span<const Row> between(std::uint16_t first,
                                             std::uint16_t last) const noexcept {
    const auto begin = std::lower_bound(days_.begin(), days_.end(), first) - days_.begin();
    const auto end = std::upper_bound(days_.begin(), days_.end(), last) - days_.begin();
    return {rows_.data() + begin,
            static_cast<std::size_t>(std::max<std::ptrdiff_t>(end - begin, 0))};
  }

 private:
  std::vector<std::uint16_t> days_;
  std::vector<Row> rows_;
};

}  // namespace creneau::memory
