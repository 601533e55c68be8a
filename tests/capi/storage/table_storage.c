/**
 * \file
 * The storage as a whole: how it is made, given up, and told to the library.
 */
#include "table_storage.h"

#include <stdlib.h>

#include "table_storage_private.h"

table_storage* table_storage_create(void) {
  struct table_storage* storage = calloc(1, sizeof *storage);
  if (storage == NULL) return NULL;
  if (pthread_mutex_init(&storage->mutex, NULL) != 0) {
    free(storage);
    return NULL;
  }
  storage->uses = 1;
  tables_init(storage->tables);
  return storage;
}

static void hold(struct table_storage* storage) {
  pthread_mutex_lock(&storage->mutex);
  ++storage->uses;
  pthread_mutex_unlock(&storage->mutex);
}

static void release(void* user_data) {
  struct table_storage* storage = user_data;
  pthread_mutex_lock(&storage->mutex);
  const int uses = --storage->uses;
  pthread_mutex_unlock(&storage->mutex);
  if (uses > 0) return;
  tables_free(storage->tables);
  pthread_mutex_destroy(&storage->mutex);
  free(storage);
}

void table_storage_free(table_storage* storage) {
  if (storage != NULL) release(storage);
}

crn_storage_port table_storage_port(table_storage* storage) {
  crn_storage_port port;
  CRN_INIT(port);
  port.user_data = storage;
  port.release = release;
  port.load = storage_load;
  port.commit = storage_commit;
  port.record = storage_record;
  port.rules = storage_rules;
  port.sessions = storage_sessions;
  port.reservations = storage_reservations;
  port.closures = storage_closures;
  port.events = storage_events;
  port.refusals = storage_refusals;
  port.week_units = storage_week_units;
  hold(storage);
  return port;
}

crn_outbox_port table_storage_outbox_port(table_storage* storage) {
  crn_outbox_port port;
  CRN_INIT(port);
  port.user_data = storage;
  port.release = release;
  port.lease = outbox_lease;
  port.report = outbox_report;
  port.notices = outbox_notices;
  port.retry = outbox_retry;
  hold(storage);
  return port;
}
