#pragma once
/// \file
/// A département behind the C ABI, and an office's day in it, step by step.

#include <creneau_ports.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "capi/storage/table_storage.h"

namespace creneau::capi_testing {

/// Where a planning is kept.
enum class Kept { in_memory, in_c };

/// A directory in memory, a storage and an outbox in memory or written in C, an engine over them, a
/// morning's clock.
class World {
 public:
  explicit World(Kept kept = Kept::in_memory);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  crn_database* database = nullptr;
  crn_clock* clock = nullptr;
  crn_engine* engine = nullptr;
  crn_actor office{};
  crn_actor school{};
  crn_actor operator_{};
  crn_call call{};                         ///< the office's
  std::array<std::int64_t, 2> sessions{};  ///< that the day made

  /// How many events its département has.
  [[nodiscard]] std::size_t events() const;
};

/// One call of the day. Gives what the call gave; keeps in the world what later steps need.
struct Step {
  const char* name;
  crn_status (*run)(World& world, crn_error** error);
};

/// The day: each kind of command, preview, query, text and file.
[[nodiscard]] const std::vector<Step>& day();

}  // namespace creneau::capi_testing
