#include "every_command.h"

#include <stdlib.h>

/* ---- Running any of them ----------------------------------------------------------------- */

#define RUNNER(name, type, function)                                                          \
  static crn_status name(const crn_engine* engine, const crn_call* call, const void* command, \
                         crn_event** receipt, crn_error** error) {                            \
    const type* its = command;                                                                \
    return function(engine, call, its, receipt, error);                                       \
  }

RUNNER(run_create, crn_create_sessions, crn_engine_create_sessions)
RUNNER(run_remove, crn_remove_sessions, crn_engine_remove_sessions)
RUNNER(run_plan, crn_plan_sessions, crn_engine_plan_sessions)
RUNNER(run_unplan, crn_unplan_sessions, crn_engine_unplan_sessions)
RUNNER(run_change, crn_change_session, crn_engine_change_session)
RUNNER(run_reserve, crn_reserve_slots, crn_engine_reserve_slots)
RUNNER(run_wish, crn_reserve_wish, crn_engine_reserve_wish)
RUNNER(run_cancel_by_office, crn_cancel_by_office, crn_engine_cancel_by_office)
RUNNER(run_cancel_by_school, crn_cancel_by_school, crn_engine_cancel_by_school)
RUNNER(run_block, crn_block_slots, crn_engine_block_slots)
RUNNER(run_unblock, crn_block_slots, crn_engine_unblock_slots)
RUNNER(run_close, crn_add_closure, crn_engine_add_closure)
RUNNER(run_reopen, crn_remove_closures, crn_engine_remove_closures)
RUNNER(run_set_rules, crn_set_rules, crn_engine_set_rules)
RUNNER(run_import, crn_import_planning, crn_engine_import_planning)

/* ---- The examples ------------------------------------------------------------------------ */

static void fill_sessions(busy_office* it) {
  const crn_new_session morning = {IPCSR_09, TEXT(""), {0, 0}, MONDAY, CRN_HALF_DAY_MORNING};
  it->new_session = morning;
  CRN_INIT(it->create);
  it->create.sessions = &it->new_session;
  it->create.session_size = sizeof it->new_session;
  it->create.session_count = 1;
  CRN_INIT(it->remove);
  it->remove.sessions = &it->available;
  it->remove.session_count = 1;
  CRN_INIT(it->plan);
  it->plan.sessions = &it->available;
  it->plan.session_count = 1;
  it->plan.centre = ROSNY;
  it->plan.category = CRN_CATEGORY_CE;
  CRN_INIT(it->unplan);
  it->unplan.sessions = &it->planned;
  it->unplan.session_count = 1;
  it->unplan.cascade = &it->reservation;
  it->unplan.cascade_count = 1;
  it->unplan.has_cascade = 1;
  CRN_INIT(it->change);
  it->change.session = it->planned;
  it->change.centre = BOBIGNY;
}

static void fill_slots(busy_office* it) {
  it->free_slot = slot_of(it->planned, 3);
  it->other_free_slot = slot_of(it->planned, 4);
  it->blocked_slot = slot_of(it->planned, 6);
  CRN_INIT(it->reserve);
  it->reserve.school = SCHOOL_013;
  it->reserve.slots = &it->free_slot;
  it->reserve.slot_count = 1;
  CRN_INIT(it->wish);
  it->wish.school = SCHOOL_013;
  it->wish.category = CRN_CATEGORY_CE;
  it->wish.units = 1;
  CRN_INIT(it->cancel_by_office);
  it->cancel_by_office.reservations = &it->reservation;
  it->cancel_by_office.reservation_count = 1;
  CRN_INIT(it->cancel_by_school);
  it->cancel_by_school.reservations = &it->reservation;
  it->cancel_by_school.reservation_count = 1;
  CRN_INIT(it->block);
  it->block.slots = &it->other_free_slot;
  it->block.slot_count = 1;
  CRN_INIT(it->unblock);
  it->unblock.slots = &it->blocked_slot;
  it->unblock.slot_count = 1;
}

static void fill_others(busy_office* it) {
  CRN_INIT(it->close);
  it->close.scope = CRN_CLOSURE_CENTRE;
  it->close.who = BOBIGNY;
  it->close.from = at(MONDAY, 0, 0);
  it->close.to = at(TUESDAY, 0, 0);
  CRN_INIT(it->reopen);
  it->reopen.closures = &it->closure;
  it->reopen.closure_count = 1;
  const crn_rule rule = {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("7")};
  it->rule = rule;
  CRN_INIT(it->set_rules);
  it->set_rules.rules = &it->rule;
  it->set_rules.rule_size = sizeof it->rule;
  it->set_rules.rule_count = 1;
  it->imported_session.inspector = IPCSR_09;
  it->imported_session.centre = ROSNY;
  it->imported_session.date = TUESDAY;
  it->imported_session.hours.start = 510;
  it->imported_session.hours.end = 720;
  it->imported_session.category = CRN_CATEGORY_CE;
  CRN_INIT(it->import);
  it->import.office = BER_93;
  it->import.sessions = &it->imported_session;
  it->import.session_size = sizeof it->imported_session;
  it->import.session_count = 1;
}

#define EXAMPLE(number, runner, caller, example, last)                                 \
  fill_one(&it->all[CRN_COMMAND_##number - 1], CRN_COMMAND_##number, #example, runner, \
           &it->office.caller, &it->example, sizeof it->example,                       \
           (size_t)((const char*)(&it->example.last + 1) - (const char*)&it->example))

static void fill_one(any_command* to, int32_t kind, const char* name, command_runner* run,
                     const crn_call* call, const void* command, size_t size, size_t least) {
  to->name = name;
  to->run = run;
  to->call = call;
  to->command = command;
  to->size = size;
  to->least = least;
  to->batch_kind = kind;
  /* A wish is a command of its own in a batch alone. */
  to->kind = kind == CRN_COMMAND_RESERVE_WISH ? CRN_COMMAND_RESERVE_SLOTS : kind;
}

static void fill_list(busy_office* it) {
  EXAMPLE(CREATE_SESSIONS, run_create, by_office, create, session_count);
  EXAMPLE(REMOVE_SESSIONS, run_remove, by_office, remove, session_count);
  EXAMPLE(PLAN_SESSIONS, run_plan, by_office, plan, category);
  EXAMPLE(UNPLAN_SESSIONS, run_unplan, by_office, unplan, has_cascade);
  EXAMPLE(CHANGE_SESSION, run_change, by_office, change, centre);
  EXAMPLE(RESERVE_SLOTS, run_reserve, by_office, reserve, slot_count);
  EXAMPLE(CANCEL_BY_OFFICE, run_cancel_by_office, by_office, cancel_by_office, reservation_count);
  EXAMPLE(CANCEL_BY_SCHOOL, run_cancel_by_school, by_school, cancel_by_school, reservation_count);
  EXAMPLE(BLOCK_SLOTS, run_block, by_office, block, slot_count);
  EXAMPLE(UNBLOCK_SLOTS, run_unblock, by_office, unblock, slot_count);
  EXAMPLE(ADD_CLOSURE, run_close, by_office, close, to);
  EXAMPLE(REMOVE_CLOSURES, run_reopen, by_office, reopen, closure_count);
  EXAMPLE(SET_RULES, run_set_rules, by_operator, set_rules, rule_count);
  EXAMPLE(IMPORT_PLANNING, run_import, by_operator, import, session_count);
  EXAMPLE(RESERVE_WISH, run_wish, by_office, wish, units);
}

const int32_t one_after_the_other[ONE_AFTER_THE_OTHER_COUNT] = {
    CRN_COMMAND_CREATE_SESSIONS,  CRN_COMMAND_BLOCK_SLOTS,     CRN_COMMAND_UNBLOCK_SLOTS,
    CRN_COMMAND_RESERVE_SLOTS,    CRN_COMMAND_RESERVE_WISH,    CRN_COMMAND_REMOVE_CLOSURES,
    CRN_COMMAND_SET_RULES,        CRN_COMMAND_IMPORT_PLANNING, CRN_COMMAND_PLAN_SESSIONS,
    CRN_COMMAND_CANCEL_BY_SCHOOL, CRN_COMMAND_CHANGE_SESSION,  CRN_COMMAND_ADD_CLOSURE};

int open_busy_office(void** state) {
  busy_office* it = calloc(1, sizeof *it);
  assert_non_null(it);
  *state = it;
  start_new_office(&it->office);
  it->planned = planned_morning(&it->office);
  it->available = create_session(&it->office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  it->reservation = reserve(&it->office, it->planned, 0, 2, SCHOOL_012);
  block(&it->office, it->planned, 6);
  it->closure = close_for_the_day(&it->office, CRN_CLOSURE_INSPECTOR, IPCSR_09, MONDAY + 30);
  fill_sessions(it);
  fill_slots(it);
  fill_others(it);
  fill_list(it);
  return 0;
}

int close_busy_office(void** state) {
  busy_office* it = *state;
  end_office(&it->office);
  free(it);
  return 0;
}

crn_event* previewed_reservation(const busy_office* busy) {
  const crn_slot slots[] = {slot_of(busy->planned, 3), slot_of(busy->planned, 4)};
  crn_reserve_slots command = busy->reserve;
  command.slots = slots;
  command.slot_count = 2;
  crn_call call = busy->office.by_office;
  call.mode = CRN_MODE_PREVIEW;
  crn_event* preview = NULL;
  DONE(crn_engine_reserve_slots(busy->office.engine, &call, &command, &preview, error));
  return preview;
}

crn_error* too_late_error(const busy_office* busy) {
  const office_93* office = &busy->office;
  crn_error* why = NULL;
  set_clock(office, utc(MONDAY - 3, 8, 0, 0));
  FAILS_WITH(why, CRN_ERROR_TOO_LATE,
             crn_engine_cancel_by_school(office->engine, &office->by_school,
                                         &busy->cancel_by_school, NULL, error));
  return why;
}
