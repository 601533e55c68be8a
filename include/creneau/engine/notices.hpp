#pragma once
/// \file
/// Who is told of a change, and what.

#include "creneau/engine/call.hpp"

namespace creneau::detail {

/// Whom a notice is for, and who answers.
struct Recipient {
  SchoolId school;
  OfficeId office;
  OfficeId from;  ///< to a school only
};

/// A school may turn to the office that acts, or else to the one that planned the session.
[[nodiscard]] inline Recipient to_school(const ChangeSet& changes, const Session& session,
                                         SchoolId school) {
  const OfficeId acting = changes.actor.office();
  return {school, {}, acting ? acting : session.planning->planned_by};
}

/// The notice of `kind` to that recipient in a change set; made if it is not there yet. One mail
/// for each recipient and command.
[[nodiscard]] inline Notice& notice_to(ChangeSet& changes, NoticeKind kind, Recipient recipient) {
  for (Notice& notice : changes.notices)
    if (notice.kind == kind && notice.to_school == recipient.school &&
        notice.to_office == recipient.office)
      return notice;
  Notice& notice = changes.notices.emplace_back();
  notice.departement = changes.departement;
  notice.kind = kind;
  notice.to_school = recipient.school;
  notice.to_office = recipient.office;
  notice.from_office = recipient.from;
  notice.at = changes.at;
  notice.reason = changes.reason;
  notice.note = changes.note;
  return notice;
}

/// What a notice says of a reservation: the slots it tells of, and what is still held afterwards.
[[nodiscard]] inline NoticeLine notice_line(const Situation& situation, const Session& session,
                                            ReservationId reservation, SchoolId school,
                                            SlotSet told, SlotSet held) {
  const Planning& planning = *session.planning;
  NoticeLine line;
  line.reservation = reservation;
  line.school = school;
  line.centre = planning.centre;
  line.inspector = session.inspector;
  line.category = planning.category;
  line.part = planning.part;
  line.start = session.start_of(told.front());
  line.end = session.end_of(told.back());
  line.units = planning.grid.units_of(told);
  line.still_held = !held.empty();
  if (line.still_held) {
    line.held_start = session.start_of(held.front());
    line.held_end = session.end_of(held.back());
  }
  // Every later change of the reservation is decided on a snapshot with a greater commit number.
  line.sequence = situation.snapshot.number.value;
  return line;
}

/// Tells the school of an office's act on its slots.
inline void tell_school(const Situation& situation, ChangeSet& changes, NoticeKind kind,
                        const Session& session, ReservationId reservation, SchoolId school,
                        SlotSet told, SlotSet held) {
  if (!situation.notices) return;
  notice_to(changes, kind, to_school(changes, session, school))
      .lines.push_back(notice_line(situation, session, reservation, school, told, held));
}

/// Tells the office that planned the session, and the school, that the school cancelled.
inline void tell_of_school_cancellation(const Situation& situation, ChangeSet& changes,
                                        const Session& session, ReservationId reservation,
                                        SchoolId school, SlotSet told, SlotSet held) {
  if (!situation.notices) return;
  const NoticeLine line = notice_line(situation, session, reservation, school, told, held);
  if (changes.notices.empty()) changes.notices.reserve(2);
  notice_to(changes, NoticeKind::cancelled_by_school, {{}, session.planning->planned_by, {}})
      .lines.push_back(line);
  notice_to(changes, NoticeKind::cancellation_confirmed, to_school(changes, session, school))
      .lines.push_back(line);
}

}  // namespace creneau::detail
