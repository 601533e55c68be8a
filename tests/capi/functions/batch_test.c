#include "every_command.h"
#include "fingerprint.h"
#include "tests.h"

enum { MOST = 20 };

static void run_batch(const busy_office* busy, const crn_batch_item* items, size_t count,
                      crn_batch_outcome* outcomes, crn_event** receipts, crn_error** errors) {
  DONE(crn_engine_run_batch(busy->office.engine, items, count, sizeof items[0], outcomes,
                            sizeof outcomes[0], receipts, errors, error));
}

static void runs_commands_of_every_kind(void** state) {
  const busy_office* busy = *state;
  enum { COUNT = ONE_AFTER_THE_OTHER_COUNT };
  crn_batch_item items[COUNT];
  crn_batch_outcome outcomes[COUNT];
  crn_event* receipts[COUNT];
  for (size_t index = 0; index < COUNT; ++index) {
    const any_command* it = &busy->all[one_after_the_other[index] - 1];
    const crn_batch_item item = {it->call, it->command, it->batch_kind, 0};
    items[index] = item;
    receipts[index] = GARBAGE;
  }
  run_batch(busy, items, COUNT, outcomes, receipts, NULL);
  for (size_t index = 0; index < COUNT; ++index) {
    assert_int_equal(outcomes[index].status, CRN_OK);
    assert_true(outcomes[index].number > 0);
    crn_event_head head;
    CRN_INIT(head);
    DONE(crn_event_get(receipts[index], &head, error));
    assert_int_equal(head.command, busy->all[one_after_the_other[index] - 1].kind);
    assert_true(head.number == outcomes[index].number);
    crn_event_destroy(receipts[index]);
  }
}

static void runs_the_other_commands_too(void** state) {
  const busy_office* busy = *state;
  const int32_t order[] = {CRN_COMMAND_REMOVE_SESSIONS, CRN_COMMAND_CANCEL_BY_OFFICE,
                           CRN_COMMAND_UNPLAN_SESSIONS};
  crn_unplan_sessions unplan = busy->unplan;
  unplan.cascade_count = 0;
  crn_batch_item items[3];
  crn_batch_outcome outcomes[3];
  for (size_t index = 0; index < 3; ++index) {
    const any_command* it = &busy->all[order[index] - 1];
    const crn_batch_item item = {it->call, it->command, it->batch_kind, 0};
    items[index] = item;
  }
  items[2].command = &unplan;
  run_batch(busy, items, 3, outcomes, NULL, NULL);
  for (size_t index = 0; index < 3; ++index) assert_int_equal(outcomes[index].status, CRN_OK);
  assert_string_equal(slots_now(&busy->office, busy->available), "");
  assert_string_equal(slots_now(&busy->office, busy->planned), "available");
}

static void goes_on_after_a_refusal(void** state) {
  const busy_office* busy = *state;
  const crn_call* call = &busy->office.by_office;
  const crn_batch_item items[] = {{call, &busy->reserve, CRN_COMMAND_RESERVE_SLOTS, 0},
                                  {call, &busy->reserve, CRN_COMMAND_RESERVE_SLOTS, 0},
                                  {call, &busy->block, CRN_COMMAND_BLOCK_SLOTS, 0}};
  crn_batch_outcome outcomes[3];
  crn_event* receipts[3] = {GARBAGE, GARBAGE, GARBAGE};
  crn_error* errors[3] = {GARBAGE, GARBAGE, GARBAGE};
  run_batch(busy, items, 3, outcomes, receipts, errors);
  assert_int_equal(outcomes[0].status, CRN_OK);
  assert_true(outcomes[0].number > 0 && outcomes[0].reservation > 0);
  assert_int_equal(outcomes[1].status, CRN_ERROR_SLOT_TAKEN);
  assert_true(outcomes[1].number == 0 && outcomes[1].reservation == 0);
  assert_null(receipts[1]);
  assert_null(errors[0]);
  assert_null(errors[2]);
  assert_int_equal(crn_error_code(errors[1]), CRN_ERROR_SLOT_TAKEN);
  assert_true(crn_error_subject_count(errors[1]) > 0);
  crn_error_destroy(errors[1]);
  assert_int_equal(outcomes[2].status, CRN_OK);
  assert_true(outcomes[2].number > outcomes[0].number);
  assert_true(outcomes[2].reservation == 0);
  assert_string_equal(slots_now(&busy->office, busy->planned), "RR.Rx.x");
  crn_event_destroy(receipts[0]);
  crn_event_destroy(receipts[2]);
}

static void names_the_reservation_that_was_made(void** state) {
  const busy_office* busy = *state;
  const crn_batch_item item = {&busy->office.by_office, &busy->wish, CRN_COMMAND_RESERVE_WISH, 0};
  crn_batch_outcome outcome;
  crn_event* receipt = NULL;
  run_batch(busy, &item, 1, &outcome, &receipt, NULL);
  crn_reservation_change made;
  DONE(crn_event_reservations(receipt, 0, 1, &made, sizeof made, error));
  assert_true(outcome.reservation == made.id);
  crn_event_destroy(receipt);
}

static void refuses_each_command_that_makes_no_sense(void** state) {
  const busy_office* busy = *state;
  const crn_call* call = &busy->office.by_office;
  crn_block_slots of_no_size = busy->block;
  of_no_size.struct_size = 0;
  const crn_batch_item items[] = {{NULL, &busy->block, CRN_COMMAND_BLOCK_SLOTS, 0},
                                  {call, NULL, CRN_COMMAND_BLOCK_SLOTS, 0},
                                  {call, &of_no_size, CRN_COMMAND_BLOCK_SLOTS, 0},
                                  {call, &busy->block, 99, 0},
                                  {call, &busy->block, CRN_COMMAND_BLOCK_SLOTS, 0}};
  crn_batch_outcome outcomes[5];
  run_batch(busy, items, 5, outcomes, NULL, NULL);
  for (size_t index = 0; index < 4; ++index)
    assert_int_equal(outcomes[index].status, CRN_ERROR_BAD_ARGUMENT);
  assert_int_equal(outcomes[4].status, CRN_OK);
}

static void of_no_commands_does_nothing(void** state) {
  const busy_office* busy = *state;
  char* before = fingerprint(&busy->office);
  DONE(crn_engine_run_batch(busy->office.engine, NULL, 0, sizeof(crn_batch_item), NULL,
                            sizeof(crn_batch_outcome), NULL, NULL, error));
  char* after = fingerprint(&busy->office);
  assert_string_equal(after, before);
  free(before);
  free(after);
}

static void takes_many_commands(void** state) {
  const busy_office* busy = *state;
  crn_slot slots[MOST];
  crn_reserve_slots commands[MOST];
  crn_batch_item items[MOST];
  crn_batch_outcome outcomes[MOST];
  for (size_t index = 0; index < MOST; ++index) {
    slots[index] = slot_of(busy->planned, (uint32_t)index % 7);
    commands[index] = busy->reserve;
    commands[index].slots = &slots[index];
    const crn_batch_item item = {&busy->office.by_office, &commands[index],
                                 CRN_COMMAND_RESERVE_SLOTS, 0};
    items[index] = item;
  }
  run_batch(busy, items, MOST, outcomes, NULL, NULL);
  size_t reserved = 0;
  for (size_t index = 0; index < MOST; ++index) reserved += outcomes[index].status == CRN_OK;
  assert_int_equal(reserved, 4);
  assert_string_equal(slots_now(&busy->office, busy->planned), "RRRRRRx");
}

int run_batch_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(runs_commands_of_every_kind),
      IN_A_BUSY_OFFICE(runs_the_other_commands_too),
      IN_A_BUSY_OFFICE(goes_on_after_a_refusal),
      IN_A_BUSY_OFFICE(names_the_reservation_that_was_made),
      IN_A_BUSY_OFFICE(refuses_each_command_that_makes_no_sense),
      IN_A_BUSY_OFFICE(of_no_commands_does_nothing),
      IN_A_BUSY_OFFICE(takes_many_commands),
  };
  return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
