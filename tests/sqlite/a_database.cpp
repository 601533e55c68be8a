#include "database/a_database.hpp"

#include "creneau/sqlite/sqlite.hpp"
#include "sqlite/connection.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {

namespace {

class AFile final : public ADatabase {
 public:
  Database& operator*() override { return *database_; }

  std::vector<std::string> places_of(std::string_view text) override {
    const auto shell =
        sqlite::Connection::open(path_, sqlite::Connection::Mode::read_only, false).value();
    auto query = shell
                     ->statement(
                         "SELECT t.name || '.' || c.name, 'SELECT count(*) FROM ' || t.name"
                         " || ' WHERE instr(' || c.name || ', ?)'"
                         " FROM sqlite_schema t, pragma_table_info(t.name) c"
                         " WHERE t.type = 'table'")
                     .value();
    std::vector<std::string> places;
    while (query.next().value()) {
      auto count = shell->statement(std::string(query.text(1))).value();
      (void)count.bind(text).next().value();
      for (std::int64_t row = 0; row < count.number(0); ++row) places.emplace_back(query.text(0));
    }
    return places;
  }

 private:
  TemporaryFolder folder_;
  std::string path_ = folder_.path() / "planning.db";
  std::unique_ptr<SqliteDatabase> database_ = SqliteDatabase::open(path_, {.create = true}).value();
};

}  // namespace

std::unique_ptr<ADatabase> a_database() {
  return std::make_unique<AFile>();
}

}  // namespace creneau::testing
