#include <gmock/gmock.h>

#include "support/processes.hpp"

int main(int count, char** arguments) {
  if (const auto code = creneau::testing::run_role(count, arguments)) return *code;
  ::testing::InitGoogleMock(&count, arguments);
  return RUN_ALL_TESTS();
}
