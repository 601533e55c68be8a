#include <creneau_ports.h>

#include <memory>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "pairs.hpp"

namespace creneau::bench {

namespace {

constexpr std::size_t kCommands = 1000;

void need(crn_status status) {
  if (status != CRN_OK) throw std::runtime_error(crn_status_name(status).data);
}

/// A département in memory behind C++ and behind C, each planned in the same way.
class CppWorld {
 public:
  CppWorld() : sessions(plan_grid(engine, k93)) {}

  MemoryDirectory directory = memory_directory(grid_directory({k93}));
  ManualClock clock{kNow};
  MemoryStorage storage{{.history = false}};
  // Over the abstract ports, as the C ABI has it.
  Engine engine{storage, directory, clock, {.notices = false, .journal_refusals = false}};
  Queries queries{engine};
  std::vector<SessionId> sessions;
};

class CWorld {
 public:
  CWorld() {
    CRN_NEW(crn_memory_options, memory);
    memory.no_history = 1;
    need(crn_database_create_in_memory(&memory, &database, nullptr));
    put_directory();
    CRN_NEW(crn_engine_options, options);
    options.database = database;
    options.language = CRN_LANGUAGE_NONE;
    options.no_notices = 1;
    options.no_refusals_journal = 1;
    need(crn_clock_create_manual(kNow.time_since_epoch().count(), &options.clock, nullptr));
    need(crn_engine_create(&options, &engine, nullptr));
    crn_clock_destroy(options.clock);
    CRN_INIT(office);
    office.role = CRN_ROLE_OFFICE;
    office.who = 1;
    CRN_INIT(call);
    call.actor = &office;
    call.departement = crn_departement_of("93");
    plan();
  }
  CWorld(const CWorld&) = delete;
  CWorld& operator=(const CWorld&) = delete;
  ~CWorld() {
    crn_engine_destroy(engine);
    crn_database_destroy(database);
  }

  crn_database* database = nullptr;
  crn_engine* engine = nullptr;
  crn_actor office{};
  crn_call call{};
  std::vector<std::int64_t> sessions;

 private:
  void put_directory() {
    crn_rows* rows = nullptr;
    need(crn_rows_create(&rows, nullptr));
    const DirectoryRows from = grid_directory({k93});
    const crn_departement d93 = crn_departement_of("93");
    crn_office it{};
    it.id = 1;
    it.name = crn_text_of("BER");
    it.departements = &d93;
    it.departement_count = 1;
    need(crn_rows_add_offices(rows, &it, 1, sizeof it, nullptr));
    const crn_posting posting{d93, {0, 0}};
    for (const Inspector& inspector : from.inspectors) {
      crn_inspector row{};
      row.id = inspector.id.value;
      row.matricule = crn_text_of(inspector.matricule.c_str());
      row.postings = &posting;
      row.posting_count = 1;
      need(crn_rows_add_inspectors(rows, &row, 1, sizeof row, nullptr));
    }
    for (const School& school : from.schools) {
      crn_school row{};
      row.id = school.id.value;
      row.name = crn_text_of(school.name.c_str());
      row.aurige_id = crn_text_of(school.aurige_id.c_str());
      row.categories = CRN_BIT(CRN_CATEGORY_CE);
      need(crn_rows_add_schools(rows, &row, 1, sizeof row, nullptr));
    }
    crn_centre centre{};
    centre.id = from.centres.front().id.value;
    centre.departement = d93;
    need(crn_rows_add_centres(rows, &centre, 1, sizeof centre, nullptr));
    need(crn_database_put(database, rows, 0, nullptr, nullptr));
    crn_rows_destroy(rows);
  }

  void plan() {
    const GridSize size;
    for (int day = 0; day < 5 * size.weeks; ++day) {
      std::vector<crn_new_session> rows;
      for (int place = 0; place < size.inspectors; ++place)
        for (const int half : {0, 1}) {
          const Hours hours = half_day(half, size);
          crn_new_session row{};
          row.inspector = inspector_of(k93, place).value;
          row.date = static_cast<std::int32_t>(day_of_grid(day).time_since_epoch().count());
          row.hours = {static_cast<std::int32_t>(hours.start.count()),
                       static_cast<std::int32_t>(hours.end.count())};
          rows.push_back(row);
        }
      CRN_NEW(crn_create_sessions, create);
      create.override_calendar = 1;
      create.sessions = rows.data();
      create.session_size = sizeof rows.front();
      create.session_count = rows.size();
      crn_event* created = nullptr;
      need(crn_engine_create_sessions(engine, &call, &create, &created, nullptr));
      std::vector<crn_session> made(rows.size());
      need(crn_event_sessions(created, CRN_SIDE_AFTER, 0, made.size(), made.data(),
                              sizeof made.front(), nullptr));
      crn_event_destroy(created);
      std::vector<std::int64_t> ids;
      for (const crn_session& session : made) ids.push_back(session.id);
      CRN_NEW(crn_plan_sessions, plan);
      plan.sessions = ids.data();
      plan.session_count = ids.size();
      plan.centre = static_cast<std::int64_t>(k93.index()) + 1;
      plan.category = CRN_CATEGORY_CE;
      plan.override_calendar = 1;
      need(crn_engine_plan_sessions(engine, &call, &plan, nullptr, nullptr));
      sessions.insert(sessions.end(), ids.begin(), ids.end());
    }
  }
};

/// A C++ caller that reserves one slot after the other, and gives them back.
Side reserving_in_cpp(std::shared_ptr<CppWorld> world) {
  return [world](Stopwatch& watch) {
    const Call office{Actor::of_office({1}), k93, {}};
    std::vector<ReserveSlots> commands;
    for (std::size_t place = 0; place < kCommands; ++place) {
      const Wish one = wish(place, world->sessions.size());
      ReserveSlots& command = commands.emplace_back();
      command.school = {one.school};
      command.slots.push_back({world->sessions[one.session], {1}, one.ordinal});
    }
    std::vector<ReservationId> made(kCommands);
    watch.start();
    for (std::size_t place = 0; place < kCommands; ++place)
      made[place] =
          expect(world->engine.run(office, commands[place])).changes.reservations.front().id;
    watch.stop();
    CancelBySchool cancel;
    for (std::size_t place = 0; place < kCommands; ++place) {
      cancel.reservations = {made[place]};
      (void)expect(world->engine.run({Actor::of_school(commands[place].school), k93, {}}, cancel));
    }
    return std::uint64_t{kCommands};
  };
}

/// Gives back what was reserved through C.
void cancel_in_c(const CWorld& world, const std::vector<std::int64_t>& made) {
  CRN_NEW(crn_actor, school);
  school.role = CRN_ROLE_SCHOOL;
  crn_call call = world.call;
  call.actor = &school;
  for (std::size_t place = 0; place < made.size(); ++place) {
    school.who = wish(place, world.sessions.size()).school;
    CRN_NEW(crn_cancel_by_school, cancel);
    cancel.reservations = &made[place];
    cancel.reservation_count = 1;
    need(crn_engine_cancel_by_school(world.engine, &call, &cancel, nullptr, nullptr));
  }
}

struct CReservations {
  explicit CReservations(const CWorld& world) : slots(kCommands), commands(kCommands) {
    for (std::size_t place = 0; place < kCommands; ++place) {
      const Wish one = wish(place, world.sessions.size());
      slots[place] = {world.sessions[one.session], 1, one.ordinal};
      crn_reserve_slots& command = commands[place];
      CRN_INIT(command);
      command.school = one.school;
      command.slots = &slots[place];
      command.slot_count = 1;
    }
  }
  std::vector<crn_slot> slots;
  std::vector<crn_reserve_slots> commands;
};

Side reserving_in_c(std::shared_ptr<CWorld> world) {
  return [world](Stopwatch& watch) {
    const CReservations wanted(*world);
    std::vector<std::int64_t> made(kCommands);
    watch.start();
    for (std::size_t place = 0; place < kCommands; ++place) {
      crn_event* receipt = nullptr;
      crn_error* error = nullptr;
      need(crn_engine_reserve_slots(world->engine, &world->call, &wanted.commands[place], &receipt,
                                    &error));
      crn_reservation_change change;
      need(crn_event_reservations(receipt, 0, 1, &change, sizeof change, &error));
      made[place] = change.id;
      crn_event_destroy(receipt);
    }
    watch.stop();
    cancel_in_c(*world, made);
    return std::uint64_t{kCommands};
  };
}

Side reserving_a_batch_in_c(std::shared_ptr<CWorld> world) {
  return [world](Stopwatch& watch) {
    const CReservations wanted(*world);
    std::vector<crn_batch_item> items(kCommands);
    std::vector<crn_batch_outcome> outcomes(kCommands);
    watch.start();
    for (std::size_t place = 0; place < kCommands; ++place)
      items[place] = {&world->call, &wanted.commands[place], CRN_COMMAND_RESERVE_SLOTS, 0};
    need(crn_engine_run_batch(world->engine, items.data(), kCommands, sizeof items.front(),
                              outcomes.data(), sizeof outcomes.front(), nullptr, nullptr, nullptr));
    watch.stop();
    std::vector<std::int64_t> made;
    for (const crn_batch_outcome& outcome : outcomes) {
      need(outcome.status);
      made.push_back(outcome.reservation);
    }
    cancel_in_c(*world, made);
    return std::uint64_t{kCommands};
  };
}

constexpr int kWeeks = 45;

Sides weeks() {
  const auto cpp = std::make_shared<CppWorld>();
  const auto c = std::make_shared<CWorld>();
  return {[c](Stopwatch& watch) {
            std::uint64_t sum = 0;
            watch.start();
            for (int week = 0; week < kWeeks; ++week) {
              CRN_NEW(crn_week_query, query);
              query.departement = c->call.departement;
              query.week =
                  static_cast<std::int32_t>(day_of_grid(5 * week).time_since_epoch().count());
              crn_units rows[14];
              crn_units total;
              std::size_t count = 0;
              need(crn_engine_week(c->engine, &c->office, &query, rows, 14, sizeof rows[0], &count,
                                   &total, nullptr));
              sum += static_cast<std::uint64_t>(crn_units_unassigned(total) + rows[13].planned);
            }
            watch.stop();
            return sum;
          },
          [cpp](Stopwatch& watch) {
            std::uint64_t sum = 0;
            const Actor office = Actor::of_office({1});
            watch.start();
            for (int week = 0; week < kWeeks; ++week) {
              const WeekSummary summary =
                  expect(cpp->queries.week(office, k93, Week::of(day_of_grid(5 * week))));
              sum += static_cast<std::uint64_t>(summary.total.unassigned().value +
                                                summary.inspectors[13].units.planned.value);
            }
            watch.stop();
            return sum;
          }};
}

/// All weeks of the grid by one call.
Sides many_weeks() {
  const auto cpp = std::make_shared<CppWorld>();
  const auto c = std::make_shared<CWorld>();
  constexpr std::size_t kRows = 14 * kWeeks;
  return {
      [c](Stopwatch& watch) {
        std::vector<crn_units> rows(kRows);
        watch.start();
        CRN_NEW(crn_week_query, query);
        query.departement = c->call.departement;
        query.week = static_cast<std::int32_t>(day_of_grid(0).time_since_epoch().count());
        query.week_count = kWeeks;
        crn_units total;
        std::size_t count = 0;
        need(crn_engine_week(c->engine, &c->office, &query, rows.data(), kRows, sizeof rows[0],
                             &count, &total, nullptr));
        watch.stop();
        return static_cast<std::uint64_t>(crn_units_unassigned(total) + rows[kRows - 1].planned);
      },
      [cpp](Stopwatch& watch) {
        const Actor office = Actor::of_office({1});
        watch.start();
        std::vector<InspectorUnits> rows;
        std::vector<std::size_t> ends;
        const auto done =
            cpp->queries.weeks(office, k93, Week::of(day_of_grid(0)), kWeeks, {}, {}, rows, ends);
        if (!done) throw std::runtime_error("weeks");
        UnitCount total;
        for (const InspectorUnits& row : rows) total += row.units;
        watch.stop();
        return static_cast<std::uint64_t>(total.unassigned().value +
                                          rows.back().units.planned.value);
      }};
}

}  // namespace

void add_capi_benchmarks() {
  add_pair({"C ABI: reserve / the same in C++", Goal::at_most, 1.3}, {kCommands}, [] {
    return Sides{reserving_in_c(std::make_shared<CWorld>()),
                 reserving_in_cpp(std::make_shared<CppWorld>())};
  });
  add_pair({"C ABI: a week's summary / the same in C++", Goal::at_most, 1.3}, {kWeeks}, weeks);
  add_pair({"C ABI: 45 weeks by one call / the same in C++", Goal::at_most, 1.3}, {kWeeks},
           many_weeks);
  add_pair({"C ABI: a batch of 1,000 reservations / a loop in C++", Goal::at_most, 1.3},
           {kCommands}, [] {
             return Sides{reserving_a_batch_in_c(std::make_shared<CWorld>()),
                          reserving_in_cpp(std::make_shared<CppWorld>())};
           });
}

}  // namespace creneau::bench
