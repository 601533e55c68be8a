#include "one_of_each.h"
#include "recording_notifier.h"
#include "tests.h"

/* Nothing is asserted within a callback: an assertion would jump out of it. */

enum { AT_NONE, AT_LEASE, AT_REPORT, AT_NOTICES, AT_RETRY };

/** An outbox with one notice. */
typedef struct c_outbox {
  crn_delivery_state delivery;
  int32_t fails_at; /**< AT_ */
  crn_status fails_with;
  const char* says;
  int loses_leases; /**< not zero: every report comes too late */

  /** \name What it saw */
  int64_t leased_at;
  int64_t leased_until;
  size_t lease_limit;
  crn_delivery_report report; /**< the last one; its text is gone */
  size_t reports;
  int64_t retried;
  int64_t retried_at;
  size_t released;
} c_outbox;

static int fails(const c_outbox* it, int32_t at_callback, crn_answer* answer) {
  if (it->fails_at != at_callback) return 0;
  if (it->says != NULL) crn_answer_set_text(answer, crn_text_of(it->says));
  return 1;
}

static crn_status give(const c_outbox* it, crn_rows* rows) {
  const crn_notice_facts facts = a_notice();
  const crn_notice_line line = a_notice_line();
  return crn_rows_add_notice(rows, &facts, sizeof facts, &line, 1, sizeof line, &it->delivery,
                             sizeof it->delivery, NULL);
}

static crn_status lease(void* user_data, int64_t now, int64_t until, size_t limit, crn_rows* rows,
                        crn_answer* answer) {
  c_outbox* it = user_data;
  if (fails(it, AT_LEASE, answer)) return it->fails_with;
  it->leased_at = now;
  it->leased_until = until;
  it->lease_limit = limit;
  if (it->delivery.status != CRN_NOTICE_STATUS_PENDING || it->delivery.next_attempt > now)
    return CRN_OK;
  ++it->delivery.lease;
  return give(it, rows);
}

static crn_status report(void* user_data, const crn_delivery_report* its_report, int32_t* recorded,
                         crn_answer* answer) {
  c_outbox* it = user_data;
  if (fails(it, AT_REPORT, answer)) return it->fails_with;
  it->report = *its_report;
  ++it->reports;
  /* Whoever has it leased meanwhile sends it later. */
  it->delivery.next_attempt = its_report->next_attempt;
  if (it->loses_leases) it->delivery.next_attempt = INT64_MAX;
  *recorded = !it->loses_leases;
  if (it->loses_leases) return CRN_OK;
  it->delivery.status = its_report->status;
  ++it->delivery.attempts;
  return CRN_OK;
}

static crn_status notices(void* user_data, int32_t status, int64_t after, size_t limit,
                          crn_rows* rows, crn_answer* answer) {
  c_outbox* it = user_data;
  if (fails(it, AT_NOTICES, answer)) return it->fails_with;
  const int is_wanted = status == 0 || status == it->delivery.status;
  return is_wanted && after < 71 && limit > 0 ? give(it, rows) : CRN_OK;
}

static crn_status retry(void* user_data, const int64_t* its_notices, size_t count, crn_text address,
                        int64_t now, crn_answer* answer) {
  c_outbox* it = user_data;
  (void)address;
  if (fails(it, AT_RETRY, answer)) return it->fails_with;
  if (count != 1 || its_notices[0] != 71) return CRN_ERROR_UNKNOWN_NOTICE;
  it->retried = its_notices[0];
  it->retried_at = now;
  it->delivery.status = CRN_NOTICE_STATUS_PENDING;
  return CRN_OK;
}

static void release(void* user_data) {
  c_outbox* it = user_data;
  ++it->released;
}

static crn_outbox* outbox_of(c_outbox* it) {
  crn_outbox_port port;
  CRN_INIT(port);
  port.user_data = it;
  port.release = release;
  port.lease = lease;
  port.report = report;
  port.notices = notices;
  port.retry = retry;
  crn_outbox* outbox = NULL;
  DONE(crn_outbox_create(&port, &outbox, error));
  return outbox;
}

/* An office whose engine has that outbox. */
static void start_with(office_93* office, c_outbox* it) {
  memset(it, 0, sizeof *it);
  it->delivery = a_delivery_state();
  it->delivery.next_attempt = utc(FIRST_OF_JUNE, 7, 0, 0);
  it->delivery.attempts = 0;
  start_office(office, new_memory());
  crn_engine_destroy(office->engine);
  crn_engine_options options = engine_options_of(office);
  options.outbox = outbox_of(it);
  DONE(crn_engine_create(&options, &office->engine, error));
  crn_outbox_destroy(options.outbox);
}

/* ---- At work ----------------------------------------------------------------------------- */

static void leases_what_is_due_and_hears_how_it_ended(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, "250 ok", 0, 0, 0, 0, ""};
  assert_int_equal(send_through(&office, &recording).delivered, 1);
  assert_int_equal(recording.last_notice, 71);
  assert_true(outbox.leased_at == utc(FIRST_OF_JUNE, 8, 0, 0));
  assert_true(outbox.leased_until == utc(FIRST_OF_JUNE, 8, 5, 0));
  assert_int_equal(outbox.lease_limit, 50);
  assert_int_equal(outbox.reports, 1);
  assert_int_equal(outbox.report.notice, 71);
  assert_int_equal(outbox.report.lease, outbox.delivery.lease);
  assert_int_equal(outbox.report.delivery, CRN_DELIVERY_DELIVERED);
  assert_int_equal(outbox.report.status, CRN_NOTICE_STATUS_DELIVERED);
  assert_true(outbox.report.at == utc(FIRST_OF_JUNE, 8, 0, 0));
  stop_office(&office);
  assert_int_equal(outbox.released, 1);
}

static void hears_when_to_try_again(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  recording_notifier recording = {CRN_DELIVERY_FAILED, "451 later", 0, 0, 0, 0, ""};
  assert_int_equal(send_through(&office, &recording).failed, 1);
  assert_int_equal(outbox.report.status, CRN_NOTICE_STATUS_PENDING);
  assert_int_equal(outbox.report.delivery, CRN_DELIVERY_FAILED);
  assert_true(outbox.report.next_attempt == utc(FIRST_OF_JUNE, 8, 1, 0));
  stop_office(&office);
}

static void may_have_given_the_lease_to_another(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  outbox.loses_leases = 1;
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  assert_int_equal(send_through(&office, &recording).lost, 1);
  stop_office(&office);
}

static void lists_its_notices(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  assert_int_equal(notices_now(&office, 0), 1);
  assert_int_equal(notices_now(&office, CRN_NOTICE_STATUS_DEAD), 0);
  stop_office(&office);
}

static void makes_notices_pending_again(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  outbox.delivery.status = CRN_NOTICE_STATUS_DEAD;
  const int64_t known = 71;
  const int64_t unknown = 72;
  DONE(crn_engine_retry(office.engine, &office.the_operator, &known, 1, crn_text_of(""), error));
  assert_int_equal(outbox.retried, 71);
  assert_true(outbox.retried_at == utc(FIRST_OF_JUNE, 8, 0, 0));
  FAILS(CRN_ERROR_UNKNOWN_NOTICE,
        crn_engine_retry(office.engine, &office.the_operator, &unknown, 1, crn_text_of(""), error));
  stop_office(&office);
}

/* ---- That fails -------------------------------------------------------------------------- */

static crn_status ask(const office_93* office, int32_t at_callback, crn_error** error) {
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  crn_rows* rows = NULL;
  const int64_t notice = 71;
  if (at_callback == AT_NOTICES)
    return crn_engine_notices(office->engine, &office->the_operator, 0, 0, 0, &rows, error);
  if (at_callback == AT_RETRY)
    return crn_engine_retry(office->engine, &office->the_operator, &notice, 1, crn_text_of(""),
                            error);
  crn_notifier* notifier = notifier_of(&recording);
  const crn_status status =
      crn_engine_send(office->engine, &office->the_operator, notifier, NULL, NULL, error);
  crn_notifier_destroy(notifier);
  return status;
}

static void fails_with_the_codes_of_a_storage(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  outbox.says = "file en panne";
  for (int32_t callback = AT_LEASE; callback <= AT_RETRY; ++callback)
    for (crn_status code = CRN_ERROR_STORAGE_FAILED; code <= CRN_ERROR_NO_MEMORY; ++code) {
      outbox.fails_at = callback;
      outbox.fails_with = code;
      crn_error* why = NULL;
      FAILS_WITH(why, code, ask(&office, callback, error));
      /* There may be no memory left for words. */
      if (code != CRN_ERROR_NO_MEMORY) EXPECT_TEXT(crn_error_text(why), "file en panne");
      crn_error_destroy(why);
    }
  stop_office(&office);
}

static void fails_with_the_codes_that_it_may_give(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  outbox.fails_at = AT_RETRY;
  outbox.fails_with = CRN_ERROR_BAD_ADDRESS;
  FAILS(CRN_ERROR_BAD_ADDRESS, ask(&office, AT_RETRY, error));
  outbox.fails_with = CRN_ERROR_UNKNOWN_NOTICE;
  FAILS(CRN_ERROR_UNKNOWN_NOTICE, ask(&office, AT_RETRY, error));
  outbox.fails_at = AT_REPORT;
  FAILS(CRN_ERROR_UNKNOWN_NOTICE, ask(&office, AT_REPORT, error));
  stop_office(&office);
}

static void that_answers_nonsense_fails_as_the_host(void** state) {
  (void)state;
  office_93 office;
  c_outbox outbox;
  start_with(&office, &outbox);
  const crn_status nonsense[] = {-1, 4, 999, CRN_ERROR_PAST, INT32_MIN, INT32_MAX};
  for (int32_t callback = AT_LEASE; callback <= AT_RETRY; ++callback)
    for (size_t index = 0; index < sizeof nonsense / sizeof nonsense[0]; ++index) {
      outbox.fails_at = callback;
      outbox.fails_with = nonsense[index];
      FAILS(CRN_ERROR_HOST_ERROR, ask(&office, callback, error));
    }
  stop_office(&office);
}

int run_outbox_port_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(leases_what_is_due_and_hears_how_it_ended),
      cmocka_unit_test(hears_when_to_try_again),
      cmocka_unit_test(may_have_given_the_lease_to_another),
      cmocka_unit_test(lists_its_notices),
      cmocka_unit_test(makes_notices_pending_again),
      cmocka_unit_test(fails_with_the_codes_of_a_storage),
      cmocka_unit_test(fails_with_the_codes_that_it_may_give),
      cmocka_unit_test(that_answers_nonsense_fails_as_the_host),
  };
  return cmocka_run_group_tests_name("outbox_port", tests, NULL, NULL);
}
