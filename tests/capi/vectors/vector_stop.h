/**
 * \file
 * Ends a test that cannot go on.
 */
#ifndef CRENEAU_VECTOR_STOP_H
#define CRENEAU_VECTOR_STOP_H

/** Says why, and fails the test: the vector is wrong, or the library fails where it must not. Never
 * returns. */
void vector_stop(const char* format, ...);

#endif
