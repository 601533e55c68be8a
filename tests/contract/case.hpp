#pragma once
/// \file
/// What the cases of the contract are written with, and where they stand.

#include "contract/storage_contract.hpp"
#include "support/departement_93.hpp"

namespace creneau::contract {

using testing::k75;
using testing::k93;
using testing::kMonday;
using testing::OfficeAtWork;

/// Rows that were written, taken away or made again between a decision and its commit.
[[nodiscard]] std::span<const Case> stale_row_cases() noexcept;
/// Each expectation of a change set by itself; rules and closures.
[[nodiscard]] std::span<const Case> expectation_cases() noexcept;
/// Request ids, batches, numbers, the history of events.
[[nodiscard]] std::span<const Case> request_cases() noexcept;
/// What is loaded, listed, counted.
[[nodiscard]] std::span<const Case> reading_cases() noexcept;
/// Notices: leases, fencing, addresses.
[[nodiscard]] std::span<const Case> outbox_cases() noexcept;

/// A decision as it was made on what the storage said at that moment.
template <class Command>
ChangeSet decided(OfficeAtWork& office, const Command& command, std::string request = {}) {
  return office.engine.decide(office.with_request(std::move(request)), command).value().changes;
}

inline Commit commit(Subject& subject, ChangeSet changes) {
  Commit answer;
  subject.storage().commit(std::span(&changes, 1), std::span(&answer, 1));
  return answer;
}

inline Snapshot look(Subject& subject, SessionId session) {
  Needs needs;
  needs.departement = k93;
  needs.sessions.push_back(session);
  needs.reservations_of_sessions = true;
  needs.blocks_of_sessions = true;
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  return snapshot;
}

inline Revision number(Subject& subject, Departement departement = k93) {
  Needs needs;
  needs.departement = departement;
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  return snapshot.number;
}

inline std::vector<Event> history(Subject& subject, Departement departement = k93) {
  EventFilter filter;
  filter.departement = departement;
  return subject.storage().events(filter, {}).value().rows;
}

/// A decision that has become stale: it is refused as a conflict and leaves no trace.
inline void refused_as_stale(Subject& subject, Findings& findings, ChangeSet stale,
                             const char* why) {
  const Revision before = number(subject);
  const std::size_t events = history(subject).size();
  const Commit answer = commit(subject, std::move(stale));
  findings.expect(answer.outcome == Commit::Outcome::conflict, why);
  findings.expect(number(subject) == before, std::string(why) + ": took a commit number");
  findings.expect(history(subject).size() == events, std::string(why) + ": left an event");
}

}  // namespace creneau::contract
