#include "every_command.h"
#include "one_of_each.h"
#include "tests.h"

static crn_rows* no_rows(void) {
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  return rows;
}

/* ---- Given and read back ----------------------------------------------------------------- */

static void give_sessions_reservations_and_blocks_back(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  crn_session session;
  DONE(crn_rows_sessions(rows, 0, 1, &session, sizeof session, error));
  assert_int_equal(session.id, 41);
  assert_int_equal(session.revision, 3);
  assert_int_equal(session.planned_by, BER_93);
  assert_true(session.reserved == 3 && session.unavailable == 64);
  assert_int_equal(session.part, CRN_PART_ON_ROAD);
  assert_int_equal(session.slot_count, 7);
  EXPECT_TEXT(session.external_ref, "session 17");
  crn_reservation reservation;
  DONE(crn_rows_reservations(rows, 0, 1, &reservation, sizeof reservation, error));
  assert_int_equal(reservation.id, 51);
  assert_true(reservation.slots == 3);
  EXPECT_TEXT(reservation.external_ref, "R-1");
  crn_block blocked;
  DONE(crn_rows_blocks(rows, 0, 1, &blocked, sizeof blocked, error));
  assert_int_equal(blocked.slot.ordinal, 6);
  EXPECT_TEXT(blocked.note, "part à 11 h 30");
  crn_rows_destroy(rows);
}

static void give_closures_refusals_rules_and_units_back(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  crn_closure closure;
  DONE(crn_rows_closures(rows, 0, 1, &closure, sizeof closure, error));
  assert_int_equal(closure.who, IPCSR_08);
  EXPECT_TEXT(closure.note, "formation");
  crn_refusal refusal;
  DONE(crn_rows_refusals(rows, 0, 1, &refusal, sizeof refusal, error));
  assert_int_equal(refusal.code, CRN_ERROR_TOO_LATE);
  assert_int_equal(refusal.slot_count, 2);
  assert_int_equal(refusal.slots[1].ordinal, 1);
  crn_rule rule;
  DONE(crn_rows_rules(rows, 0, 1, &rule, sizeof rule, error));
  EXPECT_TEXT(rule.value, "8");
  crn_units units;
  DONE(crn_rows_units(rows, 0, 1, &units, sizeof units, error));
  assert_int_equal(units.inspector, IPCSR_07);
  assert_int_equal(units.planned, 7);
  assert_int_equal(crn_units_offered(units), 6);
  assert_int_equal(units.assigned, 2);
  assert_int_equal(crn_units_unassigned(units), 4);
  assert_int_equal(units.reservable, 4);
  crn_rows_destroy(rows);
}

static void give_notices_back(void** state) {
  (void)state;
  crn_rows* rows = one_of_each();
  crn_notice_facts facts;
  DONE(crn_notice_get(crn_rows_notice(rows, 0), &facts, sizeof facts, error));
  assert_int_equal(facts.id, 71);
  assert_int_equal(facts.line_count, 1);
  EXPECT_TEXT(facts.title, "Examens réservés");
  crn_notice_line line;
  DONE(crn_notice_lines(crn_rows_notice(rows, 0), 0, 1, &line, sizeof line, error));
  assert_int_equal(line.reservation, 51);
  assert_int_equal(line.held_end, at(MONDAY, 9, 30));
  EXPECT_TEXT(line.location, "Rosny, parking");
  crn_delivery_state delivery;
  DONE(crn_rows_delivery_states(rows, 0, 1, &delivery, sizeof delivery, error));
  assert_int_equal(delivery.lease, 5);
  assert_int_equal(delivery.attempts, 2);
  assert_int_equal(delivery.uncertain, 1);
  EXPECT_TEXT(delivery.last_error, "451 later");
  crn_rows_destroy(rows);
}

static void give_what_is_said_of_the_page_back(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  const crn_cursor behind = {at(MONDAY, 8, 30), 41};
  crn_cursor next = {0, 0};
  assert_int_equal(crn_rows_next(rows, &next), 0);
  crn_rows_set_number(rows, 12);
  crn_rows_set_next(rows, behind);
  crn_rows_set_rules_version(rows, 4);
  crn_rows_set_closures_revision(rows, 9);
  crn_rows_set_more_candidates(rows);
  assert_int_equal(crn_rows_number(rows), 12);
  assert_int_equal(crn_rows_rules_version(rows), 4);
  assert_int_equal(crn_rows_next(rows, &next), 1);
  assert_true(next.major == behind.major && next.minor == behind.minor);
  const crn_cursor none = {0, 0};
  crn_rows_set_next(rows, none);
  assert_int_equal(crn_rows_next(rows, &next), 0);
  crn_rows_destroy(rows);
}

/* ---- Fields that make no sense ----------------------------------------------------------- */

#define REFUSES(function, type, example, field, value)         \
  do {                                                         \
    type its = example;                                        \
    its.field = value;                                         \
    NAMES(#field, function(rows, &its, 1, sizeof its, error)); \
  } while (0)

#define REFUSES_SESSION(field, value) \
  REFUSES(crn_rows_add_sessions, crn_session, a_session(), field, value)

static void refuse_sessions_that_make_no_sense(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_SESSION(id, 0);
  REFUSES_SESSION(id, -1);
  REFUSES_SESSION(departement, crn_departement_of("20"));
  REFUSES_SESSION(date, 0);
  REFUSES_SESSION(date, LAST_DATE + 1);
  REFUSES_SESSION(category, 0);
  REFUSES_SESSION(category, 16);
  REFUSES_SESSION(part, 4);
  REFUSES_SESSION(part, -1);
  REFUSES_SESSION(unit_minutes, 0);
  REFUSES_SESSION(unit_minutes, 65536 + 30);
  REFUSES_SESSION(slot_count, 65);
  REFUSES_SESSION(slot_count, -1);
  REFUSES_SESSION(reserved, 128);
  REFUSES_SESSION(unavailable, 128);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 0);
  crn_rows_destroy(rows);
}

static void name_the_figure_of_a_grid_that_makes_no_sense(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_SESSION(unit_minutes, 241);
  REFUSES_SESSION(units_of_slot, 17);
  crn_rows_destroy(rows);
}

static void refuse_hours_that_make_no_sense(void** state) {
  (void)state;
  const int32_t none[][2] = {
      {720, 510}, {510, 510}, {-1, 510}, {510, 1441}, {INT32_MIN, INT32_MAX}};
  crn_rows* rows = no_rows();
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    crn_session session = a_session();
    session.start = none[index][0];
    session.end = none[index][1];
    FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_sessions(rows, &session, 1, sizeof session, error));
  }
  crn_rows_destroy(rows);
}

static void refuse_a_slot_that_is_reserved_and_unavailable(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  crn_session session = a_session();
  session.unavailable = 2;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_sessions(rows, &session, 1, sizeof session, error));
  crn_rows_destroy(rows);
}

#define REFUSES_RESERVATION(field, value) \
  REFUSES(crn_rows_add_reservations, crn_reservation, a_reservation(), field, value)

static void refuse_reservations_that_make_no_sense(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_RESERVATION(id, 0);
  REFUSES_RESERVATION(id, -1);
  REFUSES_RESERVATION(slots, 0);
  crn_rows_destroy(rows);
}

#define REFUSES_BLOCK(field, value) REFUSES(crn_rows_add_blocks, crn_block, a_block(), field, value)
#define REFUSES_CLOSURE(field, value) \
  REFUSES(crn_rows_add_closures, crn_closure, a_closure(), field, value)

static void refuse_blocks_and_closures_that_make_no_sense(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_BLOCK(reason, 8);
  REFUSES_BLOCK(reason, -1);
  crn_block beyond = a_block();
  beyond.slot.ordinal = 64;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_blocks(rows, &beyond, 1, sizeof beyond, error));
  REFUSES_CLOSURE(departement, crn_departement_of(""));
  REFUSES_CLOSURE(scope, 0);
  REFUSES_CLOSURE(scope, 4);
  REFUSES_CLOSURE(reason, 8);
  crn_rows_destroy(rows);
}

#define REFUSES_REFUSAL(field, value) \
  REFUSES(crn_rows_add_refusals, crn_refusal, a_refusal(), field, value)

static void refuse_refusals_that_make_no_sense(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_REFUSAL(command, 0);
  REFUSES_REFUSAL(command, 15);
  REFUSES_REFUSAL(role, 0);
  REFUSES_REFUSAL(role, 6);
  REFUSES_REFUSAL(code, 4);
  REFUSES_REFUSAL(code, -1);
  REFUSES_REFUSAL(departement, crn_departement_of("20"));
  crn_rows_destroy(rows);
}

static crn_status add_notice(crn_rows* rows, const crn_notice_facts* facts,
                             const crn_notice_line* line, const crn_delivery_state* delivery,
                             crn_error** error) {
  return crn_rows_add_notice(rows, facts, sizeof *facts, line, 1, sizeof *line, delivery,
                             sizeof *delivery, error);
}

#define REFUSES_FACT(field, value)                                    \
  do {                                                                \
    crn_notice_facts facts = a_notice();                              \
    facts.field = value;                                              \
    NAMES(#field, add_notice(rows, &facts, &line, &delivery, error)); \
  } while (0)

static void refuse_notices_that_make_no_sense(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  crn_notice_line line = a_notice_line();
  crn_delivery_state delivery = a_delivery_state();
  REFUSES_FACT(id, 0);
  REFUSES_FACT(kind, 0);
  REFUSES_FACT(kind, 6);
  REFUSES_FACT(reason, 8);
  REFUSES_FACT(departement, crn_departement_of("20"));
  const crn_notice_facts facts = a_notice();
  line.category = 0;
  NAMES("category", add_notice(rows, &facts, &line, &delivery, error));
  line.category = CRN_CATEGORY_CE;
  line.part = 4;
  NAMES("part", add_notice(rows, &facts, &line, &delivery, error));
  line.part = 0;
  delivery.status = 0;
  NAMES("status", add_notice(rows, &facts, &line, &delivery, error));
  delivery.status = 5;
  NAMES("status", add_notice(rows, &facts, &line, &delivery, error));
  delivery.status = CRN_NOTICE_STATUS_PENDING;
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_NOTICES), 0);
  crn_rows_destroy(rows);
}

#define REFUSES_UNITS(field, value) \
  REFUSES(crn_rows_add_units, crn_units, some_units(), field, value)

static void refuse_ids_that_are_none(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_SESSION(inspector, 0);
  REFUSES_RESERVATION(school, 0);
  REFUSES_RESERVATION(session, 0);
  REFUSES_CLOSURE(id, 0);
  REFUSES_CLOSURE(who, 0);
  REFUSES_UNITS(inspector, 0);
  crn_rows_destroy(rows);
}

static void refuse_counts_below_zero(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  REFUSES_UNITS(planned, -1);
  REFUSES_UNITS(unavailable, -1);
  REFUSES_UNITS(assigned, -1);
  REFUSES_UNITS(reservable, -1);
  crn_delivery_state delivery = a_delivery_state();
  const crn_notice_facts facts = a_notice();
  const crn_notice_line line = a_notice_line();
  delivery.attempts = -1;
  NAMES("attempts", add_notice(rows, &facts, &line, &delivery, error));
  crn_rows_destroy(rows);
}

static void refuse_closures_that_never_close(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  crn_closure closure = a_closure();
  closure.to = closure.from;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_rows_add_closures(rows, &closure, 1, sizeof closure, error));
  crn_rows_destroy(rows);
}

/* ---- Events ------------------------------------------------------------------------------ */

static crn_event_head head_of(const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(event, &head, error));
  return head;
}

static crn_event* blocked_slot(const busy_office* busy) {
  crn_event* receipt = NULL;
  DONE(crn_engine_block_slots(busy->office.engine, &busy->office.by_office, &busy->block, &receipt,
                              error));
  return receipt;
}

static void give_an_event_without_its_json_back_as_purged(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = blocked_slot(busy);
  const crn_event_head head = head_of(receipt);
  crn_rows* rows = no_rows();
  DONE(crn_rows_add_event(rows, &head, crn_text_of(""), error));
  const crn_event_head purged = head_of(crn_rows_event(rows, 0));
  assert_true(purged.number == head.number);
  assert_int_equal(purged.block_count, 0);
  crn_rows_destroy(rows);
  crn_event_destroy(receipt);
}

static void refuse_an_event_whose_json_is_spoiled(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = blocked_slot(busy);
  const crn_event_head head = head_of(receipt);
  crn_string* json = NULL;
  DONE(crn_event_json(receipt, &json, error));
  crn_text cut = crn_string_text(json);
  cut.size -= 1;
  const crn_text spoiled[] = {TEXT("{"),
                              TEXT("null"),
                              TEXT("[]"),
                              TEXT("{\"sessions\":7}"),
                              TEXT("{\"sessions\":[{}]}"),
                              TEXT("{\"remarks\":[{\"remark\":\"undeliverable\",\"subject\":"
                                   "{\"kind\":\"departement\",\"id\":200}}]}"),
                              TEXT("{\"reservations\":[{\"reservation\":1,\"slots_before\":[],"
                                   "\"slots_after\":[]}]}"),
                              cut};
  crn_rows* rows = no_rows();
  for (size_t index = 0; index < sizeof spoiled / sizeof spoiled[0]; ++index)
    FAILS(CRN_ERROR_STORAGE_CORRUPT, crn_rows_add_event(rows, &head, spoiled[index], error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_EVENTS), 0);
  crn_rows_destroy(rows);
  crn_string_destroy(json);
  crn_event_destroy(receipt);
}

#define REFUSES_HEAD(field, value)                                         \
  do {                                                                     \
    crn_event_head its = head;                                             \
    its.field = value;                                                     \
    NAMES(#field, crn_rows_add_event(rows, &its, crn_text_of(""), error)); \
  } while (0)

static void refuse_an_event_whose_envelope_makes_no_sense(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = blocked_slot(busy);
  const crn_event_head head = head_of(receipt);
  crn_rows* rows = no_rows();
  REFUSES_HEAD(command, 0);
  REFUSES_HEAD(command, 15);
  REFUSES_HEAD(role, 0);
  REFUSES_HEAD(role, 6);
  REFUSES_HEAD(reason, 8);
  REFUSES_HEAD(number, -1);
  REFUSES_HEAD(departement, crn_departement_of("20"));
  crn_rows_destroy(rows);
  crn_event_destroy(receipt);
}

/* ---- Filters ----------------------------------------------------------------------------- */

static int32_t matches(const crn_event* event, const crn_event_filter* filter) {
  int32_t found = -1;
  DONE(crn_event_matches(event, filter, &found, error));
  return found;
}

static void match_events_by_what_they_changed(void** state) {
  const busy_office* busy = *state;
  crn_event* event = NULL;
  DONE(crn_engine_cancel_by_office(busy->office.engine, &busy->office.by_office,
                                   &busy->cancel_by_office, &event, error));
  crn_event_filter whole;
  CRN_INIT(whole);
  whole.departement = busy->office.in_93;
  assert_int_equal(matches(event, &whole), 1);
  crn_event_filter filter = whole;
  filter.school = SCHOOL_012;
  assert_int_equal(matches(event, &filter), 1);
  filter.school = SCHOOL_013;
  assert_int_equal(matches(event, &filter), 0);
  filter = whole;
  filter.reservation = busy->reservation;
  assert_int_equal(matches(event, &filter), 1);
  filter.session = busy->available;
  assert_int_equal(matches(event, &filter), 0);
  filter = whole;
  filter.after = INT64_MAX;
  filter.departement = crn_departement_of("75");
  assert_int_equal(matches(event, &filter), 1);
  crn_event_destroy(event);
}

int run_builders_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(give_sessions_reservations_and_blocks_back),
      cmocka_unit_test(give_closures_refusals_rules_and_units_back),
      cmocka_unit_test(give_notices_back),
      cmocka_unit_test(give_what_is_said_of_the_page_back),
      cmocka_unit_test(refuse_sessions_that_make_no_sense),
      cmocka_unit_test(name_the_figure_of_a_grid_that_makes_no_sense),
      cmocka_unit_test(refuse_hours_that_make_no_sense),
      cmocka_unit_test(refuse_a_slot_that_is_reserved_and_unavailable),
      cmocka_unit_test(refuse_reservations_that_make_no_sense),
      cmocka_unit_test(refuse_blocks_and_closures_that_make_no_sense),
      cmocka_unit_test(refuse_refusals_that_make_no_sense),
      cmocka_unit_test(refuse_notices_that_make_no_sense),
      cmocka_unit_test(refuse_ids_that_are_none),
      cmocka_unit_test(refuse_counts_below_zero),
      cmocka_unit_test(refuse_closures_that_never_close),
      IN_A_BUSY_OFFICE(give_an_event_without_its_json_back_as_purged),
      IN_A_BUSY_OFFICE(refuse_an_event_whose_json_is_spoiled),
      IN_A_BUSY_OFFICE(refuse_an_event_whose_envelope_makes_no_sense),
      IN_A_BUSY_OFFICE(match_events_by_what_they_changed),
  };
  return cmocka_run_group_tests_name("builders", tests, NULL, NULL);
}
