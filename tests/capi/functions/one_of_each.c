#include "one_of_each.h"

crn_session a_session(void) {
  crn_session it;
  memset(&it, 0, sizeof it);
  it.id = 41;
  it.inspector = IPCSR_07;
  it.revision = 3;
  it.centre = ROSNY;
  it.planned_by = BER_93;
  it.reserved = 3;
  it.unavailable = 64;
  it.external_ref = crn_text_of("session 17");
  it.departement = crn_departement_of("93");
  it.date = MONDAY;
  it.start = 510;
  it.end = 720;
  it.plan = 1;
  it.category = CRN_CATEGORY_CE;
  it.part = CRN_PART_ON_ROAD;
  it.unit_minutes = 30;
  it.units_of_slot = 1;
  it.slot_count = 7;
  return it;
}

crn_reservation a_reservation(void) {
  crn_reservation it;
  memset(&it, 0, sizeof it);
  it.id = 51;
  it.school = SCHOOL_012;
  it.session = 41;
  it.revision = 3;
  it.slots = 3;
  it.external_ref = crn_text_of("R-1");
  it.plan = 1;
  return it;
}

crn_block a_block(void) {
  crn_block it;
  memset(&it, 0, sizeof it);
  it.slot = slot_of(41, 6);
  it.reason = CRN_REASON_INSPECTOR_ABSENT;
  it.note = crn_text_of("part à 11 h 30");
  return it;
}

crn_closure a_closure(void) {
  crn_closure it;
  memset(&it, 0, sizeof it);
  it.id = 61;
  it.who = IPCSR_08;
  it.note = crn_text_of("formation");
  it.departement = crn_departement_of("93");
  it.scope = CRN_CLOSURE_INSPECTOR;
  it.from = at(MONDAY, 0, 0);
  it.to = at(TUESDAY, 0, 0);
  it.reason = CRN_REASON_OTHER;
  return it;
}

crn_refusal a_refusal(void) {
  static const crn_slot slots[] = {{41, 1, 0}, {41, 1, 1}};
  crn_refusal it;
  memset(&it, 0, sizeof it);
  it.at = utc(MONDAY, 6, 0, 0);
  it.who = SCHOOL_012;
  it.limit = utc(MONDAY - 6, 22, 0, 0);
  it.actual = utc(MONDAY, 6, 0, 0);
  it.subject = crn_text_of("pseudonym");
  it.request = crn_text_of("r-1");
  it.slots = slots;
  it.slot_count = 2;
  it.departement = crn_departement_of("93");
  it.command = CRN_COMMAND_CANCEL_BY_SCHOOL;
  it.role = CRN_ROLE_SCHOOL;
  it.code = CRN_ERROR_TOO_LATE;
  return it;
}

crn_rule a_rule(void) {
  const crn_rule it = {FIRST_DATE, 0, TEXT("cancellation.days"), TEXT("8")};
  return it;
}

crn_units some_units(void) {
  crn_units it;
  memset(&it, 0, sizeof it);
  it.inspector = IPCSR_07;
  it.planned = 7;
  it.unavailable = 1;
  it.assigned = 2;
  it.reservable = 4;
  return it;
}

crn_notice_facts a_notice(void) {
  crn_notice_facts it;
  memset(&it, 0, sizeof it);
  it.id = 71;
  it.to_school = SCHOOL_012;
  it.from_office = BER_93;
  it.at = utc(FIRST_OF_JUNE, 8, 0, 0);
  it.address = crn_text_of("ecole012@example.org");
  it.reply_to = crn_text_of("ber93@example.org");
  it.title = crn_text_of("Examens réservés");
  it.text = crn_text_of("2 unités");
  it.html = crn_text_of("<p>2 unités</p>");
  it.departement = crn_departement_of("93");
  it.kind = CRN_NOTICE_RESERVED;
  return it;
}

crn_notice_line a_notice_line(void) {
  crn_notice_line it;
  memset(&it, 0, sizeof it);
  it.reservation = 51;
  it.school = SCHOOL_012;
  it.centre = ROSNY;
  it.inspector = IPCSR_07;
  it.sequence = 3;
  it.summary = crn_text_of("Examen CE");
  it.location = crn_text_of("Rosny, parking");
  it.category = CRN_CATEGORY_CE;
  it.part = CRN_PART_ON_ROAD;
  it.start = at(MONDAY, 8, 30);
  it.end = at(MONDAY, 9, 30);
  it.units = 2;
  it.still_held = 1;
  it.held_start = at(MONDAY, 8, 30);
  it.held_end = at(MONDAY, 9, 30);
  return it;
}

crn_delivery_state a_delivery_state(void) {
  crn_delivery_state it;
  memset(&it, 0, sizeof it);
  it.next_attempt = utc(FIRST_OF_JUNE, 8, 1, 0);
  it.lease = 5;
  it.last_error = crn_text_of("451 later");
  it.status = CRN_NOTICE_STATUS_PENDING;
  it.attempts = 2;
  it.uncertain = 1;
  return it;
}

crn_rows* one_of_each(void) {
  const crn_session session = a_session();
  const crn_reservation reservation = a_reservation();
  const crn_block blocked = a_block();
  const crn_closure closure = a_closure();
  const crn_refusal refusal = a_refusal();
  const crn_rule rule = a_rule();
  const crn_units units = some_units();
  const crn_notice_facts facts = a_notice();
  const crn_notice_line line = a_notice_line();
  const crn_delivery_state state = a_delivery_state();
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  DONE(crn_rows_add_sessions(rows, &session, 1, sizeof session, error));
  DONE(crn_rows_add_reservations(rows, &reservation, 1, sizeof reservation, error));
  DONE(crn_rows_add_blocks(rows, &blocked, 1, sizeof blocked, error));
  DONE(crn_rows_add_closures(rows, &closure, 1, sizeof closure, error));
  DONE(crn_rows_add_refusals(rows, &refusal, 1, sizeof refusal, error));
  DONE(crn_rows_add_rules(rows, &rule, 1, sizeof rule, error));
  DONE(crn_rows_add_units(rows, &units, 1, sizeof units, error));
  DONE(crn_rows_add_notice(rows, &facts, sizeof facts, &line, 1, sizeof line, &state, sizeof state,
                           error));
  add_world(rows);
  return rows;
}
