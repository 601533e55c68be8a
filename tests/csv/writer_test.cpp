#include "creneau/csv/writer.hpp"

#include <rapidcheck.h>

#include "csv/formula.hpp"
#include "csv/reading.hpp"
#include "csv/table.hpp"

namespace creneau::testing {
namespace {

std::string written(std::string_view text, char separator = ',') {
  std::string file;
  csv::RowWriter(file, {separator, false}) << csv::Text{text};
  return file;
}

/// What a reader makes of a text that was written beside another.
std::string read_back(std::string_view text, char separator) {
  std::string file;
  csv::RowWriter row(file, {separator, false});
  row.row({"Nom", "Lieu"});
  row << "x" << csv::Text{text};
  row.end_row();
  csv::Faults faults;
  const csv::Table table = csv::read_table(file, csv::Encoding::utf8, faults).value();
  if (!faults.empty() || table.rows.size() != 1) return "(not read)";
  return table.rows.front().cells.at(1);
}

TEST(WrittenText, ThatASpreadsheetWouldComputeIsGuardedByAnApostrophe) {
  EXPECT_EQ(written("=1+1"), "'=1+1");
  EXPECT_EQ(written("+33 1 00 00 00 00"), "'+33 1 00 00 00 00");
  EXPECT_EQ(written("-3"), "'-3");
  EXPECT_EQ(written("@SUM"), "'@SUM");
  EXPECT_EQ(written("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(written("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(written("=HYPERLINK(\"a\",\"b\")"), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
}

TEST(WrittenText, ThatIsHarmlessStaysAsItIs) {
  for (const char* text : {"Rosny", "93-07", "a=b", "'s-Gravenhage", "l'école", "'", ""})
    EXPECT_EQ(written(text), text);
}

TEST(WrittenText, ThatBeganWithApostrophesBeforeAFormulaComesBackWithThem) {
  EXPECT_EQ(written("'=1"), "''=1");
  EXPECT_EQ(read_back("'=1", ','), "'=1");
  EXPECT_EQ(read_back("''+1", ','), "''+1");
}

TEST(WrittenText, IsQuotedWhereAReaderWouldMistakeIt) {
  EXPECT_EQ(written("a,b"), "\"a,b\"");
  EXPECT_EQ(written("a;b"), "\"a;b\"");
  EXPECT_EQ(written("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(written("a\r\nb"), "\"a\r\nb\"");
  EXPECT_EQ(written(" a"), "\" a\"");
  EXPECT_EQ(written("a "), "\"a \"");
}

TEST(WrittenText, IsUtf8WhateverItWasMadeOf) {
  EXPECT_EQ(written("caf\xE9"), "caf\xEF\xBF\xBD");
  EXPECT_EQ(written(std::string_view("\0=1", 3)), "\xEF\xBF\xBD=1");
}

TEST(WrittenText, IsReadBackAsItWas) {
  EXPECT_TRUE(rc::check([] {
    const auto letters = rc::gen::elementOf(std::vector<std::string>{
        "=", "+", "-", "@", "'", "\t", "\r", "\n", "\"", ",", ";", " ", "a", "é", "€", "𝄞"});
    const auto pieces = *rc::gen::container<std::vector<std::string>>(letters);
    const char separator = *rc::gen::element(',', ';', '\t');
    std::string text;
    for (const std::string& piece : pieces) text += piece;
    RC_ASSERT(read_back(text, separator) == text);
  }));
}

}  // namespace
}  // namespace creneau::testing
