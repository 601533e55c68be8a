#include "contract/case.hpp"

namespace creneau::contract {

namespace {

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

constexpr Case kStaleRowCases[] = {
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
};

}  // namespace

std::span<const Case> stale_row_cases() noexcept {
  return kStaleRowCases;
}

}  // namespace creneau::contract
