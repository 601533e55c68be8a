#pragma once
/// \file
/// The floor: a département's planning as bare flat arrays, with the same checks and the same writes as
/// the engine's, and nothing else: no ids to resolve, no change sets, no receipts, no other rules.

#include <cstdint>
#include <vector>

namespace creneau::bench {

struct FlatSession {
  std::uint64_t reserved = 0;
  std::uint64_t unavailable = 0;
  std::int64_t start_utc = 0;  ///< minutes
  std::int64_t deadline_utc = 0;
  std::uint32_t plan = 0;
  std::uint32_t first_reservation = UINT32_MAX;
  std::uint16_t inspector = 0;
  std::uint16_t week = 0;
  std::uint8_t slot_count = 0;
  std::uint8_t slot_minutes = 30;
  std::uint8_t category = 0;
  bool planned = false;
};

struct FlatReservation {
  std::uint64_t slots = 0;
  std::uint32_t session = 0;
  std::uint32_t school = 0;
  std::uint32_t next = UINT32_MAX;
};

struct FlatSchool {
  std::uint32_t categories = 0;
  bool active = false;
};

struct FlatUnits {
  std::uint16_t planned = 0;
  std::uint16_t unavailable = 0;
  std::uint16_t assigned = 0;
};

struct FlatPlanning {
  std::vector<FlatSession> sessions;
  std::vector<FlatReservation> reservations;
  std::vector<FlatSchool> schools;
  std::vector<FlatUnits> units;  ///< week-major
  std::size_t inspectors = 0;
  std::int64_t now = 0;
  bool closures = false;
  std::vector<bool> office_departements;

  /// The new reservation's row, or −1.
  std::int64_t reserve(std::uint32_t departement, std::uint32_t school, std::uint32_t session,
                       std::uint32_t plan, unsigned ordinal) {
    if (!office_departements[departement]) return -1;
    FlatSession& it = sessions[session];
    if (!it.planned || it.plan != plan || ordinal >= it.slot_count) return -1;
    const FlatSchool& who = schools[school];
    if (!who.active || (who.categories != 0 && ((who.categories >> it.category) & 1) == 0))
      return -1;
    const std::uint64_t bit = std::uint64_t{1} << ordinal;
    if (((it.reserved | it.unavailable) & bit) != 0) return -1;
    if (it.start_utc + std::int64_t{ordinal} * it.slot_minutes <= now || closures) return -1;
    it.reserved |= bit;
    const auto row = static_cast<std::uint32_t>(reservations.size());
    reservations.push_back({bit, session, school, it.first_reservation});
    it.first_reservation = row;
    ++units[it.week * inspectors + it.inspector].assigned;
    return row;
  }

  bool cancel(std::uint32_t school, std::uint32_t row) {
    FlatReservation& reservation = reservations[row];
    if (reservation.slots == 0 || reservation.school != school) return false;
    FlatSession& it = sessions[reservation.session];
    if (now >= it.deadline_utc) return false;
    it.reserved &= ~reservation.slots;
    reservation.slots = 0;
    std::uint32_t* place = &it.first_reservation;
    while (*place != row) place = &reservations[*place].next;
    *place = reservation.next;
    --units[it.week * inspectors + it.inspector].assigned;
    return true;
  }
};

}  // namespace creneau::bench
