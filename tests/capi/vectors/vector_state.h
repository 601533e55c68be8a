/**
 * \file
 * What a step expects of the state after it.
 */
#ifndef CRENEAU_VECTOR_STATE_H
#define CRENEAU_VECTOR_STATE_H

#include "vector_run.h"

/** Checks the parts that the scenario names. */
void vector_state_check(vector_run* run, json_t* wanted);

#endif
