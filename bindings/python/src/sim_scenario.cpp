#include "sim_scenario.hpp"

#include <pybind11/stl.h>

#include <string>
#include <utility>

#include "caller.hpp"

namespace creneau::python {

namespace {

[[nodiscard]] Departement departement_named(const std::string& code) {
  if (const auto found = Departement::from_code(code)) return *found;
  throw py::value_error("no such département: " + code);
}

[[nodiscard]] Category category_named(const py::handle& value) {
  return static_cast<Category>(
      code_of(CRN_CODES_CATEGORY, value.attr("value").cast<std::string>()) - CRN_CATEGORY_AM);
}

[[nodiscard]] ExamPart part_named(const py::handle& value) {
  if (value.is_none()) return ExamPart::unstated;
  return static_cast<ExamPart>(code_of(CRN_CODES_PART, value.attr("value").cast<std::string>()));
}

[[nodiscard]] CategorySet categories_named(const py::handle& values) {
  CategorySet categories;
  for (const py::handle value : values) categories.insert(category_named(value));
  return categories;
}

/// Minutes since midnight of a `datetime.time`.
[[nodiscard]] Minutes minutes_of(const py::handle& time) {
  if (!time.attr("tzinfo").is_none())
    throw py::value_error("a time of day is local to the département: give it no tzinfo");
  return Minutes{time.attr("hour").cast<int>() * 60 + time.attr("minute").cast<int>()};
}

/// Bit n for day n from Monday, of numbers from 1.
[[nodiscard]] std::uint8_t day_bits(const py::handle& days) {
  unsigned bits = 0;
  for (const py::handle day : days) {
    const int number = day.cast<int>();
    if (number < 1 || number > 7) throw py::value_error("a weekday is 1 (Monday) to 7 (Sunday)");
    bits |= 1U << (number - 1);
  }
  return static_cast<std::uint8_t>(bits);
}

[[nodiscard]] SlotSet slots_of(const py::handle& ordinals) {
  SlotSet slots;
  for (const py::handle ordinal : ordinals) {
    const auto number = ordinal.cast<unsigned>();
    if (number >= kMaxSlotsOfSession) throw py::value_error("no such slot");
    slots.insert(number);
  }
  return slots;
}

[[nodiscard]] sim::Whole whole_of(const py::handle& value) {
  return {value.attr("first").cast<std::int32_t>(),
          value.attr("weights").cast<std::vector<double>>()};
}

[[nodiscard]] Date date_at(const py::handle& value) {
  return Date{std::chrono::days{value.cast<PlainDate>().days}};
}

/// What one département has planned at the beginning.
[[nodiscard]] sim::Scenario::Planned planned_of(const py::handle& from) {
  sim::Scenario::Planned planned;
  planned.departement = departement_named(from.attr("departement").cast<std::string>());
  planned.planning.office = {from.attr("office").cast<std::int64_t>()};
  for (const py::handle it : from.attr("sessions")) {
    ImportPlanning::Item item;
    item.inspector = {it.attr("inspector").cast<std::int64_t>()};
    item.date = date_at(it.attr("date"));
    item.hours = {minutes_of(it.attr("start")), minutes_of(it.attr("end"))};
    // The end of a session is no later than the end of its day.
    if (item.hours.end == Minutes{0}) item.hours.end = Minutes{1440};
    item.centre = {it.attr("centre").cast<std::int64_t>()};
    if (!it.attr("category").is_none()) {
      item.category = category_named(it.attr("category"));
      item.part = part_named(it.attr("part"));
      if (it.attr("unit_minutes").cast<int>() != 0)
        item.grid = Grid{it.attr("unit_minutes").cast<std::uint16_t>(),
                         it.attr("units_of_slot").cast<std::uint16_t>(),
                         it.attr("slot_count").cast<std::uint16_t>()};
      item.unavailable = slots_of(it.attr("unavailable"));
      for (const py::handle held : it.attr("held"))
        item.reservations.push_back(
            {{held.attr("school").cast<std::int64_t>()}, slots_of(held.attr("slots")), {}});
    }
    planned.planning.sessions.push_back(std::move(item));
  }
  return planned;
}

}  // namespace

sim::Scenario scenario_of(const py::handle& from) {
  sim::Scenario scenario;
  scenario.first = Week::of(date_at(from.attr("first")));
  scenario.weeks = from.attr("weeks").cast<std::uint32_t>();
  for (const py::handle it : from.attr("offices")) {
    Office office;
    office.id = {it.attr("id").cast<std::int64_t>()};
    office.name = it.attr("name").cast<std::string>();
    for (const py::handle code : it.attr("departements"))
      office.departements.insert(departement_named(code.cast<std::string>()));
    scenario.offices.push_back(std::move(office));
  }
  for (const py::handle it : from.attr("inspectors")) {
    Inspector inspector;
    inspector.id = {it.attr("id").cast<std::int64_t>()};
    inspector.matricule = it.attr("matricule").cast<std::string>();
    inspector.name = it.attr("name").cast<std::string>();
    inspector.categories = categories_named(it.attr("categories"));
    for (const py::handle code : it.attr("departements"))
      inspector.postings.push_back({departement_named(code.cast<std::string>()), {}});
    scenario.inspectors.push_back(std::move(inspector));
  }
  for (const py::handle it : from.attr("centres")) {
    Centre centre;
    centre.id = {it.attr("id").cast<std::int64_t>()};
    centre.name = it.attr("name").cast<std::string>();
    centre.departement = departement_named(it.attr("departement").cast<std::string>());
    centre.categories = categories_named(it.attr("categories"));
    scenario.centres.push_back(std::move(centre));
  }
  for (const py::handle it : from.attr("schools")) {
    School school;
    school.id = {it.attr("id").cast<std::int64_t>()};
    school.name = it.attr("name").cast<std::string>();
    school.aurige_id = it.attr("aurige_id").cast<std::string>();
    school.categories = categories_named(it.attr("categories"));
    school.active = it.attr("active").cast<bool>();
    scenario.schools.push_back(std::move(school));
  }
  for (const py::handle it : from.attr("sessions"))
    scenario.sessions.push_back({departement_named(it.attr("departement").cast<std::string>()),
                                 {it.attr("inspector").cast<std::int64_t>()},
                                 it.attr("weekday").cast<std::uint8_t>(),
                                 it.attr("half_day").attr("value").cast<std::string>() == "morning"
                                     ? HalfDay::morning
                                     : HalfDay::afternoon,
                                 {it.attr("centre").cast<std::int64_t>()},
                                 category_named(it.attr("category")),
                                 part_named(it.attr("part")),
                                 it.attr("held").cast<double>()});
  for (const py::handle it : from.attr("demands")) {
    sim::Demand demand;
    demand.departement = departement_named(it.attr("departement").cast<std::string>());
    demand.school = {it.attr("school").cast<std::int64_t>()};
    demand.category = category_named(it.attr("category"));
    demand.part = part_named(it.attr("part"));
    demand.requests_per_week = it.attr("requests_per_week").cast<double>();
    demand.seasons = it.attr("seasons").cast<std::vector<double>>();
    if (!it.attr("requests_of_week").is_none())
      demand.requests_of_week = whole_of(it.attr("requests_of_week"));
    demand.exams = whole_of(it.attr("exams"));
    demand.lead = whole_of(it.attr("lead"));
    demand.window = whole_of(it.attr("window"));
    demand.entitlement = it.attr("entitlement").cast<double>();
    scenario.demands.push_back(std::move(demand));
  }
  for (const py::handle it : from.attr("planned")) scenario.planned.push_back(planned_of(it));
  const py::handle habits = from.attr("habits");
  const py::handle hours = habits.attr("hours");
  scenario.habits.hours = {minutes_of(hours.attr("start")), minutes_of(hours.attr("end")),
                           day_bits(hours.attr("days"))};
  scenario.habits.patience = whole_of(habits.attr("patience"));
  scenario.habits.cancels = habits.attr("cancels").cast<double>();
  scenario.habits.cancels_before = whole_of(habits.attr("cancels_before"));
  scenario.habits.asks_office = habits.attr("asks_office").cast<double>();
  scenario.habits.no_show = habits.attr("no_show").cast<double>();
  const py::handle absences = from.attr("absences");
  scenario.absences.rate = absences.attr("rate").cast<double>();
  scenario.absences.known_before = whole_of(absences.attr("known_before"));
  return scenario;
}

std::vector<RuleEntry> rules_of(const py::handle& from) {
  std::vector<RuleEntry> rules;
  for (const py::handle it : from)
    rules.push_back({date_at(it.attr("from_date")), it.attr("key").cast<std::string>(),
                     it.attr("value").cast<std::string>()});
  return rules;
}

sim::Policy policy_of(const py::handle& from) {
  sim::Policy policy;
  policy.rules = rules_of(from.attr("rules"));
  const auto order = from.attr("order").attr("value").cast<std::string>();
  policy.order = order == "lottery"        ? sim::Order::lottery
                 : order == "proportional" ? sim::Order::proportional
                                           : sim::Order::first_come;
  policy.releases.clear();
  for (const py::handle it : from.attr("releases"))
    policy.releases.push_back(
        {it.attr("weeks_ahead").cast<std::uint32_t>(), it.attr("share").cast<double>()});
  policy.office_opens = minutes_of(from.attr("opens"));
  policy.round_days = day_bits(from.attr("rounds"));
  return policy;
}

}  // namespace creneau::python
