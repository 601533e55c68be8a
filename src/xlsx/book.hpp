#pragma once
/// \file
/// A workbook in the making.

#include <xlsxwriter.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "creneau/model/result.hpp"
#include "creneau/model/time.hpp"
#include "xlsx/output_file.hpp"
#include "xlsx/sheet.hpp"

namespace creneau::xlsx {

/// libxlsxwriter's workbook, packed into memory that belongs to no file, so that a full disk is met
/// by our own writing and not by the library's, which says on stderr what it should return. To be
/// used under a CLocale.
class Book {
 public:
  /// An empty workbook. `created` is its date of creation, to the second.
  [[nodiscard]] static result<Book> make(const std::string& title, Instant created);
  Book(Book&& other) noexcept;
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  Book& operator=(Book&&) = delete;
  ~Book();

  /// Adds a sheet at the end. It stays where it is.
  [[nodiscard]] result<Sheet*> add_sheet(const std::string& name);
  /// For formats.
  [[nodiscard]] lxw_workbook* raw() const noexcept { return book_; }
  /// Packs the workbook, makes sure that it is whole and puts it in the file. Once.
  [[nodiscard]] result<void> finish(OutputFile& file);

 private:
  Book(int memory, lxw_workbook* book) noexcept : memory_(memory), book_(book) {}

  int memory_;
  lxw_workbook* book_;
  std::deque<Sheet> sheets_;
};

}  // namespace creneau::xlsx
