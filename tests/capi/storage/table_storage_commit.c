/**
 * \file
 * Commits change sets: each is checked first, and everything made that it writes; only then the
 * tables are changed, by steps that cannot fail.
 */
#include <stdlib.h>

#include "table_storage_private.h"

/* ---- What comes with every commit -------------------------------------------------------- */

static void count_up(int64_t* ids, size_t count, int64_t last) {
  for (size_t place = 0; place < count; ++place) ids[place] = ++last;
}

/** Tells the library the ids that change_read gave. */
static crn_status assign(const struct change* change, const struct table_storage* storage) {
  const crn_event_head* head = &change->head;
  const size_t sessions = head->new_sessions;
  const size_t reservations = head->new_reservations;
  const size_t closures = head->new_closures;
  crn_status status = CRN_OK;
  int64_t* ids = room_for(sessions + reservations + closures, sizeof *ids, &status);
  if (status != CRN_OK) return status;
  int64_t* of_reservations = ids + sessions;
  int64_t* of_closures = of_reservations + reservations;
  count_up(ids, sessions, storage->last_session);
  count_up(of_reservations, reservations, storage->last_reservation);
  count_up(of_closures, closures, storage->last_closure);
  status = crn_commit_assign(change->commit, change->place, change->number, ids, sessions,
                             of_reservations, reservations, of_closures, closures, NULL);
  free(ids);
  return status;
}

static crn_status draft_departement(struct change* change, const struct table_storage* storage) {
  struct departement_row row = departement_of(storage, change->head.departement);
  row.number = change->number;
  if (change->head.closure_count > 0) row.closures = change->number;
  return table_take(&change->come[DEPARTEMENTS], &row, CRN_OK);
}

static crn_status draft_rules(struct change* change) {
  crn_status status = CRN_OK;
  for (uint32_t place = 0; status == CRN_OK && place < change->head.rule_count_after; ++place) {
    crn_rule row = change->rules[place];
    row.key = text_copy(row.key, &status);
    row.value = text_copy(row.value, &status);
    status = table_take(&change->come[RULES], &row, status);
  }
  return status;
}

/** The rows that an event is found by: those of its reservations, and sessions alone. */
static void list_touched(const struct change* change, struct event_row* row) {
  const crn_event_head* head = &change->head;
  struct touched* next = row->touched;
  for (uint32_t place = 0; place < head->reservation_count; ++place, ++next) {
    const crn_reservation_change* it = &change->reservations[place];
    next->session = it->session;
    next->reservation = it->id;
    next->school = it->school;
  }
  for (uint32_t place = 0; place < head->session_count; ++place, ++next) {
    const int64_t after = change->after[place].id;
    next->session = after != 0 ? after : change->before[place].id;
  }
  for (uint32_t place = 0; place < head->block_count; ++place, ++next)
    next->session = change->blocks[place].session;
  row->touched_count = (size_t)(next - row->touched);
}

static crn_status draft_event(struct change* change) {
  const crn_event_head* head = &change->head;
  struct event_row row;
  memset(&row, 0, sizeof row);
  CRN_INIT(row.head);
  crn_status status = crn_event_get(change->event, &row.head, NULL);
  if (status != CRN_OK) return status;
  row.head.subject = text_copy(row.head.subject, &status);
  row.head.request = text_copy(row.head.request, &status);
  row.head.note = text_copy(row.head.note, &status);
  crn_string* json = NULL;
  if (status == CRN_OK) status = crn_event_json(change->event, &json, NULL);
  row.json = text_copy(crn_string_text(json), &status);
  crn_string_destroy(json);
  const size_t touched = (size_t)head->session_count + head->reservation_count + head->block_count;
  row.touched = room_for(touched, sizeof *row.touched, &status);
  if (row.touched != NULL) list_touched(change, &row);
  return table_take(&change->come[EVENTS], &row, status);
}

static crn_status draft_request(struct change* change, const struct table_storage* storage) {
  const crn_event_head* head = &change->head;
  crn_status status = CRN_OK;
  if (head->request.size == 0) return CRN_OK;
  struct request_row row = {head->departement, head->role, head->who, {NULL, 0}, 0};
  row.request = text_copy(head->request, &status);
  row.event = storage->tables[EVENTS].count;
  return table_take(&change->come[REQUESTS], &row, status);
}

/* ---- Notices ----------------------------------------------------------------------------- */

static crn_status copy_lines(struct notice_row* row, const crn_notice* notice) {
  const int32_t count = row->facts.line_count;
  const size_t size = sizeof *row->lines;
  crn_status status = CRN_OK;
  row->lines = room_for((size_t)count, size, &status);
  if (status == CRN_OK) status = crn_notice_lines(notice, 0, (size_t)count, row->lines, size, NULL);
  if (status != CRN_OK) row->facts.line_count = 0;
  for (int32_t line = 0; line < row->facts.line_count; ++line) {
    row->lines[line].summary = text_copy(row->lines[line].summary, &status);
    row->lines[line].location = text_copy(row->lines[line].location, &status);
  }
  return status;
}

static crn_status draft_notice(struct change* change, const crn_notice* notice, int64_t id) {
  struct notice_row row;
  memset(&row, 0, sizeof row);
  crn_status status = crn_notice_get(notice, &row.facts, sizeof row.facts, NULL);
  if (status != CRN_OK) return status;
  crn_notice_facts* facts = &row.facts;
  facts->id = id;
  facts->note = text_copy(facts->note, &status);
  facts->address = text_copy(facts->address, &status);
  facts->reply_to = text_copy(facts->reply_to, &status);
  facts->title = text_copy(facts->title, &status);
  facts->text = text_copy(facts->text, &status);
  facts->html = text_copy(facts->html, &status);
  if (status == CRN_OK)
    status = copy_lines(&row, notice);
  else
    facts->line_count = 0;
  row.state.status =
      facts->address.size > 0 ? CRN_NOTICE_STATUS_PENDING : CRN_NOTICE_STATUS_UNDELIVERABLE;
  row.state.next_attempt = change->head.at;
  return table_take(&change->come[NOTICES], &row, status);
}

static crn_status draft_notices(struct change* change, const struct table_storage* storage) {
  crn_status status = CRN_OK;
  for (uint32_t place = 0; status == CRN_OK && place < change->head.notice_count; ++place)
    status = draft_notice(change, crn_event_notice(change->event, place),
                          storage->last_notice + 1 + place);
  return status;
}

/* ---- Committing -------------------------------------------------------------------------- */

/** Makes what is still missing: events and notices have the real ids once those are assigned. */
static crn_status finish_draft(struct change* change, struct table_storage* storage) {
  crn_status status = assign(change, storage);
  if (status == CRN_OK) status = draft_departement(change, storage);
  if (status == CRN_OK) status = draft_rules(change);
  if (status == CRN_OK) status = draft_event(change);
  if (status == CRN_OK) status = draft_request(change, storage);
  if (status == CRN_OK) status = draft_notices(change, storage);
  for (int table = 0; status == CRN_OK && table < TABLE_COUNT; ++table)
    status = table_reserve(&storage->tables[table], change->come[table].count);
  return status;
}

/** Everything that goes, goes; a row that is rewritten goes, too. */
static void drop_rows(const struct change* change, struct table* tables) {
  const crn_event_head* head = &change->head;
  table_drop(&tables[DEPARTEMENTS], &head->departement);
  for (size_t place = 0; place < change->slots_that_go.count; ++place)
    table_drop(&tables[SLOTS], table_at(&change->slots_that_go, place));
  for (size_t place = 0; place < change->sessions_that_go.count; ++place)
    table_drop(&tables[SESSIONS], table_at(&change->sessions_that_go, place));
  for (uint32_t place = 0; place < head->reservation_count; ++place)
    table_drop(&tables[RESERVATIONS], &change->reservations[place].id);
  for (uint32_t place = 0; place < head->closure_count; ++place)
    table_drop(&tables[CLOSURES], &change->closures[place].id);
  if (head->changes_rules) table_clear(&tables[RULES]);
}

/** Then everything that comes, comes. Cannot fail. */
static void apply(struct change* change, struct table_storage* storage) {
  const crn_event_head* head = &change->head;
  drop_rows(change, storage->tables);
  for (int table = 0; table < TABLE_COUNT; ++table)
    table_move(&storage->tables[table], &change->come[table]);
  storage->last_session += head->new_sessions;
  storage->last_reservation += head->new_reservations;
  storage->last_closure += head->new_closures;
  storage->last_notice += head->notice_count;
  if (head->changes_rules) ++storage->rules_version;
}

static crn_status commit_new(struct change* change, struct table_storage* storage) {
  crn_status status = change_draft(change, storage);
  if (status == CRN_OK) status = finish_draft(change, storage);
  // Answered before, because an answer can fail and what follows cannot.
  if (status == CRN_OK) status = crn_commit_done(change->commit, change->place, NULL);
  if (status == CRN_OK) apply(change, storage);
  return status;
}

static crn_status commit_or_replay(struct change* change, struct table_storage* storage) {
  const crn_event_head* head = &change->head;
  const struct event_row* seen =
      find_request(storage, head->departement, head->role, head->who, head->request);
  if (seen == NULL) return commit_new(change, storage);
  return crn_commit_replayed(change->commit, change->place, &seen->head, seen->json, NULL);
}

static crn_status commit_one(struct table_storage* storage, crn_commit* commit, size_t place) {
  struct change change;
  crn_status status = change_read(&change, storage, commit, place);
  if (status == CRN_OK) status = commit_or_replay(&change, storage);
  change_free(&change);
  if (status == CRN_OK) return CRN_OK;
  if (status == CRN_ERROR_CONFLICT) return crn_commit_conflict(commit, place, NULL);
  return crn_commit_failed(commit, place, status, crn_text_of(NULL), NULL);
}

crn_status storage_commit(void* user_data, crn_commit* commit, crn_answer* answer) {
  struct table_storage* storage = user_data;
  const size_t count = crn_commit_count(commit);
  crn_status status = CRN_OK;
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  for (size_t place = 0; place < count; ++place) {
    // One that could not even be answered, failed; the others go on.
    const crn_status answered = commit_one(storage, commit, place);
    if (answered != CRN_OK) status = answered;
  }
  pthread_mutex_unlock(&storage->mutex);
  return status;
}
