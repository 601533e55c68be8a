#pragma once
/// \file
/// Ports of the engine over somebody else's code. Each keeps its delegate, and gives plain arguments
/// and builders; what comes back that makes no sense is `host_error`.

#include "creneau/port/clock.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "facade/delegates.hpp"

namespace creneau::facade {

/// The most weeks of one query: a century.
inline constexpr std::uint32_t kMostWeeks = 5'220;

/// A storage over somebody else's code. Thread-safe if the delegate is.
class HostStorage final : public Storage {
 public:
  explicit HostStorage(std::unique_ptr<StorageDelegate> delegate) noexcept
      : delegate_(std::move(delegate)) {}

  [[nodiscard]] bool joins_commits() const noexcept override { return delegate_->joins_commits(); }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override;
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override;
  [[nodiscard]] result<void> record(const Refusal& refusal) override;
  [[nodiscard]] result<Rules> rules() const override;
  [[nodiscard]] result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                    const PageRequest& page) const override;
  [[nodiscard]] result<Page<ReservedSession>> reservations(const ReservationFilter& filter,
                                                           const PageRequest& page) const override;
  [[nodiscard]] result<Page<Closure>> closures(const ClosureFilter& filter,
                                               const PageRequest& page) const override;
  [[nodiscard]] result<Page<Event>> events(const EventFilter& filter,
                                           const PageRequest& page) const override;
  [[nodiscard]] result<Page<Refusal>> refusals(Departement departement,
                                               const PageRequest& page) const override;
  [[nodiscard]] result<void> week_units(const WeekFilter& filter,
                                        std::vector<InspectorUnits>& rows) const override;

 private:
  std::unique_ptr<StorageDelegate> delegate_;
};

/// A directory over somebody else's code. Thread-safe if the delegate is.
class HostDirectory final : public Directory {
 public:
  explicit HostDirectory(std::unique_ptr<DirectoryDelegate> delegate) noexcept
      : delegate_(std::move(delegate)) {}

  [[nodiscard]] result<void> look_up(const DirectoryNeeds& needs,
                                     DirectoryFacts& facts) const override;
  [[nodiscard]] result<std::vector<Office>> offices(std::vector<OfficeId> ids) const override;
  [[nodiscard]] result<std::vector<School>> schools(std::vector<SchoolId> ids) const override;
  [[nodiscard]] result<std::vector<Inspector>> inspectors(
      std::vector<InspectorId> ids) const override;
  [[nodiscard]] result<std::vector<Centre>> centres(std::vector<CentreId> ids) const override;
  [[nodiscard]] result<std::vector<School>> find_schools(std::string_view text,
                                                         std::size_t limit) const override;

 private:
  std::unique_ptr<DirectoryDelegate> delegate_;
};

/// An outbox over somebody else's code. Thread-safe if the delegate is.
class HostOutbox final : public Outbox {
 public:
  explicit HostOutbox(std::unique_ptr<OutboxDelegate> delegate) noexcept
      : delegate_(std::move(delegate)) {}

  [[nodiscard]] result<std::vector<OutboxEntry>> lease(Instant now, Instant until,
                                                       std::size_t limit) override;
  [[nodiscard]] result<bool> report(const DeliveryReport& report) override;
  [[nodiscard]] result<std::vector<OutboxEntry>> notices(std::optional<NoticeStatus> status,
                                                         NoticeId after,
                                                         std::size_t limit) const override;
  [[nodiscard]] result<void> retry(std::vector<NoticeId> ids, const std::string& address,
                                   Instant now) override;

 private:
  std::unique_ptr<OutboxDelegate> delegate_;
};

/// A notifier over somebody else's code. Thread-safe if the delegate is.
class HostNotifier final : public Notifier {
 public:
  explicit HostNotifier(std::unique_ptr<NotifierDelegate> delegate) noexcept
      : delegate_(std::move(delegate)) {}

  [[nodiscard]] Answer deliver(const Notice& notice) override;

 private:
  std::unique_ptr<NotifierDelegate> delegate_;
};

/// A clock over somebody else's code. Thread-safe if the delegate is.
class HostClock final : public Clock {
 public:
  explicit HostClock(std::unique_ptr<ClockDelegate> delegate) noexcept
      : delegate_(std::move(delegate)) {}

  [[nodiscard]] Instant now() const noexcept override { return instant_of(delegate_->now()); }

 private:
  std::unique_ptr<ClockDelegate> delegate_;
};

}  // namespace creneau::facade
