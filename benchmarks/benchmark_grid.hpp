#pragma once
/// \file
/// The benchmark's grid: départements of 14 inspectors × 45 weeks × 10 half-days × 4 slots, each
/// with its schools; through the engine and as flat arrays.

#include <stdexcept>
#include <string>
#include <vector>

#include "creneau/creneau.hpp"
#include "flat_planning.hpp"

namespace creneau::bench {

inline const Departement k93 = *Departement::from_code("93");
inline constexpr Date kFirstMonday = make_date(2026, 1, 5);
/// Before all of it: nothing has begun, every deadline is ahead.
inline const Instant kNow = *parse_instant("2025-12-01T08:00:00Z");

struct GridSize {
  int inspectors = 14;
  int weeks = 45;
  int schools = 60;
  int slots = 4;  ///< of a half-day

  [[nodiscard]] std::size_t sessions() const noexcept {
    return static_cast<std::size_t>(inspectors * weeks * 10);
  }
};

/// What a command gave, or the end of the benchmark.
template <class T>
[[nodiscard]] T expect(result<T> outcome) {
  if (!outcome) throw std::runtime_error(std::string(name_of(outcome.error().code)));
  return std::move(outcome).value();
}

inline InspectorId inspector_of(Departement departement, int place) {
  return {static_cast<std::int64_t>(departement.index()) * 2000 + place + 1};
}

/// Adds a département's office, inspectors and centre, all with the same office 1 and schools.
inline DirectoryRows grid_directory(std::vector<Departement> departements, GridSize size = {}) {
  DirectoryRows rows;
  Office office;
  office.id = {1};
  office.name = "BER";
  for (const Departement departement : departements) office.departements.insert(departement);
  rows.offices.push_back(office);
  for (const Departement departement : departements) {
    const std::string code(departement.code());
    for (int place = 0; place < size.inspectors; ++place) {
      Inspector inspector;
      inspector.id = inspector_of(departement, place);
      inspector.matricule = code + "-" + std::to_string(1000 + place);
      inspector.name = "IPCSR " + inspector.matricule;
      inspector.postings.push_back({departement, Period{}});
      rows.inspectors.push_back(inspector);
    }
    Centre centre;
    centre.id = {static_cast<std::int64_t>(departement.index()) + 1};
    centre.name = "Centre " + code;
    centre.departement = departement;
    rows.centres.push_back(centre);
  }
  for (std::int64_t id = 1; id <= size.schools; ++id) {
    School school;
    school.id = {id};
    school.name = "Auto-école 93-" + std::to_string(100 + id);
    school.aurige_id = std::to_string(id);
    school.categories.insert(Category::ce);
    rows.schools.push_back(school);
  }
  return rows;
}

inline MemoryDirectory memory_directory(const DirectoryRows& rows) {
  MemoryDirectory directory;
  for (const Office& it : rows.offices) directory.add(it);
  for (const Inspector& it : rows.inspectors) directory.add(it);
  for (const School& it : rows.schools) directory.add(it);
  for (const Centre& it : rows.centres) directory.add(it);
  return directory;
}

inline Hours half_day(int which, GridSize size) {
  const Minutes start{which == 0 ? 480 : 810};
  return {start, start + Minutes{30} * size.slots};
}

/// The `day`-th working day.
[[nodiscard]] inline Date day_of_grid(int day) noexcept {
  return kFirstMonday + std::chrono::days{day / 5 * 7 + day % 5};
}

/// Creates and plans a département's grid, a week or a part of a day at a time. Gives the sessions
/// in order of day, inspector, half-day.
template <class EngineT>
std::vector<SessionId> plan_grid(EngineT& engine, Departement departement, GridSize size = {}) {
  const Call call{Actor::of_office({1}), departement, {}};
  const int days_at_once = size.inspectors <= 100 ? 5 : 1;
  std::vector<SessionId> ids;
  ids.reserve(size.sessions());
  for (int first_day = 0; first_day < 5 * size.weeks; first_day += days_at_once)
    for (int first = 0; first < size.inspectors; first += 400) {
      CreateSessions create;
      create.override_calendar = true;
      for (int day = first_day; day < first_day + days_at_once; ++day)
        for (int place = first; place < std::min(size.inspectors, first + 400); ++place)
          for (const int half : {0, 1})
            create.sessions.push_back(
                {inspector_of(departement, place), day_of_grid(day), {}, half_day(half, size), {}});
      const Receipt created = expect(engine.run(call, create));
      PlanSessions plan;
      plan.centre = {static_cast<std::int64_t>(departement.index()) + 1};
      plan.category = Category::ce;
      plan.override_calendar = true;
      for (const SessionChange& change : created.changes.sessions)
        plan.sessions.push_back(change.after->id);
      (void)expect(engine.run(call, plan));
      ids.insert(ids.end(), plan.sessions.begin(), plan.sessions.end());
    }
  return ids;
}

/// The same grid as flat arrays.
inline FlatPlanning flat_grid(Departement departement, GridSize size = {}) {
  FlatPlanning flat;
  flat.inspectors = static_cast<std::size_t>(size.inspectors);
  flat.now = kNow;
  flat.zone = zone_of(departement);
  flat.office_departements.assign(Departement::kCount, false);
  flat.office_departements[departement.index()] = true;
  flat.schools.assign(static_cast<std::size_t>(size.schools) + 1,
                      FlatSchool{1U << static_cast<unsigned>(Category::ce), true, {}});
  flat.units.resize(static_cast<std::size_t>(size.weeks * size.inspectors));
  for (int day = 0; day < 5 * size.weeks; ++day)
    for (int inspector = 0; inspector < size.inspectors; ++inspector)
      for (const int half : {0, 1}) {
        FlatSession session;
        session.start = day_of_grid(day) + half_day(half, size).start;
        session.plan = 1;
        session.slot_count = static_cast<std::uint8_t>(size.slots);
        session.category = static_cast<std::uint8_t>(Category::ce);
        session.inspector = static_cast<std::uint16_t>(inspector);
        session.week = static_cast<std::uint16_t>(day / 5);
        session.planned = true;
        flat.sessions.push_back(session);
        FlatUnits& units = flat.units[session.week * flat.inspectors + session.inspector];
        units.planned = static_cast<std::uint16_t>(units.planned + size.slots);
      }
  return flat;
}

/// One slot for one school: the `place`-th of a scattered series that names no slot twice.
struct Wish {
  std::size_t session;
  unsigned ordinal;
  std::int64_t school;
};
inline Wish wish(std::size_t place, std::size_t sessions, GridSize size = {}) {
  return {place * 7919 % sessions,
          static_cast<unsigned>(place / sessions % static_cast<std::size_t>(size.slots)),
          static_cast<std::int64_t>(place % static_cast<std::size_t>(size.schools)) + 1};
}

}  // namespace creneau::bench
