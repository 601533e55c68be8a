#pragma once
/// \file
/// A small département to be simulated.

#include <string>

#include "creneau/sim/simulate.hpp"

namespace creneau::testing {

inline const Departement kSimulated = Departement::from_code("93").value();

/// Three inspectors, two centres and six schools that want more than there is, for ten weeks from
/// 5 January 2026.
[[nodiscard]] inline sim::Scenario small_scenario() {
  sim::Scenario scenario;
  scenario.first = Week::of(make_date(2026, 1, 5));
  scenario.weeks = 10;
  Office office;
  office.id = {1};
  office.name = "BER 93";
  office.departements.insert(kSimulated);
  scenario.offices = {office};
  for (int number = 1; number <= 2; ++number) {
    Centre centre;
    centre.id = {number};
    centre.name = "Centre 93-0" + std::to_string(number);
    centre.departement = kSimulated;
    scenario.centres.push_back(centre);
  }
  for (int number = 1; number <= 3; ++number) {
    Inspector inspector;
    inspector.id = {number};
    inspector.matricule = "93-0" + std::to_string(number);
    inspector.name = "IPCSR " + inspector.matricule;
    inspector.postings = {{kSimulated, {}}};
    scenario.inspectors.push_back(inspector);
    for (const auto weekday : {std::uint8_t{1}, std::uint8_t{3}, std::uint8_t{4}})
      scenario.sessions.push_back({kSimulated,
                                   {number},
                                   weekday,
                                   weekday == 3 ? HalfDay::afternoon : HalfDay::morning,
                                   {1 + number % 2},
                                   number == 3 ? Category::c : Category::ce,
                                   ExamPart::unstated,
                                   0.9});
  }
  for (int number = 1; number <= 6; ++number) {
    School school;
    school.id = {number};
    school.name = "Auto-école 93-00" + std::to_string(number);
    school.aurige_id = "AE9300" + std::to_string(number);
    scenario.schools.push_back(school);
    sim::Demand demand;
    demand.departement = kSimulated;
    demand.school = school.id;
    demand.category = number % 3 == 0 ? Category::c : Category::ce;
    demand.part = ExamPart::off_road;
    demand.requests_per_week = 2.5;
    demand.exams = sim::Whole(1, {3, 2, 1});
    demand.lead = sim::Whole::uniform(5, 20);
    demand.window = sim::Whole::fixed(14);
    scenario.demands.push_back(demand);
  }
  scenario.habits.cancels = 0.3;
  scenario.habits.cancels_before = sim::Whole::geometric(8);
  scenario.habits.asks_office = 0.5;
  scenario.habits.no_show = 0.05;
  scenario.absences.rate = 0.05;
  scenario.absences.known_before = sim::Whole::geometric(3);
  return scenario;
}

/// What happened in one replication.
[[nodiscard]] inline sim::Log log_of(const sim::Scenario& scenario, const sim::Policy& policy = {},
                                     sim::Seed seed = {42, 0}) {
  return sim::replicate(scenario, policy, sim::directory_of(scenario), seed).value();
}

}  // namespace creneau::testing
