#include "postgres/directory_cache.hpp"
#include "postgres/migrations.hpp"
#include "postgres/pool.hpp"
#include "postgres/rows.hpp"
#include "postgres/signals.hpp"
#include "postgres/uri.hpp"

namespace creneau {

using postgres::Connection;
using postgres::Query;

PostgresDatabase::PostgresDatabase(std::unique_ptr<Pool> pool)
    : pool_(std::move(pool)),
      signals_(std::make_unique<Signals>(*pool_)),
      directory_(std::make_unique<DirectoryCache>(*pool_)) {}
PostgresDatabase::~PostgresDatabase() = default;

result<std::unique_ptr<PostgresDatabase>> PostgresDatabase::open(std::string where,
                                                                 PostgresOptions options) {
  if (options.connections == 0)
    return Error{ErrorCode::bad_argument}.with_limit(1, 0).with_text("connections");
  try {
    const std::string name = postgres::without_password(where);
    auto pool = std::make_unique<Pool>(std::move(where), options);
    BOOST_OUTCOME_TRY(auto first, pool->connect(pool->patience_ends()));
    const int newest = static_cast<int>(postgres::migrations().size());
    BOOST_OUTCOME_TRY(const int present, postgres::schema_number(*first));
    if (present < newest) {
      if (present == 0 && (!options.create || options.read_only))
        return Error{ErrorCode::storage_missing}.with_text(name);
      if (options.read_only) return Error{ErrorCode::storage_read_only}.with_limit(newest, present);
      BOOST_OUTCOME_TRY(postgres::migrate(*first));
    }
    BOOST_OUTCOME_TRY(const auto open,
                      first->run(Query{"SELECT code, number FROM creneau.departement"}));
    BOOST_OUTCOME_TRY(postgres::for_each_row(open, [&](const postgres::Row& row) -> result<void> {
      BOOST_OUTCOME_TRY(const Departement departement, postgres::departement_at(row, 0));
      pool->known().remember(departement, {row.number(1)});
      return success();
    }));
    pool->take(std::move(first));
    return std::unique_ptr<PostgresDatabase>(new PostgresDatabase(std::move(pool)));
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  }
}

result<std::string> PostgresDatabase::journal_mode() const {
  return std::string("server");
}

result<void> PostgresDatabase::open_departement(Departement departement) {
  Query query("SELECT creneau.open_departement($1)");
  query.bind(departement.code());
  BOOST_OUTCOME_TRY(pool_->run(query));
  pool_->known().remember(departement, {});
  return success();
}

result<void> PostgresDatabase::grant(Departement departement, const std::string& role) {
  Query query("SELECT creneau.grant_departement($1, $2)");
  query.bind(departement.code()).bind(role);
  BOOST_OUTCOME_TRY(pool_->run(query));
  return success();
}

}  // namespace creneau
