#include "every_command.h"
#include "fingerprint.h"
#include "one_of_each.h"
#include "tests.h"

#define PLAIN_HEADINGS "Date,Heure,Matricule,Nom,Centre,Departement\n"

/* ---- Writing a planning ------------------------------------------------------------------ */

static crn_string* csv_of(const office_93* office, const crn_csv_style* style) {
  const crn_session_filter filter = all_sessions();
  crn_string* bytes = NULL;
  DONE(crn_engine_write_csv(office->engine, &office->ber_93, &filter, style, &bytes, error));
  return bytes;
}

static void hold_a_planning_row_by_row(void** state) {
  const busy_office* busy = *state;
  crn_string* bytes = csv_of(&busy->office, NULL);
  const crn_text text = crn_string_text(bytes);
  EXPECT_PART(text,
              "Date,Heure,Matricule,Nom,Centre,Departement,Catégorie,Épreuve,Début,Fin,"
              "Unités,Statut,École,IdAurige,Réservation\r\n");
  EXPECT_PART(text, "15/06/26,08:30,93-07,IPCSR 93-07,Rosny,93,CE,");
  EXPECT_PART(text, "réservé,Auto-école 93-012,AE-93-012,#");
  EXPECT_PART(text, "indisponible");
  EXPECT_PART(text, "disponible");
  crn_string_destroy(bytes);
}

static void are_written_as_their_reader_wants_them(void** state) {
  const busy_office* busy = *state;
  crn_csv_style style;
  CRN_INIT(style);
  style.utf8_mark = 1;
  style.separator = ';';
  crn_string* bytes = csv_of(&busy->office, &style);
  EXPECT_PART(crn_string_text(bytes),
              "\xEF\xBB\xBF"
              "Date;Heure;Matricule");
  crn_string_destroy(bytes);
  style.utf8_mark = 0;
  style.separator = '\t';
  bytes = csv_of(&busy->office, &style);
  EXPECT_PART(crn_string_text(bytes), "Date\tHeure\tMatricule");
  crn_string_destroy(bytes);
}

/* ---- Reading a planning ------------------------------------------------------------------ */

static crn_planning_options planning_options(void) {
  crn_planning_options options;
  CRN_INIT(options);
  options.office = BER_93;
  return options;
}

static crn_planning_file* file_of(const office_93* office, const char* bytes) {
  const crn_planning_options options = planning_options();
  crn_planning_file* file = NULL;
  crn_rows* faults = GARBAGE;
  DONE(crn_engine_read_planning(office->engine, crn_text_of(bytes), &options, &file, &faults,
                                error));
  assert_null(faults);
  return file;
}

static void are_read_by_heading_as_sessions(void** state) {
  const office_93* office = *state;
  crn_planning_file* file = file_of(office, PLAIN_HEADINGS
                                    "15/06/26,08:30,93-07,IPCSR 93-07,Rosny,93\n"
                                    "15/06/26,09:00,93-07,IPCSR 93-07,Rosny,93\n"
                                    "15/06/26,10:00,93-07,IPCSR 93-07,Rosny,93\n");
  assert_string_equal(crn_planning_file_departement(file).code, "93");
  assert_int_equal(crn_planning_file_session_count(file), 2);
  crn_call call = office->by_operator;
  memset(&call.departement, 0, sizeof call.departement);
  DONE(crn_engine_import_file(office->engine, &call, file, NULL, NULL, error));
  crn_planning_file_destroy(file);
  const crn_session_filter filter = all_sessions();
  crn_rows* rows = NULL;
  DONE(crn_engine_sessions(office->engine, &office->ber_93, &filter, NULL, &rows, error));
  crn_session found[2];
  DONE(crn_rows_sessions(rows, 0, 2, found, sizeof found[0], error));
  assert_int_equal(found[0].start, 510);
  assert_int_equal(found[0].end, 570);
  assert_int_equal(found[0].proposed_centre, ROSNY);
  assert_int_equal(found[1].start, 600);
  crn_rows_destroy(rows);
}

static void are_planned_where_the_options_name_a_category(void** state) {
  const office_93* office = *state;
  crn_planning_options options = planning_options();
  options.category = CRN_CATEGORY_CE;
  options.part = CRN_PART_ON_ROAD;
  crn_planning_file* file = NULL;
  DONE(crn_engine_read_planning(office->engine,
                                crn_text_of(PLAIN_HEADINGS "15/06/26,08:30,93-07,,Rosny,93\n"),
                                &options, &file, NULL, error));
  crn_event* receipt = NULL;
  DONE(crn_engine_import_file(office->engine, &office->by_operator, file, &receipt, NULL, error));
  crn_session made;
  DONE(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 1, &made, sizeof made, error));
  assert_int_equal(made.category, CRN_CATEGORY_CE);
  assert_int_equal(made.part, CRN_PART_ON_ROAD);
  assert_int_equal(made.slot_count, 1);
  crn_event_destroy(receipt);
  crn_planning_file_destroy(file);
}

static void are_only_tried_in_a_preview(void** state) {
  const office_93* office = *state;
  crn_planning_file* file = file_of(office, PLAIN_HEADINGS "15/06/26,08:30,93-07,,Rosny,93\n");
  crn_call call = office->by_operator;
  call.mode = CRN_MODE_PREVIEW;
  char* before = fingerprint(office);
  DONE(crn_engine_import_file(office->engine, &call, file, NULL, NULL, error));
  char* after = fingerprint(office);
  assert_string_equal(after, before);
  free(before);
  free(after);
  crn_planning_file_destroy(file);
}

static void that_were_exported_are_imported_as_they_were(void** state) {
  const busy_office* busy = *state;
  void* other_state = NULL;
  open_office(&other_state);
  const office_93* other = other_state;
  crn_string* exported = csv_of(&busy->office, NULL);
  crn_planning_file* file = file_of(other, crn_string_text(exported).data);
  DONE(crn_engine_import_file(other->engine, &other->by_operator, file, NULL, NULL, error));
  crn_planning_file_destroy(file);
  crn_string* again = csv_of(other, NULL);
  EXPECT_TEXT(crn_string_text(again), crn_string_text(exported).data);
  crn_string_destroy(again);
  crn_string_destroy(exported);
  close_office(&other_state);
}

static void are_read_in_their_encoding(void** state) {
  const office_93* office = *state;
  const crn_text latin = crn_text_of(
      "Date,Heure,Matricule,Centre,Departement,Cat\xE9gorie\n15/06/26,08:30,93-07,Rosny,93,CE\n");
  crn_planning_options options = planning_options();
  crn_planning_file* file = GARBAGE;
  FAILS(CRN_ERROR_BAD_ENCODING,
        crn_engine_read_planning(office->engine, latin, &options, &file, NULL, error));
  assert_null(file);
  options.encoding = CRN_ENCODING_WINDOWS_1252;
  DONE(crn_engine_read_planning(office->engine, latin, &options, &file, NULL, error));
  crn_planning_file_destroy(file);
}

/* ---- Faults ------------------------------------------------------------------------------ */

static void with_faults_say_each_with_its_line_and_column(void** state) {
  const office_93* office = *state;
  const crn_planning_options options = planning_options();
  crn_planning_file* file = GARBAGE;
  crn_rows* faults = NULL;
  crn_error* why = NULL;
  FAILS_WITH(
      why, CRN_ERROR_BAD_DATE,
      crn_engine_read_planning(office->engine,
                               crn_text_of(PLAIN_HEADINGS "31/02/26,08:30,93-07,,Rosny,93\n"
                                                          "15/06/26,25:00,93-07,,Nulle part,93\n"
                                                          "15/06/26,09:00,93-99,,Rosny,93\n"),
                               &options, &file, &faults, error));
  assert_null(file);
  EXPECT_SUBJECT(why, 0, CRN_SUBJECT_LINE, 2);
  crn_error_destroy(why);
  const struct {
    crn_status code;
    int32_t line;
    int32_t column;
    const char* cell;
  } expected[] = {{CRN_ERROR_BAD_DATE, 2, 1, "31/02/26"},
                  {CRN_ERROR_BAD_TIME, 3, 2, "25:00"},
                  {CRN_ERROR_UNKNOWN_CENTRE, 3, 5, "Nulle part"},
                  {CRN_ERROR_UNKNOWN_INSPECTOR, 4, 3, "93-99"}};
  assert_int_equal(crn_rows_count(faults, CRN_ROWS_FAULTS), 4);
  for (size_t place = 0; place < 4; ++place) {
    crn_fault fault;
    DONE(crn_rows_faults(faults, place, 1, &fault, sizeof fault, error));
    assert_int_equal(fault.code, expected[place].code);
    assert_int_equal(fault.line, expected[place].line);
    assert_int_equal(fault.column, expected[place].column);
    EXPECT_TEXT(fault.cell, expected[place].cell);
    const crn_error* wrong = crn_rows_fault_error(faults, place);
    assert_int_equal(crn_error_code(wrong), fault.code);
    crn_subject subject;
    DONE(crn_error_subjects(wrong, 0, 1, &subject, sizeof subject, error));
    assert_int_equal(subject.kind, CRN_SUBJECT_LINE);
    assert_int_equal(subject.id, fault.line);
    assert_int_equal(subject.ordinal, fault.column);
  }
  assert_null(crn_rows_fault_error(faults, 4));
  assert_null(crn_rows_fault_error(faults, SIZE_MAX));
  crn_rows_destroy(faults);
}

static void expect_fault(const office_93* office, crn_status code, const char* bytes) {
  const crn_planning_options options = planning_options();
  crn_planning_file* file = GARBAGE;
  FAILS(code,
        crn_engine_read_planning(office->engine, crn_text_of(bytes), &options, &file, NULL, error));
  assert_null(file);
}

static void that_are_no_planning_are_refused(void** state) {
  const office_93* office = *state;
  expect_fault(office, CRN_ERROR_EMPTY_FILE, "");
  expect_fault(office, CRN_ERROR_MISSING_COLUMN, "Date,Heure\n");
  expect_fault(office, CRN_ERROR_MISSING_COLUMN, "Nom,Lieu,Departement\nRosny,x,93\n");
  expect_fault(office, CRN_ERROR_DUPLICATE_COLUMN,
               "Date,Heure,Matricule,Inspecteur,Centre,Departement\n");
  expect_fault(office, CRN_ERROR_BAD_QUOTE, PLAIN_HEADINGS "\"15/06/26,08:30,93-07,,Rosny,93\n");
  expect_fault(office, CRN_ERROR_WRONG_CELL_COUNT, PLAIN_HEADINGS "15/06/26,08:30\n");
  expect_fault(office, CRN_ERROR_MISSING_VALUE, PLAIN_HEADINGS "15/06/26,,93-07,,Rosny,93\n");
  expect_fault(office, CRN_ERROR_SEVERAL_DEPARTEMENTS,
               PLAIN_HEADINGS
               "15/06/26,08:30,93-07,,Rosny,93\n15/06/26,08:30,75-05,,Paris-Nord,75\n");
}

static void in_utf16_are_not_read(void** state) {
  const office_93* office = *state;
  const crn_text bytes = TEXT(
      "\xFF\xFE"
      "D\0a\0t\0e\0");
  const crn_planning_options options = planning_options();
  crn_planning_file* file = GARBAGE;
  FAILS(CRN_ERROR_UNSUPPORTED_ENCODING,
        crn_engine_read_planning(office->engine, bytes, &options, &file, NULL, error));
  assert_null(file);
}

static void that_are_refused_as_a_whole_have_every_fault_said(void** state) {
  const office_93* office = *state;
  create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  crn_planning_file* file = file_of(office, PLAIN_HEADINGS
                                    "15/06/26,08:30,93-07,,Rosny,93\n"
                                    "15/06/26,08:30,75-05,,Rosny,93\n"
                                    "16/06/26,08:30,93-08,,Rosny,93\n");
  crn_rows* faults = NULL;
  crn_event* receipt = GARBAGE;
  REFUSED(
      office, CRN_ERROR_POSTED_ELSEWHERE,
      crn_engine_import_file(office->engine, &office->by_operator, file, &receipt, &faults, error));
  assert_null(receipt);
  assert_int_equal(crn_rows_count(faults, CRN_ROWS_FAULTS), 2);
  crn_fault fault;
  DONE(crn_rows_faults(faults, 0, 1, &fault, sizeof fault, error));
  assert_int_equal(fault.line, 2);
  assert_int_equal(fault.code, CRN_ERROR_SESSION_OVERLAP);
  crn_rows_destroy(faults);
  crn_planning_file_destroy(file);
}

static void are_the_operators_to_import(void** state) {
  const office_93* office = *state;
  crn_planning_file* file = file_of(office, PLAIN_HEADINGS "15/06/26,08:30,93-07,,Rosny,93\n");
  REFUSED(office, CRN_ERROR_NOT_ALLOWED,
          crn_engine_import_file(office->engine, &office->by_office, file, NULL, NULL, error));
  crn_planning_file_destroy(file);
}

static void tell_whoever_may_not_import_nothing_of_the_planning(void** state) {
  const office_93* office = *state;
  create_session(office, IPCSR_07, MONDAY, CRN_HALF_DAY_MORNING);
  crn_planning_file* file = file_of(office, PLAIN_HEADINGS "15/06/26,08:30,93-07,,Rosny,93\n");
  crn_rows* faults = NULL;
  FAILS(CRN_ERROR_NOT_ALLOWED,
        crn_engine_import_file(office->engine, &office->by_school, file, NULL, &faults, error));
  assert_int_equal(crn_rows_count(faults, CRN_ROWS_FAULTS), 0);
  crn_rows_destroy(faults);
  crn_planning_file_destroy(file);
}

static void of_another_departement_than_the_call_are_not_imported(void** state) {
  const office_93* office = *state;
  crn_planning_file* file = file_of(office, PLAIN_HEADINGS "15/06/26,08:30,93-07,,Rosny,93\n");
  const crn_call call = call_of(&office->the_operator, "75");
  char* before = fingerprint(office);
  assert_int_not_equal(crn_engine_import_file(office->engine, &call, file, NULL, NULL, NULL),
                       CRN_OK);
  char* after = fingerprint(office);
  assert_string_equal(after, before);
  free(before);
  free(after);
  crn_planning_file_destroy(file);
}

/* ---- Directories ------------------------------------------------------------------------- */

static void of_entries_are_read_back_as_they_were_written(void** state) {
  (void)state;
  const int32_t kinds[] = {CRN_ROWS_OFFICES, CRN_ROWS_SCHOOLS, CRN_ROWS_INSPECTORS,
                           CRN_ROWS_CENTRES};
  crn_rows* world = one_of_each();
  for (size_t index = 0; index < 4; ++index) {
    crn_string* written = NULL;
    DONE(crn_write_entries(world, kinds[index], NULL, &written, error));
    crn_rows* read = NULL;
    DONE(crn_read_entries(crn_string_text(written), CRN_ENCODING_UTF_8, &read, NULL, error));
    assert_int_equal(crn_rows_count(read, kinds[index]), crn_rows_count(world, kinds[index]));
    crn_string* again = NULL;
    DONE(crn_write_entries(read, kinds[index], NULL, &again, error));
    EXPECT_TEXT(crn_string_text(again), crn_string_text(written).data);
    crn_string_destroy(again);
    crn_string_destroy(written);
    crn_rows_destroy(read);
  }
  crn_rows_destroy(world);
}

static void of_entries_are_known_by_their_headings(void** state) {
  (void)state;
  crn_rows* entries = NULL;
  DONE(crn_read_entries(crn_text_of("Id,RaisonSociale,IdAurige,Mail,Categories,Actif,Reference\n"
                                    "7,Auto-école 93-012,AE12,ecole@example.org,C/CE be,Non,ref\n"),
                        CRN_ENCODING_UTF_8, &entries, NULL, error));
  crn_school school;
  DONE(crn_rows_schools(entries, 0, 1, &school, sizeof school, error));
  assert_int_equal(school.id, 7);
  EXPECT_TEXT(school.name, "Auto-école 93-012");
  EXPECT_TEXT(school.external_ref, "ref");
  assert_int_not_equal(school.inactive, 0);
  assert_int_equal(school.categories,
                   CRN_BIT(CRN_CATEGORY_BE) | CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_CE));
  crn_rows_destroy(entries);
}

static void of_entries_have_every_fault_said(void** state) {
  (void)state;
  const struct {
    crn_status code;
    const char* bytes;
  } files[] = {
      {CRN_ERROR_EMPTY_FILE, ""},
      {CRN_ERROR_BAD_FILE, "Prix\n1\n"},
      {CRN_ERROR_MISSING_COLUMN, "RaisonSociale,Mail\nx,y\n"},
      {CRN_ERROR_DUPLICATE_COLUMN, "Matricule,Inspecteur,Departement\na,b,93\n"},
      {CRN_ERROR_NAMELESS_COLUMN, "Nom,Lieu,Departement,\nRosny,x,93,y\n"},
      {CRN_ERROR_WRONG_CELL_COUNT, "Nom,Mail,Departements\nBER 75,\n"},
      {CRN_ERROR_MISSING_VALUE, "RaisonSociale,IdAurige\n,AE1\n"},
      {CRN_ERROR_BAD_ADDRESS, "RaisonSociale,IdAurige,Mail\nx,AE1,none\n"},
      {CRN_ERROR_BAD_ARGUMENT, "Nom,Mail,Departements\nBER,,93 20\n"},
      {CRN_ERROR_BAD_TEXT, "RaisonSociale,IdAurige\n\"a\tb\",AE1\n"},
      {CRN_ERROR_BAD_DATE, "Matricule,Departement,Du,Au\n93-07,93,29/02/2026,\n"},
      {CRN_ERROR_END_BEFORE_START, "Matricule,Departement,Du,Au\n93-08,93,02/07/26,01/07/26\n"},
      {CRN_ERROR_POSTING_OVERLAP,
       "Matricule,Departement,Du,Au\n93-07,93,,30/06/26\n93-07,75,30/06/26,\n"},
      {CRN_ERROR_DUPLICATE_REFERENCE, "Nom,Lieu,Departement\nRosny,,93\nROSNY,,93\n"},
      {CRN_ERROR_BAD_QUOTE, "Nom,Lieu,Departement\n\"Rosny,,93\n"},
      {CRN_ERROR_BAD_ENCODING, "Nom,Lieu,Departement\nRosn\xE9,,93\n"},
  };
  for (size_t index = 0; index < sizeof files / sizeof files[0]; ++index) {
    crn_rows* entries = GARBAGE;
    crn_rows* faults = NULL;
    FAILS(files[index].code, crn_read_entries(crn_text_of(files[index].bytes), CRN_ENCODING_UTF_8,
                                              &entries, &faults, error));
    assert_null(entries);
    assert_true(crn_rows_count(faults, CRN_ROWS_FAULTS) >= 1);
    crn_rows_destroy(faults);
  }
}

static void guard_their_cells_against_formulas(void** state) {
  (void)state;
  const crn_school school = {
      1, TEXT("=HYPERLINK(\"http://example.org\")"), TEXT("AE-1"), TEXT(""), TEXT(""), 0, 0};
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  DONE(crn_rows_add_schools(rows, &school, 1, sizeof school, error));
  crn_string* written = NULL;
  DONE(crn_write_entries(rows, CRN_ROWS_SCHOOLS, NULL, &written, error));
  EXPECT_PART(crn_string_text(written), "'=HYPERLINK");
  crn_string_destroy(written);
  crn_rows_destroy(rows);
}

int run_files_tests(void) {
  const struct CMUnitTest tests[] = {
      IN_A_BUSY_OFFICE(hold_a_planning_row_by_row),
      IN_A_BUSY_OFFICE(are_written_as_their_reader_wants_them),
      IN_AN_OFFICE(are_read_by_heading_as_sessions),
      IN_AN_OFFICE(are_planned_where_the_options_name_a_category),
      IN_AN_OFFICE(are_only_tried_in_a_preview),
      IN_A_BUSY_OFFICE(that_were_exported_are_imported_as_they_were),
      IN_AN_OFFICE(are_read_in_their_encoding),
      IN_AN_OFFICE(with_faults_say_each_with_its_line_and_column),
      IN_AN_OFFICE(that_are_no_planning_are_refused),
      IN_AN_OFFICE(in_utf16_are_not_read),
      IN_AN_OFFICE(that_are_refused_as_a_whole_have_every_fault_said),
      IN_AN_OFFICE(are_the_operators_to_import),
      IN_AN_OFFICE(tell_whoever_may_not_import_nothing_of_the_planning),
      IN_AN_OFFICE(of_another_departement_than_the_call_are_not_imported),
      cmocka_unit_test(of_entries_are_read_back_as_they_were_written),
      cmocka_unit_test(of_entries_are_known_by_their_headings),
      cmocka_unit_test(of_entries_have_every_fault_said),
      cmocka_unit_test(guard_their_cells_against_formulas),
  };
  return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
