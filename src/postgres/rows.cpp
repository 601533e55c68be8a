#include "postgres/rows.hpp"

#include "creneau/model/give_ids.hpp"

namespace creneau::postgres {

result<Event> event_at(const Row& row, int column) {
  BOOST_OUTCOME_TRY(Event event, sql::event_at(row, column));
  IdCounters counters{row.number(column + 13), row.number(column + 14), row.number(column + 15), 0};
  give_ids(event.changes, event.number, counters);
  return event;
}

result<std::vector<NoticeLine>> notice_lines_at(const Row& row, Departement departement, int lines,
                                                int first_reservation) {
  BOOST_OUTCOME_TRY(auto all, json::notice_lines_from(row.text(lines)));
  for (NoticeLine& line : all)
    if (line.reservation.is_fresh())
      line.reservation = id_of<ReservationId>(
          departement, static_cast<std::uint64_t>(row.number(first_reservation)) +
                           line.reservation.fresh_place());
  return all;
}

}  // namespace creneau::postgres
