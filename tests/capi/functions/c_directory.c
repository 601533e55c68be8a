#include "c_directory.h"

/* Nothing is asserted within a callback: an assertion would jump out of it. */

static int is_asked_for(int64_t id, const int64_t* ids, size_t count) {
  for (size_t index = 0; index < count; ++index)
    if (ids[index] == id) return 1;
  return 0;
}

/* Copies the entries with these ids from the world into the answer. */
#define GIVER(name, type, kind, copy, add)                                                 \
  static crn_status name(const c_directory* it, const int64_t* ids, size_t count, int all, \
                         crn_rows* rows) {                                                 \
    for (size_t place = 0; place < crn_rows_count(it->world, kind); ++place) {             \
      type entry;                                                                          \
      crn_status status = copy(it->world, place, 1, &entry, sizeof entry, NULL);           \
      if (status == CRN_OK && (all || is_asked_for(entry.id, ids, count)))                 \
        status = add(rows, &entry, 1, sizeof entry, NULL);                                 \
      if (status != CRN_OK) return status;                                                 \
    }                                                                                      \
    return CRN_OK;                                                                         \
  }

GIVER(give_offices, crn_office, CRN_ROWS_OFFICES, crn_rows_offices, crn_rows_add_offices)
GIVER(give_schools, crn_school, CRN_ROWS_SCHOOLS, crn_rows_schools, crn_rows_add_schools)
GIVER(give_inspectors, crn_inspector, CRN_ROWS_INSPECTORS, crn_rows_inspectors,
      crn_rows_add_inspectors)
GIVER(give_centres, crn_centre, CRN_ROWS_CENTRES, crn_rows_centres, crn_rows_add_centres)

/* Whether the directory does not answer as it should; then it has. */
static int misbehaves(c_directory* it, crn_rows* rows, crn_answer* answer) {
  if (it->says.size > 0) crn_answer_set_text(answer, it->says);
  if (it->about.kind != 0) crn_answer_add_subject(answer, it->about);
  if (it->fails_with != CRN_OK) return 1;
  if (it->gives_too_much) {
    give_offices(it, NULL, 0, 1, rows);
    give_schools(it, NULL, 0, 1, rows);
    give_inspectors(it, NULL, 0, 1, rows);
    give_centres(it, NULL, 0, 1, rows);
  }
  return 0;
}

static void note(c_directory* it, const crn_directory_needs* needs) {
  ++it->look_ups;
  it->office = needs->office;
  it->school_count = needs->school_count;
  it->centre_count = needs->centre_count;
  it->inspector_count = needs->inspector_count;
  memcpy(it->inspectors_of, needs->inspectors_of.code, sizeof it->inspectors_of);
}

static crn_status look_up(void* user_data, const crn_directory_needs* needs, crn_rows* rows,
                          crn_answer* answer) {
  c_directory* it = user_data;
  note(it, needs);
  if (misbehaves(it, rows, answer)) return it->fails_with;
  const int all_inspectors = needs->inspectors_of.code[0] != 0;
  crn_status status = give_offices(it, &needs->office, 1, 0, rows);
  if (status == CRN_OK) status = give_schools(it, needs->schools, needs->school_count, 0, rows);
  if (status == CRN_OK) status = give_centres(it, needs->centres, needs->centre_count, 0, rows);
  if (status == CRN_OK)
    status = give_inspectors(it, needs->inspectors, needs->inspector_count, all_inspectors, rows);
  return status;
}

#define ENTRIES(name, give)                                                                 \
  static crn_status name(void* user_data, const int64_t* ids, size_t count, crn_rows* rows, \
                         crn_answer* answer) {                                              \
    c_directory* it = user_data;                                                            \
    if (misbehaves(it, rows, answer)) return it->fails_with;                                \
    return give(it, ids, count, count == 0, rows);                                          \
  }

ENTRIES(offices, give_offices)
ENTRIES(schools, give_schools)
ENTRIES(inspectors, give_inspectors)
ENTRIES(centres, give_centres)

static crn_status find_schools(void* user_data, crn_text text, size_t limit, crn_rows* rows,
                               crn_answer* answer) {
  c_directory* it = user_data;
  it->behind_the_text = text.data[text.size];
  if (misbehaves(it, rows, answer)) return it->fails_with;
  size_t found = 0;
  for (size_t place = 0; place < crn_rows_count(it->world, CRN_ROWS_SCHOOLS); ++place) {
    crn_school school;
    int32_t matches = 0;
    crn_status status = crn_rows_schools(it->world, place, 1, &school, sizeof school, NULL);
    if (status == CRN_OK) status = crn_name_matches(school.name, text, &matches, NULL);
    if (status == CRN_OK && matches && found++ < limit)
      status = crn_rows_add_schools(rows, &school, 1, sizeof school, NULL);
    if (status != CRN_OK) return status;
  }
  return CRN_OK;
}

static void release(void* user_data) {
  c_directory* it = user_data;
  ++it->released;
}

void open_directory(c_directory* directory) {
  memset(directory, 0, sizeof *directory);
  DONE(crn_rows_create(&directory->world, error));
  add_world(directory->world);
}

void close_directory(c_directory* directory) {
  crn_rows_destroy(directory->world);
}

crn_directory* directory_of(c_directory* directory) {
  crn_directory_port port;
  CRN_INIT(port);
  port.user_data = directory;
  port.release = release;
  port.look_up = look_up;
  port.offices = offices;
  port.schools = schools;
  port.inspectors = inspectors;
  port.centres = centres;
  port.find_schools = find_schools;
  crn_directory* its = NULL;
  DONE(crn_directory_create(&port, &its, error));
  return its;
}

crn_engine* engine_over(const office_93* office, c_directory* directory) {
  crn_engine_options options = engine_options_of(office);
  options.directory = directory_of(directory);
  crn_engine* engine = NULL;
  DONE(crn_engine_create(&options, &engine, error));
  /* The engine keeps it. */
  crn_directory_destroy(options.directory);
  return engine;
}
