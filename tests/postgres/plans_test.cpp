#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>
#include <regex>
#include <sstream>

#include "postgres/a_server.hpp"
#include "support/postgres_plans.hpp"

namespace creneau::testing {
namespace {

/// How tables of the planning were read: "Index Scan using session_93_pkey on session_93 s", and what
/// stands below it.
struct Scan {
  std::string line;
  std::string table;
  std::string condition;  ///< of the index; empty: none
  friend void PrintTo(const Scan& it, std::ostream* to) {
    *to << it.line << " by " << it.condition;
  }
};

[[nodiscard]] std::vector<Scan> scans_of(const std::string& plans) {
  static const std::regex scan(
      R"(^\s*(->)?\s*((Seq|Tid|Index|Index Only|Bitmap Heap|Bitmap Index) Scan\S* .*\bon (\S+).*)$)");
  static const std::regex condition(R"(^\s*Index Cond: (.*)$)");
  std::vector<Scan> scans;
  std::istringstream lines(plans);
  std::smatch found;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, found, scan))
      scans.push_back({found[2], found[4], {}});
    else if (!scans.empty() && std::regex_match(line, found, condition))
      scans.back().condition = found[1];
  }
  return scans;
}

/// Of a database that was just made, whose tables the planner takes for empty: plans are made once.
class PlansOnPostgres : public ::testing::Test {
 protected:
  /// Everything that `work` read of the partitioned tables.
  template <class Work>
  [[nodiscard]] std::vector<Scan> scans(Work&& work) {
    const std::string plans = plans_of(a_server(), name, [&] {
      const auto database = PostgresDatabase::open(uri).value();
      OfficeAtWork office(*database);
      work(*database, office);
    });
    std::vector<Scan> all;
    for (const Scan& it : scans_of(plans))
      if (std::regex_match(it.table, partitioned)) all.push_back(it);
    return all;
  }
  const std::regex partitioned{
      "(session|reservation|slot|closure|event|request|notice|refusal)(_.*)?"};
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
};

/// Those that do not read one partition by a key.
[[nodiscard]] std::vector<Scan> wide(const std::vector<Scan>& all) {
  std::vector<Scan> wide;
  std::copy_if(all.begin(), all.end(), std::back_inserter(wide), [](const Scan& it) {
    // The département alone is the whole partition; closures are few.
    static const std::regex all(R"(\(departement = \S+\))");
    const bool by_row = it.line.starts_with("Tid ");
    const bool by_key = it.line.starts_with("Index") && !it.condition.empty() &&
                        (it.table == "closure_93" || !std::regex_match(it.condition, all));
    return !it.table.ends_with("_93") || !(by_row || by_key);
  });
  return wide;
}

TEST_F(PlansOnPostgres, OfCommandsReadOnePartitionByKeys) {
  const auto all = scans([](PostgresDatabase&, OfficeAtWork& office) {
    const SessionId session = office.planned();
    const ReservationId first = office.reserve(session, SlotSet::of({0, 1}));
    const ReservationId second = office.reserve(session, SlotSet::of({2}));
    ReserveWish wish;
    wish.school = {1};
    wish.category = Category::ce;
    wish.units = Units{1};
    const ReservationId kept =
        office.engine.run(office.with_request("r-1"), wish).value().changes.reservations.front().id;
    (void)office.engine.run(office.call, office.cancel_command(first)).value();
    const Call school{Actor::of_school({1}), k93, {}};
    CancelBySchool cancel;
    cancel.reservations = {second};
    (void)office.engine.run(school, cancel).value();
    (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({6}))).value();
    (void)office.engine.run(office.call, office.unblock_command(session, SlotSet::of({6}))).value();
    (void)office.engine.run(office.call, office.unblock_command(session, SlotSet::of({0, 1})))
        .value();
    ChangeSession change;
    change.session = session;
    change.inspector = {2};
    (void)office.engine.run(office.call, change).value();
    UnplanSessions unplan = office.unplan_command(session);
    unplan.cascade = std::vector<ReservationId>{};
    const auto refused = office.engine.run(office.call, unplan);
    EXPECT_FALSE(refused) << "a reservation is left";
    unplan.cascade = std::vector<ReservationId>{kept};
    (void)office.engine.run(office.call, unplan).value();
    RemoveSessions remove;
    remove.sessions = {session};
    (void)office.engine.run(office.call, remove).value();
    AddClosure closes;
    closes.closure.who = 1;
    closes.closure.from = LocalTime{kMonday};
    closes.closure.to = kMonday + Minutes{1440};
    RemoveClosures opens;
    opens.closures = {
        office.engine.run(office.call, closes).value().changes.closures_changed.front().closure.id};
    (void)office.engine.run(office.call, opens).value();
    const Call by_operator{Actor::of_operator(), k93, {}};
    ImportPlanning import;
    import.office = {1};
    ImportPlanning::Item item;
    item.inspector = {1};
    item.date = kMonday;
    item.hours = Hours{Minutes{510}, Minutes{720}};
    item.centre = {1};
    item.category = Category::ce;
    item.reservations.push_back({{1}, SlotSet::of({0}), {}});
    import.sessions.push_back(item);
    (void)office.engine.run(by_operator, import).value();
    SetRules rules;
    rules.entries.push_back({kFirstDate, "slot.units", "2"});
    (void)office.engine.run(by_operator, rules).value();
  });
  EXPECT_GT(all.size(), 20U);
  EXPECT_THAT(wide(all), ::testing::IsEmpty());
}

TEST_F(PlansOnPostgres, OfListsReadOnePartitionByKeys) {
  const auto all = scans([](PostgresDatabase&, OfficeAtWork& office) {
    office.reserve(office.planned(), SlotSet::of({0, 1}));
    const BasicQueries queries(office.engine);
    EXPECT_EQ(queries.week(office.call.actor, k93, Week::of(kMonday)).value().total.assigned,
              Units{2});
    ExamQuery exams;
    exams.school = {1};
    exams.departement = k93;
    EXPECT_EQ(queries.exams(office.call.actor, exams, {}).value().rows.size(), 1U);
  });
  EXPECT_GT(all.size(), 3U);
  EXPECT_THAT(wide(all), ::testing::IsEmpty());
}

}  // namespace
}  // namespace creneau::testing
