#include "c_directory.h"
#include "c_storage.h"
#include "every_command.h"
#include "recording_notifier.h"
#include "tests.h"

/* ---- What was read outlives what it was read from ---------------------------------------- */

static void of_rows_are_their_own(void** state) {
  (void)state;
  void* its_state = NULL;
  open_busy_office(&its_state);
  busy_office* busy = its_state;
  const crn_session_filter filter = all_sessions();
  crn_rows* planning = NULL;
  crn_rows* schools = NULL;
  crn_rows* notices = NULL;
  crn_rows* history = NULL;
  const office_93* office = &busy->office;
  crn_event_filter events;
  CRN_INIT(events);
  events.departement = office->in_93;
  DONE(crn_engine_planning(office->engine, &office->ber_93, &filter, NULL, &planning, error));
  DONE(crn_engine_entries(office->engine, CRN_ROWS_SCHOOLS, NULL, 0, &schools, error));
  DONE(crn_engine_notices(office->engine, &office->the_operator, 0, 0, 0, &notices, error));
  DONE(crn_engine_history(office->engine, &office->ber_93, &events, NULL, &history, error));
  close_busy_office(&its_state);
  crn_session session;
  DONE(crn_rows_sessions(planning, 0, 1, &session, sizeof session, error));
  assert_int_equal(session.date, MONDAY);
  crn_school school;
  DONE(crn_rows_schools(schools, 0, 1, &school, sizeof school, error));
  EXPECT_TEXT(school.name, "Auto-école 93-012");
  crn_notice_facts facts;
  DONE(crn_notice_get(crn_rows_notice(notices, 0), &facts, sizeof facts, error));
  EXPECT_TEXT(facts.address, "ecole012@example.org");
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(crn_rows_event(history, 0), &head, error));
  assert_int_equal(head.number, 1);
  crn_rows_destroy(planning);
  crn_rows_destroy(schools);
  crn_rows_destroy(notices);
  crn_rows_destroy(history);
}

static void of_texts_are_their_rows(void** state) {
  const busy_office* busy = *state;
  crn_rows* rows = NULL;
  DONE(crn_engine_entries(busy->office.engine, CRN_ROWS_SCHOOLS, NULL, 0, &rows, error));
  crn_school first;
  crn_school again;
  DONE(crn_rows_schools(rows, 0, 1, &first, sizeof first, error));
  DONE(crn_rows_schools(rows, 0, 1, &again, sizeof again, error));
  EXPECT_TEXT(first.name, "Auto-école 93-012");
  EXPECT_TEXT(again.name, "Auto-école 93-012");
  crn_rows_destroy(rows);
}

static void of_receipts_and_files_are_their_own(void** state) {
  (void)state;
  void* its_state = NULL;
  open_busy_office(&its_state);
  busy_office* busy = its_state;
  crn_event* preview = previewed_reservation(busy);
  crn_planning_options options;
  CRN_INIT(options);
  crn_planning_file* file = NULL;
  DONE(crn_engine_read_planning(
      busy->office.engine,
      crn_text_of("Date,Heure,Matricule,Centre,Departement\n17/06/26,08:30,93-07,Rosny,93\n"),
      &options, &file, NULL, error));
  close_busy_office(&its_state);
  crn_session relied_on;
  DONE(crn_event_relied_on(preview, 0, 1, &relied_on, sizeof relied_on, error));
  assert_int_equal(relied_on.centre, ROSNY);
  assert_int_equal(crn_planning_file_session_count(file), 1);
  crn_planning_file_destroy(file);
  crn_event_destroy(preview);
}

/* ---- Handles are destroyed in any order -------------------------------------------------- */

static void of_a_database_end_with_its_last_engine(void** state) {
  (void)state;
  office_93 office;
  memset(&office, 0, sizeof office);
  start_office(&office, new_memory());
  crn_database_destroy(office.database);
  crn_clock_destroy(office.clock);
  /* The engine works on. */
  const int64_t session = planned_morning(&office);
  reserve(&office, session, 0, 2, SCHOOL_012);
  assert_string_equal(slots_now(&office, session), "RR.....");
  crn_engine_destroy(office.engine);
}

static void of_borrowed_ports_end_with_the_engine_that_has_them(void** state) {
  (void)state;
  office_93 office;
  memset(&office, 0, sizeof office);
  start_office(&office, new_memory());
  crn_engine_options options;
  CRN_INIT(options);
  options.storage = crn_database_storage(office.database);
  options.directory = crn_database_directory(office.database);
  options.outbox = crn_database_outbox(office.database);
  options.clock = office.clock;
  crn_engine* other = NULL;
  DONE(crn_engine_create(&options, &other, error));
  stop_office(&office);
  office.engine = other;
  planned_morning(&office);
  crn_engine_destroy(other);
}

static void of_ports_that_are_borrowed_need_not_be_given_back(void** state) {
  (void)state;
  crn_database* database = new_memory();
  for (int time = 0; time < 2; ++time) {
    assert_non_null(crn_database_storage(database));
    assert_non_null(crn_database_directory(database));
    assert_non_null(crn_database_outbox(database));
  }
  crn_database_destroy(database);
}

static void of_a_port_in_c_end_when_nothing_uses_it(void** state) {
  (void)state;
  for (int engine_first = 0; engine_first < 2; ++engine_first) {
    office_93 office;
    c_storage storage;
    c_directory directory;
    memset(&office, 0, sizeof office);
    open_storage(&storage);
    open_directory(&directory);
    start_office(&office, new_memory());
    crn_engine_options options;
    CRN_INIT(options);
    options.storage = storage_of(&storage);
    options.directory = directory_of(&directory);
    options.clock = office.clock;
    crn_engine* engine = NULL;
    DONE(crn_engine_create(&options, &engine, error));
    if (engine_first) crn_engine_destroy(engine);
    crn_storage_destroy(options.storage);
    crn_directory_destroy(options.directory);
    assert_int_equal(storage.released, engine_first);
    assert_int_equal(directory.released, engine_first);
    if (!engine_first) crn_engine_destroy(engine);
    assert_int_equal(storage.released, 1);
    assert_int_equal(directory.released, 1);
    stop_office(&office);
    close_storage(&storage);
    close_directory(&directory);
  }
}

static void of_an_engine_that_could_not_be_made_keep_nothing(void** state) {
  (void)state;
  c_storage storage;
  open_storage(&storage);
  crn_engine_options options;
  CRN_INIT(options);
  options.storage = storage_of(&storage);
  crn_engine* engine = NULL;
  NAMES_AND_CLEARS("directory", engine, crn_engine_create(&options, &engine, error));
  crn_storage_destroy(options.storage);
  assert_int_equal(storage.released, 1);
  close_storage(&storage);
}

static void of_a_notifier_ends_when_it_is_given_up(void** state) {
  const busy_office* busy = *state;
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  crn_notifier* notifier = notifier_of(&recording);
  DONE(crn_engine_send(busy->office.engine, &busy->office.the_operator, notifier, NULL, NULL,
                       error));
  assert_int_equal(recording.released, 0);
  crn_notifier_destroy(notifier);
  assert_int_equal(recording.released, 1);
}

static void of_an_engine_is_not_that_of_another(void** state) {
  const busy_office* busy = *state;
  const crn_engine_options options = engine_options_of(&busy->office);
  crn_engine* engines[3];
  for (size_t index = 0; index < 3; ++index)
    DONE(crn_engine_create(&options, &engines[index], error));
  crn_engine_destroy(engines[1]);
  DONE(crn_engine_block_slots(engines[2], &busy->office.by_office, &busy->block, NULL, error));
  crn_engine_destroy(engines[0]);
  crn_engine_destroy(engines[2]);
  assert_string_equal(slots_now(&busy->office, busy->planned), "RR..x.x");
}

int run_lifetimes_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_rows_are_their_own),
      IN_A_BUSY_OFFICE(of_texts_are_their_rows),
      cmocka_unit_test(of_receipts_and_files_are_their_own),
      cmocka_unit_test(of_a_database_end_with_its_last_engine),
      cmocka_unit_test(of_borrowed_ports_end_with_the_engine_that_has_them),
      cmocka_unit_test(of_ports_that_are_borrowed_need_not_be_given_back),
      cmocka_unit_test(of_a_port_in_c_end_when_nothing_uses_it),
      cmocka_unit_test(of_an_engine_that_could_not_be_made_keep_nothing),
      IN_A_BUSY_OFFICE(of_a_notifier_ends_when_it_is_given_up),
      IN_A_BUSY_OFFICE(of_an_engine_is_not_that_of_another),
  };
  return cmocka_run_group_tests_name("lifetimes", tests, NULL, NULL);
}
