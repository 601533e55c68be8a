#include <gmock/gmock.h>

#include "creneau/sqlite/sqlite.hpp"
#include "support/temporary_folder.hpp"
#include "vectors/scenario.hpp"
#include "vectors/scenario_files.hpp"

namespace creneau::vectors {
namespace {

class Scenarios : public ::testing::TestWithParam<std::string> {
 protected:
  const Scenario scenario{GetParam()};
  const nlohmann::json& world = scenario.world;
};

TEST_P(Scenarios, HoldOverMemory) {
  MemoryDirectory directory;
  const DirectoryRows rows = directory_rows(world);
  for (const Office& it : rows.offices) directory.add(it);
  for (const School& it : rows.schools) directory.add(it);
  for (const Inspector& it : rows.inspectors) directory.add(it);
  for (const Centre& it : rows.centres) directory.add(it);
  MemoryStorage storage;
  run(scenario.steps, world, storage, storage, directory);
}

TEST_P(Scenarios, HoldOverSqlite) {
  const testing::TemporaryFolder folder;
  const auto database =
      SqliteDatabase::open(folder.path() / "planning.db", {.create = true}).value();
  ASSERT_TRUE(database->put(directory_rows(world)));
  run(scenario.steps, world, *database, *database, *database);
  EXPECT_TRUE(database->check().value().empty());
}

INSTANTIATE_TEST_SUITE_P(Vectors, Scenarios, ::testing::ValuesIn(scenario_names()),
                         [](const auto& scenario) { return scenario.param; });

}  // namespace
}  // namespace creneau::vectors
