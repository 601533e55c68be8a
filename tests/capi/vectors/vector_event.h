/**
 * \file
 * The rows of a receipt, all of one kind at once. They live as long as the scope.
 */
#ifndef CRENEAU_VECTOR_EVENT_H
#define CRENEAU_VECTOR_EVENT_H

#include "vector_scope.h"

/** The envelope, which says how many rows there are. */
crn_event_head vector_event_head(vector_scope* scope, const crn_event* event);

/** One side, CRN_SIDE_BEFORE or CRN_SIDE_AFTER. */
const crn_session* vector_event_sessions(vector_scope* scope, const crn_event* event, int32_t side,
                                         size_t count);
const crn_reservation_change* vector_event_reservations(vector_scope* scope, const crn_event* event,
                                                        size_t count);
const crn_block_change* vector_event_blocks(vector_scope* scope, const crn_event* event,
                                            size_t count);
const crn_closure* vector_event_closures(vector_scope* scope, const crn_event* event, size_t count);
const crn_remark* vector_event_remarks(vector_scope* scope, const crn_event* event, size_t count);

#endif
