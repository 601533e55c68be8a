#pragma once
/// \file
/// Creneau on SQLite: plannings, history, notices and directory in one file.
///
/// Several threads and several processes may use one file at once. Every commit is durable when it
/// returns. A file keeps the journal with which it was made: a write-ahead log where the SQLite that
/// made it is free of the WAL-reset bug (3.51.3 and later, 3.50.7, 3.44.6), a truncated rollback
/// journal otherwise; both with synchronous = FULL. A SQLite that has the bug does not write to a
/// file in WAL (`unsupported`), even if it was put into WAL after it was opened.
/// `PRAGMA journal_mode = DELETE` in the sqlite3 shell takes a file that nobody has open out of WAL.

#include <memory>
#include <string>
#include <vector>

#include "creneau/port/database.hpp"

namespace creneau {

/// How a database file is opened.
struct SqliteOptions {
  bool create = false;     ///< make the file if it is not there
  bool read_only = false;  ///< never migrates, never writes
  std::string vfs{};       ///< the SQLite file layer to use; empty: the default
};

/// One database file. Thread-safe; several objects and processes may have the same file open. Waits
/// up to 30 seconds for a writer.
///
/// Errors of every method: `storage_failed`, `storage_full`, `storage_read_only`,
/// `storage_corrupt`, `storage_missing` and `no_memory`, with SQLite's words as text, and those
/// named here; of those that write, `unsupported`, too (see above).
class SqliteDatabase final : public Database {
 public:
  /// Opens a file and brings its schema up to date, unless it is opened read-only. A file that is
  /// refused is left as it was.
  /// `storage_missing` where there is no such file and none is to be made, `storage_newer` where a
  /// newer version made it, `storage_corrupt` where it is none of ours, `storage_read_only` where
  /// its schema is too old to be read as it is, `unsupported` where it is kept in WAL, is not opened
  /// read-only, and the linked SQLite has the WAL-reset bug.
  [[nodiscard]] static result<std::unique_ptr<SqliteDatabase>> open(std::string path,
                                                                    SqliteOptions options = {});
  ~SqliteDatabase() override;

  /// Opened read-only the journal is whatever the file says.
  [[nodiscard]] result<std::string> journal_mode() const override;
  using Database::put;
  [[nodiscard]] result<DirectoryTaken> put(const DirectoryRows& rows, bool keep) override;
  /// Copies the file as it is at one moment, while it is in use, to a file that must not exist:
  /// `bad_argument` if it does. A copy that fails is removed.
  [[nodiscard]] result<void> backup(const std::string& path) const;
  /// Makes a file of everything that a database of any kind holds at one moment. The file must not
  /// exist, nor a journal beside it: `bad_argument`. It stands beside its place under another name
  /// until it is whole. Also the errors of `from`, and `storage_corrupt` where rows of it cannot be.
  /// `vfs`: as in SqliteOptions.
  [[nodiscard]] static result<void> copy(const Database& from, const std::string& path,
                                         const std::string& vfs = {});
  [[nodiscard]] result<void> read_everything(const TakeRows& take) const override;
  [[nodiscard]] result<std::vector<Finding>> check() const override;
  [[nodiscard]] result<Purged> purge(const Purge& what) override;
  [[nodiscard]] result<void> redact(Departement departement, Revision number) override;
  [[nodiscard]] result<Revision> wait_for_change(Departement departement, Revision after,
                                                 std::chrono::milliseconds at_most) const override;

  // Storage
  [[nodiscard]] bool joins_commits() const noexcept override { return true; }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override;
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override;
  [[nodiscard]] result<void> record(const Refusal& refusal) override;
  [[nodiscard]] result<Storage::Rules> rules() const override;
  [[nodiscard]] result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const override;
  [[nodiscard]] result<Page<ReservedSession>> reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const override;
  [[nodiscard]] result<Page<Closure>> closures(const ClosureFilter& filter,
                                               const PageRequest& page) const override;
  [[nodiscard]] result<Page<Event>> events(const EventFilter& filter,
                                           const PageRequest& page) const override;
  [[nodiscard]] result<Page<Refusal>> refusals(Departement departement,
                                               const PageRequest& page) const override;
  [[nodiscard]] result<void> week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const override;

  // Outbox
  [[nodiscard]] result<std::vector<OutboxEntry>> lease(Instant now, Instant until,
                                                       std::size_t limit) override;
  [[nodiscard]] result<bool> report(const DeliveryReport& report) override;
  [[nodiscard]] result<std::vector<OutboxEntry>> notices(std::optional<NoticeStatus> status,
                                                         NoticeId after,
                                                         std::size_t limit) const override;
  [[nodiscard]] result<void> retry(std::vector<NoticeId> ids, const std::string& address,
                                   Instant now) override;

  // Directory
  [[nodiscard]] result<void> look_up(const DirectoryNeeds& needs,
                                     DirectoryFacts& facts) const override;
  [[nodiscard]] result<std::vector<Office>> offices(std::vector<OfficeId> ids) const override;
  [[nodiscard]] result<std::vector<School>> schools(std::vector<SchoolId> ids) const override;
  [[nodiscard]] result<std::vector<Inspector>> inspectors(
      std::vector<InspectorId> ids) const override;
  [[nodiscard]] result<std::vector<Centre>> centres(std::vector<CentreId> ids) const override;
  [[nodiscard]] result<std::vector<School>> find_schools(std::string_view text,
                                                         std::size_t limit) const override;

 private:
  class Pool;
  explicit SqliteDatabase(std::unique_ptr<Pool> pool);
  std::unique_ptr<Pool> pool_;
};

}  // namespace creneau
