#include "facade/log.hpp"

#include "creneau/text/names.hpp"
#include "facade/fields.hpp"

namespace creneau::facade {

void Log::tell(std::int32_t level, std::string_view what, const Error& error) const noexcept {
  if (function_ == nullptr) return;
  try {
    std::string message{what};
    message.append(": ").append(name_of(error.code));
    if (!error.text.empty()) message.append(": ").append(text::one_line(error.text));
    function_(data_, level, plain(message));
  } catch (const std::bad_alloc&) {
    // A message less.
  }
}

void LoggedStorage::commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
  storage_.commit(sets, answers);
  for (const Commit& answer : answers) {
    if (answer.outcome == Commit::Outcome::conflict)
      log_.tell(CRN_LOG_DEBUG, "commit", Error{ErrorCode::conflict});
    if (answer.outcome == Commit::Outcome::failed) log_.tell(CRN_LOG_ERROR, "commit", answer.error);
  }
}

Notifier::Answer LoggedNotifier::deliver(const Notice& notice) {
  Answer answer = notifier_.deliver(notice);
  if (answer.delivery == Delivery::delivered) return answer;
  const ErrorCode code = answer.delivery == Delivery::uncertain ? ErrorCode::delivery_uncertain
                                                                : ErrorCode::delivery_failed;
  try {
    log_.tell(CRN_LOG_WARNING, "notice " + std::to_string(notice.id.value),
              Error{code}.with_text(answer.text));
  } catch (const std::bad_alloc&) {
    // A message less: what became of the notice must not be lost with it.
  }
  return answer;
}

}  // namespace creneau::facade
