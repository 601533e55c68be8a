#pragma once
/// \file
/// The changes of a batch that are decided but not yet committed, seen by the next decision.

#include <span>

#include "creneau/port/storage.hpp"

namespace creneau::detail {

/// Lays a batch over what the storage says, so that commands that want the same slots do not meet
/// at the commit.
class WorkingView {
 public:
  WorkingView() = default;
  explicit WorkingView(std::span<const ChangeSet> batch) noexcept : batch_(batch) {}

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
    const bool slots_suffice = command == CommandKind::reserve_slots ||
                               command == CommandKind::block_slots ||
                               command == CommandKind::unblock_slots;
    for (const ChangeSet& changes : batch_) {
      if (request && is_of(changes, *request)) return Laid::must_wait;
      for (const ReservationChange& change : changes.reservations) {
        SessionState* state = find(snapshot, change.session);
        if (state == nullptr) continue;
        if (!slots_suffice) return Laid::must_wait;
        laid = Laid::over;
        state->reserved -= change.leaves();
        state->reserved |= change.enters();
      }
      for (const BlockChange& change : changes.blocks) {
        SessionState* state = find(snapshot, change.session);
        if (state == nullptr) continue;
        if (!slots_suffice) return Laid::must_wait;
        laid = Laid::over;
        if (change.blocked)
          state->unavailable |= change.slots;
        else
          state->unavailable -= change.slots;
      }
    }
    return laid;
  }

 private:
  [[nodiscard]] static bool is_of(const ChangeSet& changes, const RequestKey& request) noexcept {
    return changes.request == request.request && changes.actor.role == request.role &&
           changes.actor.who == request.who;
  }
  [[nodiscard]] static SessionState* find(Snapshot& snapshot, SessionId id) noexcept {
    for (SessionState& state : snapshot.sessions)
      if (state.session.id == id) return &state;
    return nullptr;
  }
  std::span<const ChangeSet> batch_;
};

}  // namespace creneau::detail
