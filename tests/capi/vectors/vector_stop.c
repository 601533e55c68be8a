#include "vector_stop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* It needs those above. */
#include <cmocka.h>

void vector_stop(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vprint_error(format, arguments);
  va_end(arguments);
  print_error("\n");
  fail();
}
