#pragma once
/// \file
/// The outbox of the memory storage, its notices packed: some 300 bytes each.

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "creneau/memory/byte_packing.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::memory {

/// What `Outbox` promises, for one thread at a time.
class NoticeQueue {
 private:
  struct Queued;
  using Entries = std::map<NoticeId, Queued>;
  /// Notices to be sent, by when they are due.
  using Pending = std::set<std::pair<Instant, NoticeId>>;

 public:
  /// Notices that were packed and are not yet in a queue.
  class Packed {
   public:
    /// Packs notices that have their ids, in rising order; they are due at `due` (UTC).
    Packed(std::span<const Notice> notices, Instant due);

   private:
    friend NoticeQueue;
    Entries entries_;
    Pending pending_;
  };
  /// Takes them in.
  void take(Packed packed) noexcept;

  /// \name As `Outbox` has them
  /// \{
  [[nodiscard]] std::vector<OutboxEntry> lease(Instant now, Instant until, std::size_t limit);
  [[nodiscard]] result<bool> report(const DeliveryReport& report);
  [[nodiscard]] std::vector<OutboxEntry> notices(std::optional<NoticeStatus> status, NoticeId after,
                                                 std::size_t limit) const;
  [[nodiscard]] result<void> retry(const std::vector<NoticeId>& ids, const std::string& address,
                                   Instant now);
  /// \}

 private:
  struct Queued {
    std::vector<std::uint8_t> notice;
    NoticeStatus status = NoticeStatus::pending;
    bool has_address = false;
    std::int32_t attempts = 0;
    std::int32_t uncertain = 0;
    std::int64_t lease = 0;
    Instant next_attempt{};
    Instant leased_until{};
    std::string last_error;

    [[nodiscard]] OutboxEntry unpack() const {
      OutboxEntry entry{{}, status, attempts, uncertain, next_attempt, last_error, lease};
      ByteReader{notice.data()}.read(entry.notice);
      return entry;
    }
    /// The notice with another address, packed.
    [[nodiscard]] std::vector<std::uint8_t> readdressed(const std::string& address) const {
      Notice changed;
      ByteReader{notice.data()}.read(changed);
      changed.address = address;
      ByteWriter writer;
      writer.write(changed);
      return {writer.bytes().begin(), writer.bytes().end()};
    }
  };

  Entries entries_;
  Pending pending_;
  std::int64_t last_lease_ = 0;
};

inline NoticeQueue::Packed::Packed(std::span<const Notice> notices, Instant due) {
  ByteWriter writer;
  for (const Notice& notice : notices) {
    writer.clear();
    writer.write(notice);
    Queued& queued = entries_.try_emplace(entries_.end(), notice.id)->second;
    queued.notice.assign(writer.bytes().begin(), writer.bytes().end());
    queued.has_address = !notice.address.empty();
    queued.status = queued.has_address ? NoticeStatus::pending : NoticeStatus::undeliverable;
    queued.next_attempt = due;
    if (queued.has_address) pending_.insert(pending_.end(), {due, notice.id});
  }
}

inline void NoticeQueue::take(Packed packed) noexcept {
  // Numbers rise: each goes to the end, which needs no search.
  while (!packed.entries_.empty())
    entries_.insert(entries_.end(), packed.entries_.extract(packed.entries_.begin()));
  while (!packed.pending_.empty())
    pending_.insert(pending_.end(), packed.pending_.extract(packed.pending_.begin()));
}

inline std::vector<OutboxEntry> NoticeQueue::lease(Instant now, Instant until, std::size_t limit) {
  std::vector<OutboxEntry> leased;
  for (const auto& [due, id] : pending_) {
    if (leased.size() == limit || due > now) break;
    const Queued& queued = entries_.at(id);
    if (queued.leased_until > now) continue;
    leased.push_back(queued.unpack());
  }
  // Nothing is leased before nothing can fail any more.
  for (OutboxEntry& entry : leased) {
    Queued& queued = entries_.at(entry.notice.id);
    queued.leased_until = until;
    queued.lease = entry.lease = ++last_lease_;
  }
  return leased;
}

inline result<bool> NoticeQueue::report(const DeliveryReport& report) {
  const auto found = entries_.find(report.notice);
  if (found == entries_.end()) return Error{ErrorCode::unknown_notice, report.notice};
  Queued& queued = found->second;
  if (queued.lease != report.lease || queued.leased_until == Instant{} ||
      queued.status != NoticeStatus::pending)
    return false;
  queued.last_error = report.error;  // the one thing that can fail
  ++queued.attempts;
  if (report.delivery == Delivery::uncertain) ++queued.uncertain;
  queued.status = report.status;
  auto pending = pending_.extract({queued.next_attempt, report.notice});
  queued.next_attempt = report.next_attempt;
  queued.leased_until = {};
  if (queued.status == NoticeStatus::pending) {
    pending.value().first = queued.next_attempt;
    pending_.insert(std::move(pending));
  }
  return true;
}

inline std::vector<OutboxEntry> NoticeQueue::notices(std::optional<NoticeStatus> status,
                                                     NoticeId after, std::size_t limit) const {
  std::vector<OutboxEntry> found;
  for (auto it = entries_.upper_bound(after); it != entries_.end() && found.size() < limit; ++it)
    if (!status || it->second.status == *status) found.push_back(it->second.unpack());
  return found;
}

inline result<void> NoticeQueue::retry(const std::vector<NoticeId>& ids, const std::string& address,
                                       Instant now) {
  for (const NoticeId id : ids) {
    const auto found = entries_.find(id);
    if (found == entries_.end() || (found->second.status != NoticeStatus::dead &&
                                    found->second.status != NoticeStatus::undeliverable))
      return Error{ErrorCode::unknown_notice, id};
    if (address.empty() && !found->second.has_address) return Error{ErrorCode::bad_address, id};
  }
  Pending again;
  std::vector<std::vector<std::uint8_t>> readdressed;
  for (const NoticeId id : ids) {
    again.insert({now, id});
    if (!address.empty()) readdressed.push_back(entries_.at(id).readdressed(address));
  }
  // From here on nothing can fail.
  for (std::size_t place = 0; place < ids.size(); ++place) {
    Queued& queued = entries_.at(ids[place]);
    if (!address.empty()) {
      queued.notice = std::move(readdressed[place]);
      queued.has_address = true;
    }
    queued.status = NoticeStatus::pending;
    queued.attempts = 0;
    queued.next_attempt = now;
  }
  pending_.merge(again);
  return success();
}

}  // namespace creneau::memory
