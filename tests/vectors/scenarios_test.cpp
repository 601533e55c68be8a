#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "creneau/sqlite/sqlite.hpp"
#include "support/temporary_folder.hpp"
#include "vectors/scenario.hpp"

namespace creneau::vectors {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(CRENEAU_TESTS_FOLDER) / "vectors";

nlohmann::json read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file);
}

std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder / "scenarios"))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Scenarios : public ::testing::TestWithParam<std::string> {
 protected:
  const nlohmann::json scenario = read(kFolder / "scenarios" / (GetParam() + ".json"));
  const nlohmann::json world =
      read(kFolder / "worlds" / (scenario.at("world").get<std::string>() + ".json"));
};

TEST_P(Scenarios, HoldOverMemory) {
  MemoryDirectory directory;
  const DirectoryRows rows = directory_rows(world);
  for (const Office& it : rows.offices) directory.add(it);
  for (const School& it : rows.schools) directory.add(it);
  for (const Inspector& it : rows.inspectors) directory.add(it);
  for (const Centre& it : rows.centres) directory.add(it);
  MemoryStorage storage;
  run(scenario, world, storage, storage, directory);
}

TEST_P(Scenarios, HoldOverSqlite) {
  const testing::TemporaryFolder folder;
  const auto database =
      SqliteDatabase::open(folder.path() / "planning.db", {.create = true}).value();
  ASSERT_TRUE(database->put(directory_rows(world)));
  run(scenario, world, *database, *database, *database);
  EXPECT_TRUE(database->check().value().empty());
}

INSTANTIATE_TEST_SUITE_P(Vectors, Scenarios, ::testing::ValuesIn(scenario_names()),
                         [](const auto& scenario) { return scenario.param; });

}  // namespace
}  // namespace creneau::vectors
