#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

/// A planned morning; commands come under the request id "r-1".
class Requests : public EngineTest {
 protected:
  Requests() : session(office.planned()) {}
  [[nodiscard]] Call under(std::string request) const {
    return office.with_request(std::move(request));
  }
  [[nodiscard]] ReserveSlots slot(unsigned ordinal) const {
    return office.reserve_command(session, SlotSet::of({ordinal}));
  }

  [[nodiscard]] SlotId slot_id(unsigned ordinal) const { return {session, {1}, ordinal}; }

  /// Whether a request id tells them apart.
  template <class Command>
  [[nodiscard]] static bool differ(const Command& one, const Command& other) {
    ContentHasher first;
    ContentHasher second;
    add_content(one, first);
    add_content(other, second);
    return first.finish().value != second.finish().value;
  }
  /// The same command but for one thing.
  template <class Command, class Change>
  [[nodiscard]] static Command changed(Command command, Change&& change) {
    change(command);
    return command;
  }

  SessionId session;
};

TEST_F(Requests, ThatComeAgainGiveTheSameReceiptAndChangeNothing) {
  const Receipt first = done(under("r-1"), slot(0));
  const Picture after = picture();
  EXPECT_EQ(done(under("r-1"), slot(0)), first);
  EXPECT_EQ(office.engine.preview(under("r-1"), slot(0)).value(), first);
  EXPECT_EQ(office.engine.decide(under("r-1"), slot(0)).value(), first);
  EXPECT_EQ(picture(), after);
}

TEST_F(Requests, GiveTheirReceiptAlthoughTheCommandWouldBeRefusedByNow) {
  const Receipt first = done(under("r-1"), slot(0));
  done(office.cancel_command(first.changes.reservations.front().id));
  set_clock("2026-07-01T08:00:00Z");
  EXPECT_EQ(done(under("r-1"), slot(0)), first);
}

TEST_F(Requests, WithOtherContentAreRefused) {
  done(under("r-1"), slot(0));
  const Error why = Error{ErrorCode::request_reused}.with_text("r-1");
  expect_refused(under("r-1"), slot(1), why);
  ReserveSlots other_school = slot(0);
  other_school.school = {2};
  expect_refused(under("r-1"), other_school, why);
  ReserveSlots other_reference = slot(0);
  other_reference.external_ref = "dossier 17";
  expect_refused(under("r-1"), other_reference, why);
  expect_refused(under("r-1"), office.block_command(session, SlotSet::of({0})), why);
}

TEST_F(Requests, OfAnotherKindAreOthersThoughTheySayTheSame) {
  done(under("r-1"), office.block_command(session, SlotSet::of({0})));
  UnblockSlots unblock = office.unblock_command(session, SlotSet::of({0}));
  unblock.reason = Reason::inspector_absent;
  expect_refused(under("r-1"), unblock, Error{ErrorCode::request_reused}.with_text("r-1"));
}

TEST_F(Requests, OfAnotherActorOrDepartementAreOthers) {
  Office second{{3}, "BER 93 et 75", "ber@example.org", "01 00 00 00 00", {}, {}};
  second.departements.insert(k93);
  second.departements.insert(k75);
  office.directory.add(second);
  done(under("r-1"), slot(0));
  done({Actor::of_office({3}), k93, "r-1"}, slot(1));
  CreateSessions create;
  create.sessions.push_back({{5}, kMonday, HalfDay::morning, {}, {}});
  done({Actor::of_office({3}), k75, "r-1"}, create);
  CancelBySchool cancel;
  cancel.reservations = {reservations_of({1}).front().reservation.id};
  done({Actor::of_school({1}), k93, "r-1"}, cancel);
}

TEST_F(Requests, OfOneOfficeAreOneWhoeverActsForIt) {
  Call call = under("r-1");
  call.actor.subject = "a";
  const Receipt first = done(call, slot(0));
  call.actor.subject = "b";
  EXPECT_EQ(done(call, slot(0)), first);
}

TEST_F(Requests, WithoutAnIdAreNewCommands) {
  done(office.block_command(session, SlotSet::of({0})));
  expect_refused(office.block_command(session, SlotSet::of({0})),
                 Error{ErrorCode::slot_unavailable, SlotId{session, {1}, 0}});
}

TEST_F(Requests, ThatWereRefusedMayBeTriedAgain) {
  const ReservationId rival = office.reserve(session, SlotSet::of({0}), {2});
  expect_refused(under("r-1"), slot(0), Error{ErrorCode::slot_taken, SlotId{session, {1}, 0}});
  done(office.cancel_command(rival));
  done(office.unblock_command(session, SlotSet::of({0})));
  done(under("r-1"), slot(0));
}

TEST_F(Requests, HaveAnIdOfAtMostAHundredBytesWithoutControlCharacters) {
  expect_refused(under(std::string(101, 'r')), slot(0),
                 Error{ErrorCode::too_large}.with_limit(100, 101));
  for (const BadText& bad : bad_texts())
    expect_refused(under(bad.text), slot(0), Error{ErrorCode::bad_text}.with_text(bad.text));
  done(under(std::string(100, 'r')), slot(0));
}

TEST_F(Requests, ComeFromASubjectWithoutControlCharacters) {
  Call call = office.call;
  for (const BadText& bad : bad_texts()) {
    call.actor.subject = bad.text;
    expect_refused(call, slot(0), Error{ErrorCode::bad_text}.with_text(bad.text));
  }
}

TEST_F(Requests, OfEveryKindHaveAContentOfTheirOwn) {
  const ChangeSession change{session, {}, {}, {}, {}, false, {}, {}};
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.inspector = {2}; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.centre = {2}; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.date = kMonday; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.start = Minutes{0}; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.override_calendar = true; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.reason = Reason::other; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.note = "n"; })));
  const UnplanSessions unplan = office.unplan_command(session);
  EXPECT_TRUE(differ(unplan, changed(unplan, [](auto& it) { it.cascade.emplace(); })));
  CancelByOffice cancel = office.cancel_command({129});
  EXPECT_TRUE(differ(cancel, changed(cancel, [](auto& it) { it.correction = true; })));
  EXPECT_TRUE(differ(cancel, changed(cancel, [](auto& it) { it.reason = Reason::error; })));
  const PlanSessions plan = office.plan_command(session);
  EXPECT_TRUE(differ(plan, changed(plan, [](auto& it) { it.part = ExamPart::on_road; })));
  EXPECT_TRUE(differ(plan, changed(plan, [](auto& it) { it.category = Category::d; })));
  EXPECT_TRUE(differ(plan, changed(plan, [](auto& it) { it.override_calendar = true; })));
  ReserveWish wish;
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.exams = 1; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.units = {1}; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.centre = {1}; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.inspectors = {InspectorId{1}}; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.period.first = kMonday; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.half_day = HalfDay::morning; })));
  EXPECT_TRUE(differ(unplan, changed(unplan, [](auto& it) { it.note = "n"; })));
  UnplanSessions cascade = unplan;
  cascade.cascade = {ReservationId{129}};
  EXPECT_TRUE(
      differ(cascade, changed(cascade, [](auto& it) { it.cascade = {ReservationId{130}}; })));
  EXPECT_TRUE(differ(cancel, changed(cancel, [](auto& it) { it.reservations = {{130}}; })));
  EXPECT_TRUE(differ(cancel, changed(cancel, [&](auto& it) { it.slots = {slot_id(0)}; })));
  EXPECT_TRUE(differ(cancel, changed(cancel, [](auto& it) { it.note = "n"; })));
  CancelBySchool by_school;
  by_school.slots = {slot_id(0)};
  EXPECT_TRUE(differ(by_school, changed(by_school, [&](auto& it) { it.slots = {slot_id(1)}; })));
  const BlockSlots block = office.block_command(session, SlotSet::of({0}));
  EXPECT_TRUE(differ(block, changed(block, [](auto& it) { it.reason = Reason::other; })));
  EXPECT_TRUE(differ(block, changed(block, [](auto& it) { it.note = "n"; })));
  EXPECT_TRUE(differ(block, changed(block, [&](auto& it) { it.slots = {slot_id(1)}; })));
  const UnblockSlots unblock = office.unblock_command(session, SlotSet::of({0}));
  EXPECT_TRUE(differ(unblock, changed(unblock, [&](auto& it) { it.slots = {slot_id(1)}; })));
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, HalfDay::morning, {}, {}});
  const auto other_session = [&](auto&& change_it) {
    return differ(create, changed(create, [&](auto& it) { change_it(it.sessions.front()); }));
  };
  EXPECT_TRUE(differ(create, changed(create, [](auto& it) { it.override_calendar = true; })));
  EXPECT_TRUE(other_session([](auto& it) { it.inspector = {2}; }));
  EXPECT_TRUE(other_session([](auto& it) { it.date = kTuesday; }));
  EXPECT_TRUE(other_session([](auto& it) { it.half_day = HalfDay::afternoon; }));
  EXPECT_TRUE(other_session([](auto& it) { it.hours = {Minutes{510}, Minutes{720}}; }));
  EXPECT_TRUE(other_session([](auto& it) { it.external_ref = "séance 12"; }));
  RemoveSessions remove;
  remove.sessions = {session};
  EXPECT_TRUE(differ(remove, changed(remove, [](auto& it) { it.sessions = {{257}}; })));
  EXPECT_TRUE(differ(remove, changed(remove, [](auto& it) { it.note = "n"; })));
  AddClosure add;
  const auto other_closure = [&](auto&& change_it) {
    return differ(add, changed(add, [&](auto& it) { change_it(it.closure); }));
  };
  EXPECT_TRUE(other_closure([](auto& it) { it.scope = ClosureScope::office; }));
  EXPECT_TRUE(other_closure([](auto& it) { it.who = 2; }));
  EXPECT_TRUE(other_closure([](auto& it) { it.from = LocalTime{kMonday}; }));
  EXPECT_TRUE(other_closure([](auto& it) { it.to = LocalTime{kMonday}; }));
  EXPECT_TRUE(other_closure([](auto& it) { it.reason = Reason::weather; }));
  EXPECT_TRUE(other_closure([](auto& it) { it.note = "n"; }));
  RemoveClosures reopen;
  reopen.closures = {{129}};
  EXPECT_TRUE(differ(reopen, changed(reopen, [](auto& it) { it.closures = {{130}}; })));
  SetRules rules;
  rules.entries.push_back({kMonday, "cancellation.days", "7"});
  const auto other_rule = [&](auto&& change_it) {
    return differ(rules, changed(rules, [&](auto& it) { change_it(it.entries.front()); }));
  };
  EXPECT_TRUE(other_rule([](auto& it) { it.from = kTuesday; }));
  EXPECT_TRUE(other_rule([](auto& it) { it.key = "unit.minutes"; }));
  EXPECT_TRUE(other_rule([](auto& it) { it.value = "8"; }));
  EXPECT_TRUE(differ(rules, changed(rules, [](auto& it) { it.note = "n"; })));
  ImportPlanning import;
  import.sessions.emplace_back();
  const auto other_row = [&](auto&& change_it) {
    return differ(import, changed(import, [&](auto& it) { change_it(it.sessions.front()); }));
  };
  EXPECT_TRUE(differ(import, changed(import, [](auto& it) { it.office = {2}; })));
  EXPECT_TRUE(differ(import, changed(import, [](auto& it) { it.notify = true; })));
  EXPECT_TRUE(other_row([](auto& it) { it.inspector = {2}; }));
  EXPECT_TRUE(other_row([](auto& it) { it.category = Category::am; }));
  EXPECT_TRUE(other_row([](auto& it) { it.grid = Grid{30, 1, 7}; }));
  EXPECT_TRUE(other_row([](auto& it) { it.unavailable = SlotSet::of({0}); }));
  EXPECT_TRUE(other_row([](auto& it) { it.reservations.push_back({{1}, SlotSet::of({0}), {}}); }));
  EXPECT_FALSE(other_row([](auto& it) { it.line = 2; })) << "a moved row is the same row";
}

TEST_F(Requests, OfEveryKindTellOneValueFromAnother) {
  const ChangeSession change{{1}, {}, {}, kMonday, Minutes{0}, false, {}, {}};
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.session = {2}; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.date = kTuesday; })));
  EXPECT_TRUE(differ(change, changed(change, [](auto& it) { it.start = Minutes{1}; })));
  UnplanSessions unplan = office.unplan_command({1});
  EXPECT_TRUE(differ(unplan, changed(unplan, [](auto& it) { it.sessions = {{2}}; })));
  EXPECT_TRUE(differ(unplan, changed(unplan, [](auto& it) { it.reason = Reason::other; })));
  const PlanSessions plan = office.plan_command({1});
  EXPECT_TRUE(differ(plan, changed(plan, [](auto& it) { it.sessions = {{2}}; })));
  EXPECT_TRUE(differ(plan, changed(plan, [](auto& it) { it.centre = {2}; })));
  const ReserveSlots reserve = office.reserve_command({1}, SlotSet::of({0}));
  EXPECT_TRUE(differ(reserve, changed(reserve, [](auto& it) { it.slots.front().plan = {2}; })));
  ReserveWish wish;
  wish.half_day = HalfDay::morning;
  wish.inspectors = {InspectorId{1}};
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.half_day = HalfDay::afternoon; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.inspectors = {InspectorId{2}}; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.period.last = kMonday; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.school = {2}; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.category = Category::d; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.part = ExamPart::on_road; })));
  EXPECT_TRUE(differ(wish, changed(wish, [](auto& it) { it.external_ref = "17"; })));
  CreateSessions create;
  create.sessions.push_back({{1}, kMonday, {}, Hours{Minutes{510}, Minutes{720}}, {}});
  const auto other_hours = [&](Hours hours) {
    return differ(create, changed(create, [&](auto& it) { it.sessions.front().hours = hours; }));
  };
  EXPECT_TRUE(other_hours({Minutes{511}, Minutes{720}}));
  EXPECT_TRUE(other_hours({Minutes{510}, Minutes{721}}));
  ImportPlanning import;
  import.sessions.emplace_back().reservations.push_back({{1}, SlotSet::of({0}), {}});
  const auto other_row = [&](auto&& change_it) {
    return differ(import, changed(import, [&](auto& it) { change_it(it.sessions.front()); }));
  };
  EXPECT_TRUE(other_row([](auto& it) { it.date = kMonday; }));
  EXPECT_TRUE(other_row([](auto& it) { it.hours.start = Minutes{1}; }));
  EXPECT_TRUE(other_row([](auto& it) { it.hours.end = Minutes{1}; }));
  EXPECT_TRUE(other_row([](auto& it) { it.centre = {2}; }));
  EXPECT_TRUE(other_row([](auto& it) { it.part = ExamPart::on_road; }));
  EXPECT_TRUE(other_row([](auto& it) { it.external_ref = "17"; }));
  EXPECT_TRUE(other_row([](auto& it) { it.reservations.front().school = {2}; }));
  EXPECT_TRUE(other_row([](auto& it) { it.reservations.front().slots = SlotSet::of({1}); }));
  EXPECT_TRUE(other_row([](auto& it) { it.reservations.front().external_ref = "17"; }));
}

}  // namespace
}  // namespace creneau::testing
