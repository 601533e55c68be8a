#include <stdlib.h>

#include "every_command.h"
#include "one_of_each.h"
#include "tests.h"

static crn_identity an_identity(void) {
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.name = crn_text_of("Bureau de l'éducation routière");
  identity.domain = crn_text_of("example.org");
  return identity;
}

/* ---- A mail as bytes --------------------------------------------------------------------- */

static void of_a_notice_are_the_same_bytes_each_time(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  const crn_identity identity = an_identity();
  crn_string* first = NULL;
  crn_string* again = NULL;
  DONE(crn_notice_mail(crn_rows_notice(rows, 0), &identity, &first, error));
  DONE(crn_notice_mail(crn_rows_notice(rows, 0), &identity, &again, error));
  const crn_text bytes = crn_string_text(first);
  EXPECT_TEXT(crn_string_text(again), bytes.data);
  EXPECT_PART(bytes, "To: ecole012@example.org\r\n");
  EXPECT_PART(bytes, "<notice-71-");
  EXPECT_PART(bytes, "text/calendar");
  for (size_t place = 0; place < bytes.size; ++place)
    assert_in_range((unsigned char)bytes.data[place], 1, 127);
  crn_string_destroy(first);
  crn_string_destroy(again);
  crn_rows_destroy(rows);
}

static crn_rows* with_notice(const crn_notice_facts* facts) {
  const crn_notice_line line = a_notice_line();
  const crn_delivery_state delivery = a_delivery_state();
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  DONE(crn_rows_add_notice(rows, facts, sizeof *facts, &line, 1, sizeof line, &delivery,
                           sizeof delivery, error));
  return rows;
}

static void cannot_be_made_of_a_notice_without_an_address(void** state) {
  (void)state;
  const crn_identity identity = an_identity();
  crn_notice_facts facts = a_notice();
  facts.address = crn_text_of("");
  crn_rows* rows = with_notice(&facts);
  crn_string* bytes = GARBAGE;
  FAILS(CRN_ERROR_BAD_ADDRESS, crn_notice_mail(crn_rows_notice(rows, 0), &identity, &bytes, error));
  assert_null(bytes);
  crn_rows_destroy(rows);
}

/* Its id is the outbox's, which it does not have yet. */
static void cannot_be_made_of_a_notice_that_is_not_committed(void** state) {
  const busy_office* busy = *state;
  const crn_identity identity = an_identity();
  crn_call call = busy->office.by_office;
  call.mode = CRN_MODE_DECIDE;
  crn_event* decided = NULL;
  DONE(crn_engine_reserve_slots(busy->office.engine, &call, &busy->reserve, &decided, error));
  crn_string* bytes = GARBAGE;
  FAILS(CRN_ERROR_BAD_ARGUMENT,
        crn_notice_mail(crn_event_notice(decided, 0), &identity, &bytes, error));
  assert_null(bytes);
  crn_event_destroy(decided);
}

/* ---- In whose name ----------------------------------------------------------------------- */

static crn_status create_folder(const crn_identity* identity, crn_notifier** notifier,
                                crn_error** error) {
  return crn_notifier_create_folder(crn_text_of("mails"), identity, notifier, error);
}

static crn_status create_smtp(const crn_identity* identity, crn_notifier** notifier,
                              crn_error** error) {
  crn_smtp_options options;
  CRN_INIT(options);
  options.identity = identity;
  options.host = crn_text_of("smtp.example.org");
  return crn_notifier_create_smtp(&options, notifier, error);
}

static crn_status create_mail(const crn_identity* identity, crn_notifier** notifier,
                              crn_error** error) {
  *notifier = NULL;
  crn_rows* rows = one_of_each();
  crn_string* bytes = NULL;
  const crn_status status = crn_notice_mail(crn_rows_notice(rows, 0), identity, &bytes, error);
  crn_string_destroy(bytes);
  crn_rows_destroy(rows);
  return status;
}

static void are_sent_in_no_name_that_cannot_stand_in_headers(void** state) {
  (void)state;
  crn_status (*const creates[])(const crn_identity*, crn_notifier**, crn_error**) = {
      create_folder, create_smtp, create_mail};
  for (size_t index = 0; index < 3; ++index) {
    crn_notifier* notifier = GARBAGE;
    crn_identity identity = an_identity();
    identity.address = crn_text_of("a@example.org\r\nBcc: b@example.org");
    FAILS_EITHER(CRN_ERROR_BAD_ADDRESS, CRN_ERROR_BAD_TEXT,
                 creates[index](&identity, &notifier, error));
    assert_null(notifier);
    identity.address = crn_text_of("");
    FAILS(CRN_ERROR_BAD_ADDRESS, creates[index](&identity, &notifier, error));
    identity = an_identity();
    identity.domain = crn_text_of("example .org");
    FAILS(CRN_ERROR_BAD_ADDRESS, creates[index](&identity, &notifier, error));
    identity = an_identity();
    identity.name = crn_text_of("BER\r\n93");
    FAILS(CRN_ERROR_BAD_TEXT, creates[index](&identity, &notifier, error));
    identity = an_identity();
    DONE(creates[index](&identity, &notifier, error));
    crn_notifier_destroy(notifier);
  }
}

/* ---- A folder ---------------------------------------------------------------------------- */

static void are_written_into_a_folder(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  temporary_folder folder;
  make_folder(&folder);
  const crn_identity identity = an_identity();
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create_folder(crn_text_of(folder.path), &identity, &notifier, error));
  crn_sent sent;
  CRN_INIT(sent);
  DONE(crn_engine_send(office->engine, &office->the_operator, notifier, NULL, &sent, error));
  assert_int_equal(sent.delivered, 1);
  assert_int_equal(files_in(&folder), 1);
  size_t size = 0;
  char* bytes = read_whole(file_ending_in(&folder, ".eml").path, &size);
  assert_non_null(strstr(bytes, "To: ecole012@example.org"));
  assert_non_null(strstr(bytes, "METHOD:REQUEST"));
  free(bytes);
  crn_notifier_destroy(notifier);
  remove_folder(&folder);
}

static void for_a_folder_that_is_not_there_stay_pending(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const crn_identity identity = an_identity();
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create_folder(crn_text_of("/no such folder"), &identity, &notifier, error));
  crn_sent sent;
  CRN_INIT(sent);
  DONE(crn_engine_send(office->engine, &office->the_operator, notifier, NULL, &sent, error));
  assert_int_equal(sent.failed, 1);
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_PENDING), 1);
  crn_notifier_destroy(notifier);
}

/* ---- A mail server ----------------------------------------------------------------------- */

static crn_smtp_options smtp_options(const crn_identity* identity) {
  crn_smtp_options options;
  CRN_INIT(options);
  options.identity = identity;
  options.host = crn_text_of("smtp.example.org");
  return options;
}

static void are_handed_to_a_server_with_options_that_make_sense(void** state) {
  (void)state;
  const crn_identity identity = an_identity();
  crn_smtp_options options = smtp_options(&identity);
  options.port = 465;
  options.security = CRN_SECURITY_TLS;
  options.user = crn_text_of("creneau");
  options.password = crn_text_of("secret");
  options.ca_file = crn_text_of("/etc/ssl/certs/ca.pem");
  options.hello_name = crn_text_of("client.example.org");
  options.connect_timeout_ms = 1;
  options.timeout_ms = 1;
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create_smtp(&options, &notifier, error));
  assert_non_null(notifier);
  crn_notifier_destroy(notifier);
}

#define NEEDS_SENSE(field, value)                                                             \
  do {                                                                                        \
    crn_smtp_options options = smtp_options(&identity);                                       \
    options.field = value;                                                                    \
    NAMES_AND_CLEARS(#field, notifier, crn_notifier_create_smtp(&options, &notifier, error)); \
  } while (0)

static void are_handed_to_no_server_that_cannot_be(void** state) {
  (void)state;
  const crn_identity identity = an_identity();
  crn_notifier* notifier = NULL;
  NEEDS_SENSE(host, crn_text_of(""));
  NEEDS_SENSE(host, crn_text_of("smtp.example.org:587"));
  NEEDS_SENSE(host, crn_text_of("smtp://smtp.example.org"));
  NEEDS_SENSE(port, -1);
  NEEDS_SENSE(port, 65536);
  NEEDS_SENSE(port, 65536 + 587);
  NEEDS_SENSE(hello_name, crn_text_of("not a host"));
  NEEDS_SENSE(connect_timeout_ms, -1);
  NEEDS_SENSE(timeout_ms, -1);
}

static void are_never_sent_with_a_password_over_a_line_that_is_not_encrypted(void** state) {
  (void)state;
  const crn_identity identity = an_identity();
  const int32_t open_lines[] = {CRN_SECURITY_NONE, CRN_SECURITY_STARTTLS_IF_THERE};
  for (size_t index = 0; index < 2; ++index) {
    crn_smtp_options options = smtp_options(&identity);
    options.user = crn_text_of("creneau");
    options.security = open_lines[index];
    crn_notifier* notifier = NULL;
    NAMES_AND_CLEARS("user", notifier, crn_notifier_create_smtp(&options, &notifier, error));
  }
}

int run_mails_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_a_notice_are_the_same_bytes_each_time),
      cmocka_unit_test(cannot_be_made_of_a_notice_without_an_address),
      IN_A_BUSY_OFFICE(cannot_be_made_of_a_notice_that_is_not_committed),
      cmocka_unit_test(are_sent_in_no_name_that_cannot_stand_in_headers),
      IN_A_BUSY_OFFICE(are_written_into_a_folder),
      IN_A_BUSY_OFFICE(for_a_folder_that_is_not_there_stay_pending),
      cmocka_unit_test(are_handed_to_a_server_with_options_that_make_sense),
      cmocka_unit_test(are_handed_to_no_server_that_cannot_be),
      cmocka_unit_test(are_never_sent_with_a_password_over_a_line_that_is_not_encrypted),
  };
  return cmocka_run_group_tests_name("mails", tests, NULL, NULL);
}
