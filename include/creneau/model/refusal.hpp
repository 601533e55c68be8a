#pragma once
/// \file
/// The journal of refusals: what a rule said no to, so that another rule can be tried on it later.

#include <string>

#include "creneau/model/actor.hpp"
#include "creneau/model/change_set.hpp"

namespace creneau {

/// A command that a rule refused (an error of class `refused`).
struct Refusal {
  Departement departement;                              ///< whose planning it was to change
  CommandKind command = CommandKind::cancel_by_school;  ///< which command it was
  Actor actor;                                          ///< who gave it
  Instant at{};                                         ///< UTC; when it was given
  std::string request;                                  ///< its request id; empty: none
  ErrorCode code = ErrorCode::too_late;                 ///< which rule refused it
  std::int64_t limit = 0;                               ///< the error's: what the rule allows
  std::int64_t actual = 0;                              ///< the error's: what was asked for
  std::vector<SlotId> slots;                            ///< what it asked for, as slots
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace creneau
