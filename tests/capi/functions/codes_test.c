#include <limits.h>

#include "every_command.h"
#include "one_of_each.h"
#include "tests.h"

/* Numbers that are no code of any list whose last one is `last`. */
#define NUMBER_COUNT 4
#define NO_CODES_BEYOND(last) {-1, (last) + 1, INT32_MIN, INT32_MAX}

/* Each such number in a field of a copy of `example` is refused under the field's name. */
#define REFUSES_NO_CODES(type, example, field, last, call)       \
  do {                                                           \
    const int32_t numbers[NUMBER_COUNT] = NO_CODES_BEYOND(last); \
    for (size_t number = 0; number < NUMBER_COUNT; ++number) {   \
      type its = example;                                        \
      its.field = numbers[number];                               \
      NAMES(#field, call);                                       \
    }                                                            \
  } while (0)

/* The same where zero is none, either. */
#define NEEDS_CODE(type, example, field, last, call)    \
  do {                                                  \
    REFUSES_NO_CODES(type, example, field, last, call); \
    type its = example;                                 \
    its.field = 0;                                      \
    NAMES(#field, call);                                \
  } while (0)

static const crn_departement no_departements[] = {{"20"}, {"00"}, {"9"}, {"930"}, {"2a"}, {"9751"}};
enum { NO_DEPARTEMENT_COUNT = sizeof no_departements / sizeof no_departements[0] };

/* ---- Envelopes --------------------------------------------------------------------------- */

static void of_calls(void** state) {
  busy_office* busy = *state;
  const office_93* office = &busy->office;
  REFUSES_NO_CODES(crn_call, office->by_office, mode, CRN_MODE_DECIDE,
                   crn_engine_block_slots(office->engine, &its, &busy->block, NULL, error));
  crn_call call = office->by_office;
  memset(&call.departement, 0, sizeof call.departement);
  NAMES("departement", crn_engine_block_slots(office->engine, &call, &busy->block, NULL, error));
  for (size_t index = 0; index < NO_DEPARTEMENT_COUNT; ++index) {
    call.departement = no_departements[index];
    NAMES("departement", crn_engine_block_slots(office->engine, &call, &busy->block, NULL, error));
  }
  assert_string_equal(slots_now(office, busy->planned), "RR....x");
}

static crn_status block_as(const busy_office* busy, const crn_actor* actor, crn_error** error) {
  crn_call call = busy->office.by_office;
  call.actor = actor;
  return crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error);
}

static void of_actors(void** state) {
  busy_office* busy = *state;
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  NEEDS_CODE(crn_actor, busy->office.ber_93, role, CRN_ROLE_OPERATOR, block_as(busy, &its, error));
  NEEDS_CODE(crn_actor, busy->office.ber_93, role, CRN_ROLE_OPERATOR,
             crn_engine_sessions(busy->office.engine, &its, &filter, NULL, &rows, error));
}

/* ---- Commands ---------------------------------------------------------------------------- */

#define BY_OFFICE(function) \
  function(busy->office.engine, &busy->office.by_office, &its, NULL, error)
#define BY_OPERATOR(function) \
  function(busy->office.engine, &busy->office.by_operator, &its, NULL, error)

static crn_status create_one(const busy_office* busy, const crn_new_session* session,
                             crn_error** error) {
  crn_create_sessions command = busy->create;
  command.sessions = session;
  return crn_engine_create_sessions(busy->office.engine, &busy->office.by_office, &command, NULL,
                                    error);
}

static void of_sessions(void** state) {
  busy_office* busy = *state;
  NEEDS_CODE(crn_new_session, busy->new_session, half_day, CRN_HALF_DAY_AFTERNOON,
             create_one(busy, &its, error));
  NEEDS_CODE(crn_plan_sessions, busy->plan, category, CRN_CATEGORY_DE,
             BY_OFFICE(crn_engine_plan_sessions));
  REFUSES_NO_CODES(crn_plan_sessions, busy->plan, part, CRN_PART_COMPLETE,
                   BY_OFFICE(crn_engine_plan_sessions));
  REFUSES_NO_CODES(crn_unplan_sessions, busy->unplan, reason, CRN_REASON_OTHER,
                   BY_OFFICE(crn_engine_unplan_sessions));
  REFUSES_NO_CODES(crn_change_session, busy->change, reason, CRN_REASON_OTHER,
                   BY_OFFICE(crn_engine_change_session));
}

static void of_slots(void** state) {
  busy_office* busy = *state;
  NEEDS_CODE(crn_reserve_wish, busy->wish, category, CRN_CATEGORY_DE,
             BY_OFFICE(crn_engine_reserve_wish));
  REFUSES_NO_CODES(crn_reserve_wish, busy->wish, part, CRN_PART_COMPLETE,
                   BY_OFFICE(crn_engine_reserve_wish));
  REFUSES_NO_CODES(crn_reserve_wish, busy->wish, half_day, CRN_HALF_DAY_AFTERNOON,
                   BY_OFFICE(crn_engine_reserve_wish));
  REFUSES_NO_CODES(crn_cancel_by_office, busy->cancel_by_office, reason, CRN_REASON_OTHER,
                   BY_OFFICE(crn_engine_cancel_by_office));
  REFUSES_NO_CODES(crn_block_slots, busy->block, reason, CRN_REASON_OTHER,
                   BY_OFFICE(crn_engine_block_slots));
  REFUSES_NO_CODES(crn_block_slots, busy->unblock, reason, CRN_REASON_OTHER,
                   BY_OFFICE(crn_engine_unblock_slots));
  assert_string_equal(slots_now(&busy->office, busy->planned), "RR....x");
}

static void of_closures(void** state) {
  busy_office* busy = *state;
  NEEDS_CODE(crn_add_closure, busy->close, scope, CRN_CLOSURE_OFFICE,
             BY_OFFICE(crn_engine_add_closure));
  REFUSES_NO_CODES(crn_add_closure, busy->close, reason, CRN_REASON_OTHER,
                   BY_OFFICE(crn_engine_add_closure));
}

static crn_status import_one(const busy_office* busy, const crn_imported_session* session,
                             crn_error** error) {
  crn_import_planning command = busy->import;
  command.sessions = session;
  return crn_engine_import_planning(busy->office.engine, &busy->office.by_operator, &command, NULL,
                                    error);
}

static void of_imports(void** state) {
  busy_office* busy = *state;
  REFUSES_NO_CODES(crn_imported_session, busy->imported_session, category, CRN_CATEGORY_DE,
                   import_one(busy, &its, error));
  REFUSES_NO_CODES(crn_imported_session, busy->imported_session, part, CRN_PART_COMPLETE,
                   import_one(busy, &its, error));
}

static void of_a_command_in_a_batch(void** state) {
  busy_office* busy = *state;
  const int32_t numbers[NUMBER_COUNT + 1] = {0, -1, CRN_COMMAND_RESERVE_WISH + 1, INT32_MIN,
                                             INT32_MAX};
  for (size_t index = 0; index <= NUMBER_COUNT; ++index) {
    const crn_batch_item item = {&busy->office.by_office, &busy->block, numbers[index], 0};
    crn_batch_outcome outcome;
    DONE(crn_engine_run_batch(busy->office.engine, &item, 1, sizeof item, &outcome, sizeof outcome,
                              NULL, NULL, error));
    assert_int_equal(outcome.status, CRN_ERROR_BAD_ARGUMENT);
  }
}

/* ---- Queries ----------------------------------------------------------------------------- */

#define BY_FILTER(function) \
  function(busy->office.engine, &busy->office.ber_93, &its, NULL, &rows, error)

static void of_filters(void** state) {
  busy_office* busy = *state;
  crn_rows* rows = NULL;
  crn_session_filter parts = all_sessions();
  parts.has_part = 1;
  REFUSES_NO_CODES(crn_session_filter, all_sessions(), category, CRN_CATEGORY_DE,
                   BY_FILTER(crn_engine_sessions));
  REFUSES_NO_CODES(crn_session_filter, parts, part, CRN_PART_COMPLETE,
                   BY_FILTER(crn_engine_planning));
  crn_exam_query exams;
  CRN_INIT(exams);
  exams.departement = busy->office.in_93;
  exams.school = SCHOOL_012;
  REFUSES_NO_CODES(crn_exam_query, exams, category, CRN_CATEGORY_DE, BY_FILTER(crn_engine_exams));
  REFUSES_NO_CODES(crn_exam_query, exams, when, CRN_EXAMS_ALL, BY_FILTER(crn_engine_exams));
}

static void of_departements_that_are_asked_for(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  crn_rows* rows = NULL;
  for (size_t index = 0; index < NO_DEPARTEMENT_COUNT; ++index) {
    const crn_departement none = no_departements[index];
    crn_session_filter sessions = all_sessions();
    sessions.departement = none;
    NAMES_AND_CLEARS("departement", rows,
                     crn_engine_sessions(engine, actor, &sessions, NULL, &rows, error));
    NAMES_AND_CLEARS("departement", rows,
                     crn_engine_planning(engine, actor, &sessions, NULL, &rows, error));
    crn_closure_filter closures;
    CRN_INIT(closures);
    closures.departement = none;
    NAMES_AND_CLEARS("departement", rows,
                     crn_engine_closures(engine, actor, &closures, NULL, &rows, error));
    crn_event_filter history;
    CRN_INIT(history);
    history.departement = none;
    NAMES_AND_CLEARS("departement", rows,
                     crn_engine_history(engine, actor, &history, NULL, &rows, error));
    NAMES_AND_CLEARS(
        "departement", rows,
        crn_engine_find_schools(engine, actor, none, crn_text_of("012"), 0, &rows, error));
    NAMES_AND_CLEARS(
        "departement", rows,
        crn_engine_school_named(engine, actor, none, crn_text_of("012"), &rows, error));
    NAMES_AND_CLEARS(
        "departement", rows,
        crn_engine_refusals(engine, &busy->office.the_operator, none, NULL, &rows, error));
  }
}

static void of_departements_without_which_nothing_is_listed(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  crn_rows* rows = NULL;
  size_t count = 0;
  crn_session_filter sessions;
  CRN_INIT(sessions);
  crn_closure_filter closures;
  CRN_INIT(closures);
  crn_event_filter history;
  CRN_INIT(history);
  crn_week_query week;
  CRN_INIT(week);
  week.week = MONDAY;
  NAMES("departement", crn_engine_sessions(engine, actor, &sessions, NULL, &rows, error));
  NAMES("departement", crn_engine_planning(engine, actor, &sessions, NULL, &rows, error));
  NAMES("departement", crn_engine_closures(engine, actor, &closures, NULL, &rows, error));
  NAMES("departement", crn_engine_history(engine, actor, &history, NULL, &rows, error));
  NAMES("departement",
        crn_engine_week(engine, actor, &week, NULL, 0, sizeof(crn_units), &count, NULL, error));
}

static void of_weeks(void** state) {
  busy_office* busy = *state;
  size_t count = 0;
  crn_week_query query;
  CRN_INIT(query);
  query.departement = busy->office.in_93;
  query.week = MONDAY;
  REFUSES_NO_CODES(crn_week_query, query, category, CRN_CATEGORY_DE,
                   crn_engine_week(busy->office.engine, &busy->office.ber_93, &its, NULL, 0,
                                   sizeof(crn_units), &count, NULL, error));
}

static void of_entries(void** state) {
  busy_office* busy = *state;
  const int32_t kinds[] = {0, -1, CRN_ROWS_SESSIONS, CRN_ROWS_FINDINGS, 99};
  crn_rows* rows = NULL;
  crn_rows* world = one_of_each();
  crn_string* bytes = NULL;
  for (size_t index = 0; index < sizeof kinds / sizeof kinds[0]; ++index) {
    NAMES_AND_CLEARS("kind", rows,
                     crn_engine_entries(busy->office.engine, kinds[index], NULL, 0, &rows, error));
    NAMES_AND_CLEARS("kind", bytes, crn_write_entries(world, kinds[index], NULL, &bytes, error));
  }
  crn_rows_destroy(world);
}

static void of_rows(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  assert_int_equal(crn_rows_count(rows, 0), 0);
  assert_int_equal(crn_rows_count(rows, -1), 0);
  assert_int_equal(crn_rows_count(rows, 99), 0);
  crn_rows_destroy(rows);
}

static void of_the_sides_of_an_event(void** state) {
  busy_office* busy = *state;
  crn_event* event = previewed_reservation(busy);
  crn_session session;
  crn_rule rule;
  const int32_t sides[] = {0, -1, CRN_SIDE_AFTER + 1};
  for (size_t index = 0; index < 3; ++index) {
    NAMES("side", crn_event_sessions(event, sides[index], 0, 0, &session, sizeof session, error));
    NAMES("side", crn_event_rules(event, sides[index], 0, 0, &rule, sizeof rule, error));
  }
  crn_event_destroy(event);
}

/* ---- Flags ------------------------------------------------------------------------------- */

static void of_what_is_given_without_its_flag(void** state) {
  busy_office* busy = *state;
  crn_rows* rows = NULL;
  crn_change_session change = busy->change;
  change.start = 540;
  NAMES("has_start", crn_engine_change_session(busy->office.engine, &busy->office.by_office,
                                               &change, NULL, error));
  crn_unplan_sessions unplan = busy->unplan;
  unplan.has_cascade = 0;
  NAMES("has_cascade", crn_engine_unplan_sessions(busy->office.engine, &busy->office.by_office,
                                                  &unplan, NULL, error));
  crn_session_filter filter = all_sessions();
  filter.part = CRN_PART_ON_ROAD;
  NAMES_AND_CLEARS(
      "has_part", rows,
      crn_engine_sessions(busy->office.engine, &busy->office.ber_93, &filter, NULL, &rows, error));
}

/* ---- Words ------------------------------------------------------------------------------- */

static void of_languages(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  crn_event* event = previewed_reservation(busy);
  crn_error* why = too_late_error(busy);
  const int32_t languages[] = {CRN_LANGUAGE_NONE, CRN_LANGUAGE_ENGLISH + 1, INT32_MIN, INT32_MAX};
  crn_string* text = NULL;
  crn_rows* lines = NULL;
  for (size_t index = 0; index < 4; ++index) {
    const int32_t language = languages[index];
    NAMES_AND_CLEARS("language", text,
                     crn_engine_explain(engine, why, busy->office.in_93, language, &text, error));
    NAMES_AND_CLEARS("language", text, crn_engine_banner(engine, event, language, &text, error));
    NAMES_AND_CLEARS("language", text, crn_engine_question(engine, event, language, &text, error));
    NAMES_AND_CLEARS("language", lines, crn_engine_listing(engine, event, language, &lines, error));
    /* It cannot fail: whatever it says is a text. */
    const crn_text message = crn_error_message(why, language);
    assert_true(message.size == 0 || message.data != NULL);
  }
  crn_error_destroy(why);
  crn_event_destroy(event);
}

static void of_the_language_of_mails(void** state) {
  busy_office* busy = *state;
  crn_engine* engine = NULL;
  crn_engine_options options = engine_options_of(&busy->office);
  options.language = CRN_LANGUAGE_ENGLISH + 1;
  NAMES_AND_CLEARS("language", engine, crn_engine_create(&options, &engine, error));
  options.language = CRN_LANGUAGE_NONE - 1;
  NAMES_AND_CLEARS("language", engine, crn_engine_create(&options, &engine, error));
}

/* ---- Notices and files ------------------------------------------------------------------- */

static void of_notices(void** state) {
  busy_office* busy = *state;
  const int32_t numbers[NUMBER_COUNT] = NO_CODES_BEYOND(CRN_NOTICE_STATUS_DEAD);
  crn_rows* rows = NULL;
  for (size_t index = 0; index < NUMBER_COUNT; ++index)
    NAMES_AND_CLEARS("status", rows,
                     crn_engine_notices(busy->office.engine, &busy->office.the_operator,
                                        numbers[index], 0, 0, &rows, error));
}

static void of_mail_servers(void** state) {
  (void)state;
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.domain = crn_text_of("example.org");
  crn_smtp_options options;
  CRN_INIT(options);
  options.identity = &identity;
  options.host = crn_text_of("smtp.example.org");
  crn_notifier* notifier = NULL;
  REFUSES_NO_CODES(crn_smtp_options, options, security, CRN_SECURITY_NONE,
                   crn_notifier_create_smtp(&its, &notifier, error));
  REFUSES_NO_CODES(crn_smtp_options, options, port, 65535,
                   crn_notifier_create_smtp(&its, &notifier, error));
}

static void of_files(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_session_filter filter = all_sessions();
  const crn_text csv =
      crn_text_of("Date,Heure,Matricule,Centre,Departement\n17/06/26,08:30,93-07,Rosny,93\n");
  const crn_text centres = crn_text_of("Nom,Lieu,Departement\nRosny,x,93\n");
  crn_string* bytes = NULL;
  crn_planning_file* file = NULL;
  crn_rows* entries = NULL;
  crn_csv_style style;
  CRN_INIT(style);
  REFUSES_NO_CODES(
      crn_csv_style, style, separator, ';',
      crn_engine_write_csv(engine, &busy->office.ber_93, &filter, &its, &bytes, error));
  crn_planning_options options;
  CRN_INIT(options);
  REFUSES_NO_CODES(crn_planning_options, options, category, CRN_CATEGORY_DE,
                   crn_engine_read_planning(engine, csv, &its, &file, NULL, error));
  REFUSES_NO_CODES(crn_planning_options, options, part, CRN_PART_COMPLETE,
                   crn_engine_read_planning(engine, csv, &its, &file, NULL, error));
  REFUSES_NO_CODES(crn_planning_options, options, encoding, CRN_ENCODING_WINDOWS_1252,
                   crn_engine_read_planning(engine, csv, &its, &file, NULL, error));
  NAMES_AND_CLEARS("encoding", entries, crn_read_entries(centres, -1, &entries, NULL, error));
  NAMES_AND_CLEARS("encoding", entries, crn_read_entries(centres, 2, &entries, NULL, error));
}

static crn_status write_workbook(const busy_office* busy, const crn_workbook* workbook,
                                 crn_error** error) {
  return crn_engine_write_workbook(busy->office.engine, &busy->office.ber_93, workbook, error);
}

static void of_workbooks(void** state) {
  busy_office* busy = *state;
  crn_session_filter filter = all_sessions();
  filter.period.first = MONDAY;
  filter.period.last = MONDAY;
  crn_workbook workbook;
  CRN_INIT(workbook);
  workbook.path = crn_text_of("never-made.xlsx");
  workbook.filter = &filter;
  REFUSES_NO_CODES(crn_workbook, workbook, language, CRN_LANGUAGE_ENGLISH,
                   write_workbook(busy, &its, error));
}

/* ---- Dates and zones --------------------------------------------------------------------- */

static void of_departements_with_a_zone(void** state) {
  busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const int32_t start = at(MONDAY, 8, 30);
  const int64_t instant = utc(MONDAY, 6, 30, 0);
  int32_t local_time = 0;
  int64_t found = 0;
  int32_t holiday = 0;
  crn_deadline deadline;
  CRN_INIT(deadline);
  for (size_t index = 0; index < NO_DEPARTEMENT_COUNT; ++index) {
    const crn_departement none = no_departements[index];
    NAMES("departement", crn_to_instants(none, &start, 1, &found, error));
    NAMES("departement", crn_to_local_times(none, &instant, 1, &local_time, error));
    NAMES("departement", crn_engine_is_holiday(engine, none, MONDAY, &holiday, error));
    NAMES("departement", crn_engine_deadline(engine, none, start, &deadline, error));
    NAMES("departement", crn_engine_deadlines(engine, none, &start, 1, &found, error));
  }
}

int run_codes_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(of_calls),
      IN_A_BUSY_OFFICE(of_actors),
      IN_A_BUSY_OFFICE(of_sessions),
      IN_A_BUSY_OFFICE(of_slots),
      IN_A_BUSY_OFFICE(of_closures),
      IN_A_BUSY_OFFICE(of_imports),
      IN_A_BUSY_OFFICE(of_a_command_in_a_batch),
      IN_A_BUSY_OFFICE(of_filters),
      IN_A_BUSY_OFFICE(of_departements_that_are_asked_for),
      IN_A_BUSY_OFFICE(of_departements_without_which_nothing_is_listed),
      IN_A_BUSY_OFFICE(of_weeks),
      IN_A_BUSY_OFFICE(of_entries),
      cmocka_unit_test(of_rows),
      IN_A_BUSY_OFFICE(of_the_sides_of_an_event),
      IN_A_BUSY_OFFICE(of_what_is_given_without_its_flag),
      IN_A_BUSY_OFFICE(of_languages),
      IN_A_BUSY_OFFICE(of_the_language_of_mails),
      IN_A_BUSY_OFFICE(of_notices),
      cmocka_unit_test(of_mail_servers),
      IN_A_BUSY_OFFICE(of_files),
      IN_A_BUSY_OFFICE(of_workbooks),
      IN_A_BUSY_OFFICE(of_departements_with_a_zone),
  };
  return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
