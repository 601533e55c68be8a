#pragma once
/// \file
/// Closures: intervals in which an inspector, a centre or an office is away.

#include <cstdint>
#include <string>

#include "creneau/model/departement.hpp"
#include "creneau/model/ids.hpp"
#include "creneau/model/reason.hpp"
#include "creneau/model/session.hpp"
#include "creneau/model/time.hpp"

namespace creneau {

/// Who or what is away: one inspector, one centre, or the whole département. The numbers are
/// stored.
enum class ClosureScope : std::uint8_t { inspector, centre, office };

/// Somebody or some place is away during `[from, to)`, local to the département in whose planning
/// the closure stands. A closure of the office closes the whole département.
struct Closure {
  ClosureId id;             ///< given by the storage
  Departement departement;  ///< in whose planning it stands; its zone is that of `from` and `to`
  ClosureScope scope = ClosureScope::inspector;  ///< what `who` is
  std::int64_t who = 0;              ///< the InspectorId, CentreId or OfficeId, by `scope`
  LocalTime from{};                  ///< local; the first minute that is closed
  LocalTime to{};                    ///< local; the first minute that is open again; after `from`
  Reason reason = Reason::unstated;  ///< why
  std::string note;                  ///< free text beside the reason; at most 2,000 bytes of UTF-8

  /// Whether an inspector's `[start, end)` at a centre, local, meets the closure, be it for one
  /// minute. A centre of zero: none.
  [[nodiscard]] bool covers(InspectorId inspector, CentreId centre, LocalTime start,
                            LocalTime end) const noexcept {
    if (!(start < to && from < end)) return false;
    switch (scope) {
      case ClosureScope::inspector: return who == inspector.value;
      case ClosureScope::centre: return who == centre.value;
      case ClosureScope::office: return true;
    }
    return false;
  }
  friend bool operator==(const Closure&, const Closure&) = default;
};

}  // namespace creneau
