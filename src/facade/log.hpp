#pragma once
/// \file
/// What an engine does beside its answers, told to whoever wants to know.

#include <string>

#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "creneau_ports.h"

namespace creneau::facade {

/// Where messages go; nowhere by default.
class Log {
 public:
  Log() = default;
  Log(crn_log_function function, void* data) noexcept : function_(function), data_(data) {}

  /// Whether anybody listens.
  [[nodiscard]] explicit operator bool() const noexcept { return function_ != nullptr; }
  /// Tells of one thing, CRN_LOG_; nothing where memory is exhausted.
  void tell(std::int32_t level, std::string_view what, const Error& error) const noexcept;

 private:
  crn_log_function function_ = nullptr;
  void* data_ = nullptr;
};

/// Tells of what a storage could not do: conflicts, failures, refusals that were not journalled.
class LoggedStorage final : public Storage {
 public:
  /// Holds a reference to the storage.
  LoggedStorage(Storage& storage, Log log) noexcept : storage_(storage), log_(log) {}

  [[nodiscard]] bool joins_commits() const noexcept override { return storage_.joins_commits(); }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    return told("load", storage_.load(needs, snapshot));
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override;
  [[nodiscard]] result<void> record(const Refusal& refusal) override {
    return told("a refusal is not journalled", storage_.record(refusal));
  }
  [[nodiscard]] result<Rules> rules() const override { return told("rules", storage_.rules()); }
  [[nodiscard]] result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const override {
    return told("sessions", storage_.sessions(filter, page));
  }
  [[nodiscard]] result<Page<ReservedSession>> reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const override {
    return told("reservations", storage_.reservations(filter, page));
  }
  [[nodiscard]] result<Page<Closure>> closures(const ClosureFilter& filter,
                                               const PageRequest& page) const override {
    return told("closures", storage_.closures(filter, page));
  }
  [[nodiscard]] result<Page<Event>> events(const EventFilter& filter,
                                           const PageRequest& page) const override {
    return told("events", storage_.events(filter, page));
  }
  [[nodiscard]] result<Page<Refusal>> refusals(Departement departement,
                                               const PageRequest& page) const override {
    return told("refusals", storage_.refusals(departement, page));
  }
  [[nodiscard]] result<void> week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const override {
    return told("week_units", storage_.week_units(filter, rows));
  }

 private:
  template <class T>
  [[nodiscard]] result<T> told(std::string_view what, result<T> outcome) const {
    if (!outcome) log_.tell(CRN_LOG_ERROR, what, outcome.assume_error());
    return outcome;
  }

  Storage& storage_;
  Log log_;
};

/// Tells of deliveries that failed.
class LoggedNotifier final : public Notifier {
 public:
  /// Holds a reference to the notifier.
  LoggedNotifier(Notifier& notifier, Log log) noexcept : notifier_(notifier), log_(log) {}

  [[nodiscard]] Answer deliver(const Notice& notice) override;

 private:
  Notifier& notifier_;
  Log log_;
};

}  // namespace creneau::facade
