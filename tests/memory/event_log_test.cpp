#include "creneau/memory/event_log.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace creneau::memory {
namespace {

constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
const Departement k93 = *Departement::from_code("93");

Session planned_session() {
  Session session;
  session.id = {1'000'000'007};
  session.departement = k93;
  session.inspector = {7};
  session.date = make_date(2026, 6, 15);
  session.hours = {Minutes{510}, Minutes{720}};
  session.proposed_centre = {3};
  session.plan = {4'000'000'000U};
  session.revision = {12};
  session.planning = Planning{{3}, Category::ce, ExamPart::on_road, {20, 2, 64}, {1}};
  session.external_ref = "séance 1";
  return session;
}

/// No field of it has its default value.
ChangeSet whole_change_set() {
  ChangeSet changes;
  changes.command = CommandKind::import_planning;
  changes.departement = k93;
  changes.actor = Actor::of_office({1}, "pseudonym");
  changes.at = Instant::max();
  changes.request = std::string("r\0ü", 4);
  changes.content = {UINT64_MAX};
  changes.reason = Reason::weather;
  changes.note = std::string(2000, 'x');
  changes.rules = {3};
  changes.closures = Revision{9};
  changes.relied_on = {planned_session(), Session{}};
  changes.sessions = {{planned_session(), std::nullopt}, {std::nullopt, planned_session()}};
  changes.reservations.push_back(
      {{300}, {5}, {301}, {1}, {2}, SlotSet::of({0, 63}), SlotSet::of({1}), {8}, "dossier"});
  ReservationChange& extreme = changes.reservations.emplace_back();
  extreme.id = {kLeast};
  extreme.school = {kMost};
  changes.blocks = {{{301}, {2}, SlotSet::first(64), false, Reason::vehicle, "panne"}};
  changes.closures_changed = {{{{11},
                                k93,
                                ClosureScope::office,
                                1,
                                LocalTime{Minutes{-1}},
                                LocalTime{Minutes{1}},
                                Reason::other,
                                "pont"},
                               false}};
  changes.rules_changed = RulesChange{{{kFirstDate, "cancellation.days", "7"}}, {}};
  changes.remarks = {{Remark::Kind::orphan_units, Subject{SlotId{{301}, {2}, 5}}, kLeast}};
  return changes;
}

TEST(AnEventLog, GivesBackEveryFieldOfAChangeSet) {
  const ChangeSet changes = whole_change_set();
  EventLog log;
  log.append({1}, changes);
  EXPECT_EQ(log[0], (Event{{1}, changes}));
}

TEST(AnEventLog, GivesBackAChangeSetOfNothingButDefaults) {
  EventLog log;
  log.append({1}, ChangeSet{});
  EXPECT_EQ(log[0], (Event{{1}, ChangeSet{}}));
}

TEST(AnEventLog, FindsTheEventsAfterANumber) {
  EventLog log;
  for (const std::int64_t number : {2, 3, 7}) log.append({number}, ChangeSet{});
  EXPECT_EQ(log.first_after({0}), 0U);
  EXPECT_EQ(log.first_after({2}), 1U);
  EXPECT_EQ(log.first_after({6}), 2U);
  EXPECT_EQ(log.first_after({7}), log.size());
}

TEST(AnEventLog, ForgetsAnEventThatIsTakenBack) {
  ChangeSet first;
  first.note = "first";
  ChangeSet second;
  second.note = "second";
  EventLog log;
  log.append({1}, first);
  log.append({2}, whole_change_set());
  log.pop_back();
  log.append({2}, second);
  EXPECT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0], (Event{{1}, first}));
  EXPECT_EQ(log[1], (Event{{2}, second}));
}

}  // namespace
}  // namespace creneau::memory
