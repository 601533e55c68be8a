#pragma once
/// \file
/// One line of the dated rules document, as a storage keeps it.

#include <string>

#include "creneau/model/time.hpp"

namespace creneau {

/// From `from` on, `key` has this value. Keys and values are those of `policy/rules.hpp`; a storage
/// keeps them as text and need not understand them.
struct RuleEntry {
  Date from{kFirstDate};  ///< the first local date on which it holds; kFirstDate to kLastDate
  std::string key;        ///< such as `cancellation.days`
  std::string value;      ///< as the key takes it
  friend bool operator==(const RuleEntry&, const RuleEntry&) = default;
};

}  // namespace creneau
