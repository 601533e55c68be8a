#pragma once
/// \file
/// Runs the scenarios of this folder, which README.md describes, over any storage.

#include <nlohmann/json.hpp>

#include "creneau/creneau.hpp"

namespace creneau::vectors {

/// The entries of a world's directory, numbered in the order of the file.
[[nodiscard]] DirectoryRows directory_rows(const nlohmann::json& world);

/// Runs a scenario's steps and expects what each one says.
void run(const nlohmann::json& scenario, const nlohmann::json& world, Storage& storage,
         const Outbox& outbox, const Directory& directory);

}  // namespace creneau::vectors
