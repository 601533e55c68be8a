/**
 * \file
 * What a step expects of a refusal.
 */
#ifndef CRENEAU_VECTOR_REFUSAL_H
#define CRENEAU_VECTOR_REFUSAL_H

#include "vector_run.h"

/** Checks the facts that the scenario names. */
void vector_refusal_check(vector_run* run, json_t* wanted, const crn_error* error);

/** Expects two errors to be the same, but for their deadlines. */
void vector_refusal_check_same(vector_run* run, const crn_error* previewed, const crn_error* ran);

#endif
