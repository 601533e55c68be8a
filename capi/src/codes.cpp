// Codes by their names.
#include "facade/code_names.hpp"

using namespace creneau;  // NOLINT: the functions themselves are global

crn_text crn_code_name(int32_t list, int32_t number) {
  return facade::code_name(list, number);
}

int32_t crn_code_number(int32_t list, crn_text name) {
  return facade::code_number(list, name);
}

crn_text crn_code_text(int32_t list, int32_t number, int32_t language) {
  return facade::code_text(list, number, language);
}
