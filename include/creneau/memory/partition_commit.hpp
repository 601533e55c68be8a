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
  [[nodiscard, gnu::always_inline]] Draft& of(Row row) {
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
    const PackedSession& session = sessions_[row];
    Draft& draft = known_.emplace_back();
    draft.row = row;
    draft.reserved = session.reserved;
    draft.unavailable = session.unavailable;
    return draft;
  }
  [[nodiscard]] bool is_fresh(const Draft& draft) const noexcept {
    return draft.row >= fresh_base_;
  }
  [[nodiscard]] Row fresh_row(std::size_t place) const noexcept {
    return fresh_base_ + static_cast<Row>(place);
  }
  template <class Visitor>
  [[gnu::always_inline]] void for_each(Visitor&& visit) {
    for (Draft& draft : known_) visit(draft);
    for (Draft& draft : fresh_) visit(draft);
  }
  [[nodiscard]] const auto& known() const noexcept { return known_; }
  [[nodiscard]] std::size_t fresh_count() const noexcept { return fresh_.size(); }

 private:
  const Table<PackedSession>& sessions_;
  Row fresh_base_;
  SmallVector<Draft, 1> known_;
  std::vector<Draft> fresh_;
};

inline void Partition::count(const PackedSession& session, bool add) noexcept {
  const auto& planning = patterns_[session.pattern].planning;
  if (!planning) return;
  WeekRows& rows = *weeks_.find(date_of(session));
  const Grid& grid = planning->grid;
  const Units planned = grid.units_of(grid.slots());
  const Units unavailable = grid.units_of(session.unavailable);
  const Units assigned = grid.units_of(session.reserved);
  InspectorUnits& row = rows.units[session.inspector];
  std::uint16_t& sessions = rows.sessions[session.inspector];
  if (add) {
    row.inspector = inspectors_[session.inspector];
    row.units += {planned, unavailable, assigned, planned - unavailable - assigned};
    if (sessions++ == 0) ++rows.busy;
  } else {
    row.units -= {planned, unavailable, assigned, planned - unavailable - assigned};
    if (--sessions == 0) --rows.busy;
  }
}

inline void Partition::raise_most_free(const PackedSession& session) noexcept {
  const auto& planning = patterns_[session.pattern].planning;
  if (!planning) return;
  const Date date = date_of(session);
  WeekRows& rows = *weeks_.find(date);
  const SlotSet free = planning->grid.slots() - session.reserved - session.unavailable;
  const unsigned units = free.longest_run() * planning->grid.units_of_slot;
  std::uint8_t& bound =
      rows.most_free[day_of_week(date)][static_cast<std::size_t>(planning->category)];
  bound = static_cast<std::uint8_t>(std::max<unsigned>(bound, std::min(units, 255U)));
}

/// Writes the slots of a session whose row stays as it is.
inline void Partition::write_slots(const Draft& draft) noexcept {
  PackedSession& session = sessions_[draft.row];
  const Grid& grid = patterns_[session.pattern].planning->grid;
  UnitCount& units = weeks_.find(date_of(session))->units[session.inspector].units;
  const auto recount = [&](Units& counter, SlotSet before, SlotSet after) {
    if (before == after) return;
    const Units more = grid.units_of(after - before) - grid.units_of(before - after);
    counter += more;
    units.reservable -= more;
  };
  recount(units.assigned, session.reserved, draft.reserved);
  recount(units.unavailable, session.unavailable, draft.unavailable);
  const SlotSet freed =
      (session.reserved | session.unavailable) - (draft.reserved | draft.unavailable);
  session.reserved = draft.reserved;
  session.unavailable = draft.unavailable;
  if (!freed.empty()) raise_most_free(session);
}

/// Writes a session whose row is made, rewritten or removed.
inline void Partition::write_session(const Draft& draft, bool existed,
                                     std::uint32_t stamp) noexcept {
  PackedSession& session = sessions_[draft.row];
  if (existed) {
    count(session, false);
    unlink(draft.row);
  }
  session.reserved = draft.reserved;
  session.unavailable = draft.unavailable;
  if (!draft.change->after) {
    session.revision = 0;
    session.pattern = 0;
    return;
  }
  const Session& after = *draft.change->after;
  session.pattern = draft.pattern;
  session.inspector = draft.inspector;
  session.day = day_of(after.date);
  session.plan = after.plan.value;
  session.revision = stamp;
  link(draft.row);
  count(session, true);
  raise_most_free(session);
}

/// Writes a reservation and files it; it was taken out of its school's list before.
inline void Partition::write_reservation(const ReservationDraft& draft,
                                         std::uint32_t stamp) noexcept {
  const ReservationChange& change = *draft.change;
  PackedReservation& reservation = reservations_[draft.row];
  PackedSession& session = sessions_[draft.session];
  if (change.slots_before.empty()) {
    reservation.session = draft.session;
    reservation.school = draft.school;
    reservation.next = session.first_reservation;
    session.first_reservation = draft.row;
  }
  reservation.revision = stamp;
  put_slots(draft.row, change.slots_after);
  if (change.slots_after.empty()) {
    Row* place = &session.first_reservation;
    while (*place != draft.row) place = &reservations_[*place].next;
    *place = reservation.next;
    return;
  }
  school_reservations_[draft.school].insert(session.day, draft.row);
}

inline void Partition::link(Row row) noexcept {
  PackedSession& session = sessions_[row];
  Row* place = &weeks_.find(date_of(session))->first_session[session.inspector];
  while (*place != kNoRow && start_of(sessions_[*place]) < start_of(session))
    place = &sessions_[*place].next;
  session.next = *place;
  *place = row;
}

inline void Partition::unlink(Row row) noexcept {
  const PackedSession& session = sessions_[row];
  Row* place = &weeks_.find(date_of(session))->first_session[session.inspector];
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

/// Whether the slots are unavailable for the reason that the change says.
inline bool Partition::is_blocked_as(Row session, const BlockChange& change) const {
  return std::all_of(change.slots.begin(), change.slots.end(), [&](unsigned ordinal) {
    const auto found = block_notes_.find(note_key(session, ordinal));
    if (found == block_notes_.end())
      return change.reason == Reason::unstated && change.note.empty();
    return found->second.reason == change.reason && found->second.text == change.note;
  });
}

/// Takes the slots that are given up from the drafts. False: they are not as the change set says.
inline bool Partition::draft_leaving(const ChangeSet& changes, Drafts& drafts,
                                     ReservationDrafts& reserved) const {
  for (ReservationDraft& draft : reserved) {
    const ReservationChange& change = *draft.change;
    if (change.slots_before.empty()) continue;
    const auto row = find(change.id);
    if (!row) return false;
    const PackedReservation& reservation = reservations_[*row];
    if (Revision{reservation.revision} != change.revision_before ||
        id_of<SessionId>(departement_, reservation.session) != change.session ||
        PlanNumber{sessions_[reservation.session].plan} != change.plan_before ||
        slots_of(*row) != change.slots_before)
      return false;
    draft.row = *row;
    draft.session = reservation.session;
    draft.school = reservation.school;
    drafts.of(reservation.session).reserved -= change.leaves();
  }
  for (const BlockChange& change : changes.blocks) {
    if (change.blocked) continue;
    const auto row = find(change.session);
    if (!row || PlanNumber{sessions_[*row].plan} != change.plan) return false;
    Draft& draft = drafts.of(*row);
    if (!draft.unavailable.contains_all(change.slots)) return false;
    if (changes.takes_along(change) && !is_blocked_as(*row, change)) return false;
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
inline bool Partition::draft_entering(const ChangeSet& changes, Drafts& drafts,
                                      ReservationDrafts& reserved) const {
  const auto row_in = [&](SessionId id) {
    return id.is_fresh() ? drafts.fresh_row(id.fresh_place()) : find(id).value_or(kNoRow);
  };
  const auto take = [&](Row row, PlanNumber plan, SlotSet slots, SlotSet Draft::* set) {
    if (row == kNoRow) return false;
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
  for (ReservationDraft& it : reserved) {
    const ReservationChange& change = *it.change;
    if (it.session == kNoRow) it.session = row_in(change.session);
    if (!change.enters().empty() &&
        !take(it.session, change.plan_after, change.enters(), &Draft::reserved))
      return false;
  }
  for (const BlockChange& change : changes.blocks)
    if (change.blocked &&
        !take(row_in(change.session), change.plan, change.slots, &Draft::unavailable))
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
void Partition::commit(ChangeSet& changes, RulesVersion rules, Commit& answer, Stage&& stage) {
  if (!changes.request.empty()) {
    answer.seen = seen({departement_, changes.actor.role, changes.actor.who, changes.request});
    if (answer.seen) {
      answer.outcome = Commit::Outcome::replayed;
      return;
    }
  }
  answer.outcome = Commit::Outcome::conflict;
  if (changes.rules != rules) return;
  if (changes.closures && *changes.closures != closures_revision_) return;
  for (const Session& session : changes.relied_on) {
    const auto row = find(session.id);
    if (!row) return;
    const PackedSession& packed = sessions_[*row];
    if (PlanNumber{packed.plan} != session.plan || !patterns_[packed.pattern].planning) return;
  }
  for (const ClosureChange& change : changes.closures_changed)
    if (!change.added &&
        std::none_of(closures_.begin(), closures_.end(),
                     [&](const Closure& closure) { return closure.id == change.closure.id; }))
      return;
  Drafts drafts(sessions_);
  ReservationDrafts reserved;
  for (ReservationChange& change : changes.reservations) reserved.emplace_back().change = &change;
  if (!draft_leaving(changes, drafts, reserved) || !draft_sessions(changes, drafts) ||
      !draft_entering(changes, drafts, reserved))
    return;
  if (!changes.sessions.empty() && overlaps(changes, drafts)) return;

  // From here on nothing is refused. First everything that can fail, none of which can be seen.
  const Revision number{number_.value + 1};
  const auto stamp = static_cast<std::uint32_t>(number.value);
  if (!allocate(changes, drafts, number, reserved)) {
    answer.outcome = Commit::Outcome::failed;
    answer.error = Error{ErrorCode::storage_full};
    return;
  }
  give_ids(changes, drafts, number, reserved);
  std::unique_ptr<std::vector<Closure>> closures;
  if (!changes.closures_changed.empty())
    closures = std::make_unique<std::vector<Closure>>(closures_after(changes));
  stage(changes);
  if (record_history_ || !changes.request.empty()) remember(changes, number);

  // Nothing below can fail.
  for (const ReservationDraft& draft : reserved)
    if (!draft.change->slots_before.empty())
      school_reservations_[draft.school].erase(sessions_[draft.session].day, draft.row);
  drafts.for_each([&](const Draft& draft) {
    if (draft.change == nullptr)
      write_slots(draft);
    else
      write_session(draft, !drafts.is_fresh(draft), stamp);
  });
  for (const ReservationDraft& draft : reserved) write_reservation(draft, stamp);
  if (closures) {
    closures_.swap(*closures);
    closures_revision_ = number;
  }
  number_ = number;
  answer.outcome = Commit::Outcome::done;
  answer.number = number;
}

/// Makes room for everything that the change set writes. False: the storage is full.
inline bool Partition::allocate(const ChangeSet& changes, Drafts& drafts, Revision number,
                                ReservationDrafts& reserved) {
  if (number.value >= UINT32_MAX || sessions_.size() + drafts.fresh_count() >= kNoRow ||
      reservations_.size() + changes.reservations.size() >= kNoRow)
    return false;
  for (ReservationDraft& draft : reserved) {
    const ReservationChange& change = *draft.change;
    const bool ends = change.slots_after.empty() && !change.slots_before.empty();
    if (ends) continue;
    if (change.slots_before.empty()) {
      const auto school = schools_.intern(change.school);
      if (!school) return false;
      draft.school = *school;
      draft.row = static_cast<Row>(reservations_.size());
      reservations_.emplace_back();
      if (!change.external_ref.empty()) reservation_refs_[draft.row] = change.external_ref;
    }
    if (school_reservations_.size() <= draft.school)
      school_reservations_.resize(draft.school + std::size_t{1});
    school_reservations_[draft.school].reserve(reserved.size());
    if (change.slots_after.bits() >= PackedReservation::kWide)
      wide_slots_.try_emplace(draft.row, change.slots_after);
  }
  for (const BlockChange& change : changes.blocks) {
    if (!change.blocked) continue;
    const Row row = change.session.is_fresh() ? drafts.fresh_row(change.session.fresh_place())
                                              : *find(change.session);
    for (const unsigned ordinal : change.slots) {
      if (change.reason != Reason::unstated || !change.note.empty())
        block_notes_[note_key(row, ordinal)] = Note{change.reason, change.note};
      else
        block_notes_.erase(note_key(row, ordinal));
    }
  }
  return changes.sessions.empty() || allocate_sessions(drafts);
}

/// The same for the session rows that are made or rewritten.
inline bool Partition::allocate_sessions(Drafts& drafts) {
  bool full = false;
  drafts.for_each([&](Draft& draft) {
    if (full || draft.change == nullptr || !draft.change->after) return;
    const Session& after = *draft.change->after;
    const auto pattern = patterns_.intern({after.hours, after.proposed_centre, after.planning});
    const auto inspector = inspectors_.intern(after.inspector);
    full = !pattern || !inspector;
    if (full) return;
    draft.pattern = *pattern;
    draft.inspector = *inspector;
    weeks_.at(Week::of(after.date), inspectors_.size());
    if (!after.external_ref.empty())
      session_refs_[draft.row] = after.external_ref;
    else
      session_refs_.erase(draft.row);  // perhaps of a change set that found no room
  });
  if (full) return false;
  sessions_.resize(sessions_.size() + drafts.fresh_count());
  return true;
}

/// Replaces the fresh ids of the change set by real ones.
inline void Partition::give_ids(ChangeSet& changes, const Drafts& drafts, Revision number,
                                const ReservationDrafts& reserved) noexcept {
  const auto real = [&](SessionId id) {
    return id.is_fresh() ? id_of<SessionId>(departement_, drafts.fresh_row(id.fresh_place())) : id;
  };
  for (SessionChange& change : changes.sessions) {
    if (!change.after) continue;
    change.after->id = real(change.after->id);
    change.after->revision = number;
  }
  std::size_t made = 0;
  for (const ReservationDraft& draft : reserved) {
    draft.change->session = real(draft.change->session);
    draft.change->id = id_of<ReservationId>(departement_, draft.row);
    if (draft.change->slots_before.empty()) ++made;
  }
  const std::size_t first_made = reservations_.size() - made;
  for (Notice& notice : changes.notices)
    for (NoticeLine& line : notice.lines)
      if (line.reservation.is_fresh())
        line.reservation =
            id_of<ReservationId>(departement_, first_made + line.reservation.fresh_place());
  for (BlockChange& change : changes.blocks) change.session = real(change.session);
  for (Remark& remark : changes.remarks)
    if (remark.subject.kind == Subject::Kind::session)
      remark.subject.id = real(SessionId{remark.subject.id}).value;
  for (ClosureChange& change : changes.closures_changed) {
    if (!change.added) continue;
    change.closure.id = id_of<ClosureId>(departement_, next_closure_++);
    change.closure.departement = departement_;
  }
}

inline std::vector<Closure> Partition::closures_after(const ChangeSet& changes) const {
  std::vector<Closure> closures = closures_;
  for (const ClosureChange& change : changes.closures_changed) {
    if (change.added)
      closures.push_back(change.closure);
    else
      std::erase_if(closures, [&](const Closure& it) { return it.id == change.closure.id; });
  }
  return closures;
}

/// Adds the event, and the request under which it is found. Strong guarantee.
inline void Partition::remember(const ChangeSet& changes, Revision number) {
  events_.append(number, changes);
  if (changes.request.empty()) return;
  try {
    requests_.emplace(request_key(changes.actor.role, changes.actor.who, changes.request),
                      events_.size() - 1);
  } catch (...) {
    events_.pop_back();
    throw;
  }
}

}  // namespace creneau::memory
