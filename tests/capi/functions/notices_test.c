#include "every_command.h"
#include "fingerprint.h"
#include "recording_notifier.h"
#include "tests.h"

static crn_rows* notices_of(const office_93* office, int32_t status) {
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(office->engine, &office->the_operator, status, 0, 0, &rows, error));
  return rows;
}

static crn_notice_facts facts_at(const crn_rows* rows, size_t place) {
  crn_notice_facts facts;
  DONE(crn_notice_get(crn_rows_notice(rows, place), &facts, sizeof facts, error));
  return facts;
}

static crn_delivery_state state_at(const crn_rows* rows, size_t place) {
  crn_delivery_state delivery;
  DONE(crn_rows_delivery_states(rows, place, 1, &delivery, sizeof delivery, error));
  return delivery;
}

static int64_t first_notice(const office_93* office) {
  crn_rows* rows = notices_of(office, 0);
  const int64_t id = facts_at(rows, 0).id;
  crn_rows_destroy(rows);
  return id;
}

/* ---- What they say ----------------------------------------------------------------------- */

static void say_what_was_reserved_and_to_whom(void** state) {
  const busy_office* busy = *state;
  crn_rows* rows = notices_of(&busy->office, 0);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 1);
  const crn_notice_facts facts = facts_at(rows, 0);
  assert_true(facts.id > 0);
  assert_int_equal(facts.kind, CRN_NOTICE_RESERVED);
  assert_int_equal(facts.to_school, SCHOOL_012);
  assert_int_equal(facts.to_office, 0);
  assert_int_equal(facts.from_office, BER_93);
  assert_true(facts.at == utc(FIRST_OF_JUNE, 8, 0, 0));
  assert_string_equal(facts.departement.code, "93");
  assert_int_equal(facts.line_count, 1);
  EXPECT_TEXT(facts.address, "ecole012@example.org");
  EXPECT_TEXT(facts.reply_to, "ber93@example.org");
  EXPECT_PART(facts.text, "15 juin 2026");
  EXPECT_PART(facts.html, "<");
  crn_notice_line line;
  DONE(crn_notice_lines(crn_rows_notice(rows, 0), 0, 1, &line, sizeof line, error));
  assert_int_equal(line.reservation, busy->reservation);
  assert_int_equal(line.school, SCHOOL_012);
  assert_int_equal(line.centre, ROSNY);
  assert_int_equal(line.inspector, IPCSR_07);
  assert_int_equal(line.category, CRN_CATEGORY_CE);
  assert_int_equal(line.start, at(MONDAY, 8, 30));
  assert_int_equal(line.end, at(MONDAY, 9, 30));
  assert_int_equal(line.units, 2);
  assert_int_not_equal(line.still_held, 0);
  assert_true(line.summary.size > 0);
  EXPECT_PART(line.location, "Rosny");
  crn_rows_destroy(rows);
}

static void of_a_schools_cancellation_are_two(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  DONE(crn_engine_cancel_by_school(office->engine, &office->by_school, &busy->cancel_by_school,
                                   NULL, error));
  crn_rows* rows = notices_of(office, 0);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 3);
  assert_int_equal(facts_at(rows, 1).kind, CRN_NOTICE_CANCELLED_BY_SCHOOL);
  assert_int_equal(facts_at(rows, 1).to_office, BER_93);
  assert_int_equal(facts_at(rows, 1).to_school, 0);
  assert_int_equal(facts_at(rows, 2).kind, CRN_NOTICE_CANCELLATION_CONFIRMED);
  assert_int_equal(facts_at(rows, 2).to_school, SCHOOL_012);
  assert_null(crn_rows_notice(rows, 3));
  crn_rows_destroy(rows);
}

static void are_written_in_the_language_of_the_engine(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options = engine_options_of(office);
  options.language = CRN_LANGUAGE_ENGLISH;
  crn_engine* english = NULL;
  DONE(crn_engine_create(&options, &english, error));
  DONE(crn_engine_reserve_slots(english, &office->by_office, &busy->reserve, NULL, error));
  crn_engine_destroy(english);
  crn_rows* rows = notices_of(office, 0);
  EXPECT_PART(facts_at(rows, 1).text, "15 June 2026");
  crn_rows_destroy(rows);
}

static void carry_facts_alone_where_no_language_is_wanted(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options = engine_options_of(office);
  options.language = CRN_LANGUAGE_NONE;
  crn_engine* silent = NULL;
  DONE(crn_engine_create(&options, &silent, error));
  DONE(crn_engine_reserve_slots(silent, &office->by_office, &busy->reserve, NULL, error));
  crn_engine_destroy(silent);
  crn_rows* rows = notices_of(office, 0);
  const crn_notice_facts facts = facts_at(rows, 1);
  EXPECT_EMPTY(facts.address);
  EXPECT_EMPTY(facts.text);
  assert_int_equal(facts.line_count, 1);
  crn_rows_destroy(rows);
}

static void are_not_made_for_simulations(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options = engine_options_of(office);
  options.no_notices = 1;
  crn_engine* simulated = NULL;
  DONE(crn_engine_create(&options, &simulated, error));
  DONE(crn_engine_reserve_slots(simulated, &office->by_office, &busy->reserve, NULL, error));
  crn_engine_destroy(simulated);
  assert_int_equal(notices_now(office, 0), 1);
}

/* ---- Listing ----------------------------------------------------------------------------- */

static void are_listed_by_status_and_by_id(void** state) {
  busy_office* busy = *state;
  const office_93* office = &busy->office;
  busy->reserve.school = SCHOOL_WITHOUT_MAIL;
  DONE(crn_engine_reserve_slots(office->engine, &office->by_office, &busy->reserve, NULL, error));
  assert_int_equal(notices_now(office, 0), 2);
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_PENDING), 1);
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_UNDELIVERABLE), 1);
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_DELIVERED), 0);
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(office->engine, &office->the_operator, 0, first_notice(office), 0, &rows,
                          error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 1);
  assert_int_equal(facts_at(rows, 0).to_school, SCHOOL_WITHOUT_MAIL);
  assert_int_equal(state_at(rows, 0).status, CRN_NOTICE_STATUS_UNDELIVERABLE);
  crn_rows_destroy(rows);
  DONE(crn_engine_notices(office->engine, &office->the_operator, 0, 0, 1, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 1);
  assert_int_equal(facts_at(rows, 0).to_school, SCHOOL_012);
  crn_rows_destroy(rows);
}

/* ---- Sending ----------------------------------------------------------------------------- */

static void are_sent_once(void** state) {
  const busy_office* busy = *state;
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, "250 ok", 0, 0, 0, 0, ""};
  const crn_sent sent = send_through(&busy->office, &recording);
  assert_int_equal(sent.delivered, 1);
  assert_int_equal(sent.failed, 0);
  assert_int_equal(recording.delivered, 1);
  assert_int_equal(recording.released, 1);
  assert_int_equal(recording.last_school, SCHOOL_012);
  assert_string_equal(recording.last_address, "ecole012@example.org");
  assert_int_equal(notices_now(&busy->office, CRN_NOTICE_STATUS_DELIVERED), 1);
  assert_int_equal(send_through(&busy->office, &recording).delivered, 0);
  assert_int_equal(recording.delivered, 1);
}

static void that_fail_are_tried_again_later(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  recording_notifier recording = {CRN_DELIVERY_FAILED, "451 later", 0, 0, 0, 0, ""};
  assert_int_equal(send_through(office, &recording).failed, 1);
  assert_int_equal(send_through(office, &recording).failed, 0);
  crn_rows* rows = notices_of(office, CRN_NOTICE_STATUS_PENDING);
  const crn_delivery_state delivery = state_at(rows, 0);
  assert_int_equal(delivery.attempts, 1);
  assert_int_equal(delivery.uncertain, 0);
  assert_true(delivery.next_attempt == utc(FIRST_OF_JUNE, 8, 1, 0));
  EXPECT_TEXT(delivery.last_error, "451 later");
  crn_rows_destroy(rows);
  set_clock(office, utc(FIRST_OF_JUNE, 8, 1, 0));
  recording.answer = CRN_DELIVERY_DELIVERED;
  assert_int_equal(send_through(office, &recording).delivered, 1);
}

static void of_which_nobody_knows_are_counted_as_uncertain(void** state) {
  const busy_office* busy = *state;
  const int32_t answers[] = {CRN_DELIVERY_UNCERTAIN, 0, -1, CRN_DELIVERY_UNCERTAIN + 1, INT32_MAX};
  for (int32_t index = 0; index < 5; ++index) {
    recording_notifier recording = {answers[index], NULL, 0, 0, 0, 0, ""};
    const crn_sent sent = send_through(&busy->office, &recording);
    assert_int_equal(sent.uncertain, 1);
    set_clock(&busy->office, utc(FIRST_OF_JUNE + 1 + index, 8, 0, 0));
  }
  crn_rows* rows = notices_of(&busy->office, CRN_NOTICE_STATUS_PENDING);
  assert_int_equal(state_at(rows, 0).uncertain, 5);
  assert_int_equal(state_at(rows, 0).attempts, 5);
  crn_rows_destroy(rows);
}

static void that_are_refused_are_dead(void** state) {
  const busy_office* busy = *state;
  recording_notifier recording = {CRN_DELIVERY_REFUSED, "550 no such mailbox", 0, 0, 0, 0, ""};
  assert_int_equal(send_through(&busy->office, &recording).dead, 1);
  crn_rows* rows = notices_of(&busy->office, CRN_NOTICE_STATUS_DEAD);
  EXPECT_TEXT(state_at(rows, 0).last_error, "550 no such mailbox");
  crn_rows_destroy(rows);
}

static void are_given_up_after_the_last_attempt(void** state) {
  const busy_office* busy = *state;
  recording_notifier recording = {CRN_DELIVERY_FAILED, NULL, 0, 0, 0, 0, ""};
  crn_send_options options;
  CRN_INIT(options);
  options.max_attempts = 1;
  crn_sent sent;
  CRN_INIT(sent);
  crn_notifier* notifier = notifier_of(&recording);
  DONE(crn_engine_send(busy->office.engine, &busy->office.the_operator, notifier, &options, &sent,
                       error));
  crn_notifier_destroy(notifier);
  assert_int_equal(sent.dead, 1);
}

static void are_sent_in_batches(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  reserve(office, busy->planned, 3, 1, SCHOOL_013);
  reserve(office, busy->planned, 4, 1, SCHOOL_013);
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  crn_send_options options;
  CRN_INIT(options);
  options.batch = 1;
  crn_sent sent;
  CRN_INIT(sent);
  crn_notifier* notifier = notifier_of(&recording);
  DONE(crn_engine_send(office->engine, &office->the_operator, notifier, &options, &sent, error));
  crn_notifier_destroy(notifier);
  assert_int_equal(sent.delivered, 3);
  assert_int_equal(sent.left + sent.lost + sent.failed, 0);
}

static void are_not_sent_with_options_that_make_no_sense(void** state) {
  const busy_office* busy = *state;
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  crn_notifier* notifier = notifier_of(&recording);
  const char* names[] = {"lease_seconds", "longest_delivery_seconds", "max_attempts",
                         "first_delay_seconds", "longest_delay_seconds"};
  for (size_t index = 0; index < 5; ++index) {
    crn_send_options options;
    CRN_INIT(options);
    int32_t* const fields[] = {&options.lease_seconds, &options.longest_delivery_seconds,
                               &options.max_attempts, &options.first_delay_seconds,
                               &options.longest_delay_seconds};
    *fields[index] = -1;
    crn_sent sent;
    CRN_INIT(sent);
    sent.delivered = 7;
    NAMES(names[index], crn_engine_send(busy->office.engine, &busy->office.the_operator, notifier,
                                        &options, &sent, error));
    assert_int_equal(sent.delivered, 0);
  }
  crn_notifier_destroy(notifier);
  assert_int_equal(recording.delivered, 0);
}

/* ---- Trying again ------------------------------------------------------------------------ */

static crn_status retry(const office_93* office, int64_t notice, const char* address,
                        crn_error** error) {
  return crn_engine_retry(office->engine, &office->the_operator, &notice, 1, crn_text_of(address),
                          error);
}

static void that_are_dead_can_be_sent_again(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  recording_notifier recording = {CRN_DELIVERY_REFUSED, NULL, 0, 0, 0, 0, ""};
  send_through(office, &recording);
  DONE(retry(office, first_notice(office), "autre@example.org", error));
  recording.answer = CRN_DELIVERY_DELIVERED;
  assert_int_equal(send_through(office, &recording).delivered, 1);
  assert_string_equal(recording.last_address, "autre@example.org");
}

static void without_an_address_can_be_sent_to_one(void** state) {
  busy_office* busy = *state;
  const office_93* office = &busy->office;
  busy->reserve.school = SCHOOL_WITHOUT_MAIL;
  DONE(crn_engine_reserve_slots(office->engine, &office->by_office, &busy->reserve, NULL, error));
  crn_rows* rows = notices_of(office, CRN_NOTICE_STATUS_UNDELIVERABLE);
  const int64_t notice = facts_at(rows, 0).id;
  crn_rows_destroy(rows);
  REFUSED(office, CRN_ERROR_BAD_ADDRESS, retry(office, notice, "", error));
  REFUSED(office, CRN_ERROR_BAD_ADDRESS, retry(office, notice, "none", error));
  REFUSED(office, CRN_ERROR_BAD_ADDRESS,
          retry(office, notice, "a@example.org\r\nBcc: b@example.org", error));
  DONE(retry(office, notice, "ecole016@example.org", error));
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_PENDING), 2);
}

static void that_are_neither_dead_nor_undeliverable_are_not_tried_again(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_UNKNOWN_NOTICE, retry(office, NOBODY, "", error));
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_NOTICE, NOBODY);
  crn_error_destroy(why);
  REFUSED(office, CRN_ERROR_UNKNOWN_NOTICE, retry(office, first_notice(office), "", error));
}

static void are_tried_again_all_or_none(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  recording_notifier recording = {CRN_DELIVERY_REFUSED, NULL, 0, 0, 0, 0, ""};
  send_through(office, &recording);
  const int64_t notices[] = {first_notice(office), NOBODY};
  REFUSED(
      office, CRN_ERROR_UNKNOWN_NOTICE,
      crn_engine_retry(office->engine, &office->the_operator, notices, 2, crn_text_of(""), error));
}

/* ---- Without an outbox ------------------------------------------------------------------- */

static void are_not_looked_for_beside_a_storage_of_ones_own(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_database* other = new_memory();
  crn_engine_options options = engine_options_of(office);
  options.storage = crn_database_storage(other);
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  crn_rows* rows = NULL;
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_engine_notices(engine, &office->the_operator, 0, 0, 0, &rows, error));
  crn_engine_destroy(engine);
  crn_database_destroy(other);
}

static void are_looked_for_beside_a_databases_own_storage(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options = engine_options_of(office);
  options.storage = crn_database_storage(office->database);
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(engine, &office->the_operator, 0, 0, 0, &rows, error));
  assert_true(crn_rows_count(rows, CRN_ROWS_NOTICES) > 0);
  crn_rows_destroy(rows);
  crn_engine_destroy(engine);
}

static void need_an_outbox(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options;
  CRN_INIT(options);
  options.storage = crn_database_storage(office->database);
  options.directory = crn_database_directory(office->database);
  options.clock = office->clock;
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  crn_notifier* notifier = notifier_of(&recording);
  crn_rows* rows = GARBAGE;
  const int64_t notice = 1;
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_engine_send(engine, &office->the_operator, notifier, NULL, NULL, error));
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_engine_notices(engine, &office->the_operator, 0, 0, 0, &rows, error));
  assert_null(rows);
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_engine_retry(engine, &office->the_operator, &notice, 1, crn_text_of(""), error));
  crn_notifier_destroy(notifier);
  crn_engine_destroy(engine);
  assert_int_equal(recording.delivered, 0);
}

static void lie_in_the_outbox_that_the_engine_was_given(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_engine_options options;
  CRN_INIT(options);
  options.storage = crn_database_storage(office->database);
  options.directory = crn_database_directory(office->database);
  options.outbox = crn_database_outbox(office->database);
  options.clock = office->clock;
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(engine, &office->the_operator, 0, 0, 0, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 1);
  crn_rows_destroy(rows);
  crn_engine_destroy(engine);
}

int run_notices_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(say_what_was_reserved_and_to_whom),
      IN_A_BUSY_OFFICE(of_a_schools_cancellation_are_two),
      IN_A_BUSY_OFFICE(are_written_in_the_language_of_the_engine),
      IN_A_BUSY_OFFICE(carry_facts_alone_where_no_language_is_wanted),
      IN_A_BUSY_OFFICE(are_not_made_for_simulations),
      IN_A_BUSY_OFFICE(are_listed_by_status_and_by_id),
      IN_A_BUSY_OFFICE(are_sent_once),
      IN_A_BUSY_OFFICE(that_fail_are_tried_again_later),
      IN_A_BUSY_OFFICE(of_which_nobody_knows_are_counted_as_uncertain),
      IN_A_BUSY_OFFICE(that_are_refused_are_dead),
      IN_A_BUSY_OFFICE(are_given_up_after_the_last_attempt),
      IN_A_BUSY_OFFICE(are_sent_in_batches),
      IN_A_BUSY_OFFICE(are_not_sent_with_options_that_make_no_sense),
      IN_A_BUSY_OFFICE(that_are_dead_can_be_sent_again),
      IN_A_BUSY_OFFICE(without_an_address_can_be_sent_to_one),
      IN_A_BUSY_OFFICE(that_are_neither_dead_nor_undeliverable_are_not_tried_again),
      IN_A_BUSY_OFFICE(are_tried_again_all_or_none),
      IN_A_BUSY_OFFICE(need_an_outbox),
      IN_A_BUSY_OFFICE(are_not_looked_for_beside_a_storage_of_ones_own),
      IN_A_BUSY_OFFICE(are_looked_for_beside_a_databases_own_storage),
      IN_A_BUSY_OFFICE(lie_in_the_outbox_that_the_engine_was_given),
  };
  return cmocka_run_group_tests_name("notices", tests, NULL, NULL);
}
