#pragma once
/// \file
/// The floor: a département's planning as bare flat arrays, with the same checks and the same
/// writes as the engine's, and nothing else: no ids to resolve, no change sets, no receipts, no
/// dated rules.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "creneau/policy/zones.hpp"

namespace creneau::bench {

struct FlatSession {
  std::uint64_t reserved = 0;
  std::uint64_t unavailable = 0;
  LocalTime start{};
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
  std::uint32_t revision = 0;
};

struct FlatSchool {
  std::uint32_t categories = 0;
  bool active = false;
  std::vector<std::pair<LocalTime, std::uint32_t>> reservations;  ///< by start
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
  std::uint32_t revision = 0;
  ZoneId zone = ZoneId::paris;
  Instant now{};
  bool closures = false;
  std::vector<bool> office_departements;

  /// The new reservation's row, or −1.
  std::int64_t reserve(std::uint32_t departement, std::uint32_t school, std::uint32_t session,
                       std::uint32_t plan, unsigned ordinal) {
    if (!office_departements[departement]) return -1;
    FlatSession& it = sessions[session];
    if (!it.planned || it.plan != plan || ordinal >= it.slot_count) return -1;
    FlatSchool& who = schools[school];
    if (!who.active || (who.categories != 0 && ((who.categories >> it.category) & 1) == 0))
      return -1;
    const std::uint64_t bit = std::uint64_t{1} << ordinal;
    if (((it.reserved | it.unavailable) & bit) != 0) return -1;
    const LocalTime start = start_of(it, ordinal);
    if (to_instant(zone, start) <= now || closures) return -1;
    it.reserved |= bit;
    const auto row = static_cast<std::uint32_t>(reservations.size());
    reservations.push_back({bit, session, school, it.first_reservation, ++revision});
    it.first_reservation = row;
    who.reservations.insert(
        std::upper_bound(who.reservations.begin(), who.reservations.end(), std::pair{start, row}),
        {start, row});
    ++units[it.week * inspectors + it.inspector].assigned;
    return row;
  }

  bool cancel(std::uint32_t school, std::uint32_t row) {
    FlatReservation& reservation = reservations[row];
    if (reservation.slots == 0 || reservation.school != school) return false;
    FlatSession& it = sessions[reservation.session];
    const LocalTime start =
        start_of(it, static_cast<unsigned>(std::countr_zero(reservation.slots)));
    // Six days: until the midnight that ends the sixth day before.
    const auto day = std::chrono::floor<std::chrono::days>(start);
    if (now >= to_instant(zone, day - std::chrono::days{5})) return false;
    it.reserved &= ~reservation.slots;
    reservation.slots = 0;
    reservation.revision = ++revision;
    std::uint32_t* place = &it.first_reservation;
    while (*place != row) place = &reservations[*place].next;
    *place = reservation.next;
    auto& list = schools[school].reservations;
    list.erase(std::lower_bound(list.begin(), list.end(), std::pair{start, row}));
    --units[it.week * inspectors + it.inspector].assigned;
    return true;
  }

 private:
  [[nodiscard]] static LocalTime start_of(const FlatSession& session, unsigned ordinal) noexcept {
    return session.start + Minutes{session.slot_minutes} * static_cast<int>(ordinal);
  }
};

}  // namespace creneau::bench
