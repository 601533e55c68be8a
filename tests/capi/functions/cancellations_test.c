#include "fingerprint.h"
#include "tests.h"

/* ---- By the office ----------------------------------------------------------------------- */

static crn_cancel_by_office office_cancels(const int64_t* reservation) {
  crn_cancel_by_office command;
  CRN_INIT(command);
  command.reason = CRN_REASON_WEATHER;
  command.reservations = reservation;
  command.reservation_count = 1;
  command.note = crn_text_of("Verglas.");
  return command;
}

static crn_status by_office(const office_93* office, const crn_cancel_by_office* command,
                            crn_error** error) {
  return crn_engine_cancel_by_office(office->engine, &office->by_office, command, NULL, error);
}

static void by_the_office_leaves_the_slots_unavailable(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  const size_t told = notices_now(office, 0);
  const crn_cancel_by_office command = office_cancels(&reservation);
  DONE(by_office(office, &command, error));
  assert_string_equal(slots_now(office, session), "xx.....");
  assert_int_equal(notices_now(office, 0), told + 1);
  assert_int_equal(reservations_of(office, SCHOOL_012), 0);
}

static void by_the_office_takes_single_slots(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 3, SCHOOL_012);
  const crn_slot slot = slot_of(session, 1);
  crn_cancel_by_office command;
  CRN_INIT(command);
  command.slots = &slot;
  command.slot_count = 1;
  DONE(by_office(office, &command, error));
  assert_string_equal(slots_now(office, session), "RxR....");
}

static void by_the_office_ends_when_the_exam_begins(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  const crn_cancel_by_office command = office_cancels(&reservation);
  set_clock(office, utc(MONDAY, 6, 30, 0));
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_PAST, by_office(office, &command, error));
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_RESERVATION, reservation);
  EXPECT_SUBJECT(why, 1, CRN_SUBJECT_SLOT, session);
  crn_error_destroy(why);
}

static void afterwards_is_a_correction_with_a_reason_that_tells_nobody(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  set_clock(office, utc(MONDAY, 12, 0, 0));
  const size_t told = notices_now(office, 0);
  crn_cancel_by_office command = office_cancels(&reservation);
  command.correction = 1;
  command.reason = CRN_REASON_UNSTATED;
  REFUSED(office, CRN_ERROR_REASON_REQUIRED, by_office(office, &command, error));
  command.reason = CRN_REASON_ERROR;
  DONE(by_office(office, &command, error));
  assert_int_equal(notices_now(office, 0), told);
  assert_string_equal(slots_now(office, session), "xx.....");
}

static void of_what_is_not_held_is_refused(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  const int64_t unknown = NOBODY;
  const int64_t twice[] = {reservation, reservation};
  crn_cancel_by_office command = office_cancels(&reservation);
  command.reservation_count = 0;
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, by_office(office, &command, error));
  command = office_cancels(&unknown);
  REFUSED(office, CRN_ERROR_UNKNOWN_RESERVATION, by_office(office, &command, error));
  command = office_cancels(twice);
  command.reservation_count = 2;
  REFUSED(office, CRN_ERROR_NAMED_TWICE, by_office(office, &command, error));
  crn_slot slot = slot_of(session, 0);
  command = office_cancels(&reservation);
  command.slots = &slot;
  command.slot_count = 1;
  REFUSED(office, CRN_ERROR_NAMED_TWICE, by_office(office, &command, error));
  command.reservation_count = 0;
  slot = slot_of(session, 4);
  REFUSED(office, CRN_ERROR_SLOT_NOT_RESERVED, by_office(office, &command, error));
  slot = slot_of(session, 7);
  REFUSED(office, CRN_ERROR_UNKNOWN_SLOT, by_office(office, &command, error));
  slot.plan = 3;
  REFUSED(office, CRN_ERROR_SLOT_OUTDATED, by_office(office, &command, error));
  slot = slot_of(NOBODY, 0);
  REFUSED(office, CRN_ERROR_UNKNOWN_SESSION, by_office(office, &command, error));
}

static void of_a_reservation_that_is_none_is_refused(void** state) {
  const office_93* office = *state;
  const int64_t none[] = {0, -1, INT64_MIN};
  for (size_t index = 0; index < 3; ++index) {
    const crn_cancel_by_office command = office_cancels(&none[index]);
    FAILS_EITHER(CRN_ERROR_UNKNOWN_RESERVATION, CRN_ERROR_BAD_ARGUMENT,
                 by_office(office, &command, error));
  }
}

/* ---- By the school ----------------------------------------------------------------------- */

static crn_status by_school(const office_93* office, const int64_t* reservations, size_t count,
                            crn_error** error) {
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.reservations = reservations;
  command.reservation_count = count;
  command.note = crn_text_of("candidat malade");
  return crn_engine_cancel_by_school(office->engine, &office->by_school, &command, NULL, error);
}

static void by_the_school_leaves_the_slots_free_and_tells_its_office(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  const size_t told = notices_now(office, 0);
  DONE(by_school(office, &reservation, 1, error));
  assert_string_equal(slots_now(office, session), ".......");
  assert_int_equal(notices_now(office, 0), told + 2);
}

static void by_the_school_takes_single_slots(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 3, SCHOOL_012);
  const crn_slot slot = slot_of(session, 1);
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.slots = &slot;
  command.slot_count = 1;
  DONE(crn_engine_cancel_by_school(office->engine, &office->by_school, &command, NULL, error));
  assert_string_equal(slots_now(office, session), "R.R....");
}

static void by_the_school_is_allowed_until_its_deadline(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  set_clock(office, utc(MONDAY - 6, 22, 0, 0));
  REFUSED(office, CRN_ERROR_TOO_LATE, by_school(office, &reservation, 1, error));
  set_clock(office, utc(MONDAY - 6, 22, 0, 0) - 1);
  DONE(by_school(office, &reservation, 1, error));
}

static void by_the_school_follows_the_clock_also_when_it_is_put_back(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 2, SCHOOL_012);
  crn_call call = office->by_school;
  call.mode = CRN_MODE_PREVIEW;
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.reservations = &reservation;
  command.reservation_count = 1;
  for (int time = 0; time < 3; ++time) {
    set_clock(office, utc(MONDAY - 6, 22, 0, 0));
    FAILS(CRN_ERROR_TOO_LATE,
          crn_engine_cancel_by_school(office->engine, &call, &command, NULL, error));
    set_clock(office, utc(MONDAY - 6, 21, 59, 59));
    DONE(crn_engine_cancel_by_school(office->engine, &call, &command, NULL, error));
  }
}

static void by_the_school_is_of_its_own_alone(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t both[] = {reserve(office, session, 0, 2, SCHOOL_012),
                          reserve(office, session, 4, 1, SCHOOL_013)};
  REFUSED(office, CRN_ERROR_FOREIGN_RESERVATION, by_school(office, &both[1], 1, error));
  REFUSED(office, CRN_ERROR_FOREIGN_RESERVATION, by_school(office, both, 2, error));
  const crn_slot foreign = slot_of(session, 4);
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.slots = &foreign;
  command.slot_count = 1;
  REFUSED(office, CRN_ERROR_FOREIGN_RESERVATION,
          crn_engine_cancel_by_school(office->engine, &office->by_school, &command, NULL, error));
}

static void by_the_school_is_all_or_none(void** state) {
  const office_93* office = *state;
  const int64_t later = planned_session(office, IPCSR_07, MONDAY + 7, CRN_HALF_DAY_MORNING);
  const int64_t both[] = {reserve(office, later, 0, 1, SCHOOL_012),
                          reserve(office, planned_morning(office), 0, 1, SCHOOL_012)};
  set_clock(office, utc(MONDAY - 5, 8, 0, 0));
  REFUSED(office, CRN_ERROR_TOO_LATE, by_school(office, both, 2, error));
}

static void by_the_school_of_what_is_not_held_is_refused(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  const int64_t unknown = NOBODY;
  REFUSED(office, CRN_ERROR_NOTHING_TO_DO, by_school(office, NULL, 0, error));
  REFUSED(office, CRN_ERROR_UNKNOWN_RESERVATION, by_school(office, &unknown, 1, error));
}

static void leaves_slots_as_the_rules_say(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  const int64_t reservation = reserve(office, session, 0, 1, SCHOOL_012);
  set_rule(office, "cancellation.school_leaves", "unavailable");
  DONE(by_school(office, &reservation, 1, error));
  assert_string_equal(slots_now(office, session), "x......");
}

int run_cancellations_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(by_the_office_leaves_the_slots_unavailable),
      IN_A_KEPT_OFFICE(by_the_office_leaves_the_slots_unavailable),
      IN_AN_OFFICE(by_the_office_takes_single_slots),
      IN_AN_OFFICE(by_the_office_ends_when_the_exam_begins),
      IN_AN_OFFICE(afterwards_is_a_correction_with_a_reason_that_tells_nobody),
      IN_AN_OFFICE(of_what_is_not_held_is_refused),
      IN_AN_OFFICE(of_a_reservation_that_is_none_is_refused),
      IN_AN_OFFICE(by_the_school_leaves_the_slots_free_and_tells_its_office),
      IN_A_KEPT_OFFICE(by_the_school_leaves_the_slots_free_and_tells_its_office),
      IN_AN_OFFICE(by_the_school_takes_single_slots),
      IN_AN_OFFICE(by_the_school_is_allowed_until_its_deadline),
      IN_AN_OFFICE(by_the_school_follows_the_clock_also_when_it_is_put_back),
      IN_AN_OFFICE(by_the_school_is_of_its_own_alone),
      IN_AN_OFFICE(by_the_school_is_all_or_none),
      IN_AN_OFFICE(by_the_school_of_what_is_not_held_is_refused),
      IN_AN_OFFICE(leaves_slots_as_the_rules_say),
  };
  return cmocka_run_group_tests_name("cancellations", tests, NULL, NULL);
}
