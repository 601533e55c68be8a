#include <gmock/gmock.h>

#include "creneau/csv/planning.hpp"
#include "support/temporary_folder.hpp"
#include "xlsx/command.hpp"
#include "xlsx/small_planning.hpp"

namespace creneau::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// Has LibreOffice convert a workbook of the small planning; the converted files stand in `out`.
class InLibreOffice : public ::testing::Test {
 protected:
  void convert(const std::string& to) {
    const auto file = folder.path() / "planning.xlsx";
    ASSERT_TRUE(xlsx::write_workbook(file, options, pages_of(small_planning()), directory));
    // A profile of its own, so that several can run at once.
    const Ran ran = run(std::string(CRENEAU_LIBREOFFICE) + " -env:UserInstallation=file://" +
                        (folder.path() / "profile").string() + " --headless --convert-to '" + to +
                        "' --outdir " + out().string() + " " + file.string() + " 2>&1");
    ASSERT_EQ(ran.status, 0) << ran.output;
  }
  [[nodiscard]] std::filesystem::path out() const { return folder.path() / "out"; }

  TemporaryFolder folder;
  MemoryDirectory directory = directory_with_a_formula();
  xlsx::WorkbookOptions options = options_of_the_week();
};

TEST_F(InLibreOffice, AWorkbookIsPrinted) {
  convert("pdf");
  EXPECT_THAT(bytes_of(out() / "planning.pdf"), StartsWith("%PDF"));
}

TEST_F(InLibreOffice, RowsSavedAsCsvAreImportedAgain) {
  for (const auto language : text::kLanguages) {
    options.language = language;
    // Commas, quotes, UTF-8, cells as shown, the second sheet.
    convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2");
    std::string file;
    for (const auto& entry : std::filesystem::directory_iterator(out())) {
      file = bytes_of(entry.path());
      std::filesystem::remove(entry.path());
    }
    csv::Faults faults;
    const auto read = csv::read_planning(file, directory, RuleBook{}, {}, faults);
    ASSERT_TRUE(read) << file;
    const auto& sessions = read.assume_value().command.sessions;
    ASSERT_THAT(sessions, SizeIs(3));
    EXPECT_EQ(sessions[0].hours, (Hours{Minutes{510}, Minutes{730}}));
    EXPECT_EQ(sessions[0].grid, (Grid{30, 1, 7}));
    EXPECT_EQ(sessions[0].unavailable, SlotSet::of({3}));
    ASSERT_THAT(sessions[0].reservations, SizeIs(2));
    EXPECT_EQ(sessions[0].reservations[1].school, SchoolId{9});
    EXPECT_EQ(sessions[0].reservations[1].external_ref, "-1");
    EXPECT_EQ(sessions[1].hours.end, Minutes{1440});
    EXPECT_EQ(sessions[1].centre, CentreId{2});
    EXPECT_EQ(sessions[2].grid, (Grid{30, 2, 1}));
  }
}

}  // namespace
}  // namespace creneau::testing
