#pragma once
/// \file
/// A batch of change sets as the server's function takes it. Internal.

#include <span>

#include "creneau/model/change_set.hpp"
#include "postgres/query.hpp"

namespace creneau::postgres {

/// The call that commits a batch: what each set expects, what goes, what comes; rows by kind, each
/// with the place of its set. Sets that do nothing but take free slots are named as one run, which
/// the server applies at once. `known`: the commit number up to which this process has seen
/// everything. `tokens`: by which an event is found again whose answer was lost.
[[nodiscard]] Query commit_query(std::span<const ChangeSet> sets,
                                 std::span<const std::int64_t> tokens, Revision known,
                                 std::string_view leaf);

}  // namespace creneau::postgres
