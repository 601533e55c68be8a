#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

/// An operator who takes in one planned morning.
class ImportOfAMorning : public EngineTest {
 protected:
  ImportOfAMorning() {
    ImportPlanning::Item item;
    item.line = 2;
    item.inspector = {1};
    item.date = kMonday;
    item.hours = {Minutes{510}, Minutes{720}};
    item.centre = {1};
    item.category = Category::ce;
    item.grid = Grid{30, 1, 7};
    command.office = {1};
    command.sessions.push_back(item);
  }
  result<Receipt> import(std::string request = {}) {
    return office.engine.run({Actor::of_operator(), k93, std::move(request)}, command);
  }
  /// Everything for which the import is refused; its first is what the engine answers.
  std::vector<std::string> faults() {
    const Call call = as_operator();
    Needs needs;
    needs.departement = k93;
    DirectoryNeeds directory_needs;
    add_needs(command, needs, directory_needs);
    Snapshot snapshot;
    (void)storage.load(needs, snapshot).value();
    DirectoryFacts facts;
    (void)office.directory.look_up(directory_needs, facts).value();
    const RuleBook rules;
    std::vector<std::string> said;
    for (const Error& error :
         faults_of(command, {call, office.clock.now(), rules, snapshot, facts}))
      said.push_back(in_words(error));
    const auto receipt = import();
    EXPECT_EQ(receipt.has_value(), said.empty());
    if (!receipt && !said.empty()) {
      EXPECT_EQ(in_words(receipt.error()), said.front());
    }
    return said;
  }
  /// Another morning, on another line.
  ImportPlanning::Item& add(std::int32_t line, Date date) {
    ImportPlanning::Item item = command.sessions.front();
    item.line = line;
    item.date = date;
    command.sessions.push_back(item);
    return command.sessions.back();
  }
  Grid& grid() { return *command.sessions.front().grid; }
  ImportPlanning::Item& morning() { return command.sessions.front(); }
  void expect_import_refused(const Error& why) { expect_refused(as_operator(), command, why); }

  ImportPlanning command;
};

TEST_F(ImportOfAMorning, GivesTheGridOfTheFile) {
  const Receipt receipt = import().value();
  EXPECT_EQ(receipt.changes.sessions.front().after->planning->grid, (Grid{30, 1, 7}));
}

TEST_F(ImportOfAMorning, IsRefusedWithUnitsOfNoLength) {
  grid().unit_minutes = 0;
  EXPECT_EQ(import().error().code, ErrorCode::grid_does_not_fit);
}

TEST_F(ImportOfAMorning, IsRefusedWithSlotsOfNoUnitsOrTooMany) {
  grid() = {30, 0, 7};
  EXPECT_EQ(import().error().code, ErrorCode::grid_does_not_fit);
  grid() = {1, 17, 7};
  EXPECT_EQ(import().error().code, ErrorCode::grid_does_not_fit);
}

TEST_F(ImportOfAMorning, UnderTheSameRequestWithAnotherGridIsOtherContent) {
  ASSERT_TRUE(import("import-1"));
  grid().slot_count = 6;
  EXPECT_EQ(import("import-1").error().code, ErrorCode::request_reused);
  grid() = {15, 2, 7};
  EXPECT_EQ(import("import-1").error().code, ErrorCode::request_reused);
}

TEST_F(ImportOfAMorning, TakesItAsItWasReservationsAndUnavailableSlotsIncluded) {
  morning().unavailable = SlotSet::of({6});
  morning().reservations = {{{1}, SlotSet::of({0, 1}), "a"}, {{3}, SlotSet::of({3}), {}}};
  morning().external_ref = "session 17";
  const Session session = import().value().changes.sessions.front().after.value();
  EXPECT_EQ(slots_of(session.id), "RR.R..x");
  EXPECT_EQ(session.external_ref, "session 17");
  EXPECT_EQ(session.planning->planned_by, OfficeId{1});
  EXPECT_EQ(reservations_of({1}).front().reservation.external_ref, "a");
  EXPECT_EQ(reservations_of({3}).size(), 1U) << "a school that is no longer active";
}

TEST_F(ImportOfAMorning, TakesThePastHolidaysAndClosuresAsTheyWere) {
  close_for_the_day(ClosureScope::office, 1);
  ImportPlanning::Item past = morning();
  past.date = make_date(2026, 5, 8);
  command.sessions.push_back(past);
  EXPECT_EQ(import().value().changes.sessions.size(), 2U);
}

TEST_F(ImportOfAMorning, WithoutACategoryIsAvailableWithAProposedCentre) {
  morning().category.reset();
  command.office = {};
  const Session session = import().value().changes.sessions.front().after.value();
  EXPECT_EQ(slots_of(session.id), "available");
  EXPECT_EQ(session.proposed_centre, CentreId{1});
  done(office.plan_command(session.id));
  EXPECT_EQ(state_of(session.id).session.proposed_centre, CentreId{});
}

TEST_F(ImportOfAMorning, WithoutAGridHasThatOfTheRulesOfItsDate) {
  set_rule("unit.minutes", "20", kMonday);
  morning().grid.reset();
  EXPECT_EQ(import().value().changes.sessions.front().after->planning->grid, (Grid{20, 1, 10}));
}

TEST_F(ImportOfAMorning, TellsNobodyUnlessAsked) {
  morning().reservations = {{{1}, SlotSet::of({0}), {}}, {{2}, SlotSet::of({1}), {}}};
  ImportPlanning silent = command;
  silent.sessions.front().date = kTuesday;
  EXPECT_TRUE(told_by(as_operator(), silent).empty());
  command.notify = true;
  const auto notices = told_by(as_operator(), command);
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices.front().kind, NoticeKind::reserved);
  EXPECT_EQ(notices.back().to_school, SchoolId{2});
}

TEST_F(ImportOfAMorning, IsAllOrNoneAndNamesTheLine) {
  ImportPlanning::Item other = morning();
  other.line = 9;
  other.inspector = {99};
  command.sessions.push_back(other);
  expect_import_refused(Error{ErrorCode::unknown_inspector, InspectorId{99}, line(9)});
}

TEST_F(ImportOfAMorning, OfAnInspectorPostedElsewhereIsRefused) {
  morning().inspector = {5};
  expect_import_refused(Error{ErrorCode::posted_elsewhere, InspectorId{5}, Subject{kMonday}}
                            .about(subject_of(k75))
                            .about(line(2)));
}

TEST_F(ImportOfAMorning, OverAnotherSessionIsRefused) {
  const SessionId there = office.create();
  Error why{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}};
  why.subjects.push_back(there);
  why.subjects.push_back(line(2));
  expect_import_refused(why);
}

TEST_F(ImportOfAMorning, OverAnotherOfItsSessionsNamesBothLines) {
  add(9, kMonday).hours = {Minutes{690}, Minutes{900}};
  expect_import_refused(
      Error{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}}.about(line(9)).with_limit(
          2, 9));
}

TEST_F(ImportOfAMorning, HasAllItsFaultsSaidInTheOrderOfItsSessionsAndOverlapsLast) {
  const SessionId monday = office.create();
  const SessionId tuesday = office.create({1}, kTuesday);
  ImportPlanning::Item& elsewhere = add(9, kMonday);
  elsewhere.inspector = {5};
  elsewhere.centre = {99};
  elsewhere.reservations = {{{99}, SlotSet::of({0}), {}}};
  add(16, kTuesday);
  add(23, kTuesday + std::chrono::days{1});
  EXPECT_THAT(faults(),
              ::testing::ElementsAre(
                  in_words(Error{ErrorCode::posted_elsewhere, InspectorId{5}, Subject{kMonday}}
                               .about(subject_of(k75))
                               .about(line(9))),
                  in_words(Error{ErrorCode::unknown_centre, CentreId{99}, line(9)}),
                  in_words(Error{ErrorCode::unknown_school, SchoolId{99}, line(9)}),
                  in_words(Error{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}}
                               .about(monday)
                               .about(line(2))),
                  in_words(Error{ErrorCode::session_overlap, InspectorId{1}, Subject{kTuesday}}
                               .about(tuesday)
                               .about(line(16)))));
}

TEST_F(ImportOfAMorning, SaysOnceThatAnInspectorIsUnknown) {
  morning().inspector = {99};
  EXPECT_THAT(faults(), ::testing::ElementsAre(in_words(
                            Error{ErrorCode::unknown_inspector, InspectorId{99}, line(2)})));
}

TEST_F(ImportOfAMorning, ThatDoesNotFitItsGridSaysNothingOfItsSlots) {
  grid() = {30, 1, 8};
  morning().unavailable = SlotSet::of({7});
  EXPECT_THAT(faults(), ::testing::ElementsAre(in_words(
                            Error{ErrorCode::grid_does_not_fit, line(2)}.with_limit(30, 210))));
}

TEST_F(ImportOfAMorning, WithoutAFaultHasNone) {
  add(9, kTuesday);
  EXPECT_THAT(faults(), ::testing::IsEmpty());
}

TEST_F(ImportOfAMorning, AtACentreThatCannotBeIsRefused) {
  morning().centre = {99};
  expect_import_refused(Error{ErrorCode::unknown_centre, CentreId{99}, line(2)});
  morning().centre = {4};
  expect_import_refused(Error{ErrorCode::zone_mismatch, CentreId{4}, line(2)});
  morning().category.reset();
  morning().centre = {99};
  expect_import_refused(Error{ErrorCode::unknown_centre, CentreId{99}, line(2)});
}

TEST_F(ImportOfAMorning, ForASchoolThatDoesNotExistIsRefused) {
  morning().reservations = {{{1}, SlotSet::of({0}), {}}, {{99}, SlotSet::of({1}), {}}};
  expect_import_refused(Error{ErrorCode::unknown_school, SchoolId{99}, line(2)});
}

TEST_F(ImportOfAMorning, PlannedByAnOfficeThatIsNotThereIsRefused) {
  command.office = {99};
  expect_import_refused(Error{ErrorCode::unknown_office, OfficeId{99}, line(2)});
  command.office = {2};
  expect_import_refused(
      Error{ErrorCode::foreign_departement, subject_of(k93), OfficeId{2}}.about(line(2)));
}

TEST_F(ImportOfAMorning, OfASlotHeldTwiceOrByNobodyIsRefused) {
  morning().reservations = {{{1}, SlotSet::of({0, 1}), {}}, {{2}, SlotSet::of({1}), {}}};
  expect_import_refused(Error{ErrorCode::slot_taken, line(2)});
  morning().reservations = {{{1}, SlotSet{}, {}}};
  expect_import_refused(Error{ErrorCode::slot_taken, line(2)});
  morning().reservations = {{{1}, SlotSet::of({6}), {}}};
  morning().unavailable = SlotSet::of({6});
  expect_import_refused(Error{ErrorCode::slot_taken, line(2)});
  morning().reservations = {{{1}, SlotSet::of({7}), {}}};
  expect_import_refused(Error{ErrorCode::unknown_slot, line(2)});
}

TEST_F(ImportOfAMorning, LongerThanItsHoursIsRefused) {
  grid() = {30, 1, 8};
  expect_import_refused(Error{ErrorCode::grid_does_not_fit, line(2)}.with_limit(30, 210));
}

TEST_F(ImportOfAMorning, AtATimeThatIsNoneOrSkippedIsRefused) {
  morning().hours = {Minutes{720}, Minutes{510}};
  expect_import_refused(Error{ErrorCode::bad_time, Subject{kMonday}, line(2)}.with_limit(720, 510));
  morning().hours = {Minutes{150}, Minutes{360}};
  morning().date = make_date(2027, 3, 28);
  expect_import_refused(
      Error{ErrorCode::time_skipped, Subject{morning().date}, line(2)}.with_limit(150, 150));
}

TEST_F(ImportOfAMorning, TakesAtMostAHundredThousandAndSomething) {
  command.sessions.resize(100'001, morning());
  expect_import_refused(Error{ErrorCode::too_large}.with_limit(100'000, 100'001));
  command.sessions.clear();
  expect_import_refused(Error{ErrorCode::nothing_to_do});
}

TEST_F(ImportOfAMorning, TakesNoReferenceWithControlCharacters) {
  for (const BadText& bad : bad_texts()) {
    morning().external_ref = bad.text;
    expect_import_refused(Error{ErrorCode::bad_text, line(2)}.with_text(bad.shown));
    morning().external_ref.clear();
    morning().reservations = {{{1}, SlotSet::of({0}), bad.text}};
    expect_import_refused(Error{ErrorCode::bad_text, line(2)}.with_text(bad.shown));
    morning().reservations.clear();
  }
}

TEST_F(ImportOfAMorning, ThatAnOfficeAsksForIsRefused) {
  expect_refused(command, Error{ErrorCode::not_allowed});
}

TEST_F(ImportOfAMorning, SaysEveryItemThatALongOneMeets) {
  const auto within = [&](std::int32_t line, int start) {
    ImportPlanning::Item& item = add(line, kMonday);
    item.category.reset();
    item.grid.reset();
    item.hours = {Minutes{start}, Minutes{start + 30}};
  };
  within(3, 540);
  within(4, 600);
  const auto overlap = [](std::int32_t with) {
    return in_words(Error{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}}
                        .about(line(with))
                        .with_limit(2, with));
  };
  EXPECT_THAT(faults(), ::testing::ElementsAre(overlap(3), overlap(4)));
}

}  // namespace
}  // namespace creneau::testing
