#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include "durability/scenario.hpp"
#include "support/figures.hpp"
#include "support/file_layer.hpp"
#include "support/processes.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

constexpr std::size_t kThreads = 3;
constexpr std::int64_t kSessions = 3;

/// The `place`-th command that a thread of a round gives: always the same one.
result<Receipt> ask(OfficeAtWork& office, std::uint64_t seed, std::size_t thread,
                    std::size_t place) {
  Dice dice(seed * 1000003 + thread * 10007 + place);
  const std::string request =
      std::to_string(seed) + "/" + std::to_string(thread) + "/" + std::to_string(place);
  const SessionId session = session_made(dice.below(kSessions));
  const SlotSet slot = SlotSet::of({static_cast<unsigned>(dice.below(7))});
  const Call call = office.with_request(request);
  switch (dice.below(5)) {
    case 0:
    case 1: return office.engine.run(call, office.reserve_command(session, slot));
    case 2: return office.engine.run(call, office.unblock_command(session, slot));
    case 3: return office.engine.run(call, office.block_command(session, slot));
    default: {
      CancelByOffice command;
      command.slots.push_back({session, {1}, slot.front()});
      command.reason = Reason::other;
      return office.engine.run(call, command);
    }
  }
}

/// Kills this process at one call to its files: before it, after it, or halfway through a write.
class DeadlyFiles final : public FileLayer {
 public:
  explicit DeadlyFiles(std::uint64_t seed) : dice_(seed) {}
  void arm() {
    const std::lock_guard lock(mutex_);
    left_ = 1 + static_cast<int>(dice_.below(150));
    how_ = dice_.below(3);
  }

 private:
  int on(const FileCall& call) override {
    const std::lock_guard lock(mutex_);
    if (left_ == 0 || --left_ != 0) return perform(call);
    if (how_ == 1) (void)perform(call);
    if (how_ == 2 && call.action == FileCall::Action::write) {
      FileCall half = call;
      half.bytes = call.bytes.first(dice_.below(call.bytes.size()));
      (void)perform(half);
    }
    std::raise(SIGKILL);
    return SQLITE_IOERR;
  }
  std::mutex mutex_;
  Dice dice_;
  int left_ = 0;
  std::size_t how_ = 0;
};

/// Gives commands on several threads until it is killed. Tells each one before and after.
int write_until_killed(const std::vector<std::string>& arguments) {
  const std::uint64_t seed = std::stoull(arguments[1]);
  DeadlyFiles files(seed);
  const auto database = SqliteDatabase::open(arguments[0], {.vfs = files.name()}).value();
  OfficeAtWork office(*database);
  if (arguments[2] == "by itself") files.arm();
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&, thread] {
      for (std::size_t place = 0;; ++place) {
        const std::string name = std::to_string(thread) + " " + std::to_string(place);
        tell("asked " + name);
        const auto receipt = ask(office, seed, thread, place);
        if (receipt)
          tell("done " + name + " " + std::to_string(receipt.value().number.value));
        else
          tell("refused " + name + " " + std::to_string(static_cast<int>(receipt.error().code)));
      }
    });
  for (std::thread& thread : threads) thread.join();
  return 0;
}
const RoleNamed kWriter("writer", write_until_killed);

/// What the killed process told.
struct Told {
  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> done;  ///< and their commit numbers
  std::map<std::size_t, std::size_t> under_way;                      ///< by thread
};

class KilledWriter : public ::testing::Test {
 protected:
  KilledWriter() {
    const auto database = SqliteDatabase::open(path_, {.create = true}).value();
    OfficeAtWork office(*database);
    for (std::int64_t inspector = 1; inspector <= kSessions; ++inspector)
      office.planned({inspector});
  }

  static void take(const std::string& line, Told& told) {
    std::istringstream words(line);
    std::string what;
    std::size_t thread = 0;
    std::size_t place = 0;
    std::int64_t detail = 0;
    words >> what >> thread >> place >> detail;
    if (what == "asked") {
      told.under_way[thread] = place;
      return;
    }
    told.under_way.erase(thread);
    if (what == "done") {
      told.done[{thread, place}] = detail;
    } else {
      EXPECT_EQ(class_of(static_cast<ErrorCode>(detail)), ErrorClass::refused)
          << name_of(static_cast<ErrorCode>(detail));
    }
  }

  /// Runs a writer and kills it from outside after some lines, or lets it kill itself.
  [[nodiscard]] Told run_and_kill(std::uint64_t seed, bool from_outside, std::size_t lines) {
    Told told;
    Process writer("writer",
                   {path_, std::to_string(seed), from_outside ? "from outside" : "by itself"});
    while (const auto line = writer.line()) {
      take(*line, told);
      if (from_outside && lines-- == 0) writer.kill();
    }
    EXPECT_EQ(writer.wait(), -SIGKILL);
    return told;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.path() / "planning.db";
};

TEST_F(KilledWriter, LosesNothingAcknowledgedAndAppliesNothingTwice) {
  const std::uint64_t seed = printed_seed();
  const auto kills = figure<std::size_t>(100, 10'000);
  Dice dice(seed);
  std::size_t counted = 0;
  std::size_t acknowledged = 0;
  std::size_t asked_again = 0;
  std::size_t were_done = 0;
  std::int64_t last_number = 2 * kSessions;
  for (std::uint64_t round = 0; counted < kills; ++round) {
    ASSERT_LT(round, 2 * kills + 10);
    const std::uint64_t seed_of_round = (seed & 0xFFFFFF) * 100'000 + round;
    SCOPED_TRACE("round " + std::to_string(round));
    const bool from_outside = dice.one_in(2);
    const Told told = run_and_kill(seed_of_round, from_outside, dice.below(60));
    if (told.done.empty() && told.under_way.empty()) continue;
    ++counted;
    acknowledged += told.done.size();

    const auto database = SqliteDatabase::open(path_).value();
    if (round % figure<std::size_t>(1, 20) == 0) {
      ASSERT_THAT(findings(*database), ::testing::IsEmpty());
    }
    OfficeAtWork office(*database);
    EventFilter since;
    since.departement = k93;
    since.after = {last_number};
    const auto events = database->events(since, {}).value();
    std::map<std::string, Event> by_request;
    for (const Event& event : events.rows) {
      ASSERT_EQ(event.number.value, ++last_number) << "a gap or a double";
      const bool once = by_request.emplace(event.changes.request, event).second;
      ASSERT_TRUE(once) << "applied twice: " << event.changes.request;
    }
    const auto request_of = [&](std::size_t thread, std::size_t place) {
      return std::to_string(seed_of_round) + "/" + std::to_string(thread) + "/" +
             std::to_string(place);
    };
    for (const auto& [command, number] : told.done) {
      const auto found = by_request.find(request_of(command.first, command.second));
      ASSERT_NE(found, by_request.end()) << "lost: " << command.second;
      ASSERT_EQ(found->second.number.value, number);
    }
    for (const auto& [thread, place] : told.under_way) {
      ++asked_again;
      const auto found = by_request.find(request_of(thread, place));
      const auto again = ask(office, seed_of_round, thread, place);
      if (found != by_request.end()) {
        ++were_done;
        ASSERT_TRUE(again);
        ASSERT_EQ(again.value(), found->second);
      } else if (again) {
        ASSERT_EQ(again.value().number.value, ++last_number);
      }
      if (again) {
        ASSERT_EQ(ask(office, seed_of_round, thread, place).value(), again.value());
      }
    }
    ASSERT_EQ(by_request.size(),
              told.done.size() + static_cast<std::size_t>(std::count_if(
                                     told.under_way.begin(), told.under_way.end(),
                                     [&](const auto& it) {
                                       return by_request.contains(request_of(it.first, it.second));
                                     })))
        << "something was done that nobody asked for";
  }
  std::cout << counted << " kills, " << acknowledged << " commands acknowledged, " << asked_again
            << " asked again, of which " << were_done << " were done\n";
  EXPECT_GT(acknowledged, 0U);
  EXPECT_GT(asked_again, 0U);
  const auto database = SqliteDatabase::open(path_).value();
  EXPECT_THAT(findings(*database), ::testing::IsEmpty());
}

}  // namespace
}  // namespace creneau::testing
