#include "facade/database.hpp"

#include "engine.hpp"
#include "events.hpp"
#include "facade/engine.hpp"

namespace creneau::java {

Database::Database() = default;
Database::~Database() = default;

namespace {

[[nodiscard]] Bytes keep(result<std::unique_ptr<facade::Database>> opened,
                         std::shared_ptr<facade::Database>& to) {
  if (!opened) return done(std::move(opened.assume_error()));
  to = std::move(opened.assume_value());
  return done(success());
}

/// How many entries were taken in.
[[nodiscard]] Bytes taken(const result<DirectoryTaken>& outcome, const facade::Rows* faults) {
  return answer_of(
      outcome, [](Writer& to, const DirectoryTaken& it) { to(it.added, it.changed); }, faults);
}

}  // namespace

Bytes Database::open(const Bytes& message) {
  Reader reader(message);
  const auto options = reader.take<crn_open_options>();
  return keep(facade::Database::open(&options), it_);
}

Bytes Database::inMemory(const Bytes& message) {
  Reader reader(message);
  const auto options = reader.take<crn_memory_options>();
  return keep(facade::Database::in_memory(&options), it_);
}

Bytes Database::put(const Bytes& message) {
  Reader reader(message);
  const bool keep = reader.take<bool>();
  return taken(
      [&]() -> result<DirectoryTaken> {
        facade::Rows rows;
        BOOST_OUTCOME_TRY(add<crn_office>(reader, rows, "offices"));
        BOOST_OUTCOME_TRY(add<crn_school>(reader, rows, "schools"));
        BOOST_OUTCOME_TRY(add<crn_inspector>(reader, rows, "inspectors"));
        BOOST_OUTCOME_TRY(add<crn_centre>(reader, rows, "centres"));
        return it_->put(rows, keep);
      }(),
      nullptr);
}

Bytes Database::putCsv(const Bytes& message) {
  Reader reader(message);
  const bool keep = reader.take<bool>();
  const auto csv = reader.take<crn_text>();
  facade::Rows faults;
  return taken(
      [&]() -> result<DirectoryTaken> {
        BOOST_OUTCOME_TRY(const auto rows,
                          facade::read_entries(csv, reader.take<std::int32_t>(), faults));
        return it_->put(*rows, keep);
      }(),
      &faults);
}

Bytes Database::journalMode() const {
  return answer_of(it_->journal_mode(), [](Writer& to, const std::string& mode) { to(mode); });
}

Bytes Database::backup(const Bytes& message) const {
  Reader reader(message);
  return done(it_->backup(reader.take<crn_text>()));
}

Bytes Database::check() const {
  return answer_of(it_->check(), [](Writer& to, const std::unique_ptr<facade::Rows>& rows) {
    to.each(rows->findings, [&](const Finding& it) { to(it.what, it.where); });
  });
}

Bytes Database::purge(const Bytes& message) {
  Reader reader(message);
  const auto what = reader.take<crn_purge>();
  return answer_of(it_->purge(&what),
                   [](Writer& to, const Purged& it) { to(it.notices, it.events, it.refusals); });
}

Bytes Database::redact(const Bytes& message) {
  Reader reader(message);
  const auto departement = reader.take<crn_departement>();
  return done(it_->redact(departement, reader.take<std::int64_t>()));
}

Bytes Database::waitForChange(const Bytes& message) const {
  Reader reader(message);
  const auto departement = reader.take<crn_departement>();
  const auto after = reader.take<std::int64_t>();
  return answer_of(it_->wait_for_change(departement, after, reader.take<std::int64_t>()),
                   [](Writer& to, std::int64_t number) { to(number); });
}

}  // namespace creneau::java
