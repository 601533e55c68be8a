#include "mail/calendar.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>

#include "creneau/model/iso_text.hpp"
#include "creneau/policy/zones.hpp"

namespace creneau::mail {

namespace {

/// Whether the recipient's calendar has the reservation after this notice.
bool is_held(const Notice& notice, const NoticeLine& line) noexcept {
  return line.still_held || notice.kind == NoticeKind::reserved ||
         notice.kind == NoticeKind::changed;
}

/// "20260615T063000Z".
icaltimetype utc(Instant instant) {
  std::string text = to_text(std::chrono::floor<std::chrono::seconds>(instant));
  std::erase_if(text, [](char letter) { return letter == '-' || letter == ':'; });
  return icaltime_from_string(text.c_str());
}

std::string mailto(const std::string& address) {
  return "mailto:" + address;
}

/// A quoted parameter may hold neither quotation marks nor control characters (RFC 5545, 3.1).
std::string parameter_of(std::string name) {
  std::replace(name.begin(), name.end(), '"', '\'');
  return name;
}

icalproperty* organizer_of(const Identity& identity) {
  icalproperty* organizer = icalproperty_new_organizer(mailto(identity.address).c_str());
  if (!identity.name.empty())
    icalproperty_add_parameter(organizer,
                               icalparameter_new_cn(parameter_of(identity.name).c_str()));
  return organizer;
}

/// Nobody is asked for an answer: an exam is convened, not proposed.
icalproperty* attendee_of(const Notice& notice) {
  icalproperty* attendee = icalproperty_new_attendee(mailto(notice.address).c_str());
  icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
  icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_ACCEPTED));
  icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_FALSE));
  return attendee;
}

icalcomponent* event_of(const Notice& notice, const NoticeLine& line, const Identity& identity) {
  const bool held = is_held(notice, line);
  const ZoneId zone = zone_of(notice.departement);
  const LocalTime start = line.still_held ? line.held_start : line.start;
  const LocalTime end = line.still_held ? line.held_end : line.end;
  const std::string uid =
      "reservation-" + std::to_string(line.reservation.value) + "@" + identity.domain;
  const std::string& summary = line.summary.empty() ? notice.message.subject : line.summary;
  const auto sequence = static_cast<int>(std::clamp<std::int64_t>(line.sequence, 0, INT32_MAX));

  icalcomponent* event = icalcomponent_new_vevent();
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
  add(icalproperty_new_uid(uid.c_str()));
  add(icalproperty_new_sequence(sequence));
  add(icalproperty_new_dtstamp(utc(notice.at)));
  add(icalproperty_new_dtstart(utc(to_instant(zone, start))));
  add(icalproperty_new_dtend(utc(to_instant(zone, end))));
  add(icalproperty_new_summary(summary.c_str()));
  if (!line.location.empty()) add(icalproperty_new_location(line.location.c_str()));
  add(organizer_of(identity));
  add(attendee_of(notice));
  add(icalproperty_new_status(held ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_CANCELLED));
  return event;
}

}  // namespace

const char* method_of(const Notice& notice, const NoticeLine& line) noexcept {
  return is_held(notice, line) ? "REQUEST" : "CANCEL";
}

std::string calendar_of(const Notice& notice, const NoticeLine& line, const Identity& identity) {
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
      icalcomponent_new_vcalendar(), &icalcomponent_free);
  const auto add = [&](icalproperty* property) {
    icalcomponent_add_property(calendar.get(), property);
  };
  add(icalproperty_new_prodid("-//Creneau//Creneau//FR"));
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_method(is_held(notice, line) ? ICAL_METHOD_REQUEST : ICAL_METHOD_CANCEL));
  icalcomponent_add_component(calendar.get(), event_of(notice, line, identity));
  const std::unique_ptr<char, decltype(&icalmemory_free_buffer)> written(
      icalcomponent_as_ical_string_r(calendar.get()),
      +[](void* buffer) { icalmemory_free_buffer(buffer); });
  std::string text = written.get();
  std::erase(text, '\r');
  return text;
}

}  // namespace creneau::mail
