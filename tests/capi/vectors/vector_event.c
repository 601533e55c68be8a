#include "vector_event.h"

crn_event_head vector_event_head(vector_scope* scope, const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  crn_error* error = NULL;
  const crn_status status = crn_event_get(event, &head, &error);
  vector_scope_need(scope, status, error);
  return head;
}

const crn_session* vector_event_sessions(vector_scope* scope, const crn_event* event, int32_t side,
                                         size_t count) {
  crn_session* rows = vector_scope_memory(scope, count, sizeof *rows);
  crn_error* error = NULL;
  const crn_status status = crn_event_sessions(event, side, 0, count, rows, sizeof *rows, &error);
  vector_scope_need(scope, status, error);
  return rows;
}

const crn_reservation_change* vector_event_reservations(vector_scope* scope, const crn_event* event,
                                                        size_t count) {
  crn_reservation_change* rows = vector_scope_memory(scope, count, sizeof *rows);
  crn_error* error = NULL;
  const crn_status status = crn_event_reservations(event, 0, count, rows, sizeof *rows, &error);
  vector_scope_need(scope, status, error);
  return rows;
}

const crn_block_change* vector_event_blocks(vector_scope* scope, const crn_event* event,
                                            size_t count) {
  crn_block_change* rows = vector_scope_memory(scope, count, sizeof *rows);
  crn_error* error = NULL;
  const crn_status status = crn_event_blocks(event, 0, count, rows, sizeof *rows, &error);
  vector_scope_need(scope, status, error);
  return rows;
}

const crn_closure* vector_event_closures(vector_scope* scope, const crn_event* event,
                                         size_t count) {
  crn_closure* rows = vector_scope_memory(scope, count, sizeof *rows);
  crn_error* error = NULL;
  const crn_status status = crn_event_closures(event, 0, count, rows, sizeof *rows, &error);
  vector_scope_need(scope, status, error);
  return rows;
}

const crn_remark* vector_event_remarks(vector_scope* scope, const crn_event* event, size_t count) {
  crn_remark* rows = vector_scope_memory(scope, count, sizeof *rows);
  crn_error* error = NULL;
  const crn_status status = crn_event_remarks(event, 0, count, rows, sizeof *rows, &error);
  vector_scope_need(scope, status, error);
  return rows;
}
