#include "postgres/request.hpp"

namespace creneau::postgres {

Query request_query(const RequestKey& key, std::string_view leaf) {
  Query query(
      "SELECT number, content FROM creneau.request{d} WHERE departement = $1 AND role = "
      "$2::smallint"
      " AND who = $3::bigint AND request = $4",
      leaf);
  query.bind(key.departement.code()).bind(stored_enum(key.role)).bind(key.who).bind(key.request);
  return query;
}

result<std::optional<Event>> seen(Connection& connection, const RequestKey& key,
                                  std::string_view leaf) {
  BOOST_OUTCOME_TRY(const Rows found, connection.run(request_query(key, leaf)));
  if (found.empty()) return std::nullopt;
  const Row request(found, 0);
  Query query("SELECT " CRENEAU_PG_EVENT_COLUMNS
              " FROM creneau.event{d} WHERE departement = $1 AND number = $2::bigint",
              leaf);
  query.bind(key.departement.code()).bind(request.number(0));
  BOOST_OUTCOME_TRY(const Rows kept, connection.run(query));
  if (!kept.empty()) {
    BOOST_OUTCOME_TRY(Event event, event_at(Row(kept, 0), 0));
    return event;
  }
  Event purged;
  purged.number = {request.number(0)};
  purged.changes.departement = key.departement;
  purged.changes.actor = {key.role, key.who, {}};
  purged.changes.request = key.request;
  purged.changes.content = {static_cast<std::uint64_t>(request.number(1))};
  return purged;
}

result<void> make_durable(Connection& connection, Departement departement) {
  (void)connection.take_warning();
  Query touch("UPDATE creneau.departement SET refusals = refusals WHERE code = $1");
  touch.bind(departement.code());
  BOOST_OUTCOME_TRY(connection.run(touch));
  if (connection.take_warning()) return Error{ErrorCode::unconfirmed};
  return success();
}

}  // namespace creneau::postgres
