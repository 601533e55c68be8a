#pragma once
/// \file
/// The numbered, checksummed migrations of the schema.

#include <span>

#include "sqlite/connection.hpp"

namespace creneau::sqlite {

/// What marks a SQLite file as one of ours (PRAGMA application_id): "CRNO".
inline constexpr std::int64_t kApplicationId = 0x43524E4F;

struct Migration {
  int number;
  const char* sql;
};

/// All migrations, by number from 1. One that was released is never changed: its checksum is in
/// every database.
[[nodiscard]] std::span<const Migration> migrations() noexcept;

/// The schema's number in a database; zero for an empty one. `storage_newer` if it was made by a
/// newer version, `storage_corrupt` if it is not ours or a checksum differs.
[[nodiscard]] result<int> schema_number(Connection& connection);

/// Brings a database up to date, each migration in a transaction of its own.
[[nodiscard]] result<void> migrate(Connection& connection);

}  // namespace creneau::sqlite
