#include <gmock/gmock.h>

#include "creneau/policy/entry_texts.hpp"
#include "database/a_database.hpp"
#include "support/departement_93.hpp"

namespace creneau {
namespace {

using testing::k75;
using testing::k93;

class KeptDirectory : public ::testing::Test {
 protected:
  KeptDirectory() { EXPECT_TRUE(database->put(testing::directory_rows())); }

  template <class Row>
  static DirectoryRows only(std::vector<Row> DirectoryRows::* kind, Row row) {
    DirectoryRows rows;
    (rows.*kind).push_back(std::move(row));
    return rows;
  }
  /// The `index`-th of its kind as it stands in the directory.
  template <class Row>
  static Row known(std::vector<Row> DirectoryRows::* kind, std::size_t index) {
    return (testing::directory_rows().*kind)[index];
  }
  [[nodiscard]] ErrorCode refused(const DirectoryRows& rows) {
    const auto taken = database->put(rows);
    EXPECT_FALSE(taken);
    return taken ? ErrorCode::conflict : taken.error().code;
  }
  /// Two that bear one reference of another system.
  template <class Row>
  DirectoryRows with_one_reference(std::vector<Row> DirectoryRows::* kind) {
    DirectoryRows rows;
    for (const std::size_t index : {0U, 1U}) {
      (rows.*kind).push_back(known(kind, index));
      (rows.*kind).back().external_ref = "R-1";
    }
    return rows;
  }

  std::unique_ptr<testing::ADatabase> kept = testing::a_database();
  Database* database = &**kept;
};

TEST_F(KeptDirectory, ASchoolRewrittenByItsIdUnderAnotherKeyIsChangedAndNotAdded) {
  School school = known(&DirectoryRows::schools, 0);
  school.aurige_id = "AE-93-100";
  const DirectoryTaken taken = database->put(only(&DirectoryRows::schools, school)).value();
  EXPECT_EQ(taken.added, 0);
  EXPECT_EQ(taken.changed, 1);
  EXPECT_EQ(database->schools({}).value().size(), 3U);
}

TEST_F(KeptDirectory, WhatIsFoundByItsKeyIsChangedAndAnythingElseIsAdded) {
  School school = known(&DirectoryRows::schools, 1);
  school.id = {};
  School other;
  other.id = {17};
  other.name = "Auto-école 93-017";
  other.aurige_id = "AE-93-017";
  DirectoryRows rows;
  rows.schools = {school, other};
  const DirectoryTaken taken = database->put(rows).value();
  EXPECT_EQ(taken.added, 1);
  EXPECT_EQ(taken.changed, 1);
}

TEST_F(KeptDirectory, AnEntryWhoseTextCannotBeLookedUpOrShownIsRefused) {
  for (const std::string& text : {std::string(kMaxEntryText + 1, 'A'), std::string("AE\0 1", 5),
                                  std::string("AE\n1"), std::string("AE\xFF")}) {
    School school = known(&DirectoryRows::schools, 0);
    school.aurige_id = text;
    EXPECT_EQ(refused(only(&DirectoryRows::schools, school)), ErrorCode::bad_text);
    Inspector inspector = known(&DirectoryRows::inspectors, 0);
    inspector.external_ref = text;
    EXPECT_EQ(refused(only(&DirectoryRows::inspectors, inspector)), ErrorCode::bad_text);
  }
  // What cannot be compressed is as long in an index as it is.
  School school = known(&DirectoryRows::schools, 0);
  school.aurige_id.clear();
  for (std::uint32_t number = 1; school.aurige_id.size() < kMaxEntryText; ++number)
    school.aurige_id += static_cast<char>('!' + number * 2'654'435'761U % 94);
  EXPECT_TRUE(database->put(only(&DirectoryRows::schools, school)));
}

TEST_F(KeptDirectory, ASecondEntryWithOneKeyIsRefused) {
  Centre centre = known(&DirectoryRows::centres, 0);
  centre.id = {9};
  EXPECT_EQ(refused(only(&DirectoryRows::centres, centre)), ErrorCode::duplicate_reference);
  centre.departement = k75;
  EXPECT_TRUE(database->put(only(&DirectoryRows::centres, centre)))
      << "of one name, in another département";
  Office office = known(&DirectoryRows::offices, 0);
  office.id = {9};
  EXPECT_EQ(refused(only(&DirectoryRows::offices, office)), ErrorCode::duplicate_reference);
  School school = known(&DirectoryRows::schools, 0);
  school.id = {9};
  EXPECT_EQ(refused(only(&DirectoryRows::schools, school)), ErrorCode::duplicate_reference);
  Inspector inspector = known(&DirectoryRows::inspectors, 0);
  inspector.id = {9};
  EXPECT_EQ(refused(only(&DirectoryRows::inspectors, inspector)), ErrorCode::duplicate_reference);
}

TEST_F(KeptDirectory, ASecondEntryWithOneReferenceIsRefused) {
  EXPECT_EQ(refused(with_one_reference(&DirectoryRows::offices)), ErrorCode::duplicate_reference);
  EXPECT_EQ(refused(with_one_reference(&DirectoryRows::schools)), ErrorCode::duplicate_reference);
  EXPECT_EQ(refused(with_one_reference(&DirectoryRows::inspectors)),
            ErrorCode::duplicate_reference);
  EXPECT_EQ(refused(with_one_reference(&DirectoryRows::centres)), ErrorCode::duplicate_reference);
}

TEST_F(KeptDirectory, AnIdBelowZeroIsRefused) {
  Centre centre = known(&DirectoryRows::centres, 0);
  centre.id = {-1};
  EXPECT_EQ(refused(only(&DirectoryRows::centres, centre)), ErrorCode::bad_argument);
}

TEST_F(KeptDirectory, PunctuationAloneFindsNoSchoolAndNoTextFindsAll) {
  for (const char* text : {".", "?", " ", "-'-"})
    EXPECT_THAT(database->find_schools(text, 10).value(), ::testing::IsEmpty()) << text;
  EXPECT_EQ(database->find_schools("", 10).value().size(), 3U);
  EXPECT_EQ(database->find_schools("ecole", 10).value().size(), 3U);
}

}  // namespace
}  // namespace creneau
