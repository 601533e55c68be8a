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
  SessionId session;          ///< whose block it is
  PlanNumber plan;            ///< of which planning; an older number never means a slot of today's
  std::uint32_t ordinal = 0;  ///< 0 to kMaxSlotsOfSession − 1
  friend constexpr auto operator<=>(const SlotId&, const SlotId&) noexcept = default;
};

/// Whether a slot can be reserved (free), is a school's (reserved), or can be reserved by nobody
/// (unavailable, indispo).
enum class SlotStatus : std::uint8_t { free, reserved, unavailable };

/// A set of slots of one session, by ordinal, 0 to kMaxSlotsOfSession − 1. A value of eight bytes;
/// every operation is O(1) but iteration, which is O(size) and ascending.
class SlotSet {
 public:
  constexpr SlotSet() noexcept = default;
  /// The set that `bits()` gave.
  constexpr explicit SlotSet(std::uint64_t bits) noexcept : bits_(bits) {}
  /// The set of these ordinals. \pre each < kMaxSlotsOfSession
  [[nodiscard]] static constexpr SlotSet of(std::initializer_list<unsigned> ordinals) noexcept {
    SlotSet set;
    for (const unsigned ordinal : ordinals) set.insert(ordinal);
    return set;
  }
  /// Slots 0 to `count` − 1. \pre count ≤ kMaxSlotsOfSession
  [[nodiscard]] static constexpr SlotSet first(unsigned count) noexcept {
    return SlotSet{count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1};
  }
  /// `count` adjacent slots from `ordinal` on. \pre ordinal < kMaxSlotsOfSession
  [[nodiscard]] static constexpr SlotSet run(unsigned ordinal, unsigned count) noexcept {
    return SlotSet{first(count).bits_ << ordinal};
  }

  /// Adds a slot. \pre ordinal < kMaxSlotsOfSession
  constexpr void insert(unsigned ordinal) noexcept { bits_ |= std::uint64_t{1} << ordinal; }
  /// Whether the slot is in the set; false for any ordinal that no session has.
  [[nodiscard]] constexpr bool contains(unsigned ordinal) const noexcept {
    return ordinal < kMaxSlotsOfSession && ((bits_ >> ordinal) & 1) != 0;
  }
  /// Whether every slot of `other` is in this set.
  [[nodiscard]] constexpr bool contains_all(SlotSet other) const noexcept {
    return (other.bits_ & ~bits_) == 0;
  }
  /// Whether any slot is in both.
  [[nodiscard]] constexpr bool intersects(SlotSet other) const noexcept {
    return (bits_ & other.bits_) != 0;
  }
  /// Whether no slot is in the set.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// How many slots are in the set.
  [[nodiscard]] constexpr unsigned size() const noexcept {
    // Most sets hold one slot or none, and counting bits may be a call.
    if ((bits_ & (bits_ - 1)) == 0) return bits_ == 0 ? 0 : 1;
    return static_cast<unsigned>(std::popcount(bits_));
  }
  /// The lowest ordinal. \pre !empty()
  [[nodiscard]] constexpr unsigned front() const noexcept {
    return static_cast<unsigned>(std::countr_zero(bits_));
  }
  /// The highest ordinal. \pre !empty()
  [[nodiscard]] constexpr unsigned back() const noexcept {
    return 63U - static_cast<unsigned>(std::countl_zero(bits_));
  }
  /// The adjacent slots that begin with the first one of the set. \pre !empty()
  [[nodiscard]] constexpr SlotSet first_run() const noexcept {
    const unsigned start = front();
    return run(start, static_cast<unsigned>(std::countr_one(bits_ >> start)));
  }
  /// Whether so many slots of the set are adjacent. \pre length > 0
  [[nodiscard]] constexpr bool has_run(unsigned length) const noexcept {
    // Bits whose `covered` followers are in the set, too.
    std::uint64_t bits = bits_;
    for (unsigned covered = 1; covered < length && bits != 0;) {
      const unsigned more = covered < length - covered ? covered : length - covered;
      bits &= bits >> more;
      covered += more;
    }
    return length <= kMaxSlotsOfSession && bits != 0;
  }
  /// How many slots are in the longest run. O(that number).
  [[nodiscard]] constexpr unsigned longest_run() const noexcept {
    unsigned length = 0;
    for (std::uint64_t bits = bits_; bits != 0; bits &= bits >> 1) ++length;
    return length;
  }
  /// The set as a number to store: bit n is the slot of ordinal n.
  [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }

  /// Visits the ordinals, ascending. Stays valid whatever becomes of the set: it has a copy.
  class iterator {
   public:
    using value_type = unsigned;  ///< an ordinal
    /// As the standard wants it; iterators are not subtracted.
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;  ///< forward, of values
    using pointer = const unsigned*;                      ///< as the standard wants it
    using reference = unsigned;                           ///< a value: there is nothing to refer to
    constexpr iterator() noexcept = default;
    /// An iterator over the ordinals of `bits`.
    constexpr explicit iterator(std::uint64_t bits) noexcept : bits_(bits) {}
    /// The ordinal where it stands. \pre it is not the end
    constexpr unsigned operator*() const noexcept {
      return static_cast<unsigned>(std::countr_zero(bits_));
    }
    /// Goes on to the next ordinal. \pre it is not the end
    constexpr iterator& operator++() noexcept {
      bits_ &= bits_ - 1;
      return *this;
    }
    /// Goes on, and gives where it stood. \pre it is not the end
    constexpr iterator operator++(int) noexcept {
      const iterator before = *this;
      ++*this;
      return before;
    }
    friend constexpr bool operator==(iterator, iterator) noexcept = default;

   private:
    std::uint64_t bits_ = 0;
  };
  /// The lowest ordinal, or the end.
  [[nodiscard]] constexpr iterator begin() const noexcept { return iterator{bits_}; }
  /// Behind the highest ordinal.
  [[nodiscard]] constexpr iterator end() const noexcept { return iterator{0}; }

  /// The slots that are in `a` or in `b`.
  friend constexpr SlotSet operator|(SlotSet a, SlotSet b) noexcept {
    return SlotSet{a.bits_ | b.bits_};
  }
  /// The slots that are in both.
  friend constexpr SlotSet operator&(SlotSet a, SlotSet b) noexcept {
    return SlotSet{a.bits_ & b.bits_};
  }
  /// The slots of `a` that are not in `b`.
  friend constexpr SlotSet operator-(SlotSet a, SlotSet b) noexcept {
    return SlotSet{a.bits_ & ~b.bits_};
  }
  /// Adds the slots of `other`.
  constexpr SlotSet& operator|=(SlotSet other) noexcept { return *this = *this | other; }
  /// Takes the slots of `other` out.
  constexpr SlotSet& operator-=(SlotSet other) noexcept { return *this = *this - other; }
  friend constexpr bool operator==(SlotSet, SlotSet) noexcept = default;

 private:
  std::uint64_t bits_ = 0;
};

}  // namespace creneau
