#include "vector_scope.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "vector_stop.h"

static void release_json(void* value) {
  json_decref(value);
}
static void release_error(void* error) {
  crn_error_destroy(error);
}
static void release_rows(void* rows) {
  crn_rows_destroy(rows);
}
static void release_event(void* event) {
  crn_event_destroy(event);
}

void vector_scope_end(vector_scope* scope) {
  while (scope->count > 0) {
    const vector_kept* latest = &scope->kept[--scope->count];
    latest->release(latest->it);
  }
  free(scope->kept);
  scope->kept = NULL;
  scope->room = 0;
}

static void grow(vector_scope* scope) {
  const size_t room = 2 * scope->room + 16;
  vector_kept* kept = realloc(scope->kept, room * sizeof *kept);
  if (kept == NULL) vector_stop("no memory");
  scope->kept = kept;
  scope->room = room;
}

static void* keep(vector_scope* scope, void* it, void (*release)(void* it)) {
  if (it == NULL) return NULL;
  if (scope->count == scope->room) grow(scope);
  scope->kept[scope->count].it = it;
  scope->kept[scope->count].release = release;
  ++scope->count;
  return it;
}

void* vector_scope_memory(vector_scope* scope, size_t count, size_t size) {
  void* memory = calloc(count == 0 ? 1 : count, size);
  if (memory == NULL) vector_stop("no memory");
  return keep(scope, memory, free);
}

const char* vector_scope_print(vector_scope* scope, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (size < 0) vector_stop("cannot write %s", format);
  char* text = vector_scope_memory(scope, (size_t)size + 1, 1);
  va_start(arguments, format);
  vsnprintf(text, (size_t)size + 1, format, arguments);
  va_end(arguments);
  return text;
}

json_t* vector_scope_json(vector_scope* scope, json_t* value) {
  if (value == NULL) vector_stop("no such JSON");
  return keep(scope, value, release_json);
}

const crn_error* vector_scope_error(vector_scope* scope, crn_error* error) {
  return keep(scope, error, release_error);
}

const crn_rows* vector_scope_rows(vector_scope* scope, crn_rows* rows) {
  return keep(scope, rows, release_rows);
}

const crn_event* vector_scope_event(vector_scope* scope, crn_event* event) {
  return keep(scope, event, release_event);
}

void vector_scope_need(vector_scope* scope, crn_status status, crn_error* error) {
  const crn_error* kept = vector_scope_error(scope, error);
  if (status != crn_error_code(kept)) vector_stop("status %d without its error", (int)status);
  if (status != CRN_OK) vector_stop("%s", crn_error_message(kept, CRN_LANGUAGE_ENGLISH).data);
}
