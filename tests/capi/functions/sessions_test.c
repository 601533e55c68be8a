#include "fingerprint.h"
#include "tests.h"

/* ---- Creating ---------------------------------------------------------------------------- */

static crn_status create(const office_93* office, const crn_new_session* sessions, size_t count,
                         int32_t override_calendar, crn_error** error) {
  crn_create_sessions command;
  CRN_INIT(command);
  command.override_calendar = override_calendar;
  command.sessions = sessions;
  command.session_size = sizeof sessions[0];
  command.session_count = count;
  return crn_engine_create_sessions(office->engine, &office->by_office, &command, NULL, error);
}

static crn_new_session morning_of(int64_t inspector, int32_t date) {
  const crn_new_session session = {inspector, TEXT(""), {0, 0}, date, CRN_HALF_DAY_MORNING};
  return session;
}

static crn_new_session within(int64_t inspector, int32_t date, int32_t start, int32_t end) {
  const crn_new_session session = {inspector, TEXT(""), {start, end}, date, 0};
  return session;
}

#define CREATES(its, code)                                            \
  do {                                                                \
    const crn_new_session its_session = its;                          \
    REFUSED(office, code, create(office, &its_session, 1, 0, error)); \
  } while (0)

static void are_created_available_with_the_hours_of_their_half_day(void** state) {
  const office_93* office = *state;
  const int64_t morning = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  const int64_t afternoon = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_AFTERNOON);
  const crn_session first = session_now(office, morning);
  const crn_session second = session_now(office, afternoon);
  assert_int_equal(first.inspector, IPCSR_07);
  assert_string_equal(first.departement.code, "93");
  assert_int_equal(first.date, MONDAY);
  assert_int_equal(first.start, 510);
  assert_int_equal(first.end, 720);
  assert_int_equal(first.plan, 0);
  assert_int_equal(first.centre, 0);
  assert_int_equal(first.slot_count, 0);
  assert_int_equal(second.start, 810);
  assert_int_equal(second.end, 1020);
}

static void are_created_with_hours_of_their_own(void** state) {
  const office_93* office = *state;
  const crn_new_session sessions[] = {within(IPCSR_07, MONDAY, 0, 1440),
                                      within(IPCSR_08, MONDAY, 600, 601)};
  DONE(create(office, sessions, 2, 0, error));
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  crn_session found[2];
  DONE(crn_rows_sessions(rows, 0, 2, found, sizeof found[0], error));
  assert_int_equal(found[0].end, 1440);
  assert_int_equal(found[1].start, 600);
  crn_rows_destroy(rows);
}

static void keep_the_reference_of_another_system(void** state) {
  const office_93* office = *state;
  crn_new_session session = morning_of(IPCSR_07, MONDAY);
  session.external_ref = crn_text_of("session 17");
  DONE(create(office, &session, 1, 0, error));
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  crn_session found;
  DONE(crn_rows_sessions(rows, 0, 1, &found, sizeof found, error));
  EXPECT_TEXT(found.external_ref, "session 17");
  crn_rows_destroy(rows);
}

static void that_cannot_be_are_not_created(void** state) {
  const office_93* office = *state;
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, create(office, NULL, 0, 0, error));
  CREATES(morning_of(IPCSR_07, 0), CRN_ERROR_BAD_DATE);
  CREATES(morning_of(IPCSR_07, LAST_DATE + 1), CRN_ERROR_BAD_DATE);
  CREATES(morning_of(IPCSR_07, INT32_MIN), CRN_ERROR_BAD_DATE);
  CREATES(morning_of(IPCSR_07, INT32_MAX), CRN_ERROR_BAD_DATE);
  CREATES(within(IPCSR_07, MONDAY, 720, 510), CRN_ERROR_BAD_TIME);
  CREATES(within(IPCSR_07, MONDAY, 600, 600), CRN_ERROR_BAD_TIME);
  CREATES(within(IPCSR_07, MONDAY, -30, 60), CRN_ERROR_BAD_TIME);
  CREATES(within(IPCSR_07, MONDAY, 600, 1441), CRN_ERROR_BAD_TIME);
  CREATES(within(IPCSR_07, MONDAY, INT32_MIN, INT32_MAX), CRN_ERROR_BAD_TIME);
  CREATES(within(IPCSR_07, crn_date(2027, 3, 28), 150, 360), CRN_ERROR_TIME_SKIPPED);
  CREATES(morning_of(IPCSR_07, FIRST_OF_JUNE), CRN_ERROR_PAST);
  CREATES(morning_of(NOBODY, MONDAY), CRN_ERROR_UNKNOWN_INSPECTOR);
  CREATES(morning_of(IPCSR_OF_75, MONDAY), CRN_ERROR_POSTED_ELSEWHERE);
  CREATES(morning_of(IPCSR_07, crn_date(2026, 7, 14)), CRN_ERROR_HOLIDAY);
  close_for_the_day(office, CRN_CLOSURE_OFFICE, BER_93, TUESDAY);
  CREATES(morning_of(IPCSR_07, TUESDAY), CRN_ERROR_CLOSED);
}

static void of_no_inspector_are_not_created(void** state) {
  const office_93* office = *state;
  const int64_t none[] = {0, -1, INT64_MIN};
  for (size_t index = 0; index < 3; ++index) {
    const crn_new_session session = morning_of(none[index], MONDAY);
    FAILS_EITHER(CRN_ERROR_UNKNOWN_INSPECTOR, CRN_ERROR_BAD_ARGUMENT,
                 create(office, &session, 1, 0, error));
  }
}

static void of_an_inspector_without_a_posting_are_not_created(void** state) {
  const office_93* office = *state;
  const crn_inspector inspector = {30, TEXT("93-30"), TEXT("IPCSR 93-30"), NULL, 0, TEXT(""), 0, 0};
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  DONE(crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, error));
  DONE(crn_database_put(office->database, rows, 0, NULL, error));
  crn_rows_destroy(rows);
  CREATES(morning_of(30, MONDAY), CRN_ERROR_NO_POSTING);
}

static void are_created_on_a_holiday_where_that_is_wanted(void** state) {
  const office_93* office = *state;
  const int32_t holiday = crn_date(2026, 7, 14);
  const crn_new_session session = morning_of(IPCSR_07, holiday);
  close_for_the_day(office, CRN_CLOSURE_OFFICE, BER_93, holiday);
  DONE(create(office, &session, 1, 1, error));
}

static void of_one_inspector_never_overlap(void** state) {
  const office_93* office = *state;
  const int64_t there = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  const crn_new_session over = within(IPCSR_07, MONDAY, 719, 800);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_SESSION_OVERLAP, create(office, &over, 1, 0, error));
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_INSPECTOR, IPCSR_07);
  EXPECT_SUBJECT(why, 1, CRN_SUBJECT_DATE, MONDAY);
  EXPECT_SUBJECT(why, 2, CRN_SUBJECT_SESSION, there);
  crn_error_destroy(why);
  const crn_new_session twice[] = {morning_of(IPCSR_08, MONDAY), morning_of(IPCSR_08, MONDAY)};
  REFUSED(office, CRN_ERROR_SESSION_OVERLAP, create(office, twice, 2, 0, error));
  const crn_new_session beside = within(IPCSR_07, MONDAY, 720, 800);
  DONE(create(office, &beside, 1, 0, error));
}

static void are_created_all_or_none(void** state) {
  const office_93* office = *state;
  const crn_new_session sessions[] = {morning_of(IPCSR_07, MONDAY),
                                      morning_of(IPCSR_OF_75, MONDAY)};
  REFUSED(office, CRN_ERROR_POSTED_ELSEWHERE, create(office, sessions, 2, 0, error));
}

static void are_created_at_most_a_thousand_at_once(void** state) {
  const office_93* office = *state;
  static crn_new_session sessions[1001];
  for (int32_t index = 0; index < 1001; ++index)
    sessions[index] =
        within(IPCSR_07, MONDAY + 7 * (index / 700), 360 + index % 700, 360 + index % 700 + 1);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_TOO_LARGE, create(office, sessions, 1001, 0, error));
  assert_int_equal(crn_error_limit(why), 1000);
  assert_int_equal(crn_error_actual(why), 1001);
  crn_error_destroy(why);
  DONE(create(office, sessions, 1000, 0, error));
}

/* ---- Removing ---------------------------------------------------------------------------- */

static crn_status remove_them(const office_93* office, const int64_t* sessions, size_t count,
                              crn_error** error) {
  crn_remove_sessions command;
  CRN_INIT(command);
  command.sessions = sessions;
  command.session_count = count;
  return crn_engine_remove_sessions(office->engine, &office->by_office, &command, NULL, error);
}

static void that_are_available_are_removed(void** state) {
  const office_93* office = *state;
  const int64_t session = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  DONE(remove_them(office, &session, 1, error));
  assert_string_equal(slots_now(office, session), "");
}

static void that_cannot_be_removed_stay(void** state) {
  const office_93* office = *state;
  const int64_t planned = planned_morning(office);
  const int64_t unknown[] = {NOBODY};
  const int64_t twice[] = {planned, planned};
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, remove_them(office, NULL, 0, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_SESSION, remove_them(office, unknown, 1, error));
  REFUSED(office, CRN_ERROR_NAMED_TWICE, remove_them(office, twice, 2, error));
  REFUSED(office, CRN_ERROR_SESSION_NOT_AVAILABLE, remove_them(office, &planned, 1, error));
  const int64_t begun = create_session(office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  set_clock(office, utc(MONDAY, 6, 30, 0));
  REFUSED(office, CRN_ERROR_PAST, remove_them(office, &begun, 1, error));
}

/* ---- Planning ---------------------------------------------------------------------------- */

static crn_status plan(const office_93* office, int64_t session, int64_t centre, int32_t category,
                       crn_error** error) {
  crn_plan_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  command.centre = centre;
  command.category = category;
  return crn_engine_plan_sessions(office->engine, &office->by_office, &command, NULL, error);
}

static void are_planned_with_a_centre_a_category_and_a_grid(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const crn_session planned = session_now(office, session);
  assert_int_equal(planned.centre, ROSNY);
  assert_int_equal(planned.category, CRN_CATEGORY_CE);
  assert_int_equal(planned.part, CRN_PART_UNSTATED);
  assert_int_equal(planned.planned_by, BER_93);
  assert_int_equal(planned.plan, 1);
  assert_int_equal(planned.unit_minutes, 30);
  assert_int_equal(planned.units_of_slot, 1);
  assert_int_equal(planned.slot_count, 7);
  assert_string_equal(slots_now(office, session), ".......");
}

static void keep_the_grid_with_which_they_were_planned(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  set_rule(office, "unit.minutes", "20");
  assert_int_equal(session_now(office, session).slot_count, 7);
  const int64_t later = planned_session(office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  assert_int_equal(session_now(office, later).slot_count, 10);
}

static void that_cannot_be_planned_stay_available(void** state) {
  const office_93* office = *state;
  const int64_t session = create_session(office, IPCSR_09, MONDAY, CRN_HALF_DAY_MORNING);
  const int32_t ce = CRN_CATEGORY_CE;
  REFUSED(office, CRN_ERROR_UNKNOWN_SESSION, plan(office, NOBODY, ROSNY, ce, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_CENTRE, plan(office, session, NOBODY, ce, error));
  REFUSED(office, CRN_ERROR_ZONE_MISMATCH, plan(office, session, SAINT_DENIS, ce, error));
  REFUSED(office, CRN_ERROR_CATEGORY_NOT_AT_CENTRE, plan(office, session, GONESSE, ce, error));
  REFUSED(office, CRN_ERROR_CATEGORY_NOT_EXAMINED,
          plan(office, session, ROSNY, CRN_CATEGORY_D, error));
  FAILS_EITHER(CRN_ERROR_UNKNOWN_CENTRE, CRN_ERROR_BAD_ARGUMENT,
               plan(office, session, 0, ce, error));
  const int64_t closure = close_for_the_day(office, CRN_CLOSURE_CENTRE, ROSNY, MONDAY);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_CLOSED, plan(office, session, ROSNY, ce, error));
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_CLOSURE, closure);
  EXPECT_SUBJECT(why, 1, CRN_SUBJECT_DATE, MONDAY);
  crn_error_destroy(why);
  set_clock(office, utc(MONDAY, 6, 30, 0));
  REFUSED(office, CRN_ERROR_PAST, plan(office, session, BOBIGNY, ce, error));
  assert_string_equal(slots_now(office, session), "available");
}

static void that_are_planned_are_not_planned_again(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  REFUSED(office, CRN_ERROR_SESSION_NOT_AVAILABLE,
          plan(office, session, ROSNY, CRN_CATEGORY_CE, error));
}

static void too_short_for_a_slot_are_not_planned(void** state) {
  const office_93* office = *state;
  const crn_new_session session = within(IPCSR_07, MONDAY, 600, 620);
  DONE(create(office, &session, 1, 0, error));
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  crn_session found;
  DONE(crn_rows_sessions(rows, 0, 1, &found, sizeof found, error));
  crn_rows_destroy(rows);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_GRID_DOES_NOT_FIT,
               plan(office, found.id, ROSNY, CRN_CATEGORY_CE, error));
  assert_int_equal(crn_error_limit(why), 30);
  assert_int_equal(crn_error_actual(why), 20);
  crn_error_destroy(why);
}

/* ---- Making available again -------------------------------------------------------------- */

static crn_status unplan(const office_93* office, int64_t session, const int64_t* cascade,
                         size_t count, int32_t has_cascade, crn_error** error) {
  crn_unplan_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  command.cascade = cascade;
  command.cascade_count = count;
  command.has_cascade = has_cascade;
  command.reason = CRN_REASON_WEATHER;
  command.note = crn_text_of("Verglas.");
  return crn_engine_unplan_sessions(office->engine, &office->by_office, &command, NULL, error);
}

static void are_made_available_again(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  block(office, session, 6);
  DONE(unplan(office, session, NULL, 0, 0, error));
  assert_string_equal(slots_now(office, session), "available");
  REFUSED(office, CRN_ERROR_SESSION_NOT_PLANNED, unplan(office, session, NULL, 0, 0, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_SESSION, unplan(office, NOBODY, NULL, 0, 0, error));
  plan_session(office, session);
  assert_int_equal(session_now(office, session).plan, 2);
}

static void of_which_schools_hold_slots_are_not_made_available(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t first = reserve(office, session, 0, 2, SCHOOL_012);
  const int64_t second = reserve(office, session, 4, 1, SCHOOL_013);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_SESSION_HAS_RESERVATIONS,
               unplan(office, session, NULL, 0, 0, error));
  assert_int_equal(crn_error_subject_count(why), 4);
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_RESERVATION, first);
  EXPECT_SUBJECT(why, 1, CRN_SUBJECT_SCHOOL, SCHOOL_012);
  EXPECT_SUBJECT(why, 2, CRN_SUBJECT_RESERVATION, second);
  EXPECT_SUBJECT(why, 3, CRN_SUBJECT_SCHOOL, SCHOOL_013);
  crn_error_destroy(why);
}

static void are_made_available_with_exactly_the_reservations_seen(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t seen[] = {reserve(office, session, 0, 2, SCHOOL_012),
                          reserve(office, session, 4, 1, SCHOOL_013)};
  REFUSED(office, CRN_ERROR_RESERVATIONS_CHANGED, unplan(office, session, seen, 1, 1, error));
  REFUSED(office, CRN_ERROR_RESERVATIONS_CHANGED, unplan(office, session, NULL, 0, 1, error));
  const size_t told = notices_now(office, 0);
  DONE(unplan(office, session, seen, 2, 1, error));
  assert_string_equal(slots_now(office, session), "available");
  assert_int_equal(notices_now(office, 0), told + 2);
  assert_int_equal(reservations_of(office, SCHOOL_012), 0);
}

static void that_have_begun_are_not_made_available(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  set_clock(office, utc(MONDAY, 6, 30, 0));
  REFUSED(office, CRN_ERROR_PAST, unplan(office, session, NULL, 0, 0, error));
}

/* ---- Changing ---------------------------------------------------------------------------- */

static crn_change_session change_of(int64_t session) {
  crn_change_session command;
  CRN_INIT(command);
  command.session = session;
  return command;
}

static crn_status change(const office_93* office, const crn_change_session* command,
                         crn_error** error) {
  return crn_engine_change_session(office->engine, &office->by_office, command, NULL, error);
}

static void are_changed_and_keep_what_is_reserved(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 2, SCHOOL_012);
  block(office, session, 6);
  const size_t told = notices_now(office, 0);
  crn_change_session command = change_of(session);
  command.inspector = IPCSR_08;
  command.centre = BOBIGNY;
  command.date = TUESDAY;
  command.has_start = 1;
  command.start = 540;
  DONE(change(office, &command, error));
  const crn_session changed = session_now(office, session);
  assert_int_equal(changed.inspector, IPCSR_08);
  assert_int_equal(changed.centre, BOBIGNY);
  assert_int_equal(changed.date, TUESDAY);
  assert_int_equal(changed.start, 540);
  assert_int_equal(changed.end, 750);
  assert_int_equal(changed.plan, 2);
  assert_string_equal(slots_now(office, session), "RR....x");
  assert_int_equal(notices_now(office, 0), told + 1);
}

static void may_begin_at_midnight(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  crn_change_session command = change_of(session);
  command.start = 0;
  command.has_start = 1;
  DONE(change(office, &command, error));
  assert_int_equal(session_now(office, session).start, 0);
}

static void that_are_changed_have_new_slots(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  crn_change_session command = change_of(session);
  command.centre = BOBIGNY;
  DONE(change(office, &command, error));
  const crn_slot old = slot_of(session, 0);
  crn_block_slots block_old;
  CRN_INIT(block_old);
  block_old.slots = &old;
  block_old.slot_count = 1;
  REFUSED(office, CRN_ERROR_SLOT_OUTDATED,
          crn_engine_block_slots(office->engine, &office->by_office, &block_old, NULL, error));
}

#define CHANGES(its_field, value, code)                         \
  do {                                                          \
    crn_change_session its_command = change_of(session);        \
    its_command.its_field = value;                              \
    REFUSED(office, code, change(office, &its_command, error)); \
  } while (0)

static void that_cannot_be_changed_stay_as_they_are(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t available = create_session(office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  close_for_the_day(office, CRN_CLOSURE_OFFICE, BER_93, TUESDAY);
  CHANGES(session, NOBODY, CRN_ERROR_UNKNOWN_SESSION);
  CHANGES(session, available, CRN_ERROR_SESSION_NOT_PLANNED);
  CHANGES(centre, 0, CRN_ERROR_NOTHING_TO_DO);
  CHANGES(centre, ROSNY, CRN_ERROR_NOTHING_TO_DO);
  CHANGES(centre, NOBODY, CRN_ERROR_UNKNOWN_CENTRE);
  CHANGES(centre, SAINT_DENIS, CRN_ERROR_ZONE_MISMATCH);
  CHANGES(centre, GONESSE, CRN_ERROR_CATEGORY_NOT_AT_CENTRE);
  CHANGES(inspector, NOBODY, CRN_ERROR_UNKNOWN_INSPECTOR);
  CHANGES(inspector, IPCSR_OF_75, CRN_ERROR_POSTED_ELSEWHERE);
  CHANGES(inspector, IPCSR_08, CRN_ERROR_SESSION_OVERLAP);
  CHANGES(date, LAST_DATE + 1, CRN_ERROR_BAD_DATE);
  CHANGES(date, -1, CRN_ERROR_BAD_DATE);
  CHANGES(date, FIRST_OF_JUNE - 7, CRN_ERROR_PAST);
  CHANGES(date, crn_date(2026, 7, 14), CRN_ERROR_HOLIDAY);
  CHANGES(date, TUESDAY, CRN_ERROR_CLOSED);
  set_clock(office, utc(MONDAY, 6, 30, 0));
  CHANGES(centre, BOBIGNY, CRN_ERROR_PAST);
}

static void are_not_moved_to_a_time_that_is_none(void** state) {
  const office_93* office = *state;
  const int32_t none[] = {-1, 1300, 1441, INT32_MIN, INT32_MAX};
  crn_change_session command = change_of(planned_morning(office));
  command.has_start = 1;
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    command.start = none[index];
    REFUSED(office, CRN_ERROR_BAD_TIME, change(office, &command, error));
  }
}

int run_sessions_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(are_created_available_with_the_hours_of_their_half_day),
      IN_AN_OFFICE(are_created_with_hours_of_their_own),
      IN_AN_OFFICE(keep_the_reference_of_another_system),
      IN_AN_OFFICE(that_cannot_be_are_not_created),
      IN_A_KEPT_OFFICE(that_cannot_be_are_not_created),
      IN_AN_OFFICE(of_no_inspector_are_not_created),
      IN_AN_OFFICE(of_an_inspector_without_a_posting_are_not_created),
      IN_AN_OFFICE(are_created_on_a_holiday_where_that_is_wanted),
      IN_AN_OFFICE(of_one_inspector_never_overlap),
      IN_AN_OFFICE(are_created_all_or_none),
      IN_AN_OFFICE(are_created_at_most_a_thousand_at_once),
      IN_AN_OFFICE(that_are_available_are_removed),
      IN_AN_OFFICE(that_cannot_be_removed_stay),
      IN_AN_OFFICE(are_planned_with_a_centre_a_category_and_a_grid),
      IN_AN_OFFICE(keep_the_grid_with_which_they_were_planned),
      IN_AN_OFFICE(that_cannot_be_planned_stay_available),
      IN_AN_OFFICE(that_are_planned_are_not_planned_again),
      IN_AN_OFFICE(too_short_for_a_slot_are_not_planned),
      IN_AN_OFFICE(are_made_available_again),
      IN_AN_OFFICE(of_which_schools_hold_slots_are_not_made_available),
      IN_AN_OFFICE(are_made_available_with_exactly_the_reservations_seen),
      IN_AN_OFFICE(that_have_begun_are_not_made_available),
      IN_AN_OFFICE(are_changed_and_keep_what_is_reserved),
      IN_A_KEPT_OFFICE(are_changed_and_keep_what_is_reserved),
      IN_AN_OFFICE(may_begin_at_midnight),
      IN_AN_OFFICE(that_are_changed_have_new_slots),
      IN_AN_OFFICE(that_cannot_be_changed_stay_as_they_are),
      IN_AN_OFFICE(are_not_moved_to_a_time_that_is_none),
  };
  return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
