#include <stdlib.h>

#include "fingerprint.h"
#include "recording_notifier.h"
#include "tests.h"

/* One day at BER 93, from the morning's planning to the evening's mails. */

/* Two half-days of two inspectors on Monday. */
static void create_the_week(const office_93* office, int64_t sessions[4]) {
  const crn_new_session wanted[] = {{IPCSR_07, TEXT(""), {0, 0}, MONDAY, CRN_HALF_DAY_MORNING},
                                    {IPCSR_07, TEXT(""), {0, 0}, MONDAY, CRN_HALF_DAY_AFTERNOON},
                                    {IPCSR_08, TEXT(""), {0, 0}, MONDAY, CRN_HALF_DAY_MORNING},
                                    {IPCSR_08, TEXT(""), {0, 0}, MONDAY, CRN_HALF_DAY_AFTERNOON}};
  crn_create_sessions command;
  CRN_INIT(command);
  command.sessions = wanted;
  command.session_size = sizeof wanted[0];
  command.session_count = 4;
  crn_event* receipt = NULL;
  DONE(crn_engine_create_sessions(office->engine, &office->by_office, &command, &receipt, error));
  crn_session made[4];
  DONE(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 4, made, sizeof made[0], error));
  for (size_t index = 0; index < 4; ++index) sessions[index] = made[index].id;
  crn_event_destroy(receipt);
}

static void plan_them(const office_93* office, const int64_t* sessions, size_t count) {
  crn_plan_sessions command;
  CRN_INIT(command);
  command.sessions = sessions;
  command.session_count = count;
  command.centre = ROSNY;
  command.category = CRN_CATEGORY_CE;
  DONE(crn_engine_plan_sessions(office->engine, &office->by_office, &command, NULL, error));
}

static int32_t unassigned_now(const office_93* office) {
  crn_week_query query;
  CRN_INIT(query);
  query.departement = office->in_93;
  query.week = MONDAY;
  crn_units total;
  size_t count = 0;
  DONE(crn_engine_week(office->engine, &office->ber_93, &query, NULL, 0, sizeof total, &count,
                       &total, error));
  return crn_units_unassigned(total);
}

/* Asked first, then done under a request id, then confirmed; given twice, done once. */
static int64_t reserve_as_at_the_desk(const office_93* office, int64_t session) {
  const crn_slot slots[] = {slot_of(session, 0), slot_of(session, 1)};
  crn_reserve_slots command;
  CRN_INIT(command);
  command.school = SCHOOL_012;
  command.slots = slots;
  command.slot_count = 2;
  crn_call call = office->by_office;
  crn_event* event = NULL;
  crn_string* text = NULL;
  call.mode = CRN_MODE_PROPOSE;
  DONE(crn_engine_reserve_slots(office->engine, &call, &command, &event, error));
  DONE(crn_engine_question(office->engine, event, CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_PART(crn_string_text(text), "Réserver 2 unités pour « Auto-école 93-012 »");
  crn_string_destroy(text);
  crn_event_destroy(event);
  call.mode = CRN_MODE_RUN;
  call.request = crn_text_of("desk-1");
  DONE(crn_engine_reserve_slots(office->engine, &call, &command, NULL, error));
  DONE(crn_engine_reserve_slots(office->engine, &call, &command, &event, error));
  DONE(crn_engine_banner(office->engine, event, CRN_LANGUAGE_FRENCH, &text, error));
  EXPECT_PART(crn_string_text(text), "2 unités réservées pour « Auto-école 93-012 »");
  crn_string_destroy(text);
  crn_reservation_change made;
  DONE(crn_event_reservations(event, 0, 1, &made, sizeof made, error));
  crn_event_destroy(event);
  return made.id;
}

static void reserve_wish_of(const office_93* office, int64_t school, int32_t units) {
  crn_reserve_wish wish;
  CRN_INIT(wish);
  wish.category = CRN_CATEGORY_CE;
  wish.school = school;
  wish.units = units;
  DONE(crn_engine_reserve_wish(office->engine, &office->by_office, &wish, NULL, error));
}

static crn_status cancel_as_the_school(const office_93* office, int64_t reservation) {
  crn_cancel_by_school command;
  CRN_INIT(command);
  command.reservations = &reservation;
  command.reservation_count = 1;
  return crn_engine_cancel_by_school(office->engine, &office->by_school, &command, NULL, NULL);
}

static void unplan_with_all_reservations(const office_93* office, int64_t session) {
  crn_unplan_sessions command;
  CRN_INIT(command);
  command.sessions = &session;
  command.session_count = 1;
  command.reason = CRN_REASON_INSPECTOR_ABSENT;
  crn_error* why = NULL;
  REFUSED_WITH(
      office, why, CRN_ERROR_SESSION_HAS_RESERVATIONS,
      crn_engine_unplan_sessions(office->engine, &office->by_office, &command, NULL, error));
  crn_subject seen;
  DONE(crn_error_subjects(why, 0, 1, &seen, sizeof seen, error));
  crn_error_destroy(why);
  command.cascade = &seen.id;
  command.cascade_count = 1;
  command.has_cascade = 1;
  DONE(crn_engine_unplan_sessions(office->engine, &office->by_office, &command, NULL, error));
}

static void a_day(void** state) {
  const office_93* office = *state;
  int64_t sessions[4];
  create_the_week(office, sessions);
  plan_them(office, sessions, 3);
  assert_int_equal(unassigned_now(office), 21);

  const int64_t reservation = reserve_as_at_the_desk(office, sessions[0]);
  reserve_wish_of(office, SCHOOL_013, 6);
  assert_string_equal(slots_now(office, sessions[2]), "RRRRRR.");
  block(office, sessions[0], 6);
  assert_int_equal(unassigned_now(office), 12);

  /* In time the school cancels and takes other slots, which later it is too late to give back. */
  set_clock(office, utc(MONDAY - 6, 21, 59, 59));
  assert_int_equal(cancel_as_the_school(office, reservation), CRN_OK);
  const int64_t late = reserve(office, sessions[0], 3, 1, SCHOOL_012);
  set_clock(office, utc(MONDAY - 6, 22, 0, 0));
  assert_int_equal(cancel_as_the_school(office, late), CRN_ERROR_TOO_LATE);
  assert_string_equal(slots_now(office, sessions[0]), "...R..x");

  unplan_with_all_reservations(office, sessions[2]);
  assert_string_equal(slots_now(office, sessions[2]), "available");
  assert_int_equal(unassigned_now(office), 12);

  recording_notifier recording = {CRN_DELIVERY_DELIVERED, NULL, 0, 0, 0, 0, ""};
  assert_int_equal(send_through(office, &recording).delivered, 6);
  assert_int_equal(notices_now(office, CRN_NOTICE_STATUS_PENDING), 0);
}

/* The planning that another system keeps is taken over, worked on, and given back. */
static void a_planning_that_comes_and_goes_as_a_file(void** state) {
  const office_93* office = *state;
  crn_planning_options options;
  CRN_INIT(options);
  options.category = CRN_CATEGORY_CE;
  options.office = BER_93;
  crn_planning_file* file = NULL;
  DONE(crn_engine_read_planning(office->engine,
                                crn_text_of("Date,Heure,Matricule,Nom,Centre,Departement\n"
                                            "15/06/26,08:30,93-07,IPCSR 93-07,Rosny,93\n"
                                            "15/06/26,09:00,93-07,IPCSR 93-07,Rosny,93\n"),
                                &options, &file, NULL, error));
  crn_event* receipt = NULL;
  DONE(crn_engine_import_file(office->engine, &office->by_operator, file, &receipt, NULL, error));
  crn_planning_file_destroy(file);
  crn_session made;
  DONE(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 1, &made, sizeof made, error));
  crn_event_destroy(receipt);
  reserve(office, made.id, 0, 1, SCHOOL_012);
  const crn_session_filter filter = all_sessions();
  crn_string* bytes = NULL;
  DONE(crn_engine_write_csv(office->engine, &office->ber_93, &filter, NULL, &bytes, error));
  EXPECT_PART(crn_string_text(bytes),
              "15/06/26,08:30,93-07,IPCSR 93-07,Rosny,93,CE,,08:30,09:30,1,"
              "réservé,Auto-école 93-012,AE-93-012,#");
  EXPECT_PART(crn_string_text(bytes),
              "15/06/26,09:00,93-07,IPCSR 93-07,Rosny,93,CE,,08:30,09:30,1,"
              "libre,,,\r\n");
  crn_string_destroy(bytes);
}

int run_day_of_an_office_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_AN_OFFICE(a_day),
      IN_A_KEPT_OFFICE(a_day),
      IN_AN_OFFICE(a_planning_that_comes_and_goes_as_a_file),
      IN_A_KEPT_OFFICE(a_planning_that_comes_and_goes_as_a_file),
  };
  return cmocka_run_group_tests_name("day_of_an_office", tests, NULL, NULL);
}
