/*
 * An office's day over ports that are all written in C. It is compiled, with its storage, against the first headers
 * of the ABI (capi/abi/1/include) and run with the library of today.
 */
#include <creneau_ports.h>
#include <stdio.h>
#include <stdlib.h>

#include "table_storage.h"

static void need(int holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "frozen consumer: %s\n", what);
  exit(1);
}

static void done(crn_status status, crn_error* error) {
  if (status != CRN_OK)
    fprintf(stderr, "%s\n", crn_error_message(error, CRN_LANGUAGE_ENGLISH).data);
  need(status == CRN_OK, "a call failed");
}

/* ---- A directory of four entries ---------------------------------------------------------- */

static crn_status add_office(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                             crn_answer* answer) {
  const crn_departement d93 = crn_departement_of("93");
  crn_office office;
  (void)user_data, (void)ids, (void)count, (void)answer;
  memset(&office, 0, sizeof office);
  office.id = 1;
  office.name = crn_text_of("BER 93");
  office.mail = crn_text_of("ber93@example.org");
  office.departements = &d93;
  office.departement_count = 1;
  return crn_rows_add_offices(rows, &office, 1, sizeof office, NULL);
}

static crn_status add_school(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                             crn_answer* answer) {
  crn_school school;
  (void)user_data, (void)ids, (void)count, (void)answer;
  memset(&school, 0, sizeof school);
  school.id = 12;
  school.name = crn_text_of("Auto-école 93-012");
  school.aurige_id = crn_text_of("AE93012");
  school.mail = crn_text_of("ae93012@example.org");
  school.categories = CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_CE);
  return crn_rows_add_schools(rows, &school, 1, sizeof school, NULL);
}

static crn_status add_inspector(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                                crn_answer* answer) {
  crn_posting posting;
  crn_inspector inspector;
  (void)user_data, (void)ids, (void)count, (void)answer;
  memset(&posting, 0, sizeof posting);
  posting.departement = crn_departement_of("93");
  memset(&inspector, 0, sizeof inspector);
  inspector.id = 7;
  inspector.matricule = crn_text_of("93-07");
  inspector.name = crn_text_of("IPCSR 93-07");
  inspector.postings = &posting;
  inspector.posting_count = 1;
  return crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, NULL);
}

static crn_status add_centre(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                             crn_answer* answer) {
  crn_centre centre;
  (void)user_data, (void)ids, (void)count, (void)answer;
  memset(&centre, 0, sizeof centre);
  centre.id = 3;
  centre.name = crn_text_of("Rosny");
  centre.departement = crn_departement_of("93");
  return crn_rows_add_centres(rows, &centre, 1, sizeof centre, NULL);
}

static crn_status look_up(void* user_data, const crn_directory_needs* needs, crn_rows* rows,
                          crn_answer* answer) {
  if (needs->office == 1) done(add_office(user_data, NULL, 0, rows, answer), NULL);
  if (needs->school_count > 0) done(add_school(user_data, NULL, 0, rows, answer), NULL);
  if (needs->centre_count > 0) done(add_centre(user_data, NULL, 0, rows, answer), NULL);
  return add_inspector(user_data, NULL, 0, rows, answer);
}

static crn_status find_schools(void* user_data, crn_text text, size_t limit, crn_rows* rows,
                               crn_answer* answer) {
  (void)text, (void)limit;
  return add_school(user_data, NULL, 0, rows, answer);
}

/* ---- A notifier and a clock --------------------------------------------------------------- */

static int32_t deliver(void* user_data, const crn_notice* notice, crn_answer* answer) {
  crn_notice_facts facts;
  crn_notice_line line;
  done(crn_notice_get(notice, &facts, sizeof facts, NULL), NULL);
  need(facts.title.size > 0 && facts.address.size > 0, "a notice has its words and its address");
  done(crn_notice_lines(notice, 0, 1, &line, sizeof line, NULL), NULL);
  need(line.reservation > 0, "a notice tells of a reservation");
  crn_answer_set_text(answer, crn_text_of("taken"));
  ++*(int*)user_data;
  return CRN_DELIVERY_DELIVERED;
}

static int64_t now(void* user_data) {
  return *(const int64_t*)user_data;
}

static void count_release(void* user_data) {
  ++*(int*)user_data;
}

/* ---- The day ------------------------------------------------------------------------------ */

static int released = 0;

static crn_directory* directory(void) {
  CRN_NEW(crn_directory_port, port);
  crn_directory* made = NULL;
  port.user_data = &released;
  port.release = count_release;
  port.look_up = look_up;
  port.offices = add_office;
  port.schools = add_school;
  port.inspectors = add_inspector;
  port.centres = add_centre;
  port.find_schools = find_schools;
  done(crn_directory_create(&port, &made, NULL), NULL);
  return made;
}

static int64_t plan_a_morning(const crn_engine* engine, const crn_call* call) {
  crn_event* receipt = NULL;
  crn_error* error = NULL;
  crn_new_session morning;
  crn_session session;
  CRN_NEW(crn_create_sessions, create);
  memset(&morning, 0, sizeof morning);
  morning.inspector = 7;
  morning.date = crn_date(2026, 6, 15);
  morning.half_day = CRN_HALF_DAY_MORNING;
  create.sessions = &morning;
  create.session_size = sizeof morning;
  create.session_count = 1;
  done(crn_engine_create_sessions(engine, call, &create, &receipt, &error), error);
  done(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 1, &session, sizeof session, &error), error);
  crn_event_destroy(receipt);
  CRN_NEW(crn_plan_sessions, plan);
  plan.sessions = &session.id;
  plan.session_count = 1;
  plan.centre = 3;
  plan.category = CRN_CATEGORY_CE;
  done(crn_engine_plan_sessions(engine, call, &plan, NULL, &error), error);
  return session.id;
}

static void reserve(const crn_engine* engine, const crn_call* call) {
  crn_event* receipt = NULL;
  crn_error* error = NULL;
  CRN_NEW(crn_event_head, head);
  CRN_NEW(crn_reserve_wish, wish);
  wish.school = 12;
  wish.category = CRN_CATEGORY_CE;
  wish.units = 3;
  done(crn_engine_reserve_wish(engine, call, &wish, &receipt, &error), error);
  done(crn_event_get(receipt, &head, &error), error);
  need(head.number == 3 && head.reservation_count == 1, "a reservation is the third commit");
  crn_event_destroy(receipt);
}

static void cancel_in_time_and_too_late(const crn_engine* engine, crn_call call, int64_t session,
                                        int64_t* clock) {
  crn_slot slots[2];
  crn_error* error = NULL;
  CRN_NEW(crn_actor, school);
  CRN_NEW(crn_deadline, deadline);
  CRN_NEW(crn_cancel_by_school, cancel);
  for (uint32_t ordinal = 0; ordinal < 2; ++ordinal) {
    slots[ordinal].session = session;
    slots[ordinal].plan = 1;
    slots[ordinal].ordinal = ordinal;
  }
  school.role = CRN_ROLE_SCHOOL;
  school.who = 12;
  call.actor = &school;
  cancel.slots = &slots[0];
  cancel.slot_count = 1;
  done(crn_engine_cancel_by_school(engine, &call, &cancel, NULL, &error), error);
  *clock = 1781042400000000; /* 2026-06-09T22:00:00Z */
  cancel.slots = &slots[1];
  need(crn_engine_cancel_by_school(engine, &call, &cancel, NULL, &error) == CRN_ERROR_TOO_LATE,
       "six days before is too late");
  done(crn_error_deadline(error, &deadline, NULL), NULL);
  need(deadline.closes_at == 1781042400000000, "the deadline is said");
  crn_error_destroy(error);
}

static void look_at_the_week(const crn_engine* engine, const crn_actor* office) {
  crn_units total;
  size_t count = 0;
  CRN_NEW(crn_week_query, week);
  week.departement = crn_departement_of("93");
  week.week = crn_date(2026, 6, 15);
  done(crn_engine_week(engine, office, &week, NULL, 0, sizeof total, &count, &total, NULL), NULL);
  need(crn_units_offered(total) == 7 && total.assigned == 2 && count == 1,
       "seven units, two assigned");
}

static void send(const crn_engine* engine) {
  int delivered = 0;
  crn_notifier* notifier = NULL;
  CRN_NEW(crn_notifier_port, port);
  CRN_NEW(crn_actor, person);
  CRN_NEW(crn_sent, sent);
  port.user_data = &delivered;
  port.deliver = deliver;
  person.role = CRN_ROLE_OPERATOR;
  done(crn_notifier_create(&port, &notifier, NULL), NULL);
  done(crn_engine_send(engine, &person, notifier, NULL, &sent, NULL), NULL);
  need(delivered == 3 && sent.delivered == 3, "three notices");
  crn_notifier_destroy(notifier);
}

int main(void) {
  int64_t clock = 1780300800000000; /* 2026-06-01T08:00:00Z */
  table_storage* tables = table_storage_create();
  const crn_storage_port storage = table_storage_port(tables);
  const crn_outbox_port outbox = table_storage_outbox_port(tables);
  crn_engine* engine = NULL;
  CRN_NEW(crn_engine_options, options);
  CRN_NEW(crn_clock_port, clock_port);
  CRN_NEW(crn_actor, office);
  CRN_NEW(crn_call, call);
  clock_port.user_data = &clock;
  clock_port.now = now;
  done(crn_storage_create(&storage, &options.storage, NULL), NULL);
  done(crn_outbox_create(&outbox, &options.outbox, NULL), NULL);
  done(crn_clock_create(&clock_port, &options.clock, NULL), NULL);
  options.directory = directory();
  done(crn_engine_create(&options, &engine, NULL), NULL);
  /* The engine keeps its ports. */
  crn_storage_destroy(options.storage);
  crn_outbox_destroy(options.outbox);
  crn_clock_destroy(options.clock);
  crn_directory_destroy(options.directory);
  table_storage_free(tables);

  office.role = CRN_ROLE_OFFICE;
  office.who = 1;
  call.actor = &office;
  call.departement = crn_departement_of("93");
  const int64_t session = plan_a_morning(engine, &call);
  reserve(engine, &call);
  cancel_in_time_and_too_late(engine, call, session, &clock);
  look_at_the_week(engine, &office);
  send(engine);

  need(released == 0, "an engine keeps its directory");
  crn_engine_destroy(engine);
  need(released == 1, "and releases it once");
  return 0;
}
