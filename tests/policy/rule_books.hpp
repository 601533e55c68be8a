#pragma once
/// \file
/// Short ways to write rules and départements in tests.

#include <initializer_list>
#include <string>
#include <utility>

#include "creneau/policy/rules.hpp"

namespace creneau::test {

[[nodiscard]] inline Departement departement(std::string_view code) {
  return Departement::from_code(code).value();
}

using Setting = std::pair<std::string, std::string>;

/// The defaults with these keys set from the first date on.
[[nodiscard]] inline RuleBook rules_with(std::initializer_list<Setting> settings) {
  std::vector<RuleEntry> entries;
  for (const auto& [key, value] : settings) entries.push_back({kFirstDate, key, value});
  return RuleBook::build({1}, entries).value();
}

}  // namespace creneau::test
