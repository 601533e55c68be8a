#pragma once
/// \file
/// Everything that an installation keeps, as text.

#include <array>
#include <string>

#include "handles.hpp"

namespace creneau::fuzz {

/// Two installations of one fingerprint hold the same.
struct Fingerprint {
  std::string planning;  ///< sessions, reservations, blocks, closures
  std::string history;
  std::string notices;
  std::string rules;
  std::array<std::string, 2> refusals;  ///< of each département
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// The numbers of the last commits, by département.
using Numbers = std::array<std::int64_t, 2>;
/// What the commands of an engine change, in the two départements of the world; of the history what
/// came after some numbers.
[[nodiscard]] Fingerprint fingerprint(const crn_engine* engine, Numbers after = {});
/// The ids of the first thousand notices, those of a département together.
[[nodiscard]] std::vector<std::int64_t> notice_ids(const crn_engine* engine);
/// What no command changes: offices, schools, inspectors, centres.
[[nodiscard]] std::string directory_of(const crn_engine* engine);
/// The entries of a directory among rows, of one kind (CRN_ROWS_OFFICES…) or of all.
[[nodiscard]] std::string entries_of(const crn_rows* rows, std::int32_t kind = 0);

/// An event as text, with its changes.
[[nodiscard]] std::string text_of(const crn_event* event);
/// The history of a département behind a number.
[[nodiscard]] std::vector<std::string> events_of(const crn_engine* engine,
                                                 crn_departement departement,
                                                 std::int64_t after = 0);

/// Nothing has changed, but for the journal of refusals where `may_journal`.
void require_unchanged(const Fingerprint& before, const Fingerprint& after, bool may_journal);

}  // namespace creneau::fuzz
