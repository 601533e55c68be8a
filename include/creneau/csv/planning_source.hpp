#pragma once
/// \file
/// Where the sessions of an export come from, page by page.

#include <functional>

#include "creneau/port/storage.hpp"

namespace creneau::csv {

/// Gives the page of a planning that begins after a place: sessions by local start, such as
/// `BasicQueries::planning` gives them.
using PlanningSource = std::function<result<Page<SessionDetail>>(const Cursor& after)>;

/// How often an export begins again before it gives up.
inline constexpr int kMaxReadings = 5;

/// Calls `visit(Page<SessionDetail>&)`, which returns result<void>, for each page. `conflict` if
/// the planning was changed between two pages: what was visited is of no one moment, and the caller
/// begins again. `host_error` if the source goes in circles.
template <class Visit>
[[nodiscard]] result<void> for_each_page(const PlanningSource& source, Visit&& visit) {
  Cursor after{};
  std::optional<Revision> number;
  while (true) {
    BOOST_OUTCOME_TRY(Page<SessionDetail> page, source(after));
    if (number && *number != page.number)
      return Error{ErrorCode::conflict}.with_limit(number->value, page.number.value);
    number = page.number;
    BOOST_OUTCOME_TRY(visit(page));
    if (!page.next) return success();
    if (*page.next <= after) return Error{ErrorCode::host_error};
    after = *page.next;
  }
}

}  // namespace creneau::csv
