#include "sqlite/session_query.hpp"

namespace creneau::sqlite {

SessionQuery::SessionQuery(const SessionFilter& filter)
    : filter_(filter), inspectors_(json_array(filter.inspectors)) {
  sql_ = "SELECT " CRENEAU_SESSION_COLUMNS CRENEAU_SLOT_MASKS CRENEAU_SESSION_TABLES
         " WHERE s.departement = ? AND s.start_at >= ? AND s.start_at < ?"
         " AND (s.start_at, s.id) > (?, ?)"
         " AND s.start_at % 1440 >= ? AND s.start_at % 1440 + s.end_at - s.start_at <= ?";
  if (!filter.inspectors.empty()) sql_ += " AND s.inspector IN (SELECT value FROM json_each(?))";
  if (filter.centre) sql_ += " AND p.centre = ?";
  if (filter.category) sql_ += " AND p.category = ?";
  if (filter.part) sql_ += " AND p.part = ?";
  if (filter.status == SessionFilter::Status::planned) sql_ += " AND p.session IS NOT NULL";
  if (filter.status == SessionFilter::Status::available) sql_ += " AND p.session IS NULL";
  if (filter.with_free_slots)
    sql_ +=
        " AND p.slot_count > (SELECT count(*) FROM slot t WHERE t.session = s.id"
        " AND t.plan = s.plan)";
  sql_ += " ORDER BY s.start_at, s.id";
}

result<Statement> SessionQuery::prepare(Connection& connection, const Cursor& after) const {
  BOOST_OUTCOME_TRY(auto statement, connection.statement(sql_));
  statement.bind(filter_.departement.code())
      .bind(stored(LocalTime{filter_.period.first}))
      .bind(stored(LocalTime{filter_.period.last + std::chrono::days{1}}))
      .bind(after.major)
      .bind(after.minor)
      .bind(filter_.hours.start.count())
      .bind(filter_.hours.end.count());
  if (!filter_.inspectors.empty()) statement.bind(inspectors_);
  if (filter_.centre) statement.bind(filter_.centre.value);
  if (filter_.category) statement.bind(stored_enum(*filter_.category));
  if (filter_.part) statement.bind(stored_enum(*filter_.part));
  return statement;
}

}  // namespace creneau::sqlite
