#include <string>

#include "csv/reading.hpp"

namespace creneau::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kPlain = "Date,Heure,Matricule,Nom,Centre,Departement\n";
const std::string kFull =
    "Date,Heure,Matricule,Nom,Centre,Departement,Catégorie,Épreuve,Début,Fin,Unités,Statut,École,"
    "IdAurige,Réservation\n";

TEST_F(PlanningFileOf93, HalfHoursThatFollowEachOtherAreOneAvailableSession) {
  const auto sessions = sessions_of(kPlain +
                                    "15/06/26,08:30,93-01,IPCSR 93-01,Rosny,93\n"
                                    "15/06/26,09:00,93-01,IPCSR 93-01,Rosny,93\n"
                                    "15/06/26,09:30,93-01,IPCSR 93-01,Rosny,93\n");
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].line, 2);
  EXPECT_EQ(sessions[0].inspector, InspectorId{1});
  EXPECT_EQ(sessions[0].date, kMonday);
  EXPECT_EQ(sessions[0].hours, hours(8, 30, 10, 0));
  EXPECT_EQ(sessions[0].centre, CentreId{1});
  EXPECT_EQ(sessions[0].category, std::nullopt);
}

TEST_F(PlanningFileOf93, SessionsArePlannedWhereTheImportNamesACategory) {
  options.category = Category::ce;
  options.part = ExamPart::on_road;
  options.office = {1};
  const auto sessions = sessions_of(kPlain + "15/06/26,08:30,93-01,,Rosny,93\n");
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].category, Category::ce);
  EXPECT_EQ(sessions[0].part, ExamPart::on_road);
  EXPECT_EQ(sessions[0].grid, (Grid{30, 1, 1})) << "the rules' grid of that date";
}

TEST_F(PlanningFileOf93, APauseAnotherCentreAnotherDateOrAnotherInspectorBeginsASession) {
  const auto sessions = sessions_of(kPlain +
                                    "15/06/26,08:30,93-01,,Rosny,93\n"
                                    "15/06/26,09:30,93-01,,Rosny,93\n"
                                    "15/06/26,10:00,93-01,,Bobigny,93\n"
                                    "16/06/26,08:30,93-01,,Rosny,93\n"
                                    "16/06/26,09:00,93-02,,Rosny,93\n");
  EXPECT_THAT(sessions, SizeIs(5));
}

TEST_F(PlanningFileOf93, InspectorsMayBeMixedAndRowsInAnyOrder) {
  const auto sessions = sessions_of(kPlain +
                                    "15/06/26,09:00,93-02,,Bobigny,93\n"
                                    "15/06/26,09:00,93-01,,Rosny,93\n"
                                    "15/06/26,08:30,93-02,,Bobigny,93\n"
                                    "15/06/26,08:30,93-01,,Rosny,93\n");
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(sessions[0].hours, hours(8, 30, 9, 30));
  EXPECT_EQ(sessions[0].inspector, InspectorId{2}) << "whose first slot stands first in the file";
  EXPECT_EQ(sessions[1].inspector, InspectorId{1});
}

TEST_F(PlanningFileOf93, APlainRowIsAHalfHourWhateverTheRulesCallAUnit) {
  rules = RuleBook::build({1}, preset_twenty_minute_units(make_date(2026, 7, 1))).value();
  const std::string rows =
      "30/06/26,08:30,93-01,,Rosny,93\n"
      "30/06/26,09:00,93-01,,Rosny,93\n"
      "01/07/26,08:30,93-01,,Rosny,93\n"
      "01/07/26,09:00,93-01,,Rosny,93\n";
  auto sessions = sessions_of(kPlain + rows);
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(sessions[0].hours, hours(8, 30, 9, 30));
  EXPECT_EQ(sessions[1].hours, hours(8, 30, 9, 30));
  options.category = Category::ce;
  options.office = {1};
  sessions = sessions_of(kPlain + rows);
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(sessions[0].grid, (Grid{30, 1, 2}));
  EXPECT_EQ(sessions[1].grid, (Grid{20, 1, 3})) << "the rules break the same hour into slots";
}

TEST_F(PlanningFileOf93, PlainRowsThatOneSlotMeetsSayTheSameOfIt) {
  rules = RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, "slot.units", "2"}}).value();
  options.office = {1};
  const std::string headings =
      "Date,Heure,Matricule,Centre,Departement,Catégorie,Statut,IdAurige\n";
  const std::string row = "15/06/26,";
  const auto rows = [&](const std::string& third, const std::string& fourth,
                        const std::string& fifth) {
    return headings + row + "08:30,93-01,Rosny,93,CE,libre,\n" + row +
           "09:00,93-01,Rosny,93,CE,libre,\n" + row + "09:30,93-01,Rosny,93,CE," + third + "\n" +
           row + "10:00,93-01,Rosny,93,CE," + fourth + "\n" + row + "10:30,93-01,Rosny,93,CE," +
           fifth + "\n";
  };
  const std::string free = "libre,";
  const std::string held = "réservé,AE-93-001";
  const auto sessions = sessions_of(rows(held, held, free));
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].hours, hours(8, 30, 11, 0));
  EXPECT_EQ(sessions[0].grid, (Grid{30, 2, 2})) << "half an hour is left over";
  ASSERT_THAT(sessions[0].reservations, SizeIs(1));
  EXPECT_EQ(sessions[0].reservations[0].slots, SlotSet::of({1U}));
  EXPECT_THAT(faults_of(rows(held, free, free)),
              ElementsAre(FaultAt(5, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(rows(free, "indisponible,", free)),
              ElementsAre(FaultAt(5, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(rows(free, free, held)),
              ElementsAre(FaultAt(6, 2, ErrorCode::grid_does_not_fit)))
      << "no slot is there that could be reserved";
}

TEST_F(PlanningFileOf93, PlainRowsTooFewForASlotAreAFault) {
  rules = RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, "slot.units", "2"}}).value();
  options.category = Category::ce;
  options.office = {1};
  EXPECT_THAT(faults_of(kPlain + "15/06/26,08:30,93-01,,Rosny,93\n"),
              ElementsAre(FaultAt(2, 2, ErrorCode::grid_does_not_fit)));
}

TEST_F(PlanningFileOf93, ReadsWhatWasSeenInRealFiles) {
  const auto is_the_session = [&](const std::string& file) {
    const auto sessions = sessions_of(file);
    EXPECT_THAT(sessions, SizeIs(1)) << file;
    return sessions.size() == 1 && sessions[0].inspector == InspectorId{1} &&
           sessions[0].centre == CentreId{1} && sessions[0].hours == hours(8, 30, 9, 0);
  };
  const std::string row = "15/06/26,08:30,93-01,IPCSR 93-01,Rosny,93\n";
  EXPECT_TRUE(is_the_session(",,,,,\n" + kPlain + row)) << "a first line of commas";
  EXPECT_TRUE(is_the_session("Date ,Heure  ,Matricule ,Nom ,Centre ,Departement \n" + row))
      << "spaces behind headings";
  EXPECT_TRUE(is_the_session("Date,Heure,Inspecteur,Nom,Centre,Departement\n" + row));
  EXPECT_TRUE(is_the_session("Date,Heure,Matricule,Non,Centre,Departement\n" + row));
  EXPECT_TRUE(
      is_the_session("Date,Heure,Matricule,Centre,Departement\n"
                     "15/06/26,08:30,93-01,Rosny,93\n"))
      << "no column of names";
  EXPECT_TRUE(
      is_the_session("DATE,heure,MATRICULE,nom,CENTRE,Département\n"
                     "15/06/26,08:30,93-01,ipcsr,ROSNY,93\n"))
      << "upper and lower case, accents";
  EXPECT_TRUE(is_the_session("\xEF\xBB\xBF" + kPlain + row)) << "a UTF-8 mark";
  EXPECT_TRUE(
      is_the_session("Date;Heure;Matricule;Nom;Centre;Departement\r\n"
                     "15/06/26;08:30;93-01;IPCSR 93-01;Rosny;93\r\n"))
      << "semicolons, CR LF";
  EXPECT_TRUE(
      is_the_session("Departement,Centre,Nom,Matricule,Heure,Date\n"
                     "93,Rosny,IPCSR 93-01,93-01,08:30,2026-06-15\n"))
      << "columns in another order, ISO dates";
  EXPECT_TRUE(
      is_the_session("Date,Heure,Matricule,Nom,Centre,Departement,Commentaire\n"
                     "15/06/26,08:30,93-01,IPCSR 93-01,Rosny,93,à confirmer\n"))
      << "a column of their own";
}

TEST_F(PlanningFileOf93, CentresAreFoundByNameReferenceOrNameAndDepartement) {
  Centre meaux{{7}, "Meaux", {}, *Departement::from_code("77"), {}, "C-77-1"};
  directory.add(meaux);
  const auto centre_of = [&](const std::string& cell) {
    const auto sessions = sessions_of(kPlain + "15/06/26,08:30,93-01,,\"" + cell + "\",93\n");
    return sessions.empty() ? CentreId{} : sessions[0].centre;
  };
  EXPECT_EQ(centre_of("rosny "), CentreId{1});
  EXPECT_EQ(centre_of("C-77-1"), CentreId{7});
  EXPECT_EQ(centre_of("Meaux (77)"), CentreId{7});
  EXPECT_EQ(centre_of(""), CentreId{}) << "available without a proposed centre";
}

TEST_F(PlanningFileOf93, ACentreWhoseNameMeansSeveralIsAFaultThatNamesThem) {
  directory.add(Centre{{8}, "ROSNY", {}, k93, {}, {}});
  const auto faults = faults_of(kPlain + "15/06/26,08:30,93-01,,rosny,93\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 5, ErrorCode::unknown_centre)));
  EXPECT_THAT(faults[0].error.subjects, ::testing::Contains(Subject{CentreId{8}}));
  EXPECT_THAT(sessions_of(kPlain + "15/06/26,08:30,93-01,,ROSNY,93\n"), SizeIs(1))
      << "one of them is written just so";
}

TEST_F(PlanningFileOf93, EveryFaultOfItsCellsIsSaidWithLineAndColumn) {
  const auto faults = faults_of(kPlain +
                                "29/02/2026,08:30,93-01,,Rosny,93\n"
                                "15/06/26,25:00,93-01,,Rosny,93\n"
                                "15/06/26,08:30,93-99,,Nulle part,93\n"
                                "15/06/26,08:30,93-01,,Rosny,20\n"
                                "15/06/26,08:30\n"
                                "15/06/26,23:45,93-01,,Rosny,93\n"
                                ",08:30,93-01,,Rosny,93\n");
  EXPECT_THAT(
      faults,
      ElementsAre(FaultAt(2, 1, ErrorCode::bad_date), FaultAt(3, 2, ErrorCode::bad_time),
                  FaultAt(4, 3, ErrorCode::unknown_inspector),
                  FaultAt(4, 5, ErrorCode::unknown_centre), FaultAt(5, 6, ErrorCode::bad_argument),
                  FaultAt(6, 3, ErrorCode::wrong_cell_count), FaultAt(7, 2, ErrorCode::bad_time),
                  FaultAt(8, 1, ErrorCode::missing_value)));
  EXPECT_EQ(faults[2].cell, "93-99");
  EXPECT_EQ(faults[2].error.text, "93-99");
}

TEST_F(PlanningFileOf93, ATimeIsWrittenWithAColonAndLeavesRoomForASlotBeforeMidnight) {
  for (const std::string time : {"25:00", "24:00", "8h30", "08:60", "23:31"}) {
    const auto faults = faults_of(kPlain + "15/06/26," + time + ",93-01,,Rosny,93\n");
    ASSERT_THAT(faults, ElementsAre(FaultAt(2, 2, ErrorCode::bad_time))) << time;
    EXPECT_EQ(faults[0].error.text, time);
  }
  for (const std::string time : {"8:30", "08:30", "08:30:00", "23:30"})
    EXPECT_THAT(sessions_of(kPlain + "15/06/26," + time + ",93-01,,Rosny,93\n"), SizeIs(1)) << time;
}

TEST_F(PlanningFileOf93, AnEmptyCellThatMustNotBeIsAFaultThatNamesItsColumn) {
  const auto faults = faults_of("Date,Heure,Inspecteur,Centre,Departement\n,,,Rosny,93\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 1, ErrorCode::missing_value),
                                  FaultAt(2, 2, ErrorCode::missing_value),
                                  FaultAt(2, 3, ErrorCode::missing_value)));
  EXPECT_EQ(faults[2].error.text, "Inspecteur");
}

TEST_F(PlanningFileOf93, ATimeThatTheClockSkipsIsAFault) {
  EXPECT_THAT(faults_of(kPlain + "29/03/26,02:30,93-01,,Rosny,93\n"),
              ElementsAre(FaultAt(2, 2, ErrorCode::time_skipped)));
  EXPECT_THAT(faults_of(kPlain + "29/03/26,01:30,93-01,,Rosny,93\n"),
              ElementsAre(FaultAt(2, 2, ErrorCode::time_skipped)))
      << "its end does not exist";
  EXPECT_THAT(faults_of(kPlain + "29/03/26,01:30,93-01,,Rosny,93\n"
                                 "29/03/26,02:00,93-01,,Rosny,93\n"
                                 "29/03/26,02:30,93-01,,Rosny,93\n"),
              ::testing::IsSupersetOf(
                  {FaultAt(3, 2, ErrorCode::time_skipped), FaultAt(4, 2, ErrorCode::time_skipped)}))
      << "in the middle of a session";
  EXPECT_THAT(sessions_of(kPlain + "25/10/26,02:30,93-01,,Rosny,93\n"), SizeIs(1))
      << "a time that exists twice is one";
}

TEST_F(PlanningFileOf93, ASecondDepartementIsAFaultThatNamesTheLineOfTheFirst) {
  const auto faults = faults_of(kPlain +
                                "15/06/26,08:30,93-01,,Rosny,93\n"
                                "15/06/26,08:30,75-05,,Paris-Nord,75\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(3, 6, ErrorCode::several_departements)));
  EXPECT_EQ(faults[0].error.limit, 2);
  EXPECT_EQ(faults[0].error.text, "75");
}

TEST_F(PlanningFileOf93, AnInspectorInTwoPlacesAtOnceIsAFault) {
  const auto faults = faults_of(kPlain +
                                "15/06/26,08:30,93-01,,Rosny,93\n"
                                "15/06/26,08:45,93-01,,Rosny,93\n"
                                "15/06/26,10:00,93-01,,Rosny,93\n"
                                "15/06/26,10:00,93-01,,Bobigny,93\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(3, 2, ErrorCode::session_overlap),
                                  FaultAt(5, 2, ErrorCode::session_overlap)));
  EXPECT_EQ(faults[0].error.limit, 2);
}

TEST_F(PlanningFileOf93, MissingHeadingsAreFaultsOfTheirLine) {
  const auto faults = faults_of(",,\nDate,Nom,Centre\n15/06/26,x,Rosny\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 0, ErrorCode::missing_column),
                                  FaultAt(2, 0, ErrorCode::missing_column),
                                  FaultAt(2, 0, ErrorCode::missing_column)));
  EXPECT_EQ(faults[0].error.text, "Heure");
  EXPECT_EQ(faults[1].error.text, "Matricule");
  EXPECT_EQ(faults[2].error.text, "Departement");
}

TEST_F(PlanningFileOf93, AHeadingTwiceIsAFault) {
  EXPECT_THAT(faults_of("Date,Heure,Matricule,Centre,Departement,date\na,b,c,d,e,f\n").front(),
              FaultAt(1, 6, ErrorCode::duplicate_column));
}

TEST_F(PlanningFileOf93, BeginAndEndOfSessionsComeTogether) {
  const auto faults = faults_of("Date,Heure,Matricule,Centre,Departement,Début\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(1, 0, ErrorCode::missing_column)));
  EXPECT_EQ(faults[0].error.text, "Fin");
}

TEST_F(PlanningFileOf93, WithoutRowsThereIsNothingToDo) {
  EXPECT_THAT(faults_of(kPlain), ElementsAre(FaultAt(1, 0, ErrorCode::nothing_to_do)));
}

TEST_F(PlanningFileOf93, ThatIsNotUtf8SaysSoAndIsReadAsWindows1252WhereThatIsSaid) {
  directory.add(Centre{{7}, "Épinay", {}, k93, {}, {}});
  const std::string file = kPlain + "15/06/26,08:30,93-01,,\xC9pinay,93\n";
  EXPECT_THAT(faults_of(file), ElementsAre(FaultAt(2, 5, ErrorCode::bad_encoding)));
  options.encoding = csv::Encoding::windows_1252;
  const auto sessions = sessions_of(file);
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].centre, CentreId{7});
}

TEST_F(PlanningFileOf93, OfMoreRowsThanOneImportTakesIsAFault) {
  std::string file = kPlain;
  for (std::size_t row = 0; row <= kMaxRowsOfImport; ++row)
    file += "15/06/26,08:30,93-01,,Rosny,93\n";
  const int first_too_many = static_cast<int>(kMaxRowsOfImport) + 2;
  EXPECT_THAT(faults_of(file), ElementsAre(FaultAt(first_too_many, 0, ErrorCode::too_large)));
}

TEST_F(PlanningFileOf93, APlannedSessionOfMoreSlotsThanASessionHasIsAFault) {
  rules = RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, "unit.minutes", "5"}}).value();
  options.category = Category::c;
  std::string file = kPlain;
  for (int row = 0; row < 11; ++row)
    file += "15/06/26," + to_text(Minutes{480 + 30 * row}) + ",93-01,,Rosny,93\n";
  EXPECT_THAT(faults_of(file), ElementsAre(FaultAt(2, 2, ErrorCode::grid_does_not_fit)));
}

// Files with the columns of our own export.

TEST_F(PlanningFileOf93, AnotherCategoryOrPartBeginsASession) {
  const auto at = [&](const char* time, const char* exam) {
    return std::string("15/06/26,") + time + ",93-01,,Rosny,93," + exam + ",,,,,,,\n";
  };
  const auto sessions = sessions_of(kFull + at("08:30", "CE,plateau") + at("09:00", "CE,plateau") +
                                    at("09:30", "D,plateau") + at("10:00", "D,circulation"));
  ASSERT_THAT(sessions, SizeIs(3));
  EXPECT_EQ(sessions[0].hours, hours(8, 30, 9, 30));
  EXPECT_EQ(sessions[1].category, Category::d);
  EXPECT_EQ(sessions[2].part, ExamPart::on_road);
}

TEST_F(PlanningFileOf93, APartWithoutACategoryIsAFault) {
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,,plateau,,,,,,,\n"),
              ElementsAre(FaultAt(2, 8, ErrorCode::session_not_planned)));
}

TEST_F(PlanningFileOf93, AStatedSessionOfMoreSlotsThanASessionHasIsAFault) {
  std::string file = kFull;
  for (int slot = 0; slot < 65; ++slot)
    file += "15/06/26," + to_text(Minutes{480 + 10 * slot}) +
            ",93-01,,Rosny,93,CE,,08:00,18:50,1,libre,,,\n";
  EXPECT_THAT(faults_of(file), ElementsAre(FaultAt(66, 2, ErrorCode::grid_does_not_fit)));
}

TEST_F(PlanningFileOf93, AReferenceThatNoCommandTakesIsAFault) {
  for (const std::string& reference : {std::string("a\x01"), std::string(2001, 'r')})
    EXPECT_THAT(
        faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:00,1,réservé,,AE-93-001," +
                  reference + "\n"),
        ElementsAre(FaultAt(2, 15, ErrorCode::bad_text)));
  EXPECT_THAT(
      sessions_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:00,1,réservé,,AE-93-001," +
                  std::string(2000, 'r') + "\n"),
      SizeIs(1));
}

TEST_F(PlanningFileOf93, SlotsOfAStatedSessionMakeItsGridAndItsReservations) {
  const auto sessions = sessions_of(
      kFull +
      "15/06/26,08:30,93-01,,Rosny,93,CE,plateau,08:30,12:10,2,réservé,Auto-école 93-001,"
      "AE-93-001,#7 R/1\n"
      "15/06/26,09:30,93-01,,Rosny,93,CE,plateau,08:30,12:10,2,indisponible,,,\n"
      "15/06/26,10:30,93-01,,Rosny,93,CE,plateau,08:30,12:10,2,réservé,Auto-école 93-001,"
      "AE-93-001,#7 R/1\n"
      "15/06/26,11:30,93-01,,Rosny,93,CE,plateau,08:30,12:10,,reste,,,\n");
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].hours, hours(8, 30, 12, 10));
  EXPECT_EQ(sessions[0].grid, (Grid{30, 2, 3}));
  EXPECT_EQ(sessions[0].part, ExamPart::off_road);
  EXPECT_EQ(sessions[0].unavailable, SlotSet::of({1}));
  ASSERT_THAT(sessions[0].reservations, SizeIs(1));
  EXPECT_EQ(sessions[0].reservations[0].school, SchoolId{1});
  EXPECT_EQ(sessions[0].reservations[0].slots, SlotSet::of({0, 2}));
  EXPECT_EQ(sessions[0].reservations[0].external_ref, "R/1");
}

TEST_F(PlanningFileOf93, StatedSessionsThatTouchStayTwo) {
  const auto sessions =
      sessions_of(kFull +
                  "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:00,1,libre,,,\n"
                  "15/06/26,09:00,93-01,,Rosny,93,CE,,09:00,09:30,1,libre,,,\n"
                  "15/06/26,09:30,93-01,,Rosny,93,,,09:30,12:00,,disponible,,,\n"
                  "15/06/26,12:00,93-01,,Rosny,93,,,12:00,24:00,,disponible,,,\n");
  ASSERT_THAT(sessions, SizeIs(4));
  EXPECT_EQ(sessions[3].hours, hours(12, 0, 24, 0));
}

TEST_F(PlanningFileOf93, ANumberOfOursGroupsSlotsAndAnythingElseIsAReference) {
  const auto reference_of = [&](const std::string& cell) {
    const auto sessions = sessions_of(kFull +
                                      "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:00,1,réservé,,"
                                      "AE-93-001,\"" +
                                      cell + "\"\n");
    return sessions.empty() ? "(none)" : sessions[0].reservations.at(0).external_ref;
  };
  EXPECT_EQ(reference_of("#12"), "");
  EXPECT_EQ(reference_of("#12 RDV 3"), "RDV 3");
  EXPECT_EQ(reference_of("#12  #1"), " #1");
  EXPECT_EQ(reference_of("RDV 3"), "RDV 3");
  EXPECT_EQ(reference_of("12"), "12");
  EXPECT_EQ(reference_of("#RDV"), "#RDV");
  EXPECT_EQ(reference_of("#12-3"), "#12-3");
}

TEST_F(PlanningFileOf93, WithoutAReservationColumnAdjacentSlotsOfASchoolAreOneReservation) {
  options.category = Category::c;
  const auto sessions = sessions_of(
      "Date,Heure,Matricule,Centre,Departement,École\n"
      "15/06/26,08:30,93-01,Rosny,93,auto ecole 93-001\n"
      "15/06/26,09:00,93-01,Rosny,93,AUTO-ÉCOLE 93-001\n"
      "15/06/26,09:30,93-01,Rosny,93,Auto-école 93-002\n"
      "15/06/26,10:00,93-01,Rosny,93,\n"
      "15/06/26,10:30,93-01,Rosny,93,Auto-école 93-002\n");
  ASSERT_THAT(sessions, SizeIs(1));
  ASSERT_THAT(sessions[0].reservations, SizeIs(3));
  EXPECT_EQ(sessions[0].reservations[0].slots, SlotSet::of({0, 1}));
  EXPECT_EQ(sessions[0].reservations[1].slots, SlotSet::of({2}));
  EXPECT_EQ(sessions[0].reservations[2].slots, SlotSet::of({4}));
}

TEST_F(PlanningFileOf93, SchoolsThatAreUnknownOrSeveralAreFaults) {
  directory.add(School{{8}, "AUTO-ECOLE 93-001", "AE8", {}, {}, true, {}});
  options.category = Category::c;
  const std::string headings = "Date,Heure,Matricule,Centre,Departement,École,IdAurige\n";
  const auto faults = faults_of(headings +
                                "15/06/26,08:30,93-01,Rosny,93,,AE-99\n"
                                "15/06/26,09:00,93-01,Rosny,93,auto-ecole 93-001,\n"
                                "15/06/26,09:30,93-01,Rosny,93,Auto-école 93-999,\n");
  ASSERT_THAT(faults, ElementsAre(FaultAt(2, 7, ErrorCode::unknown_school),
                                  FaultAt(3, 6, ErrorCode::ambiguous_school),
                                  FaultAt(4, 6, ErrorCode::unknown_school)));
  EXPECT_THAT(faults[1].error.subjects, ::testing::Contains(Subject{SchoolId{8}}));
}

TEST_F(PlanningFileOf93, AStatusThatContradictsItsRowIsAFault) {
  const std::string plain =
      "Date,Heure,Matricule,Centre,Departement,Catégorie,Statut,IdAurige\n"
      "15/06/26,08:30,93-01,Rosny,93,";
  EXPECT_THAT(faults_of(plain + "CE,réservé,\n"),
              ElementsAre(FaultAt(2, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(plain + "CE,libre,AE-93-001\n"),
              ElementsAre(FaultAt(2, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(plain + "CE,reste,\n"),
              ElementsAre(FaultAt(2, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(plain + "CE,perdu,\n"),
              ElementsAre(FaultAt(2, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(plain + ",indisponible,\n"),
              ElementsAre(FaultAt(2, 7, ErrorCode::session_not_planned)));
  EXPECT_THAT(faults_of(plain + ",réservé,AE-93-001\n"),
              ElementsAre(FaultAt(2, 7, ErrorCode::session_not_planned)));
  EXPECT_THAT(sessions_of(plain + ",libre,\n"), SizeIs(1));
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:00,1,disponible,,,\n"),
              ElementsAre(FaultAt(2, 12, ErrorCode::bad_argument)));
}

TEST_F(PlanningFileOf93, APlannedSessionWithoutACentreIsAFault) {
  options.category = Category::c;
  EXPECT_THAT(faults_of(kPlain + "15/06/26,08:30,93-01,,,93\n"),
              ElementsAre(FaultAt(2, 5, ErrorCode::missing_value)));
}

TEST_F(PlanningFileOf93, RowsThatDoNotFillTheirSessionAreAFault) {
  const std::string session = ",93-01,,Rosny,93,CE,,08:30,10:00,1,libre,,,\n";
  const auto at = [&](const std::string& time) { return "15/06/26," + time + session; };
  EXPECT_THAT(faults_of(kFull + at("08:30") + at("09:00")),
              ElementsAre(FaultAt(3, 2, ErrorCode::grid_does_not_fit)))
      << "the last slot is missing";
  EXPECT_THAT(faults_of(kFull + at("09:00") + at("09:30")),
              ElementsAre(FaultAt(2, 2, ErrorCode::grid_does_not_fit)))
      << "the first slot is missing";
  EXPECT_THAT(faults_of(kFull + at("08:30") + at("09:00") + at("09:40")),
              ElementsAre(FaultAt(4, 2, ErrorCode::grid_does_not_fit)))
      << "a slot of another length";
  EXPECT_THAT(faults_of(kFull + at("08:30") + at("09:00") + at("09:00") + at("09:30")),
              ElementsAre(FaultAt(4, 2, ErrorCode::named_twice)))
      << "a slot twice";
  EXPECT_THAT(faults_of(kFull + at("08:30") + at("10:00")),
              ElementsAre(FaultAt(3, 2, ErrorCode::bad_time)))
      << "a slot beyond the session";
}

TEST_F(PlanningFileOf93, RowsThatSayDifferentThingsOfTheirSessionAreFaults) {
  EXPECT_THAT(
      faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,10:30,1,libre,,,\n"
                        "15/06/26,09:00,93-01,,Bobigny,93,CE,,08:30,10:30,1,libre,,,\n"
                        "15/06/26,09:30,93-01,,Rosny,93,C,,08:30,10:30,1,libre,,,\n"
                        "15/06/26,10:00,93-01,,Rosny,93,CE,plateau,08:30,10:30,2,libre,,,\n"),
      ElementsAre(FaultAt(3, 5, ErrorCode::bad_argument), FaultAt(4, 7, ErrorCode::bad_argument),
                  FaultAt(5, 8, ErrorCode::bad_argument), FaultAt(5, 11, ErrorCode::bad_argument)));
  EXPECT_EQ(faults[0].error.text, "Centre");
  EXPECT_EQ(faults[0].error.limit, 2) << "the line that says otherwise";
}

TEST_F(PlanningFileOf93, UnitsThatDoNotDivideTheSlotAreAFault) {
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:20,3,libre,,,\n"),
              ElementsAre(FaultAt(2, 2, ErrorCode::grid_does_not_fit)));
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:20,17,libre,,,\n"),
              ElementsAre(FaultAt(2, 11, ErrorCode::bad_argument)));
}

TEST_F(PlanningFileOf93, StatedSessionsThatOverlapOrEndBeforeTheyBeginAreFaults) {
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,,,08:30,12:00,,disponible,,,\n"
                                "15/06/26,11:30,93-01,,Rosny,93,,,11:30,13:00,,disponible,,,\n"),
              ElementsAre(FaultAt(3, 2, ErrorCode::session_overlap)));
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,,,12:00,08:30,,disponible,,,\n"),
              ElementsAre(FaultAt(2, 10, ErrorCode::end_before_start)));
  EXPECT_THAT(faults_of(kFull + "29/03/26,01:00,93-01,,Rosny,93,,,01:00,02:30,,disponible,,,\n"),
              ElementsAre(FaultAt(2, 10, ErrorCode::time_skipped)));
}

TEST_F(PlanningFileOf93, AnAvailableSessionIsOneRowThatBeginsWithIt) {
  EXPECT_THAT(
      faults_of(kFull + "15/06/26,09:00,93-01,,Rosny,93,,,08:30,12:00,,disponible,,,\n"
                        "15/06/26,09:30,93-01,,Rosny,93,,,08:30,12:00,,disponible,,,\n"),
      ElementsAre(FaultAt(2, 2, ErrorCode::bad_time), FaultAt(3, 2, ErrorCode::named_twice)));
}

TEST_F(PlanningFileOf93, AReservationOfTwoSchoolsIsAFault) {
  EXPECT_THAT(
      faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:30,1,réservé,,AE-93-001,#1\n"
                        "15/06/26,09:00,93-01,,Rosny,93,CE,,08:30,09:30,1,réservé,,AE-93-002,#1\n"),
      ElementsAre(FaultAt(3, 15, ErrorCode::bad_argument)));
}

TEST_F(PlanningFileOf93, AReservationWithoutASchoolIsAFault) {
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,CE,,08:30,09:30,1,libre,,,#1\n"),
              ElementsAre(FaultAt(2, 15, ErrorCode::bad_argument)));
}

TEST_F(PlanningFileOf93, RowsAddedByHandBelowOurExportAreReadAsPlainOnes) {
  const auto sessions = sessions_of(kFull +
                                    "15/06/26,08:30,93-01,,Rosny,93,,,08:30,12:00,,disponible,,,\n"
                                    "16/06/26,08:30,93-01,,Rosny,93,,,,,,,,,\n"
                                    "16/06/26,09:00,93-01,,Rosny,93,,,,,,,,,\n");
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(sessions[1].hours, hours(8, 30, 9, 30));
}

TEST_F(PlanningFileOf93, ACategoryOfTheImportPlansPlainRowsAndNoStatedSessions) {
  options.category = Category::ce;
  options.office = {1};
  const auto sessions = sessions_of(kFull +
                                    "15/06/26,08:30,93-01,,Rosny,93,,,08:30,12:00,,disponible,,,\n"
                                    "16/06/26,08:30,93-01,,Rosny,93,,,,,,,,,\n"
                                    "16/06/26,09:00,93-01,,Rosny,93,,,,,,,,,\n");
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(sessions[0].category, std::nullopt);
  EXPECT_EQ(sessions[1].category, Category::ce);
}

TEST_F(PlanningFileOf93, EverySessionThatALongOneMeetsIsAFault) {
  EXPECT_THAT(faults_of(kFull + "15/06/26,08:30,93-01,,Rosny,93,,,08:30,12:00,,disponible,,,\n"
                                "15/06/26,09:00,93-01,,Rosny,93,,,09:00,09:30,,disponible,,,\n"
                                "15/06/26,10:00,93-01,,Rosny,93,,,10:00,10:30,,disponible,,,\n"),
              ElementsAre(FaultAt(3, 2, ErrorCode::session_overlap),
                          FaultAt(4, 2, ErrorCode::session_overlap)));
}

TEST_F(PlanningFileOf93, PlainRowsOfTwoSchoolsInOneSlotAreAFault) {
  rules = RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, "slot.units", "2"}}).value();
  options.office = {1};
  const auto rows = [](const std::string& second) {
    return "Date,Heure,Matricule,Centre,Departement,Catégorie,Statut,IdAurige,Réservation\n"
           "15/06/26,08:30,93-01,Rosny,93,CE,réservé,AE-93-001,17\n"
           "15/06/26,09:00,93-01,Rosny,93,CE,réservé," +
           second + "\n";
  };
  EXPECT_THAT(faults_of(rows("AE-93-002,17")), ElementsAre(FaultAt(3, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(faults_of(rows("AE-93-001,18")), ElementsAre(FaultAt(3, 7, ErrorCode::bad_argument)));
  EXPECT_THAT(sessions_of(rows("AE-93-001,17")), SizeIs(1));
}

TEST_F(PlanningFileOf93, TellsTheSchoolsWhereThatIsAsked) {
  const std::string row =
      "Date,Heure,Matricule,Centre,Departement\n15/06/26,08:30,93-01,Rosny,93\n";
  for (const bool notify : {false, true}) {
    options.notify = notify;
    EXPECT_EQ(csv::read_planning(row, directory, rules, options, faults).value().command.notify,
              notify);
  }
}

}  // namespace
}  // namespace creneau::testing
