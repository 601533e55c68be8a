#include "creneau/policy/authorization.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

#include "policy/authorization_world.hpp"

// What the matrices of commands and queries cannot say.

namespace creneau::test {
namespace {

SessionFilter sessions_of(Departement departement) {
  SessionFilter filter;
  filter.departement = departement;
  return filter;
}

TEST(SchoolPermissions, ExamsOfEveryDepartementMayBeAskedForByTheSchoolThatHoldsThem) {
  World world;
  ExamQuery query;
  query.school = kOwnSchool;
  const auto page = world.queries.exams(Actor::of_school(kOwnSchool), query, {}).value();
  ASSERT_EQ(page.rows.size(), 2U);
  for (const ReservedSession& row : page.rows) EXPECT_EQ(row.reservation.school, kOwnSchool);
  for (const Actor& actor : {Actor::of_office({1}), Actor::of_reader({1}),
                             Actor::of_inspector(kOwnInspector), Actor::of_school(kOtherSchool)})
    EXPECT_FALSE(world.queries.exams(actor, query, {})) << code_of(actor.role);
}

TEST(SchoolPermissions, OneForeignReservationAmongItsOwnRefusesAll) {
  World world;
  const Picture before = world.picture();
  const Call call{Actor::of_school(kOwnSchool), k93, {}};
  CancelBySchool cancel;
  cancel.reservations = {world.own.held.at(kOwnSchool), world.own.held.at(kOtherSchool)};
  EXPECT_EQ(world.engine.run(call, cancel).error().code, ErrorCode::foreign_reservation);
  cancel.reservations = {world.own.held.at(kOwnSchool)};
  cancel.slots = {world.own.slot(1)};
  EXPECT_EQ(world.engine.run(call, cancel).error().code, ErrorCode::foreign_reservation);
  EXPECT_EQ(world.picture(), before);
}

TEST(InspectorPermissions, AQuestionThatNamesNobodyOrOthersTooIsRefused) {
  World world;
  const Actor inspector = Actor::of_inspector(kOwnInspector);
  SessionFilter filter;
  filter.departement = k93;
  for (const auto& named : std::vector<std::vector<InspectorId>>{
           {}, {{2}}, {kOwnInspector, {2}}, {kOwnInspector, kOwnInspector}}) {
    filter.inspectors.assign(named.begin(), named.end());
    EXPECT_EQ(world.queries.sessions(inspector, filter, {}).error().code, ErrorCode::not_allowed);
    EXPECT_EQ(world.queries.planning(inspector, filter, {}).error().code, ErrorCode::not_allowed);
  }
}

TEST(OfficePermissions, AnOfficeIsClosedByItselfAlone) {
  World world;
  AddClosure add;
  add.closure.scope = ClosureScope::office;
  add.closure.from = LocalTime{kMonday};
  add.closure.to = kMonday + std::chrono::days{1};
  add.closure.who = 2;
  const Call call{Actor::of_office({1}), k93, {}};
  EXPECT_EQ(world.engine.run(call, add).error().code, ErrorCode::not_allowed);
  add.closure.who = 1;
  EXPECT_TRUE(world.engine.run(call, add));
}

TEST(OfficePermissions, EndWithTheDepartement) {
  World world;
  const Call call{Actor::of_office({1}), k93, "r-1"};
  RemoveSessions remove;
  remove.sessions = {world.own.available};
  ASSERT_TRUE(world.engine.run(call, remove));
  Office moved = testing::directory_rows().offices.front();
  moved.departements = {};
  moved.departements.insert(k75);
  world.directory.add(moved);
  EXPECT_EQ(world.engine.run(call, remove).error().code, ErrorCode::foreign_departement)
      << "not even the receipt";
  EXPECT_TRUE(world.queries.sessions(call.actor, sessions_of(k75), {}));
}

TEST(OfficePermissions, CoverEveryDepartementOfTheOffice) {
  World world;
  Office both = testing::directory_rows().offices.front();
  both.departements.insert(k75);
  world.directory.add(both);
  for (const Departement departement : {k93, k75}) {
    EXPECT_TRUE(world.queries.sessions(Actor::of_office({1}), sessions_of(departement), {}));
    EXPECT_TRUE(world.queries.sessions(Actor::of_reader({1}), sessions_of(departement), {}));
  }
  EXPECT_FALSE(world.queries.sessions(Actor::of_office({1}), sessions_of(testing::k974), {}));
}

TEST(InspectorPermissions, AnInspectorWithoutAnIdIsNobody) {
  World world;
  EXPECT_EQ(world.queries.sessions(Actor::of_inspector({}), sessions_of(k93), {}).error().code,
            ErrorCode::not_allowed);
  EXPECT_EQ(world.queries.planning(Actor::of_inspector({}), sessions_of(k93), {}).error().code,
            ErrorCode::not_allowed);
  EXPECT_EQ(world.queries.week(Actor::of_inspector({}), k93, Week::of(kMonday)).error().code,
            ErrorCode::not_allowed);
}

TEST(Permissions, EachRoleMayReadWhatIsSaidHereAndNothingElse) {
  const std::map<Role, std::set<Query>> readable{
      {Role::office,
       {Query::sessions, Query::exams, Query::schools, Query::closures, Query::history,
        Query::rules}},
      {Role::reader,
       {Query::sessions, Query::exams, Query::schools, Query::closures, Query::history,
        Query::rules}},
      {Role::school, {Query::exams, Query::rules}},
      {Role::inspector, {Query::sessions, Query::rules}},
      {Role::operator_, {Query::refusals, Query::rules, Query::notices}}};
  for (const auto& [role, queries] : readable)
    for (std::size_t query = 0; query < kQueryCount; ++query)
      EXPECT_EQ(role_may(role, static_cast<Query>(query)),
                queries.contains(static_cast<Query>(query)))
          << code_of(role) << " and query " << query;
}

TEST(Permissions, ARoleThatDoesNotExistMayDoAndReadNothing) {
  const auto role = static_cast<Role>(static_cast<int>(Role::operator_) + 1);
  for (std::size_t command = 0; command < kCommandCount; ++command)
    EXPECT_FALSE(role_may(role, static_cast<CommandKind>(command)));
  for (const Query query : {Query::sessions, Query::exams, Query::schools, Query::closures,
                            Query::history, Query::refusals, Query::notices})
    EXPECT_FALSE(role_may(role, query));
}

TEST(Permissions, NoRandomQuestionEverGivesAForeignRow) {
  constexpr unsigned kSeed = 9375;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  std::mt19937 random(kSeed);
  const auto pick = [&](std::int64_t below) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(below));
  };
  World world;
  std::size_t answered = 0;
  for (int round = 0; round < 20'000; ++round) {
    const Visitor& visitor = kVisitors[static_cast<std::size_t>(pick(std::size(kVisitors)))];
    const Actor& actor = visitor.actor;
    SessionFilter filter = sessions_of(pick(2) == 0 ? k93 : k75);
    for (std::int64_t count = pick(3); count > 0; --count) filter.inspectors.push_back({pick(7)});
    filter.with_free_slots = pick(2) == 0;
    filter.centre = {pick(4)};
    if (const auto page = world.queries.sessions(actor, filter, {})) {
      ++answered;
      for (const SessionState& row : page.value().rows) {
        const bool own = actor.role == Role::inspector ? row.session.inspector == actor.inspector()
                                                       : row.session.departement == k93;
        EXPECT_TRUE(own) << visitor.name;
      }
      EXPECT_NE(actor.role, Role::school);
      EXPECT_NE(actor.role, Role::operator_);
    }
    ExamQuery exams;
    exams.school = {pick(3)};
    if (pick(3) != 0) exams.departement = filter.departement;
    exams.when = ExamQuery::When::all;
    if (const auto page = world.queries.exams(actor, exams, {})) {
      ++answered;
      for (const ReservedSession& row : page.value().rows) {
        const bool own = actor.role == Role::school ? row.reservation.school == actor.school()
                                                    : row.session.departement == k93;
        EXPECT_TRUE(own) << visitor.name;
      }
      EXPECT_NE(actor.role, Role::inspector);
      EXPECT_NE(actor.role, Role::operator_);
    }
  }
  EXPECT_GT(answered, 1'000U);
}

}  // namespace
}  // namespace creneau::test
