#include "creneau/xlsx/workbook.hpp"

#include <vector>

#include "creneau/policy/zones.hpp"
#include "csv/guard.hpp"
#include "csv/planning_row.hpp"
#include "xlsx/book.hpp"
#include "xlsx/c_locale.hpp"
#include "xlsx/row_sheet.hpp"
#include "xlsx/unit_sheet.hpp"
#include "xlsx/week_sheet.hpp"

namespace creneau::xlsx {

namespace {

std::size_t weeks_of(const Period& period) noexcept {
  const auto days = Week::of(period.last).monday() - Week::of(period.first).monday();
  return static_cast<std::size_t>(days.count() / 7 + 1);
}

result<void> check(const WorkbookOptions& options) {
  const Period& period = options.period;
  if (!in_range(period.first) || !in_range(period.last) || period.last < period.first)
    return Error{ErrorCode::bad_argument, Subject{period.first}, Subject{period.last}};
  if (weeks_of(period) > kMaxWeeksOfWorkbook)
    return Error{ErrorCode::too_large}.with_limit(kMaxWeeksOfWorkbook,
                                                  static_cast<std::int64_t>(weeks_of(period)));
  return success();
}

/// One reading of the planning into a workbook. Sessions come by local start, so that a week is
/// written as soon as one of a later week comes.
class WorkbookWriter {
 public:
  WorkbookWriter(const WorkbookOptions& options, const Directory& directory)
      : options_(options), labels_(labels(options.language)), names_(directory) {
    planning_ = std::string(labels_.departement) + " " + std::string(options.departement.code());
    if (!options.owner.empty()) planning_ += " · " + options.owner;
  }

  result<void> write(const csv::PlanningSource& source, OutputFile& file) {
    BOOST_OUTCOME_TRY(begin());
    BOOST_OUTCOME_TRY(csv::for_each_page(
        source, [&](Page<SessionDetail>& page) -> result<void> { return take(page.rows); }));
    return finish(file);
  }

 private:
  result<void> begin() {
    const CLocale locale;
    if (!locale) return Error{ErrorCode::no_memory};
    BOOST_OUTCOME_TRY(Book book,
                      Book::make(std::string(labels_.planning) + " · " + planning_, options_.now));
    book_.emplace(std::move(book));
    styles_.emplace(book_->raw(), labels_.day_format);
    if (!styles_->complete()) return Error{ErrorCode::no_memory};
    week_ = Week::of(options_.period.first);
    Week week = week_;
    for (std::size_t count = weeks_of(options_.period); count > 0; --count, week = week.next()) {
      BOOST_OUTCOME_TRY(Sheet * sheet, book_->add_sheet(name_of(week, labels_)));
      week_sheets_.push_back(sheet);
    }
    BOOST_OUTCOME_TRY(rows_sheet_, book_->add_sheet(std::string(labels_.rows_sheet)));
    BOOST_OUTCOME_TRY(units_sheet_, book_->add_sheet(std::string(labels_.units_sheet)));
    begin_rows(*rows_sheet_, planning_, labels_, *styles_);
    return success();
  }

  result<void> take(std::vector<SessionDetail>& sessions) {
    BOOST_OUTCOME_TRY(names_.learn(sessions));
    const CLocale locale;
    if (!locale) return Error{ErrorCode::no_memory};
    for (SessionDetail& detail : sessions) {
      const Session& session = detail.state.session;
      if (session.departement != options_.departement || session.start() < last_start_ ||
          !options_.period.contains(session.date))
        return Error{ErrorCode::host_error, session.id};
      last_start_ = session.start();
      while (week_ < Week::of(session.date)) write_week_done();
      rows_.clear();
      csv::append_rows(detail, names_, rows_);
      if (rows_sheet_->row() + rows_.size() >= kMaxRows)
        return Error{ErrorCode::too_large}.with_limit(kMaxRows, kMaxRows + 1);
      write_rows(*rows_sheet_, rows_, labels_, *styles_);
      of_week_.push_back(std::move(detail));
    }
    return success();
  }

  void write_week_done() {
    const LocalTime now = to_local(zone_of(options_.departement), options_.now);
    units_.push_back(count_week(week_, of_week_, names_, now));
    write_week(*week_sheets_[units_.size() - 1], {week_, planning_, units_.back().total}, of_week_,
               names_, labels_, *styles_);
    of_week_.clear();
    week_ = week_.next();
  }

  result<void> finish(OutputFile& file) {
    const CLocale locale;
    if (!locale) return Error{ErrorCode::no_memory};
    while (units_.size() < week_sheets_.size()) write_week_done();
    end_rows(*rows_sheet_);
    write_units(*units_sheet_, units_, planning_, labels_, *styles_);
    return book_->finish(file);
  }

  const WorkbookOptions& options_;
  const Labels& labels_;
  csv::Names names_;
  std::string planning_;
  std::optional<Book> book_;
  std::optional<Styles> styles_;
  std::vector<Sheet*> week_sheets_;
  Sheet* rows_sheet_ = nullptr;
  Sheet* units_sheet_ = nullptr;
  Week week_;  ///< the one whose sessions are being gathered
  std::vector<SessionDetail> of_week_;
  std::vector<WeekUnits> units_;  ///< of the weeks that are written
  std::vector<csv::PlanningRow> rows_;
  LocalTime last_start_ = LocalTime::min();
};

}  // namespace

result<void> write_workbook(const std::filesystem::path& file, const WorkbookOptions& options,
                            const csv::PlanningSource& source, const Directory& directory) {
  return csv::guarded([&]() -> result<void> {
    BOOST_OUTCOME_TRY(check(options));
    BOOST_OUTCOME_TRY(OutputFile output, OutputFile::beside(file));
    for (int reading = 1;; ++reading) {
      auto written = WorkbookWriter(options, directory).write(source, output);
      if (written || written.assume_error().code != ErrorCode::conflict ||
          reading == csv::kMaxReadings)
        return written;
    }
  });
}

}  // namespace creneau::xlsx
