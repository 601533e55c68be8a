/**
 * \file
 * What the tests say of calls. Within a call that is given to a macro, `error` is where it puts its
 * error:
 *
 *     DONE(crn_rows_create(&rows, error));
 *     FAILS(CRN_ERROR_PAST, crn_engine_plan_sessions(engine, &call, &command, NULL, error));
 */
#ifndef CRENEAU_TESTS_EXPECT_H
#define CRENEAU_TESTS_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* After what it needs. */
#include <cmocka.h>

#include "creneau.h"

/** A pointer that a call must overwrite. */
extern char garbage[];
#define GARBAGE ((void*)garbage)

/** It succeeds, and says that there is no error. */
#define DONE(call)                                     \
  do {                                                 \
    crn_error* its_error = GARBAGE;                    \
    crn_error** error = &its_error;                    \
    const crn_status its_status = (call);              \
    expect_done(its_status, its_error, AT_THIS_PLACE); \
  } while (0)

/** It fails with this code. */
#define FAILS(code, call)                                       \
  do {                                                          \
    crn_error* its_error = GARBAGE;                             \
    crn_error** error = &its_error;                             \
    const crn_status its_status = (call);                       \
    expect_failure(its_status, its_error, code, AT_THIS_PLACE); \
    crn_error_destroy(its_error);                               \
  } while (0)

/** It fails with this code; `kept` becomes the error, which the test destroys. */
#define FAILS_WITH(kept, code, call)                         \
  do {                                                       \
    crn_error** error = &(kept);                             \
    (kept) = GARBAGE;                                        \
    const crn_status its_status = (call);                    \
    expect_failure(its_status, (kept), code, AT_THIS_PLACE); \
  } while (0)

/** It fails with one of two codes. */
#define FAILS_EITHER(code, other, call)                                   \
  do {                                                                    \
    crn_error* its_error = GARBAGE;                                       \
    crn_error** error = &its_error;                                       \
    const crn_status its_status = (call);                                 \
    expect_either(its_status, its_error, (code), (other), AT_THIS_PLACE); \
    crn_error_destroy(its_error);                                         \
  } while (0)

/** It fails with CRN_ERROR_BAD_ARGUMENT and names the argument, and does so without an error, too. */
#define NAMES(argument, call)                                     \
  do {                                                            \
    crn_error* its_error = GARBAGE;                               \
    crn_error** error = &its_error;                               \
    crn_status its_status = (call);                               \
    expect_named(its_status, its_error, argument, AT_THIS_PLACE); \
    crn_error_destroy(its_error);                                 \
    error = NULL;                                                 \
    its_status = (call);                                          \
    assert_int_equal(its_status, CRN_ERROR_BAD_ARGUMENT);         \
  } while (0)

/** The same of a call that would give something: `out` is NULL afterwards. */
#define NAMES_AND_CLEARS(argument, out, call) \
  do {                                        \
    (out) = GARBAGE;                          \
    NAMES(argument, call);                    \
    assert_null(out);                         \
  } while (0)

#define EXPECT_TEXT(text, expected) expect_text((text), (expected), AT_THIS_PLACE)
/** The text has this part. */
#define EXPECT_PART(text, part) expect_part((text), (part), AT_THIS_PLACE)
#define EXPECT_EMPTY(text) EXPECT_TEXT((text), "")
/** The subject of an error at this place. */
#define EXPECT_SUBJECT(error, place, kind, id) \
  expect_subject((error), (place), (kind), (id), AT_THIS_PLACE)

/* ---- What they stand on ------------------------------------------------------------------ */

#define AT_THIS_PLACE  \
  (place_in_tests) {   \
    __FILE__, __LINE__ \
  }
typedef struct place_in_tests {
  const char* file;
  int line;
} place_in_tests;

void expect_done(crn_status status, crn_error* error, place_in_tests at);
void expect_failure(crn_status status, crn_error* error, crn_status code, place_in_tests at);
void expect_either(crn_status status, crn_error* error, crn_status code, crn_status other,
                   place_in_tests at);
void expect_named(crn_status status, crn_error* error, const char* argument, place_in_tests at);
void expect_text(crn_text text, const char* expected, place_in_tests at);
void expect_part(crn_text text, const char* part, place_in_tests at);
void expect_subject(const crn_error* error, size_t place, int32_t kind, int64_t id,
                    place_in_tests at);

#endif
