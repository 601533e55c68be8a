#include "vector_refusal.h"

#include "vector_json.h"
#include "vector_text.h"

static const crn_subject* subjects_of(vector_scope* scope, const crn_error* error, size_t count) {
  crn_subject* subjects = vector_scope_memory(scope, count, sizeof *subjects);
  crn_error* failure = NULL;
  const crn_status status =
      crn_error_subjects(error, 0, count, subjects, sizeof *subjects, &failure);
  vector_scope_need(scope, status, failure);
  return subjects;
}

static json_t* subject_names(vector_run* run, const crn_error* error) {
  const size_t count = crn_error_subject_count(error);
  const crn_subject* subjects = subjects_of(&run->step, error, count);
  json_t* names = vector_scope_json(&run->step, json_array());
  for (size_t place = 0; place < count; ++place)
    vector_json_add(names,
                    json_string(vector_symbols_text(&run->symbols, &run->step, &subjects[place])));
  return names;
}

static void check_deadline(vector_run* run, const char* closes_at, const crn_error* error) {
  crn_deadline deadline;
  CRN_INIT(deadline);
  crn_error* failure = NULL;
  const crn_status status = crn_error_deadline(error, &deadline, &failure);
  vector_scope_need(&run->step, status, failure);
  vector_check_same_text(&run->check, "closes_at", closes_at,
                         vector_instant_text(&run->step, deadline.closes_at));
}

void vector_refusal_check(vector_run* run, json_t* wanted, const crn_error* error) {
  vector_json_only(wanted, "code subjects limit actual closes_at");
  const char* message = crn_error_message(error, CRN_LANGUAGE_ENGLISH).data;
  vector_check_same_text(&run->check, vector_scope_print(&run->step, "code of: %s", message),
                         vector_json_text_at(wanted, "code"),
                         crn_status_name(crn_error_code(error)).data);
  if (vector_json_has(wanted, "subjects"))
    vector_check_same_in_any_order(&run->check, "subjects",
                                   vector_json_needed_list(wanted, "subjects"),
                                   subject_names(run, error));
  if (vector_json_has(wanted, "limit"))
    vector_check_same_number(&run->check, "limit", json_object_get(wanted, "limit"),
                             crn_error_limit(error));
  if (vector_json_has(wanted, "actual"))
    vector_check_same_number(&run->check, "actual", json_object_get(wanted, "actual"),
                             crn_error_actual(error));
  if (vector_json_has(wanted, "closes_at"))
    check_deadline(run, vector_json_needed_text(wanted, "closes_at"), error);
}

static json_t* subject_rows(vector_run* run, const crn_error* error) {
  const size_t count = crn_error_subject_count(error);
  const crn_subject* subjects = subjects_of(&run->step, error, count);
  json_t* rows = json_array();
  for (size_t place = 0; place < count; ++place) {
    const crn_subject* it = &subjects[place];
    const char* departement = vector_scope_print(&run->step, "%.4s", it->departement.code);
    vector_json_add(rows, json_pack("[i,I,I,I,s]", (int)it->kind, (json_int_t)it->id,
                                    (json_int_t)it->plan, (json_int_t)it->ordinal, departement));
  }
  return rows;
}

/** Everything that an error says, but for its deadline. */
static json_t* facts_of(vector_run* run, const crn_error* error) {
  json_t* facts = vector_scope_json(&run->step, json_object());
  vector_json_set(facts, "code", json_string(crn_status_name(crn_error_code(error)).data));
  vector_json_set(facts, "subjects", subject_rows(run, error));
  vector_json_set(facts, "limit", json_integer(crn_error_limit(error)));
  vector_json_set(facts, "actual", json_integer(crn_error_actual(error)));
  const crn_text text = crn_error_text(error);
  vector_json_set(facts, "text", json_stringn(text.size == 0 ? "" : text.data, text.size));
  return facts;
}

void vector_refusal_check_same(vector_run* run, const crn_error* previewed, const crn_error* ran) {
  vector_check_same(&run->check, "the error of the preview", facts_of(run, previewed),
                    facts_of(run, ran));
}
