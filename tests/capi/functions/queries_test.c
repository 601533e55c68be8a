#include "every_command.h"
#include "tests.h"

/* ---- Sessions ---------------------------------------------------------------------------- */

static crn_rows* sessions_of(const office_93* office, const crn_session_filter* filter,
                             const crn_page* page) {
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(office->engine, &office->ber_93, filter, page, &rows, error));
  return rows;
}

static size_t count_of(const office_93* office, const crn_session_filter* filter) {
  crn_rows* rows = sessions_of(office, filter, NULL);
  const size_t count = crn_rows_count(rows, CRN_ROWS_SESSIONS);
  crn_rows_destroy(rows);
  return count;
}

static int64_t only_one(const office_93* office, const crn_session_filter* filter) {
  crn_rows* rows = sessions_of(office, filter, NULL);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 1);
  crn_session session;
  DONE(crn_rows_sessions(rows, 0, 1, &session, sizeof session, error));
  crn_rows_destroy(rows);
  return session.id;
}

static void list_sessions_by_start_with_their_slots(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int64_t earlier = create_session(office, IPCSR_09, MONDAY - 3, CRN_HALF_DAY_AFTERNOON);
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = sessions_of(office, &filter, NULL);
  crn_session found[3];
  DONE(crn_rows_sessions(rows, 0, 3, found, sizeof found[0], error));
  assert_int_equal(found[0].id, earlier);
  assert_int_equal(found[1].id, busy->planned);
  assert_true(found[1].reserved == 3);
  assert_true(found[1].unavailable == 64);
  assert_int_equal(found[2].id, busy->available);
  assert_true(crn_rows_number(rows) > 0);
  crn_rows_destroy(rows);
}

static void filter_sessions_by_what_they_are(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int64_t inspector = IPCSR_08;
  crn_session_filter filter = all_sessions();
  filter.planned = 1;
  assert_int_equal(only_one(office, &filter), busy->planned);
  filter = all_sessions();
  filter.available = 1;
  assert_int_equal(only_one(office, &filter), busy->available);
  filter.planned = 1;
  assert_int_equal(count_of(office, &filter), 2);
  filter = all_sessions();
  filter.inspectors = &inspector;
  filter.inspector_count = 1;
  assert_int_equal(only_one(office, &filter), busy->available);
  filter = all_sessions();
  filter.with_free_slots = 1;
  assert_int_equal(only_one(office, &filter), busy->planned);
}

static void filter_sessions_by_how_they_are_planned(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_session_filter filter = all_sessions();
  filter.centre = ROSNY;
  assert_int_equal(only_one(office, &filter), busy->planned);
  filter.centre = BOBIGNY;
  assert_int_equal(count_of(office, &filter), 0);
  filter = all_sessions();
  filter.category = CRN_CATEGORY_CE;
  assert_int_equal(only_one(office, &filter), busy->planned);
  filter.category = CRN_CATEGORY_D;
  assert_int_equal(count_of(office, &filter), 0);
  filter = all_sessions();
  filter.has_part = 1;
  assert_int_equal(only_one(office, &filter), busy->planned);
  filter.part = CRN_PART_ON_ROAD;
  assert_int_equal(count_of(office, &filter), 0);
}

static void filter_sessions_by_when_they_are(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int64_t later = create_session(office, IPCSR_07, TUESDAY, CRN_HALF_DAY_AFTERNOON);
  crn_session_filter filter = all_sessions();
  filter.period.first = TUESDAY;
  assert_int_equal(only_one(office, &filter), later);
  filter.period.first = 0;
  filter.period.last = MONDAY;
  assert_int_equal(count_of(office, &filter), 2);
  filter = all_sessions();
  filter.hours.start = 720;
  filter.hours.end = 1440;
  assert_int_equal(only_one(office, &filter), later);
}

static void find_nothing_outside_all_dates_and_hours(void** state) {
  const busy_office* busy = *state;
  const crn_period periods[] = {{TUESDAY, MONDAY},
                                {LAST_DATE + 1, 0},
                                {INT32_MAX, INT32_MAX},
                                {INT32_MIN, INT32_MIN},
                                {0, -1}};
  for (size_t index = 0; index < sizeof periods / sizeof periods[0]; ++index) {
    crn_session_filter filter = all_sessions();
    filter.period = periods[index];
    crn_rows* rows = NULL;
    const crn_status status =
        crn_engine_sessions(busy->office.engine, &busy->office.ber_93, &filter, NULL, &rows, NULL);
    assert_true(status == CRN_OK || status == CRN_ERROR_BAD_DATE);
    assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 0);
    crn_rows_destroy(rows);
  }
}

/* ---- Pages ------------------------------------------------------------------------------- */

static void give_one_page_after_the_other(void** state) {
  const office_93* office = *state;
  for (int32_t day = 0; day < 5; ++day)
    create_session(office, IPCSR_07, MONDAY + day, CRN_HALF_DAY_MORNING);
  const crn_session_filter filter = all_sessions();
  crn_page page;
  CRN_INIT(page);
  page.limit = 2;
  int32_t seen = 0;
  int32_t more = 1;
  while (more != 0) {
    crn_rows* rows = sessions_of(office, &filter, &page);
    const size_t count = crn_rows_count(rows, CRN_ROWS_SESSIONS);
    crn_session found[2];
    DONE(crn_rows_sessions(rows, 0, count, found, sizeof found[0], error));
    for (size_t index = 0; index < count; ++index)
      assert_int_equal(found[index].date, MONDAY + seen++);
    more = crn_rows_next(rows, &page.after);
    crn_rows_destroy(rows);
  }
  assert_int_equal(seen, 5);
}

static void refuse_a_page_of_more_than_a_thousand(void** state) {
  const office_93* office = *state;
  const crn_session_filter filter = all_sessions();
  crn_page page;
  CRN_INIT(page);
  page.limit = 1000;
  crn_rows_destroy(sessions_of(office, &filter, &page));
  const uint32_t too_many[] = {1001, UINT32_MAX};
  for (size_t index = 0; index < 2; ++index) {
    page.limit = too_many[index];
    crn_rows* rows = GARBAGE;
    crn_error* why = NULL;
    FAILS_WITH(why, CRN_ERROR_TOO_LARGE,
               crn_engine_sessions(office->engine, &office->ber_93, &filter, &page, &rows, error));
    assert_null(rows);
    assert_int_equal(crn_error_limit(why), 1000);
    crn_error_destroy(why);
  }
}

/* ---- The planning ------------------------------------------------------------------------ */

static void give_the_planning_with_all_that_lies_in_it(void** state) {
  const busy_office* busy = *state;
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_planning(busy->office.engine, &busy->office.ber_93, &filter, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 2);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RESERVATIONS), 1);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_BLOCKS), 1);
  crn_reservation held;
  DONE(crn_rows_reservations(rows, 0, 1, &held, sizeof held, error));
  assert_int_equal(held.id, busy->reservation);
  assert_int_equal(held.school, SCHOOL_012);
  assert_int_equal(held.session, busy->planned);
  assert_true(held.slots == 3);
  assert_int_equal(held.plan, 1);
  assert_true(held.units == 0 && held.start == 0 && held.end == 0);
  crn_block blocked;
  DONE(crn_rows_blocks(rows, 0, 1, &blocked, sizeof blocked, error));
  assert_int_equal(blocked.slot.ordinal, 6);
  assert_int_equal(blocked.slot.session, busy->planned);
  crn_rows_destroy(rows);
}

/* ---- Exams of a school ------------------------------------------------------------------- */

static crn_rows* exams_of(const office_93* office, const crn_actor* actor,
                          const crn_exam_query* query) {
  crn_rows* rows = NULL;
  DONE(crn_engine_exams(office->engine, actor, query, NULL, &rows, error));
  return rows;
}

static crn_exam_query own_exams(int32_t when) {
  crn_exam_query query;
  CRN_INIT(query);
  query.departement = crn_departement_of("93");
  query.school = SCHOOL_012;
  query.when = when;
  return query;
}

static void list_exams_with_their_sessions_in_the_same_places(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int64_t later = planned_session(office, IPCSR_07, TUESDAY, CRN_HALF_DAY_AFTERNOON);
  reserve(office, later, 3, 1, SCHOOL_012);
  reserve(office, busy->planned, 4, 1, SCHOOL_012);
  const crn_exam_query query = own_exams(CRN_EXAMS_UPCOMING);
  crn_rows* rows = exams_of(office, &office->school_012, &query);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RESERVATIONS), 3);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 3);
  crn_reservation exams[3];
  crn_session sessions[3];
  DONE(crn_rows_reservations(rows, 0, 3, exams, sizeof exams[0], error));
  DONE(crn_rows_sessions(rows, 0, 3, sessions, sizeof sessions[0], error));
  assert_int_equal(exams[0].start, at(MONDAY, 8, 30));
  assert_int_equal(exams[0].units, 2);
  assert_int_equal(exams[1].start, at(MONDAY, 10, 30));
  assert_int_equal(exams[2].start, at(TUESDAY, 15, 0));
  assert_int_equal(exams[2].end, at(TUESDAY, 15, 30));
  for (size_t index = 0; index < 3; ++index)
    assert_int_equal(sessions[index].id, exams[index].session);
  crn_rows_destroy(rows);
}

static size_t exams_now(const office_93* office, const crn_exam_query* query) {
  crn_rows* rows = exams_of(office, &office->ber_93, query);
  const size_t count = crn_rows_count(rows, CRN_ROWS_RESERVATIONS);
  crn_rows_destroy(rows);
  return count;
}

static void tell_upcoming_exams_from_past_ones(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const crn_exam_query upcoming = own_exams(CRN_EXAMS_UPCOMING);
  const crn_exam_query past = own_exams(CRN_EXAMS_PAST);
  const crn_exam_query all = own_exams(CRN_EXAMS_ALL);
  set_clock(office, utc(MONDAY, 6, 30, 0) - 1);
  assert_int_equal(exams_now(office, &upcoming), 1);
  assert_int_equal(exams_now(office, &past), 0);
  set_clock(office, utc(MONDAY, 6, 30, 0));
  assert_int_equal(exams_now(office, &upcoming), 0);
  assert_int_equal(exams_now(office, &past), 1);
  assert_int_equal(exams_now(office, &all), 1);
}

static void filter_exams(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_exam_query query = own_exams(CRN_EXAMS_ALL);
  query.category = CRN_CATEGORY_D;
  assert_int_equal(exams_now(office, &query), 0);
  query.category = CRN_CATEGORY_CE;
  assert_int_equal(exams_now(office, &query), 1);
  query.period.first = TUESDAY;
  assert_int_equal(exams_now(office, &query), 0);
  query = own_exams(CRN_EXAMS_ALL);
  query.school = SCHOOL_013;
  assert_int_equal(exams_now(office, &query), 0);
}

static void give_a_school_its_exams_in_all_departements(void** state) {
  const busy_office* busy = *state;
  crn_exam_query query = own_exams(CRN_EXAMS_UPCOMING);
  memset(&query.departement, 0, sizeof query.departement);
  crn_rows* rows = exams_of(&busy->office, &busy->office.school_012, &query);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RESERVATIONS), 1);
  assert_int_equal(crn_rows_number(rows), 0);
  crn_rows_destroy(rows);
}

/* ---- Schools ----------------------------------------------------------------------------- */

static crn_rows* schools_like(const office_93* office, const char* text, size_t limit) {
  crn_rows* rows = NULL;
  DONE(crn_engine_find_schools(office->engine, &office->ber_93, office->in_93, crn_text_of(text),
                               limit, &rows, error));
  return rows;
}

static size_t schools_found(const office_93* office, const char* text, size_t limit) {
  crn_rows* rows = schools_like(office, text, limit);
  const size_t count = crn_rows_count(rows, CRN_ROWS_SCHOOLS);
  crn_rows_destroy(rows);
  return count;
}

static void find_schools_by_a_part_of_their_name(void** state) {
  const office_93* office = *state;
  assert_int_equal(schools_found(office, "ECOLE 93", 0), 5);
  assert_int_equal(schools_found(office, "auto-école 93-012", 0), 1);
  assert_int_equal(schools_found(office, "", 0), 5);
  assert_int_equal(schools_found(office, "", 2), 2);
  assert_int_equal(schools_found(office, "nulle part", 0), 0);
  assert_int_equal(schools_found(office, "-'-", 0), 0);
  crn_rows* rows = schools_like(office, "AE-93-013", 0);
  crn_school found;
  DONE(crn_rows_schools(rows, 0, 1, &found, sizeof found, error));
  assert_int_equal(found.id, SCHOOL_013);
  crn_rows_destroy(rows);
}

static void name_the_one_school_that_is_meant(void** state) {
  const office_93* office = *state;
  crn_rows* rows = NULL;
  DONE(crn_engine_school_named(office->engine, &office->ber_93, office->in_93, crn_text_of("012"),
                               &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 1);
  crn_school found;
  DONE(crn_rows_schools(rows, 0, 1, &found, sizeof found, error));
  assert_int_equal(found.id, SCHOOL_012);
  crn_rows_destroy(rows);
}

static void name_no_school_where_several_or_none_are_meant(void** state) {
  const office_93* office = *state;
  crn_rows* rows = GARBAGE;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_AMBIGUOUS_SCHOOL,
             crn_engine_school_named(office->engine, &office->ber_93, office->in_93,
                                     crn_text_of("93-01"), &rows, error));
  assert_null(rows);
  assert_int_equal(crn_error_subject_count(why), 5);
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_SCHOOL, SCHOOL_012);
  EXPECT_TEXT(crn_error_text(why), "93-01");
  crn_error_destroy(why);
  FAILS_WITH(why, CRN_ERROR_UNKNOWN_SCHOOL,
             crn_engine_school_named(office->engine, &office->ber_93, office->in_93,
                                     crn_text_of("nulle part"), &rows, error));
  EXPECT_TEXT(crn_error_text(why), "nulle part");
  crn_error_destroy(why);
}

/* ---- Names ------------------------------------------------------------------------------- */

static int32_t matches(const char* name, const char* typed) {
  int32_t found = -1;
  DONE(crn_name_matches(crn_text_of(name), crn_text_of(typed), &found, error));
  return found;
}

static void match_names_whatever_the_case_and_the_accents(void** state) {
  (void)state;
  assert_int_equal(matches("Auto-école 93-012", "AUTO ECOLE"), 1);
  assert_int_equal(matches("Auto-école 93-012", "cole 93"), 1);
  assert_int_equal(matches("Auto-école 93-012", "93-013"), 0);
  assert_int_equal(matches("Sœurs", "soeurs"), 1);
  assert_int_equal(matches("Auto-école 93-012", ""), 1);
  int32_t found = -1;
  const crn_text no_utf8 = TEXT("\xff");
  FAILS(CRN_ERROR_BAD_TEXT, crn_name_matches(no_utf8, crn_text_of("x"), &found, error));
  assert_int_equal(found, 0);
  FAILS(CRN_ERROR_BAD_TEXT, crn_name_matches(crn_text_of("x"), no_utf8, &found, error));
}

int run_queries_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(list_sessions_by_start_with_their_slots),
      IN_A_BUSY_OFFICE(filter_sessions_by_what_they_are),
      IN_A_BUSY_OFFICE(filter_sessions_by_how_they_are_planned),
      IN_A_BUSY_OFFICE(filter_sessions_by_when_they_are),
      IN_A_BUSY_OFFICE(find_nothing_outside_all_dates_and_hours),
      IN_AN_OFFICE(give_one_page_after_the_other),
      IN_A_KEPT_OFFICE(give_one_page_after_the_other),
      IN_AN_OFFICE(refuse_a_page_of_more_than_a_thousand),
      IN_A_BUSY_OFFICE(give_the_planning_with_all_that_lies_in_it),
      IN_A_BUSY_OFFICE(list_exams_with_their_sessions_in_the_same_places),
      IN_A_BUSY_OFFICE(tell_upcoming_exams_from_past_ones),
      IN_A_BUSY_OFFICE(filter_exams),
      IN_A_BUSY_OFFICE(give_a_school_its_exams_in_all_departements),
      IN_AN_OFFICE(find_schools_by_a_part_of_their_name),
      IN_A_KEPT_OFFICE(find_schools_by_a_part_of_their_name),
      IN_AN_OFFICE(name_the_one_school_that_is_meant),
      IN_AN_OFFICE(name_no_school_where_several_or_none_are_meant),
      cmocka_unit_test(match_names_whatever_the_case_and_the_accents),
  };
  return cmocka_run_group_tests_name("queries", tests, NULL, NULL);
}
