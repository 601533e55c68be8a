#include <algorithm>
#include <array>
#include <new>
#include <random>

#include "creneau/model/give_ids.hpp"
#include "postgres/batch.hpp"
#include "postgres/pool.hpp"
#include "postgres/request.hpp"
#include "postgres/signals.hpp"

namespace creneau {

using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::Rows;

namespace {

/// The most change sets of one transaction: the server remembers the sub-transactions of a session
/// cheaply up to 64.
constexpr std::size_t kMostSets = 60;

/// Whether the server did not take what some set of the batch holds; then nothing of it was done.
[[nodiscard]] bool holds_what_is_not_taken(const Commit& answer) noexcept {
  const ErrorCode code = answer.error.code;
  return answer.outcome == Commit::Outcome::failed &&
         (code == ErrorCode::bad_text || code == ErrorCode::too_large ||
          code == ErrorCode::bad_argument);
}

/// A part of a batch that goes to the server at once.
class Batch {
 public:
  Batch(std::span<ChangeSet> sets, std::span<Commit> answers, Revision known, std::string_view leaf)
      : sets_(sets), answers_(answers), leaf_(leaf) {
    std::random_device dice;
    for (std::size_t place = 0; place < sets.size(); ++place)
      tokens_[place] = static_cast<std::int64_t>((std::uint64_t{dice()} << 32) | dice());
    query_ = postgres::commit_query(sets, tokens(), known, leaf);
  }

  [[nodiscard]] Departement departement() const noexcept { return sets_.front().departement; }
  [[nodiscard]] std::span<const std::int64_t> tokens() const noexcept {
    return {tokens_.data(), sets_.size()};
  }
  [[nodiscard]] const Query& query() const noexcept { return query_; }

  /// Takes what the server's function said. Those that were done before are still to be asked for.
  void take(const Rows& rows) {
    std::array<bool, kMostSets> is_lost{};
    for (int index = 0; index < rows.size(); ++index) {
      const Row row(rows, index);
      if (row.number(2) == 0) continue;
      const auto place = static_cast<std::size_t>(row.number(0));
      is_lost[place] = true;
      answers_[place] = Commit{};
      answers_[place].outcome =
          row.number(2) == 1 ? Commit::Outcome::replayed : Commit::Outcome::conflict;
      if (row.number(2) != 1) answers_[place].error = Error{ErrorCode::conflict};
    }
    for (int index = 0; index < rows.size(); ++index) {
      const Row row(rows, index);
      if (row.number(2) != 0) continue;
      Revision number{row.number(3)};
      IdCounters counters = counters_at(row, 4);
      for (auto place = static_cast<std::size_t>(row.number(0));
           place <= static_cast<std::size_t>(row.number(1)); ++place)
        if (!is_lost[place]) done(place, {number.value++}, counters);
    }
  }

  /// The greatest number that was taken; zero: none.
  [[nodiscard]] Revision newest() const noexcept {
    Revision newest;
    for (const Commit& it : answers_)
      if (it.outcome == Commit::Outcome::done) newest = std::max(newest, it.number);
    return newest;
  }

  /// Fetches the events of those that were done before.
  [[nodiscard]] result<void> fetch_replayed(Connection& connection) {
    bool is_any = false;
    for (std::size_t place = 0; place < sets_.size(); ++place) {
      if (answers_[place].outcome != Commit::Outcome::replayed) continue;
      is_any = true;
      const ChangeSet& it = sets_[place];
      BOOST_OUTCOME_TRY(
          answers_[place].seen,
          postgres::seen(connection, {it.departement, it.actor.role, it.actor.who, it.request},
                         leaf_));
      if (!answers_[place].seen) return Error{ErrorCode::unconfirmed};
    }
    if (!is_any) return success();
    return postgres::make_durable(connection, departement());
  }

  /// Looks, where the answer was lost, for what was committed. The département's lock makes sure that
  /// none is at work that has begun; one that the server begins later finds its request seen, or comes.
  [[nodiscard]] result<void> look_what_was_committed(Connection& connection, Revision after) {
    std::array<Query, 2> queries{
        Query{"SELECT FROM creneau.departement WHERE code = $1 FOR UPDATE"},
        Query{"SELECT token, number, first_session, first_reservation, first_closure"
              " FROM creneau.event{d} WHERE departement = $1 AND number > $2::bigint",
              leaf_}};
    queries[0].bind(departement().code());
    queries[1].bind(departement().code()).bind(after.value);
    (void)connection.take_warning();
    BOOST_OUTCOME_TRY(const auto found, connection.run(queries, postgres::As::statements));
    bool is_any = false;
    const Rows& events = found[1];
    for (Commit& answer : answers_) answer = Commit{};
    for (int index = 0; index < events.size(); ++index) {
      const Row row(events, index);
      const auto token = std::find(tokens().begin(), tokens().end(), row.number(0));
      if (token == tokens().end()) continue;
      is_any = true;
      IdCounters counters = counters_at(row, 2);
      done(static_cast<std::size_t>(token - tokens().begin()), {row.number(1)}, counters);
    }
    // It is there, but not everything that is there is safe yet.
    if (is_any) {
      BOOST_OUTCOME_TRY(postgres::make_durable(connection, departement()));
    }
    for (std::size_t place = 0; place < sets_.size(); ++place) {
      Commit& answer = answers_[place];
      if (answer.outcome == Commit::Outcome::done) continue;
      // Where others of its batch are there, it ran and was refused. Where none is, it did not run,
      // or not yet; with a request id it may be tried again, and cannot be done twice.
      answer.outcome = is_any || !sets_[place].request.empty() ? Commit::Outcome::conflict
                                                               : Commit::Outcome::failed;
      answer.error = Error{is_any ? ErrorCode::conflict : ErrorCode::unconfirmed};
    }
    return success();
  }

 private:
  /// How many rows of each kind had been made, from `column` on.
  [[nodiscard]] static IdCounters counters_at(const Row& row, int column) {
    return {row.number(column), row.number(column + 1), row.number(column + 2), 0};
  }
  /// A set was committed; `counters` are those before it, and then those after it.
  void done(std::size_t place, Revision number, IdCounters& counters) {
    Commit& answer = answers_[place];
    answer = Commit{};
    answer.outcome = Commit::Outcome::done;
    answer.number = number;
    ChangeSet& changes = sets_[place];
    changes.notices.clear();
    give_ids(changes, number, counters);
  }

  std::span<ChangeSet> sets_;
  std::span<Commit> answers_;
  std::array<std::int64_t, kMostSets> tokens_{};
  std::string_view leaf_;
  Query query_{""};
};

/// A batch under way.
class Expected {
 public:
  Expected(postgres::Known& known, Departement departement, std::size_t sets) noexcept
      : known_(known), departement_(departement), before_(known.expect(departement, sets)) {}
  Expected(const Expected&) = delete;
  Expected& operator=(const Expected&) = delete;
  ~Expected() { known_.arrive(departement_); }
  /// Up to which number everything is known here, or was decided here and goes before it.
  [[nodiscard]] Revision before() const noexcept { return before_; }

 private:
  postgres::Known& known_;
  Departement departement_;
  Revision before_;
};

}  // namespace

void PostgresDatabase::commit_part(std::span<ChangeSet> sets, std::span<Commit> answers) {
  const Departement departement = sets.front().departement;
  const auto fail = [&](const Error& error) {
    for (Commit& answer : answers) {
      answer = Commit{};
      answer.error = error;
    }
  };
  // Its first commit ever.
  if (!pool_->known().is_open(departement))
    if (const auto opened = open_departement(departement); !opened) return fail(opened.error());
  const Revision before{pool_->known().number(departement)};
  const Expected expected(pool_->known(), departement, sets.size());
  bool may_be_there = false;
  try {
    Batch batch(sets, answers, expected.before(), pool_->leaf(departement));
    const postgres::SteadyTime until = pool_->patience_ends();
    for (int tries = 0;;) {
      auto connection = pool_->lease_until(until);
      if (!connection)
        return fail(may_be_there ? Error{ErrorCode::unconfirmed} : connection.error());
      Connection& server = *connection.value();
      if (may_be_there) {
        // Asked again and again while the server comes and goes.
        const auto looked = batch.look_what_was_committed(server, before);
        if (looked) return signals_->announce(departement, batch.newest());
        if (looked.error().code == ErrorCode::storage_unreachable) continue;
        if (server.is_worth_another_try() && ++tries < Pool::kMaxTries) continue;
        return fail(Error{ErrorCode::unconfirmed});
      }
      (void)server.take_warning();
      const auto rows = [&] {
        try {
          return server.run(batch.query());
        } catch (const std::bad_alloc&) {
          may_be_there = server.has_sent();
          throw;
        }
      }();
      if (!rows) {
        if (server.is_worth_another_try() && ++tries < Pool::kMaxTries) continue;
        if (server.is_alive() && server.has_refused()) return fail(rows.error());
        may_be_there = true;
        continue;
      }
      may_be_there = true;
      // "Done", and a warning: it did not wait for its standby.
      if (server.take_warning()) continue;
      batch.take(rows.value());
      const auto fetched = batch.fetch_replayed(server);
      if (!fetched) continue;
      return signals_->announce(departement, batch.newest());
    }
  } catch (const std::bad_alloc&) {
    return fail(Error{may_be_there ? ErrorCode::unconfirmed : ErrorCode::no_memory});
  }
}

void PostgresDatabase::commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
  for (std::size_t first = 0; first < sets.size(); first += kMostSets) {
    const std::size_t count = std::min(kMostSets, sets.size() - first);
    commit_part(sets.subspan(first, count), answers.subspan(first, count));
    if (count == 1 || !holds_what_is_not_taken(answers[first])) continue;
    // The others go without the one.
    for (std::size_t place = first; place < first + count; ++place)
      commit_part(sets.subspan(place, 1), answers.subspan(place, 1));
  }
}

}  // namespace creneau
