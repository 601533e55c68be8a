/**
 * \file
 * A notifier that remembers what it was handed and answers as it is told to.
 */
#ifndef CRENEAU_TESTS_RECORDING_NOTIFIER_H
#define CRENEAU_TESTS_RECORDING_NOTIFIER_H

#include "office_93.h"

typedef struct recording_notifier {
  int32_t answer;   /**< CRN_DELIVERY_, or nonsense */
  const char* says; /**< NULL: nothing */
  size_t delivered;
  size_t released;
  int64_t last_notice;
  int64_t last_school;
  char last_address[64];
} recording_notifier;

crn_notifier* notifier_of(recording_notifier* recording);
/** Sends all that is due through it, as the operator. */
crn_sent send_through(const office_93* office, recording_notifier* recording);

#endif
