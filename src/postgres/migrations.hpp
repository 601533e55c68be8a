#pragma once
/// \file
/// The numbered, checksummed migrations of the schema.

#include <span>

#include "postgres/connection.hpp"

namespace creneau::postgres {

struct Migration {
  int number;
  std::span<const char* const> parts;  ///< SQL, run one after the other
};

/// All migrations, by number from 1. One that was released is never changed: its checksum is in
/// every database.
[[nodiscard]] std::span<const Migration> migrations() noexcept;

/// The schema's number in a database; zero where it has none. `storage_newer` if it was made by a
/// newer version, `storage_corrupt` if it is not ours or a checksum differs.
[[nodiscard]] result<int> schema_number(Connection& connection);

/// Brings a database up to date, in one transaction, while others who want the same wait.
[[nodiscard]] result<void> migrate(Connection& connection);

}  // namespace creneau::postgres
