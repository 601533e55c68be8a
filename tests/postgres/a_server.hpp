#pragma once
/// \file
/// The server that all tests of this program share, started with the first one that needs it.

#include <string>

#include "creneau/postgres/postgres.hpp"
#include "support/departement_93.hpp"
#include "support/postgres_server.hpp"

namespace creneau::testing {

[[nodiscard]] PostgresServer& a_server();

/// The connection string of a new database with the schema, and partitions for 93 and 75.
[[nodiscard]] std::string fresh_database();

}  // namespace creneau::testing
