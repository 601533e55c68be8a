#pragma once
/// \file
/// Port: the time.

#include "creneau/model/time.hpp"

namespace creneau {

/// Tells the time. The engine reads it once at the entry of a command and keeps that instant
/// through its retries. Implementations must be callable from several threads at once.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const noexcept = 0;
};

/// The machine's clock.
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
  constexpr ManualClock() noexcept = default;
  constexpr explicit ManualClock(Instant now) noexcept : now_(now) {}
  [[nodiscard]] Instant now() const noexcept override { return now_; }
  void set(Instant now) noexcept { now_ = now; }
  void advance(std::chrono::microseconds by) noexcept { now_ += by; }

 private:
  Instant now_{};
};

}  // namespace creneau
