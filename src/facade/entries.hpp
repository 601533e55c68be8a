#pragma once
/// \file
/// What a directory of the library takes in.

#include "creneau/memory/memory_directory.hpp"
#include "creneau/port/database.hpp"

namespace creneau::facade {

/// Looks at entries by themselves: `bad_argument` for an id below zero, `bad_text` for control
/// characters, `bad_address` for a mail that is none, `end_before_start` and `posting_overlap` of
/// postings.
[[nodiscard]] result<void> check_entries(const DirectoryRows& entries);

/// Takes entries into a directory in memory, all or none; without `keep` only counts them.
/// `bad_argument` for an entry without an id, `duplicate_reference` where two entries would bear one
/// natural key.
[[nodiscard]] result<DirectoryTaken> put(MemoryDirectory& directory, const DirectoryRows& entries,
                                         bool keep);

}  // namespace creneau::facade
