#pragma once
/// \file
/// Creneau on SQLite: plannings, history, notices and directory in one file.
///
/// Several threads and several processes may use one file at once. Every commit is durable when it
/// returns. The journal is a write-ahead log where the linked SQLite is free of the WAL-reset bug
/// (3.51.3 and later, 3.50.7, 3.44.6), a truncated rollback journal otherwise; both with
/// synchronous = FULL.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "creneau/port/directory.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"

namespace creneau {

struct SqliteOptions {
  bool create = false;     ///< make the file if it is not there
  bool read_only = false;  ///< never migrates, never writes
  std::string vfs{};       ///< the SQLite file layer to use; empty: the default
};

/// What `check` found to be wrong.
struct SqliteFinding {
  std::string what;   ///< "reservation_slots", "overlap", "integrity"…
  std::string where;  ///< the row concerned, or what SQLite says
};

/// What `purge` removes. Request ids are never removed.
struct SqlitePurge {
  Instant now{};
  std::chrono::days notices_after{30};    ///< mail texts and addresses, after delivery
  std::optional<Instant> history_before;  ///< events and refusals older than this
};

struct SqlitePurged {
  std::int64_t notices = 0;
  std::int64_t events = 0;
  std::int64_t refusals = 0;
};

/// How many entries a directory took in.
struct DirectoryTaken {
  std::int64_t added = 0;
  std::int64_t changed = 0;
};

/// One database file. Thread-safe.
class SqliteDatabase final : public Storage, public Outbox, public Directory {
 public:
  /// Opens a file and brings its schema up to date. `storage_missing`, `storage_newer`,
  /// `storage_corrupt`, `storage_read_only`.
  [[nodiscard]] static result<std::unique_ptr<SqliteDatabase>> open(std::string path,
                                                                    SqliteOptions options = {});
  ~SqliteDatabase() override;

  /// "wal" or "truncate".
  [[nodiscard]] result<std::string> journal_mode() const;

  /// Takes entries into the directory, all or none; entries that are there already (by id, or by
  /// their natural key) are rewritten, an inspector's postings replaced. `posting_overlap`,
  /// `duplicate_reference`. Without `keep` the same answer, and the directory stays as it was.
  [[nodiscard]] result<DirectoryTaken> put(const DirectoryRows& rows, bool keep = true);

  /// Copies the database, while it is in use, to a file that must not exist.
  [[nodiscard]] result<void> backup(const std::string& path) const;
  /// Looks for damage and recounts everything derived. Empty: all is well.
  [[nodiscard]] result<std::vector<SqliteFinding>> check() const;
  [[nodiscard]] result<SqlitePurged> purge(const SqlitePurge& what);
  /// Empties the notes of one event, wherever it keeps them.
  [[nodiscard]] result<void> redact(Departement departement, Revision number);

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
