#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "durability/scenario.hpp"
#include "sqlite/journal.hpp"
#include "support/file_layer.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

/// Files that may only be read, as on a medium that cannot be written.
class ReadOnlyFiles final : public FileLayer {
  int on(const FileCall& call) override {
    if (call.action != FileCall::Action::open) return perform(call);
    FileCall reading = call;
    reading.flags &= ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    reading.flags |= SQLITE_OPEN_READONLY;
    return perform(reading);
  }
};

class UnusableFile : public ::testing::Test {
 protected:
  UnusableFile() {
    const auto database = SqliteDatabase::open(path_, {.create = true}).value();
    OfficeAtWork office(*database);
    for (std::size_t step = 0; step < 4; ++step) EXPECT_TRUE(scenario_.ask(office, step));
  }

  [[nodiscard]] static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  [[nodiscard]] std::string bytes() const { return bytes_of(path_); }
  [[nodiscard]] std::string log() const { return bytes_of(path_ + "-wal"); }
  void run_sql(const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }
  /// What a program does that keeps the file in WAL, ended by the system: its log is left.
  void run_sql_and_crash(const std::string& sql) {
    const std::string crashed = folder_.path() / "crashed.db";
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, ("PRAGMA journal_mode = WAL;" + sql).c_str(), nullptr, nullptr,
                           nullptr),
              SQLITE_OK);
    for (const char* part : {"", "-wal"}) std::filesystem::copy_file(path_ + part, crashed + part);
    sqlite3_close(database);
    for (const char* part : {"", "-wal"}) std::filesystem::rename(crashed + part, path_ + part);
    ASSERT_FALSE(log().empty());
  }
  /// It cannot be opened, and is as it was.
  Error refused(SqliteOptions options = {}) {
    const std::string before = bytes();
    const std::string log_before = log();
    const auto opened = SqliteDatabase::open(path_, std::move(options));
    EXPECT_EQ(bytes(), before);
    EXPECT_EQ(log(), log_before);
    return opened ? Error{} : opened.error();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.path() / "planning.db";
  Scenario scenario_;
};

TEST_F(UnusableFile, OfANewerVersionIsLeftAlone) {
  run_sql("INSERT INTO migration (number, checksum) VALUES (99, 0)");
  for (const bool create : {false, true}) {
    const Error error = refused({.create = create});
    EXPECT_EQ(error.code, ErrorCode::storage_newer);
    EXPECT_EQ(error.actual, 99);
    EXPECT_LT(error.limit, 99);
  }
}

TEST_F(UnusableFile, WhoseSchemaIsNotTheOneOfItsVersionIsLeftAlone) {
  run_sql("UPDATE migration SET checksum = checksum + 1");
  EXPECT_EQ(refused().code, ErrorCode::storage_corrupt);
}

TEST_F(UnusableFile, WithAMigrationOfNoVersionIsLeftAlone) {
  for (const char* sql : {"INSERT INTO migration (number, checksum) VALUES (0, 0)",
                          "UPDATE migration SET number = -9223372036854775807 WHERE number = 0"}) {
    run_sql(sql);
    EXPECT_EQ(refused().code, ErrorCode::storage_corrupt);
  }
}

TEST_F(UnusableFile, WhoseUnitsAreTooLongToBeTrueIsCorrupt) {
  for (const char* sql : {"UPDATE planning SET unit_minutes = 65536",
                          "UPDATE planning SET unit_minutes = 30, units_of_slot = 65536 + 1"}) {
    run_sql(sql);
    const auto database = SqliteDatabase::open(path_).value();
    WeekFilter filter;
    filter.departement = k93;
    filter.week = Week::of(kMonday);
    std::vector<InspectorUnits> rows;
    EXPECT_EQ(database->week_units(filter, rows).error().code, ErrorCode::storage_corrupt);
  }
}

TEST_F(UnusableFile, OfAnotherProgramIsLeftAlone) {
  std::filesystem::remove(path_);
  run_sql("CREATE TABLE recipe (name TEXT)");
  EXPECT_EQ(refused({.create = true}).code, ErrorCode::storage_corrupt);
}

TEST_F(UnusableFile, OfAnotherProgramInWalIsLeftAlone) {
  std::filesystem::remove(path_);
  run_sql("PRAGMA journal_mode = WAL; CREATE TABLE recipe (name TEXT)");
  EXPECT_EQ(refused({.create = true}).code, ErrorCode::storage_corrupt);
  EXPECT_FALSE(std::filesystem::exists(path_ + "-wal"));
}

TEST_F(UnusableFile, OfAnotherProgramThatCrashedIsLeftAlone) {
  std::filesystem::remove(path_);
  run_sql_and_crash("CREATE TABLE recipe (name TEXT)");
  EXPECT_EQ(refused({.create = true}).code, ErrorCode::storage_corrupt);
}

TEST_F(UnusableFile, OfANewerVersionInWalIsLeftAlone) {
  run_sql("PRAGMA journal_mode = WAL; INSERT INTO migration (number, checksum) VALUES (99, 0)");
  EXPECT_EQ(refused().code, ErrorCode::storage_newer);
}

TEST_F(UnusableFile, OfANewerVersionThatCrashedIsLeftAlone) {
  run_sql_and_crash("INSERT INTO migration (number, checksum) VALUES (99, 0)");
  EXPECT_EQ(refused().code, ErrorCode::storage_newer);
}

TEST_F(UnusableFile, InWalIsUsedAndKeptSoOnlyWhereThatIsSafe) {
  run_sql_and_crash("UPDATE departement SET closures = closures + 1");
  if (!sqlite::wal_is_safe(sqlite3_libversion_number())) {
    EXPECT_EQ(refused().code, ErrorCode::unsupported);
    const auto read_only = SqliteDatabase::open(path_, {.read_only = true}).value();
    EXPECT_EQ(history(*read_only).size(), 4U);
    return;
  }
  const auto opened = SqliteDatabase::open(path_).value();
  EXPECT_EQ(opened->journal_mode().value(), "wal");
}

TEST_F(UnusableFile, PutIntoWalWhileItIsOpenTakesCommandsOnlyWhereThatIsSafe) {
  const auto opened = SqliteDatabase::open(path_).value();
  OfficeAtWork office(*opened);
  ASSERT_TRUE(scenario_.ask(office, 4));
  run_sql("PRAGMA journal_mode = WAL");
  const auto answer = scenario_.ask(office, 5);
  if (sqlite::wal_is_safe(sqlite3_libversion_number())) {
    EXPECT_TRUE(answer);
    return;
  }
  EXPECT_EQ(answer.error().code, ErrorCode::unsupported);
  EXPECT_EQ(opened->record({}).error().code, ErrorCode::unsupported);
  EXPECT_EQ(opened->report({}).error().code, ErrorCode::unsupported);
  EXPECT_EQ(history(*opened).size(), 5U);
}

TEST_F(UnusableFile, ThatIsNoDatabaseIsLeftAlone) {
  std::ofstream(path_, std::ios::trunc) << std::string(10'000, 'x');
  EXPECT_EQ(refused({.create = true}).code, ErrorCode::storage_corrupt);
}

TEST_F(UnusableFile, ThatIsNotThereIsNotMade) {
  std::filesystem::remove(path_);
  EXPECT_EQ(SqliteDatabase::open(path_).error().code, ErrorCode::storage_missing);
  EXPECT_EQ(SqliteDatabase::open(path_, {.create = true, .read_only = true}).error().code,
            ErrorCode::storage_missing);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(UnusableFile, ThatIsEmptyIsNoDatabaseUnlessOneIsToBeMade) {
  std::filesystem::resize_file(path_, 0);
  EXPECT_EQ(refused().code, ErrorCode::storage_missing);
  EXPECT_TRUE(SqliteDatabase::open(path_, {.create = true}));
}

TEST_F(UnusableFile, ThatLiesInAFolderThatIsNotThereIsMissingAndCannotBeMade) {
  const std::string nowhere = folder_.path() / "no such folder" / "planning.db";
  EXPECT_EQ(SqliteDatabase::open(nowhere).error().code, ErrorCode::storage_missing);
  EXPECT_EQ(SqliteDatabase::open(nowhere, {.create = true}).error().code,
            ErrorCode::storage_failed);
}

TEST_F(UnusableFile, ThatWasCutShortIsLeftAlone) {
  const auto whole = std::filesystem::file_size(path_);
  for (const std::uintmax_t size :
       {whole - 4096, whole - 4096 - 512, whole / 2, whole / 4, std::uintmax_t{4096 + 17},
        std::uintmax_t{4096}, std::uintmax_t{1024}, std::uintmax_t{100}}) {
    SCOPED_TRACE(size);
    const std::string before = bytes();
    std::filesystem::resize_file(path_, size);
    EXPECT_EQ(refused({.create = true}).code, ErrorCode::storage_corrupt);
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << before;
  }
  EXPECT_TRUE(SqliteDatabase::open(path_));
}

TEST_F(UnusableFile, WhoseHistoryIsDamagedIsFoundByTheCheck) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
  sqlite3_stmt* query = nullptr;
  sqlite3_prepare_v2(database, "SELECT rootpage FROM sqlite_schema WHERE name = 'event'", -1,
                     &query, nullptr);
  ASSERT_EQ(sqlite3_step(query), SQLITE_ROW);
  const std::streamoff page = sqlite3_column_int64(query, 0);
  sqlite3_finalize(query);
  sqlite3_close(database);
  std::fstream(path_, std::ios::binary | std::ios::in | std::ios::out)
      .seekp((page - 1) * 4096)
      .write(std::string(4096, '\0').data(), 4096);

  const auto opened = SqliteDatabase::open(path_);
  ASSERT_TRUE(opened) << opened.error().text;
  const auto checked = opened.value()->check();
  if (checked)
    EXPECT_FALSE(checked.value().empty());
  else
    EXPECT_EQ(checked.error().code, ErrorCode::storage_corrupt);
  OfficeAtWork office(*opened.value());
  EXPECT_EQ(scenario_.ask(office, 4).error().code, ErrorCode::storage_corrupt);
}

class ReadOnly : public UnusableFile, public ::testing::WithParamInterface<bool> {};

TEST_P(ReadOnly, CanBeReadAndTakesNoCommand) {
  ReadOnlyFiles files;
  const bool by_option = GetParam();
  const std::string before = bytes();
  {
    const auto opened = by_option ? SqliteDatabase::open(path_, {.read_only = true})
                                  : SqliteDatabase::open(path_, {.vfs = files.name()});
    ASSERT_TRUE(opened) << opened.error().text;
    SqliteDatabase& database = *opened.value();
    EXPECT_EQ(history(database).size(), 4U);
    EXPECT_THAT(findings(database), ::testing::IsEmpty());
    OfficeAtWork office(database);
    EXPECT_EQ(scenario_.ask(office, 4).error().code, ErrorCode::storage_read_only);
    EXPECT_EQ(scenario_.ask(office, 3).value(), history(database)[3]) << "the stored receipt";
    EXPECT_EQ(history(database).size(), 4U);
  }
  EXPECT_EQ(bytes(), before);
}

INSTANTIATE_TEST_SUITE_P(Every, ReadOnly, ::testing::Bool(), [](const auto& instance) {
  return std::string(instance.param ? "ByOption" : "ByTheSystem");
});

}  // namespace
}  // namespace creneau::testing
