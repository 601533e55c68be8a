#include "world.hpp"

#include <filesystem>
#include <map>

#include "planning.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::fuzz {

namespace {

constexpr std::uint32_t kCe = CRN_BIT(CRN_CATEGORY_CE);
constexpr std::uint32_t kHeavy = kCe | CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_D);

/// In memory where the system has such a folder: nobody looks at it after the run.
const std::filesystem::path& folder() {
  static const testing::TemporaryFolder it(testing::folder_in_memory());
  return it.path();
}

Database open(const std::filesystem::path& path) {
  const std::string name = path.string();
  crn_sqlite_options options;
  CRN_INIT(options);
  options.create = 1;
  options.path = plain(name);
  Database database;
  must(
      [&](crn_error** error) { return crn_database_open_sqlite(&options, database.out(), error); });
  return database;
}

void put_directory(crn_database* database) {
  const Rows rows = directory_rows();
  must([&](crn_error** error) { return crn_database_put(database, rows, 0, nullptr, error); });
}

Clock clock() {
  Clock it;
  must([&](crn_error** error) { return crn_clock_create_manual(kNow, it.out(), error); });
  return it;
}

Engine engine(crn_database* database, crn_clock* clock, std::int32_t language = CRN_LANGUAGE_NONE) {
  crn_engine_options options;
  CRN_INIT(options);
  options.language = language;
  options.database = database;
  options.clock = clock;
  Engine it;
  must([&](crn_error** error) { return crn_engine_create(&options, it.out(), error); });
  return it;
}

template <class Command>
using Function = crn_status (*)(const crn_engine*, const crn_call*, const Command*, crn_event**,
                                crn_error**);

/// Commands of the offices, one after the other.
class Script {
 public:
  explicit Script(crn_database* database) : clock_(clock()), engine_(engine(database, clock_)) {}

  template <class Command>
  void run(crn_departement departement, Function<Command> function, Command command) const {
    command.struct_size = sizeof command;
    const crn_actor actor = office_of(departement);
    crn_call call;
    CRN_INIT(call);
    call.actor = &actor;
    call.departement = departement;
    must([&](crn_error** error) { return function(engine_, &call, &command, nullptr, error); });
  }
  /// The ids of the sessions, by their start.
  [[nodiscard]] std::vector<std::int64_t> sessions(crn_departement departement) const {
    std::vector<std::int64_t> ids;
    for (const crn_session& it : Planning(engine_, departement).sessions) ids.push_back(it.id);
    return ids;
  }

 private:
  Clock clock_;
  Engine engine_;
};

/// In 93 a morning and an afternoon that are planned for CE at Rosny, and an available morning; on
/// Réunion a morning that is planned for CE. School 1 holds slots 0 and 1 of the first morning and
/// slot 0 of the one on Réunion, school 2 slot 3 of the first; its slot 6 is blocked.
void lay_planning(crn_database* database) {
  Script script(database);
  const crn_new_session new_sessions[] = {{1, {}, {}, kMonday, CRN_HALF_DAY_MORNING},
                                          {1, {}, {}, kMonday, CRN_HALF_DAY_AFTERNOON},
                                          {2, {}, {}, kMonday + 1, CRN_HALF_DAY_MORNING},
                                          {3, {}, {}, kMonday, CRN_HALF_DAY_MORNING}};
  script.run(k93, crn_engine_create_sessions,
             crn_create_sessions{0, 0, new_sessions, sizeof(crn_new_session), 3});
  script.run(k974, crn_engine_create_sessions,
             crn_create_sessions{0, 0, new_sessions + 3, sizeof(crn_new_session), 1});
  const auto sessions = script.sessions(k93);
  const auto far_away = script.sessions(k974);
  script.run(k93, crn_engine_plan_sessions,
             crn_plan_sessions{0, 0, sessions.data(), 2, 1, CRN_CATEGORY_CE, CRN_PART_UNSTATED});
  script.run(k974, crn_engine_plan_sessions,
             crn_plan_sessions{0, 0, far_away.data(), 1, 3, CRN_CATEGORY_CE, CRN_PART_UNSTATED});
  const auto reserve = [&](crn_departement departement, std::int64_t school,
                           std::vector<crn_slot> slots, const char* reference) {
    script.run(departement, crn_engine_reserve_slots,
               crn_reserve_slots{0, 0, school, slots.data(), slots.size(), crn_text_of(reference)});
  };
  const std::int64_t first = sessions.front();
  reserve(k93, 1, {{first, 1, 0}, {first, 1, 1}}, "dossier 1");
  reserve(k93, 2, {{first, 1, 3}}, "");
  reserve(k974, 1, {{far_away.front(), 1, 0}}, "");
  const crn_slot blocked = {first, 1, 6};
  script.run(k93, crn_engine_block_slots,
             crn_block_slots{0, CRN_REASON_VEHICLE, &blocked, 1, crn_text_of("porteur")});
}

/// Brings an empty database to where it begins.
void begin(crn_database* database, Beginning beginning) {
  if (beginning != Beginning::nothing) put_directory(database);
  if (beginning == Beginning::planning) lay_planning(database);
}

/// A file to copy, which is much faster than to make one.
const std::filesystem::path& model_file(Beginning beginning) {
  static std::map<Beginning, std::filesystem::path> files;
  const auto [found, is_new] = files.try_emplace(beginning);
  if (is_new) {
    found->second = folder() / ("model-" + std::to_string(files.size()) + ".db");
    begin(open(found->second), beginning);
  }
  return found->second;
}

}  // namespace

Rows directory_rows() {
  Rows rows;
  must([&](crn_error** error) { return crn_rows_create(rows.out(), error); });
  const crn_office offices[] = {{1,
                                 crn_text_of("BER 93"),
                                 crn_text_of("ber93@example.org"),
                                 crn_text_of("01 00 00 00 93"),
                                 &k93,
                                 1,
                                 {}},
                                {2, crn_text_of("BER 974"), {}, {}, &k974, 1, {}}};
  const crn_school schools[] = {
      {1, crn_text_of("Auto-école 93-012"), crn_text_of("AE93012"),
       crn_text_of("ecole012@example.org"), crn_text_of("s-012"), 0, 0},
      {2, crn_text_of("Auto-école 93-013"), crn_text_of("AE93013"), {}, {}, kCe, 0},
      {3, crn_text_of("Auto-école 93-014"), crn_text_of("AE93014"), {}, {}, 0, 1}};
  const std::int32_t september = crn_date(2026, 9, 1);
  const crn_posting in_93 = {k93, {}};
  const crn_posting leaves[] = {{k93, {0, september - 1}}, {k974, {september, 0}}};
  const crn_posting in_974 = {k974, {}};
  const crn_inspector inspectors[] = {
      {1, crn_text_of("93-07"), crn_text_of("IPCSR 93-07"), &in_93, 1, {}, 0, 0},
      {2, crn_text_of("93-08"), crn_text_of("IPCSR 93-08"), leaves, 2, {}, kHeavy, 0},
      {3, crn_text_of("974-01"), crn_text_of("IPCSR 974-01"), &in_974, 1, {}, 0, 0}};
  const crn_centre centres[] = {
      {1, crn_text_of("Rosny"), crn_text_of("Rosny-sous-Bois, aire d'examen"), {}, k93, 0},
      {2, crn_text_of("Bobigny"), crn_text_of("Bobigny, parking nord"), {}, k93, kHeavy},
      {3, crn_text_of("Saint-Denis"), crn_text_of("Saint-Denis de la Réunion"), {}, k974, 0}};
  must([&](crn_error** error) {
    return crn_rows_add_offices(rows, offices, kOffices, sizeof(crn_office), error);
  });
  must([&](crn_error** error) {
    return crn_rows_add_schools(rows, schools, kSchools, sizeof(crn_school), error);
  });
  must([&](crn_error** error) {
    return crn_rows_add_inspectors(rows, inspectors, kInspectors, sizeof(crn_inspector), error);
  });
  must([&](crn_error** error) {
    return crn_rows_add_centres(rows, centres, kCentres, sizeof(crn_centre), error);
  });
  return rows;
}

crn_actor actor_of(std::int32_t role, std::int64_t who) {
  crn_actor actor;
  CRN_INIT(actor);
  actor.role = role;
  actor.who = who;
  return actor;
}

crn_actor office_of(crn_departement departement) {
  return actor_of(CRN_ROLE_OFFICE, departement.code[2] == 0 ? 1 : 2);
}

Database memory_database(Beginning beginning) {
  Database database;
  must([&](crn_error** error) {
    return crn_database_create_in_memory(nullptr, database.out(), error);
  });
  begin(database, beginning);
  return database;
}

Database sqlite_database(Beginning beginning) {
  const std::filesystem::path path = folder() / "planning.db";
  for (const char* const companion : {"", "-journal", "-wal", "-shm"})
    std::filesystem::remove(path.string() + companion);
  std::filesystem::copy_file(model_file(beginning), path);
  return open(path);
}

World::World(Database made, std::int32_t language)
    : database(std::move(made)),
      clock(fuzz::clock()),
      engine(fuzz::engine(database, clock, language)) {}

}  // namespace creneau::fuzz
