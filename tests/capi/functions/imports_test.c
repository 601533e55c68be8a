#include "fingerprint.h"
#include "tests.h"

/* A planned morning of IPCSR 93-07, on line 2 of a file. */
static crn_imported_session a_morning(void) {
  crn_imported_session it;
  memset(&it, 0, sizeof it);
  it.inspector = IPCSR_07;
  it.centre = ROSNY;
  it.date = MONDAY;
  it.hours.start = 510;
  it.hours.end = 720;
  it.category = CRN_CATEGORY_CE;
  it.unit_minutes = 30;
  it.units_of_slot = 1;
  it.slot_count = 7;
  it.line = 2;
  return it;
}

static crn_import_planning import_of(const crn_imported_session* sessions, size_t count) {
  crn_import_planning command;
  CRN_INIT(command);
  command.office = BER_93;
  command.sessions = sessions;
  command.session_size = sizeof sessions[0];
  command.session_count = count;
  return command;
}

static crn_status import(const office_93* office, const crn_import_planning* command,
                         crn_event** receipt, crn_error** error) {
  return crn_engine_import_planning(office->engine, &office->by_operator, command, receipt, error);
}

static crn_session imported(const office_93* office, const crn_import_planning* command) {
  crn_event* receipt = NULL;
  DONE(import(office, command, &receipt, error));
  crn_session made;
  DONE(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 1, &made, sizeof made, error));
  crn_event_destroy(receipt);
  return made;
}

static void takes_a_planning_as_it_was(void** state) {
  const office_93* office = *state;
  const crn_imported_reservation held[] = {{SCHOOL_012, 3, TEXT("a")},
                                           {INACTIVE_SCHOOL, 8, TEXT("")}};
  crn_imported_session morning = a_morning();
  morning.unavailable = 64;
  morning.external_ref = crn_text_of("session 17");
  morning.reservations = held;
  morning.reservation_size = sizeof held[0];
  morning.reservation_count = 2;
  const crn_import_planning command = import_of(&morning, 1);
  const crn_session made = imported(office, &command);
  assert_string_equal(slots_now(office, made.id), "RR.R..x");
  assert_int_equal(made.planned_by, BER_93);
  assert_int_equal(made.plan, 1);
  assert_int_equal(notices_now(office, 0), 0);
  assert_int_equal(reservations_of(office, SCHOOL_012), 1);
  assert_int_equal(reservations_of(office, INACTIVE_SCHOOL), 1);
}

static void takes_the_past_too(void** state) {
  const office_93* office = *state;
  crn_imported_session morning = a_morning();
  morning.date = crn_date(2026, 5, 8);
  const crn_import_planning command = import_of(&morning, 1);
  assert_int_equal(imported(office, &command).date, crn_date(2026, 5, 8));
}

static void without_a_category_gives_an_available_session(void** state) {
  const office_93* office = *state;
  crn_imported_session morning = a_morning();
  morning.category = 0;
  morning.unit_minutes = morning.units_of_slot = morning.slot_count = 0;
  crn_import_planning command = import_of(&morning, 1);
  command.office = 0;
  const crn_session made = imported(office, &command);
  assert_string_equal(slots_now(office, made.id), "available");
  assert_int_equal(made.proposed_centre, ROSNY);
  assert_int_equal(made.centre, 0);
}

static void without_a_grid_takes_that_of_the_rules(void** state) {
  const office_93* office = *state;
  set_rule(office, "unit.minutes", "20");
  crn_imported_session morning = a_morning();
  morning.unit_minutes = morning.units_of_slot = morning.slot_count = 0;
  const crn_import_planning command = import_of(&morning, 1);
  const crn_session made = imported(office, &command);
  assert_int_equal(made.unit_minutes, 20);
  assert_int_equal(made.slot_count, 10);
}

static void tells_the_schools_where_it_is_asked_to(void** state) {
  const office_93* office = *state;
  const crn_imported_reservation held = {SCHOOL_012, 3, TEXT("")};
  crn_imported_session morning = a_morning();
  morning.reservations = &held;
  morning.reservation_size = sizeof held;
  morning.reservation_count = 1;
  crn_import_planning command = import_of(&morning, 1);
  command.notify = 1;
  DONE(import(office, &command, NULL, error));
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_PENDING), 1);
}

/* ---- What is refused --------------------------------------------------------------------- */

#define REFUSES(code, field, value)                                             \
  do {                                                                          \
    crn_imported_session its_morning = a_morning();                             \
    its_morning.field = value;                                                  \
    const crn_import_planning its_command = import_of(&its_morning, 1);         \
    crn_error* why = NULL;                                                      \
    REFUSED_WITH(office, why, code, import(office, &its_command, NULL, error)); \
    expect_line(why, 2);                                                        \
    crn_error_destroy(why);                                                     \
  } while (0)

/* The last subject is the line. */
static void expect_line(const crn_error* why, int64_t line) {
  const size_t count = crn_error_subject_count(why);
  assert_true(count > 0);
  EXPECT_SUBJECT(why, count - 1, CRN_SUBJECT_LINE, line);
}

static void refuses_sessions_that_cannot_be_and_names_their_line(void** state) {
  const office_93* office = *state;
  REFUSES(CRN_ERROR_BAD_DATE, date, LAST_DATE + 1);
  REFUSES(CRN_ERROR_BAD_DATE, date, INT32_MIN);
  REFUSES(CRN_ERROR_BAD_TIME, hours.end, 510);
  REFUSES(CRN_ERROR_BAD_TIME, hours.end, 1441);
  REFUSES(CRN_ERROR_BAD_TIME, hours.start, -1);
  REFUSES(CRN_ERROR_UNKNOWN_INSPECTOR, inspector, NOBODY);
  REFUSES(CRN_ERROR_POSTED_ELSEWHERE, inspector, IPCSR_OF_75);
  REFUSES(CRN_ERROR_UNKNOWN_CENTRE, centre, NOBODY);
  REFUSES(CRN_ERROR_ZONE_MISMATCH, centre, SAINT_DENIS);
  REFUSES(CRN_ERROR_CATEGORY_NOT_AT_CENTRE, centre, GONESSE);
  REFUSES(CRN_ERROR_GRID_DOES_NOT_FIT, slot_count, 8);
  REFUSES(CRN_ERROR_UNKNOWN_SLOT, unavailable, 128);
}

static void refuses_grids_that_are_none(void** state) {
  const office_93* office = *state;
  const int32_t none[][3] = {{0, 1, 7},
                             {30, 0, 7},
                             {30, 1, 0},
                             {241, 1, 1},
                             {1, 17, 7},
                             {30, 1, 65},
                             {-30, -1, 7},
                             {65566, 1, 7},
                             {30, 65537, 7},
                             {30, 1, 65543},
                             {INT32_MAX, INT32_MAX, INT32_MAX}};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    crn_imported_session morning = a_morning();
    morning.unit_minutes = none[index][0];
    morning.units_of_slot = none[index][1];
    morning.slot_count = none[index][2];
    const crn_import_planning command = import_of(&morning, 1);
    FAILS_EITHER(CRN_ERROR_GRID_DOES_NOT_FIT, CRN_ERROR_BAD_ARGUMENT,
                 import(office, &command, NULL, error));
  }
}

static void refuses_reservations_that_cannot_be(void** state) {
  const office_93* office = *state;
  const struct {
    crn_status code;
    crn_imported_reservation held[2];
    uint64_t unavailable;
  } cases[] = {
      {CRN_ERROR_UNKNOWN_SCHOOL, {{NOBODY, 1, TEXT("")}, {SCHOOL_012, 2, TEXT("")}}, 0},
      {CRN_ERROR_SLOT_TAKEN, {{SCHOOL_012, 3, TEXT("")}, {SCHOOL_013, 2, TEXT("")}}, 0},
      {CRN_ERROR_SLOT_TAKEN, {{SCHOOL_012, 0, TEXT("")}, {SCHOOL_013, 2, TEXT("")}}, 0},
      {CRN_ERROR_SLOT_TAKEN, {{SCHOOL_012, 1, TEXT("")}, {SCHOOL_013, 64, TEXT("")}}, 64},
      {CRN_ERROR_UNKNOWN_SLOT, {{SCHOOL_012, 1, TEXT("")}, {SCHOOL_013, 128, TEXT("")}}, 0},
      {CRN_ERROR_BAD_TEXT, {{SCHOOL_012, 1, TEXT("\x1b[31m")}, {SCHOOL_013, 2, TEXT("")}}, 0},
  };
  for (size_t index = 0; index < sizeof cases / sizeof cases[0]; ++index) {
    crn_imported_session morning = a_morning();
    morning.reservations = cases[index].held;
    morning.reservation_size = sizeof cases[index].held[0];
    morning.reservation_count = 2;
    morning.unavailable = cases[index].unavailable;
    const crn_import_planning command = import_of(&morning, 1);
    REFUSED(office, cases[index].code, import(office, &command, NULL, error));
  }
}

static void refuses_an_office_that_is_not_there(void** state) {
  const office_93* office = *state;
  const crn_imported_session morning = a_morning();
  crn_import_planning command = import_of(&morning, 1);
  command.office = NOBODY;
  REFUSED(office, CRN_ERROR_UNKNOWN_OFFICE, import(office, &command, NULL, error));
  command.office = BER_75;
  REFUSED(office, CRN_ERROR_FOREIGN_DEPARTEMENT, import(office, &command, NULL, error));
}

static void is_all_or_none(void** state) {
  const office_93* office = *state;
  crn_imported_session sessions[] = {a_morning(), a_morning()};
  sessions[1].line = 9;
  crn_import_planning command = import_of(sessions, 2);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_SESSION_OVERLAP, import(office, &command, NULL, error));
  expect_line(why, 9);
  assert_int_equal(crn_error_limit(why), 2);
  crn_error_destroy(why);
  command.session_count = 0;
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, import(office, &command, NULL, error));
}

static void over_a_session_that_is_there_is_refused(void** state) {
  const office_93* office = *state;
  const int64_t there = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  const crn_imported_session morning = a_morning();
  const crn_import_planning command = import_of(&morning, 1);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_SESSION_OVERLAP, import(office, &command, NULL, error));
  EXPECT_SUBJECT(why, 2, CRN_SUBJECT_SESSION, there);
  crn_error_destroy(why);
}

static void takes_at_most_a_hundred_thousand_sessions(void** state) {
  const office_93* office = *state;
  enum { COUNT = 100001 };
  crn_imported_session* sessions = malloc(COUNT * sizeof *sessions);
  assert_non_null(sessions);
  for (size_t index = 0; index < COUNT; ++index) sessions[index] = a_morning();
  const crn_import_planning command = import_of(sessions, COUNT);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_TOO_LARGE, import(office, &command, NULL, error));
  assert_int_equal(crn_error_limit(why), 100000);
  assert_int_equal(crn_error_actual(why), COUNT);
  crn_error_destroy(why);
  free(sessions);
}

int run_imports_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(takes_a_planning_as_it_was),
      IN_A_KEPT_OFFICE(takes_a_planning_as_it_was),
      IN_AN_OFFICE(takes_the_past_too),
      IN_AN_OFFICE(without_a_category_gives_an_available_session),
      IN_AN_OFFICE(without_a_grid_takes_that_of_the_rules),
      IN_AN_OFFICE(tells_the_schools_where_it_is_asked_to),
      IN_AN_OFFICE(refuses_sessions_that_cannot_be_and_names_their_line),
      IN_AN_OFFICE(refuses_grids_that_are_none),
      IN_AN_OFFICE(refuses_reservations_that_cannot_be),
      IN_AN_OFFICE(refuses_an_office_that_is_not_there),
      IN_AN_OFFICE(is_all_or_none),
      IN_AN_OFFICE(over_a_session_that_is_there_is_refused),
      IN_AN_OFFICE(takes_at_most_a_hundred_thousand_sessions),
  };
  return cmocka_run_group_tests_name("imports", tests, NULL, NULL);
}
