#include "sqlite/request.hpp"

namespace creneau::sqlite {

result<std::optional<Event>> seen(Connection& connection, const RequestKey& key) {
  BOOST_OUTCOME_TRY(auto request,
                    connection.statement("SELECT number, content FROM request WHERE departement = ?"
                                         " AND role = ? AND who = ? AND request = ?"));
  request.bind(key.departement.code()).bind(stored_enum(key.role)).bind(key.who).bind(key.request);
  BOOST_OUTCOME_TRY(const bool found, request.next());
  if (!found) return std::nullopt;
  BOOST_OUTCOME_TRY(auto stored_event,
                    connection.statement("SELECT " CRENEAU_EVENT_COLUMNS " FROM event"
                                         " WHERE departement = ? AND number = ?"));
  stored_event.bind(key.departement.code()).bind(request.number(0));
  BOOST_OUTCOME_TRY(const bool kept, stored_event.next());
  if (kept) {
    BOOST_OUTCOME_TRY(Event event, event_at(stored_event, 0));
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

result<RulesVersion> rules_version(Connection& connection) {
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT coalesce(max(version), 0) FROM rules_version"));
  BOOST_OUTCOME_TRY(const bool found, query.next());
  return RulesVersion{found ? query.number(0) : 0};
}

result<std::vector<RuleEntry>> rule_entries(Connection& connection, RulesVersion version) {
  std::vector<RuleEntry> entries;
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement(
                        "SELECT from_day, key, value FROM rule WHERE version = ? ORDER BY place"));
  query.bind(version.value);
  BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
    entries.push_back({Date{std::chrono::days{row.number(0)}}, std::string(row.text(1)),
                       std::string(row.text(2))});
    return success();
  }));
  return entries;
}

}  // namespace creneau::sqlite
