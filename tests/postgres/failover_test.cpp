#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "postgres/a_server.hpp"
#include "support/figures.hpp"
#include "support/history.hpp"

namespace creneau::testing {
namespace {

using ::testing::IsEmpty;
using namespace std::chrono_literals;

/// A primary that acknowledges nothing before its standby has it.
class Pair {
 public:
  Pair() {
    primary_ = std::make_unique<PostgresServer>();
    PostgresDatabase::open(primary_->uri(), {.create = true}).value();
    add_standby();
  }
  [[nodiscard]] PostgresServer& primary() noexcept { return *primary_; }
  [[nodiscard]] PostgresServer& standby() noexcept { return *standby_; }

  /// A connection string that names both.
  [[nodiscard]] std::string uri() const {
    return "postgresql://creneau@" + primary_->address() + "," + standby_->address() +
           "/postgres?connect_timeout=2";
  }
  /// The primary dies, the standby takes its place.
  void fail_over() {
    primary_->kill();
    standby_->promote();
  }
  /// The one that took over gets a standby of its own.
  void go_on() {
    primary_ = std::move(standby_);
    add_standby();
  }

 private:
  void add_standby() {
    standby_ = primary_->make_standby("second", {"synchronous_standby_names = ''"});
    primary_->run("ALTER SYSTEM SET synchronous_standby_names = 'second'");
    primary_->run("SELECT pg_reload_conf()");
    while (primary_->run(
               "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")[0][0] != "1")
      std::this_thread::sleep_for(10ms);
  }
  std::unique_ptr<PostgresServer> primary_;
  std::unique_ptr<PostgresServer> standby_;
};

/// A command, to be given by an office.
using Asks = std::function<result<Receipt>(OfficeAtWork&)>;

/// What a client was told of its commands, by request id.
struct Told {
  std::map<std::string, Receipt> done;
  std::vector<std::string> refused;       ///< by a rule: nothing was changed
  std::map<std::string, Asks> uncertain;  ///< the outcome is not known
};

/// Clients that give commands until they are told to stop.
class Clients {
 public:
  Clients(const std::string& uri, std::string name, std::vector<SessionId> sessions)
      : name_(std::move(name)), sessions_(std::move(sessions)) {
    // Two programs, of four clients each.
    for (int program = 0; program < 2; ++program) {
      databases_.push_back(PostgresDatabase::open(uri, {.connections = 4}).value());
      offices_.push_back(std::make_unique<OfficeAtWork>(*databases_.back()));
      for (int client = 0; client < 4; ++client)
        threads_.emplace_back([this, program, client] { run(program, client); });
    }
  }
  void wait_for(std::size_t more) {
    const std::size_t goal = done_ + more;
    while (done_ < goal && failures_ < 50) std::this_thread::sleep_for(1ms);
  }
  Told stop() {
    is_ending_ = true;
    for (std::thread& it : threads_) it.join();
    return std::move(told_);
  }

 private:
  void run(int program, int client) {
    OfficeAtWork& office = *offices_[static_cast<std::size_t>(program)];
    Dice dice(std::hash<std::string>{}(name_) + static_cast<std::size_t>(8 * program + client));
    for (int place = 0; !is_ending_; ++place) {
      const std::string request = name_ + "/" + std::to_string(program) + "/" +
                                  std::to_string(client) + "/" + std::to_string(place);
      const SessionId session = sessions_[dice.below(sessions_.size())];
      const SlotSet slot = SlotSet::of({static_cast<unsigned>(dice.below(7))});
      Asks asks;
      if (dice.one_in(3)) {
        CancelByOffice cancel;
        cancel.slots.push_back({session, {1}, slot.front()});
        cancel.reason = Reason::other;
        asks = [=](OfficeAtWork& it) { return it.engine.run(it.with_request(request), cancel); };
      } else if (dice.one_in(2)) {
        asks = [=](OfficeAtWork& it) {
          return it.engine.run(it.with_request(request), it.unblock_command(session, slot));
        };
      } else {
        asks = [=](OfficeAtWork& it) {
          return it.engine.run(it.with_request(request), it.reserve_command(session, slot));
        };
      }
      auto answer = asks(office);
      const std::lock_guard lock(mutex_);
      if (answer) {
        told_.done.emplace(request, std::move(answer).value());
        ++done_;
      } else if (class_of(answer.error().code) == ErrorClass::refused) {
        told_.refused.push_back(request);
      } else {
        told_.uncertain.emplace(request, std::move(asks));
        ++failures_;
      }
    }
  }

  std::string name_;
  std::vector<SessionId> sessions_;
  std::vector<std::unique_ptr<PostgresDatabase>> databases_;
  std::vector<std::unique_ptr<OfficeAtWork>> offices_;
  std::mutex mutex_;
  Told told_;
  std::atomic<std::size_t> done_{0};
  std::atomic<std::size_t> failures_{0};
  std::atomic<bool> is_ending_{false};
  std::vector<std::thread> threads_;
};

/// Asks again for what is not known, under its request ids; afterwards everything is.
void ask_again(PostgresDatabase& database, Told& told) {
  OfficeAtWork office(database);
  for (const auto& [request, asks] : told.uncertain) {
    auto answer = asks(office);
    if (answer) {
      told.done.emplace(request, std::move(answer).value());
    } else {
      EXPECT_EQ(class_of(answer.error().code), ErrorClass::refused) << request;
      told.refused.push_back(request);
    }
  }
}

/// Everything that was acknowledged is there as it was acknowledged, once.
void expect_kept(PostgresDatabase& database, const Told& told) {
  std::map<std::string, Event> by_request;
  std::int64_t number = 0;
  PageRequest page;
  while (true) {
    EventFilter filter;
    filter.departement = k93;
    const auto events = database.events(filter, page).value();
    for (const Event& event : events.rows) {
      EXPECT_EQ(event.number.value, ++number) << "a commit number is missing";
      if (event.changes.request.empty()) continue;
      EXPECT_TRUE(by_request.emplace(event.changes.request, event).second)
          << event.changes.request << " was applied twice";
    }
    if (!events.next) break;
    page.after = *events.next;
  }
  for (const auto& [request, receipt] : told.done) {
    const auto kept = by_request.find(request);
    if (kept == by_request.end()) {
      ADD_FAILURE() << request << " was acknowledged and is lost";
      continue;
    }
    EXPECT_EQ(kept->second, receipt) << request;
  }
  for (const std::string& request : told.refused)
    EXPECT_FALSE(by_request.contains(request)) << request << " was refused and is there";
  EXPECT_THAT(database.check().value(), IsEmpty());
}

std::vector<SessionId> planned_sessions(PostgresDatabase& database) {
  OfficeAtWork office(database);
  std::vector<SessionId> sessions;
  for (const std::int64_t inspector : {1, 2, 3, 4}) sessions.push_back(office.planned({inspector}));
  return sessions;
}

TEST(Failover, NoAcknowledgedCommandIsLostAndNoneAppliedTwice) {
  const int rounds = figure(20, 200);
  Pair pair;
  std::size_t commands = 0;
  std::size_t uncertain = 0;
  const auto sessions = planned_sessions(*PostgresDatabase::open(pair.primary().uri()).value());
  for (int round = 0; round < rounds; ++round) {
    Clients clients(pair.uri(), "round-" + std::to_string(round), sessions);
    clients.wait_for(40);
    pair.fail_over();
    // By themselves.
    clients.wait_for(40);
    Told told = clients.stop();
    EXPECT_GE(told.done.size(), 80U) << "the clients did not go on";
    commands += told.done.size();
    uncertain += told.uncertain.size();
    const auto survivor = PostgresDatabase::open(pair.standby().uri()).value();
    ask_again(*survivor, told);
    expect_kept(*survivor, told);
    if (::testing::Test::HasFailure()) break;
    if (round + 1 < rounds) pair.go_on();
  }
  std::cout << rounds << " failovers, " << commands << " acknowledged commands, " << uncertain
            << " of unknown outcome\n";
}

TEST(Failover, AServerThatIsRestartedUnderLoadIsUsedAgain) {
  PostgresServer server;
  const auto setting_up = PostgresDatabase::open(server.uri(), {.create = true}).value();
  const auto sessions = planned_sessions(*setting_up);
  Clients clients(server.uri(), "restart", sessions);
  for (int round = 0; round < 3; ++round) {
    clients.wait_for(30);
    server.stop();
    server.start();
  }
  clients.wait_for(30);
  Told told = clients.stop();
  EXPECT_GE(told.done.size(), 120U);
  ask_again(*setting_up, told);
  expect_kept(*setting_up, told);
}

TEST(Failover, AStandbyAnswersWhoOnlyReads) {
  Pair pair;
  const auto primary = PostgresDatabase::open(pair.primary().uri()).value();
  OfficeAtWork office(*primary);
  const SessionId session = office.planned();
  const auto refused = PostgresDatabase::open(pair.standby().uri());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_read_only);
  EXPECT_THAT(refused.error().text, ::testing::HasSubstr("in_hot_standby"));

  const auto standby = PostgresDatabase::open(pair.standby().uri(), {.read_only = true}).value();
  // What is safe there may be a moment from being seen.
  while (standby->wait_for_change(k93, {1}, 20s).value() < Revision{2}) {
  }
  EXPECT_EQ(history(*standby), history(*primary));
  EXPECT_THAT(standby->check().value(), IsEmpty());
  OfficeAtWork reader(*standby);
  EXPECT_EQ(
      reader.engine.run(reader.call, reader.block_command(session, SlotSet::of({0}))).error().code,
      ErrorCode::storage_read_only);
}

/// A commit that waits for a standby which does not come.
class WaitForTheStandby : public ::testing::Test {
 protected:
  WaitForTheStandby() {
    database = PostgresDatabase::open(pair.primary().uri(), {.patience = 5s}).value();
    office = std::make_unique<OfficeAtWork>(*database);
    session = office->planned();
    pair.standby().kill();
  }
  /// Gives a command while its backends are ended in the middle of the wait, as often as it waits.
  result<Receipt> reserve_while(const char* ended_by) {
    std::atomic<bool> is_done{false};
    std::thread administrator([&] {
      while (!is_done)
        pair.primary().run(std::string("SELECT ") + ended_by +
                           "(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    });
    auto answer = office->engine.run(office->with_request("r-1"),
                                     office->reserve_command(session, SlotSet::of({3})));
    is_done = true;
    administrator.join();
    return answer;
  }

  Pair pair;
  std::unique_ptr<PostgresDatabase> database;
  std::unique_ptr<OfficeAtWork> office;
  SessionId session;
};

TEST_F(WaitForTheStandby, CancelledIsNoSuccessAndTheLostCommandCanBeGivenAgain) {
  const auto answer = reserve_while("pg_cancel_backend");
  ASSERT_FALSE(answer) << "the server says it is done, and the standby never had it";
  EXPECT_EQ(answer.error().code, ErrorCode::unconfirmed);
  // Asked again it must not be taken for done either: the primary shows it, the standby lacks it.
  const auto again = reserve_while("pg_cancel_backend");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::unconfirmed);
  pair.standby().start();
  const auto kept = office->engine.run(office->with_request("r-1"),
                                       office->reserve_command(session, SlotSet::of({3})));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept.value(), history(*database).back());
  EXPECT_EQ(history(*database).size(), 3U);
}

TEST_F(WaitForTheStandby, CancelledAndThenLostIsDoneAnewByTheStandbyThatTookOver) {
  ASSERT_FALSE(reserve_while("pg_cancel_backend"));
  pair.primary().kill();
  pair.standby().start();
  pair.standby().promote();
  const auto survivor = PostgresDatabase::open(pair.standby().uri()).value();
  EXPECT_EQ(history(*survivor).size(), 2U) << "it was never there";
  OfficeAtWork there(*survivor);
  EXPECT_TRUE(there.engine.run(there.with_request("r-1"),
                               there.reserve_command(session, SlotSet::of({3}))));
}

TEST_F(WaitForTheStandby, TerminatedIsNoSuccess) {
  const auto answer = reserve_while("pg_terminate_backend");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unconfirmed);
}

TEST_F(WaitForTheStandby, OfTheDirectoryIsNoSuccess) {
  std::atomic<bool> is_done{false};
  std::thread administrator([&] {
    while (!is_done)
      pair.primary().run(
          "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
  });
  const auto taken = database->put(directory_rows());
  is_done = true;
  administrator.join();
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::unconfirmed);
}

}  // namespace
}  // namespace creneau::testing
