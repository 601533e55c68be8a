#include <rapidcheck.h>

#include "creneau/csv/directory.hpp"
#include "csv/reading.hpp"

namespace creneau::testing {
namespace {

/// A file that is nearly right: some of its bytes are replaced, left out or doubled.
std::string spoiled(std::string file) {
  const std::string odd{"\0\"',;\r\n\t\xFF\xC3=é'/:0", 18};
  for (int count = *rc::gen::inRange(0, 8); count > 0 && !file.empty(); --count) {
    const auto place = *rc::gen::inRange<std::size_t>(0, file.size());
    const char byte = *rc::gen::elementOf(odd);
    switch (*rc::gen::inRange(0, 3)) {
      case 0: file[place] = byte; break;
      case 1: file.erase(place, 1); break;
      default: file.insert(place, 1, byte); break;
    }
  }
  return file;
}

/// Faults lie within the file, and there are some if and only if it was not read.
template <class Read>
void check_outcome(const Read& read, const csv::Faults& faults, const std::string& file) {
  RC_ASSERT(read.has_value() == faults.empty());
  for (const csv::Fault& fault : faults) {
    RC_ASSERT(fault.line >= 1);
    RC_ASSERT(fault.line <= static_cast<int>(file.size()) + 1);
    RC_ASSERT(fault.column >= 0);
  }
}

TEST(SpoiledPlanning, IsReadOrItsFaultsAreSaid) {
  const MemoryDirectory directory = memory_directory();
  const std::string sound =
      "Date,Heure,Matricule,Nom,Centre,Departement,Catégorie,Épreuve,Début,Fin,Unités,Statut,"
      "École,IdAurige,Réservation\r\n"
      "15/06/26,08:30,93-01,IPCSR 93-01,Rosny,93,CE,plateau,08:30,09:40,1,réservé,"
      "Auto-école 93-001,AE-93-001,#1 R\r\n"
      "15/06/26,09:00,93-01,IPCSR 93-01,Rosny,93,CE,plateau,08:30,09:40,1,indisponible,,,\r\n"
      "15/06/26,09:30,93-01,IPCSR 93-01,Rosny,93,CE,plateau,08:30,09:40,,reste,,,\r\n"
      "16/06/26,08:30,93-01,IPCSR 93-01,Rosny,93,,,08:30,12:00,,disponible,,,\r\n"
      "17/06/26,08:30,93-02,IPCSR 93-02,Bobigny,93,,,,,,,,,\r\n";
  EXPECT_TRUE(rc::check([&] {
    const std::string file = spoiled(sound);
    csv::Faults faults;
    csv::PlanningOptions options;
    if (*rc::gen::arbitrary<bool>()) options.category = Category::c;
    if (*rc::gen::arbitrary<bool>()) options.encoding = csv::Encoding::windows_1252;
    check_outcome(csv::read_planning(file, directory, RuleBook{}, options, faults), faults, file);
  }));
}

TEST(SpoiledDirectory, IsReadOrItsFaultsAreSaid) {
  const DirectoryRows rows = directory_rows();
  const std::vector<std::string> sound{
      csv::write_offices(rows.offices), csv::write_schools(rows.schools),
      csv::write_inspectors(rows.inspectors), csv::write_centres(rows.centres)};
  EXPECT_TRUE(rc::check([&] {
    const std::string file = spoiled(*rc::gen::elementOf(sound));
    csv::Faults faults;
    check_outcome(csv::read_directory(file, faults), faults, file);
  }));
}

TEST(AnyBytes, AreReadOrTheirFaultsAreSaid) {
  const MemoryDirectory directory = memory_directory();
  EXPECT_TRUE(rc::check([&](const std::string& file) {
    csv::Faults faults;
    check_outcome(csv::read_planning(file, directory, RuleBook{}, {}, faults), faults, file);
    check_outcome(csv::read_directory(file, faults), faults, file);
  }));
}

}  // namespace
}  // namespace creneau::testing
