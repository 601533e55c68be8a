#pragma once
/// \file
/// Where targets run: a small directory, a clock that stands, an engine over a database.

#include <array>

#include "handles.hpp"

namespace creneau::fuzz {

/// \name Who is there
/// BER 93 (office 1) with Rosny (centre 1) and Bobigny (2, heavy vehicles only), IPCSR 93-07
/// (inspector 1) and 93-08 (2, who leaves for Réunion in September); BER 974 (office 2) with
/// Saint-Denis (centre 3) and IPCSR 974-01 (3). Auto-école 93-012 (school 1), 93-013 (2, CE alone,
/// no mail), 93-014 (3, not active).
/// \{
inline constexpr std::int64_t kOffices = 2;
inline constexpr std::int64_t kCentres = 3;
inline constexpr std::int64_t kInspectors = 3;
inline constexpr std::int64_t kSchools = 3;
[[nodiscard]] Rows directory_rows();
/// \}

inline const crn_departement k93 = crn_departement_of("93");
inline const crn_departement k974 = crn_departement_of("974");
inline const std::array kDepartements{k93, k974};

/// Monday 1 June 2026, 08:00Z, when every target begins.
inline constexpr std::int64_t kNow = 1'780'300'800'000'000;
inline constexpr std::int64_t kMinute = 60'000'000;
/// Monday 15 June 2026.
inline constexpr std::int32_t kMonday = 20'619;

[[nodiscard]] crn_actor actor_of(std::int32_t role, std::int64_t who = 0);
/// BER 93, or that of Réunion.
[[nodiscard]] crn_actor office_of(crn_departement departement);
[[nodiscard]] inline crn_actor an_operator() {
  return actor_of(CRN_ROLE_OPERATOR);
}

/// What a database begins with.
enum class Beginning {
  nothing,    ///< not even a directory
  directory,  ///< of the world
  planning    ///< and a few sessions, planned and available ones, with reservations
};
[[nodiscard]] Database memory_database(Beginning beginning);
/// The same in a file, one for the whole run, made anew.
[[nodiscard]] Database sqlite_database(Beginning beginning);

/// An installation.
struct World {
  explicit World(Database made, std::int32_t language = CRN_LANGUAGE_NONE);
  Database database;
  Clock clock;
  Engine engine;
};

}  // namespace creneau::fuzz
