#include "durability/failing_allocations.hpp"

#include <cstdlib>
#include <new>

namespace {

thread_local long living = 0;
thread_local long left = 0;  ///< until one fails; zero: none does
thread_local bool stays = false;
thread_local bool has_failed = false;

[[nodiscard]] bool fails() noexcept {
  if (left == 0) return false;
  if (left > 1) {
    --left;
    return false;
  }
  has_failed = true;
  if (!stays) left = 0;
  return true;
}

}  // namespace

// The other forms of new and delete come down to these.
void* operator new(std::size_t size) {
  if (fails()) throw std::bad_alloc();
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
  left = place;
  stays = for_good;
  has_failed = false;
}

void fail_no_allocation() {
  left = 0;
}

bool allocation_has_failed() {
  return has_failed;
}

long living_allocations() {
  return living;
}

}  // namespace creneau::testing
