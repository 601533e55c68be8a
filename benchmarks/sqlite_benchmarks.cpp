#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "pairs.hpp"
#include "recording.hpp"
#include "rival.hpp"
#include "support/temporary_folder.hpp"

namespace {
std::atomic<std::int64_t> syncs{0};
}

// SQLite's calls come here, to be counted on their way to the kernel.
extern "C" int fsync(int file) {
  syncs.fetch_add(1, std::memory_order_relaxed);
  return static_cast<int>(syscall(SYS_fsync, file));
}
extern "C" int fdatasync(int file) {
  syncs.fetch_add(1, std::memory_order_relaxed);
  return static_cast<int>(syscall(SYS_fdatasync, file));
}

namespace creneau::bench {

namespace {

using SqliteEngine = BasicEngine<SqliteDatabase, SqliteDatabase>;

/// A database file with an engine of its own.
struct Office {
  explicit Office(const std::string& path)
      : database(expect(SqliteDatabase::open(path, {.create = true}))),
        engine(*database, *database, clock) {}
  void reserve(const Call& call, const ReserveSlots& command) {
    (void)expect(engine.run(call, command));
  }
  ManualClock clock{kNow};
  std::unique_ptr<SqliteDatabase> database;
  SqliteEngine engine;
};

/// A planned département in a file that is copied for each side, and commands for it.
class Planned {
 public:
  explicit Planned(std::size_t commands, GridSize size = {},
                   const std::filesystem::path& within = std::filesystem::temp_directory_path())
      : folder_(within) {
    Office office(template_path());
    (void)expect(office.database->put(grid_directory({k93}, size)));
    const auto sessions = plan_grid(office.engine, k93, size);
    for (std::size_t place = 0; place < commands; ++place) {
      const Wish one = wish(place, sessions.size(), size);
      ReserveSlots command;
      command.school = {one.school};
      command.slots.push_back({sessions[one.session], {1}, one.ordinal});
      reservations.push_back(command);
      calls.push_back({Actor::of_office({1}), k93, "request-" + std::to_string(place)});
    }
  }
  [[nodiscard]] std::string copy(const std::string& name) const {
    const auto path = folder_.path() / name;
    std::filesystem::copy_file(template_path(), path);
    return path.string();
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder_.path() / name).string();
  }
  std::vector<Call> calls;
  std::vector<ReserveSlots> reservations;

 private:
  [[nodiscard]] std::string template_path() const {
    return (folder_.path() / "template.db").string();
  }
  testing::TemporaryFolder folder_;
};

/// Everything that a reserve writes.
std::uint64_t digest_of(BareConnection& connection) {
  ContentHasher hasher;
  for (const char* table : {"reservation", "slot", "event", "request", "notice", "departement"})
    hasher.add(connection.digest(std::string("SELECT * FROM ") + table));
  return hasher.finish().value;
}

constexpr const char* kPragmas =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
    " PRAGMA synchronous = FULL; PRAGMA journal_mode = ";

struct Batches {
  std::size_t size = 40;
  int goes = 15;
  [[nodiscard]] std::size_t commands() const noexcept {
    return scale() == Scale::smoke ? size : size * static_cast<std::size_t>(goes + 1);
  }
};
constexpr Batches kBatches;

/// The next batch through the engine.
Side next_batch(std::shared_ptr<Planned> planned, std::size_t batch) {
  const std::string path = planned->copy("ours.db");
  auto office = std::make_shared<Office>(path);
  auto bare = std::make_shared<BareConnection>(path);
  return [=, next = std::size_t{0}](Stopwatch& watch) mutable {
    watch.start();
    for (const std::size_t end = next + batch; next < end; ++next)
      office->reserve(planned->calls[next], planned->reservations[next]);
    watch.stop();
    return digest_of(*bare);
  };
}

Sides against_bare_statements() {
  auto planned = std::make_shared<Planned>(kBatches.commands());
  auto recorded = std::make_shared<std::vector<std::vector<RecordedStatement>>>();
  {
    Recorder recorder;
    Office rehearsal(planned->copy("rehearsal.db"));
    for (std::size_t place = 0; place < planned->calls.size(); ++place) {
      (void)recorder.take();
      rehearsal.reserve(planned->calls[place], planned->reservations[place]);
      recorded->push_back(recorder.take());
    }
  }
  const Side ours = next_batch(planned, kBatches.size);
  auto bare = std::make_shared<BareConnection>(planned->copy("bare.db"));
  const std::string mode = expect(Office(planned->file("ours.db")).database->journal_mode());
  bare->run(kPragmas + mode);
  bare->prepare(recorded->front());
  add_remark("SQLite " + std::string(sqlite3_libversion()) + ": journal mode " + mode +
             ", synchronous full, " + std::to_string(recorded->front().size()) +
             " statements a reserve");
  Side other = [=, next = std::size_t{0}](Stopwatch& watch) mutable {
    watch.start();
    for (const std::size_t end = next + kBatches.size; next < end; ++next)
      bare->replay((*recorded)[next]);
    watch.stop();
    return digest_of(*bare);
  };
  return {ours, other};
}

/// SQLAlchemy maps the same tables and makes the same rows, in files of that folder.
Sides against_orm(const std::filesystem::path& within) {
  auto planned = std::make_shared<Planned>(kBatches.commands(), GridSize{}, within);
  const Side ours = next_batch(planned, kBatches.size);
  const std::string mode = expect(Office(planned->file("ours.db")).database->journal_mode());
  {
    std::ofstream commands(planned->file("commands.txt"));
    commands << k93.index() << '\n';
    for (std::size_t place = 0; place < planned->calls.size(); ++place) {
      const SlotId& slot = planned->reservations[place].slots.front();
      ContentHasher hasher;
      hasher.add(static_cast<std::int64_t>(ReserveSlots::kKind));
      add_content(planned->reservations[place], hasher);
      commands << planned->calls[place].request << ' ' << planned->reservations[place].school.value
               << ' ' << slot.session.value << ' ' << slot.plan.value << ' ' << slot.ordinal << ' '
               << static_cast<std::int64_t>(hasher.finish().value) << '\n';
    }
  }
  const std::string path = planned->copy("orm.db");
  auto bare = std::make_shared<BareConnection>(path);
  auto rival = std::make_shared<Rival>(std::vector<std::string>{
      CRENEAU_PYTHON, CRENEAU_BENCHMARKS_FOLDER "/sqlalchemy_rival.py", path, mode,
      planned->file("commands.txt"), std::to_string(kNow.time_since_epoch().count())});
  Side other = [=](Stopwatch& watch) {
    watch.add(rival->ask(std::to_string(kBatches.size)).time);
    return digest_of(*bare);
  };
  return {ours, other};
}

/// The syncs of a command, by so many independent callers at once.
double syncs_of_a_command(Planned& planned, const std::string& name, std::size_t callers) {
  Office office(planned.copy(name));
  const std::int64_t before = syncs.load();
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::string failure;
  std::vector<std::thread> threads;
  for (std::size_t caller = 0; caller < callers; ++caller)
    threads.emplace_back([&] {
      for (std::size_t place = 0; (place = next++) < planned.calls.size();)
        if (const auto ran = office.engine.run(planned.calls[place], planned.reservations[place]);
            !ran) {
          const std::lock_guard lock(mutex);
          failure = name_of(ran.error().code);
        }
    });
  for (std::thread& thread : threads) thread.join();
  if (!failure.empty()) throw std::runtime_error(failure);
  return static_cast<double>(syncs.load() - before) / static_cast<double>(planned.calls.size());
}

double syncs_of_callers() {
  Planned planned(scale() == Scale::smoke ? 100 : 800);
  const double one = syncs_of_a_command(planned, "one.db", 1);
  const double eight = syncs_of_a_command(planned, "eight.db", 8);
  char remark[100];
  std::snprintf(remark, sizeof remark, "syncs a command: %.2f by one caller, %.2f by eight", one,
                eight);
  add_remark(remark);
  return eight / one;
}

/// The pages of some tables and their indexes, in bytes.
std::int64_t bytes_of(BareConnection& connection, const std::string& tables) {
  return connection.number(
      "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN"
      " (SELECT name FROM sqlite_schema WHERE tbl_name IN (" +
      tables + "))");
}

/// Our tables against a row for each slot.
double size_of_slots() {
  std::size_t count = 10;
  if (scale() == Scale::smoke) count = 1;
  if (scale() == Scale::full) count = 100;
  constexpr std::size_t kReservations = 3000;
  const testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "grid.db").string();
  std::vector<Departement> departements;
  for (std::size_t index = 0; index < count; ++index)
    departements.push_back(Departement::from_index(index));
  {
    Office office(path);
    (void)expect(office.database->put(grid_directory(departements)));
    for (const Departement departement : departements) {
      const auto sessions = plan_grid(office.engine, departement);
      const Call call{Actor::of_office({1}), departement, {}};
      // Fifty slots for each school, none beside another: as many reservations.
      for (std::size_t place = 0; place < kReservations;) {
        ReserveSlots command;
        command.school = {static_cast<std::int64_t>(place / 50) + 1};
        for (const std::size_t end = place + 50; place < end; ++place)
          command.slots.push_back({sessions[place * 7919 % sessions.size()], {1}, 0});
        office.reserve(call, command);
      }
    }
  }
  BareConnection connection(path);
  connection.run("PRAGMA synchronous = OFF; VACUUM");
  const std::int64_t ours = bytes_of(connection, "'session', 'planning', 'slot', 'reservation'");
  connection.run(
      "CREATE TABLE slot_row (id INTEGER PRIMARY KEY, session INTEGER NOT NULL,"
      " plan INTEGER NOT NULL, ordinal INTEGER NOT NULL, start_at INTEGER NOT NULL,"
      " status INTEGER NOT NULL, school INTEGER, reservation INTEGER, reason INTEGER NOT NULL,"
      " note TEXT NOT NULL, external_ref TEXT NOT NULL);"
      "INSERT INTO slot_row (session, plan, ordinal, start_at, status, school, reservation, reason,"
      " note, external_ref)"
      " SELECT s.id, s.plan, o.value, s.start_at + o.value * p.unit_minutes * p.units_of_slot,"
      "  r.id IS NOT NULL, r.school, r.id, 0, '', ''"
      " FROM session s JOIN planning p ON p.session = s.id"
      " JOIN (SELECT column1 AS value FROM (VALUES (0), (1), (2), (3))) o"
      " LEFT JOIN slot t ON t.session = s.id AND t.plan = s.plan AND t.ordinal = o.value"
      " LEFT JOIN reservation r ON r.id = t.reservation ORDER BY s.id, o.value;"
      "CREATE UNIQUE INDEX slot_row_session ON slot_row (session, plan, ordinal);"
      "CREATE INDEX slot_row_school ON slot_row (school, start_at)");
  const std::int64_t slots = connection.number("SELECT count(*) FROM slot_row");
  const std::int64_t reserved = connection.number("SELECT count(school) FROM slot_row");
  if (slots != static_cast<std::int64_t>(count * GridSize{}.sessions() * 4) ||
      reserved != static_cast<std::int64_t>(count * kReservations))
    throw std::runtime_error("the rows are not those of the grid");
  const std::int64_t theirs = bytes_of(connection, "'session', 'planning', 'slot_row'");
  char remark[160];
  std::snprintf(remark, sizeof remark,
                "size of %lld slots, %lld reservations: %.1f MB against %.1f MB%s",
                static_cast<long long>(slots), static_cast<long long>(reserved),
                static_cast<double>(ours) / 1e6, static_cast<double>(theirs) / 1e6,
                scale() == Scale::full ? "" : " (a tenth of the grid; --full for all of it)");
  add_remark(remark);
  return static_cast<double>(ours) / static_cast<double>(theirs);
}

}  // namespace

void add_sqlite_benchmarks() {
  add_pair({"SQLite: a durable reserve / its statements bare", Goal::at_least, 0.9},
           {kBatches.size, kBatches.goes}, against_bare_statements);
  add_pair({"SQLite: a durable reserve / SQLAlchemy ORM", Goal::at_least, 5},
           {kBatches.size, kBatches.goes, false},
           [] { return against_orm(std::filesystem::temp_directory_path()); });
  // Where a sync costs nothing, what the two sides themselves do is left.
  add_pair({"SQLite: a reserve in a memory file system / SQLAlchemy ORM", Goal::at_least, 5},
           {kBatches.size, kBatches.goes, false}, [] { return against_orm("/dev/shm"); });
  add_figure({"SQLite: syncs a command, 8 callers / 1 caller", Goal::at_most, 0.25}, "x",
             syncs_of_callers);
  add_figure({"SQLite: size of sessions and slots / a row for each slot", Goal::at_most, 0.5}, "x",
             size_of_slots);
}

}  // namespace creneau::bench
