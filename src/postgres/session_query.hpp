#pragma once
/// \file
/// The SQL of a filtered list of sessions. Internal to the adapter.

#include "postgres/rows.hpp"

namespace creneau::postgres {

/// Sessions that pass a filter, with their masks, behind a place; without an order. The text depends
/// only on which parts filter.
[[nodiscard]] Query session_query(const SessionFilter& filter, const Cursor& after,
                                  std::string_view leaf);

}  // namespace creneau::postgres
