#pragma once
/// \file
/// Reservations: what a school holds of one session.

#include <string>

#include "creneau/model/ids.hpp"
#include "creneau/model/slot.hpp"

namespace creneau {

/// One school's slots of one session: adjacent when reserved, perhaps with gaps after a slot of it
/// was cancelled. Holds no data of a candidate.
struct Reservation {
  ReservationId id;          ///< given by the storage
  SchoolId school;           ///< whose it is
  SessionId session;         ///< in which it lies
  PlanNumber plan;           ///< the plan of which its slots are: the session's present one
  SlotSet slots;             ///< never empty: a reservation without slots is no more
  Revision revision;         ///< of the commit that last wrote this row
  std::string external_ref;  ///< another system's id of it, opaque; empty: none
  friend bool operator==(const Reservation&, const Reservation&) = default;
};

}  // namespace creneau
