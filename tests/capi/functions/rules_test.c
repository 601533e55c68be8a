#include "fingerprint.h"
#include "tests.h"

static crn_status set(const office_93* office, const crn_rule* rules, size_t count,
                      crn_event** receipt, crn_error** error) {
  crn_set_rules command;
  CRN_INIT(command);
  command.rules = rules;
  command.rule_size = sizeof(crn_rule);
  command.rule_count = count;
  command.note = crn_text_of("arrêté");
  return crn_engine_set_rules(office->engine, &office->by_operator, &command, receipt, error);
}

static crn_rules rules_on(const office_93* office, int32_t date) {
  crn_rules rules;
  CRN_INIT(rules);
  DONE(crn_engine_rules_on(office->engine, date, &rules, error));
  return rules;
}

static void are_the_defaults_where_nothing_is_set(void** state) {
  const office_93* office = *state;
  const crn_rules rules = rules_on(office, MONDAY);
  assert_int_equal(rules.version, 0);
  assert_int_equal(rules.unit_minutes, 30);
  assert_int_equal(rules.units_of_slot, 1);
  assert_int_equal(rules.morning.start, 510);
  assert_int_equal(rules.morning.end, 720);
  assert_int_equal(rules.afternoon.start, 810);
  assert_int_equal(rules.afternoon.end, 1020);
  assert_int_equal(rules.cancellation_days, 6);
  assert_int_equal(rules.counting, CRN_COUNTING_CALENDAR);
  assert_int_equal(rules.back_to_working_day, 0);
  assert_int_equal(rules.school_leaves, CRN_SLOT_FREE);
  assert_int_equal(rules.office_leaves, CRN_SLOT_UNAVAILABLE);
  assert_int_equal(rules.days_ahead, 0);
  assert_int_equal(rules.opens_at, 0);
  assert_int_equal(rules.journal, CRN_JOURNAL_SCHOOL_CANCELLATIONS);
  crn_rows* rows = NULL;
  DONE(crn_engine_rules(office->engine, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RULES), 0);
  assert_int_equal(crn_rows_rules_version(rows), 0);
  crn_rows_destroy(rows);
}

static void count_the_units_of_an_exam(void** state) {
  const office_93* office = *state;
  const crn_rules rules = rules_on(office, MONDAY);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_C][CRN_PART_OFF_ROAD], 1);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_CE][CRN_PART_OFF_ROAD], 2);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_CE][CRN_PART_ON_ROAD], 2);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_CE][CRN_PART_COMPLETE], 4);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_BE][CRN_PART_ON_ROAD], 1);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_BE][CRN_PART_COMPLETE], 2);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_DE][CRN_PART_OFF_ROAD], 2);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_CE][CRN_PART_UNSTATED], 0);
  for (size_t part = 0; part < 4; ++part) {
    assert_int_equal(rules.exam_units[0][part], 0);
    assert_int_equal(rules.exam_units[CRN_CATEGORY_DE + 1][part], 0);
    assert_int_equal(rules.exam_units[31][part], 0);
  }
}

static void hold_from_their_date_on(void** state) {
  const office_93* office = *state;
  const crn_rule document[] = {{TUESDAY, 0, TEXT("unit.minutes"), TEXT("20")},
                               {FIRST_DATE, 0, TEXT("cancellation.counting"), TEXT("mon_fri")},
                               {FIRST_DATE, 0, TEXT("reservation.days_ahead"), TEXT("90")},
                               {FIRST_DATE, 0, TEXT("reservation.opens_at"), TEXT("09:30")},
                               {FIRST_DATE, 0, TEXT("refusals.journal"), TEXT("all")},
                               {FIRST_DATE, 0, TEXT("exam.units.CE.off_road"), TEXT("1")}};
  DONE(set(office, document, 6, NULL, error));
  assert_int_equal(rules_on(office, MONDAY).unit_minutes, 30);
  assert_int_equal(rules_on(office, TUESDAY).unit_minutes, 20);
  const crn_rules rules = rules_on(office, MONDAY);
  assert_int_equal(rules.version, 1);
  assert_int_equal(rules.counting, CRN_COUNTING_MON_FRI);
  assert_int_equal(rules.days_ahead, 90);
  assert_int_equal(rules.opens_at, 570);
  assert_int_equal(rules.journal, CRN_JOURNAL_ALL);
  assert_int_equal(rules.exam_units[CRN_CATEGORY_CE][CRN_PART_OFF_ROAD], 1);
}

static void are_read_back_line_by_line_by_everybody(void** state) {
  const office_93* office = *state;
  const crn_rule document[] = {{MONDAY, 0, TEXT("unit.minutes"), TEXT("20")},
                               {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("8")}};
  DONE(set(office, document, 2, NULL, error));
  crn_rows* rows = NULL;
  DONE(crn_engine_rules(office->engine, &rows, error));
  assert_int_equal(crn_rows_rules_version(rows), 1);
  crn_rule lines[2];
  DONE(crn_rows_rules(rows, 0, 2, lines, sizeof lines[0], error));
  assert_int_equal(lines[0].from, MONDAY);
  EXPECT_TEXT(lines[0].key, "unit.minutes");
  EXPECT_TEXT(lines[0].value, "20");
  EXPECT_TEXT(lines[1].key, "cancellation.days");
  crn_rows_destroy(rows);
}

static void are_replaced_as_a_whole_and_may_be_the_defaults_again(void** state) {
  const office_93* office = *state;
  set_rule(office, "unit.minutes", "20");
  crn_event* receipt = NULL;
  DONE(set(office, NULL, 0, &receipt, error));
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  assert_int_not_equal(head.changes_rules, 0);
  assert_int_equal(head.rule_count_before, 1);
  assert_int_equal(head.rule_count_after, 0);
  EXPECT_TEXT(head.note, "arrêté");
  crn_rule before;
  DONE(crn_event_rules(receipt, CRN_SIDE_BEFORE, 0, 1, &before, sizeof before, error));
  EXPECT_TEXT(before.key, "unit.minutes");
  crn_event_destroy(receipt);
  assert_int_equal(rules_on(office, MONDAY).unit_minutes, 30);
}

/* ---- What is refused --------------------------------------------------------------------- */

static const crn_rule bad_rules[] = {
    {FIRST_DATE, 0, TEXT("no.such.key"), TEXT("1")},
    {FIRST_DATE, 0, TEXT(""), TEXT("")},
    {FIRST_DATE, 0, TEXT("unit.minutes"), TEXT("0")},
    {FIRST_DATE, 0, TEXT("unit.minutes"), TEXT("241")},
    {FIRST_DATE, 0, TEXT("unit.minutes"), TEXT("twenty")},
    {FIRST_DATE, 0, TEXT("slot.units"), TEXT("17")},
    {FIRST_DATE, 0, TEXT("half_day.morning"), TEXT("12:00-08:30")},
    {FIRST_DATE, 0, TEXT("half_day.morning"), TEXT("08:30-14:00")},
    {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("61")},
    {FIRST_DATE, 0, TEXT("cancellation.counting"), TEXT("weekly")},
    {FIRST_DATE, 0, TEXT("exam.units.CE.unstated"), TEXT("1")},
    {FIRST_DATE, 0, TEXT("exam.units.ZZ.off_road"), TEXT("1")},
    {FIRST_DATE, 0, TEXT("holiday.20.2026-06-15"), TEXT("on")},
    {MONDAY, 0, TEXT("holiday.93.2026-06-14"), TEXT("on")},
    {LAST_DATE + 1, 0, TEXT("unit.minutes"), TEXT("20")},
    {INT32_MIN, 0, TEXT("unit.minutes"), TEXT("20")},
};

static void that_are_none_are_refused_with_their_line(void** state) {
  const office_93* office = *state;
  const crn_rule good = {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("8")};
  for (size_t index = 0; index < sizeof bad_rules / sizeof bad_rules[0]; ++index) {
    const crn_rule document[] = {good, bad_rules[index]};
    crn_error* why = NULL;
    REFUSED_WITH(office, why, CRN_ERROR_BAD_RULE, set(office, document, 2, NULL, error));
    EXPECT_SUBJECT(why, 0, CRN_SUBJECT_LINE, 2);
    EXPECT_PART(crn_error_text(why), bad_rules[index].key.data);
    crn_error_destroy(why);
    FAILS_WITH(why, CRN_ERROR_BAD_RULE, crn_check_rules(document, 2, sizeof document[0], error));
    EXPECT_SUBJECT(why, 0, CRN_SUBJECT_LINE, 2);
    crn_error_destroy(why);
  }
}

static void are_checked_without_being_set(void** state) {
  (void)state;
  const crn_rule document[] = {{FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("8")},
                               {FIRST_DATE, 0, TEXT("holiday.93.2026-06-15"), TEXT("on")}};
  DONE(crn_check_rules(document, 2, sizeof document[0], error));
  DONE(crn_check_rules(NULL, 0, sizeof document[0], error));
}

static void that_are_set_already_leave_nothing_to_do(void** state) {
  const office_93* office = *state;
  const crn_rule rule = {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("8")};
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, set(office, NULL, 0, NULL, error));
  DONE(set(office, &rule, 1, NULL, error));
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, set(office, &rule, 1, NULL, error));
}

static void are_at_most_a_thousand_lines(void** state) {
  const office_93* office = *state;
  static crn_rule document[1001];
  const crn_rule rule = {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("8")};
  for (size_t index = 0; index < 1001; ++index) document[index] = rule;
  REFUSED(office, CRN_ERROR_TOO_LARGE, set(office, document, 1001, NULL, error));
  DONE(set(office, document, 1000, NULL, error));
}

static void of_a_date_out_of_range_are_not_told(void** state) {
  const office_93* office = *state;
  const int32_t none[] = {0, -1, FIRST_DATE - 1, LAST_DATE + 1, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    crn_rules rules;
    CRN_INIT(rules);
    rules.unit_minutes = 5;
    FAILS(CRN_ERROR_BAD_DATE, crn_engine_rules_on(office->engine, none[index], &rules, error));
    assert_int_equal(rules.unit_minutes, 0);
    int32_t holiday = 1;
    FAILS(CRN_ERROR_BAD_DATE,
          crn_engine_is_holiday(office->engine, office->in_93, none[index], &holiday, error));
    assert_int_equal(holiday, 0);
  }
}

/* ---- Holidays ---------------------------------------------------------------------------- */

static int32_t is_holiday(const office_93* office, const char* departement, int32_t date) {
  int32_t holiday = -1;
  DONE(crn_engine_is_holiday(office->engine, crn_departement_of(departement), date, &holiday,
                             error));
  return holiday;
}

static void know_the_holidays_of_each_territory(void** state) {
  const office_93* office = *state;
  assert_int_equal(is_holiday(office, "93", crn_date(2026, 7, 14)), 1);
  assert_int_equal(is_holiday(office, "93", crn_date(2026, 5, 25)), 1);
  assert_int_equal(is_holiday(office, "93", MONDAY), 0);
  assert_int_equal(is_holiday(office, "67", crn_date(2026, 4, 3)), 1);
  assert_int_equal(is_holiday(office, "93", crn_date(2026, 4, 3)), 0);
  assert_int_equal(is_holiday(office, "971", crn_date(2026, 5, 27)), 1);
  assert_int_equal(is_holiday(office, "974", crn_date(2026, 12, 20)), 1);
  assert_int_equal(is_holiday(office, "976", crn_date(2026, 4, 27)), 1);
}

static void may_make_and_unmake_a_holiday(void** state) {
  const office_93* office = *state;
  const crn_rule document[] = {{FIRST_DATE, 0, TEXT("holiday.93.2026-06-15"), TEXT("on")},
                               {FIRST_DATE, 0, TEXT("holiday.93.2026-07-14"), TEXT("off")}};
  DONE(set(office, document, 2, NULL, error));
  assert_int_equal(is_holiday(office, "93", MONDAY), 1);
  assert_int_equal(is_holiday(office, "75", MONDAY), 0);
  assert_int_equal(is_holiday(office, "93", crn_date(2026, 7, 14)), 0);
}

static int64_t opening(const office_93* office, int32_t date) {
  int64_t opens_at = 7;
  DONE(crn_engine_opening(office->engine, office->in_93, date, &opens_at, error));
  return opens_at;
}

static void tell_from_when_on_a_date_may_be_reserved(void** state) {
  const office_93* office = *state;
  assert_true(opening(office, MONDAY) == INT64_MIN);
  const crn_rule document[] = {{FIRST_DATE, 0, TEXT("reservation.days_ahead"), TEXT("14")},
                               {FIRST_DATE, 0, TEXT("reservation.opens_at"), TEXT("08:00")}};
  DONE(set(office, document, 2, NULL, error));
  assert_true(opening(office, MONDAY) == utc(MONDAY - 14, 6, 0, 0));
  int64_t opens_at = 7;
  FAILS(CRN_ERROR_BAD_DATE, crn_engine_opening(office->engine, office->in_93, 0, &opens_at, error));
  assert_true(opens_at == 0);
  NAMES("departement",
        crn_engine_opening(office->engine, crn_departement_of("20"), MONDAY, &opens_at, error));
  NAMES("opens_at", crn_engine_opening(office->engine, office->in_93, MONDAY, NULL, error));
  NAMES("engine", crn_engine_opening(NULL, office->in_93, MONDAY, &opens_at, error));
}

static void of_a_preset_can_be_set(void** state) {
  const office_93* office = *state;
  crn_rows* rows = NULL;
  crn_rule rules[5];
  DONE(crn_preset_rules(CRN_PRESET_OFF_ROAD_ONE_UNIT, MONDAY, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_RULES), 4);
  DONE(crn_rows_rules(rows, 0, 4, rules, sizeof rules[0], error));
  crn_rows* units = NULL;
  DONE(crn_preset_rules(CRN_PRESET_TWENTY_MINUTE_UNITS, MONDAY, &units, error));
  DONE(crn_rows_rules(units, 0, 1, rules + 4, sizeof rules[0], error));
  DONE(set(office, rules, 5, NULL, error));
  crn_rows_destroy(rows);
  crn_rows_destroy(units);
  assert_int_equal(rules_on(office, MONDAY).exam_units[CRN_CATEGORY_CE][CRN_PART_OFF_ROAD], 1);
  assert_int_equal(rules_on(office, MONDAY).unit_minutes, 20);
  assert_int_equal(rules_on(office, MONDAY - 1).unit_minutes, 30);
  FAILS(CRN_ERROR_BAD_DATE, crn_preset_rules(CRN_PRESET_OFF_ROAD_ONE_UNIT, 0, &rows, error));
  NAMES_AND_CLEARS("preset", rows, crn_preset_rules(0, MONDAY, &rows, error));
  NAMES_AND_CLEARS("preset", rows, crn_preset_rules(3, MONDAY, &rows, error));
  NAMES("rows", crn_preset_rules(CRN_PRESET_OFF_ROAD_ONE_UNIT, MONDAY, NULL, error));
}

int run_rules_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(are_the_defaults_where_nothing_is_set),
      IN_AN_OFFICE(count_the_units_of_an_exam),
      IN_AN_OFFICE(hold_from_their_date_on),
      IN_AN_OFFICE(are_read_back_line_by_line_by_everybody),
      IN_A_KEPT_OFFICE(are_read_back_line_by_line_by_everybody),
      IN_AN_OFFICE(are_replaced_as_a_whole_and_may_be_the_defaults_again),
      IN_AN_OFFICE(that_are_none_are_refused_with_their_line),
      cmocka_unit_test(are_checked_without_being_set),
      IN_AN_OFFICE(that_are_set_already_leave_nothing_to_do),
      IN_AN_OFFICE(are_at_most_a_thousand_lines),
      IN_AN_OFFICE(of_a_date_out_of_range_are_not_told),
      IN_AN_OFFICE(know_the_holidays_of_each_territory),
      IN_AN_OFFICE(may_make_and_unmake_a_holiday),
      IN_AN_OFFICE(tell_from_when_on_a_date_may_be_reserved),
      IN_AN_OFFICE(of_a_preset_can_be_set),
  };
  return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
