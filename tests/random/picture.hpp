#pragma once
/// \file
/// All that can be seen of a planning: as a storage shows it, and as the oracle expects it.

#include <string>
#include <vector>

#include "random/oracle.hpp"
#include "support/figures.hpp"

namespace creneau::testing {

struct Picture {
  std::int64_t number = 0;
  std::vector<SessionState> sessions;     ///< by start, id
  std::vector<Reservation> reservations;  ///< by session, first slot
  std::vector<ReservedSession> reserved;  ///< by start, id
  std::vector<std::tuple<SlotId, Reason, std::string>> blocks;
  std::vector<Closure> closures;  ///< by start, id
  std::vector<std::vector<InspectorUnits>> weeks;
  std::vector<RuleEntry> rules;
  std::int64_t rules_version = 0;
};

/// A row for each inspector with a planned session in the week, by id.
[[nodiscard]] std::vector<InspectorUnits> units_of(const oracle::Planning& planning,
                                                   Departement departement, Week week,
                                                   std::optional<Category> category, Instant now);

/// As the storage shows it, read in pages of `page` rows.
[[nodiscard]] Picture picture_of(const Storage& storage, Departement departement, LocalTime now,
                                 std::optional<Category> category, std::size_t page);
[[nodiscard]] Picture picture_of(const oracle::Oracle& oracle, Departement departement, Instant now,
                                 std::optional<Category> category);

/// The first thing in which two pictures differ; empty: none.
[[nodiscard]] std::string difference(const Picture& seen, const Picture& expected);

/// The rows of a list that is read page by page.
template <class Read>
[[nodiscard]] auto all_pages(std::size_t limit, const Read& read) {
  PageRequest request;
  request.limit = limit;
  auto page = read(request).value();
  auto rows = std::move(page.rows);
  while (page.next) {
    request.after = *page.next;
    page = read(request).value();
    rows.insert(rows.end(), page.rows.begin(), page.rows.end());
  }
  return rows;
}

/// A session, a reservation as the library shows those of the oracle.
[[nodiscard]] SessionState state_of(Departement departement, SessionId id,
                                    const oracle::Session& session);
[[nodiscard]] Reservation reservation_of(const oracle::Planning& planning, ReservationId id);

}  // namespace creneau::testing
