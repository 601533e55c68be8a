#pragma once
/// \file
/// Two plannings and everybody who may come to them, for the tests of who may do what.

#include <map>
#include <optional>

#include "creneau/engine/queries.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "support/departement_93.hpp"
#include "support/picture.hpp"

namespace creneau::test {

using testing::k75;
using testing::k93;
using testing::kMonday;
using testing::Picture;

inline constexpr SchoolId kOwnSchool{1};
inline constexpr SchoolId kOtherSchool{2};
inline constexpr InspectorId kOwnInspector{1};

/// A département's planning with something in every state.
struct Planted {
  Departement departement;
  OfficeId office;
  InspectorId inspector;
  CentreId centre;
  SessionId available;
  SessionId planned;
  std::map<SchoolId, ReservationId> held;
  ClosureId closure;

  [[nodiscard]] SlotId slot(unsigned ordinal) const { return {planned, {1}, ordinal}; }
};

inline constexpr unsigned kFreeSlot = 2;
inline constexpr unsigned kBlockedSlot = 6;

enum class Act { run, preview, decide };

/// Seine-Saint-Denis, whose office is the actors' own, and Paris, which is foreign to them.
class World {
 public:
  enum class Planning { none, planted };

  explicit World(Planning planning = Planning::planted) {
    if (planning == Planning::none) return;
    own = plant(k93, {1}, kOwnInspector, {1});
    foreign = plant(k75, {2}, {5}, {3});
  }

  template <class Command>
  result<Receipt> give(Act act, const Call& call, const Command& command) {
    switch (act) {
      case Act::run: return engine.run(call, command);
      case Act::preview: return engine.preview(call, command);
      case Act::decide: return engine.decide(call, command);
    }
    return Error{ErrorCode::bad_argument};
  }

  [[nodiscard]] Picture picture() const { return testing::picture_of(storage, storage); }

  [[nodiscard]] std::size_t refusals() const {
    return storage.refusals(k93, {}).value().rows.size() +
           storage.refusals(k75, {}).value().rows.size();
  }

  MemoryDirectory directory = testing::memory_directory();
  MemoryStorage storage;
  ManualClock clock{testing::kFirstOfJune};
  Engine engine{storage, directory, clock};
  Queries queries{engine};
  Planted own;
  Planted foreign;

 private:
  Planted plant(Departement departement, OfficeId office, InspectorId inspector, CentreId centre) {
    const Call call{Actor::of_office(office), departement, {}};
    Planted it{departement, office, inspector, centre, {}, {}, {}, {}};
    CreateSessions create;
    create.sessions = {{inspector, kMonday, HalfDay::morning, {}, {}},
                       {inspector, kMonday, HalfDay::afternoon, {}, {}}};
    const auto made = engine.run(call, create).value().changes.sessions;
    it.planned = made[0].after->id;
    it.available = made[1].after->id;
    PlanSessions plan;
    plan.sessions = {it.planned};
    plan.centre = centre;
    plan.category = Category::ce;
    (void)engine.run(call, plan).value();
    unsigned ordinal = 0;
    for (const SchoolId school : {kOwnSchool, kOtherSchool}) {
      ReserveSlots reserve;
      reserve.school = school;
      reserve.slots = {it.slot(ordinal++)};
      it.held[school] = engine.run(call, reserve).value().changes.reservations.front().id;
    }
    BlockSlots block;
    block.slots = {it.slot(kBlockedSlot)};
    (void)engine.run(call, block).value();
    AddClosure add;
    add.closure.who = inspector.value;
    add.closure.from = kMonday + std::chrono::days{7};
    add.closure.to = kMonday + std::chrono::days{8};
    it.closure = engine.run(call, add).value().changes.closures_changed.front().closure.id;
    // Something in the journal: a cancellation that is too late.
    clock.set(*parse_instant("2026-06-14T10:00Z"));
    CancelBySchool late;
    late.reservations = {it.held[kOwnSchool]};
    EXPECT_FALSE(engine.run({Actor::of_school(kOwnSchool), departement, {}}, late));
    clock.set(testing::kFirstOfJune);
    return it;
  }
};

/// Everybody who may come: of each role one whom the directory knows and, where it can tell, one
/// whom it does not.
struct Visitor {
  const char* name;
  Actor actor;
  bool known;
};

inline const Visitor kVisitors[] = {
    {"office of 93", Actor::of_office({1}), true},
    {"unknown office", Actor::of_office({99}), false},
    {"nameless office", Actor::of_office({}), false},
    {"school", Actor::of_school(kOwnSchool), true},
    {"unknown school", Actor::of_school({99}), false},
    {"nameless school", Actor::of_school({}), false},
    {"inspector", Actor::of_inspector(kOwnInspector), true},
    {"unknown inspector", Actor::of_inspector({99}), false},
    {"nameless inspector", Actor::of_inspector({}), false},
    {"reader of 93", Actor::of_reader({1}), true},
    {"reader of an unknown office", Actor::of_reader({99}), false},
    {"operator", Actor::of_operator(), true},
};

/// What is to come of a request; empty: it is allowed.
using Expected = std::optional<ErrorCode>;

/// Names a case of a parametrized test by its name.
template <class Case>
std::string name_of_case(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

}  // namespace creneau::test
