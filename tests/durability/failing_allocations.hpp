#pragma once
/// \file
/// Lets allocations of a thread fail, and counts them.

namespace creneau::testing {

/// The `place`-th allocation of this thread from now on fails (from 1); for good: those after it,
/// too.
void fail_allocation(long place, bool for_good);
void fail_no_allocation();
/// Whether one failed since `fail_allocation`.
[[nodiscard]] bool allocation_has_failed();
/// What this thread allocated and did not give back.
[[nodiscard]] long living_allocations();

}  // namespace creneau::testing
