/**
 * \file
 * A directory written in C, over the entries of office_93.h.
 */
#ifndef CRENEAU_TESTS_C_DIRECTORY_H
#define CRENEAU_TESTS_C_DIRECTORY_H

#include "office_93.h"

typedef struct c_directory {
  crn_rows* world;
  crn_status fails_with; /**< not CRN_OK: every callback answers this and gives nothing */
  crn_text says;         /**< with it, where it is not empty */
  crn_subject about;     /**< with it, where it is of a kind */
  int gives_too_much;    /**< not zero: every callback adds entries that nobody asked for */
  size_t look_ups;
  size_t released;

  /** \name What the last look-up needed */
  int64_t office;
  size_t school_count;
  size_t centre_count;
  size_t inspector_count;
  char inspectors_of[4];
  char behind_the_text; /**< of the last search */
} c_directory;

void open_directory(c_directory* directory);
void close_directory(c_directory* directory);
crn_directory* directory_of(c_directory* directory);
/** An engine over it and the storage of an office. */
crn_engine* engine_over(const office_93* office, c_directory* directory);

#endif
