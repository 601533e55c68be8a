#include "creneau/text/codes.hpp"

#include "text/keys.hpp"

namespace creneau::text {

namespace {

Key word_of(Role role) noexcept {
  switch (role) {
    case Role::office: return Key::role_office;
    case Role::school: return Key::role_school;
    case Role::inspector: return Key::role_inspector;
    case Role::reader: return Key::role_reader;
    case Role::operator_: break;
  }
  return Key::role_operator_;
}

Key word_of(ExamPart part) noexcept {
  switch (part) {
    case ExamPart::off_road: return Key::part_off_road;
    case ExamPart::on_road: return Key::part_on_road;
    case ExamPart::complete: return Key::part_complete;
    case ExamPart::unstated: break;
  }
  return Key::part_unstated;
}

Key word_of(SlotStatus status) noexcept {
  switch (status) {
    case SlotStatus::free: return Key::status_free;
    case SlotStatus::reserved: return Key::status_reserved;
    case SlotStatus::unavailable: break;
  }
  return Key::status_unavailable;
}

Key word_of(Reason reason) noexcept {
  switch (reason) {
    case Reason::late_school_request: return Key::reason_late_school_request;
    case Reason::inspector_absent: return Key::reason_inspector_absent;
    case Reason::centre_closed: return Key::reason_centre_closed;
    case Reason::weather: return Key::reason_weather;
    case Reason::vehicle: return Key::reason_vehicle;
    case Reason::error: return Key::reason_error;
    case Reason::other: return Key::reason_other;
    case Reason::unstated: break;
  }
  return Key::reason_unstated;
}

Key word_of(NoticeStatus status) noexcept {
  switch (status) {
    case NoticeStatus::pending: return Key::notice_status_pending;
    case NoticeStatus::delivered: return Key::notice_status_delivered;
    case NoticeStatus::undeliverable: return Key::notice_status_undeliverable;
    case NoticeStatus::dead: break;
  }
  return Key::notice_status_dead;
}

}  // namespace

std::string_view in_words(Language language, Role role) noexcept {
  return pattern(word_of(role), language);
}
std::string_view in_words(Language language, ExamPart part) noexcept {
  return pattern(word_of(part), language);
}
std::string_view in_words(Language language, SlotStatus status) noexcept {
  return pattern(word_of(status), language);
}
std::string_view in_words(Language language, Reason reason) noexcept {
  return pattern(word_of(reason), language);
}
std::string_view in_words(Language language, CommandKind command) noexcept {
  return pattern(keys_of(command).name, language);
}
std::string_view in_words(Language language, NoticeKind kind) noexcept {
  return pattern(keys_of(kind).title, language);
}
std::string_view in_words(Language language, NoticeStatus status) noexcept {
  return pattern(word_of(status), language);
}

}  // namespace creneau::text
