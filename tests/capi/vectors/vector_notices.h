/**
 * \file
 * What an outbox took in.
 */
#ifndef CRENEAU_VECTOR_NOTICES_H
#define CRENEAU_VECTOR_NOTICES_H

#include "vector_run.h"

/** The notices since this was asked last, each as "reserved school:Auto-école 93-012 1". */
json_t* vector_notices_new(vector_run* run);

#endif
