#include <gmock/gmock.h>

#include "postgres/a_server.hpp"
#include "vectors/scenario.hpp"
#include "vectors/scenario_files.hpp"

namespace creneau::vectors {
namespace {

class ScenariosOnPostgres : public ::testing::TestWithParam<std::string> {};

TEST_P(ScenariosOnPostgres, Hold) {
  const Scenario scenario(GetParam());
  const auto database = PostgresDatabase::open(testing::fresh_database()).value();
  ASSERT_TRUE(database->put(directory_rows(scenario.world)));
  run(scenario.steps, scenario.world, *database, *database, *database);
  EXPECT_TRUE(database->check().value().empty());
}

INSTANTIATE_TEST_SUITE_P(Vectors, ScenariosOnPostgres, ::testing::ValuesIn(scenario_names()),
                         [](const auto& scenario) { return scenario.param; });

}  // namespace
}  // namespace creneau::vectors
