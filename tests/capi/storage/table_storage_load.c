/**
 * \file
 * What a decision needs to see, gathered out of the tables at one moment.
 */
#include "table_storage_private.h"

/** What was found so far; texts are still the storage's. */
struct found {
  const struct table_storage* storage;
  const crn_needs* needs;
  crn_rows* snapshot;
  struct table asked;        /**< sessions asked for by themselves or by a reservation, by id */
  struct table more;         /**< other sessions; candidates come last, in their order */
  struct table reservations; /**< by id */
};

static const struct table_kind asked_kind = {sizeof(crn_session), compare_ids, NULL};
static const struct table_kind more_kind = {sizeof(crn_session), NULL, NULL};
static const struct table_kind reservation_kind = {sizeof(crn_reservation), compare_ids, NULL};

/* ---- What is asked for by id ------------------------------------------------------------- */

static crn_status find_asked(struct found* found, int64_t id) {
  const crn_session* row = find_session(found->storage, id, found->needs->departement);
  if (row == NULL || table_find(&found->asked, &id) != NULL) return CRN_OK;
  crn_session state = with_slots(found->storage, row);
  return table_take(&found->asked, &state, CRN_OK);
}

static crn_status find_reserved(struct found* found, int64_t id) {
  const crn_reservation* row = find_reservation(found->storage, id, found->needs->departement);
  if (row == NULL || table_find(&found->reservations, &id) != NULL) return CRN_OK;
  crn_reservation copy = *row;
  return table_take(&found->reservations, &copy, CRN_OK);
}

static crn_status give_block(struct found* found, const struct slot_row* row) {
  const crn_block block = {row->slot, row->reason, 0, row->note};
  return crn_rows_add_blocks(found->snapshot, &block, 1, sizeof block, NULL);
}

/** Who holds the slots of a session, and which ones nobody can hold. */
static crn_status find_taken(struct found* found, const crn_session* session) {
  const struct slot_rows taken = slots_in(found->storage, session->id, session->plan);
  crn_status status = CRN_OK;
  for (const struct slot_row* row = taken.begin; status == CRN_OK && row != taken.end; ++row) {
    if (row->reservation == 0 && found->needs->blocks_of_sessions)
      status = give_block(found, row);
    else if (row->reservation != 0 && found->needs->reservations_of_sessions)
      status = find_reserved(found, row->reservation);
  }
  return status;
}

static crn_status find_sessions(struct found* found) {
  const crn_needs* needs = found->needs;
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < needs->session_count; ++place)
    status = find_asked(found, needs->sessions[place]);
  for (size_t place = 0; status == CRN_OK && place < found->asked.count; ++place)
    status = find_taken(found, table_at(&found->asked, place));
  return status;
}

/** Reservations come with their sessions. */
static crn_status find_reservations(struct found* found) {
  const crn_needs* needs = found->needs;
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < needs->reservation_count; ++place) {
    const int64_t id = needs->reservations[place];
    const crn_reservation* row = find_reservation(found->storage, id, needs->departement);
    if (row == NULL) continue;
    status = find_reserved(found, id);
    if (status == CRN_OK) status = find_asked(found, row->session);
  }
  return status;
}

/* ---- The days of inspectors -------------------------------------------------------------- */

static int is_asked_inspector(const struct found* found, int64_t inspector) {
  const crn_needs* needs = found->needs;
  if (needs->day_inspector_count > 0)
    return is_among(needs->day_inspectors, needs->day_inspector_count, inspector);
  for (size_t place = 0; place < found->asked.count; ++place) {
    const crn_session* session = table_at(&found->asked, place);
    if (session->inspector == inspector) return 1;
  }
  return 0;
}

static int is_asked_day(const struct found* found, int32_t date) {
  const crn_period days = found->needs->days;
  if (found->needs->has_days) return is_in_period(days, date);
  for (size_t place = 0; place < found->asked.count; ++place) {
    const crn_session* session = table_at(&found->asked, place);
    if (session->date == date) return 1;
  }
  return 0;
}

static crn_status find_more(struct found* found, const crn_session* row) {
  const crn_session state = with_slots(found->storage, row);
  return table_append(&found->more, &state);
}

/** In whatever département: an inspector cannot be in two places. */
static crn_status find_inspector_days(struct found* found) {
  const struct table* sessions = &found->storage->tables[SESSIONS];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < sessions->count; ++place) {
    const crn_session* row = table_at(sessions, place);
    if (is_asked_day(found, row->date) && is_asked_inspector(found, row->inspector) &&
        table_find(&found->asked, &row->id) == NULL)
      status = find_more(found, row);
  }
  return status;
}

/* ---- Candidates -------------------------------------------------------------------------- */

/** How many are given: at least `enough`, and all that start with the last one. */
static size_t cut_candidates(const struct table* listed, size_t enough) {
  size_t count = enough < listed->count ? enough : listed->count;
  while (count > 0 && count < listed->count) {
    const struct listed* last = table_at(listed, count - 1);
    const struct listed* next = table_at(listed, count);
    if (next->at.major != last->at.major) break;
    ++count;
  }
  return count;
}

static crn_status find_candidates(struct found* found) {
  const crn_cursor beginning = {0, 0};
  struct table listed = table_of(&listed_kind);
  crn_status status = list_sessions(found->storage, found->needs->candidates, beginning, &listed);
  const size_t count = cut_candidates(&listed, found->needs->enough);
  for (size_t place = 0; status == CRN_OK && place < count; ++place) {
    const struct listed* it = table_at(&listed, place);
    status = find_more(found, table_at(&found->storage->tables[SESSIONS], it->place));
  }
  if (count < listed.count) crn_rows_set_more_candidates(found->snapshot);
  table_free(&listed);
  return status;
}

/* ---- Closures ---------------------------------------------------------------------------- */

static int is_closed_for(const struct table* sessions, const crn_closure* closure) {
  for (size_t place = 0; place < sessions->count; ++place) {
    const crn_session* session = table_at(sessions, place);
    const crn_period day = {session->date, session->date};
    if (is_closed_in(closure, day)) return 1;
  }
  return 0;
}

static int is_needed(const struct found* found, const crn_closure* closure) {
  const crn_needs* needs = found->needs;
  if (needs->has_closures_within && is_closed_in(closure, needs->closures_within)) return 1;
  if (is_among(needs->closures, needs->closure_count, closure->id)) return 1;
  return needs->closures_of_sessions &&
         (is_closed_for(&found->asked, closure) || is_closed_for(&found->more, closure));
}

static crn_status give_closures(struct found* found) {
  const struct table* closures = &found->storage->tables[CLOSURES];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < closures->count; ++place) {
    const crn_closure* row = table_at(closures, place);
    if (is_same_departement(row->departement, found->needs->departement) && is_needed(found, row))
      status = crn_rows_add_closures(found->snapshot, row, 1, sizeof *row, NULL);
  }
  return status;
}

/* ---- Rules ------------------------------------------------------------------------------- */

static crn_status give_rules(const struct table_storage* storage, crn_rows* rows) {
  const struct table* rules = &storage->tables[RULES];
  crn_rows_set_rules_version(rows, storage->rules_version);
  if (rules->count == 0) return CRN_OK;
  return crn_rows_add_rules(rows, rules->rows, rules->count, sizeof(crn_rule), NULL);
}

crn_status storage_rules(void* user_data, crn_rows* rows, crn_answer* answer) {
  struct table_storage* storage = user_data;
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  const crn_status status = give_rules(storage, rows);
  pthread_mutex_unlock(&storage->mutex);
  return status;
}

/* ---- Loading ----------------------------------------------------------------------------- */

static crn_status give_sessions(struct found* found, const struct table* sessions) {
  if (sessions->count == 0) return CRN_OK;
  return crn_rows_add_sessions(found->snapshot, sessions->rows, sessions->count,
                               sizeof(crn_session), NULL);
}

static crn_status give_reservations(struct found* found) {
  const struct table* reservations = &found->reservations;
  if (reservations->count == 0) return CRN_OK;
  return crn_rows_add_reservations(found->snapshot, reservations->rows, reservations->count,
                                   sizeof(crn_reservation), NULL);
}

static crn_status find_all(struct found* found) {
  const crn_needs* needs = found->needs;
  crn_status status = find_sessions(found);
  if (status == CRN_OK) status = find_reservations(found);
  if (status == CRN_OK && needs->inspector_days) status = find_inspector_days(found);
  if (status == CRN_OK && needs->candidates != NULL) status = find_candidates(found);
  if (status == CRN_OK) status = give_sessions(found, &found->asked);
  if (status == CRN_OK) status = give_sessions(found, &found->more);
  if (status == CRN_OK) status = give_reservations(found);
  if (status == CRN_OK) status = give_closures(found);
  if (status == CRN_OK && needs->rules) status = give_rules(found->storage, found->snapshot);
  return status;
}

static crn_status load(const struct table_storage* storage, const crn_needs* needs,
                       crn_rows* snapshot) {
  const struct departement_row departement = departement_of(storage, needs->departement);
  const crn_request* request = needs->request;
  crn_rows_set_number(snapshot, departement.number);
  crn_rows_set_closures_revision(snapshot, departement.closures);
  crn_rows_set_rules_version(snapshot, storage->rules_version);
  const struct event_row* seen = request == NULL
                                     ? NULL
                                     : find_request(storage, needs->departement, request->role,
                                                    request->who, request->request);
  if (seen != NULL) return crn_rows_add_event(snapshot, &seen->head, seen->json, NULL);
  struct found found = {storage,
                        needs,
                        snapshot,
                        table_of(&asked_kind),
                        table_of(&more_kind),
                        table_of(&reservation_kind)};
  const crn_status status = find_all(&found);
  table_free(&found.asked);
  table_free(&found.more);
  table_free(&found.reservations);
  return status;
}

crn_status storage_load(void* user_data, const crn_needs* needs, crn_rows* snapshot,
                        crn_answer* answer) {
  struct table_storage* storage = user_data;
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  const crn_status status = load(storage, needs, snapshot);
  pthread_mutex_unlock(&storage->mutex);
  return status;
}
