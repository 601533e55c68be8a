#pragma once
/// \file
/// A planning as a workbook, for Excel and LibreOffice.
///
/// A sheet for each ISO week as the screen shows it (inspectors down, half-days across, reserved
/// slots in blue with the school's name), a sheet of rows with the columns of the CSV (see
/// csv/planning_row.hpp; saved as CSV it can be imported), and a sheet of the units of each
/// inspector and week. Texts are texts, whatever they begin with; dates and times are Excel's own.

#include <filesystem>
#include <string>

#include "creneau/csv/planning_source.hpp"
#include "creneau/model/departement.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/text/language.hpp"

namespace creneau::xlsx {

/// The most weeks of one workbook.
inline constexpr std::size_t kMaxWeeksOfWorkbook = 106;

/// What a workbook shows.
struct WorkbookOptions {
  Departement departement;  ///< of every session
  Period period;            ///< each week that it touches has a sheet
  Instant now{};      ///< slots begun by then are not reservable; the workbook's date of creation
  std::string owner;  ///< whose planning it is, such as the office's name; shown on every page
  text::Language language = text::Language::fr;  ///< of headings, sheets and statuses
};

/// Writes the sessions that `source` gives, by local start, into `file`, which is replaced once the
/// workbook is whole; otherwise nothing is left. The same sessions, names and options give the same
/// bytes. Holds a page and a week of sessions, and the packed workbook, in memory; rows wait in
/// temporary files. Begins again where the planning changes meanwhile.
///
/// Errors: `bad_argument` for a period that ends before it begins, `too_large` for more than
/// kMaxWeeksOfWorkbook weeks or more rows than a sheet has, `conflict` after csv::kMaxReadings
/// readings, `host_error` for a session of another département, outside the period or out of order,
/// the source's and the directory's own; `storage_full`, `storage_read_only` or `storage_failed`
/// where the file cannot be written.
///
/// Thread-safe for different files if the source and the directory are; the source is called on
/// this thread. libxlsxwriter uses gmtime(): a host that calls it on another thread at that moment
/// can spoil the date of creation.
[[nodiscard]] result<void> write_workbook(const std::filesystem::path& file,
                                          const WorkbookOptions& options,
                                          const csv::PlanningSource& source,
                                          const Directory& directory);

}  // namespace creneau::xlsx
