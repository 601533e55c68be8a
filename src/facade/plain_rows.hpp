#pragma once
/// \file
/// Whole rows: from the model to plain ones and back. Texts of a plain row live as long as the row of
/// the model; what a plain row has that makes no sense is `bad_argument` with the field's name.

#include "creneau.h"
#include "creneau/model/directory.hpp"
#include "creneau/model/refusal.hpp"
#include "creneau/model/session_detail.hpp"
#include "creneau/model/summary.hpp"
#include "creneau/policy/cancellation.hpp"
#include "facade/fields.hpp"

namespace creneau::facade {

/// \name To plain
/// \{
[[nodiscard]] crn_session plain(const Session& session) noexcept;
[[nodiscard]] crn_session plain(const SessionState& state) noexcept;
[[nodiscard]] crn_reservation plain(const Reservation& reservation) noexcept;
[[nodiscard]] crn_reservation plain(const ReservedSession& row) noexcept;
[[nodiscard]] crn_block plain(const BlockedSlot& block) noexcept;
[[nodiscard]] crn_closure plain(const Closure& closure) noexcept;
[[nodiscard]] crn_rule plain(const RuleEntry& entry) noexcept;
[[nodiscard]] inline crn_units plain(const UnitCount& units) noexcept {
  crn_units row{};
  row.planned = units.planned.value;
  row.unavailable = units.unavailable.value;
  row.assigned = units.assigned.value;
  row.reservable = units.reservable.value;
  return row;
}
[[nodiscard]] inline crn_units plain(const InspectorUnits& units) noexcept {
  crn_units row = plain(units.units);
  row.inspector = units.inspector.value;
  return row;
}
[[nodiscard]] crn_subject plain(const Subject& subject) noexcept;
[[nodiscard]] crn_remark plain(const Remark& remark) noexcept;
[[nodiscard]] crn_reservation_change plain(const ReservationChange& change) noexcept;
/// Of a change set.
[[nodiscard]] crn_block_change plain(const ChangeSet& changes, const BlockChange& change) noexcept;
[[nodiscard]] crn_closure plain(const ClosureChange& change) noexcept;
[[nodiscard]] crn_event_head plain(const Event& event) noexcept;
[[nodiscard]] crn_notice_line plain(const NoticeLine& line) noexcept;
[[nodiscard]] crn_notice_facts plain(const Notice& notice) noexcept;
[[nodiscard]] crn_delivery_state plain(const OutboxEntry& entry) noexcept;
[[nodiscard]] crn_deadline plain(const Deadline& deadline) noexcept;
[[nodiscard]] crn_school plain(const School& school) noexcept;
[[nodiscard]] crn_centre plain(const Centre& centre) noexcept;
/// Without its slots.
[[nodiscard]] crn_refusal plain(const Refusal& refusal) noexcept;
/// Without its départements.
[[nodiscard]] crn_office plain(const Office& office) noexcept;
/// Without its postings.
[[nodiscard]] crn_inspector plain(const Inspector& inspector) noexcept;
/// \}

/// Of any row that has one of these.
inline constexpr auto kAsItIs = [](const auto& row) { return plain(row); };

/// \name From plain
/// \{
[[nodiscard]] result<SessionState> model(const crn_session& row);
[[nodiscard]] result<Reservation> model(const crn_reservation& row);
[[nodiscard]] result<BlockedSlot> model(const crn_block& row);
[[nodiscard]] result<Closure> model(const crn_closure& row);
[[nodiscard]] result<RuleEntry> model(const crn_rule& row);
[[nodiscard]] result<Refusal> model(const crn_refusal& row);
[[nodiscard]] result<InspectorUnits> model(const crn_units& row);
[[nodiscard]] result<Office> model(const crn_office& row);
[[nodiscard]] result<School> model(const crn_school& row);
[[nodiscard]] result<Inspector> model(const crn_inspector& row);
[[nodiscard]] result<Centre> model(const crn_centre& row);
[[nodiscard]] result<NoticeLine> model(const crn_notice_line& row);
/// Without its lines.
[[nodiscard]] result<Notice> model(const crn_notice_facts& row);
/// Without its notice.
[[nodiscard]] result<OutboxEntry> model(const crn_delivery_state& row);
/// The envelope of an event, and no changes.
[[nodiscard]] result<Event> model(const crn_event_head& head);
/// A grid within its bounds.
[[nodiscard]] result<Grid> grid_of(std::int32_t unit_minutes, std::int32_t units_of_slot,
                                   std::int32_t slot_count);
/// \}

}  // namespace creneau::facade
