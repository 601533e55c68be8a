#include "fingerprint.h"
#include "tests.h"

static const crn_departement of_93 = {"93"};
static const crn_departement of_75 = {"75"};

static crn_rows* no_rows(void) {
  crn_rows* rows = NULL;
  DONE(crn_rows_create(&rows, error));
  return rows;
}

static crn_office an_office(void) {
  const crn_office it = {
      21, TEXT("BER 92"), TEXT("ber92@example.org"), TEXT("01 00 00 00 92"), &of_93,
      1,  TEXT("B-92")};
  return it;
}

static crn_school a_school(void) {
  const crn_school it = {22,
                         TEXT("Auto-école 93-022"),
                         TEXT("AE-93-022"),
                         TEXT("ecole022@example.org"),
                         TEXT("S-22"),
                         CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_CE),
                         1};
  return it;
}

static const crn_posting two_postings[] = {{{"93"}, {0, MONDAY}}, {{"75"}, {TUESDAY, 0}}};

static crn_inspector an_inspector(void) {
  const crn_inspector it = {23, TEXT("93-23"), TEXT("IPCSR 93-23"),      two_postings,
                            2,  TEXT("I-23"),  CRN_BIT(CRN_CATEGORY_DE), 0};
  return it;
}

static crn_centre a_centre(void) {
  const crn_centre it = {24,           TEXT("Meaux"), TEXT("Meaux, piste"),
                         TEXT("C-24"), {"77"},        CRN_BIT(CRN_CATEGORY_D)};
  return it;
}

/* ---- Put into rows ----------------------------------------------------------------------- */

static void are_read_back_from_rows_as_they_were_put_in(void** state) {
  (void)state;
  const crn_office office = an_office();
  const crn_school school = a_school();
  const crn_inspector inspector = an_inspector();
  const crn_centre centre = a_centre();
  crn_rows* rows = no_rows();
  DONE(crn_rows_add_offices(rows, &office, 1, sizeof office, error));
  DONE(crn_rows_add_schools(rows, &school, 1, sizeof school, error));
  DONE(crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, error));
  DONE(crn_rows_add_centres(rows, &centre, 1, sizeof centre, error));
  crn_office its_office;
  DONE(crn_rows_offices(rows, 0, 1, &its_office, sizeof its_office, error));
  assert_int_equal(its_office.id, 21);
  EXPECT_TEXT(its_office.name, "BER 92");
  EXPECT_TEXT(its_office.mail, "ber92@example.org");
  EXPECT_TEXT(its_office.phone, "01 00 00 00 92");
  EXPECT_TEXT(its_office.external_ref, "B-92");
  assert_int_equal(its_office.departement_count, 1);
  assert_string_equal(its_office.departements[0].code, "93");
  crn_school its_school;
  DONE(crn_rows_schools(rows, 0, 1, &its_school, sizeof its_school, error));
  EXPECT_TEXT(its_school.name, "Auto-école 93-022");
  EXPECT_TEXT(its_school.aurige_id, "AE-93-022");
  assert_int_equal(its_school.categories, CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_CE));
  assert_int_not_equal(its_school.inactive, 0);
  crn_inspector its_inspector;
  DONE(crn_rows_inspectors(rows, 0, 1, &its_inspector, sizeof its_inspector, error));
  EXPECT_TEXT(its_inspector.matricule, "93-23");
  assert_int_equal(its_inspector.posting_count, 2);
  assert_string_equal(its_inspector.postings[0].departement.code, "93");
  assert_int_equal(its_inspector.postings[0].period.last, MONDAY);
  assert_string_equal(its_inspector.postings[1].departement.code, "75");
  assert_int_equal(its_inspector.postings[1].period.first, TUESDAY);
  crn_centre its_centre;
  DONE(crn_rows_centres(rows, 0, 1, &its_centre, sizeof its_centre, error));
  EXPECT_TEXT(its_centre.place, "Meaux, piste");
  assert_string_equal(its_centre.departement.code, "77");
  crn_rows_destroy(rows);
}

static void are_copied_and_not_kept(void** state) {
  (void)state;
  char name[] = "Auto-école 93-022";
  crn_school school = a_school();
  school.name = crn_text_of(name);
  crn_rows* rows = no_rows();
  DONE(crn_rows_add_schools(rows, &school, 1, sizeof school, error));
  memset(name, 'x', sizeof name - 1);
  crn_school found;
  DONE(crn_rows_schools(rows, 0, 1, &found, sizeof found, error));
  EXPECT_TEXT(found.name, "Auto-école 93-022");
  crn_rows_destroy(rows);
}

static void are_counted_by_kind(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 0);
  add_world(rows);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_OFFICES), 3);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 5);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_INSPECTORS), 5);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_CENTRES), 5);
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SESSIONS), 0);
  assert_int_equal(crn_rows_number(rows), 0);
  assert_int_equal(crn_rows_rules_version(rows), 0);
  crn_cursor next;
  assert_int_equal(crn_rows_next(rows, &next), 0);
  crn_rows_destroy(rows);
}

static void are_put_in_all_or_none(void** state) {
  (void)state;
  crn_school schools[] = {a_school(), a_school()};
  schools[1].categories = CRN_BIT(0);
  crn_rows* rows = no_rows();
  NAMES("categories", crn_rows_add_schools(rows, schools, 2, sizeof schools[0], error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 0);
  crn_rows_destroy(rows);
}

/* ---- What rows do not take --------------------------------------------------------------- */

/* Each text field of an entry takes nothing but UTF-8. */
#define NEEDS_UTF8(type, example, field, function)                                              \
  do {                                                                                          \
    static const crn_text bad[] = {TEXT("latin \xe9"), TEXT("cut \xc3"), TEXT("\xed\xa0\x80")}; \
    for (size_t index = 0; index < sizeof bad / sizeof bad[0]; ++index) {                       \
      type its = example;                                                                       \
      its.field = bad[index];                                                                   \
      FAILS(CRN_ERROR_BAD_TEXT, function(rows, &its, 1, sizeof its, error));                    \
    }                                                                                           \
  } while (0)

static void with_a_text_that_is_not_utf8_are_refused(void** state) {
  (void)state;
  crn_rows* rows = no_rows();
  NEEDS_UTF8(crn_office, an_office(), name, crn_rows_add_offices);
  NEEDS_UTF8(crn_office, an_office(), mail, crn_rows_add_offices);
  NEEDS_UTF8(crn_office, an_office(), phone, crn_rows_add_offices);
  NEEDS_UTF8(crn_office, an_office(), external_ref, crn_rows_add_offices);
  NEEDS_UTF8(crn_school, a_school(), name, crn_rows_add_schools);
  NEEDS_UTF8(crn_school, a_school(), aurige_id, crn_rows_add_schools);
  NEEDS_UTF8(crn_school, a_school(), mail, crn_rows_add_schools);
  NEEDS_UTF8(crn_school, a_school(), external_ref, crn_rows_add_schools);
  NEEDS_UTF8(crn_inspector, an_inspector(), matricule, crn_rows_add_inspectors);
  NEEDS_UTF8(crn_inspector, an_inspector(), name, crn_rows_add_inspectors);
  NEEDS_UTF8(crn_inspector, an_inspector(), external_ref, crn_rows_add_inspectors);
  NEEDS_UTF8(crn_centre, a_centre(), name, crn_rows_add_centres);
  NEEDS_UTF8(crn_centre, a_centre(), place, crn_rows_add_centres);
  NEEDS_UTF8(crn_centre, a_centre(), external_ref, crn_rows_add_centres);
  crn_rows_destroy(rows);
}

static void with_a_departement_that_is_none_are_refused(void** state) {
  (void)state;
  static const crn_departement none[] = {{""}, {"20"}, {"2a"}, {"9300"}};
  crn_rows* rows = no_rows();
  for (size_t index = 0; index < 4; ++index) {
    crn_centre centre = a_centre();
    centre.departement = none[index];
    NAMES("departement", crn_rows_add_centres(rows, &centre, 1, sizeof centre, error));
    crn_office office = an_office();
    office.departements = &none[index];
    NAMES("departements", crn_rows_add_offices(rows, &office, 1, sizeof office, error));
    const crn_posting posting = {none[index], {0, 0}};
    crn_inspector inspector = an_inspector();
    inspector.postings = &posting;
    inspector.posting_count = 1;
    NAMES("postings", crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, error));
  }
  crn_rows_destroy(rows);
}

static void with_categories_that_are_none_are_refused(void** state) {
  (void)state;
  const uint32_t none[] = {CRN_BIT(0), CRN_BIT(CRN_CATEGORY_DE + 1), CRN_BIT(31)};
  crn_rows* rows = no_rows();
  for (size_t index = 0; index < 3; ++index) {
    crn_school school = a_school();
    school.categories = none[index];
    NAMES("categories", crn_rows_add_schools(rows, &school, 1, sizeof school, error));
    crn_inspector inspector = an_inspector();
    inspector.categories = none[index];
    NAMES("categories", crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, error));
    crn_centre centre = a_centre();
    centre.categories = none[index];
    NAMES("categories", crn_rows_add_centres(rows, &centre, 1, sizeof centre, error));
  }
  crn_rows_destroy(rows);
}

static void come_with_their_postings_by_date(void** state) {
  (void)state;
  const crn_posting unsorted[] = {{of_75, {TUESDAY, 0}}, {of_93, {0, MONDAY}}};
  crn_inspector inspector = an_inspector();
  inspector.postings = unsorted;
  crn_rows* rows = no_rows();
  DONE(crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, error));
  crn_inspector found;
  DONE(crn_rows_inspectors(rows, 0, 1, &found, sizeof found, error));
  assert_string_equal(found.postings[0].departement.code, "93");
  assert_string_equal(found.postings[1].departement.code, "75");
  assert_int_equal(found.postings[0].period.first, 0);
  assert_int_equal(found.postings[1].period.last, 0);
  crn_rows_destroy(rows);
}

/* ---- What a directory does not take ------------------------------------------------------ */

static crn_status put(const office_93* office, const crn_rows* rows, crn_taken* taken,
                      crn_error** error) {
  return crn_database_put(office->database, rows, 0, taken, error);
}

#define PUTS(code, its_entry, function)                                 \
  do {                                                                  \
    crn_rows* its_rows = no_rows();                                     \
    DONE(function(its_rows, &(its_entry), 1, sizeof its_entry, error)); \
    REFUSED(office, code, put(office, its_rows, NULL, error));          \
    crn_rows_destroy(its_rows);                                         \
  } while (0)

/* Each text field of an entry is one clean line. */
#define NEEDS_CLEAN(type, example, field, function)                                          \
  do {                                                                                       \
    static const crn_text bad[] = {TEXT("two\nlines"), TEXT("nul\0byte"), TEXT("\x1b[31m")}; \
    for (size_t index = 0; index < sizeof bad / sizeof bad[0]; ++index) {                    \
      type its = example;                                                                    \
      its.field = bad[index];                                                                \
      PUTS(CRN_ERROR_BAD_TEXT, its, function);                                               \
    }                                                                                        \
  } while (0)

static void with_control_characters_are_not_taken(void** state) {
  const office_93* office = *state;
  NEEDS_CLEAN(crn_office, an_office(), name, crn_rows_add_offices);
  NEEDS_CLEAN(crn_office, an_office(), phone, crn_rows_add_offices);
  NEEDS_CLEAN(crn_office, an_office(), external_ref, crn_rows_add_offices);
  NEEDS_CLEAN(crn_school, a_school(), name, crn_rows_add_schools);
  NEEDS_CLEAN(crn_school, a_school(), aurige_id, crn_rows_add_schools);
  NEEDS_CLEAN(crn_school, a_school(), external_ref, crn_rows_add_schools);
  NEEDS_CLEAN(crn_inspector, an_inspector(), matricule, crn_rows_add_inspectors);
  NEEDS_CLEAN(crn_inspector, an_inspector(), name, crn_rows_add_inspectors);
  NEEDS_CLEAN(crn_inspector, an_inspector(), external_ref, crn_rows_add_inspectors);
  NEEDS_CLEAN(crn_centre, a_centre(), name, crn_rows_add_centres);
  NEEDS_CLEAN(crn_centre, a_centre(), place, crn_rows_add_centres);
  NEEDS_CLEAN(crn_centre, a_centre(), external_ref, crn_rows_add_centres);
}

static void with_a_mail_that_is_none_are_not_taken(void** state) {
  const office_93* office = *state;
  static const crn_text none[] = {TEXT("ecole.example.org"), TEXT("a@b@example.org"), TEXT("@"),
                                  TEXT("a b@example.org"), TEXT("Ecole <a@example.org>")};
  for (size_t index = 0; index < sizeof none / sizeof none[0]; ++index) {
    crn_school school = a_school();
    school.mail = none[index];
    PUTS(CRN_ERROR_BAD_ADDRESS, school, crn_rows_add_schools);
    crn_office other = an_office();
    other.mail = none[index];
    PUTS(CRN_ERROR_BAD_ADDRESS, other, crn_rows_add_offices);
  }
}

static void with_a_mail_that_injects_a_header_are_not_taken(void** state) {
  const office_93* office = *state;
  crn_school school = a_school();
  school.mail = crn_text_of("a@example.org\r\nBcc: b@example.org");
  crn_rows* rows = no_rows();
  DONE(crn_rows_add_schools(rows, &school, 1, sizeof school, error));
  FAILS_EITHER(CRN_ERROR_BAD_ADDRESS, CRN_ERROR_BAD_TEXT, put(office, rows, NULL, error));
  crn_rows_destroy(rows);
}

static crn_inspector posted(const crn_posting* postings, size_t count) {
  crn_inspector inspector = an_inspector();
  inspector.postings = postings;
  inspector.posting_count = count;
  return inspector;
}

static void with_postings_that_cannot_be_are_not_taken(void** state) {
  const office_93* office = *state;
  const crn_posting backwards = {of_93, {TUESDAY, MONDAY}};
  crn_inspector inspector = posted(&backwards, 1);
  PUTS(CRN_ERROR_END_BEFORE_START, inspector, crn_rows_add_inspectors);
  const crn_posting overlapping[] = {{of_93, {0, TUESDAY}}, {of_75, {TUESDAY, 0}}};
  inspector = posted(overlapping, 2);
  PUTS(CRN_ERROR_POSTING_OVERLAP, inspector, crn_rows_add_inspectors);
  const crn_posting unsorted[] = {{of_75, {MONDAY, 0}}, {of_93, {0, MONDAY}}};
  inspector = posted(unsorted, 2);
  PUTS(CRN_ERROR_POSTING_OVERLAP, inspector, crn_rows_add_inspectors);
}

static void are_posted_on_dates_that_there_are(void** state) {
  const office_93* office = *state;
  const int32_t far_away[] = {FIRST_DATE - 1, LAST_DATE + 1, INT32_MIN, INT32_MAX};
  for (size_t index = 0; index < 4; ++index) {
    const crn_posting posting = {of_93, {far_away[index], far_away[index]}};
    const crn_inspector inspector = posted(&posting, 1);
    crn_rows* rows = no_rows();
    crn_status status = crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, NULL);
    if (status == CRN_OK) status = put(office, rows, NULL, NULL);
    assert_true(status == CRN_ERROR_BAD_DATE || status == CRN_ERROR_BAD_ARGUMENT);
    crn_rows_destroy(rows);
  }
}

/* ---- Taken into a directory -------------------------------------------------------------- */

static crn_rows* with_school(const crn_school* school) {
  crn_rows* rows = no_rows();
  DONE(crn_rows_add_schools(rows, school, 1, sizeof *school, error));
  return rows;
}

static crn_school school_now(const office_93* office, int64_t id, crn_rows** rows) {
  crn_school found;
  DONE(crn_engine_entries(office->engine, CRN_ROWS_SCHOOLS, &id, 1, rows, error));
  DONE(crn_rows_schools(*rows, 0, 1, &found, sizeof found, error));
  return found;
}

static void are_added_and_rewritten(void** state) {
  const office_93* office = *state;
  crn_school school = a_school();
  crn_rows* rows = with_school(&school);
  crn_taken taken;
  CRN_INIT(taken);
  DONE(put(office, rows, &taken, error));
  assert_int_equal(taken.added, 1);
  assert_int_equal(taken.changed, 0);
  DONE(put(office, rows, &taken, error));
  assert_int_equal(taken.added, 0);
  assert_int_equal(taken.changed, 1);
  crn_rows_destroy(rows);
  school.name = crn_text_of("Auto-école 93-022 bis");
  rows = with_school(&school);
  DONE(put(office, rows, NULL, error));
  crn_rows_destroy(rows);
  crn_rows* found = NULL;
  EXPECT_TEXT(school_now(office, 22, &found).name, "Auto-école 93-022 bis");
  crn_rows_destroy(found);
}

static void are_only_tried_in_a_dry_run(void** state) {
  const office_93* office = *state;
  crn_school school = a_school();
  crn_rows* rows = with_school(&school);
  school.id = SCHOOL_012;
  school.aurige_id = crn_text_of("AE-93-012");
  school.external_ref = crn_text_of("");
  DONE(crn_rows_add_schools(rows, &school, 1, sizeof school, error));
  crn_taken taken;
  CRN_INIT(taken);
  char* before = fingerprint(office);
  DONE(crn_database_put(office->database, rows, 1, &taken, error));
  assert_int_equal(taken.added, 1);
  assert_int_equal(taken.changed, 1);
  char* after = fingerprint(office);
  assert_string_equal(after, before);
  free(before);
  free(after);
  crn_rows_destroy(rows);
}

static void without_an_id_are_refused_in_memory(void** state) {
  const office_93* office = *state;
  crn_school school = a_school();
  school.id = 0;
  crn_rows* rows = with_school(&school);
  crn_taken taken;
  CRN_INIT(taken);
  taken.added = 7;
  REFUSED(office, CRN_ERROR_BAD_ARGUMENT, put(office, rows, &taken, error));
  assert_int_equal(taken.added, 0);
  crn_rows_destroy(rows);
}

static void with_an_id_below_zero_are_refused(void** state) {
  const office_93* office = *state;
  crn_school school = a_school();
  school.id = -1;
  crn_rows* rows = no_rows();
  crn_status status = crn_rows_add_schools(rows, &school, 1, sizeof school, NULL);
  if (status == CRN_OK) status = put(office, rows, NULL, NULL);
  assert_int_equal(status, CRN_ERROR_BAD_ARGUMENT);
  crn_rows_destroy(rows);
}

static void without_an_id_are_found_by_their_key_or_made_in_a_file(void** state) {
  const office_93* office = *state;
  crn_school known = a_school();
  known.id = 0;
  known.aurige_id = crn_text_of("AE-93-012");
  crn_rows* rows = with_school(&known);
  crn_school unknown = a_school();
  unknown.id = 0;
  unknown.external_ref = crn_text_of("");
  DONE(crn_rows_add_schools(rows, &unknown, 1, sizeof unknown, error));
  crn_taken taken;
  CRN_INIT(taken);
  DONE(put(office, rows, &taken, error));
  assert_int_equal(taken.added, 1);
  assert_int_equal(taken.changed, 1);
  crn_rows_destroy(rows);
  crn_rows* found = NULL;
  EXPECT_TEXT(school_now(office, SCHOOL_012, &found).external_ref, "S-22");
  crn_rows_destroy(found);
}

static void with_the_key_of_another_are_refused(void** state) {
  const office_93* office = *state;
  crn_school school = a_school();
  school.aurige_id = crn_text_of("AE-93-012");
  crn_rows* rows = with_school(&school);
  REFUSED(office, CRN_ERROR_DUPLICATE_REFERENCE, put(office, rows, NULL, error));
  crn_rows_destroy(rows);
}

static void are_taken_all_or_none_in_a_file(void** state) {
  const office_93* office = *state;
  const crn_school first = a_school();
  crn_school second = a_school();
  second.id = 25;
  second.aurige_id = crn_text_of("AE-93-025");
  crn_rows* rows = with_school(&first);
  DONE(crn_rows_add_schools(rows, &second, 1, sizeof second, error));
  /* They bear one reference. */
  REFUSED(office, CRN_ERROR_DUPLICATE_REFERENCE, put(office, rows, NULL, error));
  crn_rows_destroy(rows);
}

/* ---- Asked for --------------------------------------------------------------------------- */

static void that_exist_are_given_by_id(void** state) {
  const office_93* office = *state;
  const int64_t ids[] = {SCHOOL_013, NOBODY, SCHOOL_012, SCHOOL_013};
  crn_rows* rows = NULL;
  DONE(crn_engine_entries(office->engine, CRN_ROWS_SCHOOLS, ids, 4, &rows, error));
  assert_int_equal(crn_rows_count(rows, CRN_ROWS_SCHOOLS), 2);
  crn_school schools[2];
  DONE(crn_rows_schools(rows, 0, 2, schools, sizeof schools[0], error));
  assert_int_equal(schools[0].id, SCHOOL_012);
  assert_int_equal(schools[1].id, SCHOOL_013);
  crn_rows_destroy(rows);
}

static void are_all_given_where_none_is_named(void** state) {
  const office_93* office = *state;
  const int32_t kinds[] = {CRN_ROWS_OFFICES, CRN_ROWS_SCHOOLS, CRN_ROWS_INSPECTORS,
                           CRN_ROWS_CENTRES};
  const size_t counts[] = {3, 5, 5, 5};
  for (size_t index = 0; index < 4; ++index) {
    crn_rows* rows = NULL;
    DONE(crn_engine_entries(office->engine, kinds[index], NULL, 0, &rows, error));
    assert_int_equal(crn_rows_count(rows, kinds[index]), counts[index]);
    crn_rows_destroy(rows);
  }
}

int run_entries_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(are_read_back_from_rows_as_they_were_put_in),
      cmocka_unit_test(are_copied_and_not_kept),
      cmocka_unit_test(are_counted_by_kind),
      cmocka_unit_test(are_put_in_all_or_none),
      cmocka_unit_test(with_a_text_that_is_not_utf8_are_refused),
      cmocka_unit_test(with_a_departement_that_is_none_are_refused),
      cmocka_unit_test(with_categories_that_are_none_are_refused),
      cmocka_unit_test(come_with_their_postings_by_date),
      IN_AN_OFFICE(with_control_characters_are_not_taken),
      IN_AN_OFFICE(with_a_mail_that_is_none_are_not_taken),
      IN_A_KEPT_OFFICE(with_a_mail_that_is_none_are_not_taken),
      IN_AN_OFFICE(with_a_mail_that_injects_a_header_are_not_taken),
      IN_AN_OFFICE(with_postings_that_cannot_be_are_not_taken),
      IN_A_KEPT_OFFICE(with_postings_that_cannot_be_are_not_taken),
      IN_AN_OFFICE(are_posted_on_dates_that_there_are),
      IN_AN_OFFICE(are_added_and_rewritten),
      IN_A_KEPT_OFFICE(are_added_and_rewritten),
      IN_AN_OFFICE(are_only_tried_in_a_dry_run),
      IN_A_KEPT_OFFICE(are_only_tried_in_a_dry_run),
      IN_AN_OFFICE_IN_MEMORY(without_an_id_are_refused_in_memory),
      IN_AN_OFFICE(with_an_id_below_zero_are_refused),
      IN_A_KEPT_OFFICE(with_an_id_below_zero_are_refused),
      IN_A_KEPT_OFFICE(without_an_id_are_found_by_their_key_or_made_in_a_file),
      IN_AN_OFFICE(with_the_key_of_another_are_refused),
      IN_A_KEPT_OFFICE(with_the_key_of_another_are_refused),
      IN_A_KEPT_OFFICE(are_taken_all_or_none_in_a_file),
      IN_AN_OFFICE(that_exist_are_given_by_id),
      IN_A_KEPT_OFFICE(that_exist_are_given_by_id),
      IN_AN_OFFICE(are_all_given_where_none_is_named),
      IN_A_KEPT_OFFICE(are_all_given_where_none_is_named),
  };
  return cmocka_run_group_tests_name("entries", tests, NULL, NULL);
}
