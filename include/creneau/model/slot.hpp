#pragma once
/// \file
/// Slots: the blocks of a planned session.

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>

#include "creneau/model/ids.hpp"

namespace creneau {

/// The most slots that one session can have.
inline constexpr unsigned kMaxSlotsOfSession = 64;

/// One slot: the `ordinal`-th block (from 0) of the `plan`-th planning of a session.
struct SlotId {
  SessionId session;
  PlanNumber plan;
  std::uint32_t ordinal = 0;
  friend constexpr auto operator<=>(const SlotId&, const SlotId&) noexcept = default;
};

enum class SlotStatus : std::uint8_t { free, reserved, unavailable };

/// A set of slots of one session, by ordinal. A value of eight bytes; every operation is O(1) but
/// iteration, which is O(size).
class SlotSet {
 public:
  constexpr SlotSet() noexcept = default;
  constexpr explicit SlotSet(std::uint64_t bits) noexcept : bits_(bits) {}
  [[nodiscard]] static constexpr SlotSet of(std::initializer_list<unsigned> ordinals) noexcept {
    SlotSet set;
    for (const unsigned ordinal : ordinals) set.insert(ordinal);
    return set;
  }
  /// Slots 0 to `count` − 1. \pre count ≤ kMaxSlotsOfSession
  [[nodiscard]] static constexpr SlotSet first(unsigned count) noexcept {
    return SlotSet{count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1};
  }
  /// `count` adjacent slots from `ordinal` on.
  [[nodiscard]] static constexpr SlotSet run(unsigned ordinal, unsigned count) noexcept {
    return SlotSet{first(count).bits_ << ordinal};
  }

  constexpr void insert(unsigned ordinal) noexcept { bits_ |= std::uint64_t{1} << ordinal; }
  [[nodiscard]] constexpr bool contains(unsigned ordinal) const noexcept {
    return ordinal < kMaxSlotsOfSession && ((bits_ >> ordinal) & 1) != 0;
  }
  [[nodiscard]] constexpr bool contains_all(SlotSet other) const noexcept {
    return (other.bits_ & ~bits_) == 0;
  }
  [[nodiscard]] constexpr bool intersects(SlotSet other) const noexcept {
    return (bits_ & other.bits_) != 0;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr unsigned size() const noexcept {
    return static_cast<unsigned>(std::popcount(bits_));
  }
  /// \pre !empty()
  [[nodiscard]] constexpr unsigned front() const noexcept {
    return static_cast<unsigned>(std::countr_zero(bits_));
  }
  /// \pre !empty()
  [[nodiscard]] constexpr unsigned back() const noexcept {
    return 63U - static_cast<unsigned>(std::countl_zero(bits_));
  }
  /// The adjacent slots that begin with the first one of the set. \pre !empty()
  [[nodiscard]] constexpr SlotSet first_run() const noexcept {
    const unsigned start = front();
    return run(start, static_cast<unsigned>(std::countr_one(bits_ >> start)));
  }
  [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }

  class iterator {
   public:
    using value_type = unsigned;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const unsigned*;
    using reference = unsigned;
    constexpr iterator() noexcept = default;
    constexpr explicit iterator(std::uint64_t bits) noexcept : bits_(bits) {}
    constexpr unsigned operator*() const noexcept {
      return static_cast<unsigned>(std::countr_zero(bits_));
    }
    constexpr iterator& operator++() noexcept {
      bits_ &= bits_ - 1;
      return *this;
    }
    constexpr iterator operator++(int) noexcept {
      const iterator before = *this;
      ++*this;
      return before;
    }
    friend constexpr bool operator==(iterator, iterator) noexcept = default;

   private:
    std::uint64_t bits_ = 0;
  };
  [[nodiscard]] constexpr iterator begin() const noexcept { return iterator{bits_}; }
  [[nodiscard]] constexpr iterator end() const noexcept { return iterator{0}; }

  friend constexpr SlotSet operator|(SlotSet a, SlotSet b) noexcept {
    return SlotSet{a.bits_ | b.bits_};
  }
  friend constexpr SlotSet operator&(SlotSet a, SlotSet b) noexcept {
    return SlotSet{a.bits_ & b.bits_};
  }
  /// The slots of `a` that are not in `b`.
  friend constexpr SlotSet operator-(SlotSet a, SlotSet b) noexcept {
    return SlotSet{a.bits_ & ~b.bits_};
  }
  constexpr SlotSet& operator|=(SlotSet other) noexcept { return *this = *this | other; }
  constexpr SlotSet& operator-=(SlotSet other) noexcept { return *this = *this - other; }
  friend constexpr bool operator==(SlotSet, SlotSet) noexcept = default;

 private:
  std::uint64_t bits_ = 0;
};

}  // namespace creneau
