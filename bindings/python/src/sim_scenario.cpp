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
  return static_cast<Category>(code_of(CRN_CODES_CATEGORY, field<std::string>(value, "value")) -
                               CRN_CATEGORY_AM);
}

[[nodiscard]] ExamPart part_named(const py::handle& value) {
  if (value.is_none()) return ExamPart::unstated;
  return static_cast<ExamPart>(code_of(CRN_CODES_PART, field<std::string>(value, "value")));
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
  return Minutes{field<int>(time, "hour") * 60 + field<int>(time, "minute")};
}

/// Bit n for day n from Monday, of numbers from 1.
[[nodiscard]] std::uint8_t day_bits(const py::handle& days) {
  unsigned bits = 0;
  for (const py::handle day : days) {
    const int number = value_as<int>(day, "a weekday");
    if (number < 1 || number > 7) throw py::value_error("a weekday is 1 (Monday) to 7 (Sunday)");
    bits |= 1U << (number - 1);
  }
  return static_cast<std::uint8_t>(bits);
}

[[nodiscard]] SlotSet slots_of(const py::handle& ordinals) {
  SlotSet slots;
  for (const py::handle ordinal : ordinals) {
    const auto number = value_as<unsigned>(ordinal, "a slot");
    if (number >= kMaxSlotsOfSession) throw py::value_error("no such slot");
    slots.insert(number);
  }
  return slots;
}

[[nodiscard]] sim::Whole whole_of(const py::handle& value) {
  return {field<std::int32_t>(value, "first"), field<std::vector<double>>(value, "weights")};
}

[[nodiscard]] Date date_at(const py::handle& value) {
  return Date{std::chrono::days{value_as<PlainDate>(value, "a date").days}};
}

/// What one département has planned at the beginning.
[[nodiscard]] sim::Scenario::Planned planned_of(const py::handle& from) {
  sim::Scenario::Planned planned;
  planned.departement = departement_named(field<std::string>(from, "departement"));
  planned.planning.office = {field<std::int64_t>(from, "office")};
  for (const py::handle it : from.attr("sessions")) {
    ImportPlanning::Item item;
    item.inspector = {field<std::int64_t>(it, "inspector")};
    item.date = date_at(it.attr("date"));
    item.hours = {minutes_of(it.attr("start")), minutes_of(it.attr("end"))};
    // The end of a session is no later than the end of its day.
    if (item.hours.end == Minutes{0}) item.hours.end = Minutes{1440};
    item.centre = {field<std::int64_t>(it, "centre")};
    if (!it.attr("category").is_none()) {
      item.category = category_named(it.attr("category"));
      item.part = part_named(it.attr("part"));
      if (field<int>(it, "unit_minutes") != 0)
        item.grid =
            Grid{field<std::uint16_t>(it, "unit_minutes"),
                 field<std::uint16_t>(it, "units_of_slot"), field<std::uint16_t>(it, "slot_count")};
      item.unavailable = slots_of(it.attr("unavailable"));
      for (const py::handle held : it.attr("held"))
        item.reservations.push_back(
            {{field<std::int64_t>(held, "school")}, slots_of(held.attr("slots")), {}});
    }
    planned.planning.sessions.push_back(std::move(item));
  }
  return planned;
}

}  // namespace

sim::Scenario scenario_of(const py::handle& from) {
  sim::Scenario scenario;
  scenario.first = Week::of(date_at(from.attr("first")));
  scenario.weeks = field<std::uint32_t>(from, "weeks");
  for (const py::handle it : from.attr("offices")) {
    Office office;
    office.id = {field<std::int64_t>(it, "id")};
    office.name = field<std::string>(it, "name");
    for (const py::handle code : it.attr("departements"))
      office.departements.insert(departement_named(value_as<std::string>(code, "a département")));
    scenario.offices.push_back(std::move(office));
  }
  for (const py::handle it : from.attr("inspectors")) {
    Inspector inspector;
    inspector.id = {field<std::int64_t>(it, "id")};
    inspector.matricule = field<std::string>(it, "matricule");
    inspector.name = field<std::string>(it, "name");
    inspector.categories = categories_named(it.attr("categories"));
    for (const py::handle code : it.attr("departements"))
      inspector.postings.push_back(
          {departement_named(value_as<std::string>(code, "a département")), {}});
    scenario.inspectors.push_back(std::move(inspector));
  }
  for (const py::handle it : from.attr("centres")) {
    Centre centre;
    centre.id = {field<std::int64_t>(it, "id")};
    centre.name = field<std::string>(it, "name");
    centre.departement = departement_named(field<std::string>(it, "departement"));
    centre.categories = categories_named(it.attr("categories"));
    scenario.centres.push_back(std::move(centre));
  }
  for (const py::handle it : from.attr("schools")) {
    School school;
    school.id = {field<std::int64_t>(it, "id")};
    school.name = field<std::string>(it, "name");
    school.aurige_id = field<std::string>(it, "aurige_id");
    school.categories = categories_named(it.attr("categories"));
    school.active = field<bool>(it, "active");
    scenario.schools.push_back(std::move(school));
  }
  for (const py::handle it : from.attr("sessions"))
    scenario.sessions.push_back({departement_named(field<std::string>(it, "departement")),
                                 {field<std::int64_t>(it, "inspector")},
                                 field<std::uint8_t>(it, "weekday"),
                                 field<std::string>(it.attr("half_day"), "value") == "morning"
                                     ? HalfDay::morning
                                     : HalfDay::afternoon,
                                 {field<std::int64_t>(it, "centre")},
                                 category_named(it.attr("category")),
                                 part_named(it.attr("part")),
                                 field<double>(it, "held")});
  for (const py::handle it : from.attr("demands")) {
    sim::Demand demand;
    demand.departement = departement_named(field<std::string>(it, "departement"));
    demand.school = {field<std::int64_t>(it, "school")};
    demand.category = category_named(it.attr("category"));
    demand.part = part_named(it.attr("part"));
    demand.requests_per_week = field<double>(it, "requests_per_week");
    demand.seasons = field<std::vector<double>>(it, "seasons");
    if (!it.attr("requests_of_week").is_none())
      demand.requests_of_week = whole_of(it.attr("requests_of_week"));
    demand.exams = whole_of(it.attr("exams"));
    demand.lead = whole_of(it.attr("lead"));
    demand.window = whole_of(it.attr("window"));
    demand.entitlement = field<double>(it, "entitlement");
    scenario.demands.push_back(std::move(demand));
  }
  for (const py::handle it : from.attr("planned")) scenario.planned.push_back(planned_of(it));
  const py::handle habits = from.attr("habits");
  const py::handle hours = habits.attr("hours");
  scenario.habits.hours = {minutes_of(hours.attr("start")), minutes_of(hours.attr("end")),
                           day_bits(hours.attr("days"))};
  scenario.habits.patience = whole_of(habits.attr("patience"));
  scenario.habits.cancels = field<double>(habits, "cancels");
  scenario.habits.cancels_before = whole_of(habits.attr("cancels_before"));
  scenario.habits.asks_office = field<double>(habits, "asks_office");
  scenario.habits.no_show = field<double>(habits, "no_show");
  const py::handle absences = from.attr("absences");
  scenario.absences.rate = field<double>(absences, "rate");
  scenario.absences.known_before = whole_of(absences.attr("known_before"));
  return scenario;
}

std::vector<RuleEntry> rules_of(const py::handle& from) {
  std::vector<RuleEntry> rules;
  for (const py::handle it : from)
    rules.push_back({date_at(it.attr("from_date")), field<std::string>(it, "key"),
                     field<std::string>(it, "value")});
  return rules;
}

sim::Policy policy_of(const py::handle& from) {
  sim::Policy policy;
  policy.rules = rules_of(from.attr("rules"));
  const auto order = field<std::string>(from.attr("order"), "value");
  policy.order = order == "lottery"        ? sim::Order::lottery
                 : order == "proportional" ? sim::Order::proportional
                                           : sim::Order::first_come;
  policy.releases.clear();
  for (const py::handle it : from.attr("releases"))
    policy.releases.push_back(
        {field<std::uint32_t>(it, "weeks_ahead"), field<double>(it, "share")});
  policy.office_opens = minutes_of(from.attr("opens"));
  policy.round_days = day_bits(from.attr("rounds"));
  return policy;
}

}  // namespace creneau::python
