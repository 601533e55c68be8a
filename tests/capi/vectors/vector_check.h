/**
 * \file
 * What a scenario expects against what was found. A difference is told, and the scenario goes on.
 */
#ifndef CRENEAU_VECTOR_CHECK_H
#define CRENEAU_VECTOR_CHECK_H

#include <jansson.h>
#include <stddef.h>

/** Where a scenario is, and how often something was otherwise. */
typedef struct vector_check {
  const char* scenario;
  size_t step;      /**< from 1; 0: not begun */
  const char* text; /**< what happens in the step */
  size_t differences;
} vector_check;

/** Tells where the scenario is. */
void vector_check_where(const vector_check* check);

/** Tells and counts a difference. */
void vector_check_failed(vector_check* check, const char* format, ...);

/** Expects two values to be the same. */
void vector_check_same(vector_check* check, const char* what, const json_t* wanted,
                       const json_t* actual);

/** Expects two lists of texts to be the same in any order. */
void vector_check_same_in_any_order(vector_check* check, const char* what, const json_t* wanted,
                                    const json_t* actual);

/** Expects two texts to be the same. */
void vector_check_same_text(vector_check* check, const char* what, const char* wanted,
                            const char* actual);

/** Expects a number. */
void vector_check_same_number(vector_check* check, const char* what, const json_t* wanted,
                              json_int_t actual);

#endif
