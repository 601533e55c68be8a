#include <boost/date_time/gregorian/gregorian.hpp>
#include <cstring>
#include <unordered_map>

#include "pairs.hpp"
#include "planning_93.hpp"

namespace creneau::bench {

namespace {

using LocalEngine = BasicEngine<LocalMemoryStorage, MemoryDirectory>;

constexpr std::size_t kBatch = 2000;

/// A world in which 2,000 slots are reserved and cancelled over and over, in a scattered order.
struct World {
  explicit World(bool recording)
      : storage({.history = recording}),
        engine(storage, directory, clock,
               {.notices = recording, .journal_refusals = recording, .max_attempts = 16}),
        sessions(plan_grid(engine)) {
    call.actor = Actor::of_office({1});
    call.departement = k93;
  }

  /// The slot and school of the `place`-th command of a batch.
  [[nodiscard]] ReserveSlots command(std::size_t place) const {
    ReserveSlots it;
    it.school = {static_cast<std::int64_t>(place % kSchools) + 1};
    it.slots.push_back({sessions[place * 7919 % sessions.size()],
                        {1},
                        static_cast<std::uint32_t>(place / sessions.size() % 4)});
    return it;
  }

  MemoryDirectory directory = benchmark_directory();
  ManualClock clock{*parse_instant("2025-12-01T08:00:00Z")};
  LocalMemoryStorage storage;
  LocalEngine engine;
  std::vector<SessionId> sessions;
  Call call;
};

World& world(bool recording) {
  static World simulating(false);
  static World recorded(true);
  return recording ? recorded : simulating;
}

FlatPlanning& flat() {
  static FlatPlanning planning = [] {
    FlatPlanning it = flat_grid();
    it.now = std::chrono::floor<Minutes>(*parse_instant("2025-12-01T08:00:00Z"))
                 .time_since_epoch()
                 .count();
    return it;
  }();
  return planning;
}

template <bool Recording, bool Cancelling>
void through_the_engine(benchmark::State& state) {
  World& it = world(Recording);
  std::vector<ReserveSlots> commands;
  for (std::size_t place = 0; place < kBatch; ++place) commands.push_back(it.command(place));
  std::vector<ReservationId> made(kBatch);
  const auto reserve_all = [&] {
    for (std::size_t place = 0; place < kBatch; ++place) {
      auto receipt = it.engine.run(it.call, commands[place]);
      if (!receipt) return false;
      made[place] = receipt.assume_value().changes.reservations.front().id;
    }
    return true;
  };
  const auto cancel_all = [&] {
    Call call = it.call;
    CancelBySchool command;
    command.reservations.resize(1);
    for (std::size_t place = 0; place < kBatch; ++place) {
      call.actor = Actor::of_school(commands[place].school);
      command.reservations.front() = made[place];
      if (!it.engine.run(call, command)) return false;
    }
    return true;
  };
  bool well = true;
  for (auto _ : state) {
    if (Cancelling) {
      state.PauseTiming();
      well = well && reserve_all();
      state.ResumeTiming();
      well = well && cancel_all();
    } else {
      well = well && reserve_all();
      state.PauseTiming();
      well = well && cancel_all();
      state.ResumeTiming();
    }
  }
  if (!well) state.SkipWithError("a command was refused");
  state.counters["items"] = static_cast<double>(kBatch);
}

template <bool Cancelling>
void through_flat_arrays(benchmark::State& state) {
  FlatPlanning& it = flat();
  struct Command {
    std::uint32_t school, session;
    unsigned ordinal;
  };
  std::vector<Command> commands;
  for (std::size_t place = 0; place < kBatch; ++place)
    commands.push_back({static_cast<std::uint32_t>(place % kSchools) + 1,
                        static_cast<std::uint32_t>(place * 7919 % it.sessions.size()),
                        static_cast<unsigned>(place / it.sessions.size() % 4)});
  std::vector<std::int64_t> made(kBatch);
  const auto departement = static_cast<std::uint32_t>(k93.index());
  const auto reserve_all = [&] {
    for (std::size_t place = 0; place < kBatch; ++place)
      made[place] = it.reserve(departement, commands[place].school, commands[place].session, 1,
                               commands[place].ordinal);
    return made.back() >= 0;
  };
  const auto cancel_all = [&] {
    bool well = true;
    for (std::size_t place = 0; place < kBatch; ++place)
      well &= it.cancel(commands[place].school, static_cast<std::uint32_t>(made[place]));
    return well;
  };
  bool well = true;
  for (auto _ : state) {
    if (Cancelling) {
      state.PauseTiming();
      well = well && reserve_all();
      state.ResumeTiming();
      well = well && cancel_all();
    } else {
      well = well && reserve_all();
      state.PauseTiming();
      well = well && cancel_all();
      it.reservations.clear();
      state.ResumeTiming();
    }
    it.reservations.clear();
  }
  if (!well) state.SkipWithError("a command was refused");
  state.counters["items"] = static_cast<double>(kBatch);
}

const bool kRegistered = [] {
  add_pair({"memory: reserve, simulating / flat arrays", Goal::at_most, 8},
           through_the_engine<false, false>, through_flat_arrays<false>);
  add_pair({"memory: cancel by the school, simulating / flat arrays", Goal::at_most, 8},
           through_the_engine<false, true>, through_flat_arrays<true>);
  add_pair({"memory: reserve, everything recorded / flat arrays", Goal::at_most, 25},
           through_the_engine<true, false>, through_flat_arrays<false>);
  add_pair({"memory: cancel by the school, everything recorded / flat arrays", Goal::at_most, 25},
           through_the_engine<true, true>, through_flat_arrays<true>);
  return true;
}();

}  // namespace

}  // namespace creneau::bench
