#include <functional>
#include <iostream>
#include <latch>
#include <set>
#include <sstream>
#include <thread>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "pairs.hpp"
#include "postgres/rush.hpp"
#include "postgres_bench.hpp"
#include "support/processes.hpp"

namespace creneau::bench {

namespace {

using testing::kRushClients;
using testing::kRushSlots;
constexpr std::size_t kSlotsOfClient = kRushSlots / kRushClients;

/// What a rival keeps: a row for each slot, and beside it what ours keeps of a command.
constexpr const char* kRivalSchema = R"sql(
CREATE SCHEMA rival;
CREATE TABLE rival.slot (id bigint PRIMARY KEY, session bigint NOT NULL, ordinal integer NOT NULL,
                         school bigint, revision bigint NOT NULL DEFAULT 0);
CREATE INDEX slot_free ON rival.slot (id) WHERE school IS NULL;
CREATE INDEX slot_school ON rival.slot (school, id);
CREATE TABLE rival.event (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at bigint NOT NULL,
                          who bigint NOT NULL, changes text NOT NULL);
CREATE TABLE rival.request (who bigint, request text, content bigint, PRIMARY KEY (who, request));
CREATE TABLE rival.notice (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, school bigint NOT NULL,
                           lines text NOT NULL, status smallint NOT NULL DEFAULT 0,
                           next_attempt bigint NOT NULL);
CREATE INDEX notice_due ON rival.notice (next_attempt) WHERE status = 0;
INSERT INTO rival.slot (id, session, ordinal) SELECT i, i / 4, i % 4 FROM generate_series(1, 1000) i;
)sql";

/// About as long as ours.
const std::string kChanges(420, 'x');
const std::string kLines(300, 'x');

/// Runs `work(client)` on a thread for each: lets them go when `at_the_line()` returns, for which all are
/// there, and calls `at_the_end()` when all are done, before they are gone.
template <class Work>
void run_together(
    std::size_t first, std::size_t count, const Work& work,
    const std::function<void()>& at_the_line = [] {},
    const std::function<void()>& at_the_end = [] {}) {
  std::vector<std::thread> threads;
  const auto clients = static_cast<std::ptrdiff_t>(count);
  std::latch there(clients);
  std::latch go(1);
  std::latch done(clients);
  for (std::size_t client = first; client < first + count; ++client)
    threads.emplace_back([&, client] {
      there.count_down();
      go.wait();
      work(client);
      done.count_down();
    });
  there.wait();
  at_the_line();
  go.count_down();
  done.wait();
  at_the_end();
  for (std::thread& it : threads) it.join();
}

/// Ours, with connections that have their plans, as in a program that has run for a while.
struct Ours {
  Ours(const std::string& uri, std::size_t first, std::size_t count)
      : database(expect(PostgresDatabase::open(uri))) {
    // Each client blocks a slot of its own and gives it back: nothing is left of it but history.
    SessionFilter all;
    all.departement = office.call.departement;
    const auto sessions = expect(database->sessions(all, {}));
    for (int round = 0; round < 2; ++round)
      run_together(first, count, [&](std::size_t client) {
        BlockSlots block;
        block.slots.push_back({sessions.rows[client].session.id, {1}, 3});
        block.reason = Reason::vehicle;
        (void)expect(office.engine.run(office.call, block));
        UnblockSlots unblock;
        unblock.slots = block.slots;
        (void)expect(office.engine.run(office.call, unblock));
      });
  }
  std::unique_ptr<PostgresDatabase> database;
  testing::OfficeAtWork office{*database};
};

/// Clients of one process. Arguments: what, where, first client, clients.
int rush(const std::vector<std::string>& arguments) {
  const std::string& what = arguments[0];
  const std::string& uri = arguments[1];
  const std::size_t first = std::stoull(arguments[2]);
  const std::size_t count = std::stoull(arguments[3]);
  std::vector<std::string> lines(count);
  std::function<void(std::size_t)> work;
  std::shared_ptr<void> kept;
  const auto school_of = [](std::size_t client) { return std::to_string(client % 2 + 1); };
  if (what == "ours") {
    auto ours = std::make_shared<Ours>(uri, first, count);
    kept = ours;
    work = [&, ours](std::size_t client) {
      for (std::size_t place = 0; place < kSlotsOfClient; ++place) {
        const auto receipt = expect(ours->office.engine.run(
            ours->office.with_request(std::to_string(client) + "/" + std::to_string(place)),
            testing::wish_of_the_rush({static_cast<std::int64_t>(client % 2) + 1})));
        const ReservationChange& made = receipt.changes.reservations.front();
        lines[client - first] += std::to_string(made.session.value) + "/" +
                                 std::to_string(made.slots_after.front()) + " ";
      }
    };
  } else {
    const bool skips = what == "skip_locked";
    // A pool of eight, or a connection for each client.
    auto servers = std::make_shared<std::vector<std::unique_ptr<BareServer>>>();
    for (std::size_t index = 0; index < (skips ? 8 : count); ++index) {
      auto server = std::make_unique<BareServer>(uri);
      server->run_plain("SET plan_cache_mode = force_generic_plan");
      server->prepare("begin", "BEGIN");
      server->prepare("commit", "COMMIT");
      server->prepare("rollback", "ROLLBACK");
      if (skips) {
        server->prepare(
            "reserve",
            "WITH s AS (SELECT id FROM rival.slot WHERE school IS NULL ORDER BY id LIMIT 1"
            "  FOR UPDATE SKIP LOCKED),"
            " u AS (UPDATE rival.slot t SET school = $1::bigint, revision = revision + 1 FROM s"
            "  WHERE t.id = s.id RETURNING t.id),"
            " e AS (INSERT INTO rival.event (at, who, changes) SELECT 1, 1, $4 FROM u),"
            " q AS (INSERT INTO rival.request SELECT $2::bigint, $3, 7 FROM u),"
            " n AS (INSERT INTO rival.notice (school, lines, next_attempt)"
            "  SELECT $1::bigint, $5, 1 FROM u)"
            " SELECT id FROM u");
      } else {
        server->prepare("find",
                        "SELECT id FROM rival.slot WHERE school IS NULL ORDER BY id LIMIT 1"
                        " FOR UPDATE");
        server->prepare("take",
                        "UPDATE rival.slot SET school = $1::bigint, revision = revision + 1"
                        " WHERE id = $2::bigint");
        server->prepare("event", "INSERT INTO rival.event (at, who, changes) VALUES (1, 1, $1)");
        server->prepare("request", "INSERT INTO rival.request VALUES ($1::bigint, $2, 7)");
        server->prepare("notice",
                        "INSERT INTO rival.notice (school, lines, next_attempt)"
                        " VALUES ($1::bigint, $2, 1)");
      }
      // Theirs have their plans, too.
      server->run("begin", {});
      if (skips) {
        (void)server->one("reserve", {"1", "0", "warm", kChanges, kLines});
      } else {
        server->run("take", {"1", server->one("find", {})});
        server->run("event", {kChanges});
        server->run("request", {"0", "warm"});
        server->run("notice", {"1", kLines});
      }
      server->run("rollback", {});
      servers->push_back(std::move(server));
    }
    kept = servers;
    auto mutexes = std::make_shared<std::vector<std::mutex>>(servers->size());
    work = [=, &lines](std::size_t client) {
      const std::size_t at = (client - first) % servers->size();
      BareServer& server = *(*servers)[at];
      for (std::size_t place = 0; place < kSlotsOfClient; ++place) {
        const std::string school = school_of(client);
        const std::string who = std::to_string(client);
        const std::string request = std::to_string(place);
        const std::lock_guard lock((*mutexes)[at]);
        if (skips) {
          // All that are free may be locked at this moment.
          std::string got;
          while (got.empty()) got = server.one("reserve", {school, who, request, kChanges, kLines});
          lines[client - first] += got + " ";
          continue;
        }
        std::string got;
        while (got.empty()) {
          server.run("begin", {});
          // Whoever waited sees that it is taken, and nothing else.
          got = server.one("find", {});
          if (got.empty()) server.run("commit", {});
        }
        server.run("take", {school, got});
        server.run("event", {kChanges});
        server.run("request", {who, request});
        server.run("notice", {school, kLines});
        server.run("commit", {});
        lines[client - first] += got + " ";
      }
    };
  }
  run_together(
      first, count, work,
      [] {
        testing::tell("ready");
        std::string go;
        std::getline(std::cin, go);
      },
      [] { testing::tell("done"); });
  std::string all;
  for (const std::string& it : lines) all += it;
  testing::tell(all);
  return 0;
}
const testing::RoleNamed kRush("bench_rush", rush);

/// One rush, from the word until all are done. Gives how many slots were had, which must be all of them;
/// throws where two had one.
std::uint64_t run_rush(const std::string& what, const std::string& uri, std::size_t processes,
                       Stopwatch& watch) {
  std::vector<std::unique_ptr<testing::Process>> all;
  const std::size_t count = kRushClients / processes;
  for (std::size_t index = 0; index < processes; ++index)
    all.push_back(std::make_unique<testing::Process>(
        "bench_rush",
        std::vector<std::string>{what, uri, std::to_string(index * count), std::to_string(count)}));
  for (auto& it : all) (void)it->line();
  watch.start();
  for (auto& it : all) it->write_line("go");
  for (auto& it : all) (void)it->line();
  watch.stop();
  std::set<std::string> owned;
  for (auto& it : all) {
    std::istringstream words(it->line().value_or(""));
    for (std::string slot; words >> slot;)
      if (!owned.insert(slot).second) throw std::runtime_error("two had " + slot);
    if (it->wait() != 0) throw std::runtime_error("a process failed");
  }
  return owned.size();
}

/// Two databases, which each rush finds as they were.
Sides against(const std::string& rival, std::size_t processes) {
  const std::string ours = bench_server().make_database();
  {
    const auto database =
        expect(PostgresDatabase::open(bench_server().uri(ours), {.create = true}));
    (void)testing::plan_the_rush(*database);
  }
  const std::string theirs = bench_server().make_database();
  bench_server().run(kRivalSchema, theirs);
  for (const std::string& it : {ours, theirs}) bench_server().run("VACUUM ANALYZE", it);
  return {[=](Stopwatch& watch) {
            const std::string copy = bench_server().make_database(ours);
            const auto had = run_rush("ours", bench_server().uri(copy), processes, watch);
            bench_server().run("DROP DATABASE " + copy + " WITH (FORCE)");
            return had;
          },
          [=](Stopwatch& watch) {
            const std::string copy = bench_server().make_database(theirs);
            const auto had = run_rush(rival, bench_server().uri(copy), processes, watch);
            bench_server().run("DROP DATABASE " + copy + " WITH (FORCE)");
            return had;
          }};
}

}  // namespace

void add_rush_benchmarks() {
  struct Kind {
    const char* rival;
    const char* name;
    std::size_t processes;
    double target;
  };
  for (const Kind& it : {Kind{"for_update", "FOR UPDATE of the lowest free", 1, 15},
                         Kind{"skip_locked", "SKIP LOCKED, one statement, pool of 8", 1, 2.5},
                         Kind{"for_update", "FOR UPDATE of the lowest free", 4, 4},
                         Kind{"skip_locked", "SKIP LOCKED, one statement, pool of 8", 4, 1}})
    add_pair({std::string("PostgreSQL: the rush, ") +
                  (it.processes == 1 ? "one process / " : "four processes / ") + it.name,
              Goal::at_least, it.target},
             {kRushSlots, 9, false}, [it] { return against(it.rival, it.processes); });
}

}  // namespace creneau::bench
