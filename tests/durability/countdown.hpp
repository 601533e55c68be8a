#pragma once
/// \file
/// Which allocation fails.

namespace creneau::testing {

struct Countdown {
  long left = 0;       ///< until one fails; zero: none does
  bool stays = false;  ///< those after it fail, too
  bool has_failed = false;

  /// Whether this one fails.
  [[nodiscard]] bool fails() noexcept {
    if (left == 0) return false;
    if (left > 1) {
      --left;
      return false;
    }
    has_failed = true;
    if (!stays) left = 0;
    return true;
  }
};

}  // namespace creneau::testing
