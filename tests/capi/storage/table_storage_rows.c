/**
 * \file
 * Tables of rows that own their texts, and how a row is found in them.
 */
#include <stdlib.h>

#include "table_storage_private.h"

/* ---- Texts ------------------------------------------------------------------------------- */

crn_text text_copy(crn_text text, crn_status* status) {
  crn_text copy = {NULL, 0};
  if (*status != CRN_OK || text.size == 0) return copy;
  char* bytes = malloc(text.size);
  if (bytes == NULL) {
    *status = CRN_ERROR_NO_MEMORY;
    return copy;
  }
  memcpy(bytes, text.data, text.size);
  copy.data = bytes;
  copy.size = text.size;
  return copy;
}

void text_free(crn_text text) {
  free((void*)text.data);
}

int text_equal(crn_text a, crn_text b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* ---- Tables ------------------------------------------------------------------------------ */

struct table table_of(const struct table_kind* kind) {
  struct table table = {kind, NULL, 0, 0};
  return table;
}

void table_clear(struct table* table) {
  for (size_t place = 0; table->kind->clear != NULL && place < table->count; ++place)
    table->kind->clear(table_at(table, place));
  table->count = 0;
}

void table_free(struct table* table) {
  table_clear(table);
  free(table->rows);
}

void* table_at(const struct table* table, size_t place) {
  return table->rows == NULL ? NULL : (char*)table->rows + place * table->kind->row_size;
}

size_t table_place(const struct table* table, const void* key) {
  size_t first = 0;
  size_t last = table->count;
  if (table->kind->compare == NULL) return last;
  while (first < last) {
    const size_t middle = first + (last - first) / 2;
    if (table->kind->compare(table_at(table, middle), key) < 0)
      first = middle + 1;
    else
      last = middle;
  }
  return first;
}

void* table_find(const struct table* table, const void* key) {
  const size_t place = table_place(table, key);
  if (place == table->count || table->kind->compare(table_at(table, place), key) != 0) return NULL;
  return table_at(table, place);
}

crn_status table_reserve(struct table* table, size_t more) {
  if (more <= table->room - table->count) return CRN_OK;
  const size_t most = SIZE_MAX / table->kind->row_size / 2;
  if (more > most || table->count > most - more) return CRN_ERROR_NO_MEMORY;
  const size_t room = table->count + more + table->count / 2;
  void* rows = realloc(table->rows, room * table->kind->row_size);
  if (rows == NULL) return CRN_ERROR_NO_MEMORY;
  table->rows = rows;
  table->room = room;
  return CRN_OK;
}

/** There must be room for it. */
static void insert(struct table* table, size_t place, const void* row) {
  const size_t size = table->kind->row_size;
  char* at = table_at(table, place);
  memmove(at + size, at, (table->count - place) * size);
  memcpy(at, row, size);
  ++table->count;
}

crn_status table_take(struct table* table, void* row, crn_status status) {
  if (status == CRN_OK) status = table_reserve(table, 1);
  if (status == CRN_OK)
    insert(table, table_place(table, row), row);
  else if (table->kind->clear != NULL)
    table->kind->clear(row);
  return status;
}

crn_status table_append(struct table* table, const void* row) {
  const crn_status status = table_reserve(table, 1);
  if (status == CRN_OK) insert(table, table->count, row);
  return status;
}

void table_sort(struct table* table) {
  if (table->count > 1)
    qsort(table->rows, table->count, table->kind->row_size, table->kind->compare);
}

void table_drop(struct table* table, const void* key) {
  const size_t size = table->kind->row_size;
  char* row = table_find(table, key);
  if (row == NULL) return;
  if (table->kind->clear != NULL) table->kind->clear(row);
  const char* end = table_at(table, table->count);
  memmove(row, row + size, (size_t)(end - row) - size);
  --table->count;
}

void table_move(struct table* to, struct table* from) {
  for (size_t place = 0; place < from->count; ++place) {
    const void* row = table_at(from, place);
    insert(to, table_place(to, row), row);
  }
  from->count = 0;
}

/* ---- Kinds of rows ----------------------------------------------------------------------- */

static int order_of(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

int compare_ids(const void* row, const void* key) {
  const int64_t* a = row;
  const int64_t* b = key;
  return order_of(*a, *b);
}

static int compare_slots(const void* row, const void* key) {
  const crn_slot* a = row;
  const crn_slot* b = key;
  if (a->session != b->session) return order_of(a->session, b->session);
  if (a->plan != b->plan) return order_of(a->plan, b->plan);
  return order_of(a->ordinal, b->ordinal);
}

static int compare_cursors(const void* row, const void* key) {
  const crn_cursor* a = row;
  const crn_cursor* b = key;
  return a->major != b->major ? order_of(a->major, b->major) : order_of(a->minor, b->minor);
}

static int compare_departements(const void* row, const void* key) {
  const crn_departement* a = row;
  const crn_departement* b = key;
  return memcmp(a->code, b->code, sizeof a->code);
}

static int compare_requests(const void* row, const void* key) {
  const struct request_row* a = row;
  const struct request_row* b = key;
  const int departements = compare_departements(&a->departement, &b->departement);
  if (departements != 0) return departements;
  if (a->role != b->role) return order_of(a->role, b->role);
  if (a->who != b->who) return order_of(a->who, b->who);
  if (a->request.size != b->request.size) return a->request.size < b->request.size ? -1 : 1;
  return a->request.size == 0 ? 0 : memcmp(a->request.data, b->request.data, a->request.size);
}

static void clear_session(void* row) {
  text_free(((crn_session*)row)->external_ref);
}

static void clear_reservation(void* row) {
  text_free(((crn_reservation*)row)->external_ref);
}

static void clear_slot(void* row) {
  text_free(((struct slot_row*)row)->note);
}

static void clear_closure(void* row) {
  text_free(((crn_closure*)row)->note);
}

static void clear_rule(void* row) {
  crn_rule* rule = row;
  text_free(rule->key);
  text_free(rule->value);
}

static void clear_event(void* row) {
  struct event_row* event = row;
  text_free(event->head.subject);
  text_free(event->head.request);
  text_free(event->head.note);
  text_free(event->json);
  free(event->touched);
}

static void clear_request(void* row) {
  text_free(((struct request_row*)row)->request);
}

static void clear_notice(void* row) {
  struct notice_row* notice = row;
  crn_notice_facts* facts = &notice->facts;
  text_free(facts->note);
  text_free(facts->address);
  text_free(facts->reply_to);
  text_free(facts->title);
  text_free(facts->text);
  text_free(facts->html);
  for (int32_t line = 0; line < facts->line_count; ++line) {
    text_free(notice->lines[line].summary);
    text_free(notice->lines[line].location);
  }
  free(notice->lines);
  text_free(notice->state.last_error);
}

static void clear_refusal(void* row) {
  crn_refusal* refusal = row;
  text_free(refusal->subject);
  text_free(refusal->request);
  free((void*)refusal->slots);
}

const struct table_kind kept_kinds[TABLE_COUNT] = {
    [DEPARTEMENTS] = {sizeof(struct departement_row), compare_departements, NULL},
    [SESSIONS] = {sizeof(crn_session), compare_ids, clear_session},
    [RESERVATIONS] = {sizeof(crn_reservation), compare_ids, clear_reservation},
    [SLOTS] = {sizeof(struct slot_row), compare_slots, clear_slot},
    [CLOSURES] = {sizeof(crn_closure), compare_ids, clear_closure},
    [RULES] = {sizeof(crn_rule), NULL, clear_rule},
    [EVENTS] = {sizeof(struct event_row), NULL, clear_event},
    [REQUESTS] = {sizeof(struct request_row), compare_requests, clear_request},
    [NOTICES] = {sizeof(struct notice_row), compare_ids, clear_notice},
    [REFUSALS] = {sizeof(crn_refusal), NULL, clear_refusal},
};

const struct table_kind slot_kind = {sizeof(crn_slot), compare_slots, NULL};
const struct table_kind listed_kind = {sizeof(struct listed), compare_cursors, NULL};

void tables_init(struct table tables[TABLE_COUNT]) {
  for (int table = 0; table < TABLE_COUNT; ++table) tables[table] = table_of(&kept_kinds[table]);
}

void tables_free(struct table tables[TABLE_COUNT]) {
  for (int table = 0; table < TABLE_COUNT; ++table) table_free(&tables[table]);
}

/* ---- Finding rows ------------------------------------------------------------------------ */

int is_same_departement(crn_departement a, crn_departement b) {
  return compare_departements(&a, &b) == 0;
}

struct departement_row departement_of(const struct table_storage* storage,
                                      crn_departement departement) {
  const struct departement_row none = {departement, 0, 0};
  const struct departement_row* row = table_find(&storage->tables[DEPARTEMENTS], &departement);
  return row == NULL ? none : *row;
}

const crn_session* find_session(const struct table_storage* storage, int64_t id,
                                crn_departement departement) {
  const crn_session* row = table_find(&storage->tables[SESSIONS], &id);
  return row != NULL && is_same_departement(row->departement, departement) ? row : NULL;
}

const crn_reservation* find_reservation(const struct table_storage* storage, int64_t id,
                                        crn_departement departement) {
  const crn_reservation* row = table_find(&storage->tables[RESERVATIONS], &id);
  return row != NULL && find_session(storage, row->session, departement) != NULL ? row : NULL;
}

const crn_session* session_of(const struct table_storage* storage,
                              const crn_reservation* reservation) {
  return table_find(&storage->tables[SESSIONS], &reservation->session);
}

const crn_closure* find_closure(const struct table_storage* storage, int64_t id,
                                crn_departement departement) {
  const crn_closure* row = table_find(&storage->tables[CLOSURES], &id);
  return row != NULL && is_same_departement(row->departement, departement) ? row : NULL;
}

const struct event_row* find_request(const struct table_storage* storage,
                                     crn_departement departement, int32_t role, int64_t who,
                                     crn_text request) {
  const struct request_row key = {departement, role, who, request, 0};
  const struct request_row* row =
      request.size == 0 ? NULL : table_find(&storage->tables[REQUESTS], &key);
  return row == NULL ? NULL : table_at(&storage->tables[EVENTS], row->event);
}

struct slot_rows slots_in(const struct table_storage* storage, int64_t session, uint32_t plan) {
  const struct table* slots = &storage->tables[SLOTS];
  const crn_slot first = {session, plan, 0};
  const crn_slot behind = {session, plan, UINT32_MAX};
  struct slot_rows rows;
  rows.begin = table_at(slots, table_place(slots, &first));
  rows.end = table_at(slots, table_place(slots, &behind));
  return rows;
}

/* ---- What rows say ----------------------------------------------------------------------- */

crn_session with_slots(const struct table_storage* storage, const crn_session* session) {
  const struct slot_rows taken = slots_in(storage, session->id, session->plan);
  crn_session state = *session;
  for (const struct slot_row* row = taken.begin; row != taken.end; ++row) {
    const uint64_t slot = (uint64_t)1 << row->slot.ordinal;
    if (row->reservation != 0)
      state.reserved |= slot;
    else
      state.unavailable |= slot;
  }
  return state;
}

int is_planned(const crn_session* session) {
  return session->centre != 0;
}

int32_t start_of(const crn_session* session) {
  return session->date * 1440 + session->start;
}

int32_t end_of(const crn_session* session) {
  return session->date * 1440 + session->end;
}

uint64_t slots_of(const crn_session* session) {
  if (!is_planned(session)) return 0;
  return session->slot_count >= 64 ? UINT64_MAX : ((uint64_t)1 << session->slot_count) - 1;
}

int32_t slot_start(const crn_session* session, uint32_t ordinal) {
  return start_of(session) + (int32_t)ordinal * session->unit_minutes * session->units_of_slot;
}

int has_slot(uint64_t slots, uint32_t ordinal) {
  return ordinal < 64 && ((slots >> ordinal) & 1) != 0;
}

uint32_t first_slot(uint64_t slots) {
  uint32_t ordinal = 0;
  while (ordinal < 63 && !has_slot(slots, ordinal)) ++ordinal;
  return ordinal;
}

int is_in_period(crn_period period, int32_t date) {
  return period.first <= date && (period.last == 0 || date <= period.last);
}

int is_closed_in(const crn_closure* closure, crn_period period) {
  const int32_t first_day = closure->from / 1440;
  const int32_t last_day = (closure->to - 1) / 1440;
  return period.first <= last_day && (period.last == 0 || first_day <= period.last);
}

int is_among(const int64_t* ids, size_t count, int64_t id) {
  for (size_t place = 0; place < count; ++place)
    if (ids[place] == id) return 1;
  return 0;
}
