#include "facade/engine.hpp"

#include "facade/commands.hpp"
#include "facade/database.hpp"

namespace creneau::facade {

namespace {

/// The port that is named, or else the database's.
template <class Port, class Own>
[[nodiscard]] auto port_of(const Port* handle, const crn_database* database, Own&& own) {
  if (handle != nullptr) return behind(handle)->it;
  return database != nullptr ? own(*behind(database)).it : decltype(behind(handle)->it){};
}

}  // namespace

result<std::unique_ptr<Engine>> Engine::create(const crn_engine_options* options) {
  StructIn<crn_engine_options> read(options, "options");
  BOOST_OUTCOME_TRY(read.check());
  std::unique_ptr<Engine> it(new Engine);
  const crn_database* const database = read->database;
  it->storage_port_ = port_of<crn_storage>(
      read->storage, database, [](const Database& own) -> auto& { return own.storage(); });
  it->directory_ = port_of<crn_directory>(
      read->directory, database, [](const Database& own) -> auto& { return own.directory(); });
  // Notices are where the storage put them.
  const bool is_databases =
      database != nullptr && it->storage_port_ == behind(database)->storage().it;
  it->outbox_ = port_of<crn_outbox>(read->outbox, is_databases ? database : nullptr,
                                    [](const Database& own) -> auto& { return own.outbox(); });
  if (!it->storage_port_) return bad_argument("storage");
  if (!it->directory_) return bad_argument("directory");
  it->clock_ =
      read->clock != nullptr ? behind(read->clock)->clock() : std::make_shared<const SystemClock>();
  it->log_ = Log(read->log, read->log_data);
  Storage* storage = it->storage_port_.get();
  if (it->log_) storage = &it->logged_.emplace(*storage, it->log_);
  if (read->language != CRN_LANGUAGE_NONE) {
    BOOST_OUTCOME_TRY(const text::Language language, language_of(read->language));
    Engine* const raw = it.get();
    it->writer_.emplace(language, *it->directory_, [raw] { return raw->engine_->rules(); });
  }
  EngineOptions how;
  how.notices = read->no_notices == 0;
  how.journal_refusals = read->no_refusals_journal == 0;
  if (read->max_attempts != 0) how.max_attempts = read->max_attempts;
  // Somebody else's directory is asked on the caller's own thread alone, unless their storage joins.
  how.join_commits =
      !is_databases || read->directory == nullptr || behind(read->directory)->is_databases;
  it->engine_.emplace(*storage, *it->directory_, *it->clock_, how,
                      it->writer_ ? &*it->writer_ : nullptr);
  it->queries_.emplace(*it->engine_);
  return it;
}

struct Engine::ReadCall {
  Call call;
  std::int32_t mode = CRN_MODE_RUN;
};

result<void> Engine::read(ReadCall& to, const crn_call* call,
                          std::optional<Departement> otherwise) {
  StructIn<crn_call> from(call, "call");
  BOOST_OUTCOME_TRY(from.check());
  if (from->mode < CRN_MODE_RUN || from->mode > CRN_MODE_DECIDE) return bad_argument("mode");
  to.mode = from->mode;
  BOOST_OUTCOME_TRY(take(to.call.actor, from->actor));
  BOOST_OUTCOME_TRY(const auto departement, optional_departement_of(from->departement));
  if (!departement && !otherwise) return bad_argument("departement");
  to.call.departement = departement ? *departement : *otherwise;
  BOOST_OUTCOME_TRY(to.call.request, text_of(from->request, "request"));
  return success();
}

template <class Command>
result<void> Engine::execute(const ReadCall& call, const Command& command, Event& receipt) const {
  if (call.mode == CRN_MODE_RUN) return engine_->run(call.call, command, receipt);
  const auto settle = [&](result<Receipt>&& done) -> result<void> {
    if (!done) return std::move(done.assume_error());
    receipt = std::move(done.assume_value());
    return success();
  };
  switch (call.mode) {
    case CRN_MODE_PREVIEW: return settle(engine_->preview(call.call, command));
    case CRN_MODE_PROPOSE: return settle(engine_->propose(call.call, command));
    default: return settle(engine_->decide(call.call, command));
  }
}

template <class Command, class Plain>
result<void> Engine::read_and_run(const crn_call* call, const Plain* command,
                                  Event& receipt) const {
  ReadCall envelope;
  BOOST_OUTCOME_TRY(read(envelope, call));
  StructIn<Plain> content(command, "command");
  BOOST_OUTCOME_TRY(content.check());
  Command it;
  BOOST_OUTCOME_TRY(take(it, *content));
  return execute(envelope, it, receipt);
}

result<void> Engine::run(const crn_call* call, const crn_create_sessions* command,
                         Event& receipt) const {
  return read_and_run<CreateSessions>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_remove_sessions* command,
                         Event& receipt) const {
  return read_and_run<RemoveSessions>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_plan_sessions* command,
                         Event& receipt) const {
  return read_and_run<PlanSessions>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_unplan_sessions* command,
                         Event& receipt) const {
  return read_and_run<UnplanSessions>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_change_session* command,
                         Event& receipt) const {
  return read_and_run<ChangeSession>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_reserve_slots* command,
                         Event& receipt) const {
  return read_and_run<ReserveSlots>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_reserve_wish* command,
                         Event& receipt) const {
  return read_and_run<ReserveWish>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_cancel_by_office* command,
                         Event& receipt) const {
  return read_and_run<CancelByOffice>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_cancel_by_school* command,
                         Event& receipt) const {
  return read_and_run<CancelBySchool>(call, command, receipt);
}
result<void> Engine::block(const crn_call* call, const crn_block_slots* command,
                           Event& receipt) const {
  return read_and_run<BlockSlots>(call, command, receipt);
}
result<void> Engine::unblock(const crn_call* call, const crn_block_slots* command,
                             Event& receipt) const {
  return read_and_run<UnblockSlots>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_add_closure* command,
                         Event& receipt) const {
  return read_and_run<AddClosure>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_remove_closures* command,
                         Event& receipt) const {
  return read_and_run<RemoveClosures>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_set_rules* command, Event& receipt) const {
  return read_and_run<SetRules>(call, command, receipt);
}
result<void> Engine::run(const crn_call* call, const crn_import_planning* command,
                         Event& receipt) const {
  return read_and_run<ImportPlanning>(call, command, receipt);
}

result<void> Engine::run(const crn_call* call, std::int32_t kind, const void* command,
                         Event& receipt) const {
  switch (kind) {
    case CRN_COMMAND_CREATE_SESSIONS:
      return run(call, static_cast<const crn_create_sessions*>(command), receipt);
    case CRN_COMMAND_REMOVE_SESSIONS:
      return run(call, static_cast<const crn_remove_sessions*>(command), receipt);
    case CRN_COMMAND_PLAN_SESSIONS:
      return run(call, static_cast<const crn_plan_sessions*>(command), receipt);
    case CRN_COMMAND_UNPLAN_SESSIONS:
      return run(call, static_cast<const crn_unplan_sessions*>(command), receipt);
    case CRN_COMMAND_CHANGE_SESSION:
      return run(call, static_cast<const crn_change_session*>(command), receipt);
    case CRN_COMMAND_RESERVE_SLOTS:
      return run(call, static_cast<const crn_reserve_slots*>(command), receipt);
    case CRN_COMMAND_RESERVE_WISH:
      return run(call, static_cast<const crn_reserve_wish*>(command), receipt);
    case CRN_COMMAND_CANCEL_BY_OFFICE:
      return run(call, static_cast<const crn_cancel_by_office*>(command), receipt);
    case CRN_COMMAND_CANCEL_BY_SCHOOL:
      return run(call, static_cast<const crn_cancel_by_school*>(command), receipt);
    case CRN_COMMAND_BLOCK_SLOTS:
      return block(call, static_cast<const crn_block_slots*>(command), receipt);
    case CRN_COMMAND_UNBLOCK_SLOTS:
      return unblock(call, static_cast<const crn_block_slots*>(command), receipt);
    case CRN_COMMAND_ADD_CLOSURE:
      return run(call, static_cast<const crn_add_closure*>(command), receipt);
    case CRN_COMMAND_REMOVE_CLOSURES:
      return run(call, static_cast<const crn_remove_closures*>(command), receipt);
    case CRN_COMMAND_SET_RULES:
      return run(call, static_cast<const crn_set_rules*>(command), receipt);
    case CRN_COMMAND_IMPORT_PLANNING:
      return run(call, static_cast<const crn_import_planning*>(command), receipt);
    default: return bad_argument("kind");
  }
}

result<void> Engine::import(const crn_call* call, const PlanningFile& file, Event& receipt,
                            Rows& faults) const {
  ReadCall envelope;
  BOOST_OUTCOME_TRY(read(envelope, call, file.it.departement));
  if (envelope.call.departement != file.it.departement) return bad_argument("departement");
  result<void> done = execute(envelope, file.it.command, receipt);
  if (done || class_of(done.assume_error().code) == ErrorClass::failed) return done;
  if (const auto rules = engine_->rules())
    faults.add(csv::faults_behind(done.assume_error(), file.it, envelope.call, engine_->storage(),
                                  *directory_, *rules.assume_value()));
  return done;
}

}  // namespace creneau::facade
