#pragma once
/// \file
/// The rows of the memory storage, packed: 40 bytes a session, 16 a reservation, none a free slot.

#include <algorithm>
#include <bit>
#include <cstdint>
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
      if (blocks_.size() == blocks_.capacity())
        blocks_.reserve(blocks_.size() + 1 + blocks_.size() / 16);
      blocks_.push_back(std::make_unique<T[]>(kBlock));
    }
    size_ = size;
  }
  void emplace_back() { resize(size_ + 1); }

 private:
  static constexpr std::size_t kBlock = 64;
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
    if (const auto known = find(value)) return known;
    if (values_.size() >= kNone) return std::nullopt;
    if (places_.size() < 2 * (values_.size() + 1)) grow();
    const auto number = static_cast<Number>(values_.size());
    values_.push_back(value);
    places_[free_place(value)] = number;
    return number;
  }
  /// The value's number, if it has one. O(1).
  [[nodiscard]] std::optional<Number> find(const Value& value) const noexcept {
    if (places_.empty()) return std::nullopt;
    for (std::size_t place = first_place(value);; place = (place + 1) & (places_.size() - 1)) {
      const Number number = places_[place];
      if (number == kNone) return std::nullopt;
      if (values_[number] == value) return number;
    }
  }
  [[nodiscard]] const Value& operator[](Number number) const noexcept { return values_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

 private:
  /// The most numbers; and the mark of a place that holds none.
  static constexpr Number kNone = std::numeric_limits<Number>::max();

  [[nodiscard]] std::size_t first_place(const Value& value) const noexcept {
    return static_cast<std::size_t>((std::uint64_t{Hash{}(value)} * 0x9E3779B97F4A7C15U) >> shift_);
  }
  [[nodiscard]] std::size_t free_place(const Value& value) const noexcept {
    std::size_t place = first_place(value);
    while (places_[place] != kNone) place = (place + 1) & (places_.size() - 1);
    return place;
  }
  /// Twice as many places. Strong guarantee.
  void grow() {
    const std::size_t size = std::max<std::size_t>(16, 2 * places_.size());
    std::vector<Number> more(size, kNone);
    places_.swap(more);
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(size));
    for (std::size_t number = 0; number < values_.size(); ++number)
      places_[free_place(values_[number])] = static_cast<Number>(number);
  }

  std::vector<Value> values_;
  std::vector<Number> places_;  ///< a power of two of them, at most half full
  unsigned shift_ = 0;
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
  class Entry {
   public:
    Entry(std::uint16_t day, Row row) noexcept
        : day_(day),
          high_(static_cast<std::uint16_t>(row >> 16)),
          low_(static_cast<std::uint16_t>(row)) {}
    [[nodiscard]] std::uint16_t day() const noexcept { return day_; }
    [[nodiscard]] Row row() const noexcept { return (Row{high_} << 16) | low_; }

   private:
    std::uint16_t day_;
    std::uint16_t high_;
    std::uint16_t low_;
  };

  /// Makes room, so that `insert` cannot fail.
  void reserve(std::size_t more) {
    if (entries_.size() + more > entries_.capacity())
      entries_.reserve(entries_.size() + more + 1 + entries_.size() / 16);
  }
  void insert(std::uint16_t day, Row row) noexcept {
    const auto place = std::upper_bound(
        entries_.begin(), entries_.end(), day,
        [](std::uint16_t before, const Entry& entry) { return before < entry.day(); });
    entries_.insert(place, Entry{day, row});
  }
  void erase(std::uint16_t day, Row row) noexcept {
    auto place = first_of(day);
    while (place->row() != row) ++place;
    entries_.erase(place);
  }
  /// Those of days `[first, last]`, by day; unordered within a day.
  [[nodiscard]] std::span<const Entry> between(std::uint16_t first,
                                               std::uint16_t last) const noexcept {
    const auto begin = first_of(first);
    auto end = begin;
    if (last >= first)
      end =
          std::upper_bound(begin, entries_.end(), last,
                           [](std::uint16_t day, const Entry& entry) { return day < entry.day(); });
    return {begin, end};
  }

 private:
  [[nodiscard]] std::vector<Entry>::const_iterator first_of(std::uint16_t day) const noexcept {
    return std::lower_bound(
        entries_.begin(), entries_.end(), day,
        [](const Entry& entry, std::uint16_t first) { return entry.day() < first; });
  }
  std::vector<Entry> entries_;
};
static_assert(sizeof(SchoolReservations::Entry) == 6);

}  // namespace creneau::memory
