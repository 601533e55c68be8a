// Workbooks, CSV.
#include "facade/engine.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::handle_of;

namespace {

/// Runs `read(faults)`, and gives the caller the faults where it fails.
template <class Read>
auto with_faults(crn_rows** faults, Read&& read) -> decltype(read(std::declval<facade::Rows&>())) {
  if (faults != nullptr) *faults = nullptr;
  auto found = std::make_unique<facade::Rows>();
  auto outcome = read(*found);
  if (!outcome && faults != nullptr) *faults = handle_of<crn_rows>(found.release());
  return outcome;
}

}  // namespace

crn_status crn_engine_write_workbook(const crn_engine* engine, const crn_actor* actor,
                                     const crn_workbook* workbook, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->write_workbook(actor, workbook);
  });
}

crn_status crn_engine_write_csv(const crn_engine* engine, const crn_actor* actor,
                                const crn_session_filter* filter, const crn_csv_style* style,
                                crn_string** bytes, crn_error** error) {
  return giving_text(bytes, "bytes", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->write_csv(actor, filter, style);
  });
}

crn_status crn_engine_read_planning(const crn_engine* engine, crn_text bytes,
                                    const crn_planning_options* options, crn_planning_file** file,
                                    crn_rows** faults, crn_error** error) {
  if (faults != nullptr) *faults = nullptr;
  return giving(file, "file", error, [&]() -> result<std::unique_ptr<facade::PlanningFile>> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return with_faults(
        faults, [&](facade::Rows& found) { return it->read_planning(bytes, options, found); });
  });
}

crn_departement crn_planning_file_departement(const crn_planning_file* file) {
  return file == nullptr ? crn_departement{} : facade::plain(behind(file)->it.departement);
}

size_t crn_planning_file_session_count(const crn_planning_file* file) {
  return file == nullptr ? 0 : behind(file)->it.command.sessions.size();
}

void crn_planning_file_destroy(crn_planning_file* file) {
  delete behind(file);
}

crn_status crn_engine_import_file(const crn_engine* engine, const crn_call* call,
                                  const crn_planning_file* file, crn_event** receipt,
                                  crn_rows** faults, crn_error** error) {
  if (receipt != nullptr) *receipt = nullptr;
  if (faults != nullptr) *faults = nullptr;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    BOOST_OUTCOME_TRY(const auto* const planning, given(file, "file"));
    auto made = std::make_unique<Event>();
    BOOST_OUTCOME_TRY(with_faults(
        faults, [&](facade::Rows& found) { return it->import(call, *planning, *made, found); }));
    if (receipt != nullptr) *receipt = handle_of<crn_event>(made.release());
    return success();
  });
}

crn_status crn_read_entries(crn_text bytes, int32_t encoding, crn_rows** entries, crn_rows** faults,
                            crn_error** error) {
  if (faults != nullptr) *faults = nullptr;
  return giving(entries, "entries", error, [&]() -> result<std::unique_ptr<facade::Rows>> {
    return with_faults(
        faults, [&](facade::Rows& found) { return facade::read_entries(bytes, encoding, found); });
  });
}

crn_status crn_write_entries(const crn_rows* entries, int32_t kind, const crn_csv_style* style,
                             crn_string** bytes, crn_error** error) {
  return giving_text(bytes, "bytes", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const rows, given(entries, "entries"));
    return facade::write_entries(*rows, kind, style);
  });
}
