#include <algorithm>

#include "creneau/csv/planning.hpp"
#include "csv/guard.hpp"

namespace creneau::csv {

namespace {

/// The column that a fault of a session is to be mended in.
int column_of(ErrorCode code, const PlanningColumns& columns) noexcept {
  switch (code) {
    case ErrorCode::bad_date: return columns.date;
    case ErrorCode::bad_time:
    case ErrorCode::time_skipped:
    case ErrorCode::grid_does_not_fit:
    case ErrorCode::session_overlap: return columns.time;
    case ErrorCode::unknown_inspector:
    case ErrorCode::no_posting:
    case ErrorCode::posted_elsewhere: return columns.matricule;
    case ErrorCode::category_not_examined:
      return columns.category != 0 ? columns.category : columns.matricule;
    case ErrorCode::unknown_centre:
    case ErrorCode::zone_mismatch:
    case ErrorCode::category_not_at_centre: return columns.centre;
    case ErrorCode::unknown_school: return columns.school;
    case ErrorCode::bad_text: return columns.reservation;
    default: return 0;
  }
}

/// Takes the line out of what an error is about; 0 if it is about none.
int take_line(Error& error) {
  const auto place = std::find_if(error.subjects.begin(), error.subjects.end(),
                                  [](const Subject& it) { return it.kind == Subject::Kind::line; });
  if (place == error.subjects.end()) return 0;
  const int line = static_cast<int>(place->id);
  error.subjects.erase(place);
  return line;
}

}  // namespace

result<Faults> faults_among(const PlanningFile& file, const Call& call, const Storage& storage,
                            const Directory& directory, const RuleBook& rules) {
  return guarded([&]() -> result<Faults> {
    Needs needs;
    needs.departement = call.departement;
    DirectoryNeeds directory_needs;
    add_needs(file.command, needs, directory_needs);
    Snapshot snapshot;
    BOOST_OUTCOME_TRY(storage.load(needs, snapshot));
    DirectoryFacts facts;
    BOOST_OUTCOME_TRY(directory.look_up(directory_needs, facts));
    const Situation situation{call, Instant{}, rules, snapshot, facts};
    Faults faults;
    for (Error& error : faults_of(file.command, situation)) {
      const int line = take_line(error);
      const int column = column_of(error.code, file.columns);
      if (line == 0)
        faults.push_back({0, 0, std::move(error), {}});
      else
        add_fault(faults, line, column, std::move(error));
    }
    sort_by_place(faults);
    return faults;
  });
}

Faults faults_behind(const Error& refusal, const PlanningFile& file, const Call& call,
                     const Storage& storage, const Directory& directory, const RuleBook& rules) {
  // A failure is nothing that the file could mend, and what is known of it must stay known.
  if (class_of(refusal.code) == ErrorClass::failed) return {};
  auto found = faults_among(file, call, storage, directory, rules);
  if (!found) return {};
  const auto is_refusal = [&](const Fault& fault) { return fault.error.code == refusal.code; };
  Faults& faults = found.assume_value();
  if (std::none_of(faults.begin(), faults.end(), is_refusal)) return {};
  return std::move(faults);
}

}  // namespace creneau::csv
