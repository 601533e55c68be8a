#include "random/faulty_storage.hpp"

#include <algorithm>

#include "random/world.hpp"

namespace creneau::testing {

bool FaultyStorage::strikes(Fault fault, bool it_can) const {
  return fault == fault_ && it_can && dice_.one_in(once_in_);
}

result<void> FaultyStorage::load(const Needs& needs, Snapshot& snapshot) const {
  const bool forgets = strikes(Fault::request_forgotten, needs.request.has_value());
  Needs asked = needs;
  if (forgets) asked.request.reset();
  BOOST_OUTCOME_TRY(behind().load(asked, snapshot));
  if (strikes(Fault::closure_not_seen, !snapshot.closures.empty())) snapshot.closures.pop_back();
  return success();
}

/// What is there now of all that a change set names.
Snapshot FaultyStorage::present(const ChangeSet& changes) const {
  Needs needs;
  needs.departement = changes.departement;
  needs.reservations_of_sessions = true;
  needs.blocks_of_sessions = true;
  for (const SessionChange& it : changes.sessions)
    if (it.before) needs.sessions.push_back(it.before->id);
  for (const ReservationChange& it : changes.reservations)
    if (!it.session.is_fresh()) needs.sessions.push_back(it.session);
  for (const BlockChange& it : changes.blocks)
    if (!it.session.is_fresh()) needs.sessions.push_back(it.session);
  Snapshot snapshot;
  (void)behind().load(needs, snapshot).value();
  return snapshot;
}

/// Replaces an expectation by what is there, as if it were not checked.
void FaultyStorage::overlook(ChangeSet& changes) const {
  const Snapshot now = present(changes);
  const auto state_of = [&](SessionId id) -> const SessionState* {
    for (const SessionState& it : now.sessions)
      if (it.session.id == id) return &it;
    return nullptr;
  };
  if (strikes(Fault::session_revision_unchecked, !changes.sessions.empty()))
    for (SessionChange& change : changes.sessions)
      if (change.before)
        if (const SessionState* it = state_of(change.before->id)) change.before = it->session;
  if (strikes(Fault::reservation_revision_unchecked, !changes.reservations.empty()))
    for (ReservationChange& change : changes.reservations)
      for (const Reservation& it : now.reservations)
        if (it.id == change.id && change.plan_before == change.plan_after) {
          change.revision_before = it.revision;
          change.slots_before = it.slots;
          change.plan_before = it.plan;
          change.plan_after = it.plan;
        }
  if (strikes(Fault::older_plan_taken_for_present, !changes.relied_on.empty())) {
    changes.relied_on.clear();
    for (ReservationChange& change : changes.reservations)
      if (const SessionState* it = state_of(change.session))
        change.plan_before = change.plan_after = it->session.plan;
    for (BlockChange& change : changes.blocks)
      if (const SessionState* it = state_of(change.session)) change.plan = it->session.plan;
  }
  if (strikes(Fault::relied_on_unchecked, !changes.relied_on.empty())) changes.relied_on.clear();
  if (strikes(Fault::closures_revision_unchecked, changes.closures.has_value()))
    changes.closures.reset();
  if (strikes(Fault::rules_version_unchecked)) changes.rules = behind().rules().value().version;
  if (strikes(Fault::reservations_made_meanwhile_overlooked,
              changes.command == CommandKind::unplan_sessions))
    for (const Reservation& it : now.reservations) {
      const bool is_known = std::any_of(changes.reservations.begin(), changes.reservations.end(),
                                        [&](const auto& change) { return change.id == it.id; });
      if (!is_known)
        changes.reservations.push_back({it.id, it.school, it.session, it.plan, it.plan, it.slots,
                                        SlotSet{}, it.revision, it.external_ref});
    }
  if (strikes(Fault::reason_of_a_block_overlooked, !changes.blocks.empty()))
    for (BlockChange& change : changes.blocks)
      for (const BlockedSlot& it : now.blocks)
        if (changes.takes_along(change) && it.slot.session == change.session &&
            change.slots.contains(it.slot.ordinal)) {
          change.reason = it.reason;
          change.note = it.note;
        }
}

void FaultyStorage::commit_one(ChangeSet& changes, Commit& answer) {
  const ChangeSet decided = changes;
  overlook(changes);
  const bool has_request = !changes.request.empty();
  if (strikes(Fault::request_forgotten, has_request) ||
      strikes(Fault::request_of_a_rival_forgotten, has_request))
    changes.request.clear();
  if (strikes(Fault::notice_left_out, !changes.notices.empty())) changes.notices.pop_back();
  if (strikes(Fault::reason_not_kept, !changes.blocks.empty()))
    changes.blocks.back().reason = Reason::unstated;
  const std::size_t blocks = changes.blocks.size();
  const bool frees = changes.blocks.empty() && !changes.reservations.empty() &&
                     !changes.reservations.front().leaves().empty() && changes.sessions.empty();
  if (strikes(Fault::freed_slot_not_freed, frees)) {
    const ReservationChange& it = changes.reservations.front();
    changes.blocks.push_back({it.session, it.plan_before, it.leaves(), true, {}, {}});
  }
  const bool takes_along = changes.command == CommandKind::change_session &&
                           !changes.reservations.empty() &&
                           changes.reservations.front().slots_after.size() > 1;
  if (strikes(Fault::slot_lost_by_a_change, takes_along)) {
    SlotSet& slots = changes.reservations.front().slots_after;
    slots -= SlotSet::of({slots.back()});
  }
  behind().commit(std::span(&changes, 1), std::span(&answer, 1));
  // The receipt shows nothing of it.
  changes.request = decided.request;
  changes.blocks.resize(blocks);
  if (answer.outcome != Commit::Outcome::done) return;
  if (strikes(Fault::commit_number_used_twice)) --answer.number.value;
  if (strikes(Fault::refused_though_applied)) {
    answer = Commit{};
    answer.outcome = Commit::Outcome::conflict;
  }
}

void FaultyStorage::commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
  for (std::size_t index = 0; index < sets.size(); ++index) {
    commit_one(sets[index], answers[index]);
    const bool refused = answers[index].outcome == Commit::Outcome::conflict;
    if (!strikes(Fault::rest_of_a_batch_dropped, refused && index + 1 < sets.size())) continue;
    for (Commit& answer : answers.subspan(index)) answer.outcome = Commit::Outcome::conflict;
    return;
  }
}

result<void> FaultyStorage::record(const Refusal& refusal) {
  if (strikes(Fault::refusal_not_kept)) return success();
  return behind().record(refusal);
}

result<Page<SessionState>> FaultyStorage::sessions(const SessionFilter& filter,
                                                   const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto found, behind().sessions(filter, page));
  if (strikes(Fault::row_dropped_at_a_page_border, found.next.has_value())) found.rows.pop_back();
  if (fault_ == Fault::row_of_another_departement_shown && !found.next) {
    SessionFilter foreign = filter;
    foreign.departement = filter.departement == k93 ? k974 : k93;
    BOOST_OUTCOME_TRY(const auto others, behind().sessions(foreign, {}));
    if (strikes(Fault::row_of_another_departement_shown, !others.rows.empty()))
      found.rows.push_back(others.rows.back());
  }
  return found;
}

result<Page<ReservedSession>> FaultyStorage::reservations(const ReservationFilter& filter,
                                                          const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto found, behind().reservations(filter, page));
  if (strikes(Fault::reservation_dropped_at_a_page_border, found.next.has_value()))
    found.rows.pop_back();
  return found;
}

result<Page<Event>> FaultyStorage::events(const EventFilter& filter,
                                          const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto found, behind().events(filter, page));
  if (strikes(Fault::event_missing, !found.rows.empty()))
    found.rows.erase(found.rows.begin() +
                     static_cast<std::ptrdiff_t>(dice_.below(found.rows.size())));
  return found;
}

result<void> FaultyStorage::week_units(const WeekFilter& filter,
                                       std::vector<InspectorUnits>& rows) const {
  WeekFilter asked = filter;
  if (strikes(Fault::begun_slots_counted_as_reservable)) asked.now = LocalTime{kFirstDate};
  return behind().week_units(asked, rows);
}

}  // namespace creneau::testing
