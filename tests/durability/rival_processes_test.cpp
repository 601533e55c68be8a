#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

#include "durability/scenario.hpp"
#include "support/figures.hpp"
#include "support/processes.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

constexpr unsigned kRivalSessions = 2;
constexpr unsigned kSlotsOfSession = 7;
constexpr std::int64_t kRivals = 4;

/// Opens each file, waits for the start, then tries to reserve every slot of them in an order of
/// its own. Tells each reservation that was acknowledged, by file and number of the slot.
int race(const std::vector<std::string>& arguments) {
  const std::uint64_t seed = std::stoull(arguments[0]);
  const std::vector<std::string> paths(arguments.begin() + 1, arguments.end());
  std::vector<std::unique_ptr<SqliteDatabase>> databases;
  std::vector<std::unique_ptr<OfficeAtWork>> offices;
  std::vector<std::pair<std::size_t, unsigned>> tries;
  for (const std::string& path : paths) {
    for (unsigned place = 0; place < kRivalSessions * kSlotsOfSession; ++place)
      tries.emplace_back(databases.size(), place);
    databases.push_back(SqliteDatabase::open(path).value());
    offices.push_back(std::make_unique<OfficeAtWork>(*databases.back()));
  }
  std::shuffle(tries.begin(), tries.end(), std::mt19937_64(seed));
  tell("ready");
  if (std::getchar() == EOF) return 1;
  for (const auto& [file, place] : tries) {
    OfficeAtWork& office = *offices[file];
    const auto command = office.reserve_command(session_made(place / kSlotsOfSession),
                                                SlotSet::of({place % kSlotsOfSession}));
    auto receipt = office.engine.run(office.call, command);
    while (!receipt && receipt.error().code == ErrorCode::conflict)
      receipt = office.engine.run(office.call, command);
    if (receipt)
      tell(std::to_string(file) + " " + std::to_string(place) + " " +
           std::to_string(receipt.value().changes.reservations.front().id.value));
    else if (receipt.error().code != ErrorCode::slot_taken)
      return 2;
  }
  return 0;
}
const RoleNamed kRace("race", race);

void expect_each_slot_held_once(std::size_t files) {
  const std::uint64_t seed = printed_seed();
  TemporaryFolder folder;
  std::vector<std::string> arguments{""};
  for (std::size_t file = 0; file < files; ++file) {
    arguments.push_back(folder.path() / ("planning-" + std::to_string(file) + ".db"));
    const auto database = SqliteDatabase::open(arguments.back(), {.create = true}).value();
    OfficeAtWork office(*database);
    for (std::int64_t inspector = 1; inspector <= kRivalSessions; ++inspector)
      office.planned({inspector});
  }
  std::vector<std::unique_ptr<Process>> rivals;
  for (std::uint64_t rival = 0; rival < kRivals; ++rival) {
    arguments[0] = std::to_string(seed + rival);
    rivals.push_back(std::make_unique<Process>("race", arguments));
    ASSERT_EQ(rivals.back()->line(), "ready");
  }
  for (const auto& rival : rivals) rival->write_line("go");

  std::map<std::pair<std::size_t, unsigned>, ReservationId> acknowledged;
  for (const auto& rival : rivals) {
    while (const auto line = rival->line()) {
      std::istringstream words(*line);
      std::size_t file = 0;
      unsigned place = 0;
      ReservationId id;
      words >> file >> place >> id.value;
      const bool alone = acknowledged.emplace(std::pair(file, place), id).second;
      EXPECT_TRUE(alone) << "held twice: " << *line;
    }
    EXPECT_EQ(rival->wait(), 0);
  }
  EXPECT_EQ(acknowledged.size(), files * kRivalSessions * kSlotsOfSession);
  for (std::size_t file = 0; file < files; ++file) {
    const auto database = SqliteDatabase::open(arguments[1 + file]).value();
    EXPECT_THAT(findings(*database), ::testing::IsEmpty());
    ReservationFilter filter;
    filter.departement = k93;
    const auto held = database->reservations(filter, {}).value();
    EXPECT_EQ(held.rows.size(), kRivalSessions * kSlotsOfSession);
    for (const auto& [reservation, session] : held.rows) {
      const auto place = static_cast<unsigned>(session.inspector.value - 1) * kSlotsOfSession +
                         reservation.slots.front();
      EXPECT_EQ((acknowledged[{file, place}]), reservation.id);
    }
    const auto events = history(*database);
    for (std::size_t index = 0; index < events.size(); ++index)
      EXPECT_EQ(events[index].number.value, static_cast<std::int64_t>(index) + 1);
  }
}

TEST(RivalProcesses, HoldEachSlotOfOneFileOnce) {
  expect_each_slot_held_once(1);
}

TEST(RivalProcesses, MayEachHaveSeveralDatabasesOpen) {
  expect_each_slot_held_once(2);
}

}  // namespace
}  // namespace creneau::testing
