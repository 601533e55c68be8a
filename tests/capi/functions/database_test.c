#include <stdlib.h>

#include "fingerprint.h"
#include "recording_notifier.h"
#include "tests.h"

static crn_sqlite_options options_for(const char* path) {
  crn_sqlite_options options;
  CRN_INIT(options);
  options.path = crn_text_of(path);
  return options;
}

static crn_status open_it(const crn_sqlite_options* options, crn_database** database,
                          crn_error** error) {
  return crn_database_open_sqlite(options, database, error);
}

/* ---- Opening ----------------------------------------------------------------------------- */

static void keeps_everything(void** state) {
  office_93* office = *state;
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 2, SCHOOL_012);
  char* before = fingerprint(office);
  stop_office(office);
  office->database = open_again(office);
  DONE(crn_clock_create_manual(utc(FIRST_OF_JUNE, 9, 0, 0), &office->clock, error));
  const crn_engine_options options = engine_options_of(office);
  DONE(crn_engine_create(&options, &office->engine, error));
  char* after = fingerprint(office);
  assert_string_equal(after, before);
  free(before);
  free(after);
}

static void that_is_not_there_is_missing_or_made(void** state) {
  (void)state;
  temporary_folder folder;
  make_folder(&folder);
  const file_path file = path_in(&folder, "planning.db");
  crn_sqlite_options options = options_for(file.path);
  crn_database* database = GARBAGE;
  FAILS(CRN_ERROR_STORAGE_MISSING, open_it(&options, &database, error));
  assert_null(database);
  options.create = 1;
  options.read_only = 1;
  FAILS(CRN_ERROR_STORAGE_MISSING, open_it(&options, &database, error));
  assert_int_equal(files_in(&folder), 0);
  options.read_only = 0;
  DONE(open_it(&options, &database, error));
  crn_database_destroy(database);
  options.create = 0;
  DONE(open_it(&options, &database, error));
  crn_database_destroy(database);
  remove_folder(&folder);
}

static void is_opened_by_its_name_wherever_it_is(void** state) {
  (void)state;
  office_93 nothing;
  memset(&nothing, 0, sizeof nothing);
  if (is_beside_a_server())
    nothing.server = make_empty_test_database();
  else
    make_folder(&nothing.folder);
  const file_path place = place_of(&nothing);
  crn_open_options options;
  CRN_INIT(options);
  options.where = crn_text_of(place.path);
  crn_database* database = GARBAGE;
  FAILS(CRN_ERROR_STORAGE_MISSING, crn_database_open(&options, &database, error));
  assert_null(database);
  options.create = 1;
  options.read_only = 1;
  FAILS(CRN_ERROR_STORAGE_MISSING, crn_database_open(&options, &database, error));
  options.read_only = 0;
  options.connections = -1;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_database_open(&options, &database, error));
  options.connections = 0;
  options.patience_ms = -1;
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_database_open(&options, &database, error));
  options.patience_ms = INT64_MAX;
  DONE(crn_database_open(&options, &database, error));
  crn_database_destroy(database);
  options.create = 0;
  DONE(crn_database_open(&options, &database, error));
  crn_database_destroy(database);
  /* Nobody listens on port 1. */
  options.where = crn_text_of("postgresql://nobody@127.0.0.1:1/planning");
  FAILS(CRN_ERROR_STORAGE_UNREACHABLE, crn_database_open(&options, &database, error));
  options.where = crn_text_of("postgresql://127.0.0.1:port/planning");
  FAILS(CRN_ERROR_BAD_ARGUMENT, crn_database_open(&options, &database, error));
  remove_place(&nothing);
}

static void tells_of_changes(void** state) {
  office_93* office = *state;
  int64_t number = 7;
  DONE(crn_database_wait_for_change(office->database, office->in_93, 0, 0, &number, error));
  assert_int_equal(number, 0);
  planned_morning(office);
  DONE(crn_database_wait_for_change(office->database, office->in_93, 0, INT64_MAX, &number, error));
  assert_int_equal(number, 2);
  DONE(crn_database_wait_for_change(office->database, office->in_93, 2, 30, &number, error));
  assert_int_equal(number, 2);
  FAILS(CRN_ERROR_BAD_ARGUMENT,
        crn_database_wait_for_change(office->database, office->in_93, 0, -1, &number, error));
  assert_int_equal(number, 0);
}

static void in_a_folder_that_is_not_there_cannot_be_made(void** state) {
  (void)state;
  crn_sqlite_options options = options_for("/no such folder/planning.db");
  crn_database* database = GARBAGE;
  options.create = 1;
  FAILS(CRN_ERROR_STORAGE_FAILED, open_it(&options, &database, error));
  assert_null(database);
}

static void without_a_path_makes_no_sense(void** state) {
  (void)state;
  crn_sqlite_options options = options_for("");
  crn_database* database = GARBAGE;
  options.create = 1;
  NAMES_AND_CLEARS("path", database, open_it(&options, &database, error));
  options.path.data = "planning\0.db";
  options.path.size = 12;
  crn_status status = open_it(&options, &database, NULL);
  assert_true(status == CRN_ERROR_BAD_ARGUMENT || status == CRN_ERROR_BAD_TEXT);
}

static void of_an_unknown_file_layer_cannot_be_opened(void** state) {
  const office_93* office = *state;
  const file_path file = path_in(&office->folder, "planning.db");
  crn_sqlite_options options = options_for(file.path);
  options.vfs = crn_text_of("no such layer");
  crn_database* database = GARBAGE;
  FAILS(CRN_ERROR_STORAGE_FAILED, open_it(&options, &database, error));
  assert_null(database);
  options.vfs = crn_text_of("unix");
  DONE(open_it(&options, &database, error));
  crn_database_destroy(database);
}

static void that_is_none_of_ours_is_left_alone(void** state) {
  (void)state;
  temporary_folder folder;
  make_folder(&folder);
  const file_path file = path_in(&folder, "letter.txt");
  char letters[10000];
  memset(letters, 'x', sizeof letters);
  write_whole(file.path, letters, sizeof letters);
  crn_sqlite_options options = options_for(file.path);
  options.create = 1;
  crn_database* database = GARBAGE;
  FAILS(CRN_ERROR_STORAGE_CORRUPT, open_it(&options, &database, error));
  assert_null(database);
  size_t size = 0;
  char* bytes = read_whole(file.path, &size);
  assert_int_equal(size, sizeof letters);
  assert_memory_equal(bytes, letters, size);
  free(bytes);
  remove_folder(&folder);
}

static void that_is_opened_read_only_takes_no_command(void** state) {
  office_93* office = *state;
  const int64_t session = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  const file_path place = place_of(office);
  crn_open_options options;
  CRN_INIT(options);
  options.where = crn_text_of(place.path);
  options.read_only = 1;
  office_93 reader = *office;
  DONE(crn_database_open(&options, &reader.database, error));
  const crn_engine_options engine_options = engine_options_of(&reader);
  DONE(crn_engine_create(&engine_options, &reader.engine, error));
  assert_string_equal(slots_now(&reader, session), "available");
  crn_remove_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  REFUSED(office, CRN_ERROR_STORAGE_READ_ONLY,
          crn_engine_remove_sessions(reader.engine, &office->by_office, &command, NULL, error));
  crn_engine_destroy(reader.engine);
  crn_database_destroy(reader.database);
}

/* Bytes 18 and 19 of a SQLite file say that it is kept in WAL mode. */
static void in_wal_mode_is_opened_only_where_that_is_safe(void** state) {
  (void)state;
  temporary_folder folder;
  make_folder(&folder);
  crn_database_destroy(new_file(&folder));
  const file_path file = path_in(&folder, "planning.db");
  size_t size = 0;
  char* bytes = read_whole(file.path, &size);
  bytes[18] = bytes[19] = 2;
  write_whole(file.path, bytes, size);
  free(bytes);
  const crn_sqlite_options options = options_for(file.path);
  crn_database* database = NULL;
  const crn_status status = open_it(&options, &database, NULL);
  assert_true(status == CRN_OK || status == CRN_ERROR_UNSUPPORTED);
  if (status == CRN_OK) {
    crn_string* mode = NULL;
    DONE(crn_database_journal_mode(database, &mode, error));
    EXPECT_TEXT(crn_string_text(mode), "wal");
    crn_string_destroy(mode);
  }
  crn_database_destroy(database);
  remove_folder(&folder);
}

static void is_shared_by_several_who_opened_it(void** state) {
  office_93* office = *state;
  office_93 other = *office;
  other.database = open_again(office);
  const crn_engine_options options = engine_options_of(&other);
  DONE(crn_engine_create(&options, &other.engine, error));
  const int64_t session = planned_morning(office);
  reserve(&other, session, 0, 1, SCHOOL_012);
  assert_string_equal(slots_now(office, session), "R......");
  crn_engine_destroy(other.engine);
  crn_database_destroy(other.database);
}

/* ---- Upkeep ------------------------------------------------------------------------------ */

static void says_how_it_keeps_what_is_not_yet_in_place(void** state) {
  const office_93* office = *state;
  crn_string* mode = NULL;
  DONE(crn_database_journal_mode(office->database, &mode, error));
  const char* text = crn_string_text(mode).data;
  if (is_beside_a_server())
    assert_string_equal(text, "server");
  else
    assert_true(strcmp(text, "wal") == 0 || strcmp(text, "truncate") == 0);
  crn_string_destroy(mode);
  crn_database* memory = new_memory();
  DONE(crn_database_journal_mode(memory, &mode, error));
  EXPECT_TEXT(crn_string_text(mode), "memory");
  crn_string_destroy(mode);
  crn_database_destroy(memory);
}

static void is_copied_as_it_is(void** state) {
  office_93* office = *state;
  planned_morning(office);
  const file_path copy = path_in(&office->folder, "copy.db");
  DONE(crn_database_backup(office->database, crn_text_of(copy.path), error));
  FAILS(CRN_ERROR_BAD_ARGUMENT,
        crn_database_backup(office->database, crn_text_of(copy.path), error));
  const crn_text no_bytes = {NULL, 1};
  NAMES("to", crn_database_backup(office->database, no_bytes, error));
  NAMES("to", crn_database_backup(office->database, crn_text_of(""), error));
  /* Nobody listens on port 1. */
  FAILS(CRN_ERROR_STORAGE_UNREACHABLE,
        crn_database_backup(office->database,
                            crn_text_of("postgresql://nobody@127.0.0.1:1/planning"), error));
  office_93 restored = *office;
  const crn_sqlite_options options = options_for(copy.path);
  DONE(open_it(&options, &restored.database, error));
  const crn_engine_options engine_options = engine_options_of(&restored);
  DONE(crn_engine_create(&engine_options, &restored.engine, error));
  char* own = fingerprint(office);
  char* of_copy = fingerprint(&restored);
  assert_string_equal(of_copy, own);
  free(own);
  free(of_copy);
  crn_engine_destroy(restored.engine);
  crn_database_destroy(restored.database);
}

static void that_is_sound_has_no_findings(void** state) {
  const office_93* office = *state;
  reserve(office, planned_morning(office), 0, 2, SCHOOL_012);
  crn_rows* findings = NULL;
  DONE(crn_database_check(office->database, &findings, error));
  assert_int_equal(crn_rows_count(findings, CRN_ROWS_FINDINGS), 0);
  crn_rows_destroy(findings);
}

/* Moves a stored reservation to another département: the "93" before its reference. */
static void damage_reservation(char* bytes, size_t size, const char* reference) {
  const size_t length = strlen(reference);
  for (size_t place = 64; place + length <= size; ++place) {
    if (memcmp(bytes + place, reference, length) != 0 || bytes[place - 1] == '"') continue;
    for (size_t back = 2; back < 64; ++back)
      if (memcmp(bytes + place - back, "93", 2) == 0) {
        bytes[place - back + 1] = '4';
        break;
      }
  }
}

/* Its reservation is no longer what its slots say. */
static void damage(const office_93* office) {
  if (is_beside_a_server()) {
    run_on_test_database(office->server.uri, "DELETE FROM creneau.slot");
    return;
  }
  const file_path file = place_of(office);
  size_t size = 0;
  char* bytes = read_whole(file.path, &size);
  damage_reservation(bytes, size, "the-only-reference");
  write_whole(file.path, bytes, size);
  free(bytes);
}

static void that_is_damaged_has_findings(void** state) {
  office_93* office = *state;
  const crn_slot slot = slot_of(planned_morning(office), 0);
  crn_reserve_slots command;
  CRN_INIT(command);
  command.school = SCHOOL_012;
  command.slots = &slot;
  command.slot_count = 1;
  command.external_ref = crn_text_of("the-only-reference");
  DONE(crn_engine_reserve_slots(office->engine, &office->by_office, &command, NULL, error));
  stop_office(office);
  damage(office);
  start_office(office, open_again(office));
  crn_rows* findings = NULL;
  DONE(crn_database_check(office->database, &findings, error));
  assert_true(crn_rows_count(findings, CRN_ROWS_FINDINGS) > 0);
  crn_finding finding;
  DONE(crn_rows_findings(findings, 0, 1, &finding, sizeof finding, error));
  assert_true(finding.what.size > 0 && finding.where.size > 0);
  crn_rows_destroy(findings);
}

static size_t events_of(const office_93* office) {
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = office->in_93;
  crn_rows* rows = NULL;
  DONE(crn_engine_history(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  const size_t count = crn_rows_count(rows, CRN_ROWS_EVENTS);
  crn_rows_destroy(rows);
  return count;
}

static void forgets_what_is_old(void** state) {
  const office_93* office = *state;
  const int64_t session = planned_morning(office);
  reserve(office, session, 0, 2, SCHOOL_012);
  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  send_through(office, &recording);
  crn_purge purge;
  CRN_INIT(purge);
  purge.now = utc(FIRST_OF_JUNE + 29, 8, 0, 0);
  crn_purged purged;
  CRN_INIT(purged);
  DONE(crn_database_purge(office->database, &purge, &purged, error));
  assert_int_equal(purged.notices, 0);
  assert_int_equal(purged.events, 0);
  purge.now = utc(FIRST_OF_JUNE + 30, 8, 0, 0);
  purge.history_before = utc(FIRST_OF_JUNE + 1, 0, 0, 0);
  DONE(crn_database_purge(office->database, &purge, &purged, error));
  assert_int_equal(purged.notices, 1);
  assert_int_equal(purged.events, 3);
  assert_int_equal(purged.refusals, 0);
  assert_int_equal(events_of(office), 0);
  assert_string_equal(slots_now(office, session), "RR.....");
  DONE(crn_database_purge(office->database, &purge, NULL, error));
}

static void forgets_nothing_without_a_time(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  crn_purge purge;
  CRN_INIT(purge);
  REFUSED(office, CRN_ERROR_BAD_ARGUMENT,
          crn_database_purge(office->database, &purge, NULL, error));
  NAMES("now", crn_database_purge(office->database, &purge, NULL, error));
  NAMES("purge", crn_database_purge(office->database, NULL, NULL, error));
  purge.now = utc(MONDAY, 0, 0, 0);
  purge.notices_after_days = -1;
  REFUSED(office, CRN_ERROR_BAD_ARGUMENT,
          crn_database_purge(office->database, &purge, NULL, error));
}

static void keeps_a_receipt_of_a_request_whose_event_is_gone(void** state) {
  const office_93* office = *state;
  const int64_t session = create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  crn_plan_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  command.centre = ROSNY;
  command.category = CRN_CATEGORY_CE;
  crn_call call = office->by_office;
  call.request = crn_text_of("r-1");
  DONE(crn_engine_plan_sessions(office->engine, &call, &command, NULL, error));
  crn_purge purge;
  CRN_INIT(purge);
  purge.now = utc(MONDAY, 0, 0, 0);
  purge.history_before = utc(MONDAY, 0, 0, 0);
  DONE(crn_database_purge(office->database, &purge, NULL, error));
  crn_event* again = NULL;
  DONE(crn_engine_plan_sessions(office->engine, &call, &command, &again, error));
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(again, &head, error));
  assert_int_equal(head.number, 2);
  assert_int_equal(head.session_count, 0);
  crn_event_destroy(again);
}

static void forgets_the_notes_of_one_event(void** state) {
  const office_93* office = *state;
  const crn_slot slot = slot_of(planned_morning(office), 5);
  crn_block_slots command;
  CRN_INIT(command);
  command.slots = &slot;
  command.slot_count = 1;
  command.note = crn_text_of("a name that must go");
  crn_event* receipt = NULL;
  DONE(crn_engine_block_slots(office->engine, &office->by_office, &command, &receipt, error));
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(receipt, &head, error));
  crn_event_destroy(receipt);
  DONE(crn_database_redact(office->database, office->in_93, head.number, error));
  char* all = fingerprint(office);
  assert_null(strstr(all, "a name that must go"));
  free(all);
}

static void forgets_nothing_of_an_event_that_is_not_there(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  const int64_t none[] = {0, -1, 3, INT64_MAX, INT64_MIN};
  for (size_t index = 0; index < 5; ++index)
    REFUSED(office, CRN_ERROR_BAD_ARGUMENT,
            crn_database_redact(office->database, office->in_93, none[index], error));
  NAMES("departement", crn_database_redact(office->database, crn_departement_of("20"), 1, error));
}

/* ---- In memory --------------------------------------------------------------------------- */

static void in_memory_has_no_upkeep(void** state) {
  const office_93* office = *state;
  planned_morning(office);
  crn_rows* findings = GARBAGE;
  crn_purge purge;
  CRN_INIT(purge);
  purge.now = utc(MONDAY, 0, 0, 0);
  crn_purged purged;
  CRN_INIT(purged);
  purged.events = 7;
  REFUSED(office, CRN_ERROR_UNSUPPORTED,
          crn_database_backup(office->database, crn_text_of("never-made.db"), error));
  REFUSED(office, CRN_ERROR_UNSUPPORTED, crn_database_check(office->database, &findings, error));
  assert_null(findings);
  REFUSED(office, CRN_ERROR_UNSUPPORTED,
          crn_database_purge(office->database, &purge, &purged, error));
  assert_int_equal(purged.events, 0);
  REFUSED(office, CRN_ERROR_UNSUPPORTED,
          crn_database_redact(office->database, office->in_93, 1, error));
}

static void in_memory_may_keep_no_history(void** state) {
  (void)state;
  crn_memory_options options;
  CRN_INIT(options);
  options.no_history = 1;
  crn_database* database = NULL;
  DONE(crn_database_create_in_memory(&options, &database, error));
  office_93 office;
  memset(&office, 0, sizeof office);
  start_office(&office, database);
  const int64_t session = create_session(&office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  assert_int_equal(events_of(&office), 0);
  crn_plan_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  command.centre = ROSNY;
  command.category = CRN_CATEGORY_CE;
  crn_call call = office.by_office;
  call.request = crn_text_of("r-1");
  DONE(crn_engine_plan_sessions(office.engine, &call, &command, NULL, error));
  DONE(crn_engine_plan_sessions(office.engine, &call, &command, NULL, error));
  stop_office(&office);
}

int run_database_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_KEPT_OFFICE(keeps_everything),
      cmocka_unit_test(is_opened_by_its_name_wherever_it_is),
      IN_A_KEPT_OFFICE(that_is_opened_read_only_takes_no_command),
      IN_A_KEPT_OFFICE(is_shared_by_several_who_opened_it),
      IN_A_KEPT_OFFICE(tells_of_changes),
      IN_A_KEPT_OFFICE(says_how_it_keeps_what_is_not_yet_in_place),
      IN_A_KEPT_OFFICE(that_is_sound_has_no_findings),
      IN_A_KEPT_OFFICE(that_is_damaged_has_findings),
      IN_A_KEPT_OFFICE(forgets_what_is_old),
      IN_A_KEPT_OFFICE(forgets_nothing_without_a_time),
      IN_A_KEPT_OFFICE(keeps_a_receipt_of_a_request_whose_event_is_gone),
      IN_A_KEPT_OFFICE(forgets_the_notes_of_one_event),
      IN_A_KEPT_OFFICE(forgets_nothing_of_an_event_that_is_not_there),
  };
  return cmocka_run_group_tests_name("database", tests, NULL, NULL);
}

int run_files_and_memory_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(that_is_not_there_is_missing_or_made),
      cmocka_unit_test(in_a_folder_that_is_not_there_cannot_be_made),
      cmocka_unit_test(without_a_path_makes_no_sense),
      IN_AN_OFFICE_ON_FILE(of_an_unknown_file_layer_cannot_be_opened),
      cmocka_unit_test(that_is_none_of_ours_is_left_alone),
      cmocka_unit_test(in_wal_mode_is_opened_only_where_that_is_safe),
      IN_AN_OFFICE_ON_FILE(is_copied_as_it_is),
      IN_AN_OFFICE_IN_MEMORY(tells_of_changes),
      IN_AN_OFFICE_IN_MEMORY(in_memory_has_no_upkeep),
      cmocka_unit_test(in_memory_may_keep_no_history),
  };
  return cmocka_run_group_tests_name("files and memory", tests, NULL, NULL);
}
