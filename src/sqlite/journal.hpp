#pragma once
/// \file
/// Which journal a file has; see docs/adr/0005. Internal to the adapter.

#include <cstdint>
#include <optional>

namespace creneau::sqlite {

enum class Journal : std::uint8_t { wal, truncate };

/// Whether a version of SQLite (3'040'001) is free of the WAL-reset bug of 3.7.0 to 3.51.2.
[[nodiscard]] constexpr bool wal_is_safe(int version) noexcept {
  return version >= 3'051'003 || (version >= 3'050'007 && version < 3'051'000) ||
         (version >= 3'044'006 && version < 3'045'000);
}

/// The journal under which a file is used: its own, and WAL for a new one, where that is safe.
/// None: it must not be used.
[[nodiscard]] constexpr std::optional<Journal> journal_for(bool is_new, bool is_in_wal,
                                                           bool wal_is_safe) noexcept {
  if (!wal_is_safe && is_in_wal) return std::nullopt;
  return wal_is_safe && (is_new || is_in_wal) ? Journal::wal : Journal::truncate;
}

}  // namespace creneau::sqlite
