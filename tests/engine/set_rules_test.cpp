#include "engine/engine_test.hpp"

// What each key means and which values it takes: tests/policy/rules_test.cpp.

namespace creneau::testing {
namespace {

class SettingRules : public EngineTest {
 protected:
  [[nodiscard]] static SetRules command(std::vector<RuleEntry> entries) {
    SetRules rules;
    rules.entries = std::move(entries);
    return rules;
  }
};

TEST_F(SettingRules, OfAnOlderDocumentDoNotUndoWhatOthersDid) {
  SetRules mine = command({{kFirstDate, "cancellation.days", "7"}});
  mine.replaces = RulesVersion{};
  done(as_operator(), command({{kFirstDate, "unit.minutes", "20"}}));
  expect_refused(as_operator(), mine, Error{ErrorCode::conflict});
  mine.replaces = storage.rules().value().version;
  done(as_operator(), mine);
}

TEST_F(SettingRules, ReplacesTheWholeDocumentAndRaisesItsVersion) {
  const std::vector<RuleEntry> first{{kFirstDate, "cancellation.days", "7"}};
  const std::vector<RuleEntry> second{{kTuesday, "unit.minutes", "20"}};
  done(as_operator(), command(first));
  SetRules replace = command(second);
  replace.note = "arrêté";
  const ChangeSet changes = done(as_operator(), replace).changes;
  EXPECT_EQ(changes.rules_changed->before, first);
  EXPECT_EQ(changes.rules_changed->after, second);
  EXPECT_EQ(changes.note, "arrêté");
  EXPECT_EQ(storage.rules().value().version, RulesVersion{2});
  EXPECT_EQ(storage.rules().value().entries, second);
  const RuleBook& rules = *office.engine.rules().value();
  EXPECT_EQ(rules.on(kMonday).cancellation.days, 6);
  EXPECT_EQ(rules.on(kMonday).unit_minutes, 30);
  EXPECT_EQ(rules.on(kTuesday).unit_minutes, 20);
}

TEST_F(SettingRules, HoldsForEveryDepartement) {
  done(as_operator(), command({{kFirstDate, "unit.minutes", "20"}}));
  CreateSessions create;
  create.sessions.push_back({{5}, kMonday, HalfDay::morning, {}, {}});
  const SessionId id = done(as_office_of_paris(), create).changes.sessions.front().after->id;
  PlanSessions plan = office.plan_command(id);
  plan.centre = {3};
  EXPECT_EQ(done(as_office_of_paris(), plan).changes.rules, RulesVersion{1});
  EXPECT_EQ(state_of(id, k75).session.planning->grid.slot_count, 10);
}

TEST_F(SettingRules, IsPartOfWhatEveryDecisionReliedOn) {
  EXPECT_EQ(done(office.plan_command(office.create())).changes.rules, RulesVersion{0});
  set_rule("unit.minutes", "20");
  EXPECT_EQ(done(office.plan_command(office.create({2}))).changes.rules, RulesVersion{1});
}

TEST_F(SettingRules, WithOneBadEntryIsRefusedAsAWhole) {
  expect_refused(as_operator(),
                 command({{kFirstDate, "unit.minutes", "20"}, {kFirstDate, "unit.minutes", "x"}}),
                 Error{ErrorCode::bad_rule, line(2)}.with_text("unit.minutes = x"));
  EXPECT_EQ(storage.rules().value().version, RulesVersion{0});
}

TEST_F(SettingRules, AsTheyAreAlreadyIsRefused) {
  expect_refused(as_operator(), command({}), Error{ErrorCode::nothing_to_do});
  const SetRules rules = command({{kFirstDate, "unit.minutes", "20"}});
  done(as_operator(), rules);
  expect_refused(as_operator(), rules, Error{ErrorCode::nothing_to_do});
}

TEST_F(SettingRules, TakesAtMostAThousandEntries) {
  SetRules rules = command({});
  rules.entries.assign(1001, {kFirstDate, "unit.minutes", "20"});
  expect_refused(as_operator(), rules, Error{ErrorCode::too_large}.with_limit(1000, 1001));
  rules.entries.pop_back();
  done(as_operator(), rules);
}

TEST_F(SettingRules, TakesNoNoteWithControlCharacters) {
  SetRules rules = command({{kFirstDate, "unit.minutes", "20"}});
  for (const BadText& bad : bad_texts()) {
    rules.note = bad.text;
    expect_refused(as_operator(), rules, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
}

}  // namespace
}  // namespace creneau::testing
