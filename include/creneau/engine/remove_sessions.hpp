#pragma once
/// \file
/// Command: an office removes available sessions.

#include "creneau/engine/checks.hpp"

namespace creneau {

/// Removes available sessions, all or none. Refused: planned ones, and those that have begun.
struct RemoveSessions {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::remove_sessions;
  /// 1 to kMaxSlotsOfCommand available ones that have not begun, none twice.
  SmallVector<SessionId, 2> sessions;
  std::string note;  ///< free text, at most 2,000 bytes of UTF-8; kept in the history
};

/// All fields count.
inline void add_content(const RemoveSessions& command, ContentHasher& hasher) {
  hasher.add(command.sessions.size()).add(std::string_view{command.note});
  for (const SessionId id : command.sessions) hasher.add(id.value);
}

/// Loads the sessions.
inline void add_needs(const RemoveSessions& command, Needs& needs, DirectoryNeeds&) {
  needs.sessions.assign(command.sessions.begin(), command.sessions.end());
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const RemoveSessions&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice`; `bad_text` (the note);
/// then, session by session, `unknown_session`, `session_not_available`, `past`.
///
/// Puts in: the note; each session as it was. O(sessions²).
[[nodiscard]] inline result<void> decide(const RemoveSessions& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_named(command.sessions));
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  changes.note = command.note;
  for (const SessionId id : command.sessions) {
    const SessionState* state = situation.find(id);
    if (state == nullptr) return Error{ErrorCode::unknown_session, id};
    if (state->session.is_planned()) return Error{ErrorCode::session_not_available, id};
    if (situation.has_begun(state->session.start())) return Error{ErrorCode::past, id};
    changes.sessions.push_back({state->session, std::nullopt});
  }
  return success();
}

}  // namespace creneau
