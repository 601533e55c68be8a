#pragma once
/// \file
/// Command: an operator replaces the rules document.

#include <optional>
#include <vector>

#include "creneau/engine/checks.hpp"

namespace creneau {

/// Replaces the whole document of rules. Refused as a whole if one entry is bad (`bad_rule`).
struct SetRules {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::set_rules;
  /// The whole document, at most kMaxSlotsOfCommand; none: the defaults.
  std::vector<RuleEntry> entries;
  std::string note;  ///< free text, at most 2,000 bytes of UTF-8; kept in the history
  /// The version of the document that this one was made of: where another one is in force, it is refused
  /// with `conflict` and does not undo what others did. Not part of the content of a request. Empty:
  /// whatever is in force is replaced.
  std::optional<RulesVersion> replaces = std::nullopt;
};

/// All fields count but the version that it replaces: asked again, it is the same request.
inline void add_content(const SetRules& command, ContentHasher& hasher) {
  hasher.add(std::string_view{command.note});
  for (const RuleEntry& entry : command.entries)
    hasher.add(entry.from.time_since_epoch().count())
        .add(std::string_view{entry.key})
        .add(std::string_view{entry.value});
}

/// Loads the present document.
inline void add_needs(const SetRules&, Needs& needs, DirectoryNeeds&) {
  needs.rule_entries = true;
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const SetRules&, const Snapshot&, DirectoryNeeds&) {}

/// Refuses, in this order: `bad_text` (the note); `too_large`; `bad_rule` (with the entry's line
/// from 1 as subject, its key and value as text); `conflict` (the version that it replaces is not in
/// force); `nothing_to_do` (the document is this one already).
///
/// Puts in: the note; the document before and after. The complexity of `RuleBook::build`.
[[nodiscard]] inline result<void> decide(const SetRules& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_note(command.note));
  if (command.entries.size() > kMaxSlotsOfCommand)
    return Error{ErrorCode::too_large}.with_limit(
        kMaxSlotsOfCommand, static_cast<std::int64_t>(command.entries.size()));
  BOOST_OUTCOME_TRY(RuleBook::build(situation.snapshot.rules, command.entries));
  if (command.replaces && *command.replaces != situation.snapshot.rules)
    return Error{ErrorCode::conflict};
  if (command.entries == situation.snapshot.rule_entries) return Error{ErrorCode::nothing_to_do};
  changes.note = command.note;
  changes.rules_changed = RulesChange{situation.snapshot.rule_entries, command.entries};
  return success();
}

}  // namespace creneau
