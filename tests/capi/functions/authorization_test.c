#include "every_command.h"
#include "fingerprint.h"
#include "tests.h"

/* Who may give a command at all. */
static int32_t role_of(int32_t command) {
  switch (command) {
    case CRN_COMMAND_CANCEL_BY_SCHOOL: return CRN_ROLE_SCHOOL;
    case CRN_COMMAND_SET_RULES:
    case CRN_COMMAND_IMPORT_PLANNING: return CRN_ROLE_OPERATOR;
    default: return CRN_ROLE_OFFICE;
  }
}

static crn_status run_as(const busy_office* busy, const any_command* it, int32_t role, int64_t who,
                         const char* departement, crn_error** error) {
  const crn_actor actor = actor_of(role, who);
  crn_call call = call_of(&actor, departement);
  call.mode = CRN_MODE_PREVIEW;
  return it->run(busy->office.engine, &call, it->command, NULL, error);
}

static const int64_t someone[] = {0, BER_93, SCHOOL_012, IPCSR_07, BER_93, 0};

static void of_a_command_depends_on_the_role(void** state) {
  const busy_office* busy = *state;
  for (size_t index = 0; index < COMMAND_COUNT; ++index) {
    const any_command* it = &busy->all[index];
    for (int32_t role = CRN_ROLE_OFFICE; role <= CRN_ROLE_OPERATOR; ++role) {
      if (role == role_of(it->kind))
        DONE(run_as(busy, it, role, someone[role], "93", error));
      else
        FAILS(CRN_ERROR_NOT_ALLOWED, run_as(busy, it, role, someone[role], "93", error));
    }
  }
}

static void of_a_command_ends_at_the_departements_of_the_office(void** state) {
  const busy_office* busy = *state;
  for (size_t index = 0; index < COMMAND_COUNT; ++index) {
    const any_command* it = &busy->all[index];
    if (role_of(it->kind) != CRN_ROLE_OFFICE) continue;
    FAILS(CRN_ERROR_FOREIGN_DEPARTEMENT, run_as(busy, it, CRN_ROLE_OFFICE, BER_93, "75", error));
    FAILS(CRN_ERROR_FOREIGN_DEPARTEMENT, run_as(busy, it, CRN_ROLE_OFFICE, BER_75, "93", error));
  }
}

static void of_a_command_is_nobodys_whom_the_directory_does_not_know(void** state) {
  const busy_office* busy = *state;
  for (size_t index = 0; index < COMMAND_COUNT; ++index) {
    const any_command* it = &busy->all[index];
    const int32_t role = role_of(it->kind);
    if (role == CRN_ROLE_OFFICE)
      FAILS(CRN_ERROR_UNKNOWN_OFFICE, run_as(busy, it, role, NOBODY, "93", error));
    if (role == CRN_ROLE_SCHOOL)
      FAILS(CRN_ERROR_UNKNOWN_SCHOOL, run_as(busy, it, role, NOBODY, "93", error));
  }
}

static void that_is_refused_changes_nothing(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  crn_call call = call_of(&office->ber_75, "93");
  REFUSED(office, CRN_ERROR_FOREIGN_DEPARTEMENT,
          crn_engine_unplan_sessions(office->engine, &call, &busy->unplan, NULL, error));
  REFUSED(
      office, CRN_ERROR_NOT_ALLOWED,
      crn_engine_unplan_sessions(office->engine, &office->by_school, &busy->unplan, NULL, error));
}

/* ---- Reading ----------------------------------------------------------------------------- */

/** A query as one of the roles; the rows are dropped. */
typedef crn_status (*any_query)(const office_93* office, const crn_actor* actor,
                                const char* departement, crn_error** error);

/* A pointer to the rows, because arguments are evaluated in any order. */
static crn_status dropped(crn_status status, crn_rows** rows) {
  crn_rows_destroy(*rows);
  return status;
}

static crn_status sessions(const office_93* office, const crn_actor* actor, const char* departement,
                           crn_error** error) {
  crn_session_filter filter = all_sessions();
  filter.departement = crn_departement_of(departement);
  crn_rows* rows = NULL;
  return dropped(crn_engine_sessions(office->engine, actor, &filter, NULL, &rows, error), &rows);
}

static crn_status planning(const office_93* office, const crn_actor* actor, const char* departement,
                           crn_error** error) {
  crn_session_filter filter = all_sessions();
  filter.departement = crn_departement_of(departement);
  crn_rows* rows = NULL;
  return dropped(crn_engine_planning(office->engine, actor, &filter, NULL, &rows, error), &rows);
}

static crn_status csv(const office_93* office, const crn_actor* actor, const char* departement,
                      crn_error** error) {
  crn_session_filter filter = all_sessions();
  filter.departement = crn_departement_of(departement);
  crn_string* bytes = NULL;
  const crn_status status =
      crn_engine_write_csv(office->engine, actor, &filter, NULL, &bytes, error);
  crn_string_destroy(bytes);
  return status;
}

static crn_status week(const office_93* office, const crn_actor* actor, const char* departement,
                       crn_error** error) {
  crn_week_query query;
  CRN_INIT(query);
  query.departement = crn_departement_of(departement);
  query.week = MONDAY;
  size_t count = 0;
  return crn_engine_week(office->engine, actor, &query, NULL, 0, sizeof(crn_units), &count, NULL,
                         error);
}

static crn_status schools(const office_93* office, const crn_actor* actor, const char* departement,
                          crn_error** error) {
  crn_rows* rows = NULL;
  return dropped(crn_engine_find_schools(office->engine, actor, crn_departement_of(departement),
                                         crn_text_of("012"), 0, &rows, error),
                 &rows);
}

static crn_status school(const office_93* office, const crn_actor* actor, const char* departement,
                         crn_error** error) {
  crn_rows* rows = NULL;
  return dropped(crn_engine_school_named(office->engine, actor, crn_departement_of(departement),
                                         crn_text_of("012"), &rows, error),
                 &rows);
}

static crn_status closures(const office_93* office, const crn_actor* actor, const char* departement,
                           crn_error** error) {
  crn_closure_filter filter;
  CRN_INIT(filter);
  filter.departement = crn_departement_of(departement);
  crn_rows* rows = NULL;
  return dropped(crn_engine_closures(office->engine, actor, &filter, NULL, &rows, error), &rows);
}

static crn_status history(const office_93* office, const crn_actor* actor, const char* departement,
                          crn_error** error) {
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = crn_departement_of(departement);
  crn_rows* rows = NULL;
  return dropped(crn_engine_history(office->engine, actor, &filter, NULL, &rows, error), &rows);
}

static crn_status refusals(const office_93* office, const crn_actor* actor, const char* departement,
                           crn_error** error) {
  crn_rows* rows = NULL;
  return dropped(crn_engine_refusals(office->engine, actor, crn_departement_of(departement), NULL,
                                     &rows, error),
                 &rows);
}

static crn_status notices(const office_93* office, const crn_actor* actor, const char* departement,
                          crn_error** error) {
  (void)departement;
  crn_rows* rows = NULL;
  return dropped(crn_engine_notices(office->engine, actor, 0, 0, 0, &rows, error), &rows);
}

static const any_query plannings[] = {sessions, planning, csv,      week,
                                      schools,  school,   closures, history};
static const any_query upkeep[] = {refusals, notices};

static void to_read_plannings_is_the_offices_and_their_readers(void** state) {
  const office_93* office = *state;
  for (size_t index = 0; index < sizeof plannings / sizeof plannings[0]; ++index) {
    const any_query query = plannings[index];
    DONE(query(office, &office->ber_93, "93", error));
    DONE(query(office, &office->reader, "93", error));
    FAILS(CRN_ERROR_FOREIGN_DEPARTEMENT, query(office, &office->ber_93, "75", error));
    FAILS(CRN_ERROR_FOREIGN_DEPARTEMENT, query(office, &office->reader, "75", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, query(office, &office->school_012, "93", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, query(office, &office->the_operator, "93", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, query(office, &office->ipcsr_07, "93", error));
    const crn_actor unknown = actor_of(CRN_ROLE_READER, NOBODY);
    FAILS(CRN_ERROR_UNKNOWN_OFFICE, query(office, &unknown, "93", error));
  }
}

static void to_read_the_journal_and_the_outbox_is_the_operators(void** state) {
  const office_93* office = *state;
  for (size_t index = 0; index < 2; ++index) {
    DONE(upkeep[index](office, &office->the_operator, "93", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, upkeep[index](office, &office->ber_93, "93", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, upkeep[index](office, &office->reader, "93", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, upkeep[index](office, &office->school_012, "93", error));
    FAILS(CRN_ERROR_NOT_ALLOWED, upkeep[index](office, &office->ipcsr_07, "93", error));
  }
}

static void of_an_inspector_is_for_itself_alone(void** state) {
  const office_93* office = *state;
  const int64_t both[] = {IPCSR_07, IPCSR_08};
  crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  filter.inspectors = both;
  filter.inspector_count = 1;
  DONE(crn_engine_sessions(office->engine, &office->ipcsr_07, &filter, NULL, &rows, error));
  crn_rows_destroy(rows);
  filter.inspector_count = 2;
  FAILS(CRN_ERROR_NOT_ALLOWED,
        crn_engine_sessions(office->engine, &office->ipcsr_07, &filter, NULL, &rows, error));
  filter.inspectors = &both[1];
  filter.inspector_count = 1;
  FAILS(CRN_ERROR_NOT_ALLOWED,
        crn_engine_sessions(office->engine, &office->ipcsr_07, &filter, NULL, &rows, error));
  const crn_actor nobody = actor_of(CRN_ROLE_INSPECTOR, 0);
  FAILS(CRN_ERROR_NOT_ALLOWED, sessions(office, &nobody, "93", error));
  crn_week_query query;
  CRN_INIT(query);
  query.departement = office->in_93;
  query.week = MONDAY;
  query.inspector = IPCSR_07;
  size_t count = 1;
  DONE(crn_engine_week(office->engine, &office->ipcsr_07, &query, NULL, 0, sizeof(crn_units),
                       &count, NULL, error));
}

static crn_status exams_of(const office_93* office, const crn_actor* actor, int64_t its_school,
                           const char* departement, crn_error** error) {
  crn_exam_query query;
  CRN_INIT(query);
  query.departement = crn_departement_of(departement);
  query.school = its_school;
  crn_rows* rows = NULL;
  return dropped(crn_engine_exams(office->engine, actor, &query, NULL, &rows, error), &rows);
}

static void to_read_exams_is_the_schools_own_and_its_offices(void** state) {
  const office_93* office = *state;
  DONE(exams_of(office, &office->school_012, SCHOOL_012, "", error));
  DONE(exams_of(office, &office->school_012, SCHOOL_012, "93", error));
  FAILS(CRN_ERROR_FOREIGN_RESERVATION,
        exams_of(office, &office->school_012, SCHOOL_013, "93", error));
  DONE(exams_of(office, &office->ber_93, SCHOOL_012, "93", error));
  FAILS(CRN_ERROR_FOREIGN_DEPARTEMENT, exams_of(office, &office->ber_93, SCHOOL_012, "75", error));
  NAMES("departement", exams_of(office, &office->ber_93, SCHOOL_012, "", error));
  FAILS(CRN_ERROR_NOT_ALLOWED, exams_of(office, &office->ipcsr_07, SCHOOL_012, "93", error));
  FAILS(CRN_ERROR_NOT_ALLOWED, exams_of(office, &office->the_operator, SCHOOL_012, "93", error));
  const crn_actor unknown = actor_of(CRN_ROLE_SCHOOL, NOBODY);
  FAILS(CRN_ERROR_UNKNOWN_SCHOOL, exams_of(office, &unknown, NOBODY, "93", error));
}

static void to_send_and_to_retry_is_the_operators(void** state) {
  const office_93* office = *state;
  const int64_t notice = 1;
  crn_identity identity;
  CRN_INIT(identity);
  identity.address = crn_text_of("ber93@example.org");
  identity.domain = crn_text_of("example.org");
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create_folder(crn_text_of("mails"), &identity, &notifier, error));
  FAILS(CRN_ERROR_NOT_ALLOWED,
        crn_engine_send(office->engine, &office->ber_93, notifier, NULL, NULL, error));
  FAILS(CRN_ERROR_NOT_ALLOWED,
        crn_engine_retry(office->engine, &office->ber_93, &notice, 1, crn_text_of(""), error));
  crn_notifier_destroy(notifier);
}

int run_authorization_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(of_a_command_depends_on_the_role),
      IN_A_BUSY_OFFICE(of_a_command_ends_at_the_departements_of_the_office),
      IN_A_BUSY_OFFICE(of_a_command_is_nobodys_whom_the_directory_does_not_know),
      IN_A_BUSY_OFFICE(that_is_refused_changes_nothing),
      IN_AN_OFFICE(to_read_plannings_is_the_offices_and_their_readers),
      IN_AN_OFFICE(to_read_the_journal_and_the_outbox_is_the_operators),
      IN_AN_OFFICE(of_an_inspector_is_for_itself_alone),
      IN_AN_OFFICE(to_read_exams_is_the_schools_own_and_its_offices),
      IN_AN_OFFICE(to_send_and_to_retry_is_the_operators),
  };
  return cmocka_run_group_tests_name("authorization", tests, NULL, NULL);
}
