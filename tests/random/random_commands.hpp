#pragma once
/// \file
/// Draws a command from one number and what the oracle knows: mostly one that may well succeed, now
/// and then a stale, foreign or senseless one.

#include <utility>

#include "random/oracle.hpp"
#include "support/figures.hpp"

namespace creneau::testing {

struct RandomCommand {
  Call call;
  AnyCommand command;
};

[[nodiscard]] RandomCommand random_command(Dice& dice, const oracle::Oracle& oracle);

/// A command that may well spoil a decision that was made and not yet committed.
[[nodiscard]] RandomCommand random_rival(Dice& dice, const oracle::Oracle& oracle,
                                         const ChangeSet& decided);

/// A moment to which the clock may move: near a deadline, near a session's start, or anywhere.
[[nodiscard]] Instant random_moment(Dice& dice, const oracle::Oracle& oracle);

/// Anybody who may come, known or not.
[[nodiscard]] Actor random_actor(Dice& dice);

}  // namespace creneau::testing
