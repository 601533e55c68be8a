#pragma once
/// \file
/// Group commit: callers of one département line up, one of them leads, one durable write serves
/// all.

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <semaphore>
#include <span>
#include <utility>
#include <vector>

#include "creneau/engine/working_view.hpp"
#include "creneau/port/storage.hpp"

namespace creneau::detail {

/// What was loaded for a command before its decision began.
struct Loaded {
  /// Its numbers, and its receipt where its request was seen; null: nothing was loaded.
  Snapshot* own = nullptr;
  /// The rows that it looks at, shared with others who look at the same; taken for a decision and given
  /// back after it. A batch that is laid over them twice leaves them as once.
  Snapshot* rows = nullptr;
};

/// A command that waits for its commit.
class Ticket {
 public:
  enum class Step {
    ready,    ///< `changes` is decided
    waits,    ///< must see the batch committed first
    settled,  ///< refused, replayed or failed: nothing to commit
  };
  Ticket() = default;
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  virtual ~Ticket() = default;

  /// Says what the decision will look at, so that the storage can be asked for several at once.
  /// False: it must ask by itself.
  virtual bool ask(Needs& needs) noexcept = 0;
  /// Decides over what the storage and the batch say, and what was loaded of it already. Called by
  /// whoever leads; must not throw.
  virtual Step decide(const WorkingView& view, const Loaded& loaded) noexcept = 0;

  ChangeSet changes;
  Commit answer;  ///< set where the last step was `ready`

 private:
  friend class CommitQueue;
  std::binary_semaphore woken_{0};
  Ticket* behind_ = nullptr;
  Loaded loaded_;
  bool settled_ = false;
};

/// The queues of all départements. Thread-safe.
class CommitQueue {
 public:
  /// The most change sets of one batch.
  static constexpr std::size_t kMaxBatch = 60;

  /// Returns when the ticket is settled or its change set was answered. Throws `std::bad_alloc`
  /// only before anything was done.
  template <class StorageT>
  void submit(StorageT& storage, Departement departement, Ticket& ticket) {
    Line& line = lines_[departement.index()];
    bool lead = false;
    {
      const std::lock_guard lock(line.mutex);
      line.sets.reserve(kMaxBatch);
      line.answers.resize(kMaxBatch);
      line.waiting.push_back(ticket);
      lead = !std::exchange(line.led, true);
    }
    while (true) {
      if (!lead) {
        ticket.woken_.acquire();
        // Whoever woke us holds the mutex until it no longer touches the ticket.
        const std::lock_guard lock(line.mutex);
      }
      if (ticket.settled_) return;
      lead_batch(storage, line);
      lead = false;
      if (ticket.settled_) return;
    }
  }

 private:
  /// First in, first out; linked through the tickets, so that it never allocates.
  class Fifo {
   public:
    [[nodiscard]] Ticket* front() const noexcept { return first_; }
    void push_back(Ticket& ticket) noexcept {
      ticket.behind_ = nullptr;
      (first_ == nullptr ? first_ : last_->behind_) = &ticket;
      last_ = &ticket;
    }
    template <class Visit>
    void for_each(Visit&& visit) const {
      for (Ticket* ticket = first_; ticket != nullptr; ticket = ticket->behind_) visit(*ticket);
    }
    [[nodiscard]] Ticket* pop_front() noexcept {
      Ticket* ticket = first_;
      if (ticket != nullptr) first_ = ticket->behind_;
      return ticket;
    }
    /// Puts all of `ahead` before all of this.
    void put_before(Fifo& ahead) noexcept {
      if (ahead.first_ == nullptr) return;
      ahead.last_->behind_ = first_;
      if (first_ == nullptr) last_ = ahead.last_;
      first_ = ahead.first_;
      ahead.first_ = nullptr;
    }

   private:
    Ticket* first_ = nullptr;
    Ticket* last_ = nullptr;
  };

  struct Line {
    std::mutex mutex;
    Fifo waiting;                 ///< guarded by the mutex
    bool led = false;             ///< guarded by the mutex
    std::vector<ChangeSet> sets;  ///< used by the leader alone; allocated once
    std::vector<Commit> answers;
    std::vector<Needs> needs;  ///< where loads are joined
    std::vector<Snapshot> snapshots;
  };

  /// Takes as many as there is room for out of the line.
  [[nodiscard]] static Fifo take(Line& line, std::size_t& room) {
    Fifo taken;
    const std::lock_guard lock(line.mutex);
    for (; room != 0 && line.waiting.front() != nullptr; --room)
      taken.push_back(*line.waiting.pop_front());
    return taken;
  }

  /// Asks for what several tickets need in one call, where the storage likes that. What is not loaded
  /// so they load by themselves.
  template <class StorageT>
  static void load_together(StorageT& storage, Line& line, const Fifo& taken) noexcept {
    if constexpr (requires { storage.joins_loads(); }) {
      if (!storage.joins_loads()) return;
      try {
        line.needs.clear();
        line.snapshots.clear();
        struct Asker {
          Ticket* ticket;
          std::size_t own;
          std::size_t rows;
        };
        SmallVector<Asker, kMaxBatch> askers;
        SmallVector<std::size_t, kMaxBatch> asked;  // for rows, each kind once
        taken.for_each([&](Ticket& ticket) {
          ticket.loaded_ = Loaded{};
          Needs needs;
          if (!ticket.ask(needs)) return;
          Needs own;
          own.departement = needs.departement;
          own.request = std::exchange(needs.request, std::nullopt);
          auto same = std::find_if(asked.begin(), asked.end(), [&](std::size_t place) {
            return line.needs[place].sees_the_same(needs);
          });
          if (same == asked.end()) {
            same = asked.insert(asked.end(), line.needs.size());
            line.needs.push_back(std::move(needs));
          }
          askers.push_back({&ticket, line.needs.size(), *same});
          line.needs.push_back(std::move(own));
        });
        if (askers.size() < 2) return;
        line.snapshots.resize(line.needs.size());
        const std::span<const Needs> needs(line.needs);
        if (!storage.load_together(needs, line.snapshots)) return;
        for (const Asker& it : askers)
          it.ticket->loaded_ = {&line.snapshots[it.own], &line.snapshots[it.rows]};
      } catch (const std::bad_alloc&) {
        return;
      }
    }
  }

  /// Commits the batch. Whatever a host's storage throws, the line must go on.
  template <class StorageT>
  static void commit(StorageT& storage, Line& line, std::size_t count) noexcept {
    try {
      storage.commit(line.sets, std::span(line.answers.data(), count));
    } catch (...) {
      for (std::size_t index = 0; index < count; ++index) {
        line.answers[index].outcome = Commit::Outcome::failed;
        line.answers[index].error = Error{ErrorCode::unconfirmed};
      }
    }
  }

  template <class StorageT>
  void lead_batch(StorageT& storage, Line& line) {
    Fifo later;
    std::array<Ticket*, kMaxBatch> done{};
    std::size_t done_count = 0;
    std::array<Ticket*, kMaxBatch> owners{};
    line.sets.clear();
    std::size_t room = kMaxBatch;
    const auto is_closed = [&] {
      return !line.sets.empty() && WorkingView::ends_batch(line.sets.back());
    };
    // Whoever lines up while others are decided comes along: callers who were just served and ask
    // again need not wait for a batch of their own.
    while (!is_closed()) {
      Fifo taken = take(line, room);
      if (taken.front() == nullptr) break;
      load_together(storage, line, taken);
      while (Ticket* ticket = taken.pop_front()) {
        const auto step = is_closed() ? Ticket::Step::waits
                                      : ticket->decide(WorkingView(line.sets),
                                                       std::exchange(ticket->loaded_, Loaded{}));
        if (step == Ticket::Step::waits) {
          later.push_back(*ticket);
          continue;
        }
        done[done_count++] = ticket;
        if (step == Ticket::Step::settled) continue;
        owners[line.sets.size()] = ticket;
        line.sets.push_back(std::move(ticket->changes));
      }
    }
    const std::size_t count = line.sets.size();
    if (count != 0) commit(storage, line, count);
    for (std::size_t index = 0; index < count; ++index) {
      owners[index]->changes = std::move(line.sets[index]);
      owners[index]->answer = std::exchange(line.answers[index], Commit{});
    }
    const std::lock_guard lock(line.mutex);
    line.waiting.put_before(later);
    for (std::size_t index = 0; index < done_count; ++index) {
      done[index]->settled_ = true;
      done[index]->woken_.release();
    }
    if (line.waiting.front() != nullptr)
      line.waiting.front()->woken_.release();
    else
      line.led = false;
  }

  std::array<Line, Departement::kCount> lines_;
};

}  // namespace creneau::detail
