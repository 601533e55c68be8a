#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "caller.hpp"
#include "creneau/sim/simulate.hpp"
#include "facade/code_names.hpp"
#include "frame.hpp"

namespace creneau::python {

namespace {

using sim::Figures;
using sim::Happening;

constexpr std::array<const char*, sim::kHappeningKinds> kKinds{"published",
                                                               "not_held",
                                                               "left_over",
                                                               "withdrawn",
                                                               "asked",
                                                               "refused",
                                                               "reserved",
                                                               "used_again",
                                                               "cancelled",
                                                               "cancelled_late",
                                                               "cancelled_by_office",
                                                               "given_up",
                                                               "examined",
                                                               "missed"};

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

[[nodiscard]] sim::Whole whole_of(const py::handle& value) {
  return {value.attr("first").cast<std::int32_t>(),
          value.attr("weights").cast<std::vector<double>>()};
}

[[nodiscard]] Date date_at(const py::handle& value) {
  return Date{std::chrono::days{value.cast<PlainDate>().days}};
}

[[nodiscard]] sim::Scenario scenario_of(const py::handle& from) {
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
    demand.exams = whole_of(it.attr("exams"));
    demand.lead = whole_of(it.attr("lead"));
    demand.window = whole_of(it.attr("window"));
    demand.entitlement = it.attr("entitlement").cast<double>();
    scenario.demands.push_back(std::move(demand));
  }
  const py::handle habits = from.attr("habits");
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

[[nodiscard]] sim::Policy policy_of(const py::handle& from) {
  sim::Policy policy;
  for (const py::handle it : from.attr("rules"))
    policy.rules.push_back({date_at(it.attr("from_date")), it.attr("key").cast<std::string>(),
                            it.attr("value").cast<std::string>()});
  const auto order = from.attr("order").attr("value").cast<std::string>();
  policy.order = order == "lottery"        ? sim::Order::lottery
                 : order == "proportional" ? sim::Order::proportional
                                           : sim::Order::first_come;
  policy.releases.clear();
  for (const py::handle it : from.attr("releases"))
    policy.releases.push_back(
        {it.attr("weeks_ahead").cast<std::uint32_t>(), it.attr("share").cast<double>()});
  policy.office_opens = Minutes{from.attr("opens_minutes").cast<std::int32_t>()};
  policy.round_days = from.attr("round_bits").cast<std::uint8_t>();
  return policy;
}

/// A scenario under a policy, ready to be run. Thread-safe.
class Simulation {
 public:
  Simulation(const py::object& scenario, const py::object& policy)
      : scenario_(scenario_of(scenario)), policy_(policy_of(policy)) {}

  [[nodiscard]] std::vector<Figures> run(std::uint64_t seed, std::uint32_t first,
                                         std::uint32_t count, std::uint32_t workers,
                                         PlainDate measured_first, PlainDate measured_last,
                                         const py::object& progress) const {
    sim::Runs runs{seed, first, count, workers, {}};
    if (measured_first.days != 0)
      runs.measured.first = Date{std::chrono::days{measured_first.days}};
    if (measured_last.days != 0) runs.measured.last = Date{std::chrono::days{measured_last.days}};
    // Signals and the bar are Python's: looked at between two replications of this thread.
    bool interrupted = false;
    const auto tell = [&](std::uint32_t done) {
      const py::gil_scoped_acquire acquire;
      try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (!progress.is_none()) progress(done);
        return true;
      } catch (py::error_already_set& error) {
        error.restore();
        interrupted = true;
        return false;
      }
    };
    auto figures = without_gil([&] { return sim::simulate(scenario_, policy_, runs, tell); });
    if (interrupted) throw py::error_already_set();
    return need(std::move(figures));
  }

  [[nodiscard]] sim::Log log(std::uint64_t seed, std::uint32_t replication) const {
    return need(without_gil([&] {
      return sim::replicate(scenario_, policy_, sim::directory_of(scenario_), {seed, replication});
    }));
  }

  [[nodiscard]] const sim::Scenario& scenario() const noexcept { return scenario_; }

 private:
  sim::Scenario scenario_;
  sim::Policy policy_;
};

void put_real(Column& column, double value) {
  column.reals.push_back(value);
}

/// The columns of a tally.
class TallyColumns {
 public:
  explicit TallyColumns(Frame& frame) {
    for (const char* const name : {"offered", "assigned", "unassigned", "lost"})
      derived_.push_back(&frame.add(name, ColumnType::number));
    for (const char* const name : kKinds) amounts_.push_back(&frame.add(name, ColumnType::number));
    for (const char* const name : kKinds)
      times_.push_back(&frame.add(std::string(name) + "_times", ColumnType::number));
  }
  void put(const sim::Tally& tally) {
    python::put(*derived_[0], tally.offered());
    python::put(*derived_[1], tally.assigned());
    python::put(*derived_[2], tally.unassigned());
    python::put(*derived_[3], tally.lost());
    for (std::size_t kind = 0; kind < sim::kHappeningKinds; ++kind) {
      python::put(*amounts_[kind], tally.amounts[kind]);
      python::put(*times_[kind], tally.times[kind]);
    }
  }

 private:
  std::vector<Column*> derived_, amounts_, times_;
};

/// A row for each replication: what it came to in all.
[[nodiscard]] std::shared_ptr<Frame> totals_frame(const std::vector<Figures>& all,
                                                  const sim::Scenario& scenario,
                                                  std::uint32_t first) {
  auto frame = std::make_shared<Frame>();
  Column& replication = frame->add("replication", ColumnType::number);
  TallyColumns tallies(*frame);
  std::vector<std::pair<Column*, double>> waits, used;
  for (const auto& [name, share] : {std::pair{"50", 0.5}, {"90", 0.9}, {"95", 0.95}}) {
    waits.emplace_back(&frame->add(std::string("waited_hours_") + name, ColumnType::number), share);
    used.emplace_back(&frame->add(std::string("used_again_hours_") + name, ColumnType::number),
                      share);
  }
  Column& gini = frame->add("gini", ColumnType::real);
  Column& jain = frame->add("jain", ColumnType::real);
  boost::unordered_flat_map<std::int64_t, double> entitled;
  for (const sim::Demand& demand : scenario.demands)
    entitled[demand.school.value] += demand.entitlement > 0
                                         ? demand.entitlement
                                         : demand.requests_per_week * demand.exams.mean();
  for (const Figures& it : all) {
    put(replication, first++);
    tallies.put(it.total);
    for (const auto& [column, share] : waits) put(*column, sim::quantile(it.waited, share));
    for (const auto& [column, share] : used) put(*column, sim::quantile(it.used_again, share));
    auto missing = entitled;
    std::vector<double> shares;
    for (const sim::TallyRow& row : it.schools)
      if (const auto found = missing.find(row.of); found != missing.end() && found->second > 0) {
        shares.push_back(static_cast<double>(row.tally.assigned()) / found->second);
        missing.erase(found);
      }
    for (const auto& [school, right] : missing)
      if (right > 0) shares.push_back(0);
    put_real(gini, sim::gini(shares));
    put_real(jain, sim::jain(shares));
  }
  return frame;
}

/// A row for each replication and week, inspector, school or category.
[[nodiscard]] std::shared_ptr<Frame> table_frame(const std::vector<Figures>& all,
                                                 const std::string& by, std::uint32_t first) {
  auto frame = std::make_shared<Frame>();
  Column& replication = frame->add("replication", ColumnType::number);
  Column& of = frame->add(by, by == "week"       ? ColumnType::date
                              : by == "category" ? ColumnType::text
                                                 : ColumnType::number);
  TallyColumns tallies(*frame);
  for (const Figures& it : all) {
    const auto& rows = by == "week"        ? it.weeks
                       : by == "inspector" ? it.inspectors
                       : by == "school"    ? it.schools
                                           : it.categories;
    for (const sim::TallyRow& row : rows) {
      put(replication, first);
      if (by == "category")
        put_text(of, creneau::code_of(static_cast<Category>(row.of)));
      else
        put(of, row.of);
      tallies.put(row.tally);
    }
    ++first;
  }
  return frame;
}

[[nodiscard]] std::shared_ptr<Frame> refusals_frame(const std::vector<Figures>& all,
                                                    std::uint32_t first) {
  auto frame = std::make_shared<Frame>();
  Column& replication = frame->add("replication", ColumnType::number);
  Column& code = frame->add("code", ColumnType::text);
  Column& times = frame->add("times", ColumnType::number);
  for (const Figures& it : all) {
    for (const auto& [refusal, count] : it.refusals) {
      put(replication, first);
      put_text(code, creneau::name_of(refusal));
      put(times, count);
    }
    ++first;
  }
  return frame;
}

[[nodiscard]] std::shared_ptr<Frame> log_frame(const sim::Log& log) {
  auto frame = std::make_shared<Frame>();
  Column& at = frame->add("at", ColumnType::instant);
  Column& kind = frame->add("kind", ColumnType::text);
  Column& amount = frame->add("amount", ColumnType::number);
  Column& date = frame->add("date", ColumnType::date);
  Column& departement = frame->add("departement", ColumnType::text);
  Column& category = frame->add("category", ColumnType::text);
  Column& school = frame->add("school", ColumnType::number);
  Column& inspector = frame->add("inspector", ColumnType::number);
  Column& session = frame->add("session", ColumnType::number);
  Column& request = frame->add("request", ColumnType::number);
  Column& waited = frame->add("waited_minutes", ColumnType::number);
  Column& code = frame->add("code", ColumnType::text);
  const auto put_id = [](Column& column, std::int64_t id) {
    if (id == 0)
      put_missing(column);
    else
      put(column, id);
  };
  for (const Happening& it : log) {
    put(at, it.at.time_since_epoch().count());
    put_text(kind, kKinds[static_cast<std::size_t>(it.kind)]);
    put(amount, it.amount);
    put(date, it.date.time_since_epoch().count());
    put_text(departement, it.departement.code());
    put_text(category, creneau::code_of(it.category));
    put_id(school, it.school.value);
    put_id(inspector, it.inspector.value);
    put_id(session, it.session.value);
    put_id(request, it.request);
    put(waited, it.waited.count());
    put_text(code, it.code == ErrorCode{} ? std::string_view{} : creneau::name_of(it.code));
  }
  return frame;
}

/// The figures of some replications.
struct Results {
  std::shared_ptr<const Simulation> simulation;
  std::vector<Figures> figures;
  std::uint32_t first;
};

}  // namespace

void bind_simulation(py::module_& module) {
  py::class_<Results>(module, "Results")
      .def("totals",
           [](const Results& it) {
             return totals_frame(it.figures, it.simulation->scenario(), it.first);
           })
      .def("by", [](const Results& it,
                    const std::string& what) { return table_frame(it.figures, what, it.first); })
      .def("refusals", [](const Results& it) { return refusals_frame(it.figures, it.first); });
  py::class_<Simulation, std::shared_ptr<Simulation>>(module, "Simulation")
      .def(py::init<const py::object&, const py::object&>())
      .def("run",
           [](const std::shared_ptr<Simulation>& it, std::uint64_t seed, std::uint32_t first,
              std::uint32_t count, std::uint32_t workers, PlainDate measured_first,
              PlainDate measured_last, const py::object& progress) {
             return Results{
                 it, it->run(seed, first, count, workers, measured_first, measured_last, progress),
                 first};
           })
      .def("log", [](const Simulation& it, std::uint64_t seed,
                     std::uint32_t replication) { return log_frame(it.log(seed, replication)); })
      .def("digest", [](const Simulation& it, std::uint64_t seed, std::uint32_t replication) {
        return sim::digest(it.log(seed, replication)).value;
      });
}

}  // namespace creneau::python
