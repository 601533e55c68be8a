#pragma once
/// \file
/// What is wrong with a file.

#include "handles.hpp"

namespace creneau::fuzz {

/// Faults are given where a file is refused, and only there; the error is the first one's. Without
/// any fault it is the call that is wrong.
inline void check_faults(const Outcome& outcome, const crn_rows* faults) {
  require((faults != nullptr) == !outcome.ok(), "faults come where a file is refused");
  const auto rows = all<crn_fault>(faults);
  for (std::size_t place = 0; place < rows.size(); ++place) {
    const crn_fault& fault = rows[place];
    (void)view(fault.cell);
    require(fault.line >= 0 && fault.column >= 0, "a fault has a place");
    const crn_error* const why = crn_rows_fault_error(faults, place);
    require(crn_error_code(why) == fault.code, "a fault says what is wrong");
    for (const std::int32_t language : {CRN_LANGUAGE_FRENCH, CRN_LANGUAGE_ENGLISH})
      require(!view(crn_error_message(why, language)).empty(), "a fault says something");
  }
  require(rows.empty() || rows.front().code == outcome.status(), "the first fault is the error");
}

}  // namespace creneau::fuzz
