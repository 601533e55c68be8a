// Directories of CSV: whatever bytes are read, put into a database, written and read again. What
// was read comes back the same; a file with a fault changes nothing.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>

#include "support/faults.hpp"
#include "support/fingerprint.hpp"
#include "support/world.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

constexpr std::array<std::int32_t, 4> kKinds{CRN_ROWS_OFFICES, CRN_ROWS_SCHOOLS,
                                             CRN_ROWS_INSPECTORS, CRN_ROWS_CENTRES};

Outcome read(std::string_view bytes, std::int32_t encoding, Rows& entries) {
  Rows faults;
  Outcome outcome = ask([&](crn_error** error) {
    return crn_read_entries(plain(bytes), encoding, entries.out(), faults.out(), error);
  });
  require((entries != nullptr) == outcome.ok(), "entries are given or there is a fault");
  check_faults(outcome, faults);
  return outcome;
}

std::string written(const crn_rows* entries, std::int32_t kind, crn_csv_style style) {
  style.struct_size = sizeof style;
  String bytes;
  must([&](crn_error** error) {
    return crn_write_entries(entries, kind, &style, bytes.out(), error);
  });
  return std::string(view(bytes));
}

/// What was written is read as the same.
void check_round_trip(const crn_rows* entries, const crn_csv_style& style) {
  for (const std::int32_t kind : kKinds) {
    if (crn_rows_count(entries, kind) == 0) continue;
    const std::string bytes = written(entries, kind, style);
    Rows again;
    const Outcome outcome = read(bytes, CRN_ENCODING_UTF_8, again);
    require(outcome.ok(),
            [&] { return "what was written is read: " + outcome.text() + '\n' + bytes; });
    require_same(entries_of(entries, kind), entries_of(again), "what was written is read the same");
  }
}

/// Puts entries into a database; `dry_run` and the real thing answer the same.
Outcome put(const World& world, const crn_rows* entries, crn_taken& taken) {
  const std::string before = directory_of(world.engine);
  crn_taken expected;
  CRN_INIT(expected);
  const Outcome dry = ask([&](crn_error** error) {
    return crn_database_put(world.database, entries, 1, &expected, error);
  });
  require_same(before, directory_of(world.engine), "a dry run changes nothing");
  CRN_INIT(taken);
  Outcome outcome = ask([&](crn_error** error) {
    return crn_database_put(world.database, entries, 0, &taken, error);
  });
  require_same(dry.text(), outcome.text(), "a dry run answers as the real one");
  require(expected.added == taken.added && expected.changed == taken.changed, "and counts so");
  if (!outcome.ok()) require_same(before, directory_of(world.engine), "all or none is put in");
  return outcome;
}

std::size_t count_of(const crn_rows* entries) {
  std::size_t count = 0;
  for (const std::int32_t kind : kKinds) count += crn_rows_count(entries, kind);
  return count;
}

/// What a directory holds can be written, read and put in once more, and it is as it was.
void check_directory(const World& world, const crn_csv_style& style) {
  const std::string before = directory_of(world.engine);
  for (const std::int32_t kind : kKinds) {
    Rows held;
    must([&](crn_error** error) {
      return crn_engine_entries(world.engine, kind, nullptr, 0, held.out(), error);
    });
    check_round_trip(held, style);
    if (crn_rows_count(held, kind) == 0) continue;
    Rows again;
    (void)read(written(held, kind, style), CRN_ENCODING_UTF_8, again);
    crn_taken taken;
    const Outcome outcome = put(world, again, taken);
    require(outcome.ok(), [&] { return "an own export is put in: " + outcome.text(); });
    require(taken.added == 0, "an own export adds nothing");
  }
  require_same(before, directory_of(world.engine), "an own export changes nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  const std::int32_t encoding = input.ConsumeIntegralInRange(0, 15) % 3;
  const bool in_file = input.ConsumeIntegralInRange(0, 3) == 0;
  const bool begins_empty = input.ConsumeBool();
  crn_csv_style style{};
  style.utf8_mark = input.ConsumeBool();
  style.separator = input.PickValueInArray<std::int32_t>({0, ',', ';', '\t'});
  const std::string bytes = input.ConsumeRemainingBytesAsString();

  Rows entries;
  if (!read(bytes, encoding, entries).ok()) return 0;
  check_round_trip(entries, style);
  const Beginning beginning = begins_empty ? Beginning::nothing : Beginning::directory;
  const World world(in_file ? sqlite_database(beginning) : memory_database(beginning));
  crn_taken taken;
  if (!put(world, entries, taken).ok()) return 0;
  require(static_cast<std::size_t>(taken.added + taken.changed) == count_of(entries),
          "every entry is taken in");
  check_directory(world, style);
  return 0;
}
