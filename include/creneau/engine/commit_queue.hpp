#pragma once
/// \file
/// Group commit: callers of one département line up, one of them leads, one durable write serves
/// all. While it is under way to a storage far away, the next batches are decided and follow it.

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
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

/// Where a wish begins to look, and among how many.
struct Contention {
  std::uint32_t spread = 0;  ///< how far on; zero: at the first place
  std::size_t crowd = 0;     ///< how many are decided before it that the storage does not show yet
};

/// Where a caller sleeps until it is woken. Outlives the caller's ticket, so that whoever wakes it need
/// not keep it waiting.
class Parker {
 public:
  void park() noexcept {
    is_woken_.wait(0, std::memory_order_acquire);
    is_woken_.store(0, std::memory_order_relaxed);
  }
  void unpark() noexcept {
    // In one order with what notify_one() looks at, or it might see nobody who sleeps.
    is_woken_.store(1, std::memory_order_seq_cst);
    is_woken_.notify_one();
  }

 private:
  std::atomic<int> is_woken_ = 0;  // an int, which the system can wait for itself
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
  /// Where wishes are to look that come after this one was lost to a rival; never zero.
  [[nodiscard]] virtual std::uint32_t next_spread() const noexcept = 0;

  Contention contention;  ///< set by the queue
  ChangeSet changes;
  Commit answer;  ///< set where the last step was `ready`

 private:
  friend class CommitQueue;
  std::shared_ptr<Parker> parker_;
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
    ticket.parker_ = std::make_shared<Parker>();
    bool lead = false;
    bool is_full = false;
    {
      const std::lock_guard lock(line.mutex);
      line.reserve();
      line.waiting.push_back(ticket);
      is_full = line.waiting.size() == kMaxBatch;
      lead = !std::exchange(line.led, true);
    }
    if (is_full) line.moved.notify_one();
    while (true) {
      if (!lead) ticket.parker_->park();
      if (ticket.settled_) return;
      lead_batch(storage, line, ticket);
      lead = false;
      if (ticket.settled_) return;
    }
  }

 private:
  /// First in, first out; linked through the tickets, so that it never allocates.
  class Fifo {
   public:
    [[nodiscard]] Ticket* front() const noexcept { return first_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    void push_back(Ticket& ticket) noexcept {
      ++size_;
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
      if (ticket == nullptr) return nullptr;
      first_ = ticket->behind_;
      --size_;
      return ticket;
    }
    /// Puts all of `ahead` before all of this.
    void put_before(Fifo& ahead) noexcept {
      if (ahead.first_ == nullptr) return;
      ahead.last_->behind_ = first_;
      if (first_ == nullptr) last_ = ahead.last_;
      first_ = ahead.first_;
      size_ += ahead.size_;
      ahead = Fifo{};
    }

   private:
    Ticket* first_ = nullptr;
    Ticket* last_ = nullptr;
    std::size_t size_ = 0;
  };

  /// How many batches are under way at once to a storage far away: one that it writes, and one that
  /// waits there, so that it need not wait for us.
  static constexpr std::size_t kMostUnderWay = 2;

  /// What is decided together and committed together. Used by its leader alone.
  struct Batch {
    std::vector<ChangeSet> sets;
    std::vector<Commit> answers;
    std::array<Ticket*, kMaxBatch> owners{};  ///< of the sets
    std::array<Ticket*, kMaxBatch> done{};    ///< the owners, and those that are settled
    std::size_t done_count = 0;
    bool is_under_way = false;  ///< guarded by the mutex
    Footprint footprint;        ///< while it is under way; used by the leaders behind it
  };
  using Batches = std::array<Batch, kMostUnderWay + 1>;

  struct Line {
    std::mutex mutex;
    Fifo waiting;                   ///< guarded by the mutex, like those up to `last`
    bool led = false;               ///< whether somebody decides
    std::size_t under_way = 0;      ///< how many batches are
    std::condition_variable moved;  ///< a whole batch waits, or one under way has arrived
    std::uint32_t spread = 0;       ///< where wishes begin to look, since rivals were met
    Revision last;                  ///< the greatest number of a commit from here
    Batches batches;                ///< allocated once
    std::vector<Needs> needs;       ///< of who decides, where loads are joined
    std::vector<Snapshot> snapshots;

    /// Makes room before anything is done.
    void reserve() {
      for (Batch& it : batches) {
        it.sets.reserve(kMaxBatch);
        it.answers.resize(kMaxBatch);
      }
    }
  };

  /// A batch that is free, and the footprints of those that it follows.
  static Batch& begin_batch(Line& line, Footprints& ahead) noexcept {
    const std::lock_guard lock(line.mutex);
    Batch* free = nullptr;
    for (Batch& it : line.batches) {
      if (it.is_under_way)
        ahead.push_back(&it.footprint);
      else
        free = &it;
    }
    free->sets.clear();
    free->done_count = 0;
    return *free;
  }

  /// Takes as many as there is room for out of the line, behind a crowd.
  [[nodiscard]] static Fifo take(Line& line, std::size_t& room, std::size_t crowd) {
    Fifo taken;
    const std::lock_guard lock(line.mutex);
    for (; room != 0 && line.waiting.front() != nullptr; --room) {
      Ticket* const ticket = line.waiting.pop_front();
      taken.push_back(*ticket);
      ++crowd;
    }
    taken.for_each([&](Ticket& ticket) { ticket.contention = {line.spread, crowd}; });
    return taken;
  }

  /// Whether the storage is far away, so that there is time to decide while it writes.
  template <class StorageT>
  [[nodiscard]] static bool is_far(const StorageT& storage) noexcept {
    if constexpr (requires { storage.joins_loads(); }) return storage.joins_loads();
    return false;
  }

  /// Asks for what several tickets need in one call, where the storage likes that. What is not loaded
  /// so they load by themselves.
  template <class StorageT>
  static void load_together(StorageT& storage, Line& line, const Fifo& taken) noexcept {
    if constexpr (requires { storage.joins_loads(); }) {
      if (!is_far(storage)) return;
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
  static void commit(StorageT& storage, Batch& batch) noexcept {
    const std::size_t count = batch.sets.size();
    try {
      storage.commit(batch.sets, std::span(batch.answers.data(), count));
    } catch (...) {
      for (std::size_t index = 0; index < count; ++index) {
        batch.answers[index].outcome = Commit::Outcome::failed;
        batch.answers[index].error = Error{ErrorCode::unconfirmed};
      }
    }
    for (std::size_t index = 0; index < count; ++index) {
      batch.owners[index]->changes = std::move(batch.sets[index]);
      batch.owners[index]->answer = std::exchange(batch.answers[index], Commit{});
    }
  }

  /// Waits until it pays to decide: until nothing is under way, or a whole batch waits.
  static void wait_for_work(Line& line) {
    std::unique_lock lock(line.mutex);
    line.moved.wait(lock, [&] { return line.under_way == 0 || line.waiting.size() >= kMaxBatch; });
  }
  /// Waits until no more than so many are under way.
  static void wait_for_way(Line& line, std::size_t under_way) {
    std::unique_lock lock(line.mutex);
    line.moved.wait(lock, [&] { return line.under_way <= under_way; });
  }

  /// Decides whoever lines up: callers who were just served and ask again need not wait for a batch of
  /// their own. Gives those that must see what is under way, or this batch, committed first.
  template <class StorageT>
  static Fifo decide(StorageT& storage, Line& line, Batch& batch, const Footprints& ahead) {
    Fifo later;
    std::size_t room = kMaxBatch;
    std::size_t crowd = 0;
    for (const Footprint* it : ahead) crowd += it->sets();
    const auto is_closed = [&] {
      return !batch.sets.empty() && WorkingView::ends_batch(batch.sets.back());
    };
    while (!is_closed()) {
      Fifo taken = take(line, room, crowd + batch.sets.size());
      if (taken.front() == nullptr) break;
      load_together(storage, line, taken);
      while (Ticket* ticket = taken.pop_front()) {
        // Also of one that must wait: the next round loads again.
        const Loaded loaded = std::exchange(ticket->loaded_, Loaded{});
        const auto step = is_closed() ? Ticket::Step::waits
                                      : ticket->decide(WorkingView(batch.sets, ahead), loaded);
        if (step == Ticket::Step::waits) {
          later.push_back(*ticket);
          continue;
        }
        batch.done[batch.done_count++] = ticket;
        if (step == Ticket::Step::settled) continue;
        batch.owners[batch.sets.size()] = ticket;
        batch.sets.push_back(std::move(ticket->changes));
      }
    }
    return later;
  }

  /// Hands the line to the next, those first who wait for the batch; gives who is to be woken.
  [[nodiscard]] static std::shared_ptr<Parker> hand_over(Line& line, Fifo& later) noexcept {
    line.waiting.put_before(later);
    if (line.waiting.front() != nullptr) return line.waiting.front()->parker_;
    line.led = false;
    return nullptr;
  }

  /// Sees from the numbers that a batch took whether others commit as well: then wishes from here look
  /// elsewhere, so that they do not meet the same rivals again.
  static void look_out_for_rivals(Line& line, const Batch& batch, std::size_t count) noexcept {
    Revision first;
    Revision last;
    for (std::size_t index = 0; index < count; ++index) {
      const Commit& answer = batch.owners[index]->answer;
      if (answer.outcome == Commit::Outcome::conflict) {
        line.spread = batch.owners[index]->next_spread();
        continue;
      }
      if (answer.outcome != Commit::Outcome::done) continue;
      if (first == Revision{}) first = answer.number;
      last = answer.number;
    }
    if (last == Revision{}) return;
    if (first.value == line.last.value + 1 &&
        last.value - first.value + 1 == static_cast<std::int64_t>(count))
      line.spread = 0;
    line.last = std::max(line.last, last);
  }

  template <class StorageT>
  void lead_batch(StorageT& storage, Line& line, const Ticket& self) {
    wait_for_work(line);
    Footprints ahead;
    Batch& batch = begin_batch(line, ahead);
    Fifo later = decide(storage, line, batch, ahead);
    const std::size_t count = batch.sets.size();
    wait_for_way(line, count != 0 && later.front() == nullptr ? kMostUnderWay - 1 : 0);
    std::shared_ptr<Parker> next;
    bool handed_over = false;
    if (count != 0) {
      handed_over = is_far(storage) && later.front() == nullptr &&
                    !WorkingView::ends_batch(batch.sets.back()) && batch.footprint.take(batch.sets);
      {
        const std::lock_guard lock(line.mutex);
        batch.is_under_way = true;
        ++line.under_way;
        if (handed_over) next = hand_over(line, later);
      }
      if (next) std::exchange(next, nullptr)->unpark();
      commit(storage, batch);
    }
    // The batch is another leader's as soon as it has arrived; and whoever is woken may be gone at once,
    // its ticket with it.
    SmallVector<std::shared_ptr<Parker>, kMaxBatch> parked;
    {
      const std::lock_guard lock(line.mutex);
      if (count != 0) {
        look_out_for_rivals(line, batch, count);
        batch.is_under_way = false;
        --line.under_way;
      }
      if (!handed_over) next = hand_over(line, later);
      for (Ticket* ticket : std::span(batch.done.data(), batch.done_count)) {
        if (ticket != &self) parked.push_back(ticket->parker_);
        ticket->settled_ = true;
      }
    }
    line.moved.notify_one();
    if (next) next->unpark();
    for (const auto& it : parked) it->unpark();
  }

  std::array<Line, Departement::kCount> lines_;
};

}  // namespace creneau::detail
