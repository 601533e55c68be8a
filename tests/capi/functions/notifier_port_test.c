#include "every_command.h"
#include "tests.h"

/** Counts and looks into what it is handed. */
typedef struct curious_notifier {
  crn_status answers[4];
  crn_text said;
  size_t logged;
  int32_t last_level;
  size_t delivered;
} curious_notifier;

/* Nothing is asserted within a callback: an assertion would jump out of it. */
static int32_t deliver(void* user_data, const crn_notice* notice, crn_answer* answer) {
  curious_notifier* it = user_data;
  crn_notice_facts facts;
  crn_notice_line line;
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.domain = crn_text_of("example.org");
  crn_string* bytes = NULL;
  ++it->delivered;
  it->answers[0] = crn_notice_get(notice, &facts, sizeof facts, NULL);
  it->answers[1] = crn_notice_lines(notice, 0, 1, &line, sizeof line, NULL);
  it->answers[2] = crn_notice_lines(notice, 0, 2, &line, sizeof line, NULL);
  it->answers[3] = crn_notice_mail(notice, &identity, &bytes, NULL);
  crn_string_destroy(bytes);
  crn_answer_set_text(answer, crn_text_of("the first text"));
  crn_answer_set_text(answer, it->said);
  return CRN_DELIVERY_FAILED;
}

static void log_it(void* log_data, int32_t level, crn_text message) {
  curious_notifier* it = log_data;
  if (message.size == 0) return;
  ++it->logged;
  it->last_level = level;
}

static void send(const busy_office* busy, curious_notifier* it) {
  crn_notifier_port port;
  CRN_INIT(port);
  port.user_data = it;
  port.deliver = deliver;
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create(&port, &notifier, error));
  crn_engine_options options = engine_options_of(&busy->office);
  options.log = log_it;
  options.log_data = it;
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  crn_sent sent;
  CRN_INIT(sent);
  DONE(crn_engine_send(engine, &busy->office.the_operator, notifier, NULL, &sent, error));
  assert_int_equal(sent.failed, 1);
  crn_engine_destroy(engine);
  crn_notifier_destroy(notifier);
}

static void expect_last_error(const busy_office* busy, const char* expected) {
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(busy->office.engine, &busy->office.the_operator, 0, 0, 0, &rows, error));
  crn_delivery_state delivery;
  DONE(crn_rows_delivery_states(rows, 0, 1, &delivery, sizeof delivery, error));
  EXPECT_TEXT(delivery.last_error, expected);
  crn_rows_destroy(rows);
}

static void may_look_into_what_it_delivers(void** state) {
  const busy_office* busy = *state;
  curious_notifier it = {{0, 0, 0, 0}, TEXT("the last text"), 0, 0, 0};
  send(busy, &it);
  assert_int_equal(it.delivered, 1);
  assert_int_equal(it.answers[0], CRN_OK);
  assert_int_equal(it.answers[1], CRN_OK);
  assert_int_equal(it.answers[2], CRN_ERROR_BAD_ARGUMENT);
  assert_int_equal(it.answers[3], CRN_OK);
  expect_last_error(busy, "the last text");
}

static void that_fails_is_logged(void** state) {
  const busy_office* busy = *state;
  curious_notifier it = {{0, 0, 0, 0}, TEXT("451 later"), 0, 0, 0};
  send(busy, &it);
  assert_true(it.logged >= 1);
  assert_in_range(it.last_level, CRN_LOG_DEBUG, CRN_LOG_ERROR);
}

static void may_say_what_is_no_text(void** state) {
  const busy_office* busy = *state;
  curious_notifier it = {{0, 0, 0, 0}, TEXT("caf\xe9"), 0, 0, 0};
  send(busy, &it);
  expect_last_error(busy, "caf\xef\xbf\xbd");
}

static void may_take_back_what_it_said(void** state) {
  const busy_office* busy = *state;
  curious_notifier it = {{0, 0, 0, 0}, TEXT(""), 0, 0, 0};
  send(busy, &it);
  expect_last_error(busy, "");
}

int run_notifier_port_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(may_look_into_what_it_delivers),
      IN_A_BUSY_OFFICE(that_fails_is_logged),
      IN_A_BUSY_OFFICE(may_say_what_is_no_text),
      IN_A_BUSY_OFFICE(may_take_back_what_it_said),
  };
  return cmocka_run_group_tests_name("notifier_port", tests, NULL, NULL);
}
