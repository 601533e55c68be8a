/**
 * \file
 * The names by which vectors call the numbers of the library.
 */
#ifndef CRENEAU_VECTOR_CODES_H
#define CRENEAU_VECTOR_CODES_H

#include <stddef.h>
#include <stdint.h>

/** CRN_ROLE_ of the first `size` bytes of a text, as "office". As below, an unknown name stops the
 * test. */
int32_t vector_role(const char* text, size_t size);
/** CRN_CATEGORY_ of "CE". */
int32_t vector_category(const char* name);
/** CRN_PART_ of "off_road"; of an empty text CRN_PART_UNSTATED. */
int32_t vector_part(const char* name);
/** CRN_REASON_ of "weather"; of an empty text CRN_REASON_UNSTATED. */
int32_t vector_reason(const char* name);
/** CRN_HALF_DAY_MORNING or CRN_HALF_DAY_AFTERNOON. */
int32_t vector_half_day(const char* name);
/** CRN_EXAMS_ of "upcoming", which is that of an empty text, too. */
int32_t vector_when(const char* name);

/** "CE". As below, an unknown number stops the test. */
const char* vector_category_name(int64_t category);
/** "reserved", of CRN_NOTICE_. */
const char* vector_notice_name(int32_t kind);
/** "orphan_units", of CRN_REMARK_. */
const char* vector_remark_name(int32_t kind);
/** "session", of CRN_SUBJECT_. */
const char* vector_subject_name(int32_t kind);

#endif
