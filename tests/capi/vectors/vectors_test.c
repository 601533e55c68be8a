/**
 * \file
 * Runs every scenario of the vectors, in the folder that is the argument, over a database in memory
 * and over a file; under with_postgres_server, over one of the server.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* It needs those above. */
#include <cmocka.h>

#include "support/test_database.h"
#include "vector_files.h"
#include "vector_json.h"
#include "vector_rows.h"
#include "vector_scenario.h"

/** Where a scenario is run. */
typedef struct vector_case vector_case;
typedef struct vector_place {
  const char* name;
  void (*create)(vector_case* it);
} vector_place;

/** One scenario over one database. */
struct vector_case {
  const char* vectors;  /**< their folder */
  const char* scenario; /**< without the ending */
  const vector_place* place;
  int finished;
  const char* folder;   /**< of the file */
  test_database server; /**< on it */
  vector_scope files;
  vector_run run;
};

static json_t* read_vector(vector_case* it, const char* folder, const char* name) {
  return vector_json_read(
      &it->files, vector_scope_print(&it->files, "%s/%s/%s.json", it->vectors, folder, name));
}

static void create_in_memory(vector_case* it) {
  crn_error* error = NULL;
  const crn_status status = crn_database_create_in_memory(NULL, &it->run.database, &error);
  vector_scope_need(&it->files, status, error);
}

static void create_file(vector_case* it) {
  it->folder = vector_files_make_folder(&it->files);
  crn_sqlite_options options;
  CRN_INIT(options);
  options.create = 1;
  options.path = crn_text_of(vector_scope_print(&it->files, "%s/planning.db", it->folder));
  crn_error* error = NULL;
  const crn_status status = crn_database_open_sqlite(&options, &it->run.database, &error);
  vector_scope_need(&it->files, status, error);
}

static void create_on_server(vector_case* it) {
  it->server = make_test_database();
  crn_open_options options;
  CRN_INIT(options);
  options.where = crn_text_of(it->server.uri);
  crn_error* error = NULL;
  const crn_status status = crn_database_open(&options, &it->run.database, &error);
  vector_scope_need(&it->files, status, error);
}

static const vector_place kMemory = {"memory", create_in_memory};
static const vector_place kFile = {"a file", create_file};
static const vector_place kServer = {"a server", create_on_server};

/** Nothing that is kept is damaged. */
static void check_database(vector_case* it) {
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status = crn_database_check(it->run.database, &rows, &error);
  vector_scope_need(&it->files, status, error);
  vector_scope_rows(&it->files, rows);
  const crn_finding* findings = vector_rows_findings(&it->files, rows);
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_FINDINGS); ++place)
    vector_check_failed(&it->run.check, "  %s: %s", findings[place].where.data,
                        findings[place].what.data);
}

static void run_case(void** state) {
  vector_case* it = *state;
  json_t* scenario = read_vector(it, "scenarios", it->scenario);
  json_t* world = read_vector(it, "worlds", vector_json_needed_text(scenario, "world"));
  it->place->create(it);
  vector_run_begin(&it->run, world);
  vector_scenario_take(&it->run, scenario);
  if (it->place != &kMemory) check_database(it);
  it->finished = 1;
  if (it->run.check.differences != 0) fail();
}

/** Also where a scenario stopped in the middle. */
static int end_case(void** state) {
  vector_case* it = *state;
  if (!it->finished) vector_check_where(&it->run.check);
  vector_run_end(&it->run);
  if (it->folder != NULL) vector_files_remove_folder(it->folder);
  if (it->server.uri[0] != 0) drop_test_database(&it->server);
  vector_scope_end(&it->files);
  return 0;
}

static struct CMUnitTest test_of(vector_scope* scope, const char* vectors, const char* scenario,
                                 const vector_place* place) {
  vector_case* it = vector_scope_memory(scope, 1, sizeof *it);
  it->vectors = vectors;
  it->scenario = scenario;
  it->place = place;
  it->run.check.scenario = vector_scope_print(scope, "%s over %s", scenario, place->name);
  const struct CMUnitTest test = {it->run.check.scenario, run_case, NULL, end_case, it};
  return test;
}

/** How many tests fail. */
static int run_all(vector_scope* scope, const char* vectors) {
  size_t count = 0;
  const char** scenarios =
      vector_files_named(scope, vector_scope_print(scope, "%s/scenarios", vectors), &count);
  if (count == 0) {
    fprintf(stderr, "no scenarios in %s\n", vectors);
    return 1;
  }
  const vector_place* const here[] = {&kMemory, &kFile};
  const vector_place* const there[] = {&kServer};
  const vector_place* const* places = is_beside_a_server() ? there : here;
  const size_t place_count = is_beside_a_server() ? 1 : 2;
  struct CMUnitTest* tests = vector_scope_memory(scope, place_count * count, sizeof *tests);
  for (size_t index = 0; index < place_count * count; ++index)
    tests[index] =
        test_of(scope, vectors, scenarios[index / place_count], places[index % place_count]);
  return _cmocka_run_group_tests("vectors", tests, place_count * count, NULL, NULL);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s FOLDER-OF-VECTORS\n", argv[0]);
    return 2;
  }
  vector_scope scope = {NULL, 0, 0};
  const int failures = run_all(&scope, argv[1]);
  vector_scope_end(&scope);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
