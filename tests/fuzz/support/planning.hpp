#pragma once
/// \file
/// The planning of a département, read back, and what must hold of it at any moment.

#include <vector>

#include "handles.hpp"

namespace creneau::fuzz {

/// Every session of a département with what is held and blocked in it, and the closures.
struct Planning {
  Planning() = default;
  /// As its office sees it.
  Planning(const crn_engine* engine, crn_departement departement);

  std::vector<Rows> pages;  ///< keep the texts
  std::vector<crn_session> sessions;
  std::vector<crn_reservation> reservations;
  std::vector<crn_block> blocks;
  std::vector<crn_closure> closures;
};

/// No slot is held twice, none is held and blocked at once, what is taken lies in the grid of the
/// session's present plan and is what the session says; no inspector is in two sessions at once; the
/// units of every week are those that a recount gives.
void check_planning(const crn_engine* engine, const Planning& planning);

}  // namespace creneau::fuzz
