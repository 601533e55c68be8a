#include <gmock/gmock.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "creneau/database/database.hpp"
#include "creneau/postgres/postgres.hpp"
#include "linearizability/history_client.hpp"
#include "support/figures.hpp"
#include "support/forwarding_storage.hpp"
#include "support/postgres_server.hpp"
#include "support/processes.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

/// A clock that the processes of a machine share.
std::uint64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U +
         static_cast<std::uint64_t>(time.tv_nsec);
}

/// A storage that now and then says what was so the last time.
class StaleReads final : public ForwardingStorage {
 public:
  StaleReads(Storage& behind, std::uint64_t seed) : ForwardingStorage(behind), dice_(seed) {}

  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    BOOST_OUTCOME_TRY(ForwardingStorage::load(needs, snapshot));
    const std::lock_guard lock(mutex_);
    if (needs.reservations_of_sessions) {
      if (last_ && dice_.one_in(20)) std::swap(*last_, snapshot);
      if (!last_ || dice_.one_in(5)) last_ = snapshot;
    }
    return success();
  }

 private:
  mutable std::mutex mutex_;
  mutable Dice dice_;
  mutable std::optional<Snapshot> last_;
};

/// Plays clients of one history on a database, each on a thread; says what they saw. Arguments: where,
/// session, history, first client, clients, operations, seed, "stale" or nothing.
int play(const std::vector<std::string>& arguments) {
  const auto number = [&](std::size_t place) { return std::stoull(arguments[place]); };
  const auto database = open_database(arguments[0]).value();
  StaleReads stale(*database, number(6));
  const bool is_stale = arguments.size() > 7 && arguments[7] == "stale";
  OfficeAtWork office(is_stale ? static_cast<Storage&>(stale) : *database);
  const SessionId session{static_cast<std::int64_t>(number(1))};
  std::mutex mutex;
  std::ostringstream lines;
  tell("ready");
  std::string go;
  std::getline(std::cin, go);
  std::vector<std::thread> threads;
  for (std::uint64_t client = number(3); client < number(3) + number(4); ++client)
    threads.emplace_back([&, client] {
      constexpr const char* kSays[] = {"holds", "does_not_hold", "is_reserved"};
      HistoryClient it(office, session, number(6) + client, now,
                       [&](unsigned ordinal, const Operation& seen) {
                         const std::lock_guard lock(mutex);
                         lines << arguments[2] << ' ' << ordinal << ' ' << client << ' '
                               << kSays[static_cast<int>(seen.says)] << ' ' << seen.held << ' '
                               << (seen.becomes ? std::to_string(*seen.becomes) : "-") << ' '
                               << seen.called << ' ' << seen.answered << '\n';
                       });
      for (std::uint64_t index = 0; index < number(5); ++index) it.act();
    });
  for (std::thread& it : threads) it.join();
  tell(lines.str() + "end");
  return 0;
}
const RoleNamed kPlay("play", play);

struct Players {
  std::size_t processes;
  std::size_t threads;
  std::size_t operations;  ///< of each thread
};

/// Adds to `lines` what clients of several processes saw of one session at the same time.
void add_history(std::string& lines, const std::string& where, SessionId session,
                 std::size_t history, const Players& players, std::uint64_t seed,
                 const std::string& fault = {}) {
  std::vector<std::unique_ptr<Process>> all;
  for (std::size_t index = 0; index < players.processes; ++index)
    all.push_back(std::make_unique<Process>(
        "play",
        std::vector<std::string>{
            where, std::to_string(session.value), std::to_string(history),
            std::to_string(index * players.threads), std::to_string(players.threads),
            std::to_string(players.operations), std::to_string(seed + history * 1000), fault}));
  for (auto& it : all) ASSERT_EQ(it->line(), "ready");
  for (auto& it : all) it->write_line("go");
  for (auto& it : all) {
    for (auto line = it->line(); line && *line != "end"; line = it->line()) lines += *line + "\n";
    ASSERT_EQ(it->wait(), 0);
  }
}

/// What Porcupine says of histories; true: each is linearizable.
bool is_linearizable_by_porcupine(const std::string& lines) {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "histories";
  std::ofstream(file) << lines;
  const int code = std::system((std::string(CRENEAU_CHECKER) + " < " + file).c_str());
  EXPECT_TRUE(code == 0 || WEXITSTATUS(code) == 1) << "the checker did not run";
  return code == 0;
}

/// How many questions and answers there are, of all clients.
std::size_t questions_in(const std::string& lines) {
  return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
}

PostgresServer& server() {
  static PostgresServer it;
  return it;
}

std::string new_server_database() {
  const std::string uri = server().uri(server().make_database());
  (void)PostgresDatabase::open(uri, {.create = true}).value();
  return uri;
}

/// The `place`-th half-day of the inspectors on Mondays and Thursdays; none of the first 500 is a
/// holiday.
SessionId planned_at(Database& database, std::size_t place) {
  OfficeAtWork office(database);
  const auto day = static_cast<int>(place / 8);
  return office.planned({static_cast<std::int64_t>(place % 4) + 1},
                        kMonday + std::chrono::days{day / 2 * 7 + day % 2 * 3},
                        place / 4 % 2 == 0 ? HalfDay::morning : HalfDay::afternoon);
}

TEST(Histories, OnSqliteFromThreadsAndProcessesAreLinearizable) {
  const auto histories = figure<std::size_t>(50, 500);
  const auto operations = figure<std::size_t>(25, 1000);
  const std::uint64_t seed = printed_seed();
  const TemporaryFolder folder(folder_in_memory());
  const std::string path = folder.path() / "planning.db";
  const auto database = open_database(path, {.create = true}).value();
  std::string lines;
  for (std::size_t history = 0; history < histories; ++history)
    add_history(lines, path, planned_at(*database, history), history, {2, 4, operations}, seed);
  EXPECT_TRUE(is_linearizable_by_porcupine(lines));
  EXPECT_GT(questions_in(lines), histories * operations) << "few were heard";
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
}

TEST(Histories, OnPostgresFromThreadsAndProcessesAreLinearizable) {
  const auto histories = figure<std::size_t>(50, 500);
  const auto operations = figure<std::size_t>(40, 1000);
  const std::uint64_t seed = printed_seed();
  const std::string uri = new_server_database();
  const auto database = open_database(uri).value();
  std::string lines;
  for (std::size_t history = 0; history < histories; ++history)
    add_history(lines, uri, planned_at(*database, history), history, {4, 2, operations}, seed);
  EXPECT_TRUE(is_linearizable_by_porcupine(lines));
  EXPECT_GT(questions_in(lines), histories * operations) << "few were heard";
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
}

TEST(PlantedFaultsInHistories, ADroppedConstraintIsCaught) {
  const std::uint64_t seed = printed_seed();
  const std::string uri = new_server_database();
  const auto database = open_database(uri).value();
  const SessionId first = planned_at(*database, 0);
  server().run("ALTER TABLE creneau.slot DROP CONSTRAINT slot_pkey",
               uri.substr(uri.rfind('/') + 1));
  bool is_caught = false;
  for (std::size_t history = 0; history < 200 && !is_caught; ++history) {
    const SessionId session = history == 0 ? first : planned_at(*database, history);
    std::string lines;
    add_history(lines, uri, session, history, {4, 2, 100}, seed);
    is_caught = !is_linearizable_by_porcupine(lines);
  }
  EXPECT_TRUE(is_caught);
}

TEST(PlantedFaultsInHistories, AStaleReadIsCaught) {
  const std::uint64_t seed = printed_seed();
  const std::string uri = new_server_database();
  const TemporaryFolder folder(folder_in_memory());
  for (const std::string& where : {uri, std::string(folder.path() / "planning.db")}) {
    const auto database = open_database(where, {.create = true}).value();
    bool is_caught = false;
    for (std::size_t history = 0; history < 50 && !is_caught; ++history) {
      std::string lines;
      add_history(lines, where, planned_at(*database, history), history, {2, 2, 60}, seed, "stale");
      is_caught = !is_linearizable_by_porcupine(lines);
    }
    EXPECT_TRUE(is_caught) << where;
  }
}

}  // namespace
}  // namespace creneau::testing
