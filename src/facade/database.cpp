#include "facade/database.hpp"

#include "facade/entries.hpp"

namespace creneau::facade {

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
  std::unique_ptr<Database> it(new Database);
  it->sqlite_ = std::move(opened);
  it->storage_.it = it->sqlite_;
  it->directory_.it = it->sqlite_;
  it->outbox_.it = it->sqlite_;
  return it;
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

result<SqliteDatabase*> Database::sqlite() const {
  if (sqlite_) return sqlite_.get();
  return Error{ErrorCode::unsupported};
}

result<DirectoryTaken> Database::put(const Rows& entries, bool keep) {
  const DirectoryRows rows = entries.directory_rows();
  BOOST_OUTCOME_TRY(check_entries(rows));
  return sqlite_ ? sqlite_->put(rows, keep) : facade::put(*memory_, rows, keep);
}

result<std::string> Database::journal_mode() const {
  if (!sqlite_) return std::string("memory");
  return sqlite_->journal_mode();
}

result<void> Database::backup(crn_text path) const {
  BOOST_OUTCOME_TRY(SqliteDatabase* const it, sqlite());
  BOOST_OUTCOME_TRY(const std::string to, path_of(path, "path"));
  return it->backup(to);
}

result<std::unique_ptr<Rows>> Database::check() const {
  BOOST_OUTCOME_TRY(SqliteDatabase* const it, sqlite());
  auto rows = std::make_unique<Rows>();
  BOOST_OUTCOME_TRY(rows->findings, it->check());
  return rows;
}

result<Purged> Database::purge(const crn_purge* purge) {
  BOOST_OUTCOME_TRY(SqliteDatabase* const it, sqlite());
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
  BOOST_OUTCOME_TRY(SqliteDatabase* const it, sqlite());
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  return it->redact(where, {number});
}

}  // namespace creneau::facade
