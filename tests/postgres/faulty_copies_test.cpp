#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "creneau/database/database.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "postgres/full_disk/full_disk.hpp"
#include "postgres/shell.hpp"
#include "sqlite/connection.hpp"
#include "support/cutting_proxy.hpp"
#include "support/everything.hpp"
#include "support/file_layer.hpp"
#include "support/processes.hpp"
#include "support/rich_planning.hpp"

namespace creneau::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A rich planning in a file, and the same on a server.
class FaultyCopies : public ::testing::Test {
 protected:
  FaultyCopies() {
    RichOffice(*file).fill();
    (void)backup(*file, uri).value();
    server = PostgresDatabase::open(uri).value();
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return folder.path() / (name + ".db");
  }
  static std::string new_uri() { return a_server().uri(a_server().make_database()); }
  static std::string name_in(const std::string& uri) { return uri.substr(uri.rfind('/') + 1); }
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& it : std::filesystem::directory_iterator(folder.path()))
      names.push_back(it.path().filename());
    return names;
  }
  static Error fault(const result<void>& copied) {
    EXPECT_FALSE(copied);
    return copied ? Error{} : copied.error();
  }
  /// Plain SQL on the file, whatever its triggers say.
  void break_file(const std::string& sql) const {
    const auto shell =
        sqlite::Connection::open(path("original"), sqlite::Connection::Mode::read_write, false)
            .value();
    (void)shell->run("PRAGMA foreign_keys = OFF").value();
    (void)shell->run(sql.c_str()).value();
  }

  TemporaryFolder folder{folder_in_memory()};
  std::unique_ptr<SqliteDatabase> file =
      SqliteDatabase::open(path("original"), {.create = true}).value();
  std::string uri = new_uri();
  std::unique_ptr<PostgresDatabase> server;
};

TEST_F(FaultyCopies, NeverReplaceWhatAServerHas) {
  const auto full = [&](const std::string& sql) {
    const std::string to = fresh_database();
    a_server().run(sql, name_in(to));
    const Error error =
        fault(backup(*file, "postgresql://creneau:secret" + to.substr(to.find('@'))));
    EXPECT_EQ(error.code, ErrorCode::bad_argument) << sql;
    EXPECT_EQ(error.text, to) << sql;
    EXPECT_FALSE(PostgresDatabase::is_empty(to).value());
    EXPECT_EQ(a_server().run("SELECT count(*) FROM creneau.event", name_in(to))[0][0], "0");
  };
  full("INSERT INTO creneau.centre VALUES (1, '', '', '93', 0, '')");
  full("INSERT INTO creneau.rules_version VALUES (1)");
  full("UPDATE creneau.departement SET number = 1 WHERE code = '75'");
  full("UPDATE creneau.departement SET refusals = 1 WHERE code = '75'");
  full("INSERT INTO creneau.request VALUES ('93', 0, 1, 'r', 1, 1)");
  EXPECT_EQ(fault(backup(*server, uri)).code, ErrorCode::bad_argument) << "onto itself";
}

TEST_F(FaultyCopies, NeverReplaceAFileNorMeetAnOldJournal) {
  const auto taken = [&](const std::string& at) {
    std::ofstream(at) << "theirs";
    for (const Database* from :
         {static_cast<Database*>(&*file), static_cast<Database*>(&*server)}) {
      const Error error = fault(backup(*from, path("copy")));
      EXPECT_EQ(error.code, ErrorCode::bad_argument) << at;
      EXPECT_EQ(error.text, at);
    }
    EXPECT_EQ(std::filesystem::file_size(at), 6U);
    std::filesystem::remove(at);
  };
  for (const char* part : {"", "-journal", "-wal", "-shm"}) taken(path("copy") + part);
  EXPECT_TRUE(backup(*server, path("copy")));
}

TEST_F(FaultyCopies, DoNotReplaceAFileThatCameMeanwhile) {
  class Raced final : public FileLayer {
   public:
    explicit Raced(std::string path) : path_(std::move(path)) {}

   private:
    int on(const FileCall& call) override {
      if (call.action == FileCall::Action::write) std::ofstream(path_) << "theirs";
      return perform(call);
    }
    std::string path_;
  };
  Raced files_of_a_race(path("copy"));
  EXPECT_EQ(fault(SqliteDatabase::copy(*server, path("copy"), files_of_a_race.name())).code,
            ErrorCode::bad_argument);
  EXPECT_EQ(std::filesystem::file_size(path("copy")), 6U);
  EXPECT_THAT(files(), ::testing::UnorderedElementsAre("original.db", "copy.db",
                                                       ::testing::StartsWith("original.db-")));
}

TEST_F(FaultyCopies, ToAPlaceThatCannotBeWrittenSaySo) {
  for (const Database* from : {static_cast<Database*>(&*file), static_cast<Database*>(&*server)})
    EXPECT_EQ(fault(backup(*from, folder.path() / "no such folder" / "copy.db")).code,
              ErrorCode::storage_failed);
  const std::string to = new_uri();
  a_server().run("ALTER DATABASE " + name_in(to) + " SET default_transaction_read_only = on");
  EXPECT_EQ(fault(backup(*file, to)).code, ErrorCode::storage_read_only);
  EXPECT_EQ(fault(backup(*file, a_server().uri("no_such_database"))).code,
            ErrorCode::storage_missing);
  EXPECT_EQ(fault(backup(*file, "postgresql://creneau@127.0.0.1:1/planning")).code,
            ErrorCode::storage_unreachable);
}

/// Files that cannot grow beyond so many bytes.
class SmallDisk final : public FileLayer {
 public:
  explicit SmallDisk(std::int64_t size) : size_(size) {}

 private:
  int on(const FileCall& call) override {
    if (call.action == FileCall::Action::write &&
        call.place + static_cast<std::int64_t>(call.bytes.size()) > size_)
      return SQLITE_FULL;
    return perform(call);
  }
  std::int64_t size_;
};

TEST_F(FaultyCopies, ToAFullDiskLeaveNoFile) {
  (void)backup(*server, path("whole")).value();
  const auto whole = static_cast<std::int64_t>(std::filesystem::file_size(path("whole")));
  for (std::int64_t size = 0; size < whole; size += whole / 7) {
    SmallDisk disk(size);
    EXPECT_EQ(fault(SqliteDatabase::copy(*server, path("copy"), disk.name())).code,
              ErrorCode::storage_full)
        << size;
    for (const std::string& name : files()) EXPECT_THAT(name, Not(StartsWith("copy"))) << size;
  }
}

TEST_F(FaultyCopies, ToAFullServerLeaveItEmpty) {
  FullDisk disk;
  const std::string to = disk.server().uri();
  (void)PostgresDatabase::open(to, {.create = true}).value();
  // Tables that must grow, after their partitions were made.
  for (const Departement it : {k93, k2A})
    (void)PostgresDatabase::open(to).value()->open_departement(it).value();
  disk.fill("/base/");
  EXPECT_EQ(fault(backup(*file, to)).code, ErrorCode::storage_full);
  disk.empty();
  EXPECT_TRUE(PostgresDatabase::is_empty(to).value());
  (void)backup(*file, to).value();
  EXPECT_EQ(difference(*PostgresDatabase::open(to).value(), *file), "");
}

TEST_F(FaultyCopies, WhoseLineIsCutAreWholeOrNothing) {
  const auto typed = AnyOf(Eq(ErrorCode::storage_unreachable), Eq(ErrorCode::unconfirmed));
  // From a server.
  int cuts = 0;
  for (int nth = 1;; ++nth, ++cuts) {
    CuttingProxy proxy(a_server().port());
    const auto source = PostgresDatabase::open(proxy.through(uri), {.connections = 1}).value();
    proxy.cut_at(CuttingProxy::From::server, nth, false);
    const auto copied = backup(*source, path("copy"));
    if (copied) break;
    EXPECT_THAT(copied.error().code, typed) << nth;
    for (const std::string& name : files()) EXPECT_THAT(name, Not(StartsWith("copy"))) << nth;
  }
  EXPECT_GT(cuts, 20);
  EXPECT_EQ(difference(*SqliteDatabase::open(path("copy")).value(), *file), "");
  // To a server: where it is the answer to the end that is lost, the copy is there.
  std::string to = fresh_database();
  cuts = 0;
  int whole = 0;
  for (int nth = 1;; ++nth, ++cuts) {
    CuttingProxy proxy(a_server().port());
    proxy.cut_at(CuttingProxy::From::server, nth, false);
    const auto copied = backup(*file, proxy.through(to));
    if (copied) break;
    EXPECT_THAT(copied.error().code, typed) << nth << copied.error().text;
    if (copied.error().code == ErrorCode::unconfirmed && !PostgresDatabase::is_empty(to).value()) {
      EXPECT_EQ(difference(*PostgresDatabase::open(to).value(), *file), "");
      to = fresh_database();
      ++whole;
    }
    EXPECT_TRUE(PostgresDatabase::is_empty(to).value()) << nth;
  }
  EXPECT_GT(cuts, 20);
  EXPECT_EQ(whole, 1);
  EXPECT_EQ(difference(*PostgresDatabase::open(to).value(), *file), "");
}

/// Copies, in a process of its own.
int copy_a_database(const std::vector<std::string>& arguments) {
  tell("begun");
  return backup(*open_database(arguments[0]).value(), arguments[1]) ? 0 : 1;
}
const RoleNamed kCopyADatabase("copy a database", copy_a_database);

/// Waits until so many wait for locks in a database.
void wait_for_waiters(const std::string& name, std::size_t count = 1) {
  const std::string query =
      "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND database ="
      " (SELECT oid FROM pg_database WHERE datname = '" +
      name + "')";
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (a_server().run(query).size() < count) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error("nobody waits");
    std::this_thread::yield();
  }
}

TEST_F(FaultyCopies, ToAFileThatAreKilledLeaveNothingInItsPlace) {
  Shell shell(uri);
  ASSERT_EQ(shell.tries("BEGIN; LOCK TABLE creneau.refusal IN ACCESS EXCLUSIVE MODE"), kDone);
  Process process("copy a database", {uri, path("copy")});
  (void)process.line();
  wait_for_waiters(name_in(uri));
  EXPECT_THAT(files(), ::testing::Contains(
                           ::testing::AllOf(StartsWith("copy.db."), ::testing::EndsWith(".part"))));
  process.kill();
  EXPECT_EQ(process.wait(), -SIGKILL);
  ASSERT_EQ(shell.tries("ROLLBACK"), kDone);
  EXPECT_THAT(files(), Not(::testing::Contains("copy.db")));
  (void)backup(*server, path("copy")).value();
  EXPECT_EQ(difference(*SqliteDatabase::open(path("copy")).value(), *file), "");
}

TEST_F(FaultyCopies, ToAServerThatAreKilledLeaveItEmpty) {
  const std::string to = fresh_database();
  (void)PostgresDatabase::open(to).value()->open_departement(k2A).value();
  Shell shell(to);
  ASSERT_EQ(shell.tries("BEGIN; LOCK TABLE creneau.refusal IN SHARE MODE"), kDone);
  {
    Process process("copy a database", {path("original"), to});
    (void)process.line();
    wait_for_waiters(name_in(to));
    process.kill();
    EXPECT_EQ(process.wait(), -SIGKILL);
  }
  ASSERT_EQ(shell.tries("ROLLBACK"), kDone);
  // Waits for what the killed one still holds.
  EXPECT_TRUE(PostgresDatabase::is_empty(to).value());
  (void)backup(*file, to).value();
  EXPECT_EQ(difference(*PostgresDatabase::open(to).value(), *file), "");
}

TEST_F(FaultyCopies, OfWhatCannotBeAreRefused) {
  const std::string to = new_uri();
  const auto refused = [&](const char* sql, const char* table) {
    break_file(sql);
    const Error error = fault(backup(*file, to));
    EXPECT_EQ(error.code, ErrorCode::storage_corrupt) << sql << error.text;
    EXPECT_THAT(error.text, StartsWith(table)) << sql;
    EXPECT_TRUE(PostgresDatabase::is_empty(to).value()) << sql;
  };
  refused("UPDATE refusal SET departement = 'XX'", "refusal");
  refused("UPDATE request SET departement = '01' WHERE request = 'r-6'", "request");
  refused("DROP TRIGGER plan_with_slots; UPDATE planning SET plan = plan + 1", "session");
  refused("DROP TRIGGER session_with_plan; DELETE FROM session", "slot");

  for (const char* sql :
       {"ALTER TABLE creneau.slot DROP CONSTRAINT slot_in_grid",
        "UPDATE creneau.slot SET ordinal = 63 - ordinal WHERE reservation IS NULL"})
    a_server().run(sql, name_in(uri));
  const Error error = fault(backup(*server, path("copy")));
  EXPECT_EQ(error.code, ErrorCode::storage_corrupt);
  EXPECT_THAT(error.text, StartsWith("slot: "));
  for (const std::string& name : files()) EXPECT_THAT(name, Not(StartsWith("copy")));
}

TEST_F(FaultyCopies, OfATextThatAServerCannotHoldAreRefused) {
  const std::string to = new_uri();
  for (const auto& [text, code] : {std::pair{"x'6100'", ErrorCode::storage_corrupt},
                                   std::pair{"x'ff'", ErrorCode::bad_text}}) {
    break_file("UPDATE school SET name = CAST(" + std::string(text) + " AS TEXT)");
    EXPECT_EQ(fault(backup(*file, to)).code, code) << text;
    EXPECT_TRUE(PostgresDatabase::is_empty(to).value());
  }
}

TEST_F(FaultyCopies, AreNotForWhoSeesOnlyADepartement) {
  const std::string role = name_in(uri) + "_93";
  a_server().run("CREATE ROLE " + role + " LOGIN");
  (void)server->grant(k93, role).value();
  const auto own = PostgresDatabase::open(a_server().uri(name_in(uri), role)).value();
  EXPECT_EQ(fault(backup(*own, path("copy"))).code, ErrorCode::storage_denied);
  EXPECT_FALSE(std::filesystem::exists(path("copy")));

  // Nor may such a role fill a database, be it that it sees nothing of what is there.
  const std::string to = fresh_database();
  const auto empty = PostgresDatabase::open(to).value();
  (void)empty->grant(k93, role).value();
  a_server().run("UPDATE creneau.departement SET number = 1 WHERE code = '75'", name_in(to));
  const std::string as_role = a_server().uri(name_in(to), role);
  EXPECT_EQ(PostgresDatabase::is_empty(as_role).error().code, ErrorCode::storage_denied);
  EXPECT_EQ(fault(backup(*file, as_role)).code, ErrorCode::storage_denied);
  for (const std::string& name : {name_in(uri), name_in(to)})
    a_server().run("DROP OWNED BY " + role, name);
  a_server().run("DROP ROLE " + role);
}

TEST_F(FaultyCopies, LeaveTheWallsOfAServerStanding) {
  // A role that was let in before the copy sees its département afterwards, and no other.
  const std::string to = fresh_database();
  const std::string role = name_in(to) + "_93";
  a_server().run("CREATE ROLE " + role + " LOGIN");
  (void)PostgresDatabase::open(to).value()->grant(k93, role).value();
  (void)backup(*file, to).value();
  {
    Shell own(a_server().uri(name_in(to), role));
    EXPECT_THAT(own.column("SELECT DISTINCT departement FROM creneau.event"),
                ::testing::ElementsAre("93"));
    Shell everybody(to);
    EXPECT_THAT(everybody.column("SELECT DISTINCT departement FROM creneau.event ORDER BY 1"),
                ::testing::ElementsAre("2A", "93"));
    EXPECT_EQ(everybody.tries("UPDATE creneau.event SET subject = 'x'"), "23000");
    EXPECT_EQ(everybody.tries("UPDATE creneau.session SET start_at = start_at + 1, end_at ="
                              " end_at + 1440 * 7, inspector = 1"),
              kCheckViolation);
    const auto as_role = PostgresDatabase::open(a_server().uri(name_in(to), role)).value();
    OfficeAtWork office(*as_role);
    office.reserve(office.planned({4}, kMonday + std::chrono::days{3}), SlotSet::of({0}));
  }
  a_server().run("DROP OWNED BY " + role, name_in(to));
  a_server().run("DROP ROLE " + role);
}

TEST_F(FaultyCopies, LetACommitThatComesMeanwhileFollowThem) {
  const std::string to = fresh_database();
  const auto target = PostgresDatabase::open(to).value();
  (void)target->open_departement(k2A).value();
  Shell shell(to);
  ASSERT_EQ(shell.tries("BEGIN; LOCK TABLE creneau.refusal IN SHARE MODE"), kDone);
  std::jthread copy([&] { EXPECT_TRUE(backup(*file, to)); });
  wait_for_waiters(name_in(to));
  SessionId made;
  std::jthread other([&] {
    OfficeAtWork office(*target);
    made = office.create({4}, kMonday + std::chrono::days{3});
  });
  wait_for_waiters(name_in(to), 2);
  ASSERT_EQ(shell.tries("ROLLBACK"), kDone);
  copy.join();
  other.join();
  EXPECT_EQ(history(*target).size(), history(*file).size() + 1);
  OfficeAtWork office(*file);
  EXPECT_EQ(made, office.create({4}, kMonday + std::chrono::days{3}));
  EXPECT_THAT(target->check().value(), IsEmpty());
}

}  // namespace
}  // namespace creneau::testing
