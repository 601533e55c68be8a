/**
 * \file
 * Slots as vectors write them, and sets of ordinals.
 */
#ifndef CRENEAU_VECTOR_SLOTS_H
#define CRENEAU_VECTOR_SLOTS_H

#include "vector_symbols.h"

/** The most that one session can have. */
enum { VECTOR_MOST_SLOTS = 64 };

/** The slots of texts such as "monday/1/3", or "monday/1/3-5" for three; of NULL there are none. */
const crn_slot* vector_slots_read(const vector_symbols* symbols, vector_scope* scope,
                                  const json_t* texts, size_t* count);

/** The set of a list of ordinals; bit n: slot n. */
uint64_t vector_slots_bits(const json_t* ordinals);

/** The ordinals of a set, ascending. */
json_t* vector_slots_ordinals(vector_scope* scope, uint64_t slots);

/** How many a set has. */
int64_t vector_slots_count(uint64_t slots);

#endif
