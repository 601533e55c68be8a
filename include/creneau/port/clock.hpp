#pragma once
/// \file
/// Port: the time.

#include "creneau/model/time.hpp"

namespace creneau {

/// Tells the time. The engine reads it once at the entry of a command and keeps that instant
/// through its retries. Implementations must be callable from several threads at once; the time may
/// jump, also backwards.
class Clock {
 public:
  virtual ~Clock() = default;
  /// The present moment, UTC. Cannot fail.
  [[nodiscard]] virtual Instant now() const noexcept = 0;
};

/// The machine's clock. Thread-safe.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const noexcept override {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

/// A clock that stands where it was put: for tests, simulations and `--now`. Setting it while
/// another thread reads it is a data race.
class ManualClock final : public Clock {
 public:
  /// Stands at 1970-01-01T00:00Z.
  constexpr ManualClock() noexcept = default;
  /// Stands at `now`.
  constexpr explicit ManualClock(Instant now) noexcept : now_(now) {}
  [[nodiscard]] Instant now() const noexcept override { return now_; }
  /// Puts it to `now`, forwards or backwards.
  void set(Instant now) noexcept { now_ = now; }
  /// Moves it by so much; backwards where it is negative.
  void advance(std::chrono::microseconds by) noexcept { now_ += by; }

 private:
  Instant now_{};
};

}  // namespace creneau
