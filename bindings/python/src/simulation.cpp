#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "caller.hpp"
#include "creneau/sim/simulate.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "sim_frames.hpp"
#include "sim_scenario.hpp"

namespace creneau::python {

namespace {

using sim::Figures;

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

  /// Everything that schools ask for.
  [[nodiscard]] std::vector<sim::Request> requests(std::uint64_t seed,
                                                   std::uint32_t replication) const {
    std::vector<sim::Request> all;
    for (std::uint32_t number = 0; number < scenario_.weeks; ++number) {
      const Week week = Week::of(scenario_.first.monday() + std::chrono::weeks{number});
      for (std::uint32_t place = 0; place < scenario_.demands.size(); ++place) {
        const auto some = sim::requests_of(scenario_, place, week, {seed, replication});
        all.insert(all.end(), some.begin(), some.end());
      }
    }
    return all;
  }

  /// Runs one replication on a new file, with its history and its journal of refusals.
  void record(const std::string& path, std::uint64_t seed, std::uint32_t replication) const {
    need(without_gil([&]() -> result<void> {
      BOOST_OUTCOME_TRY(const auto database, SqliteDatabase::open(path, {.create = true}));
      BOOST_OUTCOME_TRY(database->put(DirectoryRows{scenario_.offices, scenario_.schools,
                                                    scenario_.inspectors, scenario_.centres}));
      const MemoryDirectory directory = sim::directory_of(scenario_);
      return sim::Replication(scenario_, policy_, directory, *database, {seed, replication}, {},
                              true)
          .run([](const sim::Happening&) {});
    }));
  }

  [[nodiscard]] const sim::Scenario& scenario() const noexcept { return scenario_; }

 private:
  sim::Scenario scenario_;
  sim::Policy policy_;
};

/// The figures of some replications.
struct Results {
  std::shared_ptr<const Simulation> simulation;
  std::vector<Figures> figures;
  std::uint32_t first;
};

/// What two rules documents say of a département's history, which an office reads, and of its
/// journal of refusals, which an operator does.
[[nodiscard]] std::pair<std::shared_ptr<Frame>, std::size_t> policy_diff(
    const Caller& office, const Caller& keeper, const std::string& departement, const py::object& a,
    const py::object& b) {
  const std::vector<Event> events = office.events(departement);
  std::vector<Refusal> refusals;
  for (facade::RefusalRow& it : keeper.refusals(departement)) refusals.push_back(std::move(it.it));
  const auto rules_a = rules_of(a), rules_b = rules_of(b);
  const sim::PolicyDiff diff = need(without_gil([&] {
    return sim::policy_diff(std::span<const Event>(events), std::span<const Refusal>(refusals),
                            office.engine().directory(), rules_a, rules_b);
  }));
  return {judgements_frame(diff.judged), diff.unjudged};
}

}  // namespace

void bind_simulation(py::module_& module) {
  py::class_<Results>(module, "Results")
      .def("totals",
           [](const Results& it) {
             return totals_frame(it.figures, it.simulation->scenario(), it.first);
           })
      .def("by", [](const Results& it,
                    const std::string& what) { return table_frame(it.figures, what, it.first); })
      .def("joined",
           [](const Results& it, const Results& next) {
             Results both = it;
             both.figures.insert(both.figures.end(), next.figures.begin(), next.figures.end());
             return both;
           })
      .def("refusals", [](const Results& it) { return sim_refusals_frame(it.figures, it.first); });
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
      .def("requests",
           [](const Simulation& it, std::uint64_t seed, std::uint32_t replication) {
             return requests_frame(it.scenario(), it.requests(seed, replication));
           })
      .def("record", &Simulation::record)
      .def("digest", [](const Simulation& it, std::uint64_t seed, std::uint32_t replication) {
        return sim::digest(it.log(seed, replication)).value;
      });
  module.def("policy_diff", &policy_diff);
}

}  // namespace creneau::python
