#pragma once
/// \file
/// How a département in memory is changed: everything is checked and allocated first, then applied
/// without anything that can fail.

#include "creneau/memory/partition.hpp"

namespace creneau::memory {

/// The drafts of the sessions that a change set touches.
class Partition::Drafts {
 public:
  explicit Drafts(const Table<PackedSession>& sessions)
      : sessions_(sessions), fresh_base_(static_cast<Row>(sessions.size())) {}

  /// The draft of a row that exists, or of a new one.
  [[nodiscard]] Draft& of(Row row) {
    if (row >= fresh_base_) {
      const std::size_t place = row - fresh_base_;
      while (fresh_.size() <= place) {
        const Row next = fresh_row(fresh_.size());
        fresh_.emplace_back().row = next;
      }
      return fresh_[place];
    }
    for (Draft& draft : known_)
      if (draft.row == row) return draft;
    Draft& draft = known_.emplace_back();
    draft.row = row;
    draft.reserved = sessions_[row].reserved;
    draft.unavailable = sessions_[row].unavailable;
    return draft;
  }
  [[nodiscard]] bool is_fresh(const Draft& draft) const noexcept {
    return draft.row >= fresh_base_;
  }
  [[nodiscard]] Row fresh_row(std::size_t place) const noexcept {
    return fresh_base_ + static_cast<Row>(place);
  }
  template <class Visitor>
  void for_each(Visitor&& visit) {
    for (Draft& draft : known_) visit(draft);
    for (Draft& draft : fresh_) visit(draft);
  }
  [[nodiscard]] const auto& known() const noexcept { return known_; }
  [[nodiscard]] std::size_t fresh_count() const noexcept { return fresh_.size(); }

 private:
  const Table<PackedSession>& sessions_;
  Row fresh_base_;
  SmallVector<Draft, 1> known_;
  SmallVector<Draft, 0> fresh_;
};

inline void Partition::count(const PackedSession& session, bool add) noexcept {
  const auto& planning = patterns_[session.pattern].planning;
  if (!planning) return;
  PackedUnits& units = weeks_.find(Week::of(date_of(session)))->units[session.inspector];
  const Grid& grid = planning->grid;
  const auto apply = [&](std::uint16_t& counter, std::int32_t amount) {
    counter = static_cast<std::uint16_t>(add ? counter + amount : counter - amount);
  };
  apply(units.planned, grid.units_of(grid.slots()).value);
  apply(units.unavailable, grid.units_of(session.unavailable).value);
  apply(units.assigned, grid.units_of(session.reserved).value);
  apply(units.sessions, 1);
}

inline void Partition::link(Row row) noexcept {
  PackedSession& session = sessions_[row];
  Row* place = &weeks_.find(Week::of(date_of(session)))->first_session[session.inspector];
  while (*place != kNoRow && start_of(sessions_[*place]) < start_of(session))
    place = &sessions_[*place].next;
  session.next = *place;
  *place = row;
}

inline void Partition::unlink(Row row) noexcept {
  const PackedSession& session = sessions_[row];
  Row* place = &weeks_.find(Week::of(date_of(session)))->first_session[session.inspector];
  while (*place != row) place = &sessions_[*place].next;
  *place = session.next;
}

inline void Partition::put_slots(Row reservation, SlotSet slots) noexcept {
  PackedReservation& packed = reservations_[reservation];
  if (slots.bits() < PackedReservation::kWide) {
    if ((packed.slots & PackedReservation::kWide) != 0) wide_slots_.erase(reservation);
    packed.slots = static_cast<std::uint16_t>(slots.bits());
  } else {
    wide_slots_.find(reservation)->second = slots;  // made before the changes were applied
    packed.slots = PackedReservation::kWide;
  }
}

/// Takes the slots that are given up from the drafts. False: they are not as the change set says.
inline bool Partition::draft_leaving(const ChangeSet& changes, Drafts& drafts) const {
  for (const ReservationChange& change : changes.reservations) {
    if (change.slots_before.empty()) continue;
    const auto row = find(change.id);
    if (!row || Revision{reservations_[*row].revision} != change.revision_before) return false;
    const Row session = reservations_[*row].session;
    if (id_of<SessionId>(departement_, session) != change.session ||
        PlanNumber{sessions_[session].plan} != change.plan_before ||
        slots_of(*row) != change.slots_before)
      return false;
    drafts.of(session).reserved -= change.leaves();
  }
  for (const BlockChange& change : changes.blocks) {
    if (change.blocked) continue;
    const auto row = find(change.session);
    if (!row || PlanNumber{sessions_[*row].plan} != change.plan) return false;
    Draft& draft = drafts.of(*row);
    if (!draft.unavailable.contains_all(change.slots)) return false;
    draft.unavailable -= change.slots;
  }
  return true;
}

/// Checks the session rows. A plan that goes must have no slot left.
inline bool Partition::draft_sessions(const ChangeSet& changes, Drafts& drafts) const {
  for (const SessionChange& change : changes.sessions) {
    Row row = kNoRow;
    if (change.before) {
      const auto found = find(change.before->id);
      if (!found || Revision{sessions_[*found].revision} != change.before->revision) return false;
      row = *found;
      const bool plan_goes =
          change.before->is_planned() && (!change.after || !change.after->is_planned() ||
                                          change.after->plan != change.before->plan);
      const Draft& draft = drafts.of(row);
      if (plan_goes && !(draft.reserved.empty() && draft.unavailable.empty())) return false;
    } else {
      row = drafts.fresh_row(change.after->id.fresh_place());
    }
    drafts.of(row).change = &change;
  }
  return true;
}

/// Lays the slots that are taken into the drafts. False: one is not there or not free.
inline bool Partition::draft_entering(const ChangeSet& changes, Drafts& drafts) const {
  const auto take = [&](SessionId id, PlanNumber plan, SlotSet slots, SlotSet Draft::* set) {
    Row row = kNoRow;
    if (id.is_fresh()) {
      row = drafts.fresh_row(id.fresh_place());
    } else if (const auto found = find(id)) {
      row = *found;
    } else {
      return false;
    }
    Draft& draft = drafts.of(row);
    const std::optional<Planning>* planning = nullptr;
    PlanNumber present;
    if (draft.change != nullptr) {
      if (!draft.change->after) return false;
      planning = &draft.change->after->planning;
      present = draft.change->after->plan;
    } else if (row < sessions_.size()) {
      planning = &patterns_[sessions_[row].pattern].planning;
      present = {sessions_[row].plan};
    }
    if (planning == nullptr || !*planning || present != plan ||
        !(*planning)->grid.slots().contains_all(slots) ||
        (draft.reserved | draft.unavailable).intersects(slots))
      return false;
    draft.*set |= slots;
    return true;
  };
  for (const ReservationChange& change : changes.reservations)
    if (!change.enters().empty() &&
        !take(change.session, change.plan_after, change.enters(), &Draft::reserved))
      return false;
  for (const BlockChange& change : changes.blocks)
    if (change.blocked && !take(change.session, change.plan, change.slots, &Draft::unavailable))
      return false;
  return true;
}

/// Whether a session that is made or moved would overlap another one of its inspector.
inline bool Partition::overlaps(const ChangeSet& changes, const Drafts& drafts) const {
  struct Busy {
    InspectorId inspector;
    LocalTime start;
    LocalTime end;
    auto operator<=>(const Busy&) const = default;
  };
  std::vector<Busy> busy;
  const auto is_rewritten = [&](Row row) {
    return std::any_of(drafts.known().begin(), drafts.known().end(), [&](const Draft& draft) {
      return draft.row == row && draft.change != nullptr;
    });
  };
  for (const SessionChange& change : changes.sessions) {
    if (!change.after) continue;
    const Session& after = *change.after;
    busy.push_back({after.inspector, after.start(), after.end()});
    const bool moved = !change.before || change.before->inspector != after.inspector ||
                       change.before->date != after.date || change.before->hours != after.hours;
    const auto number = inspectors_.find(after.inspector);
    if (!moved || !number) continue;
    bool hit = false;
    for_each_session(*number, Week::of(after.date), [&](Row row) {
      const LocalTime start = start_of(sessions_[row]);
      const LocalTime end = start + patterns_[sessions_[row].pattern].hours.length();
      if (start < after.end() && after.start() < end && !is_rewritten(row)) hit = true;
    });
    if (hit) return true;
  }
  std::sort(busy.begin(), busy.end());
  for (std::size_t index = 1; index < busy.size(); ++index)
    if (busy[index].inspector == busy[index - 1].inspector &&
        busy[index].start < busy[index - 1].end)
      return true;
  return false;
}

template <class Stage>
Commit Partition::commit(ChangeSet& changes, RulesVersion rules, Stage&& stage) {
  Commit answer;
  if (!changes.request.empty()) {
    answer.seen = seen({departement_, changes.actor.role, changes.actor.who, changes.request});
    if (answer.seen) {
      answer.outcome = Commit::Outcome::replayed;
      return answer;
    }
  }
  answer.outcome = Commit::Outcome::conflict;
  if (changes.rules != rules) return answer;
  if (changes.closures && *changes.closures != closures_revision_) return answer;
  for (const Session& session : changes.relied_on) {
    const auto row = find(session.id);
    if (!row || PlanNumber{sessions_[*row].plan} != session.plan ||
        !patterns_[sessions_[*row].pattern].planning)
      return answer;
  }
  for (const ClosureChange& change : changes.closures_changed)
    if (!change.added &&
        std::none_of(closures_.begin(), closures_.end(),
                     [&](const Closure& closure) { return closure.id == change.closure.id; }))
      return answer;
  Drafts drafts(sessions_);
  if (!draft_leaving(changes, drafts) || !draft_sessions(changes, drafts) ||
      !draft_entering(changes, drafts))
    return answer;
  if (!changes.sessions.empty() && overlaps(changes, drafts)) return answer;

  // From here on nothing is refused. First everything that can fail, none of which can be seen.
  const Revision number{number_.value + 1};
  const auto stamp = static_cast<std::uint32_t>(number.value);
  bool full = number.value >= UINT32_MAX || sessions_.size() + drafts.fresh_count() >= kNoRow ||
              reservations_.size() + changes.reservations.size() >= kNoRow;
  drafts.for_each([&](Draft& draft) {
    if (full || draft.change == nullptr || !draft.change->after) return;
    const Session& after = *draft.change->after;
    const auto pattern = patterns_.intern({after.hours, after.proposed_centre, after.planning});
    const auto inspector = inspectors_.intern(after.inspector);
    full = !pattern || !inspector;
    if (full) return;
    draft.pattern = *pattern;
    draft.inspector = *inspector;
    weeks_.at(Week::of(after.date), *inspector);
    if (!after.external_ref.empty()) session_refs_[draft.row] = after.external_ref;
  });
  for (const ReservationChange& change : changes.reservations) {
    if (full) break;
    const auto school = schools_.intern(change.school);
    full = !school.has_value();
    if (full) break;
    if (school_reservations_.size() <= *school) school_reservations_.resize(*school + 1U);
    std::vector<Row>& rows = school_reservations_[*school];
    if (rows.size() + changes.reservations.size() > rows.capacity())
      rows.reserve(rows.size() + changes.reservations.size() + 7);
  }
  if (full) {
    answer.outcome = Commit::Outcome::failed;
    answer.error = Error{ErrorCode::storage_full};
    return answer;
  }
  for (const ReservationChange& change : changes.reservations) {
    const bool is_new = change.slots_before.empty();
    const Row row = is_new ? static_cast<Row>(reservations_.size()) : *find(change.id);
    if (is_new) {
      reservations_.emplace_back();
      if (!change.external_ref.empty()) reservation_refs_[row] = change.external_ref;
    }
    if (change.slots_after.bits() >= PackedReservation::kWide)
      wide_slots_.try_emplace(row, change.slots_after);
  }
  const Row first_new_reservation = static_cast<Row>(
      reservations_.size() -
      static_cast<std::size_t>(std::count_if(
          changes.reservations.begin(), changes.reservations.end(),
          [](const ReservationChange& change) { return change.slots_before.empty(); })));
  const auto session_row = [&](SessionId id) {
    return id.is_fresh() ? drafts.fresh_row(id.fresh_place()) : *find(id);
  };
  for (const BlockChange& change : changes.blocks) {
    if (!change.blocked) continue;
    for (const unsigned ordinal : change.slots) {
      const std::uint64_t key = note_key(session_row(change.session), ordinal);
      if (change.reason != Reason::unstated || !change.note.empty())
        block_notes_[key] = Note{change.reason, change.note};
      else
        block_notes_.erase(key);
    }
  }
  sessions_.resize(sessions_.size() + drafts.fresh_count());

  // The change set gets its real ids.
  Row next_reservation = first_new_reservation;
  for (SessionChange& change : changes.sessions) {
    if (!change.after) continue;
    Session& after = *change.after;
    if (after.id.is_fresh())
      after.id = id_of<SessionId>(departement_, drafts.fresh_row(after.id.fresh_place()));
    after.revision = number;
  }
  const auto real = [&](SessionId id) {
    return id.is_fresh() ? id_of<SessionId>(departement_, drafts.fresh_row(id.fresh_place())) : id;
  };
  for (BlockChange& change : changes.blocks) change.session = real(change.session);
  for (ReservationChange& change : changes.reservations) {
    change.session = real(change.session);
    if (change.id.is_fresh()) change.id = id_of<ReservationId>(departement_, next_reservation++);
  }
  for (Remark& remark : changes.remarks)
    if (remark.subject.kind == Subject::Kind::session && remark.subject.id < 0)
      remark.subject.id = real(SessionId{remark.subject.id}).value;
  for (Notice& notice : changes.notices)
    for (NoticeLine& line : notice.lines)
      if (line.reservation.is_fresh())
        line.reservation = id_of<ReservationId>(
            departement_, first_new_reservation + line.reservation.fresh_place());
  for (ClosureChange& change : changes.closures_changed)
    if (change.added) {
      change.closure.id = id_of<ClosureId>(departement_, next_closure_++);
      change.closure.departement = departement_;
    }
  std::vector<Closure> closures;
  if (!changes.closures_changed.empty()) closures = closures_;
  for (const ClosureChange& change : changes.closures_changed) {
    if (change.added)
      closures.push_back(change.closure);
    else
      std::erase_if(closures, [&](const Closure& it) { return it.id == change.closure.id; });
  }
  stage(changes);
  if (record_history_ || !changes.request.empty()) {
    events_.push_back({number, changes});
    if (!changes.request.empty()) {
      try {
        requests_.emplace(request_key(changes.actor.role, changes.actor.who, changes.request),
                          events_.size() - 1);
      } catch (...) {
        events_.pop_back();
        throw;
      }
    }
  }

  // Nothing below can fail.
  const auto leave_school = [&](Row row) {
    std::vector<Row>& rows = school_reservations_[reservations_[row].school];
    const auto place =
        std::lower_bound(rows.begin(), rows.end(), order_of(row),
                         [&](Row it, const auto& key) { return order_of(it) < key; });
    rows.erase(place);
  };
  for (const ReservationChange& change : changes.reservations)
    if (!change.slots_before.empty()) leave_school(*find(change.id));
  drafts.for_each([&](Draft& draft) {
    PackedSession& session = sessions_[draft.row];
    const bool existed = !drafts.is_fresh(draft);
    if (existed) count(session, false);
    session.reserved = draft.reserved;
    session.unavailable = draft.unavailable;
    if (draft.change != nullptr) {
      if (existed) unlink(draft.row);
      if (!draft.change->after) {
        session.revision = 0;
        session.pattern = 0;
        return;
      }
      const Session& after = *draft.change->after;
      session.pattern = draft.pattern;
      session.inspector = draft.inspector;
      session.day = static_cast<std::uint16_t>((after.date - kFirstDate).count());
      session.plan = after.plan.value;
      session.revision = stamp;
      link(draft.row);
    }
    count(session, true);
  });
  for (const ReservationChange& change : changes.reservations) {
    const Row row = static_cast<Row>(*row_of(departement_, change.id));
    PackedReservation& reservation = reservations_[row];
    if (change.slots_before.empty()) {
      reservation.session = static_cast<Row>(*row_of(departement_, change.session));
      reservation.school = *schools_.find(change.school);
      reservation.next = sessions_[reservation.session].first_reservation;
      sessions_[reservation.session].first_reservation = row;
    }
    reservation.revision = stamp;
    put_slots(row, change.slots_after);
    if (change.slots_after.empty()) {
      Row* place = &sessions_[reservation.session].first_reservation;
      while (*place != row) place = &reservations_[*place].next;
      *place = reservation.next;
      continue;
    }
    std::vector<Row>& rows = school_reservations_[reservation.school];
    rows.insert(std::upper_bound(rows.begin(), rows.end(), order_of(row),
                                 [&](const auto& key, Row it) { return key < order_of(it); }),
                row);
  }
  if (!changes.closures_changed.empty()) {
    closures_.swap(closures);
    closures_revision_ = number;
  }
  number_ = number;
  answer.outcome = Commit::Outcome::done;
  answer.number = number;
  return answer;
}

}  // namespace creneau::memory
