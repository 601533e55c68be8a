#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "policy/authorization_world.hpp"

// Every command by everybody in his own and in a foreign département, about his own and another's
// things. See tests/policy/authorization_queries_test.cpp for the queries.

namespace creneau::test {
namespace {

/// What the domain says: "office (its départements), school (what is its own), inspector (reads own
/// sessions), reader, operator (init, import, rules, send notices, purge)".
const std::map<CommandKind, Role> kWhoMay{
    {CommandKind::create_sessions, Role::office},  {CommandKind::remove_sessions, Role::office},
    {CommandKind::plan_sessions, Role::office},    {CommandKind::unplan_sessions, Role::office},
    {CommandKind::change_session, Role::office},   {CommandKind::reserve_slots, Role::office},
    {CommandKind::cancel_by_office, Role::office}, {CommandKind::cancel_by_school, Role::school},
    {CommandKind::block_slots, Role::office},      {CommandKind::unblock_slots, Role::office},
    {CommandKind::add_closure, Role::office},      {CommandKind::remove_closure, Role::office},
    {CommandKind::set_rules, Role::operator_},     {CommandKind::import_planning, Role::operator_},
};

Expected expected_of_command(const Visitor& visitor, CommandKind command, Departement departement,
                             SchoolId whose) {
  if (visitor.actor.role != kWhoMay.at(command)) return ErrorCode::not_allowed;
  switch (visitor.actor.role) {
    case Role::office:
      if (!visitor.known) return ErrorCode::unknown_office;
      if (departement != k93) return ErrorCode::foreign_departement;
      return {};
    case Role::school:
      if (!visitor.known) return ErrorCode::unknown_school;
      if (whose != visitor.actor.school()) return ErrorCode::foreign_reservation;
      return {};
    case Role::inspector:
    case Role::reader: return ErrorCode::not_allowed;
    case Role::operator_: return {};
  }
  return ErrorCode::not_allowed;
}

/// A command that nothing but permission can refuse, about things of one planning.
struct CommandCase {
  const char* name;
  CommandKind kind;
  std::function<result<Receipt>(World&, Act, const Call&, const Planted&, SchoolId whose)> give;
};

/// A case from a function that writes the command.
template <class Write>
CommandCase command_case(const char* name, Write write) {
  using Command = std::invoke_result_t<Write, const Planted&, SchoolId>;
  return {name, Command::kKind,
          [write](World& world, Act act, const Call& call, const Planted& of, SchoolId whose) {
            return world.give(act, call, write(of, whose));
          }};
}

const std::vector<CommandCase>& command_cases() {
  static const std::vector<CommandCase> cases{
      command_case("CreateSessions",
                   [](const Planted& of, SchoolId) {
                     CreateSessions it;
                     it.sessions.push_back(
                         {of.inspector, kMonday + std::chrono::days{1}, {}, {}, {}});
                     return it;
                   }),
      command_case("RemoveSessions",
                   [](const Planted& of, SchoolId) {
                     RemoveSessions it;
                     it.sessions = {of.available};
                     return it;
                   }),
      command_case("PlanSessions",
                   [](const Planted& of, SchoolId) {
                     PlanSessions it;
                     it.sessions = {of.available};
                     it.centre = of.centre;
                     return it;
                   }),
      command_case("UnplanSessions",
                   [](const Planted& of, SchoolId) {
                     UnplanSessions it;
                     it.sessions = {of.planned};
                     it.cascade.emplace();
                     for (const auto& [school, reservation] : of.held)
                       it.cascade->push_back(reservation);
                     return it;
                   }),
      command_case("ChangeSession",
                   [](const Planted& of, SchoolId) {
                     ChangeSession it;
                     it.session = of.planned;
                     it.date = kMonday + std::chrono::days{2};
                     return it;
                   }),
      command_case("ReserveSlots",
                   [](const Planted& of, SchoolId whose) {
                     ReserveSlots it;
                     it.school = whose;
                     it.slots = {of.slot(kFreeSlot)};
                     return it;
                   }),
      command_case("ReserveWish",
                   [](const Planted& of, SchoolId whose) {
                     ReserveWish it;
                     it.school = whose;
                     it.category = Category::ce;
                     it.units = {1};
                     it.inspectors = {of.inspector};
                     return it;
                   }),
      command_case("CancelByOffice",
                   [](const Planted& of, SchoolId whose) {
                     CancelByOffice it;
                     it.reservations = {of.held.at(whose)};
                     return it;
                   }),
      command_case("CancelSlotsByOffice",
                   [](const Planted& of, SchoolId whose) {
                     CancelByOffice it;
                     it.slots = {of.slot(whose == kOwnSchool ? 0 : 1)};
                     return it;
                   }),
      command_case("CancelBySchool",
                   [](const Planted& of, SchoolId whose) {
                     CancelBySchool it;
                     it.reservations = {of.held.at(whose)};
                     return it;
                   }),
      command_case("CancelSlotsBySchool",
                   [](const Planted& of, SchoolId whose) {
                     CancelBySchool it;
                     it.slots = {of.slot(whose == kOwnSchool ? 0 : 1)};
                     return it;
                   }),
      command_case("BlockSlots",
                   [](const Planted& of, SchoolId) {
                     BlockSlots it;
                     it.slots = {of.slot(kFreeSlot)};
                     return it;
                   }),
      command_case("UnblockSlots",
                   [](const Planted& of, SchoolId) {
                     UnblockSlots it;
                     it.slots = {of.slot(kBlockedSlot)};
                     return it;
                   }),
      command_case("AddClosure",
                   [](const Planted& of, SchoolId) {
                     AddClosure it;
                     it.closure.who = of.inspector.value;
                     it.closure.from = LocalTime{kMonday};
                     it.closure.to = kMonday + std::chrono::days{1};
                     return it;
                   }),
      command_case("RemoveClosures",
                   [](const Planted& of, SchoolId) {
                     RemoveClosures it;
                     it.closures = {of.closure};
                     return it;
                   }),
      command_case("SetRules",
                   [](const Planted&, SchoolId) {
                     SetRules it;
                     it.entries = {{kFirstDate, "unit.minutes", "20"}};
                     return it;
                   }),
      command_case("ImportPlanning",
                   [](const Planted& of, SchoolId whose) {
                     ImportPlanning it;
                     ImportPlanning::Item& item = it.sessions.emplace_back();
                     item.line = 1;
                     item.inspector = of.inspector;
                     item.date = kMonday + std::chrono::days{3};
                     item.hours = {Minutes{510}, Minutes{720}};
                     item.centre = of.centre;
                     item.category = Category::ce;
                     item.reservations.push_back({whose, SlotSet::first(1), {}});
                     it.office = of.office;
                     return it;
                   }),
  };
  return cases;
}

void PrintTo(const CommandCase& it, std::ostream* out) {
  *out << it.name;
}

class CommandPermissions : public ::testing::TestWithParam<CommandCase> {
 protected:
  /// Runs `check(visitor, departement, whose, expected)` for each cell of the command's matrix.
  template <class Check>
  void for_each_cell(Check&& check) const {
    for (const Visitor& visitor : kVisitors)
      for (const Departement departement : {k93, k75})
        for (const SchoolId whose : {kOwnSchool, kOtherSchool}) {
          SCOPED_TRACE(std::string(visitor.name) + " in " + std::string(departement.code()) +
                       " about school " + std::to_string(whose.value));
          check(visitor, departement, whose,
                expected_of_command(visitor, GetParam().kind, departement, whose));
        }
  }
  [[nodiscard]] result<Receipt> give(World& world, const Visitor& visitor, Act act,
                                     Departement departement, SchoolId whose) const {
    return GetParam().give(world, act, {visitor.actor, departement, "r-1"},
                           departement == k93 ? world.own : world.foreign, whose);
  }
};

TEST_P(CommandPermissions, AllowedCommandsChangeTheirOwnDepartementAlone) {
  for_each_cell(
      [&](const Visitor& visitor, Departement departement, SchoolId whose, Expected expected) {
        if (expected) return;
        World world;
        const Picture before = world.picture();
        for (const Act act : {Act::preview, Act::decide}) {
          const auto previewed = give(world, visitor, act, departement, whose);
          ASSERT_TRUE(previewed) << name_of(previewed.error().code);
          ASSERT_EQ(world.picture(), before);
        }
        const auto done = give(world, visitor, Act::run, departement, whose);
        ASSERT_TRUE(done) << name_of(done.error().code);
        const Picture after = world.picture();
        const std::size_t here = departement == k93 ? 0 : 1;
        EXPECT_EQ(after.numbers[here].value, before.numbers[here].value + 1);
        EXPECT_EQ(after.numbers[1 - here], before.numbers[1 - here]);
      });
}

TEST_P(CommandPermissions, RefusedCommandsChangeNothing) {
  for_each_cell(
      [&](const Visitor& visitor, Departement departement, SchoolId whose, Expected expected) {
        if (!expected) return;
        World world;
        const Picture before = world.picture();
        for (const Act act : {Act::preview, Act::decide, Act::run}) {
          const auto refused = give(world, visitor, act, departement, whose);
          ASSERT_FALSE(refused);
          ASSERT_EQ(name_of(refused.error().code), name_of(*expected));
          ASSERT_EQ(world.picture(), before);
        }
      });
}

TEST_P(CommandPermissions, RefusedCommandsRevealNothing) {
  for_each_cell(
      [&](const Visitor& visitor, Departement departement, SchoolId whose, Expected expected) {
        if (!expected) return;
        World world;
        const auto refused = give(world, visitor, Act::run, departement, whose);
        ASSERT_FALSE(refused);
        if (*expected == ErrorCode::foreign_reservation) {
          const Planted& planted = departement == k93 ? world.own : world.foreign;
          EXPECT_EQ(refused.error(),
                    (Error{ErrorCode::foreign_reservation, planted.held.at(kOtherSchool)}));
          EXPECT_EQ(refused.error().deadline, nullptr);
          return;
        }
        // The answer is the same where nothing is planned at all.
        World empty(World::Planning::none);
        empty.own = world.own;
        empty.foreign = world.foreign;
        const auto refused_there = give(empty, visitor, Act::run, departement, whose);
        ASSERT_FALSE(refused_there);
        EXPECT_EQ(refused.error(), refused_there.error());
      });
}

TEST_P(CommandPermissions, OnlyARuleThatRefusesIsJournalled) {
  for_each_cell(
      [&](const Visitor& visitor, Departement departement, SchoolId whose, Expected expected) {
        if (!expected) return;
        World world;
        const std::size_t before = world.refusals();
        EXPECT_FALSE(give(world, visitor, Act::preview, departement, whose));
        EXPECT_EQ(world.refusals(), before);
        EXPECT_FALSE(give(world, visitor, Act::run, departement, whose));
        const std::size_t noted = *expected == ErrorCode::foreign_reservation ? 1 : 0;
        EXPECT_EQ(world.refusals(), before + noted);
      });
}

TEST_P(CommandPermissions, AReceiptIsForWhoeverGaveTheCommandAlone) {
  for_each_cell(
      [&](const Visitor& giver, Departement departement, SchoolId whose, Expected expected) {
        if (expected) return;
        World world;
        const auto done = give(world, giver, Act::run, departement, whose);
        ASSERT_TRUE(done);
        const Picture after = world.picture();
        for (const Visitor& visitor : kVisitors) {
          const auto again = give(world, visitor, Act::run, departement, whose);
          if (visitor.actor == giver.actor) {
            ASSERT_TRUE(again);
            EXPECT_EQ(again.value(), done.value());
          } else {
            ASSERT_FALSE(again) << visitor.name;
          }
        }
        EXPECT_EQ(world.picture(), after);
      });
}

/// What a command about Paris meets when it is given in Seine-Saint-Denis.
Expected met_in_the_wrong_departement(CommandKind command) {
  switch (command) {
    case CommandKind::create_sessions:
    case CommandKind::import_planning: return ErrorCode::posted_elsewhere;
    case CommandKind::cancel_by_office:
    case CommandKind::cancel_by_school: return ErrorCode::unknown_reservation;
    case CommandKind::remove_closure: return ErrorCode::unknown_closure;
    case CommandKind::add_closure:
    case CommandKind::set_rules: return {};  // they name nothing of a planning
    default: return ErrorCode::unknown_session;
  }
}

TEST_P(CommandPermissions, ThingsOfAnotherDepartementDoNotExistInOnesOwn) {
  const CommandCase& command = GetParam();
  const auto visitor = std::find_if(
      std::begin(kVisitors), std::end(kVisitors),
      [&](const Visitor& it) { return it.known && it.actor.role == kWhoMay.at(command.kind); });
  const Call call{visitor->actor, k93, {}};
  World world;
  const Picture before = world.picture();
  Expected expected = met_in_the_wrong_departement(command.kind);
  if (command.name == std::string_view("ReserveWish")) expected = ErrorCode::not_enough_slots;
  if (std::string_view(command.name).starts_with("CancelSlots"))
    expected = ErrorCode::unknown_session;
  const auto met = command.give(world, Act::run, call, world.foreign, kOwnSchool);
  if (!expected) {
    ASSERT_TRUE(met);
    EXPECT_EQ(world.picture().numbers[1], before.numbers[1]);
    return;
  }
  ASSERT_FALSE(met);
  EXPECT_EQ(name_of(met.error().code), name_of(*expected));
  EXPECT_EQ(world.picture(), before);
  World empty(World::Planning::none);
  const auto met_there = command.give(empty, Act::run, call, world.foreign, kOwnSchool);
  ASSERT_FALSE(met_there);
  EXPECT_EQ(met.error(), met_there.error()) << "whether it exists elsewhere does not show";
}

INSTANTIATE_TEST_SUITE_P(Authorization, CommandPermissions, ::testing::ValuesIn(command_cases()),
                         name_of_case<CommandCase>);

TEST(AuthorizationMatrix, NamesEveryCommand) {
  std::set<CommandKind> named;
  for (const CommandCase& it : command_cases()) named.insert(it.kind);
  EXPECT_EQ(named.size(), kCommandCount);
  EXPECT_EQ(kWhoMay.size(), kCommandCount);
}

}  // namespace
}  // namespace creneau::test
