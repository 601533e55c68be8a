#pragma once
/// \file
/// What both loading and committing look up first: seen requests and the rules in force. Internal.

#include <optional>
#include <vector>

#include "sqlite/rows.hpp"

namespace creneau::sqlite {

/// The event of a request that was committed before. Where its event was purged, one that has the
/// number, the content and no changes.
[[nodiscard]] result<std::optional<Event>> seen(Connection& connection, const RequestKey& key);

[[nodiscard]] result<RulesVersion> rules_version(Connection& connection);

[[nodiscard]] result<std::vector<RuleEntry>> rule_entries(Connection& connection,
                                                          RulesVersion version);

}  // namespace creneau::sqlite
