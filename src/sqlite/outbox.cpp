#include "creneau/json/json.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::stored;
using sqlite::stored_enum;
using sqlite::Transaction;

namespace {

#define CRENEAU_NOTICE_COLUMNS                                                               \
  "id, departement, kind, to_school, to_office, at, reason, note, lines, address, reply_to," \
  " subject, text, html, status, attempts, uncertain, next_attempt, lease, last_error,"      \
  " from_office"

[[nodiscard]] result<OutboxEntry> entry_at(const Statement& row) {
  OutboxEntry entry;
  Notice& notice = entry.notice;
  notice.id = {row.number(0)};
  BOOST_OUTCOME_TRY(notice.departement, sqlite::departement_at(row, 1));
  BOOST_OUTCOME_TRY(notice.kind, sqlite::enum_at(row, 2, NoticeKind::cancellation_confirmed));
  notice.to_school = {row.number(3)};
  notice.to_office = {row.number(4)};
  notice.at = sqlite::instant_at(row, 5);
  BOOST_OUTCOME_TRY(notice.reason, sqlite::enum_at(row, 6, Reason::other));
  notice.note = row.text(7);
  BOOST_OUTCOME_TRY(notice.lines, json::notice_lines_from(row.text(8)));
  notice.address = row.text(9);
  notice.reply_to = row.text(10);
  notice.message = {std::string(row.text(11)), std::string(row.text(12)),
                    std::string(row.text(13))};
  BOOST_OUTCOME_TRY(entry.status, sqlite::enum_at(row, 14, NoticeStatus::dead));
  entry.attempts = static_cast<std::int32_t>(row.number(15));
  entry.uncertain = static_cast<std::int32_t>(row.number(16));
  entry.next_attempt = sqlite::instant_at(row, 17);
  entry.lease = row.number(18);
  entry.last_error = row.text(19);
  notice.from_office = {row.number(20)};
  return entry;
}

}  // namespace

result<std::vector<OutboxEntry>> SqliteDatabase::lease(Instant now, Instant until,
                                                       std::size_t limit) {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  std::vector<OutboxEntry> leased;
  {
    BOOST_OUTCOME_TRY(auto query,
                      connection->statement("SELECT " CRENEAU_NOTICE_COLUMNS
                                            " FROM notice WHERE status = 0 AND next_attempt <= ?1"
                                            " AND leased_until <= ?1"
                                            " ORDER BY next_attempt, id LIMIT ?2"));
    query.bind(stored(now)).bind(static_cast<std::int64_t>(limit));
    BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
      BOOST_OUTCOME_TRY(auto entry, entry_at(row));
      leased.push_back(std::move(entry));
      return success();
    }));
    BOOST_OUTCOME_TRY(auto take,
                      connection->statement("UPDATE notice SET leased_until = ?, lease = ?"
                                            " WHERE id = ?"));
    for (OutboxEntry& entry : leased) {
      ++entry.lease;
      take.again().bind(stored(until)).bind(entry.lease).bind(entry.notice.id.value);
      BOOST_OUTCOME_TRY(take.run());
    }
  }
  BOOST_OUTCOME_TRY(transaction.commit());
  return leased;
}

result<bool> SqliteDatabase::report(const DeliveryReport& report) {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  BOOST_OUTCOME_TRY(
      auto update,
      connection->statement("UPDATE notice SET status = ?1, attempts = attempts + 1,"
                            " uncertain = uncertain + ?2, next_attempt = ?3, leased_until = 0,"
                            " last_error = ?4, closed_at = ?5,"
                            " text = CASE WHEN redacted AND ?1 = 1 THEN '' ELSE text END,"
                            " html = CASE WHEN redacted AND ?1 = 1 THEN '' ELSE html END"
                            " WHERE id = ?6 AND lease = ?7 AND leased_until <> 0 AND status = 0"));
  const bool closed = report.status != NoticeStatus::pending;
  update.bind(stored_enum(report.status))
      .bind(report.delivery == Delivery::uncertain ? 1 : 0)
      .bind(stored(report.next_attempt))
      .bind(report.error)
      .bind(closed ? stored(report.at) : 0)
      .bind(report.notice.value)
      .bind(report.lease);
  BOOST_OUTCOME_TRY(update.run());
  if (connection->changed() == 1) {
    BOOST_OUTCOME_TRY(transaction.commit());
    return true;
  }
  BOOST_OUTCOME_TRY(auto query, connection->statement("SELECT 1 FROM notice WHERE id = ?"));
  BOOST_OUTCOME_TRY(const bool known, query.bind(report.notice.value).next());
  if (!known) return Error{ErrorCode::unknown_notice, report.notice};
  return false;
}

result<std::vector<OutboxEntry>> SqliteDatabase::notices(std::optional<NoticeStatus> status,
                                                         NoticeId after, std::size_t limit) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto query,
                    connection->statement("SELECT " CRENEAU_NOTICE_COLUMNS
                                          " FROM notice WHERE id > ?1 AND (?2 < 0 OR status = ?2)"
                                          " ORDER BY id LIMIT ?3"));
  query.bind(after.value)
      .bind(status ? stored_enum(*status) : -1)
      .bind(static_cast<std::int64_t>(limit));
  std::vector<OutboxEntry> found;
  BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto entry, entry_at(row));
    found.push_back(std::move(entry));
    return success();
  }));
  return found;
}

result<void> SqliteDatabase::retry(std::vector<NoticeId> ids, const std::string& address,
                                   Instant now) {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  for (const NoticeId id : ids) {
    // One without lines was purged: there is nothing to send.
    BOOST_OUTCOME_TRY(auto query, connection->statement("SELECT address FROM notice WHERE id = ?"
                                                        " AND status IN (2, 3) AND lines <> '[]'"));
    BOOST_OUTCOME_TRY(const bool known, query.bind(id.value).next());
    if (!known) return Error{ErrorCode::unknown_notice, id};
    if (address.empty() && query.text(0).empty()) return Error{ErrorCode::bad_address, id};
  }
  for (const NoticeId id : ids) {
    BOOST_OUTCOME_TRY(
        auto update,
        connection->statement("UPDATE notice SET status = 0, attempts = 0, next_attempt = ?1,"
                              " closed_at = 0,"
                              " address = CASE WHEN ?2 = '' THEN address ELSE ?2 END"
                              " WHERE id = ?3"));
    update.bind(stored(now)).bind(address).bind(id.value);
    BOOST_OUTCOME_TRY(update.run());
  }
  return transaction.commit();
}

}  // namespace creneau
