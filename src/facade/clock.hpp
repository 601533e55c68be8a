#pragma once
/// \file
/// Clocks that programs hand in.

#include <atomic>
#include <memory>

#include "creneau/port/clock.hpp"
#include "facade/fields.hpp"

namespace creneau::facade {

/// A clock that stands where it is put. Thread-safe.
class StandingClock final : public Clock {
 public:
  explicit StandingClock(Instant now) noexcept : now_(plain(now)) {}
  [[nodiscard]] Instant now() const noexcept override {
    return Instant{std::chrono::microseconds{now_.load(std::memory_order_relaxed)}};
  }
  void set(Instant now) noexcept { now_.store(plain(now), std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> now_;
};

/// What a crn_clock is.
class ClockPort {
 public:
  explicit ClockPort(std::shared_ptr<const Clock> clock) noexcept : clock_(std::move(clock)) {}
  explicit ClockPort(std::shared_ptr<StandingClock> clock) noexcept
      : clock_(clock), standing_(std::move(clock)) {}

  [[nodiscard]] const std::shared_ptr<const Clock>& clock() const noexcept { return clock_; }
  /// Puts a standing clock to an instant; `bad_argument` of any other.
  [[nodiscard]] result<void> set(std::int64_t now) {
    if (!standing_) return bad_argument("clock");
    standing_->set(instant_of(now));
    return success();
  }

 private:
  std::shared_ptr<const Clock> clock_;
  std::shared_ptr<StandingClock> standing_;
};

}  // namespace creneau::facade
