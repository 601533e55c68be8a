#include "csv/table.hpp"

#include "csv/reading.hpp"

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The cells of the rows below the headings of a file without a fault.
std::vector<std::vector<std::string>> rows_of(std::string_view bytes,
                                              csv::Encoding encoding = csv::Encoding::utf8) {
  csv::Faults faults;
  const csv::Table table = csv::read_table(bytes, encoding, faults).value();
  EXPECT_THAT(faults, IsEmpty());
  std::vector<std::vector<std::string>> rows;
  for (const csv::Row& row : table.rows) rows.push_back(row.cells);
  return rows;
}

csv::Faults faults_of(std::string_view bytes, std::size_t max_rows = 100) {
  csv::Faults faults;
  EXPECT_TRUE(csv::read_table(bytes, csv::Encoding::utf8, faults, max_rows));
  return faults;
}

TEST(Table, CommasSemicolonsAndTabsAreToldApartByTheHeadings) {
  EXPECT_THAT(rows_of("Nom,Lieu\nRosny,\"1;2\"\n"), ElementsAre(ElementsAre("Rosny", "1;2")));
  EXPECT_THAT(rows_of("Nom;Lieu\nRosny;1,5\n"), ElementsAre(ElementsAre("Rosny", "1,5")));
  EXPECT_THAT(rows_of("Nom\tLieu\nRosny\t1,5;\n"), ElementsAre(ElementsAre("Rosny", "1,5;")));
}

TEST(Table, SeparatorsWithinQuotedHeadingsDoNotCount) {
  EXPECT_THAT(rows_of("\"Nom, Prénom, Titre\";Lieu\na;b\n"), ElementsAre(ElementsAre("a", "b")));
}

TEST(Table, LinesEndWithLineFeedOrCarriageReturnOrBoth) {
  for (const char* file :
       {"A,B\n1,2\n3,4\n", "A,B\r\n1,2\r\n3,4\r\n", "A,B\r1,2\r3,4\r", "A,B\r\n1,2\r\n3,4"})
    EXPECT_THAT(rows_of(file), ElementsAre(ElementsAre("1", "2"), ElementsAre("3", "4")));
}

TEST(Table, AUtf8MarkIsNoPartOfTheFirstHeading) {
  csv::Faults faults;
  const auto table = csv::read_table(
                         "\xEF\xBB\xBF"
                         "A,B\n",
                         csv::Encoding::utf8, faults)
                         .value();
  EXPECT_THAT(table.headings.cells, ElementsAre("A", "B"));
}

TEST(Table, RowsOfSeparatorsAloneAreSkippedWhereverTheyStand) {
  csv::Faults faults;
  const auto table =
      csv::read_table(",,,\n\n;;\nA;B\n1;2\n;\n\n3;4\n;\n", csv::Encoding::utf8, faults).value();
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(table.headings.line, 4);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].line, 5);
  EXPECT_EQ(table.rows[1].line, 8);
}

TEST(Table, SpacesAroundACellAreDroppedUnlessItIsQuoted) {
  EXPECT_THAT(rows_of("A ,B\n  x ,\" y \"\n"), ElementsAre(ElementsAre("x", " y ")));
}

TEST(Table, AQuotedCellMayHoldQuotesSeparatorsAndLines) {
  EXPECT_THAT(rows_of("A,B\n\"a \"\"b\"\"\",\"c,\nd\"\n"),
              ElementsAre(ElementsAre("a \"b\"", "c,\nd")));
}

TEST(Table, LinesAreCountedThroughCellsOfSeveralLines) {
  csv::Faults faults;
  const auto table =
      csv::read_table("A,B\r\n\"1\r\n\r\n2\",x\r\n3,4\r\n", csv::Encoding::utf8, faults).value();
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].line, 2);
  EXPECT_EQ(table.rows[1].line, 5);
}

TEST(Table, ARowWithTooManyOrTooFewCellsIsAFaultAndTheOthersAreRead) {
  const auto faults = faults_of("A,B\n1,2\n1,2,3\n1\n1,2\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(3, 3, ErrorCode::wrong_cell_count),
                                  FaultAt(4, 2, ErrorCode::wrong_cell_count)));
  EXPECT_EQ(faults[0].error.limit, 2);
  EXPECT_EQ(faults[0].error.actual, 3);
  EXPECT_EQ(faults[0].cell, "3");
  EXPECT_EQ(faults[1].error.actual, 1);
}

TEST(Table, AQuoteThatIsNeverClosedIsAFaultWhereItsCellBegins) {
  const auto faults = faults_of("A,B\n1,2\n1,\"Rosny\n3,4\n5,6\n");
  EXPECT_THAT(faults, ElementsAre(FaultAt(3, 2, ErrorCode::bad_quote)));
}

TEST(Table, AQuoteInTheMiddleOfACellIsAFaultWhereTheCellBegins) {
  EXPECT_THAT(faults_of("A,B\n1,2\n1,Rosny \"Nord\"\n"),
              ElementsAre(FaultAt(3, 2, ErrorCode::bad_quote)));
  EXPECT_THAT(faults_of("A,B\n\"Rosny\n1,\"Bobigny\",2\n"),
              ElementsAre(FaultAt(2, 1, ErrorCode::bad_quote)));
}

TEST(Table, BytesThatAreNotUtf8AreAFaultOfTheirCell) {
  const auto faults = faults_of(
      "A,B\n1,Auto-\xE9"
      "cole\n\xC3\xA9,\xFF\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 2, ErrorCode::bad_encoding),
                                  FaultAt(3, 2, ErrorCode::bad_encoding)));
  EXPECT_EQ(faults[0].error.text, "UTF-8");
  EXPECT_EQ(faults[0].cell,
            "Auto-\xEF\xBF\xBD"
            "cole");
}

TEST(Table, ANulIsAFaultOfItsCell) {
  const auto faults = faults_of(std::string_view("A,B\n1,x\0y\n", 10));
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 2, ErrorCode::bad_text)));
  EXPECT_EQ(faults[0].error.text, "NUL");
}

TEST(Table, Utf16IsAFaultOfTheWholeFile) {
  const auto faults =
      faults_of(std::string_view("\xFF\xFE"
                                 "A\0,\0B\0",
                                 8));
  ASSERT_THAT(faults, ElementsAre(FaultAt(1, 0, ErrorCode::unsupported_encoding)));
  EXPECT_EQ(faults[0].error.text, "UTF-16");
}

TEST(Table, Windows1252IsReadWhereItIsSaid) {
  EXPECT_THAT(rows_of("Nom\nAuto-\xE9"
                      "cole \x80 \x9C\n",
                      csv::Encoding::windows_1252),
              ElementsAre(ElementsAre("Auto-école € œ")));
}

TEST(Table, AByteThatWindows1252DoesNotHaveIsAFault) {
  csv::Faults faults;
  (void)csv::read_table("A\n\x81\n", csv::Encoding::windows_1252, faults).value();
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 1, ErrorCode::bad_encoding)));
  EXPECT_EQ(faults[0].error.text, "Windows-1252");
}

TEST(Table, AUtf8MarkOverrulesTheEncodingThatIsSaid) {
  EXPECT_THAT(rows_of("\xEF\xBB\xBF"
                      "Nom\nécole\n",
                      csv::Encoding::windows_1252),
              ElementsAre(ElementsAre("école")));
}

TEST(Table, MoreRowsThanAnImportTakesAreAFaultAtTheFirstOneTooMany) {
  const auto faults = faults_of("A\n1\n2\n3\n4\n", 2);
  ASSERT_THAT(faults, ElementsAre(FaultAt(4, 0, ErrorCode::too_large)));
  EXPECT_EQ(faults[0].error.limit, 2);
}

TEST(Table, AnEmptyFileIsAFault) {
  for (const char* file : {"", "\n\n", ",,,\n", "\xEF\xBB\xBF"})
    EXPECT_THAT(faults_of(file), ElementsAre(FaultAt(1, 0, ErrorCode::empty_file)));
}

}  // namespace
}  // namespace creneau::testing
