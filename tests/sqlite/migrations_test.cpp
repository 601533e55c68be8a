#include "sqlite/migrations.hpp"

#include <gmock/gmock.h>

#include "creneau/model/content_hash.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "support/departement_93.hpp"
#include "support/history.hpp"
#include "support/temporary_folder.hpp"

namespace creneau {
namespace {

using sqlite::Connection;
using testing::OfficeAtWork;

/// A file as the first `count` migrations made it.
void make_file(const std::string& path, std::size_t count) {
  const auto file = Connection::open(path, Connection::Mode::read_write, true).value();
  ASSERT_TRUE(
      file->run("PRAGMA application_id = 1129467471;"
                "CREATE TABLE migration (number INTEGER PRIMARY KEY, checksum INTEGER NOT NULL)"
                " STRICT"));
  for (const sqlite::Migration& migration : sqlite::migrations().first(count)) {
    ASSERT_TRUE(file->run(migration.sql));
    const auto checksum = ContentHasher{}.add(std::string_view{migration.sql}).finish();
    auto note = file->statement("INSERT INTO migration VALUES (?, ?)").value();
    ASSERT_TRUE(note.bind(migration.number).bind(static_cast<std::int64_t>(checksum.value)).run());
  }
}

TEST(Migrations, BringAFileOfEveryOlderVersionUpToDate) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.path() / "planning.db";
  for (std::size_t version = 1; version < sqlite::migrations().size(); ++version) {
    std::filesystem::remove(path);
    make_file(path, version);
    const auto read_only = SqliteDatabase::open(path, {.read_only = true});
    EXPECT_EQ(read_only.error().code, ErrorCode::storage_read_only);
    EXPECT_EQ(read_only.error().actual, static_cast<std::int64_t>(version));
    const auto database = SqliteDatabase::open(path).value();
    OfficeAtWork office(*database);
    office.reserve(office.planned(), SlotSet::of({0}));
    EXPECT_EQ(testing::history(*database).size(), 3U);
    EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
  }
}

}  // namespace
}  // namespace creneau
