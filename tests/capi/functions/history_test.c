#include "every_command.h"
#include "tests.h"

static crn_event_filter whole_history(void) {
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = crn_departement_of("93");
  return filter;
}

static crn_rows* history_of(const office_93* office, const crn_event_filter* filter,
                            const crn_page* page) {
  crn_rows* rows = NULL;
  DONE(crn_engine_history(office->engine, &office->ber_93, filter, page, &rows, error));
  return rows;
}

static crn_event_head head_at(const crn_rows* rows, size_t place) {
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(crn_rows_event(rows, place), &head, error));
  return head;
}

static size_t events_of(const office_93* office, const crn_event_filter* filter) {
  crn_rows* rows = history_of(office, filter, NULL);
  const size_t count = crn_rows_count(rows, CRN_ROWS_EVENTS);
  crn_rows_destroy(rows);
  return count;
}

static void tells_every_change_by_number(void** state) {
  const busy_office* busy = *state;
  const int32_t commands[] = {CRN_COMMAND_CREATE_SESSIONS, CRN_COMMAND_PLAN_SESSIONS,
                              CRN_COMMAND_CREATE_SESSIONS, CRN_COMMAND_RESERVE_SLOTS,
                              CRN_COMMAND_BLOCK_SLOTS,     CRN_COMMAND_ADD_CLOSURE};
  const crn_event_filter filter = whole_history();
  crn_rows* rows = history_of(&busy->office, &filter, NULL);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 6);
  for (size_t place = 0; place < 6; ++place) {
    const crn_event_head head = head_at(rows, place);
    assert_int_equal(head.number, place + 1);
    assert_int_equal(head.command, commands[place]);
    assert_int_equal(head.who, BER_93);
  }
  assert_int_equal(crn_rows_number(rows), 6);
  assert_null(crn_rows_event(rows, 6));
  assert_null(crn_rows_event(rows, SIZE_MAX));
  crn_rows_destroy(rows);
}

static void tells_what_changed_since(void** state) {
  const busy_office* busy = *state;
  crn_event_filter filter = whole_history();
  filter.after = 4;
  crn_rows* rows = history_of(&busy->office, &filter, NULL);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 2);
  assert_int_equal(head_at(rows, 0).number, 5);
  crn_rows_destroy(rows);
  filter.after = 6;
  assert_int_equal(events_of(&busy->office, &filter), 0);
  filter.after = INT64_MAX;
  assert_int_equal(events_of(&busy->office, &filter), 0);
}

static void tells_what_became_of_one_thing(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_event_filter filter = whole_history();
  filter.session = busy->available;
  assert_int_equal(events_of(office, &filter), 1);
  filter = whole_history();
  filter.reservation = busy->reservation;
  assert_int_equal(events_of(office, &filter), 1);
  filter = whole_history();
  filter.school = SCHOOL_012;
  assert_int_equal(events_of(office, &filter), 1);
  filter.school = SCHOOL_013;
  assert_int_equal(events_of(office, &filter), 0);
  filter = whole_history();
  filter.session = NOBODY;
  assert_int_equal(events_of(office, &filter), 0);
}

static void comes_in_pages(void** state) {
  const busy_office* busy = *state;
  const crn_event_filter filter = whole_history();
  crn_page page;
  CRN_INIT(page);
  page.limit = 4;
  crn_rows* rows = history_of(&busy->office, &filter, &page);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 4);
  assert_int_equal(crn_rows_next(rows, &page.after), 1);
  crn_rows_destroy(rows);
  rows = history_of(&busy->office, &filter, &page);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 2);
  assert_int_equal(head_at(rows, 0).number, 5);
  assert_int_equal(crn_rows_next(rows, &page.after), 0);
  crn_rows_destroy(rows);
}

static void of_another_departement_is_its_own(void** state) {
  const busy_office* busy = *state;
  crn_event_filter filter = whole_history();
  filter.departement = crn_departement_of("75");
  crn_rows* rows = NULL;
  DONE(crn_engine_history(busy->office.engine, &busy->office.ber_75, &filter, NULL, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 0);
  assert_int_equal(crn_rows_number(rows), 0);
  crn_rows_destroy(rows);
}

/* ---- The journal of refusals ------------------------------------------------------------- */

static crn_rows* journal_of(const office_93* office) {
  crn_rows* rows = NULL;
  DONE(crn_engine_refusals(office->engine, &office->the_operator, office->in_93, NULL, &rows,
                           error));
  return rows;
}

static size_t refusals_of(const office_93* office) {
  crn_rows* rows = journal_of(office);
  const size_t count = crn_rows_count(rows, CRN_ROWS_REFUSALS);
  crn_rows_destroy(rows);
  return count;
}

static void keeps_what_a_school_was_refused(void** state) {
  busy_office* busy = *state;
  busy->office.school_012.subject = crn_text_of("pseudonym");
  busy->office.by_school.request = crn_text_of("r-1");
  crn_error* why = too_late_error(busy);
  crn_rows* rows = journal_of(&busy->office);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_REFUSALS), 1);
  crn_refusal kept;
  DONE(crn_rows_refusals(rows, 0, 1, &kept, sizeof kept, error));
  assert_int_equal(kept.command, CRN_COMMAND_CANCEL_BY_SCHOOL);
  assert_int_equal(kept.role, CRN_ROLE_SCHOOL);
  assert_int_equal(kept.who, SCHOOL_012);
  assert_int_equal(kept.code, CRN_ERROR_TOO_LATE);
  assert_true(kept.at == utc(MONDAY - 3, 8, 0, 0));
  assert_true(kept.limit == crn_error_limit(why));
  assert_true(kept.actual == crn_error_actual(why));
  assert_string_equal(kept.departement.code, "93");
  EXPECT_TEXT(kept.subject, "pseudonym");
  EXPECT_TEXT(kept.request, "r-1");
  assert_int_equal(kept.slot_count, 2);
  assert_int_equal(kept.slots[0].session, busy->planned);
  assert_int_equal(kept.slots[1].ordinal, 1);
  crn_rows_destroy(rows);
  crn_error_destroy(why);
}

static void keeps_what_was_proposed_and_not_what_was_previewed(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = office->by_school;
  set_clock(office, utc(MONDAY - 3, 8, 0, 0));
  call.mode = CRN_MODE_PREVIEW;
  FAILS(CRN_ERROR_TOO_LATE,
        crn_engine_cancel_by_school(office->engine, &call, &busy->cancel_by_school, NULL, error));
  assert_int_equal(refusals_of(office), 0);
  call.mode = CRN_MODE_PROPOSE;
  FAILS(CRN_ERROR_TOO_LATE,
        crn_engine_cancel_by_school(office->engine, &call, &busy->cancel_by_school, NULL, error));
  assert_int_equal(refusals_of(office), 1);
}

static void keeps_the_refusals_of_an_office_where_the_rules_want_it(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_reserve_slots taken = busy->reserve;
  const crn_slot slot = slot_of(busy->planned, 0);
  taken.slots = &slot;
  FAILS(CRN_ERROR_SLOT_TAKEN,
        crn_engine_reserve_slots(office->engine, &office->by_office, &taken, NULL, error));
  assert_int_equal(refusals_of(office), 0);
  set_rule(office, "refusals.journal", "all");
  FAILS(CRN_ERROR_SLOT_TAKEN,
        crn_engine_reserve_slots(office->engine, &office->by_office, &taken, NULL, error));
  assert_int_equal(refusals_of(office), 1);
}

static void keeps_nothing_where_the_rules_or_the_engine_say_so(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options = engine_options_of(office);
  options.no_refusals_journal = 1;
  crn_engine* silent = NULL;
  DONE(crn_engine_create(&options, &silent, error));
  set_clock(office, utc(MONDAY - 3, 8, 0, 0));
  FAILS(CRN_ERROR_TOO_LATE, crn_engine_cancel_by_school(silent, &office->by_school,
                                                        &busy->cancel_by_school, NULL, error));
  crn_engine_destroy(silent);
  set_rule(office, "refusals.journal", "none");
  FAILS(CRN_ERROR_TOO_LATE, crn_engine_cancel_by_school(office->engine, &office->by_school,
                                                        &busy->cancel_by_school, NULL, error));
  assert_int_equal(refusals_of(office), 0);
}

int run_history_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(tells_every_change_by_number),
      IN_A_BUSY_OFFICE(tells_what_changed_since),
      IN_A_BUSY_OFFICE(tells_what_became_of_one_thing),
      IN_A_BUSY_OFFICE(comes_in_pages),
      IN_A_BUSY_OFFICE(of_another_departement_is_its_own),
      IN_A_BUSY_OFFICE(keeps_what_a_school_was_refused),
      IN_A_BUSY_OFFICE(keeps_what_was_proposed_and_not_what_was_previewed),
      IN_A_BUSY_OFFICE(keeps_the_refusals_of_an_office_where_the_rules_want_it),
      IN_A_BUSY_OFFICE(keeps_nothing_where_the_rules_or_the_engine_say_so),
  };
  return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
