#include <stdio.h>

#include "every_command.h"
#include "tests.h"

typedef crn_status (*writer)(const crn_engine* engine, const crn_event* event, int32_t language,
                             crn_string** text, crn_error** error);

static void expect_written(const busy_office* busy, writer write, const crn_event* event,
                           int32_t language, const char* expected) {
  crn_string* text = NULL;
  DONE(write(busy->office.engine, event, language, &text, error));
  EXPECT_TEXT(crn_string_text(text), expected);
  assert_int_equal(crn_string_text(text).data[crn_string_text(text).size], 0);
  crn_string_destroy(text);
}

/* The example of a kind of command, run or previewed. */
static crn_event* event_of(const busy_office* busy, int32_t batch_kind, int32_t mode) {
  const any_command* it = &busy->all[batch_kind - 1];
  crn_call call = *it->call;
  call.mode = mode;
  crn_event* event = NULL;
  DONE(it->run(busy->office.engine, &call, it->command, &event, error));
  return event;
}

static void expect_banner(const busy_office* busy, int32_t batch_kind, const char* french) {
  crn_event* receipt = event_of(busy, batch_kind, CRN_MODE_RUN);
  expect_written(busy, crn_engine_banner, receipt, CRN_LANGUAGE_FRENCH, french);
  crn_event_destroy(receipt);
}

static void expect_question(const busy_office* busy, int32_t batch_kind, const char* french) {
  crn_event* preview = event_of(busy, batch_kind, CRN_MODE_PREVIEW);
  expect_written(busy, crn_engine_question, preview, CRN_LANGUAGE_FRENCH, french);
  crn_event_destroy(preview);
}

/* ---- Banners and questions --------------------------------------------------------------- */

static void confirm_what_was_created(void** state) {
  const busy_office* busy = *state;
  expect_banner(busy, CRN_COMMAND_CREATE_SESSIONS,
                "1 session créée : lundi 15 juin 2026, 08 h 30 – 12 h 00.");
}

static void ask_before_slots_are_reserved_and_confirm_it(void** state) {
  busy_office* busy = *state;
  const crn_slot slots[] = {slot_of(busy->planned, 2), slot_of(busy->planned, 3)};
  busy->reserve.slots = slots;
  busy->reserve.slot_count = 2;
  expect_question(busy, CRN_COMMAND_RESERVE_SLOTS,
                  "Réserver 2 unités pour « Auto-école 93-013 » : lundi 15 juin 2026, 09 h 30 – "
                  "10 h 30, centre « Rosny » ?");
  expect_banner(busy, CRN_COMMAND_RESERVE_SLOTS,
                "2 unités réservées pour « Auto-école 93-013 » : lundi 15 juin 2026, 09 h 30 – "
                "10 h 30, centre « Rosny ». L'auto-école peut annuler jusqu'au mardi 9 juin 2026 "
                "inclus.");
}

static void say_the_same_in_english(void** state) {
  busy_office* busy = *state;
  const crn_slot slots[] = {slot_of(busy->planned, 2), slot_of(busy->planned, 3)};
  busy->reserve.slots = slots;
  busy->reserve.slot_count = 2;
  crn_event* receipt = event_of(busy, CRN_COMMAND_RESERVE_SLOTS, CRN_MODE_RUN);
  expect_written(busy, crn_engine_banner, receipt, CRN_LANGUAGE_ENGLISH,
                 "2 units reserved for “Auto-école 93-013”: Monday 15 June 2026, 09:30–10:30, "
                 "“Rosny” centre. The school may cancel up to and including Tuesday 9 June 2026.");
  crn_event_destroy(receipt);
}

static void confirm_a_cancellation_with_its_reason(void** state) {
  busy_office* busy = *state;
  busy->cancel_by_office.reason = CRN_REASON_WEATHER;
  busy->cancel_by_office.note = crn_text_of("Verglas.");
  expect_banner(busy, CRN_COMMAND_CANCEL_BY_OFFICE,
                "Annulation effectuée pour « Auto-école 93-012 », 2 unités : lundi 15 juin 2026, "
                "08 h 30 – 09 h 30, centre « Rosny ». Les créneaux sont maintenant indisponibles. "
                "Motif : conditions météorologiques (Verglas).");
}

static void ask_before_a_session_is_made_available_again(void** state) {
  const busy_office* busy = *state;
  expect_question(busy, CRN_COMMAND_UNPLAN_SESSIONS,
                  "Annuler la planification de 1 session : lundi 15 juin 2026, 08 h 30 – 12 h 00, "
                  "centre « Rosny » ? 1 réservation sera annulée et l'auto-école prévenue.");
}

static void are_written_of_every_command(void** state) {
  const busy_office* busy = *state;
  const int32_t languages[] = {CRN_LANGUAGE_FRENCH, CRN_LANGUAGE_ENGLISH};
  const writer writers[] = {crn_engine_banner, crn_engine_question};
  for (int32_t kind = CRN_COMMAND_CREATE_SESSIONS; kind <= CRN_COMMAND_IMPORT_PLANNING; ++kind) {
    crn_event* preview = event_of(busy, kind, CRN_MODE_PREVIEW);
    for (size_t index = 0; index < 4; ++index) {
      crn_string* text = NULL;
      DONE(writers[index / 2](busy->office.engine, preview, languages[index % 2], &text, error));
      assert_true(crn_string_text(text).size > 0);
      crn_string_destroy(text);
    }
    crn_event_destroy(preview);
  }
}

/* ---- Listings ---------------------------------------------------------------------------- */

static void list_what_a_receipt_is_about_in_columns(void** state) {
  busy_office* busy = *state;
  const crn_slot slots[] = {slot_of(busy->planned, 5), slot_of(busy->planned, 2),
                            slot_of(busy->planned, 3)};
  busy->reserve.slots = slots;
  busy->reserve.slot_count = 3;
  crn_event* preview = event_of(busy, CRN_COMMAND_RESERVE_SLOTS, CRN_MODE_PREVIEW);
  crn_rows* lines = NULL;
  DONE(crn_engine_listing(busy->office.engine, preview, CRN_LANGUAGE_FRENCH, &lines, error));
  assert_int_equal(crn_rows_count(lines, CRN_ROWS_LISTING_LINES), 2);
  crn_listing_line found[2];
  DONE(crn_rows_listing_lines(lines, 0, 2, found, sizeof found[0], error));
  EXPECT_TEXT(found[0].date, "lundi 15 juin 2026");
  EXPECT_TEXT(found[0].times, "09 h 30 – 10 h 30");
  EXPECT_TEXT(found[0].centre, "« Rosny »");
  EXPECT_TEXT(found[0].inspector, "IPCSR 93-07");
  EXPECT_TEXT(found[0].school, "« Auto-école 93-013 »");
  EXPECT_TEXT(found[0].category, "CE");
  assert_int_equal(found[0].start, at(MONDAY, 9, 30));
  assert_int_equal(found[0].units, 2);
  EXPECT_TEXT(found[1].sentence,
              "lundi 15 juin 2026, 11 h 00 – 11 h 30, centre « Rosny », catégorie CE, 1 unité, "
              "« Auto-école 93-013 »");
  crn_rows_destroy(lines);
  crn_event_destroy(preview);
}

static void list_rules_in_sentences_alone(void** state) {
  const busy_office* busy = *state;
  crn_event* preview = event_of(busy, CRN_COMMAND_SET_RULES, CRN_MODE_PREVIEW);
  crn_rows* lines = NULL;
  DONE(crn_engine_listing(busy->office.engine, preview, CRN_LANGUAGE_FRENCH, &lines, error));
  crn_listing_line found;
  DONE(crn_rows_listing_lines(lines, 0, 1, &found, sizeof found, error));
  EXPECT_PART(found.sentence, "cancellation.days = 7");
  EXPECT_EMPTY(found.school);
  assert_int_equal(found.units, 0);
  crn_rows_destroy(lines);
  crn_event_destroy(preview);
}

/* ---- Explanations ------------------------------------------------------------------------ */

static void explain_why_it_is_too_late_and_whom_to_ask(void** state) {
  const busy_office* busy = *state;
  crn_error* why = too_late_error(busy);
  char expected[1000];
  snprintf(expected, sizeof expected,
           "La réservation %lld ne peut plus être annulée par l'auto-école : l'examen est le lundi "
           "15 juin 2026. L'annulation était possible jusqu'au mardi 9 juin 2026 inclus. Limite : "
           "mercredi 10 juin 2026 à 00 h 00, heure locale (Europe/Paris), soit mardi 9 juin 2026 à "
           "22 h 00 en temps universel (UTC). Règle : 6 jours avant la date de l'examen, tous les "
           "jours comptant. Adressez-vous au bureau : « BER 93 », tél. 01 00 00 00 93, courriel "
           "ber93@example.org.",
           (long long)busy->reservation);
  crn_string* text = NULL;
  DONE(crn_engine_explain(busy->office.engine, why, busy->office.in_93, CRN_LANGUAGE_FRENCH, &text,
                          error));
  EXPECT_TEXT(crn_string_text(text), expected);
  crn_string_destroy(text);
  crn_error_destroy(why);
}

static void call_things_by_their_names_where_the_error_has_their_numbers(void** state) {
  const busy_office* busy = *state;
  crn_create_sessions again = busy->create;
  crn_new_session session = busy->new_session;
  session.inspector = IPCSR_07;
  again.sessions = &session;
  crn_error* why = NULL;
  FAILS_WITH(why, CRN_ERROR_SESSION_OVERLAP,
             crn_engine_create_sessions(busy->office.engine, &busy->office.by_office, &again, NULL,
                                        error));
  crn_string* text = NULL;
  DONE(crn_engine_explain(busy->office.engine, why, busy->office.in_93, CRN_LANGUAGE_FRENCH, &text,
                          error));
  EXPECT_PART(crn_string_text(text), "IPCSR 93-07");
  crn_string_destroy(text);
  crn_error_destroy(why);
}

static void tell_times_in_the_zone_that_is_asked_for(void** state) {
  const busy_office* busy = *state;
  const office_93* office = &busy->office;
  set_rule(office, "reservation.days_ahead", "10");
  crn_error* why = NULL;
  FAILS_WITH(
      why, CRN_ERROR_NOT_YET_OPEN,
      crn_engine_reserve_slots(office->engine, &office->by_office, &busy->reserve, NULL, error));
  const char* departements[] = {"93", "974", ""};
  const char* times[] = {"00 h 00", "02 h 00", "22 h 00 UTC"};
  for (size_t index = 0; index < 3; ++index) {
    crn_string* text = NULL;
    DONE(crn_engine_explain(office->engine, why, crn_departement_of(departements[index]),
                            CRN_LANGUAGE_FRENCH, &text, error));
    EXPECT_PART(crn_string_text(text), times[index]);
    crn_string_destroy(text);
  }
  crn_error_destroy(why);
}

static void explain_nothing_with_an_empty_text(void** state) {
  const busy_office* busy = *state;
  crn_string* text = NULL;
  DONE(crn_engine_explain(busy->office.engine, NULL, busy->office.in_93, CRN_LANGUAGE_FRENCH, &text,
                          error));
  EXPECT_EMPTY(crn_string_text(text));
  crn_string_destroy(text);
}

static void outlive_the_engine(void** state) {
  (void)state;
  void* its_state = NULL;
  open_busy_office(&its_state);
  busy_office* busy = its_state;
  crn_event* preview = event_of(busy, CRN_COMMAND_CREATE_SESSIONS, CRN_MODE_PREVIEW);
  crn_string* text = NULL;
  crn_rows* lines = NULL;
  DONE(crn_engine_banner(busy->office.engine, preview, CRN_LANGUAGE_FRENCH, &text, error));
  DONE(crn_engine_listing(busy->office.engine, preview, CRN_LANGUAGE_FRENCH, &lines, error));
  close_busy_office(&its_state);
  EXPECT_PART(crn_string_text(text), "1 session créée");
  crn_listing_line line;
  DONE(crn_rows_listing_lines(lines, 0, 1, &line, sizeof line, error));
  EXPECT_TEXT(line.date, "lundi 15 juin 2026");
  crn_string_destroy(text);
  crn_rows_destroy(lines);
  crn_event_destroy(preview);
}

int run_words_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(confirm_what_was_created),
      IN_A_BUSY_OFFICE(ask_before_slots_are_reserved_and_confirm_it),
      IN_A_BUSY_OFFICE(say_the_same_in_english),
      IN_A_BUSY_OFFICE(confirm_a_cancellation_with_its_reason),
      IN_A_BUSY_OFFICE(ask_before_a_session_is_made_available_again),
      IN_A_BUSY_OFFICE(are_written_of_every_command),
      IN_A_BUSY_OFFICE(list_what_a_receipt_is_about_in_columns),
      IN_A_BUSY_OFFICE(list_rules_in_sentences_alone),
      IN_A_BUSY_OFFICE(explain_why_it_is_too_late_and_whom_to_ask),
      IN_A_BUSY_OFFICE(call_things_by_their_names_where_the_error_has_their_numbers),
      IN_A_BUSY_OFFICE(tell_times_in_the_zone_that_is_asked_for),
      IN_A_BUSY_OFFICE(explain_nothing_with_an_empty_text),
      cmocka_unit_test(outlive_the_engine),
  };
  return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
