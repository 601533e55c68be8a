#include <gmock/gmock.h>

#include <fstream>
#include <future>
#include <thread>

#include "postgres/full_disk/full_disk.hpp"
#include "postgres/migrations.hpp"
#include "postgres/shell.hpp"
#include "postgres/uri.hpp"
#include "support/cutting_proxy.hpp"
#include "support/history.hpp"
#include "support/surroundings.hpp"

namespace creneau::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace std::chrono_literals;

Error refused(const std::string& uri, PostgresOptions options = {}) {
  const auto opened = PostgresDatabase::open(uri, options);
  EXPECT_FALSE(opened) << uri;
  return opened ? Error{} : opened.error();
}

TEST(UnusableServer, ThatDoesNotAnswerIsUnreachable) {
  const auto start = std::chrono::steady_clock::now();
  const Error error = refused("postgresql://creneau@127.0.0.1:1/planning");
  EXPECT_EQ(error.code, ErrorCode::storage_unreachable);
  EXPECT_THAT(error.text, HasSubstr("127.0.0.1"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s)
      << "opening does not wait for it to come";
}

TEST(UnusableServer, WithoutSuchADatabaseIsMissing) {
  const Error error = refused(a_server().uri("no_such_database"), {.create = true});
  EXPECT_EQ(error.code, ErrorCode::storage_missing);
  EXPECT_THAT(error.text, HasSubstr("no_such_database"));
}

TEST(UnusableServer, WithoutASchemaIsMissingUnlessItIsToBeMade) {
  const std::string name = a_server().make_database();
  EXPECT_EQ(refused(a_server().uri(name)).code, ErrorCode::storage_missing);
  EXPECT_EQ(refused(a_server().uri(name), {.create = true, .read_only = true}).code,
            ErrorCode::storage_missing);
  EXPECT_THAT(a_server().run("SELECT 1 FROM pg_namespace WHERE nspname = 'creneau'", name),
              IsEmpty());
  EXPECT_TRUE(PostgresDatabase::open(a_server().uri(name), {.create = true}));
}

TEST(UnusableServer, ThatSomebodyElsesSchemaStandsInIsLeftAlone) {
  const std::string name = a_server().make_database();
  a_server().run("CREATE SCHEMA creneau; CREATE TABLE creneau.theirs (it integer)", name);
  EXPECT_EQ(refused(a_server().uri(name), {.create = true}).code, ErrorCode::storage_corrupt);
  EXPECT_EQ(a_server().run("SELECT count(*) FROM pg_class WHERE relnamespace ="
                           " 'creneau'::regnamespace",
                           name)[0][0],
            "1");
}

TEST(UnusableServer, OfANewerVersionSaysWhich) {
  const std::string uri = fresh_database();
  Shell(uri).tries("INSERT INTO creneau.migration VALUES (999, 0)");
  const Error error = refused(uri);
  EXPECT_EQ(error.code, ErrorCode::storage_newer);
  EXPECT_EQ(error.actual, 999);
  EXPECT_EQ(error.limit, static_cast<std::int64_t>(postgres::migrations().size()));
}

TEST(UnusableServer, WithAnotherMigrationOfThatNumberIsCorrupt) {
  const std::string uri = fresh_database();
  Shell(uri).tries("UPDATE creneau.migration SET checksum = checksum + 1");
  EXPECT_EQ(refused(uri).code, ErrorCode::storage_corrupt);
}

TEST(UnusableServer, ThatAsksForAPasswordSaysSo) {
  PostgresServer server;
  server.run("CREATE ROLE with_password LOGIN PASSWORD 'right'");
  server.run("CREATE ROLE not_allowed LOGIN");
  std::ofstream(server.folder() / "pg_hba.conf")
      << "host all with_password 127.0.0.1/32 scram-sha-256\n"
         "host all not_allowed 127.0.0.1/32 reject\nhost all all 127.0.0.1/32 trust\n";
  server.run("SELECT pg_reload_conf()");
  const auto as = [&](const std::string& user) {
    return "postgresql://" + user + "@" + server.address() + "/postgres";
  };
  EXPECT_TRUE(PostgresDatabase::open(as("creneau"), {.create = true}));
  const Error wrong = refused(as("with_password:wr0ng"));
  EXPECT_EQ(wrong.code, ErrorCode::storage_denied);
  EXPECT_THAT(wrong.text, HasSubstr("with_password"));
  EXPECT_THAT(wrong.text, Not(HasSubstr("wr0ng")));
  EXPECT_EQ(refused(as("with_password")).code, ErrorCode::storage_denied);
  EXPECT_EQ(refused(as("not_allowed")).code, ErrorCode::storage_denied);
  EXPECT_EQ(refused(as("nobody_of_that_name")).code, ErrorCode::storage_denied);
  // Let in, but not into the schema.
  EXPECT_EQ(refused(as("with_password:right")).code, ErrorCode::storage_denied);
}

TEST(UnusableServer, ThatIsTooOldSaysWhich) {
  CuttingProxy proxy(a_server().port());
  proxy.change([](std::string& piece) {
    const std::string name("server_version\0", 15);
    const std::size_t found = piece.find(name);
    if (found != std::string::npos) piece.replace(found + name.size(), 2, "14");
  });
  const Error error =
      refused("postgresql://creneau@127.0.0.1:" + std::to_string(proxy.port()) + "/postgres");
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_EQ(error.limit, 15);
  EXPECT_EQ(error.actual, 14);
}

TEST(UnusableServer, ThatTakesNoWritesIsReadOnly) {
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
  {
    const auto database = PostgresDatabase::open(uri).value();
    OfficeAtWork office(*database);
    office.create();
  }
  a_server().run("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
  const Error error = refused(uri);
  EXPECT_EQ(error.code, ErrorCode::storage_read_only);
  EXPECT_THAT(error.text, HasSubstr("default_transaction_read_only"));
  const auto reading = PostgresDatabase::open(uri, {.read_only = true}).value();
  EXPECT_EQ(reading->wait_for_change(k93, {}, 0ms).value(), Revision{1});
  OfficeAtWork office(*reading);
  CreateSessions command;
  command.sessions.push_back({{2}, kMonday, HalfDay::morning, {}, {}});
  EXPECT_EQ(office.engine.run(office.call, command).error().code, ErrorCode::storage_read_only);
}

TEST(UnusableServer, WhoseNameCannotBeReadIsABadArgument) {
  for (const char* uri : {"postgresql://host:port/x", "postgresql://[::1/x",
                          "postgresql://h/x?no=1", "postgresql://%zz@h/x"})
    EXPECT_EQ(refused(uri).code, ErrorCode::bad_argument) << uri;
  EXPECT_EQ(refused(a_server().uri(), {.connections = 0}).code, ErrorCode::bad_argument);
}

TEST(UnusableServer, WhoseSettingsNobodyCouldConnectWithIsABadArgument) {
  for (const char* settings :
       {"host=h sslmode=often", "host=h target_session_attrs=rw", "host=h channel_binding=maybe",
        "host=h ssl_min_protocol_version=SSLv2", "hostaddr=localhost", "host=h port=70000",
        "host=a,b port=1,2,3", "host=a,b hostaddr=127.0.0.1", "host=h connect_timeout=soon",
        "host=h keepalives_idle=1s", "service=of_no_file"}) {
    const Error error = refused(settings);
    EXPECT_EQ(error.code, ErrorCode::bad_argument) << settings;
    EXPECT_NE(error.text, "") << settings;
  }
}

/// Who asks libpq for the first of several servers waits for it alone.
TEST(UnusableServer, ThatIsSilentIsPassedOverWhoeverNamesIt) {
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
  CuttingProxy silent(a_server().port());
  silent.set_down(true);
  const std::string hosts = "127.0.0.1,127.0.0.1";
  const std::string ports = std::to_string(silent.port()) + "," + std::to_string(a_server().port());
  const TemporaryFolder folder;
  {
    Surroundings said;
    said.set("PGHOST", hosts);
    said.set("PGPORT", ports);
    said.set("PGUSER", "creneau");
    said.set("PGCONNECT_TIMEOUT", "1");
    EXPECT_TRUE(PostgresDatabase::open("postgresql:///" + name));
    said.set("PGTARGETSESSIONATTRS", "standby");
    EXPECT_EQ(refused("postgresql:///" + name).code, ErrorCode::storage_unreachable);
    said.set("PGSSLMODE", "often");
    EXPECT_EQ(refused("postgresql:///" + name).code, ErrorCode::bad_argument);
  }
  Surroundings said;
  said.set("PGSERVICEFILE", folder.path() / "services");
  std::ofstream(folder.path() / "services")
      << "[planning]\nhost=" << hosts << "\nport=" << ports << "\nuser=creneau\ndbname=" << name
      << "\nconnect_timeout=1\n";
  EXPECT_TRUE(PostgresDatabase::open("service=planning"));
  EXPECT_TRUE(PostgresDatabase::open("postgresql:///?service=planning"));
  EXPECT_EQ(refused("service=another").code, ErrorCode::bad_argument);
}

TEST(UnusableServer, WhoseSchemaIsDamagedSaysSo) {
  const std::string uri = fresh_database();
  const auto database = PostgresDatabase::open(uri).value();
  Shell(uri).tries("ALTER TABLE creneau.rule RENAME TO rules");
  const auto rules = database->rules();
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::storage_corrupt);
  EXPECT_THAT(rules.error().text, HasSubstr("creneau.rule"));
}

TEST(UnusableServer, IsNamedWithoutItsPassword) {
  EXPECT_EQ(postgres::without_password("postgresql://user:secret@host:5432/db"),
            "postgresql://user@host:5432/db");
  EXPECT_EQ(postgres::without_password("postgresql://host/db?user=u&password=secret&x=1"),
            "postgresql://host/db?user=u&password=***&x=***");
  EXPECT_EQ(postgres::without_password("postgresql://user@host:5432,other:5433/db"),
            "postgresql://user@host:5432,other:5433/db");
  EXPECT_EQ(postgres::without_password("postgresql://user:a@b:c@host/db"),
            "postgresql://user@host/db");
  EXPECT_EQ(postgres::without_password("postgresql://user:a/b@host/db"),
            "postgresql://user@host/db");
  EXPECT_EQ(postgres::without_password("postgresql://h/db?sslpassword=a&password=b&password=c&x=1"),
            "postgresql://h/db?sslpassword=***&password=***&password=***&x=***");
  EXPECT_EQ(postgres::without_password("host=h password = 'a b' user=u"), "host=h password=***");
  EXPECT_EQ(postgres::without_password("POSTGRESQL://user:secret@h/db"), "POSTGRESQL://user@h/db");
  EXPECT_EQ(postgres::without_password("postgresql:/user:secret@h/db"), "postgresql:/user@h/db");
  for (const char* meant : {"postgresql://h", "postgres://h", " Postgresql:/h", "host=h dbname=x",
                            "service = main", "password=secret host=h"})
    EXPECT_TRUE(postgres::is_connection_string(meant)) << meant;
  for (const char* file : {"planning.db", "./postgresql.db", "a=b.db", "/tmp/host=h", ""})
    EXPECT_FALSE(postgres::is_connection_string(file)) << file;
  for (const char* uri :
       {"postgresql://user:50%off-secret@h/db", "postgresql://user:secret@[::1/db",
        "postgresql://h/db?password=secret&no=1", "postgresql://user:pa/secret@h",
        "postgresql://user:top@secret@h/db", "postgresql://[::1]x/db?password=secret",
        "postgresql://user:secret@h:port/db", "postgresql://h/db?pass%77ord=secret&no=1",
        "postgresql://h/db?PASSWORD=secret", "postgresql://h/db?password=sec%ret-secret"}) {
    const Error error = refused(uri);
    EXPECT_EQ(error.code, ErrorCode::bad_argument) << uri;
    EXPECT_THAT(error.text, ::testing::Not(HasSubstr("secret"))) << uri;
    EXPECT_NE(error.text, "") << uri;
  }
}

TEST(UnusableServer, WhoseEncodingCannotHoldAllNamesIsSaidSo) {
  const std::string name = a_server().make_database();
  a_server().run("DROP DATABASE " + name);
  a_server().run("CREATE DATABASE " + name + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  const Error error = refused(a_server().uri(name));
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_THAT(error.text, HasSubstr("LATIN1"));
}

/// A line that was closed shows only behind the last words that came over it.
TEST(UnusableServer, ThatClosedAllIdleLinesIsAskedOverANewOne) {
  constexpr std::size_t kLines = 12;
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
  const auto database = PostgresDatabase::open(uri, {.connections = kLines}).value();
  Shell shell(a_server().uri());
  const auto lines = [&] {
    return shell.column("SELECT pid FROM pg_stat_activity WHERE datname = '" + name +
                        "' AND application_name = 'creneau' AND query NOT LIKE '%notify%'");
  };
  // Each waits for the other, so that all are in use at once.
  Shell lock(uri);
  EXPECT_EQ(lock.tries("BEGIN; LOCK TABLE creneau.rules_version IN ACCESS EXCLUSIVE MODE"), kDone);
  std::vector<std::future<bool>> loads;
  for (std::size_t line = 0; line < kLines; ++line)
    loads.push_back(std::async(std::launch::async, [&] { return database->rules().has_value(); }));
  while (lines().size() < kLines) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  EXPECT_EQ(lock.tries("ROLLBACK"), kDone);
  for (auto& it : loads) EXPECT_TRUE(it.get());
  shell.column("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" +
               name + "' AND application_name = 'creneau'");
  EXPECT_TRUE(database->rules());
}

/// A server that cannot write its log ahead gives up.
TEST(UnusableServer, WithoutRoomForItsLogGivesUpAndLosesNothing) {
  FullDisk disk;
  PostgresServer& server = disk.server();
  const auto database =
      PostgresDatabase::open(server.uri(), {.create = true, .connections = 1, .patience = 2s})
          .value();
  OfficeAtWork office(*database);
  const SessionId session = office.planned();
  disk.fill("/pg_wal/");
  const auto reserve = [&] {
    return office.engine.run(office.with_request("r-1"),
                             office.reserve_command(session, SlotSet::of({0})));
  };
  const auto refused = reserve();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().code,
              ::testing::AnyOf(ErrorCode::unconfirmed, ErrorCode::storage_unreachable))
      << refused.error().text;
  disk.empty();
  server.kill();
  server.start();
  EXPECT_TRUE(reserve());
  EXPECT_EQ(history(*database).size(), 3U);
  EXPECT_THAT(database->check().value(), IsEmpty());
}

TEST(UnusableServer, WithAFullDiskRefusesCommandsAndKeepsWhatItHas) {
  FullDisk disk;
  PostgresServer& server = disk.server();
  const auto database =
      PostgresDatabase::open(server.uri(), {.create = true, .connections = 1}).value();
  OfficeAtWork office(*database);
  const SessionId session = office.planned();
  disk.fill("/base/");
  // Until a table must grow.
  std::optional<Error> error;
  std::size_t done = 2;
  for (int day = 1; day < 2'000 && !error; ++day) {
    CreateSessions command;
    for (const std::int64_t inspector : {1, 2, 3, 4})
      command.sessions.push_back({{inspector},
                                  kMonday + std::chrono::days{day},
                                  {},
                                  Hours{Minutes{480}, Minutes{540}},
                                  {}});
    command.override_calendar = true;
    const auto ran = office.engine.run(office.call, command);
    if (ran)
      ++done;
    else
      error = ran.error();
  }
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, ErrorCode::storage_full) << error->text;
  disk.empty();
  EXPECT_EQ(database->wait_for_change(k93, {}, 0ms).value(),
            Revision{static_cast<std::int64_t>(done)});
  EXPECT_THAT(database->check().value(), IsEmpty());
  office.reserve(session, SlotSet::of({0}));
}

}  // namespace
}  // namespace creneau::testing
