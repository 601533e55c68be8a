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

enum class ClosureScope : std::uint8_t { inspector, centre, office };

/// Somebody or some place is away during `[from, to)`, local to the département in whose planning
/// the closure stands. A closure of the office closes the whole département.
struct Closure {
  ClosureId id;
  Departement departement;
  ClosureScope scope = ClosureScope::inspector;
  std::int64_t who = 0;  ///< the InspectorId, CentreId or OfficeId, by `scope`
  LocalTime from{};
  LocalTime to{};
  Reason reason = Reason::unstated;
  std::string note;

  /// Whether an inspector's `[start, end)` at a centre falls into the closure. A centre of zero:
  /// none.
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
