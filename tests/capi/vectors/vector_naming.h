/**
 * \file
 * Names for what a command makes.
 */
#ifndef CRENEAU_VECTOR_NAMING_H
#define CRENEAU_VECTOR_NAMING_H

#include "vector_run.h"

/** Gives what a receipt made the names of a step, in its order; NULL: none. */
void vector_naming_give(vector_run* run, json_t* names, const crn_event* receipt);

#endif
