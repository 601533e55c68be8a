#include "mail/checks.hpp"

#include <algorithm>

#include "creneau/policy/name_matching.hpp"
#include "creneau/text/mail_address.hpp"

namespace creneau::mail {

namespace {

/// The longest header text, before it is encoded.
constexpr std::size_t kMaxHeader = 2000;

result<void> check_address(const std::string& address, Subject subject) {
  if (text::is_mail_address(address)) return success();
  return Error{ErrorCode::bad_address, subject}.with_text(address);
}

result<void> check_line(std::string_view line, Subject subject) {
  if (line.size() > kMaxHeader)
    return Error{ErrorCode::bad_text, subject}.with_limit(kMaxHeader,
                                                          static_cast<std::int64_t>(line.size()));
  if (!is_clean_text(line)) return Error{ErrorCode::bad_text, subject}.with_text(std::string(line));
  return success();
}

/// UTF-8 whose only control characters are line feeds and tabs.
result<void> check_body(std::string_view body, Subject subject) {
  while (!body.empty()) {
    const auto piece = body.substr(0, body.find_first_of("\n\t"));
    if (!is_clean_text(piece))
      return Error{ErrorCode::bad_text, subject}.with_text(std::string(piece.substr(0, 200)));
    body.remove_prefix(std::min(body.size(), piece.size() + 1));
  }
  return success();
}

}  // namespace

result<void> check(const Identity& identity) {
  BOOST_OUTCOME_TRY(check_address(identity.address, {}));
  if (!text::is_mail_domain(identity.domain))
    return Error{ErrorCode::bad_address}.with_text(identity.domain);
  return check_line(identity.name, {});
}

result<void> check(const Notice& notice) {
  if (notice.id.value <= 0) return Error{ErrorCode::bad_argument, notice.id}.with_text("id");
  BOOST_OUTCOME_TRY(check_address(notice.address, notice.id));
  if (!notice.reply_to.empty()) {
    BOOST_OUTCOME_TRY(check_address(notice.reply_to, notice.id));
  }
  BOOST_OUTCOME_TRY(check_line(notice.message.subject, notice.id));
  BOOST_OUTCOME_TRY(check_body(notice.message.text, notice.id));
  BOOST_OUTCOME_TRY(check_body(notice.message.html, notice.id));
  for (const NoticeLine& line : notice.lines) {
    if (line.reservation.value <= 0)
      return Error{ErrorCode::bad_argument, line.reservation}.with_text("reservation");
    BOOST_OUTCOME_TRY(check_line(line.summary, notice.id));
    BOOST_OUTCOME_TRY(check_line(line.location, notice.id));
  }
  return success();
}

}  // namespace creneau::mail
