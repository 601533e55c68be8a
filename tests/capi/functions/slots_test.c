#include "fingerprint.h"
#include "tests.h"

/* ---- Reserving named slots --------------------------------------------------------------- */

static crn_status reserve_them(const office_93* office, int64_t school, const crn_slot* slots,
                               size_t count, crn_event** receipt, crn_error** error) {
  crn_reserve_slots command;
  CRN_INIT(command);
  command.school = school;
  command.slots = slots;
  command.slot_count = count;
  command.external_ref = crn_text_of("R-1");
  return crn_engine_reserve_slots(office->engine, &office->by_office, &command, receipt, error);
}

static crn_status reserve_one(const office_93* office, int64_t school, crn_slot slot,
                              crn_error** error) {
  return reserve_them(office, school, &slot, 1, NULL, error);
}

static void that_are_adjacent_are_one_reservation(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const crn_slot slots[] = {slot_of(session, 4), slot_of(session, 0), slot_of(session, 1)};
  crn_event* receipt = NULL;
  DONE(reserve_them(office, SCHOOL_012, slots, 3, &receipt, error));
  assert_string_equal(slots_now(office, session), "RR..R..");
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  assert_int_equal(head.reservation_count, 2);
  crn_reservation_change made[2];
  DONE(crn_event_reservations(receipt, 0, 2, made, sizeof made[0], error));
  assert_true(made[0].id > 0 && made[1].id > 0 && made[0].id != made[1].id);
  assert_true(made[0].slots_before == 0);
  assert_true(made[0].slots_after == 3);
  assert_true(made[1].slots_after == 16);
  assert_int_equal(made[0].school, SCHOOL_012);
  assert_int_equal(made[0].plan_after, 1);
  EXPECT_TEXT(made[0].external_ref, "R-1");
  crn_event_destroy(receipt);
}

static void that_cannot_be_reserved_stay_as_they_are(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t available = create_session(office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  reserve(office, session, 0, 1, SCHOOL_012);
  block(office, session, 6);
  const crn_slot free_slot = slot_of(session, 2);
  const crn_slot twice[] = {free_slot, free_slot};
  crn_slot outdated = free_slot;
  outdated.plan = 2;
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, reserve_them(office, SCHOOL_013, NULL, 0, NULL, error));
  REFUSED(office, CRN_ERROR_NAMED_TWICE, reserve_them(office, SCHOOL_013, twice, 2, NULL, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_SESSION,
          reserve_one(office, SCHOOL_013, slot_of(NOBODY, 0), error));
  REFUSED(office, CRN_ERROR_SESSION_NOT_PLANNED,
          reserve_one(office, SCHOOL_013, slot_of(available, 0), error));
  REFUSED(office, CRN_ERROR_SLOT_OUTDATED, reserve_one(office, SCHOOL_013, outdated, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_SLOT,
          reserve_one(office, SCHOOL_013, slot_of(session, 7), error));
  REFUSED(office, CRN_ERROR_UNKNOWN_SLOT,
          reserve_one(office, SCHOOL_013, slot_of(session, UINT32_MAX), error));
  REFUSED(office, CRN_ERROR_UNKNOWN_SCHOOL, reserve_one(office, NOBODY, free_slot, error));
  REFUSED(office, CRN_ERROR_INACTIVE_SCHOOL,
          reserve_one(office, INACTIVE_SCHOOL, free_slot, error));
  REFUSED(office, CRN_ERROR_CATEGORY_NOT_TAUGHT,
          reserve_one(office, SCHOOL_OF_D, free_slot, error));
  REFUSED(office, CRN_ERROR_SLOT_TAKEN,
          reserve_one(office, SCHOOL_013, slot_of(session, 0), error));
  REFUSED(office, CRN_ERROR_SLOT_UNAVAILABLE,
          reserve_one(office, SCHOOL_013, slot_of(session, 6), error));
}

static void of_no_school_are_not_reserved(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  FAILS_EITHER(CRN_ERROR_UNKNOWN_SCHOOL, CRN_ERROR_BAD_ARGUMENT,
               reserve_one(office, 0, slot_of(session, 0), error));
  FAILS_EITHER(CRN_ERROR_UNKNOWN_SCHOOL, CRN_ERROR_BAD_ARGUMENT,
               reserve_one(office, -1, slot_of(session, 0), error));
  FAILS_EITHER(CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_BAD_ARGUMENT,
               reserve_one(office, SCHOOL_012, slot_of(0, 0), error));
  FAILS_EITHER(CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_BAD_ARGUMENT,
               reserve_one(office, SCHOOL_012, slot_of(-1, 0), error));
}

static void that_have_begun_or_are_closed_are_not_reserved(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t closure = close_for_the_day(office, CRN_CLOSURE_INSPECTOR, IPCSR_07, MONDAY);
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_CLOSED,
               reserve_one(office, SCHOOL_012, slot_of(session, 2), error));
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_CLOSURE, closure);
  EXPECT_SUBJECT(why, 1, CRN_SUBJECT_SLOT, session);
  crn_error_destroy(why);
  set_clock(office, utc(MONDAY, 7, 30, 0));
  REFUSED(office, CRN_ERROR_PAST, reserve_one(office, SCHOOL_012, slot_of(session, 2), error));
}

static void are_not_reserved_before_their_date_is_open(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  set_rule(office, "reservation.days_ahead", "10");
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_NOT_YET_OPEN,
               reserve_one(office, SCHOOL_012, slot_of(session, 0), error));
  assert_true(crn_error_limit(why) == utc(MONDAY - 11, 22, 0, 0));
  assert_true(crn_error_actual(why) == utc(FIRST_OF_JUNE, 8, 0, 0));
  crn_error_destroy(why);
  set_clock(office, utc(MONDAY - 11, 22, 0, 0));
  DONE(reserve_one(office, SCHOOL_012, slot_of(session, 0), error));
}

static void are_named_at_most_a_thousand_at_once(void** state) {
  const office_93* office = *state;
  static crn_slot slots[1001];
  for (uint32_t index = 0; index < 1001; ++index) slots[index] = slot_of(1, index);
  REFUSED(office, CRN_ERROR_TOO_LARGE, reserve_them(office, SCHOOL_012, slots, 1001, NULL, error));
}

/* ---- Reserving what is needed ------------------------------------------------------------ */

static crn_reserve_wish wish_of(int32_t units) {
  crn_reserve_wish wish;
  CRN_INIT(wish);
  wish.category = CRN_CATEGORY_CE;
  wish.school = SCHOOL_012;
  wish.units = units;
  return wish;
}

static crn_status reserve_wish(const office_93* office, const crn_reserve_wish* wish,
                               crn_error** error) {
  return crn_engine_reserve_wish(office->engine, &office->by_office, wish, NULL, error);
}

static void are_chosen_where_all_of_them_are_adjacent(void** state) {
  const office_93* office = *state;
  const int64_t first = planned_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  const int64_t second = planned_session(office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  reserve(office, first, 3, 1, SCHOOL_013);
  const crn_reserve_wish wish = wish_of(4);
  DONE(reserve_wish(office, &wish, error));
  assert_string_equal(slots_now(office, first), "...R...");
  assert_string_equal(slots_now(office, second), "RRRR...");
}

static void are_chosen_for_exams_by_the_units_of_each(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  crn_reserve_wish wish = wish_of(0);
  wish.exams = 2;
  wish.part = CRN_PART_ON_ROAD;
  DONE(reserve_wish(office, &wish, error));
  assert_string_equal(slots_now(office, session), "RRRR...");
}

static void are_chosen_as_the_wish_says(void** state) {
  const office_93* office = *state;
  const int64_t morning = planned_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  const int64_t afternoon = planned_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_AFTERNOON);
  const int64_t tuesday = planned_session(office, IPCSR_08, TUESDAY, CRN_HALF_DAY_MORNING);
  const int64_t inspector = IPCSR_08;
  crn_reserve_wish wish = wish_of(1);
  wish.half_day = CRN_HALF_DAY_AFTERNOON;
  DONE(reserve_wish(office, &wish, error));
  assert_string_equal(slots_now(office, afternoon), "R......");
  wish = wish_of(1);
  wish.inspectors = &inspector;
  wish.inspector_count = 1;
  DONE(reserve_wish(office, &wish, error));
  assert_string_equal(slots_now(office, tuesday), "R......");
  wish = wish_of(1);
  wish.period.first = TUESDAY;
  DONE(reserve_wish(office, &wish, error));
  assert_string_equal(slots_now(office, tuesday), "RR.....");
  wish = wish_of(1);
  wish.centre = ROSNY;
  wish.period.last = MONDAY;
  DONE(reserve_wish(office, &wish, error));
  assert_string_equal(slots_now(office, morning), "R......");
}

static void that_are_wished_for_in_vain_are_refused(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  crn_reserve_wish wish = wish_of(0);
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, reserve_wish(office, &wish, error));
  wish.exams = 1;
  NAMES("part", reserve_wish(office, &wish, error));
  wish.units = 1;
  wish.part = CRN_PART_ON_ROAD;
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, reserve_wish(office, &wish, error));
  wish = wish_of(1001);
  REFUSED(office, CRN_ERROR_TOO_LARGE, reserve_wish(office, &wish, error));
  wish = wish_of(1);
  wish.school = NOBODY;
  REFUSED(office, CRN_ERROR_UNKNOWN_SCHOOL, reserve_wish(office, &wish, error));
  wish.school = INACTIVE_SCHOOL;
  REFUSED(office, CRN_ERROR_INACTIVE_SCHOOL, reserve_wish(office, &wish, error));
  wish.school = SCHOOL_OF_D;
  REFUSED(office, CRN_ERROR_CATEGORY_NOT_TAUGHT, reserve_wish(office, &wish, error));
  crn_error* why = NULL;
  wish = wish_of(8);
  REFUSED_WITH(office, why, CRN_ERROR_NOT_ENOUGH_SLOTS, reserve_wish(office, &wish, error));
  assert_int_equal(crn_error_limit(why), 7);
  assert_int_equal(crn_error_actual(why), 8);
  crn_error_destroy(why);
}

static void fewer_than_none_are_refused(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  const int32_t none[] = {-1, INT32_MIN};
  for (size_t index = 0; index < 2; ++index) {
    crn_reserve_wish wish = wish_of(none[index]);
    FAILS_EITHER(CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_BAD_ARGUMENT,
                 reserve_wish(office, &wish, error));
    wish = wish_of(1);
    wish.exams = none[index];
    FAILS_EITHER(CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_BAD_ARGUMENT,
                 reserve_wish(office, &wish, error));
  }
}

static void outside_all_dates_are_not_found(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  const crn_period periods[] = {
      {TUESDAY, MONDAY}, {LAST_DATE + 1, 0}, {INT32_MAX, 0}, {0, FIRST_DATE - 1}, {0, INT32_MIN}};
  for (size_t index = 0; index < sizeof periods / sizeof periods[0]; ++index) {
    crn_reserve_wish wish = wish_of(1);
    wish.period = periods[index];
    char* before = fingerprint(office);
    assert_int_not_equal(reserve_wish(office, &wish, NULL), CRN_OK);
    char* after = fingerprint(office);
    assert_string_equal(after, before);
    free(before);
    free(after);
  }
}

/* ---- Making unavailable, and free again -------------------------------------------------- */

typedef crn_status (*block_function)(const crn_engine* engine, const crn_call* call,
                                     const crn_block_slots* command, crn_event** receipt,
                                     crn_error** error);

static crn_status run_block(const office_93* office, block_function run, const crn_slot* slots,
                            size_t count, crn_error** error) {
  crn_block_slots command;
  CRN_INIT(command);
  command.reason = CRN_REASON_INSPECTOR_ABSENT;
  command.slots = slots;
  command.slot_count = count;
  command.note = crn_text_of("part à 11 h 30");
  return run(office->engine, &office->by_office, &command, NULL, error);
}

static void are_blocked_and_freed_again(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const crn_slot slots[] = {slot_of(session, 5), slot_of(session, 6)};
  DONE(run_block(office, crn_engine_block_slots, slots, 2, error));
  assert_string_equal(slots_now(office, session), ".....xx");
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_planning(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_BLOCKS), 2);
  crn_block blocked;
  DONE(crn_rows_blocks(rows, 0, 1, &blocked, sizeof blocked, error));
  assert_int_equal(blocked.slot.ordinal, 5);
  assert_int_equal(blocked.reason, CRN_REASON_INSPECTOR_ABSENT);
  EXPECT_TEXT(blocked.note, "part à 11 h 30");
  crn_rows_destroy(rows);
  DONE(run_block(office, crn_engine_unblock_slots, &slots[1], 1, error));
  assert_string_equal(slots_now(office, session), ".....x.");
}

#define BLOCKS(run, slot, code)                                         \
  do {                                                                  \
    const crn_slot its_slot = slot;                                     \
    REFUSED(office, code, run_block(office, run, &its_slot, 1, error)); \
  } while (0)

static void are_freed_by_their_own_command(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  block(office, session, 6);
  const crn_slot slot = slot_of(session, 6);
  crn_block_slots command;
  CRN_INIT(command);
  command.slots = &slot;
  command.slot_count = 1;
  DONE(crn_engine_unblock_slots(office->engine, &office->by_office, &command, NULL, error));
  assert_string_equal(slots_now(office, session), ".......");
}

static void that_cannot_be_blocked_stay_as_they_are(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t available = create_session(office, IPCSR_08, MONDAY, CRN_HALF_DAY_MORNING);
  reserve(office, session, 0, 1, SCHOOL_012);
  block(office, session, 6);
  const crn_slot twice[] = {slot_of(session, 2), slot_of(session, 2)};
  const block_function runs[] = {crn_engine_block_slots, crn_engine_unblock_slots};
  for (size_t index = 0; index < 2; ++index) {
    REFUSED(office, CRN_ERROR_NOTHING_TO_DO, run_block(office, runs[index], NULL, 0, error));
    REFUSED(office, CRN_ERROR_NAMED_TWICE, run_block(office, runs[index], twice, 2, error));
    BLOCKS(runs[index], slot_of(NOBODY, 0), CRN_ERROR_UNKNOWN_SESSION);
    BLOCKS(runs[index], slot_of(available, 0), CRN_ERROR_SESSION_NOT_PLANNED);
    BLOCKS(runs[index], slot_of(session, 64), CRN_ERROR_UNKNOWN_SLOT);
  }
  BLOCKS(crn_engine_block_slots, slot_of(session, 0), CRN_ERROR_SLOT_TAKEN);
  BLOCKS(crn_engine_block_slots, slot_of(session, 6), CRN_ERROR_SLOT_UNAVAILABLE);
  BLOCKS(crn_engine_unblock_slots, slot_of(session, 0), CRN_ERROR_SLOT_NOT_BLOCKED);
  BLOCKS(crn_engine_unblock_slots, slot_of(session, 2), CRN_ERROR_SLOT_NOT_BLOCKED);
  set_clock(office, utc(MONDAY, 10, 0, 0));
  BLOCKS(crn_engine_block_slots, slot_of(session, 2), CRN_ERROR_PAST);
  BLOCKS(crn_engine_unblock_slots, slot_of(session, 6), CRN_ERROR_PAST);
}

int run_slots_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(that_are_adjacent_are_one_reservation),
      IN_A_KEPT_OFFICE(that_are_adjacent_are_one_reservation),
      IN_AN_OFFICE(that_cannot_be_reserved_stay_as_they_are),
      IN_A_KEPT_OFFICE(that_cannot_be_reserved_stay_as_they_are),
      IN_AN_OFFICE(of_no_school_are_not_reserved),
      IN_AN_OFFICE(that_have_begun_or_are_closed_are_not_reserved),
      IN_AN_OFFICE(are_not_reserved_before_their_date_is_open),
      IN_AN_OFFICE(are_named_at_most_a_thousand_at_once),
      IN_AN_OFFICE(are_chosen_where_all_of_them_are_adjacent),
      IN_AN_OFFICE(are_chosen_for_exams_by_the_units_of_each),
      IN_AN_OFFICE(are_chosen_as_the_wish_says),
      IN_AN_OFFICE(that_are_wished_for_in_vain_are_refused),
      IN_AN_OFFICE(fewer_than_none_are_refused),
      IN_AN_OFFICE(outside_all_dates_are_not_found),
      IN_AN_OFFICE(are_blocked_and_freed_again),
      IN_AN_OFFICE(are_freed_by_their_own_command),
      IN_AN_OFFICE(that_cannot_be_blocked_stay_as_they_are),
  };
  return cmocka_run_group_tests_name("slots", tests, NULL, NULL);
}
