#include <stdlib.h>

#include "c_storage.h"
#include "one_of_each.h"
#include "tests.h"

/** An engine over a storage in C; the directory and the clock are an office's. */
typedef struct c_office {
  office_93 office;
  c_storage storage;
  crn_engine* engine;
  size_t logged;
} c_office;

static void count_log(void* log_data, int32_t level, crn_text message) {
  size_t* logged = log_data;
  if (level >= CRN_LOG_DEBUG && level <= CRN_LOG_ERROR && message.size > 0) ++*logged;
}

static void start_engine(c_office* it) {
  crn_engine_options options = engine_options_of(&it->office);
  options.storage = storage_of(&it->storage);
  options.max_attempts = 3;
  options.log = count_log;
  options.log_data = &it->logged;
  DONE(crn_engine_create(&options, &it->engine, error));
  crn_storage_destroy(options.storage);
}

static int open_c_office(void** state) {
  c_office* it = calloc(1, sizeof *it);
  assert_non_null(it);
  *state = it;
  start_office(&it->office, new_memory());
  open_storage(&it->storage);
  start_engine(it);
  return 0;
}

static int close_c_office(void** state) {
  c_office* it = *state;
  crn_engine_destroy(it->engine);
  stop_office(&it->office);
  close_storage(&it->storage);
  free(it);
  return 0;
}

static crn_status reserve_slot(const c_office* it, const crn_call* call, uint32_t ordinal,
                               crn_event** receipt, crn_error** error) {
  const crn_slot slot = slot_of(41, ordinal);
  crn_reserve_slots command;
  CRN_INIT(command);
  command.school = SCHOOL_012;
  command.slots = &slot;
  command.slot_count = 1;
  return crn_engine_reserve_slots(it->engine, call, &command, receipt, error);
}

static crn_status block_slot(const c_office* it, uint32_t ordinal, crn_error** error) {
  const crn_slot slot = slot_of(41, ordinal);
  crn_block_slots command;
  CRN_INIT(command);
  command.slots = &slot;
  command.slot_count = 1;
  return crn_engine_block_slots(it->engine, &it->office.by_office, &command, NULL, error);
}

static crn_event_head head_of(const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(event, &head, error));
  return head;
}

/* ---- At work ----------------------------------------------------------------------------- */

static void commits_what_was_decided_on_it(void** state) {
  c_office* it = *state;
  crn_event* receipt = NULL;
  DONE(reserve_slot(it, &it->office.by_office, 0, &receipt, error));
  assert_int_equal(head_of(receipt).number, 1);
  crn_reservation_change made;
  DONE(crn_event_reservations(receipt, 0, 1, &made, sizeof made, error));
  assert_int_equal(made.id, 501);
  crn_event_destroy(receipt);
  DONE(block_slot(it, 6, error));
  FAILS(CRN_ERROR_SLOT_TAKEN, reserve_slot(it, &it->office.by_office, 0, NULL, error));
  FAILS(CRN_ERROR_SLOT_UNAVAILABLE, reserve_slot(it, &it->office.by_office, 6, NULL, error));
  assert_int_equal(it->storage.commits, 2);
  assert_int_equal(it->storage.last_notice_school, SCHOOL_012);
  assert_int_equal(it->storage.last_reservation, 501);
  assert_int_equal(it->storage.unexpected, CRN_OK);
}

static void gives_its_lists(void** state) {
  c_office* it = *state;
  const crn_actor* actor = &it->office.ber_93;
  DONE(reserve_slot(it, &it->office.by_office, 0, NULL, error));
  crn_rows* rows = NULL;
  const crn_session_filter sessions = all_sessions();
  crn_page page;
  CRN_INIT(page);
  page.limit = 1;
  DONE(crn_engine_sessions(it->engine, actor, &sessions, &page, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 1);
  assert_int_equal(crn_rows_number(rows), 1);
  assert_int_equal(crn_rows_next(rows, &page.after), 1);
  crn_rows_destroy(rows);
  DONE(crn_engine_sessions(it->engine, actor, &sessions, &page, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 0);
  crn_rows_destroy(rows);
  DONE(crn_engine_planning(it->engine, actor, &sessions, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RESERVATIONS), 1);
  crn_rows_destroy(rows);
  crn_exam_query exams;
  CRN_INIT(exams);
  exams.school = SCHOOL_012;
  DONE(crn_engine_exams(it->engine, &it->office.school_012, &exams, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RESERVATIONS), 1);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 1);
  crn_rows_destroy(rows);
  crn_closure_filter closures;
  CRN_INIT(closures);
  closures.departement = it->office.in_93;
  DONE(crn_engine_closures(it->engine, actor, &closures, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_CLOSURES), 1);
  crn_rows_destroy(rows);
  assert_int_equal(it->storage.unexpected, CRN_OK);
}

static void gives_its_history_as_it_was_committed(void** state) {
  c_office* it = *state;
  crn_event* receipt = NULL;
  DONE(reserve_slot(it, &it->office.by_office, 0, &receipt, error));
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = it->office.in_93;
  crn_rows* rows = NULL;
  DONE(crn_engine_history(it->engine, &it->office.ber_93, &filter, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 1);
  const crn_event* kept = crn_rows_event(rows, 0);
  assert_int_equal(head_of(kept).number, 1);
  crn_string* own = NULL;
  crn_string* of_kept = NULL;
  DONE(crn_event_json(receipt, &own, error));
  DONE(crn_event_json(kept, &of_kept, error));
  EXPECT_TEXT(crn_string_text(of_kept), crn_string_text(own).data);
  crn_string_destroy(own);
  crn_string_destroy(of_kept);
  crn_rows_destroy(rows);
  crn_event_destroy(receipt);
}

static void gives_the_units_of_a_week(void** state) {
  c_office* it = *state;
  crn_week_query query;
  CRN_INIT(query);
  query.departement = it->office.in_93;
  query.week = MONDAY;
  query.week_count = 2;
  crn_units units[2];
  crn_units total;
  size_t count = 0;
  DONE(crn_engine_week(it->engine, &it->office.ber_93, &query, units, 2, sizeof units[0], &count,
                       &total, error));
  assert_int_equal(count, 1);
  assert_int_equal(crn_units_offered(units[0]), 6);
  assert_int_equal(units[0].week, MONDAY);
  assert_int_equal(crn_units_unassigned(total), 4);
}

static void gives_units_that_add_up_for_a_century(void** state) {
  c_office* it = *state;
  it->storage.busy_inspectors = 40;
  crn_week_query query;
  CRN_INIT(query);
  query.departement = it->office.in_93;
  query.week = FIRST_DATE;
  query.week_count = 5220;
  crn_units total;
  size_t count = 0;
  DONE(crn_engine_week(it->engine, &it->office.ber_93, &query, NULL, 0, sizeof total, &count,
                       &total, error));
  assert_int_equal(total.planned, 5220 * 40 * 7 * 1440 + 7);
  it->storage.busy_inspectors = 41;
  FAILS(CRN_ERROR_HOST_ERROR, crn_engine_week(it->engine, &it->office.ber_93, &query, NULL, 0,
                                              sizeof total, &count, &total, error));
  assert_true(count == 0 && total.planned == 0);
}

static void is_asked_for_pages_periods_and_weeks_that_leave_nothing_open(void** state) {
  c_office* it = *state;
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(it->engine, &it->office.ber_93, &filter, NULL, &rows, error));
  crn_rows_destroy(rows);
  assert_int_equal(it->storage.last_limit, 1000);
  assert_int_equal(it->storage.last_period.first, FIRST_DATE);
  assert_int_equal(it->storage.last_period.last, LAST_DATE);
  crn_week_query query;
  CRN_INIT(query);
  query.departement = it->office.in_93;
  query.week = MONDAY + 3;
  size_t count = 0;
  DONE(crn_engine_week(it->engine, &it->office.ber_93, &query, NULL, 0, sizeof(crn_units), &count,
                       NULL, error));
  assert_int_equal(it->storage.last_week, MONDAY);
  assert_int_equal(it->storage.last_week_count, 1);
}

static void journals_what_a_rule_refused(void** state) {
  c_office* it = *state;
  crn_event* receipt = NULL;
  DONE(reserve_slot(it, &it->office.by_office, 0, &receipt, error));
  crn_event_destroy(receipt);
  set_clock(&it->office, utc(MONDAY - 3, 8, 0, 0));
  const int64_t reservation = it->storage.last_reservation;
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.reservations = &reservation;
  command.reservation_count = 1;
  FAILS(CRN_ERROR_TOO_LATE,
        crn_engine_cancel_by_school(it->engine, &it->office.by_school, &command, NULL, error));
  assert_int_equal(it->storage.refusal_count, 1);
  crn_rows* rows = NULL;
  DONE(crn_engine_refusals(it->engine, &it->office.the_operator, it->office.in_93, NULL, &rows,
                           error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_REFUSALS), 1);
  crn_rows_destroy(rows);
  it->storage.fails_at = AT_RECORD;
  it->storage.fails_with = CRN_ERROR_STORAGE_FULL;
  const size_t logged = it->logged;
  FAILS(CRN_ERROR_TOO_LATE,
        crn_engine_cancel_by_school(it->engine, &it->office.by_school, &command, NULL, error));
  assert_true(it->logged > logged);
}

/* ---- Requests ---------------------------------------------------------------------------- */

static void answers_a_request_that_it_has_seen_with_its_event(void** state) {
  c_office* it = *state;
  crn_call call = it->office.by_office;
  call.request = crn_text_of("r-1");
  DONE(reserve_slot(it, &call, 0, NULL, error));
  assert_string_equal(it->storage.last_request, "r-1");
  assert_int_equal(it->storage.last_session_count, 1);
  crn_event* again = NULL;
  DONE(reserve_slot(it, &call, 0, &again, error));
  assert_int_equal(head_of(again).number, 1);
  crn_event_destroy(again);
  FAILS(CRN_ERROR_REQUEST_REUSED, reserve_slot(it, &call, 1, NULL, error));
  assert_int_equal(it->storage.commits, 1);
}

static void may_find_only_at_the_commit_that_a_request_was_seen(void** state) {
  c_office* it = *state;
  crn_call call = it->office.by_office;
  call.request = crn_text_of("r-1");
  DONE(reserve_slot(it, &call, 0, NULL, error));
  /* A rival with the same request was faster than this load. */
  it->storage.hides_requests = 1;
  it->storage.answer = ANSWER_REPLAYED;
  it->storage.reservation_count = 0;
  crn_event* again = NULL;
  DONE(reserve_slot(it, &call, 0, &again, error));
  assert_int_equal(head_of(again).number, 1);
  crn_event_destroy(again);
  FAILS(CRN_ERROR_REQUEST_REUSED, reserve_slot(it, &call, 1, NULL, error));
  assert_int_equal(it->storage.unexpected, CRN_OK);
}

/* ---- Answers for change sets ------------------------------------------------------------- */

static void that_meets_a_conflict_is_asked_again(void** state) {
  c_office* it = *state;
  it->storage.conflicts = 2;
  DONE(reserve_slot(it, &it->office.by_office, 0, NULL, error));
  assert_int_equal(it->storage.commits, 3);
  assert_int_equal(it->storage.loads, 3);
  assert_true(it->logged >= 2);
}

static void that_always_meets_a_conflict_is_given_up(void** state) {
  c_office* it = *state;
  it->storage.answer = ANSWER_CONFLICT;
  crn_event* receipt = GARBAGE;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_CONFLICT, reserve_slot(it, &it->office.by_office, 0, &receipt, error));
  assert_null(receipt);
  assert_int_equal(crn_error_limit(why), 3);
  crn_error_destroy(why);
  assert_int_equal(it->storage.commits, 3);
}

static void that_says_nothing_leaves_it_unconfirmed(void** state) {
  c_office* it = *state;
  it->storage.answer = ANSWER_NOTHING;
  FAILS(CRN_ERROR_UNCONFIRMED, reserve_slot(it, &it->office.by_office, 0, NULL, error));
}

static void that_fails_for_a_change_set_says_why(void** state) {
  c_office* it = *state;
  it->storage.answer = ANSWER_FAILED;
  it->storage.says = "disque plein";
  const crn_status codes[] = {CRN_ERROR_UNCONFIRMED,     CRN_ERROR_STORAGE_FAILED,
                              CRN_ERROR_STORAGE_FULL,    CRN_ERROR_STORAGE_READ_ONLY,
                              CRN_ERROR_STORAGE_CORRUPT, CRN_ERROR_HOST_ERROR};
  for (size_t index = 0; index < sizeof codes / sizeof codes[0]; ++index) {
    it->storage.fails_with = codes[index];
    crn_error* why = NULL;
    FAILS_WITH(why, codes[index], reserve_slot(it, &it->office.by_office, 0, NULL, error));
    EXPECT_TEXT(crn_error_text(why), "disque plein");
    crn_error_destroy(why);
  }
  assert_int_equal(it->storage.unexpected, CRN_OK);
}

static void may_not_answer_wrongly(void** state) {
  c_office* it = *state;
  it->storage.tries_wrong_answers = 1;
  DONE(reserve_slot(it, &it->office.by_office, 0, NULL, error));
  assert_int_equal(it->storage.wrong_answer_count, 15);
  for (size_t index = 0; index < it->storage.wrong_answer_count; ++index)
    assert_int_equal(it->storage.wrong_answers[index], CRN_ERROR_BAD_ARGUMENT);
  assert_int_equal(it->storage.unexpected, CRN_OK);
}

static void may_join_commits(void** state) {
  c_office* it = *state;
  crn_engine_destroy(it->engine);
  assert_int_equal(it->storage.released, 1);
  it->storage.joins_commits = 1;
  start_engine(it);
  DONE(reserve_slot(it, &it->office.by_office, 0, NULL, error));
  it->storage.conflicts = 1;
  DONE(reserve_slot(it, &it->office.by_office, 1, NULL, error));
  FAILS(CRN_ERROR_SLOT_TAKEN, reserve_slot(it, &it->office.by_office, 1, NULL, error));
  it->storage.answer = ANSWER_NOTHING;
  FAILS(CRN_ERROR_UNCONFIRMED, reserve_slot(it, &it->office.by_office, 2, NULL, error));
  assert_int_equal(it->storage.unexpected, CRN_OK);
}

/* ---- Callbacks that fail ----------------------------------------------------------------- */

static crn_status passed_on(crn_status code) {
  return code >= CRN_ERROR_STORAGE_FAILED && code <= CRN_ERROR_UNSUPPORTED ? code
                                                                           : CRN_ERROR_HOST_ERROR;
}

/* A call that needs the callback that fails; each gives nothing. */
static crn_status ask(const c_office* it, int32_t at_callback, crn_error** error) {
  const crn_engine* engine = it->engine;
  const crn_actor* actor = &it->office.ber_93;
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  crn_exam_query exams;
  CRN_INIT(exams);
  exams.departement = it->office.in_93;
  exams.school = SCHOOL_012;
  crn_closure_filter closures;
  CRN_INIT(closures);
  closures.departement = it->office.in_93;
  crn_event_filter history;
  CRN_INIT(history);
  history.departement = it->office.in_93;
  crn_week_query week;
  CRN_INIT(week);
  week.departement = it->office.in_93;
  week.week = MONDAY;
  size_t count = 0;
  switch (at_callback) {
    case AT_LOAD:
    case AT_COMMIT: return block_slot(it, 5, error);
    case AT_RULES: return crn_engine_rules(engine, &rows, error);
    case AT_SESSIONS: return crn_engine_sessions(engine, actor, &filter, NULL, &rows, error);
    case AT_RESERVATIONS: return crn_engine_exams(engine, actor, &exams, NULL, &rows, error);
    case AT_CLOSURES: return crn_engine_closures(engine, actor, &closures, NULL, &rows, error);
    case AT_EVENTS: return crn_engine_history(engine, actor, &history, NULL, &rows, error);
    case AT_REFUSALS:
      return crn_engine_refusals(engine, &it->office.the_operator, it->office.in_93, NULL, &rows,
                                 error);
    default:
      return crn_engine_week(engine, actor, &week, NULL, 0, sizeof(crn_units), &count, NULL, error);
  }
}

static const int32_t callbacks[] = {AT_LOAD,     AT_COMMIT,       AT_RULES,
                                    AT_SESSIONS, AT_RESERVATIONS, AT_CLOSURES,
                                    AT_EVENTS,   AT_REFUSALS,     AT_WEEK_UNITS};

/* Of a commit that says something else nobody knows what became of it. */
static crn_status said_by_a_commit(crn_status code) {
  if (code == CRN_ERROR_CONFLICT || passed_on(code) == code) return code;
  return CRN_ERROR_UNCONFIRMED;
}

static void fails_with_its_own_codes_and_no_others(void** state) {
  c_office* it = *state;
  const crn_status others[] = {-1, 4, 123, 999, INT32_MIN, INT32_MAX};
  for (size_t place = 0; place < sizeof callbacks / sizeof callbacks[0]; ++place)
    for (int index = 1; index <= 128; ++index) {
      const crn_status code = index <= 122 ? index : others[index - 123];
      it->storage.fails_at = callbacks[place];
      it->storage.fails_with = code;
      FAILS(callbacks[place] == AT_COMMIT ? said_by_a_commit(code) : passed_on(code),
            ask(it, callbacks[place], error));
    }
  assert_true(it->storage.session.unavailable == 0);
  assert_int_equal(it->storage.event_count, 0);
}

static void of_which_a_commit_fails_as_unconfirmed_is_never_taken_for_done(void** state) {
  c_office* it = *state;
  it->storage.fails_at = AT_COMMIT;
  it->storage.fails_with = CRN_ERROR_UNCONFIRMED;
  FAILS(CRN_ERROR_UNCONFIRMED, reserve_slot(it, &it->office.by_office, 0, NULL, error));
}

static void leaves_an_import_of_which_nobody_knows_unconfirmed(void** state) {
  c_office* it = *state;
  crn_planning_options options;
  CRN_INIT(options);
  options.office = BER_93;
  crn_planning_file* file = NULL;
  DONE(crn_engine_read_planning(it->engine,
                                crn_text_of("Date,Heure,Matricule,Centre,Departement\n"
                                            "18/06/26,08:30,93-08,Rosny,93\n"),
                                &options, &file, NULL, error));
  it->storage.answer = ANSWER_NOTHING;
  crn_rows* faults = NULL;
  FAILS(CRN_ERROR_UNCONFIRMED,
        crn_engine_import_file(it->engine, &it->office.by_operator, file, NULL, &faults, error));
  assert_int_equal(crn_rows_count(faults, CRN_ROWS_FAULTS), 0);
  crn_rows_destroy(faults);
  crn_planning_file_destroy(file);
}

static void fails_in_its_own_words(void** state) {
  c_office* it = *state;
  it->storage.says = "table verrouillée";
  it->storage.fails_with = CRN_ERROR_STORAGE_FAILED;
  for (size_t place = 0; place < sizeof callbacks / sizeof callbacks[0]; ++place) {
    it->storage.fails_at = callbacks[place];
    crn_error* why = NULL;
    FAILS_WITH(why, CRN_ERROR_STORAGE_FAILED, ask(it, callbacks[place], error));
    EXPECT_TEXT(crn_error_text(why), "table verrouillée");
    crn_error_destroy(why);
  }
}

/* ---- Nonsense ---------------------------------------------------------------------------- */

static void that_holds_rules_that_do_not_pass_is_told_so(void** state) {
  c_office* it = *state;
  it->storage.rule = "no.such.key";
  crn_rules rules;
  CRN_INIT(rules);
  FAILS(CRN_ERROR_BAD_RULE, crn_engine_rules_on(it->engine, MONDAY, &rules, error));
  it->storage.rule = "cancellation.days";
  DONE(crn_engine_rules_on(it->engine, MONDAY, &rules, error));
  assert_int_equal(rules.cancellation_days, 8);
  assert_int_equal(rules.version, 1);
}

static void that_gives_rows_of_another_departement_is_no_trap(void** state) {
  c_office* it = *state;
  it->storage.foreign_rows = 1;
  const crn_slot foreign = {42, 1, 0};
  crn_block_slots command;
  CRN_INIT(command);
  command.slots = &foreign;
  command.slot_count = 1;
  FAILS_EITHER(CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_HOST_ERROR,
               crn_engine_block_slots(it->engine, &it->office.by_office, &command, NULL, error));
  assert_int_equal(it->storage.event_count, 0);
}

#define IN_A_C_OFFICE(test) cmocka_unit_test_setup_teardown(test, open_c_office, close_c_office)

int run_storage_port_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_C_OFFICE(commits_what_was_decided_on_it),
      IN_A_C_OFFICE(gives_its_lists),
      IN_A_C_OFFICE(gives_its_history_as_it_was_committed),
      IN_A_C_OFFICE(gives_the_units_of_a_week),
      IN_A_C_OFFICE(gives_units_that_add_up_for_a_century),
      IN_A_C_OFFICE(is_asked_for_pages_periods_and_weeks_that_leave_nothing_open),
      IN_A_C_OFFICE(journals_what_a_rule_refused),
      IN_A_C_OFFICE(answers_a_request_that_it_has_seen_with_its_event),
      IN_A_C_OFFICE(may_find_only_at_the_commit_that_a_request_was_seen),
      IN_A_C_OFFICE(that_meets_a_conflict_is_asked_again),
      IN_A_C_OFFICE(that_always_meets_a_conflict_is_given_up),
      IN_A_C_OFFICE(that_says_nothing_leaves_it_unconfirmed),
      IN_A_C_OFFICE(that_fails_for_a_change_set_says_why),
      IN_A_C_OFFICE(may_not_answer_wrongly),
      IN_A_C_OFFICE(may_join_commits),
      IN_A_C_OFFICE(fails_with_its_own_codes_and_no_others),
      IN_A_C_OFFICE(of_which_a_commit_fails_as_unconfirmed_is_never_taken_for_done),
      IN_A_C_OFFICE(leaves_an_import_of_which_nobody_knows_unconfirmed),
      IN_A_C_OFFICE(fails_in_its_own_words),
      IN_A_C_OFFICE(that_holds_rules_that_do_not_pass_is_told_so),
      IN_A_C_OFFICE(that_gives_rows_of_another_departement_is_no_trap),
  };
  return cmocka_run_group_tests_name("storage_port", tests, NULL, NULL);
}
