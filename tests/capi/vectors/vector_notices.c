#include "vector_notices.h"

#include <inttypes.h>

#include "vector_codes.h"
#include "vector_json.h"

static crn_notice_facts facts_of(vector_scope* scope, const crn_notice* notice) {
  crn_notice_facts facts;
  memset(&facts, 0, sizeof facts);
  crn_error* error = NULL;
  const crn_status status = crn_notice_get(notice, &facts, sizeof facts, &error);
  vector_scope_need(scope, status, error);
  return facts;
}

static const char* text_of(vector_run* run, const crn_notice_facts* facts) {
  const char* recipient =
      facts->to_school != 0
          ? vector_symbols_thing(&run->symbols, &run->step, CRN_SUBJECT_SCHOOL, facts->to_school)
          : vector_symbols_thing(&run->symbols, &run->step, CRN_SUBJECT_OFFICE, facts->to_office);
  return vector_scope_print(&run->step, "%s %s %" PRId32, vector_notice_name(facts->kind),
                            recipient, facts->line_count);
}

json_t* vector_notices_new(vector_run* run) {
  const crn_actor actor = vector_run_operator();
  crn_rows* rows = NULL;
  crn_error* error = NULL;
  const crn_status status =
      crn_engine_notices(run->engine, &actor, 0, run->last_notice, 0, &rows, &error);
  vector_scope_need(&run->step, status, error);
  const size_t count = crn_rows_count(vector_scope_rows(&run->step, rows), CRN_ROWS_NOTICES);
  json_t* texts = vector_scope_json(&run->step, json_array());
  for (size_t place = 0; place < count; ++place) {
    const crn_notice_facts facts = facts_of(&run->step, crn_rows_notice(rows, place));
    vector_json_add(texts, json_string(text_of(run, &facts)));
    run->last_notice = facts.id;
  }
  return texts;
}
