/**
 * \file
 * The units of a week, counted anew each time.
 */
#include "table_storage_private.h"

static const struct table_kind units_kind = {sizeof(crn_units), compare_ids, NULL};

static int32_t units_of(const crn_session* session, uint64_t slots) {
  int32_t units = 0;
  for (uint32_t ordinal = 0; ordinal < 64; ++ordinal)
    if (has_slot(slots, ordinal)) units += session->units_of_slot;
  return units;
}

/** The slots that start at or before a local time. */
static uint64_t begun_slots(const crn_session* session, int32_t now) {
  uint64_t slots = 0;
  for (uint32_t ordinal = 0; ordinal < 64; ++ordinal)
    if (slot_start(session, ordinal) <= now) slots |= (uint64_t)1 << ordinal;
  return slots;
}

static void count_session(crn_units* units, const crn_session* state, int32_t now) {
  const uint64_t taken = state->reserved | state->unavailable;
  units->planned += units_of(state, slots_of(state));
  units->unavailable += units_of(state, state->unavailable);
  units->assigned += units_of(state, state->reserved);
  units->reservable += units_of(state, slots_of(state) & ~taken & ~begun_slots(state, now));
}

/** The row of an inspector, made where there is none yet; NULL where memory is exhausted. */
static crn_units* row_of(struct table* units, int64_t inspector) {
  crn_units* row = table_find(units, &inspector);
  if (row != NULL) return row;
  crn_units empty;
  memset(&empty, 0, sizeof empty);
  empty.inspector = inspector;
  if (table_take(units, &empty, CRN_OK) != CRN_OK) return NULL;
  return table_find(units, &inspector);
}

static crn_session_filter filter_of(const crn_week_query* query) {
  crn_session_filter filter;
  CRN_INIT(filter);
  filter.departement = query->departement;
  filter.period.first = crn_week_of(query->week);
  filter.period.last = filter.period.first + 6;
  filter.inspectors = &query->inspector;
  filter.inspector_count = query->inspector != 0 ? 1 : 0;
  filter.category = query->category;
  filter.planned = 1;
  return filter;
}

static crn_status count_week(const struct table_storage* storage, const crn_week_query* query,
                             int32_t now, struct table* units) {
  const crn_session_filter filter = filter_of(query);
  const crn_cursor beginning = {0, 0};
  struct table listed = table_of(&listed_kind);
  crn_status status = list_sessions(storage, &filter, beginning, &listed);
  for (size_t place = 0; status == CRN_OK && place < listed.count; ++place) {
    const crn_session* session = listed_row(&storage->tables[SESSIONS], &listed, place);
    const crn_session state = with_slots(storage, session);
    crn_units* row = row_of(units, session->inspector);
    if (row == NULL)
      status = CRN_ERROR_NO_MEMORY;
    else
      count_session(row, &state, now);
  }
  table_free(&listed);
  return status;
}

crn_status storage_week_units(void* user_data, const crn_week_query* query, int32_t now,
                              crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  struct table units = table_of(&units_kind);
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  crn_status status = count_week(storage, query, now, &units);
  pthread_mutex_unlock(&storage->mutex);
  if (status == CRN_OK && units.count > 0)
    status = crn_rows_add_units(rows, units.rows, units.count, sizeof(crn_units), NULL);
  table_free(&units);
  return status;
}
