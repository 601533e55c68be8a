#include <thread>

#include "creneau/json/json.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/request.hpp"
#include "sqlite/rows.hpp"
#include "sqlite/session_query.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::stored;
using sqlite::stored_enum;
using sqlite::Transaction;

namespace {

[[nodiscard]] result<Revision> number_of(Connection& connection, Departement departement) {
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT number FROM departement WHERE code = ?"));
  BOOST_OUTCOME_TRY(const bool found, query.bind(departement.code()).next());
  return Revision{found ? query.number(0) : 0};
}

/// Reads rows into a page until it is full; `read(row)` makes one (or nothing), `place_of` says
/// where it stands.
template <class Row, class Read, class PlaceOf>
[[nodiscard]] result<void> fill(Page<Row>& page, const PageRequest& request, Statement& statement,
                                Read&& read, PlaceOf&& place_of) {
  while (true) {
    BOOST_OUTCOME_TRY(const bool found, statement.next());
    if (!found) return success();
    BOOST_OUTCOME_TRY(std::optional<Row> row, read(statement));
    if (!row) continue;
    if (page.rows.size() == request.limit) {
      page.next = place_of(page.rows.back());
      return success();
    }
    page.rows.push_back(*std::move(row));
  }
}

}  // namespace

result<Revision> SqliteDatabase::wait_for_change(Departement departement, Revision after,
                                                 std::chrono::milliseconds at_most) const {
  constexpr std::chrono::milliseconds kLookEvery{200};
  const auto until = std::chrono::steady_clock::now() + at_most;
  while (true) {
    BOOST_OUTCOME_TRY(auto connection, pool_->lease());
    BOOST_OUTCOME_TRY(const Revision present, number_of(*connection, departement));
    const auto now = std::chrono::steady_clock::now();
    if (present > after || now >= until) return present;
    std::this_thread::sleep_until(std::min(until, now + kLookEvery));
  }
}

result<Page<SessionState>> SqliteDatabase::sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  Page<SessionState> found;
  BOOST_OUTCOME_TRY(found.number, number_of(*connection, filter.departement));
  const sqlite::SessionQuery query(filter);
  {
    BOOST_OUTCOME_TRY(auto statement, query.prepare(*connection, page.after));
    BOOST_OUTCOME_TRY(fill(
        found, page, statement,
        [](const Statement& row) -> result<std::optional<SessionState>> {
          BOOST_OUTCOME_TRY(auto state, sqlite::session_state_at(row, 0));
          return state;
        },
        [](const SessionState& state) {
          return Cursor{stored(state.session.start()), state.session.id.value};
        }));
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return found;
}

result<Page<ReservedSession>> SqliteDatabase::reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  Page<ReservedSession> found;
  if (filter.departement) {
    BOOST_OUTCOME_TRY(found.number, number_of(*connection, *filter.departement));
  }
  std::string sql = "SELECT " CRENEAU_RESERVATION_COLUMNS ", " CRENEAU_SESSION_COLUMNS
                    " FROM reservation r JOIN session s ON s.id = r.session"
                    " JOIN planning p ON p.session = s.id AND p.plan = s.plan"
                    " WHERE r.start_at >= ? AND r.start_at < ? AND (r.start_at, r.id) > (?, ?)";
  if (filter.school) sql += " AND r.school = ?";
  if (filter.departement) sql += " AND r.departement = ?";
  if (filter.category) sql += " AND p.category = ?";
  if (filter.centre) sql += " AND p.centre = ?";
  if (!filter.inspectors.empty()) sql += " AND s.inspector IN (SELECT value FROM json_each(?))";
  sql += " ORDER BY r.start_at, r.id";
  const std::string inspectors = sqlite::json_array(filter.inspectors);
  {
    BOOST_OUTCOME_TRY(auto statement, connection->statement(sql));
    statement.bind(stored(LocalTime{filter.period.first}))
        .bind(stored(LocalTime{filter.period.last + std::chrono::days{1}}))
        .bind(page.after.major)
        .bind(page.after.minor);
    if (filter.school) statement.bind(filter.school.value);
    if (filter.departement) statement.bind(filter.departement->code());
    if (filter.category) statement.bind(stored_enum(*filter.category));
    if (filter.centre) statement.bind(filter.centre.value);
    if (!filter.inspectors.empty()) statement.bind(inspectors);
    BOOST_OUTCOME_TRY(fill(
        found, page, statement,
        [](const Statement& row) -> result<std::optional<ReservedSession>> {
          BOOST_OUTCOME_TRY(Session session, sqlite::session_at(row, sqlite::kReservationColumns));
          return ReservedSession{sqlite::reservation_at(row, 0), std::move(session)};
        },
        [](const ReservedSession& row) {
          return Cursor{stored(row.start()), row.reservation.id.value};
        }));
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return found;
}

result<Page<Closure>> SqliteDatabase::closures(const ClosureFilter& filter,
                                               const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  Page<Closure> found;
  BOOST_OUTCOME_TRY(found.number, number_of(*connection, filter.departement));
  {
    BOOST_OUTCOME_TRY(
        auto statement,
        connection->statement("SELECT id, departement, scope, who, from_at, to_at, reason, note"
                              " FROM closure WHERE departement = ? AND from_at < ? AND to_at > ?"
                              " AND (from_at, id) > (?, ?) ORDER BY from_at, id"));
    statement.bind(filter.departement.code())
        .bind(stored(LocalTime{filter.period.last + std::chrono::days{1}}))
        .bind(stored(LocalTime{filter.period.first}))
        .bind(page.after.major)
        .bind(page.after.minor);
    BOOST_OUTCOME_TRY(fill(
        found, page, statement,
        [](const Statement& row) -> result<std::optional<Closure>> {
          BOOST_OUTCOME_TRY(auto closure, sqlite::closure_at(row, 0));
          return closure;
        },
        [](const Closure& closure) { return Cursor{stored(closure.from), closure.id.value}; }));
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return found;
}

result<Page<Event>> SqliteDatabase::events(const EventFilter& filter,
                                           const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  Page<Event> found;
  BOOST_OUTCOME_TRY(found.number, number_of(*connection, filter.departement));
  {
    BOOST_OUTCOME_TRY(auto statement, connection->statement(
                                          "SELECT " CRENEAU_EVENT_COLUMNS " FROM event"
                                          " WHERE departement = ? AND number > ? ORDER BY number"));
    statement.bind(filter.departement.code()).bind(std::max(filter.after.value, page.after.major));
    BOOST_OUTCOME_TRY(fill(
        found, page, statement,
        [&](const Statement& row) -> result<std::optional<Event>> {
          BOOST_OUTCOME_TRY(Event event, sqlite::event_at(row, 0));
          if (!filter.tells_of(event.changes)) return std::nullopt;
          return event;
        },
        [](const Event& event) { return Cursor{event.number.value, 0}; }));
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return found;
}

result<Page<Refusal>> SqliteDatabase::refusals(Departement departement,
                                               const PageRequest& page) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  Page<Refusal> found;
  BOOST_OUTCOME_TRY(found.number, number_of(*connection, departement));
  BOOST_OUTCOME_TRY(
      auto statement,
      connection->statement("SELECT id, departement, at, command, role, who, subject, request,"
                            " code, rule_limit, actual, slots FROM refusal"
                            " WHERE departement = ? AND id > ? ORDER BY id"));
  statement.bind(departement.code()).bind(page.after.major);
  Cursor last;
  while (true) {
    BOOST_OUTCOME_TRY(const bool row, statement.next());
    if (!row) return found;
    if (found.rows.size() == page.limit) {
      found.next = last;
      return found;
    }
    last = {statement.number(0), 0};
    Refusal refusal;
    refusal.departement = departement;
    refusal.at = sqlite::instant_at(statement, 2);
    BOOST_OUTCOME_TRY(refusal.command, sqlite::enum_at(statement, 3, CommandKind::import_planning));
    BOOST_OUTCOME_TRY(refusal.actor.role, sqlite::enum_at(statement, 4, Role::operator_));
    refusal.actor.who = statement.number(5);
    refusal.actor.subject = statement.text(6);
    refusal.request = statement.text(7);
    refusal.code = static_cast<ErrorCode>(statement.number(8));
    refusal.limit = statement.number(9);
    refusal.actual = statement.number(10);
    BOOST_OUTCOME_TRY(refusal.slots, json::slots_from(statement.text(11)));
    found.rows.push_back(std::move(refusal));
  }
}

result<void> SqliteDatabase::record(const Refusal& refusal) {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  BOOST_OUTCOME_TRY(
      auto insert,
      connection->statement("INSERT INTO refusal (departement, at, command, role, who, subject,"
                            " request, code, rule_limit, actual, slots)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  json::Array slots;
  for (const SlotId& slot : refusal.slots) slots.push_back(json::of(slot));
  const std::string text = serialize(slots);
  insert.bind(refusal.departement.code())
      .bind(stored(refusal.at))
      .bind(stored_enum(refusal.command))
      .bind(stored_enum(refusal.actor.role))
      .bind(refusal.actor.who)
      .bind(refusal.actor.subject)
      .bind(refusal.request)
      .bind(stored_enum(refusal.code))
      .bind(refusal.limit)
      .bind(refusal.actual)
      .bind(text);
  BOOST_OUTCOME_TRY(insert.run());
  return transaction.commit();
}

result<Storage::Rules> SqliteDatabase::rules() const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::read));
  Storage::Rules rules;
  BOOST_OUTCOME_TRY(rules.version, sqlite::rules_version(*connection));
  BOOST_OUTCOME_TRY(rules.entries, sqlite::rule_entries(*connection, rules.version));
  BOOST_OUTCOME_TRY(transaction.commit());
  return rules;
}

result<void> SqliteDatabase::week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const {
  SessionFilter of_week;
  of_week.departement = filter.departement;
  of_week.period = filter.week.period();
  of_week.category = filter.category;
  of_week.status = SessionFilter::Status::planned;
  if (filter.inspector) of_week.inspectors.push_back(filter.inspector);
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  const sqlite::SessionQuery query(of_week);
  BOOST_OUTCOME_TRY(auto statement, query.prepare(*connection, Cursor{}));
  const auto before = static_cast<std::ptrdiff_t>(rows.size());
  BOOST_OUTCOME_TRY(for_each_row(statement, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(const auto state, sqlite::session_state_at(row, 0));
    const Session& session = state.session;
    auto place = std::lower_bound(
        rows.begin() + before, rows.end(), session.inspector,
        [](const InspectorUnits& it, InspectorId id) { return it.inspector < id; });
    if (place == rows.end() || place->inspector != session.inspector)
      place = rows.insert(place, InspectorUnits{session.inspector, {}});
    place->units += count_units(session.planning->grid, session.start(), state.reserved,
                                state.unavailable, filter.now);
    return success();
  }));
  return success();
}

}  // namespace creneau
