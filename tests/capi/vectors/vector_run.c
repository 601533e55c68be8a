#include "vector_run.h"

#include "vector_codes.h"
#include "vector_json.h"
#include "vector_rows.h"
#include "vector_stop.h"
#include "vector_world.h"

static void create_clock(vector_run* run) {
  crn_error* error = NULL;
  const crn_status status = crn_clock_create_manual(0, &run->clock, &error);
  vector_scope_need(&run->life, status, error);
}

static void create_engine(vector_run* run) {
  crn_engine_options options;
  CRN_INIT(options);
  options.language = CRN_LANGUAGE_NONE;
  options.database = run->database;
  options.clock = run->clock;
  crn_error* error = NULL;
  const crn_status status = crn_engine_create(&options, &run->engine, &error);
  vector_scope_need(&run->life, status, error);
}

void vector_run_begin(vector_run* run, json_t* world) {
  create_clock(run);
  create_engine(run);
  vector_world_put(&run->life, world, run->database);
  vector_world_name(&run->life, world, &run->symbols);
}

void vector_run_end(vector_run* run) {
  vector_scope_end(&run->step);
  vector_scope_end(&run->life);
  crn_engine_destroy(run->engine);
  crn_clock_destroy(run->clock);
  crn_database_destroy(run->database);
  run->engine = NULL;
  run->clock = NULL;
  run->database = NULL;
}

crn_departement vector_run_departement(const vector_run* run, const json_t* object) {
  const char* code = vector_json_text_at(object, "departement");
  return crn_departement_of(*code == 0 ? run->departement : code);
}

static crn_actor actor_of(int32_t role, int64_t who) {
  crn_actor actor;
  CRN_INIT(actor);
  actor.role = role;
  actor.who = who;
  return actor;
}

crn_actor vector_run_operator(void) {
  return actor_of(CRN_ROLE_OPERATOR, 0);
}

/** What the id of an actor is, by role. */
static int32_t subject_of(int32_t role) {
  switch (role) {
    case CRN_ROLE_SCHOOL: return CRN_SUBJECT_SCHOOL;
    case CRN_ROLE_INSPECTOR: return CRN_SUBJECT_INSPECTOR;
    default: return CRN_SUBJECT_OFFICE;
  }
}

crn_actor vector_run_actor(const vector_run* run, const char* text) {
  const char* colon = strchr(text, ':');
  const int32_t role = vector_role(text, colon == NULL ? strlen(text) : (size_t)(colon - text));
  if (role == CRN_ROLE_OPERATOR) return vector_run_operator();
  const char* who = colon == NULL ? "" : colon + 1;
  return actor_of(role, vector_symbols_id(&run->symbols, subject_of(role), who));
}

static int has_departement(const crn_office* office, crn_departement departement) {
  for (size_t place = 0; place < office->departement_count; ++place)
    if (memcmp(&office->departements[place], &departement, sizeof departement) == 0) return 1;
  return 0;
}

crn_actor vector_run_reader(vector_run* run, crn_departement departement) {
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status =
      crn_engine_entries(run->engine, CRN_ROWS_OFFICES, NULL, 0, &rows, &error);
  vector_scope_need(&run->step, status, error);
  const size_t count = crn_rows_count(vector_scope_rows(&run->step, rows), CRN_ROWS_OFFICES);
  const crn_office* offices = vector_rows_offices(&run->step, rows);
  for (size_t place = 0; place < count; ++place)
    if (has_departement(&offices[place], departement))
      return actor_of(CRN_ROLE_READER, offices[place].id);
  vector_stop("no office of %.4s", departement.code);
  return vector_run_operator();
}
