#pragma once
/// \file
/// A planning as it was at some moment of its history, to be decided on under any rules.

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "creneau/port/storage.hpp"

namespace creneau::sim {

/// One département's planning, rebuilt event by event. Reading is thread-safe, applying is not.
class Past {
 public:
  /// Applies the next event of the history. O(changes × log of what there is).
  void apply(const Event& event) {
    const ChangeSet& changes = event.changes;
    number_ = event.number;
    // Slot rows that go along with their session go first, those that come, last.
    for (const BlockChange& it : changes.blocks)
      if (!it.blocked) unblock(it);
    for (const SessionChange& it : changes.sessions) put(it);
    for (const ReservationChange& it : changes.reservations) put(it, event.number);
    for (const BlockChange& it : changes.blocks)
      if (it.blocked) block(it);
    for (const ClosureChange& it : changes.closures_changed) put(it);
    if (!changes.closures_changed.empty()) closures_revision_ = event.number;
  }

  /// What a decision needs to see of it, as `Storage::load` gives it, under rules of this version.
  [[nodiscard]] result<void> load(const Needs& needs, RulesVersion rules,
                                  Snapshot& snapshot) const {
    snapshot.number = number_;
    snapshot.rules = rules;
    snapshot.closures_revision = closures_revision_;
    for (const SessionId id : needs.sessions) add_session(id, snapshot);
    for (std::size_t place = 0; place < snapshot.sessions.size(); ++place) {
      const SessionId id = snapshot.sessions[place].session.id;
      if (needs.reservations_of_sessions) add_reservations(id, snapshot);
      if (needs.blocks_of_sessions) add_blocks(id, snapshot);
    }
    for (const ReservationId id : needs.reservations) {
      const auto found = reservations_.find(id.value);
      if (found == reservations_.end()) continue;
      if (std::none_of(snapshot.reservations.begin(), snapshot.reservations.end(),
                       [&](const Reservation& it) { return it.id == id; }))
        snapshot.reservations.push_back(found->second);
      add_session(found->second.session, snapshot);
    }
    if (needs.inspector_days) add_days(*needs.inspector_days, snapshot);
    if (needs.candidates) add_candidates(needs.candidates->filter, snapshot);
    for (const Closure& closure : closures_)
      if (wants(needs, snapshot, closure)) snapshot.closures.push_back(closure);
    return success();
  }

  /// \name What there is
  /// \{
  /// A reservation; null where there is none.
  [[nodiscard]] const Reservation* find(ReservationId id) const {
    const auto found = reservations_.find(id.value);
    return found == reservations_.end() ? nullptr : &found->second;
  }
  /// A session; null where there is none.
  [[nodiscard]] const SessionState* find(SessionId id) const {
    const auto found = sessions_.find(id.value);
    return found == sessions_.end() ? nullptr : &found->second;
  }
  /// \}

 private:
  void put(const SessionChange& change) {
    if (change.before) {
      std::erase(days_[change.before->date], change.before->id);
      if (!change.after) sessions_.erase(change.before->id.value);
    }
    if (!change.after) return;
    days_[change.after->date].push_back(change.after->id);
    SessionState& state = sessions_[change.after->id.value];
    if (!change.before || !change.after->is_planned()) state = {};
    state.session = *change.after;
  }
  void put(const ReservationChange& change, Revision number) {
    const auto session = sessions_.find(change.session.value);
    if (session != sessions_.end()) {
      session->second.reserved -= change.slots_before;
      session->second.reserved |= change.slots_after;
    }
    if (change.slots_after.empty()) {
      reservations_.erase(change.id.value);
      std::erase(reservations_of_[change.session.value], change.id);
      return;
    }
    if (change.slots_before.empty()) reservations_of_[change.session.value].push_back(change.id);
    Reservation& it = reservations_[change.id.value];
    it.id = change.id;
    it.school = change.school;
    it.session = change.session;
    it.plan = change.plan_after;
    it.slots = change.slots_after;
    it.revision = number;
    it.external_ref = change.external_ref;
  }
  void put(const ClosureChange& change) {
    if (change.added)
      closures_.push_back(change.closure);
    else
      std::erase_if(closures_, [&](const Closure& it) { return it.id == change.closure.id; });
  }
  void block(const BlockChange& change) {
    const auto session = sessions_.find(change.session.value);
    if (session != sessions_.end()) session->second.unavailable |= change.slots;
    for (const unsigned ordinal : change.slots)
      blocks_[{change.session, ordinal}] = {
          {change.session, change.plan, ordinal}, change.reason, change.note};
  }
  void unblock(const BlockChange& change) {
    const auto session = sessions_.find(change.session.value);
    if (session != sessions_.end()) session->second.unavailable -= change.slots;
    for (const unsigned ordinal : change.slots) blocks_.erase({change.session, ordinal});
  }

  void add_session(SessionId id, Snapshot& snapshot) const {
    const auto found = sessions_.find(id.value);
    if (found == sessions_.end()) return;
    for (const SessionState& known : snapshot.sessions)
      if (known.session.id == id) return;
    snapshot.sessions.push_back(found->second);
  }
  void add_reservations(SessionId session, Snapshot& snapshot) const {
    const auto found = reservations_of_.find(session.value);
    if (found == reservations_of_.end()) return;
    for (const ReservationId id : found->second)
      snapshot.reservations.push_back(reservations_.at(id.value));
  }
  void add_blocks(SessionId session, Snapshot& snapshot) const {
    for (auto it = blocks_.lower_bound({session, 0});
         it != blocks_.end() && it->first.first == session; ++it)
      snapshot.blocks.push_back(it->second);
  }
  template <class Visit>
  void for_each_session(const Period& period, Visit&& visit) const {
    for (auto day = days_.lower_bound(period.first);
         day != days_.end() && day->first <= period.last; ++day)
      for (const SessionId id : day->second) visit(sessions_.at(id.value));
  }
  void add_days(const Needs::InspectorDays& days, Snapshot& snapshot) const {
    std::vector<std::pair<InspectorId, Period>> wanted;
    const auto want = [&](InspectorId inspector) {
      if (days.period) {
        wanted.emplace_back(inspector, *days.period);
        return;
      }
      for (const SessionState& it : snapshot.sessions)
        wanted.emplace_back(inspector, Period{it.session.date, it.session.date});
    };
    for (const InspectorId inspector : days.inspectors) want(inspector);
    if (days.inspectors.empty())
      for (const SessionState& it : snapshot.sessions) want(it.session.inspector);
    for (const auto& [inspector, period] : wanted)
      for_each_session(period, [&, who = inspector](const SessionState& it) {
        if (it.session.inspector == who) add_session(it.session.id, snapshot);
      });
  }
  void add_candidates(const SessionFilter& filter, Snapshot& snapshot) const {
    for_each_session(filter.period, [&](const SessionState& it) {
      const Session& session = it.session;
      const bool wanted =
          (filter.status == SessionFilter::Status::any ||
           (filter.status == SessionFilter::Status::planned) == session.is_planned()) &&
          (!filter.centre || (session.planning && session.planning->centre == filter.centre)) &&
          (!filter.category ||
           (session.planning && session.planning->category == *filter.category)) &&
          (!filter.part || (session.planning && session.planning->part == *filter.part)) &&
          (!filter.with_free_slots || !it.free().empty()) &&
          (filter.inspectors.empty() ||
           std::find(filter.inspectors.begin(), filter.inspectors.end(), session.inspector) !=
               filter.inspectors.end()) &&
          filter.hours.start <= session.hours.start && session.hours.end <= filter.hours.end;
      if (wanted) add_session(session.id, snapshot);
    });
  }
  Revision number_;
  Revision closures_revision_;
  std::unordered_map<std::int64_t, SessionState> sessions_;
  std::map<Date, std::vector<SessionId>> days_;
  std::unordered_map<std::int64_t, Reservation> reservations_;
  std::unordered_map<std::int64_t, std::vector<ReservationId>> reservations_of_;  ///< by session
  std::map<std::pair<SessionId, unsigned>, BlockedSlot> blocks_;
  std::vector<Closure> closures_;
};

}  // namespace creneau::sim
