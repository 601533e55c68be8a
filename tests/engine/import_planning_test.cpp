#include <gmock/gmock.h>

#include "creneau/memory/memory_storage.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {
namespace {

/// An operator who takes in one planned morning.
class ImportOfAMorning : public ::testing::Test {
 protected:
  ImportOfAMorning() {
    ImportPlanning::Item item;
    item.line = 2;
    item.inspector = {1};
    item.date = kMonday;
    item.hours = {Minutes{510}, Minutes{720}};
    item.centre = {1};
    item.category = Category::ce;
    item.grid = Grid{30, 1, 7};
    command.office = {1};
    command.sessions.push_back(item);
  }
  result<Receipt> import(std::string request = {}) {
    return office.engine.run({Actor::of_operator(), k93, std::move(request)}, command);
  }
  Grid& grid() { return *command.sessions.front().grid; }

  MemoryStorage storage;
  OfficeAtWork office{storage};
  ImportPlanning command;
};

TEST_F(ImportOfAMorning, GivesTheGridOfTheFile) {
  const Receipt receipt = import().value();
  EXPECT_EQ(receipt.changes.sessions.front().after->planning->grid, (Grid{30, 1, 7}));
}

TEST_F(ImportOfAMorning, IsRefusedWithUnitsOfNoLength) {
  grid().unit_minutes = 0;
  EXPECT_EQ(import().error().code, ErrorCode::grid_does_not_fit);
}

TEST_F(ImportOfAMorning, IsRefusedWithSlotsOfNoUnitsOrTooMany) {
  grid() = {30, 0, 7};
  EXPECT_EQ(import().error().code, ErrorCode::grid_does_not_fit);
  grid() = {1, 17, 7};
  EXPECT_EQ(import().error().code, ErrorCode::grid_does_not_fit);
}

TEST_F(ImportOfAMorning, UnderTheSameRequestWithAnotherGridIsOtherContent) {
  ASSERT_TRUE(import("import-1"));
  grid().slot_count = 6;
  EXPECT_EQ(import("import-1").error().code, ErrorCode::request_reused);
  grid() = {15, 2, 7};
  EXPECT_EQ(import("import-1").error().code, ErrorCode::request_reused);
}

}  // namespace
}  // namespace creneau::testing
