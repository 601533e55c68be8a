#pragma once
/// \file
/// Finding the server that takes writes among those that a connection string names. Internal.

#include "postgres/connection.hpp"

namespace creneau::postgres {

/// Connects to the first server that answers and, unless `read_only`, takes writes; each is tried
/// once. The caller owns what is returned. `bad_argument`: not a connection string; of those that
/// did not let us in, what the most telling one said. `unsupported`: older than PostgreSQL 15.
[[nodiscard]] result<PGconn*> connect(const std::string& where, bool read_only, SteadyTime until);

}  // namespace creneau::postgres
