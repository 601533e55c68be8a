#pragma once
/// \file
/// A client who reserves, cancels, blocks, unblocks and reads a few slots that others use at the same
/// time, and notes what it saw.

#include <array>
#include <functional>

#include "linearizability/operation.hpp"
#include "support/departement_93.hpp"
#include "support/figures.hpp"

namespace creneau::testing {

class HistoryClient {
 public:
  static constexpr unsigned kSlots = 3;
  /// Gives a moment of a clock that all clients share; each later than the one before.
  using Moment = std::function<std::uint64_t()>;
  using Note = std::function<void(unsigned ordinal, const Operation& operation)>;

  HistoryClient(OfficeAtWork& office, SessionId session, std::uint64_t seed, Moment moment,
                Note note)
      : office_(office),
        session_(session),
        dice_(seed),
        moment_(std::move(moment)),
        note_(std::move(note)) {}

  /// One command, or a look, at one of the slots.
  void act() {
    const auto ordinal = static_cast<unsigned>(dice_.below(kSlots));
    const SlotSet slot = SlotSet::of({ordinal});
    const Held last = last_[ordinal];
    switch (dice_.below(6)) {
      case 0:
      case 1:
        return ask(ordinal, {Operation::Says::holds, kFree, {}, 0, 0},
                   office_.reserve_command(session_, slot));
      case 2:
        if (last <= kFree) return look(ordinal);
        return ask(ordinal, {Operation::Says::holds, last, kUnavailable, 0, 0},
                   office_.cancel_command(ReservationId{last}));
      case 3: {
        if (last <= kFree) return look(ordinal);
        CancelBySchool command;
        command.reservations = {ReservationId{last}};
        return ask(ordinal, {Operation::Says::holds, last, kFree, 0, 0}, command);
      }
      case 4:
        if (dice_.one_in(2))
          return ask(ordinal, {Operation::Says::holds, kUnavailable, kFree, 0, 0},
                     office_.unblock_command(session_, slot));
        return ask(ordinal, {Operation::Says::holds, kFree, kUnavailable, 0, 0},
                   office_.block_command(session_, slot));
      default: return look(ordinal);
    }
  }

 private:
  /// Asks, and notes what the answer says. `done` is what it says if the command was done.
  template <class Command>
  void ask(unsigned ordinal, Operation done, const Command& command) {
    Call call = office_.call;
    if (Command::kKind == CommandKind::cancel_by_school) call.actor = Actor::of_school({1});
    const std::uint64_t called = moment_();
    const auto receipt = office_.engine.run(call, command);
    const std::uint64_t answered = moment_();
    Operation it = done;
    if (receipt) {
      if (Command::kKind == CommandKind::reserve_slots) {
        it.becomes = receipt.value().changes.reservations.front().id.value;
        last_[ordinal] = *it.becomes;
      }
    } else {
      it.becomes.reset();
      switch (receipt.error().code) {
        case ErrorCode::slot_taken: it.says = Operation::Says::is_reserved; break;
        case ErrorCode::slot_unavailable: it.held = kUnavailable; break;
        case ErrorCode::unknown_reservation:
        case ErrorCode::slot_not_blocked: it.says = Operation::Says::does_not_hold; break;
        case ErrorCode::conflict: return;  // says nothing
        default: throw std::runtime_error(std::string(name_of(receipt.error().code)));
      }
    }
    it.called = called;
    it.answered = answered;
    note_(ordinal, it);
  }

  void look(unsigned ordinal) {
    Needs needs;
    needs.departement = k93;
    needs.sessions.push_back(session_);
    needs.reservations_of_sessions = true;
    Snapshot snapshot;
    Operation it;
    it.called = moment_();
    (void)office_.engine.storage().load(needs, snapshot).value();
    it.answered = moment_();
    it.held = snapshot.sessions.front().unavailable.contains(ordinal) ? kUnavailable : kFree;
    for (const Reservation& reservation : snapshot.reservations)
      if (reservation.slots.contains(ordinal)) it.held = reservation.id.value;
    last_[ordinal] = it.held;
    note_(ordinal, it);
  }

  OfficeAtWork& office_;
  SessionId session_;
  Dice dice_;
  Moment moment_;
  Note note_;
  std::array<Held, kSlots> last_{};
};

}  // namespace creneau::testing
