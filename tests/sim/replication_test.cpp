#include "creneau/sim/replication.hpp"

#include <gmock/gmock.h>

#include <map>

#include "creneau/json/json.hpp"
#include "creneau/policy/holidays.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "sim/world.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::sim {
namespace {

using creneau::testing::kSimulated;
using creneau::testing::log_of;
using creneau::testing::small_scenario;
using creneau::testing::TemporaryFolder;
using Kind = Happening::Kind;

/// Every receipt of a run over a storage, as JSON, and what happened.
template <class StorageT>
[[nodiscard]] std::pair<std::string, Log> told_by(StorageT& storage, const Scenario& scenario,
                                                  const Policy& policy) {
  std::string told;
  const MemoryDirectory directory = directory_of(scenario);
  Replication replication(
      scenario, policy, directory, storage, {42, 0},
      [&](const Receipt& receipt) { told += boost::json::serialize(json::of(receipt)) + '\n'; });
  Log log;
  EXPECT_TRUE(replication.run(log));
  return {told, log};
}

TEST(Replication, DecidesTheSameOnSqliteByteForByte) {
  const TemporaryFolder folder;
  const auto database =
      SqliteDatabase::open(folder.path() / "planning.db", {.create = true}).value();
  MemoryStorage memory;
  Policy policy;
  policy.rules = {{kFirstDate, "cancellation.days", "8"}};
  const auto in_memory = told_by(memory, small_scenario(), policy);
  const auto on_disk = told_by(*database, small_scenario(), policy);
  EXPECT_GT(in_memory.second.size(), 500U);
  EXPECT_EQ(in_memory.first, on_disk.first);
  EXPECT_EQ(digest(in_memory.second).value, digest(on_disk.second).value);
}

/// Not one unit is held twice, and each is where it should be in the end.
TEST(Replication, KeepsCountOfEveryUnit) {
  for (const Order order : {Order::first_come, Order::proportional, Order::lottery}) {
    Policy policy;
    policy.order = order;
    const Log log = log_of(small_scenario(), policy);
    std::map<std::int64_t, std::int64_t> published, taken;
    std::int64_t held = 0;
    for (const Happening& it : log) {
      if (it.kind == Kind::published) published[it.session.value] += it.amount;
      if (it.kind == Kind::reserved) held += it.amount, taken[it.session.value] += it.amount;
      if (it.kind == Kind::cancelled || it.kind == Kind::cancelled_by_office)
        taken[it.session.value] -= it.amount;
      for (const Kind gone : {Kind::cancelled, Kind::cancelled_by_office, Kind::cancelled_late,
                              Kind::examined, Kind::missed})
        if (it.kind == gone) held -= it.amount;
      EXPECT_GE(held, 0);
      if (it.kind == Kind::reserved) {
        EXPECT_LE(taken[it.session.value], published[it.session.value]);
      }
    }
    const Figures figures = figures_of(log);
    EXPECT_GT(figures.total.assigned(), 100);
    EXPECT_GT(figures.total.of(Kind::used_again), 0);
    EXPECT_GT(figures.total.of(Kind::cancelled_late), 0);
    EXPECT_GT(figures.total.of(Kind::withdrawn), 0);
    EXPECT_GT(figures.total.of(Kind::missed), 0);
    EXPECT_GE(figures.total.unassigned(), 0);
  }
}

TEST(Replication, HappensInOrder) {
  const Log log = log_of(small_scenario());
  EXPECT_TRUE(std::is_sorted(log.begin(), log.end(),
                             [](const Happening& a, const Happening& b) { return a.at < b.at; }));
}

[[nodiscard]] std::vector<std::tuple<Instant, SchoolId, std::int32_t>> asked(const Log& log) {
  std::vector<std::tuple<Instant, SchoolId, std::int32_t>> requests;
  for (const Happening& it : log)
    if (it.kind == Kind::asked) requests.emplace_back(it.at, it.school, it.amount);
  return requests;
}

TEST(Replication, MeetsTheSameRequestsUnderEveryPolicy) {
  Policy strict;
  strict.order = Order::lottery;
  strict.releases = {{2, 1}};
  strict.rules = {{kFirstDate, "cancellation.days", "20"}};
  EXPECT_EQ(asked(log_of(small_scenario())), asked(log_of(small_scenario(), strict)));
  EXPECT_NE(asked(log_of(small_scenario())), asked(log_of(small_scenario(), {}, {42, 1})));
}

TEST(Replication, LeavesWhatMayBeCancelledToTheRules) {
  const auto cancelled = [](const char* days) {
    Policy policy;
    policy.rules = {{kFirstDate, "cancellation.days", days}};
    const Figures figures = figures_of(log_of(small_scenario(), policy));
    return figures.total.of(Kind::cancelled);
  };
  EXPECT_GT(cancelled("0"), cancelled("6"));
  EXPECT_GT(cancelled("6"), cancelled("60"));
  EXPECT_EQ(cancelled("60"), 0);
}

TEST(Replication, HoldsNoSessionOnAHoliday) {
  Scenario scenario = small_scenario();
  scenario.first = Week::of(make_date(2026, 4, 27));
  scenario.weeks = 2;
  for (StandingSession& it : scenario.sessions) it.weekday = it.weekday == 1 ? 5 : it.weekday;
  std::int64_t refused = 0;
  for (const Happening& it : log_of(scenario)) {
    if (it.kind == Kind::published) {
      EXPECT_FALSE(is_legal_holiday(kSimulated, it.date));
    }
    if (it.kind == Kind::not_held) {
      EXPECT_EQ(it.code, ErrorCode::holiday);
      EXPECT_TRUE(is_legal_holiday(kSimulated, it.date));
      ++refused;
    }
  }
  EXPECT_GT(refused, 0);
}

TEST(Replication, PublishesInParts) {
  Policy policy;
  policy.releases = {{4, 0.5}, {1, 0.3}};
  std::int64_t early = 0, late = 0;
  const Log log = log_of(small_scenario(), policy);
  for (const Happening& it : log) {
    if (it.kind != Kind::published ||
        it.at < to_instant(zone_of(kSimulated), LocalTime{make_date(2026, 1, 12)}))
      continue;
    const auto ahead = Week::of(it.date).monday() -
                       std::chrono::floor<std::chrono::days>(to_local(zone_of(kSimulated), it.at));
    EXPECT_TRUE(ahead == std::chrono::weeks{4} || ahead == std::chrono::weeks{1});
    ++(ahead == std::chrono::weeks{4} ? early : late);
  }
  EXPECT_GT(early, late);
  EXPECT_GT(late, 0);
}

TEST(Replication, OpensDatesAsTheRulesSay) {
  Policy policy;
  policy.rules = {{kFirstDate, "reservation.days_ahead", "10"}};
  const Log log = log_of(small_scenario(), policy);
  std::int64_t reserved = 0;
  for (const Happening& it : log) {
    if (it.kind != Kind::reserved) continue;
    ++reserved;
    EXPECT_LE(it.date, std::chrono::floor<std::chrono::days>(to_local(zone_of(kSimulated), it.at)) +
                           std::chrono::days{10});
  }
  EXPECT_GT(reserved, 50);
}

TEST(Replication, ServesByEntitlementWhereTheOfficeDoes) {
  Scenario scenario = small_scenario();
  for (Demand& demand : scenario.demands) {
    demand.category = Category::ce;
    demand.requests_per_week = 6;
    demand.entitlement = demand.school.value == 1 ? 10 : 1;
  }
  const auto share_of_first = [&](Order order) {
    Policy policy;
    policy.order = order;
    const Figures figures = figures_of(log_of(scenario, policy));
    return static_cast<double>(figures.schools.front().tally.assigned()) /
           static_cast<double>(figures.total.assigned());
  };
  EXPECT_GT(share_of_first(Order::proportional), 1.3 * share_of_first(Order::lottery));
}

TEST(WorkingHours, ShareOutTheWeek) {
  const WorkingHours hours{Minutes{540}, Minutes{600}, 0b0100110};
  EXPECT_EQ(hours.at(0), std::pair(1, Minutes{540}));
  EXPECT_EQ(hours.at(0.34), std::pair(2, Minutes{541}));
  EXPECT_EQ(hours.at(0.9999), std::pair(5, Minutes{599}));
}

TEST(Replication, HearsSchoolsInTheirHours) {
  Scenario scenario = small_scenario();
  scenario.habits.hours = {Minutes{20 * 60}, Minutes{21 * 60}, 0b1000000};
  for (const auto& [at, school, exams] : asked(log_of(scenario))) {
    const LocalTime local = to_local(zone_of(kSimulated), at);
    const Date day = std::chrono::floor<std::chrono::days>(local);
    EXPECT_EQ(std::chrono::weekday{day}, std::chrono::Sunday);
    EXPECT_GE(local - day, Minutes{20 * 60});
    EXPECT_LT(local - day, Minutes{21 * 60});
  }
}

TEST(Replication, CountsRequestsAsTheyWereCounted) {
  Scenario scenario = small_scenario();
  for (Demand& demand : scenario.demands) demand.requests_of_week = Whole::fixed(3);
  EXPECT_EQ(asked(log_of(scenario)).size(), scenario.demands.size() * scenario.weeks * 3);
}

/// Those who asked in the same week were served in the order of their schools.
TEST(Replication, ServesThoseWhoWaitInTheOrderOfAsking) {
  Scenario scenario = small_scenario();
  scenario.absences.rate = 0;
  std::map<std::uint32_t, Instant> asked_at;
  Instant last{}, round{};
  std::size_t rounds = 0;
  Policy policy;
  policy.releases = {{1, 1}};
  for (const Happening& it : log_of(scenario, policy)) {
    if (it.kind == Kind::asked) asked_at[it.request] = it.at;
    if (it.kind != Kind::refused && it.kind != Kind::reserved) continue;
    const Instant asked = asked_at[it.request];
    if (it.request == 0 || it.at == asked || it.school == SchoolId{}) continue;
    if (it.kind == Kind::refused && it.code != ErrorCode::not_enough_slots) continue;
    if (it.at != round) round = it.at, last = {}, ++rounds;
    EXPECT_LE(last, asked);
    last = asked;
  }
  EXPECT_GT(rounds, 10U);
}

/// A request that lost one of two reservations to an absence asked for all of its exams again.
TEST(Replication, AsksAgainForNoMoreThanWasLost) {
  Scenario scenario = small_scenario();
  scenario.absences.rate = 0.5;
  scenario.habits.cancels = 0;
  std::map<std::uint32_t, std::int64_t> wanted, held;
  for (const Happening& it : log_of(scenario)) {
    if (it.kind == Kind::asked) wanted[it.request] = it.amount;
    if (it.kind == Kind::reserved) held[it.request] += it.amount;
    if (it.kind == Kind::cancelled_by_office) held[it.request] -= it.amount;
    const std::int64_t units_of_exam = it.category == Category::ce ? 2 : 1;
    EXPECT_LE(held[it.request], wanted[it.request] * units_of_exam);
  }
}

TEST(Replication, BeginsWithWhatIsPlannedAlready) {
  Scenario scenario = small_scenario();
  scenario.sessions.clear();
  scenario.demands.clear();
  ImportPlanning planning;
  planning.office = {1};
  ImportPlanning::Item item;
  item.inspector = {1};
  item.date = make_date(2026, 1, 13);
  item.hours = {Minutes{510}, Minutes{720}};
  item.centre = {1};
  item.category = Category::ce;
  item.reservations = {{{2}, SlotSet::of({0, 1}), {}}};
  planning.sessions = {item};
  scenario.planned = {{kSimulated, planning}};
  scenario.habits = {};
  scenario.absences = {};
  const Figures figures = figures_of(log_of(scenario));
  EXPECT_EQ(figures.total.offered(), 7);
  EXPECT_EQ(figures.total.assigned(), 2);
}

/// Units that were lost before their session was withdrawn were taken off twice.
TEST(Replication, CountsNoUnitTwice) {
  Scenario scenario = small_scenario();
  scenario.absences.rate = 0.5;
  scenario.habits.cancels = 0.8;
  scenario.habits.cancels_before = Whole::uniform(1, 4);
  scenario.habits.asks_office = 1;
  std::int64_t withdrawn = 0, lost = 0;
  for (std::uint32_t number = 0; number < 20; ++number) {
    const Figures figures = figures_of(log_of(scenario, {}, {42, number}));
    for (const TallyRow& row : figures.weeks) EXPECT_GE(row.tally.unassigned(), 0);
    for (const TallyRow& row : figures.inspectors) EXPECT_GE(row.tally.unassigned(), 0);
    withdrawn += figures.total.of(Kind::withdrawn);
    lost += figures.total.lost();
  }
  EXPECT_GT(withdrawn, 0);
  EXPECT_GT(lost, 0);
}

/// It was taken for granted that what an office cancels is lost, and what a school cancels is not.
TEST(Replication, LeavesToTheRulesWhatBecomesOfCancelledSlots) {
  const auto figures = [](const char* key, const char* value) {
    Policy policy;
    policy.rules = {{kFirstDate, key, value}};
    return figures_of(log_of(small_scenario(), policy));
  };
  const Figures freed = figures("cancellation.office_leaves", "free");
  EXPECT_EQ(freed.total.lost(), 0);
  EXPECT_GE(freed.total.unassigned(), 0);
  const Figures blocked = figures("cancellation.school_leaves", "unavailable");
  EXPECT_EQ(blocked.total.of(Kind::cancelled), 0);
  EXPECT_EQ(blocked.total.of(Kind::used_again), 0);
  EXPECT_GT(blocked.total.lost(), 0);
  EXPECT_GE(blocked.total.unassigned(), 0);
}

/// Dates that a rule opens from some day on were not looked at where today's rules open all.
TEST(Replication, TriesAgainWhenALaterRuleOpensADate) {
  Policy policy;
  const Date from = make_date(2026, 2, 2);
  policy.rules = {{from, "reservation.days_ahead", "7"}};
  std::int64_t later = 0;
  for (const Happening& it : log_of(small_scenario(), policy))
    later += it.kind == Kind::reserved && it.date >= from && it.date < from + std::chrono::days{7};
  EXPECT_GT(later, 5);
}

/// Two départements beside each other are each what it is alone, but for the numbers of its draws.
TEST(Replication, OfSeveralDepartementsIsByTime) {
  Scenario scenario = small_scenario();
  const auto reunion = Departement::from_code("974").value();
  scenario.offices.push_back(scenario.offices.front());
  scenario.offices.back().id = {2};
  scenario.offices.back().departements = {};
  scenario.offices.back().departements.insert(reunion);
  scenario.centres.push_back({{7}, "Saint-Denis", "", reunion, {}, ""});
  scenario.inspectors.push_back({{7}, "974-07", "IPCSR 974-07", {}, {{reunion, {}}}, ""});
  scenario.sessions.push_back(
      {reunion, {7}, 2, HalfDay::morning, {7}, Category::c, ExamPart::unstated, 1});
  Demand demand = scenario.demands.front();
  demand.departement = reunion;
  demand.category = Category::c;
  scenario.demands.push_back(demand);
  const Log log = log_of(scenario);
  EXPECT_TRUE(std::is_sorted(log.begin(), log.end(),
                             [](const Happening& a, const Happening& b) { return a.at < b.at; }));
  Log mainland;
  bool overseas = false;
  for (const Happening& it : log)
    if (it.departement == kSimulated)
      mainland.push_back(it);
    else
      overseas |= it.kind == Kind::examined;
  EXPECT_TRUE(overseas);
  const Log alone = log_of(small_scenario());
  ASSERT_EQ(mainland.size(), alone.size());
  for (std::size_t place = 0; place < alone.size(); ++place) {
    EXPECT_EQ(mainland[place].at, alone[place].at);
    EXPECT_EQ(mainland[place].kind, alone[place].kind);
    EXPECT_EQ(mainland[place].amount, alone[place].amount);
  }
}

TEST(Replication, SaysWhatIsWrongWithAScenario) {
  const auto error_of = [](const Scenario& scenario, const Policy& policy = {}) {
    return replicate(scenario, policy, directory_of(scenario), {}).error().code;
  };
  Scenario scenario = small_scenario();
  scenario.inspectors.pop_back();
  EXPECT_EQ(error_of(scenario), ErrorCode::unknown_inspector);
  scenario = small_scenario();
  scenario.offices.clear();
  EXPECT_EQ(error_of(scenario), ErrorCode::unknown_office);
  scenario = small_scenario();
  scenario.centres.clear();
  EXPECT_EQ(error_of(scenario), ErrorCode::unknown_centre);
  scenario = small_scenario();
  scenario.schools.clear();
  EXPECT_EQ(error_of(scenario), ErrorCode::unknown_school);
  scenario = small_scenario();
  scenario.weeks = 6000;
  EXPECT_EQ(error_of(scenario), ErrorCode::bad_date);
  Policy policy;
  policy.rules = {{kFirstDate, "no.such.rule", "1"}};
  EXPECT_EQ(error_of(small_scenario(), policy), ErrorCode::bad_rule);
  EXPECT_EQ(error_of({}), ErrorCode::nothing_to_do);
  policy = {};
  policy.releases = {{kMostWeeksAhead + 1, 1}};
  EXPECT_EQ(error_of(small_scenario(), policy), ErrorCode::bad_argument);
  for (const WorkingHours& never : {WorkingHours{Minutes{480}, Minutes{480}, 1},
                                    WorkingHours{Minutes{480}, Minutes{1080}, 0}}) {
    scenario = small_scenario();
    scenario.habits.hours = never;
    EXPECT_EQ(error_of(scenario), ErrorCode::bad_argument);
  }
}

}  // namespace
}  // namespace creneau::sim
