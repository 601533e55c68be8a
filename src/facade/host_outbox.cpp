#include "facade/host_ports.hpp"

namespace creneau::facade {

namespace {

/// Asks a delegate for notices.
template <class Call>
[[nodiscard]] result<std::vector<OutboxEntry>> ask(std::size_t limit, Call&& call) {
  Rows rows;
  Answer answer;
  const crn_status status = call(rows, answer);
  if (status != CRN_OK) return said(status, answer);
  if (rows.notices.size() > limit)
    return Error{ErrorCode::host_error}.with_text("notices: too many rows");
  return std::move(rows.notices);
}

}  // namespace

result<std::vector<OutboxEntry>> HostOutbox::lease(Instant now, Instant until, std::size_t limit) {
  return ask(limit, [&](Rows& rows, Answer& answer) {
    return delegate_->lease(plain(now), plain(until), limit, rows, answer);
  });
}

result<bool> HostOutbox::report(const DeliveryReport& report) {
  const crn_delivery_report it{
      sizeof it,           number_of(report.delivery), report.notice.value,
      report.lease,        plain(report.at),           plain(report.next_attempt),
      plain(report.error), number_of(report.status),   0};
  bool recorded = false;
  Answer answer;
  const crn_status status = delegate_->report(it, recorded, answer);
  if (status != CRN_OK) return said(status, answer, {ErrorCode::unknown_notice});
  return recorded;
}

result<std::vector<OutboxEntry>> HostOutbox::notices(std::optional<NoticeStatus> status,
                                                     NoticeId after, std::size_t limit) const {
  return ask(limit, [&](Rows& rows, Answer& answer) {
    return delegate_->notices(status ? number_of(*status) : 0, after.value, limit, rows, answer);
  });
}

result<void> HostOutbox::retry(std::vector<NoticeId> ids, const std::string& address, Instant now) {
  Answer answer;
  const crn_status status =
      delegate_->retry({plain_ids(ids.data()), ids.size()}, address, plain(now), answer);
  if (status != CRN_OK)
    return said(status, answer, {ErrorCode::unknown_notice, ErrorCode::bad_address});
  return success();
}

Notifier::Answer HostNotifier::deliver(const Notice& notice) {
  creneau::facade::Answer words;
  const auto delivery = value_of<Delivery>(delegate_->deliver(notice, words));
  return {delivery.value_or(Delivery::uncertain), words.text()};
}

}  // namespace creneau::facade
