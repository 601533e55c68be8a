/**
 * \file
 * A change set, checked against the tables: whether everything still is as its decision saw it, and
 * which rows go and come if it is committed. The tables themselves stay as they are.
 */
#include <stdlib.h>

#include "table_storage_private.h"

/* ---- Reading ----------------------------------------------------------------------------- */

void* room_for(size_t count, size_t size, crn_status* status) {
  if (*status != CRN_OK) return NULL;
  void* rows = calloc(count > 0 ? count : 1, size);
  if (rows == NULL) *status = CRN_ERROR_NO_MEMORY;
  return rows;
}

static crn_status read_sessions(struct change* change) {
  const crn_event* event = change->event;
  const size_t count = change->head.session_count;
  const size_t relied_on = change->head.relied_on_count;
  const size_t size = sizeof(crn_session);
  crn_status status = CRN_OK;
  change->before = room_for(count, size, &status);
  change->after = room_for(count, size, &status);
  change->relied_on = room_for(relied_on, size, &status);
  if (status == CRN_OK)
    status = crn_event_sessions(event, CRN_SIDE_BEFORE, 0, count, change->before, size, NULL);
  if (status == CRN_OK)
    status = crn_event_sessions(event, CRN_SIDE_AFTER, 0, count, change->after, size, NULL);
  if (status == CRN_OK)
    status = crn_event_relied_on(event, 0, relied_on, change->relied_on, size, NULL);
  return status;
}

static crn_status read_reservations(struct change* change) {
  const size_t count = change->head.reservation_count;
  crn_status status = CRN_OK;
  change->reservations = room_for(count, sizeof *change->reservations, &status);
  if (status != CRN_OK) return status;
  return crn_event_reservations(change->event, 0, count, change->reservations,
                                sizeof *change->reservations, NULL);
}

static crn_status read_blocks(struct change* change) {
  const size_t count = change->head.block_count;
  crn_status status = CRN_OK;
  change->blocks = room_for(count, sizeof *change->blocks, &status);
  if (status != CRN_OK) return status;
  return crn_event_blocks(change->event, 0, count, change->blocks, sizeof *change->blocks, NULL);
}

static crn_status read_closures(struct change* change) {
  const size_t count = change->head.closure_count;
  crn_status status = CRN_OK;
  change->closures = room_for(count, sizeof *change->closures, &status);
  if (status != CRN_OK) return status;
  return crn_event_closures(change->event, 0, count, change->closures, sizeof *change->closures,
                            NULL);
}

static crn_status read_rules(struct change* change) {
  const size_t count = change->head.rule_count_after;
  crn_status status = CRN_OK;
  change->rules = room_for(count, sizeof *change->rules, &status);
  if (status != CRN_OK) return status;
  return crn_event_rules(change->event, CRN_SIDE_AFTER, 0, count, change->rules,
                         sizeof *change->rules, NULL);
}

/** Fresh ids are −1, −2… */
static int64_t real_id(int64_t id, int64_t last) {
  return id < 0 ? last - id : id;
}

/** New rows get the ids that crn_commit_assign will tell, so that no check knows of fresh ones. */
static void give_ids(struct change* change, const struct table_storage* storage) {
  const int64_t last_session = storage->last_session;
  for (uint32_t place = 0; place < change->head.session_count; ++place) {
    change->after[place].id = real_id(change->after[place].id, last_session);
    change->after[place].revision = change->number;
  }
  for (uint32_t place = 0; place < change->head.reservation_count; ++place) {
    crn_reservation_change* it = &change->reservations[place];
    it->id = real_id(it->id, storage->last_reservation);
    it->session = real_id(it->session, last_session);
  }
  for (uint32_t place = 0; place < change->head.block_count; ++place)
    change->blocks[place].session = real_id(change->blocks[place].session, last_session);
  for (uint32_t place = 0; place < change->head.closure_count; ++place) {
    crn_closure* it = &change->closures[place];
    it->id = real_id(it->id, storage->last_closure);
    it->departement = change->head.departement;
  }
}

static const struct table_kind id_kind = {sizeof(int64_t), compare_ids, NULL};

crn_status change_read(struct change* change, const struct table_storage* storage,
                       crn_commit* commit, size_t place) {
  memset(change, 0, sizeof *change);
  change->commit = commit;
  change->place = place;
  change->event = crn_commit_event(commit, place);
  change->slots_that_go = table_of(&slot_kind);
  change->sessions_that_go = table_of(&id_kind);
  tables_init(change->come);
  CRN_INIT(change->head);
  crn_status status = crn_event_get(change->event, &change->head, NULL);
  if (status == CRN_OK) status = read_sessions(change);
  if (status == CRN_OK) status = read_reservations(change);
  if (status == CRN_OK) status = read_blocks(change);
  if (status == CRN_OK) status = read_closures(change);
  if (status == CRN_OK) status = read_rules(change);
  if (status != CRN_OK) return status;
  change->number = departement_of(storage, change->head.departement).number + 1;
  give_ids(change, storage);
  return CRN_OK;
}

void change_free(struct change* change) {
  free(change->before);
  free(change->after);
  free(change->relied_on);
  free(change->reservations);
  free(change->blocks);
  free(change->closures);
  free(change->rules);
  table_free(&change->slots_that_go);
  table_free(&change->sessions_that_go);
  tables_free(change->come);
}

/* ---- What the decision relied on --------------------------------------------------------- */

static crn_status check_relied_on(const struct change* change,
                                  const struct table_storage* storage) {
  const crn_event_head* head = &change->head;
  if (head->rules != storage->rules_version) return CRN_ERROR_CONFLICT;
  if (head->relies_on_closures &&
      head->closures != departement_of(storage, head->departement).closures)
    return CRN_ERROR_CONFLICT;
  for (uint32_t place = 0; place < head->relied_on_count; ++place) {
    const crn_session* seen = &change->relied_on[place];
    const crn_session* row = find_session(storage, seen->id, head->departement);
    if (row == NULL || !is_planned(row) || row->plan != seen->plan) return CRN_ERROR_CONFLICT;
  }
  return CRN_OK;
}

static crn_status draft_closures(struct change* change, const struct table_storage* storage) {
  crn_status status = CRN_OK;
  for (uint32_t place = 0; status == CRN_OK && place < change->head.closure_count; ++place) {
    crn_closure row = change->closures[place];
    if (row.removed) {
      if (find_closure(storage, row.id, change->head.departement) == NULL)
        status = CRN_ERROR_CONFLICT;
    } else {
      row.note = text_copy(row.note, &status);
      status = table_take(&change->come[CLOSURES], &row, status);
    }
  }
  return status;
}

/* ---- What goes --------------------------------------------------------------------------- */

/** A taken slot goes: this reservation's, or unavailable where that is zero. */
static crn_status slot_goes(struct change* change, const struct table_storage* storage,
                            crn_slot slot, int64_t reservation) {
  const struct slot_row* row = table_find(&storage->tables[SLOTS], &slot);
  if (row == NULL || row->reservation != reservation) return CRN_ERROR_CONFLICT;
  if (table_find(&change->slots_that_go, &slot) != NULL) return CRN_ERROR_CONFLICT;
  return table_take(&change->slots_that_go, &slot, CRN_OK);
}

static crn_status slots_go(struct change* change, const struct table_storage* storage,
                           crn_slot slot, uint64_t slots, int64_t reservation) {
  crn_status status = CRN_OK;
  for (slot.ordinal = 0; status == CRN_OK && slot.ordinal < 64; ++slot.ordinal)
    if (has_slot(slots, slot.ordinal)) status = slot_goes(change, storage, slot, reservation);
  return status;
}

static uint64_t leaves(const crn_reservation_change* it) {
  return it->plan_before == it->plan_after ? it->slots_before & ~it->slots_after : it->slots_before;
}

static uint64_t enters(const crn_reservation_change* it) {
  return it->plan_before == it->plan_after ? it->slots_after & ~it->slots_before : it->slots_after;
}

static crn_status reservation_goes(struct change* change, const struct table_storage* storage,
                                   const crn_reservation_change* it) {
  const crn_reservation* row = find_reservation(storage, it->id, change->head.departement);
  if (row == NULL || row->revision != it->revision_before || row->session != it->session ||
      row->plan != it->plan_before || row->slots != it->slots_before)
    return CRN_ERROR_CONFLICT;
  const crn_slot first = {it->session, it->plan_before, 0};
  return slots_go(change, storage, first, leaves(it), it->id);
}

/** Whether slots are still unavailable for the reason that was seen. */
static int is_blocked_as(const struct table_storage* storage, const crn_block_change* it) {
  const struct slot_rows taken = slots_in(storage, it->session, it->plan);
  for (const struct slot_row* row = taken.begin; row != taken.end; ++row)
    if (has_slot(it->slots, row->slot.ordinal) &&
        (row->reason != it->reason || !text_equal(row->note, it->note)))
      return 0;
  return 1;
}

static crn_status block_goes(struct change* change, const struct table_storage* storage,
                             const crn_block_change* it) {
  const crn_slot first = {it->session, it->plan, 0};
  if (find_session(storage, it->session, change->head.departement) == NULL)
    return CRN_ERROR_CONFLICT;
  if (it->taken_along && !is_blocked_as(storage, it)) return CRN_ERROR_CONFLICT;
  return slots_go(change, storage, first, it->slots, 0);
}

static crn_status draft_what_goes(struct change* change, const struct table_storage* storage) {
  crn_status status = CRN_OK;
  for (uint32_t place = 0; status == CRN_OK && place < change->head.reservation_count; ++place)
    if (change->reservations[place].slots_before != 0)
      status = reservation_goes(change, storage, &change->reservations[place]);
  for (uint32_t place = 0; status == CRN_OK && place < change->head.block_count; ++place)
    if (!change->blocks[place].blocked)
      status = block_goes(change, storage, &change->blocks[place]);
  return status;
}

/* ---- Sessions ---------------------------------------------------------------------------- */

/** Whether a plan that goes has taken slots that do not go with it. */
static int has_slots_left(const struct change* change, const struct table_storage* storage,
                          const crn_session* before) {
  const struct slot_rows taken = slots_in(storage, before->id, before->plan);
  for (const struct slot_row* row = taken.begin; row != taken.end; ++row)
    if (table_find(&change->slots_that_go, &row->slot) == NULL) return 1;
  return 0;
}

static crn_status session_goes(struct change* change, const struct table_storage* storage,
                               const crn_session* before, const crn_session* after) {
  const crn_session* row = find_session(storage, before->id, change->head.departement);
  if (row == NULL || row->revision != before->revision) return CRN_ERROR_CONFLICT;
  if (table_find(&change->sessions_that_go, &before->id) != NULL) return CRN_ERROR_CONFLICT;
  // No row after it is one of zeros: not planned.
  const int plan_goes = is_planned(before) && (!is_planned(after) || after->plan != before->plan);
  if (plan_goes && has_slots_left(change, storage, before)) return CRN_ERROR_CONFLICT;
  int64_t id = before->id;
  return table_take(&change->sessions_that_go, &id, CRN_OK);
}

static crn_status session_comes(struct change* change, const crn_session* after) {
  crn_status status = CRN_OK;
  crn_session row = *after;
  row.external_ref = text_copy(after->external_ref, &status);
  return table_take(&change->come[SESSIONS], &row, status);
}

static crn_status draft_sessions(struct change* change, const struct table_storage* storage) {
  crn_status status = CRN_OK;
  for (uint32_t place = 0; status == CRN_OK && place < change->head.session_count; ++place) {
    const crn_session* before = &change->before[place];
    const crn_session* after = &change->after[place];
    if (before->id != 0) status = session_goes(change, storage, before, after);
    if (status == CRN_OK && after->id != 0) status = session_comes(change, after);
  }
  return status;
}

/** A session as it will be; NULL where there is none. */
static const crn_session* session_after(const struct change* change,
                                        const struct table_storage* storage, int64_t id) {
  const crn_session* comes = table_find(&change->come[SESSIONS], &id);
  if (comes != NULL) return comes;
  if (table_find(&change->sessions_that_go, &id) != NULL) return NULL;
  return find_session(storage, id, change->head.departement);
}

/* ---- Sessions that overlap --------------------------------------------------------------- */

/** Local times at which an inspector has a session. */
struct busy {
  int64_t inspector;
  int32_t start;
  int32_t end;
};

static int compare_busy(const void* row, const void* key) {
  const struct busy* a = row;
  const struct busy* b = key;
  if (a->inspector != b->inspector) return a->inspector < b->inspector ? -1 : 1;
  return (a->start > b->start) - (a->start < b->start);
}

static const struct table_kind busy_kind = {sizeof(struct busy), compare_busy, NULL};

static struct busy busy_of(const crn_session* session) {
  const struct busy busy = {session->inspector, start_of(session), end_of(session)};
  return busy;
}

static int overlap(const struct busy* a, const struct busy* b) {
  return a->inspector == b->inspector && a->start < b->end && b->start < a->end;
}

static int has_overlap_within(const struct table* busy) {
  for (size_t place = 1; place < busy->count; ++place)
    if (overlap(table_at(busy, place - 1), table_at(busy, place))) return 1;
  return 0;
}

/** Among times that do not overlap each other only the two neighbours can overlap another one. */
static int has_overlap_with(const struct table* busy, const struct busy* other) {
  const size_t place = table_place(busy, other);
  return (place < busy->count && overlap(table_at(busy, place), other)) ||
         (place > 0 && overlap(table_at(busy, place - 1), other));
}

/** With all that stay, in whatever département: an inspector cannot be in two places. */
static int has_overlap_with_others(const struct change* change, const struct table_storage* storage,
                                   const struct table* busy) {
  const struct table* sessions = &storage->tables[SESSIONS];
  for (size_t place = 0; place < sessions->count; ++place) {
    const crn_session* session = table_at(sessions, place);
    const struct busy other = busy_of(session);
    if (has_overlap_with(busy, &other) &&
        table_find(&change->sessions_that_go, &session->id) == NULL)
      return 1;
  }
  return 0;
}

static crn_status check_overlaps(const struct change* change, const struct table_storage* storage) {
  const struct table* sessions = &change->come[SESSIONS];
  struct table busy = table_of(&busy_kind);
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < sessions->count; ++place) {
    const struct busy row = busy_of(table_at(sessions, place));
    status = table_append(&busy, &row);
  }
  table_sort(&busy);
  if (status == CRN_OK && busy.count > 0 &&
      (has_overlap_within(&busy) || has_overlap_with_others(change, storage, &busy)))
    status = CRN_ERROR_CONFLICT;
  table_free(&busy);
  return status;
}

/* ---- What comes -------------------------------------------------------------------------- */

static int is_taken(const struct change* change, const struct table_storage* storage,
                    const crn_slot* slot) {
  if (table_find(&change->come[SLOTS], slot) != NULL) return 1;
  return table_find(&storage->tables[SLOTS], slot) != NULL &&
         table_find(&change->slots_that_go, slot) == NULL;
}

/** Slots become taken, each by a row that says why. */
static crn_status slots_come(struct change* change, const struct table_storage* storage,
                             struct slot_row why, uint64_t slots) {
  const crn_session* session = session_after(change, storage, why.slot.session);
  if (session == NULL || session->plan != why.slot.plan || (slots & ~slots_of(session)) != 0)
    return CRN_ERROR_CONFLICT;
  crn_status status = CRN_OK;
  for (uint32_t ordinal = 0; status == CRN_OK && ordinal < 64; ++ordinal) {
    if (!has_slot(slots, ordinal)) continue;
    struct slot_row row = why;
    row.slot.ordinal = ordinal;
    if (is_taken(change, storage, &row.slot)) return CRN_ERROR_CONFLICT;
    row.note = text_copy(why.note, &status);
    status = table_take(&change->come[SLOTS], &row, status);
  }
  return status;
}

/** A reservation is written. One that is there keeps its school and its reference. */
static crn_status reservation_comes(struct change* change, const struct table_storage* storage,
                                    const crn_reservation_change* it) {
  const crn_reservation* before = table_find(&storage->tables[RESERVATIONS], &it->id);
  crn_status status = CRN_OK;
  crn_reservation row;
  memset(&row, 0, sizeof row);
  row.id = it->id;
  row.school = before != NULL ? before->school : it->school;
  row.session = it->session;
  row.plan = it->plan_after;
  row.slots = it->slots_after;
  row.revision = change->number;
  row.external_ref = text_copy(before != NULL ? before->external_ref : it->external_ref, &status);
  return table_take(&change->come[RESERVATIONS], &row, status);
}

static crn_status draft_reservation(struct change* change, const struct table_storage* storage,
                                    const crn_reservation_change* it) {
  const struct slot_row held = {{it->session, it->plan_after, 0}, it->id, {NULL, 0}, 0};
  crn_status status = CRN_OK;
  if (it->slots_after == 0) return CRN_OK;
  if (enters(it) != 0) status = slots_come(change, storage, held, enters(it));
  return status == CRN_OK ? reservation_comes(change, storage, it) : status;
}

static crn_status draft_what_comes(struct change* change, const struct table_storage* storage) {
  crn_status status = CRN_OK;
  for (uint32_t place = 0; status == CRN_OK && place < change->head.reservation_count; ++place)
    status = draft_reservation(change, storage, &change->reservations[place]);
  for (uint32_t place = 0; status == CRN_OK && place < change->head.block_count; ++place) {
    const crn_block_change* it = &change->blocks[place];
    const struct slot_row blocked = {{it->session, it->plan, 0}, 0, it->note, it->reason};
    if (it->blocked) status = slots_come(change, storage, blocked, it->slots);
  }
  return status;
}

crn_status change_draft(struct change* change, const struct table_storage* storage) {
  crn_status status = check_relied_on(change, storage);
  if (status == CRN_OK) status = draft_closures(change, storage);
  if (status == CRN_OK) status = draft_what_goes(change, storage);
  if (status == CRN_OK) status = draft_sessions(change, storage);
  if (status == CRN_OK) status = check_overlaps(change, storage);
  if (status == CRN_OK) status = draft_what_comes(change, storage);
  return status;
}
