#pragma once
/// \file
/// For tests of dispatchers: every notice has an address, and its deliveries are counted.

#include <map>
#include <mutex>

#include "creneau/port/outbox.hpp"

namespace creneau::testing {

/// Gives every notice an address.
class Addresses final : public NoticeWriter {
 public:
  result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) notice.address = "ecole1@example.org";
    return success();
  }
};

/// Counts how often each notice was delivered, by whichever dispatcher.
class CountingNotifier final : public Notifier {
 public:
  Answer deliver(const Notice& notice) override {
    const std::lock_guard lock(mutex_);
    ++times_[notice.id];
    return {Delivery::delivered, {}};
  }
  [[nodiscard]] const std::map<NoticeId, int>& times() const noexcept { return times_; }

 private:
  std::mutex mutex_;
  std::map<NoticeId, int> times_;
};

}  // namespace creneau::testing
