/**
 * \file
 * The outbox: notices that wait for their delivery, and who may send them until when.
 */
#include <stdlib.h>

#include "table_storage_private.h"

static crn_status give_notice(const struct notice_row* row, const crn_delivery_state* state,
                              crn_rows* rows) {
  return crn_rows_add_notice(rows, &row->facts, sizeof row->facts, row->lines,
                             (size_t)row->facts.line_count, sizeof *row->lines, state,
                             sizeof *state, NULL);
}

/* ---- Leases ------------------------------------------------------------------------------ */

/** Lists the notices that may be leased, the longest due first, then by id. */
static crn_status list_due(const struct table* notices, int64_t now, struct table* due) {
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < notices->count; ++place) {
    const struct notice_row* row = table_at(notices, place);
    const struct listed it = {{row->state.next_attempt, row->facts.id}, place};
    if (row->state.status == CRN_NOTICE_STATUS_PENDING && row->state.next_attempt <= now &&
        row->leased_until <= now)
      status = table_append(due, &it);
  }
  table_sort(due);
  return status;
}

static struct notice_row* due_row(const struct table* notices, const struct table* due,
                                  size_t place) {
  const struct listed* it = table_at(due, place);
  return table_at(notices, it->place);
}

static crn_status lease(struct table_storage* storage, const struct table* due, int64_t until,
                        crn_rows* rows) {
  const struct table* notices = &storage->tables[NOTICES];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < due->count; ++place) {
    const struct notice_row* row = due_row(notices, due, place);
    crn_delivery_state state = row->state;
    state.lease = storage->last_lease + 1 + (int64_t)place;
    status = give_notice(row, &state, rows);
  }
  // Nothing is leased unless all of it was given.
  for (size_t place = 0; status == CRN_OK && place < due->count; ++place) {
    struct notice_row* row = due_row(notices, due, place);
    row->state.lease = ++storage->last_lease;
    row->leased_until = until;
  }
  return status;
}

crn_status outbox_lease(void* user_data, int64_t now, int64_t until, size_t limit, crn_rows* rows,
                        crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table due = table_of(&listed_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = list_due(&storage->tables[NOTICES], now, &due);
  if (due.count > limit) due.count = limit;
  if (status == CRN_OK) status = lease(storage, &due, until, rows);
  pthread_mutex_unlock(&storage->mutex);
  table_free(&due);
  return status;
}

/* ---- Reports ----------------------------------------------------------------------------- */

static crn_status record_report(struct notice_row* row, const crn_delivery_report* report) {
  crn_delivery_state* state = &row->state;
  crn_status status = CRN_OK;
  const crn_text error = text_copy(report->error, &status);
  if (status != CRN_OK) return status;
  text_free(state->last_error);
  state->last_error = error;
  state->status = report->status;
  state->next_attempt = report->next_attempt;
  ++state->attempts;
  if (report->delivery == CRN_DELIVERY_UNCERTAIN) ++state->uncertain;
  row->leased_until = 0;
  return CRN_OK;
}

static crn_status report_on(const struct table* notices, const crn_delivery_report* report,
                            int32_t* recorded) {
  struct notice_row* row = table_find(notices, &report->notice);
  if (row == NULL) return CRN_ERROR_UNKNOWN_NOTICE;
  *recorded = row->state.status == CRN_NOTICE_STATUS_PENDING && row->leased_until != 0 &&
              row->state.lease == report->lease;
  return *recorded ? record_report(row, report) : CRN_OK;
}

crn_status outbox_report(void* user_data, const crn_delivery_report* report, int32_t* recorded,
                         crn_answer* answer) {
  struct table_storage* storage = user_data;
  (void)answer;
  *recorded = 0;
  pthread_mutex_lock(&storage->mutex);
  const crn_status status = report_on(&storage->tables[NOTICES], report, recorded);
  pthread_mutex_unlock(&storage->mutex);
  return status;
}

/* ---- Lists ------------------------------------------------------------------------------- */

crn_status outbox_notices(void* user_data, int32_t status, int64_t after, size_t limit,
                          crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  const struct table* notices = &storage->tables[NOTICES];
  size_t given = 0;
  crn_status outcome = CRN_OK;
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  for (size_t place = 0; outcome == CRN_OK && place < notices->count && given < limit; ++place) {
    const struct notice_row* row = table_at(notices, place);
    if (row->facts.id <= after || (status != 0 && row->state.status != status)) continue;
    outcome = give_notice(row, &row->state, rows);
    ++given;
  }
  pthread_mutex_unlock(&storage->mutex);
  return outcome;
}

/* ---- Retries ----------------------------------------------------------------------------- */

static crn_status check_retry(const struct notice_row* row, crn_text address) {
  if (row == NULL) return CRN_ERROR_UNKNOWN_NOTICE;
  if (row->state.status != CRN_NOTICE_STATUS_DEAD &&
      row->state.status != CRN_NOTICE_STATUS_UNDELIVERABLE)
    return CRN_ERROR_UNKNOWN_NOTICE;
  return address.size == 0 && row->facts.address.size == 0 ? CRN_ERROR_BAD_ADDRESS : CRN_OK;
}

static void revive(struct notice_row* row, int64_t now) {
  row->state.status = CRN_NOTICE_STATUS_PENDING;
  row->state.attempts = 0;
  row->state.next_attempt = now;
}

static void readdress(struct notice_row* row, crn_text address) {
  text_free(row->facts.address);
  row->facts.address = address;
}

/** All or none: the addresses are made first. */
static crn_status retry_all(const struct table* notices, const int64_t* ids, size_t count,
                            crn_text address, int64_t now) {
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < count; ++place)
    status = check_retry(table_find(notices, &ids[place]), address);
  crn_text* addresses = room_for(count, sizeof *addresses, &status);
  for (size_t place = 0; addresses != NULL && place < count; ++place)
    addresses[place] = text_copy(address, &status);
  for (size_t place = 0; addresses != NULL && place < count; ++place) {
    struct notice_row* row = table_find(notices, &ids[place]);
    if (status != CRN_OK) {
      text_free(addresses[place]);
      continue;
    }
    if (address.size > 0) readdress(row, addresses[place]);
    revive(row, now);
  }
  free(addresses);
  return status;
}

crn_status outbox_retry(void* user_data, const int64_t* notices, size_t count, crn_text address,
                        int64_t now, crn_answer* answer) {
  struct table_storage* storage = user_data;
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  const crn_status status = retry_all(&storage->tables[NOTICES], notices, count, address, now);
  pthread_mutex_unlock(&storage->mutex);
  return status;
}
