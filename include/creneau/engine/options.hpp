#pragma once
/// \file
/// How an engine works.

#include <cstdint>

namespace creneau {

/// How an engine works. Constant once it is made.
struct EngineOptions {
  bool notices = true;              ///< make notices; off for simulations
  bool journal_refusals = true;     ///< as the rules say; off: never
  std::uint32_t max_attempts = 16;  ///< of one command, when others change the same rows
  /// Where the storage joins commits, one of several callers decides and commits for all. Off: the
  /// ports are called on the caller's own thread alone.
  bool join_commits = true;
};

}  // namespace creneau
