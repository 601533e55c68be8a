#include "fingerprint.h"
#include "tests.h"

static crn_add_closure closure_of(int32_t scope, int64_t who, int32_t from, int32_t to) {
  crn_add_closure command;
  CRN_INIT(command);
  command.scope = scope;
  command.who = who;
  command.from = from;
  command.to = to;
  command.reason = CRN_REASON_INSPECTOR_ABSENT;
  command.note = crn_text_of("formation");
  return command;
}

static crn_status add(const office_93* office, const crn_add_closure* command, crn_event** receipt,
                      crn_error** error) {
  return crn_engine_add_closure(office->engine, &office->by_office, command, receipt, error);
}

static crn_status remove_them(const office_93* office, const int64_t* closures, size_t count,
                              crn_event** receipt, crn_error** error) {
  crn_remove_closures command;
  CRN_INIT(command);
  command.closures = closures;
  command.closure_count = count;
  return crn_engine_remove_closures(office->engine, &office->by_office, &command, receipt, error);
}

static size_t closures_within(const office_93* office, int32_t first, int32_t last) {
  crn_closure_filter filter;
  CRN_INIT(filter);
  filter.departement = office->in_93;
  filter.period.first = first;
  filter.period.last = last;
  crn_rows* rows = NULL;
  DONE(crn_engine_closures(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  const size_t count = crn_rows_count(rows, CRN_ROWS_CLOSURES);
  crn_rows_destroy(rows);
  return count;
}

static void are_added_and_listed_by_the_days_that_they_touch(void** state) {
  const office_93* office = *state;
  const crn_add_closure command =
      closure_of(CRN_CLOSURE_INSPECTOR, IPCSR_07, at(MONDAY, 10, 0), at(TUESDAY, 12, 0));
  DONE(add(office, &command, NULL, error));
  assert_int_equal(closures_within(office, 0, 0), 1);
  assert_int_equal(closures_within(office, MONDAY, MONDAY), 1);
  assert_int_equal(closures_within(office, TUESDAY, 0), 1);
  assert_int_equal(closures_within(office, 0, SUNDAY), 0);
  assert_int_equal(closures_within(office, TUESDAY + 1, 0), 0);
  crn_closure_filter filter;
  CRN_INIT(filter);
  filter.departement = office->in_93;
  crn_rows* rows = NULL;
  DONE(crn_engine_closures(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  crn_closure found;
  DONE(crn_rows_closures(rows, 0, 1, &found, sizeof found, error));
  assert_true(found.id > 0);
  assert_int_equal(found.scope, CRN_CLOSURE_INSPECTOR);
  assert_int_equal(found.who, IPCSR_07);
  assert_int_equal(found.from, at(MONDAY, 10, 0));
  assert_int_equal(found.to, at(TUESDAY, 12, 0));
  assert_int_equal(found.reason, CRN_REASON_INSPECTOR_ABSENT);
  assert_int_equal(found.removed, 0);
  assert_string_equal(found.departement.code, "93");
  EXPECT_TEXT(found.note, "formation");
  crn_rows_destroy(rows);
}

static void remark_the_planned_sessions_that_they_fall_on(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 2, SCHOOL_012);
  const crn_add_closure command =
      closure_of(CRN_CLOSURE_CENTRE, ROSNY, at(MONDAY, 0, 0), at(TUESDAY, 0, 0));
  crn_event* receipt = NULL;
  DONE(add(office, &command, &receipt, error));
  crn_remark remark;
  DONE(crn_event_remarks(receipt, 0, 1, &remark, sizeof remark, error));
  assert_int_equal(remark.kind, CRN_REMARK_SESSION_IN_CLOSURE);
  assert_int_equal(remark.subject.kind, CRN_SUBJECT_SESSION);
  assert_int_equal(remark.subject.id, session);
  assert_int_equal(remark.amount, 2);
  assert_string_equal(slots_now(office, session), "RR.....");
  crn_event_destroy(receipt);
}

static void are_removed(void** state) {
  const office_93* office = *state;
  const int64_t closure = close_for_the_day(office, CRN_CLOSURE_OFFICE, BER_93, MONDAY);
  crn_event* receipt = NULL;
  DONE(remove_them(office, &closure, 1, &receipt, error));
  crn_closure removed;
  DONE(crn_event_closures(receipt, 0, 1, &removed, sizeof removed, error));
  assert_int_equal(removed.id, closure);
  assert_int_not_equal(removed.removed, 0);
  crn_event_destroy(receipt);
  assert_int_equal(closures_within(office, 0, 0), 0);
}

#define ADDS(code, scope, who, from, to)                                  \
  do {                                                                    \
    const crn_add_closure its_command = closure_of(scope, who, from, to); \
    REFUSED(office, code, add(office, &its_command, NULL, error));        \
  } while (0)

static void that_cannot_be_are_not_added(void** state) {
  const office_93* office = *state;
  const int32_t from = at(MONDAY, 0, 0);
  const int32_t to = at(TUESDAY, 0, 0);
  const int32_t skipped = at(crn_date(2027, 3, 28), 2, 30);
  ADDS(CRN_ERROR_UNKNOWN_INSPECTOR, CRN_CLOSURE_INSPECTOR, NOBODY, from, to);
  ADDS(CRN_ERROR_UNKNOWN_CENTRE, CRN_CLOSURE_CENTRE, NOBODY, from, to);
  ADDS(CRN_ERROR_NOT_ALLOWED, CRN_CLOSURE_OFFICE, BER_75, from, to);
  ADDS(CRN_ERROR_BAD_TIME, CRN_CLOSURE_OFFICE, BER_93, to, from);
  ADDS(CRN_ERROR_BAD_TIME, CRN_CLOSURE_OFFICE, BER_93, from, from);
  ADDS(CRN_ERROR_TIME_SKIPPED, CRN_CLOSURE_OFFICE, BER_93, skipped, skipped + 600);
  ADDS(CRN_ERROR_TIME_SKIPPED, CRN_CLOSURE_OFFICE, BER_93, skipped - 600, skipped);
  ADDS(CRN_ERROR_BAD_DATE, CRN_CLOSURE_OFFICE, BER_93, 0, to);
  ADDS(CRN_ERROR_BAD_DATE, CRN_CLOSURE_OFFICE, BER_93, from, INT32_MAX);
  ADDS(CRN_ERROR_BAD_DATE, CRN_CLOSURE_OFFICE, BER_93, INT32_MIN, to);
}

static void that_are_not_there_are_not_removed(void** state) {
  const office_93* office = *state;
  const int64_t closure = close_for_the_day(office, CRN_CLOSURE_OFFICE, BER_93, MONDAY);
  const int64_t unknown[] = {closure, NOBODY};
  const int64_t twice[] = {closure, closure};
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, remove_them(office, NULL, 0, NULL, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_CLOSURE, remove_them(office, unknown, 2, NULL, error));
  REFUSED(office, CRN_ERROR_NAMED_TWICE, remove_them(office, twice, 2, NULL, error));
}

int run_closures_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(are_added_and_listed_by_the_days_that_they_touch),
      IN_A_KEPT_OFFICE(are_added_and_listed_by_the_days_that_they_touch),
      IN_AN_OFFICE(remark_the_planned_sessions_that_they_fall_on),
      IN_AN_OFFICE(are_removed),
      IN_A_KEPT_OFFICE(are_removed),
      IN_AN_OFFICE(that_cannot_be_are_not_added),
      IN_AN_OFFICE(that_are_not_there_are_not_removed),
  };
  return cmocka_run_group_tests_name("closures", tests, NULL, NULL);
}
