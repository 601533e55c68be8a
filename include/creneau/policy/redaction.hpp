#pragma once
/// \file
/// Policy: where else a note stands that is redacted in one event.

#include <algorithm>
#include <vector>

#include "creneau/model/change_set.hpp"

namespace creneau {

/// Empties the notes of a later event that are copies of those of a redacted one: slots that were
/// taken along to another plan, a closure that was removed. False: there is none. O(n × m).
[[nodiscard]] inline bool empty_copies(const ChangeSet& redacted, ChangeSet& later) {
  bool found = false;
  const auto empty = [&](std::string& note) {
    found = found || !note.empty();
    note.clear();
  };
  for (BlockChange& copy : later.blocks)
    if (std::any_of(redacted.blocks.begin(), redacted.blocks.end(), [&](const BlockChange& it) {
          return it.session == copy.session && it.slots.intersects(copy.slots) &&
                 it.note == copy.note;
        }))
      empty(copy.note);
  for (ClosureChange& copy : later.closures_changed)
    if (std::any_of(redacted.closures_changed.begin(), redacted.closures_changed.end(),
                    [&](const ClosureChange& it) { return it.closure.id == copy.closure.id; }))
      empty(copy.closure.note);
  return found;
}

/// Whether a notice with these lines tells of that event, of commands that were given at one instant
/// with one note. O(n × m).
[[nodiscard]] inline bool tells_of(const std::vector<NoticeLine>& lines, const ChangeSet& event) {
  return std::any_of(lines.begin(), lines.end(), [&](const NoticeLine& line) {
    return std::any_of(event.reservations.begin(), event.reservations.end(),
                       [&](const ReservationChange& it) { return it.id == line.reservation; });
  });
}

}  // namespace creneau
