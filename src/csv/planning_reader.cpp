#include "creneau/csv/planning.hpp"
#include "creneau/policy/name_matching.hpp"
#include "csv/guard.hpp"
#include "csv/planning_lookup.hpp"
#include "csv/record.hpp"
#include "csv/session_builder.hpp"

namespace creneau::csv {

namespace {

/// The longest reservation reference, in bytes, as long as a note of a command.
constexpr std::size_t kMaxReference = 2000;

/// Takes the rows of a file one by one and gives those that are sound by themselves.
class RowReader {
 public:
  RowReader(const PlanningLookup& lookup, const RuleBook& rules, const PlanningOptions& options,
            const Columns& columns, Faults& faults)
      : lookup_(lookup), rules_(rules), options_(options), columns_(columns), faults_(faults) {}

  void read(const Row& row) {
    const Record record(columns_, row, faults_);
    const std::size_t faults_before = faults_.size();
    SoundRow sound;
    sound.line = row.line;
    record.check_nameless();
    const auto its_departement = read_departement(record);
    read_time(record, sound);
    if (record.is_empty(Heading::matricule))
      record.missing(Heading::matricule);
    else if (const auto found = lookup_.inspector(record.cell(Heading::matricule)))
      sound.inspector = found.assume_value();
    else
      record.fault(Heading::matricule, found.assume_error());
    read_exam(record, sound);
    read_centre(record, its_departement, sound);
    read_units(record, sound);
    read_status(record, sound);
    if (faults_.size() == faults_before) rows.push_back(std::move(sound));
  }

  std::vector<SoundRow> rows;
  std::optional<Departement> departement;  ///< of the first row that says it

 private:
  /// The row's own, which must be the file's; none where it is no département.
  std::optional<Departement> read_departement(const Record& record) {
    const auto found =
        record.value(Heading::departement, ErrorCode::bad_argument, departement_from);
    if (!found) return found;
    if (!departement) {
      departement = found;
      departement_line_ = record.line();
    } else if (departement != found) {
      record.fault(Heading::departement,
                   Error{ErrorCode::several_departements}
                       .with_limit(departement_line_, departement_line_)
                       .with_text(std::string(record.cell(Heading::departement))));
    }
    return found;
  }

  void read_time(const Record& record, SoundRow& row) {
    const auto date = record.value(Heading::date, ErrorCode::bad_date, date_from);
    const auto time = record.value(Heading::time, ErrorCode::bad_time, time_from);
    if (!record.is_empty(Heading::start) || !record.is_empty(Heading::end)) {
      const auto start = record.value(Heading::start, ErrorCode::bad_time, time_from);
      const auto end = record.value(Heading::end, ErrorCode::bad_time, time_from);
      if (!start || !end) return;
      row.session = Hours{*start, *end};
      if (!row.session->valid())
        return record.fault(Heading::end, Error{ErrorCode::end_before_start}.with_text(
                                              std::string(record.cell(Heading::start)) + " – " +
                                              std::string(record.cell(Heading::end))));
    }
    if (!date || !time) return;
    row.date = *date;
    row.time = *time;
    if (row.session) {
      if (row.time < row.session->start || row.time >= row.session->end)
        record.fault(Heading::time, ErrorCode::bad_time);
      return;
    }
    if (row.time + kPlainRow > Minutes{1440})
      record.fault(Heading::time, ErrorCode::bad_time);
    else if (departement && resolve(zone_of(*departement), row.date + row.time).kind ==
                                ResolvedTime::Kind::skipped)
      record.fault(Heading::time, Error{ErrorCode::time_skipped, Subject{row.date}}
                                      .with_limit(row.time.count(), row.time.count())
                                      .with_text(std::string(record.cell(Heading::time))));
  }

  void read_exam(const Record& record, SoundRow& row) {
    const auto part = record.value(Heading::part, ErrorCode::bad_argument, part_from);
    row.part = part.value_or(ExamPart::unstated);
    if (!record.is_empty(Heading::category)) {
      row.category = record.value(Heading::category, ErrorCode::bad_argument, category_from);
    } else if (part && row.part != ExamPart::unstated) {
      record.fault(Heading::part, ErrorCode::session_not_planned);
    } else if (!row.session) {
      row.category = options_.category;
      row.part = options_.category ? options_.part : ExamPart::unstated;
    }
  }

  void read_centre(const Record& record, std::optional<Departement> its_departement,
                   SoundRow& row) {
    const auto centre = record.cell(Heading::centre);
    if (centre.empty()) {
      if (row.category) record.missing(Heading::centre);
    } else if (its_departement) {
      if (const auto found = lookup_.centre(centre, *its_departement))
        row.centre = found.assume_value();
      else
        record.fault(Heading::centre, found.assume_error());
    }
  }

  void read_units(const Record& record, SoundRow& row) {
    row.units = rules_.on(row.date).units_of_slot;
    if (record.is_empty(Heading::units)) return;
    const auto units = record.value(Heading::units, ErrorCode::bad_argument, number_from);
    if (units && *units > 16) return record.fault(Heading::units, ErrorCode::bad_argument);
    if (units && *units > 0) row.units = static_cast<std::int32_t>(*units);
  }

  void read_status(const Record& record, SoundRow& row) {
    const bool has_school =
        !record.is_empty(Heading::aurige_id) || !record.is_empty(Heading::school);
    row.status = has_school     ? RowStatus::reserved
                 : row.category ? RowStatus::free
                                : RowStatus::available;
    if (!record.is_empty(Heading::status)) {
      const auto stated = record.value(Heading::status, ErrorCode::bad_argument, row_status_from);
      if (!stated) return;
      // Another system's plain rows call a slot available or free whether it is planned or not.
      const auto is_open = [](RowStatus it) {
        return it == RowStatus::available || it == RowStatus::free;
      };
      if (!is_open(*stated) || !is_open(row.status) || row.session) {
        if ((*stated == RowStatus::reserved) != has_school ||
            (*stated == RowStatus::available && row.category))
          return record.fault(Heading::status, ErrorCode::bad_argument);
        row.status = *stated;
      }
    }
    if (!row.category && row.status != RowStatus::available)
      return record.fault(record.is_empty(Heading::status) ? Heading::school : Heading::status,
                          ErrorCode::session_not_planned);
    if (row.status == RowStatus::left_over && !row.session)
      return record.fault(Heading::status, ErrorCode::bad_argument);
    if (has_school)
      read_holder(record, row);
    else if (!record.is_empty(Heading::reservation))
      record.fault(Heading::reservation, ErrorCode::bad_argument);
  }

  void read_holder(const Record& record, SoundRow& row) {
    const bool by_id = !record.is_empty(Heading::aurige_id);
    const Heading heading = by_id ? Heading::aurige_id : Heading::school;
    const auto found = by_id ? lookup_.school_of_aurige_id(record.cell(heading))
                             : lookup_.school_named(record.cell(heading));
    if (found)
      row.school = found.assume_value();
    else
      record.fault(heading, found.assume_error());
    row.reservation = record.cell(Heading::reservation);
    for (std::string_view rest = row.reservation; !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n'));
      if (!is_clean_text(line) || row.reservation.size() > kMaxReference)
        return record.fault(Heading::reservation, ErrorCode::bad_text);
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
  }

  const PlanningLookup& lookup_;
  const RuleBook& rules_;
  const PlanningOptions& options_;
  const Columns& columns_;
  Faults& faults_;
  int departement_line_ = 0;
};

bool has_what_it_needs(const Columns& columns, Faults& faults) {
  const std::size_t before = faults.size();
  for (const Heading heading :
       {Heading::date, Heading::time, Heading::matricule, Heading::centre, Heading::departement})
    columns.require(heading, faults);
  if (columns.has(Heading::start) || columns.has(Heading::end))
    for (const Heading heading : {Heading::start, Heading::end}) columns.require(heading, faults);
  return faults.size() == before;
}

result<PlanningFile> read_table_of_planning(const Table& table, const Directory& directory,
                                            const RuleBook& rules, const PlanningOptions& options,
                                            Faults& faults) {
  PlanningFile file;
  const Columns columns(table.headings, faults);
  if (!has_what_it_needs(columns, faults)) return file;
  BOOST_OUTCOME_TRY(const auto lookup,
                    PlanningLookup::make(directory, columns.has(Heading::school) ||
                                                        columns.has(Heading::aurige_id)));
  RowReader reader(lookup, rules, options, columns, faults);
  for (const Row& row : table.rows) reader.read(row);
  if (!faults.empty()) return file;
  if (reader.rows.empty()) {
    add_fault(faults, table.headings.line, 0, Error{ErrorCode::nothing_to_do});
    return file;
  }
  file.departement = *reader.departement;
  file.columns = {
      columns.place(Heading::date),
      columns.place(Heading::time),
      columns.place(Heading::matricule),
      columns.place(Heading::centre),
      columns.place(Heading::category),
      columns.place(columns.has(Heading::aurige_id) ? Heading::aurige_id : Heading::school),
      columns.place(Heading::reservation)};
  file.command.office = options.office;
  file.command.notify = options.notify;
  file.command.sessions =
      build_sessions(std::move(reader.rows), file.departement, rules, columns, faults);
  return file;
}

}  // namespace

result<PlanningFile> read_planning(std::string_view bytes, const Directory& directory,
                                   const RuleBook& rules, const PlanningOptions& options,
                                   Faults& faults) {
  return guarded([&]() -> result<PlanningFile> {
    faults.clear();
    BOOST_OUTCOME_TRY(const Table table, read_table(bytes, options.encoding, faults));
    if (!table.headings_are_sound) {
      sort_by_place(faults);
      return faults.front().error;
    }
    BOOST_OUTCOME_TRY(auto file, read_table_of_planning(table, directory, rules, options, faults));
    if (faults.empty()) return file;
    sort_by_place(faults);
    return faults.front().error;
  });
}

}  // namespace creneau::csv
