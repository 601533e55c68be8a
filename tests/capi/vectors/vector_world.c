#include "vector_world.h"

#include "vector_codes.h"
#include "vector_json.h"
#include "vector_stop.h"
#include "vector_text.h"

static crn_text text_at(const json_t* object, const char* key) {
  return crn_text_of(vector_json_text_at(object, key));
}

static crn_departement departement_at(const json_t* object) {
  return crn_departement_of(vector_json_needed_text(object, "departement"));
}

static uint32_t categories_at(const json_t* object) {
  json_t* names = vector_json_list_at(object, "categories");
  uint32_t categories = 0;
  for (size_t place = 0; place < json_array_size(names); ++place)
    categories |= CRN_BIT(vector_category(vector_json_text(json_array_get(names, place))));
  return categories;
}

crn_period vector_period_at(const json_t* object) {
  crn_period period = {0, 0};
  if (vector_json_has(object, "from"))
    period.first = vector_date(vector_json_text_at(object, "from"));
  if (vector_json_has(object, "to")) period.last = vector_date(vector_json_text_at(object, "to"));
  return period;
}

static void read_departements(vector_scope* scope, const json_t* object, crn_office* office) {
  json_t* codes = vector_json_list_at(object, "departements");
  const size_t count = json_array_size(codes);
  crn_departement* departements = vector_scope_memory(scope, count, sizeof *departements);
  for (size_t place = 0; place < count; ++place)
    departements[place] = crn_departement_of(vector_json_text(json_array_get(codes, place)));
  office->departements = departements;
  office->departement_count = count;
}

static void put_offices(vector_scope* scope, json_t* entries, crn_rows* rows) {
  const size_t count = json_array_size(entries);
  crn_office* offices = vector_scope_memory(scope, count, sizeof *offices);
  for (size_t place = 0; place < count; ++place) {
    json_t* it = json_array_get(entries, place);
    vector_json_only(it, "name mail phone departements");
    offices[place].id = (int64_t)place + 1;
    offices[place].name = text_at(it, "name");
    offices[place].mail = text_at(it, "mail");
    offices[place].phone = text_at(it, "phone");
    read_departements(scope, it, &offices[place]);
  }
  crn_error* error = NULL;
  const crn_status status = crn_rows_add_offices(rows, offices, count, sizeof *offices, &error);
  vector_scope_need(scope, status, error);
}

static void put_schools(vector_scope* scope, json_t* entries, crn_rows* rows) {
  const size_t count = json_array_size(entries);
  crn_school* schools = vector_scope_memory(scope, count, sizeof *schools);
  for (size_t place = 0; place < count; ++place) {
    json_t* it = json_array_get(entries, place);
    vector_json_only(it, "name aurige_id mail categories active");
    schools[place].id = (int64_t)place + 1;
    schools[place].name = text_at(it, "name");
    schools[place].aurige_id = text_at(it, "aurige_id");
    schools[place].mail = text_at(it, "mail");
    schools[place].categories = categories_at(it);
    schools[place].inactive = !vector_json_flag_at(it, "active", 1);
  }
  crn_error* error = NULL;
  const crn_status status = crn_rows_add_schools(rows, schools, count, sizeof *schools, &error);
  vector_scope_need(scope, status, error);
}

static void read_postings(vector_scope* scope, const json_t* object, crn_inspector* inspector) {
  json_t* entries = vector_json_needed_list(object, "postings");
  const size_t count = json_array_size(entries);
  crn_posting* postings = vector_scope_memory(scope, count, sizeof *postings);
  for (size_t place = 0; place < count; ++place) {
    json_t* it = json_array_get(entries, place);
    vector_json_only(it, "departement from to");
    postings[place].departement = departement_at(it);
    postings[place].period = vector_period_at(it);
  }
  inspector->postings = postings;
  inspector->posting_count = count;
}

static void put_inspectors(vector_scope* scope, json_t* entries, crn_rows* rows) {
  const size_t count = json_array_size(entries);
  crn_inspector* inspectors = vector_scope_memory(scope, count, sizeof *inspectors);
  for (size_t place = 0; place < count; ++place) {
    json_t* it = json_array_get(entries, place);
    vector_json_only(it, "name categories postings");
    const char* matricule = vector_json_text_at(it, "name");
    inspectors[place].id = (int64_t)place + 1;
    inspectors[place].matricule = crn_text_of(matricule);
    inspectors[place].name = crn_text_of(vector_scope_print(scope, "IPCSR %s", matricule));
    inspectors[place].categories = categories_at(it);
    read_postings(scope, it, &inspectors[place]);
  }
  crn_error* error = NULL;
  const crn_status status =
      crn_rows_add_inspectors(rows, inspectors, count, sizeof *inspectors, &error);
  vector_scope_need(scope, status, error);
}

static void put_centres(vector_scope* scope, json_t* entries, crn_rows* rows) {
  const size_t count = json_array_size(entries);
  crn_centre* centres = vector_scope_memory(scope, count, sizeof *centres);
  for (size_t place = 0; place < count; ++place) {
    json_t* it = json_array_get(entries, place);
    vector_json_only(it, "name place departement categories");
    centres[place].id = (int64_t)place + 1;
    centres[place].name = text_at(it, "name");
    centres[place].place = text_at(it, "place");
    centres[place].departement = departement_at(it);
    centres[place].categories = categories_at(it);
  }
  crn_error* error = NULL;
  const crn_status status = crn_rows_add_centres(rows, centres, count, sizeof *centres, &error);
  vector_scope_need(scope, status, error);
}

/** The kinds of entries that a world has. */
static const struct {
  const char* key;
  int32_t rows;
  int32_t subject;
  void (*put)(vector_scope* scope, json_t* entries, crn_rows* rows);
} kKinds[] = {{"offices", CRN_ROWS_OFFICES, CRN_SUBJECT_OFFICE, put_offices},
              {"schools", CRN_ROWS_SCHOOLS, CRN_SUBJECT_SCHOOL, put_schools},
              {"inspectors", CRN_ROWS_INSPECTORS, CRN_SUBJECT_INSPECTOR, put_inspectors},
              {"centres", CRN_ROWS_CENTRES, CRN_SUBJECT_CENTRE, put_centres}};

enum { kKindCount = sizeof kKinds / sizeof kKinds[0] };

static crn_rows* create_rows(vector_scope* scope) {
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status = crn_rows_create(&rows, &error);
  vector_scope_need(scope, status, error);
  vector_scope_rows(scope, rows);
  return rows;
}

void vector_world_put(vector_scope* scope, json_t* world, crn_database* database) {
  vector_json_only(world, "offices schools inspectors centres");
  crn_rows* rows = create_rows(scope);
  size_t count = 0;
  for (size_t place = 0; place < kKindCount; ++place) {
    kKinds[place].put(scope, vector_json_needed_list(world, kKinds[place].key), rows);
    count += crn_rows_count(rows, kKinds[place].rows);
  }
  crn_taken taken;
  CRN_INIT(taken);
  crn_error* error = NULL;
  const crn_status status = crn_database_put(database, rows, 0, &taken, &error);
  vector_scope_need(scope, status, error);
  if (taken.added != (int64_t)count || taken.changed != 0)
    vector_stop("not every entry of the world is new");
}

void vector_world_name(vector_scope* scope, const json_t* world, vector_symbols* symbols) {
  for (size_t kind = 0; kind < kKindCount; ++kind) {
    json_t* entries = vector_json_needed_list(world, kKinds[kind].key);
    for (size_t place = 0; place < json_array_size(entries); ++place)
      vector_symbols_name(symbols, scope, kKinds[kind].subject, (int64_t)place + 1,
                          vector_json_needed_text(json_array_get(entries, place), "name"));
  }
}
