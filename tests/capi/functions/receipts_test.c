#include "every_command.h"
#include "tests.h"

static crn_event_head head_of(const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(event, &head, error));
  return head;
}

static crn_session session_on(const crn_event* event, int32_t side) {
  crn_session session;
  DONE(crn_event_sessions(event, side, 0, 1, &session, sizeof session, error));
  return session;
}

/* Runs the example of a kind of command, as it is now. */
static crn_event* receipt_of(const busy_office* busy, int32_t batch_kind) {
  crn_event* receipt = NULL;
  const any_command* it = &busy->all[batch_kind - 1];
  assert_int_equal(it->batch_kind, batch_kind);
  DONE(it->run(busy->office.engine, it->call, it->command, &receipt, error));
  return receipt;
}

static void say_who_gave_which_command_when_and_why(void** state) {
  busy_office* busy = *state;
  busy->office.ber_93.subject = crn_text_of("pseudonym");
  busy->office.by_office.request = crn_text_of("r-1");
  busy->cancel_by_office.reason = CRN_REASON_WEATHER;
  busy->cancel_by_office.note = crn_text_of("Verglas.");
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_CANCEL_BY_OFFICE);
  const crn_event_head head = head_of(receipt);
  assert_int_equal(head.command, CRN_COMMAND_CANCEL_BY_OFFICE);
  assert_true(head.number > 0);
  assert_true(head.at == utc(FIRST_OF_JUNE, 8, 0, 0));
  assert_int_equal(head.role, CRN_ROLE_OFFICE);
  assert_int_equal(head.who, BER_93);
  assert_true(head.content != 0);
  assert_int_equal(head.rules, 0);
  assert_int_equal(head.reason, CRN_REASON_WEATHER);
  assert_string_equal(head.departement.code, "93");
  EXPECT_TEXT(head.subject, "pseudonym");
  EXPECT_TEXT(head.request, "r-1");
  EXPECT_TEXT(head.note, "Verglas.");
  assert_int_equal(head.reservation_count, 1);
  assert_int_equal(head.block_count, 1);
  assert_int_equal(head.relied_on_count, 1);
  assert_int_equal(head.session_count, 0);
  crn_event_destroy(receipt);
}

static void have_no_content_without_a_request_id(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_BLOCK_SLOTS);
  assert_true(head_of(receipt).content == 0);
  EXPECT_EMPTY(head_of(receipt).request);
  crn_event_destroy(receipt);
}

static void of_new_sessions_have_them_after_and_not_before(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_CREATE_SESSIONS);
  assert_int_equal(head_of(receipt).session_count, 1);
  assert_int_equal(head_of(receipt).new_sessions, 0);
  assert_int_equal(session_on(receipt, CRN_SIDE_BEFORE).id, 0);
  const crn_session made = session_on(receipt, CRN_SIDE_AFTER);
  assert_true(made.id > 0);
  assert_int_equal(made.inspector, IPCSR_09);
  assert_true(made.revision == head_of(receipt).number);
  assert_int_not_equal(head_of(receipt).relies_on_closures, 0);
  crn_event_destroy(receipt);
}

static void of_removed_sessions_have_them_before_and_not_after(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_REMOVE_SESSIONS);
  assert_int_equal(session_on(receipt, CRN_SIDE_BEFORE).id, busy->available);
  assert_int_equal(session_on(receipt, CRN_SIDE_AFTER).id, 0);
  crn_event_destroy(receipt);
}

static void of_planned_sessions_have_both_sides(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_PLAN_SESSIONS);
  assert_int_equal(session_on(receipt, CRN_SIDE_BEFORE).centre, 0);
  const crn_session after = session_on(receipt, CRN_SIDE_AFTER);
  assert_int_equal(after.id, busy->available);
  assert_int_equal(after.centre, ROSNY);
  assert_int_equal(after.plan, 1);
  assert_int_equal(after.slot_count, 7);
  assert_true(after.reserved == 0 && after.unavailable == 0);
  crn_event_destroy(receipt);
}

static void of_a_cascade_end_its_reservations_and_its_blocks(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_UNPLAN_SESSIONS);
  assert_int_equal(session_on(receipt, CRN_SIDE_BEFORE).centre, ROSNY);
  assert_int_equal(session_on(receipt, CRN_SIDE_AFTER).centre, 0);
  crn_reservation_change ended;
  DONE(crn_event_reservations(receipt, 0, 1, &ended, sizeof ended, error));
  assert_int_equal(ended.id, busy->reservation);
  assert_true(ended.slots_before == 3 && ended.slots_after == 0);
  assert_true(ended.leaves == 3 && ended.enters == 0);
  assert_true(ended.revision_before > 0);
  crn_block_change freed;
  DONE(crn_event_blocks(receipt, 0, 1, &freed, sizeof freed, error));
  assert_int_equal(freed.session, busy->planned);
  assert_true(freed.slots == 64);
  assert_int_equal(freed.blocked, 0);
  assert_int_equal(freed.taken_along, 0);
  crn_event_destroy(receipt);
}

static void of_a_changed_session_take_its_slots_along(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_CHANGE_SESSION);
  crn_reservation_change kept;
  DONE(crn_event_reservations(receipt, 0, 1, &kept, sizeof kept, error));
  assert_true(kept.slots_before == 3 && kept.slots_after == 3);
  assert_true(kept.leaves == 3 && kept.enters == 3);
  assert_int_equal(kept.plan_before, 1);
  assert_int_equal(kept.plan_after, 2);
  assert_int_equal(head_of(receipt).block_count, 2);
  crn_block_change blocks[2];
  DONE(crn_event_blocks(receipt, 0, 2, blocks, sizeof blocks[0], error));
  assert_int_equal(blocks[0].plan, 1);
  assert_int_equal(blocks[0].blocked, 0);
  assert_int_not_equal(blocks[0].taken_along, 0);
  assert_int_equal(blocks[1].plan, 2);
  assert_int_not_equal(blocks[1].blocked, 0);
  assert_int_equal(blocks[1].reason, CRN_REASON_INSPECTOR_ABSENT);
  crn_event_destroy(receipt);
}

static void of_reserved_slots_rely_on_their_session(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_RESERVE_SLOTS);
  assert_int_equal(head_of(receipt).relied_on_count, 1);
  crn_session relied_on;
  DONE(crn_event_relied_on(receipt, 0, 1, &relied_on, sizeof relied_on, error));
  assert_int_equal(relied_on.id, busy->planned);
  assert_int_equal(relied_on.plan, 1);
  crn_reservation_change made;
  DONE(crn_event_reservations(receipt, 0, 1, &made, sizeof made, error));
  assert_true(made.slots_before == 0 && made.slots_after == 8);
  assert_true(made.leaves == 0 && made.enters == 8);
  assert_int_equal(made.school, SCHOOL_013);
  crn_event_destroy(receipt);
}

static void of_blocked_slots_say_why(void** state) {
  busy_office* busy = *state;
  busy->block.reason = CRN_REASON_VEHICLE;
  busy->block.note = crn_text_of("panne");
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_BLOCK_SLOTS);
  crn_block_change made;
  DONE(crn_event_blocks(receipt, 0, 1, &made, sizeof made, error));
  assert_int_not_equal(made.blocked, 0);
  assert_int_equal(made.reason, CRN_REASON_VEHICLE);
  assert_true(made.slots == 16);
  EXPECT_TEXT(made.note, "panne");
  crn_event_destroy(receipt);
}

static void of_rules_have_both_documents(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_SET_RULES);
  assert_int_not_equal(head_of(receipt).changes_rules, 0);
  assert_int_equal(head_of(receipt).rule_count_before, 0);
  assert_int_equal(head_of(receipt).rule_count_after, 1);
  crn_rule after;
  DONE(crn_event_rules(receipt, CRN_SIDE_AFTER, 0, 1, &after, sizeof after, error));
  EXPECT_TEXT(after.key, "cancellation.days");
  EXPECT_TEXT(after.value, "7");
  assert_int_equal(after.from, FIRST_DATE);
  crn_event_destroy(receipt);
}

static void remark_what_the_grid_leaves_over(void** state) {
  busy_office* busy = *state;
  busy->new_session.hours.start = 510;
  busy->new_session.hours.end = 730;
  crn_event* created = receipt_of(busy, CRN_COMMAND_CREATE_SESSIONS);
  const int64_t session = session_on(created, CRN_SIDE_AFTER).id;
  crn_event_destroy(created);
  busy->plan.sessions = &session;
  busy->plan.part = CRN_PART_ON_ROAD;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_PLAN_SESSIONS);
  assert_int_equal(head_of(receipt).remark_count, 2);
  crn_remark remarks[2];
  DONE(crn_event_remarks(receipt, 0, 2, remarks, sizeof remarks[0], error));
  assert_int_equal(remarks[0].kind, CRN_REMARK_MINUTES_LEFT_OVER);
  assert_int_equal(remarks[0].amount, 10);
  assert_int_equal(remarks[0].subject.id, session);
  assert_int_equal(remarks[1].kind, CRN_REMARK_ORPHAN_UNITS);
  assert_int_equal(remarks[1].amount, 1);
  crn_event_destroy(receipt);
}

static void remark_that_a_recipient_has_no_mail(void** state) {
  busy_office* busy = *state;
  busy->reserve.school = SCHOOL_WITHOUT_MAIL;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_RESERVE_SLOTS);
  crn_remark remark;
  DONE(crn_event_remarks(receipt, 0, 1, &remark, sizeof remark, error));
  assert_int_equal(remark.kind, CRN_REMARK_UNDELIVERABLE);
  assert_int_equal(remark.subject.kind, CRN_SUBJECT_SCHOOL);
  assert_int_equal(remark.subject.id, SCHOOL_WITHOUT_MAIL);
  crn_event_destroy(receipt);
}

static void have_json_that_gives_them_back(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = receipt_of(busy, CRN_COMMAND_CHANGE_SESSION);
  const crn_event_head head = head_of(receipt);
  crn_string* json = NULL;
  DONE(crn_event_json(receipt, &json, error));
  EXPECT_PART(crn_string_text(json), "{");
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  DONE(crn_rows_add_event(rows, &head, crn_string_text(json), error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 1);
  const crn_event* event = crn_rows_event(rows, 0);
  const crn_event_head again = head_of(event);
  assert_true(again.number == head.number && again.at == head.at);
  assert_int_equal(again.session_count, head.session_count);
  assert_int_equal(again.reservation_count, head.reservation_count);
  assert_int_equal(again.block_count, head.block_count);
  crn_string* json_again = NULL;
  DONE(crn_event_json(event, &json_again, error));
  EXPECT_TEXT(crn_string_text(json_again), crn_string_text(json).data);
  crn_string_destroy(json_again);
  crn_string_destroy(json);
  crn_rows_destroy(rows);
  crn_event_destroy(receipt);
}

int run_receipts_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(say_who_gave_which_command_when_and_why),
      IN_A_BUSY_OFFICE(have_no_content_without_a_request_id),
      IN_A_BUSY_OFFICE(of_new_sessions_have_them_after_and_not_before),
      IN_A_BUSY_OFFICE(of_removed_sessions_have_them_before_and_not_after),
      IN_A_BUSY_OFFICE(of_planned_sessions_have_both_sides),
      IN_A_BUSY_OFFICE(of_a_cascade_end_its_reservations_and_its_blocks),
      IN_A_BUSY_OFFICE(of_a_changed_session_take_its_slots_along),
      IN_A_BUSY_OFFICE(of_reserved_slots_rely_on_their_session),
      IN_A_BUSY_OFFICE(of_blocked_slots_say_why),
      IN_A_BUSY_OFFICE(of_rules_have_both_documents),
      IN_A_BUSY_OFFICE(remark_what_the_grid_leaves_over),
      IN_A_BUSY_OFFICE(remark_that_a_recipient_has_no_mail),
      IN_A_BUSY_OFFICE(have_json_that_gives_them_back),
  };
  return cmocka_run_group_tests_name("receipts", tests, NULL, NULL);
}
