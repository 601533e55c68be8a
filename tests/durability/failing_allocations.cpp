#include "durability/failing_allocations.hpp"

#include <cstdlib>
#include <new>

#include "durability/countdown.hpp"

namespace {

thread_local long living = 0;
thread_local creneau::testing::Countdown countdown;

}  // namespace

// The other forms of new and delete come down to these.
void* operator new(std::size_t size) {
  if (countdown.fails()) throw std::bad_alloc();
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  ++living;
  return memory;
}

void operator delete(void* memory) noexcept {
  if (memory != nullptr) --living;
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace creneau::testing {

void fail_allocation(long place, bool for_good) {
  countdown = {place, for_good};
}

void fail_no_allocation() {
  countdown.left = 0;
}

bool allocation_has_failed() {
  return countdown.has_failed;
}

long living_allocations() {
  return living;
}

}  // namespace creneau::testing
