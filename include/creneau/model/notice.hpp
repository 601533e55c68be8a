#pragma once
/// \file
/// Notices: what a school or an office is told of a change, as facts and as rendered text.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/model/category.hpp"
#include "creneau/model/departement.hpp"
#include "creneau/model/ids.hpp"
#include "creneau/model/reason.hpp"
#include "creneau/model/slot.hpp"
#include "creneau/model/time.hpp"
#include "creneau/model/units.hpp"

namespace creneau {

/// What a notice tells, and whom. The numbers are stored: new kinds are appended.
enum class NoticeKind : std::uint8_t {
  reserved,                ///< to the school
  changed,                 ///< to the school: another inspector, centre, date or hour
  cancelled_by_office,     ///< to the school
  cancelled_by_school,     ///< to the office that planned the session
  cancellation_confirmed,  ///< to the school
};

namespace detail {
inline constexpr std::array<std::string_view, 5> kNoticeKindCodes{
    "reserved", "changed", "cancelled_by_office", "cancelled_by_school", "cancellation_confirmed"};
}

/// The kind's name, as JSON writes it: "reserved".
[[nodiscard]] constexpr std::string_view code_of(NoticeKind kind) noexcept {
  return detail::kNoticeKindCodes[static_cast<std::size_t>(kind)];
}

/// One reservation that a notice tells of, with what the recipient's calendar needs.
struct NoticeLine {
  ReservationId reservation;           ///< the calendar entry's UID is made of it
  SchoolId school;                     ///< whose reservation it is, whoever the recipient is
  CentreId centre;                     ///< where the exam begins
  InspectorId inspector;               ///< who examines
  Category category = Category::c;     ///< of the session
  ExamPart part = ExamPart::unstated;  ///< of the session; unstated: any
  LocalTime start{};          ///< of the first slot told of, local to the notice's département
  LocalTime end{};            ///< of the last one
  Units units;                ///< of the slots told of
  bool still_held = false;    ///< something of the reservation remains: METHOD REQUEST, else CANCEL
  LocalTime held_start{};     ///< local; of what remains, where `still_held`
  LocalTime held_end{};       ///< local; of what remains, where `still_held`
  std::int64_t sequence = 0;  ///< of the calendar entry: rises with each change of the reservation
  std::string summary;        ///< rendered: the calendar entry's title
  std::string location;       ///< rendered: the centre's name and place
  friend bool operator==(const NoticeLine&, const NoticeLine&) = default;
};

/// Rendered text, UTF-8.
struct Message {
  std::string subject;  ///< one line
  std::string text;     ///< the mail as plain text
  std::string html;     ///< the same as HTML
  friend bool operator==(const Message&, const Message&) = default;
};

/// One mail to one recipient about one command, stored in the commit of the change it tells of.
struct Notice {
  NoticeId id;              ///< given by the outbox; zero before the commit
  Departement departement;  ///< whose planning was changed; local times of the lines are its own
  NoticeKind kind = NoticeKind::reserved;  ///< what it tells
  SchoolId to_school;                      ///< the recipient is this school…
  OfficeId to_office;                      ///< …or this office
  OfficeId from_office;                    ///< to a school: where to turn to; else zero
  Instant at{};                            ///< UTC; of the command
  Reason reason = Reason::unstated;        ///< the command's
  std::string note;                        ///< the command's; shown to the recipient
  std::vector<NoticeLine> lines;  ///< one for each reservation told of; none once they were purged
  std::string address;            ///< the recipient's mail; empty: undeliverable
  std::string reply_to;           ///< the office's mail, or empty
  Message message;                ///< empty until a NoticeWriter rendered it
  friend bool operator==(const Notice&, const Notice&) = default;
};

}  // namespace creneau
