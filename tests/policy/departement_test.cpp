#include "creneau/model/departement.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace creneau {
namespace {

TEST(Departement, AreThoseOfTheOfficialCode) {
  std::set<std::string> expected{"2A", "2B", "986", "987", "988"};
  for (int number = 1; number <= 95; ++number)
    if (number != 20) expected.insert((number < 10 ? "0" : "") + std::to_string(number));
  for (int number = 971; number <= 978; ++number) expected.insert(std::to_string(number));
  std::set<std::string> found;
  for (std::size_t index = 0; index < Departement::kCount; ++index)
    found.emplace(Departement::from_index(index).code());
  EXPECT_EQ(found, expected);
  EXPECT_EQ(Departement::kCount, 107U);
}

TEST(Departement, IsFoundByItsCodeAndByItsIndex) {
  for (std::size_t index = 0; index < Departement::kCount; ++index) {
    const Departement departement = Departement::from_index(index);
    EXPECT_EQ(departement.index(), index);
    EXPECT_EQ(Departement::from_code(departement.code()), departement);
  }
}

TEST(Departement, AreOrderedByCode) {
  for (std::size_t index = 1; index < Departement::kCount; ++index) {
    const Departement before = Departement::from_index(index - 1);
    const Departement after = Departement::from_index(index);
    EXPECT_LT(before, after);
    EXPECT_LT(before.code(), after.code());
  }
}

TEST(Departement, OfNoSuchCodeDoesNotExist) {
  for (const char* code :
       {"",    "0",   "1",   "00",  "20",  "2a",  "2b",  "2C",  "96",  "97", "99",
        "970", "979", "984", "985", "989", "093", " 93", "93 ", "9 3", "XX", "é"})
    EXPECT_FALSE(Departement::from_code(code)) << code;
  EXPECT_FALSE(Departement::from_code(std::string_view("93\0", 3)));
}

TEST(DepartementSet, HoldsWhatWasInsertedAndNothingElse) {
  for (std::size_t one = 0; one < Departement::kCount; ++one) {
    DepartementSet set;
    EXPECT_TRUE(set.empty());
    set.insert(Departement::from_index(one));
    EXPECT_FALSE(set.empty());
    for (std::size_t other = 0; other < Departement::kCount; ++other)
      EXPECT_EQ(set.contains(Departement::from_index(other)), one == other);
  }
}

TEST(DepartementSet, IsVisitedInOrderOfTheCodes) {
  DepartementSet set;
  for (const char* code : {"988", "2B", "01", "93", "2A", "93"})
    set.insert(*Departement::from_code(code));
  std::vector<std::string> visited;
  set.for_each([&](Departement departement) { visited.emplace_back(departement.code()); });
  EXPECT_THAT(visited, ::testing::ElementsAre("01", "2A", "2B", "93", "988"));
}

}  // namespace
}  // namespace creneau
