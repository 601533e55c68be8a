#pragma once
/// \file
/// The history of a département, page after page.

#include <vector>

#include "creneau/port/storage.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

/// The whole history of a département.
inline std::vector<Event> history(const Storage& storage, Departement departement = k93) {
  EventFilter filter;
  filter.departement = departement;
  PageRequest page;
  std::vector<Event> all;
  while (true) {
    auto found = storage.events(filter, page).value();
    all.insert(all.end(), found.rows.begin(), found.rows.end());
    if (!found.next) return all;
    page.after = *found.next;
  }
}

}  // namespace creneau::testing
