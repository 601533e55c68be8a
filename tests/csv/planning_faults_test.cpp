#include "creneau/memory/memory_storage.hpp"
#include "csv/reading.hpp"

namespace creneau::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A planning read from a file and refused because of what is there already.
class PlanningRefusedIn93 : public PlanningFileOf93 {
 protected:
  /// The faults of a file whose rows are all sound by themselves.
  csv::Faults faults_among_stored(const std::string& bytes) {
    auto file = csv::read_planning(bytes, directory, rules, options, faults);
    EXPECT_THAT(faults, IsEmpty());
    if (!file) return {};
    const Call call{Actor::of_operator(), k93, {}};
    const auto refused = office.engine.preview(call, file.assume_value().command);
    auto found = csv::faults_among(file.assume_value(), call, storage, office.directory, rules);
    EXPECT_EQ(refused.has_value(), found.value().empty());
    return found.value();
  }

  MemoryStorage storage;
  OfficeAtWork office{storage};
};

TEST_F(PlanningRefusedIn93, HasEveryFaultSaidWithItsLineAndColumn) {
  const SessionId monday = office.create();
  const SessionId tuesday = office.create({1}, kMonday + std::chrono::days{1});
  const auto found = faults_among_stored(
      "Centre,Departement,Matricule,Date,Heure\n"
      "Rosny,93,93-01,15/06/26,08:30\n"
      "Rosny,93,75-05,15/06/26,08:30\n"
      "Rosny,93,75-05,15/06/26,09:00\n"
      "Rosny,93,93-01,16/06/26,09:00\n"
      "Rosny,93,93-02,16/06/26,09:00\n");
  ASSERT_THAT(found, ElementsAre(FaultAt(2, 5, ErrorCode::session_overlap),
                                 FaultAt(3, 3, ErrorCode::posted_elsewhere),
                                 FaultAt(5, 5, ErrorCode::session_overlap)));
  EXPECT_THAT(found[0].error.subjects, Contains(Subject{monday}));
  EXPECT_THAT(found[2].error.subjects, Contains(Subject{tuesday}));
}

TEST_F(PlanningRefusedIn93, ByAnOfficeThatIsNotThereHasItSaidOfEachSession) {
  options.category = Category::c;
  options.office = {99};
  EXPECT_THAT(faults_among_stored("Centre,Departement,Matricule,Date,Heure\n"
                                  "Rosny,93,93-01,15/06/26,08:30\n"),
              ElementsAre(FaultAt(2, 0, ErrorCode::unknown_office)));
}

TEST_F(PlanningRefusedIn93, NoMoreHasNoFault) {
  EXPECT_THAT(faults_among_stored("Centre,Departement,Matricule,Date,Heure\n"
                                  "Rosny,93,93-01,15/06/26,08:30\n"),
              IsEmpty());
}

TEST(RepeatedFaults, AreSaidOnceWithTheirFirstPlaceAndHowOftenTheyAre) {
  csv::Faults faults;
  const auto unknown_centre = [&](int line, const char* name) {
    csv::add_fault(faults, line, 5, Error{ErrorCode::unknown_centre}.with_text(name), name);
  };
  unknown_centre(2, "Nulle part");
  unknown_centre(3, "Ailleurs");
  unknown_centre(4, "Nulle part");
  csv::add_fault(faults, 4, 3, Error{ErrorCode::unknown_inspector}.with_text("Nulle part"));
  unknown_centre(9, "Nulle part");
  const auto once = csv::without_repetitions(faults);
  ASSERT_THAT(once, SizeIs(3));
  EXPECT_THAT(once[0].first, FaultAt(2, 5, ErrorCode::unknown_centre));
  EXPECT_EQ(once[0].count, 3U);
  EXPECT_THAT(once[1].first, FaultAt(3, 5, ErrorCode::unknown_centre));
  EXPECT_EQ(once[1].count, 1U);
  EXPECT_THAT(once[2].first, FaultAt(4, 3, ErrorCode::unknown_inspector));
}

TEST_F(PlanningRefusedIn93, HasTheFaultsOfACentreSaidOfItsColumn) {
  Centre centre{{6}, "Pantin", "Pantin", k93, {}, {}};
  centre.categories.insert(Category::d);
  directory.add(centre);
  office.directory.add(centre);
  options.category = Category::ce;
  options.office = {1};
  EXPECT_THAT(faults_among_stored("Centre,Departement,Matricule,Date,Heure\n"
                                  "Pantin,93,93-01,15/06/26,08:30\n"
                                  "Saint-Denis (974),93,93-01,16/06/26,08:30\n"),
              ElementsAre(FaultAt(2, 1, ErrorCode::category_not_at_centre),
                          FaultAt(3, 1, ErrorCode::zone_mismatch)));
}

}  // namespace
}  // namespace creneau::testing
