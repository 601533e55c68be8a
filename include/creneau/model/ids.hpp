#pragma once
/// \file
/// Identifiers. Every entity has a 64-bit id of a type of its own; ids are given by the storage
/// that owns the entity and are never used again.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace creneau {

/// An id that cannot be mistaken for another entity's. Zero means "none".
///
/// A change set names rows that do not exist yet by `fresh(0)`, `fresh(1)`…; the storage replaces
/// them by real ids in the commit.
template <class Entity>
struct Id {
  std::int64_t value = 0;  ///< above zero: a row's; zero: none; below zero: fresh

  /// Whether the id names anything.
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return value != 0; }
  /// Whether the id stands for a row that the commit will create.
  [[nodiscard]] constexpr bool is_fresh() const noexcept { return value < 0; }
  /// The `place`-th new row of its kind in a change set.
  [[nodiscard]] static constexpr Id fresh(std::size_t place) noexcept {
    return Id{-1 - static_cast<std::int64_t>(place)};
  }
  /// The place of a fresh id among the new rows of its kind. \pre is_fresh()
  [[nodiscard]] constexpr std::size_t fresh_place() const noexcept {
    return static_cast<std::size_t>(-1 - value);
  }

  friend constexpr auto operator<=>(Id, Id) noexcept = default;
};

/// Of an Office; given by the directory.
using OfficeId = Id<struct OfficeEntity>;
/// Of a School; given by the directory.
using SchoolId = Id<struct SchoolEntity>;
/// Of an Inspector; given by the directory.
using InspectorId = Id<struct InspectorEntity>;
/// Of a Centre; given by the directory.
using CentreId = Id<struct CentreEntity>;
/// Of a Session; given by the storage.
using SessionId = Id<struct SessionEntity>;
/// Of a Reservation; given by the storage.
using ReservationId = Id<struct ReservationEntity>;
/// Of a Closure; given by the storage.
using ClosureId = Id<struct ClosureEntity>;
/// Of a Notice; given by the outbox, rising.
using NoticeId = Id<struct NoticeEntity>;

/// The commit number of a département: each commit takes the next one, none is used twice. It is
/// the revision of every row that the commit touched and orders the history. Zero: before the
/// first.
struct Revision {
  std::int64_t value = 0;  ///< from 1 in each département
  friend constexpr auto operator<=>(Revision, Revision) noexcept = default;
};

/// The version of the rules document; rises by one with each change. Zero: the built-in defaults.
struct RulesVersion {
  std::int64_t value = 0;  ///< from 1; one document for all départements
  friend constexpr auto operator<=>(RulesVersion, RulesVersion) noexcept = default;
};

/// How often a session was planned or changed. Together with the session's id it names one centre,
/// category, inspector, date and grid for ever, so that an old slot id never means another hour.
struct PlanNumber {
  std::uint32_t value = 0;  ///< from 1; zero: never planned
  /// The number of the next plan.
  [[nodiscard]] constexpr PlanNumber next() const noexcept { return {value + 1}; }
  friend constexpr auto operator<=>(PlanNumber, PlanNumber) noexcept = default;
};

}  // namespace creneau

/// Hashes an id by its value, for unordered containers.
template <class Entity>
struct std::hash<creneau::Id<Entity>> {
  std::size_t operator()(creneau::Id<Entity> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
