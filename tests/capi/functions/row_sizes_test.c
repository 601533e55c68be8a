#include "every_command.h"
#include "one_of_each.h"
#include "tests.h"

/* A row in an array of a program that knows more fields than the library. */
#define LARGER(type)        \
  struct {                  \
    type known;             \
    unsigned char tail[16]; \
  }

/* ---- Rows that are copied out ------------------------------------------------------------ */

/* `there`: how many rows there are. */
#define EXPECT_COPYING(function, type, its_rows, there)                          \
  do {                                                                           \
    type row;                                                                    \
    LARGER(type) larger;                                                         \
    LARGER(type) zeros;                                                          \
    int64_t start[2] = {0, INT64_C(0x5A5A5A5A5A5A5A5A)};                         \
    memset(&zeros, 0, sizeof zeros);                                             \
    memset(&larger, 0xFF, sizeof larger);                                        \
    DONE(function(its_rows, 0, 1, &row, sizeof row, error));                     \
    DONE(function(its_rows, 0, 1, &larger.known, sizeof larger, error));         \
    assert_memory_equal(larger.tail, zeros.tail, sizeof zeros.tail);             \
    DONE(function(its_rows, 0, 1, (type*)(void*)start, sizeof start[0], error)); \
    assert_memory_equal(start, &row, sizeof start[0]);                           \
    assert_true(start[1] == INT64_C(0x5A5A5A5A5A5A5A5A));                        \
    NAMES("row_size", function(its_rows, 0, 1, &row, 0, error));                 \
    NAMES("row_size", function(its_rows, 0, 1, &row, 1, error));                 \
    EXPECT_PLACES(function, type, its_rows, there);                              \
  } while (0)

/* Rows that are not there cannot be copied, and none of them needs no array. */
#define EXPECT_PLACES(function, type, its_rows, there)                          \
  do {                                                                          \
    type its_row;                                                               \
    DONE(function(its_rows, 0, 0, NULL, sizeof its_row, error));                \
    DONE(function(its_rows, (there), 0, NULL, sizeof its_row, error));          \
    FAILS(CRN_ERROR_BAD_ARGUMENT,                                               \
          function(its_rows, (there), 1, &its_row, sizeof its_row, error));     \
    FAILS(CRN_ERROR_BAD_ARGUMENT,                                               \
          function(its_rows, 0, (there) + 1, &its_row, sizeof its_row, error)); \
    FAILS(CRN_ERROR_BAD_ARGUMENT,                                               \
          function(its_rows, (there) + 1, 0, NULL, sizeof its_row, error));     \
    FAILS(CRN_ERROR_BAD_ARGUMENT,                                               \
          function(its_rows, SIZE_MAX, 2, &its_row, sizeof its_row, error));    \
    FAILS(CRN_ERROR_BAD_ARGUMENT,                                               \
          function(its_rows, 1, SIZE_MAX, &its_row, sizeof its_row, error));    \
  } while (0)

static void of_rows(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  EXPECT_COPYING(crn_rows_sessions, crn_session, rows, 1);
  EXPECT_COPYING(crn_rows_reservations, crn_reservation, rows, 1);
  EXPECT_COPYING(crn_rows_blocks, crn_block, rows, 1);
  EXPECT_COPYING(crn_rows_closures, crn_closure, rows, 1);
  EXPECT_COPYING(crn_rows_refusals, crn_refusal, rows, 1);
  EXPECT_COPYING(crn_rows_rules, crn_rule, rows, 1);
  EXPECT_COPYING(crn_rows_delivery_states, crn_delivery_state, rows, 1);
  EXPECT_COPYING(crn_rows_units, crn_units, rows, 1);
  EXPECT_COPYING(crn_rows_offices, crn_office, rows, 3);
  EXPECT_COPYING(crn_rows_schools, crn_school, rows, 5);
  EXPECT_COPYING(crn_rows_inspectors, crn_inspector, rows, 5);
  EXPECT_COPYING(crn_rows_centres, crn_centre, rows, 5);
  EXPECT_PLACES(crn_rows_findings, crn_finding, rows, 0);
  EXPECT_PLACES(crn_rows_faults, crn_fault, rows, 0);
  EXPECT_PLACES(crn_rows_listing_lines, crn_listing_line, rows, 0);
  crn_rows_destroy(rows);
}

static void of_several_rows(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  crn_school schools[3];
  DONE(crn_rows_schools(rows, 1, 3, schools, sizeof schools[0], error));
  assert_int_equal(schools[0].id, SCHOOL_013);
  assert_int_equal(schools[1].id, INACTIVE_SCHOOL);
  assert_int_equal(schools[2].id, SCHOOL_OF_D);
  LARGER(crn_school) larger[2];
  DONE(crn_rows_schools(rows, 0, 2, &larger[0].known, sizeof larger[0], error));
  assert_int_equal(larger[0].known.id, SCHOOL_012);
  assert_int_equal(larger[1].known.id, SCHOOL_013);
  EXPECT_TEXT(larger[1].known.aurige_id, "AE-93-013");
  crn_rows_destroy(rows);
}

static void of_lines_and_faults(void** state) {
  const busy_office* busy = *state;
  crn_event* preview = previewed_reservation(busy);
  crn_rows* lines = NULL;
  DONE(crn_engine_listing(busy->office.engine, preview, CRN_LANGUAGE_FRENCH, &lines, error));
  EXPECT_PLACES(crn_rows_listing_lines, crn_listing_line, lines,
                crn_rows_count(lines, CRN_ROWS_LISTING_LINES));
  crn_rows_destroy(lines);
  crn_event_destroy(preview);
  crn_rows* entries = NULL;
  crn_rows* faults = NULL;
  FAILS(CRN_ERROR_BAD_FILE,
        crn_read_entries(crn_text_of("Prix\n1\n"), CRN_ENCODING_UTF_8, &entries, &faults, error));
  EXPECT_PLACES(crn_rows_faults, crn_fault, faults, 1);
  crn_rows_destroy(faults);
}

static void of_the_subjects_of_an_error(void** state) {
  const busy_office* busy = *state;
  crn_error* why = too_late_error(busy);
  EXPECT_COPYING(crn_error_subjects, crn_subject, why, 3);
  crn_error_destroy(why);
}

static void of_notices(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  const crn_notice* notice = crn_rows_notice(rows, 0);
  EXPECT_COPYING(crn_notice_lines, crn_notice_line, notice, 1);
  LARGER(crn_notice_facts) larger;
  memset(&larger, 0xFF, sizeof larger);
  DONE(crn_notice_get(notice, &larger.known, sizeof larger, error));
  assert_int_equal(larger.known.id, 71);
  for (size_t place = 0; place < sizeof larger.tail; ++place)
    assert_int_equal(larger.tail[place], 0);
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_notice_get(notice, &larger.known, 0, error));
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_notice_get(notice, &larger.known, 1, error));
  crn_rows_destroy(rows);
}

/* ---- Rows of events ---------------------------------------------------------------------- */

static crn_event* preview_of(const busy_office* busy, int32_t kind) {
  crn_event* preview = NULL;
  for (size_t index = 0; index < COMMAND_COUNT && preview == NULL; ++index) {
    const any_command* it = &busy->all[index];
    if (it->kind != kind) continue;
    crn_call call = *it->call;
    call.mode = CRN_MODE_PREVIEW;
    DONE(it->run(busy->office.engine, &call, it->command, &preview, error));
  }
  return preview;
}

#define SESSIONS_AFTER(event, first, count, to, size, error) \
  crn_event_sessions(event, CRN_SIDE_AFTER, first, count, to, size, error)
#define RULES_AFTER(event, first, count, to, size, error) \
  crn_event_rules(event, CRN_SIDE_AFTER, first, count, to, size, error)

static void of_events(void** state) {
  busy_office* busy = *state;
  crn_event* created = preview_of(busy, CRN_COMMAND_CREATE_SESSIONS);
  EXPECT_COPYING(SESSIONS_AFTER, crn_session, created, 1);
  crn_event_destroy(created);
  crn_event* reserved = preview_of(busy, CRN_COMMAND_RESERVE_SLOTS);
  EXPECT_COPYING(crn_event_relied_on, crn_session, reserved, 1);
  EXPECT_COPYING(crn_event_reservations, crn_reservation_change, reserved, 1);
  crn_event_destroy(reserved);
  crn_event* blocked = preview_of(busy, CRN_COMMAND_BLOCK_SLOTS);
  EXPECT_COPYING(crn_event_blocks, crn_block_change, blocked, 1);
  crn_event_destroy(blocked);
  busy->close.who = ROSNY;
  crn_event* closed = preview_of(busy, CRN_COMMAND_ADD_CLOSURE);
  EXPECT_COPYING(crn_event_closures, crn_closure, closed, 1);
  EXPECT_COPYING(crn_event_remarks, crn_remark, closed, 1);
  crn_event_destroy(closed);
  crn_event* rules = preview_of(busy, CRN_COMMAND_SET_RULES);
  EXPECT_COPYING(RULES_AFTER, crn_rule, rules, 1);
  crn_event_destroy(rules);
}

/* ---- Rows that are given ----------------------------------------------------------------- */

/* `least`: the last field that the example needs. */
#define EXPECT_ADDING(function, type, example, least, kind)                               \
  do {                                                                                    \
    const type row = example;                                                             \
    LARGER(type) larger;                                                                  \
    const size_t known = (offsetof(type, least) + sizeof row.least + 7) / 8 * 8;          \
    memset(&larger, 0, sizeof larger);                                                    \
    larger.known = row;                                                                   \
    DONE(function(rows, &larger.known, 1, sizeof larger, error));                         \
    DONE(function(rows, &row, 1, known, error));                                          \
    DONE(function(rows, NULL, 0, sizeof row, error));                                     \
    assert_int_equal(crn_rows_count(rows, kind), 2);                                      \
    larger.tail[15] = 1;                                                                  \
    FAILS(CRN_ERROR_UNSUPPORTED, function(rows, &larger.known, 1, sizeof larger, error)); \
    FAILS(CRN_ERROR_BAD_ARGUMENT, function(rows, &row, 1, 0, error));                     \
    FAILS(CRN_ERROR_BAD_ARGUMENT, function(rows, &row, 1, 1, error));                     \
    assert_int_equal(crn_rows_count(rows, kind), 2);                                      \
  } while (0)

static void of_a_planning_that_is_given(void** state) {
  (void)state;
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  EXPECT_ADDING(crn_rows_add_sessions, crn_session, a_session(), slot_count, CRN_ROWS_SESSIONS);
  EXPECT_ADDING(crn_rows_add_reservations, crn_reservation, a_reservation(), plan,
                CRN_ROWS_RESERVATIONS);
  EXPECT_ADDING(crn_rows_add_blocks, crn_block, a_block(), slot, CRN_ROWS_BLOCKS);
  EXPECT_ADDING(crn_rows_add_closures, crn_closure, a_closure(), to, CRN_ROWS_CLOSURES);
  EXPECT_ADDING(crn_rows_add_refusals, crn_refusal, a_refusal(), code, CRN_ROWS_REFUSALS);
  EXPECT_ADDING(crn_rows_add_rules, crn_rule, a_rule(), value, CRN_ROWS_RULES);
  EXPECT_ADDING(crn_rows_add_units, crn_units, some_units(), assigned, CRN_ROWS_UNITS);
  crn_rows_destroy(rows);
}

static void of_a_notice_that_is_given(void** state) {
  (void)state;
  const crn_notice_facts facts = a_notice();
  const crn_notice_line line = a_notice_line();
  const crn_delivery_state delivery = a_delivery_state();
  const size_t known = offsetof(crn_delivery_state, attempts) + sizeof delivery.attempts;
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  DONE(crn_rows_add_notice(rows, &facts, sizeof facts, &line, 1, sizeof line, &delivery, known,
                           error));
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_notice(rows, &facts, 1, &line, 1, sizeof line,
                                                    &delivery, sizeof delivery, error));
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_notice(rows, &facts, sizeof facts, &line, 1, 0,
                                                    &delivery, sizeof delivery, error));
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_notice(rows, &facts, sizeof facts, &line, 1,
                                                    sizeof line, &delivery, 0, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 1);
  crn_rows_destroy(rows);
}

static void of_entries_that_are_given(void** state) {
  (void)state;
  const crn_departement in_93 = crn_departement_of("93");
  const crn_office office = {1, TEXT("BER 93"), TEXT(""), TEXT(""), &in_93, 1, TEXT("")};
  const crn_school school = {1, TEXT("Auto-école 93-001"), TEXT("AE-1"), TEXT(""), TEXT(""), 0, 0};
  const crn_inspector inspector = {1, TEXT("93-01"), TEXT("IPCSR 93-01"), NULL, 0, TEXT(""), 0, 0};
  const crn_centre centre = {1, TEXT("Rosny"), TEXT(""), TEXT(""), {"93"}, 0};
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  EXPECT_ADDING(crn_rows_add_offices, crn_office, office, departement_count, CRN_ROWS_OFFICES);
  EXPECT_ADDING(crn_rows_add_schools, crn_school, school, aurige_id, CRN_ROWS_SCHOOLS);
  EXPECT_ADDING(crn_rows_add_inspectors, crn_inspector, inspector, name, CRN_ROWS_INSPECTORS);
  EXPECT_ADDING(crn_rows_add_centres, crn_centre, centre, departement, CRN_ROWS_CENTRES);
  crn_rows_destroy(rows);
}

/* ---- Rows within commands ---------------------------------------------------------------- */

#define EXPECT_ROWS_OF(runner, its_call, type, example, field, row_type)                        \
  do {                                                                                          \
    type command = busy->example;                                                               \
    LARGER(row_type) larger;                                                                    \
    crn_call call = busy->office.its_call;                                                      \
    call.mode = CRN_MODE_PREVIEW;                                                               \
    memset(&larger, 0, sizeof larger);                                                          \
    larger.known = command.field##s[0];                                                         \
    command.field##s = &larger.known;                                                           \
    command.field##_size = sizeof larger;                                                       \
    DONE(runner(busy->office.engine, &call, &command, NULL, error));                            \
    larger.tail[0] = 1;                                                                         \
    FAILS(CRN_ERROR_UNSUPPORTED, runner(busy->office.engine, &call, &command, NULL, error));    \
    for (size_t size = 0; size < 2; ++size) {                                                   \
      command.field##_size = size;                                                              \
      FAILS(CRN_ERROR_BAD_ARGUMENT, runner(busy->office.engine, &call, &command, NULL, error)); \
    }                                                                                           \
  } while (0)

static void within_commands(void** state) {
  busy_office* busy = *state;
  EXPECT_ROWS_OF(crn_engine_create_sessions, by_office, crn_create_sessions, create, session,
                 crn_new_session);
  EXPECT_ROWS_OF(crn_engine_set_rules, by_operator, crn_set_rules, set_rules, rule, crn_rule);
  EXPECT_ROWS_OF(crn_engine_import_planning, by_operator, crn_import_planning, import, session,
                 crn_imported_session);
}

static void within_an_imported_session(void** state) {
  busy_office* busy = *state;
  LARGER(crn_imported_reservation) larger;
  memset(&larger, 0, sizeof larger);
  larger.known.school = SCHOOL_012;
  larger.known.slots = 1;
  busy->imported_session.reservations = &larger.known;
  busy->imported_session.reservation_size = sizeof larger;
  busy->imported_session.reservation_count = 1;
  crn_call call = busy->office.by_operator;
  call.mode = CRN_MODE_PREVIEW;
  DONE(crn_engine_import_planning(busy->office.engine, &call, &busy->import, NULL, error));
  larger.tail[0] = 1;
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_engine_import_planning(busy->office.engine, &call, &busy->import, NULL, error));
  busy->imported_session.reservation_size = 1;
  FAILS(CRN_ERROR_BAD_ARGUMENT,
        crn_engine_import_planning(busy->office.engine, &call, &busy->import, NULL, error));
}

static void of_a_check_of_rules(void** state) {
  (void)state;
  LARGER(crn_rule) larger;
  memset(&larger, 0, sizeof larger);
  larger.known = a_rule();
  DONE(crn_check_rules(&larger.known, 1, sizeof larger, error));
  larger.tail[0] = 1;
  FAILS(CRN_ERROR_UNSUPPORTED, crn_check_rules(&larger.known, 1, sizeof larger, error));
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_check_rules(&larger.known, 1, 0, error));
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_check_rules(&larger.known, 1, 1, error));
}

/* ---- Arrays of batches and weeks --------------------------------------------------------- */

static void of_batches(void** state) {
  busy_office* busy = *state;
  crn_call call = busy->office.by_office;
  call.mode = CRN_MODE_PREVIEW;
  LARGER(crn_batch_item) item;
  LARGER(crn_batch_outcome) outcome;
  memset(&item, 0, sizeof item);
  memset(&outcome, 0xFF, sizeof outcome);
  item.known.call = &call;
  item.known.command = &busy->block;
  item.known.kind = CRN_COMMAND_BLOCK_SLOTS;
  const crn_engine* engine = busy->office.engine;
  DONE(crn_engine_run_batch(engine, &item.known, 1, sizeof item, &outcome.known, sizeof outcome,
                            NULL, NULL, error));
  assert_int_equal(outcome.known.status, CRN_OK);
  for (size_t place = 0; place < sizeof outcome.tail; ++place)
    assert_int_equal(outcome.tail[place], 0);
  for (size_t size = 0; size < 2; ++size) {
    FAILS(CRN_ERROR_BAD_ARGUMENT, crn_engine_run_batch(engine, &item.known, 1, size, &outcome.known,
                                                       sizeof outcome, NULL, NULL, error));
    FAILS(CRN_ERROR_BAD_ARGUMENT, crn_engine_run_batch(engine, &item.known, 1, sizeof item,
                                                       &outcome.known, size, NULL, NULL, error));
  }
}

static void of_weeks(void** state) {
  busy_office* busy = *state;
  crn_week_query query;
  CRN_INIT(query);
  query.departement = busy->office.in_93;
  query.week = MONDAY;
  LARGER(crn_units) units;
  memset(&units, 0xFF, sizeof units);
  size_t count = 0;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  DONE(crn_engine_week(engine, actor, &query, &units.known, 1, sizeof units, &count, NULL, error));
  assert_int_equal(count, 1);
  assert_int_equal(units.known.planned, 7);
  for (size_t place = 0; place < sizeof units.tail; ++place) assert_int_equal(units.tail[place], 0);
  for (size_t size = 0; size < 2; ++size)
    NAMES("row_size",
          crn_engine_week(engine, actor, &query, &units.known, 1, size, &count, NULL, error));
}

int run_row_sizes_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_rows),
      cmocka_unit_test(of_several_rows),
      IN_A_BUSY_OFFICE(of_lines_and_faults),
      IN_A_BUSY_OFFICE(of_the_subjects_of_an_error),
      cmocka_unit_test(of_notices),
      IN_A_BUSY_OFFICE(of_events),
      cmocka_unit_test(of_a_planning_that_is_given),
      cmocka_unit_test(of_a_notice_that_is_given),
      cmocka_unit_test(of_entries_that_are_given),
      IN_A_BUSY_OFFICE(within_commands),
      IN_A_BUSY_OFFICE(within_an_imported_session),
      cmocka_unit_test(of_a_check_of_rules),
      IN_A_BUSY_OFFICE(of_batches),
      IN_A_BUSY_OFFICE(of_weeks),
  };
  return cmocka_run_group_tests_name("row_sizes", tests, NULL, NULL);
}
