#include "every_command.h"
#include "fingerprint.h"
#include "one_of_each.h"
#include "tests.h"

/* Bytes that are not UTF-8: latin-1, cut short, overlong, a surrogate, beyond Unicode. */
static const crn_text not_utf8[] = {TEXT("\xe9t\xe9"),        TEXT("caf\xc3"),
                                    TEXT("\xc0\xaf"),         TEXT("\xed\xa0\x80"),
                                    TEXT("\xf4\x90\x80\x80"), TEXT("\xff")};
/* Texts that stand in one line or in a note and nowhere else. */
static const crn_text controls[] = {TEXT("a\rb"), TEXT("nul\0byte"), TEXT("\x1b[31m"), TEXT("\x7f"),
                                    TEXT("\xc2\x85")};

#define REFUSES_EACH_OF(texts, type, example, field, call)                    \
  do {                                                                        \
    for (size_t index = 0; index < sizeof texts / sizeof texts[0]; ++index) { \
      type its = example;                                                     \
      its.field = texts[index];                                               \
      FAILS(CRN_ERROR_BAD_TEXT, call);                                        \
    }                                                                         \
  } while (0)

#define IS_A_NOTE(type, example, field, call)                               \
  do {                                                                      \
    char letters[2001];                                                     \
    memset(letters, 'x', sizeof letters);                                   \
    REFUSES_EACH_OF(not_utf8, type, example, field, call);                  \
    REFUSES_EACH_OF(controls, type, example, field, call);                  \
    type its = example;                                                     \
    its.field.data = letters;                                               \
    its.field.size = 2001;                                                  \
    crn_error* why = NULL;                                                  \
    FAILS_WITH(why, CRN_ERROR_BAD_TEXT, call);                              \
    assert_int_equal(crn_error_limit(why), 2000);                           \
    assert_int_equal(crn_error_actual(why), 2001);                          \
    crn_error_destroy(why);                                                 \
    its.field.size = 2000;                                                  \
    DONE(call);                                                             \
    its.field = crn_text_of("first line\nsecond line, avec accents é œ €"); \
    DONE(call);                                                             \
  } while (0)

#define BY_OFFICE(function) function(busy->office.engine, &by_office, &its, NULL, error)

static crn_status create_one(const busy_office* busy, const crn_call* call,
                             const crn_new_session* session, crn_error** error) {
  crn_create_sessions command = busy->create;
  command.sessions = session;
  return crn_engine_create_sessions(busy->office.engine, call, &command, NULL, error);
}

static void of_commands_are_notes_and_references(void** state) {
  const busy_office* busy = *state;
  crn_call by_office = busy->office.by_office;
  by_office.mode = CRN_MODE_PREVIEW;
  IS_A_NOTE(crn_new_session, busy->new_session, external_ref,
            create_one(busy, &by_office, &its, error));
  IS_A_NOTE(crn_remove_sessions, busy->remove, note, BY_OFFICE(crn_engine_remove_sessions));
  IS_A_NOTE(crn_unplan_sessions, busy->unplan, note, BY_OFFICE(crn_engine_unplan_sessions));
  IS_A_NOTE(crn_change_session, busy->change, note, BY_OFFICE(crn_engine_change_session));
  IS_A_NOTE(crn_reserve_slots, busy->reserve, external_ref, BY_OFFICE(crn_engine_reserve_slots));
  IS_A_NOTE(crn_reserve_wish, busy->wish, external_ref, BY_OFFICE(crn_engine_reserve_wish));
  IS_A_NOTE(crn_cancel_by_office, busy->cancel_by_office, note,
            BY_OFFICE(crn_engine_cancel_by_office));
  IS_A_NOTE(crn_block_slots, busy->block, note, BY_OFFICE(crn_engine_block_slots));
  IS_A_NOTE(crn_block_slots, busy->unblock, note, BY_OFFICE(crn_engine_unblock_slots));
  IS_A_NOTE(crn_add_closure, busy->close, note, BY_OFFICE(crn_engine_add_closure));
}

static crn_status import_one(const busy_office* busy, const crn_call* call,
                             const crn_imported_session* session, crn_error** error) {
  crn_import_planning command = busy->import;
  command.sessions = session;
  return crn_engine_import_planning(busy->office.engine, call, &command, NULL, error);
}

static void of_schools_and_operators_are_the_same(void** state) {
  const busy_office* busy = *state;
  crn_call by_school = busy->office.by_school;
  by_school.mode = CRN_MODE_PREVIEW;
  IS_A_NOTE(crn_cancel_by_school, busy->cancel_by_school, note,
            crn_engine_cancel_by_school(busy->office.engine, &by_school, &its, NULL, error));
  crn_call by_operator = busy->office.by_operator;
  by_operator.mode = CRN_MODE_PREVIEW;
  IS_A_NOTE(crn_set_rules, busy->set_rules, note,
            crn_engine_set_rules(busy->office.engine, &by_operator, &its, NULL, error));
  IS_A_NOTE(crn_imported_session, busy->imported_session, external_ref,
            import_one(busy, &by_operator, &its, error));
}

static crn_status block_with(const busy_office* busy, const crn_call* call, crn_error** error) {
  return crn_engine_block_slots(busy->office.engine, call, &busy->block, NULL, error);
}

static crn_status block_as(const busy_office* busy, const crn_actor* actor, crn_error** error) {
  crn_call call = busy->office.by_office;
  call.actor = actor;
  return block_with(busy, &call, error);
}

static void of_an_envelope_are_one_clean_line(void** state) {
  const busy_office* busy = *state;
  const crn_text lines[] = {TEXT("two\nlines")};
  char* before = fingerprint(&busy->office);
  REFUSES_EACH_OF(not_utf8, crn_call, busy->office.by_office, request,
                  block_with(busy, &its, error));
  REFUSES_EACH_OF(controls, crn_call, busy->office.by_office, request,
                  block_with(busy, &its, error));
  REFUSES_EACH_OF(lines, crn_call, busy->office.by_office, request, block_with(busy, &its, error));
  REFUSES_EACH_OF(not_utf8, crn_actor, busy->office.ber_93, subject, block_as(busy, &its, error));
  REFUSES_EACH_OF(controls, crn_actor, busy->office.ber_93, subject, block_as(busy, &its, error));
  REFUSES_EACH_OF(lines, crn_actor, busy->office.ber_93, subject, block_as(busy, &its, error));
  char* after = fingerprint(&busy->office);
  assert_string_equal(after, before);
  free(before);
  free(after);
}

static void of_questions_are_utf8(void** state) {
  const busy_office* busy = *state;
  const crn_engine* engine = busy->office.engine;
  const crn_actor* actor = &busy->office.ber_93;
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.domain = crn_text_of("example.org");
  for (size_t index = 0; index < sizeof not_utf8 / sizeof not_utf8[0]; ++index) {
    const crn_text text = not_utf8[index];
    crn_rows* rows = GARBAGE;
    FAILS(CRN_ERROR_BAD_TEXT,
          crn_engine_find_schools(engine, actor, busy->office.in_93, text, 0, &rows, error));
    assert_null(rows);
    FAILS(CRN_ERROR_BAD_TEXT,
          crn_engine_school_named(engine, actor, busy->office.in_93, text, &rows, error));
    crn_rule rule = a_rule();
    rule.key = text;
    FAILS_EITHER(CRN_ERROR_BAD_TEXT, CRN_ERROR_BAD_RULE,
                 crn_check_rules(&rule, 1, sizeof rule, error));
    crn_notifier* notifier = GARBAGE;
    FAILS(CRN_ERROR_BAD_TEXT, crn_notifier_create_folder(text, &identity, &notifier, error));
    assert_null(notifier);
  }
}

static void of_rows_that_are_given_are_utf8(void** state) {
  (void)state;
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  REFUSES_EACH_OF(not_utf8, crn_session, a_session(), external_ref,
                  crn_rows_add_sessions(rows, &its, 1, sizeof its, error));
  REFUSES_EACH_OF(not_utf8, crn_reservation, a_reservation(), external_ref,
                  crn_rows_add_reservations(rows, &its, 1, sizeof its, error));
  REFUSES_EACH_OF(not_utf8, crn_block, a_block(), note,
                  crn_rows_add_blocks(rows, &its, 1, sizeof its, error));
  REFUSES_EACH_OF(not_utf8, crn_closure, a_closure(), note,
                  crn_rows_add_closures(rows, &its, 1, sizeof its, error));
  REFUSES_EACH_OF(not_utf8, crn_refusal, a_refusal(), subject,
                  crn_rows_add_refusals(rows, &its, 1, sizeof its, error));
  REFUSES_EACH_OF(not_utf8, crn_refusal, a_refusal(), request,
                  crn_rows_add_refusals(rows, &its, 1, sizeof its, error));
  REFUSES_EACH_OF(not_utf8, crn_rule, a_rule(), value,
                  crn_rows_add_rules(rows, &its, 1, sizeof its, error));
  crn_rows_destroy(rows);
}

/* ---- Size and pointer -------------------------------------------------------------------- */

static void need_no_nul_behind_them(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  /* Of its own memory, so that a tool sees who reads beyond it. */
  char* letters = malloc(3);
  assert_non_null(letters);
  memcpy(letters, "012", 3);
  const crn_text text = {letters, 3};
  crn_rows* rows = NULL;
  DONE(crn_engine_find_schools(office->engine, &office->ber_93, office->in_93, text, 0, &rows,
                               error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 1);
  crn_rows_destroy(rows);
  crn_call call = office->by_office;
  call.request = text;
  crn_event* receipt = NULL;
  DONE(crn_engine_block_slots(office->engine, &call, &busy->block, &receipt, error));
  memcpy(letters, "xxx", 3);
  free(letters);
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  EXPECT_TEXT(head.request, "012");
  crn_event_destroy(receipt);
}

static void that_are_empty_may_point_anywhere(void** state) {
  const busy_office* busy = *state;
  crn_block_slots command = busy->block;
  crn_call call = busy->office.by_office;
  const crn_text nowhere = {(const char*)(uintptr_t)1, 0};
  command.note = nowhere;
  call.request = nowhere;
  DONE(crn_engine_block_slots(busy->office.engine, &call, &command, NULL, error));
}

static void that_are_given_end_with_nul(void** state) {
  const busy_office* busy = *state;
  const crn_session_filter filter = all_sessions();
  crn_string* bytes = NULL;
  DONE(crn_engine_write_csv(busy->office.engine, &busy->office.ber_93, &filter, NULL, &bytes,
                            error));
  const crn_text text = crn_string_text(bytes);
  assert_int_equal(text.data[text.size], 0);
  assert_int_equal(strlen(text.data), text.size);
  crn_string_destroy(bytes);
  crn_rows* rows = one_of_each();
  crn_session session;
  DONE(crn_rows_sessions(rows, 0, 1, &session, sizeof session, error));
  assert_int_equal(session.external_ref.data[session.external_ref.size], 0);
  crn_rows_destroy(rows);
}

static void of_strings_and_codes_are_made_by_the_header(void** state) {
  (void)state;
  assert_int_equal(crn_text_of(NULL).size, 0);
  assert_int_equal(crn_text_of("93").size, 2);
  assert_string_equal(crn_departement_of("93").code, "93");
  assert_string_equal(crn_departement_of("2A").code, "2A");
  assert_int_equal(crn_departement_of(NULL).code[0], 0);
  assert_int_equal(crn_departement_of("97400").code[3], '0');
}

/* ---- Codes by name ----------------------------------------------------------------------- */

static void of_codes_are_those_of_files_and_json(void** state) {
  (void)state;
  const struct {
    int32_t list;
    int32_t number;
    const char* name;
  } codes[] = {{CRN_CODES_ROLE, CRN_ROLE_OPERATOR, "operator"},
               {CRN_CODES_CATEGORY, CRN_CATEGORY_CE, "CE"},
               {CRN_CODES_PART, CRN_PART_OFF_ROAD, "off_road"},
               {CRN_CODES_REASON, CRN_REASON_WEATHER, "weather"},
               {CRN_CODES_COMMAND, CRN_COMMAND_RESERVE_SLOTS, "reserve_slots"},
               {CRN_CODES_COUNTING, CRN_COUNTING_MON_FRI, "mon_fri"},
               {CRN_CODES_NOTICE, CRN_NOTICE_RESERVED, "reserved"},
               {CRN_CODES_NOTICE_STATUS, CRN_NOTICE_STATUS_DEAD, "dead"}};
  for (size_t index = 0; index < sizeof codes / sizeof codes[0]; ++index) {
    EXPECT_TEXT(crn_code_name(codes[index].list, codes[index].number), codes[index].name);
    assert_int_equal(crn_code_number(codes[index].list, crn_text_of(codes[index].name)),
                     codes[index].number);
  }
}

static void of_numbers_that_are_no_codes_are_empty(void** state) {
  (void)state;
  const int32_t none[] = {-1, 99, INT32_MIN, INT32_MAX};
  for (int32_t list = CRN_CODES_ROLE; list <= CRN_CODES_NOTICE_STATUS; ++list)
    for (size_t index = 0; index < 4; ++index) EXPECT_EMPTY(crn_code_name(list, none[index]));
  EXPECT_EMPTY(crn_code_name(0, 1));
  EXPECT_EMPTY(crn_code_name(CRN_CODES_NOTICE_STATUS + 1, 1));
  EXPECT_EMPTY(crn_code_name(CRN_CODES_PART, CRN_PART_UNSTATED));
  EXPECT_EMPTY(crn_code_name(CRN_CODES_REASON, CRN_REASON_UNSTATED));
}

static void that_name_no_code_have_no_number(void** state) {
  (void)state;
  const crn_text no_bytes = {NULL, 1};
  assert_int_equal(crn_code_number(CRN_CODES_CATEGORY, crn_text_of("ce")), -1);
  assert_int_equal(crn_code_number(CRN_CODES_CATEGORY, crn_text_of("CEX")), -1);
  assert_int_equal(crn_code_number(CRN_CODES_CATEGORY, crn_text_of("")), -1);
  assert_int_equal(crn_code_number(CRN_CODES_CATEGORY, no_bytes), -1);
  assert_int_equal(crn_code_number(0, crn_text_of("CE")), -1);
  assert_int_equal(crn_code_number(CRN_CODES_ROLE, crn_text_of("CE")), -1);
}

static void of_codes_are_written_as_people_read_them(void** state) {
  (void)state;
  EXPECT_TEXT(crn_code_text(CRN_CODES_PART, CRN_PART_ON_ROAD, CRN_LANGUAGE_FRENCH), "circulation");
  EXPECT_TEXT(crn_code_text(CRN_CODES_PART, CRN_PART_ON_ROAD, CRN_LANGUAGE_ENGLISH), "on-road");
  EXPECT_TEXT(crn_code_text(CRN_CODES_REASON, CRN_REASON_WEATHER, CRN_LANGUAGE_FRENCH),
              "conditions météorologiques");
  EXPECT_TEXT(crn_code_text(CRN_CODES_CATEGORY, CRN_CATEGORY_CE, CRN_LANGUAGE_FRENCH), "CE");
  for (int32_t list = CRN_CODES_ROLE; list <= CRN_CODES_NOTICE_STATUS; ++list) {
    EXPECT_EMPTY(crn_code_text(list, 99, CRN_LANGUAGE_FRENCH));
    EXPECT_EMPTY(crn_code_text(list, 1, CRN_LANGUAGE_NONE));
    EXPECT_EMPTY(crn_code_text(list, 1, 2));
    if (list == CRN_CODES_COUNTING)
      EXPECT_EMPTY(crn_code_text(list, 1, CRN_LANGUAGE_FRENCH));
    else
      assert_true(crn_code_text(list, 1, CRN_LANGUAGE_FRENCH).size > 0);
  }
  EXPECT_EMPTY(crn_code_text(0, 1, CRN_LANGUAGE_FRENCH));
}

int run_texts_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(of_commands_are_notes_and_references),
      IN_A_BUSY_OFFICE(of_schools_and_operators_are_the_same),
      IN_A_BUSY_OFFICE(of_an_envelope_are_one_clean_line),
      IN_A_BUSY_OFFICE(of_questions_are_utf8),
      cmocka_unit_test(of_rows_that_are_given_are_utf8),
      IN_A_BUSY_OFFICE(need_no_nul_behind_them),
      IN_A_BUSY_OFFICE(that_are_empty_may_point_anywhere),
      IN_A_BUSY_OFFICE(that_are_given_end_with_nul),
      cmocka_unit_test(of_strings_and_codes_are_made_by_the_header),
      cmocka_unit_test(of_codes_are_those_of_files_and_json),
      cmocka_unit_test(of_numbers_that_are_no_codes_are_empty),
      cmocka_unit_test(that_name_no_code_have_no_number),
      cmocka_unit_test(of_codes_are_written_as_people_read_them),
  };
  return cmocka_run_group_tests_name("texts", tests, NULL, NULL);
}
