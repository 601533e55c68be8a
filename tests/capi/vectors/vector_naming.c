#include "vector_naming.h"

#include "vector_event.h"
#include "vector_json.h"

/** Names of one kind, and how many were given. */
typedef struct name_list {
  vector_run* run;
  const char* key;
  int32_t kind;
  const json_t* names;
  size_t given;
} name_list;

static name_list names_at(vector_run* run, const json_t* names, const char* key, int32_t kind) {
  const name_list list = {run, key, kind, vector_json_list_at(names, key), 0};
  return list;
}

static void give(name_list* list, int64_t id) {
  if (list->given == json_array_size(list->names)) return;
  vector_symbols_name(&list->run->symbols, &list->run->life, list->kind, id,
                      vector_json_text(json_array_get(list->names, list->given++)));
}

static void check_all_given(const name_list* list) {
  if (list->given == json_array_size(list->names)) return;
  vector_check_failed(&list->run->check, "  no %s was made for %s", list->key,
                      vector_json_text(json_array_get(list->names, list->given)));
}

static void name_sessions(vector_run* run, const json_t* names, const crn_event* receipt,
                          size_t count) {
  name_list list = names_at(run, names, "sessions", CRN_SUBJECT_SESSION);
  const crn_session* before = vector_event_sessions(&run->step, receipt, CRN_SIDE_BEFORE, count);
  const crn_session* after = vector_event_sessions(&run->step, receipt, CRN_SIDE_AFTER, count);
  for (size_t place = 0; place < count; ++place)
    if (before[place].id == 0) give(&list, after[place].id);
  check_all_given(&list);
}

static void name_reservations(vector_run* run, const json_t* names, const crn_event* receipt,
                              size_t count) {
  name_list list = names_at(run, names, "reservations", CRN_SUBJECT_RESERVATION);
  const crn_reservation_change* rows = vector_event_reservations(&run->step, receipt, count);
  for (size_t place = 0; place < count; ++place)
    if (rows[place].slots_before == 0) give(&list, rows[place].id);
  check_all_given(&list);
}

static void name_closures(vector_run* run, const json_t* names, const crn_event* receipt,
                          size_t count) {
  name_list list = names_at(run, names, "closures", CRN_SUBJECT_CLOSURE);
  const crn_closure* rows = vector_event_closures(&run->step, receipt, count);
  for (size_t place = 0; place < count; ++place)
    if (rows[place].removed == 0) give(&list, rows[place].id);
  check_all_given(&list);
}

void vector_naming_give(vector_run* run, json_t* names, const crn_event* receipt) {
  if (names == NULL) return;
  vector_json_only(names, "sessions reservations closures");
  const crn_event_head head = vector_event_head(&run->step, receipt);
  name_sessions(run, names, receipt, head.session_count);
  name_reservations(run, names, receipt, head.reservation_count);
  name_closures(run, names, receipt, head.closure_count);
}
