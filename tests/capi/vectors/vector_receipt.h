/**
 * \file
 * What a step expects of a receipt.
 */
#ifndef CRENEAU_VECTOR_RECEIPT_H
#define CRENEAU_VECTOR_RECEIPT_H

#include "vector_run.h"

/** Checks the facts that the scenario names. */
void vector_receipt_check(vector_run* run, json_t* wanted, const crn_event* receipt);

#endif
