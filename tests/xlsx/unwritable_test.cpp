#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/move/algo/adaptive_sort.hpp>
#include <functional>

#include "support/temporary_folder.hpp"
#include "xlsx/book.hpp"
#include "xlsx/command.hpp"
#include "xlsx/package_check.hpp"
#include "xlsx/small_planning.hpp"

namespace creneau::testing {
namespace {

using ::testing::AnyOf;

/// The number of the error with which `action` ended in a process that may write no file beyond
/// `limit` bytes: a full disk, for each file. 0: it did not fail; -1: it crashed.
int on_a_full_disk(rlim_t limit, const std::function<result<void>()>& action) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    close(STDERR_FILENO);
    const rlimit sizes{limit, limit};
    setrlimit(RLIMIT_FSIZE, &sizes);
    const auto done = action();
    _exit(done ? 0 : static_cast<int>(done.assume_error().code));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int kFull = static_cast<int>(ErrorCode::storage_full);
constexpr int kFailed = static_cast<int>(ErrorCode::storage_failed);

class UnwritableWorkbook : public ::testing::Test {
 protected:
  result<void> write(const std::filesystem::path& to) {
    return xlsx::write_workbook(to, options_of_the_week(), pages_of(many_sessions()), directory);
  }
  /// Enough of them that the rows are much larger than the packed workbook.
  static std::vector<SessionDetail> many_sessions() {
    std::vector<SessionDetail> sessions;
    for (const std::int64_t inspector : {1, 2, 3, 4})
      for (int start = 0; start < 20; ++start) {
        SessionDetail detail = small_planning().front();
        detail.state.session.inspector = {inspector};
        detail.state.session.hours = {Minutes{start * 40}, Minutes{start * 40 + 30}};
        detail.state.session.planning->grid = {2, 1, 15};
        sessions.push_back(detail);
      }
    boost::movelib::adaptive_sort(sessions.begin(), sessions.end(),
                                  [](const auto& a, const auto& b) {
                                    return a.state.session.start() < b.state.session.start();
                                  });
    return sessions;
  }
  [[nodiscard]] std::filesystem::path file() const { return folder.path() / "planning.xlsx"; }
  [[nodiscard]] auto files() const {
    return std::distance(std::filesystem::directory_iterator(folder.path()), {});
  }

  TemporaryFolder folder;
  MemoryDirectory directory = directory_with_a_formula();
};

TEST_F(UnwritableWorkbook, OnAFullDiskIsAnErrorAndLeavesTheOldFileAlone) {
  ASSERT_TRUE(write(file()));
  const auto packed = static_cast<rlim_t>(std::filesystem::file_size(file()));
  put_bytes(file(), "old");
  for (const rlim_t limit : {rlim_t{0}, rlim_t{100}, packed / 4, packed / 2, packed - 1, packed,
                             packed * 2, packed * 4}) {
    EXPECT_THAT(on_a_full_disk(limit, [&] { return write(file()); }), AnyOf(kFull, kFailed))
        << limit << " bytes, packed " << packed;
    EXPECT_EQ(bytes_of(file()), "old");
    EXPECT_EQ(files(), 1);
  }
  EXPECT_EQ(on_a_full_disk(RLIM_INFINITY, [&] { return write(file()); }), 0);
}

TEST_F(UnwritableWorkbook, WhoseTemporaryRowsWereLostSaysThatTheDiskIsFull) {
  ASSERT_TRUE(write(file()));
  const auto packed = static_cast<rlim_t>(std::filesystem::file_size(file()));
  EXPECT_EQ(on_a_full_disk(packed * 2, [&] { return write(file()); }), kFull)
      << "the packed file has room, the rows have not";
}

TEST_F(UnwritableWorkbook, InAFolderThatIsNotThereIsAnError) {
  const auto written = write(folder.path() / "nowhere" / "planning.xlsx");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::storage_failed);
  EXPECT_THAT(written.error().text, ::testing::HasSubstr("planning.xlsx"));
}

TEST_F(UnwritableWorkbook, WhoseNameIsAFoldersIsAnError) {
  std::filesystem::create_directory(file());
  EXPECT_EQ(write(file()).error().code, ErrorCode::storage_failed);
  EXPECT_EQ(files(), 1);
}

TEST_F(UnwritableWorkbook, IsNoticedBeforeThePlanningIsRead) {
  const auto source = [](const Cursor&) -> result<Page<SessionDetail>> {
    ADD_FAILURE() << "it was read";
    return Page<SessionDetail>{};
  };
  EXPECT_FALSE(xlsx::write_workbook(folder.path() / "nowhere" / "planning.xlsx",
                                    options_of_the_week(), source, directory));
}

TEST_F(UnwritableWorkbook, ReleasesItsTemporaryFilesWhenItIsGivenUp) {
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  const auto before = open_files();
  const auto source = [](const Cursor&) -> result<Page<SessionDetail>> {
    return Error{ErrorCode::storage_failed};
  };
  EXPECT_FALSE(xlsx::write_workbook(file(), options_of_the_week(), source, directory));
  EXPECT_EQ(open_files(), before);
}

/// A workbook of one sheet with two cells, of which the library made a file.
class PackageCheck : public ::testing::Test {
 protected:
  PackageCheck() {
    xlsx::Book book = xlsx::Book::make("two cells", kFirstOfJune).value();
    xlsx::Sheet* const sheet = book.add_sheet("Rows").value();
    lxw_format* const format = workbook_add_format(book.raw());
    sheet->begin_row();
    sheet->text(0, "a < b & c > d", format);
    sheet->number(1, 1, format);
    auto output = xlsx::OutputFile::beside(file()).value();
    EXPECT_TRUE(book.finish(output));
  }
  [[nodiscard]] std::filesystem::path file() const { return folder.path() / "two.xlsx"; }
  result<void> check(const std::vector<std::uint64_t>& cells) const {
    return xlsx::check_package(file().c_str(), cells);
  }

  TemporaryFolder folder;
};

TEST_F(PackageCheck, PassesAWholeWorkbook) {
  EXPECT_TRUE(check({2}));
}

TEST_F(PackageCheck, FindsLostCellsAndLostSheets) {
  EXPECT_EQ(check({3}).error().code, ErrorCode::storage_full);
  EXPECT_EQ(check({2, 0}).error().code, ErrorCode::storage_full);
  EXPECT_EQ(check({}).error().code, ErrorCode::storage_full);
}

TEST_F(PackageCheck, FindsAnythingCutOff) {
  const std::string whole = bytes_of(file());
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    put_bytes(file(), whole.substr(0, size));
    EXPECT_FALSE(check({2})) << size;
  }
}

TEST_F(PackageCheck, FindsBytesThatWereSpoiled) {
  const std::string whole = bytes_of(file());
  for (const std::size_t place : {std::size_t{100}, whole.size() / 3, whole.size() / 2}) {
    std::string spoiled = whole;
    spoiled[place] = static_cast<char>(~spoiled[place]);
    put_bytes(file(), spoiled);
    EXPECT_FALSE(check({2})) << place;
  }
}

}  // namespace
}  // namespace creneau::testing
