#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

#include "creneau/csv/directory.hpp"
#include "creneau/policy/name_matching.hpp"
#include "creneau/text/mail_address.hpp"
#include "csv/guard.hpp"
#include "csv/record.hpp"

namespace creneau::csv {

namespace {

/// Finds what bears one reference twice.
class References {
 public:
  /// Adds a fault at `heading` where an earlier row bears the same. Empty references are none.
  void add(const Record& record, Heading heading, const std::string& key) {
    if (key.empty()) return;
    const auto [place, is_new] = lines_.try_emplace(key, record.line());
    if (!is_new)
      record.fault(heading, Error{ErrorCode::duplicate_reference}
                                .with_limit(place->second, record.line())
                                .with_text(std::string(record.cell(heading))));
  }

 private:
  boost::unordered_flat_map<std::string, int> lines_;
};

std::string in_one_line(const Row& row) {
  std::string line;
  for (const std::string& cell : row.cells) line += (line.empty() ? "" : ", ") + cell;
  return line;
}

template <class EntityId>
EntityId id_of(const Record& record) {
  if (record.is_empty(Heading::id)) return {};
  const auto number = record.value(Heading::id, ErrorCode::bad_argument, [](std::string_view cell) {
    const auto parsed = number_from(cell);
    return parsed && *parsed > 0 ? parsed : std::nullopt;
  });
  return {number.value_or(0)};
}

std::string mail_of(const Record& record) {
  const auto cell = record.cell(Heading::mail);
  if (!cell.empty() && !text::is_mail_address(cell))
    record.fault(Heading::mail, ErrorCode::bad_address);
  return std::string(cell);
}

/// One file: its rows become entities one by one.
class DirectoryReader {
 public:
  DirectoryReader(const Table& table, const Columns& columns, Faults& faults)
      : table_(table), columns_(columns), faults_(faults) {}

  DirectoryRows read(FileKind kind) {
    if (!has_what_it_needs(kind)) return {};
    for (const Row& row : table_.rows) {
      const Record record(columns_, row, faults_);
      record.check_nameless();
      switch (kind) {
        case FileKind::offices: add_office(record); break;
        case FileKind::schools: add_school(record); break;
        case FileKind::inspectors: add_inspector_row(record); break;
        case FileKind::centres: add_centre(record); break;
        case FileKind::planning: break;
      }
    }
    for (Inspector& inspector : rows_.inspectors)
      std::sort(inspector.postings.begin(), inspector.postings.end(),
                [](const Posting& a, const Posting& b) { return a.period.first < b.period.first; });
    return std::move(rows_);
  }

 private:
  /// Where the rows of one inspector began, and its postings with their lines.
  struct InspectorRows {
    std::size_t place = 0;
    int line = 0;
    std::vector<std::pair<Period, int>> postings;
  };

  /// Adds a fault for each heading that is missing.
  bool has_what_it_needs(FileKind kind) {
    const std::size_t before = faults_.size();
    const auto require = [&](std::initializer_list<Heading> headings) {
      for (const Heading heading : headings) columns_.require(heading, faults_);
    };
    switch (kind) {
      case FileKind::offices: require({Heading::name, Heading::departement}); break;
      case FileKind::schools:
        if (!columns_.has(Heading::name))
          columns_.require(Heading::school, faults_, "RaisonSociale");
        require({Heading::aurige_id});
        break;
      case FileKind::inspectors: require({Heading::matricule, Heading::departement}); break;
      case FileKind::centres: require({Heading::name, Heading::departement}); break;
      case FileKind::planning: break;
    }
    return faults_.size() == before;
  }

  void add_office(const Record& record) {
    Office office;
    office.id = id_of<OfficeId>(record);
    office.name = record.required_text(Heading::name);
    office.mail = mail_of(record);
    office.phone = record.text(Heading::phone);
    const bool known = for_each_piece(record.cell(Heading::departement), [&](std::string_view it) {
      const auto departement = departement_from(it);
      if (departement) office.departements.insert(*departement);
      return departement.has_value();
    });
    if (!known) record.fault(Heading::departement, ErrorCode::bad_argument);
    office.external_ref = record.text(Heading::reference);
    note_references(record, office.id.value);
    names_.add(record, Heading::name, fold_name(office.name));
    rows_.offices.push_back(std::move(office));
  }

  void add_school(const Record& record) {
    const Heading name = columns_.has(Heading::school) ? Heading::school : Heading::name;
    School school;
    school.id = id_of<SchoolId>(record);
    school.name = record.required_text(name);
    school.aurige_id = record.required_text(Heading::aurige_id);
    school.mail = mail_of(record);
    school.categories = record.categories(Heading::category);
    if (!record.is_empty(Heading::active))
      school.active =
          record.value(Heading::active, ErrorCode::bad_argument, switch_from).value_or(true);
    school.external_ref = record.text(Heading::reference);
    note_references(record, school.id.value);
    names_.add(record, Heading::aurige_id, school.aurige_id);
    rows_.schools.push_back(std::move(school));
  }

  void add_centre(const Record& record) {
    Centre centre;
    centre.id = id_of<CentreId>(record);
    centre.name = record.required_text(Heading::name);
    centre.place = record.text(Heading::place);
    const auto departement =
        record.value(Heading::departement, ErrorCode::bad_argument, departement_from);
    centre.categories = record.categories(Heading::category);
    centre.external_ref = record.text(Heading::reference);
    note_references(record, centre.id.value);
    if (!departement) return;
    centre.departement = *departement;
    names_.add(record, Heading::name,
               std::string(departement->code()) + " " + fold_name(centre.name));
    rows_.centres.push_back(std::move(centre));
  }

  void add_inspector_row(const Record& record) {
    Inspector inspector;
    inspector.id = id_of<InspectorId>(record);
    inspector.matricule = record.required_text(Heading::matricule);
    inspector.name = record.text(Heading::name);
    inspector.categories = record.categories(Heading::category);
    inspector.external_ref = record.text(Heading::reference);
    const auto [known, is_new] = inspectors_.try_emplace(
        inspector.matricule, InspectorRows{rows_.inspectors.size(), record.line(), {}});
    if (is_new) {
      note_references(record, inspector.id.value);
      rows_.inspectors.push_back(std::move(inspector));
    } else {
      check_same(record, rows_.inspectors[known->second.place], inspector, known->second.line);
    }
    add_posting(record, known->second);
  }

  /// Rows of one matricule that speak of different people.
  static void check_same(const Record& record, const Inspector& first, const Inspector& other,
                         int first_line) {
    if (first.id == other.id && first.name == other.name && first.categories == other.categories &&
        first.external_ref == other.external_ref)
      return;
    record.fault(Heading::matricule, Error{ErrorCode::duplicate_reference}
                                         .with_limit(first_line, record.line())
                                         .with_text(other.matricule));
  }

  void add_posting(const Record& record, InspectorRows& known) {
    Inspector& inspector = rows_.inspectors[known.place];
    if (record.is_empty(Heading::departement) && record.is_empty(Heading::from) &&
        record.is_empty(Heading::to))
      return;
    const auto departement =
        record.value(Heading::departement, ErrorCode::bad_argument, departement_from);
    std::optional<Date> first = kFirstDate;
    std::optional<Date> last = kLastDate;
    if (!record.is_empty(Heading::from))
      first = record.value(Heading::from, ErrorCode::bad_date, date_from);
    if (!record.is_empty(Heading::to))
      last = record.value(Heading::to, ErrorCode::bad_date, date_from);
    if (!departement || !first || !last) return;
    if (*first > *last)
      return record.fault(Heading::to, Error{ErrorCode::end_before_start}.with_text(
                                           std::string(record.cell(Heading::from)) + " – " +
                                           std::string(record.cell(Heading::to))));
    const Period period{*first, *last};
    for (const auto& [other, line] : known.postings)
      if (period.first <= other.last && other.first <= period.last)
        return record.fault(Heading::from, Error{ErrorCode::posting_overlap}
                                               .with_limit(line, record.line())
                                               .with_text(inspector.matricule));
    known.postings.emplace_back(period, record.line());
    inspector.postings.push_back({*departement, period});
  }

  void note_references(const Record& record, std::int64_t id) {
    if (id != 0) ids_.add(record, Heading::id, std::to_string(id));
    references_.add(record, Heading::reference, std::string(record.cell(Heading::reference)));
  }

  const Table& table_;
  const Columns& columns_;
  Faults& faults_;
  DirectoryRows rows_;
  boost::unordered_flat_map<std::string, InspectorRows> inspectors_;
  References ids_;
  References references_;
  References names_;  ///< by natural key
};

}  // namespace

result<DirectoryRows> read_directory(std::string_view bytes, Faults& faults, Encoding encoding) {
  return guarded([&]() -> result<DirectoryRows> {
    faults.clear();
    BOOST_OUTCOME_TRY(const Table table, read_table(bytes, encoding, faults));
    if (!table.headings_are_sound) {
      sort_by_place(faults);
      return faults.front().error;
    }
    const Columns columns(table.headings, faults);
    const auto kind = kind_of(columns);
    DirectoryRows rows;
    if (!kind || *kind == FileKind::planning) {
      if (faults.empty())
        add_fault(faults, table.headings.line, 0,
                  Error{ErrorCode::bad_file}.with_text(in_one_line(table.headings)));
    } else {
      rows = DirectoryReader(table, columns, faults).read(*kind);
    }
    if (faults.empty()) return rows;
    sort_by_place(faults);
    return faults.front().error;
  });
}

}  // namespace creneau::csv
