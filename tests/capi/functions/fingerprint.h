/**
 * \file
 * Everything that can be read of an office's database, as one text: to see that a refused call
 * changed nothing.
 */
#ifndef CRENEAU_TESTS_FINGERPRINT_H
#define CRENEAU_TESTS_FINGERPRINT_H

#include <stdlib.h>

#include "office_93.h"

/** The caller frees it. */
char* fingerprint(const office_93* office);

/** It is refused with this code, and the history, the planning, the closures, the notices, the rules
 * and the directory are as they were. */
#define REFUSED(office, code, call)             \
  do {                                          \
    char* its_before = fingerprint(office);     \
    FAILS(code, call);                          \
    char* its_after = fingerprint(office);      \
    assert_string_equal(its_after, its_before); \
    free(its_before);                           \
    free(its_after);                            \
  } while (0)

/** The same; `kept` becomes the error, which the test destroys. */
#define REFUSED_WITH(office, kept, code, call)  \
  do {                                          \
    char* its_before = fingerprint(office);     \
    FAILS_WITH(kept, code, call);               \
    char* its_after = fingerprint(office);      \
    assert_string_equal(its_after, its_before); \
    free(its_before);                           \
    free(its_after);                            \
  } while (0)

#endif
