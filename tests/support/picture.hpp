#pragma once
/// \file
/// Everything that can be read of the plannings, to see that a refused command changed nothing.

#include <vector>

#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

/// All that the plannings, their history and the outbox show.
struct Picture {
  std::vector<Revision> numbers;
  std::vector<Event> history;
  std::vector<SessionState> sessions;
  std::vector<ReservedSession> reservations;
  std::vector<Closure> closures;
  std::vector<RuleEntry> rules;
  std::vector<Notice> notices;
  friend bool operator==(const Picture&, const Picture&) = default;
};

inline Picture picture_of(const Storage& storage, const Outbox& outbox) {
  Picture picture;
  const auto append = [](auto& all, const auto& rows) {
    all.insert(all.end(), rows.begin(), rows.end());
  };
  for (const Departement departement : {k93, k75, k974}) {
    const auto events = storage.events({departement, {}, {}, {}, {}}, {}).value();
    picture.numbers.push_back(events.number);
    append(picture.history, events.rows);
    SessionFilter sessions;
    sessions.departement = departement;
    append(picture.sessions, storage.sessions(sessions, {}).value().rows);
    ReservationFilter reservations;
    reservations.departement = departement;
    append(picture.reservations, storage.reservations(reservations, {}).value().rows);
    append(picture.closures, storage.closures({departement, {}}, {}).value().rows);
  }
  picture.rules = storage.rules().value().entries;
  const auto entries = outbox.notices({}, {}, 1000).value();
  for (const OutboxEntry& entry : entries) picture.notices.push_back(entry.notice);
  return picture;
}

}  // namespace creneau::testing
