#include "facade/database.hpp"

#include <thread>

#include "creneau/sqlite/sqlite.hpp"
#include "facade/entries.hpp"

namespace creneau::facade {

namespace {

/// How often a planning in memory is looked at by somebody who waits.
constexpr std::chrono::milliseconds kLookEvery{20};

/// A year is as good as for ever, and can be added to the time.
[[nodiscard]] std::chrono::milliseconds milliseconds_of(std::int64_t count) noexcept {
  constexpr std::int64_t kYear = std::int64_t{365} * 24 * 3600 * 1000;
  return std::chrono::milliseconds{std::min(count, kYear)};
}

[[nodiscard]] result<Revision> number_of(const Storage& storage, Departement departement) {
  Needs needs;
  needs.departement = departement;
  Snapshot snapshot;
  BOOST_OUTCOME_TRY(storage.load(needs, snapshot));
  return snapshot.number;
}

}  // namespace

std::unique_ptr<Database> Database::over(std::unique_ptr<creneau::Database> opened) {
  std::unique_ptr<Database> it(new Database);
  it->kept_ = std::move(opened);
  it->storage_.it = it->kept_;
  it->directory_.it = it->kept_;
  it->outbox_.it = it->kept_;
  return it;
}

result<std::unique_ptr<Database>> Database::open(const crn_open_options* options) {
  StructIn<crn_open_options> read(options, "options");
  BOOST_OUTCOME_TRY(read.check());
  BOOST_OUTCOME_TRY(const std::string where, path_of(read->where, "where"));
  DatabaseOptions how;
  how.create = read->create != 0;
  how.read_only = read->read_only != 0;
  if (read->connections < 0) return bad_argument("connections");
  if (read->connections != 0) how.connections = static_cast<std::size_t>(read->connections);
  if (read->patience_ms < 0) return bad_argument("patience_ms");
  if (read->patience_ms != 0) how.patience = milliseconds_of(read->patience_ms);
  BOOST_OUTCOME_TRY(auto opened, open_database(where, how));
  return over(std::move(opened));
}

result<std::unique_ptr<Database>> Database::open_sqlite(const crn_sqlite_options* options) {
  StructIn<crn_sqlite_options> read(options, "options");
  BOOST_OUTCOME_TRY(read.check());
  BOOST_OUTCOME_TRY(std::string path, path_of(read->path, "path"));
  BOOST_OUTCOME_TRY(const auto vfs, text_of(read->vfs, "vfs"));
  if (vfs.find('\0') != std::string_view::npos) return bad_argument("vfs");
  SqliteOptions sqlite;
  sqlite.create = read->create != 0;
  sqlite.read_only = read->read_only != 0;
  sqlite.vfs = vfs;
  BOOST_OUTCOME_TRY(auto opened, SqliteDatabase::open(std::move(path), std::move(sqlite)));
  return over(std::move(opened));
}

result<std::unique_ptr<Database>> Database::in_memory(const crn_memory_options* options) {
  StructIn<crn_memory_options> read(options, "options", true);
  BOOST_OUTCOME_TRY(read.check());
  std::unique_ptr<Database> it(new Database);
  const auto storage = std::make_shared<MemoryStorage>(MemoryOptions{read->no_history == 0});
  it->memory_ = std::make_shared<MemoryDirectory>();
  it->storage_.it = storage;
  it->directory_.it = it->memory_;
  it->outbox_.it = storage;
  return it;
}

result<creneau::Database*> Database::kept() const {
  if (kept_) return kept_.get();
  return Error{ErrorCode::unsupported};
}

result<DirectoryTaken> Database::put(const Rows& entries, bool keep) {
  const DirectoryRows rows = entries.directory_rows();
  BOOST_OUTCOME_TRY(check_entries(rows));
  return kept_ ? kept_->put(rows, keep) : facade::put(*memory_, rows, keep);
}

result<std::string> Database::journal_mode() const {
  if (!kept_) return std::string("memory");
  return kept_->journal_mode();
}

result<void> Database::backup(crn_text to) const {
  BOOST_OUTCOME_TRY(const creneau::Database* const it, kept());
  BOOST_OUTCOME_TRY(const std::string where, path_of(to, "to"));
  return creneau::backup(*it, where);
}

result<std::unique_ptr<Rows>> Database::check() const {
  BOOST_OUTCOME_TRY(const creneau::Database* const it, kept());
  auto rows = std::make_unique<Rows>();
  BOOST_OUTCOME_TRY(rows->findings, it->check());
  return rows;
}

result<Purged> Database::purge(const crn_purge* purge) {
  BOOST_OUTCOME_TRY(creneau::Database* const it, kept());
  StructIn<crn_purge> read(purge, "purge");
  BOOST_OUTCOME_TRY(read.check());
  if (read->now == 0) return bad_argument("now");
  if (read->notices_after_days < 0) return bad_argument("notices_after_days");
  Purge what;
  what.now = instant_of(read->now);
  // A span beyond the library's dates removes nothing, as it should.
  if (read->notices_after_days != 0)
    what.notices_after = std::chrono::days{std::min(read->notices_after_days, 100'000)};
  if (read->history_before != 0) what.history_before = instant_of(read->history_before);
  return it->purge(what);
}

result<void> Database::redact(crn_departement departement, std::int64_t number) {
  BOOST_OUTCOME_TRY(creneau::Database* const it, kept());
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  return it->redact(where, {number});
}

result<std::int64_t> Database::wait_for_change(crn_departement departement, std::int64_t after,
                                               std::int64_t at_most_ms) const {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  if (at_most_ms < 0) return bad_argument("at_most_ms");
  const std::chrono::milliseconds at_most = milliseconds_of(at_most_ms);
  if (kept_) {
    BOOST_OUTCOME_TRY(const Revision number, kept_->wait_for_change(where, {after}, at_most));
    return number.value;
  }
  const auto until = std::chrono::steady_clock::now() + at_most;
  while (true) {
    BOOST_OUTCOME_TRY(const Revision number, number_of(*storage_.it, where));
    const auto now = std::chrono::steady_clock::now();
    if (number.value > after || now >= until) return number.value;
    std::this_thread::sleep_until(std::min(until, now + kLookEvery));
  }
}

}  // namespace creneau::facade
