#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <thread>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "object_planning.hpp"
#include "pairs.hpp"

namespace creneau::bench {

namespace {

constexpr std::size_t kBatch = 2000;

/// Départements in a memory storage, with an engine over it.
template <class StorageT>
struct World {
  using EngineT = BasicEngine<StorageT, MemoryDirectory>;

  World(std::vector<Departement> which, bool recording, GridSize grid = {})
      : departements(std::move(which)),
        size(grid),
        directory(memory_directory(grid_directory(departements, size))),
        storage({.history = recording}),
        engine(storage, directory, clock,
               {.notices = recording, .journal_refusals = recording, .max_attempts = 16}) {
    for (const Departement departement : departements)
      sessions.push_back(plan_grid(engine, departement, size));
  }

  std::vector<Departement> departements;
  GridSize size;
  MemoryDirectory directory;
  ManualClock clock{kNow};
  StorageT storage;
  EngineT engine;
  std::vector<std::vector<SessionId>> sessions;  ///< by place in `departements`
};

/// Commands for slots that are scattered over a world, the same in each go.
template <class StorageT>
struct Commands {
  explicit Commands(World<StorageT>& it, std::size_t count) : world(it) {
    for (std::size_t place = 0; place < count; ++place) add_one(place, place % it.sessions.size());
    cancellation.reservations.resize(1);
  }
  /// More of them, all in one département.
  void add(std::size_t count, std::size_t where) {
    for (std::size_t place = 0; place < count; ++place) add_one(place, where);
  }
  void add_one(std::size_t place, std::size_t where) {
    const auto& sessions = world.sessions[where];
    const Wish one = wish(place, sessions.size(), world.size);
    ReserveSlots reserve;
    reserve.school = {one.school};
    reserve.slots.push_back({sessions[one.session], {1}, one.ordinal});
    reservations.push_back(reserve);
    calls.push_back({Actor::of_office({1}), world.departements[where], {}});
    made.emplace_back();
  }
  void reserve_all() {
    for (std::size_t place = 0; place < calls.size(); ++place) {
      auto receipt = world.engine.run(calls[place], reservations[place]);
      if (!receipt) throw std::runtime_error("a reservation was refused");
      made[place] = receipt.assume_value().changes.reservations.front().id;
    }
  }
  void cancel_all() {
    for (std::size_t place = 0; place < calls.size(); ++place) {
      by_school.actor.who = reservations[place].school.value;
      by_school.departement = calls[place].departement;
      cancellation.reservations.front() = made[place];
      if (!world.engine.run(by_school, cancellation))
        throw std::runtime_error("a cancellation was refused");
    }
  }
  /// The units assigned, inspector by inspector and week by week.
  [[nodiscard]] std::uint64_t digest() const {
    ContentHasher hasher;
    for (const Departement departement : world.departements)
      for (int week = 0; week < world.size.weeks; ++week)
        for (int place = 0; place < world.size.inspectors; ++place)
          hasher.add(world.storage
                         .units_of(departement, inspector_of(departement, place),
                                   Week::of(day_of_grid(5 * week)))
                         .assigned.value);
    return hasher.finish().value;
  }

  World<StorageT>& world;
  std::vector<Call> calls;
  std::vector<ReserveSlots> reservations;
  std::vector<ReservationId> made;
  Call by_school{Actor::of_school({1}), {}, {}};
  CancelBySchool cancellation;
};

/// Measures one of the two halves of a go, and reads the digest between them.
template <class Reserve, class Digest, class Cancel>
std::uint64_t go(Stopwatch& watch, bool cancelling, Reserve&& reserve, Digest&& digest,
                 Cancel&& cancel) {
  if (!cancelling) watch.start();
  reserve();
  if (!cancelling) watch.stop();
  const std::uint64_t between = digest();
  if (cancelling) watch.start();
  cancel();
  if (cancelling) watch.stop();
  return ContentHasher{}.add(between).add(digest()).finish().value;
}

template <class StorageT>
Side through_the_engine(std::shared_ptr<World<StorageT>> world, bool cancelling,
                        std::size_t count = kBatch) {
  auto commands = std::make_shared<Commands<StorageT>>(*world, count);
  return [world, commands, cancelling](Stopwatch& watch) {
    return go(
        watch, cancelling, [&] { commands->reserve_all(); }, [&] { return commands->digest(); },
        [&] { commands->cancel_all(); });
  };
}

Side through_flat_arrays(bool cancelling) {
  struct Command {
    std::uint32_t school, session;
    unsigned ordinal;
  };
  auto flat = std::make_shared<FlatPlanning>(flat_grid(k93));
  flat->reservations.reserve(kBatch);
  std::vector<Command> commands;
  for (std::size_t place = 0; place < kBatch; ++place) {
    const Wish one = wish(place, flat->sessions.size());
    commands.push_back({static_cast<std::uint32_t>(one.school),
                        static_cast<std::uint32_t>(one.session), one.ordinal});
  }
  return [flat, commands, made = std::vector<std::int64_t>(kBatch),
          cancelling](Stopwatch& watch) mutable {
    bool well = true;
    const auto departement = static_cast<std::uint32_t>(k93.index());
    const std::uint64_t digest = go(
        watch, cancelling,
        [&] {
          for (std::size_t place = 0; place < kBatch; ++place) {
            const Command& it = commands[place];
            made[place] = flat->reserve(departement, it.school, it.session, 1, it.ordinal);
            well = well && made[place] >= 0;
          }
        },
        [&] {
          ContentHasher hasher;
          for (const FlatUnits& units : flat->units) hasher.add(std::int64_t{units.assigned});
          return hasher.finish().value;
        },
        [&] {
          for (std::size_t place = 0; place < kBatch; ++place)
            well = well &&
                   flat->cancel(commands[place].school, static_cast<std::uint32_t>(made[place]));
        });
    flat->reservations.clear();
    return well ? digest : 0;
  };
}

std::vector<Departement> first_departements(std::size_t count) {
  std::vector<Departement> some;
  for (std::size_t index = 0; index < count; ++index)
    some.push_back(Departement::from_index(index));
  return some;
}

/// Both on the whole grid, commands scattered over all départements.
Sides against_objects(bool cancelling) {
  const GridSize size{.schools = 800};
  const std::size_t count = scale() == Scale::smoke ? 3 : 100;
  auto world = std::make_shared<World<LocalMemoryStorage>>(first_departements(count), false, size);
  auto objects = std::make_shared<ObjectPlanning>();
  objects->now = kNow;
  for (std::int64_t id = 1; id <= size.schools; ++id) {
    auto school = std::make_shared<ObjectSchool>();
    school->id = id;
    school->name = "Auto-école";
    school->categories.insert("CE");
    objects->schools.emplace(id, std::move(school));
  }
  std::vector<std::int64_t> slots;
  constexpr std::size_t kScattered = 20'000;
  for (std::size_t where = 0; where < count; ++where) {
    const Departement departement = world->departements[where];
    objects->office_departements[1].insert(std::string(departement.code()));
    for (std::size_t place = 0; place < world->sessions[where].size(); ++place) {
      const int day = static_cast<int>(place) / (2 * size.inspectors);
      const int within = static_cast<int>(place) % (2 * size.inspectors);
      objects->add_session(world->sessions[where][place].value, departement,
                           inspector_of(departement, within / 2),
                           day_of_grid(day) + half_day(within % 2, size).start, size);
    }
  }
  for (std::size_t place = 0; place < kScattered; ++place) {
    const auto& sessions = world->sessions[place % count];
    const Wish one = wish(place, sessions.size(), size);
    slots.push_back(sessions[one.session].value * 64 + one.ordinal);
  }
  const auto digest = [objects, world] {
    ContentHasher hasher;
    for (const Departement departement : world->departements)
      for (int week = 0; week < world->size.weeks; ++week)
        for (int place = 0; place < world->size.inspectors; ++place)
          hasher.add(objects->inspectors.at(inspector_of(departement, place).value)
                         ->weeks[day_of_grid(5 * week).time_since_epoch().count()]
                         .assigned.value);
    return hasher.finish().value;
  };
  Side other = [objects, slots, digest, cancelling, schools = size.schools,
                made = std::vector<std::int64_t>(kScattered)](Stopwatch& watch) mutable {
    const auto school_of = [&](std::size_t place) {
      return static_cast<std::int64_t>(place % static_cast<std::size_t>(schools)) + 1;
    };
    bool well = true;
    const std::uint64_t result = go(
        watch, cancelling,
        [&] {
          for (std::size_t place = 0; place < kScattered; ++place) {
            made[place] = objects->reserve(1, school_of(place), slots[place]);
            well = well && made[place] != 0;
          }
        },
        digest,
        [&] {
          for (std::size_t place = 0; place < kScattered; ++place)
            well = well && objects->cancel(school_of(place), made[place]);
        });
    return well ? result : 0;
  };
  return {through_the_engine(world, cancelling, kScattered), other};
}

void add_commands() {
  for (const bool recording : {false, true})
    for (const bool cancelling : {false, true}) {
      const std::string name =
          std::string("memory: ") + (cancelling ? "cancel by the school" : "reserve") +
          (recording ? ", everything recorded" : ", simulating") + " / flat arrays";
      add_pair({name, Goal::at_most, recording ? 25.0 : 8.0}, {kBatch, 51}, [=] {
        return Sides{through_the_engine(
                         std::make_shared<World<LocalMemoryStorage>>(std::vector{k93}, recording),
                         cancelling),
                     through_flat_arrays(cancelling)};
      });
    }
  add_pair({"memory: reserve, simulating, whole grid / objects in hash maps", Goal::at_least, 15},
           {20'000, 11}, [] { return against_objects(false); });
  add_pair({"memory: cancel by the school, the same", Goal::at_least, 15}, {20'000, 11},
           [] { return against_objects(true); });
}

/// How much two threads do against one that has the machine to itself: what it has to give now.
double two_spinning_threads() {
  const auto spin = [] {
    std::uint64_t state = 1;
    for (int step = 0; step < 30'000'000; ++step)
      benchmark::DoNotOptimize(state = state * 6364136223846793005U + 1);
  };
  Stopwatch one;
  one.start();
  spin();
  spin();
  one.stop();
  Stopwatch two;
  two.start();
  std::thread second(spin);
  spin();
  second.join();
  two.stop();
  return static_cast<double>(one.elapsed().count()) / static_cast<double>(two.elapsed().count());
}

/// Two threads, each in a département of its own, against one thread that does the work of both.
void add_threads() {
  add_pair({"memory: 2 threads in 2 départements / 1 thread", Goal::at_least, 1.7}, {2, 31}, [] {
    auto world = std::make_shared<World<MemoryStorage>>(
        std::vector{k93, *Departement::from_code("75")}, false);
    using Of = Commands<MemoryStorage>;
    auto commands = std::make_shared<std::vector<Of>>();
    for (const std::size_t where : {0U, 1U}) commands->emplace_back(*world, 0).add(20'000, where);
    char remark[100];
    std::snprintf(remark, sizeof remark,
                  "2 threads that only spin did %.2f times the work of 1 at that moment",
                  two_spinning_threads());
    add_remark(remark);
    const auto work = [](Of& it) {
      it.reserve_all();
      it.cancel_all();
    };
    Side ours = [world, commands, work](Stopwatch& watch) {
      watch.start();
      std::thread second([&] { work((*commands)[1]); });
      work((*commands)[0]);
      second.join();
      watch.stop();
      return commands->front().digest();
    };
    Side other = [world, commands, work](Stopwatch& watch) {
      watch.start();
      for (Of& it : *commands) work(it);
      watch.stop();
      return commands->front().digest();
    };
    return Sides{ours, other};
  });
}

/// Of all inspectors of the whole grid, in a scattered order.
Sides units_of_a_week() {
  constexpr std::size_t kReads = 20'000;
  const std::size_t count = scale() == Scale::smoke ? 3 : 100;
  auto world = std::make_shared<World<LocalMemoryStorage>>(first_departements(count), false);
  Commands<LocalMemoryStorage>(*world, 20'000).reserve_all();
  const GridSize size = world->size;
  auto array = std::make_shared<std::vector<FlatUnits>>();
  struct Read {
    Departement departement;
    InspectorId inspector;
    Week week;
    std::size_t place;
  };
  std::vector<Read> reads;
  for (std::size_t where = 0; where < count; ++where)
    for (int week = 0; week < size.weeks; ++week)
      for (int place = 0; place < size.inspectors; ++place) {
        const Departement departement = world->departements[where];
        reads.push_back({departement, inspector_of(departement, place),
                         Week::of(day_of_grid(5 * week)), array->size()});
        const UnitCount units =
            world->storage.units_of(departement, reads.back().inspector, reads.back().week);
        array->push_back({static_cast<std::uint16_t>(units.planned.value),
                          static_cast<std::uint16_t>(units.unavailable.value),
                          static_cast<std::uint16_t>(units.assigned.value)});
      }
  std::vector<Read> scattered;
  for (std::size_t place = 0; place < kReads; ++place)
    scattered.push_back(reads[place * 104'729 % reads.size()]);
  Side ours = [world, scattered](Stopwatch& watch) {
    std::uint64_t sum = 0;
    watch.start();
    for (const Read& it : scattered)
      sum += static_cast<std::uint64_t>(
          world->storage.units_of(it.departement, it.inspector, it.week).unassigned().value);
    watch.stop();
    return sum;
  };
  Side other = [array, scattered](Stopwatch& watch) {
    std::uint64_t sum = 0;
    watch.start();
    for (const Read& it : scattered) {
      const FlatUnits& units = (*array)[it.place];
      sum += static_cast<std::uint64_t>(units.planned - units.unavailable - units.assigned);
    }
    watch.stop();
    return sum;
  };
  return {ours, other};
}

void add_units() {
  add_pair({"memory: units of one inspector's week / array read", Goal::at_most, 2}, {20'000, 51},
           units_of_a_week);
  add_pair(
      {"memory: table of 1,400 inspectors of a week / memcpy", Goal::at_most, 3}, {45, 51}, [] {
        const GridSize size{.inspectors = 1400, .weeks = scale() == Scale::smoke ? 2 : 45};
        auto world = std::make_shared<World<LocalMemoryStorage>>(std::vector{k93}, false, size);
        Commands<LocalMemoryStorage>(*world, kBatch).reserve_all();
        auto tables = std::make_shared<std::vector<std::vector<InspectorUnits>>>(
            static_cast<std::size_t>(size.weeks));
        const auto filter = [](int week) {
          WeekFilter it;
          it.departement = k93;
          it.week = Week::of(day_of_grid(5 * week));
          return it;
        };
        for (int week = 0; week < size.weeks; ++week)
          (void)world->storage.week_units(filter(week), (*tables)[static_cast<std::size_t>(week)]);
        const auto digest = [](const std::vector<InspectorUnits>& rows) {
          return static_cast<std::uint64_t>(rows.size()) +
                 static_cast<std::uint64_t>(rows.back().units.unassigned().value);
        };
        Side ours = [world, filter, digest, weeks = size.weeks,
                     rows = std::vector<InspectorUnits>()](Stopwatch& watch) mutable {
          std::uint64_t sum = 0;
          watch.start();
          for (int week = 0; week < weeks; ++week) {
            rows.clear();
            if (!world->storage.week_units(filter(week), rows)) return sum;
            sum += digest(rows);
          }
          watch.stop();
          return sum;
        };
        Side other = [tables, digest,
                      rows = std::vector<InspectorUnits>()](Stopwatch& watch) mutable {
          std::uint64_t sum = 0;
          watch.start();
          for (const auto& table : *tables) {
            rows.resize(table.size());
            std::memcpy(rows.data(), table.data(), table.size() * sizeof(InspectorUnits));
            sum += digest(rows);
          }
          watch.stop();
          return sum;
        };
        return Sides{ours, other};
      });
}

/// The exams of each of 60 schools, about 50 in a département whose slots are all but taken.
void add_exams() {
  add_pair(
      {"memory: a school's exams (50) / copy of a sorted vector", Goal::at_most, 3}, {60, 51}, [] {
        auto world = std::make_shared<World<LocalMemoryStorage>>(std::vector{k93}, false);
        Commands<LocalMemoryStorage>(*world, 3000).reserve_all();
        auto sorted = std::make_shared<std::vector<std::vector<ReservedSession>>>();
        const BasicQueries queries(world->engine);
        const auto query_of = [](std::int64_t school) {
          ExamQuery query;
          query.school = {school};
          query.departement = k93;
          return query;
        };
        for (std::int64_t school = 1; school <= world->size.schools; ++school)
          sorted->push_back(
              expect(queries.exams(Actor::of_school({school}), query_of(school), PageRequest{}))
                  .rows);
        const auto digest = [](const std::vector<ReservedSession>& rows) {
          return static_cast<std::uint64_t>(rows.size()) +
                 static_cast<std::uint64_t>(rows.front().reservation.id.value) +
                 static_cast<std::uint64_t>(rows.back().reservation.id.value);
        };
        Side ours = [world, query_of, digest](Stopwatch& watch) {
          const BasicQueries asked(world->engine);
          std::uint64_t sum = 0;
          watch.start();
          for (std::int64_t school = 1; school <= world->size.schools; ++school) {
            const auto page =
                asked.exams(Actor::of_school({school}), query_of(school), PageRequest{});
            sum += digest(page.value().rows);
          }
          watch.stop();
          return sum;
        };
        Side other = [sorted, digest](Stopwatch& watch) {
          std::uint64_t sum = 0;
          watch.start();
          for (const auto& rows : *sorted) {
            const std::vector<ReservedSession> copy = rows;
            sum += digest(copy);
          }
          watch.stop();
          return sum;
        };
        return Sides{ours, other};
      });
}

/// Bytes in use, as malloc counts them.
double bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

/// The bytes that a storage takes for a grid of so many slots a half-day.
double bytes_of_grid(GridSize size, const std::vector<Departement>& departements) {
  ManualClock clock{kNow};
  const MemoryDirectory directory = memory_directory(grid_directory(departements, size));
  const double before = bytes_in_use();
  LocalMemoryStorage storage({.history = false});
  BasicEngine<LocalMemoryStorage, MemoryDirectory> engine(storage, directory, clock,
                                                          {.notices = false});
  for (const Departement departement : departements) (void)plan_grid(engine, departement, size);
  return bytes_in_use() - before;
}

void add_sizes() {
  const std::size_t count = scale() == Scale::smoke ? 2 : 100;
  add_figure({"memory: a session of the whole grid", Goal::at_most, 48}, " B", [count] {
    const GridSize size;
    return bytes_of_grid(size, first_departements(count)) /
           static_cast<double>(size.sessions() * count);
  });
  add_figure({"memory: a reservation, of 3,000 in each département", Goal::at_most, 24}, " B",
             [count] {
               World<LocalMemoryStorage> world(first_departements(count), false);
               Commands<LocalMemoryStorage> commands(world, 0);
               for (std::size_t where = 0; where < count; ++where) commands.add(3000, where);
               const double before = bytes_in_use();
               commands.reserve_all();
               return (bytes_in_use() - before) / static_cast<double>(3000 * count);
             });
  add_figure(
      {"memory: a free slot (8 slots a half-day instead of 4)", Goal::at_most, 0}, " B", [count] {
        const auto departements = first_departements(count);
        const GridSize fewer{.slots = 4};
        const GridSize more{.slots = 8};
        const double bytes = bytes_of_grid(more, departements) - bytes_of_grid(fewer, departements);
        // What malloc rounds up elsewhere is less than a thousandth of a byte a slot.
        return std::round(1000 * bytes / static_cast<double>(fewer.sessions() * count * 4)) / 1000;
      });
}

}  // namespace

void add_memory_benchmarks() {
  add_commands();
  add_threads();
  add_units();
  add_exams();
  add_sizes();
}

}  // namespace creneau::bench
