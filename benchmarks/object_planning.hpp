#pragma once
/// \file
/// The rival: a planning as one writes it first, an object for everything, found by id in hash
/// maps. The same checks and the same writes as the engine's.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "creneau/creneau.hpp"

namespace creneau::bench {

struct ObjectSlot {
  std::int64_t id = 0;
  std::int64_t session = 0;
  LocalTime start{};
  LocalTime end{};
  std::string status = "free";
  std::optional<std::int64_t> reservation;
};

struct ObjectSession {
  std::int64_t id = 0;
  std::int64_t inspector = 0;
  std::int64_t centre = 0;
  std::string departement;
  std::string category;
  bool planned = false;
  LocalTime start{};
  LocalTime end{};
  std::vector<std::int64_t> slots;
};

struct ObjectReservation {
  std::int64_t id = 0;
  std::int64_t school = 0;
  std::int64_t session = 0;
  std::vector<std::int64_t> slots;
  std::string external_ref;
};

struct ObjectSchool {
  std::int64_t id = 0;
  std::string name;
  bool active = true;
  std::unordered_set<std::string> categories;
  std::vector<std::int64_t> reservations;  ///< by start
};

struct ObjectInspector {
  std::int64_t id = 0;
  std::unordered_map<std::int64_t, UnitCount> weeks;  ///< by Monday
};

class ObjectPlanning {
 public:
  std::unordered_map<std::int64_t, std::shared_ptr<ObjectSlot>> slots;
  std::unordered_map<std::int64_t, std::shared_ptr<ObjectSession>> sessions;
  std::unordered_map<std::int64_t, std::shared_ptr<ObjectReservation>> reservations;
  std::unordered_map<std::int64_t, std::shared_ptr<ObjectSchool>> schools;
  std::unordered_map<std::int64_t, std::shared_ptr<ObjectInspector>> inspectors;
  std::unordered_map<std::int64_t, std::unordered_set<std::string>> office_departements;
  std::vector<Closure> closures;
  Instant now{};
  std::int64_t next_reservation = 1;

  void add_session(std::int64_t id, Departement departement, InspectorId inspector, LocalTime start,
                   GridSize size) {
    auto session = std::make_shared<ObjectSession>();
    session->id = id;
    session->inspector = inspector.value;
    session->departement = departement.code();
    session->category = "CE";
    session->planned = true;
    session->start = start;
    session->end = start + Minutes{30} * size.slots;
    for (int ordinal = 0; ordinal < size.slots; ++ordinal) {
      auto slot = std::make_shared<ObjectSlot>();
      slot->id = id * 64 + ordinal;
      slot->session = id;
      slot->start = start + Minutes{30} * ordinal;
      slot->end = slot->start + Minutes{30};
      session->slots.push_back(slot->id);
      slots.emplace(slot->id, std::move(slot));
    }
    auto& found = inspectors[inspector.value];
    if (!found) found = std::make_shared<ObjectInspector>();
    found->weeks[monday(start)].planned += Units{size.slots};
    sessions.emplace(id, std::move(session));
  }

  /// The new reservation, or 0.
  std::int64_t reserve(std::int64_t office, std::int64_t school_id, std::int64_t slot_id) {
    const auto slot = slots.find(slot_id);
    if (slot == slots.end()) return 0;
    const auto session = sessions.find(slot->second->session);
    if (session == sessions.end() || !session->second->planned) return 0;
    const auto allowed = office_departements.find(office);
    if (allowed == office_departements.end() ||
        allowed->second.count(session->second->departement) == 0)
      return 0;
    const auto school = schools.find(school_id);
    if (school == schools.end() || !school->second->active ||
        school->second->categories.count(session->second->category) == 0)
      return 0;
    if (slot->second->status != "free") return 0;
    const auto departement = Departement::from_code(session->second->departement);
    if (to_instant(zone_of(*departement), slot->second->start) <= now) return 0;
    for (const Closure& closure : closures)
      if (closure.covers({session->second->inspector}, {session->second->centre},
                         slot->second->start, slot->second->end))
        return 0;
    auto reservation = std::make_shared<ObjectReservation>();
    reservation->id = next_reservation++;
    reservation->school = school_id;
    reservation->session = session->second->id;
    reservation->slots.push_back(slot_id);
    slot->second->status = "reserved";
    slot->second->reservation = reservation->id;
    auto& list = school->second->reservations;
    list.insert(place_in(list, slot->second->start), reservation->id);
    inspectors.at(session->second->inspector)->weeks[monday(slot->second->start)].assigned +=
        Units{1};
    reservations.emplace(reservation->id, reservation);
    return reservation->id;
  }

  bool cancel(std::int64_t school_id, std::int64_t reservation_id) {
    const auto found = reservations.find(reservation_id);
    if (found == reservations.end() || found->second->school != school_id) return false;
    const auto session = sessions.find(found->second->session);
    const auto school = schools.find(school_id);
    if (session == sessions.end() || school == schools.end()) return false;
    const auto first = slots.find(found->second->slots.front());
    const auto departement = Departement::from_code(session->second->departement);
    if (now >= cancellation_closes_at(*departement, first->second->start, rules_)) return false;
    for (const std::int64_t id : found->second->slots) {
      ObjectSlot& slot = *slots.at(id);
      slot.status = "free";
      slot.reservation.reset();
      inspectors.at(session->second->inspector)->weeks[monday(slot.start)].assigned -= Units{1};
    }
    auto& list = school->second->reservations;
    list.erase(std::find(list.begin(), list.end(), reservation_id));
    reservations.erase(found);
    return true;
  }

 private:
  static std::int64_t monday(LocalTime time) {
    return Week::of(std::chrono::floor<std::chrono::days>(time))
        .monday()
        .time_since_epoch()
        .count();
  }
  std::vector<std::int64_t>::iterator place_in(std::vector<std::int64_t>& list, LocalTime start) {
    return std::upper_bound(list.begin(), list.end(), start,
                            [&](LocalTime time, std::int64_t reservation) {
                              const auto slot = reservations.at(reservation)->slots.front();
                              return time < slots.at(slot)->start;
                            });
  }
  RuleBook rules_;
};

}  // namespace creneau::bench
