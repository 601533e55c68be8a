#include <algorithm>
#include <functional>

#include "postgres/pool.hpp"
#include "postgres/request.hpp"
#include "postgres/session_query.hpp"

namespace creneau {

using postgres::As;
using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::Rows;
using postgres::stored;

namespace {

constexpr std::string_view kSessions =
    "SELECT " CRENEAU_PG_SESSION_COLUMNS CRENEAU_PG_SLOT_MASKS CRENEAU_PG_SESSION_TABLES
    " WHERE s.departement = $1";

[[nodiscard]] bool knows(const Snapshot& snapshot, SessionId id) noexcept {
  return std::any_of(snapshot.sessions.begin(), snapshot.sessions.end(),
                     [&](const SessionState& it) { return it.session.id == id; });
}

/// Questions that are sent together, and who takes the answers.
class Questions {
 public:
  using Take = std::function<result<void>(const Rows&)>;
  void ask(Query query, Take take) {
    queries_.push_back(std::move(query));
    takers_.push_back(std::move(take));
  }
  [[nodiscard]] result<void> take(const std::vector<Rows>& answers) const {
    for (std::size_t place = 0; place < takers_.size(); ++place) {
      BOOST_OUTCOME_TRY(takers_[place](answers[place]));
    }
    return success();
  }
  [[nodiscard]] const std::vector<Query>& queries() const noexcept { return queries_; }

 private:
  std::vector<Query> queries_;
  std::vector<Take> takers_;
};

/// One load: what it asks, and what becomes of the answers.
class Loading {
 public:
  Loading(const Needs& needs, Snapshot& snapshot, postgres::Known& known)
      : needs_(needs),
        snapshot_(snapshot),
        known_(known),
        code_(needs.departement.code()),
        leaf_(known.leaf(needs.departement)) {}

  void ask(Questions& questions) {
    ask_numbers(questions);
    if (needs_.request)
      questions.ask(postgres::request_query(*needs_.request, leaf_),
                    [&](const Rows& rows) -> result<void> {
                      is_seen_ = !rows.empty();
                      return success();
                    });
    if (!needs_.sessions.empty() || !needs_.reservations.empty()) ask_sessions(questions);
    if (needs_.reservations_of_sessions || !needs_.reservations.empty())
      ask_reservations(questions);
    if (needs_.blocks_of_sessions && !needs_.sessions.empty()) ask_blocks(questions);
    if (needs_.inspector_days) ask_inspector_days(questions);
    if (needs_.candidates) ask_candidates(questions);
    if (needs_.closures || needs_.closures_within || !needs_.closure_ids.empty())
      ask_closures(questions);
    if (needs_.rule_entries) ask_rule_entries(questions);
  }
  [[nodiscard]] bool is_seen() const noexcept { return is_seen_; }

 private:
  void ask_numbers(Questions& questions) {
    Query query(
        "SELECT d.number, d.closures_number, (SELECT max(version) FROM creneau.rules_version)"
        " FROM (SELECT) one LEFT JOIN creneau.departement d ON d.code = $1");
    query.bind(code_);
    questions.ask(std::move(query), [&](const Rows& rows) -> result<void> {
      const Row row(rows, 0);
      if (!row.is_null(0)) known_.remember(needs_.departement, {row.number(0)});
      snapshot_.number = {row.number(0)};
      snapshot_.closures_revision = {row.number(1)};
      snapshot_.rules = {row.number(2)};
      return success();
    });
  }

  /// A condition on sessions s: those asked for, and those of the reservations asked for. Binds $1,
  /// $2 and, where there are any, $3.
  [[nodiscard]] Query about_asked(std::string begin, std::string_view end = {}) const {
    Query query(begin + "s.id = ANY (", leaf_);
    query.bind(code_).bind(postgres::id_array(needs_.sessions));
    if (needs_.reservations.empty()) {
      query.append("$2::bigint[]");
    } else {
      query.bind(postgres::id_array(needs_.reservations));
      query.append(
          "$2::bigint[] || ARRAY(SELECT r.session FROM creneau.reservation{d} r"
          " WHERE r.departement = $1 AND r.id = ANY ($3::bigint[]))");
    }
    query.append(")").append(end);
    return query;
  }

  void ask_sessions(Questions& questions) {
    Query query = about_asked(std::string(kSessions) + " AND ");
    questions.ask(std::move(query), [&](const Rows& rows) {
      return postgres::append(snapshot_.sessions, rows, postgres::session_state_at);
    });
  }

  void ask_reservations(Questions& questions) {
    Query query("SELECT " CRENEAU_PG_RESERVATION_COLUMNS
                " FROM creneau.reservation{d} r WHERE r.departement = $1",
                leaf_);
    query.bind(code_);
    query.with(" AND r.id = ANY (", postgres::id_array(needs_.reservations), "::bigint[]");
    if (needs_.reservations_of_sessions)
      query.with(
          " || ARRAY(SELECT o.id FROM creneau.reservation{d} o WHERE o.departement = $1"
          " AND o.session = ANY (",
          postgres::id_array(needs_.sessions), "::bigint[]))");
    query.append(") ORDER BY r.id");
    questions.ask(std::move(query), [&](const Rows& rows) -> result<void> {
      return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
        snapshot_.reservations.push_back(postgres::reservation_at(row, 0));
        return success();
      });
    });
  }

  void ask_blocks(Questions& questions) {
    Query query(
        "SELECT t.session, t.plan, t.ordinal, t.reason, t.note FROM creneau.session{d} s"
        " JOIN creneau.slot{d} t ON t.departement = s.departement AND t.session = s.id"
        " AND t.plan = s.planned WHERE s.departement = $1 AND s.id = ANY ($2::bigint[])"
        " AND t.reservation IS NULL ORDER BY t.session, t.ordinal",
        leaf_);
    query.bind(code_).bind(postgres::id_array(needs_.sessions));
    questions.ask(std::move(query), [&](const Rows& rows) {
      return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
        BOOST_OUTCOME_TRY(const Reason reason, postgres::enum_at(row, 3, Reason::other));
        snapshot_.blocks.push_back({{{row.number(0)},
                                     {static_cast<std::uint32_t>(row.number(1))},
                                     static_cast<std::uint32_t>(row.number(2))},
                                    reason,
                                    std::string(row.text(4))});
        return success();
      });
    });
  }

  /// The other sessions of inspectors on certain days; within the département, which is the only one
  /// that a command reads: postings keep inspectors apart.
  void ask_inspector_days(Questions& questions) {
    const Needs::InspectorDays& days = *needs_.inspector_days;
    std::optional<Query> query;
    const auto within = [&](const Period& period) {
      query->with(" AND s.start_at >= ", stored(LocalTime{period.first}), "::bigint")
          .with(" AND s.start_at < ", stored(LocalTime{period.last + std::chrono::days{1}}),
                "::bigint");
    };
    if (!days.inspectors.empty() && days.period) {
      query.emplace(kSessions, leaf_);
      query->bind(code_);
      query->with(" AND s.inspector = ANY (", postgres::id_array(days.inspectors), "::bigint[])");
      within(*days.period);
    } else {
      // On the days, or of the inspectors, of the sessions asked for.
      query.emplace(about_asked(std::string(kSessions) +
                                    " AND EXISTS (SELECT FROM (SELECT s.inspector, s.start_at"
                                    " FROM creneau.session{d} s WHERE s.departement = $1 AND ",
                                ") asked WHERE true"));
      if (days.inspectors.empty())
        query->append(" AND s.inspector = asked.inspector");
      else
        query->with(" AND s.inspector = ANY (", postgres::id_array(days.inspectors), "::bigint[])");
      if (!days.period)
        query->append(
            " AND s.start_at >= asked.start_at - (asked.start_at % 1440 + 1440) % 1440"
            " AND s.start_at < asked.start_at - (asked.start_at % 1440 + 1440) % 1440 + 1440");
      query->append(")");
      if (days.period) within(*days.period);
    }
    query->append(" ORDER BY s.start_at");
    questions.ask(*std::move(query), [&](const Rows& rows) { return add_unknown(rows); });
  }

  void ask_candidates(Questions& questions) {
    const Needs::Candidates& candidates = *needs_.candidates;
    Query query = postgres::session_query(candidates.filter, Cursor{}, leaf_);
    const auto enough = std::clamp<std::size_t>(candidates.enough, 1, INT64_MAX);
    query.with(" ORDER BY s.start_at FETCH FIRST ", static_cast<std::int64_t>(enough),
               " ROWS WITH TIES");
    questions.ask(std::move(query), [&, enough](const Rows& rows) -> result<void> {
      // Whether there are more shows when they are asked for.
      snapshot_.more_candidates = static_cast<std::size_t>(rows.size()) >= enough;
      return add_unknown(rows);
    });
  }

  /// Sessions that may be in the snapshot already.
  [[nodiscard]] result<void> add_unknown(const Rows& rows) {
    return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
      if (knows(snapshot_, {row.number(0)})) return success();
      BOOST_OUTCOME_TRY(auto state, postgres::session_state_at(row, 0));
      snapshot_.sessions.push_back(std::move(state));
      return success();
    });
  }

  /// They are few: what touches which day is looked at here.
  void ask_closures(Questions& questions) {
    Query query(
        "SELECT id, departement, scope, who, from_at, to_at, reason, note FROM creneau.closure{d}"
        " WHERE departement = $1",
        leaf_);
    query.bind(code_);
    if (!needs_.closures) {
      const Period days =
          needs_.closures_within.value_or(Period{Date{}, Date{} - std::chrono::days{1}});
      query
          .with(" AND (from_at < ", stored(LocalTime{days.last + std::chrono::days{1}}), "::bigint")
          .with(" AND to_at > ", stored(LocalTime{days.first}), "::bigint")
          .with(" OR id = ANY (", postgres::id_array(needs_.closure_ids), "::bigint[]))");
    }
    query.append(" ORDER BY from_at, id");
    questions.ask(std::move(query), [&](const Rows& rows) -> result<void> {
      return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
        BOOST_OUTCOME_TRY(auto closure, postgres::closure_at(row, 0));
        if (wants(needs_, snapshot_, closure)) snapshot_.closures.push_back(std::move(closure));
        return success();
      });
    });
  }

  void ask_rule_entries(Questions& questions) {
    questions.ask(
        Query{"SELECT from_day, key, value FROM creneau.rule WHERE version = (SELECT"
              " max(version) FROM creneau.rules_version) ORDER BY place"},
        [&](const Rows& rows) -> result<void> {
          return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
            snapshot_.rule_entries.push_back({Date{std::chrono::days{row.number(0)}},
                                              std::string(row.text(1)), std::string(row.text(2))});
            return success();
          });
        });
  }

  const Needs& needs_;
  Snapshot& snapshot_;
  postgres::Known& known_;
  std::string_view code_;
  std::string_view leaf_;
  bool is_seen_ = false;
};

}  // namespace

result<void> PostgresDatabase::load(const Needs& needs, Snapshot& snapshot) const {
  return pool_->with_connection([&](Connection& connection) -> result<void> {
    snapshot = Snapshot{};
    Loading loading(needs, snapshot, pool_->known());
    Questions questions;
    loading.ask(questions);
    BOOST_OUTCOME_TRY(const auto answers, connection.run(questions.queries(), As::one_moment));
    BOOST_OUTCOME_TRY(questions.take(answers));
    if (!loading.is_seen()) return success();
    Snapshot only;
    only.number = snapshot.number;
    only.rules = snapshot.rules;
    only.closures_revision = snapshot.closures_revision;
    if (!pool_->options().read_only) {
      BOOST_OUTCOME_TRY(postgres::make_durable(connection, needs.departement));
    }
    BOOST_OUTCOME_TRY(only.seen,
                      postgres::seen(connection, *needs.request, pool_->leaf(needs.departement)));
    snapshot = std::move(only);
    return success();
  });
}

}  // namespace creneau
