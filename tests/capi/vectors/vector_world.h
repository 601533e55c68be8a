/**
 * \file
 * The entries of a world, numbered in the order of its file.
 */
#ifndef CRENEAU_VECTOR_WORLD_H
#define CRENEAU_VECTOR_WORLD_H

#include "vector_symbols.h"

/** Puts the entries into the directory of an empty database. */
void vector_world_put(vector_scope* scope, json_t* world, crn_database* database);

/** Names them by their ids. */
void vector_world_name(vector_scope* scope, const json_t* world, vector_symbols* symbols);

/** The days of `from` and `to`; what is left out is open. */
crn_period vector_period_at(const json_t* object);

#endif
