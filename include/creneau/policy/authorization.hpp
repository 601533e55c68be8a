#pragma once
/// \file
/// Who may do what. Denied unless a line here allows it; no adapter and no user interface adds to
/// it.

#include <cstdint>
#include <optional>

#include "creneau/model/actor.hpp"
#include "creneau/model/change_set.hpp"
#include "creneau/model/result.hpp"
#include "creneau/port/directory.hpp"

namespace creneau {

/// What can be read.
enum class Query : std::uint8_t {
  sessions,  ///< sessions, slots, the week's units, exports
  exams,     ///< a school's reservations
  schools,   ///< find schools
  closures,  ///< closures of a département
  history,   ///< events of a département
  refusals,  ///< the journal of refusals
  rules,     ///< the rules document
  notices    ///< the outbox
};
/// How many kinds there are; each one's number is below it.
inline constexpr std::size_t kQueryCount = 8;

/// Whether a role may give a command at all, wherever. O(1).
[[nodiscard]] constexpr bool role_may(Role role, CommandKind command) noexcept {
  switch (command) {
    case CommandKind::create_sessions:
    case CommandKind::remove_sessions:
    case CommandKind::plan_sessions:
    case CommandKind::unplan_sessions:
    case CommandKind::change_session:
    case CommandKind::reserve_slots:
    case CommandKind::cancel_by_office:
    case CommandKind::block_slots:
    case CommandKind::unblock_slots:
    case CommandKind::add_closure:
    case CommandKind::remove_closure: return role == Role::office;
    case CommandKind::cancel_by_school: return role == Role::school;
    case CommandKind::set_rules:
    case CommandKind::import_planning: return role == Role::operator_;
  }
  return false;
}

/// Whether a role may ask a query at all, of whatever. O(1).
[[nodiscard]] constexpr bool role_may(Role role, Query query) noexcept {
  const bool reads_plannings = role == Role::office || role == Role::reader;
  switch (query) {
    case Query::sessions: return reads_plannings || role == Role::inspector;
    case Query::exams: return reads_plannings || role == Role::school;
    case Query::schools:
    case Query::closures:
    case Query::history: return reads_plannings;
    case Query::rules: return true;
    case Query::refusals:
    case Query::notices: return role == Role::operator_;
  }
  return false;
}

namespace detail {

/// Offices and readers stay in their office's départements.
[[nodiscard]] inline result<void> within_departements(const Actor& actor, Departement departement,
                                                      const DirectoryFacts& facts) {
  if (actor.role == Role::school) {
    if (!facts.school) return Error{ErrorCode::unknown_school, actor.school()};
    return success();
  }
  if (actor.role != Role::office && actor.role != Role::reader) return success();
  if (!facts.office) return Error{ErrorCode::unknown_office, actor.office()};
  if (!facts.office->departements.contains(departement))
    return Error{ErrorCode::foreign_departement,
                 {Subject::Kind::departement, static_cast<std::int64_t>(departement.index())},
                 actor.office()};
  return success();
}

}  // namespace detail

/// Allows a command in a département's planning, or says why not, in this order: `not_allowed`; of
/// an office or a school that the directory does not know, `unknown_office` or `unknown_school`;
/// `foreign_departement`. What a school owns is checked by the decision itself, row by row. O(1),
/// thread-safe.
[[nodiscard]] inline result<void> authorize(const Actor& actor, CommandKind command,
                                            Departement departement, const DirectoryFacts& facts) {
  if (!role_may(actor.role, command)) return Error{ErrorCode::not_allowed};
  return detail::within_departements(actor, departement, facts);
}

/// Allows what keeps the system running: making, copying, checking and purging the database,
/// importing the directory, redacting, sending and listing notices. `not_allowed` for anybody but an
/// operator. O(1), thread-safe.
[[nodiscard]] inline result<void> authorize_upkeep(const Actor& actor) {
  if (actor.role == Role::operator_) return success();
  return Error{ErrorCode::not_allowed};
}

/// What a query is restricted to.
struct QueryScope {
  Departement departement;  ///< whose planning; not looked at for schools and inspectors
  SchoolId school;          ///< of exams: whose
  InspectorId inspector;    ///< of sessions: whose alone, or zero
};

/// Allows a query, or says why not, in this order: `not_allowed`; `foreign_reservation`, because a
/// school sees its own exams only; `not_allowed`, because an inspector sees its own sessions only;
/// `unknown_office` or `unknown_school`; `foreign_departement`. The rules may be read by all. O(1),
/// thread-safe.
[[nodiscard]] inline result<void> authorize(const Actor& actor, Query query,
                                            const QueryScope& scope, const DirectoryFacts& facts) {
  if (!role_may(actor.role, query)) return Error{ErrorCode::not_allowed};
  if (query == Query::rules) return success();
  if (actor.role == Role::school && scope.school != actor.school())
    return Error{ErrorCode::foreign_reservation, scope.school};
  // An inspector of no id must not pass for the filter that names nobody.
  if (actor.role == Role::inspector && (!actor.inspector() || scope.inspector != actor.inspector()))
    return Error{ErrorCode::not_allowed, scope.inspector};
  return detail::within_departements(actor, scope.departement, facts);
}

}  // namespace creneau
