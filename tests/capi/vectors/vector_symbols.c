#include "vector_symbols.h"

#include <inttypes.h>

#include "vector_codes.h"
#include "vector_stop.h"
#include "vector_text.h"

void vector_symbols_name(vector_symbols* symbols, vector_scope* scope, int32_t kind, int64_t id,
                         const char* name) {
  vector_symbol* symbol = vector_scope_memory(scope, 1, sizeof *symbol);
  symbol->before = symbols->latest;
  symbol->kind = kind;
  symbol->id = id;
  symbol->name = name;
  symbols->latest = symbol;
}

int64_t vector_symbols_id(const vector_symbols* symbols, int32_t kind, const char* name) {
  return vector_symbols_id_of(symbols, kind, name, strlen(name));
}

int64_t vector_symbols_id_of(const vector_symbols* symbols, int32_t kind, const char* text,
                             size_t size) {
  for (const vector_symbol* it = symbols->latest; it != NULL; it = it->before)
    if (it->kind == kind && strlen(it->name) == size && memcmp(it->name, text, size) == 0)
      return it->id;
  vector_stop("unknown name: %s:%.*s", vector_subject_name(kind), (int)size, text);
  return 0;
}

const char* vector_symbols_called(const vector_symbols* symbols, vector_scope* scope, int32_t kind,
                                  int64_t id) {
  for (const vector_symbol* it = symbols->latest; it != NULL; it = it->before)
    if (it->kind == kind && it->id == id) return it->name;
  return vector_scope_print(scope, "?%" PRId64, id);
}

const char* vector_symbols_thing(const vector_symbols* symbols, vector_scope* scope, int32_t kind,
                                 int64_t id) {
  return vector_scope_print(scope, "%s:%s", vector_subject_name(kind),
                            vector_symbols_called(symbols, scope, kind, id));
}

const char* vector_symbols_slot(const vector_symbols* symbols, vector_scope* scope, int64_t session,
                                uint32_t plan, uint32_t ordinal) {
  const char* called = vector_symbols_called(symbols, scope, CRN_SUBJECT_SESSION, session);
  return vector_scope_print(scope, "%s/%" PRIu32 "/%" PRIu32, called, plan, ordinal);
}

const char* vector_symbols_text(const vector_symbols* symbols, vector_scope* scope,
                                const crn_subject* subject) {
  switch (subject->kind) {
    case CRN_SUBJECT_SLOT:
      return vector_scope_print(
          scope, "slot:%s",
          vector_symbols_slot(symbols, scope, subject->id, subject->plan, subject->ordinal));
    case CRN_SUBJECT_DEPARTEMENT:
      return vector_scope_print(scope, "departement:%.4s", subject->departement.code);
    case CRN_SUBJECT_DATE:
      return vector_scope_print(scope, "date:%s", vector_date_text(scope, (int32_t)subject->id));
    case CRN_SUBJECT_CATEGORY:
      return vector_scope_print(scope, "category:%s", vector_category_name(subject->id));
    case CRN_SUBJECT_LINE: return vector_scope_print(scope, "line:%" PRId64, subject->id);
    default: return vector_symbols_thing(symbols, scope, subject->kind, subject->id);
  }
}
