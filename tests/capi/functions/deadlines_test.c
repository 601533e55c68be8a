#include <stdio.h>

#include "office_93.h"
#include "tests.h"

enum { EXAM_OF_JUNE = MONDAY, EXAM_OF_MAY = MONDAY - 20 };

static crn_deadline deadline_of(const office_93* office, const char* departement, int32_t exam) {
  crn_deadline deadline;
  CRN_INIT(deadline);
  DONE(crn_engine_deadline(office->engine, crn_departement_of(departement), at(exam, 8, 30),
                           &deadline, error));
  return deadline;
}

static void set_rules(const office_93* office, const crn_rule* rules, size_t count) {
  crn_set_rules command;
  CRN_INIT(command);
  command.rules = rules;
  command.rule_size = sizeof rules[0];
  command.rule_count = count;
  DONE(crn_engine_set_rules(office->engine, &office->by_operator, &command, NULL, error));
}

/* ---- In the zone of the département ------------------------------------------------------ */

static void is_the_midnight_that_ends_the_last_day_there(void** state) {
  const office_93* office = *state;
  const struct {
    const char* departement;
    int64_t closes_at;
    const char* zone;
  } places[] = {
      {"93", utc(MONDAY - 6, 22, 0, 0), "Europe/Paris"},
      {"974", utc(MONDAY - 6, 20, 0, 0), "Indian/Reunion"},
      {"971", utc(MONDAY - 5, 4, 0, 0), "America/Guadeloupe"},
  };
  for (size_t index = 0; index < 3; ++index) {
    const crn_deadline deadline = deadline_of(office, places[index].departement, EXAM_OF_JUNE);
    assert_true(deadline.closes_at == places[index].closes_at);
    assert_int_equal(deadline.closes_at_local, at(MONDAY - 5, 0, 0));
    assert_int_equal(deadline.last_day, MONDAY - 6);
    EXPECT_TEXT(deadline.zone, places[index].zone);
  }
}

/* ---- Ways of counting -------------------------------------------------------------------- */

/** What a way of counting says of one exam. */
typedef struct counted {
  const char* rule;
  int32_t counting;
  int32_t exam;
  int32_t last_day;
  uint32_t skipped_count;
  int32_t skipped[8];
} counted;

static const counted ways[] = {
    {"calendar", CRN_COUNTING_CALENDAR, EXAM_OF_JUNE, MONDAY - 6, 0, {0}},
    {"calendar", CRN_COUNTING_CALENDAR, EXAM_OF_MAY, EXAM_OF_MAY - 6, 0, {0}},
    {"clear_days", CRN_COUNTING_CLEAR_DAYS, EXAM_OF_JUNE, MONDAY - 7, 0, {0}},
    {"clear_days", CRN_COUNTING_CLEAR_DAYS, EXAM_OF_MAY, EXAM_OF_MAY - 7, 0, {0}},
    {"mon_sat", CRN_COUNTING_MON_SAT, EXAM_OF_JUNE, MONDAY - 7, 1, {MONDAY - 1}},
    {"mon_sat",
     CRN_COUNTING_MON_SAT,
     EXAM_OF_MAY,
     EXAM_OF_MAY - 8,
     2,
     {EXAM_OF_MAY - 1, EXAM_OF_MAY - 2}},
    {"mon_fri",
     CRN_COUNTING_MON_FRI,
     EXAM_OF_JUNE,
     MONDAY - 10,
     4,
     {MONDAY - 1, MONDAY - 2, MONDAY - 8, MONDAY - 9}},
    {"mon_fri",
     CRN_COUNTING_MON_FRI,
     EXAM_OF_MAY,
     EXAM_OF_MAY - 11,
     5,
     {EXAM_OF_MAY - 1, EXAM_OF_MAY - 2, EXAM_OF_MAY - 3, EXAM_OF_MAY - 9, EXAM_OF_MAY - 10}},
};

static void is_counted_as_the_rules_say(void** state) {
  const office_93* office = *state;
  for (size_t index = 0; index < sizeof ways / sizeof ways[0]; ++index) {
    const counted* way = &ways[index];
    set_rule(office, "cancellation.counting", way->rule);
    const crn_deadline deadline = deadline_of(office, "93", way->exam);
    assert_int_equal(deadline.counting, way->counting);
    assert_int_equal(deadline.days, 6);
    assert_int_equal(deadline.last_day, way->last_day);
    assert_true(deadline.closes_at == utc(way->last_day, 22, 0, 0));
    assert_int_equal(deadline.skipped_count, way->skipped_count);
    for (uint32_t day = 0; day < way->skipped_count; ++day)
      assert_int_equal(deadline.skipped[day], way->skipped[day]);
    set_rule(office, "cancellation.days", "6");
  }
}

static void is_a_moment_where_hours_are_counted(void** state) {
  const office_93* office = *state;
  set_rule(office, "cancellation.counting", "elapsed_hours");
  const crn_deadline deadline = deadline_of(office, "93", EXAM_OF_JUNE);
  assert_int_equal(deadline.counting, CRN_COUNTING_ELAPSED_HOURS);
  /* The moment itself is allowed, and the deadline is exclusive. */
  assert_true(deadline.closes_at == utc(MONDAY - 6, 6, 30, 0) + 1);
  assert_int_equal(deadline.closes_at_local, at(MONDAY - 6, 8, 30));
  assert_int_equal(deadline.last_day, MONDAY - 6);
}

static void moves_back_to_a_working_day_where_the_rules_want_it(void** state) {
  const office_93* office = *state;
  const int32_t saturday = MONDAY + 5;
  assert_int_equal(deadline_of(office, "93", saturday).last_day, SUNDAY);
  assert_int_equal(deadline_of(office, "93", saturday).back_to_working_day, 0);
  set_rule(office, "cancellation.back_to_working_day", "on");
  const crn_deadline deadline = deadline_of(office, "93", saturday);
  assert_int_equal(deadline.last_day, SUNDAY - 1);
  assert_int_not_equal(deadline.back_to_working_day, 0);
  assert_int_equal(deadline.skipped_count, 1);
  assert_int_equal(deadline.skipped[0], SUNDAY);
}

static void may_skip_more_days_than_it_names(void** state) {
  const office_93* office = *state;
  enum { HOLIDAYS = 80 };
  static char keys[HOLIDAYS][32];
  crn_rule rules[HOLIDAYS + 1];
  const crn_rule counting = {FIRST_DATE, 0, TEXT("cancellation.counting"), TEXT("mon_sat")};
  rules[HOLIDAYS] = counting;
  int32_t count = 0;
  for (int32_t month = 3; month <= 5; ++month)
    for (int32_t day = 1; day <= 31 && count < HOLIDAYS; ++day) {
      if (crn_date(2026, month, day) == 0) continue;
      snprintf(keys[count], sizeof keys[count], "holiday.93.2026-%02d-%02d", (int)month, (int)day);
      const crn_rule holiday = {FIRST_DATE, 0, crn_text_of(keys[count]), TEXT("on")};
      rules[count++] = holiday;
    }
  set_rules(office, rules, HOLIDAYS + 1);
  /* The last of them is 19 May; the exam of Wednesday 20 May has none of its six days after it. */
  const crn_deadline deadline = deadline_of(office, "93", crn_date(2026, 5, 20));
  assert_int_equal(deadline.last_day, crn_date(2026, 2, 23));
  assert_int_equal(deadline.skipped_count, HOLIDAYS);
  assert_int_equal(deadline.skipped[0], crn_date(2026, 5, 19));
  assert_int_equal(deadline.skipped[63], crn_date(2026, 5, 19) - 63);
}

/* ---- By date, not by hour ---------------------------------------------------------------- */

static crn_status cancel(const office_93* office, int64_t reservation) {
  crn_call call = office->by_school;
  call.mode = CRN_MODE_PREVIEW;
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.reservations = &reservation;
  command.reservation_count = 1;
  return crn_engine_cancel_by_school(office->engine, &call, &command, NULL, NULL);
}

static void lasts_until_midnight_of_the_seventh_day_before_whatever_the_hour(void** state) {
  const office_93* office = *state;
  set_rule(office, "cancellation.days", "7");
  set_clock(office, utc(crn_date(2025, 10, 1), 8, 0, 0));
  const int32_t exam = crn_date(2025, 10, 31);
  const int64_t reservation = reserve(
      office, planned_session(office, IPCSR_07, exam, CRN_HALF_DAY_MORNING), 0, 1, SCHOOL_012);
  set_clock(office, utc(crn_date(2025, 10, 24), 12, 50, 0));
  assert_int_equal(cancel(office, reservation), CRN_OK);
  set_clock(office, utc(crn_date(2025, 10, 24), 22, 0, 0) - 1);
  assert_int_equal(cancel(office, reservation), CRN_OK);
  set_clock(office, utc(crn_date(2025, 10, 24), 22, 0, 0));
  assert_int_equal(cancel(office, reservation), CRN_ERROR_TOO_LATE);
}

static void follows_the_rule_in_force_on_the_exams_date(void** state) {
  const office_93* office = *state;
  const crn_rule rules[] = {{MONDAY, 0, TEXT("cancellation.days"), TEXT("10")},
                            {TUESDAY, 0, TEXT("cancellation.days"), TEXT("1")}};
  set_rules(office, rules, 2);
  assert_int_equal(deadline_of(office, "93", SUNDAY).last_day, SUNDAY - 6);
  assert_int_equal(deadline_of(office, "93", MONDAY).last_day, MONDAY - 10);
  assert_int_equal(deadline_of(office, "93", TUESDAY).last_day, TUESDAY - 1);
}

static void is_told_in_words(void** state) {
  const office_93* office = *state;
  crn_string* text = NULL;
  DONE(crn_engine_deadline_text(office->engine, office->in_93, at(MONDAY, 8, 30),
                                CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_PART(crn_string_text(text), "mardi 9 juin 2026");
  EXPECT_PART(crn_string_text(text), "Europe/Paris");
  crn_string_destroy(text);
  FAILS(CRN_ERROR_BAD_DATE, crn_engine_deadline_text(office->engine, office->in_93, 0,
                                                     CRN_LANGUAGE_FRENCH, &text, error));
  NAMES_AND_CLEARS(
      "language", text,
      crn_engine_deadline_text(office->engine, office->in_93, at(MONDAY, 8, 30), -1, &text, error));
  NAMES_AND_CLEARS("engine", text,
                   crn_engine_deadline_text(NULL, office->in_93, at(MONDAY, 8, 30),
                                            CRN_LANGUAGE_FRENCH, &text, error));
  NAMES("text", crn_engine_deadline_text(office->engine, office->in_93, at(MONDAY, 8, 30),
                                         CRN_LANGUAGE_FRENCH, NULL, error));
}

/* ---- Many at once ------------------------------------------------------------------------ */

static void are_given_for_many_exams(void** state) {
  const office_93* office = *state;
  const int32_t starts[] = {at(MONDAY, 8, 30), at(TUESDAY, 13, 30), at(MONDAY, 8, 30)};
  int64_t closes_at[3] = {0, 0, 0};
  DONE(crn_engine_deadlines(office->engine, office->in_93, starts, 3, closes_at, error));
  assert_true(closes_at[0] == utc(MONDAY - 6, 22, 0, 0));
  assert_true(closes_at[1] == utc(TUESDAY - 6, 22, 0, 0));
  assert_true(closes_at[2] == closes_at[0]);
  DONE(crn_engine_deadlines(office->engine, office->in_93, NULL, 0, NULL, error));
}

static void of_an_exam_out_of_range_is_refused_and_none_is_written(void** state) {
  const office_93* office = *state;
  const int32_t none[] = {
      0, -1, INT32_MIN, INT32_MAX, at(LAST_DATE + 1, 0, 0), at(FIRST_DATE, 0, 0) - 1};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    crn_deadline deadline;
    CRN_INIT(deadline);
    deadline.days = 5;
    FAILS(CRN_ERROR_BAD_DATE,
          crn_engine_deadline(office->engine, office->in_93, none[index], &deadline, error));
    assert_int_equal(deadline.days, 0);
    const int32_t starts[2] = {at(MONDAY, 8, 30), none[index]};
    int64_t closes_at[2] = {5, 5};
    FAILS(CRN_ERROR_BAD_DATE,
          crn_engine_deadlines(office->engine, office->in_93, starts, 2, closes_at, error));
    assert_true(closes_at[0] == 5 && closes_at[1] == 5);
  }
}

int run_deadlines_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(is_the_midnight_that_ends_the_last_day_there),
      IN_AN_OFFICE(is_counted_as_the_rules_say),
      IN_AN_OFFICE(is_a_moment_where_hours_are_counted),
      IN_AN_OFFICE(moves_back_to_a_working_day_where_the_rules_want_it),
      IN_AN_OFFICE(may_skip_more_days_than_it_names),
      IN_AN_OFFICE(lasts_until_midnight_of_the_seventh_day_before_whatever_the_hour),
      IN_AN_OFFICE(follows_the_rule_in_force_on_the_exams_date),
      IN_AN_OFFICE(is_told_in_words),
      IN_AN_OFFICE(are_given_for_many_exams),
      IN_AN_OFFICE(of_an_exam_out_of_range_is_refused_and_none_is_written),
  };
  return cmocka_run_group_tests_name("deadlines", tests, NULL, NULL);
}
