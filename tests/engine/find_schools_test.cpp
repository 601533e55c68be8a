#include "engine/engine_test.hpp"

// How names are folded: tests/policy/name_matching_test.cpp.

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FindingSchools : public EngineTest {
 protected:
  FindingSchools() {
    add(11, "Auto-école du Château", "17");
    add(12, "Chœur de Ville", "18");
    add(13, "Château", "19");
    add(14, "Conduite 17", "20");
  }
  void add(std::int64_t id, std::string name, std::string aurige_id, bool active = true) {
    office.directory.add(School{{id}, std::move(name), std::move(aurige_id), {}, {}, active, {}});
  }
  [[nodiscard]] std::vector<std::int64_t> found(std::string_view text,
                                                std::size_t limit = 20) const {
    std::vector<std::int64_t> ids;
    const auto schools = queries.find_schools(office.call.actor, k93, text, limit).value();
    for (const School& school : schools) ids.push_back(school.id.value);
    return ids;
  }
  [[nodiscard]] result<School> named(std::string_view text) const {
    return queries.school_named(office.call.actor, k93, text);
  }
  Queries queries{office.engine};
};

TEST_F(FindingSchools, ByAPartOfTheNameWhateverCaseAccentsAndLigatures) {
  EXPECT_THAT(found("CHATEAU"), ElementsAre(11, 13));
  EXPECT_THAT(found("choeur"), ElementsAre(12));
  EXPECT_THAT(found("ville ur"), ElementsAre(12));
  EXPECT_THAT(found("absent"), IsEmpty());
}

TEST_F(FindingSchools, ByTheAurigeIdAloneWhereItIsExactlyOne) {
  EXPECT_THAT(found("17"), ElementsAre(11));
  EXPECT_THAT(found("7"), ElementsAre(14));
  EXPECT_THAT(found("AE-93-001"), ElementsAre(1));
}

TEST_F(FindingSchools, WithoutATextGivesAllByName) {
  EXPECT_THAT(found(""), ElementsAre(1, 2, 3, 11, 13, 12, 14));
  add(15, "Sans numéro", "");
  EXPECT_THAT(found("").size(), 8U) << "no Aurige id is nobody's name";
}

TEST_F(FindingSchools, GivesAtMostAsManyAsAskedFor) {
  EXPECT_THAT(found("", 2), ElementsAre(1, 2));
  EXPECT_THAT(found("", 0), IsEmpty());
}

TEST_F(FindingSchools, ShowsInactiveOnesToo) {
  EXPECT_THAT(found("93-003"), ElementsAre(3));
}

TEST_F(FindingSchools, ByNameMeansTheOnlyMatch) {
  EXPECT_EQ(named("choeur").value().id, SchoolId{12});
  EXPECT_EQ(named("20").value().id, SchoolId{14});
}

TEST_F(FindingSchools, ByNameMeansTheOnlyOneOfExactlyThatName) {
  EXPECT_EQ(named("château").value().id, SchoolId{13});
  add(16, "CHATEAU", "21");
  EXPECT_EQ(named("château").error().code, ErrorCode::ambiguous_school);
}

TEST_F(FindingSchools, ByAnAmbiguousNameListsTheCandidates) {
  const auto refused = named("au");
  ASSERT_FALSE(refused);
  Error why = Error{ErrorCode::ambiguous_school}.with_text("au");
  for (const std::int64_t id : {1, 2, 3, 11, 13}) why.subjects.push_back(SchoolId{id});
  EXPECT_EQ(in_words(refused.error()), in_words(why));
}

TEST_F(FindingSchools, ByAnAmbiguousNameListsNoMoreThanTwenty) {
  for (std::int64_t id = 100; id < 150; ++id)
    add(id, "École " + std::to_string(id), "x" + std::to_string(id));
  EXPECT_EQ(named("ecole 1").error().subjects.size(), 20U);
}

TEST_F(FindingSchools, ByANameThatNobodyHasNamesIt) {
  const auto refused = named("absent");
  ASSERT_FALSE(refused);
  EXPECT_EQ(in_words(refused.error()),
            in_words(Error{ErrorCode::unknown_school}.with_text("absent")));
}

}  // namespace
}  // namespace creneau::testing
