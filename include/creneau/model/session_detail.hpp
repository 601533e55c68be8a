#pragma once
/// \file
/// Sessions together with what lies in them.

#include <string>
#include <vector>

#include "creneau/model/reason.hpp"
#include "creneau/model/reservation.hpp"
#include "creneau/model/session.hpp"

namespace creneau {

/// A reservation with the session it lies in.
struct ReservedSession {
  Reservation reservation;
  Session session;

  [[nodiscard]] LocalTime start() const noexcept {
    return session.start_of(reservation.slots.front());
  }
  [[nodiscard]] LocalTime end() const noexcept { return session.end_of(reservation.slots.back()); }
  [[nodiscard]] Units units() const noexcept {
    return session.planning->grid.units_of(reservation.slots);
  }
  friend bool operator==(const ReservedSession&, const ReservedSession&) = default;
};

/// An unavailable slot and why.
struct BlockedSlot {
  SlotId slot;
  Reason reason = Reason::unstated;
  std::string note;
};

/// A session with everything that lies in it.
struct SessionDetail {
  SessionState state;
  std::vector<Reservation> reservations;  ///< by first slot
  std::vector<BlockedSlot> blocks;        ///< by ordinal

  /// Whose a slot is, if it is reserved.
  [[nodiscard]] const Reservation* holder(unsigned ordinal) const noexcept {
    for (const Reservation& reservation : reservations)
      if (reservation.slots.contains(ordinal)) return &reservation;
    return nullptr;
  }
  [[nodiscard]] SlotStatus status(unsigned ordinal) const noexcept {
    if (state.reserved.contains(ordinal)) return SlotStatus::reserved;
    return state.unavailable.contains(ordinal) ? SlotStatus::unavailable : SlotStatus::free;
  }
};

}  // namespace creneau
