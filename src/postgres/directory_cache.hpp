#pragma once
/// \file
/// What was read of the directory, as long as its version stands. Internal; thread-safe.

#include <map>
#include <mutex>
#include <unordered_map>

#include "postgres/pool.hpp"

namespace creneau {

/// Offices, schools, inspectors and centres by id. Every load reads the directory's version, so that a
/// command asks the directory nothing while it does not change.
class PostgresDatabase::DirectoryCache {
 public:
  explicit DirectoryCache(Pool& pool) : pool_(pool) {}

  /// Which entities are wanted.
  struct Wanted {
    std::vector<OfficeId> offices{};
    std::vector<SchoolId> schools{};
    std::vector<InspectorId> inspectors{};
    std::vector<CentreId> centres{};
    std::optional<Departement> inspectors_of{};  ///< all that were ever posted there
  };
  /// Those that exist, by id, each once.
  struct Found {
    std::vector<Office> offices;
    std::vector<School> schools;
    std::vector<Inspector> inspectors;
    std::vector<Centre> centres;
  };
  [[nodiscard]] result<Found> get(Wanted wanted);

 private:
  template <class EntityId, class Entity>
  using Kept = std::unordered_map<EntityId, std::optional<Entity>>;

  /// Takes what is kept; what is not is left in `wanted`.
  void take_kept(Wanted& wanted, Found& found);
  [[nodiscard]] result<Found> read(const Wanted& wanted, std::int64_t& version);
  void keep(const Wanted& wanted, const Found& found, std::int64_t version);

  Pool& pool_;
  std::mutex mutex_;
  std::int64_t version_ = 0;  ///< of what is kept; guarded by the mutex, like all below
  Kept<OfficeId, Office> offices_;
  Kept<SchoolId, School> schools_;
  Kept<InspectorId, Inspector> inspectors_;
  Kept<CentreId, Centre> centres_;
  std::map<Departement, std::vector<InspectorId>> inspectors_of_;
};

}  // namespace creneau
