#include "smtp/conversation.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace creneau::smtp {

namespace {

constexpr std::size_t kLongestReply = 500;

/// Refusals that are about the login or the line, not about the mail (RFC 4954, 3207): it will pass
/// once the configuration is mended.
bool is_about_login(int code) noexcept {
  constexpr std::array kCodes{530, 534, 535, 538};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

bool is_permanent(int code) noexcept {
  return code >= 500 && code < 600 && !is_about_login(code);
}

bool is_digit(char letter) noexcept {
  return letter >= '0' && letter <= '9';
}

}  // namespace

void Conversation::enter(Step step) {
  step_ = step;
  code_ = 0;
  line_.clear();
  said_.clear();
}

void Conversation::command(std::string_view line) {
  if (line.starts_with("QUIT")) closing_ = true;
  if (closing_) return;
  const bool is_envelope =
      line.starts_with("MAIL ") || line.starts_with("RCPT ") || line.starts_with("DATA");
  enter(is_envelope ? Step::envelope : Step::opening);
}

void Conversation::reply(std::string_view piece) {
  while (!piece.empty() && !closing_) {
    const auto end = piece.find('\n');
    if (line_.size() < kLongestReply) line_ += piece.substr(0, end);
    if (end == std::string_view::npos) return;
    piece.remove_prefix(end + 1);
    reply_line(line_);
    line_.clear();
  }
}

void Conversation::reply_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_digit)) return;
  if (said_.size() + line.size() < kLongestReply) {
    if (!said_.empty()) said_ += " / ";
    said_ += line;
  }
  const bool goes_on = line.size() > 3 && line[3] == '-';
  if (!goes_on) code_ = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

std::size_t Conversation::take(char* buffer, std::size_t size) noexcept {
  const std::size_t count = std::min(size, unsent_.size());
  if (count > 0) {
    step_ = Step::body;
    std::memcpy(buffer, unsent_.data(), count);
    unsent_.remove_prefix(count);
  } else {
    enter(Step::ended);
  }
  return count;
}

Delivery Conversation::judge() const noexcept {
  switch (step_) {
    case Step::envelope: return is_permanent(code_) ? Delivery::refused : Delivery::failed;
    case Step::ended:
      if (code_ >= 200 && code_ < 300) return Delivery::delivered;
      if (code_ >= 400 && code_ < 600)
        return is_permanent(code_) ? Delivery::refused : Delivery::failed;
      return Delivery::uncertain;
    case Step::opening:
    case Step::body: break;
  }
  return Delivery::failed;
}

}  // namespace creneau::smtp
