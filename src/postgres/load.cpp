#include <algorithm>
#include <deque>
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

// One row after the other by its key. Nested, because a planner that takes a table for empty would read
// all of it instead, and a plan is made but once.
#define CRENEAU_PG_EACH(table, alias, condition)                                   \
  " CROSS JOIN LATERAL (SELECT * FROM creneau." table "{d} " alias " WHERE " alias \
  ".departement = $1 AND " condition " OFFSET 0) " alias

constexpr std::string_view kSessions = "SELECT " CRENEAU_PG_SESSION_COLUMNS CRENEAU_PG_SLOT_MASKS;

[[nodiscard]] bool knows(const Snapshot& snapshot, SessionId id) noexcept {
  return std::any_of(snapshot.sessions.begin(), snapshot.sessions.end(),
                     [&](const SessionState& it) { return it.session.id == id; });
}

/// Questions about one département that are sent together, and who takes the answers. What several
/// ask is asked once; sessions and requests of all of them are asked for in one statement each.
class Questions {
 public:
  using Take = std::function<result<void>(const Rows&)>;

  Questions(Departement departement, std::string_view leaf)
      : code_(departement.code()), leaf_(leaf) {}

  void ask(Query query, Take take) {
    const auto same = std::find(queries_.begin(), queries_.end(), query);
    takers_.emplace_back(static_cast<std::size_t>(same - queries_.begin()), std::move(take));
    if (same == queries_.end()) queries_.push_back(std::move(query));
  }
  /// Sessions by id; the rows are those that anybody asked for.
  template <class Ids>
  void ask_sessions(const Ids& ids, Take take) {
    sessions_.insert(sessions_.end(), ids.begin(), ids.end());
    of_sessions_.push_back(std::move(take));
  }
  /// Whether a request was seen; the rows are the role, the actor and the text of those that were.
  void ask_request(const RequestKey& key, Take take) {
    requests_.push_back(key);
    of_requests_.push_back(std::move(take));
  }

  /// Asks everything in one round trip and hands the answers out.
  [[nodiscard]] result<void> settle(Connection& connection) {
    if (!sessions_.empty()) {
      std::sort(sessions_.begin(), sessions_.end());
      sessions_.erase(std::unique(sessions_.begin(), sessions_.end()), sessions_.end());
      Query query(std::string(kSessions) + " FROM unnest($2::bigint[]) asked (id)" CRENEAU_PG_EACH(
                                               "session", "s", "s.id = asked.id")
                                               CRENEAU_PG_MASKS_OF_SESSIONS,
                  leaf_);
      query.bind(code_).bind(postgres::id_array(sessions_));
      ask_for_all(std::move(query), of_sessions_);
    }
    if (!requests_.empty()) ask_for_all(requests_query(), of_requests_);
    BOOST_OUTCOME_TRY(const auto answers, connection.run(queries_, As::one_moment));
    for (const auto& [place, take] : takers_) {
      BOOST_OUTCOME_TRY(take(answers[place]));
    }
    return success();
  }

 private:
  /// What is asked for all comes first.
  void ask_for_all(Query query, std::vector<Take>& takers) {
    std::vector<std::pair<std::size_t, Take>> first;
    for (Take& take : takers) first.emplace_back(queries_.size(), std::move(take));
    queries_.push_back(std::move(query));
    takers_.insert(takers_.begin(), std::make_move_iterator(first.begin()),
                   std::make_move_iterator(first.end()));
  }

  [[nodiscard]] Query requests_query() const {
    std::vector<std::string_view> texts;
    std::string roles = "{";
    std::string actors = "{";
    for (const RequestKey& it : requests_) {
      const char* comma = texts.empty() ? "" : ",";
      roles += comma + std::to_string(postgres::stored_enum(it.role));
      actors += comma + std::to_string(it.who);
      texts.push_back(it.request);
    }
    Query query(
        "SELECT r.role, r.who, r.request FROM unnest($2::smallint[], $3::bigint[], $4::text[])"
        " asked (role, who, request)" CRENEAU_PG_EACH("request", "r",
                                                      "r.role = asked.role AND r.who = asked.who"
                                                      " AND r.request = asked.request"),
        leaf_);
    query.bind(code_).bind(roles + "}").bind(actors + "}").bind(postgres::text_array(texts));
    return query;
  }

  std::string_view code_;
  std::string_view leaf_;
  std::vector<Query> queries_;
  std::vector<std::pair<std::size_t, Take>> takers_;
  std::vector<SessionId> sessions_;
  std::vector<Take> of_sessions_;
  std::vector<RequestKey> requests_;
  std::vector<Take> of_requests_;
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
    if (needs_.request) ask_request(questions);
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
        "SELECT d.number, d.closures_number, (SELECT max(version) FROM creneau.rules_version),"
        " (SELECT version FROM creneau.directory_version) FROM (SELECT) one"
        " LEFT JOIN creneau.departement d ON d.code = $1");
    query.bind(code_);
    questions.ask(std::move(query), [&](const Rows& rows) -> result<void> {
      const Row row(rows, 0);
      if (!row.is_null(0)) known_.remember(needs_.departement, {row.number(0)});
      snapshot_.number = {row.number(0)};
      snapshot_.closures_revision = {row.number(1)};
      snapshot_.rules = {row.number(2)};
      known_.remember_directory(row.number(3));
      return success();
    });
  }

  void ask_request(Questions& questions) {
    questions.ask_request(*needs_.request, [&](const Rows& rows) -> result<void> {
      const RequestKey& key = *needs_.request;
      for (int index = 0; index < rows.size(); ++index) {
        const Row row(rows, index);
        is_seen_ = is_seen_ || (row.number(0) == postgres::stored_enum(key.role) &&
                                row.number(1) == key.who && row.text(2) == key.request);
      }
      return success();
    });
  }

  /// Begins with the ids of the sessions asked for, and of those of the reservations asked for, as
  /// rows "asked (id)". Binds $1, $2 and, where there are any, $3.
  [[nodiscard]] Query from_asked(std::string_view select) const {
    Query query(select, leaf_);
    query.bind(code_).bind(postgres::id_array(needs_.sessions));
    query.append(" FROM (SELECT DISTINCT unnest($2::bigint[]");
    if (!needs_.reservations.empty()) {
      query.bind(postgres::id_array(needs_.reservations));
      query.append(
          " || ARRAY(SELECT r.session FROM unnest($3::bigint[]) named (id)" CRENEAU_PG_EACH(
              "reservation", "r", "r.id = named.id") ")");
    }
    return query.append(") AS id) asked");
  }

  void ask_sessions(Questions& questions) {
    if (needs_.reservations.empty()) {
      questions.ask_sessions(needs_.sessions, [&](const Rows& rows) -> result<void> {
        return add_unknown(rows, [&](SessionId id) {
          return std::find(needs_.sessions.begin(), needs_.sessions.end(), id) !=
                 needs_.sessions.end();
        });
      });
      return;
    }
    Query query = from_asked(kSessions);
    query.append(CRENEAU_PG_EACH("session", "s", "s.id = asked.id") CRENEAU_PG_MASKS_OF_SESSIONS);
    questions.ask(std::move(query), [&](const Rows& rows) { return add_unknown(rows); });
  }

  void ask_reservations(Questions& questions) {
    Query query("SELECT " CRENEAU_PG_RESERVATION_COLUMNS " FROM (SELECT DISTINCT unnest(", leaf_);
    query.bind(code_);
    query.with("", postgres::id_array(needs_.reservations), "::bigint[]");
    if (needs_.reservations_of_sessions)
      query.with(
          " || ARRAY(SELECT o.id FROM unnest(", postgres::id_array(needs_.sessions),
          "::bigint[]) named (id)" CRENEAU_PG_EACH("reservation", "o", "o.session = named.id") ")");
    query.append(
        ") AS id) asked" CRENEAU_PG_EACH("reservation", "r", "r.id = asked.id") " ORDER BY r.id");
    questions.ask(std::move(query), [&](const Rows& rows) -> result<void> {
      return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
        snapshot_.reservations.push_back(postgres::reservation_at(row, 0));
        return success();
      });
    });
  }

  void ask_blocks(Questions& questions) {
    Query query(
        "SELECT t.session, t.plan, t.ordinal, t.reason, t.note FROM (SELECT DISTINCT"
        " unnest($2::bigint[]) AS id) asked" CRENEAU_PG_EACH("session", "s", "s.id = asked.id")
            CRENEAU_PG_EACH("slot", "t",
                            "t.session = s.id AND t.plan = s.planned"
                            " AND t.reservation IS NULL") " ORDER BY t.session, t.ordinal",
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
    const auto within = [&](Query& query, const Period& period) {
      query.with(" AND s.start_at >= ", stored(LocalTime{period.first}), "::bigint")
          .with(" AND s.start_at < ", stored(LocalTime{period.last + std::chrono::days{1}}),
                "::bigint");
    };
    const auto ask = [&](Query query) {
      questions.ask(std::move(query.append(" OFFSET 0) s" CRENEAU_PG_MASKS_OF_SESSIONS
                                           " ORDER BY s.start_at")),
                    [&](const Rows& rows) { return add_unknown(rows); });
    };
    constexpr std::string_view kOfInspector =
        " CROSS JOIN LATERAL (SELECT * FROM creneau.session{d} s WHERE s.departement = $1"
        " AND s.inspector = ";
    if (!days.inspectors.empty() && days.period) {
      Query query(kSessions, leaf_);
      query.bind(code_).with(" FROM (SELECT DISTINCT unnest(", postgres::id_array(days.inspectors),
                             "::bigint[]) AS id) one");
      query.append(kOfInspector).append("one.id");
      within(query, *days.period);
      return ask(std::move(query));
    }
    // On the days, or of the inspectors, of the sessions asked for.
    Query query = from_asked(kSessions);
    query.append(CRENEAU_PG_EACH("session", "a", "a.id = asked.id"));
    if (!days.inspectors.empty())
      query.with(" CROSS JOIN unnest(", postgres::id_array(days.inspectors),
                 "::bigint[]) one (id)");
    query.append(kOfInspector).append(days.inspectors.empty() ? "a.inspector" : "one.id");
    if (days.period) {
      within(query, *days.period);
    } else {
      query.append(
          " AND s.start_at >= a.start_at - (a.start_at % 1440 + 1440) % 1440"
          " AND s.start_at < a.start_at - (a.start_at % 1440 + 1440) % 1440 + 1440");
    }
    ask(std::move(query));
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

  /// Sessions, of which some may be in the snapshot already.
  [[nodiscard]] result<void> add_unknown(const Rows& rows) {
    return add_unknown(rows, [](SessionId) { return true; });
  }
  template <class IsWanted>
  [[nodiscard]] result<void> add_unknown(const Rows& rows, IsWanted&& is_wanted) {
    return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
      const SessionId id{row.number(0)};
      if (!is_wanted(id) || knows(snapshot_, id)) return success();
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
  return load_together(std::span(&needs, 1), std::span(&snapshot, 1));
}

result<void> PostgresDatabase::load_together(std::span<const Needs> needs,
                                             std::span<Snapshot> snapshots) const {
  if (needs.empty()) return success();
  const Departement departement = needs.front().departement;
  return pool_->with_connection([&](Connection& connection) -> result<void> {
    Questions questions(departement, pool_->leaf(departement));
    std::deque<Loading> loadings;
    for (std::size_t place = 0; place < needs.size(); ++place) {
      snapshots[place] = Snapshot{};
      loadings.emplace_back(needs[place], snapshots[place], pool_->known()).ask(questions);
    }
    BOOST_OUTCOME_TRY(questions.settle(connection));
    for (std::size_t place = 0; place < needs.size(); ++place) {
      if (!loadings[place].is_seen()) continue;
      Snapshot only;
      only.number = snapshots[place].number;
      only.rules = snapshots[place].rules;
      only.closures_revision = snapshots[place].closures_revision;
      if (!pool_->options().read_only) {
        BOOST_OUTCOME_TRY(postgres::make_durable(connection, departement));
      }
      BOOST_OUTCOME_TRY(
          only.seen, postgres::seen(connection, *needs[place].request, pool_->leaf(departement)));
      snapshots[place] = std::move(only);
    }
    return success();
  });
}

}  // namespace creneau
