#pragma once
/// \file
/// The rush: many clients grab the slots of one département as fast as they can.

#include "creneau/port/database.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

inline constexpr std::size_t kRushClients = 200;
inline constexpr std::size_t kRushSlots = 1'000;
inline constexpr std::size_t kRushSlotsOfSession = 4;

/// Plans 250 sessions of four slots: inspectors 1 to 4, on working days from the 15th of June on.
inline std::vector<SessionId> plan_the_rush(Database& database) {
  OfficeAtWork office(database);
  CreateSessions create;
  create.override_calendar = true;
  for (std::size_t place = 0; place < kRushSlots / kRushSlotsOfSession; ++place) {
    const auto day = static_cast<int>(place / 4);
    create.sessions.push_back({{static_cast<std::int64_t>(place % 4) + 1},
                               kMonday + std::chrono::days{day / 5 * 7 + day % 5},
                               {},
                               Hours{Minutes{480}, Minutes{600}},
                               {}});
  }
  const Receipt created = office.engine.run(office.call, create).value();
  PlanSessions plan;
  plan.centre = {1};
  plan.category = Category::ce;
  plan.override_calendar = true;
  for (const SessionChange& it : created.changes.sessions) plan.sessions.push_back(it.after->id);
  (void)office.engine.run(office.call, plan).value();
  return {plan.sessions.begin(), plan.sessions.end()};
}

/// The `index`-th of its slots.
inline SlotId slot_of_the_rush(const std::vector<SessionId>& sessions, std::size_t index) {
  return {sessions[index / kRushSlotsOfSession],
          {1},
          static_cast<std::uint32_t>(index % kRushSlotsOfSession)};
}

/// One unit, wherever it is.
inline ReserveWish wish_of_the_rush(SchoolId school) {
  ReserveWish wish;
  wish.school = school;
  wish.category = Category::ce;
  wish.units = Units{1};
  return wish;
}

}  // namespace creneau::testing
