#pragma once
/// \file
/// Sessions together with what lies in them.

#include <string>
#include <vector>

#include "creneau/model/reason.hpp"
#include "creneau/model/reservation.hpp"
#include "creneau/model/session.hpp"

namespace creneau {

/// A reservation with the session it lies in, which is planned.
struct ReservedSession {
  Reservation reservation;  ///< the row
  Session session;          ///< at the reservation's plan

  /// When its first slot begins, local to the session's département.
  [[nodiscard]] LocalTime start() const noexcept {
    return session.start_of(reservation.slots.front());
  }
  /// When its last slot ends, local to the session's département.
  [[nodiscard]] LocalTime end() const noexcept { return session.end_of(reservation.slots.back()); }
  /// The units of its slots.
  [[nodiscard]] Units units() const noexcept {
    return session.planning->grid.units_of(reservation.slots);
  }
  friend bool operator==(const ReservedSession&, const ReservedSession&) = default;
};

/// An unavailable slot and why.
struct BlockedSlot {
  SlotId slot;                       ///< of the session's present plan
  Reason reason = Reason::unstated;  ///< why
  std::string note;                  ///< free text beside the reason
};

/// A session with everything that lies in it.
struct SessionDetail {
  SessionState state;                     ///< the session, and which slots are taken
  std::vector<Reservation> reservations;  ///< by first slot
  std::vector<BlockedSlot> blocks;        ///< by ordinal

  /// The reservation that holds a slot; null if none does. O(reservations).
  [[nodiscard]] const Reservation* holder(unsigned ordinal) const noexcept {
    for (const Reservation& reservation : reservations)
      if (reservation.slots.contains(ordinal)) return &reservation;
    return nullptr;
  }
  /// What a slot is. `free` also where the grid has no such slot.
  [[nodiscard]] SlotStatus status(unsigned ordinal) const noexcept {
    if (state.reserved.contains(ordinal)) return SlotStatus::reserved;
    return state.unavailable.contains(ordinal) ? SlotStatus::unavailable : SlotStatus::free;
  }
};

}  // namespace creneau
