#include <gmock/gmock.h>
#include <locale.h>

#include <cstdlib>

#include "support/temporary_folder.hpp"
#include "xlsx/command.hpp"
#include "xlsx/small_planning.hpp"

// There under AddressSanitizer only.
extern "C" {
[[gnu::weak]] void __lsan_disable();  // NOLINT(bugprone-reserved-identifier)
[[gnu::weak]] void __lsan_enable();   // NOLINT(bugprone-reserved-identifier)
}

namespace creneau::testing {
namespace {

std::string half() {
  char text[8];
  snprintf(text, sizeof text, "%.1f", 0.5);
  return text;
}

/// A French locale for this thread, made for the test.
class FrenchLocale {
 public:
  explicit FrenchLocale(const std::filesystem::path& folder) {
    const Ran made = run("localedef -i fr_FR -f UTF-8 " + (folder / "fr_FR.UTF-8").string());
    EXPECT_EQ(made.status, 0) << made.output;
    std::string path = "LOCPATH=" + folder.string();
    putenv(path.data());
    // glibc keeps a copy of the path and never gives it back.
    if (__lsan_disable != nullptr) __lsan_disable();
    locale_ = newlocale(LC_ALL_MASK, "fr_FR.UTF-8", locale_t{});
    if (__lsan_enable != nullptr) __lsan_enable();
    unsetenv("LOCPATH");
    EXPECT_NE(locale_, locale_t{});
    before_ = uselocale(locale_);
  }
  FrenchLocale(const FrenchLocale&) = delete;
  FrenchLocale& operator=(const FrenchLocale&) = delete;
  ~FrenchLocale() {
    uselocale(before_);
    if (locale_ != locale_t{}) freelocale(locale_);
  }

 private:
  locale_t locale_{};
  locale_t before_{};
};

TEST(WorkbookOfAFrenchHost, IsTheSameBytesAndTheHostKeepsItsLocale) {
  const TemporaryFolder folder;
  const MemoryDirectory directory = directory_with_a_formula();
  const auto file = folder.path() / "planning.xlsx";
  ASSERT_TRUE(
      xlsx::write_workbook(file, options_of_the_week(), pages_of(small_planning()), directory));
  const std::string bytes = bytes_of(file);
  const FrenchLocale french(folder.path());
  ASSERT_EQ(half(), "0,5");
  const auto pages = pages_of(small_planning());
  const auto source = [&](const Cursor& after) {
    EXPECT_EQ(half(), "0,5") << "the source is the host's";
    return pages(after);
  };
  ASSERT_TRUE(xlsx::write_workbook(file, options_of_the_week(), source, directory));
  EXPECT_EQ(half(), "0,5");
  EXPECT_TRUE(bytes_of(file) == bytes);
}

}  // namespace
}  // namespace creneau::testing
