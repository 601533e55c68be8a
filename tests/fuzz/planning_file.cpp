// Plannings of CSV: whatever bytes are read, imported, exported and read again. A file with a fault
// changes nothing; what was imported comes back from its own export.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>

#include "support/any_command.hpp"
#include "support/faults.hpp"
#include "support/fingerprint.hpp"
#include "support/planning.hpp"
#include "support/world.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

/// What an export says of a planning: no ids of the storage, and no reasons.
std::vector<std::string> sketch(const Planning& planning) {
  std::vector<std::string> lines;
  for (const crn_session& it : planning.sessions) {
    std::string line;
    for (const std::int64_t number :
         {std::int64_t{it.date}, std::int64_t{it.start}, std::int64_t{it.end}, it.inspector,
          it.proposed_centre, it.centre, std::int64_t{it.category}, std::int64_t{it.part},
          std::int64_t{it.unit_minutes}, std::int64_t{it.units_of_slot},
          std::int64_t{it.slot_count}, static_cast<std::int64_t>(it.unavailable)})
      line += std::to_string(number) + ' ';
    for (const crn_reservation& held : planning.reservations)
      if (held.session == it.id)
        line += std::to_string(held.school) + ':' + std::to_string(held.slots) + '"' +
                std::string(view(held.external_ref)) + "\" ";
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

Outcome read(const World& world, std::string_view bytes, const crn_planning_options& options,
             PlanningFile& file) {
  Rows faults;
  Outcome outcome = ask([&](crn_error** error) {
    return crn_engine_read_planning(world.engine, plain(bytes), &options, file.out(), faults.out(),
                                    error);
  });
  require((file != nullptr) == outcome.ok(), "a planning is given or there is a fault");
  check_faults(outcome, faults);
  return outcome;
}

Outcome import(const World& world, const crn_actor& actor, const crn_planning_file* file,
               std::int32_t mode) {
  crn_call call;
  CRN_INIT(call);
  call.mode = mode;
  call.actor = &actor;
  Rows faults;
  Event receipt;
  Outcome outcome = ask([&](crn_error** error) {
    return crn_engine_import_file(world.engine, &call, file, receipt.out(), faults.out(), error);
  });
  require((receipt != nullptr) == outcome.ok(), "there is a receipt or a fault");
  check_faults(outcome, faults);
  return outcome;
}

std::string exported(const World& world, crn_departement departement, crn_csv_style style) {
  const crn_actor actor = office_of(departement);
  crn_session_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  style.struct_size = sizeof style;
  String bytes;
  must([&](crn_error** error) {
    return crn_engine_write_csv(world.engine, &actor, &filter, &style, bytes.out(), error);
  });
  return std::string(view(bytes));
}

/// The export of a planning, imported where there is none yet, gives the same planning.
void check_round_trip(const World& world, crn_departement departement, const crn_csv_style& style) {
  const Planning planning(world.engine, departement);
  check_planning(world.engine, planning);
  const std::string bytes = exported(world, departement, style);
  crn_planning_options options;
  CRN_INIT(options);
  options.office = departement.code[2] == 0 ? 1 : 2;
  const World other(memory_database(Beginning::directory));
  PlanningFile file;
  const Outcome outcome = read(other, bytes, options, file);
  require(outcome.ok(), [&] { return "an export is read: " + outcome.text() + '\n' + bytes; });
  const Outcome imported = import(other, an_operator(), file, CRN_MODE_RUN);
  require(imported.ok(), [&] { return "and imported: " + imported.text() + '\n' + bytes; });
  require(sketch(planning) == sketch(Planning(other.engine, departement)),
          [&] { return "an export says all of a planning:\n" + bytes; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  crn_planning_options options;
  CRN_INIT(options);
  options.category = input.PickValueInArray<std::int32_t>({0, CRN_CATEGORY_CE, CRN_CATEGORY_C, -1});
  options.part = input.ConsumeIntegralInRange(0, 4);
  options.office = input.PickValueInArray<std::int64_t>({1, 1, 2, 0});
  options.notify = input.ConsumeBool();
  options.encoding = input.ConsumeIntegralInRange(0, 15) % 3;
  crn_csv_style style{};
  style.utf8_mark = input.ConsumeBool();
  style.separator = input.PickValueInArray<std::int32_t>({0, ',', ';', '\t'});
  const bool is_allowed = input.ConsumeIntegralInRange(0, 7) < 7;
  const crn_actor actor = is_allowed ? an_operator() : any_actor(input);
  const std::string bytes = input.ConsumeRemainingBytesAsString();

  const World world(memory_database(Beginning::planning));
  PlanningFile file;
  if (!read(world, bytes, options, file).ok()) return 0;
  const Fingerprint before = fingerprint(world.engine);
  const Outcome preview = import(world, actor, file, CRN_MODE_PREVIEW);
  require_unchanged(before, fingerprint(world.engine), false);
  const Outcome outcome = import(world, actor, file, CRN_MODE_RUN);
  require(preview.status() == outcome.status(), "a preview has the answer of the run");
  if (outcome.ok())
    check_round_trip(world, crn_planning_file_departement(file), style);
  else
    require_unchanged(before, fingerprint(world.engine), false);
  return 0;
}
