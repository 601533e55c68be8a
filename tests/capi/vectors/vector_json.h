/**
 * \file
 * Reads JSON strictly: what is of another type than it should be, or of an unknown name, stops the
 * test.
 */
#ifndef CRENEAU_VECTOR_JSON_H
#define CRENEAU_VECTOR_JSON_H

#include "vector_scope.h"

/** The value of a file. */
json_t* vector_json_read(vector_scope* scope, const char* path);

/** Stops the test where an object has another key than these, which blanks separate. */
void vector_json_only(json_t* object, const char* keys);

/** Whether an object has a key. */
int vector_json_has(const json_t* object, const char* key);

/** The text of a value. */
const char* vector_json_text(const json_t* value);
/** The text at a key; empty where it is left out. */
const char* vector_json_text_at(const json_t* object, const char* key);
/** The text at a key that must be there. */
const char* vector_json_needed_text(const json_t* object, const char* key);
/** The number of a value, from zero to `most`. */
uint32_t vector_json_number(const json_t* value, uint32_t most);
/** The number at a key; zero where it is left out. */
int32_t vector_json_number_at(const json_t* object, const char* key);
/** Whether the value at a key is true; `otherwise` where it is left out. */
int vector_json_flag_at(const json_t* object, const char* key, int otherwise);
/** The array at a key; NULL, which is as an empty one, where it is left out. */
json_t* vector_json_list_at(const json_t* object, const char* key);
/** The array at a key that must be there. */
json_t* vector_json_needed_list(const json_t* object, const char* key);
/** The object at a key; NULL, which is as an empty one, where it is left out. */
json_t* vector_json_object_at(const json_t* object, const char* key);

/** Appends a value, which is taken over, to an array. */
void vector_json_add(json_t* array, json_t* value);
/** Sets a value, which is taken over, in an object. */
void vector_json_set(json_t* object, const char* key, json_t* value);

#endif
