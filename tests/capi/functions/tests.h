/**
 * \file
 * The groups of tests. Each gives how many of its tests failed.
 */
#ifndef CRENEAU_TESTS_TESTS_H
#define CRENEAU_TESTS_TESTS_H

int run_version_tests(void);
int run_errors_tests(void);
int run_texts_tests(void);
int run_dates_tests(void);
int run_deadlines_tests(void);
int run_entries_tests(void);
int run_null_arguments_tests(void);
int run_struct_sizes_tests(void);
int run_row_sizes_tests(void);
int run_codes_tests(void);
int run_authorization_tests(void);
int run_sessions_tests(void);
int run_slots_tests(void);
int run_cancellations_tests(void);
int run_closures_tests(void);
int run_rules_tests(void);
int run_imports_tests(void);
int run_requests_tests(void);
int run_batch_tests(void);
int run_receipts_tests(void);
int run_queries_tests(void);
int run_weeks_tests(void);
int run_history_tests(void);
int run_words_tests(void);
int run_notices_tests(void);
int run_mails_tests(void);
int run_files_tests(void);
int run_workbooks_tests(void);
int run_database_tests(void);
int run_files_and_memory_tests(void);
int run_registration_tests(void);
int run_builders_tests(void);
int run_directory_port_tests(void);
int run_storage_port_tests(void);
int run_outbox_port_tests(void);
int run_notifier_port_tests(void);
int run_clocks_tests(void);
int run_lifetimes_tests(void);
int run_day_of_an_office_tests(void);

/** \name Tests in an office of their own; see office_93.h and every_command.h */
#define IN_AN_OFFICE(test) cmocka_unit_test_setup_teardown(test, open_office, close_office)
#define IN_AN_OFFICE_IN_MEMORY(test) \
  cmocka_unit_test_setup_teardown(test, open_office_in_memory, close_office)
#define IN_AN_OFFICE_ON_FILE(test) \
  cmocka_unit_test_setup_teardown(test, open_office_on_file, close_office)
#define IN_A_KEPT_OFFICE(test) cmocka_unit_test_setup_teardown(test, open_kept_office, close_office)
#define IN_A_BUSY_OFFICE(test) \
  cmocka_unit_test_setup_teardown(test, open_busy_office, close_busy_office)

#endif
