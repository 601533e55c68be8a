#pragma once
/// \file
/// The engine: loads, decides, commits, and on a conflict does it again.

#include <atomic>
#include <forward_list>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

#include "creneau/engine/block_slots.hpp"
#include "creneau/engine/call.hpp"
#include "creneau/engine/cancel.hpp"
#include "creneau/engine/change_session.hpp"
#include "creneau/engine/closures.hpp"
#include "creneau/engine/commit_queue.hpp"
#include "creneau/engine/create_sessions.hpp"
#include "creneau/engine/import_planning.hpp"
#include "creneau/engine/options.hpp"
#include "creneau/engine/plan_sessions.hpp"
#include "creneau/engine/remove_sessions.hpp"
#include "creneau/engine/reserve_slots.hpp"
#include "creneau/engine/reserve_wish.hpp"
#include "creneau/engine/set_rules.hpp"
#include "creneau/engine/unplan_sessions.hpp"
#include "creneau/policy/authorization.hpp"
#include "creneau/port/clock.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"

namespace creneau {

/// Runs commands against a storage. Thread-safe if its ports are; holds references to them, which
/// must outlive it. The template parameters let a concrete storage be inlined; `Engine` works with
/// any.
///
/// Nothing is changed when a command is refused or fails, unless the error is `unconfirmed`: then
/// ask again with the same request id.
template <class StorageT = Storage, class DirectoryT = Directory>
class BasicEngine {
 public:
  /// `writer` renders notices in the commit of their change; without one they carry facts alone and
  /// no address, for a host that tells people itself.
  BasicEngine(StorageT& storage, const DirectoryT& directory, const Clock& clock,
              EngineOptions options = {}, const NoticeWriter* writer = nullptr)
      : storage_(storage),
        directory_(directory),
        clock_(clock),
        options_(options),
        writer_(writer),
        joins_(options.join_commits && storage.joins_commits()) {}
  BasicEngine(const BasicEngine&) = delete;
  BasicEngine& operator=(const BasicEngine&) = delete;

  /// Runs a command (any struct of the headers in this folder). The receipt says what was changed
  /// and is the commit's own event. A request id that was seen gives the stored receipt.
  ///
  /// Errors, in this order: `too_large` or `bad_text` for the request id or the actor's subject;
  /// the storage's and the directory's own; those of `authorize`; `request_reused`, where the
  /// request id was seen with other content; those of the command's `decide`, which may be
  /// journalled; the writer's; `conflict` after `max_attempts` tries; `unconfirmed` where nobody
  /// knows whether it was committed. `no_memory` at any time before the commit. Thread-safe; does
  /// not return before the commit is durable.
  template <class Command>
  [[nodiscard]] result<Receipt> run(const Call& call, const Command& command) {
    result<Receipt> outcome{outcome::in_place_type<Receipt>};
    result<void> ran = run(call, command, outcome.assume_value());
    if (!ran) outcome = std::move(ran.assume_error());
    return outcome;
  }

  /// The same into an empty receipt of the caller's, so that none has to be moved; where it fails,
  /// the receipt is not to be used. Thread-safe.
  template <class Command>
  [[nodiscard]] result<void> run(const Call& call, const Command& command, Receipt& receipt) {
    bool may_come = false;
    try {
      result<void> done = joins_ ? run_joined(call, command, receipt, may_come)
                                 : run_alone(call, command, receipt, may_come);
      // What another try was told is no answer while the first one may yet be committed.
      if (may_come && !done && done.assume_error().code != ErrorCode::request_reused) [[unlikely]]
        done = Error{ErrorCode::unconfirmed};
      return done;
    } catch (const std::bad_alloc&) {
      return Error{may_come ? ErrorCode::unconfirmed : ErrorCode::no_memory};
    }
  }

  /// The same decision and the same errors up to the decision's, and `no_memory`; nothing is stored
  /// or journalled, nobody is told. The receipt has the number zero and fresh ids, or is the stored
  /// one if the request was done already. Thread-safe.
  template <class Command>
  [[nodiscard]] result<Receipt> preview(const Call& call, const Command& command) const {
    return look_ahead(call, command, false);
  }

  /// The preview of a command that somebody gives and is asked to confirm: a refusal is its answer,
  /// and journalled as one. Otherwise as `preview`. Thread-safe.
  template <class Command>
  [[nodiscard]] result<Receipt> propose(const Call& call, const Command& command) const {
    return look_ahead(call, command, true);
  }

  /// The decision by itself, with its notices: for a host that commits the change set in a
  /// transaction of its own, under the expectations that the change set names. The errors of
  /// `preview`, and the writer's. A stored receipt where the request was done already (its number
  /// is not zero). Thread-safe.
  template <class Command>
  [[nodiscard]] result<Receipt> decide(const Call& call, const Command& command) const {
    BOOST_OUTCOME_TRY(Receipt receipt, preview(call, command));
    try {
      if (receipt.number == Revision{}) {
        BOOST_OUTCOME_TRY(write_notices(receipt.changes));
      }
    } catch (const std::bad_alloc&) {
      return Error{ErrorCode::no_memory};
    }
    return receipt;
  }

  /// The rules in force, by date. Valid as long as the engine. The storage's error where it fails,
  /// `bad_rule` where it holds a document that does not pass. Thread-safe.
  [[nodiscard]] result<const RuleBook*> rules() const {
    BOOST_OUTCOME_TRY(const auto document, storage_.rules());
    return remember(document.version, document.entries);
  }

  /// The storage it was made with.
  [[nodiscard]] StorageT& storage() const noexcept { return storage_; }
  /// The directory it was made with.
  [[nodiscard]] const DirectoryT& directory() const noexcept { return directory_; }
  /// The clock it was made with.
  [[nodiscard]] const Clock& clock() const noexcept { return clock_; }
  /// How it works; set once, when it was made.
  [[nodiscard]] const EngineOptions& options() const noexcept { return options_; }

 private:
  /// What a decision was made on. Reused between attempts of one command only.
  struct Work {
    Needs needs;
    Snapshot snapshot;
    DirectoryFacts facts;
    bool journals = true;        ///< a refusal is the answer to a command
    bool must_wait = false;      ///< the batch before it must be committed first
    Snapshot* lender = nullptr;  ///< whose rows the snapshot has; they are given back
    Work() = default;
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    ~Work() { give_back(); }
    void give_back() noexcept {
      if (lender != nullptr) *std::exchange(lender, nullptr) = std::move(snapshot);
    }
  };

  /// Fills in what a decision looks at. Gives the rules from which candidates follow, if any do.
  template <class Command>
  [[gnu::always_inline]] const RuleBook* fill_needs(const Call& call, const Command& command,
                                                    Instant now,
                                                    const detail::Contention& contention,
                                                    std::size_t enough, bool by_rules, Needs& needs,
                                                    DirectoryNeeds& directory_needs) const {
    needs.departement = call.departement;
    directory_needs.office = call.actor.office();
    directory_needs.school = call.actor.school();
    add_needs(command, needs, directory_needs);
    keep_in_range(needs, call.departement, now);
    const RuleBook* known = nullptr;
    if constexpr (requires { add_rule_needs(command, *known, needs); })
      if (by_rules) {
        known = latest_rules_.load(std::memory_order_acquire);
        add_rule_needs(command, *known, needs);
        // What was enough was not; or rivals are to be spread over many.
        if (enough > first_candidates(contention) || contention.spread != 0)
          needs.candidates->whole = {};
      }
    if (needs.candidates) needs.candidates->enough = std::max(needs.candidates->enough, enough);
    if (!call.request.empty())
      needs.request = RequestKey{call.departement, call.actor.role, call.actor.who, call.request};
    return known;
  }

  template <class Command>
  [[nodiscard]] result<Receipt> look_ahead(const Call& call, const Command& command,
                                           bool journals) const {
    try {
      Receipt receipt;
      Work work;
      work.journals = journals;
      BOOST_OUTCOME_TRY(prepare(call, command, clock_.now(), {}, {}, {}, nullptr, work, receipt));
      return receipt;
    } catch (const std::bad_alloc&) {
      return Error{ErrorCode::no_memory};
    }
  }

  /// Loads, unless that was done already, and decides. `receipt` becomes the decided change set, or
  /// the stored receipt.
  template <class Command>
  [[nodiscard]] result<void> prepare(const Call& call, const Command& command, Instant now,
                                     const detail::Contention& contention,
                                     const detail::WorkingView& view, detail::Loaded loaded,
                                     const RuleBook* loaded_by, Work& work,
                                     Receipt& receipt) const {
    if (call.request.size() > kMaxRequestLength)
      return Error{ErrorCode::too_large}.with_limit(kMaxRequestLength,
                                                    static_cast<std::int64_t>(call.request.size()));
    if (!is_clean_text(call.request)) return Error{ErrorCode::bad_text}.with_text(call.request);
    if (!is_clean_text(call.actor.subject))
      return Error{ErrorCode::bad_text}.with_text(call.actor.subject);
    ContentHash content;
    if (!call.request.empty()) {
      ContentHasher hasher;
      hasher.add(static_cast<std::int64_t>(Command::kKind));
      add_content(command, hasher);
      content = hasher.finish();
    }
    bool by_rules = true;
    for (std::size_t enough = first_candidates(contention);;) {
      DirectoryNeeds directory_needs;
      const RuleBook* const known =
          fill_needs(call, command, now, contention, enough, by_rules, work.needs, directory_needs);
      if (loaded.own != nullptr && loaded_by == known) {
        take_loaded(std::exchange(loaded, {}), work);
      } else {
        BOOST_OUTCOME_TRY(storage_.load(work.needs, work.snapshot));
      }
      put_in_order(work.snapshot);
      add_directory_needs(command, work.snapshot, directory_needs);
      BOOST_OUTCOME_TRY(directory_.look_up(directory_needs, work.facts));
      BOOST_OUTCOME_TRY(authorize(call.actor, Command::kKind, call.departement, work.facts));
      if (work.snapshot.seen) {
        if (work.snapshot.seen->changes.content != content)
          return Error{ErrorCode::request_reused}.with_text(call.request);
        receipt = *std::move(work.snapshot.seen);
        return success();
      }
      using Laid = detail::WorkingView::Laid;
      const Laid laid = view.lay_over(work.snapshot, work.needs.request, Command::kKind);
      if (laid == Laid::must_wait) {
        work.must_wait = true;
        return success();
      }
      BOOST_OUTCOME_TRY(const RuleBook* rules, rules_of(work.snapshot.rules));
      if (known != nullptr && known != rules) {
        // The candidates follow from rules that are not in force.
        by_rules = false;
        start_again(work);
        continue;
      }
      ChangeSet& changes = receipt.changes;
      changes.command = Command::kKind;
      changes.departement = call.departement;
      changes.actor.role = call.actor.role;
      changes.actor.who = call.actor.who;
      detail::set_text(changes.actor.subject, call.actor.subject);
      changes.at = now;
      detail::set_text(changes.request, call.request);
      changes.content = content;
      changes.rules = work.snapshot.rules;
      const Situation situation{
          call, now, *rules, work.snapshot, work.facts, options_.notices, contention.spread};
      // Qualified by the argument's namespace: the free function, not the member.
      result<void> decided = creneau::decide(command, situation, changes);
      if (decided) return success();
      // A storage that gave fewer than it was asked for has no more, whatever it says.
      if (decided.assume_error().code == ErrorCode::not_enough_slots &&
          work.snapshot.more_candidates &&
          (work.snapshot.sessions.size() >= enough ||
           (work.needs.candidates && work.needs.candidates->whole.value > 0))) {
        start_again(work);
        receipt = Receipt{};
        enough *= 8;
        continue;
      }
      if (laid == Laid::over) {
        work.must_wait = true;
        return success();
      }
      if (work.journals) journal(call, command, *rules, now, work.snapshot, decided.assume_error());
      return decided;
    }
  }

  /// How many candidates a wish begins with: more where rivals are to be spread over many, and where
  /// others are decided before it, who take some that the storage still has.
  static constexpr std::size_t kFirstCandidates = 32;
  [[nodiscard]] static constexpr std::size_t first_candidates(
      const detail::Contention& contention) noexcept {
    return (contention.spread == 0 ? kFirstCandidates : 8 * kFirstCandidates) +
           contention.crowd / 4;
  }

  static void start_again(Work& work) {
    work.give_back();
    work.needs = Needs{};
    work.snapshot = Snapshot{};
    work.facts = DirectoryFacts{};
    work.must_wait = false;
  }

  /// Takes what was loaded with others.
  static void take_loaded(const detail::Loaded& loaded, Work& work) noexcept {
    if (loaded.own->seen) {
      work.snapshot = std::move(*loaded.own);
      return;
    }
    work.snapshot = std::move(*loaded.rows);
    work.lender = loaded.rows;
  }

  /// Keeps days within what storages can count, and does not look for free slots in the past.
  [[gnu::always_inline]] static void keep_in_range(Needs& needs, Departement departement,
                                                   Instant now) {
    if (needs.inspector_days && needs.inspector_days->period)
      needs.inspector_days->period = needs.inspector_days->period->within_range();
    if (needs.closures_within) needs.closures_within = needs.closures_within->within_range();
    if (!needs.candidates) return;
    SessionFilter& filter = needs.candidates->filter;
    filter.period = filter.period.within_range();
    if (filter.with_free_slots)
      filter.period.first =
          std::max(filter.period.first,
                   std::chrono::floor<std::chrono::days>(to_local(zone_of(departement), now)));
  }

  /// Storages give rows in any order; what is decided on them must not depend on it.
  [[gnu::always_inline]] static void put_in_order(Snapshot& snapshot) {
    const auto sort = [](auto& rows, auto&& comes_first) {
      if (rows.size() > 1) std::sort(rows.begin(), rows.end(), comes_first);
    };
    sort(snapshot.reservations, [](const Reservation& a, const Reservation& b) {
      return a.session != b.session ? a.session < b.session : a.slots.front() < b.slots.front();
    });
    sort(snapshot.blocks,
         [](const BlockedSlot& a, const BlockedSlot& b) { return a.slot < b.slot; });
    sort(snapshot.closures, [](const Closure& a, const Closure& b) { return a.id < b.id; });
  }

  template <class Command>
  [[nodiscard]] result<void> run_alone(const Call& call, const Command& command, Receipt& receipt,
                                       bool& may_come) {
    const Instant now = clock_.now();
    for (std::uint32_t attempt = 0; attempt < options_.max_attempts; ++attempt) {
      Work work;
      BOOST_OUTCOME_TRY(prepare(call, command, now, {spread_of(call, attempt), 0}, {}, {}, nullptr,
                                work, receipt));
      if (receipt.number != Revision{}) return success();
      BOOST_OUTCOME_TRY(write_notices(receipt.changes));
      Commit answer;
      storage_.commit(std::span(&receipt.changes, 1), std::span(&answer, 1));
      if (answer.outcome != Commit::Outcome::conflict) return settle(std::move(answer), receipt);
      may_come = may_come || answer.error.code == ErrorCode::unconfirmed;
      receipt = Receipt{};
    }
    return Error{ErrorCode::conflict}.with_limit(options_.max_attempts, options_.max_attempts);
  }

  template <class Command>
  class CommandTicket final : public detail::Ticket {
   public:
    CommandTicket(const BasicEngine& engine, const Call& call, const Command& command, Instant now,
                  std::uint32_t attempt)
        : engine_(engine), call_(call), command_(command), now_(now), attempt_(attempt) {}

    bool ask(Needs& needs) noexcept override {
      try {
        DirectoryNeeds later;
        known_ = engine_.fill_needs(call_, command_, now_, contention, first_candidates(contention),
                                    true, needs, later);
        return true;
      } catch (const std::bad_alloc&) {
        return false;
      }
    }

    Step decide(const detail::WorkingView& view, const detail::Loaded& loaded) noexcept override {
      try {
        Work work;
        Receipt receipt;
        outcome_ =
            engine_.prepare(call_, command_, now_, contention, view, loaded, known_, work, receipt);
        if (work.must_wait) return Step::waits;
        if (outcome_ && receipt.number == Revision{})
          outcome_ = engine_.write_notices(receipt.changes);
        changes = std::move(receipt.changes);
        number_ = receipt.number;
        return outcome_ && number_ == Revision{} ? Step::ready : Step::settled;
      } catch (const std::bad_alloc&) {
        outcome_ = Error{ErrorCode::no_memory};
        return Step::settled;
      }
    }

    [[nodiscard]] std::uint32_t next_spread() const noexcept override {
      return spread_of(call_, attempt_ + 1);
    }

    /// What became of it before the commit.
    [[nodiscard]] result<void>& outcome() noexcept { return outcome_; }
    /// The number of the stored receipt, where there was one.
    [[nodiscard]] Revision number() const noexcept { return number_; }

   private:
    const BasicEngine& engine_;
    const Call& call_;
    const Command& command_;
    Instant now_;
    std::uint32_t attempt_;
    const RuleBook* known_ = nullptr;
    result<void> outcome_ = success();
    Revision number_;
  };

  template <class Command>
  [[nodiscard]] result<void> run_joined(const Call& call, const Command& command, Receipt& receipt,
                                        bool& may_come) {
    const Instant now = clock_.now();
    for (std::uint32_t attempt = 0; attempt < options_.max_attempts; ++attempt) {
      CommandTicket<Command> ticket(*this, call, command, now, attempt);
      queue_.submit(storage_, call.departement, ticket);
      if (!ticket.outcome()) return std::move(ticket.outcome());
      receipt.number = ticket.number();
      receipt.changes = std::move(ticket.changes);
      if (receipt.number != Revision{}) return success();
      if (ticket.answer.outcome != Commit::Outcome::conflict)
        return settle(std::move(ticket.answer), receipt);
      may_come = may_come || ticket.answer.error.code == ErrorCode::unconfirmed;
    }
    return Error{ErrorCode::conflict}.with_limit(options_.max_attempts, options_.max_attempts);
  }

  /// Makes of the storage's answer the receipt or the error.
  [[nodiscard, gnu::always_inline]] static result<void> settle(Commit&& answer, Receipt& receipt) {
    switch (answer.outcome) {
      case Commit::Outcome::done: receipt.number = answer.number; return success();
      case Commit::Outcome::replayed:
        // Done meanwhile by a rival with the same request id: the content decides.
        if (answer.seen->changes.content != receipt.changes.content)
          return Error{ErrorCode::request_reused}.with_text(receipt.changes.request);
        receipt = *std::move(answer.seen);
        return success();
      case Commit::Outcome::conflict: return Error{ErrorCode::conflict};
      case Commit::Outcome::failed: break;
    }
    return std::move(answer.error);
  }

  /// Where a wish begins to look: at the first place, after a conflict at one that the request id
  /// picks.
  [[nodiscard]] static std::uint32_t spread_of(const Call& call, std::uint32_t attempt) noexcept {
    if (attempt == 0) return 0;
    const auto hash = ContentHasher{}.add(std::string_view{call.request}).add(attempt).finish();
    return static_cast<std::uint32_t>(hash.value >> 32) | 1U;
  }

  [[nodiscard, gnu::always_inline]] result<void> write_notices(ChangeSet& changes) const {
    if (writer_ == nullptr || changes.notices.empty()) return success();
    BOOST_OUTCOME_TRY(writer_->write(changes.notices));
    for (const Notice& notice : changes.notices) {
      BOOST_OUTCOME_TRY(detail::check_written(notice));
      if (!notice.address.empty()) continue;
      const Subject recipient =
          notice.to_school ? Subject{notice.to_school} : Subject{notice.to_office};
      changes.remarks.push_back({Remark::Kind::undeliverable, recipient, 0});
    }
    return success();
  }

  /// The book of a version. Versions are few, so each one is kept as long as the engine.
  [[nodiscard, gnu::always_inline]] result<const RuleBook*> rules_of(RulesVersion version) const {
    const RuleBook* latest = latest_rules_.load(std::memory_order_acquire);
    if (latest->version() == version) return latest;
    BOOST_OUTCOME_TRY(const auto document, storage_.rules());
    // A version that moved on since the snapshot shows at the commit.
    return remember(document.version, document.entries);
  }

  [[nodiscard]] result<const RuleBook*> remember(RulesVersion version,
                                                 const std::vector<RuleEntry>& entries) const {
    const std::lock_guard lock(rules_mutex_);
    const RuleBook* found = nullptr;
    for (const RuleBook& book : books_)
      if (book.version() == version) found = &book;
    if (found == nullptr) {
      BOOST_OUTCOME_TRY(RuleBook book, RuleBook::build(version, entries));
      books_.push_front(std::move(book));
      found = &books_.front();
    }
    // Whoever read an older document may come later.
    if (latest_rules_.load(std::memory_order_relaxed)->version() < version)
      latest_rules_.store(found, std::memory_order_release);
    return found;
  }

  /// Notes a refusal, where the rules want it. A journal that fails does not change the answer.
  template <class Command>
  void journal(const Call& call, const Command& command, const RuleBook& rules, Instant now,
               const Snapshot& snapshot, const Error& error) const {
    if (!options_.journal_refusals || class_of(error.code) != ErrorClass::refused) return;
    const Date today =
        std::chrono::floor<std::chrono::days>(to_local(zone_of(call.departement), now));
    const RefusalJournal wanted = rules.on(today).journal;
    if (wanted == RefusalJournal::none || (wanted == RefusalJournal::school_cancellations &&
                                           Command::kKind != CommandKind::cancel_by_school))
      return;
    Refusal refusal{call.departement,
                    Command::kKind,
                    call.actor,
                    now,
                    call.request,
                    error.code,
                    error.limit,
                    error.actual,
                    asked_slots(command, snapshot)};
    (void)storage_.record(refusal);
  }

  /// What a command asked for, as slots.
  template <class Command>
  [[nodiscard]] static std::vector<SlotId> asked_slots(const Command& command,
                                                       const Snapshot& snapshot) {
    std::vector<SlotId> slots;
    if constexpr (requires { command.slots; })
      slots.assign(command.slots.begin(), command.slots.end());
    if constexpr (requires { command.reservations; })
      for (const ReservationId id : command.reservations)
        for (const Reservation& reservation : snapshot.reservations)
          if (reservation.id == id)
            for (const unsigned ordinal : reservation.slots)
              slots.push_back({reservation.session, reservation.plan, ordinal});
    return slots;
  }

  StorageT& storage_;
  const DirectoryT& directory_;
  const Clock& clock_;
  EngineOptions options_;
  const NoticeWriter* writer_;
  bool joins_;
  detail::CommitQueue queue_;
  mutable std::mutex rules_mutex_;
  mutable std::forward_list<RuleBook> books_{RuleBook{}};
  mutable std::atomic<const RuleBook*> latest_rules_{&books_.front()};
};

/// The engine over any storage.
using Engine = BasicEngine<>;

}  // namespace creneau
