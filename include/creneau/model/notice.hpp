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

[[nodiscard]] constexpr std::string_view code_of(NoticeKind kind) noexcept {
  return detail::kNoticeKindCodes[static_cast<std::size_t>(kind)];
}

[[nodiscard]] constexpr std::optional<NoticeKind> notice_kind_from_code(
    std::string_view code) noexcept {
  for (std::size_t index = 0; index < detail::kNoticeKindCodes.size(); ++index)
    if (detail::kNoticeKindCodes[index] == code) return static_cast<NoticeKind>(index);
  return std::nullopt;
}

/// One reservation that a notice tells of, with what the recipient's calendar needs.
struct NoticeLine {
  ReservationId reservation;
  SchoolId school;
  CentreId centre;
  InspectorId inspector;
  Category category = Category::c;
  ExamPart part = ExamPart::unstated;
  LocalTime start{};  ///< of the first slot told of, local to the notice's département
  LocalTime end{};    ///< of the last one
  Units units;
  bool still_held = false;  ///< something of the reservation remains: METHOD REQUEST, else CANCEL
  LocalTime held_start{};   ///< what remains, where `still_held`
  LocalTime held_end{};
  std::int64_t sequence = 0;  ///< of the calendar entry: rises with each change of the reservation
  std::string summary;        ///< rendered: the calendar entry's title
  std::string location;       ///< rendered: the centre's name and place
  friend bool operator==(const NoticeLine&, const NoticeLine&) = default;
};

/// Rendered text, UTF-8.
struct Message {
  std::string subject;  ///< one line
  std::string text;
  std::string html;
  friend bool operator==(const Message&, const Message&) = default;
};

/// One mail to one recipient about one command, stored in the commit of the change it tells of.
struct Notice {
  NoticeId id;
  Departement departement;
  NoticeKind kind = NoticeKind::reserved;
  SchoolId to_school;  ///< the recipient is this school…
  OfficeId to_office;  ///< …or this office
  Instant at{};        ///< of the command
  Reason reason = Reason::unstated;
  std::string note;
  std::vector<NoticeLine> lines;
  std::string address;   ///< the recipient's mail; empty: undeliverable
  std::string reply_to;  ///< the office's mail, or empty
  Message message;       ///< empty until a NoticeWriter rendered it
  friend bool operator==(const Notice&, const Notice&) = default;
};

}  // namespace creneau
