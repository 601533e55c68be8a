#include "creneau/policy/rules.hpp"

#include <gmock/gmock.h>

#include <functional>

#include "policy/rule_books.hpp"

namespace creneau {
namespace {

using std::chrono::days;
using test::rules_with;

Rules with(const std::string& key, const std::string& value) {
  return rules_with({{key, value}}).on(make_date(2026, 6, 15));
}

/// The defaults with one change.
Rules but(const std::function<void(Rules&)>& change) {
  Rules rules;
  change(rules);
  return rules;
}

TEST(Rules, AreTheDefaultsOfTheDomainWhereNothingIsSaid) {
  const Rules rules = RuleBook{}.on(make_date(2026, 6, 15));
  EXPECT_EQ(rules.unit_minutes, 30);
  EXPECT_EQ(rules.units_of_slot, 1);
  EXPECT_EQ(rules.morning, (Hours{Minutes{8 * 60 + 30}, Minutes{12 * 60}}));
  EXPECT_EQ(rules.afternoon, (Hours{Minutes{13 * 60 + 30}, Minutes{17 * 60}}));
  EXPECT_EQ(rules.cancellation, (CancellationRule{6, Counting::calendar, false}));
  EXPECT_EQ(rules.school_leaves, SlotStatus::free);
  EXPECT_EQ(rules.office_leaves, SlotStatus::unavailable);
  EXPECT_FALSE(rules.opening.days_ahead);
  EXPECT_EQ(rules.opening.opens_at, Minutes{0});
  EXPECT_EQ(rules.journal, RefusalJournal::school_cancellations);
}

TEST(Rules, AMorningDoesNotReachIntoTheAfternoon) {
  const auto built = [](const std::vector<RuleEntry>& entries) {
    return RuleBook::build({1}, entries);
  };
  const Date june = make_date(2026, 6, 1);
  const RuleEntry morning{june, "half_day.morning", "08:30-14:00"};
  const auto refused = built({{june, "unit.minutes", "20"}, morning});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (Error{ErrorCode::bad_rule, {Subject::Kind::line, 2}}.with_text(
                                 "half_day.morning = 08:30-14:00")));
  EXPECT_TRUE(built({morning, {june, "half_day.afternoon", "14:00-18:00"}}));
  EXPECT_FALSE(built({morning, {make_date(2026, 7, 1), "half_day.afternoon", "14:00-18:00"}}));
}

TEST(Rules, EachKeyChangesItsOwnRuleAlone) {
  EXPECT_EQ(with("unit.minutes", "20"), but([](Rules& r) { r.unit_minutes = 20; }));
  EXPECT_EQ(with("slot.units", "2"), but([](Rules& r) { r.units_of_slot = 2; }));
  EXPECT_EQ(with("half_day.morning", "08:00-12:30"),
            but([](Rules& r) { r.morning = {Minutes{480}, Minutes{750}}; }));
  EXPECT_EQ(with("half_day.afternoon", "13:00-24:00"),
            but([](Rules& r) { r.afternoon = {Minutes{780}, Minutes{1440}}; }));
  EXPECT_EQ(with("exam.units.CE.off_road", "3"), but([](Rules& r) {
              r.exam_units[static_cast<std::size_t>(Category::ce)]
                          [static_cast<std::size_t>(ExamPart::off_road)] = 3;
            }));
  EXPECT_EQ(with("cancellation.days", "8"), but([](Rules& r) { r.cancellation.days = 8; }));
  EXPECT_EQ(with("cancellation.back_to_working_day", "on"),
            but([](Rules& r) { r.cancellation.back_to_working_day = true; }));
  EXPECT_EQ(with("cancellation.school_leaves", "unavailable"),
            but([](Rules& r) { r.school_leaves = SlotStatus::unavailable; }));
  EXPECT_EQ(with("cancellation.office_leaves", "free"),
            but([](Rules& r) { r.office_leaves = SlotStatus::free; }));
  EXPECT_EQ(with("reservation.days_ahead", "60"), but([](Rules& r) { r.opening.days_ahead = 60; }));
  EXPECT_EQ(with("reservation.opens_at", "09:00"),
            but([](Rules& r) { r.opening.opens_at = Minutes{540}; }));
  EXPECT_EQ(with("refusals.journal", "all"),
            but([](Rules& r) { r.journal = RefusalJournal::all; }));
  EXPECT_EQ(with("refusals.journal", "none"),
            but([](Rules& r) { r.journal = RefusalJournal::none; }));
}

TEST(Rules, TheWayOfCountingIsNamedByItsCode) {
  for (const Counting counting : {Counting::calendar, Counting::clear_days, Counting::mon_sat,
                                  Counting::mon_fri, Counting::elapsed_hours})
    EXPECT_EQ(with("cancellation.counting", std::string{code_of(counting)}).cancellation.counting,
              counting);
}

TEST(Rules, TheUnitsOfEveryCategoryAndPartCanBeSet) {
  for (const std::string_view category : detail::kCategoryCodes)
    for (const std::string_view part : {"off_road", "on_road", "complete"}) {
      const auto key = "exam.units." + std::string(category) + "." + std::string(part);
      const Rules rules = with(key, "32");
      EXPECT_EQ(rules.exam_units[static_cast<std::size_t>(*category_from_code(category))]
                                [static_cast<std::size_t>(*exam_part_from_code(part))],
                32)
          << key;
    }
}

TEST(Rules, WhatIsOffByDefaultCanBeSwitchedOffAgain) {
  const RuleBook rules =
      RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, "reservation.days_ahead", "30"},
                                                  {kFirstDate, "reservation.opens_at", "10:00"},
                                                  {kFirstDate, "reservation.days_ahead", "off"},
                                                  {kFirstDate, "reservation.opens_at", "off"}})
          .value();
  EXPECT_EQ(rules.on(kFirstDate), Rules{});
}

struct BadEntry {
  const char* key;
  const char* value;
};

const BadEntry kBadEntries[] = {
    // No such key.
    {"", ""},
    {"unit", "30"},
    {"unit.minutes ", "30"},
    {"Unit.minutes", "30"},
    {"unit.hours", "1"},
    {"cancellation", "6"},
    {"cancellation.day", "6"},
    {"exam.units", "1"},
    {"exam.units.", "1"},
    {"exam.units.CE", "1"},
    {"exam.units.CE.", "1"},
    {"exam.units.ce.off_road", "1"},
    {"exam.units.CF.off_road", "1"},
    {"exam.units.CE.plateau", "1"},
    {"exam.units.CE.off_road.x", "1"},
    {"holiday", "on"},
    {"holiday.", "on"},
    {"holiday.93", "on"},
    {"holiday.93.", "on"},
    {"holiday.20.2026-05-08", "on"},
    {"holiday.2a.2026-05-08", "on"},
    {"holiday.93.2026-02-29", "on"},
    {"holiday.93.08/05/26", "on"},
    {"holiday.93.2026-05-08", "yes"},
    {"holiday.93.2026-05-08", ""},
    // No such value.
    {"unit.minutes", ""},
    {"unit.minutes", "0"},
    {"unit.minutes", "241"},
    {"unit.minutes", "-30"},
    {"unit.minutes", "+30"},
    {"unit.minutes", "30 "},
    {"unit.minutes", " 30"},
    {"unit.minutes", "30.5"},
    {"unit.minutes", "0x1E"},
    {"unit.minutes", "99999999999999999999"},
    {"slot.units", "0"},
    {"slot.units", "17"},
    {"half_day.morning", ""},
    {"half_day.morning", "08:30"},
    {"half_day.morning", "08:30-"},
    {"half_day.morning", "8:30-12:00"},
    {"half_day.morning", "12:00-08:30"},
    {"half_day.morning", "08:30-08:30"},
    {"half_day.morning", "08:30 - 12:00"},
    {"half_day.morning", "08:30-12:00-13:00"},
    {"half_day.afternoon", "13:30-24:01"},
    {"half_day.afternoon", "off"},
    {"exam.units.CE.off_road", "0"},
    {"exam.units.CE.off_road", "33"},
    {"exam.units.CE.off_road", "two"},
    {"cancellation.days", "-1"},
    {"cancellation.days", "61"},
    {"cancellation.days", "six"},
    {"cancellation.counting", ""},
    {"cancellation.counting", "Calendar"},
    {"cancellation.counting", "jours francs"},
    {"cancellation.back_to_working_day", "true"},
    {"cancellation.back_to_working_day", "ON"},
    {"cancellation.school_leaves", "reserved"},
    {"cancellation.school_leaves", ""},
    {"cancellation.office_leaves", "blocked"},
    {"reservation.days_ahead", "0"},
    {"reservation.days_ahead", "731"},
    {"reservation.days_ahead", "on"},
    {"reservation.opens_at", "9:00"},
    {"reservation.opens_at", "24:01"},
    {"reservation.opens_at", "on"},
    {"refusals.journal", "some"},
    {"refusals.journal", ""},
};

TEST(Rules, ABadEntryIsRefusedWithItsLineAndText) {
  for (const auto& [key, value] : kBadEntries) {
    SCOPED_TRACE(std::string(key) + " = " + value);
    const std::vector<RuleEntry> entries{{kFirstDate, "unit.minutes", "20"},
                                         {make_date(2026, 1, 1), "slot.units", "2"},
                                         {make_date(2026, 1, 1), key, value},
                                         {kFirstDate, "also.wrong", "1"}};
    const auto refused = RuleBook::build({2}, entries);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::bad_rule);
    EXPECT_THAT(refused.error().subjects, ::testing::ElementsAre(Subject{Subject::Kind::line, 3}));
    EXPECT_EQ(refused.error().text, std::string(key) + " = " + value);
  }
}

TEST(Rules, TakeTheLeastAndTheMostOfEachRange) {
  const std::initializer_list<test::Setting> edges{{"unit.minutes", "1"},
                                                   {"unit.minutes", "240"},
                                                   {"slot.units", "1"},
                                                   {"slot.units", "16"},
                                                   {"cancellation.days", "0"},
                                                   {"cancellation.days", "60"},
                                                   {"half_day.morning", "00:00-00:01"},
                                                   {"half_day.afternoon", "23:59-24:00"},
                                                   {"exam.units.DE.complete", "1"},
                                                   {"exam.units.DE.complete", "32"},
                                                   {"reservation.days_ahead", "1"},
                                                   {"reservation.days_ahead", "730"},
                                                   {"reservation.opens_at", "00:00"},
                                                   {"reservation.opens_at", "24:00"}};
  for (const auto& [key, value] : edges)
    EXPECT_TRUE(RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, key, value}}))
        << key << " = " << value;
}

TEST(Rules, AnEntryThatBeginsOutOfRangeIsRefused) {
  for (const Date from : {kFirstDate - days{1}, kLastDate + days{1}}) {
    const auto refused = RuleBook::build({1}, std::vector<RuleEntry>{{from, "unit.minutes", "20"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::bad_rule);
  }
}

TEST(Rules, AHolidayOutOfRangeIsRefused) {
  for (const char* key : {"holiday.93.1999-12-31", "holiday.93.2100-01-01"})
    EXPECT_FALSE(RuleBook::build({1}, std::vector<RuleEntry>{{kFirstDate, key, "on"}})) << key;
  EXPECT_FALSE(RuleBook::build(
      {1}, std::vector<RuleEntry>{{kFirstDate - days{1}, "holiday.93.2026-06-12", "on"}}));
}

TEST(DatedRules, HoldFromTheirDateUntilTheNextEdition) {
  const Date first = make_date(2026, 3, 1);
  const Date second = make_date(2026, 9, 1);
  // The order of the lines does not matter where the dates differ.
  const RuleBook rules = RuleBook::build({7}, std::vector<RuleEntry>{{second, "unit.minutes", "40"},
                                                                     {first, "unit.minutes", "20"},
                                                                     {first, "slot.units", "3"}})
                             .value();
  EXPECT_EQ(rules.version(), RulesVersion{7});
  EXPECT_EQ(rules.on(kFirstDate), Rules{});
  EXPECT_EQ(rules.on(first - days{1}), Rules{});
  EXPECT_EQ(rules.on(first).unit_minutes, 20);
  EXPECT_EQ(rules.on(second - days{1}).unit_minutes, 20);
  EXPECT_EQ(rules.on(second).unit_minutes, 40);
  EXPECT_EQ(rules.on(kLastDate).unit_minutes, 40);
  EXPECT_EQ(rules.on(kLastDate).units_of_slot, 3) << "what is not said again stays";
}

TEST(DatedRules, OfTwoLinesOfOneDateTheLastCounts) {
  const RuleBook rules =
      rules_with({{"unit.minutes", "20"}, {"slot.units", "2"}, {"unit.minutes", "25"}});
  EXPECT_EQ(rules.on(kFirstDate).unit_minutes, 25);
}

TEST(DatedRules, AHolidayBeginsNoEditionThatForgetsTheOthers) {
  const RuleBook rules =
      RuleBook::build(
          {1}, std::vector<RuleEntry>{{kFirstDate, "unit.minutes", "20"},
                                      {make_date(2026, 1, 1), "holiday.93.2026-06-12", "on"}})
          .value();
  EXPECT_EQ(rules.on(make_date(2026, 6, 12)).unit_minutes, 20);
}

TEST(Presets, EveryOffRoadExamCountsOneUnit) {
  const Date from = make_date(2026, 1, 1);
  const RuleBook rules = RuleBook::build({1}, preset_off_road_one_unit(from)).value();
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    auto expected = default_exam_units()[category];
    expected[static_cast<std::size_t>(ExamPart::off_road)] = 1;
    EXPECT_EQ(rules.on(from).exam_units[category], expected) << detail::kCategoryCodes[category];
  }
  EXPECT_EQ(rules.on(from - days{1}), Rules{});
}

TEST(Presets, AUnitIsTwentyMinutes) {
  const Date from = make_date(2026, 1, 1);
  const RuleBook rules = RuleBook::build({1}, preset_twenty_minute_units(from)).value();
  EXPECT_EQ(rules.on(from), but([](Rules& r) { r.unit_minutes = 20; }));
  EXPECT_EQ(rules.on(from - days{1}), Rules{});
}

TEST(Rules, AHolidayBeforeItsEntryBeginsIsRefused) {
  const auto build = [](const char* key) {
    return RuleBook::build({1}, std::vector<RuleEntry>{{make_date(2026, 6, 15), key, "on"}});
  };
  EXPECT_EQ(build("holiday.93.2026-06-14").error().code, ErrorCode::bad_rule);
  EXPECT_TRUE(build("holiday.93.2026-06-15"));
}

}  // namespace
}  // namespace creneau
