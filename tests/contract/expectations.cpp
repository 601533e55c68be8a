#include "contract/case.hpp"

namespace creneau::contract {

namespace {

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

constexpr Case kExpectationCases[] = {
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
};

}  // namespace

std::span<const Case> expectation_cases() noexcept {
  return kExpectationCases;
}

}  // namespace creneau::contract
