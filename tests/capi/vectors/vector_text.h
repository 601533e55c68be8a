/**
 * \file
 * Dates, times, weeks and instants, as ISO 8601 writes them.
 */
#ifndef CRENEAU_VECTOR_TEXT_H
#define CRENEAU_VECTOR_TEXT_H

#include "vector_scope.h"

/** "2026-06-15". As below, what is written otherwise stops the test. */
int32_t vector_date(const char* text);
/** "08:30", up to "24:00". */
int32_t vector_time(const char* text);
/** "2026-06-15T08:30", or a date alone, which is its first minute. */
int32_t vector_local_time(const char* text);
/** The Monday of "2026-W25". */
int32_t vector_week(const char* text);
/** "2026-06-09T22:00:00Z"; seconds and up to six decimals may be left out. */
int64_t vector_instant(const char* text);

const char* vector_date_text(vector_scope* scope, int32_t date);
const char* vector_local_time_text(vector_scope* scope, int32_t time);
const char* vector_instant_text(vector_scope* scope, int64_t instant);

#endif
