#include "vector_codes.h"

#include <inttypes.h>
#include <string.h>

#include "creneau.h"
#include "vector_stop.h"

/** Names of consecutive numbers. */
typedef struct code_table {
  const char* what;
  int32_t first;
  int32_t count;
  const char* names[16];
} code_table;

static const code_table kRoles = {
    "role", CRN_ROLE_OFFICE, 5, {"office", "school", "inspector", "reader", "operator"}};
static const code_table kCategories = {
    "category",
    CRN_CATEGORY_AM,
    15,
    {"AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE"}};
static const code_table kParts = {
    "part", CRN_PART_UNSTATED, 4, {"", "off_road", "on_road", "complete"}};
static const code_table kReasons = {"reason",
                                    CRN_REASON_UNSTATED,
                                    8,
                                    {"", "late_school_request", "inspector_absent", "centre_closed",
                                     "weather", "vehicle", "error", "other"}};
static const code_table kHalfDays = {"half-day", CRN_HALF_DAY_MORNING, 2, {"morning", "afternoon"}};
static const code_table kWhen = {"when", CRN_EXAMS_UPCOMING, 3, {"upcoming", "past", "all"}};
static const code_table kNotices = {"notice",
                                    CRN_NOTICE_RESERVED,
                                    5,
                                    {"reserved", "changed", "cancelled_by_office",
                                     "cancelled_by_school", "cancellation_confirmed"}};
static const code_table kRemarks = {
    "remark",
    CRN_REMARK_MINUTES_LEFT_OVER,
    4,
    {"minutes_left_over", "orphan_units", "session_in_closure", "undeliverable"}};
static const code_table kSubjects = {
    "subject",
    CRN_SUBJECT_NONE,
    14,
    {"none", "office", "school", "inspector", "centre", "session", "slot", "reservation", "closure",
     "notice", "departement", "date", "category", "line"}};

static int32_t number_of(const code_table* table, const char* text, size_t size) {
  for (int32_t place = 0; place < table->count; ++place) {
    const char* name = table->names[place];
    if (strlen(name) == size && memcmp(name, text, size) == 0) return table->first + place;
  }
  vector_stop("no such %s: %.*s", table->what, (int)size, text);
  return 0;
}

static const char* name_of(const code_table* table, int64_t number) {
  if (number < table->first || number >= table->first + table->count)
    vector_stop("no such %s: %" PRId64, table->what, number);
  return table->names[number - table->first];
}

int32_t vector_role(const char* text, size_t size) {
  return number_of(&kRoles, text, size);
}

int32_t vector_category(const char* name) {
  return number_of(&kCategories, name, strlen(name));
}

int32_t vector_part(const char* name) {
  return number_of(&kParts, name, strlen(name));
}

int32_t vector_reason(const char* name) {
  return number_of(&kReasons, name, strlen(name));
}

int32_t vector_half_day(const char* name) {
  return number_of(&kHalfDays, name, strlen(name));
}

int32_t vector_when(const char* name) {
  return *name == 0 ? CRN_EXAMS_UPCOMING : number_of(&kWhen, name, strlen(name));
}

const char* vector_category_name(int64_t category) {
  return name_of(&kCategories, category);
}

const char* vector_notice_name(int32_t kind) {
  return name_of(&kNotices, kind);
}

const char* vector_remark_name(int32_t kind) {
  return name_of(&kRemarks, kind);
}

const char* vector_subject_name(int32_t kind) {
  return name_of(&kSubjects, kind);
}
