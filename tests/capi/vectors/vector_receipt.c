#include "vector_receipt.h"

#include <inttypes.h>

#include "vector_codes.h"
#include "vector_event.h"
#include "vector_json.h"
#include "vector_notices.h"
#include "vector_slots.h"

/** A receipt, and how many rows it has. */
typedef struct receipt_rows {
  const crn_event* event;
  crn_event_head head;
} receipt_rows;

/** What each reservation holds now. */
static json_t* reservations_of(vector_run* run, const receipt_rows* receipt) {
  const size_t count = receipt->head.reservation_count;
  const crn_reservation_change* rows = vector_event_reservations(&run->step, receipt->event, count);
  json_t* held = vector_scope_json(&run->step, json_object());
  for (size_t place = 0; place < count; ++place) {
    const char* name =
        vector_symbols_called(&run->symbols, &run->step, CRN_SUBJECT_RESERVATION, rows[place].id);
    json_t* ordinals = vector_slots_ordinals(&run->step, rows[place].slots_after);
    vector_json_set(held, name, json_incref(ordinals));
  }
  return held;
}

/** The slots that a change of a reservation gains. */
static uint64_t gained_by(const crn_reservation_change* change) {
  return change->plan_before == change->plan_after ? change->slots_after & ~change->slots_before
                                                   : change->slots_after;
}

static int64_t units_of(vector_run* run, const receipt_rows* receipt) {
  const size_t count = receipt->head.reservation_count;
  const crn_reservation_change* rows = vector_event_reservations(&run->step, receipt->event, count);
  int64_t units = 0;
  for (size_t place = 0; place < count; ++place)
    units += vector_slots_count(gained_by(&rows[place]));
  return units;
}

/** The slots that become unavailable, or those that cease to be. */
static json_t* blocks_of(vector_run* run, const receipt_rows* receipt, int blocked) {
  const size_t count = receipt->head.block_count;
  const crn_block_change* rows = vector_event_blocks(&run->step, receipt->event, count);
  json_t* texts = vector_scope_json(&run->step, json_array());
  for (size_t place = 0; place < count; ++place) {
    const crn_block_change* it = &rows[place];
    if ((it->blocked != 0) != (blocked != 0)) continue;
    for (uint32_t ordinal = 0; ordinal < VECTOR_MOST_SLOTS; ++ordinal)
      if ((it->slots >> ordinal & 1) != 0)
        vector_json_add(texts, json_string(vector_symbols_slot(&run->symbols, &run->step,
                                                               it->session, it->plan, ordinal)));
  }
  return texts;
}

static json_t* remarks_of(vector_run* run, const receipt_rows* receipt) {
  const size_t count = receipt->head.remark_count;
  const crn_remark* rows = vector_event_remarks(&run->step, receipt->event, count);
  json_t* texts = vector_scope_json(&run->step, json_array());
  for (size_t place = 0; place < count; ++place) {
    const crn_remark* it = &rows[place];
    const char* subject = vector_symbols_text(&run->symbols, &run->step, &it->subject);
    const char* text = vector_scope_print(&run->step, "%s %s %" PRId64,
                                          vector_remark_name(it->kind), subject, it->amount);
    vector_json_add(texts, json_string(text));
  }
  return texts;
}

void vector_receipt_check(vector_run* run, json_t* wanted, const crn_event* receipt) {
  vector_json_only(wanted, "sessions reservations units blocked unblocked remarks notices");
  vector_check* check = &run->check;
  const receipt_rows rows = {receipt, vector_event_head(&run->step, receipt)};
  if (vector_json_has(wanted, "sessions"))
    vector_check_same_number(check, "sessions", json_object_get(wanted, "sessions"),
                             rows.head.session_count);
  if (vector_json_has(wanted, "reservations"))
    vector_check_same(check, "reservations", json_object_get(wanted, "reservations"),
                      reservations_of(run, &rows));
  if (vector_json_has(wanted, "units"))
    vector_check_same_number(check, "units", json_object_get(wanted, "units"),
                             units_of(run, &rows));
  if (vector_json_has(wanted, "blocked"))
    vector_check_same_in_any_order(check, "blocked", vector_json_needed_list(wanted, "blocked"),
                                   blocks_of(run, &rows, 1));
  if (vector_json_has(wanted, "unblocked"))
    vector_check_same_in_any_order(check, "unblocked", vector_json_needed_list(wanted, "unblocked"),
                                   blocks_of(run, &rows, 0));
  if (vector_json_has(wanted, "remarks"))
    vector_check_same_in_any_order(check, "remarks", vector_json_needed_list(wanted, "remarks"),
                                   remarks_of(run, &rows));
  if (vector_json_has(wanted, "notices"))
    vector_check_same_in_any_order(check, "notices", vector_json_needed_list(wanted, "notices"),
                                   vector_notices_new(run));
}
