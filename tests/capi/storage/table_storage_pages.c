/**
 * \file
 * Lists, page by page, each read at one moment.
 */
#include "table_storage_private.h"

static crn_status give_session(const struct table_storage* storage, const crn_session* session,
                               crn_rows* rows) {
  const crn_session state = with_slots(storage, session);
  return crn_rows_add_sessions(rows, &state, 1, sizeof state, NULL);
}

/** With its session in the same place. */
static crn_status give_reservation(const struct table_storage* storage,
                                   const crn_reservation* reservation, crn_rows* rows) {
  const crn_status status =
      crn_rows_add_reservations(rows, reservation, 1, sizeof *reservation, NULL);
  if (status != CRN_OK) return status;
  return give_session(storage, session_of(storage, reservation), rows);
}

static crn_status give_event(const struct event_row* event, crn_rows* rows) {
  return crn_rows_add_event(rows, &event->head, event->json, NULL);
}

/** Gives a row of the table that is listed. */
static crn_status give_row(const struct table_storage* storage, int table, const void* row,
                           crn_rows* rows) {
  switch (table) {
    case SESSIONS: return give_session(storage, row, rows);
    case RESERVATIONS: return give_reservation(storage, row, rows);
    case CLOSURES: return crn_rows_add_closures(rows, row, 1, sizeof(crn_closure), NULL);
    case EVENTS: return give_event(row, rows);
    default: return crn_rows_add_refusals(rows, row, 1, sizeof(crn_refusal), NULL);
  }
}

/** Gives the first rows that are listed, and says where the next page begins. */
static crn_status give_page(const struct table_storage* storage, int table,
                            const struct table* listed, const crn_page* page, crn_rows* rows) {
  const size_t limit = page->limit == 0 ? 1000 : page->limit;
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < listed->count && place < limit; ++place)
    status = give_row(storage, table, listed_row(&storage->tables[table], listed, place), rows);
  if (listed->count <= limit) return status;
  const struct listed* last = table_at(listed, limit - 1);
  crn_rows_set_next(rows, last->at);
  return status;
}

crn_status storage_sessions(void* user_data, const crn_session_filter* filter, const crn_page* page,
                            crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table listed = table_of(&listed_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = list_sessions(storage, filter, page->after, &listed);
  if (status == CRN_OK) status = give_page(storage, SESSIONS, &listed, page, rows);
  crn_rows_set_number(rows, departement_of(storage, filter->departement).number);
  pthread_mutex_unlock(&storage->mutex);
  table_free(&listed);
  return status;
}

crn_status storage_reservations(void* user_data, const crn_reservation_filter* filter,
                                const crn_page* page, crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table listed = table_of(&listed_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = list_reservations(storage, filter, page->after, &listed);
  if (status == CRN_OK) status = give_page(storage, RESERVATIONS, &listed, page, rows);
  // Where all départements are listed there is no row for them, and no number.
  crn_rows_set_number(rows, departement_of(storage, filter->departement).number);
  pthread_mutex_unlock(&storage->mutex);
  table_free(&listed);
  return status;
}

crn_status storage_closures(void* user_data, const crn_closure_filter* filter, const crn_page* page,
                            crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table listed = table_of(&listed_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = list_closures(storage, filter, page->after, &listed);
  if (status == CRN_OK) status = give_page(storage, CLOSURES, &listed, page, rows);
  crn_rows_set_number(rows, departement_of(storage, filter->departement).number);
  pthread_mutex_unlock(&storage->mutex);
  table_free(&listed);
  return status;
}

crn_status storage_events(void* user_data, const crn_event_filter* filter, const crn_page* page,
                          crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table listed = table_of(&listed_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = list_events(storage, filter, page->after, &listed);
  if (status == CRN_OK) status = give_page(storage, EVENTS, &listed, page, rows);
  crn_rows_set_number(rows, departement_of(storage, filter->departement).number);
  pthread_mutex_unlock(&storage->mutex);
  table_free(&listed);
  return status;
}

crn_status storage_refusals(void* user_data, crn_departement departement, const crn_page* page,
                            crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table listed = table_of(&listed_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = list_refusals(storage, departement, page->after, &listed);
  if (status == CRN_OK) status = give_page(storage, REFUSALS, &listed, page, rows);
  crn_rows_set_number(rows, departement_of(storage, departement).number);
  pthread_mutex_unlock(&storage->mutex);
  table_free(&listed);
  return status;
}
