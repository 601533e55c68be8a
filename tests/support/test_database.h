/**
 * \file
 * A database of a test's own on the server of with_postgres_server.
 */
#ifndef CRENEAU_TESTS_TEST_DATABASE_H
#define CRENEAU_TESTS_TEST_DATABASE_H

#ifdef __cplusplus
extern "C" {
#endif

/** Its connection string; empty where there is none. */
typedef struct test_database {
  char uri[200];
} test_database;

/** Whether the tests run beside a server. */
int is_beside_a_server(void);

/** With the schema. */
test_database make_test_database(void);
test_database make_empty_test_database(void);

/** Cuts off those who still use it. */
void drop_test_database(const test_database* database);

/** Runs SQL on it, around the library. */
void run_on_test_database(const char* uri, const char* sql);

#ifdef __cplusplus
}
#endif

#endif
