#include "vector_rows.h"

const crn_session* vector_rows_sessions(vector_scope* scope, const crn_rows* rows) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_SESSIONS);
  crn_session* to = vector_scope_memory(scope, count, sizeof *to);
  crn_error* error = NULL;
  const crn_status status = crn_rows_sessions(rows, 0, count, to, sizeof *to, &error);
  vector_scope_need(scope, status, error);
  return to;
}

const crn_reservation* vector_rows_reservations(vector_scope* scope, const crn_rows* rows) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_RESERVATIONS);
  crn_reservation* to = vector_scope_memory(scope, count, sizeof *to);
  crn_error* error = NULL;
  const crn_status status = crn_rows_reservations(rows, 0, count, to, sizeof *to, &error);
  vector_scope_need(scope, status, error);
  return to;
}

const crn_refusal* vector_rows_refusals(vector_scope* scope, const crn_rows* rows) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_REFUSALS);
  crn_refusal* to = vector_scope_memory(scope, count, sizeof *to);
  crn_error* error = NULL;
  const crn_status status = crn_rows_refusals(rows, 0, count, to, sizeof *to, &error);
  vector_scope_need(scope, status, error);
  return to;
}

const crn_office* vector_rows_offices(vector_scope* scope, const crn_rows* rows) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_OFFICES);
  crn_office* to = vector_scope_memory(scope, count, sizeof *to);
  crn_error* error = NULL;
  const crn_status status = crn_rows_offices(rows, 0, count, to, sizeof *to, &error);
  vector_scope_need(scope, status, error);
  return to;
}

const crn_school* vector_rows_schools(vector_scope* scope, const crn_rows* rows) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_SCHOOLS);
  crn_school* to = vector_scope_memory(scope, count, sizeof *to);
  crn_error* error = NULL;
  const crn_status status = crn_rows_schools(rows, 0, count, to, sizeof *to, &error);
  vector_scope_need(scope, status, error);
  return to;
}

const crn_finding* vector_rows_findings(vector_scope* scope, const crn_rows* rows) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_FINDINGS);
  crn_finding* to = vector_scope_memory(scope, count, sizeof *to);
  crn_error* error = NULL;
  const crn_status status = crn_rows_findings(rows, 0, count, to, sizeof *to, &error);
  vector_scope_need(scope, status, error);
  return to;
}
