#pragma once
/// \file
/// What a change set is about, line by line and in sum. Internal to `creneau::text`.

#include <cstdint>
#include <string>
#include <vector>

#include "creneau/text/names.hpp"
#include "creneau/text/text.hpp"

namespace creneau::text {

/// A change set taken apart for its sentences.
struct Listing {
  std::vector<ListingLine> lines;  ///< by start

  // What the sentence speaks of: of a command on sessions these alone, else all lines.
  std::int64_t sessions = 0;
  std::int64_t units = 0;
  std::string when;
  std::string category;  ///< where all lines have the same
  std::string school;    ///< where all lines have the same
};

[[nodiscard]] Listing list(Language language, Names& names, const ChangeSet& changes);

}  // namespace creneau::text
