#include <algorithm>

#include "json/notes.hpp"
#include "postgres/pool.hpp"
#include "postgres/session_query.hpp"

namespace creneau {

using postgres::As;
using postgres::Query;
using postgres::Row;
using postgres::Rows;
using postgres::stored;
using postgres::stored_enum;

namespace {

[[nodiscard]] Query number_query(Departement departement) {
  Query query("SELECT number FROM creneau.departement WHERE code = $1");
  query.bind(departement.code());
  return query;
}

[[nodiscard]] Revision number_in(const Rows& rows) {
  return {rows.empty() ? 0 : Row(rows, 0).number(0)};
}

/// Fills a page from rows of which one more was asked for than it holds; `place_of` says where one
/// stands.
template <class Item, class Read, class PlaceOf>
[[nodiscard]] result<void> fill(Page<Item>& page, const PageRequest& request, const Rows& rows,
                                Read&& read, PlaceOf&& place_of) {
  BOOST_OUTCOME_TRY(postgres::append(page.rows, rows, read));
  if (page.rows.size() <= request.limit) return success();
  page.rows.resize(request.limit);
  page.next = place_of(page.rows.back());
  return success();
}

/// ORDER BY, and one row more than the page holds.
void order(Query& query, std::string_view by, const PageRequest& page) {
  query.append(" ORDER BY ").append(by);
  query.with(" LIMIT ", static_cast<std::int64_t>(page.limit) + 1, "::bigint");
}

}  // namespace

result<Page<SessionState>> PostgresDatabase::sessions(const SessionFilter& filter,
                                                      const PageRequest& page) const {
  std::array<Query, 2> queries{
      number_query(filter.departement),
      postgres::session_query(filter, page.after, pool_->leaf(filter.departement))};
  order(queries[1], "s.start_at, s.id", page);
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  Page<SessionState> found;
  found.number = number_in(answers[0]);
  BOOST_OUTCOME_TRY(
      fill(found, page, answers[1], postgres::session_state_at<Row>, [](const SessionState& state) {
        return Cursor{stored(state.session.start()), state.session.id.value};
      }));
  return found;
}

result<Page<ReservedSession>> PostgresDatabase::reservations(const ReservationFilter& filter,
                                                             const PageRequest& page) const {
  Query query(
      "SELECT " CRENEAU_PG_RESERVATION_COLUMNS ", " CRENEAU_PG_SESSION_COLUMNS
      " FROM creneau.reservation{d} r JOIN creneau.session{d} s ON s.departement = r.departement"
      " AND s.id = r.session AND s.planned = r.plan WHERE",
      filter.departement ? pool_->leaf(*filter.departement) : std::string_view{});
  query.with(" r.start_at >= ", stored(LocalTime{filter.period.first}), "::bigint")
      .with(" AND r.start_at < ", stored(LocalTime{filter.period.last + std::chrono::days{1}}),
            "::bigint");
  if (filter.departement) query.with(" AND r.departement = ", filter.departement->code());
  if (filter.departement) query.with(" AND s.departement = ", filter.departement->code());
  if (page.after != Cursor{})
    query.with(" AND (r.start_at, r.id) > (", page.after.major, "::bigint,")
        .with(" ", page.after.minor, "::bigint)");
  if (filter.school) query.with(" AND r.school = ", filter.school.value, "::bigint");
  if (filter.category)
    query.with(" AND s.category = ", stored_enum(*filter.category), "::smallint");
  if (filter.centre) query.with(" AND s.centre = ", filter.centre.value, "::bigint");
  if (!filter.inspectors.empty())
    query.with(" AND s.inspector = ANY (", postgres::id_array(filter.inspectors), "::bigint[])");
  order(query, "r.start_at, r.id", page);
  std::vector<Query> queries{std::move(query)};
  if (filter.departement) queries.push_back(number_query(*filter.departement));
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  Page<ReservedSession> found;
  if (filter.departement) found.number = number_in(answers[1]);
  BOOST_OUTCOME_TRY(fill(
      found, page, answers[0],
      [](const Row& row, int) -> result<ReservedSession> {
        BOOST_OUTCOME_TRY(Session session,
                          postgres::session_at(row, postgres::kReservationColumns));
        return ReservedSession{postgres::reservation_at(row, 0), std::move(session)};
      },
      [](const ReservedSession& row) {
        return Cursor{stored(row.start()), row.reservation.id.value};
      }));
  return found;
}

result<Page<Closure>> PostgresDatabase::closures(const ClosureFilter& filter,
                                                 const PageRequest& page) const {
  std::array<Query, 2> queries{
      number_query(filter.departement),
      Query{
          "SELECT id, departement, scope, who, from_at, to_at, reason, note FROM creneau.closure{d}"
          " WHERE departement = $1 AND from_at < $2::bigint AND to_at > $3::bigint"
          " AND (from_at, id) > ($4::bigint, $5::bigint)",
          pool_->leaf(filter.departement)}};
  queries[1]
      .bind(filter.departement.code())
      .bind(stored(LocalTime{filter.period.last + std::chrono::days{1}}))
      .bind(stored(LocalTime{filter.period.first}))
      .bind(page.after.major)
      .bind(page.after.minor);
  order(queries[1], "from_at, id", page);
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  Page<Closure> found;
  found.number = number_in(answers[0]);
  BOOST_OUTCOME_TRY(fill(found, page, answers[1], postgres::closure_at<Row>,
                         [](const Closure& it) { return Cursor{stored(it.from), it.id.value}; }));
  return found;
}

result<Page<Event>> PostgresDatabase::events(const EventFilter& filter,
                                             const PageRequest& page) const {
  return pool_->with_connection([&](postgres::Connection& connection) -> result<Page<Event>> {
    // Which rows an event changed is read here: a page may take several looks, of one history that
    // only grows.
    Page<Event> found;
    std::int64_t after = std::max(filter.after.value, page.after.major);
    for (bool is_first = true;; is_first = false) {
      std::vector<Query> queries{
          Query{"SELECT " CRENEAU_PG_EVENT_COLUMNS " FROM creneau.event{d}"
                " WHERE departement = $1 AND number > $2::bigint ORDER BY number LIMIT $3::bigint",
                pool_->leaf(filter.departement)}};
      queries[0]
          .bind(filter.departement.code())
          .bind(after)
          .bind(static_cast<std::int64_t>(page.limit) + 1);
      if (is_first) queries.push_back(number_query(filter.departement));
      BOOST_OUTCOME_TRY(const auto answers, connection.run(queries, As::one_moment));
      if (is_first) found.number = number_in(answers[1]);
      for (int index = 0; index < answers[0].size(); ++index) {
        BOOST_OUTCOME_TRY(Event event, postgres::event_at(Row(answers[0], index), 0));
        after = event.number.value;
        if (event.number > found.number) return found;
        if (!filter.tells_of(event.changes)) continue;
        if (found.rows.size() == page.limit) {
          found.next = Cursor{found.rows.back().number.value, 0};
          return found;
        }
        found.rows.push_back(std::move(event));
      }
      if (static_cast<std::size_t>(answers[0].size()) <= page.limit) return found;
    }
  });
}

result<Page<Refusal>> PostgresDatabase::refusals(Departement departement,
                                                 const PageRequest& page) const {
  std::array<Query, 2> queries{
      number_query(departement),
      Query{"SELECT id, at, command, role, who, subject, request, code, rule_limit, actual, slots"
            " FROM creneau.refusal{d} WHERE departement = $1 AND id > $2::bigint",
            pool_->leaf(departement)}};
  queries[1].bind(departement.code()).bind(page.after.major);
  order(queries[1], "id", page);
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  Page<Refusal> found;
  found.number = number_in(answers[0]);
  Cursor last;
  BOOST_OUTCOME_TRY(postgres::for_each_row(answers[1], [&](const Row& row) -> result<void> {
    if (found.rows.size() == page.limit) {
      found.next = last;
      return success();
    }
    last = {row.number(0), 0};
    Refusal refusal;
    refusal.departement = departement;
    refusal.at = postgres::instant_at(row, 1);
    BOOST_OUTCOME_TRY(refusal.command, postgres::enum_at(row, 2, CommandKind::import_planning));
    BOOST_OUTCOME_TRY(refusal.actor.role, postgres::enum_at(row, 3, Role::operator_));
    refusal.actor.who = row.number(4);
    refusal.actor.subject = row.text(5);
    refusal.request = row.text(6);
    refusal.code = static_cast<ErrorCode>(row.number(7));
    refusal.limit = row.number(8);
    refusal.actual = row.number(9);
    BOOST_OUTCOME_TRY(refusal.slots, json::slots_from(row.text(10)));
    found.rows.push_back(std::move(refusal));
    return success();
  }));
  return found;
}

result<void> PostgresDatabase::record(const Refusal& refusal) {
  json::Array slots;
  for (const SlotId& slot : refusal.slots) slots.push_back(json::of(slot));
  if (!pool_->known().is_open(refusal.departement)) {
    BOOST_OUTCOME_TRY(open_departement(refusal.departement));
  }
  Query query(
      "WITH d AS (UPDATE creneau.departement SET refusals = refusals + 1 WHERE code = $1"
      "  RETURNING refusals)"
      " INSERT INTO creneau.refusal{d} (departement, id, at, command, role, who, subject,"
      "  request, code, rule_limit, actual, slots)"
      " SELECT $1, refusals, $2::bigint, $3::smallint, $4::smallint, $5::bigint, $6, $7,"
      "  $8::integer, $9::bigint, $10::bigint, $11 FROM d",
      pool_->leaf(refusal.departement));
  query.bind(refusal.departement.code())
      .bind(stored(refusal.at))
      .bind(stored_enum(refusal.command))
      .bind(stored_enum(refusal.actor.role))
      .bind(refusal.actor.who)
      .bind(refusal.actor.subject)
      .bind(refusal.request)
      .bind(stored_enum(refusal.code))
      .bind(refusal.limit)
      .bind(refusal.actual)
      .bind(std::string_view(serialize(slots)));
  // Once: where the line breaks nobody knows whether it is noted, and twice would be wrong.
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(connection->run(query));
  return success();
}

result<Storage::Rules> PostgresDatabase::rules() const {
  const std::array<Query, 2> queries{
      Query{"SELECT max(version) FROM creneau.rules_version"},
      Query{"SELECT from_day, key, value FROM creneau.rule WHERE version ="
            " (SELECT max(version) FROM creneau.rules_version) ORDER BY place"}};
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  Storage::Rules rules;
  rules.version = {Row(answers[0], 0).number(0)};
  BOOST_OUTCOME_TRY(
      postgres::append(rules.entries, answers[1], [](const Row& row, int) -> result<RuleEntry> {
        return RuleEntry{Date{std::chrono::days{row.number(0)}}, std::string(row.text(1)),
                         std::string(row.text(2))};
      }));
  return rules;
}

result<void> PostgresDatabase::week_units(const WeekFilter& filter,
                                          std::vector<InspectorUnits>& rows) const {
  SessionFilter of_week;
  of_week.departement = filter.departement;
  of_week.period = filter.week.period();
  of_week.category = filter.category;
  of_week.status = SessionFilter::Status::planned;
  if (filter.inspector) of_week.inspectors.push_back(filter.inspector);
  // Of a session what is counted, and no more.
  Query query = postgres::session_query(of_week, Cursor{}, pool_->leaf(filter.departement),
                                        "s.inspector, s.start_at, s.unit_minutes, s.units_of_slot, "
                                        "s.slot_count" CRENEAU_PG_SLOT_MASKS);
  query.append(" ORDER BY s.inspector");
  BOOST_OUTCOME_TRY(const Rows found, pool_->run(query));
  InspectorUnits* last = nullptr;
  return postgres::for_each_row(found, [&](const Row& row) -> result<void> {
    const InspectorId inspector{row.number(0)};
    BOOST_OUTCOME_TRY(const Grid grid, postgres::grid_at(row, 2));
    if (last == nullptr || last->inspector != inspector)
      last = &rows.emplace_back(InspectorUnits{inspector, {}});
    last->units += count_units(grid, postgres::local_at(row, 1), postgres::slots_at(row, 5),
                               postgres::slots_at(row, 6), filter.now);
    return success();
  });
}

}  // namespace creneau
