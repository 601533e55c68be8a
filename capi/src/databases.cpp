// Databases.
#include "facade/database.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::handle_of;

crn_status crn_database_open(const crn_open_options* options, crn_database** database,
                             crn_error** error) {
  return giving(database, "database", error, [&] { return facade::Database::open(options); });
}

crn_status crn_database_open_sqlite(const crn_sqlite_options* options, crn_database** database,
                                    crn_error** error) {
  return giving(database, "database", error,
                [&] { return facade::Database::open_sqlite(options); });
}

crn_status crn_database_create_in_memory(const crn_memory_options* options, crn_database** database,
                                         crn_error** error) {
  return giving(database, "database", error, [&] { return facade::Database::in_memory(options); });
}

void crn_database_destroy(crn_database* database) {
  delete behind(database);
}

crn_storage* crn_database_storage(crn_database* database) {
  return database == nullptr ? nullptr : handle_of<crn_storage>(&behind(database)->storage());
}

crn_directory* crn_database_directory(crn_database* database) {
  return database == nullptr ? nullptr : handle_of<crn_directory>(&behind(database)->directory());
}

crn_outbox* crn_database_outbox(crn_database* database) {
  return database == nullptr ? nullptr : handle_of<crn_outbox>(&behind(database)->outbox());
}

crn_status crn_database_put(crn_database* database, const crn_rows* entries, int32_t dry_run,
                            crn_taken* taken, crn_error** error) {
  return filling(taken, "taken", true, error, [&]() -> result<crn_taken> {
    BOOST_OUTCOME_TRY(auto* const it, given(database, "database"));
    BOOST_OUTCOME_TRY(const auto* const rows, given(entries, "entries"));
    BOOST_OUTCOME_TRY(const DirectoryTaken counts, it->put(*rows, dry_run == 0));
    return crn_taken{sizeof(crn_taken), 0, counts.added, counts.changed};
  });
}

crn_status crn_database_journal_mode(const crn_database* database, crn_string** mode,
                                     crn_error** error) {
  return giving_text(mode, "mode", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(database, "database"));
    return it->journal_mode();
  });
}

crn_status crn_database_backup(const crn_database* database, crn_text to, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(database, "database"));
    return it->backup(to);
  });
}

crn_status crn_database_check(const crn_database* database, crn_rows** findings,
                              crn_error** error) {
  return giving(findings, "findings", error, [&]() -> result<std::unique_ptr<facade::Rows>> {
    BOOST_OUTCOME_TRY(const auto* const it, given(database, "database"));
    return it->check();
  });
}

crn_status crn_database_purge(crn_database* database, const crn_purge* purge, crn_purged* purged,
                              crn_error** error) {
  return filling(purged, "purged", true, error, [&]() -> result<crn_purged> {
    BOOST_OUTCOME_TRY(auto* const it, given(database, "database"));
    BOOST_OUTCOME_TRY(const Purged counts, it->purge(purge));
    return crn_purged{sizeof(crn_purged), 0, counts.notices, counts.events, counts.refusals};
  });
}

crn_status crn_database_redact(crn_database* database, crn_departement departement, int64_t number,
                               crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(database, "database"));
    return it->redact(departement, number);
  });
}

crn_status crn_database_wait_for_change(const crn_database* database, crn_departement departement,
                                        int64_t after, int64_t at_most_ms, int64_t* number,
                                        crn_error** error) {
  if (number != nullptr) *number = 0;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(database, "database"));
    if (number == nullptr) return facade::bad_argument("number");
    BOOST_OUTCOME_TRY(*number, it->wait_for_change(departement, after, at_most_ms));
    return success();
  });
}
