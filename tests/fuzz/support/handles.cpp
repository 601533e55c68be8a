#include "handles.hpp"

namespace creneau::fuzz {

std::string Outcome::text() const {
  return std::string(view(crn_status_name(status_))) + ": " +
         std::string(view(crn_error_message(error_, CRN_LANGUAGE_ENGLISH)));
}

void Outcome::check() const {
  require((status_ == CRN_OK) == (error_ == nullptr), "an error comes where a call fails");
  require(crn_error_code(error_) == status_, "an error has the code that was answered");
  if (ok()) return;
  require(crn_status_class(status_) != 0, "what is answered is a code");
  for (const std::int32_t language : {CRN_LANGUAGE_FRENCH, CRN_LANGUAGE_ENGLISH})
    require(!view(crn_error_message(error_, language)).empty(), "an error says something");
  (void)view(crn_error_text(error_));
  std::vector<crn_subject> subjects(crn_error_subject_count(error_));
  require(crn_error_subjects(error_, 0, subjects.size(), subjects.data(), sizeof(crn_subject),
                             nullptr) == CRN_OK,
          "the subjects of an error can be read");
  crn_deadline deadline;
  CRN_INIT(deadline);
  const bool has_one = crn_error_deadline(error_, &deadline, nullptr) == CRN_OK;
  require(has_one || status_ != CRN_ERROR_TOO_LATE, "who comes too late is told the deadline");
}

}  // namespace creneau::fuzz
