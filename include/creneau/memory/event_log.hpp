#pragma once
/// \file
/// The history of a département, packed: some 80 bytes an event.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "creneau/memory/byte_packing.hpp"

namespace creneau::memory {

/// Events in the order of their numbers, appended and never changed.
class EventLog {
 public:
  /// Adds the event of a commit, without its notices. Strong guarantee.
  void append(Revision number, const ChangeSet& changes) {
    writer_.clear();
    writer_.write(changes);
    bytes_.resize(end_of(size()));  // behind it lies what an append wrote that failed
    bytes_.insert(bytes_.end(), writer_.bytes().begin(), writer_.bytes().end());
    places_.push_back({number, bytes_.size()});
  }
  /// Takes the last event back. \pre there is one
  void pop_back() noexcept { places_.pop_back(); }

  [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }
  /// The event at a place, from 0. O(its length).
  [[nodiscard]] Event operator[](std::size_t place) const {
    const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(end_of(place));
    const auto last = bytes_.begin() + static_cast<std::ptrdiff_t>(end_of(place + 1));
    const std::vector<std::uint8_t> bytes(first, last);
    Event event;
    event.number = places_[place].number;
    ByteReader{bytes.data()}.read(event.changes);
    return event;
  }
  /// The place of the first event with a greater number. O(log n).
  [[nodiscard]] std::size_t first_after(Revision number) const noexcept {
    const auto found =
        std::upper_bound(places_.begin(), places_.end(), number,
                         [](Revision wanted, const Place& it) { return wanted < it.number; });
    return static_cast<std::size_t>(found - places_.begin());
  }

 private:
  struct Place {
    Revision number;
    std::size_t end;  ///< where its bytes end and those of the next one begin
  };
  /// Where the first `count` events end.
  [[nodiscard]] std::size_t end_of(std::size_t count) const noexcept {
    return count == 0 ? 0 : places_[count - 1].end;
  }

  std::deque<Place> places_;
  std::deque<std::uint8_t> bytes_;
  ByteWriter writer_;  ///< of one event; kept for its room
};

}  // namespace creneau::memory
