#include <barrier>
#include <thread>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "pairs.hpp"
#include "postgres_bench.hpp"

namespace creneau::bench {

testing::PostgresServer& bench_server() {
  static testing::PostgresServer server(
      {"fsync = on", "max_connections = 300", "shared_buffers = 256MB"},
      std::filesystem::temp_directory_path());
  return server;
}

namespace {

using PostgresEngine = BasicEngine<PostgresDatabase, PostgresDatabase>;

/// Départements, each with a client of its own.
[[nodiscard]] std::vector<Departement> departements(std::size_t count) {
  std::vector<Departement> all;
  for (std::size_t index = 0; index < count; ++index) all.push_back(Departement::from_index(index));
  return all;
}

struct Command {
  Call call;
  ReserveSlots reserve;
};

/// What was written by one command, as the server has it.
struct Written {
  std::vector<std::string> reservation, slot, event, request, notice;
  std::string number, reservations, notices;
};

constexpr std::size_t kBatch = 40;
constexpr int kGoes = 11;

/// Planned départements in a database that is copied for each side, commands for them, and what these
/// write.
class Planned {
 public:
  explicit Planned(std::size_t clients) : departements_(departements(clients)) {
    model_ = bench_server().make_database();
    plan();
    bench_server().run("VACUUM ANALYZE", model_);
    rehearse();
  }
  [[nodiscard]] std::string copy() const {
    return bench_server().uri(bench_server().make_database(model_));
  }
  [[nodiscard]] const std::vector<Departement>& all_departements() const { return departements_; }

  std::vector<std::vector<Command>> commands;  ///< by département
  std::vector<std::vector<Written>> written;

 private:
  void plan() {
    const auto database =
        expect(PostgresDatabase::open(bench_server().uri(model_), {.create = true}));
    GridSize size;
    size.weeks = 4;
    (void)expect(database->put(grid_directory(departements_, size)));
    ManualClock clock{kNow};
    PostgresEngine engine(*database, *database, clock);
    const std::size_t count = scale() == Scale::smoke ? kBatch : kBatch * (kGoes + 1);
    for (const Departement departement : departements_) {
      const auto sessions = plan_grid(engine, departement, size);
      auto& all = commands.emplace_back();
      for (std::size_t place = 0; place < count; ++place) {
        const Wish one = wish(place, sessions.size(), size);
        ReserveSlots reserve;
        reserve.school = {one.school};
        reserve.slots.push_back({sessions[one.session], {1}, one.ordinal});
        all.push_back(
            {{Actor::of_office({1}), departement, "request-" + std::to_string(place)}, reserve});
      }
    }
  }

  void rehearse() {
    const std::string uri = copy();
    const auto database = expect(PostgresDatabase::open(uri));
    ManualClock clock{kNow};
    PostgresEngine engine(*database, *database, clock);
    BareServer bare(uri);
    for (std::size_t client = 0; client < departements_.size(); ++client) {
      const std::string code(departements_[client].code());
      const std::string where = " WHERE departement = '" + code + "' ORDER BY ";
      const std::string before =
          bare.rows("SELECT number FROM creneau.departement WHERE code = '" + code + "'")[0][0];
      for (const Command& it : commands[client]) (void)expect(engine.run(it.call, it.reserve));
      const auto reservations = bare.rows("SELECT * FROM creneau.reservation" + where + "id");
      const auto slots = bare.rows("SELECT * FROM creneau.slot" + where + "reservation");
      const auto events = bare.rows("SELECT * FROM creneau.event WHERE departement = '" + code +
                                    "' AND number > " + before + " ORDER BY number");
      const auto requests = bare.rows("SELECT * FROM creneau.request" + where + "number");
      const auto notices = bare.rows("SELECT * FROM creneau.notice" + where + "id");
      auto& all = written.emplace_back();
      for (std::size_t place = 0; place < commands[client].size(); ++place)
        all.push_back({reservations[place], slots[place], events[place], requests[place],
                       notices[place], events[place][1], std::to_string(place + 1),
                       std::to_string(place + 1)});
    }
  }

  std::vector<Departement> departements_;
  std::string model_;
};

/// Everything that a reserve writes, but the token by which a lost answer is found.
[[nodiscard]] std::uint64_t digest_of(const std::string& uri) {
  BareServer bare(uri);
  ContentHasher hasher;
  for (const char* table : {"reservation", "slot", "request", "notice", "departement",
                            "(SELECT departement, number, at, command, role, who, subject, request,"
                            " content, reason, changes, note, notes FROM creneau.event)"}) {
    const std::string from = *table == '(' ? table : std::string("creneau.") + table;
    const auto rows =
        bare.rows("SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM " + from + " t");
    hasher.add(std::string_view(rows[0][0]));
  }
  return hasher.finish().value;
}

/// Runs `work(client)` on a thread each, at once; the watch runs meanwhile.
template <class Work>
void run_clients(std::size_t clients, Stopwatch& watch, const Work& work) {
  std::barrier line(static_cast<std::ptrdiff_t>(clients) + 1);
  std::vector<std::thread> threads;
  for (std::size_t client = 0; client < clients; ++client)
    threads.emplace_back([&, client] {
      line.arrive_and_wait();
      work(client);
    });
  watch.start();
  line.arrive_and_wait();
  for (std::thread& it : threads) it.join();
  watch.stop();
}

/// The statements of a reserve, one after the other, on one partition: what the load reads, what the
/// commit checks, locks and writes.
class BareReserve {
 public:
  BareReserve(const std::string& uri, Departement departement) : server_(uri) {
    std::string leaf = "_" + std::string(departement.code());
    for (char& it : leaf) it = static_cast<char>(std::tolower(it));
    code_ = departement.code();
    server_.run_plain("SET plan_cache_mode = force_generic_plan");
    const auto values = [](int count) {
      std::string list;
      for (int place = 1; place <= count; ++place)
        list += (place == 1 ? "$" : ", $") + std::to_string(place);
      return " VALUES (" + list + ")";
    };
    server_.prepare("begin", "BEGIN");
    server_.prepare("commit", "COMMIT");
    server_.prepare("numbers",
                    "SELECT number, closures_number, (SELECT max(version) FROM"
                    " creneau.rules_version) FROM creneau.departement WHERE code = $1");
    server_.prepare("seen",
                    "SELECT number FROM creneau.request" + leaf +
                        " WHERE departement = $1 AND role = 0 AND who = 1 AND request = $2");
    server_.prepare("session",
                    "SELECT s.*, (SELECT bit_or(1::bigint << ordinal) FROM creneau.slot" + leaf +
                        " t WHERE t.departement = s.departement AND t.session = s.id AND t.plan ="
                        " s.planned) FROM creneau.session" +
                        leaf + " s WHERE departement = $1 AND id = $2::bigint");
    server_.prepare("closures", "SELECT * FROM creneau.closure" + leaf + " WHERE departement = $1");
    server_.prepare("lock", "SELECT number FROM creneau.departement WHERE code = $1 FOR UPDATE");
    server_.prepare("rules", "SELECT max(version) FROM creneau.rules_version");
    server_.prepare("plan", "SELECT 1 FROM creneau.session" + leaf +
                                " WHERE departement = $1 AND id = $2::bigint AND planned = 1");
    server_.prepare("reservation", "INSERT INTO creneau.reservation" + leaf + values(9));
    server_.prepare("slot", "INSERT INTO creneau.slot" + leaf + values(8));
    server_.prepare("event", "INSERT INTO creneau.event" + leaf + values(17));
    server_.prepare("request", "INSERT INTO creneau.request" + leaf + values(6));
    server_.prepare("notice", "INSERT INTO creneau.notice" + leaf + values(25));
    server_.prepare("count",
                    "UPDATE creneau.departement SET number = $2::bigint, reservations = $3::bigint,"
                    " notices = $4::bigint WHERE code = $1");
  }

  void run(const Command& command, const Written& written) {
    const std::string session = std::to_string(command.reserve.slots.front().session.value);
    server_.run("numbers", {code_});
    server_.run("seen", {code_, std::string(command.call.request)});
    if (server_.run("session", {code_, session}) != 1) throw std::runtime_error("no session");
    server_.run("closures", {code_});
    server_.run("begin", {});
    server_.run("lock", {code_});
    server_.run("rules", {});
    if (server_.run("plan", {code_, session}) != 1) throw std::runtime_error("no plan");
    server_.run("reservation", written.reservation);
    server_.run("slot", written.slot);
    server_.run("notice", written.notice);
    server_.run("request", written.request);
    server_.run("event", written.event);
    server_.run("count", {code_, written.number, written.reservations, written.notices});
    server_.run("commit", {});
  }

 private:
  BareServer server_;
  std::string code_;
};

Sides reserve_by(std::size_t clients) {
  auto planned = std::make_shared<Planned>(clients);
  const std::string ours_uri = planned->copy();
  const std::string bare_uri = planned->copy();
  struct Ours {
    explicit Ours(const std::string& uri, std::size_t clients)
        : database(expect(PostgresDatabase::open(uri, {.connections = clients}))),
          engine(*database, *database, clock) {}
    ManualClock clock{kNow};
    std::unique_ptr<PostgresDatabase> database;
    PostgresEngine engine;
  };
  auto ours = std::make_shared<Ours>(ours_uri, clients);
  auto bare = std::make_shared<std::vector<BareReserve>>();
  for (const Departement it : planned->all_departements()) bare->emplace_back(bare_uri, it);
  return {[=, next = std::size_t{0}](Stopwatch& watch) mutable {
            run_clients(clients, watch, [&](std::size_t client) {
              for (std::size_t place = next; place < next + kBatch; ++place) {
                const Command& it = planned->commands[client][place];
                (void)expect(ours->engine.run(it.call, it.reserve));
              }
            });
            next += kBatch;
            return digest_of(ours_uri);
          },
          [=, next = std::size_t{0}](Stopwatch& watch) mutable {
            run_clients(clients, watch, [&](std::size_t client) {
              for (std::size_t place = next; place < next + kBatch; ++place)
                (*bare)[client].run(planned->commands[client][place],
                                    planned->written[client][place]);
            });
            next += kBatch;
            return digest_of(bare_uri);
          }};
}

}  // namespace

void add_postgres_benchmarks() {
  for (const std::size_t clients : {1U, 4U, 16U})
    add_pair({"PostgreSQL: reserve, " + std::to_string(clients) +
                  (clients == 1 ? " connection" : " connections") +
                  " / the same rows and locks by bare libpq",
              Goal::at_least, 0.9},
             {kBatch * clients, kGoes}, [clients] { return reserve_by(clients); });
  add_rush_benchmarks();
  add_postgres_list_benchmarks();
}

}  // namespace creneau::bench
