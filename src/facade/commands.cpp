#include "facade/commands.hpp"

namespace creneau::facade {

namespace {

template <class Slots>
[[nodiscard]] result<void> read_slots(const crn_slot* from, std::size_t count, Slots& to) {
  if (count > 0 && from == nullptr) return bad_argument("slots");
  to.reserve(count);
  for (std::size_t place = 0; place < count; ++place) to.push_back(slot_of(from[place]));
  return success();
}

template <class Cancel, class Plain>
[[nodiscard]] result<void> take_cancelled(Cancel& to, const Plain& from) {
  BOOST_OUTCOME_TRY(
      read_ids(from.reservations, from.reservation_count, to.reservations, "reservations"));
  BOOST_OUTCOME_TRY(read_slots(from.slots, from.slot_count, to.slots));
  return take(to.note, from.note, "note");
}

template <class Block>
[[nodiscard]] result<void> take_blocked(Block& to, const crn_block_slots& from) {
  BOOST_OUTCOME_TRY(read_slots(from.slots, from.slot_count, to.slots));
  BOOST_OUTCOME_TRY(take(to.reason, from.reason, "reason"));
  return take(to.note, from.note, "note");
}

[[nodiscard]] result<CreateSessions::Item> item_of(const crn_new_session& from) {
  CreateSessions::Item item;
  item.inspector = {from.inspector};
  item.date = date_of(from.date);
  if (from.hours.start != 0 || from.hours.end != 0) {
    item.hours = hours_of(from.hours);
    // Not looked at where the hours are given.
    item.half_day = value_of<HalfDay>(from.half_day).value_or(HalfDay::morning);
  } else {
    BOOST_OUTCOME_TRY(take(item.half_day, from.half_day, "half_day"));
  }
  BOOST_OUTCOME_TRY(take(item.external_ref, from.external_ref, "external_ref"));
  return item;
}

[[nodiscard]] result<ImportPlanning::Item> item_of(const crn_imported_session& from) {
  ImportPlanning::Item item;
  item.line = from.line;
  item.inspector = {from.inspector};
  item.date = date_of(from.date);
  item.hours = hours_of(from.hours);
  item.centre = {from.centre};
  BOOST_OUTCOME_TRY(item.category, read_optional_code<Category>(from.category, "category"));
  BOOST_OUTCOME_TRY(take(item.part, from.part, "part"));
  if (from.unit_minutes != 0 || from.units_of_slot != 0 || from.slot_count != 0) {
    BOOST_OUTCOME_TRY(item.grid, grid_of(from.unit_minutes, from.units_of_slot, from.slot_count));
  }
  item.unavailable = SlotSet{from.unavailable};
  BOOST_OUTCOME_TRY(take(item.external_ref, from.external_ref, "external_ref"));
  const RowsIn held(from.reservations, from.reservation_size, from.reservation_count,
                    "reservations");
  BOOST_OUTCOME_TRY(held.for_each([&](const crn_imported_reservation& row) -> result<void> {
    ImportPlanning::Held it{{row.school}, SlotSet{row.slots}, {}};
    BOOST_OUTCOME_TRY(take(it.external_ref, row.external_ref, "external_ref"));
    item.reservations.push_back(std::move(it));
    return success();
  }));
  return item;
}

}  // namespace

result<void> take(CreateSessions& to, const crn_create_sessions& from) {
  to.override_calendar = from.override_calendar != 0;
  const RowsIn rows(from.sessions, from.session_size, from.session_count, "sessions");
  BOOST_OUTCOME_TRY(rows.for_each([&](const crn_new_session& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto item, item_of(row));
    to.sessions.push_back(std::move(item));
    return success();
  }));
  return success();
}

result<void> take(RemoveSessions& to, const crn_remove_sessions& from) {
  BOOST_OUTCOME_TRY(read_ids(from.sessions, from.session_count, to.sessions, "sessions"));
  return take(to.note, from.note, "note");
}

result<void> take(PlanSessions& to, const crn_plan_sessions& from) {
  BOOST_OUTCOME_TRY(read_ids(from.sessions, from.session_count, to.sessions, "sessions"));
  to.centre = {from.centre};
  BOOST_OUTCOME_TRY(take(to.category, from.category, "category"));
  BOOST_OUTCOME_TRY(take(to.part, from.part, "part"));
  to.override_calendar = from.override_calendar != 0;
  return success();
}

result<void> take(UnplanSessions& to, const crn_unplan_sessions& from) {
  BOOST_OUTCOME_TRY(read_ids(from.sessions, from.session_count, to.sessions, "sessions"));
  if (from.has_cascade != 0) {
    BOOST_OUTCOME_TRY(read_ids(from.cascade, from.cascade_count, to.cascade.emplace(), "cascade"));
  } else if (from.cascade_count != 0) {
    return bad_argument("has_cascade");
  }
  BOOST_OUTCOME_TRY(take(to.reason, from.reason, "reason"));
  return take(to.note, from.note, "note");
}

result<void> take(ChangeSession& to, const crn_change_session& from) {
  to.session = {from.session};
  to.inspector = {from.inspector};
  to.centre = {from.centre};
  if (from.date != 0) to.date = date_of(from.date);
  if (from.has_start != 0)
    to.start = Minutes{from.start};
  else if (from.start != 0)
    return bad_argument("has_start");
  to.override_calendar = from.override_calendar != 0;
  BOOST_OUTCOME_TRY(take(to.reason, from.reason, "reason"));
  return take(to.note, from.note, "note");
}

result<void> take(ReserveSlots& to, const crn_reserve_slots& from) {
  to.school = {from.school};
  BOOST_OUTCOME_TRY(read_slots(from.slots, from.slot_count, to.slots));
  return take(to.external_ref, from.external_ref, "external_ref");
}

result<void> take(ReserveWish& to, const crn_reserve_wish& from) {
  to.school = {from.school};
  BOOST_OUTCOME_TRY(take(to.category, from.category, "category"));
  BOOST_OUTCOME_TRY(take(to.part, from.part, "part"));
  to.exams = from.exams;
  to.units = {from.units};
  BOOST_OUTCOME_TRY(read_ids(from.inspectors, from.inspector_count, to.inspectors, "inspectors"));
  to.centre = {from.centre};
  to.period = period_of(from.period);
  BOOST_OUTCOME_TRY(to.half_day, read_optional_code<HalfDay>(from.half_day, "half_day"));
  return take(to.external_ref, from.external_ref, "external_ref");
}

result<void> take(CancelByOffice& to, const crn_cancel_by_office& from) {
  BOOST_OUTCOME_TRY(take_cancelled(to, from));
  BOOST_OUTCOME_TRY(take(to.reason, from.reason, "reason"));
  to.correction = from.correction != 0;
  return success();
}

result<void> take(CancelBySchool& to, const crn_cancel_by_school& from) {
  return take_cancelled(to, from);
}

result<void> take(BlockSlots& to, const crn_block_slots& from) {
  return take_blocked(to, from);
}

result<void> take(UnblockSlots& to, const crn_block_slots& from) {
  return take_blocked(to, from);
}

result<void> take(AddClosure& to, const crn_add_closure& from) {
  Closure& closure = to.closure;
  BOOST_OUTCOME_TRY(take(closure.scope, from.scope, "scope"));
  closure.who = from.who;
  closure.from = local_time_of(from.from);
  closure.to = local_time_of(from.to);
  BOOST_OUTCOME_TRY(take(closure.reason, from.reason, "reason"));
  return take(closure.note, from.note, "note");
}

result<void> take(RemoveClosures& to, const crn_remove_closures& from) {
  BOOST_OUTCOME_TRY(read_ids(from.closures, from.closure_count, to.closures, "closures"));
  return success();
}

result<void> take(SetRules& to, const crn_set_rules& from) {
  BOOST_OUTCOME_TRY(to.entries, rules_of({from.rules, from.rule_size, from.rule_count, "rules"}));
  return take(to.note, from.note, "note");
}

result<void> take(ImportPlanning& to, const crn_import_planning& from) {
  to.office = {from.office};
  to.notify = from.notify != 0;
  const RowsIn rows(from.sessions, from.session_size, from.session_count, "sessions");
  BOOST_OUTCOME_TRY(rows.for_each([&](const crn_imported_session& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto item, item_of(row));
    to.sessions.push_back(std::move(item));
    return success();
  }));
  return success();
}

result<void> take(Actor& to, const crn_actor* from) {
  StructIn<crn_actor> read(from, "actor");
  BOOST_OUTCOME_TRY(read.check());
  BOOST_OUTCOME_TRY(take(to.role, read->role, "role"));
  to.who = read->who;
  return take(to.subject, read->subject, "subject");
}

result<PageRequest> page_of(const crn_page* from) {
  StructIn<crn_page> read(from, "page", true);
  BOOST_OUTCOME_TRY(read.check());
  PageRequest page;
  page.after = cursor_of(read->after);
  if (read->limit != 0) page.limit = read->limit;
  return page;
}

result<SessionFilter> filter_of(const crn_session_filter* from) {
  StructIn<crn_session_filter> read(from, "filter");
  BOOST_OUTCOME_TRY(read.check());
  SessionFilter filter;
  BOOST_OUTCOME_TRY(filter.departement, departement_of(read->departement));
  filter.period = period_of(read->period);
  BOOST_OUTCOME_TRY(
      read_ids(read->inspectors, read->inspector_count, filter.inspectors, "inspectors"));
  filter.centre = {read->centre};
  BOOST_OUTCOME_TRY(filter.category, read_optional_code<Category>(read->category, "category"));
  if (read->has_part != 0) {
    BOOST_OUTCOME_TRY(filter.part, read_code<ExamPart>(read->part, "part"));
  } else if (read->part != 0) {
    return bad_argument("has_part");
  }
  using Status = SessionFilter::Status;
  if (read->planned != 0 && read->available == 0) filter.status = Status::planned;
  if (read->available != 0 && read->planned == 0) filter.status = Status::available;
  filter.with_free_slots = read->with_free_slots != 0;
  if (read->hours.start != 0 || read->hours.end != 0) filter.hours = hours_of(read->hours);
  return filter;
}

result<ClosureFilter> filter_of(const crn_closure_filter* from) {
  StructIn<crn_closure_filter> read(from, "filter");
  BOOST_OUTCOME_TRY(read.check());
  ClosureFilter filter;
  BOOST_OUTCOME_TRY(filter.departement, departement_of(read->departement));
  filter.period = period_of(read->period);
  return filter;
}

result<EventFilter> filter_of(const crn_event_filter* from) {
  StructIn<crn_event_filter> read(from, "filter");
  BOOST_OUTCOME_TRY(read.check());
  EventFilter filter;
  BOOST_OUTCOME_TRY(filter.departement, departement_of(read->departement));
  filter.after = {read->after};
  filter.session = {read->session};
  filter.reservation = {read->reservation};
  filter.school = {read->school};
  return filter;
}

result<ExamQuery> query_of(const crn_exam_query* from) {
  StructIn<crn_exam_query> read(from, "query");
  BOOST_OUTCOME_TRY(read.check());
  ExamQuery query;
  query.school = {read->school};
  BOOST_OUTCOME_TRY(query.departement, optional_departement_of(read->departement));
  BOOST_OUTCOME_TRY(query.category, read_optional_code<Category>(read->category, "category"));
  if (read->when < CRN_EXAMS_UPCOMING || read->when > CRN_EXAMS_ALL) return bad_argument("when");
  query.when = static_cast<ExamQuery::When>(read->when);
  query.period = period_of(read->period);
  return query;
}

result<std::vector<RuleEntry>> rules_of(const RowsIn<crn_rule>& from) {
  std::vector<RuleEntry> entries;
  BOOST_OUTCOME_TRY(from.for_each([&](const crn_rule& row) -> result<void> {
    BOOST_OUTCOME_TRY(RuleEntry entry, model(row));
    entries.push_back(std::move(entry));
    return success();
  }));
  return entries;
}

}  // namespace creneau::facade
