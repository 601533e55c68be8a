#include "vector_commands.h"

#include "vector_codes.h"
#include "vector_json.h"
#include "vector_slots.h"
#include "vector_stop.h"
#include "vector_text.h"
#include "vector_world.h"

/** Where arguments are read from, and what serves for it. */
typedef struct source {
  const vector_symbols* symbols;
  vector_scope* scope;
  json_t* arguments;
} source;

/** What reading and running a command takes. */
struct vector_command_kind {
  const char* name;
  const char* keys;
  void (*read)(const source* from, vector_arguments* to);
  crn_status (*run)(const crn_engine* engine, const crn_call* call, const vector_arguments* as,
                    crn_event** receipt, crn_error** error);
};

/* ---- Arguments --------------------------------------------------------------------------- */

/** The id of the name at a key; zero where it is left out. */
static int64_t id_at(const source* from, const json_t* object, const char* key, int32_t kind) {
  const char* name = vector_json_text_at(object, key);
  return *name == 0 ? 0 : vector_symbols_id(from->symbols, kind, name);
}

/** The id of the name at a key that must be there. */
static int64_t needed_id(const source* from, const json_t* object, const char* key, int32_t kind) {
  return vector_symbols_id(from->symbols, kind, vector_json_needed_text(object, key));
}

static const int64_t* ids_at(const source* from, const char* key, int32_t kind, size_t* count) {
  json_t* names = vector_json_list_at(from->arguments, key);
  *count = json_array_size(names);
  int64_t* ids = vector_scope_memory(from->scope, *count, sizeof *ids);
  for (size_t place = 0; place < *count; ++place)
    ids[place] =
        vector_symbols_id(from->symbols, kind, vector_json_text(json_array_get(names, place)));
  return ids;
}

static const crn_slot* slots_at(const source* from, size_t* count) {
  return vector_slots_read(from->symbols, from->scope,
                           vector_json_list_at(from->arguments, "slots"), count);
}

static int32_t reason_at(const source* from) {
  return vector_reason(vector_json_text_at(from->arguments, "reason"));
}

static int32_t part_at(const json_t* object) {
  return vector_part(vector_json_text_at(object, "part"));
}

static int flag_at(const source* from, const char* key) {
  return vector_json_flag_at(from->arguments, key, 0);
}

static crn_hours hours_of(const json_t* object) {
  crn_hours hours;
  hours.start = vector_time(vector_json_needed_text(object, "start"));
  hours.end = vector_time(vector_json_needed_text(object, "end"));
  return hours;
}

/* ---- Sessions ---------------------------------------------------------------------------- */

static void read_new_session(const source* from, json_t* it, crn_new_session* session) {
  vector_json_only(it, "inspector date half_day start end");
  session->inspector = needed_id(from, it, "inspector", CRN_SUBJECT_INSPECTOR);
  session->date = vector_date(vector_json_needed_text(it, "date"));
  if (vector_json_has(it, "start"))
    session->hours = hours_of(it);
  else
    session->half_day = vector_half_day(vector_json_needed_text(it, "half_day"));
}

static void read_create_sessions(const source* from, vector_arguments* to) {
  crn_create_sessions* command = &to->create_sessions;
  CRN_INIT(*command);
  json_t* entries = vector_json_needed_list(from->arguments, "sessions");
  const size_t count = json_array_size(entries);
  crn_new_session* sessions = vector_scope_memory(from->scope, count, sizeof *sessions);
  for (size_t place = 0; place < count; ++place)
    read_new_session(from, json_array_get(entries, place), &sessions[place]);
  command->override_calendar = flag_at(from, "override_calendar");
  command->sessions = sessions;
  command->session_size = sizeof *sessions;
  command->session_count = count;
}

static void read_remove_sessions(const source* from, vector_arguments* to) {
  crn_remove_sessions* command = &to->remove_sessions;
  CRN_INIT(*command);
  command->sessions = ids_at(from, "sessions", CRN_SUBJECT_SESSION, &command->session_count);
}

static void read_plan_sessions(const source* from, vector_arguments* to) {
  crn_plan_sessions* command = &to->plan_sessions;
  CRN_INIT(*command);
  command->sessions = ids_at(from, "sessions", CRN_SUBJECT_SESSION, &command->session_count);
  command->centre = id_at(from, from->arguments, "centre", CRN_SUBJECT_CENTRE);
  command->category = vector_category(vector_json_text_at(from->arguments, "category"));
  command->part = part_at(from->arguments);
  command->override_calendar = flag_at(from, "override_calendar");
}

static void read_unplan_sessions(const source* from, vector_arguments* to) {
  crn_unplan_sessions* command = &to->unplan_sessions;
  CRN_INIT(*command);
  command->sessions = ids_at(from, "sessions", CRN_SUBJECT_SESSION, &command->session_count);
  command->has_cascade = vector_json_has(from->arguments, "cascade");
  command->cascade = ids_at(from, "cascade", CRN_SUBJECT_RESERVATION, &command->cascade_count);
  command->reason = reason_at(from);
}

static void read_change_session(const source* from, vector_arguments* to) {
  crn_change_session* command = &to->change_session;
  CRN_INIT(*command);
  const json_t* arguments = from->arguments;
  command->session = id_at(from, arguments, "session", CRN_SUBJECT_SESSION);
  command->inspector = id_at(from, arguments, "inspector", CRN_SUBJECT_INSPECTOR);
  command->centre = id_at(from, arguments, "centre", CRN_SUBJECT_CENTRE);
  if (vector_json_has(arguments, "date"))
    command->date = vector_date(vector_json_text_at(arguments, "date"));
  command->has_start = vector_json_has(arguments, "start");
  if (command->has_start) command->start = vector_time(vector_json_text_at(arguments, "start"));
  command->override_calendar = flag_at(from, "override_calendar");
  command->reason = reason_at(from);
}

/* ---- Slots ------------------------------------------------------------------------------- */

static void read_reserve_slots(const source* from, vector_arguments* to) {
  crn_reserve_slots* command = &to->reserve_slots;
  CRN_INIT(*command);
  command->school = id_at(from, from->arguments, "school", CRN_SUBJECT_SCHOOL);
  command->slots = slots_at(from, &command->slot_count);
}

static void read_reserve_wish(const source* from, vector_arguments* to) {
  crn_reserve_wish* command = &to->reserve_wish;
  CRN_INIT(*command);
  const json_t* arguments = from->arguments;
  command->school = id_at(from, arguments, "school", CRN_SUBJECT_SCHOOL);
  command->category = vector_category(vector_json_text_at(arguments, "category"));
  command->part = part_at(arguments);
  command->exams = vector_json_number_at(arguments, "exams");
  command->units = vector_json_number_at(arguments, "units");
  command->inspectors =
      ids_at(from, "inspectors", CRN_SUBJECT_INSPECTOR, &command->inspector_count);
  command->centre = id_at(from, arguments, "centre", CRN_SUBJECT_CENTRE);
  command->period = vector_period_at(arguments);
  if (vector_json_has(arguments, "half_day"))
    command->half_day = vector_half_day(vector_json_text_at(arguments, "half_day"));
}

static void read_cancel_by_office(const source* from, vector_arguments* to) {
  crn_cancel_by_office* command = &to->cancel_by_office;
  CRN_INIT(*command);
  command->reservations =
      ids_at(from, "reservations", CRN_SUBJECT_RESERVATION, &command->reservation_count);
  command->slots = slots_at(from, &command->slot_count);
  command->reason = reason_at(from);
  command->correction = flag_at(from, "correction");
}

static void read_cancel_by_school(const source* from, vector_arguments* to) {
  crn_cancel_by_school* command = &to->cancel_by_school;
  CRN_INIT(*command);
  command->reservations =
      ids_at(from, "reservations", CRN_SUBJECT_RESERVATION, &command->reservation_count);
  command->slots = slots_at(from, &command->slot_count);
}

static void read_blocked_slots(const source* from, crn_block_slots* command) {
  CRN_INIT(*command);
  command->slots = slots_at(from, &command->slot_count);
  command->reason = reason_at(from);
}

static void read_block_slots(const source* from, vector_arguments* to) {
  read_blocked_slots(from, &to->block_slots);
}

static void read_unblock_slots(const source* from, vector_arguments* to) {
  read_blocked_slots(from, &to->unblock_slots);
}

/* ---- Closures and rules ------------------------------------------------------------------ */

static void read_closed(const source* from, crn_add_closure* command) {
  const json_t* arguments = from->arguments;
  if (vector_json_has(arguments, "inspector")) {
    command->scope = CRN_CLOSURE_INSPECTOR;
    command->who = id_at(from, arguments, "inspector", CRN_SUBJECT_INSPECTOR);
  } else if (vector_json_has(arguments, "centre")) {
    command->scope = CRN_CLOSURE_CENTRE;
    command->who = id_at(from, arguments, "centre", CRN_SUBJECT_CENTRE);
  } else {
    command->scope = CRN_CLOSURE_OFFICE;
    command->who = id_at(from, arguments, "office", CRN_SUBJECT_OFFICE);
  }
}

static void read_add_closure(const source* from, vector_arguments* to) {
  crn_add_closure* command = &to->add_closure;
  CRN_INIT(*command);
  read_closed(from, command);
  command->from = vector_local_time(vector_json_text_at(from->arguments, "from"));
  command->to = vector_local_time(vector_json_text_at(from->arguments, "to"));
  command->reason = reason_at(from);
}

static void read_remove_closures(const source* from, vector_arguments* to) {
  crn_remove_closures* command = &to->remove_closures;
  CRN_INIT(*command);
  command->closures = ids_at(from, "closures", CRN_SUBJECT_CLOSURE, &command->closure_count);
}

static void read_rule(json_t* it, crn_rule* rule) {
  vector_json_only(it, "from key value");
  rule->from = vector_date(vector_json_needed_text(it, "from"));
  rule->key = crn_text_of(vector_json_needed_text(it, "key"));
  rule->value = crn_text_of(vector_json_needed_text(it, "value"));
}

static void read_set_rules(const source* from, vector_arguments* to) {
  crn_set_rules* command = &to->set_rules;
  CRN_INIT(*command);
  json_t* entries = vector_json_needed_list(from->arguments, "rules");
  const size_t count = json_array_size(entries);
  crn_rule* rules = vector_scope_memory(from->scope, count, sizeof *rules);
  for (size_t place = 0; place < count; ++place)
    read_rule(json_array_get(entries, place), &rules[place]);
  command->rules = rules;
  command->rule_size = sizeof *rules;
  command->rule_count = count;
}

/* ---- Import ------------------------------------------------------------------------------ */

static void read_imported_reservation(const source* from, json_t* it,
                                      crn_imported_reservation* reservation) {
  vector_json_only(it, "school slots");
  reservation->school = needed_id(from, it, "school", CRN_SUBJECT_SCHOOL);
  reservation->slots = vector_slots_bits(vector_json_needed_list(it, "slots"));
}

static void read_imported_reservations(const source* from, const json_t* object,
                                       crn_imported_session* session) {
  json_t* entries = vector_json_list_at(object, "reservations");
  const size_t count = json_array_size(entries);
  crn_imported_reservation* reservations =
      vector_scope_memory(from->scope, count, sizeof *reservations);
  for (size_t place = 0; place < count; ++place)
    read_imported_reservation(from, json_array_get(entries, place), &reservations[place]);
  session->reservations = reservations;
  session->reservation_size = sizeof *reservations;
  session->reservation_count = count;
}

static void read_imported_session(const source* from, json_t* it, crn_imported_session* session) {
  vector_json_only(it, "inspector date start end centre category part unavailable reservations");
  session->inspector = needed_id(from, it, "inspector", CRN_SUBJECT_INSPECTOR);
  session->date = vector_date(vector_json_needed_text(it, "date"));
  session->hours = hours_of(it);
  if (vector_json_has(it, "centre"))
    session->centre = needed_id(from, it, "centre", CRN_SUBJECT_CENTRE);
  if (vector_json_has(it, "category"))
    session->category = vector_category(vector_json_needed_text(it, "category"));
  session->part = part_at(it);
  session->unavailable = vector_slots_bits(vector_json_list_at(it, "unavailable"));
  read_imported_reservations(from, it, session);
}

static void read_import_planning(const source* from, vector_arguments* to) {
  crn_import_planning* command = &to->import_planning;
  CRN_INIT(*command);
  json_t* entries = vector_json_needed_list(from->arguments, "sessions");
  const size_t count = json_array_size(entries);
  crn_imported_session* sessions = vector_scope_memory(from->scope, count, sizeof *sessions);
  for (size_t place = 0; place < count; ++place)
    read_imported_session(from, json_array_get(entries, place), &sessions[place]);
  command->office = id_at(from, from->arguments, "office", CRN_SUBJECT_OFFICE);
  command->notify = flag_at(from, "notify");
  command->sessions = sessions;
  command->session_size = sizeof *sessions;
  command->session_count = count;
}

/* ---- Running ----------------------------------------------------------------------------- */

#define RUNS(command)                                                              \
  static crn_status run_##command(const crn_engine* engine, const crn_call* call,  \
                                  const vector_arguments* as, crn_event** receipt, \
                                  crn_error** error) {                             \
    return crn_engine_##command(engine, call, &as->command, receipt, error);       \
  }

RUNS(create_sessions)
RUNS(remove_sessions)
RUNS(plan_sessions)
RUNS(unplan_sessions)
RUNS(change_session)
RUNS(reserve_slots)
RUNS(reserve_wish)
RUNS(cancel_by_office)
RUNS(cancel_by_school)
RUNS(block_slots)
RUNS(unblock_slots)
RUNS(add_closure)
RUNS(remove_closures)
RUNS(set_rules)
RUNS(import_planning)

#define KIND(command, keys) {#command, keys, read_##command, run_##command}

static const struct vector_command_kind kKinds[] = {
    KIND(create_sessions, "sessions override_calendar"),
    KIND(remove_sessions, "sessions"),
    KIND(plan_sessions, "sessions centre category part override_calendar"),
    KIND(unplan_sessions, "sessions cascade reason"),
    KIND(change_session, "session inspector centre date start reason override_calendar"),
    KIND(reserve_slots, "school slots"),
    KIND(reserve_wish, "school category exams units part inspectors centre from to half_day"),
    KIND(cancel_by_office, "reservations slots reason correction"),
    KIND(cancel_by_school, "reservations slots"),
    KIND(block_slots, "slots reason"),
    KIND(unblock_slots, "slots reason"),
    KIND(add_closure, "inspector centre office from to reason"),
    KIND(remove_closures, "closures"),
    KIND(set_rules, "rules"),
    KIND(import_planning, "office notify sessions"),
};

static const struct vector_command_kind* kind_named(const char* name) {
  for (size_t place = 0; place < sizeof kKinds / sizeof kKinds[0]; ++place)
    if (strcmp(kKinds[place].name, name) == 0) return &kKinds[place];
  vector_stop("no such command: %s", name);
  return NULL;
}

vector_command vector_command_read(const vector_symbols* symbols, vector_scope* scope,
                                   const char* name, json_t* arguments) {
  const source from = {symbols, scope, arguments};
  vector_command command;
  memset(&command, 0, sizeof command);
  command.kind = kind_named(name);
  if (arguments != NULL) vector_json_only(arguments, command.kind->keys);
  command.kind->read(&from, &command.as);
  return command;
}

crn_status vector_command_run(const vector_command* command, const crn_engine* engine,
                              const crn_call* call, crn_event** receipt, crn_error** error) {
  return command->kind->run(engine, call, &command->as, receipt, error);
}
