#pragma once
/// \file
/// A batch of change sets as the server's function takes it. Internal.

#include <span>
#include <string>
#include <vector>

#include "creneau/model/change_set.hpp"

namespace creneau::postgres {

/// The batch as JSON: what each set expects, what goes, what comes; rows by kind, each with the place
/// of its set. Sets that do nothing but take free slots are named as one run, which the server applies
/// at once. `tokens`: by which an event is found again whose answer was lost.
[[nodiscard]] std::string batch_of(std::span<const ChangeSet> sets,
                                   std::span<const std::int64_t> tokens);

}  // namespace creneau::postgres
