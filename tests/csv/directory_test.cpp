#include "creneau/csv/directory.hpp"

#include "creneau/policy/entry_texts.hpp"
#include "csv/reading.hpp"

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

DirectoryRows directory_rows_of(std::string_view bytes) {
  csv::Faults faults;
  auto rows = csv::read_directory(bytes, faults);
  EXPECT_THAT(faults, IsEmpty());
  return rows ? std::move(rows.assume_value()) : DirectoryRows{};
}

csv::Faults directory_faults_of(std::string_view bytes) {
  csv::Faults faults;
  const auto rows = csv::read_directory(bytes, faults);
  EXPECT_FALSE(rows) << "it was read";
  if (!rows && !faults.empty()) {
    EXPECT_EQ(rows.assume_error(), faults.front().error);
  }
  return faults;
}

TEST(SchoolsFile, GivesASchoolForEachRow) {
  const auto rows = directory_rows_of(
      "Id,RaisonSociale,IdAurige,Mail,Categories,Actif,Reference\n"
      "7,Auto-école 93-012,AE12,ecole@example.org,C/CE be,Non,ref\n"
      ",Auto-école 93-013,AE13,,,,\n");
  ASSERT_THAT(rows.schools, SizeIs(2));
  School expected{{7}, "Auto-école 93-012", "AE12", "ecole@example.org", {}, false, "ref"};
  for (const Category category : {Category::c, Category::ce, Category::be})
    expected.categories.insert(category);
  EXPECT_EQ(rows.schools[0], expected);
  EXPECT_EQ(rows.schools[1], (School{{}, "Auto-école 93-013", "AE13", {}, {}, true, {}}));
}

TEST(SchoolsFile, NeedsNoColumnsButTheNameAndTheAurigeId) {
  EXPECT_THAT(directory_rows_of("Nom;Aurige\nAuto-école 93-012;AE12\n").schools, SizeIs(1));
  const auto faults = directory_faults_of("RaisonSociale,Mail\nx,y\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(1, 0, ErrorCode::missing_column)));
  EXPECT_EQ(faults[0].error.text, "IdAurige");
  EXPECT_EQ(directory_faults_of("Aurige,Mail\nx,y\n").front().error.text, "RaisonSociale");
}

TEST(OfficesFile, GivesAnOfficeForEachRow) {
  const auto rows = directory_rows_of(
      "Id,Nom,Mail,Telephone,Departements\n1,BER 93,ber@example.org,'+33 1 00 00 00 00,93 2A\n");
  ASSERT_THAT(rows.offices, SizeIs(1));
  EXPECT_EQ(rows.offices[0].phone, "+33 1 00 00 00 00");
  EXPECT_TRUE(rows.offices[0].departements.contains(k93));
  EXPECT_TRUE(rows.offices[0].departements.contains(*Departement::from_code("2A")));
}

TEST(CentresFile, GivesACentreForEachRow) {
  const auto rows =
      directory_rows_of("Nom,Lieu,Departement,Categories\nRosny,\"Rosny, parking\",93,CE\n");
  ASSERT_THAT(rows.centres, SizeIs(1));
  EXPECT_EQ(rows.centres[0].place, "Rosny, parking");
  EXPECT_EQ(rows.centres[0].departement, k93);
}

TEST(InspectorsFile, HasARowForEachPosting) {
  const auto rows = directory_rows_of(
      "Matricule,Nom,Categories,Departement,Du,Au\n"
      "93-07,IPCSR 93-07,CE,75,01/07/26,\n"
      "93-08,IPCSR 93-08,,,,\n"
      "93-07,IPCSR 93-07,CE,93,,30/06/2026\n");
  ASSERT_THAT(rows.inspectors, SizeIs(2));
  EXPECT_THAT(rows.inspectors[0].postings,
              ElementsAre(Posting{k93, {kFirstDate, make_date(2026, 6, 30)}},
                          Posting{k75, {make_date(2026, 7, 1), kLastDate}}));
  EXPECT_THAT(rows.inspectors[1].postings, IsEmpty());
}

TEST(InspectorsFile, WithPostingsThatOverlapIsRefused) {
  const auto faults = directory_faults_of(
      "Matricule,Departement,Du,Au\n93-07,93,,30/06/26\n93-08,75,01/06/26,\n"
      "93-07,75,30/06/26,\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(4, 3, ErrorCode::posting_overlap)));
  EXPECT_EQ(faults[0].error.limit, 2);
  EXPECT_EQ(faults[0].error.text, "93-07");
}

TEST(InspectorsFile, WhoseRowsOfOneMatriculeSpeakOfTwoPeopleIsRefused) {
  EXPECT_THAT(
      directory_faults_of("Matricule,Nom,Departement,Du,Au\n93-07,IPCSR 93-07,93,,30/06/26\n"
                          "93-07,IPCSR 93-08,75,01/07/26,\n"),
      ElementsAre(FaultAt(3, 1, ErrorCode::duplicate_reference)));
}

TEST(InspectorsFile, WithImpossibleDatesIsRefused) {
  EXPECT_THAT(directory_faults_of("Matricule,Departement,Du,Au\n93-07,93,29/02/2026,\n"),
              ElementsAre(FaultAt(2, 3, ErrorCode::bad_date)));
}

TEST(InspectorsFile, WithAPostingThatEndsBeforeItBeginsIsRefused) {
  const auto faults =
      directory_faults_of("Matricule,Departement,Du,Au\n93-08,93,02/07/26,01/07/26\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 4, ErrorCode::end_before_start)));
  EXPECT_EQ(faults[0].error.text, "02/07/26 – 01/07/26");
}

TEST(DirectoryFile, WithAnEmptyCellThatMustNotBeNamesItsColumn) {
  const auto faults = directory_faults_of("RaisonSociale,IdAurige\n,AE1\nAuto-école 93-002,\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 1, ErrorCode::missing_value),
                                  FaultAt(3, 2, ErrorCode::missing_value)));
  EXPECT_EQ(faults[0].error.text, "RaisonSociale");
  EXPECT_EQ(faults[1].error.text, "IdAurige");
}

TEST(DirectoryFile, WhoseHeadingsAreOfAnotherEncodingSaysNothingElse) {
  EXPECT_THAT(directory_faults_of("Matricule,D\xE9partement\n93-07,\n"),
              ElementsAre(FaultAt(1, 2, ErrorCode::bad_encoding)));
}

TEST(DirectoryFile, SaysEveryFaultWithLineAndColumn) {
  const auto faults = directory_faults_of(
      "Id,RaisonSociale,IdAurige,Mail,Categories,Actif\n"
      "x,Auto-école 93-001,AE1,ecole.example.org,CE Z,peut-être\n"
      "0,,AE2,a@example.org,,\n"
      "3,Auto-école 93-003,,\"a@example.org\r\nBcc: b@example.org\",,\n"
      "4,\"Auto-école\t93-004\",AE4,a@b@example.org,,\n");
  EXPECT_THAT(
      faults,
      ElementsAre(FaultAt(2, 1, ErrorCode::bad_argument), FaultAt(2, 4, ErrorCode::bad_address),
                  FaultAt(2, 5, ErrorCode::bad_argument), FaultAt(2, 6, ErrorCode::bad_argument),
                  FaultAt(3, 1, ErrorCode::bad_argument), FaultAt(3, 2, ErrorCode::missing_value),
                  FaultAt(4, 3, ErrorCode::missing_value), FaultAt(4, 4, ErrorCode::bad_address),
                  FaultAt(6, 2, ErrorCode::bad_text), FaultAt(6, 4, ErrorCode::bad_address)));
  EXPECT_EQ(faults[1].cell, "ecole.example.org");
}

TEST(DirectoryFile, WithATextThatNoDatabaseCouldLookUpIsRefused) {
  EXPECT_THAT(directory_faults_of("RaisonSociale,IdAurige\nAuto-école 93-001," +
                                  std::string(kMaxEntryText + 1, 'A') + "\n"),
              ElementsAre(FaultAt(2, 2, ErrorCode::bad_text)));
}

TEST(DirectoryFile, ThatNamesUnknownDepartementsIsRefused) {
  EXPECT_THAT(directory_faults_of("Nom,Mail,Departements\nBER,,93 20\n"),
              ElementsAre(FaultAt(2, 3, ErrorCode::bad_argument)));
  EXPECT_THAT(directory_faults_of("Nom,Lieu,Departement\nRosny,,\n"),
              ElementsAre(FaultAt(2, 3, ErrorCode::missing_value)));
}

TEST(DirectoryFile, InWhichTwoEntitiesBearOneReferenceIsRefused) {
  const auto schools = directory_faults_of(
      "Id,RaisonSociale,IdAurige,Reference\n1,a,AE1,r\n2,b,AE1,\n01,c,AE3,\n4,d,AE4,r\n");
  ASSERT_THAT(schools, ElementsAre(FaultAt(3, 3, ErrorCode::duplicate_reference),
                                   FaultAt(4, 1, ErrorCode::duplicate_reference),
                                   FaultAt(5, 4, ErrorCode::duplicate_reference)));
  EXPECT_EQ(schools[0].error.limit, 2);
  EXPECT_THAT(directory_faults_of(
                  "Nom,Lieu,Departement\nSaint-Denis,,93\nSaint-Denis,,974\nSAINT DENIS,,93\n"),
              ElementsAre(FaultAt(4, 1, ErrorCode::duplicate_reference)));
  EXPECT_THAT(directory_faults_of("Nom,Mail,Departements\nBER 93,,93\nber 93,,75\n"),
              ElementsAre(FaultAt(3, 1, ErrorCode::duplicate_reference)));
}

TEST(DirectoryFile, WithFaultsOfItsTableStillHasTheOthersSaid) {
  EXPECT_THAT(directory_faults_of("Nom,Mail,Departements\nBER 93,x,93\nBER 75,\n"),
              ElementsAre(FaultAt(2, 2, ErrorCode::bad_address),
                          FaultAt(3, 3, ErrorCode::wrong_cell_count)));
}

TEST(DirectoryFile, WithTheSameHeadingTwiceIsRefused) {
  const auto faults = directory_faults_of("Matricule,Inspecteur,Departement\na,b,93\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(1, 2, ErrorCode::duplicate_column)));
  EXPECT_EQ(faults[0].error.text, "Matricule");
  EXPECT_EQ(faults[0].error.limit, 1);
  EXPECT_EQ(faults[0].error.actual, 2);
}

TEST(DirectoryFile, WithContentUnderNoHeadingIsRefused) {
  EXPECT_THAT(directory_rows_of("Nom,Lieu,Departement,\nRosny,x,93,\n").centres, SizeIs(1));
  EXPECT_THAT(directory_faults_of("Nom,Lieu,Departement,\nRosny,x,93,y\n"),
              ElementsAre(FaultAt(2, 4, ErrorCode::nameless_column)));
}

TEST(DirectoryFile, ThatIsAPlanningOrNothingKnownIsRefused) {
  const auto faults = directory_faults_of("Date,Heure\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(1, 0, ErrorCode::bad_file)));
  EXPECT_EQ(faults[0].error.text, "Date, Heure");
  EXPECT_THAT(directory_faults_of("\nPrix\n1\n"), ElementsAre(FaultAt(2, 0, ErrorCode::bad_file)));
}

TEST(WrittenDirectory, IsReadBackAsItWas) {
  DirectoryRows rows = directory_rows();
  rows.schools[0].name = "=HYPERLINK(\"http://example.org\")";
  rows.schools[0].external_ref = "'-1";
  rows.schools[1].name = " \"L'école\"; C, CE ";
  rows.schools[1].categories.insert(Category::c1e);
  rows.offices[0].phone = "+33 1 00 00 00 00";
  rows.inspectors[0].postings = {{k93, {kFirstDate, make_date(2026, 6, 30)}},
                                 {k75, {make_date(2026, 7, 1), make_date(2026, 12, 31)}}};
  rows.inspectors[1].postings.clear();
  for (const char separator : {',', ';', '\t'}) {
    const csv::Style style{separator, separator == ';'};
    EXPECT_EQ(directory_rows_of(csv::write_offices(rows.offices, style)).offices, rows.offices);
    EXPECT_EQ(directory_rows_of(csv::write_schools(rows.schools, style)).schools, rows.schools);
    EXPECT_EQ(directory_rows_of(csv::write_inspectors(rows.inspectors, style)).inspectors,
              rows.inspectors);
    EXPECT_EQ(directory_rows_of(csv::write_centres(rows.centres, style)).centres, rows.centres);
  }
}

}  // namespace
}  // namespace creneau::testing
