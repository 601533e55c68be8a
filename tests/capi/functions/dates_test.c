#include "office_93.h"
#include "tests.h"

static void are_days_since_1970(void** state) {
  (void)state;
  assert_int_equal(crn_date(2026, 6, 15), MONDAY);
  assert_int_equal(crn_date(2026, 6, 1), FIRST_OF_JUNE);
  assert_int_equal(crn_date(2000, 1, 3), FIRST_DATE);
  assert_int_equal(crn_date(2099, 12, 31), LAST_DATE);
  assert_int_equal(crn_date(2024, 2, 29), crn_date(2024, 3, 1) - 1);
}

static void that_are_none_are_zero(void** state) {
  (void)state;
  const int32_t none[][3] = {
      {2026, 2, 29},         {2100, 2, 29},         {2026, 4, 31},
      {2026, 13, 1},         {2026, 0, 1},          {2026, -6, 15},
      {2026, 6, 0},          {2026, 6, 32},         {2026, 6, -15},
      {1999, 12, 31},        {2000, 1, 1},          {2000, 1, 2},
      {2100, 1, 1},          {1970, 1, 1},          {0, 0, 0},
      {-2026, 6, 15},        {INT32_MIN, 6, 15},    {INT32_MAX, 6, 15},
      {2026, INT32_MIN, 15}, {2026, INT32_MAX, 15}, {2026, 6, INT32_MIN},
      {2026, 6, INT32_MAX},  {2026, 6 + 256, 15},   {2026, 6, 15 + 256},
      {2026 + 65536, 6, 15},
  };
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index)
    assert_int_equal(crn_date(none[index][0], none[index][1], none[index][2]), 0);
}

static void have_a_year_a_month_and_a_day(void** state) {
  (void)state;
  for (int32_t date = FIRST_DATE; date <= LAST_DATE; date += 7) {
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    crn_date_parts(date, &year, &month, &day);
    assert_int_equal(crn_date(year, month, day), date);
  }
  int32_t day = 0;
  crn_date_parts(MONDAY, NULL, NULL, &day);
  assert_int_equal(day, 15);
  crn_date_parts(MONDAY, NULL, NULL, NULL);
}

static void out_of_range_have_no_parts(void** state) {
  (void)state;
  const int32_t none[] = {0, -1, FIRST_DATE - 1, LAST_DATE + 1, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    int32_t year = 1;
    int32_t month = 1;
    int32_t day = 1;
    crn_date_parts(none[index], &year, &month, &day);
    assert_true(year == 0 && month == 0 && day == 0);
  }
}

static void lie_in_the_week_of_their_monday(void** state) {
  (void)state;
  for (int32_t day = 0; day < 7; ++day) assert_int_equal(crn_week_of(MONDAY + day), MONDAY);
  assert_int_equal(crn_week_of(SUNDAY), MONDAY - 7);
  assert_int_equal(crn_week_of(FIRST_DATE), FIRST_DATE);
  assert_int_equal(crn_week_of(LAST_DATE), LAST_DATE - 3);
}

static void out_of_range_lie_in_no_week(void** state) {
  (void)state;
  const int32_t none[] = {0, 1, -1, FIRST_DATE - 1, LAST_DATE + 1, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index)
    assert_int_equal(crn_week_of(none[index]), 0);
}

static void of_a_week_are_found_by_its_number(void** state) {
  (void)state;
  assert_int_equal(crn_week(2026, 25), MONDAY);
  assert_int_equal(crn_week(2026, 1), crn_date(2025, 12, 29));
  assert_int_equal(crn_week(2026, 53), crn_date(2026, 12, 28));
  assert_int_equal(crn_week(2027, 1), crn_date(2027, 1, 4));
  assert_int_equal(crn_week(2000, 1), FIRST_DATE);
  assert_int_equal(crn_week(2099, 53), LAST_DATE - 3);
}

static void of_a_week_that_is_none_are_zero(void** state) {
  (void)state;
  const int32_t none[][2] = {
      {2025, 53}, {2027, 53}, {2026, 54},     {2026, 0},      {2026, -1},        {1999, 52},
      {2100, 1},  {0, 0},     {INT32_MIN, 1}, {INT32_MAX, 1}, {2026, INT32_MIN}, {2026, INT32_MAX},
  };
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index)
    assert_int_equal(crn_week(none[index][0], none[index][1]), 0);
}

static void have_an_iso_week(void** state) {
  (void)state;
  int32_t year = 0;
  int32_t number = 0;
  crn_week_parts(MONDAY + 6, &year, &number);
  assert_true(year == 2026 && number == 25);
  crn_week_parts(crn_date(2027, 1, 3), &year, &number);
  assert_true(year == 2026 && number == 53);
  crn_week_parts(crn_date(2025, 12, 29), &year, NULL);
  assert_int_equal(year, 2026);
  crn_week_parts(MONDAY, NULL, NULL);
  const int32_t none[] = {0, -1, FIRST_DATE - 1, LAST_DATE + 1, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    year = number = 1;
    crn_week_parts(none[index], &year, &number);
    assert_true(year == 0 && number == 0);
  }
}

static void are_written_as_people_write_them(void** state) {
  (void)state;
  crn_string* text = NULL;
  DONE(crn_date_text(MONDAY, CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_TEXT(crn_string_text(text), "lundi 15 juin 2026");
  crn_string_destroy(text);
  DONE(crn_date_text(MONDAY, CRN_LANGUAGE_ENGLISH, &text, error));
  EXPECT_TEXT(crn_string_text(text), "Monday 15 June 2026");
  crn_string_destroy(text);
  DONE(crn_local_time_text(at(MONDAY, 8, 30), CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_TEXT(crn_string_text(text), "lundi 15 juin 2026 à 08 h 30");
  crn_string_destroy(text);
  NAMES_AND_CLEARS("language", text, crn_date_text(MONDAY, 2, &text, error));
  NAMES("text", crn_date_text(MONDAY, CRN_LANGUAGE_FRENCH, NULL, error));
  NAMES("text", crn_local_time_text(0, CRN_LANGUAGE_FRENCH, NULL, error));
}

static void out_of_range_are_not_written(void** state) {
  (void)state;
  const int32_t none[] = {0, -1, INT32_MIN, INT32_MAX};
  crn_string* text = NULL;
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    FAILS(CRN_ERROR_BAD_DATE, crn_date_text(none[index], CRN_LANGUAGE_FRENCH, &text, error));
    FAILS(CRN_ERROR_BAD_DATE, crn_local_time_text(none[index], CRN_LANGUAGE_FRENCH, &text, error));
  }
}

/* ---- Zones ------------------------------------------------------------------------------- */

static void of_each_departement_are_in_a_zone(void** state) {
  (void)state;
  const size_t count = crn_departement_count();
  assert_int_equal(count, 107);
  for (size_t place = 0; place < count; ++place) {
    const crn_departement it = crn_departement_at(place);
    assert_true(crn_zone_of(it).size > 0);
    if (place > 0) {
      const crn_departement before = crn_departement_at(place - 1);
      assert_true(memcmp(before.code, it.code, sizeof it.code) < 0);
    }
  }
  EXPECT_TEXT(crn_zone_of(crn_departement_of("93")), "Europe/Paris");
  EXPECT_TEXT(crn_zone_of(crn_departement_of("974")), "Indian/Reunion");
  EXPECT_EMPTY(crn_zone_of(crn_departement_of("20")));
  EXPECT_EMPTY(crn_zone_of(crn_departement_of("")));
  EXPECT_EMPTY(crn_zone_of(crn_departement_at(count)));
  EXPECT_EMPTY(crn_zone_of(crn_departement_at(SIZE_MAX)));
}

static int64_t instant_of(const char* departement, int32_t local_time) {
  int64_t instant = 0;
  DONE(crn_to_instants(crn_departement_of(departement), &local_time, 1, &instant, error));
  return instant;
}

static int32_t local_of(const char* departement, int64_t instant) {
  int32_t local_time = 0;
  DONE(crn_to_local_times(crn_departement_of(departement), &instant, 1, &local_time, error));
  return local_time;
}

static void become_instants_in_the_zone_of_their_departement(void** state) {
  (void)state;
  const struct {
    const char* departement;
    int32_t hours_before_utc;
  } zones[] = {{"93", 2},   {"2A", 2},    {"971", -4}, {"972", -4}, {"973", -3},
               {"974", 4},  {"975", -2},  {"976", 3},  {"977", -4}, {"978", -4},
               {"986", 12}, {"987", -10}, {"988", 11}};
  for (size_t index = 0; index < sizeof zones / sizeof zones[0]; ++index) {
    const int64_t instant = utc(MONDAY, 8 - zones[index].hours_before_utc, 30, 0);
    assert_true(instant_of(zones[index].departement, at(MONDAY, 8, 30)) == instant);
    assert_int_equal(local_of(zones[index].departement, instant), at(MONDAY, 8, 30));
  }
}

static void follow_the_clock_into_summer_and_out_of_it(void** state) {
  (void)state;
  const int32_t spring = crn_date(2026, 3, 29);
  const int32_t autumn = crn_date(2026, 10, 25);
  assert_true(instant_of("93", at(spring, 1, 59)) == utc(spring, 0, 59, 0));
  assert_true(instant_of("93", at(spring, 2, 30)) == utc(spring, 1, 0, 0));
  assert_true(instant_of("93", at(spring, 3, 0)) == utc(spring, 1, 0, 0));
  assert_true(instant_of("93", at(autumn, 2, 30)) == utc(autumn, 0, 30, 0));
  assert_int_equal(local_of("93", utc(autumn, 0, 30, 0)), at(autumn, 2, 30));
  assert_int_equal(local_of("93", utc(autumn, 1, 30, 0)), at(autumn, 2, 30));
}

static void follow_north_america_in_saint_pierre(void** state) {
  (void)state;
  const int32_t spring = crn_date(2026, 3, 8);
  assert_true(instant_of("975", at(spring, 2, 30)) == utc(spring, 5, 0, 0));
  assert_true(instant_of("975", at(spring - 1, 12, 0)) == utc(spring - 1, 15, 0, 0));
  assert_true(instant_of("975", at(spring + 1, 12, 0)) == utc(spring + 1, 14, 0, 0));
}

static void are_rounded_down_to_the_minute(void** state) {
  (void)state;
  assert_int_equal(local_of("93", utc(MONDAY, 6, 30, 0) + 59999999), at(MONDAY, 8, 30));
  assert_int_equal(local_of("93", utc(MONDAY, 6, 30, 0) - 1), at(MONDAY, 8, 29));
}

static void are_converted_many_at_once(void** state) {
  (void)state;
  enum { COUNT = 1000 };
  static int32_t local_times[COUNT];
  static int32_t again[COUNT];
  static int64_t instants[COUNT];
  const crn_departement in_974 = crn_departement_of("974");
  for (int32_t index = 0; index < COUNT; ++index)
    local_times[index] = at(MONDAY, 8, 30) + index * 7;
  DONE(crn_to_instants(in_974, local_times, COUNT, instants, error));
  assert_true(instants[1] - instants[0] == INT64_C(7) * 60 * 1000000);
  DONE(crn_to_local_times(in_974, instants, COUNT, again, error));
  assert_memory_equal(again, local_times, sizeof local_times);
  DONE(crn_to_instants(in_974, NULL, 0, NULL, error));
  DONE(crn_to_local_times(in_974, NULL, 0, NULL, error));
}

static void of_instants_that_are_far_away_are_refused_and_none_is_written(void** state) {
  (void)state;
  const int64_t far_away[] = {INT64_MIN, INT64_MAX, 0, -1,
                              utc(crn_date(2099, 12, 31) + 3, 0, 0, 0)};
  for (size_t index = 0; index < sizeof far_away / sizeof far_away[0]; ++index) {
    const int64_t instants[2] = {utc(MONDAY, 6, 30, 0), far_away[index]};
    int32_t local_times[2] = {7, 7};
    FAILS(CRN_ERROR_BAD_DATE,
          crn_to_local_times(crn_departement_of("93"), instants, 2, local_times, error));
    assert_int_equal(local_times[0], 7);
    assert_int_equal(local_times[1], 7);
  }
}

static void of_local_times_that_are_far_away_are_refused_and_none_is_written(void** state) {
  (void)state;
  const int32_t july_2103 = 133 * 525960 + 262980;
  const int32_t far_away[] = {INT32_MIN, INT32_MAX, 0, -1, july_2103};
  for (size_t index = 0; index < sizeof far_away / sizeof far_away[0]; ++index) {
    const int32_t local_times[] = {MONDAY * 1440, far_away[index]};
    int64_t instants[] = {7, 7};
    FAILS(CRN_ERROR_BAD_DATE,
          crn_to_instants(crn_departement_of("93"), local_times, 2, instants, error));
    assert_int_equal(instants[0], 7);
  }
}

int run_dates_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(are_days_since_1970),
      cmocka_unit_test(that_are_none_are_zero),
      cmocka_unit_test(have_a_year_a_month_and_a_day),
      cmocka_unit_test(out_of_range_have_no_parts),
      cmocka_unit_test(lie_in_the_week_of_their_monday),
      cmocka_unit_test(out_of_range_lie_in_no_week),
      cmocka_unit_test(of_a_week_are_found_by_its_number),
      cmocka_unit_test(of_a_week_that_is_none_are_zero),
      cmocka_unit_test(have_an_iso_week),
      cmocka_unit_test(are_written_as_people_write_them),
      cmocka_unit_test(out_of_range_are_not_written),
      cmocka_unit_test(of_each_departement_are_in_a_zone),
      cmocka_unit_test(become_instants_in_the_zone_of_their_departement),
      cmocka_unit_test(follow_the_clock_into_summer_and_out_of_it),
      cmocka_unit_test(follow_north_america_in_saint_pierre),
      cmocka_unit_test(are_rounded_down_to_the_minute),
      cmocka_unit_test(are_converted_many_at_once),
      cmocka_unit_test(of_instants_that_are_far_away_are_refused_and_none_is_written),
      cmocka_unit_test(of_local_times_that_are_far_away_are_refused_and_none_is_written),
  };
  return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
