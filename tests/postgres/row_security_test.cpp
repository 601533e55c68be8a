#include <gmock/gmock.h>

#include "postgres/shell.hpp"

namespace creneau::testing {
namespace {

/// Two départements with a planning each, and a role of the server for one of them.
class RowSecurity : public ::testing::Test {
 protected:
  RowSecurity() {
    EXPECT_TRUE(database->put(directory_rows()));
    // Something in every table of both.
    fill(Actor::of_office({1}), k93, {1}, {1});
    fill(Actor::of_office({2}), k75, {5}, {3});
    for (const std::string& name : {role, uri_name + "_75"})
      a_server().run("CREATE ROLE " + name + " LOGIN");
    EXPECT_TRUE(database->grant(k93, role));
    EXPECT_TRUE(database->grant(k75, uri_name + "_75"));
  }
  ~RowSecurity() override {
    for (const std::string& name : {role, uri_name + "_75"})
      a_server().run("DROP OWNED BY " + name, uri_name);
    for (const std::string& name : {role, uri_name + "_75"}) a_server().run("DROP ROLE " + name);
  }

  void fill(Actor actor, Departement departement, InspectorId inspector, CentreId centre) {
    const Call call{actor, departement, "r-1"};
    CreateSessions create;
    create.sessions.push_back({inspector, kMonday, HalfDay::morning, {}, {}});
    const SessionId session = engine.run(call, create).value().changes.sessions.front().after->id;
    const Call without{actor, departement, {}};
    PlanSessions plan;
    plan.sessions = {session};
    plan.centre = centre;
    plan.category = Category::ce;
    (void)engine.run(without, plan).value();
    ReserveSlots reserve;
    reserve.school = {1};
    reserve.slots.push_back({session, {1}, 0});
    (void)engine.run(without, reserve).value();
    AddClosure close;
    close.closure.who = inspector.value;
    close.closure.from = LocalTime{kMonday} + std::chrono::hours{24 * 7};
    close.closure.to = close.closure.from + std::chrono::hours{1};
    (void)engine.run(without, close).value();
    Refusal refusal;
    refusal.departement = departement;
    refusal.actor = actor;
    (void)database->record(refusal).value();
  }

  std::string uri = fresh_database();
  std::string uri_name = uri.substr(uri.rfind('/') + 1);
  std::string role = uri_name + "_93";
  std::string uri_of_role = a_server().uri(uri_name, role);
  std::unique_ptr<PostgresDatabase> database = PostgresDatabase::open(uri).value();
  ManualClock clock{kFirstOfJune};
  Engine engine{*database, *database, clock};
};

/// Tables that have a row of more than one département, with what says whose a row is.
constexpr const char* kTables[][2] = {
    {"session", "departement"}, {"reservation", "departement"},
    {"slot", "departement"},    {"closure", "departement"},
    {"event", "departement"},   {"request", "departement"},
    {"notice", "departement"},  {"refusal", "departement"},
    {"departement", "code"},    {"posting", "departement"},
    {"centre", "departement"},  {"office_departement", "departement"},
    {"access", "departement"},
};

TEST_F(RowSecurity, ADepartementsRoleSeesNoForeignRowInPlainSql) {
  Shell everybody(uri);
  Shell own(uri_of_role);
  for (const auto& [table, column] : kTables) {
    const std::string all =
        std::string("SELECT DISTINCT ") + column + " FROM creneau." + table + " ORDER BY 1";
    EXPECT_THAT(everybody.column(all), ::testing::IsSupersetOf({"75", "93"})) << table;
    EXPECT_THAT(own.column(all), ::testing::ElementsAre("93")) << table;
  }
  EXPECT_THAT(own.column("SELECT id FROM creneau.inspector ORDER BY id"),
              ::testing::ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(own.column("SELECT id FROM creneau.office"), ::testing::ElementsAre("1"));
}

TEST_F(RowSecurity, NoTableHasDepartementsWithoutIt) {
  // A table that is added later with a column of départements must be in the list above.
  Shell everybody(uri);
  std::vector<std::string> listed;
  for (const auto& [table, column] : kTables)
    if (std::string(column) == "departement") listed.emplace_back(table);
  EXPECT_THAT(everybody.column("SELECT c.relname FROM pg_class c JOIN pg_attribute a"
                               " ON a.attrelid = c.oid WHERE a.attname = 'departement'"
                               " AND c.relnamespace = 'creneau'::regnamespace"
                               " AND c.relkind IN ('r', 'p') AND NOT c.relispartition"),
              ::testing::UnorderedElementsAreArray(listed));
}

TEST_F(RowSecurity, AForeignPartitionCannotBeNamed) {
  Shell own(uri_of_role);
  for (const char* table : {"session_75", "reservation_75", "slot_75", "closure_75", "event_75",
                            "request_75", "notice_75", "refusal_75"}) {
    EXPECT_EQ(own.tries(std::string("SELECT * FROM creneau.") + table), "42501") << table;
    EXPECT_EQ(own.tries(std::string("DELETE FROM creneau.") + table), "42501") << table;
  }
}

TEST_F(RowSecurity, ForeignRowsCannotBeWritten) {
  Shell own(uri_of_role);
  EXPECT_EQ(own.tries("INSERT INTO creneau.closure VALUES ('75', 1, 0, 5, 1, 2, 0, '')"), "42501");
  EXPECT_EQ(own.tries("INSERT INTO creneau.access VALUES (current_user, '75')"), "42501");
  EXPECT_EQ(own.tries("UPDATE creneau.notice SET status = 1 WHERE departement = '75'"), kDone);
  EXPECT_EQ(own.tries("UPDATE creneau.departement SET refusals = 9 WHERE code = '75'"), kDone);
  Shell everybody(uri);
  EXPECT_THAT(everybody.column("SELECT count(*) FROM creneau.event WHERE departement = '75'"),
              ::testing::ElementsAre("4"));
  EXPECT_THAT(everybody.column("SELECT note FROM creneau.closure WHERE departement = '75'"),
              ::testing::ElementsAre(""));
  EXPECT_THAT(everybody.column("SELECT refusals FROM creneau.departement WHERE code = '75'"),
              ::testing::ElementsAre("1"));
  EXPECT_THAT(everybody.column("SELECT status FROM creneau.notice WHERE departement = '75'"),
              ::testing::Each("2"));
}

TEST_F(RowSecurity, NothingIsWrittenPastTheCommit) {
  Shell own(uri_of_role);
  for (const char* table : {"session", "reservation", "slot", "closure", "event", "request",
                            "rules_version", "rule", "departement"}) {
    const std::string name = std::string("creneau.") + table;
    EXPECT_EQ(own.tries("DELETE FROM " + name), "42501") << table;
    EXPECT_EQ(own.tries("INSERT INTO " + name + " SELECT * FROM " + name), "42501") << table;
    EXPECT_EQ(own.tries("BEGIN; LOCK TABLE " + name + " IN ROW EXCLUSIVE MODE"), "42501") << table;
    EXPECT_EQ(own.tries("ROLLBACK"), kDone);
  }
  EXPECT_EQ(own.tries("UPDATE creneau.event SET note = ''"), "42501");
  EXPECT_EQ(own.tries("UPDATE creneau.departement SET number = 0"), "42501");
  EXPECT_EQ(own.tries("UPDATE creneau.notice SET id = id + 1"), "42501");
}

TEST_F(RowSecurity, TheCommitOfAnotherDepartementCannotBeCalled) {
  Shell own(uri_of_role);
  const auto may_call = [&](const char* name) {
    return own.column(
        std::string(
            "SELECT has_function_privilege(oid, 'EXECUTE') FROM pg_proc WHERE proname = '") +
        name + "'");
  };
  EXPECT_THAT(may_call("commit_93"), ::testing::ElementsAre("t"));
  EXPECT_THAT(may_call("commit_75"), ::testing::ElementsAre("f"));
}

TEST_F(RowSecurity, ARoleCannotChangeTheRulesOfAll) {
  const auto own = PostgresDatabase::open(uri_of_role).value();
  Engine as_role(*own, *own, clock);
  SetRules set;
  set.entries.push_back({kFirstDate, "slot.units", "2"});
  const auto refused = as_role.run(Call{Actor::of_operator(), k93, {}}, set);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_denied);
  EXPECT_TRUE(engine.run(Call{Actor::of_operator(), k93, {}}, set));
}

TEST_F(RowSecurity, FunctionsOfASearchPathWidenNothing) {
  Shell everybody(uri);
  EXPECT_EQ(everybody.tries("CREATE SCHEMA own AUTHORIZATION " + role), kDone);
  Shell own(uri_of_role);
  EXPECT_EQ(own.tries("CREATE FUNCTION own.all_of(text[], text) RETURNS text[] LANGUAGE sql AS"
                      " 'SELECT ARRAY[''75'', ''93'']'"),
            kDone);
  EXPECT_EQ(own.tries("CREATE AGGREGATE own.array_agg(text) (SFUNC = own.all_of, STYPE = text[])"),
            kDone);
  EXPECT_EQ(own.tries("SET search_path = own, pg_catalog"), kDone);
  EXPECT_THAT(own.column("SELECT DISTINCT departement FROM creneau.closure"),
              ::testing::ElementsAre("93"));
}

TEST_F(RowSecurity, WhoDoesNotSeeEverythingIsNotToldThatAllIsSound) {
  const auto own = PostgresDatabase::open(uri_of_role).value();
  const auto checked = own->check();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::storage_denied);
}

TEST_F(RowSecurity, ARefusalIsJournalledByARole) {
  const auto own = PostgresDatabase::open(uri_of_role).value();
  Refusal refusal;
  refusal.departement = k93;
  refusal.actor = Actor::of_office({1});
  EXPECT_TRUE(own->record(refusal));
}

/// Every function of the schema says where its names are, or has them fixed since it was made.
TEST_F(RowSecurity, NoFunctionLooksForNamesWhereItsCallerSays) {
  Shell everybody(uri);
  EXPECT_THAT(
      everybody.column("SELECT proname FROM pg_proc"
                       " WHERE pronamespace = 'creneau'::regnamespace AND prosqlbody IS NULL"
                       " AND NOT coalesce(array_to_string(proconfig, ','), '')"
                       "  LIKE '%search_path=pg_catalog, pg_temp%'"),
      ::testing::ElementsAre());
}

TEST_F(RowSecurity, TheLibraryWorksAsADepartementsRole) {
  const auto own = PostgresDatabase::open(uri_of_role).value();
  Engine as_role(*own, *own, clock);
  const Call call{Actor::of_office({1}), k93, "r-2"};
  CreateSessions create;
  create.sessions.push_back({{2}, kMonday, HalfDay::morning, {}, {}});
  const SessionId session = as_role.run(call, create).value().changes.sessions.front().after->id;
  PlanSessions plan;
  plan.sessions = {session};
  plan.centre = {1};
  plan.category = Category::ce;
  const Call without{Actor::of_office({1}), k93, {}};
  EXPECT_TRUE(as_role.run(without, plan));
  ReserveSlots reserve;
  reserve.school = {1};
  reserve.slots.push_back({session, {1}, 3});
  EXPECT_TRUE(as_role.run(without, reserve));
  // An office of both would still be kept out of the other one by the server.
  CreateSessions foreign;
  foreign.sessions.push_back({{5}, kMonday, HalfDay::afternoon, {}, {}});
  const auto refused = as_role.run(Call{Actor::of_office({2}), k75, {}}, foreign);
  ASSERT_FALSE(refused);
  SessionFilter filter;
  filter.departement = k75;
  EXPECT_THAT(own->sessions(filter, {}).value().rows, ::testing::IsEmpty());
  EXPECT_EQ(own->put(directory_rows()).error().code, ErrorCode::storage_denied);
}

}  // namespace
}  // namespace creneau::testing
