#include "vector_state.h"

#include <inttypes.h>

#include "vector_codes.h"
#include "vector_json.h"
#include "vector_rows.h"
#include "vector_slots.h"
#include "vector_text.h"

static const crn_rows* kept(vector_run* run, crn_status status, crn_rows* rows, crn_error* error) {
  vector_scope_need(&run->step, status, error);
  return vector_scope_rows(&run->step, rows);
}

/* ---- Sessions and reservations ----------------------------------------------------------- */

/** Every session of a département with what lies in it. */
static const crn_rows* planning_of(vector_run* run, crn_departement departement) {
  const crn_actor actor = vector_run_reader(run, departement);
  crn_session_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status = crn_engine_planning(run->engine, &actor, &filter, NULL, &rows, &error);
  return kept(run, status, rows, error);
}

static char sign_of(const crn_session* session, int32_t ordinal) {
  if ((session->reserved >> ordinal & 1) != 0) return 'R';
  return (session->unavailable >> ordinal & 1) != 0 ? 'x' : '.';
}

/** "..Rx...", or "available". */
static const char* slots_text(vector_scope* scope, const crn_session* session) {
  if (session->centre == 0) return "available";
  char* text = vector_scope_memory(scope, (size_t)session->slot_count + 1, 1);
  for (int32_t ordinal = 0; ordinal < session->slot_count; ++ordinal)
    text[ordinal] = sign_of(session, ordinal);
  return text;
}

static const char* slots_of(vector_run* run, const crn_rows* planning, int64_t id) {
  const size_t count = crn_rows_count(planning, CRN_ROWS_SESSIONS);
  const crn_session* sessions = vector_rows_sessions(&run->step, planning);
  for (size_t place = 0; place < count; ++place)
    if (sessions[place].id == id) return slots_text(&run->step, &sessions[place]);
  return "gone";
}

static void check_slots(vector_run* run, json_t* wanted, crn_departement departement) {
  const crn_rows* planning = planning_of(run, departement);
  const char* name = NULL;
  json_t* slots = NULL;
  json_object_foreach(wanted, name, slots) {
    const int64_t id = vector_symbols_id(&run->symbols, CRN_SUBJECT_SESSION, name);
    vector_check_same_text(&run->check, vector_scope_print(&run->step, "slots of %s", name),
                           vector_json_text(slots), slots_of(run, planning, id));
  }
}

/** "school:Auto-école 93-012 session:monday/1 0 1 2". */
static const char* reservation_text(vector_run* run, const crn_reservation* it) {
  const vector_symbols* symbols = &run->symbols;
  const char* text = vector_scope_print(
      &run->step, "%s %s/%" PRIu32,
      vector_symbols_thing(symbols, &run->step, CRN_SUBJECT_SCHOOL, it->school),
      vector_symbols_thing(symbols, &run->step, CRN_SUBJECT_SESSION, it->session), it->plan);
  for (int ordinal = 0; ordinal < VECTOR_MOST_SLOTS; ++ordinal)
    if ((it->slots >> ordinal & 1) != 0)
      text = vector_scope_print(&run->step, "%s %d", text, ordinal);
  return text;
}

/** The text of a reservation; null where it is no more. */
static json_t* reservation_of(vector_run* run, const crn_rows* planning, int64_t id) {
  const size_t count = crn_rows_count(planning, CRN_ROWS_RESERVATIONS);
  const crn_reservation* rows = vector_rows_reservations(&run->step, planning);
  for (size_t place = 0; place < count; ++place)
    if (rows[place].id == id)
      return vector_scope_json(&run->step, json_string(reservation_text(run, &rows[place])));
  return vector_scope_json(&run->step, json_null());
}

static void check_reservations(vector_run* run, json_t* wanted, crn_departement departement) {
  const crn_rows* planning = planning_of(run, departement);
  const char* name = NULL;
  json_t* text = NULL;
  json_object_foreach(wanted, name, text) {
    const int64_t id = vector_symbols_id(&run->symbols, CRN_SUBJECT_RESERVATION, name);
    vector_check_same(&run->check, vector_scope_print(&run->step, "reservation %s", name), text,
                      reservation_of(run, planning, id));
  }
}

/* ---- Weeks ------------------------------------------------------------------------------- */

static crn_week_query week_query(const vector_run* run, const json_t* wanted) {
  crn_week_query query;
  CRN_INIT(query);
  query.departement = vector_run_departement(run, wanted);
  query.week = vector_week(vector_json_needed_text(wanted, "week"));
  if (vector_json_has(wanted, "category"))
    query.category = vector_category(vector_json_text_at(wanted, "category"));
  if (vector_json_has(wanted, "inspector"))
    query.inspector = vector_symbols_id(&run->symbols, CRN_SUBJECT_INSPECTOR,
                                        vector_json_text_at(wanted, "inspector"));
  return query;
}

static crn_units units_of_week(vector_run* run, const crn_week_query* query) {
  const crn_actor actor = vector_run_reader(run, query->departement);
  crn_units total;
  memset(&total, 0, sizeof total);
  size_t count = 0;
  crn_error* error = NULL;
  const crn_status status =
      crn_engine_week(run->engine, &actor, query, NULL, 0, sizeof total, &count, &total, &error);
  vector_scope_need(&run->step, status, error);
  return total;
}

static void check_units(vector_run* run, const json_t* wanted, const char* key, int32_t actual) {
  if (vector_json_has(wanted, key))
    vector_check_same_number(&run->check, key, json_object_get(wanted, key), actual);
}

static void check_week(vector_run* run, json_t* wanted) {
  vector_json_only(wanted,
                   "week category inspector departement"
                   " planned unavailable offered assigned unassigned reservable");
  const crn_week_query query = week_query(run, wanted);
  const crn_units total = units_of_week(run, &query);
  check_units(run, wanted, "planned", total.planned);
  check_units(run, wanted, "unavailable", total.unavailable);
  check_units(run, wanted, "offered", crn_units_offered(total));
  check_units(run, wanted, "assigned", total.assigned);
  check_units(run, wanted, "unassigned", crn_units_unassigned(total));
  check_units(run, wanted, "reservable", total.reservable);
}

/* ---- Exams and deadlines ----------------------------------------------------------------- */

static const crn_rows* exams_of(vector_run* run, const crn_exam_query* query,
                                const crn_page* page) {
  crn_actor actor;
  CRN_INIT(actor);
  actor.role = CRN_ROLE_SCHOOL;
  actor.who = query->school;
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status = crn_engine_exams(run->engine, &actor, query, page, &rows, &error);
  return kept(run, status, rows, error);
}

static crn_exam_query exam_query(const vector_run* run, const json_t* wanted) {
  crn_exam_query query;
  CRN_INIT(query);
  query.school =
      vector_symbols_id(&run->symbols, CRN_SUBJECT_SCHOOL, vector_json_text_at(wanted, "school"));
  query.when = vector_when(vector_json_text_at(wanted, "when"));
  if (vector_json_has(wanted, "category"))
    query.category = vector_category(vector_json_text_at(wanted, "category"));
  return query;
}

/** "first 2026-06-15T11:00 2". */
static const char* exam_text(vector_run* run, const crn_reservation* it) {
  return vector_scope_print(
      &run->step, "%s %s %" PRId32,
      vector_symbols_called(&run->symbols, &run->step, CRN_SUBJECT_RESERVATION, it->id),
      vector_local_time_text(&run->step, it->start), it->units);
}

static void check_exams(vector_run* run, json_t* wanted) {
  vector_json_only(wanted, "school when category rows");
  const crn_exam_query query = exam_query(run, wanted);
  const crn_rows* rows = exams_of(run, &query, NULL);
  const size_t count = crn_rows_count(rows, CRN_ROWS_RESERVATIONS);
  const crn_reservation* reservations = vector_rows_reservations(&run->step, rows);
  json_t* texts = vector_scope_json(&run->step, json_array());
  for (size_t place = 0; place < count; ++place)
    vector_json_add(texts, json_string(exam_text(run, &reservations[place])));
  vector_check_same(&run->check, "exams", vector_json_needed_list(wanted, "rows"), texts);
}

/** When the exam among these rows can no longer be cancelled; zero: it is not among them. */
static int64_t deadline_among(vector_run* run, const crn_rows* rows, int64_t id) {
  const size_t count = crn_rows_count(rows, CRN_ROWS_RESERVATIONS);
  const crn_reservation* reservations = vector_rows_reservations(&run->step, rows);
  const crn_session* sessions = vector_rows_sessions(&run->step, rows);
  for (size_t place = 0; place < count; ++place) {
    if (reservations[place].id != id) continue;
    crn_deadline deadline;
    CRN_INIT(deadline);
    crn_error* error = NULL;
    const crn_status status = crn_engine_deadline(run->engine, sessions[place].departement,
                                                  reservations[place].start, &deadline, &error);
    vector_scope_need(&run->step, status, error);
    return deadline.closes_at;
  }
  return 0;
}

/** The same among all exams of a school. */
static int64_t deadline_of_school(vector_run* run, int64_t school, int64_t id) {
  crn_exam_query query;
  CRN_INIT(query);
  query.school = school;
  query.when = CRN_EXAMS_ALL;
  crn_page page;
  CRN_INIT(page);
  for (;;) {
    const crn_rows* rows = exams_of(run, &query, &page);
    const int64_t closes_at = deadline_among(run, rows, id);
    if (closes_at != 0 || crn_rows_next(rows, &page.after) == 0) return closes_at;
  }
}

/** The same among all exams. */
static int64_t deadline_of(vector_run* run, int64_t id) {
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status =
      crn_engine_entries(run->engine, CRN_ROWS_SCHOOLS, NULL, 0, &rows, &error);
  const size_t count = crn_rows_count(kept(run, status, rows, error), CRN_ROWS_SCHOOLS);
  const crn_school* schools = vector_rows_schools(&run->step, rows);
  int64_t closes_at = 0;
  for (size_t place = 0; place < count && closes_at == 0; ++place)
    closes_at = deadline_of_school(run, schools[place].id, id);
  return closes_at;
}

static void check_deadlines(vector_run* run, json_t* wanted) {
  const char* name = NULL;
  json_t* text = NULL;
  json_object_foreach(wanted, name, text) {
    const int64_t id = vector_symbols_id(&run->symbols, CRN_SUBJECT_RESERVATION, name);
    const int64_t closes_at = deadline_of(run, id);
    if (closes_at == 0)
      vector_check_failed(&run->check, "  %s is no more", name);
    else
      vector_check_same_text(&run->check, vector_scope_print(&run->step, "deadline of %s", name),
                             vector_json_text(text), vector_instant_text(&run->step, closes_at));
  }
}

/* ---- History and journal ----------------------------------------------------------------- */

static void check_events(vector_run* run, const json_t* wanted, crn_departement departement) {
  const crn_actor actor = vector_run_reader(run, departement);
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status = crn_engine_history(run->engine, &actor, &filter, NULL, &rows, &error);
  const size_t count = crn_rows_count(kept(run, status, rows, error), CRN_ROWS_EVENTS);
  vector_check_same_number(&run->check, "events", wanted, (json_int_t)count);
}

static void check_refusals(vector_run* run, const json_t* wanted, crn_departement departement) {
  const crn_actor actor = vector_run_operator();
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status =
      crn_engine_refusals(run->engine, &actor, departement, NULL, &rows, &error);
  const size_t count = crn_rows_count(kept(run, status, rows, error), CRN_ROWS_REFUSALS);
  const crn_refusal* refusals = vector_rows_refusals(&run->step, rows);
  json_t* codes = vector_scope_json(&run->step, json_array());
  for (size_t place = 0; place < count; ++place)
    vector_json_add(codes, json_string(crn_status_name(refusals[place].code).data));
  vector_check_same(&run->check, "refusals", wanted, codes);
}

/* ---- All of it --------------------------------------------------------------------------- */

void vector_state_check(vector_run* run, json_t* wanted) {
  vector_json_only(wanted, "slots reservations weeks exams deadlines events refusals departement");
  const crn_departement departement = vector_run_departement(run, wanted);
  if (vector_json_has(wanted, "slots"))
    check_slots(run, vector_json_object_at(wanted, "slots"), departement);
  if (vector_json_has(wanted, "reservations"))
    check_reservations(run, vector_json_object_at(wanted, "reservations"), departement);
  size_t place = 0;
  json_t* it = NULL;
  json_array_foreach(vector_json_list_at(wanted, "weeks"), place, it) check_week(run, it);
  json_array_foreach(vector_json_list_at(wanted, "exams"), place, it) check_exams(run, it);
  check_deadlines(run, vector_json_object_at(wanted, "deadlines"));
  if (vector_json_has(wanted, "events"))
    check_events(run, json_object_get(wanted, "events"), departement);
  if (vector_json_has(wanted, "refusals"))
    check_refusals(run, vector_json_needed_list(wanted, "refusals"), departement);
}
