#include <algorithm>
#include <new>

#include "sqlite/change_set_writer.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/request.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::ChangeSetWriter;
using sqlite::Connection;
using sqlite::stored;
using sqlite::Transaction;

namespace {

/// Applies one change set and says how it went. Leaves the transaction as it was if it is not
/// `done`. An error: the whole transaction is lost, because of it.
[[nodiscard]] result<void> apply_one(Connection& connection, ChangeSet& changes, Commit& answer) {
  const auto fail = [&](const Error& error) {
    answer.outcome =
        error.code == ErrorCode::conflict ? Commit::Outcome::conflict : Commit::Outcome::failed;
    answer.error = error;
  };
  if (const auto begun = sqlite::run_prepared(connection, "SAVEPOINT change_set"); !begun) {
    fail(begun.error());
    return begun.error();
  }
  try {
    ChangeSetWriter writer(connection, changes);
    const result<bool> applied = writer.apply();
    if (!applied) {
      fail(applied.error());
    } else if (!applied.value()) {
      answer.outcome = Commit::Outcome::replayed;
      answer.seen = std::move(writer.seen());
    } else {
      answer.outcome = Commit::Outcome::done;
      answer.number = writer.number();
    }
  } catch (const std::bad_alloc&) {
    fail(Error{ErrorCode::no_memory});
  }
  if (answer.outcome != Commit::Outcome::done) {
    // Half a change set must not be committed with the others. Some failures (disk full, I/O) have
    // ended the transaction already.
    const auto undone = connection.run("ROLLBACK TO change_set");
    if (!undone) return answer.outcome == Commit::Outcome::failed ? answer.error : undone.error();
  }
  return sqlite::run_prepared(connection, "RELEASE change_set");
}

/// Whether an answer says that the command is done, now or before.
[[nodiscard]] bool is_accepted(const Commit& answer) noexcept {
  return answer.outcome == Commit::Outcome::done || answer.outcome == Commit::Outcome::replayed;
}

/// Whether an answer says that the command is done and it is: its event is there, or, where it was
/// done before, its request, because the event may have been purged.
[[nodiscard]] result<bool> is_there(Connection& connection, const ChangeSet& changes,
                                    const Commit& answer) {
  if (!is_accepted(answer)) return false;
  if (answer.outcome == Commit::Outcome::replayed) {
    BOOST_OUTCOME_TRY(const auto seen,
                      sqlite::seen(connection, {changes.departement, changes.actor.role,
                                                changes.actor.who, changes.request}));
    return seen && seen->number == answer.seen->number;
  }
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT 1 FROM event WHERE departement = ? AND number = ?"
                                         " AND at = ? AND request = ? AND content = ?"));
  query.bind(changes.departement.code())
      .bind(answer.number.value)
      .bind(stored(changes.at))
      .bind(changes.request)
      .bind(static_cast<std::int64_t>(changes.content.value));
  return query.next();
}

/// After a COMMIT that reported an error, which does not say on which side of the commit it fell:
/// looks. What is there may still be lost with the power, so it is acknowledged only after a commit
/// on top of it.
[[nodiscard]] result<void> look_what_was_committed(Connection& connection,
                                                   std::span<const ChangeSet> sets,
                                                   std::span<Commit> answers, const Error& error) {
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
  SmallVector<bool, 8> there;
  for (std::size_t index = 0; index < sets.size(); ++index) {
    BOOST_OUTCOME_TRY(there.emplace_back(), is_there(connection, sets[index], answers[index]));
  }
  if (std::find(there.begin(), there.end(), true) != there.end()) {
    // Writes the first page as it was.
    BOOST_OUTCOME_TRY(connection.run("PRAGMA user_version = 0"));
    BOOST_OUTCOME_TRY(transaction.commit());
  }
  for (std::size_t index = 0; index < sets.size(); ++index) {
    if (!is_accepted(answers[index]) || there[index]) continue;
    answers[index] = Commit{};
    answers[index].error = error;
  }
  return success();
}

}  // namespace

void SqliteDatabase::commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
  // Those before `from` that were refused stay so.
  const auto fail_from = [&](std::size_t from, const Error& error) {
    for (std::size_t index = 0; index < answers.size(); ++index) {
      if (index < from && !is_accepted(answers[index])) continue;
      answers[index] = Commit{};
      answers[index].error = error;
    }
  };
  bool is_ending = false;
  try {
    Error error;
    {
      auto connection = pool_->lease();
      if (!connection) return fail_from(0, connection.error());
      Connection& database = *connection.value();
      auto transaction = Transaction::begin(database, Transaction::Kind::write);
      if (!transaction) return fail_from(0, transaction.error());
      for (std::size_t index = 0; index < sets.size(); ++index) {
        const auto applied = apply_one(database, sets[index], answers[index]);
        if (!applied) return fail_from(index + 1, applied.error());
      }
      // Rows written and taken back would still be synced.
      if (std::none_of(answers.begin(), answers.end(), is_accepted)) return;
      is_ending = true;
      auto committed = transaction.value().commit();
      if (committed) return;
      error = std::move(committed.error());
    }
    const auto fresh = pool_->connect();
    if (fresh && look_what_was_committed(*fresh.value(), sets, answers, error)) return;
  } catch (const std::bad_alloc&) {
    if (!is_ending) return fail_from(0, Error{ErrorCode::no_memory});
  }
  for (Commit& answer : answers) {
    if (!is_accepted(answer)) continue;
    answer = Commit{};
    answer.error = Error{ErrorCode::unconfirmed};
  }
}

}  // namespace creneau
