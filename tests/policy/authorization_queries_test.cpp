#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "policy/authorization_world.hpp"

// Every query by everybody, about his own and a foreign département, school and inspector.

namespace creneau::test {
namespace {

/// What a query asks for.
struct Question {
  Departement departement;
  SchoolId school;
  InspectorId inspector;
};

/// How many rows were read. The cases check that each belongs to what was asked for.
using Rows = result<std::size_t>;

struct QueryCase {
  const char* name;
  Query query;
  std::function<Rows(World&, const Actor&, const Question&)> ask;
};

void PrintTo(const QueryCase& it, std::ostream* out) {
  *out << it.name;
}

SessionFilter filter_of(const Question& question) {
  SessionFilter filter;
  filter.departement = question.departement;
  if (question.inspector) filter.inspectors = {question.inspector};
  return filter;
}

void expect_asked_for(const Session& session, const Question& question) {
  EXPECT_EQ(session.departement, question.departement);
  if (question.inspector) {
    EXPECT_EQ(session.inspector, question.inspector);
  }
}

Rows ask_sessions(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto page, world.queries.sessions(actor, filter_of(question), {}));
  for (const SessionState& row : page.rows) expect_asked_for(row.session, question);
  return page.rows.size();
}

Rows ask_planning(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto page, world.queries.planning(actor, filter_of(question), {}));
  for (const SessionDetail& row : page.rows) expect_asked_for(row.state.session, question);
  return page.rows.size();
}

Rows ask_week(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto week, world.queries.week(actor, question.departement,
                                                        Week::of(kMonday), {}, question.inspector));
  for (const InspectorUnits& row : week.inspectors)
    if (question.inspector) {
      EXPECT_EQ(row.inspector, question.inspector);
    }
  return week.inspectors.size();
}

Rows ask_exams(World& world, const Actor& actor, const Question& question) {
  ExamQuery query;
  query.departement = question.departement;
  query.school = question.school;
  BOOST_OUTCOME_TRY(const auto page, world.queries.exams(actor, query, {}));
  for (const ReservedSession& row : page.rows) {
    EXPECT_EQ(row.session.departement, question.departement);
    if (question.school) {
      EXPECT_EQ(row.reservation.school, question.school);
    }
  }
  return page.rows.size();
}

Rows ask_schools(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto schools,
                    world.queries.find_schools(actor, question.departement, "93-00"));
  return schools.size();
}

Rows ask_school_named(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto school,
                    world.queries.school_named(actor, question.departement, "AE-93-002"));
  EXPECT_EQ(school.id, kOtherSchool);
  return 1U;
}

Rows ask_closures(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto page, world.queries.closures(actor, {question.departement, {}}, {}));
  for (const Closure& row : page.rows) EXPECT_EQ(row.departement, question.departement);
  return page.rows.size();
}

Rows ask_history(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto page,
                    world.queries.history(actor, {question.departement, {}, {}, {}, {}}, {}));
  for (const Event& row : page.rows) EXPECT_EQ(row.changes.departement, question.departement);
  return page.rows.size();
}

Rows ask_refusals(World& world, const Actor& actor, const Question& question) {
  BOOST_OUTCOME_TRY(const auto page, world.queries.refusals(actor, question.departement, {}));
  for (const Refusal& row : page.rows) EXPECT_EQ(row.departement, question.departement);
  return page.rows.size();
}

/// By the policy alone: what a host asks before it shows its outbox or its rules.
template <Query query>
Rows ask_policy(World& world, const Actor& actor, const Question& question) {
  DirectoryNeeds needs;
  needs.office = actor.office();
  needs.school = actor.school();
  DirectoryFacts facts;
  BOOST_OUTCOME_TRY(world.directory.look_up(needs, facts));
  BOOST_OUTCOME_TRY(
      authorize(actor, query, {question.departement, question.school, question.inspector}, facts));
  return 1U;
}

const QueryCase kQueryCases[] = {
    {"Sessions", Query::sessions, ask_sessions},
    {"Planning", Query::sessions, ask_planning},
    {"Week", Query::sessions, ask_week},
    {"Exams", Query::exams, ask_exams},
    {"FindSchools", Query::schools, ask_schools},
    {"SchoolNamed", Query::schools, ask_school_named},
    {"Closures", Query::closures, ask_closures},
    {"History", Query::history, ask_history},
    {"Refusals", Query::refusals, ask_refusals},
    {"Rules", Query::rules, ask_policy<Query::rules>},
    {"Notices", Query::notices, ask_policy<Query::notices>},
};

/// The roles that may ask at all. An office and its readers see their départements, a school its
/// own exams, an inspector its own sessions; an operator sees to rules, refusals and mails, not to
/// plannings; the rules are everybody's.
const std::map<Query, std::set<Role>> kWhoMayAsk{
    {Query::sessions, {Role::office, Role::reader, Role::inspector}},
    {Query::exams, {Role::office, Role::reader, Role::school}},
    {Query::schools, {Role::office, Role::reader}},
    {Query::closures, {Role::office, Role::reader}},
    {Query::history, {Role::office, Role::reader}},
    {Query::refusals, {Role::operator_}},
    {Query::rules, {Role::office, Role::school, Role::inspector, Role::reader, Role::operator_}},
    {Query::notices, {Role::operator_}},
};

Expected expected_of_query(const Visitor& visitor, Query query, const Question& question) {
  const Actor& actor = visitor.actor;
  if (!kWhoMayAsk.at(query).contains(actor.role)) return ErrorCode::not_allowed;
  if (query == Query::rules) return {};
  switch (actor.role) {
    case Role::office:
    case Role::reader:
      if (!visitor.known) return ErrorCode::unknown_office;
      if (question.departement != k93) return ErrorCode::foreign_departement;
      return {};
    case Role::school:
      if (question.school != actor.school()) return ErrorCode::foreign_reservation;
      if (!visitor.known) return ErrorCode::unknown_school;
      return {};
    case Role::inspector:
      if (!actor.inspector() || question.inspector != actor.inspector())
        return ErrorCode::not_allowed;
      return {};
    case Role::operator_: return {};
  }
  return ErrorCode::not_allowed;
}

class QueryPermissions : public ::testing::TestWithParam<QueryCase> {
 protected:
  template <class Check>
  void for_each_cell(Check&& check) const {
    for (const Visitor& visitor : kVisitors)
      for (const Departement departement : {k93, k75})
        for (const std::int64_t school : {0, 1, 2, 99})
          for (const std::int64_t inspector : {0, 1, 2, 5, 99}) {
            SCOPED_TRACE(std::string(visitor.name) + " in " + std::string(departement.code()) +
                         " about school " + std::to_string(school) + " and inspector " +
                         std::to_string(inspector));
            const Question question{departement, {school}, {inspector}};
            check(visitor, question, expected_of_query(visitor, GetParam().query, question));
          }
  }
};

TEST_P(QueryPermissions, AnswerOrRefuseAsTheDomainSays) {
  World world;
  const Picture before = world.picture();
  for_each_cell([&](const Visitor& visitor, const Question& question, Expected expected) {
    const Rows answer = GetParam().ask(world, visitor.actor, question);
    if (!expected) {
      EXPECT_TRUE(answer) << name_of(answer.error().code);
      return;
    }
    ASSERT_FALSE(answer);
    EXPECT_EQ(name_of(answer.error().code), name_of(*expected));
  });
  EXPECT_EQ(world.picture(), before);
}

TEST_P(QueryPermissions, RefusedQueriesRevealNothing) {
  World world;
  World empty(World::Planning::none);
  for_each_cell([&](const Visitor& visitor, const Question& question, Expected expected) {
    if (!expected) return;
    const Rows answer = GetParam().ask(world, visitor.actor, question);
    const Rows answer_there = GetParam().ask(empty, visitor.actor, question);
    ASSERT_FALSE(answer);
    ASSERT_FALSE(answer_there);
    EXPECT_EQ(answer.error(), answer_there.error());
  });
}

TEST_P(QueryPermissions, AllowedQueriesFindWhatIsTheirs) {
  World world;
  for (const Visitor& visitor : kVisitors) {
    if (!visitor.known) continue;
    const Question question{k93, kOwnSchool, kOwnInspector};
    if (expected_of_query(visitor, GetParam().query, question)) continue;
    EXPECT_GT(GetParam().ask(world, visitor.actor, question).value(), 0U) << visitor.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Authorization, QueryPermissions, ::testing::ValuesIn(kQueryCases),
                         name_of_case<QueryCase>);

TEST(AuthorizationMatrix, NamesEveryQuery) {
  std::set<Query> named;
  for (const QueryCase& it : kQueryCases) named.insert(it.query);
  EXPECT_EQ(named.size(), kQueryCount);
  EXPECT_EQ(kWhoMayAsk.size(), kQueryCount);
}

}  // namespace
}  // namespace creneau::test
