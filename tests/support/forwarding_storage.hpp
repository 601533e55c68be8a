#pragma once
/// \file
/// A storage that passes everything on to another one: what stands before it overrides a method.

#include "creneau/port/storage.hpp"

namespace creneau::testing {

class ForwardingStorage : public Storage {
 public:
  explicit ForwardingStorage(Storage& behind) : behind_(behind) {}

  [[nodiscard]] bool joins_commits() const noexcept override { return behind_.joins_commits(); }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    return behind_.load(needs, snapshot);
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    behind_.commit(sets, answers);
  }
  [[nodiscard]] result<void> record(const Refusal& refusal) override {
    return behind_.record(refusal);
  }
  [[nodiscard]] result<Rules> rules() const override { return behind_.rules(); }
  [[nodiscard]] result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const override {
    return behind_.sessions(filter, page);
  }
  [[nodiscard]] result<Page<ReservedSession>> reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const override {
    return behind_.reservations(filter, page);
  }
  [[nodiscard]] result<Page<Closure>> closures(const ClosureFilter& filter,
                                               const PageRequest& page) const override {
    return behind_.closures(filter, page);
  }
  [[nodiscard]] result<Page<Event>> events(const EventFilter& filter,
                                           const PageRequest& page) const override {
    return behind_.events(filter, page);
  }
  [[nodiscard]] result<Page<Refusal>> refusals(Departement departement,
                                               const PageRequest& page) const override {
    return behind_.refusals(departement, page);
  }
  [[nodiscard]] result<void> week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const override {
    return behind_.week_units(filter, rows);
  }

 protected:
  [[nodiscard]] Storage& behind() const noexcept { return behind_; }

 private:
  Storage& behind_;
};

}  // namespace creneau::testing
