// Receipts, events, notices.
#include "facade/engine.hpp"
#include "facade/event_rows.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::handle_of;

namespace {

/// Runs `copy(event)`.
template <class Copy>
crn_status copying(const crn_event* event, crn_error** error, Copy&& copy) noexcept {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(event, "event"));
    return copy(*it);
  });
}

}  // namespace

crn_status crn_event_get(const crn_event* event, crn_event_head* head, crn_error** error) {
  return filling(head, "head", false, error, [&]() -> result<crn_event_head> {
    BOOST_OUTCOME_TRY(const auto* const it, given(event, "event"));
    return facade::plain(*it);
  });
}

crn_status crn_event_sessions(const crn_event* event, int32_t side, size_t first, size_t count,
                              crn_session* to, size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) -> result<void> {
    BOOST_OUTCOME_TRY(const bool after, facade::is_after(side));
    return facade::copy_sessions(it, after, first, {to, row_size, count});
  });
}

crn_status crn_event_relied_on(const crn_event* event, size_t first, size_t count, crn_session* to,
                               size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) {
    return facade::copy_relied_on(it, first, {to, row_size, count});
  });
}

crn_status crn_event_reservations(const crn_event* event, size_t first, size_t count,
                                  crn_reservation_change* to, size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) {
    return facade::copy_reservations(it, first, {to, row_size, count});
  });
}

crn_status crn_event_blocks(const crn_event* event, size_t first, size_t count,
                            crn_block_change* to, size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) {
    return facade::copy_blocks(it, first, {to, row_size, count});
  });
}

crn_status crn_event_closures(const crn_event* event, size_t first, size_t count, crn_closure* to,
                              size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) {
    return facade::copy_closures(it, first, {to, row_size, count});
  });
}

crn_status crn_event_rules(const crn_event* event, int32_t side, size_t first, size_t count,
                           crn_rule* to, size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) -> result<void> {
    BOOST_OUTCOME_TRY(const bool after, facade::is_after(side));
    return facade::copy_rules(it, after, first, {to, row_size, count});
  });
}

crn_status crn_event_remarks(const crn_event* event, size_t first, size_t count, crn_remark* to,
                             size_t row_size, crn_error** error) {
  return copying(event, error, [&](const Event& it) {
    return facade::copy_remarks(it, first, {to, row_size, count});
  });
}

const crn_notice* crn_event_notice(const crn_event* event, size_t place) {
  if (event == nullptr || place >= behind(event)->changes.notices.size()) return nullptr;
  return handle_of<crn_notice>(&behind(event)->changes.notices[place]);
}

crn_status crn_event_json(const crn_event* event, crn_string** json, crn_error** error) {
  return giving_text(json, "json", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(event, "event"));
    return facade::json_of(*it);
  });
}

void crn_event_destroy(crn_event* event) {
  delete behind(event);
}

crn_status crn_notice_get(const crn_notice* notice, crn_notice_facts* facts, size_t facts_size,
                          crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(notice, "notice"));
    if (facts == nullptr) return facade::bad_argument("facts");
    const facade::RowsOut<crn_notice_facts> to(facts, facts_size, 1);
    if (!to.check()) return facade::bad_argument("facts_size");
    to.put(0, facade::plain(*it));
    return success();
  });
}

crn_status crn_notice_lines(const crn_notice* notice, size_t first, size_t count,
                            crn_notice_line* to, size_t row_size, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(notice, "notice"));
    return facade::copy_lines(*it, first, {to, row_size, count});
  });
}

crn_status crn_notice_mail(const crn_notice* notice, const crn_identity* identity,
                           crn_string** bytes, crn_error** error) {
  return giving_text(bytes, "bytes", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(notice, "notice"));
    return facade::mail_of(*it, identity);
  });
}
