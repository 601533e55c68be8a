#pragma once
/// \file
/// The journal of refusals: what a rule said no to, so that another rule can be tried on it later.

#include <string>

#include "creneau/model/actor.hpp"
#include "creneau/model/change_set.hpp"

namespace creneau {

/// A command that a rule refused.
struct Refusal {
  Departement departement;
  CommandKind command = CommandKind::cancel_by_school;
  Actor actor;
  Instant at{};
  std::string request;
  ErrorCode code = ErrorCode::too_late;
  std::int64_t limit = 0;
  std::int64_t actual = 0;
  std::vector<SlotId> slots;  ///< what it asked for, as slots
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace creneau
