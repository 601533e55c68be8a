#include "every_command.h"
#include "tests.h"

/* ---- Codes ------------------------------------------------------------------------------- */

/** A code as it was first published: its number and its name are for ever. */
typedef struct published_code {
  int32_t number;
  crn_status code;
  const char* name;
  int32_t class_of_it;
} published_code;

static const published_code published[] = {
    {1, CRN_ERROR_NOT_ALLOWED, "not_allowed", CRN_CLASS_REFUSED},
    {2, CRN_ERROR_FOREIGN_DEPARTEMENT, "foreign_departement", CRN_CLASS_REFUSED},
    {3, CRN_ERROR_FOREIGN_RESERVATION, "foreign_reservation", CRN_CLASS_REFUSED},
    {10, CRN_ERROR_UNKNOWN_OFFICE, "unknown_office", CRN_CLASS_INPUT},
    {11, CRN_ERROR_UNKNOWN_SCHOOL, "unknown_school", CRN_CLASS_INPUT},
    {12, CRN_ERROR_UNKNOWN_INSPECTOR, "unknown_inspector", CRN_CLASS_INPUT},
    {13, CRN_ERROR_UNKNOWN_CENTRE, "unknown_centre", CRN_CLASS_INPUT},
    {14, CRN_ERROR_UNKNOWN_SESSION, "unknown_session", CRN_CLASS_INPUT},
    {15, CRN_ERROR_UNKNOWN_SLOT, "unknown_slot", CRN_CLASS_INPUT},
    {16, CRN_ERROR_UNKNOWN_RESERVATION, "unknown_reservation", CRN_CLASS_INPUT},
    {17, CRN_ERROR_UNKNOWN_CLOSURE, "unknown_closure", CRN_CLASS_INPUT},
    {18, CRN_ERROR_UNKNOWN_NOTICE, "unknown_notice", CRN_CLASS_INPUT},
    {19, CRN_ERROR_AMBIGUOUS_SCHOOL, "ambiguous_school", CRN_CLASS_INPUT},
    {30, CRN_ERROR_SESSION_OVERLAP, "session_overlap", CRN_CLASS_REFUSED},
    {31, CRN_ERROR_SESSION_NOT_AVAILABLE, "session_not_available", CRN_CLASS_REFUSED},
    {32, CRN_ERROR_SESSION_NOT_PLANNED, "session_not_planned", CRN_CLASS_REFUSED},
    {33, CRN_ERROR_SESSION_HAS_RESERVATIONS, "session_has_reservations", CRN_CLASS_REFUSED},
    {34, CRN_ERROR_RESERVATIONS_CHANGED, "reservations_changed", CRN_CLASS_REFUSED},
    {35, CRN_ERROR_SLOT_OUTDATED, "slot_outdated", CRN_CLASS_REFUSED},
    {36, CRN_ERROR_SLOT_TAKEN, "slot_taken", CRN_CLASS_REFUSED},
    {37, CRN_ERROR_SLOT_UNAVAILABLE, "slot_unavailable", CRN_CLASS_REFUSED},
    {38, CRN_ERROR_SLOT_NOT_RESERVED, "slot_not_reserved", CRN_CLASS_REFUSED},
    {39, CRN_ERROR_SLOT_NOT_BLOCKED, "slot_not_blocked", CRN_CLASS_REFUSED},
    {40, CRN_ERROR_NOT_ENOUGH_SLOTS, "not_enough_slots", CRN_CLASS_REFUSED},
    {41, CRN_ERROR_GRID_DOES_NOT_FIT, "grid_does_not_fit", CRN_CLASS_REFUSED},
    {50, CRN_ERROR_PAST, "past", CRN_CLASS_REFUSED},
    {51, CRN_ERROR_TOO_LATE, "too_late", CRN_CLASS_REFUSED},
    {52, CRN_ERROR_NOT_YET_OPEN, "not_yet_open", CRN_CLASS_REFUSED},
    {53, CRN_ERROR_HOLIDAY, "holiday", CRN_CLASS_REFUSED},
    {54, CRN_ERROR_CLOSED, "closed", CRN_CLASS_REFUSED},
    {60, CRN_ERROR_INACTIVE_SCHOOL, "inactive_school", CRN_CLASS_REFUSED},
    {61, CRN_ERROR_CATEGORY_NOT_TAUGHT, "category_not_taught", CRN_CLASS_REFUSED},
    {62, CRN_ERROR_CATEGORY_NOT_EXAMINED, "category_not_examined", CRN_CLASS_REFUSED},
    {63, CRN_ERROR_CATEGORY_NOT_AT_CENTRE, "category_not_at_centre", CRN_CLASS_REFUSED},
    {64, CRN_ERROR_NO_POSTING, "no_posting", CRN_CLASS_REFUSED},
    {65, CRN_ERROR_POSTED_ELSEWHERE, "posted_elsewhere", CRN_CLASS_REFUSED},
    {66, CRN_ERROR_ZONE_MISMATCH, "zone_mismatch", CRN_CLASS_REFUSED},
    {80, CRN_ERROR_BAD_ARGUMENT, "bad_argument", CRN_CLASS_INPUT},
    {81, CRN_ERROR_BAD_DATE, "bad_date", CRN_CLASS_INPUT},
    {82, CRN_ERROR_BAD_TIME, "bad_time", CRN_CLASS_INPUT},
    {83, CRN_ERROR_TIME_SKIPPED, "time_skipped", CRN_CLASS_INPUT},
    {84, CRN_ERROR_BAD_TEXT, "bad_text", CRN_CLASS_INPUT},
    {85, CRN_ERROR_BAD_ADDRESS, "bad_address", CRN_CLASS_INPUT},
    {86, CRN_ERROR_NOTHING_TO_DO, "nothing_to_do", CRN_CLASS_INPUT},
    {87, CRN_ERROR_NAMED_TWICE, "named_twice", CRN_CLASS_INPUT},
    {88, CRN_ERROR_TOO_LARGE, "too_large", CRN_CLASS_INPUT},
    {89, CRN_ERROR_REASON_REQUIRED, "reason_required", CRN_CLASS_INPUT},
    {90, CRN_ERROR_REQUEST_REUSED, "request_reused", CRN_CLASS_INPUT},
    {91, CRN_ERROR_BAD_RULE, "bad_rule", CRN_CLASS_INPUT},
    {92, CRN_ERROR_BAD_FILE, "bad_file", CRN_CLASS_INPUT},
    {93, CRN_ERROR_POSTING_OVERLAP, "posting_overlap", CRN_CLASS_INPUT},
    {94, CRN_ERROR_DUPLICATE_REFERENCE, "duplicate_reference", CRN_CLASS_INPUT},
    {95, CRN_ERROR_END_BEFORE_START, "end_before_start", CRN_CLASS_INPUT},
    {96, CRN_ERROR_MISSING_FILE, "missing_file", CRN_CLASS_INPUT},
    {97, CRN_ERROR_NOT_A_FILE, "not_a_file", CRN_CLASS_INPUT},
    {98, CRN_ERROR_UNREADABLE_FILE, "unreadable_file", CRN_CLASS_INPUT},
    {99, CRN_ERROR_EMPTY_FILE, "empty_file", CRN_CLASS_INPUT},
    {100, CRN_ERROR_BAD_ENCODING, "bad_encoding", CRN_CLASS_INPUT},
    {101, CRN_ERROR_UNSUPPORTED_ENCODING, "unsupported_encoding", CRN_CLASS_INPUT},
    {102, CRN_ERROR_BAD_QUOTE, "bad_quote", CRN_CLASS_INPUT},
    {103, CRN_ERROR_MISSING_COLUMN, "missing_column", CRN_CLASS_INPUT},
    {104, CRN_ERROR_DUPLICATE_COLUMN, "duplicate_column", CRN_CLASS_INPUT},
    {105, CRN_ERROR_NAMELESS_COLUMN, "nameless_column", CRN_CLASS_INPUT},
    {106, CRN_ERROR_WRONG_CELL_COUNT, "wrong_cell_count", CRN_CLASS_INPUT},
    {107, CRN_ERROR_MISSING_VALUE, "missing_value", CRN_CLASS_INPUT},
    {108, CRN_ERROR_SEVERAL_DEPARTEMENTS, "several_departements", CRN_CLASS_INPUT},
    {110, CRN_ERROR_CONFLICT, "conflict", CRN_CLASS_FAILED},
    {111, CRN_ERROR_UNCONFIRMED, "unconfirmed", CRN_CLASS_FAILED},
    {112, CRN_ERROR_STORAGE_FAILED, "storage_failed", CRN_CLASS_FAILED},
    {113, CRN_ERROR_STORAGE_FULL, "storage_full", CRN_CLASS_FAILED},
    {114, CRN_ERROR_STORAGE_READ_ONLY, "storage_read_only", CRN_CLASS_FAILED},
    {115, CRN_ERROR_STORAGE_NEWER, "storage_newer", CRN_CLASS_FAILED},
    {116, CRN_ERROR_STORAGE_CORRUPT, "storage_corrupt", CRN_CLASS_FAILED},
    {117, CRN_ERROR_STORAGE_MISSING, "storage_missing", CRN_CLASS_FAILED},
    {118, CRN_ERROR_HOST_ERROR, "host_error", CRN_CLASS_FAILED},
    {119, CRN_ERROR_NO_MEMORY, "no_memory", CRN_CLASS_FAILED},
    {120, CRN_ERROR_UNSUPPORTED, "unsupported", CRN_CLASS_FAILED},
    {121, CRN_ERROR_DELIVERY_FAILED, "delivery_failed", CRN_CLASS_FAILED},
    {122, CRN_ERROR_DELIVERY_UNCERTAIN, "delivery_uncertain", CRN_CLASS_FAILED},
    {123, CRN_ERROR_STORAGE_UNREACHABLE, "storage_unreachable", CRN_CLASS_FAILED},
    {124, CRN_ERROR_STORAGE_DENIED, "storage_denied", CRN_CLASS_FAILED},
};

enum { PUBLISHED_COUNT = sizeof published / sizeof published[0] };

static void codes_keep_their_numbers_names_and_classes(void** state) {
  (void)state;
  for (size_t index = 0; index < PUBLISHED_COUNT; ++index) {
    const published_code* it = &published[index];
    assert_int_equal(it->code, it->number);
    EXPECT_TEXT(crn_status_name(it->code), it->name);
    assert_int_equal(crn_status_class(it->code), it->class_of_it);
    assert_true(crn_status_meaning(it->code).size > 0);
  }
}

static int is_published(crn_status code) {
  for (size_t index = 0; index < PUBLISHED_COUNT; ++index)
    if (published[index].code == code) return 1;
  return 0;
}

static void other_numbers_are_unknown(void** state) {
  (void)state;
  const crn_status others[] = {-1, 4, 79, 109, 125, 999, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < sizeof others / sizeof others[0]; ++index) {
    EXPECT_TEXT(crn_status_name(others[index]), "unknown");
    assert_int_equal(crn_status_class(others[index]), 0);
    (void)crn_status_meaning(others[index]);
  }
  for (crn_status code = 1; code < 200; ++code)
    assert_int_equal(crn_status_class(code) != 0, is_published(code));
}

static void success_is_ok_and_of_no_class(void** state) {
  (void)state;
  EXPECT_TEXT(crn_status_name(CRN_OK), "ok");
  assert_int_equal(crn_status_class(CRN_OK), 0);
}

static void meanings_are_those_of_the_list(void** state) {
  (void)state;
  EXPECT_TEXT(crn_status_meaning(CRN_ERROR_SLOT_TAKEN), "the slot is reserved already");
  EXPECT_TEXT(crn_status_meaning(CRN_ERROR_TOO_LATE),
              "the deadline for a school's cancellation has passed");
}

static void names_end_with_nul(void** state) {
  (void)state;
  const crn_text name = crn_status_name(CRN_ERROR_SLOT_TAKEN);
  assert_int_equal(name.data[name.size], 0);
  const crn_text meaning = crn_status_meaning(CRN_ERROR_SLOT_TAKEN);
  assert_int_equal(meaning.data[meaning.size], 0);
}

/* ---- What an error says ------------------------------------------------------------------ */

static crn_error* taken_slot_error(const busy_office* busy) {
  crn_reserve_slots command = busy->reserve;
  const crn_slot taken = slot_of(busy->planned, 1);
  command.slots = &taken;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_SLOT_TAKEN,
             crn_engine_reserve_slots(busy->office.engine, &busy->office.by_office, &command, NULL,
                                      error));
  return why;
}

static void an_error_names_the_slot_that_is_taken(void** state) {
  const busy_office* busy = *state;
  crn_error* why = taken_slot_error(busy);
  assert_int_equal(crn_error_code(why), CRN_ERROR_SLOT_TAKEN);
  assert_int_equal(crn_error_subject_count(why), 1);
  crn_subject subject;
  DONE(crn_error_subjects(why, 0, 1, &subject, sizeof subject, error));
  assert_int_equal(subject.kind, CRN_SUBJECT_SLOT);
  assert_int_equal(subject.id, busy->planned);
  assert_int_equal(subject.plan, 1);
  assert_int_equal(subject.ordinal, 1);
  assert_int_equal(subject.departement.code[0], 0);
  crn_error_destroy(why);
}

static void an_error_says_itself_in_both_languages(void** state) {
  const busy_office* busy = *state;
  crn_error* why = taken_slot_error(busy);
  const crn_text french = crn_error_message(why, CRN_LANGUAGE_FRENCH);
  EXPECT_PART(french, "est déjà réservé");
  assert_int_equal(french.data[french.size], 0);
  EXPECT_PART(crn_error_message(why, CRN_LANGUAGE_ENGLISH), "reserved");
  /* Written once, it stays where it is. */
  assert_ptr_equal(crn_error_message(why, CRN_LANGUAGE_FRENCH).data, french.data);
  crn_error_destroy(why);
}

static void an_error_gives_the_limit_and_what_was_asked_for(void** state) {
  const busy_office* busy = *state;
  crn_reserve_wish wish = busy->wish;
  wish.units = 5;
  crn_error* why = NULL;
  FAILS_WITH(
      why, CRN_ERROR_NOT_ENOUGH_SLOTS,
      crn_engine_reserve_wish(busy->office.engine, &busy->office.by_office, &wish, NULL, error));
  assert_int_equal(crn_error_limit(why), 4);
  assert_int_equal(crn_error_actual(why), 5);
  EXPECT_EMPTY(crn_error_text(why));
  crn_error_destroy(why);
}

static void an_error_gives_the_offending_text(void** state) {
  const busy_office* busy = *state;
  crn_call call = busy->office.by_office;
  call.request = crn_text_of("two\nlines");
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_BAD_TEXT,
             crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error));
  EXPECT_TEXT(crn_error_text(why), "two\nlines");
  crn_error_destroy(why);
}

static void an_error_names_a_departement_by_its_code(void** state) {
  const busy_office* busy = *state;
  crn_call call = busy->office.by_office;
  call.departement = crn_departement_of("75");
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_FOREIGN_DEPARTEMENT,
             crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error));
  crn_subject subjects[2];
  DONE(crn_error_subjects(why, 0, 2, subjects, sizeof subjects[0], error));
  assert_int_equal(subjects[0].kind, CRN_SUBJECT_DEPARTEMENT);
  assert_string_equal(subjects[0].departement.code, "75");
  assert_int_equal(subjects[1].kind, CRN_SUBJECT_OFFICE);
  assert_int_equal(subjects[1].id, BER_93);
  crn_error_destroy(why);
}

static void an_error_about_no_thing_has_no_subject(void** state) {
  const busy_office* busy = *state;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_NOT_ALLOWED,
             crn_engine_set_rules(busy->office.engine, &busy->office.by_office, &busy->set_rules,
                                  NULL, error));
  assert_int_equal(crn_error_subject_count(why), 0);
  DONE(crn_error_subjects(why, 0, 0, NULL, sizeof(crn_subject), error));
  crn_error_destroy(why);
}

/* ---- The deadline of an error ------------------------------------------------------------ */

static void a_school_that_is_too_late_is_told_the_whole_deadline(void** state) {
  const busy_office* busy = *state;
  crn_error* why = too_late_error(busy);
  crn_deadline deadline;
  CRN_INIT(deadline);
  DONE(crn_error_deadline(why, &deadline, error));
  assert_true(deadline.closes_at == utc(MONDAY - 6, 22, 0, 0));
  assert_int_equal(deadline.closes_at_local, at(MONDAY - 5, 0, 0));
  assert_int_equal(deadline.last_day, MONDAY - 6);
  assert_int_equal(deadline.days, 6);
  assert_int_equal(deadline.counting, CRN_COUNTING_CALENDAR);
  EXPECT_TEXT(deadline.zone, "Europe/Paris");
  assert_true(crn_error_limit(why) == deadline.closes_at);
  assert_true(crn_error_actual(why) == utc(MONDAY - 3, 8, 0, 0));
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_RESERVATION, busy->reservation);
  EXPECT_SUBJECT(why, 1, CRN_SUBJECT_DATE, MONDAY);
  EXPECT_SUBJECT(why, 2, CRN_SUBJECT_OFFICE, BER_93);
  crn_error_destroy(why);
}

static void no_other_error_has_a_deadline(void** state) {
  const busy_office* busy = *state;
  crn_error* why = taken_slot_error(busy);
  crn_deadline deadline;
  CRN_INIT(deadline);
  deadline.closes_at = 1;
  NAMES("error", crn_error_deadline(why, &deadline, error));
  assert_true(deadline.closes_at == 0);
  assert_int_equal(deadline.struct_size, sizeof deadline);
  crn_error_destroy(why);
}

/* ---- Whose it is ------------------------------------------------------------------------- */

static void an_error_may_be_left_out(void** state) {
  const busy_office* busy = *state;
  assert_int_equal(crn_engine_set_rules(busy->office.engine, &busy->office.by_office,
                                        &busy->set_rules, NULL, NULL),
                   CRN_ERROR_NOT_ALLOWED);
}

static void an_error_outlives_what_it_came_from(void** state) {
  (void)state;
  void* its_state = NULL;
  open_busy_office(&its_state);
  busy_office* busy = its_state;
  crn_error* why = too_late_error(busy);
  close_busy_office(&its_state);
  crn_deadline deadline;
  CRN_INIT(deadline);
  DONE(crn_error_deadline(why, &deadline, error));
  EXPECT_TEXT(deadline.zone, "Europe/Paris");
  EXPECT_PART(crn_error_message(why, CRN_LANGUAGE_FRENCH), "15 juin 2026");
  EXPECT_SUBJECT(why, 2, CRN_SUBJECT_OFFICE, BER_93);
  crn_error_destroy(why);
  /* The zone's name lives as long as the library. */
  EXPECT_TEXT(deadline.zone, "Europe/Paris");
}

int run_errors_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(codes_keep_their_numbers_names_and_classes),
      cmocka_unit_test(other_numbers_are_unknown),
      cmocka_unit_test(success_is_ok_and_of_no_class),
      cmocka_unit_test(meanings_are_those_of_the_list),
      cmocka_unit_test(names_end_with_nul),
      IN_A_BUSY_OFFICE(an_error_names_the_slot_that_is_taken),
      IN_A_BUSY_OFFICE(an_error_says_itself_in_both_languages),
      IN_A_BUSY_OFFICE(an_error_gives_the_limit_and_what_was_asked_for),
      IN_A_BUSY_OFFICE(an_error_gives_the_offending_text),
      IN_A_BUSY_OFFICE(an_error_names_a_departement_by_its_code),
      IN_A_BUSY_OFFICE(an_error_about_no_thing_has_no_subject),
      IN_A_BUSY_OFFICE(a_school_that_is_too_late_is_told_the_whole_deadline),
      IN_A_BUSY_OFFICE(no_other_error_has_a_deadline),
      IN_A_BUSY_OFFICE(an_error_may_be_left_out),
      cmocka_unit_test(an_error_outlives_what_it_came_from),
  };
  return cmocka_run_group_tests_name("errors", tests, NULL, NULL);
}
