#pragma once
/// \file
/// The schema of plannings in a server's database that tests copy.

#include <string>

#include "creneau/postgres/postgres.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

/// Makes it, with the partitions of 93 and 75.
inline void make_planning_schema(const std::string& uri) {
  const auto database = PostgresDatabase::open(uri, {.create = true}).value();
  (void)database->open_departement(k93).value();
  (void)database->open_departement(k75).value();
}

}  // namespace creneau::testing
