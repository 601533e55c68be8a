#pragma once
/// \file
/// The world of the random tests: Seine-Saint-Denis and Réunion in 2026.

#include <array>
#include <string>
#include <vector>

#include "creneau/creneau.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

inline const std::array<Departement, 2> kPlannings{k93, k974};

/// Before and after a holiday, before and after the rules and a posting change, on both sides of
/// the night in which the clocks go back.
inline constexpr std::array<Date, 12> kDates{
    make_date(2026, 5, 18),  make_date(2026, 5, 22), make_date(2026, 5, 25),
    make_date(2026, 5, 26),  make_date(2026, 5, 29), make_date(2026, 6, 1),
    make_date(2026, 6, 15),  make_date(2026, 6, 16), make_date(2026, 10, 24),
    make_date(2026, 10, 26), make_date(2026, 11, 1), make_date(2026, 11, 2)};
inline constexpr std::array<Date, 3> kRuleDates{kFirstDate, make_date(2026, 6, 1),
                                                make_date(2026, 10, 26)};
inline const Instant kFirstOfMay = *parse_instant("2026-05-01T08:00:00Z");

struct KeyAndValue {
  const char* key;
  const char* value;
};
inline constexpr std::array<KeyAndValue, 25> kGoodRules{{
    {"unit.minutes", "20"},
    {"unit.minutes", "45"},
    {"slot.units", "1"},
    {"slot.units", "2"},
    {"half_day.morning", "08:00-12:00"},
    {"half_day.afternoon", "13:00-17:00"},
    {"exam.units.CE.off_road", "1"},
    {"exam.units.CE.on_road", "3"},
    {"cancellation.days", "3"},
    {"cancellation.days", "8"},
    {"cancellation.counting", "calendar"},
    {"cancellation.counting", "clear_days"},
    {"cancellation.counting", "mon_sat"},
    {"cancellation.counting", "mon_fri"},
    {"cancellation.counting", "elapsed_hours"},
    {"cancellation.back_to_working_day", "on"},
    {"cancellation.back_to_working_day", "off"},
    {"cancellation.school_leaves", "unavailable"},
    {"cancellation.office_leaves", "free"},
    {"reservation.days_ahead", "30"},
    {"reservation.days_ahead", "off"},
    {"reservation.opens_at", "12:00"},
    {"refusals.journal", "all"},
    {"holiday.93.2026-06-15", "on"},
    {"holiday.93.2026-05-25", "off"},
}};
inline constexpr std::array<KeyAndValue, 4> kBadRules{{{"unit.minutes", "0"},
                                                       {"cancellation.counting", "weeks"},
                                                       {"no.such.key", "1"},
                                                       {"holiday.93.2026-02-30", "on"}}};

/// BER 93 (office 1) and BER 974 (office 2). Inspectors 11 and 12 in 93; 13 in 93 until May and on
/// Réunion from June on; 21 and 22 on Réunion. Centres 1 and 2 in 93, 3 in Paris, 4 on Réunion.
/// Schools 1 to 4: 2 teaches CE alone, 3 is not active, 4 has no mail.
inline DirectoryRows rows_of_the_world() {
  DirectoryRows rows;
  for (const auto& [id, departement] : {std::pair{1, k93}, std::pair{2, k974}}) {
    Office it;
    it.id = {id};
    it.name = "BER " + std::string(departement.code());
    it.departements.insert(departement);
    rows.offices.push_back(it);
  }
  CategorySet heavy;
  heavy.insert(Category::c);
  heavy.insert(Category::ce);
  CategorySet ce_alone;
  ce_alone.insert(Category::ce);
  const Period until_may{kFirstDate, make_date(2026, 5, 31)};
  const Period from_june{make_date(2026, 6, 1), kLastDate};
  const auto inspector = [&](std::int64_t id, CategorySet categories, std::vector<Posting> at) {
    Inspector it;
    it.id = {id};
    it.matricule = "93-" + std::to_string(40 - id);  // not in the order of the ids
    it.name = "IPCSR " + it.matricule;
    it.categories = categories;
    it.postings = std::move(at);
    rows.inspectors.push_back(it);
  };
  inspector(11, {}, {{k93, {}}});
  inspector(12, heavy, {{k93, {}}});
  inspector(13, {}, {{k93, until_may}, {k974, from_june}});
  inspector(21, {}, {{k974, {}}});
  inspector(22, ce_alone, {{k974, from_june}});
  const auto centre = [&](std::int64_t id, const char* name, Departement in, CategorySet allowed) {
    rows.centres.push_back({{id}, name, name, in, allowed, {}});
  };
  centre(1, "Rosny", k93, {});
  centre(2, "Bobigny", k93, heavy);
  centre(3, "Paris-Nord", k75, {});
  centre(4, "Saint-Denis", k974, {});
  for (const std::int64_t id : {1, 2, 3, 4}) {
    School it;
    it.id = {id};
    it.name = "Auto-école 93-00" + std::to_string(id);
    it.aurige_id = "AE-93-00" + std::to_string(id);
    if (id == 2) it.categories = ce_alone;
    it.active = id != 3;
    rows.schools.push_back(it);
  }
  return rows;
}

inline const MemoryDirectory& directory_of_the_world() {
  static const MemoryDirectory directory = [] {
    MemoryDirectory it;
    const DirectoryRows rows = rows_of_the_world();
    for (const Office& row : rows.offices) it.add(row);
    for (const School& row : rows.schools) it.add(row);
    for (const Inspector& row : rows.inspectors) it.add(row);
    for (const Centre& row : rows.centres) it.add(row);
    return it;
  }();
  return directory;
}

}  // namespace creneau::testing
