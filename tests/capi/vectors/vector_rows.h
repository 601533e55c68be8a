/**
 * \file
 * The rows of an answer, all of one kind at once. They live as long as the scope; how many there
 * are says crn_rows_count.
 */
#ifndef CRENEAU_VECTOR_ROWS_H
#define CRENEAU_VECTOR_ROWS_H

#include "vector_scope.h"

const crn_session* vector_rows_sessions(vector_scope* scope, const crn_rows* rows);
const crn_reservation* vector_rows_reservations(vector_scope* scope, const crn_rows* rows);
const crn_refusal* vector_rows_refusals(vector_scope* scope, const crn_rows* rows);
const crn_office* vector_rows_offices(vector_scope* scope, const crn_rows* rows);
const crn_school* vector_rows_schools(vector_scope* scope, const crn_rows* rows);
const crn_finding* vector_rows_findings(vector_scope* scope, const crn_rows* rows);

#endif
