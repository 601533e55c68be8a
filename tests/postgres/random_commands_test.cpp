#include <gmock/gmock.h>

#include "postgres/a_server.hpp"
#include "random/match.hpp"
#include "support/figures.hpp"

namespace creneau::testing {
namespace {

/// Each operation is several round trips: fewer than over a file.
const std::size_t kOperations = figure<std::size_t>(30'000, 1'000'000);

/// Empties the planning of a database, as if it were new.
void empty_planning(const std::string& name) {
  a_server().run(
      "TRUNCATE creneau.session, creneau.reservation, creneau.slot, creneau.closure, creneau.event,"
      " creneau.request, creneau.notice, creneau.refusal, creneau.rule, creneau.rules_version;"
      "UPDATE creneau.departement SET number = 0, closures_number = 0, sessions = 0,"
      " reservations = 0, closures = 0, notices = 0, refusals = 0, purged = 0",
      name);
}

TEST(RandomCommandsOnPostgres, AreDecidedAsTheOracleAndTheMemoryDo) {
  const std::string uri = fresh_database();
  const std::string name = uri.substr(uri.rfind('/') + 1);
  const auto database = PostgresDatabase::open(uri).value();
  Dice dice(printed_seed());
  std::size_t done = 0;
  std::size_t accepted = 0;
  while (done < kOperations) {
    empty_planning(name);
    Steps steps(dice.below(800));
    for (std::uint64_t& step : steps) step = dice.below(SIZE_MAX);
    Match match(*database, *database);
    match.follow(std::make_unique<EngineOver<MemoryStorage>>(std::make_unique<MemoryStorage>(),
                                                             match.clock(), EngineOptions{}));
    const auto disagreement = match.play(steps);
    ASSERT_FALSE(disagreement.has_value()) << *disagreement;
    ASSERT_THAT(database->check().value(), ::testing::IsEmpty());
    done += match.operations();
    accepted += match.accepted();
  }
  std::cout << done << " operations, " << accepted << " accepted\n";
}

}  // namespace
}  // namespace creneau::testing
