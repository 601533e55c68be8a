#pragma once
/// \file
/// The dispatcher: takes notices from the outbox and hands them to a notifier, at least once.

#include <algorithm>
#include <cstdint>

#include "creneau/port/clock.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau {

/// How a dispatcher works.
struct DispatcherOptions {
  std::size_t batch = 50;                        ///< notices of one lease
  std::chrono::seconds lease{300};               ///< how long a sender may take for a batch
  std::chrono::seconds longest_delivery{120};    ///< how long the notifier may take for one notice
  std::int32_t max_attempts = 10;                ///< then the notice is dead
  std::chrono::seconds first_delay{60};          ///< after the first failure; doubles each time…
  std::chrono::seconds longest_delay{6 * 3600};  ///< …up to this
};

/// What a run of the dispatcher did.
struct DispatchReport {
  std::size_t delivered = 0;  ///< taken by the other side
  std::size_t failed = 0;     ///< to be tried again
  std::size_t uncertain = 0;  ///< perhaps delivered, to be tried again
  std::size_t dead = 0;       ///< given up
  std::size_t lost = 0;       ///< the lease had passed to another sender: not recorded
  std::size_t left = 0;       ///< to a later run, because their lease was running out
};

/// Sends what is due. Several dispatchers may work on one outbox; each lease is one dispatcher's. A
/// notice is sent again only where its delivery failed or is uncertain. One dispatcher is for one
/// thread.
class Dispatcher {
 public:
  /// Holds references to the three, which must outlive it.
  Dispatcher(Outbox& outbox, Notifier& notifier, const Clock& clock, DispatcherOptions options = {})
      : outbox_(outbox), notifier_(notifier), clock_(clock), options_(options) {}

  /// Sends all notices that are due when it starts, in leases of `batch`; what cannot be sent before
  /// its lease runs out is left to a later run. Ends early with the outbox's error where that fails:
  /// what was reported by then stays, and a notice that was sent but not reported is sent again once
  /// its lease has run out.
  [[nodiscard]] result<DispatchReport> run() {
    DispatchReport done;
    BOOST_OUTCOME_TRY(run(done));
    return done;
  }

  /// The same, adding to `done`, which counts what was done however it ends.
  [[nodiscard]] result<void> run(DispatchReport& done) {
    const Instant due = clock_.now();
    while (true) {
      const Instant now = std::max(due, clock_.now());
      const Instant until = now + options_.lease;
      BOOST_OUTCOME_TRY(const auto leased, outbox_.lease(due, until, options_.batch));
      if (leased.empty()) return success();
      for (const OutboxEntry& entry : leased) {
        // Another sender may take it once the lease is over: both would send it.
        if (&entry != &leased.front() && clock_.now() + options_.longest_delivery > until) {
          done.left += static_cast<std::size_t>(&leased.back() - &entry) + 1;
          break;
        }
        Notifier::Answer answer = notifier_.deliver(entry.notice);
        BOOST_OUTCOME_TRY(
            const bool recorded,
            outbox_.report(judge(entry, std::move(answer), std::max(due, clock_.now()), done)));
        if (!recorded) ++done.lost;
      }
    }
  }

 private:
  [[nodiscard]] DeliveryReport judge(const OutboxEntry& entry, Notifier::Answer&& answer,
                                     Instant now, DispatchReport& done) const {
    DeliveryReport report;
    report.notice = entry.notice.id;
    report.lease = entry.lease;
    report.delivery = answer.delivery;
    report.at = now;
    report.error = std::move(answer.text);
    if (answer.delivery == Delivery::delivered) {
      report.status = NoticeStatus::delivered;
      ++done.delivered;
      return report;
    }
    if (answer.delivery == Delivery::refused || entry.attempts + 1 >= options_.max_attempts) {
      report.status = NoticeStatus::dead;
      ++done.dead;
      return report;
    }
    std::chrono::seconds delay = options_.first_delay;
    for (std::int32_t attempt = 0; attempt < entry.attempts && delay < options_.longest_delay;
         ++attempt)
      delay *= 2;
    // At least a moment, so that this run does not meet the notice again.
    report.next_attempt =
        now + std::max(std::min(delay, options_.longest_delay), std::chrono::seconds{1});
    ++(answer.delivery == Delivery::uncertain ? done.uncertain : done.failed);
    return report;
  }

  Outbox& outbox_;
  Notifier& notifier_;
  const Clock& clock_;
  DispatcherOptions options_;
};

}  // namespace creneau
