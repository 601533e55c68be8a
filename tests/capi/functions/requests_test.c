#include "every_command.h"
#include "fingerprint.h"
#include "tests.h"

static crn_event_head head_of(const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(event, &head, error));
  return head;
}

static char* json_of(const crn_event* event) {
  crn_string* json = NULL;
  DONE(crn_event_json(event, &json, error));
  const crn_text text = crn_string_text(json);
  char* copy = calloc(1, text.size + 1);
  assert_non_null(copy);
  memcpy(copy, text.data, text.size);
  crn_string_destroy(json);
  return copy;
}

/* ---- The same request again -------------------------------------------------------------- */

static void that_come_again_give_the_same_receipt_and_change_nothing(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = office->by_office;
  call.request = crn_text_of("r-1");
  crn_event* first = NULL;
  crn_event* again = NULL;
  DONE(crn_engine_reserve_slots(office->engine, &call, &busy->reserve, &first, error));
  char* before = fingerprint(office);
  DONE(crn_engine_reserve_slots(office->engine, &call, &busy->reserve, &again, error));
  char* after = fingerprint(office);
  assert_string_equal(after, before);
  assert_true(head_of(again).number == head_of(first).number);
  assert_true(head_of(again).content != 0);
  assert_true(head_of(again).content == head_of(first).content);
  char* first_json = json_of(first);
  char* again_json = json_of(again);
  assert_string_equal(again_json, first_json);
  free(first_json);
  free(again_json);
  free(before);
  free(after);
  crn_event_destroy(first);
  crn_event_destroy(again);
}

static void of_every_command_may_come_again(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  for (size_t index = 0; index < ONE_AFTER_THE_OTHER_COUNT; ++index) {
    const any_command* it = &busy->all[one_after_the_other[index] - 1];
    crn_call call = *it->call;
    call.request = crn_text_of(it->name);
    crn_event* first = NULL;
    crn_event* again = NULL;
    DONE(it->run(office->engine, &call, it->command, &first, error));
    assert_int_equal(head_of(first).command, it->kind);
    char* before = fingerprint(office);
    DONE(it->run(office->engine, &call, it->command, &again, error));
    char* after = fingerprint(office);
    assert_string_equal(after, before);
    assert_true(head_of(again).number == head_of(first).number);
    free(before);
    free(after);
    crn_event_destroy(first);
    crn_event_destroy(again);
  }
}

static void that_come_again_with_other_content_are_refused(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = office->by_office;
  call.request = crn_text_of("r-1");
  DONE(crn_engine_reserve_slots(office->engine, &call, &busy->reserve, NULL, error));
  crn_reserve_slots other = busy->reserve;
  other.slots = &busy->other_free_slot;
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_REQUEST_REUSED,
               crn_engine_reserve_slots(office->engine, &call, &other, NULL, error));
  EXPECT_TEXT(crn_error_text(why), "r-1");
  crn_error_destroy(why);
  REFUSED(office, CRN_ERROR_REQUEST_REUSED,
          crn_engine_block_slots(office->engine, &call, &busy->block, NULL, error));
}

static void of_another_actor_are_others(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call by_office = office->by_office;
  crn_call by_school = office->by_school;
  by_office.request = by_school.request = crn_text_of("r-1");
  DONE(crn_engine_reserve_slots(office->engine, &by_office, &busy->reserve, NULL, error));
  DONE(crn_engine_cancel_by_school(office->engine, &by_school, &busy->cancel_by_school, NULL,
                                   error));
}

static void without_an_id_are_new_each_time(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  DONE(crn_engine_reserve_slots(office->engine, &office->by_office, &busy->reserve, NULL, error));
  REFUSED(
      office, CRN_ERROR_SLOT_TAKEN,
      crn_engine_reserve_slots(office->engine, &office->by_office, &busy->reserve, NULL, error));
}

static void that_were_refused_may_be_tried_again(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = office->by_school;
  call.request = crn_text_of("r-1");
  set_clock(office, utc(MONDAY - 5, 8, 0, 0));
  REFUSED(office, CRN_ERROR_TOO_LATE,
          crn_engine_cancel_by_school(office->engine, &call, &busy->cancel_by_school, NULL, error));
  set_clock(office, utc(FIRST_OF_JUNE, 8, 0, 0));
  DONE(crn_engine_cancel_by_school(office->engine, &call, &busy->cancel_by_school, NULL, error));
}

static void keep_an_id_of_a_hundred_bytes(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  char id[102];
  memset(id, 'r', sizeof id);
  crn_call call = office->by_office;
  call.request.data = id;
  call.request.size = 101;
  crn_error* why = NULL;
  REFUSED_WITH(office, why, CRN_ERROR_TOO_LARGE,
               crn_engine_block_slots(office->engine, &call, &busy->block, NULL, error));
  assert_int_equal(crn_error_limit(why), 100);
  assert_int_equal(crn_error_actual(why), 101);
  crn_error_destroy(why);
  call.request.size = 100;
  DONE(crn_engine_block_slots(office->engine, &call, &busy->block, NULL, error));
}

/* ---- What is to be done with a command --------------------------------------------------- */

static void that_are_previewed_store_nothing(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int32_t modes[] = {CRN_MODE_PREVIEW, CRN_MODE_PROPOSE, CRN_MODE_DECIDE};
  for (size_t index = 0; index < COMMAND_COUNT; ++index)
    for (size_t mode = 0; mode < 3; ++mode) {
      const any_command* it = &busy->all[index];
      crn_call call = *it->call;
      call.mode = modes[mode];
      crn_event* preview = NULL;
      char* before = fingerprint(office);
      DONE(it->run(office->engine, &call, it->command, &preview, error));
      char* after = fingerprint(office);
      assert_string_equal(after, before);
      assert_true(head_of(preview).number == 0);
      assert_int_equal(head_of(preview).command, it->kind);
      free(before);
      free(after);
      crn_event_destroy(preview);
    }
}

static void that_are_previewed_are_refused_as_if_they_were_run(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int32_t modes[] = {CRN_MODE_RUN, CRN_MODE_PREVIEW, CRN_MODE_PROPOSE, CRN_MODE_DECIDE};
  crn_reserve_slots taken = busy->reserve;
  const crn_slot slot = slot_of(busy->planned, 0);
  taken.slots = &slot;
  for (size_t mode = 0; mode < 4; ++mode) {
    crn_call call = office->by_office;
    call.mode = modes[mode];
    crn_event* receipt = GARBAGE;
    REFUSED(office, CRN_ERROR_SLOT_TAKEN,
            crn_engine_reserve_slots(office->engine, &call, &taken, &receipt, error));
    assert_null(receipt);
  }
}

static void that_are_previewed_after_they_were_done_give_their_receipt(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = office->by_office;
  call.request = crn_text_of("r-1");
  crn_event* receipt = NULL;
  DONE(crn_engine_reserve_slots(office->engine, &call, &busy->reserve, &receipt, error));
  call.mode = CRN_MODE_PREVIEW;
  crn_event* preview = NULL;
  DONE(crn_engine_reserve_slots(office->engine, &call, &busy->reserve, &preview, error));
  assert_true(head_of(preview).number == head_of(receipt).number);
  crn_event_destroy(receipt);
  crn_event_destroy(preview);
}

static void have_new_rows_under_fresh_ids_until_they_are_committed(void** state) {
  const busy_office* busy = *state;
  crn_event* preview = previewed_reservation(busy);
  assert_int_equal(head_of(preview).new_reservations, 1);
  crn_reservation_change made;
  DONE(crn_event_reservations(preview, 0, 1, &made, sizeof made, error));
  assert_int_equal(made.id, -1);
  assert_true(made.slots_after == 24);
  crn_event_destroy(preview);
}

static void that_are_decided_come_with_their_notices(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = office->by_office;
  call.mode = CRN_MODE_DECIDE;
  crn_event* decided = NULL;
  DONE(crn_engine_reserve_slots(office->engine, &call, &busy->reserve, &decided, error));
  assert_int_equal(head_of(decided).notice_count, 1);
  const crn_notice* notice = crn_event_notice(decided, 0);
  assert_non_null(notice);
  crn_notice_facts facts;
  DONE(crn_notice_get(notice, &facts, sizeof facts, error));
  assert_int_equal(facts.id, 0);
  assert_int_equal(facts.kind, CRN_NOTICE_RESERVED);
  assert_int_equal(facts.to_school, SCHOOL_013);
  EXPECT_TEXT(facts.address, "ecole013@example.org");
  assert_true(facts.title.size > 0 && facts.text.size > 0 && facts.html.size > 0);
  assert_null(crn_event_notice(decided, 1));
  assert_null(crn_event_notice(decided, SIZE_MAX));
  crn_event_destroy(decided);
}

static void that_are_committed_keep_no_notices(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_event* receipt = NULL;
  DONE(crn_engine_reserve_slots(office->engine, &office->by_office, &busy->reserve, &receipt,
                                error));
  assert_null(crn_event_notice(receipt, 0));
  crn_event_destroy(receipt);
}

int run_requests_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(that_come_again_give_the_same_receipt_and_change_nothing),
      IN_A_BUSY_OFFICE(of_every_command_may_come_again),
      IN_A_BUSY_OFFICE(that_come_again_with_other_content_are_refused),
      IN_A_BUSY_OFFICE(of_another_actor_are_others),
      IN_A_BUSY_OFFICE(without_an_id_are_new_each_time),
      IN_A_BUSY_OFFICE(that_were_refused_may_be_tried_again),
      IN_A_BUSY_OFFICE(keep_an_id_of_a_hundred_bytes),
      IN_A_BUSY_OFFICE(that_are_previewed_store_nothing),
      IN_A_BUSY_OFFICE(that_are_previewed_are_refused_as_if_they_were_run),
      IN_A_BUSY_OFFICE(that_are_previewed_after_they_were_done_give_their_receipt),
      IN_A_BUSY_OFFICE(have_new_rows_under_fresh_ids_until_they_are_committed),
      IN_A_BUSY_OFFICE(that_are_decided_come_with_their_notices),
      IN_A_BUSY_OFFICE(that_are_committed_keep_no_notices),
  };
  return cmocka_run_group_tests_name("requests", tests, NULL, NULL);
}
