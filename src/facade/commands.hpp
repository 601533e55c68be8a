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
[[nodiscard]] result<void> take(CreateSessions& to, const crn_create_sessions& from);
[[nodiscard]] result<void> take(RemoveSessions& to, const crn_remove_sessions& from);
[[nodiscard]] result<void> take(PlanSessions& to, const crn_plan_sessions& from);
[[nodiscard]] result<void> take(UnplanSessions& to, const crn_unplan_sessions& from);
[[nodiscard]] result<void> take(ChangeSession& to, const crn_change_session& from);
[[nodiscard]] result<void> take(ReserveSlots& to, const crn_reserve_slots& from);
[[nodiscard]] result<void> take(ReserveWish& to, const crn_reserve_wish& from);
[[nodiscard]] result<void> take(CancelByOffice& to, const crn_cancel_by_office& from);
[[nodiscard]] result<void> take(CancelBySchool& to, const crn_cancel_by_school& from);
[[nodiscard]] result<void> take(AddClosure& to, const crn_add_closure& from);
[[nodiscard]] result<void> take(RemoveClosures& to, const crn_remove_closures& from);
[[nodiscard]] result<void> take(SetRules& to, const crn_set_rules& from);
[[nodiscard]] result<void> take(ImportPlanning& to, const crn_import_planning& from);
[[nodiscard]] result<void> take(BlockSlots& to, const crn_block_slots& from);
[[nodiscard]] result<void> take(UnblockSlots& to, const crn_block_slots& from);
/// \}

/// \name Envelopes and filters
/// \{
[[nodiscard]] result<void> take(Actor& to, const crn_actor* from);
[[nodiscard]] result<PageRequest> page_of(const crn_page* from);
[[nodiscard]] result<SessionFilter> filter_of(const crn_session_filter* from);
[[nodiscard]] result<ClosureFilter> filter_of(const crn_closure_filter* from);
[[nodiscard]] result<EventFilter> filter_of(const crn_event_filter* from);
[[nodiscard]] result<ExamQuery> query_of(const crn_exam_query* from);
/// \}

/// Rules documents.
[[nodiscard]] result<std::vector<RuleEntry>> rules_of(const RowsIn<crn_rule>& from);

}  // namespace creneau::facade
