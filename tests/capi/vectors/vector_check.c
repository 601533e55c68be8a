#include "vector_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* It needs those above. */
#include <cmocka.h>

#include "vector_json.h"

void vector_check_where(const vector_check* check) {
  print_error("%s, step %zu: %s\n", check->scenario, check->step,
              check->text == NULL ? "" : check->text);
}

void vector_check_failed(vector_check* check, const char* format, ...) {
  ++check->differences;
  vector_check_where(check);
  va_list arguments;
  va_start(arguments, format);
  vprint_error(format, arguments);
  va_end(arguments);
  print_error("\n");
}

void vector_check_same(vector_check* check, const char* what, const json_t* wanted,
                       const json_t* actual) {
  if (json_equal(wanted, actual)) return;
  char* wanted_text = json_dumps(wanted, JSON_ENCODE_ANY);
  char* actual_text = json_dumps(actual, JSON_ENCODE_ANY);
  vector_check_failed(check, "  %s\n    expected: %s\n    actual:   %s", what,
                      wanted_text == NULL ? "?" : wanted_text,
                      actual_text == NULL ? "?" : actual_text);
  free(wanted_text);
  free(actual_text);
}

static int by_text(const void* left, const void* right) {
  const json_t* const* a = left;
  const json_t* const* b = right;
  return strcmp(json_string_value(*a), json_string_value(*b));
}

/** The same texts in the order of their bytes. */
static json_t* sorted(vector_scope* scope, const json_t* texts) {
  const size_t count = json_array_size(texts);
  json_t** rows = vector_scope_memory(scope, count, sizeof *rows);
  for (size_t place = 0; place < count; ++place) {
    rows[place] = json_array_get(texts, place);
    (void)vector_json_text(rows[place]);
  }
  qsort(rows, count, sizeof *rows, by_text);
  json_t* array = vector_scope_json(scope, json_array());
  for (size_t place = 0; place < count; ++place) vector_json_add(array, json_incref(rows[place]));
  return array;
}

void vector_check_same_in_any_order(vector_check* check, const char* what, const json_t* wanted,
                                    const json_t* actual) {
  vector_scope scope = {NULL, 0, 0};
  vector_check_same(check, what, sorted(&scope, wanted), sorted(&scope, actual));
  vector_scope_end(&scope);
}

void vector_check_same_text(vector_check* check, const char* what, const char* wanted,
                            const char* actual) {
  if (strcmp(wanted, actual) == 0) return;
  vector_check_failed(check, "  %s\n    expected: %s\n    actual:   %s", what, wanted, actual);
}

void vector_check_same_number(vector_check* check, const char* what, const json_t* wanted,
                              json_int_t actual) {
  vector_scope scope = {NULL, 0, 0};
  vector_check_same(check, what, wanted, vector_scope_json(&scope, json_integer(actual)));
  vector_scope_end(&scope);
}
