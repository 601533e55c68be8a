#pragma once
/// \file
/// A storage with a planted fault, which strikes now and then.

#include <array>

#include "support/figures.hpp"
#include "support/forwarding_storage.hpp"

namespace creneau::testing {

enum class Fault {
  none,
  // Expectations that are not checked
  session_revision_unchecked,
  reservation_revision_unchecked,
  older_plan_taken_for_present,
  relied_on_unchecked,
  closures_revision_unchecked,
  rules_version_unchecked,
  reservations_made_meanwhile_overlooked,
  reason_of_a_block_overlooked,
  // Requests and batches
  request_forgotten,
  request_of_a_rival_forgotten,
  refused_though_applied,
  rest_of_a_batch_dropped,
  commit_number_used_twice,
  // What is written
  notice_left_out,
  freed_slot_not_freed,
  slot_lost_by_a_change,
  reason_not_kept,
  refusal_not_kept,
  // What is read
  row_dropped_at_a_page_border,
  reservation_dropped_at_a_page_border,
  event_missing,
  closure_not_seen,
  begun_slots_counted_as_reservable,
  row_of_another_departement_shown,
};

class FaultyStorage final : public ForwardingStorage {
 public:
  /// The fault strikes once in `once_in` times that it could.
  FaultyStorage(Storage& behind, Fault fault, std::size_t once_in, std::uint64_t seed)
      : ForwardingStorage(behind), fault_(fault), once_in_(once_in), dice_(seed) {}

  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override;
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override;
  [[nodiscard]] result<void> record(const Refusal& refusal) override;
  [[nodiscard]] result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const override;
  [[nodiscard]] result<Page<ReservedSession>> reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const override;
  [[nodiscard]] result<Page<Event>> events(const EventFilter& filter,
                                           const PageRequest& page) const override;
  [[nodiscard]] result<void> week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const override;

 private:
  /// Whether the fault that is planted is this one and strikes here, where it can.
  [[nodiscard]] bool strikes(Fault fault, bool it_can = true) const;
  void commit_one(ChangeSet& changes, Commit& answer);
  [[nodiscard]] Snapshot present(const ChangeSet& changes) const;
  void overlook(ChangeSet& changes) const;

  Fault fault_;
  std::size_t once_in_;
  mutable Dice dice_;
};

}  // namespace creneau::testing
