// Ports implemented in C: tables of functions.
#include "creneau/policy/name_matching.hpp"
#include "facade/clock.hpp"
#include "facade/commands.hpp"
#include "facade/host_ports.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::handle_of;
using facade::plain;

namespace {

/// A table of functions; its user data is released once, if the table was taken on.
template <class Port>
class Table {
 public:
  explicit Table(const Port& port) noexcept : port_(port) {}
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table() {
    if (taken_on_ && port_.release != nullptr) port_.release(port_.user_data);
  }
  /// From now on the user data is the library's.
  void take_on() noexcept { taken_on_ = true; }
  [[nodiscard]] const Port* operator->() const noexcept { return &port_; }

 private:
  Port port_;
  bool taken_on_ = false;
};

class CStorage final : public facade::StorageDelegate {
 public:
  explicit CStorage(const crn_storage_port& port) noexcept : table(port) {}
  Table<crn_storage_port> table;

  [[nodiscard]] bool joins_commits() const noexcept override { return table->joins_commits != 0; }
  crn_status load(const crn_needs& needs, facade::Rows& snapshot, facade::Answer& answer) override {
    return table->load(table->user_data, &needs, handle_of<crn_rows>(&snapshot),
                       handle_of<crn_answer>(&answer));
  }
  crn_status commit(facade::CommitBuilder& commit, facade::Answer& answer) override {
    return table->commit(table->user_data, handle_of<crn_commit>(&commit),
                         handle_of<crn_answer>(&answer));
  }
  crn_status record(const crn_refusal& refusal, facade::Answer& answer) override {
    return table->record(table->user_data, &refusal, handle_of<crn_answer>(&answer));
  }
  crn_status rules(facade::Rows& rows, facade::Answer& answer) override {
    return table->rules(table->user_data, handle_of<crn_rows>(&rows),
                        handle_of<crn_answer>(&answer));
  }
  crn_status sessions(const crn_session_filter& filter, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return table->sessions(table->user_data, &filter, &page, handle_of<crn_rows>(&rows),
                           handle_of<crn_answer>(&answer));
  }
  crn_status reservations(const crn_reservation_filter& filter, const crn_page& page,
                          facade::Rows& rows, facade::Answer& answer) override {
    return table->reservations(table->user_data, &filter, &page, handle_of<crn_rows>(&rows),
                               handle_of<crn_answer>(&answer));
  }
  crn_status closures(const crn_closure_filter& filter, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return table->closures(table->user_data, &filter, &page, handle_of<crn_rows>(&rows),
                           handle_of<crn_answer>(&answer));
  }
  crn_status events(const crn_event_filter& filter, const crn_page& page, facade::Rows& rows,
                    facade::Answer& answer) override {
    return table->events(table->user_data, &filter, &page, handle_of<crn_rows>(&rows),
                         handle_of<crn_answer>(&answer));
  }
  crn_status refusals(crn_departement departement, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return table->refusals(table->user_data, departement, &page, handle_of<crn_rows>(&rows),
                           handle_of<crn_answer>(&answer));
  }
  crn_status week_units(const crn_week_query& query, std::int32_t now, facade::Rows& rows,
                        facade::Answer& answer) override {
    return table->week_units(table->user_data, &query, now, handle_of<crn_rows>(&rows),
                             handle_of<crn_answer>(&answer));
  }
};

class CDirectory final : public facade::DirectoryDelegate {
 public:
  explicit CDirectory(const crn_directory_port& port) noexcept : table(port) {}
  Table<crn_directory_port> table;

  crn_status look_up(const crn_directory_needs& needs, facade::Rows& rows,
                     facade::Answer& answer) override {
    return table->look_up(table->user_data, &needs, handle_of<crn_rows>(&rows),
                          handle_of<crn_answer>(&answer));
  }
  crn_status offices(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return table->offices(table->user_data, ids.data(), ids.size(), handle_of<crn_rows>(&rows),
                          handle_of<crn_answer>(&answer));
  }
  crn_status schools(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return table->schools(table->user_data, ids.data(), ids.size(), handle_of<crn_rows>(&rows),
                          handle_of<crn_answer>(&answer));
  }
  crn_status inspectors(std::span<const std::int64_t> ids, facade::Rows& rows,
                        facade::Answer& answer) override {
    return table->inspectors(table->user_data, ids.data(), ids.size(), handle_of<crn_rows>(&rows),
                             handle_of<crn_answer>(&answer));
  }
  crn_status centres(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return table->centres(table->user_data, ids.data(), ids.size(), handle_of<crn_rows>(&rows),
                          handle_of<crn_answer>(&answer));
  }
  crn_status find_schools(std::string_view text, std::size_t limit, facade::Rows& rows,
                          facade::Answer& answer) override {
    return table->find_schools(table->user_data, plain(text), limit, handle_of<crn_rows>(&rows),
                               handle_of<crn_answer>(&answer));
  }
};

class COutbox final : public facade::OutboxDelegate {
 public:
  explicit COutbox(const crn_outbox_port& port) noexcept : table(port) {}
  Table<crn_outbox_port> table;

  crn_status lease(std::int64_t now, std::int64_t until, std::size_t limit, facade::Rows& rows,
                   facade::Answer& answer) override {
    return table->lease(table->user_data, now, until, limit, handle_of<crn_rows>(&rows),
                        handle_of<crn_answer>(&answer));
  }
  crn_status report(const crn_delivery_report& report, bool& recorded,
                    facade::Answer& answer) override {
    std::int32_t is_recorded = 0;
    const crn_status status =
        table->report(table->user_data, &report, &is_recorded, handle_of<crn_answer>(&answer));
    recorded = is_recorded != 0;
    return status;
  }
  crn_status notices(std::int32_t status, std::int64_t after, std::size_t limit, facade::Rows& rows,
                     facade::Answer& answer) override {
    return table->notices(table->user_data, status, after, limit, handle_of<crn_rows>(&rows),
                          handle_of<crn_answer>(&answer));
  }
  crn_status retry(std::span<const std::int64_t> notices, std::string_view address,
                   std::int64_t now, facade::Answer& answer) override {
    return table->retry(table->user_data, notices.data(), notices.size(), plain(address), now,
                        handle_of<crn_answer>(&answer));
  }
};

class CNotifier final : public facade::NotifierDelegate {
 public:
  explicit CNotifier(const crn_notifier_port& port) noexcept : table(port) {}
  Table<crn_notifier_port> table;

  std::int32_t deliver(const Notice& notice, facade::Answer& answer) override {
    return table->deliver(table->user_data, handle_of<crn_notice>(&notice),
                          handle_of<crn_answer>(&answer));
  }
};

class CClock final : public facade::ClockDelegate {
 public:
  explicit CClock(const crn_clock_port& port) noexcept : table(port) {}
  Table<crn_clock_port> table;

  std::int64_t now() noexcept override { return table->now(table->user_data); }
};

/// A required entry of a table.
struct Entry {
  bool is_there;
  const char* name;
};

/// `bad_argument` with the name of an entry that is not there.
[[nodiscard]] result<void> check(std::initializer_list<Entry> entries) {
  for (const Entry& entry : entries)
    if (!entry.is_there) return facade::bad_argument(entry.name);
  return success();
}

[[nodiscard]] result<void> check(const crn_storage_port& port) {
  return check({{port.load != nullptr, "load"},
                {port.commit != nullptr, "commit"},
                {port.record != nullptr, "record"},
                {port.rules != nullptr, "rules"},
                {port.sessions != nullptr, "sessions"},
                {port.reservations != nullptr, "reservations"},
                {port.closures != nullptr, "closures"},
                {port.events != nullptr, "events"},
                {port.refusals != nullptr, "refusals"},
                {port.week_units != nullptr, "week_units"}});
}
[[nodiscard]] result<void> check(const crn_directory_port& port) {
  return check({{port.look_up != nullptr, "look_up"},
                {port.offices != nullptr, "offices"},
                {port.schools != nullptr, "schools"},
                {port.inspectors != nullptr, "inspectors"},
                {port.centres != nullptr, "centres"},
                {port.find_schools != nullptr, "find_schools"}});
}
[[nodiscard]] result<void> check(const crn_outbox_port& port) {
  return check({{port.lease != nullptr, "lease"},
                {port.report != nullptr, "report"},
                {port.notices != nullptr, "notices"},
                {port.retry != nullptr, "retry"}});
}
[[nodiscard]] result<void> check(const crn_notifier_port& port) {
  return check({{port.deliver != nullptr, "deliver"}});
}
[[nodiscard]] result<void> check(const crn_clock_port& port) {
  return check({{port.now != nullptr, "now"}});
}

/// Makes a port of the engine over a table. The table is taken on last, when nothing can fail any
/// more.
template <class Delegate, class Host, class Behind, class Handle, class Port>
crn_status registering(const Port* port, Handle** to, const char* name,
                       crn_error** error) noexcept {
  return giving(to, name, error, [&]() -> result<std::unique_ptr<Behind>> {
    facade::StructIn<Port> read(port, "port");
    BOOST_OUTCOME_TRY(read.check());
    BOOST_OUTCOME_TRY(check(*read));
    auto delegate = std::make_unique<Delegate>(*read);
    Delegate* const raw = delegate.get();
    auto behind = std::make_unique<Behind>(Behind{std::make_shared<Host>(std::move(delegate))});
    raw->table.take_on();
    return behind;
  });
}

/// A database's ports are borrowed.
template <class Port>
void give_up(Port* port) noexcept {
  if (port != nullptr && !port->is_databases) delete port;
}

}  // namespace

void crn_answer_set_text(crn_answer* answer, crn_text text) {
  if (answer == nullptr || (text.data == nullptr && text.size != 0)) return;
  (void)guarded(nullptr, [&]() -> result<void> {
    behind(answer)->set_text({text.data, text.size});
    return success();
  });
}

void crn_answer_add_subject(crn_answer* answer, crn_subject subject) {
  if (answer == nullptr) return;
  (void)guarded(nullptr, [&]() -> result<void> {
    behind(answer)->add_subject(subject);
    return success();
  });
}

crn_status crn_event_matches(const crn_event* event, const crn_event_filter* filter,
                             int32_t* matches, crn_error** error) {
  if (matches != nullptr) *matches = 0;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(event, "event"));
    BOOST_OUTCOME_TRY(const EventFilter which, facade::filter_of(filter));
    if (matches == nullptr) return facade::bad_argument("matches");
    *matches = which.tells_of(it->changes);
    return success();
  });
}

size_t crn_commit_count(const crn_commit* commit) {
  return commit == nullptr ? 0 : behind(commit)->size();
}

const crn_event* crn_commit_event(const crn_commit* commit, size_t place) {
  if (commit == nullptr || place >= behind(commit)->size()) return nullptr;
  return handle_of<crn_event>(&behind(commit)->event(place));
}

crn_status crn_commit_assign(crn_commit* commit, size_t place, int64_t number,
                             const int64_t* sessions, size_t session_count,
                             const int64_t* reservations, size_t reservation_count,
                             const int64_t* closures, size_t closure_count, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(commit, "commit"));
    if (session_count > 0 && sessions == nullptr) return facade::bad_argument("sessions");
    if (reservation_count > 0 && reservations == nullptr)
      return facade::bad_argument("reservations");
    if (closure_count > 0 && closures == nullptr) return facade::bad_argument("closures");
    return it->assign(
        place, number,
        {{sessions, session_count}, {reservations, reservation_count}, {closures, closure_count}});
  });
}

crn_status crn_commit_done(crn_commit* commit, size_t place, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(commit, "commit"));
    return it->done(place);
  });
}

crn_status crn_commit_replayed(crn_commit* commit, size_t place, const crn_event_head* head,
                               crn_text json, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(commit, "commit"));
    return it->replayed(place, head, json);
  });
}

crn_status crn_commit_conflict(crn_commit* commit, size_t place, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(commit, "commit"));
    return it->conflict(place);
  });
}

crn_status crn_commit_failed(crn_commit* commit, size_t place, crn_status status, crn_text text,
                             crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(commit, "commit"));
    if (text.size > 0 && text.data == nullptr) return facade::bad_argument("text");
    return it->failed(place, status, {text.data, text.size});
  });
}

crn_status crn_storage_create(const crn_storage_port* port, crn_storage** storage,
                              crn_error** error) {
  return registering<CStorage, facade::HostStorage, facade::StoragePort>(port, storage, "storage",
                                                                         error);
}

void crn_storage_destroy(crn_storage* storage) {
  give_up(behind(storage));
}

crn_status crn_directory_create(const crn_directory_port* port, crn_directory** directory,
                                crn_error** error) {
  return registering<CDirectory, facade::HostDirectory, facade::DirectoryPort>(port, directory,
                                                                               "directory", error);
}

void crn_directory_destroy(crn_directory* directory) {
  give_up(behind(directory));
}

crn_status crn_name_matches(crn_text name, crn_text typed, int32_t* matches, crn_error** error) {
  if (matches != nullptr) *matches = 0;
  return guarded(error, [&]() -> result<void> {
    if (matches == nullptr) return facade::bad_argument("matches");
    BOOST_OUTCOME_TRY(const auto whole, facade::text_of(name, "name"));
    BOOST_OUTCOME_TRY(const auto part, facade::text_of(typed, "typed"));
    const std::string folded = fold_name(part);
    // Punctuation alone is no name, though nothing at all matches every name.
    *matches = (part.empty() || !folded.empty()) && name_matches(fold_name(whole), folded);
    return success();
  });
}

crn_status crn_outbox_create(const crn_outbox_port* port, crn_outbox** outbox, crn_error** error) {
  return registering<COutbox, facade::HostOutbox, facade::OutboxPort>(port, outbox, "outbox",
                                                                      error);
}

void crn_outbox_destroy(crn_outbox* outbox) {
  give_up(behind(outbox));
}

crn_status crn_notifier_create(const crn_notifier_port* port, crn_notifier** notifier,
                               crn_error** error) {
  return registering<CNotifier, facade::HostNotifier, facade::NotifierPort>(port, notifier,
                                                                            "notifier", error);
}

crn_status crn_clock_create(const crn_clock_port* port, crn_clock** clock, crn_error** error) {
  return registering<CClock, facade::HostClock, facade::ClockPort>(port, clock, "clock", error);
}

crn_status crn_clock_create_manual(int64_t now, crn_clock** clock, crn_error** error) {
  return giving(clock, "clock", error, [&]() -> result<std::unique_ptr<facade::ClockPort>> {
    return std::make_unique<facade::ClockPort>(
        std::make_shared<facade::StandingClock>(facade::instant_of(now)));
  });
}

crn_status crn_clock_set(crn_clock* clock, int64_t now, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(clock, "clock"));
    return it->set(now);
  });
}

void crn_clock_destroy(crn_clock* clock) {
  delete behind(clock);
}
