#include "office_93.h"

#include <stdio.h>
#include <stdlib.h>

static const crn_departement of_93 = {"93"};
static const crn_departement of_75 = {"75"};
static const crn_departement of_974 = {"974"};

/* ---- The world --------------------------------------------------------------------------- */

static void add_offices(crn_rows* rows) {
  const crn_office offices[] = {
      {BER_93, TEXT("BER 93"), TEXT("ber93@example.org"), TEXT("01 00 00 00 93"), &of_93, 1,
       TEXT("")},
      {BER_75, TEXT("BER 75"), TEXT("ber75@example.org"), TEXT("01 00 00 00 75"), &of_75, 1,
       TEXT("")},
      {BER_974, TEXT("BER 974"), TEXT("ber974@example.org"), TEXT("02 00 00 09 74"), &of_974, 1,
       TEXT("")},
  };
  DONE(crn_rows_add_offices(rows, offices, 3, sizeof offices[0], error));
}

static void add_schools(crn_rows* rows) {
  const crn_school schools[] = {
      {SCHOOL_012, TEXT("Auto-école 93-012"), TEXT("AE-93-012"), TEXT("ecole012@example.org"),
       TEXT(""), 0, 0},
      {SCHOOL_013, TEXT("Auto-école 93-013"), TEXT("AE-93-013"), TEXT("ecole013@example.org"),
       TEXT(""), 0, 0},
      {INACTIVE_SCHOOL, TEXT("Auto-école 93-014"), TEXT("AE-93-014"), TEXT("ecole014@example.org"),
       TEXT(""), 0, 1},
      {SCHOOL_OF_D, TEXT("Auto-école 93-015"), TEXT("AE-93-015"), TEXT("ecole015@example.org"),
       TEXT(""), CRN_BIT(CRN_CATEGORY_D), 0},
      {SCHOOL_WITHOUT_MAIL, TEXT("Auto-école 93-016"), TEXT("AE-93-016"), TEXT(""), TEXT(""), 0, 0},
  };
  DONE(crn_rows_add_schools(rows, schools, 5, sizeof schools[0], error));
}

static void add_inspectors(crn_rows* rows) {
  const crn_posting postings[] = {{of_93, {0, 0}}, {of_75, {0, 0}}, {of_974, {0, 0}}};
  const uint32_t c_and_ce = CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_CE);
  const crn_inspector inspectors[] = {
      {IPCSR_07, TEXT("93-07"), TEXT("IPCSR 93-07"), &postings[0], 1, TEXT(""), 0, 0},
      {IPCSR_08, TEXT("93-08"), TEXT("IPCSR 93-08"), &postings[0], 1, TEXT(""), 0, 0},
      {IPCSR_09, TEXT("93-09"), TEXT("IPCSR 93-09"), &postings[0], 1, TEXT(""), c_and_ce, 0},
      {IPCSR_OF_75, TEXT("75-05"), TEXT("IPCSR 75-05"), &postings[1], 1, TEXT(""), 0, 0},
      {IPCSR_OF_974, TEXT("974-04"), TEXT("IPCSR 974-04"), &postings[2], 1, TEXT(""), 0, 0},
  };
  DONE(crn_rows_add_inspectors(rows, inspectors, 5, sizeof inspectors[0], error));
}

static void add_centres(crn_rows* rows) {
  const crn_centre centres[] = {
      {ROSNY, TEXT("Rosny"), TEXT("Rosny, parking"), TEXT(""), of_93, 0},
      {BOBIGNY, TEXT("Bobigny"), TEXT("Bobigny, parking"), TEXT(""), of_93, 0},
      {GONESSE, TEXT("Gonesse"), TEXT("Gonesse, parking"), TEXT(""), of_93,
       CRN_BIT(CRN_CATEGORY_D)},
      {PARIS_NORD, TEXT("Paris-Nord"), TEXT("Paris-Nord, parking"), TEXT(""), of_75, 0},
      {SAINT_DENIS, TEXT("Saint-Denis"), TEXT("Saint-Denis, parking"), TEXT(""), of_974, 0},
  };
  DONE(crn_rows_add_centres(rows, centres, 5, sizeof centres[0], error));
}

void add_world(crn_rows* rows) {
  add_offices(rows);
  add_schools(rows);
  add_inspectors(rows);
  add_centres(rows);
}

static void put_world(crn_database* database) {
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  add_world(rows);
  DONE(crn_database_put(database, rows, 0, NULL, error));
  crn_rows_destroy(rows);
}

/* ---- Opening and closing ----------------------------------------------------------------- */

crn_database* new_memory(void) {
  crn_database* database = NULL;
  DONE(crn_database_create_in_memory(NULL, &database, error));
  return database;
}

crn_database* new_file(const temporary_folder* folder) {
  const file_path file = path_in(folder, "planning.db");
  crn_database* database = NULL;
  crn_sqlite_options options;
  CRN_INIT(options);
  options.create = 1;
  options.path = crn_text_of(file.path);
  DONE(crn_database_open_sqlite(&options, &database, error));
  return database;
}

file_path place_of(const office_93* office) {
  if (office->server.uri[0] == 0) return path_in(&office->folder, "planning.db");
  file_path place;
  snprintf(place.path, sizeof place.path, "%s", office->server.uri);
  return place;
}

crn_database* open_again(const office_93* office) {
  const file_path place = place_of(office);
  crn_database* database = NULL;
  crn_open_options options;
  CRN_INIT(options);
  options.where = crn_text_of(place.path);
  DONE(crn_database_open(&options, &database, error));
  return database;
}

crn_actor actor_of(int32_t role, int64_t who) {
  crn_actor actor;
  CRN_INIT(actor);
  actor.role = role;
  actor.who = who;
  return actor;
}

crn_call call_of(const crn_actor* actor, const char* departement) {
  crn_call call;
  CRN_INIT(call);
  call.actor = actor;
  call.departement = crn_departement_of(departement);
  return call;
}

crn_engine_options engine_options_of(const office_93* office) {
  crn_engine_options options;
  CRN_INIT(options);
  options.database = office->database;
  options.clock = office->clock;
  return options;
}

static void add_actors(office_93* office) {
  office->ber_93 = actor_of(CRN_ROLE_OFFICE, BER_93);
  office->ber_75 = actor_of(CRN_ROLE_OFFICE, BER_75);
  office->ber_974 = actor_of(CRN_ROLE_OFFICE, BER_974);
  office->school_012 = actor_of(CRN_ROLE_SCHOOL, SCHOOL_012);
  office->school_013 = actor_of(CRN_ROLE_SCHOOL, SCHOOL_013);
  office->ipcsr_07 = actor_of(CRN_ROLE_INSPECTOR, IPCSR_07);
  office->reader = actor_of(CRN_ROLE_READER, BER_93);
  office->the_operator = actor_of(CRN_ROLE_OPERATOR, 0);
  office->in_93 = of_93;
  office->by_office = call_of(&office->ber_93, "93");
  office->by_school = call_of(&office->school_012, "93");
  office->by_operator = call_of(&office->the_operator, "93");
}

void start_office(office_93* office, crn_database* database) {
  office->database = database;
  put_world(database);
  DONE(crn_clock_create_manual(utc(FIRST_OF_JUNE, 8, 0, 0), &office->clock, error));
  const crn_engine_options options = engine_options_of(office);
  DONE(crn_engine_create(&options, &office->engine, error));
  add_actors(office);
}

void stop_office(office_93* office) {
  crn_engine_destroy(office->engine);
  crn_clock_destroy(office->clock);
  crn_database_destroy(office->database);
}

static void start_on_file(office_93* office) {
  make_folder(&office->folder);
  start_office(office, new_file(&office->folder));
}

static void start_on_server(office_93* office) {
  office->server = make_test_database();
  start_office(office, open_again(office));
}

void start_new_office(office_93* office) {
  if (is_beside_a_server())
    start_on_server(office);
  else
    start_office(office, new_memory());
}

void remove_place(const office_93* office) {
  if (office->folder.path[0] != 0) remove_folder(&office->folder);
  if (office->server.uri[0] != 0) drop_test_database(&office->server);
}

void end_office(office_93* office) {
  stop_office(office);
  remove_place(office);
}

static office_93* new_office(void** state) {
  office_93* office = calloc(1, sizeof *office);
  assert_non_null(office);
  *state = office;
  return office;
}

int open_office_in_memory(void** state) {
  start_office(new_office(state), new_memory());
  return 0;
}

int open_office_on_file(void** state) {
  start_on_file(new_office(state));
  return 0;
}

int open_kept_office(void** state) {
  office_93* office = new_office(state);
  if (is_beside_a_server())
    start_on_server(office);
  else
    start_on_file(office);
  return 0;
}

int open_office(void** state) {
  start_new_office(new_office(state));
  return 0;
}

int close_office(void** state) {
  end_office(*state);
  free(*state);
  return 0;
}

/* ---- Times ------------------------------------------------------------------------------- */

int64_t utc(int32_t date, int32_t hour, int32_t minute, int32_t second) {
  const int64_t seconds = (int64_t)date * 86400 + hour * 3600 + minute * 60 + second;
  return seconds * 1000000;
}

int32_t at(int32_t date, int32_t hour, int32_t minute) {
  return date * 1440 + hour * 60 + minute;
}

void set_clock(const office_93* office, int64_t now) {
  DONE(crn_clock_set(office->clock, now, error));
}

/* ---- Commands ---------------------------------------------------------------------------- */

crn_slot slot_of(int64_t session, uint32_t ordinal) {
  const crn_slot slot = {session, 1, ordinal};
  return slot;
}

static int64_t made_session(crn_event* receipt) {
  crn_session made;
  DONE(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 1, &made, sizeof made, error));
  crn_event_destroy(receipt);
  return made.id;
}

int64_t create_session(const office_93* office, int64_t inspector, int32_t date, int32_t half_day) {
  const crn_new_session session = {inspector, TEXT(""), {0, 0}, date, half_day};
  crn_event* receipt = NULL;
  crn_create_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_size = sizeof session;
  command.session_count = 1;
  DONE(crn_engine_create_sessions(office->engine, &office->by_office, &command, &receipt, error));
  return made_session(receipt);
}

void plan_session(const office_93* office, int64_t session) {
  crn_plan_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  command.centre = ROSNY;
  command.category = CRN_CATEGORY_CE;
  DONE(crn_engine_plan_sessions(office->engine, &office->by_office, &command, NULL, error));
}

int64_t planned_session(const office_93* office, int64_t inspector, int32_t date,
                        int32_t half_day) {
  const int64_t session = create_session(office, inspector, date, half_day);
  plan_session(office, session);
  return session;
}

int64_t planned_morning(const office_93* office) {
  return planned_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
}

int64_t reserve(const office_93* office, int64_t session, uint32_t first, uint32_t count,
                int64_t school) {
  crn_slot slots[64];
  for (uint32_t index = 0; index < count; ++index) slots[index] = slot_of(session, first + index);
  crn_event* receipt = NULL;
  crn_reserve_slots command;
  CRN_INIT(command);
  command.school = school;
  command.slots = slots;
  command.slot_count = count;
  DONE(crn_engine_reserve_slots(office->engine, &office->by_office, &command, &receipt, error));
  crn_reservation_change made;
  DONE(crn_event_reservations(receipt, 0, 1, &made, sizeof made, error));
  crn_event_destroy(receipt);
  return made.id;
}

void block(const office_93* office, int64_t session, uint32_t ordinal) {
  const crn_slot slot = slot_of(session, ordinal);
  crn_block_slots command;
  CRN_INIT(command);
  command.reason = CRN_REASON_INSPECTOR_ABSENT;
  command.slots = &slot;
  command.slot_count = 1;
  DONE(crn_engine_block_slots(office->engine, &office->by_office, &command, NULL, error));
}

int64_t close_for_the_day(const office_93* office, int32_t scope, int64_t who, int32_t date) {
  crn_event* receipt = NULL;
  crn_add_closure command;
  CRN_INIT(command);
  command.scope = scope;
  command.who = who;
  command.from = at(date, 0, 0);
  command.to = at(date + 1, 0, 0);
  command.reason = CRN_REASON_OTHER;
  DONE(crn_engine_add_closure(office->engine, &office->by_office, &command, &receipt, error));
  crn_closure made;
  DONE(crn_event_closures(receipt, 0, 1, &made, sizeof made, error));
  crn_event_destroy(receipt);
  return made.id;
}

void set_rule(const office_93* office, const char* key, const char* value) {
  const crn_rule rule = {FIRST_DATE, 0, crn_text_of(key), crn_text_of(value)};
  crn_set_rules command;
  CRN_INIT(command);
  command.rules = &rule;
  command.rule_size = sizeof rule;
  command.rule_count = 1;
  DONE(crn_engine_set_rules(office->engine, &office->by_operator, &command, NULL, error));
}

/* ---- What there is now ------------------------------------------------------------------- */

crn_session_filter all_sessions(void) {
  crn_session_filter filter;
  CRN_INIT(filter);
  filter.departement = of_93;
  return filter;
}

crn_session session_now(const office_93* office, int64_t session) {
  const crn_session_filter filter = all_sessions();
  crn_session found;
  memset(&found, 0, sizeof found);
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_SESSIONS); ++place) {
    crn_session row;
    DONE(crn_rows_sessions(rows, place, 1, &row, sizeof row, error));
    if (row.id == session) found = row;
  }
  crn_rows_destroy(rows);
  /* Its texts went with the rows. */
  memset(&found.external_ref, 0, sizeof found.external_ref);
  return found;
}

const char* slots_now(const office_93* office, int64_t session) {
  static char letters[65];
  const crn_session row = session_now(office, session);
  if (row.id == 0) return "";
  if (row.centre == 0) return "available";
  memset(letters, 0, sizeof letters);
  for (int32_t ordinal = 0; ordinal < row.slot_count; ++ordinal) {
    const uint64_t bit = (uint64_t)1 << ordinal;
    letters[ordinal] = '.';
    if ((row.unavailable & bit) != 0) letters[ordinal] = 'x';
    if ((row.reserved & bit) != 0) letters[ordinal] = 'R';
  }
  return letters;
}

size_t reservations_of(const office_93* office, int64_t school) {
  crn_exam_query query;
  CRN_INIT(query);
  query.departement = of_93;
  query.school = school;
  query.when = CRN_EXAMS_ALL;
  crn_rows* rows = NULL;
  DONE(crn_engine_exams(office->engine, &office->ber_93, &query, NULL, &rows, error));
  const size_t count = crn_rows_count(rows, CRN_ROWS_RESERVATIONS);
  crn_rows_destroy(rows);
  return count;
}

size_t notices_now(const office_93* office, int32_t status) {
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(office->engine, &office->the_operator, status, 0, 0, &rows, error));
  const size_t count = crn_rows_count(rows, CRN_ROWS_NOTICES);
  crn_rows_destroy(rows);
  return count;
}
