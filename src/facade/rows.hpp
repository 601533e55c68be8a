#pragma once
/// \file
/// Rows that were read at one moment, or that somebody's own code gives: what a crn_rows is.

#include <memory>
#include <optional>
#include <vector>

#include "creneau/csv/fault.hpp"
#include "creneau/port/database.hpp"
#include "creneau/text/text.hpp"
#include "facade/failure.hpp"
#include "facade/plain_rows.hpp"

namespace creneau::facade {

/// An office, with its départements as an array.
struct OfficeRow {
  explicit OfficeRow(Office office);
  Office it;
  std::vector<crn_departement> departements;
};

/// An inspector, with the postings as plain rows.
struct InspectorRow {
  explicit InspectorRow(Inspector inspector);
  Inspector it;
  std::vector<crn_posting> postings;
};

/// A refusal, with its slots as plain rows.
struct RefusalRow {
  explicit RefusalRow(Refusal refusal);
  Refusal it;
  std::vector<crn_slot> slots;
};

/// One thing that is wrong with a file.
struct FaultRow {
  FaultRow(int at_line, int at_column, Error error, std::string in_cell)
      : line(at_line), column(at_column), failure(std::move(error)), cell(std::move(in_cell)) {}
  int line;
  int column;
  Failure failure;
  std::string cell;
};

/// Rows of any kind, and what was read with them. Not thread-safe while rows are added.
class Rows {
 public:
  /// \name Rows of the model
  /// \{
  std::vector<SessionState> sessions;
  std::vector<Reservation> reservations;
  std::vector<ReservedSession> reserved_sessions;  ///< reservations and their sessions in one
  std::vector<BlockedSlot> blocks;
  std::vector<Closure> closures;
  std::vector<Event> events;
  std::vector<RefusalRow> refusals;
  std::vector<RuleEntry> rules;
  std::vector<OutboxEntry> notices;
  std::vector<OfficeRow> offices;
  std::vector<School> schools;
  std::vector<InspectorRow> inspectors;
  std::vector<Centre> centres;
  std::vector<InspectorUnits> units;
  std::vector<text::ListingLine> listing_lines;
  std::vector<std::unique_ptr<FaultRow>> faults;
  std::vector<Finding> findings;
  /// \}

  std::optional<Cursor> next;  ///< where the next page begins
  Revision number;             ///< the département's commit number
  RulesVersion rules_version;
  Revision closures_revision;
  bool more_candidates = false;

  /// How many rows of a kind, CRN_ROWS_; zero for any other number.
  [[nodiscard]] std::size_t count(std::int32_t kind) const noexcept;

  /// \name Copying out
  /// `bad_argument` where there are not so many from `first` on.
  /// \{
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_session>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_reservation>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_block>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_closure>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_refusal>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_rule>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_delivery_state>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_office>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_school>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_inspector>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_centre>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_units>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_listing_line>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_fault>& to) const;
  [[nodiscard]] result<void> copy(std::size_t first, const RowsOut<crn_finding>& to) const;
  /// \}

  /// \name Taking in
  /// Behind those that are there, all or none. The errors of `model`.
  /// \{
  [[nodiscard]] result<void> add(const RowsIn<crn_session>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_reservation>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_block>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_closure>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_refusal>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_rule>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_office>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_school>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_inspector>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_centre>& from);
  [[nodiscard]] result<void> add(const RowsIn<crn_units>& from);
  /// An event from its envelope and the JSON of its changes.
  [[nodiscard]] result<void> add_event(const crn_event_head* head, crn_text json);
  /// A notice with its lines, and how its delivery goes.
  [[nodiscard]] result<void> add_notice(const RowsIn<crn_notice_facts>& facts,
                                        const RowsIn<crn_notice_line>& lines,
                                        const RowsIn<crn_delivery_state>& state);
  /// \}

  /// Takes the faults of a file in.
  void add(csv::Faults faults_of_file);
  /// The entries of a directory among them.
  [[nodiscard]] DirectoryRows directory_rows() const;
};

/// An event from its envelope and the JSON of its changes; an empty JSON: they were purged.
[[nodiscard]] result<Event> event_of(const crn_event_head* head, crn_text json);

}  // namespace creneau::facade
