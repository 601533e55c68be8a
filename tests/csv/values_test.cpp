#include "csv/values.hpp"

#include <gmock/gmock.h>

#include "csv/headings.hpp"

namespace creneau::csv {
namespace {

constexpr Date kDate = make_date(2026, 6, 5);

TEST(DateInAFile, IsDayMonthYearOrIso) {
  for (const char* cell : {"05/06/26", "05/06/2026", "2026-06-05", " 05/06/26 "})
    EXPECT_EQ(date_from(cell), kDate) << cell;
  EXPECT_EQ(date_from("29/02/28"), make_date(2028, 2, 29));
}

TEST(DateInAFile, ThatDoesNotExistIsNone) {
  for (const char* cell : {"29/02/2026", "31/04/26", "00/06/26", "05/13/26", "2026-02-29", "5/6/26",
                           "05-06-26", "05/06/1999", "1999-06-05", "2100-06-05", "05/06/2100",
                           "05/06/206", "", "aa/bb/cc", "-5/06/26", "05/06/+6"})
    EXPECT_EQ(date_from(cell), std::nullopt) << cell;
}

TEST(TimeInAFile, IsHoursAndMinutes) {
  EXPECT_EQ(time_from("08:30"), Minutes{510});
  EXPECT_EQ(time_from("8:30"), Minutes{510});
  EXPECT_EQ(time_from("08:30:00"), Minutes{510});
  EXPECT_EQ(time_from("24:00"), Minutes{1440});
}

TEST(TimeInAFile, ThatDoesNotExistIsNone) {
  for (const char* cell : {"24:01", "08:60", "25:00", "8h30", "0830", "08:30:15", "", ":", "-8:30"})
    EXPECT_EQ(time_from(cell), std::nullopt) << cell;
}

TEST(DepartementInAFile, IsItsCodeInAnyCaseOrWithoutItsZero) {
  for (const auto& [cell, code] :
       {std::pair{"93", "93"}, {"2a", "2A"}, {"1", "01"}, {"974 ", "974"}}) {
    const auto found = departement_from(cell);
    ASSERT_TRUE(found) << cell;
    EXPECT_EQ(found->code(), code);
  }
  for (const char* cell : {"20", "", "0", "093", "Paris", "99999"})
    EXPECT_EQ(departement_from(cell), std::nullopt) << cell;
}

TEST(PartInAFile, IsFrenchOrTheModelsCode) {
  EXPECT_EQ(part_from("Plateau"), ExamPart::off_road);
  EXPECT_EQ(part_from("hors-circulation"), ExamPart::off_road);
  EXPECT_EQ(part_from("off_road"), ExamPart::off_road);
  EXPECT_EQ(part_from("CIRCULATION"), ExamPart::on_road);
  EXPECT_EQ(part_from("complète"), ExamPart::complete);
  EXPECT_EQ(part_from(""), ExamPart::unstated);
  EXPECT_EQ(part_from("oral"), std::nullopt);
}

TEST(SwitchInAFile, IsYesOrNoInManyWords) {
  for (const char* cell : {"Oui", "OUI", "1", "true", "VRAI", "yes"})
    EXPECT_EQ(switch_from(cell), true) << cell;
  for (const char* cell : {"Non", "0", "False", "faux", "no"})
    EXPECT_EQ(switch_from(cell), false) << cell;
  EXPECT_EQ(switch_from("peut-être"), std::nullopt);
  EXPECT_EQ(switch_from(""), std::nullopt);
}

TEST(HeadingOfAFile, IsKnownInAnyCaseWithOrWithoutAccentsAndSpaces) {
  for (const char* text : {"Catégorie", "CATEGORIE", "categorie ", "Catégories"})
    EXPECT_EQ(heading_from(text), Heading::category) << text;
  EXPECT_EQ(heading_from("Raison sociale"), Heading::school);
  EXPECT_EQ(heading_from("Id Aurige"), Heading::aurige_id);
  EXPECT_EQ(heading_from("Inspecteur"), Heading::matricule);
  EXPECT_EQ(heading_from("Non"), Heading::name);
  EXPECT_EQ(heading_from("Commentaire"), std::nullopt);
}

TEST(KindOfAFile, IsToldByItsHeadings) {
  EXPECT_EQ(kind_of_file("Date,Heure,Matricule\n").value(), FileKind::planning);
  EXPECT_EQ(kind_of_file(",,\nInspecteur ; NOM ;Departement\nx;y;93\n").value(),
            FileKind::inspectors);
  EXPECT_EQ(kind_of_file("RaisonSociale,IdAurige,Mail\n").value(), FileKind::schools);
  EXPECT_EQ(kind_of_file("Nom,Mail,Departements\n").value(), FileKind::offices);
  EXPECT_EQ(kind_of_file("Nom,Departement\n").value(), FileKind::centres);
}

TEST(KindOfAFile, OfUnknownHeadingsIsNone) {
  EXPECT_EQ(kind_of_file("Prix,Quantité\n").error().code, ErrorCode::bad_file);
  EXPECT_EQ(kind_of_file("").error().code, ErrorCode::empty_file);
}

}  // namespace
}  // namespace creneau::csv
