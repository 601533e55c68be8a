/**
 * \file
 * Memory and handles that are given back together, even where a test ends in the middle.
 */
#ifndef CRENEAU_VECTOR_SCOPE_H
#define CRENEAU_VECTOR_SCOPE_H

#include <jansson.h>

#include "creneau.h"

/** Something that a scope gives back. */
typedef struct vector_kept {
  void* it;
  void (*release)(void* it);
} vector_kept;

/** What was taken since it began; zeros: nothing yet. */
typedef struct vector_scope {
  vector_kept* kept;
  size_t count;
  size_t room;
} vector_scope;

/** Gives everything back, the latest first. */
void vector_scope_end(vector_scope* scope);

/** Zeroed memory for `count` things of a size; never NULL. */
void* vector_scope_memory(vector_scope* scope, size_t count, size_t size);

/** A text, as printf writes it. */
const char* vector_scope_print(vector_scope* scope, const char* format, ...);

/** Takes over a JSON value. */
json_t* vector_scope_json(vector_scope* scope, json_t* value);

/** Takes over an error. */
const crn_error* vector_scope_error(vector_scope* scope, crn_error* error);

/** Takes over rows. */
const crn_rows* vector_scope_rows(vector_scope* scope, crn_rows* rows);

/** Takes over a receipt. */
const crn_event* vector_scope_event(vector_scope* scope, crn_event* event);

/** Takes over an error and stops the test where there is one. */
void vector_scope_need(vector_scope* scope, crn_status status, crn_error* error);

#endif
