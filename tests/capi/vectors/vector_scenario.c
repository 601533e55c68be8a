#include "vector_scenario.h"

#include "vector_commands.h"
#include "vector_json.h"
#include "vector_naming.h"
#include "vector_notices.h"
#include "vector_receipt.h"
#include "vector_refusal.h"
#include "vector_state.h"
#include "vector_stop.h"
#include "vector_text.h"

/** What became of a command: one of the two. */
typedef struct outcome {
  const crn_event* receipt;
  const crn_error* error;
} outcome;

static void set_clock(vector_run* run, const char* instant) {
  crn_error* error = NULL;
  const crn_status status = crn_clock_set(run->clock, vector_instant(instant), &error);
  vector_scope_need(&run->step, status, error);
}

static outcome try_command(vector_run* run, const vector_command* command, const crn_call* call) {
  crn_event* receipt = NULL;
  crn_error* error = NULL;
  const crn_status status = vector_command_run(command, run->engine, call, &receipt, &error);
  const outcome tried = {vector_scope_event(&run->step, receipt),
                         vector_scope_error(&run->step, error)};
  if (status != crn_error_code(error)) vector_stop("status %d without its error", (int)status);
  if ((receipt == NULL) == (error == NULL)) vector_stop("neither or both of receipt and error");
  return tried;
}

/** A preview is the same decision. */
static void check_same(vector_run* run, const outcome* previewed, const outcome* ran) {
  if (previewed->error != NULL && ran->error != NULL)
    vector_refusal_check_same(run, previewed->error, ran->error);
  else if (previewed->error != NULL || ran->error != NULL)
    vector_check_failed(&run->check, "  the preview %s",
                        ran->error != NULL ? "was not refused" : "was refused");
}

static void check_outcome(vector_run* run, const json_t* step, const outcome* found) {
  if (vector_json_has(step, "refused")) {
    if (found->error == NULL) vector_stop("it was not refused");
    vector_refusal_check(run, vector_json_object_at(step, "refused"), found->error);
    return;
  }
  if (found->error != NULL)
    vector_stop("it was refused: %s", crn_error_message(found->error, CRN_LANGUAGE_ENGLISH).data);
  if (!vector_json_flag_at(step, "preview", 0))
    vector_naming_give(run, vector_json_object_at(step, "names"), found->receipt);
  if (vector_json_has(step, "done"))
    vector_receipt_check(run, vector_json_object_at(step, "done"), found->receipt);
}

static void take_command(vector_run* run, const json_t* step) {
  const crn_actor actor = vector_run_actor(run, vector_json_text_at(step, "as"));
  const vector_command command =
      vector_command_read(&run->symbols, &run->step, vector_json_needed_text(step, "command"),
                          vector_json_object_at(step, "arguments"));
  crn_call call;
  CRN_INIT(call);
  call.mode = CRN_MODE_PREVIEW;
  call.actor = &actor;
  call.request = crn_text_of(vector_json_text_at(step, "request"));
  call.departement = vector_run_departement(run, step);
  const outcome previewed = try_command(run, &command, &call);
  if (vector_json_flag_at(step, "preview", 0)) {
    check_outcome(run, step, &previewed);
    return;
  }
  call.mode = CRN_MODE_RUN;
  const outcome ran = try_command(run, &command, &call);
  check_same(run, &previewed, &ran);
  check_outcome(run, step, &ran);
}

static void take_step(vector_run* run, json_t* step) {
  vector_json_only(
      step, "step at as command arguments request preview names refused done state departement");
  (void)vector_notices_new(run);
  if (vector_json_has(step, "at")) set_clock(run, vector_json_needed_text(step, "at"));
  if (vector_json_has(step, "command")) take_command(run, step);
  if (vector_json_has(step, "state")) vector_state_check(run, vector_json_object_at(step, "state"));
}

void vector_scenario_take(vector_run* run, json_t* scenario) {
  vector_json_only(scenario, "title world now departement steps");
  run->departement = vector_json_text_at(scenario, "departement");
  set_clock(run, vector_json_needed_text(scenario, "now"));
  size_t place = 0;
  json_t* step = NULL;
  json_array_foreach(vector_json_needed_list(scenario, "steps"), place, step) {
    vector_scope_end(&run->step);
    run->check.step = place + 1;
    run->check.text = vector_json_text_at(step, "step");
    take_step(run, step);
  }
}
