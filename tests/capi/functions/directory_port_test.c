#include "c_directory.h"
#include "every_command.h"
#include "fingerprint.h"
#include "tests.h"

/* ---- At work ----------------------------------------------------------------------------- */

static void serves_a_day_of_an_office(void** state) {
  (void)state;
  void* its_state = NULL;
  open_office(&its_state);
  office_93* office = its_state;
  c_directory directory;
  open_directory(&directory);
  crn_engine_destroy(office->engine);
  office->engine = engine_over(office, &directory);
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 2, SCHOOL_012);
  block(office, session, 6);
  assert_string_equal(slots_now(office, session), "RR....x");
  assert_int_equal(reservations_of(office, SCHOOL_012), 1);
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_PENDING), 1);
  crn_rows* rows = NULL;
  DONE(crn_engine_find_schools(office->engine, &office->ber_93, office->in_93, crn_text_of("ECOLE"),
                               3, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 3);
  crn_rows_destroy(rows);
  close_office(&its_state);
  assert_int_equal(directory.released, 1);
  close_directory(&directory);
}

static void is_told_what_a_decision_needs(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(office, &directory);
  DONE(crn_engine_plan_sessions(engine, &office->by_office, &busy->plan, NULL, error));
  assert_int_equal(directory.look_ups, 1);
  assert_int_equal(directory.office, BER_93);
  assert_int_equal(directory.centre_count, 1);
  assert_int_equal(directory.inspector_count, 1);
  assert_int_equal(directory.inspectors_of[0], 0);
  DONE(crn_engine_reserve_wish(engine, &office->by_office, &busy->wish, NULL, error));
  assert_string_equal(directory.inspectors_of, "93");
  assert_int_equal(directory.school_count, 1);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static void gives_names_to_texts(void** state) {
  const busy_office* busy = *state;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(&busy->office, &directory);
  crn_event* preview = previewed_reservation(busy);
  crn_string* text = NULL;
  DONE(crn_engine_question(engine, preview, CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_PART(crn_string_text(text), "« Auto-école 93-013 »");
  crn_string_destroy(text);
  crn_event_destroy(preview);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

/* ---- That fails -------------------------------------------------------------------------- */

/* Of the codes of a callback these are passed on. */
static crn_status passed_on(crn_status code) {
  return code >= CRN_ERROR_STORAGE_FAILED && code <= CRN_ERROR_UNSUPPORTED ? code
                                                                           : CRN_ERROR_HOST_ERROR;
}

static void fails_with_its_own_codes_and_no_others(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const crn_session_filter filter = all_sessions();
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(office, &directory);
  const crn_status others[] = {-1, 4, 123, 999, INT32_MIN, INT32_MAX};
  for (int index = 1; index <= 128; ++index) {
    const crn_status code = index <= 122 ? index : others[index - 123];
    directory.fails_with = code;
    crn_rows* rows = GARBAGE;
    FAILS(passed_on(code),
          crn_engine_block_slots(engine, &office->by_office, &busy->block, NULL, error));
    FAILS(passed_on(code),
          crn_engine_sessions(engine, &office->ber_93, &filter, NULL, &rows, error));
    assert_null(rows);
    for (int32_t kind = CRN_ROWS_OFFICES; kind <= CRN_ROWS_CENTRES; ++kind)
      FAILS(passed_on(code), crn_engine_entries(engine, kind, NULL, 0, &rows, error));
  }
  assert_string_equal(slots_now(office, busy->planned), "RR....x");
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static void fails_in_its_own_words(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(office, &directory);
  directory.fails_with = CRN_ERROR_STORAGE_FAILED;
  directory.says = crn_text_of("LDAP est en panne");
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_STORAGE_FAILED,
               crn_engine_block_slots(engine, &office->by_office, &busy->block, NULL, error));
  EXPECT_TEXT(crn_error_text(why), "LDAP est en panne");
  EXPECT_PART(crn_error_message(why, CRN_LANGUAGE_FRENCH), "LDAP est en panne");
  crn_error_destroy(why);
  directory.fails_with = CRN_ERROR_NOT_ALLOWED;
  REFUSED_WITH(office, why, CRN_ERROR_HOST_ERROR,
               crn_engine_block_slots(engine, &office->by_office, &busy->block, NULL, error));
  EXPECT_PART(crn_error_text(why), "LDAP est en panne");
  crn_error_destroy(why);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static void says_what_it_fails_for(void** state) {
  const busy_office* busy = *state;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(&busy->office, &directory);
  const crn_subject about = {ROSNY, CRN_SUBJECT_CENTRE, 0, 0, {""}};
  directory.fails_with = CRN_ERROR_STORAGE_CORRUPT;
  directory.about = about;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_STORAGE_CORRUPT,
             crn_engine_block_slots(engine, &busy->office.by_office, &busy->block, NULL, error));
  assert_int_equal(crn_error_subject_count(why), 1);
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_CENTRE, ROSNY);
  crn_error_destroy(why);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static void may_say_nonsense_of_what_it_fails_for(void** state) {
  const busy_office* busy = *state;
  const crn_subject nonsense[] = {{1, -1, 0, 0, {""}},
                                  {1, 14, 0, 0, {""}},
                                  {1, CRN_SUBJECT_DEPARTEMENT, 0, 0, {"20"}},
                                  {INT64_MIN, CRN_SUBJECT_DATE, 0, 0, {""}},
                                  {INT64_MAX, CRN_SUBJECT_CATEGORY, 0, 0, {""}}};
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(&busy->office, &directory);
  directory.fails_with = CRN_ERROR_STORAGE_CORRUPT;
  for (size_t index = 0; index < sizeof nonsense / sizeof nonsense[0]; ++index) {
    directory.about = nonsense[index];
    crn_error* why = NULL;
    FAILS_WITH(why, CRN_ERROR_STORAGE_CORRUPT,
               crn_engine_block_slots(engine, &busy->office.by_office, &busy->block, NULL, error));
    assert_true(crn_error_message(why, CRN_LANGUAGE_FRENCH).size > 0);
    crn_string* text = NULL;
    DONE(crn_engine_explain(busy->office.engine, why, busy->office.in_93, CRN_LANGUAGE_FRENCH,
                            &text, error));
    crn_string_destroy(text);
    crn_error_destroy(why);
  }
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static crn_error* failure_saying(const busy_office* busy, c_directory* directory,
                                 crn_engine* engine, crn_text text) {
  directory->fails_with = CRN_ERROR_STORAGE_FAILED;
  directory->says = text;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_STORAGE_FAILED,
             crn_engine_block_slots(engine, &busy->office.by_office, &busy->block, NULL, error));
  return why;
}

static void is_cut_short_and_cleaned_in_what_it_says(void** state) {
  const busy_office* busy = *state;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(&busy->office, &directory);
  char letters[5000];
  memset(letters, 'x', sizeof letters);
  const crn_text too_long = {letters, sizeof letters};
  crn_error* why = failure_saying(busy, &directory, engine, too_long);
  /* An ellipsis may follow. */
  assert_in_range(crn_error_text(why).size, 1000, 1003);
  crn_error_destroy(why);
  const crn_text not_utf8 = TEXT("caf\xe9 noir");
  why = failure_saying(busy, &directory, engine, not_utf8);
  EXPECT_TEXT(crn_error_text(why), "caf\xef\xbf\xbd noir");
  crn_error_destroy(why);
  const crn_text with_nul = TEXT("nul\0byte");
  why = failure_saying(busy, &directory, engine, with_nul);
  assert_int_equal(strlen(crn_error_message(why, CRN_LANGUAGE_FRENCH).data),
                   crn_error_message(why, CRN_LANGUAGE_FRENCH).size);
  crn_error_destroy(why);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static void of_which_texts_have_no_names_is_no_reason_for_them_to_fail(void** state) {
  const busy_office* busy = *state;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(&busy->office, &directory);
  crn_event* preview = previewed_reservation(busy);
  crn_error* why = too_late_error(busy);
  directory.fails_with = CRN_ERROR_STORAGE_FAILED;
  crn_string* text = NULL;
  crn_rows* lines = NULL;
  DONE(crn_engine_question(engine, preview, CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_PART(crn_string_text(text), "13");
  crn_string_destroy(text);
  DONE(crn_engine_explain(engine, why, busy->office.in_93, CRN_LANGUAGE_FRENCH, &text, error));
  assert_true(crn_string_text(text).size > 0);
  crn_string_destroy(text);
  DONE(crn_engine_listing(engine, preview, CRN_LANGUAGE_FRENCH, &lines, error));
  crn_rows_destroy(lines);
  crn_error_destroy(why);
  crn_event_destroy(preview);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

/* ---- That answers nonsense --------------------------------------------------------------- */

static void that_gives_more_than_was_asked_for_is_no_trap(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(office, &directory);
  directory.gives_too_much = 1;
  /* The office of another département acts: it must not pass for the one that was asked for. */
  crn_call foreign = call_of(&office->ber_75, "93");
  char* before = fingerprint(office);
  assert_int_not_equal(crn_engine_block_slots(engine, &foreign, &busy->block, NULL, NULL), CRN_OK);
  char* after = fingerprint(office);
  assert_string_equal(after, before);
  free(before);
  free(after);
  crn_rows* rows = NULL;
  const int64_t school = SCHOOL_012;
  (void)crn_engine_entries(engine, CRN_ROWS_SCHOOLS, &school, 1, &rows, NULL);
  crn_rows_destroy(rows);
  rows = NULL;
  (void)crn_engine_find_schools(engine, &office->ber_93, office->in_93, crn_text_of("012"), 1,
                                &rows, NULL);
  crn_rows_destroy(rows);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

/* Of a text that the caller does not end with one. */
static void gets_texts_with_a_nul_behind_them(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  c_directory directory;
  open_directory(&directory);
  crn_engine* engine = engine_over(office, &directory);
  const char typed[] = {'0', '1', '2', 'X'};
  const crn_text without = {typed, 3};
  crn_rows* rows = NULL;
  DONE(crn_engine_find_schools(engine, &office->ber_93, office->in_93, without, 0, &rows, error));
  assert_int_equal(directory.behind_the_text, 0);
  crn_rows_destroy(rows);
  crn_engine_destroy(engine);
  close_directory(&directory);
}

static void that_knows_nobody_allows_nobody(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  c_directory directory;
  memset(&directory, 0, sizeof directory);
  DONE(crn_rows_create(&directory.world, error));
  crn_engine* engine = engine_over(office, &directory);
  REFUSED(office, CRN_ERROR_UNKNOWN_OFFICE,
          crn_engine_block_slots(engine, &office->by_office, &busy->block, NULL, error));
  crn_engine_destroy(engine);
  close_directory(&directory);
}

int run_directory_port_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(serves_a_day_of_an_office),
      IN_A_BUSY_OFFICE(is_told_what_a_decision_needs),
      IN_A_BUSY_OFFICE(gives_names_to_texts),
      IN_A_BUSY_OFFICE(fails_with_its_own_codes_and_no_others),
      IN_A_BUSY_OFFICE(fails_in_its_own_words),
      IN_A_BUSY_OFFICE(says_what_it_fails_for),
      IN_A_BUSY_OFFICE(may_say_nonsense_of_what_it_fails_for),
      IN_A_BUSY_OFFICE(is_cut_short_and_cleaned_in_what_it_says),
      IN_A_BUSY_OFFICE(of_which_texts_have_no_names_is_no_reason_for_them_to_fail),
      IN_A_BUSY_OFFICE(that_gives_more_than_was_asked_for_is_no_trap),
      IN_A_BUSY_OFFICE(gets_texts_with_a_nul_behind_them),
      IN_A_BUSY_OFFICE(that_knows_nobody_allows_nobody),
  };
  return cmocka_run_group_tests_name("directory_port", tests, NULL, NULL);
}
