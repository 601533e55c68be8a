#include "c_storage.h"

#include <stdlib.h>

#include "one_of_each.h"

/* Nothing is asserted within a callback: an assertion would jump out of it. */

static void must(c_storage* it, crn_status status) {
  if (status != CRN_OK && it->unexpected == CRN_OK) it->unexpected = status;
}

static int fails(const c_storage* it, int32_t at_callback, crn_answer* answer) {
  if (it->fails_at != at_callback) return 0;
  if (it->says != NULL) crn_answer_set_text(answer, crn_text_of(it->says));
  return 1;
}

/* ---- Keeping events ---------------------------------------------------------------------- */

static char* copy_of(crn_text text) {
  char* copy = calloc(1, text.size + 1);
  if (copy != NULL && text.size > 0) memcpy(copy, text.data, text.size);
  return copy;
}

static void keep(c_storage* it, const crn_event* event) {
  if (it->event_count == MOST_EVENTS) return;
  kept_event* kept = &it->events[it->event_count++];
  CRN_INIT(kept->head);
  must(it, crn_event_get(event, &kept->head, NULL));
  crn_string* json = NULL;
  must(it, crn_event_json(event, &json, NULL));
  kept->json = copy_of(crn_string_text(json));
  crn_string_destroy(json);
  kept->head.subject.data = copy_of(kept->head.subject);
  kept->head.request.data = copy_of(kept->head.request);
  kept->head.note.data = copy_of(kept->head.note);
}

static void drop(kept_event* kept) {
  free(kept->json);
  free((void*)(uintptr_t)kept->head.subject.data);
  free((void*)(uintptr_t)kept->head.request.data);
  free((void*)(uintptr_t)kept->head.note.data);
}

static int same_text(crn_text a, crn_text b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static const kept_event* seen(const c_storage* it, int32_t role, int64_t who, crn_text request) {
  if (request.size == 0) return NULL;
  for (size_t place = 0; place < it->event_count; ++place) {
    const crn_event_head* head = &it->events[place].head;
    if (head->role == role && head->who == who && same_text(head->request, request))
      return &it->events[place];
  }
  return NULL;
}

/* ---- Loading ----------------------------------------------------------------------------- */

static crn_session session_with_slots(const c_storage* it) {
  crn_session session = it->session;
  session.reserved = 0;
  for (size_t index = 0; index < it->reservation_count; ++index)
    session.reserved |= it->reservations[index].slots;
  return session;
}

static int names(const int64_t* ids, size_t count, int64_t id) {
  for (size_t index = 0; index < count; ++index)
    if (ids[index] == id) return 1;
  return 0;
}

static void note(c_storage* it, const crn_needs* needs) {
  ++it->loads;
  it->last_session_count = needs->session_count;
  memset(it->last_request, 0, sizeof it->last_request);
  if (needs->request != NULL && needs->request->request.size < sizeof it->last_request)
    memcpy(it->last_request, needs->request->request.data, needs->request->request.size);
}

static void add_foreign_session(c_storage* it, crn_rows* snapshot) {
  crn_session foreign = it->session;
  foreign.id = it->session.id + 1;
  foreign.departement = crn_departement_of("75");
  must(it, crn_rows_add_sessions(snapshot, &foreign, 1, sizeof foreign, NULL));
}

static void add_planning(c_storage* it, const crn_needs* needs, crn_rows* snapshot) {
  int wants_session = names(needs->sessions, needs->session_count, it->session.id) ||
                      needs->candidates != NULL || needs->inspector_days != 0;
  const int wants_all = needs->reservations_of_sessions && wants_session;
  for (size_t index = 0; index < it->reservation_count; ++index) {
    const crn_reservation* held = &it->reservations[index];
    if (!wants_all && !names(needs->reservations, needs->reservation_count, held->id)) continue;
    must(it, crn_rows_add_reservations(snapshot, held, 1, sizeof *held, NULL));
    wants_session = 1;
  }
  const crn_session session = session_with_slots(it);
  if (wants_session) must(it, crn_rows_add_sessions(snapshot, &session, 1, sizeof session, NULL));
  for (uint32_t ordinal = 0; needs->blocks_of_sessions && ordinal < 7; ++ordinal) {
    const crn_block blocked = {slot_of(session.id, ordinal), 0, 0, {NULL, 0}};
    if ((session.unavailable >> ordinal & 1) != 0)
      must(it, crn_rows_add_blocks(snapshot, &blocked, 1, sizeof blocked, NULL));
  }
  if (it->foreign_rows) add_foreign_session(it, snapshot);
}

static int64_t number_of(const c_storage* it) {
  return it->event_count == 0 ? 0 : it->events[it->event_count - 1].head.number;
}

static crn_status load(void* user_data, const crn_needs* needs, crn_rows* snapshot,
                       crn_answer* answer) {
  c_storage* it = user_data;
  note(it, needs);
  if (fails(it, AT_LOAD, answer)) return it->fails_with;
  crn_rows_set_number(snapshot, number_of(it));
  crn_rows_set_rules_version(snapshot, it->rule == NULL ? 0 : 1);
  crn_rows_set_closures_revision(snapshot, 0);
  const kept_event* before =
      needs->request == NULL || it->hides_requests
          ? NULL
          : seen(it, needs->request->role, needs->request->who, needs->request->request);
  if (before != NULL)
    return crn_rows_add_event(snapshot, &before->head, crn_text_of(before->json), NULL);
  add_planning(it, needs, snapshot);
  return CRN_OK;
}

/* ---- Committing -------------------------------------------------------------------------- */

static void apply_reservation(c_storage* it, const crn_reservation_change* change) {
  for (size_t index = 0; index < it->reservation_count; ++index) {
    if (it->reservations[index].id != change->id) continue;
    it->reservations[index].slots = change->slots_after;
    if (change->slots_after == 0)
      it->reservations[index] = it->reservations[--it->reservation_count];
    return;
  }
  if (it->reservation_count == MOST_RESERVATIONS) return;
  crn_reservation* made = &it->reservations[it->reservation_count++];
  memset(made, 0, sizeof *made);
  made->id = change->id;
  made->school = change->school;
  made->session = change->session;
  made->slots = change->slots_after;
  made->plan = change->plan_after;
}

static void apply(c_storage* it, const crn_event* event, const crn_event_head* head) {
  for (size_t place = 0; place < head->reservation_count; ++place) {
    crn_reservation_change change;
    must(it, crn_event_reservations(event, place, 1, &change, sizeof change, NULL));
    it->last_reservation = change.id;
    apply_reservation(it, &change);
  }
  for (size_t place = 0; place < head->block_count; ++place) {
    crn_block_change change;
    must(it, crn_event_blocks(event, place, 1, &change, sizeof change, NULL));
    if (change.blocked)
      it->session.unavailable |= change.slots;
    else
      it->session.unavailable &= ~change.slots;
  }
  for (size_t index = 0; index < it->reservation_count; ++index)
    it->reservations[index].revision = number_of(it) + 1;
}

static void note_notices(c_storage* it, const crn_event* event, const crn_event_head* head) {
  for (size_t place = 0; place < head->notice_count; ++place) {
    crn_notice_facts facts;
    must(it, crn_notice_get(crn_event_notice(event, place), &facts, sizeof facts, NULL));
    it->last_notice_school = facts.to_school;
  }
}

static void try_wrong(c_storage* it, crn_status status) {
  if (it->wrong_answer_count < WRONG_ANSWERS) it->wrong_answers[it->wrong_answer_count++] = status;
}

/* What must not be taken before an assignment. */
static void answer_wrongly(c_storage* it, crn_commit* commit, const int64_t* ids, size_t count) {
  const int64_t none = 0;
  const int64_t below = -1;
  try_wrong(it, crn_commit_done(commit, 0, NULL));
  try_wrong(it, crn_commit_done(commit, 99, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, 0, NULL, 0, ids, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, -1, NULL, 0, ids, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, 1, NULL, 0, &none, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, 1, NULL, 0, &below, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, 1, NULL, 0, ids, count + 1, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, 1, ids, 1, ids, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 0, 1, NULL, 0, NULL, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_assign(commit, 99, 1, NULL, 0, ids, count, NULL, 0, NULL));
  try_wrong(it, crn_commit_conflict(commit, 99, NULL));
  try_wrong(it, crn_commit_failed(commit, 99, CRN_ERROR_STORAGE_FULL, crn_text_of(""), NULL));
  try_wrong(it, crn_commit_failed(commit, 0, CRN_OK, crn_text_of(""), NULL));
  try_wrong(it, crn_commit_replayed(commit, 0, NULL, crn_text_of(""), NULL));
}

static void do_commit(c_storage* it, crn_commit* commit, size_t place) {
  const crn_event* event = crn_commit_event(commit, place);
  crn_event_head head;
  CRN_INIT(head);
  must(it, crn_event_get(event, &head, NULL));
  int64_t ids[MOST_RESERVATIONS] = {0};
  for (uint32_t index = 0; index < head.new_reservations && index < MOST_RESERVATIONS; ++index)
    ids[index] = ++it->last_id;
  if (it->tries_wrong_answers) answer_wrongly(it, commit, ids, head.new_reservations);
  note_notices(it, event, &head);
  must(it, crn_commit_assign(commit, place, number_of(it) + 1, NULL, 0, ids, head.new_reservations,
                             NULL, 0, NULL));
  if (it->tries_wrong_answers)
    try_wrong(it, crn_commit_assign(commit, place, number_of(it) + 1, NULL, 0, ids,
                                    head.new_reservations, NULL, 0, NULL));
  apply(it, event, &head);
  keep(it, event);
  must(it, crn_commit_done(commit, place, NULL));
}

static void answer_for(c_storage* it, crn_commit* commit, size_t place) {
  const char* says = it->says == NULL ? "" : it->says;
  if (it->conflicts > 0 || it->answer == ANSWER_CONFLICT) {
    if (it->conflicts > 0) --it->conflicts;
    must(it, crn_commit_conflict(commit, place, NULL));
  } else if (it->answer == ANSWER_DONE) {
    do_commit(it, commit, place);
  } else if (it->answer == ANSWER_FAILED) {
    must(it, crn_commit_failed(commit, place, it->fails_with, crn_text_of(says), NULL));
  } else if (it->answer == ANSWER_REPLAYED && it->event_count > 0) {
    const kept_event* last = &it->events[it->event_count - 1];
    must(it, crn_commit_replayed(commit, place, &last->head, crn_text_of(last->json), NULL));
  }
}

static crn_status commit(void* user_data, crn_commit* its_commit, crn_answer* answer) {
  c_storage* it = user_data;
  ++it->commits;
  if (fails(it, AT_COMMIT, answer)) return it->fails_with;
  for (size_t place = 0; place < crn_commit_count(its_commit); ++place)
    answer_for(it, its_commit, place);
  if (crn_commit_event(its_commit, crn_commit_count(its_commit)) != NULL) must(it, CRN_ERROR_PAST);
  return CRN_OK;
}

/* ---- Journal, rules, lists --------------------------------------------------------------- */

static crn_status record(void* user_data, const crn_refusal* refusal, crn_answer* answer) {
  c_storage* it = user_data;
  if (fails(it, AT_RECORD, answer)) return it->fails_with;
  ++it->refusal_count;
  it->refusal = a_refusal();
  it->refusal.code = refusal->code;
  it->refusal.at = refusal->at;
  return CRN_OK;
}

static crn_status rules(void* user_data, crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  if (fails(it, AT_RULES, answer)) return it->fails_with;
  if (it->rule == NULL) return CRN_OK;
  const crn_rule rule = {FIRST_DATE, 0, crn_text_of(it->rule), TEXT("8")};
  crn_rows_set_rules_version(rows, 1);
  return crn_rows_add_rules(rows, &rule, 1, sizeof rule, NULL);
}

static crn_status sessions(void* user_data, const crn_session_filter* filter, const crn_page* page,
                           crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  it->last_limit = page->limit;
  it->last_period = filter->period;
  if (fails(it, AT_SESSIONS, answer)) return it->fails_with;
  crn_rows_set_number(rows, number_of(it));
  /* A page behind the only session is empty. */
  if (page->after.minor != 0) return CRN_OK;
  const crn_session session = session_with_slots(it);
  const crn_cursor next = {at(session.date, 0, session.start), session.id};
  if (page->limit == 1) crn_rows_set_next(rows, next);
  return crn_rows_add_sessions(rows, &session, 1, sizeof session, NULL);
}

static crn_status reservations(void* user_data, const crn_reservation_filter* filter,
                               const crn_page* page, crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  (void)page;
  if (fails(it, AT_RESERVATIONS, answer)) return it->fails_with;
  const crn_session session = session_with_slots(it);
  for (size_t index = 0; index < it->reservation_count; ++index) {
    const crn_reservation* held = &it->reservations[index];
    if (filter->school != 0 && held->school != filter->school) continue;
    must(it, crn_rows_add_reservations(rows, held, 1, sizeof *held, NULL));
    must(it, crn_rows_add_sessions(rows, &session, 1, sizeof session, NULL));
  }
  return CRN_OK;
}

static crn_status closures(void* user_data, const crn_closure_filter* filter, const crn_page* page,
                           crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  (void)filter, (void)page;
  if (fails(it, AT_CLOSURES, answer)) return it->fails_with;
  const crn_closure closure = a_closure();
  return crn_rows_add_closures(rows, &closure, 1, sizeof closure, NULL);
}

static crn_status events(void* user_data, const crn_event_filter* filter, const crn_page* page,
                         crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  (void)page;
  if (fails(it, AT_EVENTS, answer)) return it->fails_with;
  crn_rows_set_number(rows, number_of(it));
  for (size_t place = 0; place < it->event_count; ++place) {
    const kept_event* kept = &it->events[place];
    if (kept->head.number > filter->after)
      must(it, crn_rows_add_event(rows, &kept->head, crn_text_of(kept->json), NULL));
  }
  return CRN_OK;
}

static crn_status refusals(void* user_data, crn_departement departement, const crn_page* page,
                           crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  (void)departement, (void)page;
  if (fails(it, AT_REFUSALS, answer)) return it->fails_with;
  if (it->refusal_count == 0) return CRN_OK;
  return crn_rows_add_refusals(rows, &it->refusal, 1, sizeof it->refusal, NULL);
}

static crn_status week_units(void* user_data, const crn_week_query* query, int32_t now,
                             crn_rows* rows, crn_answer* answer) {
  c_storage* it = user_data;
  (void)now;
  it->last_week = query->week;
  it->last_week_count = query->week_count;
  if (fails(it, AT_WEEK_UNITS, answer)) return it->fails_with;
  for (size_t place = 0; place < it->busy_inspectors; ++place) {
    crn_units busy = some_units();
    busy.planned = 7 * 1440;
    busy.inspector = (int64_t)place + 1;
    const crn_status status = crn_rows_add_units(rows, &busy, 1, sizeof busy, NULL);
    if (status != CRN_OK) return status;
  }
  if (crn_week_of(query->week) != crn_week_of(it->session.date)) return CRN_OK;
  const crn_units units = some_units();
  return crn_rows_add_units(rows, &units, 1, sizeof units, NULL);
}

static void release(void* user_data) {
  c_storage* it = user_data;
  ++it->released;
}

/* ---- Opening and closing ----------------------------------------------------------------- */

void open_storage(c_storage* storage) {
  memset(storage, 0, sizeof *storage);
  storage->session = a_session();
  storage->session.reserved = 0;
  storage->session.unavailable = 0;
  storage->last_id = 500;
}

void close_storage(c_storage* storage) {
  for (size_t place = 0; place < storage->event_count; ++place) drop(&storage->events[place]);
}

crn_storage* storage_of(c_storage* storage) {
  crn_storage_port port;
  CRN_INIT(port);
  port.joins_commits = storage->joins_commits;
  port.user_data = storage;
  port.release = release;
  port.load = load;
  port.commit = commit;
  port.record = record;
  port.rules = rules;
  port.sessions = sessions;
  port.reservations = reservations;
  port.closures = closures;
  port.events = events;
  port.refusals = refusals;
  port.week_units = week_units;
  crn_storage* its = NULL;
  DONE(crn_storage_create(&port, &its, error));
  return its;
}
