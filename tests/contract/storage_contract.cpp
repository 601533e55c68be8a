#include "contract/storage_contract.hpp"

#include <algorithm>
#include <array>

#include "support/departement_93.hpp"

namespace creneau::contract {

namespace {

using creneau::testing::k75;
using creneau::testing::k93;
using creneau::testing::kMonday;
using creneau::testing::OfficeAtWork;

/// A decision as it was made on what the storage said at that moment.
template <class Command>
ChangeSet decided(OfficeAtWork& office, const Command& command, std::string request = {}) {
  return office.engine.decide(office.with_request(std::move(request)), command).value().changes;
}

Commit commit(Subject& subject, ChangeSet changes) {
  Commit answer;
  subject.storage().commit(std::span(&changes, 1), std::span(&answer, 1));
  return answer;
}

Snapshot look(Subject& subject, SessionId session) {
  Needs needs;
  needs.departement = k93;
  needs.sessions.push_back(session);
  needs.reservations_of_sessions = true;
  needs.blocks_of_sessions = true;
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  return snapshot;
}

Revision number(Subject& subject, Departement departement = k93) {
  Needs needs;
  needs.departement = departement;
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  return snapshot.number;
}

std::vector<Event> history(Subject& subject, Departement departement = k93) {
  EventFilter filter;
  filter.departement = departement;
  return subject.storage().events(filter, {}).value().rows;
}

/// A decision that has become stale: it is refused as a conflict and leaves no trace.
void refused_as_stale(Subject& subject, Findings& findings, ChangeSet stale, const char* why) {
  const Revision before = number(subject);
  const std::size_t events = history(subject).size();
  const Commit answer = commit(subject, std::move(stale));
  findings.expect(answer.outcome == Commit::Outcome::conflict, why);
  findings.expect(number(subject) == before, std::string(why) + ": took a commit number");
  findings.expect(history(subject).size() == events, std::string(why) + ": left an event");
}

// Slots

void slot_taken_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.reserve_command(session, SlotSet::of({2}), {2}));
  const ReservationId winner = office.reserve(session, SlotSet::of({2}));
  refused_as_stale(subject, findings, std::move(stale), "a slot was reserved twice");
  const Snapshot after = look(subject, session);
  findings.expect(after.reservations.size() == 1 && after.reservations.front().id == winner,
                  "the first reservation is not the only one");
}

void slot_blocked_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.reserve_command(session, SlotSet::of({2})));
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({2}))).value();
  refused_as_stale(subject, findings, std::move(stale), "an unavailable slot was reserved");
}

void block_of_a_slot_reserved_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.block_command(session, SlotSet::of({2})));
  office.reserve(session, SlotSet::of({2}));
  refused_as_stale(subject, findings, std::move(stale), "a reserved slot was made unavailable");
}

void unblocked_twice(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({1}))).value();
  const auto unblock = office.unblock_command(session, SlotSet::of({1}));
  ChangeSet stale = decided(office, unblock);
  (void)office.engine.run(office.call, unblock).value();
  office.reserve(session, SlotSet::of({1}));
  refused_as_stale(subject, findings, std::move(stale),
                   "a slot that was no longer unavailable was unblocked");
  findings.expect(look(subject, session).reservations.size() == 1, "a reservation was lost");
}

void part_of_the_slots_taken(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId first = office.planned();
  const SessionId second = office.planned({2});
  ReserveSlots both = office.reserve_command(first, SlotSet::of({0}), {2});
  both.slots.push_back({second, {1}, 4});
  ChangeSet stale = decided(office, both);
  office.reserve(second, SlotSet::of({4}));
  refused_as_stale(subject, findings, std::move(stale), "a part of a command was applied");
  findings.expect(look(subject, first).sessions.front().reserved.empty(),
                  "the free part of a refused command was reserved");
}

// Reservations

void reservation_cancelled_and_slot_reserved_again(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId first = office.reserve(session, SlotSet::of({3}));
  ChangeSet stale = decided(office, office.cancel_command(first));
  (void)office.engine.run(office.call, office.cancel_command(first)).value();
  (void)office.engine.run(office.call, office.unblock_command(session, SlotSet::of({3}))).value();
  const ReservationId second = office.reserve(session, SlotSet::of({3}), {2});
  findings.expect(first != second, "the id of an ended reservation was used again");
  refused_as_stale(subject, findings, std::move(stale),
                   "a stale cancel ended somebody else's reservation");
  const Snapshot after = look(subject, session);
  findings.expect(after.reservations.size() == 1 && after.reservations.front().id == second,
                  "the second reservation is not there");
}

void reservation_shrunk_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0, 1, 2}));
  ChangeSet stale = decided(office, office.cancel_command(reservation));
  CancelByOffice one;
  one.slots.push_back({session, {1}, 1});
  (void)office.engine.run(office.call, one).value();
  refused_as_stale(subject, findings, std::move(stale),
                   "a reservation was cancelled as it no longer was");
  findings.expect(look(subject, session).reservations.front().slots == SlotSet::of({0, 2}),
                  "the shrunk reservation is not as it was left");
}

void reservation_restored_to_the_same_slots(Subject& subject, Findings& findings) {
  // The same slots, but another revision: the session was changed and changed back.
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0}));
  ChangeSet stale = decided(office, office.cancel_command(reservation));
  for (const std::int64_t inspector : {2, 1}) {
    ChangeSession change;
    change.session = session;
    change.inspector = {inspector};
    (void)office.engine.run(office.call, change).value();
  }
  refused_as_stale(subject, findings, std::move(stale), "a reservation's revision was not checked");
}

void reservation_keeps_its_number_through_a_change(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0, 1}));
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({5}))).value();
  ChangeSession change;
  change.session = session;
  change.centre = {2};
  const Receipt receipt = office.engine.run(office.call, change).value();
  const Snapshot after = look(subject, session);
  const Session& changed = after.sessions.front().session;
  findings.expect(changed.plan == PlanNumber{2} && changed.planning->centre == CentreId{2} &&
                      changed.revision == receipt.number,
                  "the change was not written");
  findings.expect(after.reservations.size() == 1 && after.reservations.front().id == reservation &&
                      after.reservations.front().plan == PlanNumber{2} &&
                      after.reservations.front().slots == SlotSet::of({0, 1}) &&
                      after.reservations.front().revision == receipt.number,
                  "the reservation was not taken along");
  findings.expect(after.blocks.size() == 1 && after.blocks.front().slot.ordinal == 5 &&
                      after.blocks.front().reason == Reason::inspector_absent,
                  "the unavailable slot was not taken along");
}

// Sessions

void session_planned_twice(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.create();
  PlanSessions other = office.plan_command(session);
  other.centre = {2};
  ChangeSet stale = decided(office, other);
  (void)office.engine.run(office.call, office.plan_command(session)).value();
  refused_as_stale(subject, findings, std::move(stale), "a session was planned twice");
  findings.expect(look(subject, session).sessions.front().session.planning->centre == CentreId{1},
                  "the first plan was overwritten");
}

void session_unplanned_and_planned_again(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale_reserve = decided(office, office.reserve_command(session, SlotSet::of({0})));
  ChangeSet stale_block = decided(office, office.block_command(session, SlotSet::of({0})));
  ChangeSet stale_unplan = decided(office, office.unplan_command(session));
  (void)office.engine.run(office.call, office.unplan_command(session)).value();
  PlanSessions other = office.plan_command(session);
  other.centre = {2};
  (void)office.engine.run(office.call, other).value();
  refused_as_stale(subject, findings, std::move(stale_reserve),
                   "a slot of an older plan was reserved");
  refused_as_stale(subject, findings, std::move(stale_block),
                   "a slot of an older plan was made unavailable");
  refused_as_stale(subject, findings, std::move(stale_unplan), "an older plan was taken back");
}

void reserve_on_a_session_unplanned_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.reserve_command(session, SlotSet::of({0})));
  (void)office.engine.run(office.call, office.unplan_command(session)).value();
  refused_as_stale(subject, findings, std::move(stale),
                   "a slot of a session that is not planned was reserved");
}

void unplan_of_a_session_reserved_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.unplan_command(session));
  office.reserve(session, SlotSet::of({6}));
  refused_as_stale(subject, findings, std::move(stale),
                   "a session was unplanned under a reservation");
}

void unplan_of_a_session_blocked_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.unplan_command(session));
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({6}))).value();
  refused_as_stale(subject, findings, std::move(stale),
                   "a session was unplanned over a slot that was not seen");
}

void cascade_with_a_reservation_not_seen(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  UnplanSessions cascade = office.unplan_command(session);
  cascade.cascade = {office.reserve(session, SlotSet::of({0}))};
  ChangeSet stale = decided(office, cascade);
  office.reserve(session, SlotSet::of({1}), {2});
  refused_as_stale(subject, findings, std::move(stale),
                   "a cascade took a reservation along that the office had not seen");
  findings.expect(look(subject, session).reservations.size() == 2,
                  "a refused cascade cancelled something");
}

void change_of_a_session_reserved_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSession change;
  change.session = session;
  change.centre = {2};
  ChangeSet stale = decided(office, change);
  office.reserve(session, SlotSet::of({0}));
  refused_as_stale(subject, findings, std::move(stale),
                   "a session was changed without its reservation");
}

void slot_blocked_for_another_reason_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  BlockSlots block = office.block_command(session, SlotSet::of({6}));
  (void)office.engine.run(office.call, block).value();
  ChangeSession change;
  change.session = session;
  change.centre = {2};
  ChangeSet stale = decided(office, change);
  (void)office.engine.run(office.call, office.unblock_command(session, SlotSet::of({6}))).value();
  block.reason = Reason::vehicle;
  block.note = "batterie";
  (void)office.engine.run(office.call, block).value();
  refused_as_stale(subject, findings, std::move(stale),
                   "a change took a slot along for a reason that it no longer has");
}

void session_removed_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.create();
  ChangeSet stale_plan = decided(office, office.plan_command(session));
  RemoveSessions remove;
  remove.sessions = {session};
  ChangeSet stale_remove = decided(office, remove);
  (void)office.engine.run(office.call, remove).value();
  const SessionId again = office.create();
  findings.expect(again != session, "the id of a removed session was used again");
  refused_as_stale(subject, findings, std::move(stale_plan), "a removed session was planned");
  refused_as_stale(subject, findings, std::move(stale_remove), "a session was removed twice");
}

void session_planned_before_it_was_removed(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.create();
  RemoveSessions remove;
  remove.sessions = {session};
  ChangeSet stale = decided(office, remove);
  (void)office.engine.run(office.call, office.plan_command(session)).value();
  refused_as_stale(subject, findings, std::move(stale), "a planned session was removed");
}

void overlapping_session_made_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{660}, Minutes{780}}, {}});
  create.sessions.push_back({{2}, kMonday, HalfDay::morning, {}, {}});
  ChangeSet stale = decided(office, create);
  office.create();
  refused_as_stale(subject, findings, std::move(stale), "two sessions of an inspector overlap");
  SessionFilter filter;
  filter.departement = k93;
  findings.expect(subject.storage().sessions(filter, {}).value().rows.size() == 1,
                  "a part of the refused command was applied");
}

void session_moved_onto_another(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSession change;
  change.session = session;
  change.inspector = {2};
  ChangeSet stale = decided(office, change);
  CreateSessions late_morning;
  late_morning.sessions.push_back({{2}, kMonday, {}, Hours{Minutes{660}, Minutes{780}}, {}});
  (void)office.engine.run(office.call, late_morning).value();
  refused_as_stale(subject, findings, std::move(stale),
                   "a session was moved onto another one of the inspector");
}

void neighbouring_sessions_do_not_overlap(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  CreateSessions create;
  for (const int hour : {8, 10, 12})
    create.sessions.push_back(
        {{1}, kMonday, {}, Hours{Minutes{hour * 60}, Minutes{hour * 60 + 120}}, {}});
  create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{22 * 60}, Minutes{24 * 60}}, {}});
  create.sessions.push_back(
      {{1}, kMonday + std::chrono::days{1}, {}, Hours{Minutes{0}, Minutes{60}}, {}});
  findings.expect(bool(office.engine.run(office.call, create)),
                  "sessions that touch were taken for overlapping");
}

// Each expectation by itself: a change set in which one thing alone is not as it was

void each_session_relied_on_is_checked(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId written = office.planned();
  const SessionId looked_at = office.planned({2});
  ChangeSet stale = decided(office, office.block_command(written, SlotSet::of({0})));
  stale.relied_on.push_back(look(subject, looked_at).sessions.front().session);
  const auto refused_after = [&](const auto& command, const char* why) {
    (void)office.engine.run(office.call, command).value();
    refused_as_stale(subject, findings, stale, why);
  };
  refused_after(office.unplan_command(looked_at),
                "a session that was relied on, but not written, was not checked");
  refused_after(office.plan_command(looked_at),
                "a session that was relied on and planned anew was taken for the same");
  refused_after(office.unplan_command(looked_at), "a session that was relied on is not planned");
  RemoveSessions remove;
  remove.sessions = {looked_at};
  refused_after(remove, "a session that was relied on and is gone was not missed");
}

void each_slot_is_of_the_present_plan(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet reserve = decided(office, office.reserve_command(session, SlotSet::of({0})));
  ChangeSet block = decided(office, office.block_command(session, SlotSet::of({0})));
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({1}))).value();
  ChangeSet unblock = decided(office, office.unblock_command(session, SlotSet::of({1})));
  for (ChangeSet* changes : {&reserve, &block, &unblock}) changes->relied_on.clear();
  ChangeSession change;
  change.session = session;
  change.centre = {2};
  (void)office.engine.run(office.call, change).value();
  refused_as_stale(subject, findings, std::move(reserve), "a slot of an older plan was reserved");
  refused_as_stale(subject, findings, std::move(block), "a slot of an older plan was blocked");
  refused_as_stale(subject, findings, std::move(unblock), "a slot of an older plan was unblocked");

  ChangeSet beyond =
      decided(office, office.reserve_command(session, SlotSet::of({6}), {1}, PlanNumber{2}));
  beyond.reservations.front().slots_after = SlotSet::of({7});
  refused_as_stale(subject, findings, std::move(beyond), "a slot beyond the grid was reserved");
}

void each_revision_is_checked(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId available = office.create({3});
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0}));

  ChangeSet cancel = decided(office, office.cancel_command(reservation));
  --cancel.reservations.front().revision_before.value;
  refused_as_stale(subject, findings, std::move(cancel),
                   "a reservation's revision was not checked");

  ChangeSet plan = decided(office, office.plan_command(available));
  --plan.sessions.front().before->revision.value;
  refused_as_stale(subject, findings, std::move(plan), "the revision of a session was not checked");

  RemoveSessions remove;
  remove.sessions = {available};
  ChangeSet removal = decided(office, remove);
  --removal.sessions.front().before->revision.value;
  refused_as_stale(subject, findings, std::move(removal),
                   "the revision of a session that is removed was not checked");
}

void each_reservation_holds_what_it_is_said_to(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId mine = office.reserve(session, SlotSet::of({0, 1}));
  office.reserve(session, SlotSet::of({3}), {2});
  ChangeSet more = decided(office, office.cancel_command(mine));
  more.reservations.front().slots_before = SlotSet::of({0, 1, 3});
  refused_as_stale(subject, findings, std::move(more), "another's slot was given up");
  ChangeSet fewer = decided(office, office.cancel_command(mine));
  fewer.reservations.front().slots_before = SlotSet::of({0});
  fewer.blocks.clear();
  refused_as_stale(subject, findings, std::move(fewer), "a reservation ended and kept a slot");
  ChangeSet grown = decided(office, office.cancel_command(mine));
  grown.reservations.front().slots_before = SlotSet::of({0});
  grown.reservations.front().slots_after = SlotSet::of({0, 5});
  grown.blocks.clear();
  refused_as_stale(subject, findings, std::move(grown), "a reservation lost a slot unseen");
  const SessionId elsewhere = office.planned({2});
  ChangeSet other_session = decided(office, office.cancel_command(mine));
  other_session.reservations.front().session = elsewhere;
  other_session.blocks.clear();
  refused_as_stale(subject, findings, std::move(other_session),
                   "a reservation was ended in a session that it is not in");
  ChangeSet other_plan = decided(office, office.cancel_command(mine));
  other_plan.reservations.front().plan_before = {7};
  other_plan.blocks.clear();
  refused_as_stale(subject, findings, std::move(other_plan),
                   "a reservation was taken along from a plan that it is not of");
  findings.expect(look(subject, session).sessions.front().reserved == SlotSet::of({0, 1, 3}),
                  "a refused change set changed slots");
}

void reservation_ended_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0}));
  CancelBySchool cancel;
  cancel.reservations = {reservation};
  const Call as_school{Actor::of_school({1}), k93, {}};
  ChangeSet stale = office.engine.decide(as_school, cancel).value().changes;
  (void)office.engine.run(as_school, cancel).value();
  refused_as_stale(subject, findings, std::move(stale), "a reservation ended twice");
}

void slots_of_a_session_that_is_removed(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.create();
  RemoveSessions remove;
  remove.sessions = {session};
  ChangeSet changes = decided(office, remove);
  changes.blocks.push_back({session, {1}, SlotSet::of({0}), true, Reason::other, {}});
  refused_as_stale(subject, findings, std::move(changes),
                   "a slot of a removed session was blocked");
}

void overlap_within_one_change_set(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  CreateSessions create;
  for (const std::int64_t inspector : {1, 2})
    create.sessions.push_back({{inspector}, kMonday, HalfDay::morning, {}, {}});
  ChangeSet changes = decided(office, create);
  changes.sessions.back().after->inspector = {1};
  refused_as_stale(subject, findings, std::move(changes), "new sessions overlap each other");
}

void blocked_anew_for_no_reason(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  BlockSlots block = office.block_command(session, SlotSet::of({6}));
  block.note = "part plus tôt";
  (void)office.engine.run(office.call, block).value();
  (void)office.engine.run(office.call, office.unblock_command(session, SlotSet::of({6}))).value();
  block.reason = Reason::unstated;
  block.note.clear();
  (void)office.engine.run(office.call, block).value();
  const Snapshot after = look(subject, session);
  findings.expect(after.blocks.size() == 1 && after.blocks.front().reason == Reason::unstated &&
                      after.blocks.front().note.empty(),
                  "a slot kept the reason for which it was unavailable before");
}

void reservation_of_another_departement(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet changes =
      decided(office, office.cancel_command(office.reserve(session, SlotSet::of({0}))));
  changes.departement = k75;
  changes.relied_on.clear();
  changes.blocks.clear();
  findings.expect(commit(subject, std::move(changes)).outcome == Commit::Outcome::conflict,
                  "a reservation of another département was ended");
  findings.expect(look(subject, session).reservations.size() == 1, "a reservation was lost");
}

// What else a decision relies on

void rules_changed_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.reserve_command(session, SlotSet::of({0})));
  SetRules rules;
  rules.entries.push_back({kFirstDate, "cancellation.days", "8"});
  const Call as_operator{Actor::of_operator(), k93, {}};
  (void)office.engine.run(as_operator, rules).value();
  refused_as_stale(subject, findings, std::move(stale), "a decision under older rules was taken");
  const auto document = subject.storage().rules().value();
  findings.expect(document.version == RulesVersion{1} && document.entries == rules.entries,
                  "the rules are not as they were set");
}

void rules_set_twice(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  SetRules rules;
  rules.entries.push_back({kFirstDate, "cancellation.days", "8"});
  const Call as_operator{Actor::of_operator(), k93, {}};
  ChangeSet stale = office.engine.decide(as_operator, rules).value().changes;
  rules.entries.front().value = "7";
  (void)office.engine.run(as_operator, rules).value();
  refused_as_stale(subject, findings, std::move(stale), "rules overwrote rules not seen");
}

void closure_added_meanwhile(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  ChangeSet stale = decided(office, office.reserve_command(session, SlotSet::of({0})));
  AddClosure add;
  add.closure.scope = ClosureScope::inspector;
  add.closure.who = 1;
  add.closure.from = LocalTime{kMonday};
  add.closure.to = LocalTime{kMonday + std::chrono::days{1}};
  add.closure.reason = Reason::inspector_absent;
  add.closure.note = "absence";
  const Receipt receipt = office.engine.run(office.call, add).value();
  refused_as_stale(subject, findings, std::move(stale), "a slot in a closure was reserved");

  const ClosureId id = receipt.changes.closures_changed.front().closure.id;
  findings.expect(bool(id) && !id.is_fresh(), "a closure has no id");
  RemoveClosures remove;
  remove.closures = {id};
  ChangeSet stale_remove = decided(office, remove);
  (void)office.engine.run(office.call, remove).value();
  refused_as_stale(subject, findings, std::move(stale_remove), "a closure was removed twice");
  findings.expect(
      office.engine.run(office.call, office.reserve_command(session, SlotSet::of({0}))).has_value(),
      "a removed closure still closes");
}

// Requests, batches, numbers

void request_seen_before_the_decision(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const auto command = office.reserve_command(session, SlotSet::of({0}));
  ChangeSet rival = decided(office, command, "r-1");
  const Receipt receipt = office.engine.run(office.with_request("r-1"), command).value();
  const Revision before = number(subject);
  // Decided before the first was committed: the storage must notice by itself.
  const Commit answer = commit(subject, std::move(rival));
  findings.expect(
      answer.outcome == Commit::Outcome::replayed && answer.seen && *answer.seen == receipt,
      "a request that was committed meanwhile was not answered with its receipt");
  // And before it decides: the slot is taken, by the request itself.
  const auto again = office.engine.run(office.with_request("r-1"), command);
  findings.expect(again && again.value() == receipt,
                  "a request id that comes again does not give its receipt");
  findings.expect(number(subject) == before, "a replay took a commit number");
}

void request_ids_are_of_an_actor_and_a_departement(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  (void)office.engine
      .run(office.with_request("r-1"), office.reserve_command(session, SlotSet::of({0})))
      .value();
  Needs needs;
  needs.departement = k93;
  const auto seen = [&](Departement departement, Role role, std::int64_t who) {
    needs.departement = departement;
    needs.request = RequestKey{departement, role, who, "r-1"};
    Snapshot snapshot;
    (void)subject.storage().load(needs, snapshot).value();
    return snapshot.seen.has_value();
  };
  findings.expect(seen(k93, Role::office, 1), "a request id was forgotten");
  findings.expect(!seen(k93, Role::office, 2), "another office's request id was taken for seen");
  findings.expect(!seen(k93, Role::school, 1), "another role's request id was taken for seen");
  findings.expect(!seen(k75, Role::office, 1),
                  "another département's request id was taken for seen");
}

void one_bad_change_set_in_a_batch(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId first = office.planned();
  const SessionId second = office.planned({2});
  const Revision before = number(subject);
  std::vector<ChangeSet> sets;
  sets.push_back(decided(office, office.reserve_command(first, SlotSet::of({0}))));
  sets.push_back(decided(office, office.reserve_command(first, SlotSet::of({0}), {2})));
  sets.push_back(decided(office, office.reserve_command(second, SlotSet::of({0}), {2})));
  std::vector<Commit> answers(sets.size());
  subject.storage().commit(sets, answers);
  findings.expect(answers[0].outcome == Commit::Outcome::done &&
                      answers[0].number == Revision{before.value + 1},
                  "the first of a batch was not committed");
  findings.expect(answers[1].outcome == Commit::Outcome::conflict,
                  "the second of a batch did not see the first");
  findings.expect(answers[2].outcome == Commit::Outcome::done &&
                      answers[2].number == Revision{before.value + 2},
                  "a bad change set took the rest of its batch along");
  findings.expect(look(subject, first).reservations.size() == 1 &&
                      look(subject, second).reservations.size() == 1,
                  "a batch was not applied as answered");
}

void commit_numbers_order_the_history(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const Receipt receipt =
      office.engine.run(office.call, office.reserve_command(session, SlotSet::of({0, 1, 4})))
          .value();
  const std::vector<Event> events = history(subject);
  findings.expect(events.size() == 3, "not one event for each commit");
  for (std::size_t index = 0; index < events.size(); ++index)
    findings.expect(events[index].number == Revision{static_cast<std::int64_t>(index) + 1},
                    "commit numbers have a gap or no order");
  findings.expect(!events.empty() && events.back() == receipt,
                  "the receipt is not the commit's own event");
  EventFilter since;
  since.departement = k93;
  since.after = {2};
  const auto later = subject.storage().events(since, {}).value();
  findings.expect(later.rows.size() == 1 && later.number == Revision{3},
                  "changes since a number are not those after it");
  findings.expect(number(subject, k75) == Revision{}, "another département took a number");
  findings.expect(receipt.changes.reservations.size() == 2, "adjacent slots: one reservation");
}

void events_keep_who_and_why(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  office.call.actor.subject = "pseudonym";
  BlockSlots block = office.block_command(session, SlotSet::of({6}));
  block.note = "part plus tôt";
  const Receipt receipt = office.engine.run(office.call, block).value();
  const auto events = history(subject);
  if (!findings.expect(!events.empty(), "the event is missing")) return;
  const Event& event = events.back();
  findings.expect(event == receipt, "an event is not the receipt");
  findings.expect(event.changes.actor == office.call.actor, "an event does not say who acted");
  findings.expect(
      event.changes.reason == Reason::inspector_absent && event.changes.note == "part plus tôt",
      "an event does not say why");
}

void history_is_filtered(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId first = office.planned();                                   // events 1 and 2
  const SessionId second = office.planned({2});                               // 3 and 4
  const ReservationId mine = office.reserve(first, SlotSet::of({0}));         // 5
  office.reserve(first, SlotSet::of({1}), {2});                               // 6
  office.reserve(second, SlotSet::of({0}), {2});                              // 7
  (void)office.engine.run(office.call, office.cancel_command(mine)).value();  // 8
  const auto numbers = [&](SessionId session, ReservationId reservation, SchoolId school) {
    const EventFilter filter{k93, {}, session, reservation, school};
    std::vector<std::int64_t> found;
    const auto page = subject.storage().events(filter, {}).value();
    for (const Event& event : page.rows) found.push_back(event.number.value);
    return found;
  };
  using Numbers = std::vector<std::int64_t>;
  findings.expect(numbers(first, {}, {}) == Numbers{1, 2, 5, 6, 8}, "the history of a session");
  findings.expect(numbers({}, mine, {}) == Numbers{5, 8}, "the history of a reservation");
  findings.expect(numbers({}, {}, {1}) == Numbers{5, 8}, "the history of a school");
  findings.expect(numbers({}, {}, {2}) == Numbers{6, 7}, "the history of another school");
  findings.expect(numbers(first, {}, {2}) == Numbers{6}, "the history of a school in a session");
}

void fresh_ids_become_real_ones(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  CreateSessions create;
  for (const std::int64_t inspector : {1, 2, 3})
    create.sessions.push_back({{inspector}, kMonday, HalfDay::morning, {}, "séance 12"});
  ChangeSet changes = decided(office, create);
  changes.remarks.push_back({Remark::Kind::orphan_units, changes.sessions[1].after->id, 1});
  findings.expect(commit(subject, std::move(changes)).outcome == Commit::Outcome::done,
                  "new sessions were not taken");
  const auto receipts = history(subject);
  if (!findings.expect(!receipts.empty(), "the event is missing")) return;
  const Receipt& receipt = receipts.back();
  findings.expect(receipt.changes.remarks.front().subject ==
                      creneau::Subject{receipt.changes.sessions[1].after->id},
                  "a remark does not name the new session");
  std::vector<SessionId> ids;
  for (const SessionChange& change : receipt.changes.sessions) {
    findings.expect(change.after->id.value > 0, "a new session has no real id");
    findings.expect(change.after->revision == receipt.number, "a row without its revision");
    ids.push_back(change.after->id);
    const Snapshot found = look(subject, change.after->id);
    findings.expect(found.sessions.size() == 1 && found.sessions.front().session == *change.after,
                    "a new session is not as its receipt says");
  }
  std::sort(ids.begin(), ids.end());
  findings.expect(std::adjacent_find(ids.begin(), ids.end()) == ids.end(),
                  "two sessions have one id");
}

void acknowledged_commits_survive(Subject& subject, Findings& findings) {
  SessionId session;
  Receipt receipt;
  {
    OfficeAtWork office(subject.storage());
    session = office.planned();
    receipt =
        office.engine
            .run(office.with_request("r-1"), office.reserve_command(session, SlotSet::of({0})))
            .value();
  }
  if (!subject.reopen()) return;
  OfficeAtWork office(subject.storage());
  findings.expect(look(subject, session).reservations.size() == 1,
                  "an acknowledged reservation was lost");
  const auto again = office.engine.run(office.with_request("r-1"),
                                       office.reserve_command(session, SlotSet::of({0})));
  findings.expect(again && again.value() == receipt,
                  "a request is not answered with its receipt after a restart");
}

// Reading

void departements_do_not_see_each_other(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0}));
  Needs needs;
  needs.departement = k75;
  needs.sessions.push_back(session);
  needs.reservations.push_back(reservation);
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  findings.expect(snapshot.sessions.empty() && snapshot.reservations.empty(),
                  "a row of another département was loaded");
  SessionFilter filter;
  filter.departement = k75;
  findings.expect(subject.storage().sessions(filter, {}).value().rows.empty(),
                  "a session of another département was listed");
  ReservationFilter reserved;
  reserved.departement = k75;
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.empty(),
                  "a reservation of another département was listed");
  // Nor may a change set of one touch rows of the other.
  ChangeSet foreign = decided(office, office.cancel_command(reservation));
  foreign.departement = k75;
  findings.expect(commit(subject, std::move(foreign)).outcome == Commit::Outcome::conflict,
                  "a change set touched a row of another département");
}

void candidates_that_start_together_come_together(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  for (const std::int64_t inspector : {1, 2, 3})
    for (int day = 0; day < 10; ++day)
      office.planned({inspector}, kMonday + std::chrono::days{7 * day});
  Needs needs;
  needs.departement = k93;
  Needs::Candidates candidates;
  candidates.filter.departement = k93;
  candidates.filter.status = SessionFilter::Status::planned;
  candidates.filter.with_free_slots = true;
  candidates.enough = 4;
  needs.candidates = candidates;
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  findings.expect(snapshot.sessions.size() >= 6 && snapshot.more_candidates,
                  "sessions that start together were cut apart");
  findings.expect(snapshot.sessions.size() % 3 == 0, "sessions that start together were cut apart");
  LocalTime last = LocalTime::min();
  for (const SessionState& state : snapshot.sessions) {
    findings.expect(state.session.start() >= last, "candidates are not ordered by their start");
    last = state.session.start();
  }
  needs.candidates->enough = 1000;
  Snapshot all;
  (void)subject.storage().load(needs, all).value();
  findings.expect(all.sessions.size() == 30 && !all.more_candidates,
                  "not every candidate was found");
}

void lists_are_filtered_and_paged(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  std::vector<SessionId> planned;
  for (const std::int64_t inspector : {1, 2, 3})
    for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon})
      planned.push_back(office.planned({inspector}, kMonday, half_day));
  const SessionId available = office.create({4});
  office.reserve(planned[0], SlotSet::first(7));
  office.reserve(planned[1], SlotSet::of({1}), {2});
  office.reserve(planned[2], SlotSet::of({0}));
  using std::chrono::days;
  const auto count = [&](auto&& narrow) {
    SessionFilter filter;
    filter.departement = k93;
    narrow(filter);
    return subject.storage().sessions(filter, {}).value().rows.size();
  };
  using Filter = SessionFilter;
  findings.expect(count([](Filter&) {}) == 7, "an open filter does not list everything");
  findings.expect(count([](Filter& it) { it.status = Filter::Status::available; }) == 1,
                  "status available");
  findings.expect(count([](Filter& it) { it.status = Filter::Status::planned; }) == 6,
                  "status planned");
  findings.expect(count([](Filter& it) { it.with_free_slots = true; }) == 5, "with free slots");
  findings.expect(count([](Filter& it) { it.inspectors = {InspectorId{2}, InspectorId{4}}; }) == 3,
                  "inspectors");
  findings.expect(count([](Filter& it) { it.centre = {1}; }) == 6, "centre");
  findings.expect(count([](Filter& it) { it.centre = {2}; }) == 0, "another centre");
  findings.expect(count([](Filter& it) { it.category = Category::ce; }) == 6, "category");
  findings.expect(count([](Filter& it) { it.category = Category::d; }) == 0, "another category");
  findings.expect(count([](Filter& it) { it.part = ExamPart::off_road; }) == 0, "part");
  findings.expect(count([](Filter& it) { it.hours = {Minutes{720}, Minutes{1440}}; }) == 3,
                  "hours");
  findings.expect(count([](Filter& it) { it.period.first = kMonday + std::chrono::days{1}; }) == 0,
                  "first day");
  findings.expect(count([](Filter& it) { it.period.last = kMonday - std::chrono::days{1}; }) == 0,
                  "last day");

  SessionFilter filter;
  filter.departement = k93;
  std::vector<SessionId> listed;
  PageRequest page{{}, 2};
  while (true) {
    const auto found = subject.storage().sessions(filter, page).value();
    for (const SessionState& state : found.rows) listed.push_back(state.session.id);
    findings.expect(found.rows.size() <= 2, "a page is larger than asked for");
    if (!found.next) break;
    page.after = *found.next;
    if (!findings.expect(listed.size() < 20, "pages do not end")) break;
  }
  findings.expect(listed.size() == 7 && std::count(listed.begin(), listed.end(), available) == 1,
                  "pages leave out or repeat sessions");

  ReservationFilter reserved;
  reserved.departement = k93;
  const auto all = subject.storage().reservations(reserved, {}).value();
  findings.expect(all.rows.size() == 3, "not every reservation was listed");
  for (std::size_t index = 1; index < all.rows.size(); ++index)
    findings.expect(all.rows[index - 1].start() <= all.rows[index].start(),
                    "reservations are not ordered by the start of their first slot");
  const auto reservations = [&](auto&& narrow) {
    ReservationFilter it = reserved;
    narrow(it);
    return subject.storage().reservations(it, {}).value().rows.size();
  };
  using Reserved = ReservationFilter;
  for (const SchoolId school : {SchoolId{}, SchoolId{1}}) {
    reserved.school = school;
    findings.expect(reservations([](Reserved& it) { it.inspectors = {InspectorId{2}}; }) == 1,
                    "reservations of an inspector");
    findings.expect(reservations([](Reserved& it) { it.inspectors = {InspectorId{3}}; }) == 0,
                    "reservations of an inspector who has none");
    findings.expect(reservations([](Reserved& it) { it.centre = {2}; }) == 0,
                    "reservations at another centre");
    findings.expect(reservations([](Reserved& it) { it.period.first = kMonday + days{1}; }) == 0,
                    "reservations from a later day of the week on");
    findings.expect(reservations([](Reserved& it) { it.period.last = kMonday - days{1}; }) == 0,
                    "reservations up to an earlier day");
  }
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.size() == 2,
                  "a school's reservations");
  reserved.departement.reset();
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.size() == 2,
                  "a school's reservations in every département");
  reserved.category = Category::d;
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.empty(),
                  "a school's reservations of a category");
  reserved.category.reset();
  std::size_t paged = 0;
  PageRequest one{{}, 1};
  while (true) {
    const auto found = subject.storage().reservations(reserved, one).value();
    paged += found.rows.size();
    if (!found.next || paged > 5) break;
    one.after = *found.next;
  }
  findings.expect(paged == 2, "pages leave out or repeat reservations");
}

void week_is_counted(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  office.planned({2}, kMonday + std::chrono::days{7});
  office.create({3});
  office.reserve(session, SlotSet::of({0, 1}));
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({6}))).value();
  WeekFilter filter;
  filter.departement = k93;
  filter.week = Week::of(kMonday);
  filter.now = LocalTime{kMonday} + Minutes{9 * 60 + 30};
  std::vector<InspectorUnits> rows;
  (void)subject.storage().week_units(filter, rows).value();
  if (!findings.expect(rows.size() == 1 && rows.front().inspector == InspectorId{1},
                       "not a row for each inspector with a planned session"))
    return;
  const UnitCount& units = rows.front().units;
  findings.expect(units.planned.value == 7 && units.unavailable.value == 1 &&
                      units.assigned.value == 2 && units.unassigned().value == 4,
                  "the units of a week do not add up");
  // 08:30 to 10:00 have begun, 09:30 included; of 10:00 to 12:00 the last slot is unavailable.
  findings.expect(units.reservable.value == 3, "slots that have begun are counted as reservable");
  filter.category = Category::d;
  rows.clear();
  (void)subject.storage().week_units(filter, rows).value();
  findings.expect(rows.empty(), "units of another category were counted");
}

void week_units_come_behind_those_that_are_there(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  office.planned({1});
  office.planned({2});
  WeekFilter filter;
  filter.departement = k93;
  filter.week = Week::of(kMonday);
  const UnitCount others{};
  std::vector<InspectorUnits> rows{{{3}, others}, {{2}, others}};
  (void)subject.storage().week_units(filter, rows).value();
  std::vector<InspectorId> order;
  for (const InspectorUnits& row : rows) order.push_back(row.inspector);
  if (!findings.expect(order == std::vector<InspectorId>{{3}, {2}, {1}, {2}},
                       "the rows of a week are not appended to those that are there"))
    return;
  findings.expect(rows[1].units.planned.value == 0, "a row that was there was counted on");
}

void refusals_are_kept(Subject& subject, Findings& findings) {
  Refusal refusal;
  refusal.departement = k93;
  refusal.actor = Actor::of_school({1}, "pseudonym");
  refusal.at = creneau::testing::kFirstOfJune;
  refusal.request = "r-9";
  refusal.limit = 5;
  refusal.actual = 7;
  refusal.slots.push_back({{300}, {1}, 4});
  findings.expect(bool(subject.storage().record(refusal)), "a refusal was not taken");
  const auto kept = subject.storage().refusals(k93, {}).value();
  findings.expect(kept.rows.size() == 1 && kept.rows.front() == refusal,
                  "a refusal is not as it was recorded");
  findings.expect(subject.storage().refusals(k75, {}).value().rows.empty(),
                  "a refusal shows in another département");
}

// Outbox

/// Gives notices an address, as a writer of texts does.
class Addresses final : public NoticeWriter {
 public:
  result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) {
      notice.address = "ecole@example.org";
      notice.message = {"subject", "text", "<p>html</p>"};
    }
    return success();
  }
};

void notices_come_with_their_commit(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  const Addresses writer;
  OfficeAtWork office(subject.storage());
  const Engine engine(subject.storage(), office.directory, office.clock, {}, &writer);
  const SessionId session = office.planned();
  ChangeSet accepted =
      engine.decide(office.call, office.reserve_command(session, SlotSet::of({0}))).value().changes;
  ChangeSet stale =
      engine.decide(office.call, office.reserve_command(session, SlotSet::of({0}), {2}))
          .value()
          .changes;
  (void)commit(subject, std::move(accepted));
  (void)commit(subject, std::move(stale));
  const auto notices = subject.outbox()->notices(std::nullopt, {}, 10).value();
  if (!findings.expect(notices.size() == 1, "not one notice for one accepted command")) return;
  const Notice& notice = notices.front().notice;
  findings.expect(notice.id.value > 0 && notice.to_school == SchoolId{1} &&
                      notice.kind == NoticeKind::reserved && notice.message.subject == "subject" &&
                      notice.lines.size() == 1,
                  "a notice is not as it was decided");
  findings.expect(
      notice.lines.front().reservation == look(subject, session).reservations.front().id,
      "a notice tells of a reservation that is not there");
}

void leases_are_exclusive_and_fenced(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  using namespace std::chrono_literals;
  const Addresses writer;
  OfficeAtWork office(subject.storage());
  Engine engine(subject.storage(), office.directory, office.clock, {}, &writer);
  (void)engine.run(office.call, office.reserve_command(office.planned(), SlotSet::of({0}))).value();
  Outbox& outbox = *subject.outbox();
  const Instant now = creneau::testing::kFirstOfJune;
  const auto first = outbox.lease(now, now + 5min, 10).value();
  if (!findings.expect(first.size() == 1, "a due notice was not leased")) return;
  findings.expect(outbox.lease(now, now + 5min, 10).value().empty(),
                  "a leased notice was leased again");
  const auto second = outbox.lease(now + 6min, now + 11min, 10).value();
  if (!findings.expect(second.size() == 1, "a lease did not run out")) return;
  DeliveryReport report;
  report.notice = first.front().notice.id;
  report.lease = first.front().lease;
  report.status = NoticeStatus::delivered;
  report.delivery = Delivery::delivered;
  findings.expect(!outbox.report(report).value(), "a sender whose lease ran out was heard");
  report.lease = second.front().lease;
  report.delivery = Delivery::uncertain;
  report.status = NoticeStatus::pending;
  report.next_attempt = now + 1h;
  findings.expect(outbox.report(report).value(), "a report was not taken");
  findings.expect(!outbox.report(report).value(), "a report was taken twice");
  findings.expect(outbox.lease(now + 30min, now + 40min, 10).value().empty(),
                  "a notice was leased before its time");
  const auto third = outbox.lease(now + 1h, now + 2h, 10).value();
  if (!findings.expect(
          third.size() == 1 && third.front().attempts == 1 && third.front().uncertain == 1,
          "an uncertain attempt was not counted"))
    return;
  report.lease = third.front().lease;
  report.delivery = Delivery::refused;
  report.status = NoticeStatus::dead;
  report.error = "550 no such mailbox";
  findings.expect(outbox.report(report).value(), "a report was not taken");
  findings.expect(outbox.lease(now + 24h, now + 25h, 10).value().empty(),
                  "a dead notice was leased");
  const auto dead = outbox.notices(NoticeStatus::dead, {}, 10).value();
  findings.expect(dead.size() == 1 && dead.front().last_error == "550 no such mailbox",
                  "a dead notice is not listed");
  findings.expect(bool(outbox.retry({report.notice}, "autre@example.org", now + 24h)),
                  "a dead notice cannot be sent again");
  const auto revived = outbox.lease(now + 24h, now + 25h, 10).value();
  findings.expect(revived.size() == 1 && revived.front().notice.address == "autre@example.org",
                  "a notice that is sent again is not due, or not at its new address");
  findings.expect(revived.front().attempts == 0, "a notice that is sent again has attempts behind");
  findings.expect(!outbox.retry({report.notice}, {}, now + 24h), "a pending notice was revived");
  report.notice = {report.notice.value + 128};
  const auto unknown = outbox.report(report);
  findings.expect(!unknown && unknown.error().code == ErrorCode::unknown_notice,
                  "a report about a notice that is not there was taken");
}

void the_longest_due_is_leased_first(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  using namespace std::chrono_literals;
  const Addresses writer;
  OfficeAtWork office(subject.storage());
  Engine engine(subject.storage(), office.directory, office.clock, {}, &writer);
  const SessionId session = office.planned();
  for (const unsigned ordinal : {0U, 1U, 2U})
    (void)engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))).value();
  Outbox& outbox = *subject.outbox();
  const Instant now = creneau::testing::kFirstOfJune;
  const auto all = outbox.lease(now, now + 5min, 10).value();
  if (!findings.expect(all.size() == 3, "not every due notice was leased")) return;
  // The first is put off beyond the others.
  for (std::size_t index = 0; index < all.size(); ++index) {
    DeliveryReport report;
    report.notice = all[index].notice.id;
    report.lease = all[index].lease;
    report.status = NoticeStatus::pending;
    report.delivery = Delivery::failed;
    report.next_attempt = now + (index == 0 ? 30min : 10min);
    findings.expect(outbox.report(report).value(), "a report was not taken");
  }
  findings.expect(outbox.lease(now + 20min, now + 21min, 1).value().size() == 1,
                  "more notices were leased than asked for");
  std::vector<NoticeId> order;
  const auto later = outbox.lease(now + 1h, now + 2h, 10).value();
  for (const OutboxEntry& entry : later) order.push_back(entry.notice.id);
  findings.expect(
      order == std::vector<NoticeId>{all[1].notice.id, all[2].notice.id, all[0].notice.id},
      "notices were not leased in the order in which they are due");
}

void without_an_address_undeliverable(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  OfficeAtWork office(subject.storage());
  office.reserve(office.planned(), SlotSet::of({0}));
  Outbox& outbox = *subject.outbox();
  const auto listed = outbox.notices(NoticeStatus::undeliverable, {}, 10).value();
  if (!findings.expect(listed.size() == 1,
                       "a notice without an address is not listed as undeliverable"))
    return;
  using namespace std::chrono_literals;
  const Instant now = creneau::testing::kFirstOfJune;
  findings.expect(outbox.lease(now, now + 5min, 10).value().empty(),
                  "an undeliverable notice was leased");
  const NoticeId id = listed.front().notice.id;
  const auto still_without = outbox.retry({id}, {}, now);
  findings.expect(!still_without && still_without.error().code == ErrorCode::bad_address,
                  "a notice without an address was to be sent again");
  findings.expect(bool(outbox.retry({id}, "ecole@example.org", now)) &&
                      outbox.lease(now, now + 5min, 10).value().size() == 1,
                  "a notice that was given an address is not due");
}

void a_notice_named_twice_is_retried_once(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  OfficeAtWork office(subject.storage());
  office.reserve(office.planned(), SlotSet::of({0}));
  Outbox& outbox = *subject.outbox();
  using namespace std::chrono_literals;
  const Instant now = creneau::testing::kFirstOfJune;
  const auto listed = outbox.notices(NoticeStatus::undeliverable, {}, 10).value();
  if (!findings.expect(listed.size() == 1, "a notice without an address is not listed")) return;
  const NoticeId id = listed.front().notice.id;
  findings.expect(bool(outbox.retry({id, id}, "ecole@example.org", now)),
                  "a notice that is named twice cannot be sent again");
  findings.expect(outbox.lease(now, now + 5min, 10).value().size() == 1,
                  "a notice that is named twice is not to be sent once");
  const NoticeId unknown{id.value + 1000};
  findings.expect(outbox.retry({unknown, id}, {}, now).error().code == ErrorCode::unknown_notice,
                  "a notice that is not there was revived");
}

constexpr Case kCases[] = {
    {"SlotTakenMeanwhile", slot_taken_meanwhile},
    {"SlotBlockedMeanwhile", slot_blocked_meanwhile},
    {"BlockOfASlotReservedMeanwhile", block_of_a_slot_reserved_meanwhile},
    {"UnblockedTwice", unblocked_twice},
    {"PartOfTheSlotsTaken", part_of_the_slots_taken},
    {"ReservationCancelledAndSlotReservedAgain", reservation_cancelled_and_slot_reserved_again},
    {"ReservationShrunkMeanwhile", reservation_shrunk_meanwhile},
    {"ReservationRestoredToTheSameSlots", reservation_restored_to_the_same_slots},
    {"ReservationKeepsItsNumberThroughAChange", reservation_keeps_its_number_through_a_change},
    {"SessionPlannedTwice", session_planned_twice},
    {"SessionUnplannedAndPlannedAgain", session_unplanned_and_planned_again},
    {"ReserveOnASessionUnplannedMeanwhile", reserve_on_a_session_unplanned_meanwhile},
    {"UnplanOfASessionReservedMeanwhile", unplan_of_a_session_reserved_meanwhile},
    {"UnplanOfASessionBlockedMeanwhile", unplan_of_a_session_blocked_meanwhile},
    {"CascadeWithAReservationNotSeen", cascade_with_a_reservation_not_seen},
    {"ChangeOfASessionReservedMeanwhile", change_of_a_session_reserved_meanwhile},
    {"SlotBlockedForAnotherReasonMeanwhile", slot_blocked_for_another_reason_meanwhile},
    {"SessionRemovedMeanwhile", session_removed_meanwhile},
    {"SessionPlannedBeforeItWasRemoved", session_planned_before_it_was_removed},
    {"OverlappingSessionMadeMeanwhile", overlapping_session_made_meanwhile},
    {"SessionMovedOntoAnother", session_moved_onto_another},
    {"NeighbouringSessionsDoNotOverlap", neighbouring_sessions_do_not_overlap},
    {"EachSessionReliedOnIsChecked", each_session_relied_on_is_checked},
    {"EachSlotIsOfThePresentPlan", each_slot_is_of_the_present_plan},
    {"EachRevisionIsChecked", each_revision_is_checked},
    {"EachReservationHoldsWhatItIsSaidTo", each_reservation_holds_what_it_is_said_to},
    {"ReservationEndedMeanwhile", reservation_ended_meanwhile},
    {"ReservationOfAnotherDepartement", reservation_of_another_departement},
    {"SlotsOfASessionThatIsRemoved", slots_of_a_session_that_is_removed},
    {"OverlapWithinOneChangeSet", overlap_within_one_change_set},
    {"BlockedAnewForNoReason", blocked_anew_for_no_reason},
    {"RulesChangedMeanwhile", rules_changed_meanwhile},
    {"RulesSetTwice", rules_set_twice},
    {"ClosureAddedMeanwhile", closure_added_meanwhile},
    {"RequestSeenBeforeTheDecision", request_seen_before_the_decision},
    {"RequestIdsAreOfAnActorAndADepartement", request_ids_are_of_an_actor_and_a_departement},
    {"OneBadChangeSetInABatch", one_bad_change_set_in_a_batch},
    {"CommitNumbersOrderTheHistory", commit_numbers_order_the_history},
    {"EventsKeepWhoAndWhy", events_keep_who_and_why},
    {"HistoryIsFiltered", history_is_filtered},
    {"FreshIdsBecomeRealOnes", fresh_ids_become_real_ones},
    {"AcknowledgedCommitsSurvive", acknowledged_commits_survive},
    {"DepartementsDoNotSeeEachOther", departements_do_not_see_each_other},
    {"CandidatesThatStartTogetherComeTogether", candidates_that_start_together_come_together},
    {"ListsAreFilteredAndPaged", lists_are_filtered_and_paged},
    {"WeekIsCounted", week_is_counted},
    {"WeekUnitsComeBehindThoseThatAreThere", week_units_come_behind_those_that_are_there},
    {"RefusalsAreKept", refusals_are_kept},
    {"NoticesComeWithTheirCommit", notices_come_with_their_commit},
    {"LeasesAreExclusiveAndFenced", leases_are_exclusive_and_fenced},
    {"TheLongestDueIsLeasedFirst", the_longest_due_is_leased_first},
    {"WithoutAnAddressUndeliverable", without_an_address_undeliverable},
    {"ANoticeNamedTwiceIsRetriedOnce", a_notice_named_twice_is_retried_once},
};

}  // namespace

std::span<const Case> cases() noexcept {
  return kCases;
}

}  // namespace creneau::contract
