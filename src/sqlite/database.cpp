#include <filesystem>

#include "sqlite/migrations.hpp"
#include "sqlite/pool.hpp"

namespace creneau {

namespace {

/// Whether the linked SQLite is free of the WAL-reset bug of 3.7.0 to 3.51.2.
bool wal_is_safe() noexcept {
  const int version = sqlite3_libversion_number();
  return version >= 3'051'003 || (version >= 3'050'007 && version < 3'051'000) ||
         (version >= 3'044'006 && version < 3'045'000);
}

result<std::string> one_text(sqlite::Connection& connection, const char* sql) {
  BOOST_OUTCOME_TRY(auto query, connection.statement(sql));
  BOOST_OUTCOME_TRY(const bool found, query.next());
  return found ? std::string(query.text(0)) : std::string{};
}

}  // namespace

SqliteDatabase::SqliteDatabase(std::unique_ptr<Pool> pool) : pool_(std::move(pool)) {}
SqliteDatabase::~SqliteDatabase() = default;

result<std::unique_ptr<sqlite::Connection>> SqliteDatabase::Pool::connect(bool create) const {
  const auto mode = options_.read_only ? sqlite::Connection::Mode::read_only
                                       : sqlite::Connection::Mode::read_write;
  BOOST_OUTCOME_TRY(auto connection, sqlite::Connection::open(
                                         path_, mode, create,
                                         options_.vfs.empty() ? nullptr : options_.vfs.c_str()));
  if (options_.read_only) return connection;
  BOOST_OUTCOME_TRY(connection->run("PRAGMA synchronous = FULL"));
  BOOST_OUTCOME_TRY(const std::string journal,
                    one_text(*connection, wal_is_safe() ? "PRAGMA journal_mode = WAL"
                                                        : "PRAGMA journal_mode = TRUNCATE"));
  // A file that others keep in WAL cannot be used safely with a SQLite that has the bug.
  if (!wal_is_safe() && journal == "wal")
    return Error{ErrorCode::unsupported}.with_text("journal_mode = wal");
  return connection;
}

result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(std::string path,
                                                             SqliteOptions options) {
  try {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(path, ignored);
    if (!exists && (!options.create || options.read_only))
      return Error{ErrorCode::storage_missing}.with_text(path);
    auto pool = std::make_unique<Pool>(std::move(path), std::move(options));
    BOOST_OUTCOME_TRY(auto first, pool->connect(!exists));
    const int newest = static_cast<int>(sqlite::migrations().size());
    BOOST_OUTCOME_TRY(const int present, sqlite::schema_number(*first));
    if (present < newest) {
      if (pool->options().read_only)
        return Error{ErrorCode::storage_read_only}.with_limit(newest, present);
      if (present == 0 && !pool->options().create)
        return Error{ErrorCode::storage_missing}.with_text(pool->path());
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
  return one_text(*connection, "PRAGMA journal_mode");
}

}  // namespace creneau
