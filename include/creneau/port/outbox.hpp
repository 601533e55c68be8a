#pragma once
/// \file
/// Ports: the outbox that keeps notices until they are delivered, who writes their texts, who
/// delivers.

#include <optional>
#include <vector>

#include "creneau/model/notice.hpp"
#include "creneau/model/result.hpp"
#include "creneau/port/storage.hpp"

namespace creneau {

/// What became of a notice so far. The numbers are stored.
enum class NoticeStatus : std::uint8_t {
  pending,        ///< to be delivered, now or after a delay
  delivered,      ///< the other side took it
  undeliverable,  ///< the recipient has no address
  dead            ///< given up after the last attempt; can be sent again
};

namespace detail {
inline constexpr std::array<std::string_view, 4> kNoticeStatusCodes{"pending", "delivered",
                                                                    "undeliverable", "dead"};
}
/// The status's name, as JSON and options write it: "pending".
[[nodiscard]] constexpr std::string_view code_of(NoticeStatus status) noexcept {
  return detail::kNoticeStatusCodes[static_cast<std::size_t>(status)];
}

/// A notice in the outbox, and how its delivery goes.
struct OutboxEntry {
  Notice notice;  ///< as it was committed; its texts are purged after delivery
  NoticeStatus status = NoticeStatus::pending;  ///< of now
  std::int32_t attempts = 0;   ///< how many were reported since it was made or retried
  std::int32_t uncertain = 0;  ///< attempts after which nobody knows whether the mail arrived
  Instant next_attempt{};      ///< UTC; not to be sent before, while it is pending
  std::string last_error;      ///< what the other side said last; empty: nothing
  std::int64_t lease = 0;      ///< fencing token of the current lease; rises with each one
};

/// How an attempt ended.
enum class Delivery : std::uint8_t {
  delivered,
  failed,    ///< surely not delivered; worth another try
  refused,   ///< surely not delivered, and never will be
  uncertain  ///< perhaps delivered; will be tried again with the same bytes
};

/// What the dispatcher tells the outbox about an attempt.
struct DeliveryReport {
  NoticeId notice;                              ///< which notice was sent
  std::int64_t lease = 0;                       ///< the entry's token, under which it was sent
  Delivery delivery = Delivery::failed;         ///< how the attempt ended
  NoticeStatus status = NoticeStatus::pending;  ///< what the notice becomes
  Instant at{};                                 ///< UTC; when it ended
  Instant next_attempt{};                       ///< UTC; where the notice stays pending
  std::string error;                            ///< what the other side said
};

/// Keeps notices from the commit of their change until they are delivered. Every method must be
/// callable from several threads and processes at once.
///
/// Errors are the outbox's own, `storage_failed` and its kin or `host_error`, and those named here.
class Outbox {
 public:
  virtual ~Outbox() = default;

  /// Takes up to `limit` pending notices that are due at `now`, for nobody else until `until` (both
  /// UTC); the longest due first, then by id. Each gets a new fencing token. A lease that ran out
  /// may be taken by another. None that is due is no error. Thread-safe.
  [[nodiscard]] virtual result<std::vector<OutboxEntry>> lease(Instant now, Instant until,
                                                               std::size_t limit) = 0;
  /// Records how an attempt ended, and ends the lease. False: the lease is no longer the caller's,
  /// nothing was recorded. `unknown_notice` if there is no such notice. Thread-safe.
  [[nodiscard]] virtual result<bool> report(const DeliveryReport& report) = 0;
  /// Notices of one status (or all) with an id above `after`, by id, at most `limit`. Thread-safe.
  [[nodiscard]] virtual result<std::vector<OutboxEntry>> notices(std::optional<NoticeStatus> status,
                                                                 NoticeId after,
                                                                 std::size_t limit) const = 0;
  /// Makes dead or undeliverable notices pending again, all or none, due at `now` (UTC), to this
  /// address where it is not empty. `unknown_notice` if one is not there or is neither;
  /// `bad_address` if one would have no address. Thread-safe.
  [[nodiscard]] virtual result<void> retry(std::vector<NoticeId> ids, const std::string& address,
                                           Instant now) = 0;
};

/// Writes the texts of notices. Called after the decision and before the commit, on the caller's
/// thread: by several threads at once where the engine is used so.
class NoticeWriter {
 public:
  virtual ~NoticeWriter() = default;
  /// Fills `address`, `reply_to`, `message` and each line's `summary` and `location`; changes
  /// nothing else, adds and removes none. A recipient without an address keeps an empty one, which
  /// is no error. Any error refuses the command, and nothing is committed. Thread-safe.
  [[nodiscard]] virtual result<void> write(std::vector<Notice>& notices) const = 0;
};

/// Delivers notices. Called on the dispatcher's thread; an implementation that several dispatchers
/// share must be thread-safe.
class Notifier {
 public:
  virtual ~Notifier() = default;
  /// How it ended, and what the other side said.
  struct Answer {
    Delivery delivery = Delivery::failed;  ///< how it ended
    std::string text;                      ///< what the other side said, for people; may be empty
  };
  /// Delivers one notice, and returns when it is known how that ended or when it takes too long.
  /// Failures are answers: nothing is thrown. The same notice may come again after `failed` and
  /// `uncertain`; it must then be sent with the same bytes. Called in the order of the lease.
  [[nodiscard]] virtual Answer deliver(const Notice& notice) = 0;
};

}  // namespace creneau
