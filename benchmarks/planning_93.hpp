#pragma once
/// \file
/// The benchmark's département: 14 inspectors × 45 weeks × 10 half-days × 4 slots, 60 schools; through the
/// engine and as flat arrays.

#include <memory>
#include <vector>

#include "creneau/creneau.hpp"
#include "flat_planning.hpp"

namespace creneau::bench {

inline const Departement k93 = *Departement::from_code("93");
inline constexpr Date kFirstMonday = make_date(2026, 1, 5);
inline constexpr int kInspectors = 14;
inline constexpr int kWeeks = 45;
inline constexpr int kSchools = 60;

inline MemoryDirectory benchmark_directory(int inspectors = kInspectors) {
  MemoryDirectory directory;
  Office office;
  office.id = {1};
  office.departements.insert(k93);
  directory.add(office);
  for (std::int64_t id = 1; id <= inspectors; ++id) {
    Inspector inspector;
    inspector.id = {id};
    inspector.matricule = "93-" + std::to_string(1000 + id);
    inspector.postings.push_back({k93, Period{}});
    directory.add(inspector);
  }
  for (std::int64_t id = 1; id <= kSchools; ++id) {
    School school;
    school.id = {id};
    school.name = "Auto-école 93-" + std::to_string(100 + id);
    school.aurige_id = std::to_string(id);
    school.categories.insert(Category::ce);
    directory.add(school);
  }
  Centre centre;
  centre.id = {1};
  centre.departement = k93;
  directory.add(centre);
  return directory;
}

/// Half-days of two hours, four slots each.
inline constexpr Hours kHalfDays[2] = {{Minutes{510}, Minutes{630}}, {Minutes{810}, Minutes{930}}};

/// Creates and plans the grid, a day at a time. Returns the sessions in order of week, day, inspector, half-day.
template <class EngineT>
std::vector<SessionId> plan_grid(EngineT& engine, int inspectors = kInspectors,
                                 int weeks = kWeeks) {
  const Call call{Actor::of_office({1}), k93, {}};
  std::vector<SessionId> ids;
  for (int week = 0; week < weeks; ++week)
    for (int day = 0; day < 5; ++day)
      for (int first = 0; first < inspectors; first += 400) {
        CreateSessions create;
        create.override_calendar = true;
        for (int inspector = first; inspector < std::min(inspectors, first + 400); ++inspector)
          for (const Hours hours : kHalfDays)
            create.sessions.push_back(
                {{inspector + 1}, kFirstMonday + std::chrono::days{7 * week + day}, {}, hours, {}});
        const Receipt created = engine.run(call, create).value();
        PlanSessions plan;
        plan.centre = {1};
        plan.category = Category::ce;
        plan.override_calendar = true;
        for (const SessionChange& change : created.changes.sessions)
          plan.sessions.push_back(change.after->id);
        (void)engine.run(call, plan).value();
        ids.insert(ids.end(), plan.sessions.begin(), plan.sessions.end());
      }
  return ids;
}

/// The same grid as flat arrays.
inline FlatPlanning flat_grid(int inspectors = kInspectors, int weeks = kWeeks) {
  FlatPlanning flat;
  flat.inspectors = static_cast<std::size_t>(inspectors);
  flat.office_departements.assign(Departement::kCount, false);
  flat.office_departements[k93.index()] = true;
  flat.schools.assign(kSchools + 1, FlatSchool{1U << static_cast<unsigned>(Category::ce), true});
  flat.units.resize(static_cast<std::size_t>(weeks * inspectors));
  const RuleBook rules;
  for (int week = 0; week < weeks; ++week)
    for (int day = 0; day < 5; ++day)
      for (int inspector = 0; inspector < inspectors; ++inspector)
        for (const Hours hours : kHalfDays) {
          const LocalTime start = kFirstMonday + std::chrono::days{7 * week + day} + hours.start;
          FlatSession session;
          session.start_utc = std::chrono::floor<Minutes>(to_instant(ZoneId::paris, start))
                                  .time_since_epoch()
                                  .count();
          session.deadline_utc =
              std::chrono::floor<Minutes>(cancellation_closes_at(k93, start, rules))
                  .time_since_epoch()
                  .count();
          session.plan = 1;
          session.slot_count = 4;
          session.category = static_cast<std::uint8_t>(Category::ce);
          session.inspector = static_cast<std::uint16_t>(inspector);
          session.week = static_cast<std::uint16_t>(week);
          session.planned = true;
          flat.sessions.push_back(session);
        }
  return flat;
}

}  // namespace creneau::bench
