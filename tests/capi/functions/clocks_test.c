#include "every_command.h"
#include "tests.h"

/** A clock that says the next of its instants each time. */
typedef struct jumping_clock {
  int64_t instants[8];
  size_t asked;
  size_t released;
} jumping_clock;

static int64_t now(void* user_data) {
  jumping_clock* clock = user_data;
  return clock->instants[clock->asked++ % 8];
}

static void release(void* user_data) {
  jumping_clock* clock = user_data;
  ++clock->released;
}

static crn_clock* clock_of(jumping_clock* jumping) {
  crn_clock_port port;
  CRN_INIT(port);
  port.user_data = jumping;
  port.release = release;
  port.now = now;
  crn_clock* clock = NULL;
  DONE(crn_clock_create(&port, &clock, error));
  return clock;
}

static crn_engine* engine_by(const office_93* office, crn_clock* clock) {
  crn_engine_options options = engine_options_of(office);
  options.clock = clock;
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  return engine;
}

static void of_ones_own_are_read_once_for_a_command(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  jumping_clock jumping;
  memset(&jumping, 0, sizeof jumping);
  for (size_t index = 0; index < 8; ++index)
    jumping.instants[index] = utc(FIRST_OF_JUNE, 9, (int32_t)index, 0);
  crn_clock* clock = clock_of(&jumping);
  crn_engine* engine = engine_by(office, clock);
  crn_event* receipt = NULL;
  DONE(crn_engine_block_slots(engine, &office->by_office, &busy->block, &receipt, error));
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  assert_true(head.at == utc(FIRST_OF_JUNE, 9, 0, 0));
  assert_int_equal(jumping.asked, 1);
  crn_event_destroy(receipt);
  crn_engine_destroy(engine);
  assert_int_equal(jumping.released, 0);
  crn_clock_destroy(clock);
  assert_int_equal(jumping.released, 1);
}

static void may_jump_to_where_no_date_is(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  const int64_t far_away[] = {INT64_MIN, INT64_MAX, 0, -1};
  jumping_clock jumping;
  memset(&jumping, 0, sizeof jumping);
  crn_clock* clock = clock_of(&jumping);
  crn_engine* engine = engine_by(office, clock);
  for (size_t index = 0; index < 4; ++index) {
    for (size_t place = 0; place < 8; ++place) jumping.instants[place] = far_away[index];
    crn_call call = office->by_office;
    call.mode = CRN_MODE_PREVIEW;
    crn_event* receipt = NULL;
    (void)crn_engine_block_slots(engine, &call, &busy->block, &receipt, NULL);
    crn_event_destroy(receipt);
    crn_rows* rows = NULL;
    crn_exam_query query;
    CRN_INIT(query);
    query.departement = office->in_93;
    query.school = SCHOOL_012;
    (void)crn_engine_exams(engine, &office->ber_93, &query, NULL, &rows, NULL);
    crn_rows_destroy(rows);
  }
  crn_engine_destroy(engine);
  crn_clock_destroy(clock);
}

static void that_are_manual_stand_where_they_are_put(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  set_clock(office, utc(FIRST_OF_JUNE, 10, 0, 0));
  crn_event* receipt = NULL;
  DONE(crn_engine_block_slots(office->engine, &office->by_office, &busy->block, &receipt, error));
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  assert_true(head.at == utc(FIRST_OF_JUNE, 10, 0, 0));
  crn_event_destroy(receipt);
}

static void that_are_not_manual_cannot_be_put(void** state) {
  (void)state;
  jumping_clock jumping;
  memset(&jumping, 0, sizeof jumping);
  crn_clock* clock = clock_of(&jumping);
  NAMES("clock", crn_clock_set(clock, 0, error));
  crn_clock_destroy(clock);
}

static void are_the_machines_where_none_is_given(void** state) {
  const busy_office* busy = *state;
  crn_engine* engine = engine_by(&busy->office, NULL);
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(engine, &busy->office.ber_93, &filter, NULL, &rows, error));
  crn_rows_destroy(rows);
  crn_engine_destroy(engine);
}

int run_clocks_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(of_ones_own_are_read_once_for_a_command),
      IN_A_BUSY_OFFICE(may_jump_to_where_no_date_is),
      IN_A_BUSY_OFFICE(that_are_manual_stand_where_they_are_put),
      cmocka_unit_test(that_are_not_manual_cannot_be_put),
      IN_A_BUSY_OFFICE(are_the_machines_where_none_is_given),
  };
  return cmocka_run_group_tests_name("clocks", tests, NULL, NULL);
}
