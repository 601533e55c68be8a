#include "expect.h"
#include "tests.h"

static void the_library_is_the_one_of_the_header(void** state) {
  (void)state;
  const int32_t of_header =
      CRN_VERSION_MAJOR * 1000000 + CRN_VERSION_MINOR * 1000 + CRN_VERSION_PATCH;
  assert_int_equal(crn_version(), of_header);
}

int run_version_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_library_is_the_one_of_the_header),
  };
  return cmocka_run_group_tests_name("version", tests, NULL, NULL);
}
