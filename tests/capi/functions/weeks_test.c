#include "every_command.h"
#include "tests.h"

static crn_week_query week_of(int32_t date) {
  crn_week_query query;
  CRN_INIT(query);
  query.departement = crn_departement_of("93");
  query.week = date;
  return query;
}

static crn_status read_week(const office_93* office, const crn_week_query* query, crn_units* to,
                            size_t capacity, size_t* count, crn_units* total, crn_error** error) {
  return crn_engine_week(office->engine, &office->ber_93, query, to, capacity, sizeof *to, count,
                         total, error);
}

static void count_units_inspector_by_inspector_and_in_all(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  plan_session(office, busy->available);
  reserve(office, busy->available, 0, 3, SCHOOL_013);
  const crn_week_query query = week_of(MONDAY + 4);
  crn_units rows[3];
  crn_units total;
  size_t count = 0;
  DONE(read_week(office, &query, rows, 3, &count, &total, error));
  assert_int_equal(count, 2);
  assert_int_equal(rows[0].inspector, IPCSR_07);
  assert_int_equal(rows[0].week, MONDAY);
  assert_int_equal(rows[0].planned, 7);
  assert_int_equal(rows[0].unavailable, 1);
  assert_int_equal(crn_units_offered(rows[0]), 6);
  assert_int_equal(rows[0].assigned, 2);
  assert_int_equal(crn_units_unassigned(rows[0]), 4);
  assert_int_equal(rows[0].reservable, 4);
  assert_int_equal(rows[1].inspector, IPCSR_08);
  assert_int_equal(rows[1].assigned, 3);
  assert_int_equal(total.inspector, 0);
  assert_int_equal(total.planned, 14);
  assert_int_equal(total.unavailable, 1);
  assert_int_equal(crn_units_offered(total), 13);
  assert_int_equal(total.assigned, 5);
  assert_int_equal(crn_units_unassigned(total), 8);
  assert_int_equal(total.reservable, 8);
}

static void say_what_can_still_be_reserved_by_now(void** state) {
  const busy_office* busy = *state;
  const crn_week_query query = week_of(MONDAY);
  crn_units row;
  size_t count = 0;
  set_clock(&busy->office, utc(MONDAY, 7, 30, 0));
  DONE(read_week(&busy->office, &query, &row, 1, &count, NULL, error));
  assert_int_equal(crn_units_unassigned(row), 4);
  assert_int_equal(row.reservable, 3);
}

static void are_of_one_inspector_or_category_where_asked(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  plan_session(office, busy->available);
  crn_week_query query = week_of(MONDAY);
  crn_units row;
  size_t count = 0;
  query.inspector = IPCSR_08;
  DONE(read_week(office, &query, &row, 1, &count, NULL, error));
  assert_int_equal(count, 1);
  assert_int_equal(row.inspector, IPCSR_08);
  query = week_of(MONDAY);
  query.category = CRN_CATEGORY_D;
  DONE(read_week(office, &query, &row, 1, &count, NULL, error));
  assert_int_equal(count, 0);
}

static void come_week_after_week(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  planned_session(office, IPCSR_07, MONDAY + 8, CRN_HALF_DAY_MORNING);
  crn_week_query query = week_of(MONDAY);
  query.week_count = 3;
  crn_units rows[3];
  crn_units total;
  size_t count = 0;
  DONE(read_week(office, &query, rows, 3, &count, &total, error));
  assert_int_equal(count, 2);
  assert_int_equal(rows[0].week, MONDAY);
  assert_int_equal(rows[1].week, MONDAY + 7);
  assert_int_equal(total.planned, 14);
}

static void write_no_more_rows_than_there_is_room_for(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  plan_session(office, busy->available);
  const crn_week_query query = week_of(MONDAY);
  crn_units rows[2];
  crn_units total;
  size_t count = 0;
  memset(rows, 0x5A, sizeof rows);
  DONE(read_week(office, &query, rows, 1, &count, &total, error));
  assert_int_equal(count, 2);
  assert_int_equal(rows[0].inspector, IPCSR_07);
  assert_int_equal(rows[1].planned, 0x5A5A5A5A);
  assert_int_equal(total.planned, 14);
  DONE(read_week(office, &query, NULL, 0, &count, NULL, error));
  assert_int_equal(count, 2);
}

static void of_an_empty_week_are_zero(void** state) {
  const busy_office* busy = *state;
  const crn_week_query query = week_of(MONDAY + 70);
  crn_units total;
  size_t count = 5;
  memset(&total, 0x5A, sizeof total);
  DONE(read_week(&busy->office, &query, NULL, 0, &count, &total, error));
  assert_int_equal(count, 0);
  assert_int_equal(total.planned, 0);
  assert_int_equal(total.reservable, 0);
}

static void of_no_week_are_refused(void** state) {
  const busy_office* busy = *state;
  const int32_t none[] = {0, -1, FIRST_DATE - 1, LAST_DATE + 1, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    const crn_week_query query = week_of(none[index]);
    crn_units total;
    size_t count = 5;
    memset(&total, 0x5A, sizeof total);
    FAILS_EITHER(CRN_ERROR_BAD_DATE, CRN_ERROR_BAD_ARGUMENT,
                 read_week(&busy->office, &query, NULL, 0, &count, &total, error));
    assert_int_equal(count, 0);
    assert_int_equal(total.planned, 0);
  }
}

static void of_more_weeks_than_there_are_are_no_trap(void** state) {
  const busy_office* busy = *state;
  crn_week_query query = week_of(MONDAY);
  query.week_count = UINT32_MAX;
  size_t count = 5;
  const crn_status status = read_week(&busy->office, &query, NULL, 0, &count, NULL, NULL);
  assert_true(status == CRN_ERROR_BAD_ARGUMENT || status == CRN_ERROR_BAD_DATE ||
              status == CRN_ERROR_TOO_LARGE);
}

int run_weeks_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(count_units_inspector_by_inspector_and_in_all),
      IN_A_BUSY_OFFICE(say_what_can_still_be_reserved_by_now),
      IN_A_BUSY_OFFICE(are_of_one_inspector_or_category_where_asked),
      IN_A_BUSY_OFFICE(come_week_after_week),
      IN_A_BUSY_OFFICE(write_no_more_rows_than_there_is_room_for),
      IN_A_BUSY_OFFICE(of_an_empty_week_are_zero),
      IN_A_BUSY_OFFICE(of_no_week_are_refused),
      IN_A_BUSY_OFFICE(of_more_weeks_than_there_are_are_no_trap),
  };
  return cmocka_run_group_tests_name("weeks", tests, NULL, NULL);
}
