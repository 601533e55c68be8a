/**
 * \file
 * The names by which vectors call things, and the ids that a storage gave them.
 */
#ifndef CRENEAU_VECTOR_SYMBOLS_H
#define CRENEAU_VECTOR_SYMBOLS_H

#include "vector_scope.h"

/** One name of one thing. */
typedef struct vector_symbol {
  const struct vector_symbol* before;
  int32_t kind;
  int64_t id;
  const char* name;
} vector_symbol;

/** Both ways between names and ids, for each kind of thing; the latest name counts. */
typedef struct vector_symbols {
  const vector_symbol* latest;
} vector_symbols;

/** Names a thing, CRN_SUBJECT_ and id, as long as the scope lives; the name must live as long. */
void vector_symbols_name(vector_symbols* symbols, vector_scope* scope, int32_t kind, int64_t id,
                         const char* name);

/** The id of a name; an unknown one stops the test. */
int64_t vector_symbols_id(const vector_symbols* symbols, int32_t kind, const char* name);

/** The id of the first `size` bytes of a text. */
int64_t vector_symbols_id_of(const vector_symbols* symbols, int32_t kind, const char* text,
                             size_t size);

/** "monday", or "?7" of a thing without a name. */
const char* vector_symbols_called(const vector_symbols* symbols, vector_scope* scope, int32_t kind,
                                  int64_t id);

/** "session:monday", of a thing that has an id. */
const char* vector_symbols_thing(const vector_symbols* symbols, vector_scope* scope, int32_t kind,
                                 int64_t id);

/** "monday/1/3". */
const char* vector_symbols_slot(const vector_symbols* symbols, vector_scope* scope, int64_t session,
                                uint32_t plan, uint32_t ordinal);

/** "session:monday", "slot:monday/1/3", "date:2026-06-15", "departement:93", "category:CE". */
const char* vector_symbols_text(const vector_symbols* symbols, vector_scope* scope,
                                const crn_subject* subject);

#endif
