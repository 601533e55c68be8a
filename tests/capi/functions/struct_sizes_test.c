#include <stdlib.h>

#include "every_command.h"
#include "one_of_each.h"
#include "tests.h"

/* ---- Structs that are given -------------------------------------------------------------- */

/** A struct, and a call that takes it. */
typedef struct given_struct {
  const char* name;
  const void* it;
  size_t size;
  size_t least;      /**< bytes that the call needs */
  crn_status answer; /**< to the struct as it is */
  crn_status (*call)(const busy_office* busy, const void* it, crn_error** error);
} given_struct;

/* A copy in memory of exactly that size, so that a tool sees who reads beyond it. */
static void* copy_of(const void* it, size_t size, size_t new_size) {
  const uint32_t said = (uint32_t)new_size;
  char* copy = calloc(1, new_size < sizeof said ? sizeof said : new_size);
  assert_non_null(copy);
  memcpy(copy, it, size < new_size ? size : new_size);
  memcpy(copy, &said, sizeof said);
  return copy;
}

/* As much of a struct as an older version may have had, which cuts no field. */
#define WHOLE(size) (((size) + 7) / 8 * 8)

#define ANSWERS(code, call) \
  do {                      \
    if ((code) == CRN_OK)   \
      DONE(call);           \
    else                    \
      FAILS(code, call);    \
  } while (0)

static void a_smaller_one_is_taken(const busy_office* busy, const given_struct* given) {
  void* copy = copy_of(given->it, given->size, given->least);
  ANSWERS(given->answer, given->call(busy, copy, error));
  free(copy);
}

static void a_larger_one_is_taken_where_its_tail_is_zero(const busy_office* busy,
                                                         const given_struct* given) {
  char* copy = copy_of(given->it, given->size, given->size + 16);
  ANSWERS(given->answer, given->call(busy, copy, error));
  copy[given->size + 15] = 1;
  FAILS(CRN_ERROR_UNSUPPORTED, given->call(busy, copy, error));
  free(copy);
}

static void one_of_no_size_is_refused(const busy_office* busy, const given_struct* given) {
  for (size_t size = 0; size < sizeof(uint32_t); ++size) {
    void* copy = copy_of(given->it, given->size, size);
    FAILS(CRN_ERROR_BAD_ARGUMENT, given->call(busy, copy, error));
    free(copy);
  }
}

static void expect_sizes(const busy_office* busy, const given_struct* given) {
  print_message("  %s\n", given->name);
  a_smaller_one_is_taken(busy, given);
  a_larger_one_is_taken_where_its_tail_is_zero(busy, given);
  one_of_no_size_is_refused(busy, given);
}

#define UP_TO(type, field) WHOLE(offsetof(type, field) + sizeof(((type*)0)->field))

/* ---- Commands ---------------------------------------------------------------------------- */

static void of_every_command(void** state) {
  const busy_office* busy = *state;
  for (size_t index = 0; index < COMMAND_COUNT; ++index) {
    const any_command* it = &busy->all[index];
    crn_call call = *it->call;
    call.mode = CRN_MODE_PREVIEW;
    void* smaller = copy_of(it->command, it->size, WHOLE(it->least));
    DONE(it->run(busy->office.engine, &call, smaller, NULL, error));
    free(smaller);
    char* larger = copy_of(it->command, it->size, it->size + 16);
    DONE(it->run(busy->office.engine, &call, larger, NULL, error));
    larger[it->size] = 1;
    FAILS(CRN_ERROR_UNSUPPORTED, it->run(busy->office.engine, &call, larger, NULL, error));
    free(larger);
    void* none = copy_of(it->command, it->size, 0);
    FAILS(CRN_ERROR_BAD_ARGUMENT, it->run(busy->office.engine, &call, none, NULL, error));
    free(none);
  }
}

static crn_status with_call(const busy_office* busy, const void* it, crn_error** error) {
  const crn_call* call = it;
  return crn_engine_block_slots(busy->office.engine, call, &busy->block, NULL, error);
}

static crn_status with_actor(const busy_office* busy, const void* it, crn_error** error) {
  const crn_actor* actor = it;
  crn_call call = busy->office.by_office;
  call.actor = actor;
  call.mode = CRN_MODE_PREVIEW;
  return crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error);
}

static void of_calls_and_actors(void** state) {
  const busy_office* busy = *state;
  crn_call call = busy->office.by_office;
  call.mode = CRN_MODE_PREVIEW;
  const given_struct given[] = {
      {"crn_call", &call, sizeof call, UP_TO(crn_call, departement), CRN_OK, with_call},
      {"crn_actor", &busy->office.ber_93, sizeof(crn_actor), UP_TO(crn_actor, who), CRN_OK,
       with_actor},
  };
  for (size_t index = 0; index < 2; ++index) expect_sizes(busy, &given[index]);
}

/* ---- Queries ----------------------------------------------------------------------------- */

/* A pointer to the rows, because arguments are evaluated in any order. */
static crn_status drop(crn_status status, crn_rows** rows) {
  crn_rows_destroy(*rows);
  return status;
}

static crn_status with_page(const busy_office* busy, const void* it, crn_error** error) {
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  return drop(
      crn_engine_sessions(busy->office.engine, &busy->office.ber_93, &filter, it, &rows, error),
      &rows);
}

static crn_status with_session_filter(const busy_office* busy, const void* it, crn_error** error) {
  crn_rows* rows = NULL;
  return drop(
      crn_engine_planning(busy->office.engine, &busy->office.ber_93, it, NULL, &rows, error),
      &rows);
}

static crn_status with_exam_query(const busy_office* busy, const void* it, crn_error** error) {
  crn_rows* rows = NULL;
  return drop(crn_engine_exams(busy->office.engine, &busy->office.ber_93, it, NULL, &rows, error),
              &rows);
}

static crn_status with_closure_filter(const busy_office* busy, const void* it, crn_error** error) {
  crn_rows* rows = NULL;
  return drop(
      crn_engine_closures(busy->office.engine, &busy->office.ber_93, it, NULL, &rows, error),
      &rows);
}

static crn_status with_event_filter(const busy_office* busy, const void* it, crn_error** error) {
  crn_rows* rows = NULL;
  return drop(crn_engine_history(busy->office.engine, &busy->office.ber_93, it, NULL, &rows, error),
              &rows);
}

static crn_status with_week_query(const busy_office* busy, const void* it, crn_error** error) {
  size_t count = 0;
  return crn_engine_week(busy->office.engine, &busy->office.ber_93, it, NULL, 0, sizeof(crn_units),
                         &count, NULL, error);
}

static void of_queries(void** state) {
  const busy_office* busy = *state;
  const crn_session_filter sessions = all_sessions();
  crn_page page;
  CRN_INIT(page);
  page.limit = 10;
  crn_exam_query exams;
  CRN_INIT(exams);
  exams.departement = busy->office.in_93;
  exams.school = SCHOOL_012;
  crn_closure_filter closures;
  CRN_INIT(closures);
  closures.departement = busy->office.in_93;
  crn_event_filter history;
  CRN_INIT(history);
  history.departement = busy->office.in_93;
  crn_week_query weeks;
  CRN_INIT(weeks);
  weeks.departement = busy->office.in_93;
  weeks.week = MONDAY;
  const given_struct given[] = {
      {"crn_page", &page, sizeof page, UP_TO(crn_page, limit), CRN_OK, with_page},
      {"crn_session_filter", &sessions, sizeof sessions, UP_TO(crn_session_filter, departement),
       CRN_OK, with_session_filter},
      {"crn_exam_query", &exams, sizeof exams, UP_TO(crn_exam_query, school), CRN_OK,
       with_exam_query},
      {"crn_closure_filter", &closures, sizeof closures, UP_TO(crn_closure_filter, departement),
       CRN_OK, with_closure_filter},
      {"crn_event_filter", &history, sizeof history, UP_TO(crn_event_filter, departement), CRN_OK,
       with_event_filter},
      {"crn_week_query", &weeks, sizeof weeks, UP_TO(crn_week_query, week), CRN_OK,
       with_week_query},
  };
  for (size_t index = 0; index < sizeof given / sizeof given[0]; ++index)
    expect_sizes(busy, &given[index]);
}

/* ---- Options ----------------------------------------------------------------------------- */

static crn_status with_sqlite_options(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_database* database = NULL;
  const crn_status status = crn_database_open_sqlite(it, &database, error);
  crn_database_destroy(database);
  return status;
}

static crn_status with_open_options(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_database* database = NULL;
  const crn_status status = crn_database_open(it, &database, error);
  crn_database_destroy(database);
  return status;
}

static crn_status with_memory_options(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_database* database = NULL;
  const crn_status status = crn_database_create_in_memory(it, &database, error);
  crn_database_destroy(database);
  return status;
}

static crn_status with_engine_options(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_engine* engine = NULL;
  const crn_status status = crn_engine_create(it, &engine, error);
  crn_engine_destroy(engine);
  return status;
}

static crn_status with_csv_style(const busy_office* busy, const void* it, crn_error** error) {
  const crn_session_filter filter = all_sessions();
  crn_string* bytes = NULL;
  const crn_status status =
      crn_engine_write_csv(busy->office.engine, &busy->office.ber_93, &filter, it, &bytes, error);
  crn_string_destroy(bytes);
  return status;
}

static crn_status with_workbook(const busy_office* busy, const void* it, crn_error** error) {
  return crn_engine_write_workbook(busy->office.engine, &busy->office.ber_93, it, error);
}

static crn_status with_planning_options(const busy_office* busy, const void* it,
                                        crn_error** error) {
  const crn_text bytes =
      crn_text_of("Date,Heure,Matricule,Centre,Departement\n17/06/26,08:30,93-07,Rosny,93\n");
  crn_planning_file* file = NULL;
  const crn_status status =
      crn_engine_read_planning(busy->office.engine, bytes, it, &file, NULL, error);
  crn_planning_file_destroy(file);
  return status;
}

static crn_status with_identity(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_notifier* notifier = NULL;
  const crn_status status = crn_notifier_create_folder(crn_text_of("mails"), it, &notifier, error);
  crn_notifier_destroy(notifier);
  return status;
}

static crn_status with_smtp_options(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_notifier* notifier = NULL;
  const crn_status status = crn_notifier_create_smtp(it, &notifier, error);
  crn_notifier_destroy(notifier);
  return status;
}

static int32_t refuse(void* user_data, const crn_notice* notice, crn_answer* answer) {
  (void)user_data;
  (void)notice;
  (void)answer;
  return CRN_DELIVERY_REFUSED;
}

static crn_status with_send_options(const busy_office* busy, const void* it, crn_error** error) {
  crn_notifier_port port;
  CRN_INIT(port);
  port.deliver = refuse;
  crn_notifier* notifier = NULL;
  assert_int_equal(crn_notifier_create(&port, &notifier, NULL), CRN_OK);
  const crn_status status =
      crn_engine_send(busy->office.engine, &busy->office.the_operator, notifier, it, NULL, error);
  crn_notifier_destroy(notifier);
  return status;
}

static void of_options(void** state) {
  const busy_office* busy = *state;
  const crn_session_filter whole = all_sessions();
  crn_sqlite_options sqlite;
  CRN_INIT(sqlite);
  sqlite.path = crn_text_of("/no such folder/planning.db");
  crn_memory_options memory;
  CRN_INIT(memory);
  const crn_engine_options engine = engine_options_of(&busy->office);
  crn_csv_style style;
  CRN_INIT(style);
  style.utf8_mark = 1;
  crn_open_options open;
  CRN_INIT(open);
  open.where = crn_text_of("/no such folder/planning.db");
  crn_session_filter week = whole;
  week.period.first = MONDAY;
  week.period.last = MONDAY + 4;
  crn_workbook workbook;
  CRN_INIT(workbook);
  workbook.path = crn_text_of("/no such folder/planning.xlsx");
  workbook.filter = &week;
  crn_planning_options planning;
  CRN_INIT(planning);
  crn_send_options send;
  CRN_INIT(send);
  const given_struct given[] = {
      {"crn_sqlite_options", &sqlite, sizeof sqlite, UP_TO(crn_sqlite_options, path),
       CRN_ERROR_STORAGE_MISSING, with_sqlite_options},
      {"crn_open_options", &open, sizeof open, sizeof open, CRN_ERROR_STORAGE_MISSING,
       with_open_options},
      {"crn_memory_options", &memory, sizeof memory, sizeof memory, CRN_OK, with_memory_options},
      {"crn_engine_options", &engine, sizeof engine, UP_TO(crn_engine_options, clock), CRN_OK,
       with_engine_options},
      {"crn_csv_style", &style, sizeof style, UP_TO(crn_csv_style, utf8_mark), CRN_OK,
       with_csv_style},
      {"crn_workbook", &workbook, sizeof workbook, sizeof workbook, CRN_ERROR_STORAGE_FAILED,
       with_workbook},
      {"crn_planning_options", &planning, sizeof planning, UP_TO(crn_planning_options, category),
       CRN_OK, with_planning_options},
      {"crn_send_options", &send, sizeof send, UP_TO(crn_send_options, batch), CRN_OK,
       with_send_options},
  };
  for (size_t index = 0; index < sizeof given / sizeof given[0]; ++index)
    expect_sizes(busy, &given[index]);
}

static void of_senders(void** state) {
  const busy_office* busy = *state;
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.domain = crn_text_of("example.org");
  crn_smtp_options smtp;
  CRN_INIT(smtp);
  smtp.identity = &identity;
  smtp.host = crn_text_of("smtp.example.org");
  const given_struct given[] = {
      {"crn_identity", &identity, sizeof identity, sizeof identity, CRN_OK, with_identity},
      {"crn_smtp_options", &smtp, sizeof smtp, UP_TO(crn_smtp_options, host), CRN_OK,
       with_smtp_options},
  };
  for (size_t index = 0; index < 2; ++index) expect_sizes(busy, &given[index]);
}

/* ---- Structs that are given back --------------------------------------------------------- */

static crn_status with_event_head(const busy_office* busy, const void* it, crn_error** error) {
  (void)busy;
  crn_rows* rows = NULL;
  assert_int_equal(crn_rows_create(&rows, NULL), CRN_OK);
  return drop(crn_rows_add_event(rows, it, crn_text_of(""), error), &rows);
}

static void of_the_envelope_of_an_event(void** state) {
  const busy_office* busy = *state;
  crn_event* receipt = NULL;
  DONE(crn_engine_block_slots(busy->office.engine, &busy->office.by_office, &busy->block, &receipt,
                              error));
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  const given_struct given = {
      "crn_event_head", &head, sizeof head, UP_TO(crn_event_head, role), CRN_OK, with_event_head};
  expect_sizes(busy, &given);
  crn_event_destroy(receipt);
}

/** A struct that a call fills. */
typedef struct filled_struct {
  const char* name;
  size_t size;
  size_t smaller; /**< an earlier version of it */
  crn_status (*call)(const busy_office* busy, void* it, crn_error** error);
} filled_struct;

static crn_status fill_deadline(const busy_office* busy, void* it, crn_error** error) {
  return crn_engine_deadline(busy->office.engine, busy->office.in_93, at(MONDAY, 8, 30), it, error);
}

static crn_status fill_rules(const busy_office* busy, void* it, crn_error** error) {
  return crn_engine_rules_on(busy->office.engine, MONDAY, it, error);
}

static crn_status fill_event_head(const busy_office* busy, void* it, crn_error** error) {
  crn_event* preview = previewed_reservation(busy);
  const crn_status status = crn_event_get(preview, it, error);
  crn_event_destroy(preview);
  return status;
}

static crn_status fill_taken(const busy_office* busy, void* it, crn_error** error) {
  crn_rows* entries = NULL;
  assert_int_equal(crn_rows_create(&entries, NULL), CRN_OK);
  add_world(entries);
  return drop(crn_database_put(busy->office.database, entries, 1, it, error), &entries);
}

static crn_status fill_sent(const busy_office* busy, void* it, crn_error** error) {
  crn_notifier_port port;
  CRN_INIT(port);
  port.deliver = refuse;
  crn_notifier* notifier = NULL;
  assert_int_equal(crn_notifier_create(&port, &notifier, NULL), CRN_OK);
  const crn_status status =
      crn_engine_send(busy->office.engine, &busy->office.the_operator, notifier, NULL, it, error);
  crn_notifier_destroy(notifier);
  return status;
}

/* The bytes behind the size that the caller knows stay the caller's. */
static void a_smaller_one_is_filled_as_far_as_it_goes(const busy_office* busy,
                                                      const filled_struct* filled) {
  unsigned char* bytes = malloc(filled->size);
  assert_non_null(bytes);
  memset(bytes, 0, filled->smaller);
  memset(bytes + filled->smaller, 0xA5, filled->size - filled->smaller);
  const uint32_t said = (uint32_t)filled->smaller;
  memcpy(bytes, &said, sizeof said);
  DONE(filled->call(busy, bytes, error));
  assert_memory_equal(bytes, &said, sizeof said);
  for (size_t place = filled->smaller; place < filled->size; ++place)
    assert_int_equal(bytes[place], 0xA5);
  free(bytes);
}

static void a_larger_one_keeps_its_zeros(const busy_office* busy, const filled_struct* filled) {
  const uint32_t said = (uint32_t)filled->size + 16;
  unsigned char* bytes = calloc(1, said);
  assert_non_null(bytes);
  memcpy(bytes, &said, sizeof said);
  DONE(filled->call(busy, bytes, error));
  assert_memory_equal(bytes, &said, sizeof said);
  for (size_t place = filled->size; place < said; ++place) assert_int_equal(bytes[place], 0);
  free(bytes);
}

static void of_what_is_filled(void** state) {
  const busy_office* busy = *state;
  const filled_struct all[] = {
      {"crn_deadline", sizeof(crn_deadline), UP_TO(crn_deadline, days), fill_deadline},
      {"crn_rules", sizeof(crn_rules), UP_TO(crn_rules, afternoon), fill_rules},
      {"crn_event_head", sizeof(crn_event_head), UP_TO(crn_event_head, at), fill_event_head},
      {"crn_taken", sizeof(crn_taken), UP_TO(crn_taken, added), fill_taken},
      {"crn_sent", sizeof(crn_sent), UP_TO(crn_sent, delivered), fill_sent},
  };
  for (size_t index = 0; index < sizeof all / sizeof all[0]; ++index) {
    print_message("  %s\n", all[index].name);
    a_smaller_one_is_filled_as_far_as_it_goes(busy, &all[index]);
    a_larger_one_keeps_its_zeros(busy, &all[index]);
    uint32_t none = 0;
    FAILS(CRN_ERROR_BAD_ARGUMENT, all[index].call(busy, &none, error));
  }
}

static void of_purges(void** state) {
  const office_93* office = *state;
  crn_purge purge;
  CRN_INIT(purge);
  purge.now = utc(MONDAY, 0, 0, 0);
  const uint32_t known = (uint32_t)UP_TO(crn_purge, now);
  void* smaller = copy_of(&purge, sizeof purge, known);
  DONE(crn_database_purge(office->database, smaller, NULL, error));
  free(smaller);
  char* larger = copy_of(&purge, sizeof purge, sizeof purge + 8);
  crn_purged purged;
  CRN_INIT(purged);
  DONE(crn_database_purge(office->database, (const crn_purge*)(void*)larger, &purged, error));
  larger[sizeof purge] = 1;
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_database_purge(office->database, (const crn_purge*)(void*)larger, NULL, error));
  free(larger);
  purge.struct_size = 0;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_database_purge(office->database, &purge, NULL, error));
  purge.struct_size = sizeof purge;
  purged.struct_size = 0;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_database_purge(office->database, &purge, &purged, error));
}

/* As where nobody called CRN_INIT. */
static void that_nobody_set_are_refused(void** state) {
  const busy_office* busy = *state;
  crn_rules* rules = malloc(sizeof *rules);
  assert_non_null(rules);
  memset(rules, 0x5c, sizeof *rules);
  NAMES("rules", crn_engine_rules_on(busy->office.engine, MONDAY, rules, error));
  free(rules);
  crn_call call = busy->office.by_office;
  call.struct_size = 0xCCCCCCCC;
  NAMES("call", crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error));
}

static void that_end_within_a_pointer_are_refused(void** state) {
  const busy_office* busy = *state;
  crn_call call = busy->office.by_office;
  call.struct_size = 12;
  NAMES("call", crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error));
}

static void leave_reserved_room_to_what_comes(void** state) {
  const busy_office* busy = *state;
  crn_call call = busy->office.by_office;
  call.reserved_ = 1;
  FAILS(CRN_ERROR_UNSUPPORTED,
        crn_engine_block_slots(busy->office.engine, &call, &busy->block, NULL, error));
}

int run_struct_sizes_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(of_every_command),
      IN_A_BUSY_OFFICE(of_calls_and_actors),
      IN_A_BUSY_OFFICE(of_queries),
      IN_A_BUSY_OFFICE(of_options),
      IN_A_BUSY_OFFICE(of_senders),
      IN_A_BUSY_OFFICE(of_the_envelope_of_an_event),
      IN_A_BUSY_OFFICE(of_what_is_filled),
      IN_A_KEPT_OFFICE(of_purges),
      IN_A_BUSY_OFFICE(that_nobody_set_are_refused),
      IN_A_BUSY_OFFICE(that_end_within_a_pointer_are_refused),
      IN_A_BUSY_OFFICE(leave_reserved_room_to_what_comes),
  };
  return cmocka_run_group_tests_name("struct_sizes", tests, NULL, NULL);
}
