#pragma once
/// \file
/// Runs the scenarios of this folder, which README.md describes, over any storage.

#include "creneau/creneau.hpp"
#include "creneau/json/json.hpp"

namespace creneau::vectors {

/// The entries of a world's directory, numbered in the order of the file.
[[nodiscard]] DirectoryRows directory_rows(const json::Json& world);

/// Runs a scenario's steps and expects what each one says.
void run(const json::Json& scenario, const json::Json& world, Storage& storage,
         const Outbox& outbox, const Directory& directory);

}  // namespace creneau::vectors
