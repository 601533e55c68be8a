// The engine and its commands.
#include "facade/engine.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::handle_of;

namespace {

/// Runs one command. The receipt is allocated before, so that no failing allocation can follow a
/// commit.
template <class Body>
crn_status running(const crn_engine* engine, crn_event** receipt, crn_error** error,
                   Body&& body) noexcept {
  if (receipt != nullptr) *receipt = nullptr;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    auto made = std::make_unique<Event>();
    BOOST_OUTCOME_TRY(body(*it, *made));
    if (receipt != nullptr) *receipt = handle_of<crn_event>(made.release());
    return success();
  });
}

}  // namespace

crn_status crn_engine_create(const crn_engine_options* options, crn_engine** engine,
                             crn_error** error) {
  return giving(engine, "engine", error, [&] { return facade::Engine::create(options); });
}

void crn_engine_destroy(crn_engine* engine) {
  delete behind(engine);
}

crn_status crn_engine_create_sessions(const crn_engine* engine, const crn_call* call,
                                      const crn_create_sessions* command, crn_event** receipt,
                                      crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_remove_sessions(const crn_engine* engine, const crn_call* call,
                                      const crn_remove_sessions* command, crn_event** receipt,
                                      crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_plan_sessions(const crn_engine* engine, const crn_call* call,
                                    const crn_plan_sessions* command, crn_event** receipt,
                                    crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_unplan_sessions(const crn_engine* engine, const crn_call* call,
                                      const crn_unplan_sessions* command, crn_event** receipt,
                                      crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_change_session(const crn_engine* engine, const crn_call* call,
                                     const crn_change_session* command, crn_event** receipt,
                                     crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_reserve_slots(const crn_engine* engine, const crn_call* call,
                                    const crn_reserve_slots* command, crn_event** receipt,
                                    crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_reserve_wish(const crn_engine* engine, const crn_call* call,
                                   const crn_reserve_wish* command, crn_event** receipt,
                                   crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_cancel_by_office(const crn_engine* engine, const crn_call* call,
                                       const crn_cancel_by_office* command, crn_event** receipt,
                                       crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_cancel_by_school(const crn_engine* engine, const crn_call* call,
                                       const crn_cancel_by_school* command, crn_event** receipt,
                                       crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_block_slots(const crn_engine* engine, const crn_call* call,
                                  const crn_block_slots* command, crn_event** receipt,
                                  crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.block(call, command, made);
  });
}

crn_status crn_engine_unblock_slots(const crn_engine* engine, const crn_call* call,
                                    const crn_block_slots* command, crn_event** receipt,
                                    crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.unblock(call, command, made);
  });
}

crn_status crn_engine_add_closure(const crn_engine* engine, const crn_call* call,
                                  const crn_add_closure* command, crn_event** receipt,
                                  crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_remove_closures(const crn_engine* engine, const crn_call* call,
                                      const crn_remove_closures* command, crn_event** receipt,
                                      crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_set_rules(const crn_engine* engine, const crn_call* call,
                                const crn_set_rules* command, crn_event** receipt,
                                crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_import_planning(const crn_engine* engine, const crn_call* call,
                                      const crn_import_planning* command, crn_event** receipt,
                                      crn_error** error) {
  return running(engine, receipt, error, [&](const facade::Engine& it, Event& made) {
    return it.run(call, command, made);
  });
}

crn_status crn_engine_run_batch(const crn_engine* engine, const crn_batch_item* items, size_t count,
                                size_t item_size, crn_batch_outcome* outcomes, size_t outcome_size,
                                crn_event** receipts, crn_error** errors, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    const facade::RowsIn<crn_batch_item> rows(items, item_size, count, "items");
    const facade::RowsOut<crn_batch_outcome> to(outcomes, outcome_size, count);
    BOOST_OUTCOME_TRY(given(engine, "engine"));
    BOOST_OUTCOME_TRY(rows.check());
    if (count > 0 && outcomes == nullptr) return facade::bad_argument("outcomes");
    BOOST_OUTCOME_TRY(to.check());
    for (size_t place = 0; place < count; ++place) {
      crn_batch_outcome outcome{};
      crn_event** const receipt = receipts == nullptr ? nullptr : &receipts[place];
      crn_error** const refusal = errors == nullptr ? nullptr : &errors[place];
      outcome.status = running(
          engine, receipt, refusal, [&](const facade::Engine& it, Event& made) -> result<void> {
            BOOST_OUTCOME_TRY(const crn_batch_item item, rows.at(place));
            BOOST_OUTCOME_TRY(it.run(item.call, item.kind, item.command, made));
            outcome.number = made.number.value;
            for (const ReservationChange& change : made.changes.reservations)
              if (outcome.reservation == 0 && change.slots_before.empty())
                outcome.reservation = change.id.value;
            return success();
          });
      to.put(place, outcome);
    }
    return success();
  });
}
