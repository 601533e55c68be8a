#pragma once
/// \file
/// Commands drawn from the input: mostly some that may well succeed.

#include <fuzzer/FuzzedDataProvider.h>

#include <functional>

#include "planning.hpp"

namespace creneau::fuzz {

/// A command that can be given to any engine.
struct AnyCommand {
  std::int32_t kind = 0;  ///< CRN_COMMAND_
  std::function<crn_status(const crn_engine*, const crn_call*, crn_event**, crn_error**)> run;
};

/// Mostly of what is in a planning.
[[nodiscard]] AnyCommand any_command(FuzzedDataProvider& input, const Planning& planning);

/// Anybody who may come, known or not.
[[nodiscard]] crn_actor any_actor(FuzzedDataProvider& input);

/// A date near those of the world, or now and then any number.
[[nodiscard]] std::int32_t any_date(FuzzedDataProvider& input);

}  // namespace creneau::fuzz
