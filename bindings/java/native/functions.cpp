#include "functions.hpp"

#include "creneau/policy/name_matching.hpp"
#include "events.hpp"
#include "facade/code_names.hpp"
#include "facade/engine.hpp"
#include "facade/event_rows.hpp"
#include "facade/failure.hpp"
#include "ports.hpp"

namespace creneau::java {

Bytes version() {
  Writer answer = done();
  answer(std::string_view{CRENEAU_VERSION});
  return answer.take();
}

Bytes departements() {
  Writer answer = done();
  answer(static_cast<std::uint64_t>(Departement::kCount));
  for (std::size_t index = 0; index < Departement::kCount; ++index) {
    const auto departement = Departement::from_index(index);
    answer(departement.code(), zone(zone_of(departement)).iana_name);
  }
  return answer.take();
}

Bytes errorCodes() {
  Writer answer = done();
  const auto put = [&](std::int32_t number, std::string_view name, ErrorClass kind,
                       std::string_view meaning) {
    answer(true, number, name, static_cast<std::uint32_t>(kind), meaning);
  };
#define CRENEAU_ERROR(name, number, kind, meaning) put(number, #name, ErrorClass::kind, meaning);
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  answer(false);
  return answer.take();
}

Bytes codeText(const Bytes& message) {
  Reader reader(message);
  const auto list = reader.take<std::int32_t>();
  const auto number = reader.take<std::int32_t>();
  Writer answer = done();
  answer(facade::code_text(list, number, reader.take<std::int32_t>()));
  return answer.take();
}

Bytes dateText(const Bytes& message) {
  Reader reader(message);
  const auto date = reader.take<std::int32_t>();
  return answer_of(facade::date_text(date, reader.take<std::int32_t>()),
                   [](Writer& to, const std::string& text) { to(text); });
}

Bytes localTimeText(const Bytes& message) {
  Reader reader(message);
  const auto time = reader.take<std::int32_t>();
  return answer_of(facade::local_time_text(time, reader.take<std::int32_t>()),
                   [](Writer& to, const std::string& text) { to(text); });
}

Bytes presetRules(const Bytes& message) {
  Reader reader(message);
  const auto preset = reader.take<std::int32_t>();
  return answer_of(
      facade::preset_rules(preset, reader.take<std::int32_t>()),
      [](Writer& to, const std::unique_ptr<facade::Rows>& rows) { put_rows(to, rows->rules); });
}

Bytes checkRules(const Bytes& message) {
  Reader reader(message);
  const crn_rule* rules = nullptr;
  std::size_t count = 0;
  reader.list(rules, count);
  return done(facade::check_rules({rules, sizeof(crn_rule), count, "rules"}));
}

Bytes nameMatches(const Bytes& message) {
  Reader reader(message);
  const auto name = reader.take<std::string_view>();
  Writer answer = done();
  answer(name_matches(fold_name(name), fold_name(reader.take<std::string_view>())));
  return answer.take();
}

Bytes instants(const Bytes& message, const Ints& local_times, Longs& instants) {
  Reader reader(message);
  return done(facade::to_instants(reader.take<crn_departement>(), local_times.it.data(),
                                  local_times.it.size(), instants.it.data()));
}

Bytes localTimes(const Bytes& message, const Longs& instants, Ints& local_times) {
  Reader reader(message);
  return done(facade::to_local_times(reader.take<crn_departement>(), instants.it.data(),
                                     instants.it.size(), local_times.it.data()));
}

Bytes json(const Bytes& message) {
  Reader reader(message);
  Writer answer = done();
  answer(facade::json_of(event_of(reader.take<std::string_view>())));
  return answer.take();
}

Bytes assign(const Bytes& message) {
  Reader reader(message);
  std::vector<Event> events;
  events.push_back(event_of(reader.take<std::string_view>()));
  const auto number = reader.take<std::int64_t>();
  facade::CommitBuilder::NewIds ids;
  for (auto* of : {&ids.sessions, &ids.reservations, &ids.closures}) {
    const std::int64_t* list = nullptr;
    std::size_t count = 0;
    reader.list(list, count);
    *of = {list, count};
  }
  facade::CommitBuilder builder(std::move(events));
  const result<void> outcome = builder.assign(0, number, ids);
  if (!outcome) return done(outcome);
  Writer answer = done();
  put(answer, builder.event(0));
  return answer.take();
}

Bytes eventMatches(const Bytes& message) {
  Reader reader(message);
  const auto head = reader.take<crn_event_head>();
  const auto json = reader.take<crn_text>();
  const auto plain = reader.take<crn_event_filter>();
  EventFilter filter;
  filter.session = {plain.session};
  filter.reservation = {plain.reservation};
  filter.school = {plain.school};
  return answer_of(facade::event_of(&head, json),
                   [&](Writer& to, const Event& event) { to(filter.tells_of(event.changes)); });
}

long long storageOver(StorageUpcall* upcall) {
  auto* const kept =
      new std::shared_ptr<Storage>(storage_over(std::unique_ptr<StorageUpcall>(upcall)));
  return reinterpret_cast<long long>(kept);
}

void releaseStorage(long long storage) {
  delete reinterpret_cast<std::shared_ptr<Storage>*>(storage);
}

long long outboxOver(OutboxUpcall* upcall) {
  auto* const kept =
      new std::shared_ptr<Outbox>(outbox_over(std::unique_ptr<OutboxUpcall>(upcall)));
  return reinterpret_cast<long long>(kept);
}

void releaseOutbox(long long outbox) {
  delete reinterpret_cast<std::shared_ptr<Outbox>*>(outbox);
}

}  // namespace creneau::java
