// Events that a storage of somebody else gives back: an envelope and a JSON that may be anything.
// One that is refused leaves the rows as they were; one that is taken can be read, told in words,
// written and taken again, and comes out of the engine as it went in.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <cstring>

#include "support/fingerprint.hpp"
#include "support/world.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

crn_event_head any_head(FuzzedDataProvider& input) {
  constexpr std::array<const char*, 5> kTexts{"", "a", "agent 12", "é", "\xC3"};
  const auto text = [&] { return crn_text_of(input.PickValueInArray(kTexts)); };
  const auto code = [&](std::int32_t last) {
    return input.ConsumeIntegralInRange<std::int32_t>(0, last);
  };
  crn_event_head head;
  CRN_INIT(head);
  head.command = 1 + code(14);
  head.role = 1 + code(5);
  head.reason = code(8);
  head.departement =
      input.PickValueInArray({k93, k974, crn_departement_of("2A"), crn_departement{}});
  head.number = code(1) == 0 ? 1 : input.ConsumeIntegral<std::int64_t>();
  head.at = code(1) == 0 ? kNow : input.ConsumeIntegral<std::int64_t>();
  head.who = code(3);
  head.rules = code(2);
  head.relies_on_closures = code(1);
  head.closures = code(2);
  head.subject = text();
  head.request = text();
  head.note = text();
  return head;
}

/// Reads every row of an event.
void read_all(const crn_event* event) {
  crn_event_head head;
  CRN_INIT(head);
  must([&](crn_error** error) { return crn_event_get(event, &head, error); });
  const auto read = [&]<class Row>(std::uint32_t count, auto function, auto... side) {
    std::vector<Row> rows(std::size_t{count} + 1);
    must([&](crn_error** error) {
      return function(event, side..., 0, count, rows.data(), sizeof(Row), error);
    });
    require(!ask([&](crn_error** error) {
               return function(event, side..., 0, count + 1, rows.data(), sizeof(Row), error);
             }).ok(),
            "there are as many rows as the head says");
  };
  for (const std::int32_t side : {CRN_SIDE_BEFORE, CRN_SIDE_AFTER}) {
    read.operator()<crn_session>(head.session_count, crn_event_sessions, side);
    read.operator()<crn_rule>(
        side == CRN_SIDE_BEFORE ? head.rule_count_before : head.rule_count_after, crn_event_rules,
        side);
  }
  read.operator()<crn_session>(head.relied_on_count, crn_event_relied_on);
  read.operator()<crn_reservation_change>(head.reservation_count, crn_event_reservations);
  read.operator()<crn_block_change>(head.block_count, crn_event_blocks);
  read.operator()<crn_closure>(head.closure_count, crn_event_closures);
  read.operator()<crn_remark>(head.remark_count, crn_event_remarks);
}

void read_words(const World& world, const crn_event* event) {
  for (const std::int32_t language : {CRN_LANGUAGE_FRENCH, CRN_LANGUAGE_ENGLISH}) {
    String text;
    Rows lines;
    must([&](crn_error** error) {
      return crn_engine_banner(world.engine, event, language, text.out(), error);
    });
    must([&](crn_error** error) {
      return crn_engine_question(world.engine, event, language, text.out(), error);
    });
    must([&](crn_error** error) {
      return crn_engine_listing(world.engine, event, language, lines.out(), error);
    });
    for (const crn_listing_line& line : all<crn_listing_line>(lines)) (void)view(line.sentence);
  }
}

/// A storage that holds nothing but one event.
class OneEvent {
 public:
  OneEvent(const crn_event_head& head, std::string_view json) : head_(head), json_(json) {}

  [[nodiscard]] Storage storage() {
    crn_storage_port port;
    CRN_INIT(port);
    port.user_data = this;
    port.load = load;
    port.commit = commit;
    port.record = [](void*, const crn_refusal*, crn_answer*) { return crn_status{CRN_OK}; };
    port.rules = [](void*, crn_rows*, crn_answer*) { return crn_status{CRN_OK}; };
    port.sessions = none<crn_session_filter>;
    port.reservations = none<crn_reservation_filter>;
    port.closures = none<crn_closure_filter>;
    port.events = events;
    port.refusals = [](void*, crn_departement, const crn_page*, crn_rows*, crn_answer*) {
      return crn_status{CRN_OK};
    };
    port.week_units = [](void*, const crn_week_query*, std::int32_t, crn_rows*, crn_answer*) {
      return crn_status{CRN_OK};
    };
    Storage made;
    must([&](crn_error** error) { return crn_storage_create(&port, made.out(), error); });
    return made;
  }

  bool is_seen = false;   ///< when it is loaded
  bool is_rival = false;  ///< when it is committed
  /// The hash of the command's content, that makes it its event.
  void set_content(std::uint64_t content) { head_.content = content; }

 private:
  crn_status give(crn_rows* rows) const {
    return crn_rows_add_event(rows, &head_, json_of(), nullptr);
  }
  crn_text json_of() const { return plain(json_); }

  static crn_status load(void* self, const crn_needs* needs, crn_rows* rows, crn_answer*) {
    const OneEvent& it = *static_cast<OneEvent*>(self);
    return needs->request != nullptr && it.is_seen ? it.give(rows) : CRN_OK;
  }
  static crn_status commit(void* self, crn_commit* commit, crn_answer*) {
    const OneEvent& it = *static_cast<OneEvent*>(self);
    if (it.is_rival) return crn_commit_replayed(commit, 0, &it.head_, it.json_of(), nullptr);
    return CRN_ERROR_STORAGE_FULL;
  }
  static crn_status events(void* self, const crn_event_filter*, const crn_page*, crn_rows* rows,
                           crn_answer*) {
    return static_cast<OneEvent*>(self)->give(rows);
  }
  template <class Filter>
  static crn_status none(void*, const Filter*, const crn_page*, crn_rows*, crn_answer*) {
    return CRN_OK;
  }

  crn_event_head head_;
  std::string_view json_;
};

/// The event comes out of the history and, where its request is seen or a rival was faster, out of a
/// command.
void check_engine(const World& world, OneEvent& held, const std::string& expected) {
  const Storage storage = held.storage();
  crn_engine_options options;
  CRN_INIT(options);
  options.language = CRN_LANGUAGE_NONE;
  options.database = world.database;
  options.storage = storage;
  options.clock = world.clock;
  Engine engine;
  must([&](crn_error** error) { return crn_engine_create(&options, engine.out(), error); });
  const auto listed = events_of(engine, k93);
  require(listed.size() == 1 && listed.front() == expected, "the history gives the event");

  const crn_actor actor = office_of(k93);
  crn_call call;
  CRN_INIT(call);
  call.actor = &actor;
  call.departement = k93;
  call.request = crn_text_of("a");
  crn_add_closure command;
  CRN_INIT(command);
  command.scope = CRN_CLOSURE_OFFICE;
  command.who = 1;
  command.from = kMonday * 1440;
  command.to = command.from + 60;
  const auto run = [&](std::int32_t mode, Event& receipt) {
    call.mode = mode;
    return Outcome([&](crn_error** error) {
      return crn_engine_add_closure(engine, &call, &command, receipt.out(), error);
    });
  };
  Event receipt;
  require(run(CRN_MODE_DECIDE, receipt).ok(), "a command is decided");
  crn_event_head head;
  CRN_INIT(head);
  must([&](crn_error** error) { return crn_event_get(receipt, &head, error); });
  require(run(CRN_MODE_RUN, receipt).status() == CRN_ERROR_STORAGE_FULL, "a storage may be full");
  for (const bool same : {false, true}) {
    held.set_content(same ? head.content : head.content + 1);
    for (const bool seen : {true, false}) {
      held.is_seen = seen;
      held.is_rival = !seen;
      const Outcome outcome = run(CRN_MODE_RUN, receipt);
      require(same ? outcome.ok() : outcome.status() == CRN_ERROR_REQUEST_REUSED,
              [&] { return "a request is known by its content: " + outcome.text(); });
    }
  }
}

Outcome add(const Rows& rows, const crn_event_head& head, std::string_view json) {
  const std::size_t before = crn_rows_count(rows, CRN_ROWS_EVENTS);
  Outcome outcome = Outcome(
      [&](crn_error** error) { return crn_rows_add_event(rows, &head, plain(json), error); });
  require(crn_rows_count(rows, CRN_ROWS_EVENTS) == before + outcome.ok(),
          "it is taken or it is not");
  return outcome;
}

std::string json_of(const crn_event* event) {
  String json;
  must([&](crn_error** error) { return crn_event_json(event, json.out(), error); });
  return std::string(view(json));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  const crn_event_head head = any_head(input);
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = k93;
  filter.session = input.ConsumeIntegral<std::uint8_t>();
  filter.reservation = input.ConsumeIntegral<std::uint8_t>();
  filter.school = input.ConsumeIntegral<std::uint8_t>();
  const std::string json = input.ConsumeRemainingBytesAsString();

  Rows rows;
  must([&](crn_error** error) { return crn_rows_create(rows.out(), error); });
  const Outcome outcome = add(rows, head, json);
  if (!outcome.ok()) {
    require(outcome.status() == CRN_ERROR_STORAGE_CORRUPT ||
                outcome.status() == CRN_ERROR_BAD_ARGUMENT ||
                outcome.status() == CRN_ERROR_BAD_TEXT,
            [&] { return "an event is refused for what it is: " + outcome.text(); });
    return 0;
  }
  const crn_event* const event = crn_rows_event(rows, 0);
  read_all(event);
  std::int32_t matches = -1;
  must([&](crn_error** error) { return crn_event_matches(event, &filter, &matches, error); });

  const std::string written = json_of(event);
  Rows again;
  must([&](crn_error** error) { return crn_rows_create(again.out(), error); });
  require(add(again, head, written).ok(), "what was written is taken");
  require_same(written, json_of(crn_rows_event(again, 0)), "and is the same");

  static const World world(memory_database(Beginning::directory));
  read_words(world, event);
  OneEvent held(head, written);
  const std::string expected = text_of(event);
  if (std::memcmp(&head.departement, &k93, sizeof k93) == 0) check_engine(world, held, expected);
  return 0;
}
