#include <stdio.h>
#include <string.h>

#include "tests.h"

typedef struct test_group {
  const char* name;
  int (*run)(void);
} test_group;

static const test_group groups[] = {
    {"version", run_version_tests},
    {"errors", run_errors_tests},
    {"texts", run_texts_tests},
    {"dates", run_dates_tests},
    {"deadlines", run_deadlines_tests},
    {"entries", run_entries_tests},
    {"null_arguments", run_null_arguments_tests},
    {"struct_sizes", run_struct_sizes_tests},
    {"row_sizes", run_row_sizes_tests},
    {"codes", run_codes_tests},
    {"authorization", run_authorization_tests},
    {"sessions", run_sessions_tests},
    {"slots", run_slots_tests},
    {"cancellations", run_cancellations_tests},
    {"closures", run_closures_tests},
    {"rules", run_rules_tests},
    {"imports", run_imports_tests},
    {"requests", run_requests_tests},
    {"batch", run_batch_tests},
    {"receipts", run_receipts_tests},
    {"queries", run_queries_tests},
    {"weeks", run_weeks_tests},
    {"history", run_history_tests},
    {"words", run_words_tests},
    {"notices", run_notices_tests},
    {"mails", run_mails_tests},
    {"files", run_files_tests},
    {"workbooks", run_workbooks_tests},
    {"database", run_database_tests},
    {"files_and_memory", run_files_and_memory_tests},
    {"registration", run_registration_tests},
    {"builders", run_builders_tests},
    {"directory_port", run_directory_port_tests},
    {"storage_port", run_storage_port_tests},
    {"outbox_port", run_outbox_port_tests},
    {"notifier_port", run_notifier_port_tests},
    {"clocks", run_clocks_tests},
    {"lifetimes", run_lifetimes_tests},
    {"day_of_an_office", run_day_of_an_office_tests},
};

enum { GROUP_COUNT = sizeof groups / sizeof groups[0] };

static const test_group* group_named(const char* name) {
  for (size_t index = 0; index < GROUP_COUNT; ++index)
    if (strcmp(groups[index].name, name) == 0) return &groups[index];
  return NULL;
}

static int run_all(void) {
  int failed = 0;
  for (size_t index = 0; index < GROUP_COUNT; ++index) failed += groups[index].run() != 0;
  return failed;
}

/* Runs the groups that are named, or all of them. */
int main(int argc, char** argv) {
  int failed = argc < 2 ? run_all() : 0;
  for (int index = 1; index < argc; ++index) {
    const test_group* group = group_named(argv[index]);
    if (group == NULL) {
      fprintf(stderr, "no such group of tests: %s\n", argv[index]);
      return 2;
    }
    failed += group->run() != 0;
  }
  return failed == 0 ? 0 : 1;
}
