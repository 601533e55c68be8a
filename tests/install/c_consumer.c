/* A program in C that knows nothing of C++. */
#include <creneau_ports.h>

int main(void) {
  crn_database* database = NULL;
  if (crn_version() / 1000000 != CRN_VERSION_MAJOR) return 1;
  if (crn_database_create_in_memory(NULL, &database, NULL) != CRN_OK) return 2;
  crn_database_destroy(database);
  return 0;
}
