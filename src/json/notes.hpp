#pragma once
/// \file
/// What people wrote among the changes of an event, kept apart so that it can be redacted. For the
/// storages; internal.

#include <string>
#include <string_view>

#include "creneau/json/json.hpp"

namespace creneau::json {

/// Takes the notes out of a change set's JSON: an array of them, one for each block, then one for
/// each closure; empty where there is none at all.
[[nodiscard]] std::string take_notes(Object& changes);

/// Puts back the notes that `take_notes` took out. `storage_corrupt` where they are not as many.
[[nodiscard]] result<void> put_back_notes(std::string_view text, ChangeSet& changes);

}  // namespace creneau::json
