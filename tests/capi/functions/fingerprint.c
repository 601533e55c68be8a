#include "fingerprint.h"

#include <inttypes.h>
#include <stdio.h>

/* A text that grows. */
typedef struct sheet {
  char* letters;
  size_t size;
} sheet;

static void write_line(sheet* to, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  const int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  assert_true(length >= 0);
  to->letters = realloc(to->letters, to->size + (size_t)length + 1);
  assert_non_null(to->letters);
  vsnprintf(to->letters + to->size, (size_t)length + 1, format, again);
  va_end(again);
  to->size += (size_t)length;
}

static void write_text(sheet* to, crn_text text) {
  write_line(to, " [%.*s]", (int)text.size, text.data == NULL ? "" : text.data);
}

static void write_event(sheet* to, const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  DONE(crn_event_get(event, &head, error));
  write_line(to, "\nevent %" PRId64 " %d", head.number, (int)head.command);
  write_text(to, head.request);
  write_text(to, head.note);
  crn_string* json = NULL;
  DONE(crn_event_json(event, &json, error));
  write_text(to, crn_string_text(json));
  crn_string_destroy(json);
}

static void write_history(sheet* to, const office_93* office, const crn_actor* actor,
                          crn_departement departement) {
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  crn_rows* rows = NULL;
  DONE(crn_engine_history(office->engine, actor, &filter, NULL, &rows, error));
  write_line(to, "\n%s at %" PRId64, departement.code, crn_rows_number(rows));
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_EVENTS); ++place)
    write_event(to, crn_rows_event(rows, place));
  crn_rows_destroy(rows);
}

static void write_sessions(sheet* to, const crn_rows* rows) {
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_SESSIONS); ++place) {
    crn_session row;
    DONE(crn_rows_sessions(rows, place, 1, &row, sizeof row, error));
    write_line(to,
               "\nsession %" PRId64 " %" PRId64 " %d %d %d %u %" PRId64 " %d %d %" PRIx64
               " %" PRIx64 " %" PRId64,
               row.id, row.inspector, (int)row.date, (int)row.start, (int)row.end,
               (unsigned)row.plan, row.centre, (int)row.category, (int)row.slot_count, row.reserved,
               row.unavailable, row.revision);
    write_text(to, row.external_ref);
  }
}

static void write_reservations(sheet* to, const crn_rows* rows) {
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_RESERVATIONS); ++place) {
    crn_reservation row;
    DONE(crn_rows_reservations(rows, place, 1, &row, sizeof row, error));
    write_line(to, "\nreservation %" PRId64 " %" PRId64 " %" PRId64 " %" PRIx64 " %" PRId64, row.id,
               row.school, row.session, row.slots, row.revision);
    write_text(to, row.external_ref);
  }
}

static void write_blocks(sheet* to, const crn_rows* rows) {
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_BLOCKS); ++place) {
    crn_block row;
    DONE(crn_rows_blocks(rows, place, 1, &row, sizeof row, error));
    write_line(to, "\nblock %" PRId64 " %u %u %d", row.slot.session, (unsigned)row.slot.plan,
               (unsigned)row.slot.ordinal, (int)row.reason);
    write_text(to, row.note);
  }
}

static void write_planning(sheet* to, const office_93* office, const crn_actor* actor,
                           crn_departement departement) {
  crn_session_filter filter = all_sessions();
  filter.departement = departement;
  crn_rows* rows = NULL;
  DONE(crn_engine_planning(office->engine, actor, &filter, NULL, &rows, error));
  write_sessions(to, rows);
  write_reservations(to, rows);
  write_blocks(to, rows);
  crn_rows_destroy(rows);
}

static void write_closures(sheet* to, const office_93* office, const crn_actor* actor,
                           crn_departement departement) {
  crn_closure_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  crn_rows* rows = NULL;
  DONE(crn_engine_closures(office->engine, actor, &filter, NULL, &rows, error));
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_CLOSURES); ++place) {
    crn_closure row;
    DONE(crn_rows_closures(rows, place, 1, &row, sizeof row, error));
    write_line(to, "\nclosure %" PRId64 " %d %" PRId64 " %d %d", row.id, (int)row.scope, row.who,
               (int)row.from, (int)row.to);
  }
  crn_rows_destroy(rows);
}

static void write_rules(sheet* to, const office_93* office) {
  crn_rows* rows = NULL;
  DONE(crn_engine_rules(office->engine, &rows, error));
  write_line(to, "\nrules %" PRId64, crn_rows_rules_version(rows));
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_RULES); ++place) {
    crn_rule row;
    DONE(crn_rows_rules(rows, place, 1, &row, sizeof row, error));
    write_line(to, "\nrule %d", (int)row.from);
    write_text(to, row.key);
    write_text(to, row.value);
  }
  crn_rows_destroy(rows);
}

static void write_notices(sheet* to, const office_93* office) {
  crn_rows* rows = NULL;
  DONE(crn_engine_notices(office->engine, &office->the_operator, 0, 0, 0, &rows, error));
  for (size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_NOTICES); ++place) {
    crn_notice_facts facts;
    DONE(crn_notice_get(crn_rows_notice(rows, place), &facts, sizeof facts, error));
    crn_delivery_state state;
    DONE(crn_rows_delivery_states(rows, place, 1, &state, sizeof state, error));
    write_line(to, "\nnotice %" PRId64 " %d %d %d %" PRId64, facts.id, (int)facts.kind,
               (int)state.status, (int)state.attempts, state.next_attempt);
    write_text(to, facts.address);
    write_text(to, state.last_error);
  }
  crn_rows_destroy(rows);
}

static void write_directory(sheet* to, const office_93* office) {
  static const int32_t kinds[] = {CRN_ROWS_OFFICES, CRN_ROWS_SCHOOLS, CRN_ROWS_INSPECTORS,
                                  CRN_ROWS_CENTRES};
  for (size_t kind = 0; kind < 4; ++kind) {
    crn_rows* rows = NULL;
    DONE(crn_engine_entries(office->engine, kinds[kind], NULL, 0, &rows, error));
    crn_string* bytes = NULL;
    DONE(crn_write_entries(rows, kinds[kind], NULL, &bytes, error));
    write_text(to, crn_string_text(bytes));
    crn_string_destroy(bytes);
    crn_rows_destroy(rows);
  }
}

char* fingerprint(const office_93* office) {
  const crn_actor* actors[] = {&office->ber_93, &office->ber_75, &office->ber_974};
  const char* codes[] = {"93", "75", "974"};
  sheet written = {NULL, 0};
  for (size_t index = 0; index < 3; ++index) {
    const crn_departement departement = crn_departement_of(codes[index]);
    write_history(&written, office, actors[index], departement);
    write_planning(&written, office, actors[index], departement);
    write_closures(&written, office, actors[index], departement);
  }
  write_rules(&written, office);
  write_notices(&written, office);
  write_directory(&written, office);
  return written.letters;
}
