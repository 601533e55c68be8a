#pragma once
/// \file
/// The fields of each plain type that crosses between Java and C++, in the order in which both sides
/// write and read them.

#include <algorithm>
#include <concepts>
#include <iterator>

#include "creneau_ports.h"

namespace creneau::java {

template <class T, class Row>
concept Of = std::same_as<std::remove_const_t<T>, Row>;

/// \name Values
/// \{
void fields(auto& side, Of<crn_slot> auto& it) {
  side(it.session, it.plan, it.ordinal);
}
void fields(auto& side, Of<crn_period> auto& it) {
  side(it.first, it.last);
}
void fields(auto& side, Of<crn_hours> auto& it) {
  side(it.start, it.end);
}
void fields(auto& side, Of<crn_cursor> auto& it) {
  side(it.major, it.minor);
}
void fields(auto& side, Of<crn_subject> auto& it) {
  side(it.kind, it.id, it.plan, it.ordinal, it.departement);
}
void fields(auto& side, Of<crn_posting> auto& it) {
  side(it.departement, it.period);
}
/// \}

/// \name Rows
/// \{
void fields(auto& side, Of<crn_session> auto& it) {
  side(it.id, it.departement, it.inspector, it.date, it.start, it.end, it.proposed_centre, it.plan,
       it.revision, it.reserved, it.unavailable, it.external_ref, it.centre, it.category, it.part,
       it.unit_minutes, it.units_of_slot, it.slot_count, it.planned_by);
}
void fields(auto& side, Of<crn_reservation> auto& it) {
  side(it.id, it.school, it.session, it.plan, it.slots, it.revision, it.external_ref);
}
void fields(auto& side, Of<crn_block> auto& it) {
  side(it.slot, it.reason, it.note);
}
void fields(auto& side, Of<crn_closure> auto& it) {
  side(it.id, it.departement, it.scope, it.who, it.from, it.to, it.reason, it.note, it.removed);
}
void fields(auto& side, Of<crn_rule> auto& it) {
  side(it.from, it.key, it.value);
}
void fields(auto& side, Of<crn_refusal> auto& it) {
  side(it.departement, it.command, it.role, it.who, it.subject, it.at, it.request, it.code,
       it.limit, it.actual);
  side.list(it.slots, it.slot_count);
}
void fields(auto& side, Of<crn_units> auto& it) {
  side(it.week, it.inspector, it.planned, it.unavailable, it.assigned, it.reservable);
}
void fields(auto& side, Of<crn_office> auto& it) {
  side(it.id, it.name, it.mail, it.phone);
  side.list(it.departements, it.departement_count);
  side(it.external_ref);
}
void fields(auto& side, Of<crn_school> auto& it) {
  side(it.id, it.name, it.aurige_id, it.mail, it.categories, it.inactive, it.external_ref);
}
void fields(auto& side, Of<crn_inspector> auto& it) {
  side(it.id, it.matricule, it.name);
  side.list(it.postings, it.posting_count);
  side(it.categories, it.external_ref);
}
void fields(auto& side, Of<crn_centre> auto& it) {
  side(it.id, it.name, it.place, it.departement, it.categories, it.external_ref);
}
void fields(auto& side, Of<crn_notice_line> auto& it) {
  side(it.reservation, it.school, it.centre, it.inspector, it.category, it.part, it.start, it.end,
       it.units, it.sequence, it.still_held, it.held_start, it.held_end, it.summary, it.location);
}
void fields(auto& side, Of<crn_notice_facts> auto& it) {
  side(it.id, it.departement, it.kind, it.to_school, it.to_office, it.from_office, it.at, it.reason,
       it.note, it.address, it.reply_to, it.title, it.text, it.html);
}
void fields(auto& side, Of<crn_delivery_state> auto& it) {
  side(it.status, it.attempts, it.uncertain, it.next_attempt, it.lease, it.last_error);
}
void fields(auto& side, Of<crn_listing_line> auto& it) {
  side(it.date, it.times, it.centre, it.inspector, it.school, it.category, it.units, it.sentence,
       it.start);
}
void fields(auto& side, Of<crn_reservation_change> auto& it) {
  side(it.id, it.school, it.session, it.plan_before, it.plan_after, it.slots_before, it.slots_after,
       it.leaves, it.enters, it.revision_before, it.external_ref);
}
void fields(auto& side, Of<crn_block_change> auto& it) {
  side(it.session, it.plan, it.slots, it.blocked, it.reason, it.note, it.taken_along);
}
void fields(auto& side, Of<crn_remark> auto& it) {
  side(it.kind, it.subject, it.amount);
}
/// Without the counts of its rows.
void fields(auto& side, Of<crn_event_head> auto& it) {
  side(it.number, it.command, it.departement, it.role, it.who, it.subject, it.at, it.request,
       it.content, it.reason, it.note, it.rules, it.relies_on_closures, it.closures,
       it.changes_rules);
}
/// \}

/// \name Envelopes and filters
/// \{
void fields(auto& side, Of<crn_actor> auto& it) {
  side(it.role, it.who, it.subject);
}
void fields(auto& side, Of<crn_call> auto& it) {
  side(it.mode, it.request, it.departement);
  side.maybe(it.actor);
}
void fields(auto& side, Of<crn_page> auto& it) {
  side(it.limit, it.after);
}
void fields(auto& side, Of<crn_session_filter> auto& it) {
  side(it.departement, it.period);
  side.list(it.inspectors, it.inspector_count);
  side(it.centre, it.category, it.has_part, it.part, it.planned, it.available, it.with_free_slots,
       it.hours);
}
void fields(auto& side, Of<crn_reservation_filter> auto& it) {
  side(it.departement, it.period, it.school, it.centre);
  side.list(it.inspectors, it.inspector_count);
  side(it.category);
}
void fields(auto& side, Of<crn_closure_filter> auto& it) {
  side(it.departement, it.period);
}
void fields(auto& side, Of<crn_event_filter> auto& it) {
  side(it.departement, it.after, it.session, it.reservation, it.school);
}
void fields(auto& side, Of<crn_week_query> auto& it) {
  side(it.departement, it.week, it.week_count, it.category, it.inspector);
}
void fields(auto& side, Of<crn_exam_query> auto& it) {
  side(it.departement, it.school, it.category, it.when, it.period);
}
/// \}

/// \name Commands
/// \{
void fields(auto& side, Of<crn_new_session> auto& it) {
  side(it.inspector, it.date, it.half_day, it.hours, it.external_ref);
}
void fields(auto& side, Of<crn_create_sessions> auto& it) {
  side.list(it.sessions, it.session_count);
  side(it.override_calendar);
  it.session_size = sizeof *it.sessions;
}
void fields(auto& side, Of<crn_remove_sessions> auto& it) {
  side.list(it.sessions, it.session_count);
  side(it.note);
}
void fields(auto& side, Of<crn_plan_sessions> auto& it) {
  side.list(it.sessions, it.session_count);
  side(it.centre, it.category, it.part, it.override_calendar);
}
void fields(auto& side, Of<crn_unplan_sessions> auto& it) {
  side.list(it.sessions, it.session_count);
  side(it.has_cascade);
  side.list(it.cascade, it.cascade_count);
  side(it.reason, it.note);
}
void fields(auto& side, Of<crn_change_session> auto& it) {
  side(it.session, it.inspector, it.centre, it.date, it.has_start, it.start, it.reason, it.note,
       it.override_calendar);
}
void fields(auto& side, Of<crn_reserve_slots> auto& it) {
  side(it.school);
  side.list(it.slots, it.slot_count);
  side(it.external_ref);
}
void fields(auto& side, Of<crn_reserve_wish> auto& it) {
  side(it.school, it.category, it.part, it.exams, it.units);
  side.list(it.inspectors, it.inspector_count);
  side(it.centre, it.period, it.half_day, it.external_ref);
}
void fields(auto& side, Of<crn_cancel_by_office> auto& it) {
  side.list(it.reservations, it.reservation_count);
  side.list(it.slots, it.slot_count);
  side(it.reason, it.note, it.correction);
}
void fields(auto& side, Of<crn_cancel_by_school> auto& it) {
  side.list(it.reservations, it.reservation_count);
  side.list(it.slots, it.slot_count);
  side(it.note);
}
void fields(auto& side, Of<crn_block_slots> auto& it) {
  side.list(it.slots, it.slot_count);
  side(it.reason, it.note);
}
void fields(auto& side, Of<crn_add_closure> auto& it) {
  side(it.scope, it.who, it.from, it.to, it.reason, it.note);
}
void fields(auto& side, Of<crn_remove_closures> auto& it) {
  side.list(it.closures, it.closure_count);
}
void fields(auto& side, Of<crn_set_rules> auto& it) {
  side.list(it.rules, it.rule_count);
  side(it.note);
  it.rule_size = sizeof *it.rules;
}
void fields(auto& side, Of<crn_imported_reservation> auto& it) {
  side(it.school, it.slots, it.external_ref);
}
void fields(auto& side, Of<crn_imported_session> auto& it) {
  side(it.inspector, it.date, it.hours, it.centre, it.category, it.part, it.unit_minutes,
       it.units_of_slot, it.slot_count, it.unavailable);
  side.list(it.reservations, it.reservation_count);
  side(it.external_ref, it.line);
  it.reservation_size = sizeof *it.reservations;
}
void fields(auto& side, Of<crn_import_planning> auto& it) {
  side.list(it.sessions, it.session_count);
  side(it.office, it.notify);
  it.session_size = sizeof *it.sessions;
}
/// \}

/// \name What ports are asked
/// \{
void fields(auto& side, Of<crn_request> auto& it) {
  side(it.role, it.who, it.request);
}
void fields(auto& side, Of<crn_needs> auto& it) {
  side(it.departement);
  side.maybe(it.request);
  side.list(it.sessions, it.session_count);
  side.list(it.reservations, it.reservation_count);
  side(it.reservations_of_sessions, it.blocks_of_sessions, it.inspector_days);
  side.list(it.day_inspectors, it.day_inspector_count);
  side(it.has_days, it.days);
  side.maybe(it.candidates);
  side(it.enough, it.closures_of_sessions, it.has_closures_within, it.closures_within);
  side.list(it.closures, it.closure_count);
  side(it.rules);
}
void fields(auto& side, Of<crn_directory_needs> auto& it) {
  side(it.office);
  side.list(it.schools, it.school_count);
  side.list(it.centres, it.centre_count);
  side.list(it.inspectors, it.inspector_count);
  side(it.inspectors_of);
}
void fields(auto& side, Of<crn_delivery_report> auto& it) {
  side(it.notice, it.lease, it.delivery, it.status, it.at, it.next_attempt, it.error);
}
/// \}

/// \name Options
/// \{
void fields(auto& side, Of<crn_open_options> auto& it) {
  side(it.where, it.create, it.read_only, it.connections, it.patience_ms);
}
void fields(auto& side, Of<crn_memory_options> auto& it) {
  side(it.no_history);
}
/// Without the ports.
void fields(auto& side, Of<crn_engine_options> auto& it) {
  side(it.language, it.max_attempts, it.no_notices, it.no_refusals_journal);
}
void fields(auto& side, Of<crn_purge> auto& it) {
  side(it.now, it.notices_after_days, it.history_before);
}
void fields(auto& side, Of<crn_identity> auto& it) {
  side(it.address, it.name, it.domain);
}
void fields(auto& side, Of<crn_smtp_options> auto& it) {
  side.maybe(it.identity);
  side(it.host, it.port, it.security, it.user, it.password, it.ca_file, it.hello_name,
       it.connect_timeout_ms, it.timeout_ms);
}
void fields(auto& side, Of<crn_send_options> auto& it) {
  side(it.batch, it.lease_seconds, it.longest_delivery_seconds, it.max_attempts,
       it.first_delay_seconds, it.longest_delay_seconds);
}
void fields(auto& side, Of<crn_csv_style> auto& it) {
  side(it.utf8_mark, it.separator);
}
void fields(auto& side, Of<crn_workbook> auto& it) {
  side(it.language, it.path, it.owner);
  side.maybe(it.filter);
}
void fields(auto& side, Of<crn_planning_options> auto& it) {
  side(it.category, it.part, it.office, it.notify, it.encoding);
}
/// \}

/// \name Answers
/// \{
void fields(auto& side, Of<crn_rules> auto& it) {
  side(it.version, it.morning, it.afternoon, it.unit_minutes, it.units_of_slot,
       it.cancellation_days, it.counting, it.back_to_working_day, it.school_leaves,
       it.office_leaves, it.days_ahead, it.opens_at, it.journal);
  for (auto& of_category : it.exam_units)
    for (auto& units : of_category) side(units);
}
void fields(auto& side, Of<crn_deadline> auto& it) {
  side(it.closes_at, it.closes_at_local, it.zone, it.last_day, it.days, it.counting,
       it.back_to_working_day, it.skipped_count);
  side.list(&it.skipped[0], std::min<std::size_t>(it.skipped_count, std::size(it.skipped)));
}
void fields(auto& side, Of<crn_sent> auto& it) {
  side(it.delivered, it.failed, it.uncertain, it.dead, it.lost, it.left);
}
/// \}

}  // namespace creneau::java
