#include "postgres/rush.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "postgres/a_server.hpp"
#include "support/processes.hpp"

namespace creneau::testing {
namespace {

using ::testing::IsEmpty;

/// Some of the clients of a rush, all on one engine. Says of each command what became of it. Arguments:
/// where, "name" or "wish", first client, clients, then the sessions.
int rush(const std::vector<std::string>& arguments) {
  const auto database = PostgresDatabase::open(arguments[0]).value();
  const bool by_name = arguments[1] == "name";
  const std::size_t first = std::stoull(arguments[2]);
  const std::size_t count = std::stoull(arguments[3]);
  std::vector<SessionId> sessions;
  for (std::size_t place = 4; place < arguments.size(); ++place)
    sessions.push_back({std::stoll(arguments[place])});
  OfficeAtWork office(*database);
  std::mutex mutex;
  std::ostringstream lines;
  tell("ready");
  std::string go;
  std::getline(std::cin, go);
  std::barrier line(static_cast<std::ptrdiff_t>(count));
  std::vector<std::thread> threads;
  for (std::size_t client = first; client < first + count; ++client)
    threads.emplace_back([&, client] {
      const SchoolId school{static_cast<std::int64_t>(client % 2) + 1};
      line.arrive_and_wait();
      // Each slot is wanted by two clients; or each wants five and a sixth of what there is.
      const std::size_t commands = by_name ? 10 : 6;
      for (std::size_t place = 0; place < commands; ++place) {
        const Call call = office.with_request(std::to_string(client) + "/" + std::to_string(place));
        result<Receipt> answer = Error{};
        if (by_name) {
          ReserveSlots command;
          command.school = school;
          command.slots.push_back(
              slot_of_the_rush(sessions, (client * 5 + place * 101) % kRushSlots));
          answer = office.engine.run(call, command);
        } else {
          answer = office.engine.run(call, wish_of_the_rush(school));
        }
        const std::lock_guard lock(mutex);
        if (answer) {
          const ReservationChange& made = answer.value().changes.reservations.front();
          lines << "got " << made.session.value << ' ' << made.slots_after.front() << ' '
                << made.id.value << '\n';
        } else {
          lines << name_of(answer.error().code) << '\n';
        }
      }
    });
  for (std::thread& it : threads) it.join();
  tell(lines.str() + "end");
  return 0;
}
const RoleNamed kRush("rush", rush);

class Rush : public ::testing::TestWithParam<std::tuple<const char*, std::size_t>> {};

TEST_P(Rush, GivesEachSlotOneOwnerAndEveryClientAnAnswer) {
  const auto& [how, processes] = GetParam();
  const bool by_name = std::string(how) == "name";
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  const auto sessions = plan_the_rush(*database);
  std::vector<std::unique_ptr<Process>> all;
  for (std::size_t index = 0; index < processes; ++index) {
    const std::size_t count = kRushClients / processes;
    std::vector<std::string> arguments{uri, how, std::to_string(index * count),
                                       std::to_string(count)};
    for (const SessionId it : sessions) arguments.push_back(std::to_string(it.value));
    all.push_back(std::make_unique<Process>("rush", arguments));
  }
  for (auto& it : all) ASSERT_EQ(it->line(), "ready");
  for (auto& it : all) it->write_line("go");

  std::map<std::pair<std::int64_t, unsigned>, std::int64_t> owners;
  std::map<std::string, std::size_t> refused;
  for (auto& it : all) {
    for (auto line = it->line(); line && *line != "end"; line = it->line()) {
      std::istringstream words(*line);
      std::string what;
      words >> what;
      if (what != "got") {
        ++refused[what];
        continue;
      }
      std::int64_t session = 0;
      unsigned ordinal = 0;
      std::int64_t reservation = 0;
      words >> session >> ordinal >> reservation;
      EXPECT_TRUE(owners.emplace(std::pair{session, ordinal}, reservation).second)
          << "two were told that they have " << session << '/' << ordinal;
    }
    ASSERT_EQ(it->wait(), 0);
  }
  // Every slot was had, and whoever had none was told why.
  EXPECT_EQ(owners.size(), kRushSlots);
  const std::size_t commands = kRushClients * (by_name ? 10 : 6);
  EXPECT_EQ(refused[by_name ? "slot_taken" : "not_enough_slots"], commands - kRushSlots);
  EXPECT_EQ(refused.size(), 1U);

  // What they were told is what is there.
  std::map<std::pair<std::int64_t, unsigned>, std::int64_t> held;
  ReservationFilter filter;
  filter.departement = k93;
  const auto reservations = database->reservations(filter, {}).value();
  for (const ReservedSession& it : reservations.rows)
    held[{it.reservation.session.value, it.reservation.slots.front()}] = it.reservation.id.value;
  EXPECT_EQ(held, owners);
  EXPECT_THAT(database->check().value(), IsEmpty());

  // The summary of each week is a recount of its sessions.
  std::map<Week, std::map<InspectorId, Units>> assigned;
  SessionFilter of_93;
  of_93.departement = k93;
  const auto listed = database->sessions(of_93, {}).value();
  for (const SessionState& it : listed.rows)
    assigned[Week::of(it.session.date)][it.session.inspector] +=
        Units{static_cast<std::int32_t>(it.reserved.size())};
  std::int32_t total = 0;
  for (const auto& [week, by_inspector] : assigned) {
    WeekFilter of_week;
    of_week.departement = k93;
    of_week.week = week;
    std::vector<InspectorUnits> rows;
    ASSERT_TRUE(database->week_units(of_week, rows));
    std::map<InspectorId, Units> counted;
    for (const InspectorUnits& it : rows) counted[it.inspector] += it.units.assigned;
    EXPECT_EQ(counted, by_inspector);
    for (const auto& [inspector, units] : counted) total += units.value;
  }
  EXPECT_EQ(total, static_cast<std::int32_t>(kRushSlots));

  // One notice each.
  std::set<std::int64_t> told;
  NoticeId after;
  while (true) {
    const auto notices = database->notices({}, after, 1000).value();
    if (notices.empty()) break;
    for (const OutboxEntry& it : notices) {
      ASSERT_EQ(it.notice.lines.size(), 1U);
      EXPECT_TRUE(told.insert(it.notice.lines.front().reservation.value).second);
    }
    after = notices.back().notice.id;
  }
  EXPECT_EQ(told.size(), kRushSlots);
}

INSTANTIATE_TEST_SUITE_P(Every, Rush,
                         ::testing::Combine(::testing::Values("name", "wish"),
                                            ::testing::Values(std::size_t{1}, std::size_t{4})),
                         [](const auto& instance) {
                           return std::string(std::get<0>(instance.param)) + "In" +
                                  std::to_string(std::get<1>(instance.param));
                         });

}  // namespace
}  // namespace creneau::testing
