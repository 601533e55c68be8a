#pragma once
/// \file
/// Creneau on PostgreSQL 15 and later: plannings, history, notices and directory on a server that
/// many programs share. How to set one up is told in docs/postgresql.md.
///
/// Everything lies in the schema `creneau`, in a partition for each département. A commit is one
/// round trip, and is acknowledged when it is as durable as the server's own commits: where a
/// synchronous standby is configured, when that has it, too. Where the line breaks in the middle of a
/// commit, the server is asked what became of it.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "creneau/port/database.hpp"

namespace creneau {

/// How a server is used.
struct PostgresOptions {
  bool create = false;     ///< make the schema where the database has none
  bool read_only = false;  ///< never migrates, never writes; a standby will do
  /// The most that threads share, from 1; besides, one sends signals once something was committed, and
  /// each who waits for a change has one.
  std::size_t connections = 8;
  /// How long a call waits for a free connection, or for a server that was lost. Opening does not
  /// wait.
  std::chrono::milliseconds patience{30'000};
};

/// One database of a server, or of several that stand in for each other. Thread-safe.
///
/// Errors of every method: `storage_unreachable` (no server answers), `storage_denied` (the user may
/// not), `storage_read_only`, `storage_full`, `storage_corrupt`, `storage_failed` and `no_memory`,
/// with the server's words as text. Nothing was changed then, unless it says `unconfirmed`.
class PostgresDatabase final : public Database {
 public:
  /// Connects, and brings the schema up to date unless it is opened read-only. `where` is a
  /// connection string of libpq, "postgresql://user@host1,host2/database"; what it leaves out comes
  /// from its service, PGHOST, PGPASSWORD, ~/.pgpass and their kin. Unless it says otherwise only a
  /// server that takes writes will do (`target_session_attrs=read-write`).
  /// `bad_argument` where the string or a value in it cannot be read, `storage_missing` where there
  /// is no such database or it has no schema and none is to be made, `storage_newer` where a newer
  /// version made it, `storage_corrupt` where the schema is none of ours, `storage_read_only` where only servers
  /// answer that take no writes, or the schema is too old to be read as it is, `unsupported` where
  /// the server is older than PostgreSQL 15.
  [[nodiscard]] static result<std::unique_ptr<PostgresDatabase>> open(std::string where,
                                                                      PostgresOptions options = {});
  ~PostgresDatabase() override;

  /// Makes a département's partitions, which its first commit would do otherwise: for users that may
  /// not create tables. Makes nothing that is there.
  [[nodiscard]] result<void> open_departement(Departement departement);
  /// Lets a role of the server see and change this département, and no other: row-level security
  /// holds for all who do not own the schema. The role must be there.
  [[nodiscard]] result<void> grant(Departement departement, const std::string& role);

  using Database::put;
  [[nodiscard]] result<DirectoryTaken> put(const DirectoryRows& rows, bool keep) override;
  [[nodiscard]] result<std::string> journal_mode() const override;
  /// Fills a server's database with everything that a database of any kind holds at one moment, in
  /// one transaction. `where` names one without the schema, which is made, or with an empty one:
  /// `bad_argument` otherwise. Nobody can write to it meanwhile. Errors of `open` and of `from`,
  /// `storage_corrupt` where rows of it cannot be, `unconfirmed` where the line broke at the end:
  /// the copy is then there as a whole, or nothing of it.
  [[nodiscard]] static result<void> copy(const Database& from, const std::string& where);
  /// Whether a copy could come there: a server's database without the schema, or with an empty one.
  /// Changes nothing. Errors of `open`.
  [[nodiscard]] static result<bool> is_empty(const std::string& where);
  [[nodiscard]] result<void> read_everything(const TakeRows& take) const override;
  [[nodiscard]] result<std::vector<Finding>> check() const override;
  [[nodiscard]] result<Purged> purge(const Purge& what) override;
  [[nodiscard]] result<void> redact(Departement departement, Revision number) override;
  [[nodiscard]] result<Revision> wait_for_change(Departement departement, Revision after,
                                                 std::chrono::milliseconds at_most) const override;

  // Storage
  [[nodiscard]] bool joins_commits() const noexcept override { return true; }
  [[nodiscard]] bool joins_loads() const noexcept override { return true; }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override;
  [[nodiscard]] result<void> load_together(std::span<const Needs> needs,
                                           std::span<Snapshot> snapshots) const override;
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
  class Signals;
  class DirectoryCache;
  explicit PostgresDatabase(std::unique_ptr<Pool> pool);
  /// Commits what is not too much for one transaction.
  void commit_part(std::span<ChangeSet> sets, std::span<Commit> answers);
  std::unique_ptr<Pool> pool_;
  std::unique_ptr<Signals> signals_;
  std::unique_ptr<DirectoryCache> directory_;
};

}  // namespace creneau
