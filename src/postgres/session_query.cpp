#include "postgres/session_query.hpp"

namespace creneau::postgres {

Query session_query(const SessionFilter& filter, const Cursor& after, std::string_view leaf,
                    std::string_view columns) {
  Query query("SELECT ", leaf);
  query.append(columns).append(
      CRENEAU_PG_SESSION_TABLES
      " WHERE s.departement = $1 AND s.start_at >= $2::bigint AND s.start_at < $3::bigint");
  query.bind(filter.departement.code())
      .bind(stored(LocalTime{filter.period.first}))
      .bind(stored(LocalTime{filter.period.last + std::chrono::days{1}}));
  if (after != Cursor{})
    query.with(" AND (s.start_at, s.id) > (", after.major, "::bigint,")
        .with(" ", after.minor, "::bigint)");
  if (filter.hours.start > Minutes{0})
    query.with(" AND s.start_at % 1440 >= ", filter.hours.start.count(), "::bigint");
  if (filter.hours.end < Minutes{1440})
    query.with(" AND s.start_at % 1440 + s.end_at - s.start_at <= ", filter.hours.end.count(),
               "::bigint");
  if (!filter.inspectors.empty())
    query.with(" AND s.inspector = ANY (", id_array(filter.inspectors), "::bigint[])");
  if (filter.centre) query.with(" AND s.centre = ", filter.centre.value, "::bigint");
  if (filter.category)
    query.with(" AND s.category = ", stored_enum(*filter.category), "::smallint");
  if (filter.part) query.with(" AND s.part = ", stored_enum(*filter.part), "::smallint");
  if (filter.status == SessionFilter::Status::planned) query.append(" AND s.planned IS NOT NULL");
  if (filter.status == SessionFilter::Status::available) query.append(" AND s.planned IS NULL");
  if (filter.with_free_slots)
    query.append(
        " AND s.slot_count > bit_count((coalesce(t.reserved, 0)"
        " | coalesce(t.unavailable, 0))::bit(64))");
  return query;
}

}  // namespace creneau::postgres
