#pragma once
/// \file
/// A storage, a directory and an outbox in one: a SQLite file, a server's database, or memory.

#include <memory>

#include "creneau/database/database.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "facade/handles.hpp"

namespace creneau::facade {

/// What a crn_database is. Thread-safe but for `put` in memory.
class Database {
 public:
  [[nodiscard]] static result<std::unique_ptr<Database>> open(const crn_open_options* options);
  [[nodiscard]] static result<std::unique_ptr<Database>> open_sqlite(
      const crn_sqlite_options* options);
  [[nodiscard]] static result<std::unique_ptr<Database>> in_memory(
      const crn_memory_options* options);

  [[nodiscard]] StoragePort& storage() noexcept { return storage_; }
  [[nodiscard]] DirectoryPort& directory() noexcept { return directory_; }
  [[nodiscard]] OutboxPort& outbox() noexcept { return outbox_; }
  [[nodiscard]] const StoragePort& storage() const noexcept { return storage_; }
  [[nodiscard]] const DirectoryPort& directory() const noexcept { return directory_; }
  [[nodiscard]] const OutboxPort& outbox() const noexcept { return outbox_; }

  /// Takes entries in, all or none; without `keep` only says how many there would be.
  [[nodiscard]] result<DirectoryTaken> put(const Rows& entries, bool keep);
  [[nodiscard]] result<std::string> journal_mode() const;
  /// `unsupported` in memory, here and below.
  [[nodiscard]] result<void> backup(crn_text to) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> check() const;
  [[nodiscard]] result<Purged> purge(const crn_purge* purge);
  [[nodiscard]] result<void> redact(crn_departement departement, std::int64_t number);
  [[nodiscard]] result<std::int64_t> wait_for_change(crn_departement departement,
                                                     std::int64_t after,
                                                     std::int64_t at_most_ms) const;

 private:
  Database() = default;
  [[nodiscard]] static std::unique_ptr<Database> over(std::unique_ptr<creneau::Database> opened);
  [[nodiscard]] result<creneau::Database*> kept() const;

  std::shared_ptr<creneau::Database> kept_;  ///< null: in memory
  std::shared_ptr<MemoryDirectory> memory_;  ///< null: kept
  StoragePort storage_{nullptr, true};
  DirectoryPort directory_{nullptr, true};
  OutboxPort outbox_{nullptr, true};
};

}  // namespace creneau::facade
