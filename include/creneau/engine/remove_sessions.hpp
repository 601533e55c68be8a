#pragma once
/// \file
/// Command: an office removes available sessions.

#include "creneau/engine/checks.hpp"

namespace creneau {

/// Removes available sessions, all or none. Refused: planned ones.
struct RemoveSessions {
  static constexpr CommandKind kKind = CommandKind::remove_sessions;
  SmallVector<SessionId, 2> sessions;
  std::string note;
};

inline void add_content(const RemoveSessions& command, ContentHasher& hasher) {
  hasher.add(command.sessions.size()).add(std::string_view{command.note});
  for (const SessionId id : command.sessions) hasher.add(id.value);
}

inline void add_needs(const RemoveSessions& command, Needs& needs, DirectoryNeeds&) {
  needs.sessions.assign(command.sessions.begin(), command.sessions.end());
}

inline void add_directory_needs(const RemoveSessions&, const Snapshot&, DirectoryNeeds&) {}

[[nodiscard]] inline result<void> decide(const RemoveSessions& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_named(command.sessions));
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  changes.note = command.note;
  for (const SessionId id : command.sessions) {
    const SessionState* state = situation.find(id);
    if (state == nullptr) return Error{ErrorCode::unknown_session, id};
    if (state->session.is_planned()) return Error{ErrorCode::session_not_available, id};
    changes.sessions.push_back({state->session, std::nullopt});
  }
  return success();
}

}  // namespace creneau
