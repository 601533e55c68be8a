#include "sqlite/pool.hpp"
#include "sqlite/request.hpp"
#include "sqlite/rows.hpp"
#include "sqlite/session_query.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::stored;
using sqlite::Transaction;

namespace {

[[nodiscard]] bool knows(const Snapshot& snapshot, SessionId id, std::size_t among) noexcept {
  for (std::size_t index = 0; index < among; ++index)
    if (snapshot.sessions[index].session.id == id) return true;
  return false;
}

[[nodiscard]] result<void> load_session(Connection& connection, Departement departement,
                                        SessionId id, Snapshot& snapshot) {
  if (knows(snapshot, id, snapshot.sessions.size())) return success();
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement(
                        "SELECT " CRENEAU_SESSION_COLUMNS CRENEAU_SLOT_MASKS CRENEAU_SESSION_TABLES
                        " WHERE s.id = ? AND s.departement = ?"));
  query.bind(id.value).bind(departement.code());
  return for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto state, sqlite::session_state_at(row, 0));
    snapshot.sessions.push_back(std::move(state));
    return success();
  });
}

[[nodiscard]] result<void> load_reservations_of(Connection& connection, SessionId session,
                                                Snapshot& snapshot) {
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT " CRENEAU_RESERVATION_COLUMNS
                                         " FROM reservation r WHERE r.session = ? ORDER BY r.id"));
  query.bind(session.value);
  return for_each_row(query, [&](const Statement& row) -> result<void> {
    snapshot.reservations.push_back(sqlite::reservation_at(row, 0));
    return success();
  });
}

[[nodiscard]] result<void> load_blocks_of(Connection& connection, const Session& session,
                                          Snapshot& snapshot) {
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT ordinal, reason, note FROM slot WHERE session = ?"
                                         " AND plan = ? AND reservation IS NULL ORDER BY ordinal"));
  query.bind(session.id.value).bind(session.plan.value);
  return for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Reason reason, sqlite::enum_at(row, 1, Reason::other));
    snapshot.blocks.push_back(
        {{session.id, session.plan, static_cast<std::uint32_t>(row.number(0))},
         reason,
         std::string(row.text(2))});
    return success();
  });
}

[[nodiscard]] result<void> load_reservation(Connection& connection, Departement departement,
                                            ReservationId id, Snapshot& snapshot) {
  for (const Reservation& known : snapshot.reservations)
    if (known.id == id) return success();
  BOOST_OUTCOME_TRY(auto query, connection.statement("SELECT " CRENEAU_RESERVATION_COLUMNS
                                                     " FROM reservation r WHERE r.id = ?"
                                                     " AND r.departement = ?"));
  query.bind(id.value).bind(departement.code());
  SessionId session;
  BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
    snapshot.reservations.push_back(sqlite::reservation_at(row, 0));
    session = snapshot.reservations.back().session;
    return success();
  }));
  return session ? load_session(connection, departement, session, snapshot) : success();
}

/// The other sessions of inspectors on certain days. In whatever département they lie: an inspector
/// cannot be in two places.
[[nodiscard]] result<void> load_inspector_days(Connection& connection,
                                               const Needs::InspectorDays& days,
                                               Snapshot& snapshot) {
  const std::size_t asked = snapshot.sessions.size();
  const auto load = [&](InspectorId inspector, const Period& period) -> result<void> {
    BOOST_OUTCOME_TRY(
        auto query, connection.statement(
                        "SELECT " CRENEAU_SESSION_COLUMNS CRENEAU_SLOT_MASKS CRENEAU_SESSION_TABLES
                        " WHERE s.inspector = ? AND s.start_at >= ?"
                        " AND s.start_at < ? ORDER BY s.start_at"));
    query.bind(inspector.value)
        .bind(stored(LocalTime{period.first}))
        .bind(stored(LocalTime{period.last + std::chrono::days{1}}));
    return for_each_row(query, [&](const Statement& row) -> result<void> {
      BOOST_OUTCOME_TRY(auto state, sqlite::session_state_at(row, 0));
      if (!knows(snapshot, state.session.id, asked)) snapshot.sessions.push_back(std::move(state));
      return success();
    });
  };
  std::vector<Period> periods;
  std::vector<InspectorId> inspectors(days.inspectors.begin(), days.inspectors.end());
  for (std::size_t index = 0; index < asked; ++index) {
    const Session& session = snapshot.sessions[index].session;
    if (days.inspectors.empty()) inspectors.push_back(session.inspector);
    if (!days.period) periods.push_back({session.date, session.date});
  }
  if (days.period) periods.push_back(*days.period);
  for (const InspectorId inspector : inspectors)
    for (const Period& period : periods) {
      BOOST_OUTCOME_TRY(load(inspector, period));
    }
  return success();
}

[[nodiscard]] result<void> load_candidates(Connection& connection,
                                           const Needs::Candidates& candidates,
                                           Snapshot& snapshot) {
  const sqlite::SessionQuery query(candidates.filter);
  BOOST_OUTCOME_TRY(auto statement, query.prepare(connection, Cursor{}));
  const std::size_t before = snapshot.sessions.size();
  LocalTime last{};
  while (true) {
    BOOST_OUTCOME_TRY(const bool row, statement.next());
    if (!row) return success();
    const LocalTime start = sqlite::local_at(statement, 3);
    if (snapshot.sessions.size() - before >= candidates.enough && start != last) {
      snapshot.more_candidates = true;
      return success();
    }
    last = start;
    BOOST_OUTCOME_TRY(auto state, sqlite::session_state_at(statement, 0));
    snapshot.sessions.push_back(std::move(state));
  }
}

[[nodiscard]] result<void> load_closures(Connection& connection, const Needs& needs,
                                         Snapshot& snapshot) {
  if (!needs.closures && !needs.closures_within && needs.closure_ids.empty()) return success();
  BOOST_OUTCOME_TRY(
      auto query, connection.statement("SELECT id, departement, scope, who, from_at, to_at, reason,"
                                       " note FROM closure WHERE departement = ?"
                                       " ORDER BY from_at, id"));
  query.bind(needs.departement.code());
  return for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto closure, sqlite::closure_at(row, 0));
    if (wants(needs, snapshot, closure)) snapshot.closures.push_back(std::move(closure));
    return success();
  });
}

[[nodiscard]] result<void> load_numbers(Connection& connection, Departement departement,
                                        Snapshot& snapshot) {
  BOOST_OUTCOME_TRY(
      auto query,
      connection.statement("SELECT number, closures_number FROM departement WHERE code = ?"));
  BOOST_OUTCOME_TRY(const bool found, query.bind(departement.code()).next());
  if (found) {
    snapshot.number = {query.number(0)};
    snapshot.closures_revision = {query.number(1)};
  }
  BOOST_OUTCOME_TRY(snapshot.rules, sqlite::rules_version(connection));
  return success();
}

}  // namespace

result<void> SqliteDatabase::load(const Needs& needs, Snapshot& snapshot) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  BOOST_OUTCOME_TRY(load_numbers(*connection, needs.departement, snapshot));
  if (needs.request) {
    BOOST_OUTCOME_TRY(snapshot.seen, sqlite::seen(*connection, *needs.request));
    if (snapshot.seen) return transaction.commit();
  }
  for (const SessionId id : needs.sessions) {
    BOOST_OUTCOME_TRY(load_session(*connection, needs.departement, id, snapshot));
  }
  const std::size_t asked = snapshot.sessions.size();
  for (std::size_t index = 0; index < asked; ++index) {
    const Session& session = snapshot.sessions[index].session;
    if (needs.reservations_of_sessions) {
      BOOST_OUTCOME_TRY(load_reservations_of(*connection, session.id, snapshot));
    }
    if (needs.blocks_of_sessions && session.is_planned()) {
      BOOST_OUTCOME_TRY(load_blocks_of(*connection, session, snapshot));
    }
  }
  for (const ReservationId id : needs.reservations) {
    BOOST_OUTCOME_TRY(load_reservation(*connection, needs.departement, id, snapshot));
  }
  if (needs.inspector_days) {
    BOOST_OUTCOME_TRY(load_inspector_days(*connection, *needs.inspector_days, snapshot));
  }
  if (needs.candidates) {
    BOOST_OUTCOME_TRY(load_candidates(*connection, *needs.candidates, snapshot));
  }
  BOOST_OUTCOME_TRY(load_closures(*connection, needs, snapshot));
  if (needs.rule_entries) {
    BOOST_OUTCOME_TRY(snapshot.rule_entries, sqlite::rule_entries(*connection, snapshot.rules));
  }
  return transaction.commit();
}

}  // namespace creneau
