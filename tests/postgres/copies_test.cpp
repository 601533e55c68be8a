#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <set>
#include <thread>

#include "creneau/database/database.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "postgres/shell.hpp"
#include "random/match.hpp"
#include "sqlite/connection.hpp"
#include "support/everything.hpp"
#include "support/file_layer.hpp"
#include "support/rich_planning.hpp"

namespace creneau::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;

/// What a query of one file gives, without the library: its first column.
std::vector<std::string> column(const std::string& path, const std::string& sql) {
  const auto shell =
      sqlite::Connection::open(path, sqlite::Connection::Mode::read_only, false).value();
  auto query = shell->statement(sql).value();
  std::vector<std::string> texts;
  while (query.next().value()) texts.emplace_back(query.text(0));
  return texts;
}

/// Every row of every table of a file as text, sorted; without the ids of refusals.
std::vector<std::string> rows_of_file(const std::string& path) {
  std::vector<std::string> rows;
  for (const std::string& select : column(
           path,
           "SELECT 'SELECT ''' || t.name || ''' || ' || group_concat('quote(' || c.name || ')',"
           " '||''|''||') || ' FROM ' || t.name FROM sqlite_schema t, pragma_table_info(t.name) c"
           " WHERE t.type = 'table' AND NOT (t.name = 'refusal' AND c.name = 'id')"
           " GROUP BY t.name"))
    for (std::string& row : column(path, select)) rows.push_back(std::move(row));
  std::sort(rows.begin(), rows.end());
  return rows;
}

class Copies : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const {
    return folder.path() / (name + ".db");
  }
  /// A server's database without the schema.
  static std::string new_uri() { return a_server().uri(a_server().make_database()); }
  static std::unique_ptr<Database> open(const std::string& where) {
    return open_database(where).value();
  }
  static std::unique_ptr<Database> make(const std::string& where) {
    return open_database(where, {.create = true}).value();
  }
  static std::unique_ptr<Database> copied(const Database& from, const std::string& to) {
    (void)backup(from, to).value();
    return open(to);
  }
  void expect_equal(const Database& copy, const Database& original) {
    EXPECT_EQ(difference(copy, original), "");
    EXPECT_THAT(copy.check().value(), IsEmpty());
  }
  /// The same requests get the same receipts, and nothing is done twice.
  void expect_same_answers(const RichOffice& asked, Database& copy) {
    const auto before = everything(copy);
    RichOffice office(copy);
    EXPECT_THAT(asked.asked(), SizeIs(::testing::Ge(8U)));
    for (const RichOffice::Asked& it : asked.asked())
      EXPECT_EQ(serialize(json::of(it.again(office))), serialize(json::of(it.receipt)));
    EXPECT_EQ(difference(everything(copy), before), "");
  }

  TemporaryFolder folder{folder_in_memory()};
};

TEST_F(Copies, FromAFileToAServerAndBackAreEqual) {
  const auto file = make(path("original"));
  RichOffice office(*file);
  office.fill();
  const auto held = everything(*file);
  for (const Table& table : kTables) EXPECT_GT(rows_of(held, table.name), 0U) << table.name;

  const auto server = copied(*file, new_uri());
  expect_equal(*server, *file);
  expect_same_answers(office, *server);
  const auto back = copied(*server, path("back"));
  expect_equal(*back, *file);
  expect_same_answers(office, *back);
  EXPECT_EQ(rows_of_file(path("back")), rows_of_file(path("original")));
}

TEST_F(Copies, FromAServerToAFileAndBackAreEqual) {
  const auto server = make(new_uri());
  RichOffice office(*server);
  office.fill();
  const auto file = copied(*server, path("copy"));
  expect_equal(*file, *server);
  expect_same_answers(office, *file);
  const auto back = copied(*file, new_uri());
  expect_equal(*back, *server);
  expect_same_answers(office, *back);
}

TEST_F(Copies, OfOneKindAreEqualToo) {
  const auto server = make(new_uri());
  RichOffice(*server).fill();
  expect_equal(*copied(*server, new_uri()), *server);
  const auto file = make(path("original"));
  RichOffice(*file).fill();
  expect_equal(*copied(*file, path("copy")), *file);
}

TEST_F(Copies, GoOnAsTheOriginalDoes) {
  const auto file = make(path("original"));
  RichOffice office(*file);
  office.fill();
  const auto server = copied(*file, new_uri());
  const auto back = copied(*server, path("back"));
  RichOffice of_the_server(*server);
  RichOffice of_the_copy(*back);
  const auto receipts = office.go_on();
  EXPECT_EQ(of_the_server.go_on(), receipts) << "the same new ids, too";
  EXPECT_EQ(of_the_copy.go_on(), receipts);
  for (RichOffice* it : {&office, &of_the_server, &of_the_copy})
    EXPECT_EQ(it->refused(k93, office.kept()), ErrorCode::too_late);
  expect_equal(*server, *file);
  expect_equal(*back, *file);
  // Whoever the directory gets next has an id of their own.
  School school;
  school.name = school.aurige_id = "AE-93-077";
  DirectoryRows rows;
  rows.schools.push_back(school);
  for (Database* it : {&*file, &*server, &*back}) EXPECT_EQ(it->put(rows).value().added, 1);
  expect_equal(*server, *file);
  expect_equal(*back, *file);
}

TEST_F(Copies, DeliverWhatWasPendingAndNothingElse) {
  using namespace std::chrono_literals;
  const auto file = make(path("original"));
  RichOffice(*file).fill();
  const auto server = copied(*file, new_uri());
  const auto lease = [](Database& it, Instant now) {
    std::vector<std::string> leased;
    const auto entries = it.lease(now, now + 1min, 100).value();
    for (const OutboxEntry& entry : entries)
      leased.push_back(serialize(json::of(entry)) + std::to_string(entry.lease) +
                       entry.notice.message.text);
    return leased;
  };
  // One is still on its way, and another waits.
  const auto due = lease(*file, kFirstOfJune);
  EXPECT_THAT(due, SizeIs(::testing::Ge(2U)));
  EXPECT_EQ(lease(*server, kFirstOfJune), due);
  const auto later = lease(*file, kFirstOfJune + 1h);
  EXPECT_THAT(later, SizeIs(due.size() + 2));
  EXPECT_EQ(lease(*server, kFirstOfJune + 1h), later);
}

/// How many events a database gives, if `meanwhile` runs when it has begun to give its rows.
template <class Meanwhile>
std::size_t events_given(const Database& database, const Meanwhile& meanwhile) {
  bool has_begun = false;
  std::size_t events = 0;
  (void)database
      .read_everything([&](const Table& table, std::span<const TableRow> rows) -> result<void> {
        if (!std::exchange(has_begun, true)) meanwhile();
        if (table.name == "event") events += rows.size();
        return success();
      })
      .value();
  return events;
}

/// As docs/postgresql.md says it.
TEST_F(Copies, ByTheServersOwnDumpAreEqualAndHaveTheirConstraints) {
  const std::string from = fresh_database();
  const auto original = make(from);
  RichOffice(*original).fill();
  const std::string to = new_uri();
  const std::string dump = path("dump");
  const auto run = [](const char* program, const std::string& arguments) {
    return std::system((PostgresServer::program(program).string() + " " + arguments).c_str());
  };
  ASSERT_EQ(run("pg_dump", "-Fc --schema=creneau --file=" + dump + " " + from), 0);
  Shell(to).tries("CREATE EXTENSION btree_gist");
  ASSERT_EQ(run("pg_restore", "--exit-on-error --dbname=" + to + " " + dump), 0);
  const auto copy = open(to);
  EXPECT_EQ(difference(*copy, *original), "");
  EXPECT_THAT(copy->check().value(), IsEmpty());
  OfficeAtWork office(*copy);
  office.planned({4}, kMonday + std::chrono::days{70});
}

TEST_F(Copies, AreOfOneMomentOfAServer) {
  const auto server = make(new_uri());
  RichOffice office(*server);
  office.fill();
  const std::size_t before = rows_of(everything(*server), "event");
  EXPECT_EQ(events_given(*server, [&] { office.go_on(); }), before);
  EXPECT_GT(rows_of(everything(*server), "event"), before);
}

/// Tells when somebody waits for a lock.
class WaitedForFiles final : public FileLayer {
 public:
  std::atomic<bool> is_waited_for{false};

 private:
  int sleep(int microseconds) override {
    is_waited_for = true;
    is_waited_for.notify_all();
    return FileLayer::sleep(microseconds);
  }
};

TEST_F(Copies, AreOfOneMomentOfAFile) {
  WaitedForFiles files;
  const auto file =
      SqliteDatabase::open(path("original"), {.create = true, .vfs = files.name()}).value();
  RichOffice office(*file);
  office.fill();
  const std::size_t before = rows_of(everything(*file), "event");
  std::thread writer;
  EXPECT_EQ(events_given(*file,
                         [&] {
                           writer = std::thread([&] {
                             office.go_on();
                             // It need not have waited, where the file has a write-ahead log.
                             files.is_waited_for = true;
                             files.is_waited_for.notify_all();
                           });
                           files.is_waited_for.wait(false);
                         }),
            before);
  writer.join();
  EXPECT_GT(rows_of(everything(*file), "event"), before);
}

TEST_F(Copies, AreMadePageByPage) {
  const auto file = make(path("original"));
  ASSERT_TRUE(file->put(directory_rows()));
  OfficeAtWork office(*file);
  constexpr std::size_t kSessions = 2'100;
  for (std::size_t made = 0; made < kSessions; made += 700) {
    CreateSessions command;
    command.override_calendar = true;
    for (std::size_t day = 0; day < 700; ++day)
      command.sessions.push_back({{static_cast<std::int64_t>(made / 700 + 1)},
                                  kMonday + std::chrono::days{day},
                                  HalfDay::morning,
                                  {},
                                  {}});
    ASSERT_TRUE(office.engine.run(office.call, command));
  }
  const auto server = copied(*file, new_uri());
  expect_equal(*server, *file);
  for (const Database* it : {&*file, &*server}) {
    std::vector<std::size_t> pages;
    ASSERT_TRUE(it->read_everything([&](const Table& table, std::span<const TableRow> rows) {
      if (table.name == "session") pages.push_back(rows.size());
      return result<void>(success());
    }));
    EXPECT_THAT(pages, ::testing::ElementsAre(1'000, 1'000, 100));
  }
  expect_equal(*copied(*server, path("back")), *file);
}

TEST_F(Copies, HaveEveryColumnOfAFile) {
  (void)make(path("planning"));
  std::set<std::string> known{"migration.number", "migration.checksum", "planning.session",
                              "planning.plan"};
  for (const Table& table : kTables)
    for (const Column& it : table.columns) {
      const bool of_the_planning =
          table.name == "session" && place_of(table, it.name) >= place_of(table, "planned");
      known.insert((of_the_planning ? "planning." : std::string(table.name) + ".") +
                   std::string(it.name));
    }
  // A slot's département is its session's; a plan's number stands in "plan".
  known.erase("slot.departement");
  known.erase("planning.planned");
  EXPECT_THAT(column(path("planning"),
                     "SELECT t.name || '.' || c.name FROM sqlite_schema t,"
                     " pragma_table_info(t.name) c WHERE t.type = 'table'"),
              UnorderedElementsAreArray(known));
}

TEST_F(Copies, HaveEveryColumnOfAServer) {
  std::set<std::string> known{
      "migration.number", "migration.checksum", "directory_version.version",
      // Roles are the server's own.
      "access.role", "access.departement",
      // What fresh ids mean, which a copy has none of; and the greatest id of a refusal.
      "event.first_session", "event.first_reservation", "event.first_closure", "event.token",
      "notice.first_reservation", "departement.refusals",
      // The session's.
      "slot.slot_count"};
  for (const Table& table : kTables)
    for (const Column& it : table.columns)
      known.insert(std::string(table.name) + "." + std::string(it.name));
  Shell shell(fresh_database());
  EXPECT_THAT(
      shell.column("SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a"
                   " ON a.attrelid = c.oid AND a.attnum > 0"
                   " WHERE c.relnamespace = 'creneau'::regnamespace"
                   " AND c.relkind IN ('r', 'p') AND NOT c.relispartition"),
      UnorderedElementsAreArray(known));
}

/// Whatever happens to a planning: on a file or on a server, then to the other kind and back.
TEST_F(Copies, OfRandomHistoriesAreEqual) {
  // Each case is two copies and several databases. RC_PARAMS="seed=…" (printed) plays the same ones.
  setenv("RC_PARAMS", figure("max_success=25", "max_success=400"), 0);
  const auto step = rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()));
  const auto steps = rc::gen::resize(400, rc::gen::container<Steps>(step));
  std::size_t accepted = 0;
  int count = 0;
  const bool holds = rc::check([&] {
    const std::string name = std::to_string(++count);
    const bool begins_on_a_server = count % 2 == 0;
    const auto place = [&](bool on_a_server, const std::string& at) {
      return on_a_server ? fresh_database() : path(name + at);
    };
    const auto original = make(place(begins_on_a_server, "original"));
    (void)original->put(rows_of_the_world()).value();
    Match match(*original, *original);
    const auto disagreement = match.play(*steps);
    if (disagreement) RC_FAIL(*disagreement);
    accepted += match.accepted();
    const auto copy = copied(*original, place(!begins_on_a_server, "copy"));
    const auto back = copied(*copy, place(begins_on_a_server, "back"));
    for (const Database* it : {&*copy, &*back}) {
      const std::string differs = difference(*it, *original);
      if (!differs.empty()) RC_FAIL(differs);
      RC_ASSERT(it->check().value().empty());
    }
  });
  EXPECT_TRUE(holds);
  std::cout << accepted << " accepted\n";
  EXPECT_TRUE(!holds || accepted > 500);
}

}  // namespace
}  // namespace creneau::testing
