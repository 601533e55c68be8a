#pragma once
/// \file
/// Dates and times as people write them. No locale is used.

#include <string>

#include "creneau/model/session.hpp"
#include "creneau/model/time.hpp"
#include "creneau/text/language.hpp"

namespace creneau::text {

/// "lundi 15 juin 2026", "mardi 1er septembre 2026"; "Monday 15 June 2026". A day more than 8,000
/// years from 1970 is no date that anybody means and gives an empty text.
[[nodiscard]] std::string in_words(Language language, Date date);

/// A time of day, up to midnight at the end of a day: "08 h 30"; "08:30". Empty for anything
/// outside one day.
[[nodiscard]] std::string in_words(Language language, Minutes time_of_day);

/// "lundi 15 juin 2026 à 08 h 30"; "Monday 15 June 2026 at 08:30".
[[nodiscard]] std::string in_words(Language language, LocalTime time);

/// "08 h 30 – 12 h 00"; "08:30–12:00".
[[nodiscard]] std::string in_words(Language language, Hours hours);

/// "du lundi 15 juin 2026 au vendredi 19 juin 2026", or "le lundi 15 juin 2026" where it is one
/// day; "from … to …", "on …".
[[nodiscard]] std::string in_words(Language language, const Period& period);

/// The times of slots of a session, adjacent ones joined: "08 h 30 – 10 h 00 et 11 h 00 – 11 h 30".
/// \pre session.is_planned()
[[nodiscard]] std::string times_in_words(Language language, const Session& session, SlotSet slots);

}  // namespace creneau::text
