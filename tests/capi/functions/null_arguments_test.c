#include "every_command.h"
#include "one_of_each.h"
#include "tests.h"

static const crn_text no_bytes = {NULL, 1};

/* ---- Functions that cannot fail ---------------------------------------------------------- */

static void what_cannot_fail_gives_nothing_of_null(void** state) {
  (void)state;
  crn_cursor next;
  assert_int_equal(crn_error_code(NULL), CRN_OK);
  EXPECT_EMPTY(crn_error_message(NULL, CRN_LANGUAGE_FRENCH));
  EXPECT_EMPTY(crn_error_text(NULL));
  assert_int_equal(crn_error_limit(NULL), 0);
  assert_int_equal(crn_error_actual(NULL), 0);
  assert_int_equal(crn_error_subject_count(NULL), 0);
  EXPECT_EMPTY(crn_string_text(NULL));
  assert_int_equal(crn_rows_count(NULL, CRN_ROWS_SESSIONS), 0);
  assert_int_equal(crn_rows_number(NULL), 0);
  assert_int_equal(crn_rows_rules_version(NULL), 0);
  assert_int_equal(crn_rows_next(NULL, &next), 0);
  assert_null(crn_rows_event(NULL, 0));
  assert_null(crn_rows_notice(NULL, 0));
  assert_null(crn_rows_fault_error(NULL, 0));
  assert_null(crn_database_storage(NULL));
  assert_null(crn_database_directory(NULL));
  assert_null(crn_database_outbox(NULL));
  assert_null(crn_event_notice(NULL, 0));
  assert_int_equal(crn_planning_file_departement(NULL).code[0], 0);
  assert_int_equal(crn_planning_file_session_count(NULL), 0);
  assert_int_equal(crn_commit_count(NULL), 0);
  assert_null(crn_commit_event(NULL, 0));
}

static void what_gives_nothing_takes_null(void** state) {
  (void)state;
  const crn_cursor next = {1, 1};
  crn_error_destroy(NULL);
  crn_string_destroy(NULL);
  crn_rows_destroy(NULL);
  crn_database_destroy(NULL);
  crn_engine_destroy(NULL);
  crn_event_destroy(NULL);
  crn_notifier_destroy(NULL);
  crn_planning_file_destroy(NULL);
  crn_storage_destroy(NULL);
  crn_directory_destroy(NULL);
  crn_outbox_destroy(NULL);
  crn_clock_destroy(NULL);
  const crn_subject subject = {1, CRN_SUBJECT_SESSION, 0, 0, {""}};
  crn_answer_set_text(NULL, crn_text_of("x"));
  crn_answer_add_subject(NULL, subject);
  crn_rows_set_number(NULL, 1);
  crn_rows_set_next(NULL, next);
  crn_rows_set_rules_version(NULL, 1);
  crn_rows_set_closures_revision(NULL, 1);
  crn_rows_set_more_candidates(NULL);
}

static void the_place_of_a_next_page_may_be_left_out(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  crn_rows_next(rows, NULL);
  crn_rows_destroy(rows);
}

/* ---- Errors, dates ----------------------------------------------------------------------- */

static void of_errors(void** state) {
  busy_office* busy = *state;
  crn_error* why = too_late_error(busy);
  crn_subject subject;
  crn_deadline deadline;
  CRN_INIT(deadline);
  NAMES("error", crn_error_subjects(NULL, 0, 1, &subject, sizeof subject, error));
  NAMES("to", crn_error_subjects(why, 0, 1, NULL, sizeof subject, error));
  NAMES("error", crn_error_deadline(NULL, &deadline, error));
  NAMES("deadline", crn_error_deadline(why, NULL, error));
  crn_error_destroy(why);
}

static void of_times(void** state) {
  (void)state;
  const crn_departement in_93 = crn_departement_of("93");
  const int32_t local_time = at(MONDAY, 8, 30);
  const int64_t instant = utc(MONDAY, 6, 30, 0);
  int32_t local_times[1];
  int64_t instants[1];
  NAMES("local_times", crn_to_instants(in_93, NULL, 1, instants, error));
  NAMES("instants", crn_to_instants(in_93, &local_time, 1, NULL, error));
  NAMES("instants", crn_to_local_times(in_93, NULL, 1, local_times, error));
  NAMES("local_times", crn_to_local_times(in_93, &instant, 1, NULL, error));
}

/* ---- Rows -------------------------------------------------------------------------------- */

#define TAKES_NO_NULL(function, type)                                     \
  do {                                                                    \
    type its_row;                                                         \
    NAMES("rows", function(NULL, 0, 1, &its_row, sizeof its_row, error)); \
    NAMES("to", function(rows, 0, 1, NULL, sizeof its_row, error));       \
  } while (0)

static void of_rows(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  NAMES("rows", crn_rows_create(NULL, error));
  TAKES_NO_NULL(crn_rows_sessions, crn_session);
  TAKES_NO_NULL(crn_rows_reservations, crn_reservation);
  TAKES_NO_NULL(crn_rows_blocks, crn_block);
  TAKES_NO_NULL(crn_rows_closures, crn_closure);
  TAKES_NO_NULL(crn_rows_refusals, crn_refusal);
  TAKES_NO_NULL(crn_rows_rules, crn_rule);
  TAKES_NO_NULL(crn_rows_delivery_states, crn_delivery_state);
  TAKES_NO_NULL(crn_rows_offices, crn_office);
  TAKES_NO_NULL(crn_rows_schools, crn_school);
  TAKES_NO_NULL(crn_rows_inspectors, crn_inspector);
  TAKES_NO_NULL(crn_rows_centres, crn_centre);
  TAKES_NO_NULL(crn_rows_units, crn_units);
  crn_rows_destroy(rows);
}

static void of_lines_faults_and_findings(void** state) {
  busy_office* busy = *state;
  crn_event* preview = previewed_reservation(busy);
  crn_rows* rows = NULL;
  DONE(crn_engine_listing(busy->office.engine, preview, CRN_LANGUAGE_FRENCH, &rows, error));
  TAKES_NO_NULL(crn_rows_listing_lines, crn_listing_line);
  crn_rows_destroy(rows);
  crn_event_destroy(preview);
  crn_rows* entries = NULL;
  FAILS(CRN_ERROR_BAD_FILE,
        crn_read_entries(crn_text_of("Prix\n1\n"), CRN_ENCODING_UTF_8, &entries, &rows, error));
  TAKES_NO_NULL(crn_rows_faults, crn_fault);
  crn_rows_destroy(rows);
  crn_finding finding;
  NAMES("rows", crn_rows_findings(NULL, 0, 1, &finding, sizeof finding, error));
}

#define ADDS_NO_NULL(function, type, example)                          \
  do {                                                                 \
    const type its_row = example;                                      \
    NAMES("rows", function(NULL, &its_row, 1, sizeof its_row, error)); \
    NAMES("from", function(rows, NULL, 1, sizeof its_row, error));     \
  } while (0)

static crn_office an_office(void) {
  const crn_office it = {1, TEXT("BER 93"), TEXT(""), TEXT(""), NULL, 0, TEXT("")};
  return it;
}
static crn_school a_school(void) {
  const crn_school it = {1, TEXT("Auto-école 93-001"), TEXT("AE-1"), TEXT(""), TEXT(""), 0, 0};
  return it;
}
static crn_inspector an_inspector(void) {
  const crn_inspector it = {1, TEXT("93-01"), TEXT("IPCSR 93-01"), NULL, 0, TEXT(""), 0, 0};
  return it;
}
static crn_centre a_centre(void) {
  const crn_centre it = {1, TEXT("Rosny"), TEXT(""), TEXT(""), {"93"}, 0};
  return it;
}

static void of_adding_rows(void** state) {
  (void)state;
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  ADDS_NO_NULL(crn_rows_add_offices, crn_office, an_office());
  ADDS_NO_NULL(crn_rows_add_schools, crn_school, a_school());
  ADDS_NO_NULL(crn_rows_add_inspectors, crn_inspector, an_inspector());
  ADDS_NO_NULL(crn_rows_add_centres, crn_centre, a_centre());
  ADDS_NO_NULL(crn_rows_add_sessions, crn_session, a_session());
  ADDS_NO_NULL(crn_rows_add_reservations, crn_reservation, a_reservation());
  ADDS_NO_NULL(crn_rows_add_blocks, crn_block, a_block());
  ADDS_NO_NULL(crn_rows_add_closures, crn_closure, a_closure());
  ADDS_NO_NULL(crn_rows_add_refusals, crn_refusal, a_refusal());
  ADDS_NO_NULL(crn_rows_add_rules, crn_rule, a_rule());
  ADDS_NO_NULL(crn_rows_add_units, crn_units, some_units());
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 0);
  crn_rows_destroy(rows);
}

static void within_rows_that_are_added(void** state) {
  (void)state;
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  crn_office office = an_office();
  office.departement_count = 1;
  NAMES("departements", crn_rows_add_offices(rows, &office, 1, sizeof office, error));
  crn_inspector inspector = an_inspector();
  inspector.posting_count = 1;
  NAMES("postings", crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, error));
  crn_refusal refusal = a_refusal();
  refusal.slots = NULL;
  NAMES("slots", crn_rows_add_refusals(rows, &refusal, 1, sizeof refusal, error));
  crn_school school = a_school();
  school.name = no_bytes;
  NAMES("name", crn_rows_add_schools(rows, &school, 1, sizeof school, error));
  crn_rows_destroy(rows);
}

static void of_adding_an_event_or_a_notice(void** state) {
  (void)state;
  const crn_notice_facts facts = a_notice();
  const crn_notice_line line = a_notice_line();
  const crn_delivery_state delivery = a_delivery_state();
  crn_event_head head;
  CRN_INIT(head);
  head.departement = crn_departement_of("93");
  head.number = 1;
  head.command = CRN_COMMAND_BLOCK_SLOTS;
  head.role = CRN_ROLE_OFFICE;
  head.who = BER_93;
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  NAMES("rows", crn_rows_add_event(NULL, &head, crn_text_of(""), error));
  NAMES("head", crn_rows_add_event(rows, NULL, crn_text_of(""), error));
  NAMES("json", crn_rows_add_event(rows, &head, no_bytes, error));
  NAMES("rows", crn_rows_add_notice(NULL, &facts, sizeof facts, &line, 1, sizeof line, &delivery,
                                    sizeof delivery, error));
  NAMES("facts", crn_rows_add_notice(rows, NULL, sizeof facts, &line, 1, sizeof line, &delivery,
                                     sizeof delivery, error));
  NAMES("lines", crn_rows_add_notice(rows, &facts, sizeof facts, NULL, 1, sizeof line, &delivery,
                                     sizeof delivery, error));
  NAMES("state", crn_rows_add_notice(rows, &facts, sizeof facts, &line, 1, sizeof line, NULL,
                                     sizeof delivery, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 0);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 0);
  crn_rows_destroy(rows);
}

/* ---- Databases and engines --------------------------------------------------------------- */

static void of_databases(void** state) {
  busy_office* busy = *state;
  crn_database* database = NULL;
  crn_database* const own = busy->office.database;
  crn_string* mode = NULL;
  crn_rows* rows = NULL;
  crn_sqlite_options options;
  CRN_INIT(options);
  options.path = crn_text_of("never-made.db");
  crn_purge purge;
  CRN_INIT(purge);
  purge.now = utc(MONDAY, 0, 0, 0);
  const crn_departement in_93 = busy->office.in_93;
  NAMES_AND_CLEARS("options", database, crn_database_open_sqlite(NULL, &database, error));
  NAMES("database", crn_database_open_sqlite(&options, NULL, error));
  crn_open_options open_options;
  CRN_INIT(open_options);
  open_options.where = crn_text_of("never-made.db");
  NAMES_AND_CLEARS("options", database, crn_database_open(NULL, &database, error));
  NAMES("database", crn_database_open(&open_options, NULL, error));
  int64_t number = 7;
  NAMES("database", crn_database_wait_for_change(NULL, in_93, 0, 0, &number, error));
  assert_int_equal(number, 0);
  NAMES("number", crn_database_wait_for_change(own, in_93, 0, 0, NULL, error));
  NAMES("database", crn_database_create_in_memory(NULL, NULL, error));
  crn_rows* entries = one_of_each();
  NAMES("database", crn_database_put(NULL, entries, 0, NULL, error));
  crn_rows_destroy(entries);
  NAMES("entries", crn_database_put(own, NULL, 0, NULL, error));
  NAMES_AND_CLEARS("database", mode, crn_database_journal_mode(NULL, &mode, error));
  NAMES("mode", crn_database_journal_mode(own, NULL, error));
  NAMES("database", crn_database_backup(NULL, crn_text_of("never-made.db"), error));
  NAMES_AND_CLEARS("database", rows, crn_database_check(NULL, &rows, error));
  NAMES("findings", crn_database_check(own, NULL, error));
  NAMES("database", crn_database_purge(NULL, &purge, NULL, error));
  NAMES("database", crn_database_redact(NULL, in_93, 1, error));
}

static void of_engines(void** state) {
  busy_office* busy = *state;
  crn_engine* engine = NULL;
  crn_engine_options options = engine_options_of(&busy->office);
  NAMES_AND_CLEARS("options", engine, crn_engine_create(NULL, &engine, error));
  NAMES("engine", crn_engine_create(&options, NULL, error));
  options.database = NULL;
  options.directory = crn_database_directory(busy->office.database);
  NAMES_AND_CLEARS("storage", engine, crn_engine_create(&options, &engine, error));
  options.directory = NULL;
  options.storage = crn_database_storage(busy->office.database);
  NAMES_AND_CLEARS("directory", engine, crn_engine_create(&options, &engine, error));
}

/* ---- Commands ---------------------------------------------------------------------------- */

static void of_every_command(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  crn_event* receipt = NULL;
  for (size_t index = 0; index < COMMAND_COUNT; ++index) {
    const any_command* it = &busy->all[index];
    crn_call nobody = *it->call;
    nobody.actor = NULL;
    NAMES_AND_CLEARS("engine", receipt, it->run(NULL, it->call, it->command, &receipt, error));
    NAMES_AND_CLEARS("call", receipt, it->run(engine, NULL, it->command, &receipt, error));
    NAMES_AND_CLEARS("actor", receipt, it->run(engine, &nobody, it->command, &receipt, error));
    NAMES_AND_CLEARS("command", receipt, it->run(engine, it->call, NULL, &receipt, error));
  }
}

static void of_every_receipt_is_allowed(void** state) {
  busy_office* busy = *state;
  for (size_t index = 0; index < COMMAND_COUNT; ++index) {
    const any_command* it = &busy->all[index];
    crn_call call = *it->call;
    call.mode = CRN_MODE_PREVIEW;
    DONE(it->run(busy->office.engine, &call, it->command, NULL, error));
  }
}

#define NEEDS_ARRAY(field, runner, type, example, pointer)                           \
  do {                                                                               \
    type its_command = busy->example;                                                \
    its_command.pointer = NULL;                                                      \
    NAMES(field, runner(busy->office.engine, busy_call, &its_command, NULL, error)); \
  } while (0)

static void where_a_command_counts_something(void** state) {
  busy_office* busy = *state;
  const crn_call* busy_call = &busy->office.by_office;
  NEEDS_ARRAY("sessions", crn_engine_create_sessions, crn_create_sessions, create, sessions);
  NEEDS_ARRAY("sessions", crn_engine_remove_sessions, crn_remove_sessions, remove, sessions);
  NEEDS_ARRAY("sessions", crn_engine_plan_sessions, crn_plan_sessions, plan, sessions);
  NEEDS_ARRAY("sessions", crn_engine_unplan_sessions, crn_unplan_sessions, unplan, sessions);
  NEEDS_ARRAY("cascade", crn_engine_unplan_sessions, crn_unplan_sessions, unplan, cascade);
  NEEDS_ARRAY("slots", crn_engine_reserve_slots, crn_reserve_slots, reserve, slots);
  NEEDS_ARRAY("reservations", crn_engine_cancel_by_office, crn_cancel_by_office, cancel_by_office,
              reservations);
  NEEDS_ARRAY("slots", crn_engine_block_slots, crn_block_slots, block, slots);
  NEEDS_ARRAY("slots", crn_engine_unblock_slots, crn_block_slots, unblock, slots);
  NEEDS_ARRAY("closures", crn_engine_remove_closures, crn_remove_closures, reopen, closures);
  busy_call = &busy->office.by_school;
  NEEDS_ARRAY("reservations", crn_engine_cancel_by_school, crn_cancel_by_school, cancel_by_school,
              reservations);
  busy_call = &busy->office.by_operator;
  NEEDS_ARRAY("rules", crn_engine_set_rules, crn_set_rules, set_rules, rules);
  NEEDS_ARRAY("sessions", crn_engine_import_planning, crn_import_planning, import, sessions);
}

static void where_a_command_counts_what_its_example_leaves_out(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  crn_reserve_wish wish = busy->wish;
  wish.inspector_count = 1;
  NAMES("inspectors", crn_engine_reserve_wish(engine, &busy->office.by_office, &wish, NULL, error));
  crn_cancel_by_office cancel = busy->cancel_by_office;
  cancel.slot_count = 1;
  NAMES("slots",
        crn_engine_cancel_by_office(engine, &busy->office.by_office, &cancel, NULL, error));
  crn_cancel_by_school by_school = busy->cancel_by_school;
  by_school.slot_count = 1;
  NAMES("slots",
        crn_engine_cancel_by_school(engine, &busy->office.by_school, &by_school, NULL, error));
  busy->imported_session.reservation_size = sizeof(crn_imported_reservation);
  busy->imported_session.reservation_count = 1;
  NAMES("reservations",
        crn_engine_import_planning(engine, &busy->office.by_operator, &busy->import, NULL, error));
}

static void of_batches(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_batch_item item = {&busy->office.by_office, &busy->block, CRN_COMMAND_BLOCK_SLOTS, 0};
  crn_batch_outcome outcome;
  NAMES("engine", crn_engine_run_batch(NULL, &item, 1, sizeof item, &outcome, sizeof outcome, NULL,
                                       NULL, error));
  NAMES("items", crn_engine_run_batch(engine, NULL, 1, sizeof item, &outcome, sizeof outcome, NULL,
                                      NULL, error));
  NAMES("outcomes", crn_engine_run_batch(engine, &item, 1, sizeof item, NULL, sizeof outcome, NULL,
                                         NULL, error));
  assert_string_equal(slots_now(&busy->office, busy->planned), "RR....x");
}

/* ---- Events ------------------------------------------------------------------------------ */

static void of_events(void** state) {
  busy_office* busy = *state;
  crn_event* event = previewed_reservation(busy);
  crn_event_head head;
  CRN_INIT(head);
  crn_session session;
  crn_reservation_change reservation;
  crn_block_change blocked;
  crn_closure closure;
  crn_rule rule;
  crn_remark remark;
  crn_string* json = NULL;
  NAMES("event", crn_event_get(NULL, &head, error));
  NAMES("head", crn_event_get(event, NULL, error));
  NAMES("event", crn_event_sessions(NULL, CRN_SIDE_AFTER, 0, 1, &session, sizeof session, error));
  NAMES("event", crn_event_relied_on(NULL, 0, 1, &session, sizeof session, error));
  NAMES("to", crn_event_relied_on(event, 0, 1, NULL, sizeof session, error));
  NAMES("event", crn_event_reservations(NULL, 0, 1, &reservation, sizeof reservation, error));
  NAMES("to", crn_event_reservations(event, 0, 1, NULL, sizeof reservation, error));
  NAMES("event", crn_event_blocks(NULL, 0, 1, &blocked, sizeof blocked, error));
  NAMES("event", crn_event_closures(NULL, 0, 1, &closure, sizeof closure, error));
  NAMES("event", crn_event_rules(NULL, CRN_SIDE_AFTER, 0, 1, &rule, sizeof rule, error));
  NAMES("event", crn_event_remarks(NULL, 0, 1, &remark, sizeof remark, error));
  NAMES_AND_CLEARS("event", json, crn_event_json(NULL, &json, error));
  NAMES("json", crn_event_json(event, NULL, error));
  crn_event_destroy(event);
}

static crn_event* preview_of(const busy_office* busy, const any_command* it) {
  crn_call call = *it->call;
  call.mode = CRN_MODE_PREVIEW;
  crn_event* preview = NULL;
  DONE(it->run(busy->office.engine, &call, it->command, &preview, error));
  return preview;
}

static void where_the_rows_of_an_event_are_copied(void** state) {
  busy_office* busy = *state;
  crn_event* created = preview_of(busy, &busy->all[CRN_COMMAND_CREATE_SESSIONS - 1]);
  NAMES("to", crn_event_sessions(created, CRN_SIDE_AFTER, 0, 1, NULL, sizeof(crn_session), error));
  crn_event_destroy(created);
  crn_event* blocked = preview_of(busy, &busy->all[CRN_COMMAND_BLOCK_SLOTS - 1]);
  NAMES("to", crn_event_blocks(blocked, 0, 1, NULL, sizeof(crn_block_change), error));
  crn_event_destroy(blocked);
  crn_event* closed = preview_of(busy, &busy->all[CRN_COMMAND_ADD_CLOSURE - 1]);
  NAMES("to", crn_event_closures(closed, 0, 1, NULL, sizeof(crn_closure), error));
  crn_event_destroy(closed);
  crn_event* rules = preview_of(busy, &busy->all[CRN_COMMAND_SET_RULES - 1]);
  NAMES("to", crn_event_rules(rules, CRN_SIDE_AFTER, 0, 1, NULL, sizeof(crn_rule), error));
  crn_event_destroy(rules);
  busy->close.who = ROSNY;
  crn_event* remarked = preview_of(busy, &busy->all[CRN_COMMAND_ADD_CLOSURE - 1]);
  NAMES("to", crn_event_remarks(remarked, 0, 1, NULL, sizeof(crn_remark), error));
  crn_event_destroy(remarked);
}

/* ---- Queries ----------------------------------------------------------------------------- */

#define QUERIES_NO_NULL(function, its_filter, filter_name)                                    \
  do {                                                                                        \
    NAMES_AND_CLEARS("engine", rows, function(NULL, actor, &its_filter, NULL, &rows, error)); \
    NAMES_AND_CLEARS("actor", rows, function(engine, NULL, &its_filter, NULL, &rows, error)); \
    NAMES_AND_CLEARS(filter_name, rows, function(engine, actor, NULL, NULL, &rows, error));   \
    NAMES("rows", function(engine, actor, &its_filter, NULL, NULL, error));                   \
  } while (0)

static void of_lists(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  crn_rows* rows = NULL;
  crn_session_filter sessions = all_sessions();
  crn_exam_query exams;
  CRN_INIT(exams);
  exams.departement = busy->office.in_93;
  exams.school = SCHOOL_012;
  crn_closure_filter closures;
  CRN_INIT(closures);
  closures.departement = busy->office.in_93;
  crn_event_filter history;
  CRN_INIT(history);
  history.departement = busy->office.in_93;
  QUERIES_NO_NULL(crn_engine_sessions, sessions, "filter");
  QUERIES_NO_NULL(crn_engine_planning, sessions, "filter");
  QUERIES_NO_NULL(crn_engine_exams, exams, "query");
  QUERIES_NO_NULL(crn_engine_closures, closures, "filter");
  QUERIES_NO_NULL(crn_engine_history, history, "filter");
  sessions.inspector_count = 1;
  NAMES_AND_CLEARS("inspectors", rows,
                   crn_engine_sessions(engine, actor, &sessions, NULL, &rows, error));
}

static void of_other_queries(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  const crn_departement in_93 = busy->office.in_93;
  const crn_text name = crn_text_of("012");
  crn_rows* rows = NULL;
  NAMES_AND_CLEARS("engine", rows,
                   crn_engine_find_schools(NULL, actor, in_93, name, 0, &rows, error));
  NAMES_AND_CLEARS("actor", rows,
                   crn_engine_find_schools(engine, NULL, in_93, name, 0, &rows, error));
  NAMES_AND_CLEARS("text", rows,
                   crn_engine_find_schools(engine, actor, in_93, no_bytes, 0, &rows, error));
  NAMES("rows", crn_engine_find_schools(engine, actor, in_93, name, 0, NULL, error));
  NAMES_AND_CLEARS("engine", rows, crn_engine_school_named(NULL, actor, in_93, name, &rows, error));
  NAMES_AND_CLEARS("actor", rows, crn_engine_school_named(engine, NULL, in_93, name, &rows, error));
  NAMES_AND_CLEARS("text", rows,
                   crn_engine_school_named(engine, actor, in_93, no_bytes, &rows, error));
  NAMES("rows", crn_engine_school_named(engine, actor, in_93, name, NULL, error));
  NAMES_AND_CLEARS("engine", rows, crn_engine_refusals(NULL, actor, in_93, NULL, &rows, error));
  NAMES_AND_CLEARS("actor", rows, crn_engine_refusals(engine, NULL, in_93, NULL, &rows, error));
  NAMES("rows", crn_engine_refusals(engine, actor, in_93, NULL, NULL, error));
  NAMES_AND_CLEARS("engine", rows,
                   crn_engine_entries(NULL, CRN_ROWS_SCHOOLS, NULL, 0, &rows, error));
  NAMES_AND_CLEARS("ids", rows,
                   crn_engine_entries(engine, CRN_ROWS_SCHOOLS, NULL, 1, &rows, error));
  NAMES("rows", crn_engine_entries(engine, CRN_ROWS_SCHOOLS, NULL, 0, NULL, error));
}

static void of_weeks(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  crn_units units;
  size_t count = 1;
  crn_week_query query;
  CRN_INIT(query);
  query.departement = busy->office.in_93;
  query.week = MONDAY;
  NAMES("engine",
        crn_engine_week(NULL, actor, &query, &units, 1, sizeof units, &count, NULL, error));
  assert_int_equal(count, 0);
  NAMES("actor",
        crn_engine_week(engine, NULL, &query, &units, 1, sizeof units, &count, NULL, error));
  NAMES("query",
        crn_engine_week(engine, actor, NULL, &units, 1, sizeof units, &count, NULL, error));
  NAMES("to", crn_engine_week(engine, actor, &query, NULL, 1, sizeof units, &count, NULL, error));
  NAMES("count",
        crn_engine_week(engine, actor, &query, &units, 1, sizeof units, NULL, NULL, error));
}

/* ---- Rules and words --------------------------------------------------------------------- */

static void of_rules(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_departement in_93 = busy->office.in_93;
  const int32_t start = at(MONDAY, 8, 30);
  crn_rows* rows = NULL;
  crn_rules rules;
  CRN_INIT(rules);
  crn_deadline deadline;
  CRN_INIT(deadline);
  int32_t holiday = 0;
  int64_t closes_at = 0;
  NAMES_AND_CLEARS("engine", rows, crn_engine_rules(NULL, &rows, error));
  NAMES("rows", crn_engine_rules(engine, NULL, error));
  NAMES("engine", crn_engine_rules_on(NULL, MONDAY, &rules, error));
  NAMES("rules", crn_engine_rules_on(engine, MONDAY, NULL, error));
  NAMES("engine", crn_engine_is_holiday(NULL, in_93, MONDAY, &holiday, error));
  NAMES("holiday", crn_engine_is_holiday(engine, in_93, MONDAY, NULL, error));
  NAMES("rules", crn_check_rules(NULL, 1, sizeof(crn_rule), error));
  NAMES("engine", crn_engine_deadline(NULL, in_93, start, &deadline, error));
  NAMES("deadline", crn_engine_deadline(engine, in_93, start, NULL, error));
  NAMES("engine", crn_engine_deadlines(NULL, in_93, &start, 1, &closes_at, error));
  NAMES("exam_starts", crn_engine_deadlines(engine, in_93, NULL, 1, &closes_at, error));
  NAMES("closes_at", crn_engine_deadlines(engine, in_93, &start, 1, NULL, error));
}

static void of_words(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_departement in_93 = busy->office.in_93;
  crn_event* event = previewed_reservation(busy);
  crn_error* why = too_late_error(busy);
  crn_string* text = NULL;
  crn_rows* lines = NULL;
  NAMES_AND_CLEARS("engine", text,
                   crn_engine_explain(NULL, why, in_93, CRN_LANGUAGE_FRENCH, &text, error));
  NAMES("text", crn_engine_explain(engine, why, in_93, CRN_LANGUAGE_FRENCH, NULL, error));
  NAMES_AND_CLEARS("engine", text,
                   crn_engine_banner(NULL, event, CRN_LANGUAGE_FRENCH, &text, error));
  NAMES_AND_CLEARS("receipt", text,
                   crn_engine_banner(engine, NULL, CRN_LANGUAGE_FRENCH, &text, error));
  NAMES("text", crn_engine_banner(engine, event, CRN_LANGUAGE_FRENCH, NULL, error));
  NAMES_AND_CLEARS("engine", text,
                   crn_engine_question(NULL, event, CRN_LANGUAGE_FRENCH, &text, error));
  NAMES_AND_CLEARS("preview", text,
                   crn_engine_question(engine, NULL, CRN_LANGUAGE_FRENCH, &text, error));
  NAMES("text", crn_engine_question(engine, event, CRN_LANGUAGE_FRENCH, NULL, error));
  NAMES_AND_CLEARS("engine", lines,
                   crn_engine_listing(NULL, event, CRN_LANGUAGE_FRENCH, &lines, error));
  NAMES_AND_CLEARS("receipt", lines,
                   crn_engine_listing(engine, NULL, CRN_LANGUAGE_FRENCH, &lines, error));
  NAMES("lines", crn_engine_listing(engine, event, CRN_LANGUAGE_FRENCH, NULL, error));
  crn_error_destroy(why);
  crn_event_destroy(event);
}

/* ---- Notices ----------------------------------------------------------------------------- */

static crn_identity an_identity(void) {
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.domain = crn_text_of("example.org");
  return identity;
}

static void of_notifiers(void** state) {
  (void)state;
  const crn_identity identity = an_identity();
  crn_notifier* notifier = NULL;
  crn_smtp_options options;
  CRN_INIT(options);
  options.host = crn_text_of("smtp.example.org");
  options.identity = &identity;
  NAMES_AND_CLEARS("options", notifier, crn_notifier_create_smtp(NULL, &notifier, error));
  NAMES("notifier", crn_notifier_create_smtp(&options, NULL, error));
  options.identity = NULL;
  NAMES_AND_CLEARS("identity", notifier, crn_notifier_create_smtp(&options, &notifier, error));
  const crn_text folder = crn_text_of("mails");
  NAMES_AND_CLEARS("folder", notifier,
                   crn_notifier_create_folder(no_bytes, &identity, &notifier, error));
  NAMES_AND_CLEARS("identity", notifier,
                   crn_notifier_create_folder(folder, NULL, &notifier, error));
  NAMES("notifier", crn_notifier_create_folder(folder, &identity, NULL, error));
}

static void of_notices(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  const crn_notice* notice = crn_rows_notice(rows, 0);
  const crn_identity identity = an_identity();
  crn_notice_facts facts;
  crn_notice_line line;
  crn_string* bytes = NULL;
  NAMES("notice", crn_notice_get(NULL, &facts, sizeof facts, error));
  NAMES("facts", crn_notice_get(notice, NULL, sizeof facts, error));
  NAMES("notice", crn_notice_lines(NULL, 0, 1, &line, sizeof line, error));
  NAMES("to", crn_notice_lines(notice, 0, 1, NULL, sizeof line, error));
  NAMES_AND_CLEARS("notice", bytes, crn_notice_mail(NULL, &identity, &bytes, error));
  NAMES_AND_CLEARS("identity", bytes, crn_notice_mail(notice, NULL, &bytes, error));
  NAMES("bytes", crn_notice_mail(notice, &identity, NULL, error));
  crn_rows_destroy(rows);
}

static void of_the_outbox(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.the_operator;
  const crn_identity identity = an_identity();
  const int64_t notice = 1;
  const crn_text no_address = crn_text_of("");
  crn_rows* rows = NULL;
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create_folder(crn_text_of("mails"), &identity, &notifier, error));
  NAMES("engine", crn_engine_send(NULL, actor, notifier, NULL, NULL, error));
  NAMES("actor", crn_engine_send(engine, NULL, notifier, NULL, NULL, error));
  NAMES("notifier", crn_engine_send(engine, actor, NULL, NULL, NULL, error));
  NAMES_AND_CLEARS("engine", rows, crn_engine_notices(NULL, actor, 0, 0, 0, &rows, error));
  NAMES_AND_CLEARS("actor", rows, crn_engine_notices(engine, NULL, 0, 0, 0, &rows, error));
  NAMES("rows", crn_engine_notices(engine, actor, 0, 0, 0, NULL, error));
  NAMES("engine", crn_engine_retry(NULL, actor, &notice, 1, no_address, error));
  NAMES("actor", crn_engine_retry(engine, NULL, &notice, 1, no_address, error));
  NAMES("notices", crn_engine_retry(engine, actor, NULL, 1, no_address, error));
  NAMES("address", crn_engine_retry(engine, actor, &notice, 1, no_bytes, error));
  crn_notifier_destroy(notifier);
}

/* ---- Files ------------------------------------------------------------------------------- */

static void of_exports(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  crn_session_filter filter = all_sessions();
  filter.period.first = MONDAY;
  filter.period.last = MONDAY + 4;
  crn_string* bytes = NULL;
  crn_workbook workbook;
  CRN_INIT(workbook);
  workbook.path = crn_text_of("never-made.xlsx");
  workbook.filter = &filter;
  NAMES("engine", crn_engine_write_workbook(NULL, actor, &workbook, error));
  NAMES("actor", crn_engine_write_workbook(engine, NULL, &workbook, error));
  NAMES("workbook", crn_engine_write_workbook(engine, actor, NULL, error));
  workbook.filter = NULL;
  NAMES("filter", crn_engine_write_workbook(engine, actor, &workbook, error));
  NAMES_AND_CLEARS("engine", bytes,
                   crn_engine_write_csv(NULL, actor, &filter, NULL, &bytes, error));
  NAMES_AND_CLEARS("actor", bytes,
                   crn_engine_write_csv(engine, NULL, &filter, NULL, &bytes, error));
  NAMES_AND_CLEARS("filter", bytes, crn_engine_write_csv(engine, actor, NULL, NULL, &bytes, error));
  NAMES("bytes", crn_engine_write_csv(engine, actor, &filter, NULL, NULL, error));
}

static void of_imports(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_text rows_of_a_file =
      crn_text_of("Date,Heure,Matricule,Centre,Departement\n17/06/26,08:30,93-07,Rosny,93\n");
  crn_planning_options options;
  CRN_INIT(options);
  crn_planning_file* file = NULL;
  crn_event* receipt = NULL;
  NAMES_AND_CLEARS("engine", file,
                   crn_engine_read_planning(NULL, rows_of_a_file, &options, &file, NULL, error));
  NAMES_AND_CLEARS("bytes", file,
                   crn_engine_read_planning(engine, no_bytes, &options, &file, NULL, error));
  NAMES("file", crn_engine_read_planning(engine, rows_of_a_file, &options, NULL, NULL, error));
  DONE(crn_engine_read_planning(engine, rows_of_a_file, &options, &file, NULL, error));
  const crn_call* call = &busy->office.by_operator;
  NAMES_AND_CLEARS("engine", receipt,
                   crn_engine_import_file(NULL, call, file, &receipt, NULL, error));
  NAMES_AND_CLEARS("call", receipt,
                   crn_engine_import_file(engine, NULL, file, &receipt, NULL, error));
  NAMES_AND_CLEARS("file", receipt,
                   crn_engine_import_file(engine, call, NULL, &receipt, NULL, error));
  crn_planning_file_destroy(file);
}

static void of_files_of_entries(void** state) {
  (void)state;
  const crn_text file = crn_text_of("Nom,Lieu,Departement\nRosny,x,93\n");
  crn_rows* entries = NULL;
  crn_string* bytes = NULL;
  NAMES_AND_CLEARS("bytes", entries,
                   crn_read_entries(no_bytes, CRN_ENCODING_UTF_8, &entries, NULL, error));
  NAMES("entries", crn_read_entries(file, CRN_ENCODING_UTF_8, NULL, NULL, error));
  NAMES_AND_CLEARS("entries", bytes,
                   crn_write_entries(NULL, CRN_ROWS_CENTRES, NULL, &bytes, error));
  crn_rows* world = one_of_each();
  NAMES("bytes", crn_write_entries(world, CRN_ROWS_CENTRES, NULL, NULL, error));
  crn_rows_destroy(world);
}

/* ---- Ports ------------------------------------------------------------------------------- */

static void of_ports(void** state) {
  (void)state;
  crn_storage* storage = NULL;
  crn_directory* directory = NULL;
  crn_outbox* outbox = NULL;
  crn_notifier* notifier = NULL;
  crn_clock* clock = NULL;
  int32_t matches = 0;
  NAMES_AND_CLEARS("port", storage, crn_storage_create(NULL, &storage, error));
  NAMES_AND_CLEARS("port", directory, crn_directory_create(NULL, &directory, error));
  NAMES_AND_CLEARS("port", outbox, crn_outbox_create(NULL, &outbox, error));
  NAMES_AND_CLEARS("port", notifier, crn_notifier_create(NULL, &notifier, error));
  NAMES_AND_CLEARS("port", clock, crn_clock_create(NULL, &clock, error));
  NAMES("clock", crn_clock_create_manual(0, NULL, error));
  NAMES("clock", crn_clock_set(NULL, 0, error));
  NAMES("name", crn_name_matches(no_bytes, crn_text_of("x"), &matches, error));
  NAMES("typed", crn_name_matches(crn_text_of("x"), no_bytes, &matches, error));
  NAMES("matches", crn_name_matches(crn_text_of("x"), crn_text_of("x"), NULL, error));
}

static void of_matching_an_event(void** state) {
  busy_office* busy = *state;
  crn_event* event = previewed_reservation(busy);
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = busy->office.in_93;
  int32_t matches = 1;
  NAMES("event", crn_event_matches(NULL, &filter, &matches, error));
  assert_int_equal(matches, 0);
  NAMES("filter", crn_event_matches(event, NULL, &matches, error));
  NAMES("matches", crn_event_matches(event, &filter, NULL, error));
  crn_event_destroy(event);
}

static void of_commits(void** state) {
  (void)state;
  crn_event_head head;
  CRN_INIT(head);
  NAMES("commit", crn_commit_assign(NULL, 0, 1, NULL, 0, NULL, 0, NULL, 0, error));
  NAMES("commit", crn_commit_done(NULL, 0, error));
  NAMES("commit", crn_commit_replayed(NULL, 0, &head, crn_text_of(""), error));
  NAMES("commit", crn_commit_conflict(NULL, 0, error));
  NAMES("commit", crn_commit_failed(NULL, 0, CRN_ERROR_STORAGE_FULL, crn_text_of(""), error));
}

int run_null_arguments_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_cannot_fail_gives_nothing_of_null),
      cmocka_unit_test(what_gives_nothing_takes_null),
      cmocka_unit_test(the_place_of_a_next_page_may_be_left_out),
      IN_A_BUSY_OFFICE(of_errors),
      cmocka_unit_test(of_times),
      cmocka_unit_test(of_rows),
      IN_A_BUSY_OFFICE(of_lines_faults_and_findings),
      cmocka_unit_test(of_adding_rows),
      cmocka_unit_test(within_rows_that_are_added),
      cmocka_unit_test(of_adding_an_event_or_a_notice),
      IN_A_BUSY_OFFICE(of_databases),
      IN_A_BUSY_OFFICE(of_engines),
      IN_A_BUSY_OFFICE(of_every_command),
      IN_A_BUSY_OFFICE(of_every_receipt_is_allowed),
      IN_A_BUSY_OFFICE(where_a_command_counts_something),
      IN_A_BUSY_OFFICE(where_a_command_counts_what_its_example_leaves_out),
      IN_A_BUSY_OFFICE(of_batches),
      IN_A_BUSY_OFFICE(of_events),
      IN_A_BUSY_OFFICE(where_the_rows_of_an_event_are_copied),
      IN_A_BUSY_OFFICE(of_lists),
      IN_A_BUSY_OFFICE(of_other_queries),
      IN_A_BUSY_OFFICE(of_weeks),
      IN_A_BUSY_OFFICE(of_rules),
      IN_A_BUSY_OFFICE(of_words),
      cmocka_unit_test(of_notifiers),
      cmocka_unit_test(of_notices),
      IN_A_BUSY_OFFICE(of_the_outbox),
      IN_A_BUSY_OFFICE(of_exports),
      IN_A_BUSY_OFFICE(of_imports),
      cmocka_unit_test(of_files_of_entries),
      cmocka_unit_test(of_ports),
      IN_A_BUSY_OFFICE(of_matching_an_event),
      cmocka_unit_test(of_commits),
  };
  return cmocka_run_group_tests_name("null_arguments", tests, NULL, NULL);
}
