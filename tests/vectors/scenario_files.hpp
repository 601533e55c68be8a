#pragma once
/// \file
/// The scenarios and worlds of this folder.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace creneau::vectors {

inline const std::filesystem::path kFolder =
    std::filesystem::path(CRENEAU_TESTS_FOLDER) / "vectors";

inline nlohmann::json read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file);
}

inline std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder / "scenarios"))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// A scenario and the world in which it plays.
struct Scenario {
  explicit Scenario(const std::string& name)
      : steps(read_json(kFolder / "scenarios" / (name + ".json"))),
        world(read_json(kFolder / "worlds" / (steps.at("world").get<std::string>() + ".json"))) {}
  nlohmann::json steps;
  nlohmann::json world;
};

}  // namespace creneau::vectors
