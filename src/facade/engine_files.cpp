#include "creneau/csv/directory.hpp"
#include "creneau/xlsx/workbook.hpp"
#include "facade/commands.hpp"
#include "facade/engine.hpp"

namespace creneau::facade {

namespace {

[[nodiscard]] result<csv::Style> style_of(const crn_csv_style* from) {
  StructIn<crn_csv_style> read(from, "style", true);
  BOOST_OUTCOME_TRY(read.check());
  csv::Style style;
  style.utf8_mark = read->utf8_mark != 0;
  if (read->separator == 0) return style;
  if (read->separator != ',' && read->separator != ';' && read->separator != '\t')
    return bad_argument("separator");
  style.separator = static_cast<char>(read->separator);
  return style;
}

[[nodiscard]] result<csv::Encoding> encoding_of(std::int32_t number) {
  if (number == CRN_ENCODING_UTF_8) return csv::Encoding::utf8;
  if (number == CRN_ENCODING_WINDOWS_1252) return csv::Encoding::windows_1252;
  return bad_argument("encoding");
}

/// The bytes of a file, in whatever encoding.
[[nodiscard]] result<std::string_view> bytes_of(crn_text bytes) {
  if (bytes.size == 0) return std::string_view{};
  if (bytes.data == nullptr) return bad_argument("bytes");
  return std::string_view{bytes.data, bytes.size};
}

}  // namespace

csv::PlanningSource Engine::source(const Actor& actor, const SessionFilter& filter) const {
  return [this, &actor, &filter](const Cursor& after) {
    return queries_->planning(actor, filter, {after, kMaxPage});
  };
}

result<void> Engine::write_workbook(const crn_actor* actor, const crn_workbook* workbook) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  StructIn<crn_workbook> read(workbook, "workbook");
  BOOST_OUTCOME_TRY(read.check());
  BOOST_OUTCOME_TRY(const SessionFilter filter, filter_of(read->filter));
  BOOST_OUTCOME_TRY(const std::string path, path_of(read->path, "path"));
  xlsx::WorkbookOptions options;
  options.departement = filter.departement;
  options.period = filter.period.within_range();
  options.now = clock_->now();
  BOOST_OUTCOME_TRY(options.owner, text_of(read->owner, "owner"));
  BOOST_OUTCOME_TRY(options.language, language_of(read->language));
  return xlsx::write_workbook(std::filesystem::path(path), options, source(who, filter),
                              *directory_);
}

result<std::string> Engine::write_csv(const crn_actor* actor, const crn_session_filter* filter,
                                      const crn_csv_style* style) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const SessionFilter which, filter_of(filter));
  BOOST_OUTCOME_TRY(const csv::Style how, style_of(style));
  return csv::write_planning(source(who, which), *directory_, how);
}

result<std::unique_ptr<PlanningFile>> Engine::read_planning(crn_text bytes,
                                                            const crn_planning_options* options,
                                                            Rows& faults) const {
  BOOST_OUTCOME_TRY(const auto content, bytes_of(bytes));
  StructIn<crn_planning_options> read(options, "options", true);
  BOOST_OUTCOME_TRY(read.check());
  csv::PlanningOptions how;
  BOOST_OUTCOME_TRY(how.category, read_optional_code<Category>(read->category, "category"));
  BOOST_OUTCOME_TRY(how.part, read_code<ExamPart>(read->part, "part"));
  how.office = {read->office};
  how.notify = read->notify != 0;
  BOOST_OUTCOME_TRY(how.encoding, encoding_of(read->encoding));
  BOOST_OUTCOME_TRY(const RuleBook* const rules, engine_->rules());
  csv::Faults found;
  auto file = csv::read_planning(content, *directory_, *rules, how, found);
  faults.add(std::move(found));
  if (!file) return std::move(file.assume_error());
  return std::make_unique<PlanningFile>(std::move(file.assume_value()));
}

result<std::unique_ptr<Rows>> read_entries(crn_text bytes, std::int32_t encoding, Rows& faults) {
  BOOST_OUTCOME_TRY(const auto content, bytes_of(bytes));
  BOOST_OUTCOME_TRY(const csv::Encoding as, encoding_of(encoding));
  csv::Faults found;
  auto entries = csv::read_directory(content, found, as);
  faults.add(std::move(found));
  if (!entries) return std::move(entries.assume_error());
  auto rows = std::make_unique<Rows>();
  DirectoryRows& read = entries.assume_value();
  for (Office& it : read.offices) rows->offices.emplace_back(std::move(it));
  rows->schools = std::move(read.schools);
  for (Inspector& it : read.inspectors) rows->inspectors.emplace_back(std::move(it));
  rows->centres = std::move(read.centres);
  return rows;
}

result<std::string> write_entries(const Rows& entries, std::int32_t kind,
                                  const crn_csv_style* style) {
  BOOST_OUTCOME_TRY(const csv::Style how, style_of(style));
  const DirectoryRows rows = entries.directory_rows();
  switch (kind) {
    case CRN_ROWS_OFFICES: return csv::write_offices(rows.offices, how);
    case CRN_ROWS_SCHOOLS: return csv::write_schools(rows.schools, how);
    case CRN_ROWS_INSPECTORS: return csv::write_inspectors(rows.inspectors, how);
    case CRN_ROWS_CENTRES: return csv::write_centres(rows.centres, how);
    default: return bad_argument("kind");
  }
}

}  // namespace creneau::facade
