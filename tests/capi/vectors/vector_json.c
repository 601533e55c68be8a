#include "vector_json.h"

#include "vector_stop.h"

json_t* vector_json_read(vector_scope* scope, const char* path) {
  json_error_t error;
  json_t* value = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
  if (value == NULL) vector_stop("%s, line %d: %s", path, error.line, error.text);
  return vector_scope_json(scope, value);
}

static int is_one_of(const char* word, const char* words) {
  const size_t size = strlen(word);
  for (const char* at = strstr(words, word); at != NULL; at = strstr(at + 1, word))
    if ((at == words || at[-1] == ' ') && (at[size] == ' ' || at[size] == 0)) return size > 0;
  return 0;
}

void vector_json_only(json_t* object, const char* keys) {
  if (!json_is_object(object)) vector_stop("no object of: %s", keys);
  const char* key = NULL;
  json_t* value = NULL;
  json_object_foreach(object, key, value) {
    if (!is_one_of(key, keys)) vector_stop("unknown key \"%s\" beside: %s", key, keys);
  }
}

int vector_json_has(const json_t* object, const char* key) {
  return json_object_get(object, key) != NULL;
}

const char* vector_json_text(const json_t* value) {
  if (!json_is_string(value)) vector_stop("a text is missing");
  return json_string_value(value);
}

const char* vector_json_text_at(const json_t* object, const char* key) {
  return vector_json_has(object, key) ? vector_json_needed_text(object, key) : "";
}

const char* vector_json_needed_text(const json_t* object, const char* key) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_string(value)) vector_stop("\"%s\" is no text", key);
  return json_string_value(value);
}

uint32_t vector_json_number(const json_t* value, uint32_t most) {
  if (!json_is_integer(value)) vector_stop("a number is missing");
  const json_int_t number = json_integer_value(value);
  if (number < 0 || number > (json_int_t)most)
    vector_stop("number %d is out of range", (int)number);
  return (uint32_t)number;
}

int32_t vector_json_number_at(const json_t* object, const char* key) {
  const json_t* value = json_object_get(object, key);
  return value == NULL ? 0 : (int32_t)vector_json_number(value, INT32_MAX);
}

int vector_json_flag_at(const json_t* object, const char* key, int otherwise) {
  const json_t* value = json_object_get(object, key);
  if (value == NULL) return otherwise;
  if (!json_is_boolean(value)) vector_stop("\"%s\" is neither true nor false", key);
  return json_is_true(value);
}

json_t* vector_json_list_at(const json_t* object, const char* key) {
  return vector_json_has(object, key) ? vector_json_needed_list(object, key) : NULL;
}

json_t* vector_json_needed_list(const json_t* object, const char* key) {
  json_t* value = json_object_get(object, key);
  if (!json_is_array(value)) vector_stop("\"%s\" is no list", key);
  return value;
}

json_t* vector_json_object_at(const json_t* object, const char* key) {
  json_t* value = json_object_get(object, key);
  if (value != NULL && !json_is_object(value)) vector_stop("\"%s\" is no object", key);
  return value;
}

void vector_json_add(json_t* array, json_t* value) {
  if (json_array_append_new(array, value) != 0) vector_stop("no such JSON");
}

void vector_json_set(json_t* object, const char* key, json_t* value) {
  if (json_object_set_new(object, key, value) != 0) vector_stop("no such JSON at \"%s\"", key);
}
