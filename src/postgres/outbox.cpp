#include <algorithm>

#include "creneau/model/made_ids.hpp"
#include "json/notes.hpp"
#include "postgres/pool.hpp"
#include "postgres/rows.hpp"

namespace creneau {

using postgres::As;
using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::Rows;
using postgres::stored;
using postgres::stored_enum;

namespace {

#define CRENEAU_PG_NOTICE_COLUMNS                                                           \
  "n.id, n.departement, n.kind, n.to_school, n.to_office, n.at, n.reason, n.note, n.lines," \
  " n.address, n.reply_to, n.subject, n.text, n.html, n.status, n.attempts, n.uncertain,"   \
  " n.next_attempt, n.lease, n.last_error, n.from_office, n.first_reservation"

[[nodiscard]] result<OutboxEntry> entry_at(const Row& row, int) {
  OutboxEntry entry;
  Notice& notice = entry.notice;
  notice.id = {row.number(0)};
  BOOST_OUTCOME_TRY(notice.departement, postgres::departement_at(row, 1));
  BOOST_OUTCOME_TRY(notice.kind, postgres::enum_at(row, 2, NoticeKind::cancellation_confirmed));
  notice.to_school = {row.number(3)};
  notice.to_office = {row.number(4)};
  notice.at = postgres::instant_at(row, 5);
  BOOST_OUTCOME_TRY(notice.reason, postgres::enum_at(row, 6, Reason::other));
  notice.note = row.text(7);
  BOOST_OUTCOME_TRY(notice.lines, postgres::notice_lines_at(row, notice.departement, 8, 21));
  notice.address = row.text(9);
  notice.reply_to = row.text(10);
  notice.message = {std::string(row.text(11)), std::string(row.text(12)),
                    std::string(row.text(13))};
  BOOST_OUTCOME_TRY(entry.status, postgres::enum_at(row, 14, NoticeStatus::dead));
  entry.attempts = static_cast<std::int32_t>(row.number(15));
  entry.uncertain = static_cast<std::int32_t>(row.number(16));
  entry.next_attempt = postgres::instant_at(row, 17);
  entry.lease = row.number(18);
  entry.last_error = row.text(19);
  notice.from_office = {row.number(20)};
  return entry;
}

}  // namespace

result<std::vector<OutboxEntry>> PostgresDatabase::lease(Instant now, Instant until,
                                                         std::size_t limit) {
  // Whoever comes at the same time takes others.
  Query query(
      "WITH due AS MATERIALIZED (SELECT departement, id FROM creneau.notice WHERE status = 0"
      "  AND next_attempt <= $1::bigint AND leased_until <= $1::bigint"
      "  ORDER BY next_attempt, id LIMIT $3::bigint FOR UPDATE SKIP LOCKED),"
      " taken AS (UPDATE creneau.notice n SET leased_until = $2::bigint, lease = lease + 1 FROM due"
      "  WHERE n.departement = due.departement AND n.id = due.id"
      "  RETURNING " CRENEAU_PG_NOTICE_COLUMNS
      ")"
      " SELECT * FROM taken ORDER BY next_attempt, id");
  query.bind(stored(now)).bind(stored(until)).bind(static_cast<std::int64_t>(limit));
  BOOST_OUTCOME_TRY(const Rows rows, pool_->run(query));
  std::vector<OutboxEntry> found;
  for (int index = 0; index < rows.size(); ++index) {
    const Row row(rows, index);
    auto entry = entry_at(row, 0);
    if (entry && departement_of(entry.value().notice.id) == entry.value().notice.departement) {
      found.push_back(std::move(entry).value());
      continue;
    }
    // Nobody can send it, and the others shall not wait for it for ever.
    Query bury(
        "UPDATE creneau.notice SET status = $3::smallint, closed_at = $4::bigint, leased_until = 0,"
        " last_error = 'unreadable' WHERE departement = $1 AND id = $2::bigint"
        " AND lease = $5::bigint");
    bury.bind(row.text(1)).bind(row.number(0)).bind(stored_enum(NoticeStatus::dead));
    bury.bind(stored(now)).bind(row.number(18));
    // Where that fails it comes up again; those that were leased are sent all the same.
    (void)pool_->run(bury);
  }
  return found;
}

result<bool> PostgresDatabase::report(const DeliveryReport& report) {
  const auto departement = departement_of(report.notice);
  if (!departement) return Error{ErrorCode::unknown_notice, report.notice};
  const std::string_view leaf = pool_->leaf(*departement);
  const bool is_closed = report.status != NoticeStatus::pending;
  std::array<Query, 2> queries{
      Query{"UPDATE creneau.notice{d} SET status = $3::smallint, attempts = attempts + 1,"
            " uncertain = uncertain + $4::bigint, next_attempt = $5::bigint, leased_until = 0,"
            " last_error = $6, closed_at = $7::bigint,"
            " text = CASE WHEN redacted AND $3::smallint = 1 THEN '' ELSE text END,"
            " html = CASE WHEN redacted AND $3::smallint = 1 THEN '' ELSE html END"
            " WHERE departement = $1 AND id = $2::bigint AND lease = $8::bigint"
            " AND leased_until <> 0 AND status = 0",
            leaf},
      Query{"SELECT FROM creneau.notice{d} WHERE departement = $1 AND id = $2::bigint", leaf}};
  for (Query& it : queries) it.bind(departement->code()).bind(report.notice.value);
  queries[0]
      .bind(stored_enum(report.status))
      .bind(report.delivery == Delivery::uncertain ? 1 : 0)
      .bind(stored(report.next_attempt))
      .bind(report.error)
      .bind(is_closed ? stored(report.at) : 0)
      .bind(report.lease);
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::statements));
  if (answers[0].changed() == 1) return true;
  if (answers[1].empty()) return Error{ErrorCode::unknown_notice, report.notice};
  return false;
}

result<std::vector<OutboxEntry>> PostgresDatabase::notices(std::optional<NoticeStatus> status,
                                                           NoticeId after,
                                                           std::size_t limit) const {
  Query query("SELECT " CRENEAU_PG_NOTICE_COLUMNS " FROM creneau.notice n WHERE");
  query.with(" n.id > ", after.value, "::bigint");
  if (status) query.with(" AND n.status = ", stored_enum(*status), "::smallint");
  query.with(" ORDER BY n.id LIMIT ", static_cast<std::int64_t>(limit), "::bigint");
  BOOST_OUTCOME_TRY(const Rows rows, pool_->run(query));
  std::vector<OutboxEntry> found;
  BOOST_OUTCOME_TRY(postgres::append(found, rows, entry_at));
  return found;
}

result<void> PostgresDatabase::retry(std::vector<NoticeId> ids, const std::string& address,
                                     Instant now) {
  // Whoever locks some of them locks them in this order.
  std::sort(ids.begin(), ids.end());
  return pool_->with_connection([&](Connection& connection) -> result<void> {
    return connection.in_transaction([&]() -> result<void> {
      for (const NoticeId id : ids) {
        // One without lines was purged: there is nothing to send.
        const auto departement = departement_of(id);
        if (!departement) return Error{ErrorCode::unknown_notice, id};
        Query query(
            "SELECT address FROM creneau.notice WHERE departement = $1 AND id = $2::bigint"
            " AND status IN (2, 3) AND lines <> '[]' FOR UPDATE");
        query.bind(departement->code()).bind(id.value);
        BOOST_OUTCOME_TRY(const Rows found, connection.run(query));
        if (found.empty()) return Error{ErrorCode::unknown_notice, id};
        if (address.empty() && Row(found, 0).text(0).empty())
          return Error{ErrorCode::bad_address, id};
      }
      for (const NoticeId id : ids) {
        Query update(
            "UPDATE creneau.notice SET status = 0, attempts = 0, next_attempt = $3::bigint,"
            " closed_at = 0, address = CASE WHEN $4 = '' THEN address ELSE $4 END"
            " WHERE departement = $1 AND id = $2::bigint");
        update.bind(departement_of(id)->code()).bind(id.value).bind(stored(now)).bind(address);
        BOOST_OUTCOME_TRY(connection.run(update));
      }
      return success();
    });
  });
}

}  // namespace creneau
