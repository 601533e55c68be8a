#include "facade/database.hpp"

#include <pybind11/stl.h>

#include "caller.hpp"
#include "frames.hpp"
#include "port_rows.hpp"
#include "small_ports.hpp"

namespace creneau::python {

namespace {

using DatabaseKept = std::shared_ptr<facade::Database>;

[[nodiscard]] DatabaseKept open(const std::string& where, bool create, bool read_only,
                                std::int32_t connections, std::int64_t patience_ms) {
  CRN_NEW(crn_open_options, options);
  options.create = create;
  options.read_only = read_only;
  options.connections = connections;
  options.patience_ms = patience_ms;
  options.where = text_of(where);
  return need(without_gil([&] { return facade::Database::open(&options); }));
}

[[nodiscard]] DatabaseKept in_memory() {
  return need(facade::Database::in_memory(nullptr));
}

/// An engine over a database; a `now` of zero is the machine's clock.
[[nodiscard]] std::shared_ptr<facade::Engine> engine_over(
    const DatabaseKept& database, const std::shared_ptr<facade::ClockPort>& clock,
    std::int32_t language) {
  CRN_NEW(crn_engine_options, options);
  options.database = facade::handle_of<crn_database>(database.get());
  options.clock = clock ? facade::handle_of<crn_clock>(clock.get()) : nullptr;
  options.language = language;
  return need(facade::Engine::create(&options));
}

/// Takes a CSV of directory entries in: how many were added and changed, or what is wrong.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> put_csv(facade::Database& database,
                                                            const std::string& bytes,
                                                            std::int32_t encoding, bool keep) {
  facade::Rows faults;
  const auto rows = need_of_file(
      without_gil([&] { return facade::read_entries(text_of(bytes), encoding, faults); }), faults);
  const DirectoryTaken taken = need(without_gil([&] { return database.put(*rows, keep); }));
  return {taken.added, taken.changed};
}

}  // namespace

void bind_database(py::module_& module) {
  module.def("local_minutes", [](const std::string& departement, PlainInstant instant) {
    std::int32_t local = 0;
    need(facade::to_local_times(departement_of(departement), &instant.microseconds, 1, &local));
    return local;
  });
  py::class_<facade::ClockPort, std::shared_ptr<facade::ClockPort>>(module, "Clock")
      .def(py::init([](PlainInstant now) {
        return std::make_shared<facade::ClockPort>(
            std::make_shared<facade::StandingClock>(facade::instant_of(now.microseconds)));
      }))
      .def_static("of",
                  [](const py::object& clock) {
                    return std::make_shared<facade::ClockPort>(clock_of(clock));
                  })
      .def("set",
           [](facade::ClockPort& clock, PlainInstant now) { need(clock.set(now.microseconds)); })
      .def("now", [](const facade::ClockPort& clock) {
        return PlainInstant{facade::plain(clock.clock()->now())};
      });
  py::class_<facade::Database, DatabaseKept>(module, "Database")
      .def_static("open", &open)
      .def_static("in_memory", &in_memory)
      .def("put_csv", &put_csv)
      .def("put",
           [](facade::Database& it, const py::object& offices, const py::object& schools,
              const py::object& inspectors, const py::object& centres, bool keep) {
             facade::Rows rows;
             add_offices(rows, offices);
             add_schools(rows, schools);
             add_inspectors(rows, inspectors);
             add_centres(rows, centres);
             const DirectoryTaken taken = need(without_gil([&] { return it.put(rows, keep); }));
             return std::pair{taken.added, taken.changed};
           })
      .def("journal_mode",
           [](const facade::Database& it) {
             return need(without_gil([&] { return it.journal_mode(); }));
           })
      .def("backup",
           [](const facade::Database& it, const std::string& to) {
             need(without_gil([&] { return it.backup(text_of(to)); }));
           })
      .def("wait_for_change",
           [](const facade::Database& it, const std::string& departement, std::int64_t after,
              std::int64_t at_most_ms) {
             return need(without_gil([&] {
               return it.wait_for_change(departement_of(departement), after, at_most_ms);
             }));
           })
      .def("check", [](const facade::Database& it) {
        const auto rows = need(without_gil([&] { return it.check(); }));
        std::vector<std::pair<std::string, std::string>> findings;
        for (const Finding& finding : rows->findings)
          findings.emplace_back(finding.what, finding.where);
        return findings;
      });
  py::class_<facade::Engine, std::shared_ptr<facade::Engine>>(module, "Engine")
      .def(
          py::init([](const DatabaseKept& database, const std::shared_ptr<facade::ClockPort>& clock,
                      std::int32_t language) { return engine_over(database, clock, language); }),
          py::keep_alive<1, 2>());
}

}  // namespace creneau::python
