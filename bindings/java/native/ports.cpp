#include "ports.hpp"

#include <atomic>
#include <string>
#include <utility>

#include "events.hpp"
#include "facade/host_ports.hpp"

namespace creneau::java {

namespace {

/// A status that is no code: nobody knows.
constexpr crn_status kNoCode = -1;

/// Asks Java, and lets `take(reader)`, which returns result<void>, read the answer.
template <class Ask, class Take>
crn_status ask(facade::Answer& answer, Ask&& ask_java, Take&& take) {
  try {
    const Bytes message = ask_java();
    Reader reader(message);
    const auto status = reader.take<crn_status>();
    if (status != CRN_OK) {
      answer.set_text(reader.take<std::string_view>());
      const crn_subject* subjects = nullptr;
      std::size_t count = 0;
      reader.list(subjects, count);
      for (std::size_t place = 0; place < count; ++place) answer.add_subject(subjects[place]);
      return status;
    }
    const result<void> taken = take(reader);
    if (taken) return CRN_OK;
    answer.set_text(
        "the answer makes no sense: " + std::string(name_of(taken.assume_error().code)) + " " +
        taken.assume_error().text);
  } catch (const std::bad_alloc&) {
    return CRN_ERROR_NO_MEMORY;
  } catch (const std::exception& error) {
    answer.set_text(error.what());
  }
  return CRN_ERROR_HOST_ERROR;
}

constexpr auto kNothing = [](Reader&) -> result<void> { return success(); };

/// The message of some values.
template <class... Values>
[[nodiscard]] Bytes message_of(const Values&... values) {
  Writer message;
  message(values...);
  return message.take();
}
[[nodiscard]] Bytes message_of(std::span<const std::int64_t> ids) {
  Writer message;
  message.list(ids.data(), ids.size());
  return message.take();
}

[[nodiscard]] result<void> add_event(Reader& reader, facade::Rows& rows) {
  const auto head = reader.take<crn_event_head>();
  const auto json = reader.take<crn_text>();
  return rows.add_event(&head, json);
}

[[nodiscard]] result<void> add_events(Reader& reader, facade::Rows& rows) {
  for (auto left = reader.take<std::uint64_t>(); left > 0; --left) {
    BOOST_OUTCOME_TRY(add_event(reader, rows));
  }
  return success();
}

[[nodiscard]] result<void> add_notices(Reader& reader, facade::Rows& rows) {
  for (auto left = reader.take<std::uint64_t>(); left > 0; --left) {
    const auto facts = reader.take<crn_notice_facts>();
    const crn_notice_line* lines = nullptr;
    std::size_t count = 0;
    reader.list(lines, count);
    const auto state = reader.take<crn_delivery_state>();
    BOOST_OUTCOME_TRY(rows.add_notice({&facts, sizeof facts, 1, "facts"},
                                      {lines, sizeof(crn_notice_line), count, "lines"},
                                      {&state, sizeof state, 1, "state"}));
  }
  return success();
}

/// What follows the rows of a page.
[[nodiscard]] result<void> set_page(Reader& reader, facade::Rows& rows) {
  const auto next = facade::cursor_of(reader.take<crn_cursor>());
  if (next != Cursor{}) rows.next = next;
  rows.number = {reader.take<std::int64_t>()};
  return success();
}

class StorageOfJava final : public facade::StorageDelegate {
 public:
  explicit StorageOfJava(std::unique_ptr<StorageUpcall> upcall)
      : upcall_(std::move(upcall)), joins_(upcall_->joinsCommits()) {}

  [[nodiscard]] bool joins_commits() const noexcept override { return joins_; }
  crn_status load(const crn_needs& needs, facade::Rows& rows, facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->load(message_of(needs)); },
        [&](Reader& reader) -> result<void> {
          rows.number = {reader.take<std::int64_t>()};
          rows.rules_version = {reader.take<std::int64_t>()};
          rows.closures_revision = {reader.take<std::int64_t>()};
          rows.more_candidates = reader.take<bool>();
          if (reader.take<bool>()) {
            BOOST_OUTCOME_TRY(add_event(reader, rows));
          }
          BOOST_OUTCOME_TRY(add<crn_session>(reader, rows, "sessions"));
          BOOST_OUTCOME_TRY(add<crn_reservation>(reader, rows, "reservations"));
          BOOST_OUTCOME_TRY(add<crn_block>(reader, rows, "blocks"));
          BOOST_OUTCOME_TRY(add<crn_closure>(reader, rows, "closures"));
          return add<crn_rule>(reader, rows, "rules");
        });
  }
  crn_status commit(facade::CommitBuilder& commit, facade::Answer& answer) override {
    crn_status others = CRN_OK;
    std::string text;
    crn_status status = ask(
        answer,
        [&] {
          Writer message;
          message(static_cast<std::uint64_t>(commit.size()));
          for (std::size_t place = 0; place < commit.size(); ++place)
            put(message, commit.event(place));
          return upcall_->commit(message.take());
        },
        [&](Reader& reader) -> result<void> {
          for (std::size_t place = 0; place < commit.size(); ++place) {
            BOOST_OUTCOME_TRY(take_answer(reader, commit, place));
          }
          others = reader.take<crn_status>();
          text = std::string(reader.take<std::string_view>());
          return success();
        });
    if (status == CRN_OK) {
      status = others;
      if (status != CRN_OK) answer.set_text(text);
    }
    // Neither an exception nor a lack of memory says whether anything was committed.
    const bool known = status != CRN_ERROR_HOST_ERROR && status != CRN_ERROR_NO_MEMORY;
    return known ? status : kNoCode;
  }
  crn_status record(const crn_refusal& refusal, facade::Answer& answer) override {
    return ask(answer, [&] { return upcall_->record(message_of(refusal)); }, kNothing);
  }
  crn_status rules(facade::Rows& rows, facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->rules(); },
        [&](Reader& reader) -> result<void> {
          rows.rules_version = {reader.take<std::int64_t>()};
          return add<crn_rule>(reader, rows, "rules");
        });
  }
  crn_status sessions(const crn_session_filter& filter, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return list(
        answer, [&] { return upcall_->sessions(message_of(filter, page)); }, rows,
        [&](Reader& reader) { return add<crn_session>(reader, rows, "rows"); });
  }
  crn_status reservations(const crn_reservation_filter& filter, const crn_page& page,
                          facade::Rows& rows, facade::Answer& answer) override {
    return list(
        answer, [&] { return upcall_->reservations(message_of(filter, page)); }, rows,
        [&](Reader& reader) -> result<void> {
          BOOST_OUTCOME_TRY(add<crn_reservation>(reader, rows, "rows"));
          return add<crn_session>(reader, rows, "rows");
        });
  }
  crn_status closures(const crn_closure_filter& filter, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return list(
        answer, [&] { return upcall_->closures(message_of(filter, page)); }, rows,
        [&](Reader& reader) { return add<crn_closure>(reader, rows, "rows"); });
  }
  crn_status events(const crn_event_filter& filter, const crn_page& page, facade::Rows& rows,
                    facade::Answer& answer) override {
    return list(
        answer, [&] { return upcall_->events(message_of(filter, page)); }, rows,
        [&](Reader& reader) { return add_events(reader, rows); });
  }
  crn_status refusals(crn_departement departement, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return list(
        answer, [&] { return upcall_->refusals(message_of(departement, page)); }, rows,
        [&](Reader& reader) { return add<crn_refusal>(reader, rows, "rows"); });
  }
  crn_status week_units(const crn_week_query& query, std::int32_t now, facade::Rows& rows,
                        facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->weekUnits(message_of(query, now)); },
        [&](Reader& reader) { return add<crn_units>(reader, rows, "rows"); });
  }

 private:
  template <class Ask, class Take>
  static crn_status list(facade::Answer& answer, Ask&& ask_java, facade::Rows& rows, Take&& take) {
    return ask(answer, ask_java, [&](Reader& reader) -> result<void> {
      BOOST_OUTCOME_TRY(take(reader));
      return set_page(reader, rows);
    });
  }
  /// What Java answered for one change set.
  [[nodiscard]] static result<void> take_answer(Reader& reader, facade::CommitBuilder& commit,
                                                std::size_t place) {
    enum : std::uint32_t { kNone, kDone, kReplayed, kConflict, kFailed };
    switch (reader.take<std::uint32_t>()) {
      case kDone: {
        const auto number = reader.take<std::int64_t>();
        facade::CommitBuilder::NewIds ids;
        for (auto* of : {&ids.sessions, &ids.reservations, &ids.closures}) {
          const std::int64_t* list = nullptr;
          std::size_t count = 0;
          reader.list(list, count);
          *of = {list, count};
        }
        BOOST_OUTCOME_TRY(commit.assign(place, number, ids));
        return commit.done(place);
      }
      case kReplayed: {
        const auto head = reader.take<crn_event_head>();
        const auto json = reader.take<crn_text>();
        return commit.replayed(place, &head, json);
      }
      case kConflict: return commit.conflict(place);
      case kFailed: {
        const auto status = reader.take<crn_status>();
        return commit.failed(place, status, reader.take<std::string_view>());
      }
      default: return success();
    }
  }

  std::unique_ptr<StorageUpcall> upcall_;
  bool joins_;
};

class DirectoryOfJava final : public facade::DirectoryDelegate {
 public:
  explicit DirectoryOfJava(std::unique_ptr<DirectoryUpcall> upcall) : upcall_(std::move(upcall)) {}

  crn_status look_up(const crn_directory_needs& needs, facade::Rows& rows,
                     facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->lookUp(message_of(needs)); },
        [&](Reader& reader) -> result<void> {
          BOOST_OUTCOME_TRY(add<crn_office>(reader, rows, "offices"));
          BOOST_OUTCOME_TRY(add<crn_school>(reader, rows, "schools"));
          BOOST_OUTCOME_TRY(add<crn_centre>(reader, rows, "centres"));
          return add<crn_inspector>(reader, rows, "inspectors");
        });
  }
  crn_status offices(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->offices(message_of(ids)); },
        [&](Reader& reader) { return add<crn_office>(reader, rows, "offices"); });
  }
  crn_status schools(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->schools(message_of(ids)); },
        [&](Reader& reader) { return add<crn_school>(reader, rows, "schools"); });
  }
  crn_status inspectors(std::span<const std::int64_t> ids, facade::Rows& rows,
                        facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->inspectors(message_of(ids)); },
        [&](Reader& reader) { return add<crn_inspector>(reader, rows, "inspectors"); });
  }
  crn_status centres(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->centres(message_of(ids)); },
        [&](Reader& reader) { return add<crn_centre>(reader, rows, "centres"); });
  }
  crn_status find_schools(std::string_view text, std::size_t limit, facade::Rows& rows,
                          facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->findSchools(message_of(text, limit)); },
        [&](Reader& reader) { return add<crn_school>(reader, rows, "schools"); });
  }

 private:
  std::unique_ptr<DirectoryUpcall> upcall_;
};

class OutboxOfJava final : public facade::OutboxDelegate {
 public:
  explicit OutboxOfJava(std::unique_ptr<OutboxUpcall> upcall) : upcall_(std::move(upcall)) {}

  crn_status lease(std::int64_t now, std::int64_t until, std::size_t limit, facade::Rows& rows,
                   facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->lease(message_of(now, until, limit)); },
        [&](Reader& reader) { return add_notices(reader, rows); });
  }
  crn_status report(const crn_delivery_report& report, bool& recorded,
                    facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->report(message_of(report)); },
        [&](Reader& reader) -> result<void> {
          reader(recorded);
          return success();
        });
  }
  crn_status notices(std::int32_t status, std::int64_t after, std::size_t limit, facade::Rows& rows,
                     facade::Answer& answer) override {
    return ask(
        answer, [&] { return upcall_->notices(message_of(status, after, limit)); },
        [&](Reader& reader) { return add_notices(reader, rows); });
  }
  crn_status retry(std::span<const std::int64_t> notices, std::string_view address,
                   std::int64_t now, facade::Answer& answer) override {
    return ask(
        answer,
        [&] {
          Writer message;
          message.list(notices.data(), notices.size());
          message(address, now);
          return upcall_->retry(message.take());
        },
        kNothing);
  }

 private:
  std::unique_ptr<OutboxUpcall> upcall_;
};

class NotifierOfJava final : public facade::NotifierDelegate {
 public:
  explicit NotifierOfJava(std::unique_ptr<NotifierUpcall> upcall) : upcall_(std::move(upcall)) {}

  std::int32_t deliver(const Notice& notice, facade::Answer& answer) override {
    std::int32_t delivery = CRN_DELIVERY_UNCERTAIN;
    (void)ask(
        answer,
        [&] {
          Writer message;
          put(message, notice);
          return upcall_->deliver(message.take());
        },
        [&](Reader& reader) -> result<void> {
          reader(delivery);
          answer.set_text(reader.take<std::string_view>());
          return success();
        });
    return delivery;
  }

 private:
  std::unique_ptr<NotifierUpcall> upcall_;
};

class ClockOfJava final : public facade::ClockDelegate {
 public:
  explicit ClockOfJava(std::unique_ptr<ClockUpcall> upcall) : upcall_(std::move(upcall)) {}

  std::int64_t now() noexcept override {
    try {
      last_.store(upcall_->now(), std::memory_order_relaxed);
    } catch (...) {
      // Java has no stack left for an answer: that of before serves.
    }
    return last_.load(std::memory_order_relaxed);
  }

 private:
  std::unique_ptr<ClockUpcall> upcall_;
  std::atomic<std::int64_t> last_{0};
};

}  // namespace

std::shared_ptr<Storage> storage_over(std::unique_ptr<StorageUpcall> upcall) {
  return std::make_shared<facade::HostStorage>(std::make_unique<StorageOfJava>(std::move(upcall)));
}

std::shared_ptr<const Directory> directory_over(std::unique_ptr<DirectoryUpcall> upcall) {
  return std::make_shared<facade::HostDirectory>(
      std::make_unique<DirectoryOfJava>(std::move(upcall)));
}

std::shared_ptr<Outbox> outbox_over(std::unique_ptr<OutboxUpcall> upcall) {
  return std::make_shared<facade::HostOutbox>(std::make_unique<OutboxOfJava>(std::move(upcall)));
}

std::shared_ptr<creneau::Notifier> notifier_over(std::unique_ptr<NotifierUpcall> upcall) {
  return std::make_shared<facade::HostNotifier>(
      std::make_unique<NotifierOfJava>(std::move(upcall)));
}

std::shared_ptr<const Clock> clock_over(std::unique_ptr<ClockUpcall> upcall) {
  return std::make_shared<facade::HostClock>(std::make_unique<ClockOfJava>(std::move(upcall)));
}

}  // namespace creneau::java
