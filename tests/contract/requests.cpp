#include <algorithm>

#include "contract/case.hpp"

namespace creneau::contract {

namespace {

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

constexpr Case kRequestCases[] = {
    {"RequestSeenBeforeTheDecision", request_seen_before_the_decision},
    {"RequestIdsAreOfAnActorAndADepartement", request_ids_are_of_an_actor_and_a_departement},
    {"OneBadChangeSetInABatch", one_bad_change_set_in_a_batch},
    {"CommitNumbersOrderTheHistory", commit_numbers_order_the_history},
    {"EventsKeepWhoAndWhy", events_keep_who_and_why},
    {"HistoryIsFiltered", history_is_filtered},
    {"FreshIdsBecomeRealOnes", fresh_ids_become_real_ones},
    {"AcknowledgedCommitsSurvive", acknowledged_commits_survive},
};

}  // namespace

std::span<const Case> request_cases() noexcept {
  return kRequestCases;
}

}  // namespace creneau::contract
