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

enum class NoticeStatus : std::uint8_t {
  pending,  ///< to be delivered, now or after a delay
  delivered,
  undeliverable,  ///< the recipient has no address
  dead            ///< given up after the last attempt; can be sent again
};

namespace detail {
inline constexpr std::array<std::string_view, 4> kNoticeStatusCodes{"pending", "delivered",
                                                                    "undeliverable", "dead"};
}
[[nodiscard]] constexpr std::string_view code_of(NoticeStatus status) noexcept {
  return detail::kNoticeStatusCodes[static_cast<std::size_t>(status)];
}

/// A notice in the outbox.
struct OutboxEntry {
  Notice notice;
  NoticeStatus status = NoticeStatus::pending;
  std::int32_t attempts = 0;
  std::int32_t uncertain = 0;  ///< attempts after which nobody knows whether the mail arrived
  Instant next_attempt{};
  std::string last_error;
  std::int64_t lease = 0;  ///< fencing token of the current lease; rises with each one
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
  NoticeId notice;
  std::int64_t lease = 0;
  Delivery delivery = Delivery::failed;
  NoticeStatus status = NoticeStatus::pending;  ///< what the notice becomes
  Instant at{};
  Instant next_attempt{};
  std::string error;
};

/// Keeps notices. Callable from several threads and processes at once.
class Outbox {
 public:
  virtual ~Outbox() = default;

  /// Takes up to `limit` pending notices that are due, for nobody else until `until`; oldest first.
  [[nodiscard]] virtual result<std::vector<OutboxEntry>> lease(Instant now, Instant until,
                                                               std::size_t limit) = 0;
  /// Records how an attempt ended. False: the lease is no longer the caller's, nothing was
  /// recorded.
  [[nodiscard]] virtual result<bool> report(const DeliveryReport& report) = 0;
  /// Notices of one status (or all) with an id above `after`, by id.
  [[nodiscard]] virtual result<std::vector<OutboxEntry>> notices(std::optional<NoticeStatus> status,
                                                                 NoticeId after,
                                                                 std::size_t limit) const = 0;
  /// Makes dead or undeliverable notices pending again, to this address where it is not empty.
  /// `unknown_notice` if one is not there or is neither.
  [[nodiscard]] virtual result<void> retry(std::vector<NoticeId> ids, const std::string& address,
                                           Instant now) = 0;
};

/// Writes the texts of notices: fills `address`, `reply_to`, `message` and each line's texts.
/// Called after the decision and before the commit, on the caller's thread.
class NoticeWriter {
 public:
  virtual ~NoticeWriter() = default;
  [[nodiscard]] virtual result<void> write(std::vector<Notice>& notices) const = 0;
};

/// Delivers one notice. Called on the dispatcher's thread.
class Notifier {
 public:
  virtual ~Notifier() = default;
  /// How it ended, and what the other side said.
  struct Answer {
    Delivery delivery = Delivery::failed;
    std::string text;
  };
  [[nodiscard]] virtual Answer deliver(const Notice& notice) = 0;
};

}  // namespace creneau
