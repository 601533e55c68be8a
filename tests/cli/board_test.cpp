#include "cli/office_desk.hpp"

namespace creneau::cli_tests {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;

constexpr const char* kBlue = "\x1B[97;44m";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char letter : text) {
    if (letter == '\n')
      lines.emplace_back();
    else
      lines.back() += letter;
  }
  lines.pop_back();
  return lines;
}

/// Columns of a terminal: code points, without colours.
std::size_t width_of(const std::string& line) {
  std::size_t width = 0;
  for (std::size_t place = 0; place < line.size(); ++place) {
    if (line[place] == '\x1B')
      place = line.find('m', place);
    else if ((static_cast<unsigned char>(line[place]) & 0xC0U) != 0x80U)
      ++width;
  }
  return width;
}

std::vector<std::size_t> widths_of(const std::string& text) {
  std::vector<std::size_t> widths;
  for (const std::string& line : lines_of(text)) widths.push_back(width_of(line));
  return widths;
}

class Board : public Desk {
 protected:
  Board() {
    open_office();
    const std::string session = planned("2026-06-17");
    reserve(session, "1-2");
    EXPECT_EQ(office({"slots", "block", slot(session, "6"), "--reason", "other"}).exit, 0);
    EXPECT_EQ(office({"sessions", "create", "--inspector", "93-08", "--from", "2026-06-15"}).exit,
              0);
  }
};

TEST_F(Board, DrawsTheWeekAsTheOfficeSeesIt) {
  EXPECT_EQ(office({"board", "2026-W25", "--width", "120"}).out,
            "Semaine 2026-W25 · unités non attribuées : 4\n"
            "      lundi 15 juin 2026     mardi 16 juin 2026     mercredi 17 juin 2026  jeudi 18 "
            "juin 2026     vendredi 19 juin 2026\n"
            "93-07                                               CE Rosny\n"
            "                                                    □■■□□□×\n"
            "                                                    09:00 Auto-école\n"
            "                                                    93-012\n"
            "93-08 08:30 disponible\n"
            "      13:30 disponible\n"
            "□ libre  ■ réservé  × indisponible\n");
}

TEST_F(Board, FitsItsWidth) {
  for (const std::size_t width : {80UL, 120UL, 200UL})
    EXPECT_THAT(widths_of(office({"board", "2026-W25", "--width", std::to_string(width)}).out),
                Each(Le(width)))
        << width;
}

TEST_F(Board, ShowsReservedSlotsInBlueWhereATerminalWatches) {
  const Ran watched = office({"board", "2026-W25"}, {.terminal = true, .columns = 100});
  EXPECT_EQ(watched.exit, 0);
  EXPECT_THAT(watched.out, HasSubstr(std::string(kBlue) + "■"));
  EXPECT_THAT(watched.out, HasSubstr(std::string(kBlue) + "09:00"));
  EXPECT_THAT(widths_of(watched.out), Each(Le(100U)));
  EXPECT_THAT(office({"board", "2026-W25"}).out, Not(HasSubstr("\x1B")));
  EXPECT_THAT(office({"board", "2026-W25", "--colour", "always"}).out, HasSubstr(kBlue));
  EXPECT_THAT(office({"board", "2026-W25", "--colour", "never"}, {.terminal = true}).out,
              Not(HasSubstr("\x1B")));
}

TEST_F(Board, OfAWeekWithoutSessionsSaysSo) {
  EXPECT_THAT(office({"board", "2026-W30"}).out, HasSubstr("Aucune session cette semaine.\n"));
}

TEST_F(Board, NamesEveryDayThatHasASession) {
  ASSERT_EQ(office({"sessions", "create", "--inspector", "93-07", "--from", "2026-06-20", "--days",
                    "sat"})
                .exit,
            0);
  EXPECT_THAT(office({"board", "2026-W25", "--width", "200"}).out,
              HasSubstr("samedi 20 juin 2026"));
}

TEST_F(Board, ItsJsonHasTheSessionsAndTheUnits) {
  const Json board = json("office:1", {"board", "2026-W25"});
  EXPECT_EQ(board.at("rows").size(), 3U);
  EXPECT_EQ(board.at("units").at("total").at("unassigned"), 4);
  EXPECT_EQ(board.at("units"), json("office:1", {"week", "2026-W25"}));
}

TEST_F(Board, ColumnsOfTablesAlignDespiteAccents) {
  const auto lines = lines_of(office({"slots", "list"}).out);
  ASSERT_GT(lines.size(), 3U);
  const auto column = [](const std::string& line, const std::string& text) {
    return width_of(line.substr(0, line.find(text)));
  };
  EXPECT_EQ(column(lines[1], "libre"), column(lines[2], "réservé"));
  EXPECT_EQ(column(lines[1], "libre"), column(lines[0], "statut"));
  EXPECT_EQ(column(lines[2], "Auto-école"), column(lines[0], "auto-école"));
}

TEST_F(Board, AnAccentThatIsALetterOfItsOwnTakesNoColumn) {
  write("mac.csv",
        "RaisonSociale,IdAurige,Mail\nAuto-e\xCC\x81"
        "cole 93-020,AE93020,x@example.org\n");
  ASSERT_EQ(run_operator({"import", "directory", "mac.csv"}).exit, 0);
  const auto lines = lines_of(office({"schools", "find", "93-020"}).out);
  ASSERT_EQ(lines.size(), 2U);
  // The mark is a code point, but no column.
  EXPECT_EQ(width_of(lines[1].substr(0, lines[1].find("x@"))),
            width_of(lines[0].substr(0, lines[0].find("courriel"))) + 1);
}

}  // namespace
}  // namespace creneau::cli_tests
