#include "postgres/migrations.hpp"

#include <array>

#include "creneau/model/content_hash.hpp"
#include "postgres/schema/access.hpp"
#include "postgres/schema/commit.hpp"
#include "postgres/schema/partitions.hpp"
#include "postgres/schema/tables.hpp"

namespace creneau::postgres {

namespace {

constexpr std::array kFirst{schema::kTables, schema::kPartitions, schema::kAccess,
                            schema::kCommitTypes, schema::kCommit};
constexpr std::array kMigrations{Migration{1, kFirst}};

[[nodiscard]] std::int64_t checksum(const Migration& migration) noexcept {
  ContentHasher hasher;
  for (const char* const part : migration.parts) hasher.add(std::string_view{part});
  return static_cast<std::int64_t>(hasher.finish().value);
}

}  // namespace

std::span<const Migration> migrations() noexcept {
  return kMigrations;
}

result<int> schema_number(Connection& connection) {
  BOOST_OUTCOME_TRY(const Rows present,
                    connection.run(Query{"SELECT to_regclass('creneau.migration') IS NOT NULL,"
                                         " to_regnamespace('creneau') IS NOT NULL"}));
  const Row is(present, 0);
  if (!is.flag(0)) {
    if (!is.flag(1)) return 0;
    return Error{ErrorCode::storage_corrupt}.with_text("schema creneau without creneau.migration");
  }
  BOOST_OUTCOME_TRY(
      const Rows applied,
      connection.run(Query{"SELECT number, checksum FROM creneau.migration ORDER BY number"}));
  int number = 0;
  for (int row = 0; row < applied.size(); ++row) {
    const Row it(applied, row);
    number = static_cast<int>(it.number(0));
    const auto known = static_cast<std::int64_t>(kMigrations.size());
    if (number > known) return Error{ErrorCode::storage_newer}.with_limit(known, number);
    if (number <= 0 || it.number(1) != checksum(kMigrations[static_cast<std::size_t>(number) - 1]))
      return Error{ErrorCode::storage_corrupt}.with_text("migration " + std::to_string(number));
  }
  return number;
}

result<void> migrate(Connection& connection) {
  // "CRNO"; held until the transaction ends.
  constexpr const char* kBegin = "BEGIN; SELECT pg_advisory_xact_lock(1129467471)";
  const auto run = [&]() -> result<void> {
    BOOST_OUTCOME_TRY(connection.run_script(kBegin));
    // Another program may have migrated while we waited for the lock.
    BOOST_OUTCOME_TRY(const int present, schema_number(connection));
    for (const Migration& migration : kMigrations) {
      if (migration.number <= present) continue;
      for (const char* const part : migration.parts) {
        BOOST_OUTCOME_TRY(connection.run_script(part));
      }
      Query note("INSERT INTO creneau.migration (number, checksum) VALUES ($1::int, $2::bigint)");
      note.bind(migration.number).bind(checksum(migration));
      BOOST_OUTCOME_TRY(connection.run(note));
    }
    return connection.run_script("COMMIT");
  };
  result<void> done = run();
  if (!done) (void)connection.run_script("ROLLBACK");
  return done;
}

}  // namespace creneau::postgres
