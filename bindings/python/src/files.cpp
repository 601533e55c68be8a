/// \file
/// Files, texts and what else needs no planning.

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "caller.hpp"
#include "facade/code_names.hpp"
#include "facade/database.hpp"
#include "frames.hpp"

namespace creneau::python {

namespace {

[[nodiscard]] std::shared_ptr<Frame> preset_rules(std::int32_t preset, PlainDate from) {
  return rules_frame(need(facade::preset_rules(preset, from.days))->rules);
}

void check_rules(const std::vector<std::tuple<PlainDate, std::string, std::string>>& rules) {
  std::vector<crn_rule> rows;
  for (const auto& [from, key, value] : rules) {
    crn_rule row{};
    row.from = from.days;
    row.key = text_of(key);
    row.value = text_of(value);
    rows.push_back(row);
  }
  need(facade::check_rules(
      facade::RowsIn<crn_rule>(rows.data(), sizeof(crn_rule), rows.size(), "rules")));
}

/// The entries of a directory as CSV.
[[nodiscard]] py::bytes directory_csv(const Caller& caller, std::int32_t kind, bool utf8_mark,
                                      char separator) {
  CRN_NEW(crn_csv_style, style);
  style.utf8_mark = utf8_mark;
  style.separator = separator;
  return need(without_gil([&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto rows, caller.engine().entries(kind, nullptr, 0));
    return facade::write_entries(*rows, kind, &style);
  }));
}

/// What a planning file is about: its département and how many sessions it has; or all its faults.
[[nodiscard]] std::pair<std::string, std::size_t> check_planning(const Caller& caller,
                                                                 const std::string& bytes,
                                                                 const std::string& category,
                                                                 const std::string& part,
                                                                 std::int64_t office) {
  CRN_NEW(crn_planning_options, options);
  options.category = code_of(CRN_CODES_CATEGORY, category);
  options.part = code_of(CRN_CODES_PART, part);
  options.office = office;
  facade::Rows faults;
  const auto file = need_of_file(
      without_gil([&] { return caller.engine().read_planning(text_of(bytes), &options, faults); }),
      faults);
  return {std::string(file->it.departement.code()), file->it.command.sessions.size()};
}

/// notices, events, refusals that were emptied or removed.
[[nodiscard]] py::tuple purge(facade::Database& database, PlainInstant now,
                              std::int32_t notices_after_days, PlainInstant history_before) {
  CRN_NEW(crn_purge, options);
  options.now = now.microseconds;
  options.notices_after_days = notices_after_days;
  options.history_before = history_before.microseconds;
  const Purged done = need(without_gil([&] { return database.purge(&options); }));
  return py::make_tuple(done.notices, done.events, done.refusals);
}

[[nodiscard]] std::vector<std::string> departements() {
  std::vector<std::string> codes;
  for (std::size_t index = 0; index < Departement::kCount; ++index)
    codes.emplace_back(Departement::from_index(index).code());
  return codes;
}

}  // namespace

void bind_files(py::module_& module, py::class_<Caller>& caller) {
  module.def("preset_rules", &preset_rules)
      .def("check_rules", &check_rules)
      .def("purge", &purge)
      .def(
          "redact",
          [](facade::Database& database, const std::string& departement, std::int64_t number) {
            need(without_gil([&] { return database.redact(departement_of(departement), number); }));
          })
      .def("departements", &departements)
      .def("zone_of",
           [](const std::string& code) {
             const auto departement = Departement::from_code(code);
             if (!departement) throw py::value_error("no such département: " + code);
             return std::string(zone(zone_of(*departement)).iana_name);
           })
      .def("date_text",
           [](PlainDate date, std::int32_t language) {
             return need(facade::date_text(date.days, language));
           })
      .def("local_time_text",
           [](std::int32_t minutes, std::int32_t language) {
             return need(facade::local_time_text(minutes, language));
           })
      .def("code_text", [](std::int32_t list, const std::string& name, std::int32_t language) {
        return str_of(facade::code_text(list, code_of(list, name), language));
      });
  caller.def("directory_csv", &directory_csv).def("check_planning", &check_planning);
}

}  // namespace creneau::python
