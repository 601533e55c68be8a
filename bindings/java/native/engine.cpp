#include "engine.hpp"

#include <optional>
#include <utility>

#include "creneau/port/outbox.hpp"
#include "events.hpp"
#include "facade/database.hpp"
#include "facade/engine.hpp"
#include "ports.hpp"

namespace creneau::java {

Engine::Engine() = default;
Engine::~Engine() = default;

namespace {

void tell(void* log, std::int32_t level, crn_text message) {
  try {
    static_cast<LogUpcall*>(log)->tell(level, {std::string(message.data, message.size)});
  } catch (...) {
    // A log cannot fail a call.
  }
}

/// Runs the command that a message holds behind its call.
template <class Command>
[[nodiscard]] result<void> run_as(const facade::Engine& engine, const crn_call& call,
                                  std::int32_t kind, Reader& reader, Event& receipt) {
  const auto command = reader.take<Command>();
  return engine.run(&call, kind, &command, receipt);
}

[[nodiscard]] result<void> run_next(const facade::Engine& engine, Reader& reader, Event& receipt) {
  const auto call = reader.take<crn_call>();
  const auto kind = reader.take<std::int32_t>();
  const auto as = [&]<class Command>(const Command*) {
    return run_as<Command>(engine, call, kind, reader, receipt);
  };
  switch (kind) {
    case CRN_COMMAND_CREATE_SESSIONS: return as(static_cast<crn_create_sessions*>(nullptr));
    case CRN_COMMAND_REMOVE_SESSIONS: return as(static_cast<crn_remove_sessions*>(nullptr));
    case CRN_COMMAND_PLAN_SESSIONS: return as(static_cast<crn_plan_sessions*>(nullptr));
    case CRN_COMMAND_UNPLAN_SESSIONS: return as(static_cast<crn_unplan_sessions*>(nullptr));
    case CRN_COMMAND_CHANGE_SESSION: return as(static_cast<crn_change_session*>(nullptr));
    case CRN_COMMAND_RESERVE_SLOTS: return as(static_cast<crn_reserve_slots*>(nullptr));
    case CRN_COMMAND_RESERVE_WISH: return as(static_cast<crn_reserve_wish*>(nullptr));
    case CRN_COMMAND_CANCEL_BY_OFFICE: return as(static_cast<crn_cancel_by_office*>(nullptr));
    case CRN_COMMAND_CANCEL_BY_SCHOOL: return as(static_cast<crn_cancel_by_school*>(nullptr));
    case CRN_COMMAND_BLOCK_SLOTS:
    case CRN_COMMAND_UNBLOCK_SLOTS: return as(static_cast<crn_block_slots*>(nullptr));
    case CRN_COMMAND_ADD_CLOSURE: return as(static_cast<crn_add_closure*>(nullptr));
    case CRN_COMMAND_REMOVE_CLOSURES: return as(static_cast<crn_remove_closures*>(nullptr));
    case CRN_COMMAND_SET_RULES: return as(static_cast<crn_set_rules*>(nullptr));
    case CRN_COMMAND_IMPORT_PLANNING: return as(static_cast<crn_import_planning*>(nullptr));
    default: return facade::bad_argument("kind");
  }
}

/// The outcome of a command, behind those that are there.
void put_outcome(Writer& to, const result<void>& outcome, const Event& receipt) {
  if (!outcome) {
    put(to, outcome.assume_error());
    return;
  }
  to(std::int32_t{CRN_OK});
  put(to, receipt);
}

/// A page of rows: `put(answer, rows)`, where the next one begins, the number.
template <class Put>
[[nodiscard]] Bytes page_of(const result<std::unique_ptr<facade::Rows>>& outcome, Put&& put_them) {
  return answer_of(outcome, [&](Writer& to, const std::unique_ptr<facade::Rows>& rows) {
    put_them(to, *rows);
    to(rows->next.has_value());
    if (rows->next) to(facade::plain(*rows->next));
    to(rows->number.value);
  });
}

void put_text(Writer& to, const std::string& text) {
  to(text);
}

using Text = result<std::string>;

}  // namespace

Bytes Engine::start(const Bytes& message, const Database* database, StorageUpcall* storage,
                    DirectoryUpcall* directory, OutboxUpcall* outbox, ClockUpcall* clock,
                    LogUpcall* log) {
  std::unique_ptr<StorageUpcall> own_storage(storage);
  std::unique_ptr<DirectoryUpcall> own_directory(directory);
  std::unique_ptr<OutboxUpcall> own_outbox(outbox);
  std::unique_ptr<ClockUpcall> own_clock(clock);
  log_.reset(log);
  Reader reader(message);
  auto options = reader.take<crn_engine_options>();
  if (database != nullptr) options.database = facade::handle_of<crn_database>(database->it_.get());
  facade::StoragePort storage_port;
  if (own_storage) {
    storage_port.it = storage_over(std::move(own_storage));
    options.storage = facade::handle_of<crn_storage>(&storage_port);
  }
  facade::DirectoryPort directory_port;
  if (own_directory) {
    directory_port.it = directory_over(std::move(own_directory));
    options.directory = facade::handle_of<crn_directory>(&directory_port);
  }
  facade::OutboxPort outbox_port;
  if (own_outbox) {
    outbox_port.it = outbox_over(std::move(own_outbox));
    options.outbox = facade::handle_of<crn_outbox>(&outbox_port);
  }
  std::optional<facade::ClockPort> clock_port;
  if (own_clock) {
    clock_port.emplace(clock_over(std::move(own_clock)));
    options.clock = facade::handle_of<crn_clock>(&*clock_port);
  }
  if (log_) {
    options.log = &tell;
    options.log_data = log_.get();
  }
  auto engine = facade::Engine::create(&options);
  if (!engine) return done(std::move(engine.assume_error()));
  it_ = std::move(engine.assume_value());
  return done(success());
}

Bytes Engine::run(const Bytes& message) const {
  Reader reader(message);
  Event receipt;
  const result<void> outcome = run_next(*it_, reader, receipt);
  Writer answer;
  put_outcome(answer, outcome, receipt);
  return answer.take();
}

Bytes Engine::runAll(const Bytes& message) const {
  Reader reader(message);
  Writer answer = done();
  for (auto left = reader.take<std::uint64_t>(); left > 0; --left) {
    Event receipt;
    const result<void> outcome = run_next(*it_, reader, receipt);
    put_outcome(answer, outcome, receipt);
  }
  return answer.take();
}

Bytes Engine::importCsv(const Bytes& message) const {
  Reader reader(message);
  const auto call = reader.take<crn_call>();
  const auto options = reader.take<crn_planning_options>();
  const auto csv = reader.take<crn_text>();
  facade::Rows faults;
  Event receipt;
  const auto outcome = [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto file, it_->read_planning(csv, &options, faults));
    return it_->import(&call, *file, receipt, faults);
  }();
  Writer answer;
  if (outcome)
    put_outcome(answer, outcome, receipt);
  else
    put(answer, outcome.assume_error(), &faults);
  return answer.take();
}

Bytes Engine::checkCsv(const Bytes& message) const {
  Reader reader(message);
  const auto options = reader.take<crn_planning_options>();
  const auto csv = reader.take<crn_text>();
  facade::Rows faults;
  return answer_of(
      it_->read_planning(csv, &options, faults),
      [](Writer& to, const std::unique_ptr<facade::PlanningFile>& file) {
        to(file->it.departement.code(), file->it.command.sessions.size());
      },
      &faults);
}

namespace {

/// Runs `command(place, call, receipt)` for each place; a request id gets the place behind it.
template <class Command>
void run_all(const Bytes& message, std::size_t count, Longs& numbers, Ints& codes,
             Command&& command) {
  Reader reader(message);
  auto call = reader.take<crn_call>();
  const std::string request(call.request.data, call.request.size);
  std::string of_place;
  for (std::size_t place = 0; place < count; ++place) {
    if (!request.empty()) {
      of_place = request + "-" + std::to_string(place);
      call.request = {of_place.data(), of_place.size()};
    }
    Event receipt;
    const result<void> outcome = command(place, call, receipt);
    numbers.it[place] = outcome ? receipt.number.value : 0;
    codes.it[place] = outcome ? 0 : static_cast<std::int32_t>(outcome.assume_error().code);
  }
}

}  // namespace

Bytes Engine::reserveMany(const Bytes& message, const Longs& schools, const Longs& sessions,
                          const Ints& plans, const Ints& ordinals, Longs& numbers,
                          Longs& reservations, Ints& codes) const {
  run_all(message, schools.it.size(), numbers, codes,
          [&](std::size_t place, const crn_call& call, Event& receipt) -> result<void> {
            const crn_slot slot{sessions.it[place], static_cast<std::uint32_t>(plans.it[place]),
                                static_cast<std::uint32_t>(ordinals.it[place])};
            CRN_NEW(crn_reserve_slots, command);
            command.school = schools.it[place];
            command.slots = &slot;
            command.slot_count = 1;
            reservations.it[place] = 0;
            BOOST_OUTCOME_TRY(it_->run(&call, &command, receipt));
            if (!receipt.changes.reservations.empty())
              reservations.it[place] = receipt.changes.reservations.front().id.value;
            return success();
          });
  return done(success());
}

Bytes Engine::cancelMany(const Bytes& message, const Longs& reservations, Longs& numbers,
                         Ints& codes) const {
  run_all(message, reservations.it.size(), numbers, codes,
          [&](std::size_t place, const crn_call& call, Event& receipt) {
            CRN_NEW(crn_cancel_by_school, command);
            command.reservations = &reservations.it[place];
            command.reservation_count = 1;
            return it_->run(&call, &command, receipt);
          });
  return done(success());
}

Bytes Engine::deadlines(const Bytes& message, const Ints& starts, Longs& closes_at) const {
  Reader reader(message);
  return done(it_->deadlines(reader.take<crn_departement>(), starts.it.data(), starts.it.size(),
                             closes_at.it.data()));
}

Bytes Engine::sessions(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto filter = reader.take<crn_session_filter>();
  const auto page = reader.take<crn_page>();
  return page_of(it_->sessions(&actor, &filter, &page),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.sessions); });
}

Bytes Engine::planning(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto filter = reader.take<crn_session_filter>();
  const auto page = reader.take<crn_page>();
  return page_of(it_->planning(&actor, &filter, &page), [](Writer& to, const facade::Rows& rows) {
    put_rows(to, rows.sessions);
    put_rows(to, rows.reservations);
    put_rows(to, rows.blocks);
  });
}

Bytes Engine::weeks(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto query = reader.take<crn_week_query>();
  std::vector<crn_units> rows(16);
  crn_units total{};
  for (;;) {
    const auto found =
        it_->week(&actor, &query, {rows.data(), sizeof(crn_units), rows.size()}, total);
    if (!found) return done(found.assume_error());
    const bool all = found.assume_value() <= rows.size();
    rows.resize(found.assume_value());
    if (all) break;
  }
  Writer answer = done();
  answer.list(rows.data(), rows.size());
  answer(total);
  return answer.take();
}

Bytes Engine::exams(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto query = reader.take<crn_exam_query>();
  const auto page = reader.take<crn_page>();
  return page_of(it_->exams(&actor, &query, &page), [](Writer& to, const facade::Rows& rows) {
    put_rows(to, rows.reserved_sessions);
  });
}

Bytes Engine::findSchools(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto departement = reader.take<crn_departement>();
  const auto text = reader.take<crn_text>();
  return page_of(it_->find_schools(&actor, departement, text, reader.take<std::size_t>()),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.schools); });
}

Bytes Engine::schoolNamed(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto departement = reader.take<crn_departement>();
  return page_of(it_->school_named(&actor, departement, reader.take<crn_text>()),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.schools); });
}

Bytes Engine::closures(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto filter = reader.take<crn_closure_filter>();
  const auto page = reader.take<crn_page>();
  return page_of(it_->closures(&actor, &filter, &page),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.closures); });
}

Bytes Engine::history(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto filter = reader.take<crn_event_filter>();
  const auto page = reader.take<crn_page>();
  return page_of(it_->history(&actor, &filter, &page),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.events); });
}

Bytes Engine::refusals(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto departement = reader.take<crn_departement>();
  const auto page = reader.take<crn_page>();
  return page_of(it_->refusals(&actor, departement, &page),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.refusals); });
}

Bytes Engine::entries(const Bytes& message) const {
  Reader reader(message);
  const auto kind = reader.take<std::int32_t>();
  const std::int64_t* ids = nullptr;
  std::size_t count = 0;
  reader.list(ids, count);
  return page_of(it_->entries(kind, ids, count), [kind](Writer& to, const facade::Rows& rows) {
    switch (kind) {
      case CRN_ROWS_OFFICES: return put_rows(to, rows.offices);
      case CRN_ROWS_SCHOOLS: return put_rows(to, rows.schools);
      case CRN_ROWS_INSPECTORS: return put_rows(to, rows.inspectors);
      default: return put_rows(to, rows.centres);
    }
  });
}

Bytes Engine::rules() const {
  return answer_of(it_->rules(), [](Writer& to, const std::unique_ptr<facade::Rows>& rows) {
    put_rows(to, rows->rules);
    to(rows->rules_version.value);
  });
}

Bytes Engine::rulesOn(const Bytes& message) const {
  Reader reader(message);
  return answer_of(it_->rules_on(reader.take<std::int32_t>()),
                   [](Writer& to, const crn_rules& rules) { to(rules); });
}

Bytes Engine::isHoliday(const Bytes& message) const {
  Reader reader(message);
  const auto departement = reader.take<crn_departement>();
  return answer_of(it_->is_holiday(departement, reader.take<std::int32_t>()),
                   [](Writer& to, bool is) { to(is); });
}

Bytes Engine::deadline(const Bytes& message) const {
  Reader reader(message);
  const auto departement = reader.take<crn_departement>();
  return answer_of(it_->deadline(departement, reader.take<std::int32_t>()),
                   [](Writer& to, const crn_deadline& deadline) { to(deadline); });
}

Bytes Engine::deadlineText(const Bytes& message) const {
  Reader reader(message);
  const auto departement = reader.take<crn_departement>();
  const auto start = reader.take<std::int32_t>();
  return answer_of(it_->deadline_text(departement, start, reader.take<std::int32_t>()), put_text);
}

Bytes Engine::opening(const Bytes& message) const {
  Reader reader(message);
  const auto departement = reader.take<crn_departement>();
  return answer_of(it_->opening(departement, reader.take<std::int32_t>()),
                   [](Writer& to, std::int64_t opens_at) { to(opens_at); });
}

Bytes Engine::banner(const Bytes& message) const {
  Reader reader(message);
  const auto language = reader.take<std::int32_t>();
  return answer_of(it_->banner(event_of(reader.take<std::string_view>()), language), put_text);
}

Bytes Engine::question(const Bytes& message) const {
  Reader reader(message);
  const auto language = reader.take<std::int32_t>();
  return answer_of(it_->question(event_of(reader.take<std::string_view>()), language), put_text);
}

Bytes Engine::listing(const Bytes& message) const {
  Reader reader(message);
  const auto language = reader.take<std::int32_t>();
  return answer_of(it_->listing(event_of(reader.take<std::string_view>()), language),
                   [](Writer& to, const std::unique_ptr<facade::Rows>& rows) {
                     put_rows(to, rows->listing_lines);
                   });
}

Bytes Engine::send(const Bytes& message, const Notifier& notifier) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto options = reader.take<crn_send_options>();
  CRN_NEW(crn_sent, sent);
  const result<void> outcome = it_->send(&actor, *notifier.it_, &options, sent);
  if (!outcome) return done(outcome);
  Writer answer = done();
  answer(sent);
  return answer.take();
}

Bytes Engine::notices(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto status = reader.take<std::int32_t>();
  const auto after = reader.take<std::int64_t>();
  return page_of(it_->notices(&actor, status, after, reader.take<std::size_t>()),
                 [](Writer& to, const facade::Rows& rows) { put_rows(to, rows.notices); });
}

Bytes Engine::retry(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const std::int64_t* ids = nullptr;
  std::size_t count = 0;
  reader.list(ids, count);
  return done(it_->retry(&actor, ids, count, reader.take<crn_text>()));
}

Bytes Engine::mail(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto notice = reader.take<std::int64_t>();
  const auto identity = reader.take<crn_identity>();
  return answer_of(
      [&]() -> Text {
        BOOST_OUTCOME_TRY(const auto rows, it_->notices(&actor, 0, notice - 1, 1));
        if (rows->notices.empty() || rows->notices.front().notice.id.value != notice)
          return Error{ErrorCode::unknown_notice, NoticeId{notice}};
        return facade::mail_of(rows->notices.front().notice, &identity);
      }(),
      put_text);
}

Bytes Engine::writeWorkbook(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto workbook = reader.take<crn_workbook>();
  return done(it_->write_workbook(&actor, &workbook));
}

Bytes Engine::writeCsv(const Bytes& message) const {
  Reader reader(message);
  const auto actor = reader.take<crn_actor>();
  const auto filter = reader.take<crn_session_filter>();
  const auto style = reader.take<crn_csv_style>();
  return answer_of(it_->write_csv(&actor, &filter, &style), put_text);
}

Bytes Engine::entriesCsv(const Bytes& message) const {
  Reader reader(message);
  const auto kind = reader.take<std::int32_t>();
  const auto style = reader.take<crn_csv_style>();
  return answer_of(
      [&]() -> Text {
        BOOST_OUTCOME_TRY(const auto rows, it_->entries(kind, nullptr, 0));
        return facade::write_entries(*rows, kind, &style);
      }(),
      put_text);
}

}  // namespace creneau::java
