#pragma once
/// \file
/// What both loading and committing look up: requests that were seen. Internal.

#include <optional>

#include "postgres/rows.hpp"

namespace creneau::postgres {

/// Whether a request was seen: its number and content, one row or none.
[[nodiscard]] Query request_query(const RequestKey& key, std::string_view leaf);

/// The event of a request that was seen. Where it was purged, one that has the number, the content
/// and no changes. Empty: it was not seen.
[[nodiscard]] result<std::optional<Event>> seen(Connection& connection, const RequestKey& key,
                                                std::string_view leaf);

/// Makes sure that what this connection sees outlives the loss of the server: a commit whose wait for
/// the standby was cut short is seen by everybody and may yet be lost. Commits on top of it.
/// `unconfirmed`: that wait was cut short, too.
[[nodiscard]] result<void> make_durable(Connection& connection, Departement departement);

}  // namespace creneau::postgres
