#pragma once
/// \file
/// The changes of a batch that are decided but not yet committed, seen by the next decision.

#include <algorithm>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "creneau/port/storage.hpp"

namespace creneau::detail {

/// What a batch under way takes and gives back, kept apart from it, because the storage is at work on
/// its change sets.
class Footprint {
 public:
  /// Slots of a session that are taken, or free again.
  struct Step {
    SessionId session;
    SlotSet leaves;
    SlotSet enters;
    SlotSet SessionState::* kind;  ///< reserved or unavailable
  };

  void clear() noexcept {
    sets_ = 0;
    steps_.clear();
    requests_.clear();
  }
  /// Takes the batch down. False: there is no memory for it.
  [[nodiscard]] bool take(std::span<const ChangeSet> batch) noexcept {
    try {
      clear();
      sets_ = batch.size();
      for (const ChangeSet& changes : batch) {
        for_each_step(changes, [&](const Step& step) { steps_.push_back(step); });
        if (!changes.request.empty())
          requests_.push_back({changes.actor.role, changes.actor.who, changes.request});
      }
      return true;
    } catch (const std::bad_alloc&) {
      clear();
      return false;
    }
  }
  [[nodiscard]] std::size_t sets() const noexcept { return sets_; }
  [[nodiscard]] std::span<const Step> steps() const noexcept { return steps_; }
  [[nodiscard]] bool has_request(const RequestKey& key) const noexcept {
    return std::any_of(requests_.begin(), requests_.end(), [&](const Request& it) {
      return it.role == key.role && it.who == key.who && it.text == key.request;
    });
  }

  /// Calls `visit(step)` for everything that becomes of slots.
  template <class Visit>
  [[gnu::always_inline]] static void for_each_step(const ChangeSet& changes, Visit&& visit) {
    for (const ReservationChange& it : changes.reservations)
      visit(Step{it.session, it.leaves(), it.enters(), &SessionState::reserved});
    for (const BlockChange& it : changes.blocks)
      visit(Step{it.session, it.blocked ? SlotSet{} : it.slots, it.blocked ? it.slots : SlotSet{},
                 &SessionState::unavailable});
  }

 private:
  std::size_t sets_ = 0;
  std::vector<Step> steps_;
  struct Request {
    Role role;
    std::int64_t who;
    std::string text;
  };
  std::vector<Request> requests_;
};

/// The footprints of the batches under way.
using Footprints = SmallVector<const Footprint*, 2>;

/// Lays a batch over what the storage says, so that commands that want the same slots do not meet
/// at the commit.
class WorkingView {
 public:
  WorkingView() = default;
  explicit WorkingView(std::span<const ChangeSet> batch) noexcept : batch_(batch) {}
  /// Over batches that are under way, too, or were when the storage was asked.
  WorkingView(std::span<const ChangeSet> batch, const Footprints& ahead) noexcept
      : batch_(batch), ahead_(ahead.data(), ahead.size()) {}

  /// Whether nothing else may follow in the batch: what comes next must see these rows committed.
  [[nodiscard]] static bool ends_batch(const ChangeSet& changes) noexcept {
    return !changes.sessions.empty() || !changes.closures_changed.empty() ||
           changes.rules_changed.has_value();
  }

  /// What became of a snapshot.
  enum class Laid {
    untouched,  ///< nothing of the batch is in it
    over,  ///< it shows the batch, which may yet fail: what is refused on it must be asked again
    must_wait  ///< the command looks at more than whether slots are free, or its own request is
               ///< among those decided: it must see the batch committed
  };
  /// Brings a snapshot up to date.
  [[nodiscard, gnu::always_inline]] Laid lay_over(Snapshot& snapshot,
                                                  const std::optional<RequestKey>& request,
                                                  CommandKind command) const noexcept {
    Laid laid = Laid::untouched;
    for (const Footprint* ahead : ahead_) {
      if (request && ahead->has_request(*request)) return Laid::must_wait;
      for (const Footprint::Step& step : ahead->steps()) lay(step, snapshot, command, laid);
    }
    for (const ChangeSet& changes : batch_) {
      if (request && is_of(changes, *request)) return Laid::must_wait;
      Footprint::for_each_step(
          changes, [&](const Footprint::Step& step) { lay(step, snapshot, command, laid); });
    }
    return laid;
  }

 private:
  [[nodiscard]] static bool is_of(const ChangeSet& changes, const RequestKey& request) noexcept {
    return changes.request == request.request && changes.actor.role == request.role &&
           changes.actor.who == request.who;
  }
  [[gnu::always_inline]] static void lay(const Footprint::Step& step, Snapshot& snapshot,
                                         CommandKind command, Laid& laid) noexcept {
    for (SessionState& state : snapshot.sessions) {
      if (state.session.id != step.session) continue;
      const bool slots_suffice = command == CommandKind::reserve_slots ||
                                 command == CommandKind::block_slots ||
                                 command == CommandKind::unblock_slots;
      if (!slots_suffice) laid = Laid::must_wait;
      if (laid != Laid::must_wait) laid = Laid::over;
      state.*step.kind -= step.leaves;
      state.*step.kind |= step.enters;
      return;
    }
  }
  std::span<const ChangeSet> batch_;
  std::span<const Footprint* const> ahead_;
};

}  // namespace creneau::detail
