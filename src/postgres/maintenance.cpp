#include "postgres/pool.hpp"
#include "postgres/rows.hpp"

namespace creneau {

using postgres::As;
using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::stored;

namespace {

/// A recount: its query gives the rows that are wrong, as one column of text.
struct Recount {
  const char* what;
  const char* sql;
};

constexpr Recount kRecounts[] = {
    {"reservation_slots",
     "SELECT 'reservation ' || r.id FROM creneau.reservation r LEFT JOIN (SELECT departement,"
     " reservation, session, plan, bit_or(1::bigint << ordinal) AS slots FROM creneau.slot"
     " WHERE reservation IS NOT NULL GROUP BY 1, 2, 3, 4) t ON t.departement = r.departement"
     " AND t.reservation = r.id AND t.session = r.session AND t.plan = r.plan"
     " WHERE r.slots <> coalesce(t.slots, 0)"},
    {"reservation_start",
     "SELECT 'reservation ' || r.id FROM creneau.reservation r LEFT JOIN creneau.session s"
     " ON s.departement = r.departement AND s.id = r.session AND s.planned = r.plan LEFT JOIN"
     " (SELECT departement, reservation, min(ordinal) AS front FROM creneau.slot GROUP BY 1, 2) t"
     " ON t.departement = r.departement AND t.reservation = r.id WHERE r.start_at IS DISTINCT FROM"
     " s.start_at + s.unit_minutes * s.units_of_slot * t.front"},
    {"slot_of_plan",
     "SELECT 'slot ' || t.session || '/' || t.plan || '/' || t.ordinal FROM creneau.slot t LEFT "
     "JOIN"
     " creneau.session s ON s.departement = t.departement AND s.id = t.session AND s.planned = "
     "t.plan"
     " WHERE s.id IS NULL OR t.ordinal >= s.slot_count"},
    {"slot_of_reservation",
     "SELECT 'slot ' || t.session || '/' || t.plan || '/' || t.ordinal FROM creneau.slot t LEFT "
     "JOIN"
     " creneau.reservation r ON r.departement = t.departement AND r.id = t.reservation"
     " WHERE t.reservation IS NOT NULL AND r.id IS NULL"},
    {"grid",
     "SELECT 'session ' || s.id FROM creneau.session s WHERE"
     " s.slot_count * s.unit_minutes * s.units_of_slot > s.end_at - s.start_at"},
    // Within a département a constraint sees to it; between two of them postings do.
    {"overlap",
     "SELECT 'session ' || a.id || ' and ' || b.id FROM creneau.session a JOIN creneau.session b"
     " ON b.inspector = a.inspector AND b.id > a.id AND b.start_at > a.start_at - 1440"
     " AND b.start_at < a.end_at AND b.end_at > a.start_at"},
    {"revision",
     "SELECT 'session ' || s.id FROM creneau.session s LEFT JOIN creneau.departement d"
     " ON d.code = s.departement WHERE s.revision > coalesce(d.number, 0) UNION ALL"
     " SELECT 'reservation ' || r.id FROM creneau.reservation r LEFT JOIN creneau.departement d"
     " ON d.code = r.departement WHERE r.revision > coalesce(d.number, 0)"},
    {"history",
     "SELECT 'departement ' || d.code FROM creneau.departement d CROSS JOIN LATERAL"
     " (SELECT count(*) FROM creneau.event e WHERE e.departement = d.code"
     "  AND e.number > d.purged) e WHERE d.number <> d.purged + e.count"},
    {"request",
     "SELECT 'request ' || q.request FROM creneau.request q JOIN creneau.event e ON e.departement ="
     " q.departement AND e.number = q.number WHERE e.content <> q.content"},
    // What keeps the rest right must be there: a copy that was brought back may lack it.
    {"schema",
     "WITH d AS (SELECT code, '_' || lower(code) AS leaf FROM creneau.departement),"
     " c AS (SELECT conrelid, conname, contype FROM pg_constraint"
     "  WHERE connamespace = 'creneau'::regnamespace)"
     " SELECT 'table ' || t || leaf FROM d CROSS JOIN unnest(ARRAY['session', 'reservation',"
     "  'slot', 'closure', 'event', 'request', 'notice', 'refusal']) t WHERE NOT EXISTS"
     "  (SELECT FROM pg_inherits JOIN c ON conrelid = inhrelid AND contype = 'p' WHERE inhparent ="
     "  to_regclass('creneau.' || t) AND inhrelid = to_regclass('creneau.' || t || leaf))"
     " UNION ALL SELECT 'constraint ' || n FROM d CROSS JOIN LATERAL"
     "  unnest(ARRAY['session' || leaf || '_overlap', 'slot' || leaf || '_plan']) n"
     "  WHERE NOT EXISTS (SELECT FROM c WHERE conname = n)"
     " UNION ALL SELECT 'constraint posting_overlap' WHERE NOT EXISTS"
     "  (SELECT FROM c WHERE conname = 'posting_overlap')"
     " UNION ALL SELECT 'trigger of event' || leaf FROM d WHERE NOT EXISTS (SELECT FROM pg_trigger"
     "  WHERE tgrelid = to_regclass('creneau.event' || leaf) AND tgname = 'event_is_append_only'"
     "  AND tgenabled <> 'D')"
     " UNION ALL SELECT 'function commit' || leaf FROM d WHERE NOT EXISTS (SELECT FROM pg_proc"
     "  WHERE pronamespace = 'creneau'::regnamespace AND proname = 'commit' || leaf)"},
};

}  // namespace

result<std::vector<Finding>> PostgresDatabase::check() const {
  std::vector<Query> queries;
  // These read everything: not by key, as all others do; and who does not see everything is told so.
  queries.emplace_back(
      "SELECT set_config('row_security', 'off', true), set_config(name, 'on', true)"
      " FROM unnest(ARRAY['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin',"
      " 'enable_mergejoin']) name");
  for (const Recount& recount : kRecounts) queries.emplace_back(recount.sql);
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  std::vector<Finding> findings;
  for (std::size_t place = 0; place < std::size(kRecounts); ++place) {
    BOOST_OUTCOME_TRY(
        postgres::append(findings, answers[place + 1], [&](const Row& row, int) -> result<Finding> {
          return Finding{kRecounts[place].what, std::string(row.text(0))};
        }));
  }
  return findings;
}

result<Purged> PostgresDatabase::purge(const Purge& what) {
  return pool_->with_connection([&](Connection& connection) -> result<Purged> {
    Purged purged;
    const auto run = [&](Query query, Instant before, std::int64_t& count) -> result<void> {
      BOOST_OUTCOME_TRY(const auto rows, connection.run(query.bind(stored(before))));
      count = rows.changed();
      return success();
    };
    BOOST_OUTCOME_TRY(connection.in_transaction([&]() -> result<void> {
      BOOST_OUTCOME_TRY(run(
          Query{"UPDATE creneau.notice SET address = '', reply_to = '', subject = '', text = '',"
                " html = '', note = '', lines = '[]', last_error = '' WHERE status <> 0"
                " AND greatest(at, closed_at) <= $1::bigint"
                " AND (address <> '' OR text <> '' OR lines <> '[]')"},
          what.now - what.notices_after, purged.notices));
      if (!what.history_before) return success();
      // By their instants, which need not rise: what is left may not reach the last number.
      std::int64_t ignored = 0;
      BOOST_OUTCOME_TRY(
          run(Query{"UPDATE creneau.departement d SET purged = greatest(d.purged, e.number)"
                    " FROM (SELECT departement, max(number) AS number FROM creneau.event"
                    " WHERE at < $1::bigint GROUP BY 1) e WHERE e.departement = d.code"},
              *what.history_before, ignored));
      BOOST_OUTCOME_TRY(run(Query{"DELETE FROM creneau.event WHERE at < $1::bigint"},
                            *what.history_before, purged.events));
      return run(Query{"DELETE FROM creneau.refusal WHERE at < $1::bigint"}, *what.history_before,
                 purged.refusals);
    }));
    return purged;
  });
}

}  // namespace creneau
