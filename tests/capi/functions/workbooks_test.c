#include <stdlib.h>

#include "every_command.h"
#include "tests.h"

/* A week, and the file that it goes to. */
typedef struct wanted_workbook {
  temporary_folder folder;
  file_path file;
  crn_session_filter filter;
  crn_workbook workbook;
} wanted_workbook;

static void want_week(wanted_workbook* wanted) {
  make_folder(&wanted->folder);
  wanted->file = path_in(&wanted->folder, "planning.xlsx");
  wanted->filter = all_sessions();
  wanted->filter.period.first = MONDAY;
  wanted->filter.period.last = MONDAY + 6;
  CRN_INIT(wanted->workbook);
  wanted->workbook.path = crn_text_of(wanted->file.path);
  wanted->workbook.owner = crn_text_of("BER 93");
  wanted->workbook.filter = &wanted->filter;
}

static crn_status write_it(const busy_office* busy, const wanted_workbook* wanted,
                           crn_error** error) {
  return crn_engine_write_workbook(busy->office.engine, &busy->office.ber_93, &wanted->workbook,
                                   error);
}

static void are_written_whole(void** state) {
  const busy_office* busy = *state;
  wanted_workbook wanted;
  want_week(&wanted);
  DONE(write_it(busy, &wanted, error));
  size_t size = 0;
  char* bytes = read_whole(wanted.file.path, &size);
  assert_true(size > 1000);
  assert_memory_equal(bytes, "PK", 2);
  free(bytes);
  assert_int_equal(files_in(&wanted.folder), 1);
  remove_folder(&wanted.folder);
}

static void are_the_same_bytes_of_the_same_planning(void** state) {
  const busy_office* busy = *state;
  wanted_workbook wanted;
  want_week(&wanted);
  DONE(write_it(busy, &wanted, error));
  size_t size = 0;
  char* first = read_whole(wanted.file.path, &size);
  DONE(write_it(busy, &wanted, error));
  size_t size_again = 0;
  char* again = read_whole(wanted.file.path, &size_again);
  assert_int_equal(size_again, size);
  assert_memory_equal(again, first, size);
  wanted.workbook.language = CRN_LANGUAGE_ENGLISH;
  DONE(write_it(busy, &wanted, error));
  free(first);
  free(again);
  remove_folder(&wanted.folder);
}

static void of_a_period_without_an_end_are_refused(void** state) {
  const busy_office* busy = *state;
  wanted_workbook wanted;
  want_week(&wanted);
  const crn_period periods[] = {{0, 0}, {MONDAY, 0}, {0, MONDAY}};
  for (size_t index = 0; index < 3; ++index) {
    wanted.filter.period = periods[index];
    FAILS_EITHER(CRN_ERROR_BAD_ARGUMENT, CRN_ERROR_TOO_LARGE, write_it(busy, &wanted, error));
  }
  wanted.filter.period.first = TUESDAY;
  FAILS(CRN_ERROR_BAD_ARGUMENT, write_it(busy, &wanted, error));
  assert_int_equal(files_in(&wanted.folder), 0);
  remove_folder(&wanted.folder);
}

static void of_too_many_weeks_are_refused(void** state) {
  const busy_office* busy = *state;
  wanted_workbook wanted;
  want_week(&wanted);
  wanted.filter.period.last = MONDAY + 106 * 7;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_TOO_LARGE, write_it(busy, &wanted, error));
  assert_int_equal(crn_error_limit(why), 106);
  assert_int_equal(crn_error_actual(why), 107);
  crn_error_destroy(why);
  remove_folder(&wanted.folder);
}

static void that_cannot_be_written_leave_the_old_file_alone(void** state) {
  const busy_office* busy = *state;
  wanted_workbook wanted;
  want_week(&wanted);
  write_whole(wanted.file.path, "old", 3);
  wanted.filter.departement = crn_departement_of("75");
  FAILS(CRN_ERROR_FOREIGN_DEPARTEMENT, write_it(busy, &wanted, error));
  size_t size = 0;
  char* bytes = read_whole(wanted.file.path, &size);
  assert_string_equal(bytes, "old");
  free(bytes);
  assert_int_equal(files_in(&wanted.folder), 1);
  remove_folder(&wanted.folder);
}

static void in_a_folder_that_is_not_there_fail(void** state) {
  const busy_office* busy = *state;
  wanted_workbook wanted;
  want_week(&wanted);
  wanted.workbook.path = crn_text_of("/no such folder/planning.xlsx");
  FAILS(CRN_ERROR_STORAGE_FAILED, write_it(busy, &wanted, error));
  remove_folder(&wanted.folder);
}

int run_workbooks_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(are_written_whole),
      IN_A_BUSY_OFFICE(are_the_same_bytes_of_the_same_planning),
      IN_A_BUSY_OFFICE(of_a_period_without_an_end_are_refused),
      IN_A_BUSY_OFFICE(of_too_many_weeks_are_refused),
      IN_A_BUSY_OFFICE(that_cannot_be_written_leave_the_old_file_alone),
      IN_A_BUSY_OFFICE(in_a_folder_that_is_not_there_fail),
  };
  return cmocka_run_group_tests_name("workbooks", tests, NULL, NULL);
}
