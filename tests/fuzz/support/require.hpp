#pragma once
/// \file
/// What must hold, or the run ends with a message.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <type_traits>

namespace creneau::fuzz {

/// Ends the run where something does not hold; `what` is a text, or a function that writes one.
template <class What>
void require(bool holds, What&& what) {
  if (holds) return;
  std::string text;
  if constexpr (std::is_invocable_v<What>)
    text = what();
  else
    text = what;
  std::fprintf(stderr, "does not hold: %s\n", text.c_str());
  std::abort();
}

/// Ends the run where two texts differ, and shows where.
inline void require_same(const std::string& expected, const std::string& found, const char* what) {
  if (expected == found) return;
  const auto first = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
  const auto beginning =
      expected.rfind('\n', static_cast<std::size_t>(first.first - expected.begin()));
  const std::size_t from = beginning == std::string::npos ? 0 : beginning + 1;
  constexpr std::size_t kShown = 500;
  require(false, what + (": expected\n" + expected.substr(from, kShown)) + "\nfound\n" +
                     found.substr(from, kShown));
}

}  // namespace creneau::fuzz
