#include <stdlib.h>

#include "office_93.h"
#include "tests.h"

/* ---- Ports that answer nothing ----------------------------------------------------------- */

static void count_release(void* user_data) {
  ++*(size_t*)user_data;
}

static crn_status load(void* user_data, const crn_needs* needs, crn_rows* rows,
                       crn_answer* answer) {
  (void)user_data, (void)needs, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status commit(void* user_data, crn_commit* its_commit, crn_answer* answer) {
  (void)user_data, (void)its_commit, (void)answer;
  return CRN_OK;
}
static crn_status record(void* user_data, const crn_refusal* refusal, crn_answer* answer) {
  (void)user_data, (void)refusal, (void)answer;
  return CRN_OK;
}
static crn_status rules(void* user_data, crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status sessions(void* user_data, const crn_session_filter* filter, const crn_page* page,
                           crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)filter, (void)page, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status reservations(void* user_data, const crn_reservation_filter* filter,
                               const crn_page* page, crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)filter, (void)page, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status closures(void* user_data, const crn_closure_filter* filter, const crn_page* page,
                           crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)filter, (void)page, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status events(void* user_data, const crn_event_filter* filter, const crn_page* page,
                         crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)filter, (void)page, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status refusals(void* user_data, crn_departement departement, const crn_page* page,
                           crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)departement, (void)page, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status week_units(void* user_data, const crn_week_query* query, int32_t now,
                             crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)query, (void)now, (void)rows, (void)answer;
  return CRN_OK;
}

static crn_storage_port storage_port(size_t* released) {
  crn_storage_port port;
  CRN_INIT(port);
  port.user_data = released;
  port.release = count_release;
  port.load = load;
  port.commit = commit;
  port.record = record;
  port.rules = rules;
  port.sessions = sessions;
  port.reservations = reservations;
  port.closures = closures;
  port.events = events;
  port.refusals = refusals;
  port.week_units = week_units;
  return port;
}

static crn_status look_up(void* user_data, const crn_directory_needs* needs, crn_rows* rows,
                          crn_answer* answer) {
  (void)user_data, (void)needs, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status entries(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                          crn_answer* answer) {
  (void)user_data, (void)ids, (void)count, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status find_schools(void* user_data, crn_text text, size_t limit, crn_rows* rows,
                               crn_answer* answer) {
  (void)user_data, (void)text, (void)limit, (void)rows, (void)answer;
  return CRN_OK;
}

static crn_directory_port directory_port(size_t* released) {
  crn_directory_port port;
  CRN_INIT(port);
  port.user_data = released;
  port.release = count_release;
  port.look_up = look_up;
  port.offices = port.schools = port.inspectors = port.centres = entries;
  port.find_schools = find_schools;
  return port;
}

static crn_status lease(void* user_data, int64_t now, int64_t until, size_t limit, crn_rows* rows,
                        crn_answer* answer) {
  (void)user_data, (void)now, (void)until, (void)limit, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status report(void* user_data, const crn_delivery_report* its_report, int32_t* recorded,
                         crn_answer* answer) {
  (void)user_data, (void)its_report, (void)answer;
  *recorded = 1;
  return CRN_OK;
}
static crn_status notices(void* user_data, int32_t status, int64_t after, size_t limit,
                          crn_rows* rows, crn_answer* answer) {
  (void)user_data, (void)status, (void)after, (void)limit, (void)rows, (void)answer;
  return CRN_OK;
}
static crn_status retry(void* user_data, const int64_t* its_notices, size_t count, crn_text address,
                        int64_t now, crn_answer* answer) {
  (void)user_data, (void)its_notices, (void)count, (void)address, (void)now, (void)answer;
  return CRN_OK;
}

static crn_outbox_port outbox_port(size_t* released) {
  crn_outbox_port port;
  CRN_INIT(port);
  port.user_data = released;
  port.release = count_release;
  port.lease = lease;
  port.report = report;
  port.notices = notices;
  port.retry = retry;
  return port;
}

static int32_t deliver(void* user_data, const crn_notice* notice, crn_answer* answer) {
  (void)user_data, (void)notice, (void)answer;
  return CRN_DELIVERY_DELIVERED;
}

static crn_notifier_port notifier_port(size_t* released) {
  crn_notifier_port port;
  CRN_INIT(port);
  port.user_data = released;
  port.release = count_release;
  port.deliver = deliver;
  return port;
}

static int64_t now(void* user_data) {
  (void)user_data;
  return 0;
}

static crn_clock_port clock_port(size_t* released) {
  crn_clock_port port;
  CRN_INIT(port);
  port.user_data = released;
  port.release = count_release;
  port.now = now;
  return port;
}

/* ---- Missing entries --------------------------------------------------------------------- */

#define NEEDS_ENTRY(kind, entry)                                            \
  do {                                                                      \
    crn_##kind##_port port = kind##_port(&released);                        \
    crn_##kind* its = NULL;                                                 \
    port.entry = NULL;                                                      \
    NAMES_AND_CLEARS(#entry, its, crn_##kind##_create(&port, &its, error)); \
  } while (0)

static void of_a_storage_needs_every_entry(void** state) {
  (void)state;
  size_t released = 0;
  NEEDS_ENTRY(storage, load);
  NEEDS_ENTRY(storage, commit);
  NEEDS_ENTRY(storage, record);
  NEEDS_ENTRY(storage, rules);
  NEEDS_ENTRY(storage, sessions);
  NEEDS_ENTRY(storage, reservations);
  NEEDS_ENTRY(storage, closures);
  NEEDS_ENTRY(storage, events);
  NEEDS_ENTRY(storage, refusals);
  NEEDS_ENTRY(storage, week_units);
  assert_int_equal(released, 0);
}

static void of_a_directory_needs_every_entry(void** state) {
  (void)state;
  size_t released = 0;
  NEEDS_ENTRY(directory, look_up);
  NEEDS_ENTRY(directory, offices);
  NEEDS_ENTRY(directory, schools);
  NEEDS_ENTRY(directory, inspectors);
  NEEDS_ENTRY(directory, centres);
  NEEDS_ENTRY(directory, find_schools);
  assert_int_equal(released, 0);
}

static void of_an_outbox_needs_every_entry(void** state) {
  (void)state;
  size_t released = 0;
  NEEDS_ENTRY(outbox, lease);
  NEEDS_ENTRY(outbox, report);
  NEEDS_ENTRY(outbox, notices);
  NEEDS_ENTRY(outbox, retry);
  assert_int_equal(released, 0);
}

static void of_a_notifier_or_a_clock_needs_its_entry(void** state) {
  (void)state;
  size_t released = 0;
  NEEDS_ENTRY(notifier, deliver);
  NEEDS_ENTRY(clock, now);
  assert_int_equal(released, 0);
}

/* ---- What every port has in common ------------------------------------------------------- */

#define EXPECT_REGISTRATION(kind, last_entry)                                      \
  do {                                                                             \
    size_t released = 0;                                                           \
    const crn_##kind##_port port = kind##_port(&released);                         \
    crn_##kind* its = NULL;                                                        \
    struct {                                                                       \
      crn_##kind##_port known;                                                     \
      unsigned char tail[16];                                                      \
    } larger;                                                                      \
    DONE(crn_##kind##_create(&port, &its, error));                                 \
    assert_int_equal(released, 0);                                                 \
    crn_##kind##_destroy(its);                                                     \
    assert_int_equal(released, 1);                                                 \
    NAMES(#kind, crn_##kind##_create(&port, NULL, error));                         \
    memset(&larger, 0, sizeof larger);                                             \
    larger.known = port;                                                           \
    larger.known.struct_size = sizeof larger;                                      \
    larger.known.release = NULL;                                                   \
    DONE(crn_##kind##_create(&larger.known, &its, error));                         \
    crn_##kind##_destroy(its);                                                     \
    larger.tail[15] = 1;                                                           \
    its = GARBAGE;                                                                 \
    FAILS(CRN_ERROR_UNSUPPORTED, crn_##kind##_create(&larger.known, &its, error)); \
    assert_null(its);                                                              \
    crn_##kind##_port older = port;                                                \
    older.struct_size = (uint32_t)offsetof(crn_##kind##_port, last_entry);         \
    NAMES_AND_CLEARS(#last_entry, its, crn_##kind##_create(&older, &its, error));  \
    older.struct_size = 0;                                                         \
    FAILS(CRN_ERROR_BAD_ARGUMENT, crn_##kind##_create(&older, &its, error));       \
    assert_int_equal(released, 1);                                                 \
  } while (0)

static void copies_the_table_and_releases_it_once(void** state) {
  (void)state;
  EXPECT_REGISTRATION(storage, week_units);
  EXPECT_REGISTRATION(directory, find_schools);
  EXPECT_REGISTRATION(outbox, retry);
  EXPECT_REGISTRATION(notifier, deliver);
  EXPECT_REGISTRATION(clock, now);
}

static void keeps_nothing_of_the_callers_table(void** state) {
  (void)state;
  size_t released = 0;
  crn_clock_port* port = malloc(sizeof *port);
  assert_non_null(port);
  *port = clock_port(&released);
  crn_clock* its = NULL;
  DONE(crn_clock_create(port, &its, error));
  memset(port, 0, sizeof *port);
  free(port);
  crn_clock_destroy(its);
  assert_int_equal(released, 1);
}

static void ends_when_the_last_engine_does(void** state) {
  (void)state;
  size_t released[4] = {0, 0, 0, 0};
  const crn_storage_port its_storage = storage_port(&released[0]);
  const crn_directory_port its_directory = directory_port(&released[1]);
  const crn_outbox_port its_outbox = outbox_port(&released[2]);
  const crn_clock_port its_clock = clock_port(&released[3]);
  crn_engine_options options;
  CRN_INIT(options);
  DONE(crn_storage_create(&its_storage, &options.storage, error));
  DONE(crn_directory_create(&its_directory, &options.directory, error));
  DONE(crn_outbox_create(&its_outbox, &options.outbox, error));
  DONE(crn_clock_create(&its_clock, &options.clock, error));
  crn_engine* first = NULL;
  crn_engine* second = NULL;
  DONE(crn_engine_create(&options, &first, error));
  DONE(crn_engine_create(&options, &second, error));
  crn_storage_destroy(options.storage);
  crn_directory_destroy(options.directory);
  crn_outbox_destroy(options.outbox);
  crn_clock_destroy(options.clock);
  crn_engine_destroy(first);
  for (size_t index = 0; index < 4; ++index) assert_int_equal(released[index], 0);
  crn_engine_destroy(second);
  for (size_t index = 0; index < 4; ++index) assert_int_equal(released[index], 1);
}

int run_registration_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_a_storage_needs_every_entry),
      cmocka_unit_test(of_a_directory_needs_every_entry),
      cmocka_unit_test(of_an_outbox_needs_every_entry),
      cmocka_unit_test(of_a_notifier_or_a_clock_needs_its_entry),
      cmocka_unit_test(copies_the_table_and_releases_it_once),
      cmocka_unit_test(keeps_nothing_of_the_callers_table),
      cmocka_unit_test(ends_when_the_last_engine_does),
  };
  return cmocka_run_group_tests_name("registration", tests, NULL, NULL);
}
