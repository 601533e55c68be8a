#pragma once
/// \file
/// A storage in memory: for simulations, tests and hosts that want speed and no durability.

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#include "creneau/memory/notice_queue.hpp"
#include "creneau/memory/partition.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"

namespace creneau {

/// How a memory storage works.
struct MemoryOptions {
  bool history = true;  ///< keep events; without it only receipts of commands with a request id
};

/// The mutex of a storage that one thread alone uses: locks nothing.
struct NoMutex {
  /// Does nothing.
  void lock() noexcept {}
  /// Does nothing.
  void unlock() noexcept {}
  /// Succeeds.
  [[nodiscard]] bool try_lock() noexcept { return true; }
};

/// Plannings, history and notices in memory. With `std::mutex` it is thread-safe: one mutex for
/// each département. Nothing survives the object.
template <class Mutex>
class BasicMemoryStorage final : public Storage, public Outbox {
 public:
  /// An empty storage; its rules are the defaults.
  explicit BasicMemoryStorage(MemoryOptions options = {}) : options_(options) {}

  // Storage
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    const Shard* shard = find(needs.departement);
    snapshot.rules = {rules_version_.load(std::memory_order_acquire)};
    if (needs.rule_entries) {
      const std::lock_guard lock(rules_mutex_);
      snapshot.rules = rules_.version;
      snapshot.rule_entries = rules_.entries;
    }
    if (shard == nullptr) return success();
    const std::lock_guard lock(shard->mutex);
    shard->partition.load(needs, snapshot);
    return success();
  }

  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    for (std::size_t index = 0; index < sets.size(); ++index) {
      try {
        commit_one(sets[index], answers[index]);
      } catch (const std::bad_alloc&) {
        answers[index] = Commit{};
        answers[index].error = Error{ErrorCode::no_memory};
      }
    }
  }

  [[nodiscard]] result<void> record(const Refusal& refusal) override {
    Shard& shard = at(refusal.departement);
    const std::lock_guard lock(shard.mutex);
    shard.refusals.push_back(refusal);
    return success();
  }

  [[nodiscard]] result<Rules> rules() const override {
    const std::lock_guard lock(rules_mutex_);
    return rules_;
  }

  [[nodiscard]] result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const override {
    return read(filter.departement,
                [&](const memory::Partition& it) { return it.sessions(filter, page); });
  }

  [[nodiscard]] result<Page<ReservedSession>> reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const override {
    if (filter.departement)
      return read(*filter.departement,
                  [&](const memory::Partition& it) { return it.reservations(filter, page); });
    Page<ReservedSession> merged;
    for (std::size_t index = 0; index < Departement::kCount; ++index) {
      auto part = read(Departement::from_index(index),
                       [&](const memory::Partition& it) { return it.reservations(filter, page); });
      if (part.next) merged.next = Cursor{};
      std::move(part.rows.begin(), part.rows.end(), std::back_inserter(merged.rows));
    }
    const auto place_of = [](const ReservedSession& row) {
      return Cursor{row.start().time_since_epoch().count(), row.reservation.id.value};
    };
    std::sort(merged.rows.begin(), merged.rows.end(),
              [&](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
    if (merged.rows.size() > page.limit) {
      merged.rows.resize(page.limit);
      merged.next = Cursor{};
    }
    if (merged.next) merged.next = place_of(merged.rows.back());
    return merged;
  }

  [[nodiscard]] result<Page<Closure>> closures(const ClosureFilter& filter,
                                               const PageRequest& page) const override {
    return read(filter.departement,
                [&](const memory::Partition& it) { return it.closures(filter, page); });
  }

  [[nodiscard]] result<Page<Event>> events(const EventFilter& filter,
                                           const PageRequest& page) const override {
    return read(filter.departement,
                [&](const memory::Partition& it) { return it.events(filter, page); });
  }

  [[nodiscard]] result<Page<Refusal>> refusals(Departement departement,
                                               const PageRequest& page) const override {
    Page<Refusal> found;
    const Shard* shard = find(departement);
    if (shard == nullptr) return found;
    const std::lock_guard lock(shard->mutex);
    found.number = shard->partition.number();
    std::size_t place = page.after.major < 0 ? 0 : static_cast<std::size_t>(page.after.major);
    for (; place < shard->refusals.size() && found.rows.size() < page.limit; ++place)
      found.rows.push_back(shard->refusals[place]);
    if (place < shard->refusals.size()) found.next = Cursor{static_cast<std::int64_t>(place), 0};
    return found;
  }

  [[nodiscard]] result<void> week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const override {
    if (const Shard* shard = find(filter.departement)) {
      const std::lock_guard lock(shard->mutex);
      shard->partition.week_units(filter, rows);
    }
    return success();
  }

  /// The units of one inspector's week, whatever has begun already. O(1).
  [[nodiscard]] UnitCount units_of(Departement departement, InspectorId inspector,
                                   Week week) const {
    const Shard* shard = find(departement);
    if (shard == nullptr) return {};
    const std::lock_guard lock(shard->mutex);
    return shard->partition.units_of(inspector, week);
  }

  // Outbox
  [[nodiscard]] result<std::vector<OutboxEntry>> lease(Instant now, Instant until,
                                                       std::size_t limit) override {
    const std::lock_guard lock(outbox_mutex_);
    return outbox_.lease(now, until, limit);
  }

  [[nodiscard]] result<bool> report(const DeliveryReport& report) override {
    const std::lock_guard lock(outbox_mutex_);
    return outbox_.report(report);
  }

  [[nodiscard]] result<std::vector<OutboxEntry>> notices(std::optional<NoticeStatus> status,
                                                         NoticeId after,
                                                         std::size_t limit) const override {
    const std::lock_guard lock(outbox_mutex_);
    return outbox_.notices(status, after, limit);
  }

  [[nodiscard]] result<void> retry(std::vector<NoticeId> ids, const std::string& address,
                                   Instant now) override {
    const std::lock_guard lock(outbox_mutex_);
    return outbox_.retry(ids, address, now);
  }

 private:
  struct Shard {
    Shard(Departement departement, bool history) : partition(departement, history) {}
    mutable Mutex mutex;
    memory::Partition partition;
    std::vector<Refusal> refusals;
  };

  [[nodiscard]] const Shard* find(Departement departement) const noexcept {
    return shards_[departement.index()].load(std::memory_order_acquire);
  }
  [[nodiscard, gnu::always_inline]] Shard& at(Departement departement) {
    if (Shard* shard = shards_[departement.index()].load(std::memory_order_acquire)) return *shard;
    const std::lock_guard lock(shards_mutex_);
    auto& place = shards_[departement.index()];
    if (place.load(std::memory_order_relaxed) == nullptr) {
      owned_.push_back(std::make_unique<Shard>(departement, options_.history));
      place.store(owned_.back().get(), std::memory_order_release);
    }
    return *place.load(std::memory_order_relaxed);
  }

  template <class Read>
  [[nodiscard]] auto read(Departement departement, Read&& read_it) const {
    const Shard* shard = find(departement);
    if (shard == nullptr) return read_it(memory::Partition(departement, false));
    const std::lock_guard lock(shard->mutex);
    return read_it(shard->partition);
  }

  /// Takes the notices out of a change set that was accepted.
  [[nodiscard]] memory::NoticeQueue::Packed take_notices(ChangeSet& accepted) {
    for (Notice& notice : accepted.notices)
      notice.id = id_of<NoticeId>(accepted.departement,
                                  next_notice_.fetch_add(1, std::memory_order_relaxed));
    memory::NoticeQueue::Packed packed(accepted.notices, accepted.at);
    accepted.notices.clear();
    return packed;
  }

  [[gnu::always_inline]] void commit_one(ChangeSet& changes, Commit& answer) {
    Shard& shard = at(changes.departement);
    const std::lock_guard lock(shard.mutex);
    std::optional<memory::NoticeQueue::Packed> notices;
    const auto stage = [&](ChangeSet& accepted) {
      if (!accepted.notices.empty()) notices = take_notices(accepted);
    };
    if (changes.rules_changed) {
      const std::lock_guard rules_lock(rules_mutex_);
      Rules rules{{rules_.version.value + 1}, changes.rules_changed->after};
      shard.partition.commit(changes, rules_.version, answer, stage);
      if (answer.outcome == Commit::Outcome::done) {
        rules_ = std::move(rules);
        rules_version_.store(rules_.version.value, std::memory_order_release);
      }
    } else {
      shard.partition.commit(changes, {rules_version_.load(std::memory_order_acquire)}, answer,
                             stage);
    }
    if (answer.outcome == Commit::Outcome::done && notices) {
      const std::lock_guard outbox_lock(outbox_mutex_);
      outbox_.take(*std::move(notices));
    }
  }

  MemoryOptions options_;
  std::array<std::atomic<Shard*>, Departement::kCount> shards_{};
  std::mutex shards_mutex_;
  std::vector<std::unique_ptr<Shard>> owned_;

  mutable Mutex rules_mutex_;
  Rules rules_;
  std::atomic<std::int64_t> rules_version_{0};

  mutable Mutex outbox_mutex_;
  std::atomic<std::uint64_t> next_notice_{0};
  memory::NoticeQueue outbox_;
};

/// The storage for several threads.
using MemoryStorage = BasicMemoryStorage<std::mutex>;
/// The storage for one thread: simulations.
using LocalMemoryStorage = BasicMemoryStorage<NoMutex>;

}  // namespace creneau
