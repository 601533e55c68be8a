// Version, codes, errors, texts.
#include "facade/event_rows.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::plain;

int32_t crn_version(void) {
  return CRN_VERSION_MAJOR * 1'000'000 + CRN_VERSION_MINOR * 1'000 + CRN_VERSION_PATCH;
}

crn_text crn_status_name(crn_status status) {
  if (status == CRN_OK) return plain("ok");
  return plain(name_of(static_cast<ErrorCode>(status)));
}

crn_text crn_status_meaning(crn_status status) {
  return plain(facade::meaning_of(status));
}

int32_t crn_status_class(crn_status status) {
  if (!facade::is_error_code(status)) return 0;
  switch (class_of(static_cast<ErrorCode>(status))) {
    case ErrorClass::refused: return CRN_CLASS_REFUSED;
    case ErrorClass::input: return CRN_CLASS_INPUT;
    case ErrorClass::failed: return CRN_CLASS_FAILED;
  }
  return 0;
}

crn_status crn_error_code(const crn_error* error) {
  return error == nullptr ? CRN_OK : static_cast<crn_status>(behind(error)->error().code);
}

crn_text crn_error_message(const crn_error* error, int32_t language) {
  if (error == nullptr) return plain("");
  return plain(behind(error)->message(language == CRN_LANGUAGE_ENGLISH ? text::Language::en
                                                                       : text::Language::fr));
}

crn_text crn_error_text(const crn_error* error) {
  return error == nullptr ? plain("") : plain(behind(error)->error().text);
}

int64_t crn_error_limit(const crn_error* error) {
  return error == nullptr ? 0 : behind(error)->error().limit;
}

int64_t crn_error_actual(const crn_error* error) {
  return error == nullptr ? 0 : behind(error)->error().actual;
}

size_t crn_error_subject_count(const crn_error* error) {
  return error == nullptr ? 0 : behind(error)->error().subjects.size();
}

crn_status crn_error_subjects(const crn_error* error, size_t first, size_t count, crn_subject* to,
                              size_t row_size, crn_error** failure) {
  return guarded(failure, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(error, "error"));
    return facade::copy_subjects(it->error(), first, {to, row_size, count});
  });
}

crn_status crn_error_deadline(const crn_error* error, crn_deadline* deadline, crn_error** failure) {
  return filling(deadline, "deadline", false, failure, [&]() -> result<crn_deadline> {
    BOOST_OUTCOME_TRY(const auto* const it, given(error, "error"));
    if (!it->error().deadline) return facade::bad_argument("error");
    return plain(*it->error().deadline);
  });
}

void crn_error_destroy(crn_error* error) {
  give_back(error);
}

crn_text crn_string_text(const crn_string* string) {
  return string == nullptr ? plain("") : plain(*behind(string));
}

void crn_string_destroy(crn_string* string) {
  delete behind(string);
}
