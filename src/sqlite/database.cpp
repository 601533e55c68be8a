#include <filesystem>

#include "sqlite/journal.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/pool.hpp"

namespace creneau {

namespace {

/// Whether closing the connection leaves a write-ahead log as it is.
void leave_log(sqlite::Connection& connection, bool leaves) noexcept {
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leaves ? 1 : 0,
                    static_cast<int*>(nullptr));
}

}  // namespace

SqliteDatabase::SqliteDatabase(std::unique_ptr<Pool> pool) : pool_(std::move(pool)) {}
SqliteDatabase::~SqliteDatabase() = default;

result<std::unique_ptr<sqlite::Connection>> SqliteDatabase::Pool::connect() const {
  BOOST_OUTCOME_TRY(auto connection, reach(false));
  BOOST_OUTCOME_TRY(take_into_use(*connection, false));
  return connection;
}

result<std::unique_ptr<sqlite::Connection>> SqliteDatabase::Pool::reach(bool create) const {
  const auto mode = options_.read_only ? sqlite::Connection::Mode::read_only
                                       : sqlite::Connection::Mode::read_write;
  std::error_code ignored;
  const bool has_log = std::filesystem::exists(path_ + "-wal", ignored);
  BOOST_OUTCOME_TRY(auto connection, sqlite::Connection::open(
                                         path_, mode, create,
                                         options_.vfs.empty() ? nullptr : options_.vfs.c_str()));
  // Closing the last connection would write the log of somebody's crash into the file.
  if (has_log) leave_log(*connection, true);
  return connection;
}

result<void> SqliteDatabase::Pool::take_into_use(sqlite::Connection& connection,
                                                 bool is_new) const {
  if (options_.read_only) return success();
  BOOST_OUTCOME_TRY(bool is_in_wal, connection.is_in_wal());
  const auto journal =
      sqlite::journal_for(is_new, is_in_wal, sqlite::wal_is_safe(sqlite3_libversion_number()));
  if (!journal) return Error{ErrorCode::unsupported}.with_text("journal_mode = wal");
  BOOST_OUTCOME_TRY(connection.run("PRAGMA synchronous = FULL"));
  if (*journal == sqlite::Journal::wal && !is_in_wal) {
    BOOST_OUTCOME_TRY(connection.run("PRAGMA journal_mode = WAL"));
    BOOST_OUTCOME_TRY(is_in_wal, connection.is_in_wal());
  }
  // There are file systems that have no WAL.
  if (!is_in_wal) {
    BOOST_OUTCOME_TRY(connection.run("PRAGMA journal_mode = TRUNCATE"));
  }
  leave_log(connection, false);
  return success();
}

result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(std::string path,
                                                             SqliteOptions options) {
  try {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(path, ignored);
    if (!exists && (!options.create || options.read_only))
      return Error{ErrorCode::storage_missing}.with_text(path);
    auto pool = std::make_unique<Pool>(std::move(path), std::move(options));
    BOOST_OUTCOME_TRY(auto first, pool->reach(!exists));
    const int newest = static_cast<int>(sqlite::migrations().size());
    BOOST_OUTCOME_TRY(const int present, sqlite::schema_number(*first));
    if (present < newest) {
      if (pool->options().read_only)
        return Error{ErrorCode::storage_read_only}.with_limit(newest, present);
      if (present == 0 && !pool->options().create)
        return Error{ErrorCode::storage_missing}.with_text(pool->path());
    }
    BOOST_OUTCOME_TRY(pool->take_into_use(*first, present == 0));
    if (present < newest) {
      BOOST_OUTCOME_TRY(sqlite::migrate(*first));
    }
    {
      const Pool::Lease keep(*pool, std::move(first));
    }
    return std::unique_ptr<SqliteDatabase>(new SqliteDatabase(std::move(pool)));
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  }
}

result<std::string> SqliteDatabase::journal_mode() const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto query, connection->statement("PRAGMA journal_mode"));
  BOOST_OUTCOME_TRY(const bool found, query.next());
  return found ? std::string(query.text(0)) : std::string{};
}

}  // namespace creneau
