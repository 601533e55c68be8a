/**
 * \file
 * A storage written in C: one planned session, the reservations and blocks in it, and its history.
 * It answers as it is told to.
 */
#ifndef CRENEAU_TESTS_C_STORAGE_H
#define CRENEAU_TESTS_C_STORAGE_H

#include "office_93.h"

enum { MOST_RESERVATIONS = 8, MOST_EVENTS = 16, WRONG_ANSWERS = 16 };

/** The callbacks of a storage. */
enum {
  AT_NONE,
  AT_LOAD,
  AT_COMMIT,
  AT_RECORD,
  AT_RULES,
  AT_SESSIONS,
  AT_RESERVATIONS,
  AT_CLOSURES,
  AT_EVENTS,
  AT_REFUSALS,
  AT_WEEK_UNITS
};

/** How it answers for a change set. */
enum { ANSWER_DONE, ANSWER_CONFLICT, ANSWER_FAILED, ANSWER_REPLAYED, ANSWER_NOTHING };

typedef struct kept_event {
  crn_event_head head; /**< with texts of its own */
  char* json;
} kept_event;

typedef struct c_storage {
  crn_session session;
  crn_reservation reservations[MOST_RESERVATIONS];
  size_t reservation_count;
  kept_event events[MOST_EVENTS];
  size_t event_count;
  int64_t last_id;
  const char* rule; /**< the key of the only rule; NULL: there is none */
  crn_refusal refusal;
  size_t refusal_count;

  /** \name What it is told to do */
  int32_t fails_at;      /**< AT_ */
  crn_status fails_with; /**< there, or with ANSWER_FAILED */
  const char* says;
  int32_t answer;     /**< ANSWER_ */
  size_t conflicts;   /**< so many commits meet a conflict before they are answered */
  int hides_requests; /**< loads as if no request had been seen */
  int foreign_rows;   /**< loads a session of another département, too */
  int tries_wrong_answers;
  int joins_commits;
  size_t busy_inspectors; /**< so many of them work every minute of every week */

  /** \name What it saw */
  size_t loads;
  size_t commits;
  size_t released;
  char last_request[101];
  size_t last_session_count;
  uint32_t last_limit;    /**< of a page */
  crn_period last_period; /**< of a filter */
  int32_t last_week;
  uint32_t last_week_count;
  int64_t last_notice_school;
  int64_t last_reservation; /**< in the change set, after ids were assigned */
  crn_status wrong_answers[WRONG_ANSWERS];
  size_t wrong_answer_count;
  crn_status unexpected; /**< of calls that had to succeed */
} c_storage;

void open_storage(c_storage* storage);
void close_storage(c_storage* storage);
crn_storage* storage_of(c_storage* storage);

#endif
