/**
 * \file
 * A row of each kind that a program can give, as a storage, a directory or an outbox gives it.
 */
#ifndef CRENEAU_TESTS_ONE_OF_EACH_H
#define CRENEAU_TESTS_ONE_OF_EACH_H

#include "office_93.h"

/** Monday morning at Rosny: "RR....x", plan 1. */
crn_session a_session(void);
/** The first two slots of that session, held by Auto-école 93-012. */
crn_reservation a_reservation(void);
/** The last slot of that session. */
crn_block a_block(void);
crn_closure a_closure(void);
crn_refusal a_refusal(void);
crn_rule a_rule(void);
crn_units some_units(void);
/** To Auto-école 93-012, of that reservation. */
crn_notice_facts a_notice(void);
crn_notice_line a_notice_line(void);
crn_delivery_state a_delivery_state(void);

/** Rows with one of each, and the entries of office_93.h. */
crn_rows* one_of_each(void);

#endif
