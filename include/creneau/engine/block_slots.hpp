#pragma once
/// \file
/// Commands: an office makes free slots unavailable, or unavailable ones free again.

#include "creneau/engine/checks.hpp"

namespace creneau {

/// Makes free slots unavailable ("the inspector leaves early"), all or none.
struct BlockSlots {
  static constexpr CommandKind kKind = CommandKind::block_slots;
  SmallVector<SlotId, 2> slots;
  Reason reason = Reason::unstated;
  std::string note;
};

/// Makes unavailable slots free again, all or none.
struct UnblockSlots {
  static constexpr CommandKind kKind = CommandKind::unblock_slots;
  SmallVector<SlotId, 2> slots;
  Reason reason = Reason::unstated;
  std::string note;
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

inline void add_content(const BlockSlots& command, ContentHasher& hasher) {
  detail::add_block_content(command, hasher);
}
inline void add_needs(const BlockSlots& command, Needs& needs, DirectoryNeeds&) {
  detail::add_block_needs(command, needs);
}
inline void add_directory_needs(const BlockSlots&, const Snapshot&, DirectoryNeeds&) {}
[[nodiscard]] inline result<void> decide(const BlockSlots& command, const Situation& situation,
                                         ChangeSet& changes) {
  return detail::decide_block(command, situation, changes, true,
                              [](const SessionState& state, const SlotId& slot) {
                                return detail::check_free(state, slot);
                              });
}

inline void add_content(const UnblockSlots& command, ContentHasher& hasher) {
  detail::add_block_content(command, hasher);
}
inline void add_needs(const UnblockSlots& command, Needs& needs, DirectoryNeeds&) {
  detail::add_block_needs(command, needs);
}
inline void add_directory_needs(const UnblockSlots&, const Snapshot&, DirectoryNeeds&) {}
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
