#pragma once
/// \file
/// Replaces the fresh ids of a change set by those that a commit takes.

#include "creneau/model/change_set.hpp"
#include "creneau/model/made_ids.hpp"

namespace creneau {

/// The numbers from which a département's ids are made: how many of each kind there have been.
struct IdCounters {
  std::int64_t sessions = 0;      ///< that were ever created
  std::int64_t reservations = 0;  ///< that were ever made
  std::int64_t closures = 0;      ///< that were ever added
  std::int64_t notices = 0;       ///< that were ever committed
};

/// Gives the rows that a change set makes their ids, and the sessions that it writes the revision
/// `number`. `counters` are those before the commit, and then those after it. O(changes).
inline void give_ids(ChangeSet& changes, Revision number, IdCounters& counters) noexcept {
  const auto made = [&]<class EntityId>(EntityId, std::int64_t row) {
    return id_of<EntityId>(changes.departement, static_cast<std::uint64_t>(row));
  };
  const auto real = [&]<class EntityId>(EntityId id, std::int64_t first) {
    return id.is_fresh() ? made(id, first + static_cast<std::int64_t>(id.fresh_place())) : id;
  };
  const IdCounters first = counters;
  for (SessionChange& change : changes.sessions) {
    if (!change.after) continue;
    if (change.after->id.is_fresh()) ++counters.sessions;
    change.after->id = real(change.after->id, first.sessions);
    change.after->revision = number;
  }
  for (ReservationChange& change : changes.reservations) {
    if (change.id.is_fresh()) ++counters.reservations;
    change.session = real(change.session, first.sessions);
    change.id = real(change.id, first.reservations);
  }
  for (BlockChange& change : changes.blocks) change.session = real(change.session, first.sessions);
  for (Remark& remark : changes.remarks)
    if (remark.subject.kind == Subject::Kind::session)
      remark.subject.id = real(SessionId{remark.subject.id}, first.sessions).value;
  for (ClosureChange& change : changes.closures_changed) {
    if (!change.added) continue;
    change.closure.id = made(change.closure.id, counters.closures++);
    change.closure.departement = changes.departement;
  }
  for (Notice& notice : changes.notices) {
    notice.id = made(notice.id, counters.notices++);
    for (NoticeLine& line : notice.lines)
      line.reservation = real(line.reservation, first.reservations);
  }
}

}  // namespace creneau
