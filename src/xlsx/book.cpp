#include "xlsx/book.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "csv/utf8.hpp"
#include "xlsx/package_check.hpp"
#include "xlsx/system_error.hpp"

namespace creneau::xlsx {

namespace {

std::string path_of(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

Error error_of(lxw_error error, const std::string& where) {
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) return Error{ErrorCode::no_memory};
  return Error{ErrorCode::storage_failed}.with_text(where + ": " + lxw_strerror(error));
}

/// The longest property that Excel takes, in letters.
std::string for_property(const std::string& text) {
  std::string clean = csv::repaired(text);
  std::size_t end = std::min<std::size_t>(clean.size(), 120);
  while (end < clean.size() && (static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U) --end;
  clean.resize(end);
  return clean;
}

}  // namespace

result<Book> Book::make(const std::string& title, Instant created) {
  const int memory = memfd_create("workbook", MFD_CLOEXEC);
  if (memory < 0) return system_error(errno, "memfd");
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  Book made(memory, workbook_new_opt(path_of(memory).c_str(), &options));
  if (made.book_ == nullptr) return Error{ErrorCode::no_memory};
  std::string shown = for_property(title);
  std::string author = "Creneau";
  lxw_doc_properties properties{};
  properties.title = shown.data();
  properties.author = author.data();
  properties.created = std::chrono::floor<std::chrono::seconds>(created).time_since_epoch().count();
  if (const lxw_error error = workbook_set_properties(made.book_, &properties))
    return error_of(error, title);
  return made;
}

Book::Book(Book&& other) noexcept
    : memory_(std::exchange(other.memory_, -1)),
      book_(std::exchange(other.book_, nullptr)),
      sheets_(std::move(other.sheets_)) {}

Book::~Book() {
  if (book_ != nullptr) {
    // The library closes the temporary files of its sheets only when it packs them.
    for (const Sheet& sheet : sheets_)
      if (FILE* const rows = sheet.raw()->optimize_tmpfile) std::fclose(rows);
    lxw_workbook_free(book_);
  }
  if (memory_ >= 0) close(memory_);
}

result<Sheet*> Book::add_sheet(const std::string& name) {
  lxw_worksheet* const sheet = workbook_add_worksheet(book_, name.c_str());
  if (sheet == nullptr)
    return Error{ErrorCode::storage_failed}.with_text("no temporary file for " + name);
  return &sheets_.emplace_back(sheet);
}

result<void> Book::finish(OutputFile& file) {
  std::vector<std::uint64_t> cells;
  for (const Sheet& sheet : sheets_) {
    if (sheet.error() != LXW_NO_ERROR) return error_of(sheet.error(), sheet.raw()->name);
    cells.push_back(sheet.cells());
  }
  errno = 0;
  if (const lxw_error error = workbook_close(std::exchange(book_, nullptr))) {
    const Error why = system_error(errno, "workbook");
    return why.code == ErrorCode::storage_full ? why : error_of(error, "workbook");
  }
  BOOST_OUTCOME_TRY(check_package(path_of(memory_).c_str(), cells));
  return file.keep(memory_);
}

}  // namespace creneau::xlsx
