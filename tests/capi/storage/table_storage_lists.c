/**
 * \file
 * Which rows stand in a list, and in which order.
 */
#include "table_storage_private.h"

crn_status list_row(struct table* listed, crn_cursor after, int64_t major, int64_t minor,
                    size_t place) {
  const struct listed row = {{major, minor}, place};
  if (listed_kind.compare(&row, &after) <= 0) return CRN_OK;
  return table_append(listed, &row);
}

const void* listed_row(const struct table* table, const struct table* listed, size_t place) {
  const struct listed* it = table_at(listed, place);
  return table_at(table, it->place);
}

/* ---- Sessions ---------------------------------------------------------------------------- */

static int has_free_slot(const crn_session* state) {
  return (slots_of(state) & ~(state->reserved | state->unavailable)) != 0;
}

static int is_within(crn_hours hours, const crn_session* session) {
  if (hours.start == 0 && hours.end == 0) return 1;
  return hours.start <= session->start && session->end <= hours.end;
}

static int has_status(const crn_session_filter* filter, const crn_session* session) {
  if (!filter->planned == !filter->available) return 1;
  return is_planned(session) == (filter->planned != 0);
}

static int session_matches(const struct table_storage* storage, const crn_session_filter* filter,
                           const crn_session* session) {
  if (!is_same_departement(session->departement, filter->departement)) return 0;
  if (!is_in_period(filter->period, session->date)) return 0;
  if (!is_within(filter->hours, session)) return 0;
  if (!has_status(filter, session)) return 0;
  if (filter->inspector_count > 0 &&
      !is_among(filter->inspectors, filter->inspector_count, session->inspector))
    return 0;
  if (filter->centre != 0 && session->centre != filter->centre) return 0;
  if (filter->category != 0 && session->category != filter->category) return 0;
  if (filter->has_part && !(is_planned(session) && session->part == filter->part)) return 0;
  if (!filter->with_free_slots) return 1;
  const crn_session state = with_slots(storage, session);
  return has_free_slot(&state);
}

crn_status list_sessions(const struct table_storage* storage, const crn_session_filter* filter,
                         crn_cursor after, struct table* listed) {
  const struct table* sessions = &storage->tables[SESSIONS];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < sessions->count; ++place) {
    const crn_session* row = table_at(sessions, place);
    if (session_matches(storage, filter, row))
      status = list_row(listed, after, start_of(row), row->id, place);
  }
  table_sort(listed);
  return status;
}

/* ---- Reservations ------------------------------------------------------------------------ */

static int reservation_matches(const crn_reservation_filter* filter,
                               const crn_reservation* reservation, const crn_session* session) {
  const crn_departement all = {{0, 0, 0, 0}};
  if (!is_same_departement(filter->departement, all) &&
      !is_same_departement(filter->departement, session->departement))
    return 0;
  if (!is_in_period(filter->period, session->date)) return 0;
  if (filter->school != 0 && reservation->school != filter->school) return 0;
  if (filter->centre != 0 && session->centre != filter->centre) return 0;
  if (filter->category != 0 && session->category != filter->category) return 0;
  return filter->inspector_count == 0 ||
         is_among(filter->inspectors, filter->inspector_count, session->inspector);
}

crn_status list_reservations(const struct table_storage* storage,
                             const crn_reservation_filter* filter, crn_cursor after,
                             struct table* listed) {
  const struct table* reservations = &storage->tables[RESERVATIONS];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < reservations->count; ++place) {
    const crn_reservation* row = table_at(reservations, place);
    const crn_session* session = session_of(storage, row);
    if (reservation_matches(filter, row, session))
      status = list_row(listed, after, slot_start(session, first_slot(row->slots)), row->id, place);
  }
  table_sort(listed);
  return status;
}

/* ---- Closures and events ----------------------------------------------------------------- */

crn_status list_closures(const struct table_storage* storage, const crn_closure_filter* filter,
                         crn_cursor after, struct table* listed) {
  const struct table* closures = &storage->tables[CLOSURES];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < closures->count; ++place) {
    const crn_closure* row = table_at(closures, place);
    if (is_same_departement(row->departement, filter->departement) &&
        is_closed_in(row, filter->period))
      status = list_row(listed, after, row->from, row->id, place);
  }
  table_sort(listed);
  return status;
}

/** Whether one of its rows is all that is looked for. */
static int has_touched(const struct event_row* event, const crn_event_filter* filter) {
  if (filter->session == 0 && filter->reservation == 0 && filter->school == 0) return 1;
  for (size_t place = 0; place < event->touched_count; ++place) {
    const struct touched* it = &event->touched[place];
    if ((filter->session == 0 || it->session == filter->session) &&
        (filter->reservation == 0 || it->reservation == filter->reservation) &&
        (filter->school == 0 || it->school == filter->school))
      return 1;
  }
  return 0;
}

crn_status list_events(const struct table_storage* storage, const crn_event_filter* filter,
                       crn_cursor after, struct table* listed) {
  const struct table* events = &storage->tables[EVENTS];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < events->count; ++place) {
    const struct event_row* row = table_at(events, place);
    if (is_same_departement(row->head.departement, filter->departement) &&
        row->head.number > filter->after && has_touched(row, filter))
      status = list_row(listed, after, row->head.number, 0, place);
  }
  return status;
}
