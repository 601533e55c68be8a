#pragma once
/// \file
/// How the library's own storages make ids: unique in the storage, small, and telling the
/// département. A host's storage may use ids of its own instead.

#include <cstddef>
#include <cstdint>
#include <optional>

#include "creneau/model/departement.hpp"
#include "creneau/model/ids.hpp"

namespace creneau {

/// The id of a row: unique in the storage, and it tells the département. O(1).
template <class EntityId>
[[nodiscard]] constexpr EntityId id_of(Departement departement, std::uint64_t row) noexcept {
  return {static_cast<std::int64_t>((row + 1) * 128 + departement.index())};
}

/// The row of an id, if it is one of this département. O(1).
template <class EntityId>
[[nodiscard]] constexpr std::optional<std::uint64_t> row_of(Departement departement,
                                                            EntityId id) noexcept {
  static_assert(Departement::kCount <= 128);
  const auto number = static_cast<std::uint64_t>(id.value);
  if (id.value < 128 || number % 128 != departement.index()) return std::nullopt;
  return number / 128 - 1;
}

/// The département that such an id tells; empty: it is none of them. O(1).
template <class EntityId>
[[nodiscard]] constexpr std::optional<Departement> departement_of(EntityId id) noexcept {
  const auto index = static_cast<std::size_t>(id.value % 128);
  if (id.value < 128 || index >= Departement::kCount) return std::nullopt;
  return Departement::from_index(index);
}

}  // namespace creneau
