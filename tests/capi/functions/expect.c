#include "expect.h"

#include <ctype.h>

char garbage[16];

/* Ends the test at the place in the test, not at the one here. */
static void fail_at(place_in_tests at) {
  _fail(at.file, at.line);
}

static void print_answer(crn_status status, const crn_error* error) {
  if (status == CRN_OK || error == GARBAGE) {
    print_error("answered %d (%s)\n", (int)status, crn_status_name(status).data);
    return;
  }
  const crn_text message = crn_error_message(error, CRN_LANGUAGE_ENGLISH);
  const crn_text text = crn_error_text(error);
  print_error("answered %d (%s): %.*s [%.*s]\n", (int)status, crn_status_name(status).data,
              (int)message.size, message.data, (int)text.size, text.data);
}

void expect_done(crn_status status, crn_error* error, place_in_tests at) {
  if (status == CRN_OK && error == NULL) return;
  print_answer(status, error);
  if (error != GARBAGE) crn_error_destroy(error);
  fail_at(at);
}

void expect_either(crn_status status, crn_error* error, crn_status code, crn_status other,
                   place_in_tests at) {
  const int is_expected = status == code || status == other;
  if (is_expected && error != GARBAGE && error != NULL && crn_error_code(error) == status) return;
  print_answer(status, error);
  print_error("expected %d (%s)\n", (int)code, crn_status_name(code).data);
  if (error != GARBAGE) crn_error_destroy(error);
  fail_at(at);
}

void expect_failure(crn_status status, crn_error* error, crn_status code, place_in_tests at) {
  expect_either(status, error, code, code, at);
}

/* A field may be named with what it is a field of: "command.part". */
static int has_word(crn_text text, const char* word) {
  const size_t length = strlen(word);
  for (size_t start = 0; start + length <= text.size; ++start) {
    if (memcmp(text.data + start, word, length) != 0) continue;
    const char before = start == 0 ? ' ' : text.data[start - 1];
    const char behind = start + length == text.size ? ' ' : text.data[start + length];
    if (!isalnum((unsigned char)before) && before != '_' && !isalnum((unsigned char)behind) &&
        behind != '_')
      return 1;
  }
  return 0;
}

void expect_named(crn_status status, crn_error* error, const char* argument, place_in_tests at) {
  expect_failure(status, error, CRN_ERROR_BAD_ARGUMENT, at);
  if (has_word(crn_error_text(error), argument)) return;
  print_answer(status, error);
  print_error("expected to be named: %s\n", argument);
  crn_error_destroy(error);
  fail_at(at);
}

void expect_text(crn_text text, const char* expected, place_in_tests at) {
  const size_t size = strlen(expected);
  if (text.size == size && (size == 0 || memcmp(text.data, expected, size) == 0)) return;
  print_error("\"%.*s\"\nis not\n\"%s\"\n", (int)text.size, text.data, expected);
  fail_at(at);
}

void expect_part(crn_text text, const char* part, place_in_tests at) {
  const size_t length = strlen(part);
  for (size_t start = 0; start + length <= text.size; ++start)
    if (memcmp(text.data + start, part, length) == 0) return;
  print_error("\"%.*s\"\nhas no\n\"%s\"\n", (int)text.size, text.data, part);
  fail_at(at);
}

void expect_subject(const crn_error* error, size_t place, int32_t kind, int64_t id,
                    place_in_tests at) {
  crn_subject subject;
  if (crn_error_subjects(error, place, 1, &subject, sizeof subject, NULL) == CRN_OK &&
      subject.kind == kind && subject.id == id)
    return;
  print_error("subject %d of %d is not %d %lld\n", (int)place, (int)crn_error_subject_count(error),
              (int)kind, (long long)id);
  fail_at(at);
}
