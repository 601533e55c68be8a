/* For getpid. */
#define _POSIX_C_SOURCE 200809L

#include "support/test_database.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char* server(void) {
  return getenv("CRENEAU_TEST_SERVER");
}

int is_beside_a_server(void) {
  return server() != NULL;
}

void run_on_test_database(const char* uri, const char* sql) {
  PGconn* connection = PQconnectdb(uri);
  PGresult* result = PQexec(connection, sql);
  if (PQresultStatus(result) != PGRES_COMMAND_OK) {
    fprintf(stderr, "%s: %s", sql, PQerrorMessage(connection));
    abort();
  }
  PQclear(result);
  PQfinish(connection);
}

static test_database make_copy(const char* model) {
  static int count = 0;
  if (!is_beside_a_server()) {
    fprintf(stderr, "no server: run this under with_postgres_server\n");
    abort();
  }
  char name[60];
  snprintf(name, sizeof name, "test_%ld_%d", (long)getpid(), ++count);
  char sql[150];
  snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE %s", name, model);
  run_on_test_database(server(), sql);
  test_database made;
  const int root = (int)(strrchr(server(), '/') - server());
  snprintf(made.uri, sizeof made.uri, "%.*s/%s", root, server(), name);
  return made;
}

test_database make_test_database(void) {
  return make_copy("template1");
}

test_database make_empty_test_database(void) {
  return make_copy("template0");
}

void drop_test_database(const test_database* database) {
  char sql[150];
  snprintf(sql, sizeof sql, "DROP DATABASE %s WITH (FORCE)", strrchr(database->uri, '/') + 1);
  run_on_test_database(server(), sql);
}
