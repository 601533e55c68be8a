#pragma once
/// \file
/// What a client saw of one slot.

#include <cstdint>
#include <optional>

namespace creneau::testing {

/// What a slot holds: nothing, a block, or the reservation of that id.
using Held = std::int64_t;
inline constexpr Held kFree = 0;
inline constexpr Held kUnavailable = -1;

/// One call of a client: what its answer says of the slot, and what it made of it.
struct Operation {
  enum class Says : std::uint8_t { holds, does_not_hold, is_reserved };
  Says says = Says::holds;
  Held held = kFree;
  std::optional<Held> becomes{};
  std::uint64_t called = 0;    ///< moments of one clock that all clients share
  std::uint64_t answered = 0;  ///< \pre called < answered

  [[nodiscard]] bool is_true_of(Held state) const noexcept {
    switch (says) {
      case Says::holds: return state == held;
      case Says::does_not_hold: return state != held;
      case Says::is_reserved: return state > 0;
    }
    return false;
  }
};

}  // namespace creneau::testing
