#pragma once
/// \file
/// Commands and filters: from plain ones to those of the engine.

#include "creneau/engine/engine.hpp"
#include "creneau/engine/queries.hpp"
#include "creneau_ports.h"
#include "facade/plain_rows.hpp"

namespace creneau::facade {

/// \name Commands
/// What makes no sense is `bad_argument` with the name of the field; what the engine refuses is the
/// engine's to say.
/// \{
[[nodiscard]] result<CreateSessions> command_of(const crn_create_sessions& from);
[[nodiscard]] result<RemoveSessions> command_of(const crn_remove_sessions& from);
[[nodiscard]] result<PlanSessions> command_of(const crn_plan_sessions& from);
[[nodiscard]] result<UnplanSessions> command_of(const crn_unplan_sessions& from);
[[nodiscard]] result<ChangeSession> command_of(const crn_change_session& from);
[[nodiscard]] result<ReserveSlots> command_of(const crn_reserve_slots& from);
[[nodiscard]] result<ReserveWish> command_of(const crn_reserve_wish& from);
[[nodiscard]] result<CancelByOffice> command_of(const crn_cancel_by_office& from);
[[nodiscard]] result<CancelBySchool> command_of(const crn_cancel_by_school& from);
[[nodiscard]] result<AddClosure> command_of(const crn_add_closure& from);
[[nodiscard]] result<RemoveClosures> command_of(const crn_remove_closures& from);
[[nodiscard]] result<SetRules> command_of(const crn_set_rules& from);
[[nodiscard]] result<ImportPlanning> command_of(const crn_import_planning& from);
/// BlockSlots or UnblockSlots.
template <class Command>
[[nodiscard]] result<Command> block_of(const crn_block_slots& from);
/// \}

/// \name Envelopes and filters
/// \{
[[nodiscard]] result<Actor> actor_of(const crn_actor* from);
[[nodiscard]] result<PageRequest> page_of(const crn_page* from);
[[nodiscard]] result<SessionFilter> filter_of(const crn_session_filter* from);
[[nodiscard]] result<ClosureFilter> filter_of(const crn_closure_filter* from);
[[nodiscard]] result<EventFilter> filter_of(const crn_event_filter* from);
[[nodiscard]] result<ExamQuery> query_of(const crn_exam_query* from);
/// \}

/// Rules documents.
[[nodiscard]] result<std::vector<RuleEntry>> rules_of(const RowsIn<crn_rule>& from);

}  // namespace creneau::facade
