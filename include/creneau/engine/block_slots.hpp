#pragma once
/// \file
/// Commands: an office makes free slots unavailable, or unavailable ones free again.

#include "creneau/engine/checks.hpp"

namespace creneau {

/// Makes free slots unavailable ("the inspector leaves early"), all or none.
struct BlockSlots {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::block_slots;
  SmallVector<SlotId, 2> slots;      ///< 1 to kMaxSlotsOfCommand, none twice; in any order
  Reason reason = Reason::unstated;  ///< kept with each slot, and in the history
  std::string note;                  ///< free text beside it, at most 2,000 bytes of UTF-8
};

/// Makes unavailable slots free again, all or none.
struct UnblockSlots {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::unblock_slots;
  SmallVector<SlotId, 2> slots;      ///< 1 to kMaxSlotsOfCommand, none twice; in any order
  Reason reason = Reason::unstated;  ///< kept in the history
  std::string note;  ///< free text, at most 2,000 bytes of UTF-8; kept in the history
};

namespace detail {

template <class Command>
void add_block_content(const Command& command, ContentHasher& hasher) {
  hasher.add(static_cast<std::int64_t>(command.reason)).add(std::string_view{command.note});
  for (const SlotId& slot : command.slots)
    hasher.add(slot.session.value).add((std::uint64_t{slot.plan.value} << 32) | slot.ordinal);
}

template <class Command>
void add_block_needs(const Command& command, Needs& needs) {
  for (const SlotId& slot : command.slots)
    if (needs.sessions.empty() || needs.sessions.back() != slot.session)
      needs.sessions.push_back(slot.session);
}

template <class Command, class Check>
[[nodiscard]] result<void> decide_block(const Command& command, const Situation& situation,
                                        ChangeSet& changes, bool blocked, Check&& check) {
  BOOST_OUTCOME_TRY(check_named(command.slots));
  BOOST_OUTCOME_TRY(check_note(command.note));
  changes.reason = command.reason;
  changes.note = command.note;
  for (const SlotId& slot : command.slots) {
    BOOST_OUTCOME_TRY(const SessionState* state, check_slot(situation, slot));
    BOOST_OUTCOME_TRY(check(*state, slot));
    if (situation.has_begun(state->session.start_of(slot.ordinal)))
      return Error{ErrorCode::past, slot};
    rely_on(changes, state->session);
    auto known =
        std::find_if(changes.blocks.begin(), changes.blocks.end(),
                     [&](const BlockChange& change) { return change.session == slot.session; });
    if (known == changes.blocks.end())
      known = changes.blocks.insert(
          changes.blocks.end(),
          BlockChange{slot.session, slot.plan, SlotSet{}, blocked, command.reason, command.note});
    known->slots.insert(slot.ordinal);
  }
  return success();
}

}  // namespace detail

/// All fields count.
inline void add_content(const BlockSlots& command, ContentHasher& hasher) {
  detail::add_block_content(command, hasher);
}
/// Loads the sessions of the slots.
inline void add_needs(const BlockSlots& command, Needs& needs, DirectoryNeeds&) {
  detail::add_block_needs(command, needs);
}
/// The directory is asked for nothing more.
inline void add_directory_needs(const BlockSlots&, const Snapshot&, DirectoryNeeds&) {}
/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice` (the slots); `bad_text` (the
/// note); then, slot by slot, `unknown_session`, `session_not_planned`, `slot_outdated`,
/// `unknown_slot`, `slot_taken`, `slot_unavailable`, `past` (it has begun).
///
/// Puts in: reason and note; a blocking BlockChange for each session; the sessions relied on.
/// O(slots × sessions named).
[[nodiscard]] inline result<void> decide(const BlockSlots& command, const Situation& situation,
                                         ChangeSet& changes) {
  return detail::decide_block(command, situation, changes, true,
                              [](const SessionState& state, const SlotId& slot) {
                                return detail::check_free(state, slot);
                              });
}

/// All fields count.
inline void add_content(const UnblockSlots& command, ContentHasher& hasher) {
  detail::add_block_content(command, hasher);
}
/// Loads the sessions of the slots.
inline void add_needs(const UnblockSlots& command, Needs& needs, DirectoryNeeds&) {
  detail::add_block_needs(command, needs);
}
/// The directory is asked for nothing more.
inline void add_directory_needs(const UnblockSlots&, const Snapshot&, DirectoryNeeds&) {}
/// Refuses, in this order: `nothing_to_do`, `too_large`, `named_twice` (the slots); `bad_text` (the
/// note); then, slot by slot, `unknown_session`, `session_not_planned`, `slot_outdated`,
/// `unknown_slot`, `slot_not_blocked`, `past` (it has begun).
///
/// Puts in: reason and note; an unblocking BlockChange for each session; the sessions relied on.
/// O(slots × sessions named).
[[nodiscard]] inline result<void> decide(const UnblockSlots& command, const Situation& situation,
                                         ChangeSet& changes) {
  return detail::decide_block(command, situation, changes, false,
                              [](const SessionState& state, const SlotId& slot) -> result<void> {
                                if (!state.unavailable.contains(slot.ordinal))
                                  return Error{ErrorCode::slot_not_blocked, slot};
                                return success();
                              });
}

}  // namespace creneau
