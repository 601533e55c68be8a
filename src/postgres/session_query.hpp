#pragma once
/// \file
/// The SQL of a filtered list of sessions. Internal to the adapter.

#include "postgres/rows.hpp"

namespace creneau::postgres {

/// Columns of sessions "s" that pass a filter, behind a place, and their masks "t"; without an order.
/// The text depends only on which parts filter.
[[nodiscard]] Query session_query(
    const SessionFilter& filter, const Cursor& after, std::string_view leaf,
    std::string_view columns = CRENEAU_PG_SESSION_COLUMNS CRENEAU_PG_SLOT_MASKS);

}  // namespace creneau::postgres
