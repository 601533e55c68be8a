#pragma once
/// \file
/// A command of any kind, and how it is written in a counterexample.

#include <string>
#include <variant>

#include "creneau/creneau.hpp"

namespace creneau::testing {

using AnyCommand =
    std::variant<CreateSessions, RemoveSessions, PlanSessions, UnplanSessions, ChangeSession,
                 ReserveSlots, ReserveWish, CancelByOffice, CancelBySchool, BlockSlots,
                 UnblockSlots, AddClosure, RemoveClosures, SetRules, ImportPlanning>;

[[nodiscard]] inline CommandKind kind_of(const AnyCommand& command) {
  return std::visit([](const auto& it) { return it.kKind; }, command);
}

/// Everything that a command says. Two that read the same are the same.
[[nodiscard]] std::string description_of(const AnyCommand& command);
[[nodiscard]] std::string description_of(const Call& call);

}  // namespace creneau::testing
