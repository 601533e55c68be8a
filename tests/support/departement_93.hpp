#pragma once
/// \file
/// A small world for tests: Seine-Saint-Denis on 1 June 2026.

#include <string>

#include "creneau/creneau.hpp"

namespace creneau::testing {

inline const Departement k93 = *Departement::from_code("93");
inline const Departement k75 = *Departement::from_code("75");
inline const Departement k974 = *Departement::from_code("974");
inline constexpr Date kMonday = make_date(2026, 6, 15);
inline const Instant kFirstOfJune = *parse_instant("2026-06-01T08:00:00Z");

/// BER 93 (office 1) and BER 75 (office 2); inspectors 1–4 in 93, 5 in 75; centres 1 and 2 in 93, 3
/// in 75, 4 on Réunion; schools 1–3, of which 3 is inactive.
inline DirectoryRows directory_rows() {
  DirectoryRows rows;
  const auto office = [&](std::int64_t id, Departement departement) {
    Office it;
    it.id = {id};
    it.name = "BER " + std::string(departement.code());
    it.mail = "ber" + std::string(departement.code()) + "@example.org";
    it.phone = "01 00 00 00 " + std::string(departement.code());
    it.departements.insert(departement);
    rows.offices.push_back(it);
  };
  office(1, k93);
  office(2, k75);
  const auto inspector = [&](std::int64_t id, Departement departement) {
    Inspector it;
    it.id = {id};
    it.matricule = std::string(departement.code()) + "-0" + std::to_string(id);
    it.name = "IPCSR " + it.matricule;
    it.postings.push_back({departement, Period{}});
    rows.inspectors.push_back(it);
  };
  for (const std::int64_t id : {1, 2, 3, 4}) inspector(id, k93);
  inspector(5, k75);
  const auto centre = [&](std::int64_t id, const char* name, Departement departement) {
    Centre it;
    it.id = {id};
    it.name = name;
    it.place = std::string(name) + ", parking";
    it.departement = departement;
    rows.centres.push_back(it);
  };
  centre(1, "Rosny", k93);
  centre(2, "Bobigny", k93);
  centre(3, "Paris-Nord", k75);
  centre(4, "Saint-Denis", k974);
  for (const std::int64_t id : {1, 2, 3}) {
    School it;
    it.id = {id};
    it.name = "Auto-école 93-00" + std::to_string(id);
    it.aurige_id = "AE-93-00" + std::to_string(id);
    it.mail = "ecole" + std::to_string(id) + "@example.org";
    it.active = id != 3;
    rows.schools.push_back(it);
  }
  return rows;
}

inline MemoryDirectory memory_directory() {
  MemoryDirectory directory;
  for (Office& it : directory_rows().offices) directory.add(it);
  for (School& it : directory_rows().schools) directory.add(it);
  for (Inspector& it : directory_rows().inspectors) directory.add(it);
  for (Centre& it : directory_rows().centres) directory.add(it);
  return directory;
}

/// An office, its clock and its engine over a storage.
class OfficeAtWork {
 public:
  explicit OfficeAtWork(Storage& storage, EngineOptions options = {})
      : directory(memory_directory()), engine(storage, directory, clock, options) {}

  /// An available half-day.
  SessionId create(InspectorId inspector = {1}, Date date = kMonday,
                   HalfDay half_day = HalfDay::morning) {
    CreateSessions command;
    command.sessions.push_back({inspector, date, half_day, {}, {}});
    return engine.run(call, command).value().changes.sessions.front().after->id;
  }
  PlanSessions plan_command(SessionId session) const {
    PlanSessions command;
    command.sessions = {session};
    command.centre = {1};
    command.category = Category::ce;
    return command;
  }
  /// A planned half-day: seven slots of one unit, plan 1.
  SessionId planned(InspectorId inspector = {1}, Date date = kMonday,
                    HalfDay half_day = HalfDay::morning) {
    const SessionId id = create(inspector, date, half_day);
    (void)engine.run(call, plan_command(id)).value();
    return id;
  }
  ReserveSlots reserve_command(SessionId session, SlotSet slots, SchoolId school = {1},
                               PlanNumber plan = {1}) const {
    ReserveSlots command;
    command.school = school;
    for (const unsigned ordinal : slots) command.slots.push_back({session, plan, ordinal});
    return command;
  }
  /// One reservation of adjacent slots.
  ReservationId reserve(SessionId session, SlotSet slots, SchoolId school = {1},
                        PlanNumber plan = {1}) {
    return engine.run(call, reserve_command(session, slots, school, plan))
        .value()
        .changes.reservations.front()
        .id;
  }
  CancelByOffice cancel_command(ReservationId id) const {
    CancelByOffice command;
    command.reservations = {id};
    command.reason = Reason::other;
    return command;
  }
  BlockSlots block_command(SessionId session, SlotSet slots, PlanNumber plan = {1}) const {
    BlockSlots command;
    for (const unsigned ordinal : slots) command.slots.push_back({session, plan, ordinal});
    command.reason = Reason::inspector_absent;
    return command;
  }
  UnblockSlots unblock_command(SessionId session, SlotSet slots, PlanNumber plan = {1}) const {
    UnblockSlots command;
    for (const unsigned ordinal : slots) command.slots.push_back({session, plan, ordinal});
    return command;
  }
  UnplanSessions unplan_command(SessionId session) const {
    UnplanSessions command;
    command.sessions = {session};
    return command;
  }
  /// The same call under a request id.
  Call with_request(std::string request) const {
    Call it = call;
    it.request = std::move(request);
    return it;
  }

  MemoryDirectory directory;
  ManualClock clock{kFirstOfJune};
  Engine engine;
  Call call{Actor::of_office({1}), k93, {}};
};

}  // namespace creneau::testing
