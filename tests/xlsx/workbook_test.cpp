#include "creneau/xlsx/workbook.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "support/temporary_folder.hpp"
#include "xlsx/command.hpp"
#include "xlsx/small_planning.hpp"

namespace creneau::testing {
namespace {

using namespace std::string_literals;
using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kBlue = "1F5FBF";
const std::string kGrey = "D0D0D0";
const std::string kAvailable = "E6F2DF";
const std::string kPlanned = "DCE6F2";

/// Writes workbooks and has them read by another program.
class Workbook : public ::testing::Test {
 protected:
  /// Writes the small planning and reads it again.
  void write() {
    const auto written =
        xlsx::write_workbook(file(), options, pages_of(small_planning()), directory);
    ASSERT_TRUE(written) << name_of(written.error().code) << ' ' << written.error().text;
    read();
  }
  void read() {
    const Ran ran = run(std::string(CRENEAU_PYTHON) +
                        " " CRENEAU_TESTS_FOLDER "/xlsx/read_workbook.py " + file().string());
    ASSERT_EQ(ran.status, 0) << ran.output;
    book = json::parse(ran.output);
  }
  [[nodiscard]] std::filesystem::path file() const { return folder.path() / "planning.xlsx"; }
  [[nodiscard]] const json& sheet(const std::string& name) const {
    return book.at("sheets").at(name);
  }
  [[nodiscard]] const json& cell(const std::string& name, const std::string& place) const {
    return sheet(name).at("cells").at(place);
  }
  [[nodiscard]] std::string fill(const std::string& name, const std::string& place) const {
    return cell(name, place).at("fill").get<std::string>();
  }
  /// The values of a row from column A on.
  [[nodiscard]] std::vector<json> row(const std::string& name, int number, char last) const {
    std::vector<json> values;
    for (char column = 'A'; column <= last; ++column)
      values.push_back(cell(name, column + std::to_string(number)).at("value"));
    return values;
  }

  TemporaryFolder folder;
  MemoryDirectory directory = directory_with_a_formula();
  xlsx::WorkbookOptions options = options_of_the_week();
  json book;
};

TEST_F(Workbook, HasASheetForEachWeekOneOfRowsAndOneOfUnits) {
  options.period.last += std::chrono::days{7};
  write();
  EXPECT_THAT(book.at("names"), ElementsAre("2026-S25", "2026-S26", "Lignes", "Unités"));
}

TEST_F(Workbook, AWeekNamesItsDaysAsDatesAndItsHalfDays) {
  write();
  EXPECT_EQ(cell("2026-S25", "A1").at("value"),
            "Semaine 25 du 15/06/2026 au 20/06/2026 · Département 93 · BER 93 & voisins");
  const json& monday = cell("2026-S25", "B3");
  EXPECT_EQ(monday.at("value"), "2026-06-15");
  EXPECT_EQ(monday.at("type"), "d");
  EXPECT_EQ(monday.at("format"), "[$-40C]dddd d mmmm");
  EXPECT_EQ(cell("2026-S25", "V3").at("value"), "2026-06-20") << "Saturday is used";
  EXPECT_EQ(sheet("2026-S25").at("cells").count("Z3"), 0U) << "Sunday is not";
  EXPECT_EQ(cell("2026-S25", "B4").at("value"), "matin");
  EXPECT_EQ(cell("2026-S25", "D4").at("value"), "après-midi");
}

TEST_F(Workbook, AWeekHasABlockOfLinesForEachInspector) {
  write();
  EXPECT_EQ(cell("2026-S25", "A5").at("value"), "93-01\nIPCSR 93-01");
  EXPECT_EQ(cell("2026-S25", "A14").at("value"), "93-02\nIPCSR 93-02");
  EXPECT_THAT(sheet("2026-S25").at("merged"), Contains("A5:A13"));
  EXPECT_THAT(sheet("2026-S25").at("merged"), Contains("A14:A15"));
}

TEST_F(Workbook, APlannedSessionShowsItsCentreAndCategory) {
  write();
  EXPECT_EQ(cell("2026-S25", "B5").at("value"), "Rosny · CE plateau");
  EXPECT_EQ(fill("2026-S25", "B5"), kPlanned);
  EXPECT_THAT(sheet("2026-S25").at("merged"), Contains("B5:C5"));
  EXPECT_EQ(cell("2026-S25", "V14").at("value"), "Bobigny · C");
}

TEST_F(Workbook, AReservedSlotIsBlueAndShowsTheSchoolsName) {
  write();
  EXPECT_EQ(cell("2026-S25", "B6").at("value"), "08:30");
  EXPECT_EQ(cell("2026-S25", "B6").at("format"), "hh:mm");
  EXPECT_EQ(cell("2026-S25", "C6").at("value"), "Auto-école 93-001");
  EXPECT_EQ(fill("2026-S25", "B6"), kBlue);
  EXPECT_EQ(fill("2026-S25", "C6"), kBlue);
}

TEST_F(Workbook, AnUnavailableSlotIsGreyAndShowsItsReason) {
  write();
  EXPECT_EQ(cell("2026-S25", "B9").at("value"), "10:00");
  EXPECT_EQ(cell("2026-S25", "C9").at("value"), "intempéries – neige");
  EXPECT_EQ(fill("2026-S25", "C9"), kGrey);
}

TEST_F(Workbook, AFreeSlotIsWhite) {
  write();
  EXPECT_EQ(cell("2026-S25", "B10").at("value"), "10:30");
  EXPECT_EQ(cell("2026-S25", "C10").at("value"), "libre");
  EXPECT_EQ(fill("2026-S25", "C10"), "");
}

TEST_F(Workbook, TheTimeThatNoSlotUsesIsShown) {
  write();
  EXPECT_EQ(cell("2026-S25", "B13").at("value"), "12:00");
  EXPECT_EQ(cell("2026-S25", "C13").at("value"), "reste");
}

TEST_F(Workbook, AnAvailableSessionIsTintedAndShowsItsHoursAndProposedCentre) {
  write();
  EXPECT_EQ(cell("2026-S25", "D5").at("value"), "13:30 – 24:00 disponible");
  EXPECT_EQ(cell("2026-S25", "D6").at("value"), "centre proposé : Bobigny");
  EXPECT_EQ(fill("2026-S25", "D5"), kAvailable);
  EXPECT_EQ(fill("2026-S25", "D6"), kAvailable);
  EXPECT_EQ(fill("2026-S25", "D7"), "") << "below it there is nothing";
}

TEST_F(Workbook, ATextThatLooksLikeAFormulaIsAText) {
  write();
  for (const json& name : {cell("2026-S25", "C7"), cell("Lignes", "M3")}) {
    EXPECT_EQ(name.at("value"), "=HYPERLINK(\"http://example.org\")");
    EXPECT_EQ(name.at("type"), "s");
    EXPECT_EQ(name.at("hyperlink"), false);
  }
  EXPECT_EQ(cell("Lignes", "N3").at("value"), "+AE-9");
  EXPECT_EQ(cell("Lignes", "N3").at("type"), "s");
}

TEST_F(Workbook, TheRowsAreThoseOfTheCsv) {
  write();
  EXPECT_THAT(row("Lignes", 1, 'O'),
              ElementsAre("Date", "Heure", "Matricule", "Nom", "Centre", "Departement", "Catégorie",
                          "Épreuve", "Début", "Fin", "Unités", "Statut", "École", "IdAurige",
                          "Réservation"));
  EXPECT_THAT(row("Lignes", 3, 'O'),
              ElementsAre("2026-06-15", "09:00", "93-01", "IPCSR 93-01", "Rosny", "93", "CE",
                          "plateau", "08:30", "12:10", 1, "réservé",
                          "=HYPERLINK(\"http://example.org\")", "+AE-9", "#12 -1"));
  EXPECT_THAT(row("Lignes", 9, 'O'), ElementsAre("2026-06-15", "12:00", "93-01", "IPCSR 93-01",
                                                 "Rosny", "93", "CE", "plateau", "08:30", "12:10",
                                                 nullptr, "reste", nullptr, nullptr, nullptr));
  EXPECT_THAT(
      row("Lignes", 10, 'O'),
      ElementsAre("2026-06-15", "13:30", "93-01", "IPCSR 93-01", "Bobigny", "93", nullptr, nullptr,
                  "13:30", "24:00", nullptr, "disponible", nullptr, nullptr, nullptr));
  EXPECT_EQ(cell("Lignes", "A2").at("type"), "d");
  EXPECT_EQ(cell("Lignes", "A2").at("format"), "dd/mm/yyyy");
  EXPECT_EQ(cell("Lignes", "F2").at("type"), "s") << "a département is no number";
  EXPECT_EQ(fill("Lignes", "L2"), kBlue);
  EXPECT_EQ(fill("Lignes", "L5"), kGrey);
  EXPECT_EQ(fill("Lignes", "L10"), kAvailable);
  EXPECT_EQ(sheet("Lignes").at("filter"), "A1:O11");
}

TEST_F(Workbook, TheUnitsAreCountedForEachInspectorAndInTotal) {
  write();
  EXPECT_THAT(row("Unités", 1, 'J'),
              ElementsAre("Semaine", "Lundi", "Matricule", "Nom", "Planifiées", "Indisponibles",
                          "Offertes", "Attribuées", "Non attribuées", "Réservables"));
  EXPECT_THAT(row("Unités", 2, 'J'),
              ElementsAre("2026-S25", "2026-06-15", "93-01", "IPCSR 93-01", 7, 1, 6, 3, 3, 3));
  EXPECT_THAT(row("Unités", 3, 'J'),
              ElementsAre("2026-S25", "2026-06-15", "93-02", "IPCSR 93-02", 2, 0, 2, 0, 2, 2));
  EXPECT_THAT(row("Unités", 4, 'J'),
              ElementsAre("2026-S25", "2026-06-15", "Total", nullptr, 9, 1, 8, 3, 5, 5));
  EXPECT_EQ(sheet("Unités").at("filter"), "A1:J4");
  EXPECT_EQ(cell("2026-S25", "R1").at("value"), "Unités non attribuées : 5");
}

TEST_F(Workbook, SlotsThatHaveBegunAreNotReservable) {
  options.now = *parse_instant("2026-06-15T09:00:00Z");  // 11:00 in Paris
  write();
  EXPECT_EQ(cell("Unités", "I2").at("value"), 3) << "unassigned";
  EXPECT_EQ(cell("Unités", "J2").at("value"), 1) << "the slot of 11:30 alone is reservable";
}

TEST_F(Workbook, SeveralWeeksHaveASumOfAll) {
  auto sessions = small_planning();
  sessions.push_back(sessions.back());
  sessions.back().state.session.date += std::chrono::days{7};
  options.period.last += std::chrono::days{14};
  ASSERT_TRUE(xlsx::write_workbook(file(), options, pages_of(sessions), directory));
  read();
  EXPECT_THAT(row("Unités", 6, 'J'),
              ElementsAre("2026-S26", "2026-06-22", "Total", nullptr, 2, 0, 2, 0, 2, 2));
  EXPECT_THAT(row("Unités", 7, 'J'),
              ElementsAre("Total", nullptr, nullptr, nullptr, 11, 1, 10, 3, 7, 7));
  EXPECT_EQ(cell("2026-S27", "A5").at("value"), "Aucune session cette semaine");
}

TEST_F(Workbook, EverySheetIsPrintedOnA4LandscapeAsWideAsAPageWithItsHeadingsRepeated) {
  write();
  for (const char* name : {"2026-S25", "Lignes", "Unités"}) {
    const json& it = sheet(name);
    EXPECT_EQ(it.at("landscape"), true) << name;
    EXPECT_EQ(it.at("paper"), 9) << name;
    EXPECT_EQ(it.at("fit"), true) << name;
    EXPECT_EQ(it.at("fit_height"), 0) << name;
    EXPECT_THAT(it.at("footer").get<std::string>(), HasSubstr("BER 93 && voisins"))
        << name << ": in a footer & begins a command";
    EXPECT_THAT(it.at("footer_right").get<std::string>(), HasSubstr("page &P / &N")) << name;
  }
  EXPECT_EQ(sheet("2026-S25").at("frozen"), "B5");
  EXPECT_EQ(sheet("2026-S25").at("title_rows"), "$1:$4");
  EXPECT_EQ(sheet("2026-S25").at("title_columns"), "$A:$A");
  EXPECT_EQ(sheet("Lignes").at("frozen"), "A2");
  EXPECT_EQ(sheet("Lignes").at("title_rows"), "$1:$1");
  EXPECT_EQ(sheet("Unités").at("frozen"), "A2");
}

TEST_F(Workbook, SpeaksEnglishWhereAsked) {
  options.language = text::Language::en;
  write();
  EXPECT_THAT(book.at("names"), ElementsAre("2026-W25", "Rows", "Units"));
  EXPECT_EQ(cell("2026-W25", "C9").at("value"), "weather – neige");
  EXPECT_EQ(cell("Rows", "L2").at("value"), "reserved");
  EXPECT_EQ(cell("Units", "E1").at("value"), "Planned");
}

TEST_F(Workbook, OfTheSameSessionsIsTheSameBytesHoweverTheyCome) {
  const auto bytes_with = [&](std::size_t size) {
    EXPECT_TRUE(xlsx::write_workbook(file(), options, pages_of(small_planning(), size), directory));
    return bytes_of(file());
  };
  const std::string bytes = bytes_with(1);
  EXPECT_FALSE(bytes.empty());
  EXPECT_TRUE(bytes_with(1) == bytes);
  EXPECT_TRUE(bytes_with(100) == bytes);
  options.now += std::chrono::seconds{1};
  EXPECT_FALSE(bytes_with(1) == bytes) << "its date of creation is another";
}

TEST_F(Workbook, SaysWhenItWasMadeAndWhatItIs) {
  write();
  EXPECT_EQ(book.at("created"), "2026-06-15T07:00:00");
  EXPECT_EQ(book.at("title"), "Planning des examens · Département 93 · BER 93 & voisins");
}

TEST_F(Workbook, CutsATextThatIsTooLongForACell) {
  directory.add(School{{1}, std::string(40'000, 'a'), "AE", {}, {}, true, {}});
  write();
  EXPECT_EQ(cell("2026-S25", "C6").at("value").get<std::string>(), std::string(32'767, 'a'));
}

TEST_F(Workbook, TakesTextsThatNoWorkbookCanHoldAsNearlyAsItCan) {
  School school{{1}, "a\xFF\x01\0b\xEF\xBF\xBF<&>\"\r\n"s, "AE", {}, {}, true, {}};
  directory.add(school);
  write();
  EXPECT_THAT(cell("2026-S25", "C6").at("value").get<std::string>(), HasSubstr("<&>\""));
}

TEST_F(Workbook, OfAPlanningThatChangesMeanwhileIsReadAgain) {
  int readings = 0;
  const auto steady = pages_of(small_planning());
  const auto restless = [&](const Cursor& after) -> result<Page<SessionDetail>> {
    if (after == Cursor{}) ++readings;
    BOOST_OUTCOME_TRY(auto page, steady(after));
    page.number = Revision{readings == 1 && after != Cursor{} ? 2 : 1};
    return page;
  };
  ASSERT_TRUE(xlsx::write_workbook(file(), options, restless, directory));
  EXPECT_EQ(readings, 2);
  const std::string bytes = bytes_of(file());
  ASSERT_TRUE(xlsx::write_workbook(file(), options, steady, directory));
  EXPECT_TRUE(bytes_of(file()) == bytes) << "nothing of the first reading is left";
}

TEST_F(Workbook, OfAPlanningThatNeverStandsStillIsAConflict) {
  std::int64_t number = 0;
  const auto restless = [&](const Cursor& after) -> result<Page<SessionDetail>> {
    Page<SessionDetail> page;
    page.number = Revision{++number};
    page.next = Cursor{after.major == INT64_MIN ? 1 : after.major + 1, 0};
    return page;
  };
  EXPECT_EQ(xlsx::write_workbook(file(), options, restless, directory).error().code,
            ErrorCode::conflict);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(Workbook, OfASourceThatFailsIsItsErrorAndLeavesTheOldFile) {
  put_bytes(file(), "old");
  const auto source = [](const Cursor&) -> result<Page<SessionDetail>> {
    return Error{ErrorCode::storage_corrupt};
  };
  EXPECT_EQ(xlsx::write_workbook(file(), options, source, directory).error().code,
            ErrorCode::storage_corrupt);
  EXPECT_EQ(bytes_of(file()), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST_F(Workbook, OfASourceThatThrowsIsItsExceptionAndLeavesNothing) {
  const auto source = [](const Cursor&) -> result<Page<SessionDetail>> {
    throw std::runtime_error("the host's own");
  };
  EXPECT_THROW((void)xlsx::write_workbook(file(), options, source, directory), std::runtime_error);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Workbook, RefusesSessionsThatAreNotOfItsDepartementItsPeriodOrInOrder) {
  const auto error_of = [&](auto&& spoil) {
    auto sessions = small_planning();
    spoil(sessions);
    const auto written = xlsx::write_workbook(file(), options, pages_of(sessions), directory);
    EXPECT_FALSE(written);
    return written ? ErrorCode::bad_argument : written.assume_error().code;
  };
  EXPECT_EQ(error_of([](auto& it) { it[1].state.session.departement = k75; }),
            ErrorCode::host_error);
  EXPECT_EQ(error_of([](auto& it) { it[2].state.session.date += std::chrono::days{7}; }),
            ErrorCode::host_error);
  EXPECT_EQ(error_of([](auto& it) { std::swap(it[0], it[2]); }), ErrorCode::host_error);
}

TEST_F(Workbook, RefusesAPeriodThatEndsBeforeItBeginsOrIsTooLong) {
  const auto error_of = [&](Period period) {
    options.period = period;
    return xlsx::write_workbook(file(), options, pages_of({}), directory).error();
  };
  EXPECT_EQ(error_of({kMonday, kMonday - std::chrono::days{1}}).code, ErrorCode::bad_argument);
  const Error too_large = error_of(Period{});
  EXPECT_EQ(too_large.code, ErrorCode::too_large);
  EXPECT_EQ(too_large.limit, 106);
}

TEST_F(Workbook, OfManySessionsOfOneHalfDayHasThemOneBelowTheOther) {
  auto sessions = small_planning();
  sessions.resize(1);
  sessions.push_back(sessions[0]);
  sessions[0].state.session.hours = {Minutes{420}, Minutes{450}};
  sessions[0].state.session.planning->grid = {30, 1, 1};
  ASSERT_TRUE(xlsx::write_workbook(file(), options, pages_of(sessions), directory));
  read();
  EXPECT_EQ(cell("2026-S25", "B5").at("value"), "Rosny · CE plateau");
  EXPECT_EQ(cell("2026-S25", "B6").at("value"), "07:00");
  EXPECT_EQ(cell("2026-S25", "B7").at("value"), "Rosny · CE plateau");
  EXPECT_EQ(cell("2026-S25", "B8").at("value"), "08:30");
}

}  // namespace
}  // namespace creneau::testing
