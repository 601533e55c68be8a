#pragma once
/// \file
/// Rows of the model as frames. A time comes as four columns: the instant, and of the zone of its
/// département the date, the minutes since midnight and the zone's name.

#include <memory>
#include <vector>

#include "creneau/model/session_detail.hpp"
#include "facade/rows.hpp"
#include "frame.hpp"

namespace creneau::python {

/// Sessions, planned or available; slots that are taken as bits.
[[nodiscard]] std::shared_ptr<Frame> sessions_frame(const std::vector<SessionState>& rows);
/// A row for each slot of the planned sessions, with what holds it.
[[nodiscard]] std::shared_ptr<Frame> slots_frame(const facade::Rows& planning);
/// Reservations with their sessions.
[[nodiscard]] std::shared_ptr<Frame> exams_frame(const std::vector<ReservedSession>& rows);
[[nodiscard]] std::shared_ptr<Frame> closures_frame(const std::vector<Closure>& rows);
[[nodiscard]] std::shared_ptr<Frame> refusals_frame(const std::vector<facade::RefusalRow>& rows);
[[nodiscard]] std::shared_ptr<Frame> rules_frame(const std::vector<RuleEntry>& rows);
[[nodiscard]] std::shared_ptr<Frame> notices_frame(const std::vector<OutboxEntry>& rows);
[[nodiscard]] std::shared_ptr<Frame> offices_frame(const std::vector<facade::OfficeRow>& rows);
[[nodiscard]] std::shared_ptr<Frame> schools_frame(const std::vector<School>& rows);
[[nodiscard]] std::shared_ptr<Frame> inspectors_frame(
    const std::vector<facade::InspectorRow>& rows);
[[nodiscard]] std::shared_ptr<Frame> centres_frame(const std::vector<Centre>& rows);
/// Units of weeks; inspector zero: of all.
[[nodiscard]] std::shared_ptr<Frame> units_frame(const std::vector<crn_units>& rows);
/// The envelopes of events, with how many rows each changed.
[[nodiscard]] std::shared_ptr<Frame> events_frame(const std::vector<Event>& rows);
/// A row for each session that an event changed, as it was after it, or before it went.
[[nodiscard]] std::shared_ptr<Frame> session_changes_frame(const std::vector<Event>& rows);
/// A row for each reservation that an event changed, with the session it lies in.
[[nodiscard]] std::shared_ptr<Frame> reservation_changes_frame(const std::vector<Event>& rows);
[[nodiscard]] std::shared_ptr<Frame> listing_frame(const std::vector<text::ListingLine>& rows);

}  // namespace creneau::python
