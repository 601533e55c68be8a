/**
 * \file
 * The steps of a scenario, which README.md beside the vectors describes.
 */
#ifndef CRENEAU_VECTOR_SCENARIO_H
#define CRENEAU_VECTOR_SCENARIO_H

#include "vector_run.h"

/** Takes each step and expects what it says. */
void vector_scenario_take(vector_run* run, json_t* scenario);

#endif
