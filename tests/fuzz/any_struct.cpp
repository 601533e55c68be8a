// Every function that takes structs, rows or texts, with some that make no sense: wrong sizes, no
// codes, NULL, texts that are none. What is refused, asked or only previewed changes nothing.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <optional>

#include "support/fingerprint.hpp"
#include "support/planning.hpp"
#include "support/shaper.hpp"
#include "support/world.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

/// A world with a planning, made anew where it was changed; its events and notices are at hand.
class Stage {
 public:
  Stage()
      : world(memory_database(Beginning::planning), CRN_LANGUAGE_FRENCH),
        before(fingerprint(world.engine)) {
    for (const crn_departement departement : kDepartements) {
      const Planning planning(world.engine, departement);
      for (const crn_session& it : planning.sessions) ids.push_back(it.id);
      for (const crn_reservation& it : planning.reservations) ids.push_back(it.id);
    }
    const crn_actor office = office_of(k93);
    crn_event_filter filter;
    CRN_INIT(filter);
    filter.departement = k93;
    must([&](crn_error** error) {
      return crn_engine_history(world.engine, &office, &filter, nullptr, events.out(), error);
    });
    const crn_actor actor = an_operator();
    must([&](crn_error** error) {
      return crn_engine_notices(world.engine, &actor, 0, 0, 0, notices.out(), error);
    });
  }

  World world;
  Fingerprint before;
  std::vector<std::int64_t> ids;
  Rows events;
  Rows notices;
};

/// One call with arguments of the input.
class Trial {
 public:
  Trial(const Stage& stage, Shaper& shaper) : stage_(stage), shaper_(shaper) {}

  /// Whether it may have changed something.
  bool run() {
    switch (shaper_.below(8)) {
      case 0: return batch();
      case 1: return query(), false;
      case 2: return word(), false;
      case 3: return rows(), false;
      case 4: return event(), false;
      case 5: return port(), false;
      case 6: return upkeep();
      default: return command();
    }
  }

 private:
  const crn_engine* engine() const { return stage_.world.engine; }

  template <class Command>
  using Function = crn_status (*)(const crn_engine*, const crn_call*, const Command*, crn_event**,
                                  crn_error**);
  template <class Command>
  bool give(Function<Command> function) {
    const auto* const call = shaper_.in<crn_call>();
    const auto* const it = shaper_.in<Command>();
    Event receipt;
    const Outcome outcome =
        ask([&](crn_error** error) { return function(engine(), call, it, receipt.out(), error); });
    require((receipt != nullptr) == outcome.ok(), "a command gives a receipt or an error");
    return outcome.ok() && call->mode == CRN_MODE_RUN;
  }

  bool command() {
    switch (shaper_.below(15)) {
      case 0: return give(crn_engine_create_sessions);
      case 1: return give(crn_engine_remove_sessions);
      case 2: return give(crn_engine_plan_sessions);
      case 3: return give(crn_engine_unplan_sessions);
      case 4: return give(crn_engine_change_session);
      case 5: return give(crn_engine_reserve_slots);
      case 6: return give(crn_engine_reserve_wish);
      case 7: return give(crn_engine_cancel_by_office);
      case 8: return give(crn_engine_cancel_by_school);
      case 9: return give(crn_engine_block_slots);
      case 10: return give(crn_engine_unblock_slots);
      case 11: return give(crn_engine_add_closure);
      case 12: return give(crn_engine_remove_closures);
      case 13: return give(crn_engine_set_rules);
      default: return give(crn_engine_import_planning);
    }
  }

  /// A command of a batch, and the struct that its kind names.
  const void* command_of(std::int32_t kind) {
    switch (kind) {
      case CRN_COMMAND_CREATE_SESSIONS: return shaper_.in<crn_create_sessions>();
      case CRN_COMMAND_PLAN_SESSIONS: return shaper_.in<crn_plan_sessions>();
      case CRN_COMMAND_RESERVE_SLOTS: return shaper_.in<crn_reserve_slots>();
      case CRN_COMMAND_REMOVE_SESSIONS: return shaper_.in<crn_remove_sessions>();
      case CRN_COMMAND_UNPLAN_SESSIONS: return shaper_.in<crn_unplan_sessions>();
      case CRN_COMMAND_CHANGE_SESSION: return shaper_.in<crn_change_session>();
      case CRN_COMMAND_RESERVE_WISH: return shaper_.in<crn_reserve_wish>();
      case CRN_COMMAND_CANCEL_BY_OFFICE: return shaper_.in<crn_cancel_by_office>();
      case CRN_COMMAND_ADD_CLOSURE: return shaper_.in<crn_add_closure>();
      case CRN_COMMAND_REMOVE_CLOSURES: return shaper_.in<crn_remove_closures>();
      case CRN_COMMAND_SET_RULES: return shaper_.in<crn_set_rules>();
      case CRN_COMMAND_IMPORT_PLANNING: return shaper_.in<crn_import_planning>();
      case CRN_COMMAND_CANCEL_BY_SCHOOL: return shaper_.in<crn_cancel_by_school>();
      case CRN_COMMAND_BLOCK_SLOTS:
      case CRN_COMMAND_UNBLOCK_SLOTS: return shaper_.in<crn_block_slots>();
      default: return nullptr;
    }
  }

  bool batch() {
    const std::size_t item_size = sizeof(crn_batch_item) + (shaper_.rarely() ? 8 : 0);
    const std::size_t count = shaper_.below(4);
    std::vector<unsigned char> items(item_size * count);
    std::vector<crn_batch_outcome> outcomes(count);
    std::vector<crn_event*> receipts(count);
    std::vector<crn_error*> errors(count);
    for (std::size_t place = 0; place < count; ++place) {
      const auto kind = static_cast<std::int32_t>(shaper_.below(18));
      const crn_batch_item item{shaper_.in<crn_call>(), command_of(kind), kind, 0};
      std::memcpy(items.data() + place * item_size, &item, sizeof item);
    }
    const bool wants_receipts = shaper_.below(2) == 1;
    const bool wants_errors = shaper_.below(2) == 1;
    const Outcome outcome = ask([&](crn_error** error) {
      return crn_engine_run_batch(engine(), reinterpret_cast<crn_batch_item*>(items.data()), count,
                                  item_size, outcomes.data(), sizeof(crn_batch_outcome),
                                  wants_receipts ? receipts.data() : nullptr,
                                  wants_errors ? errors.data() : nullptr, error);
    });
    for (std::size_t place = 0; place < count; ++place) {
      const bool done = outcome.ok() && outcomes[place].status == CRN_OK;
      require(!wants_receipts || (receipts[place] != nullptr) == done,
              "what was done of a batch has a receipt");
      require(!wants_errors || !outcome.ok() || (errors[place] == nullptr) == done,
              "what was not done of a batch has an error");
      crn_event_destroy(receipts[place]);
      crn_error_destroy(errors[place]);
    }
    return outcome.ok() && count > 0;
  }

  /// Lists and counts.
  void query() {
    const auto* const actor = shaper_.in<crn_actor>();
    const auto* const page = shaper_.in<crn_page>();
    Rows rows;
    const auto read = [&](auto function, auto... what) {
      const Outcome outcome = ask(
          [&](crn_error** error) { return function(engine(), actor, what..., rows.out(), error); });
      require((rows != nullptr) == outcome.ok(), "a query gives rows or an error");
    };
    switch (shaper_.below(11)) {
      case 0: return read(crn_engine_sessions, shaper_.in<crn_session_filter>(), page);
      case 1: return read(crn_engine_planning, shaper_.in<crn_session_filter>(), page);
      case 2: return read(crn_engine_exams, shaper_.in<crn_exam_query>(), page);
      case 3: return read(crn_engine_closures, shaper_.in<crn_closure_filter>(), page);
      case 4: return read(crn_engine_history, shaper_.in<crn_event_filter>(), page);
      case 5: return read(crn_engine_refusals, shaper_.departement(), page);
      case 6: {
        const crn_departement departement = shaper_.departement();
        const crn_text text = shaper_.text();
        return read(crn_engine_find_schools, departement, text, std::size_t{shaper_.word()});
      }
      case 7: {
        const crn_departement departement = shaper_.departement();
        return read(crn_engine_school_named, departement, shaper_.text());
      }
      case 8: return week(actor);
      case 9: return entries();
      default: {
        const std::int32_t status = shaper_.code();
        const std::int64_t after = shaper_.id();
        return read(crn_engine_notices, status, after, std::size_t{shaper_.word()});
      }
    }
  }

  void week(const crn_actor* actor) {
    const auto* const query = shaper_.in<crn_week_query>();
    crn_units* to = nullptr;
    std::size_t size = 0;
    std::size_t capacity = 0;
    shaper_.room(to, size, capacity);
    std::size_t count = 0;
    (void)ask([&](crn_error** error) {
      return crn_engine_week(engine(), actor, query, to, capacity, size, &count, nullptr, error);
    });
  }

  void entries() {
    const std::int64_t* ids = nullptr;
    std::size_t count = 0;
    shaper_.ids(ids, count);
    const std::int32_t kind = CRN_ROWS_OFFICES + static_cast<std::int32_t>(shaper_.below(6)) - 1;
    Rows rows;
    (void)ask([&](crn_error** error) {
      return crn_engine_entries(engine(), kind, ids, count, rows.out(), error);
    });
  }

  /// Values, rules and words.
  void word() {
    const std::int32_t code = shaper_.code();
    const crn_departement departement = shaper_.departement();
    String text;
    switch (shaper_.below(9)) {
      case 0: {
        auto* const rules = shaper_.out<crn_rules>();
        (void)ask(
            [&](crn_error** error) { return crn_engine_rules_on(engine(), code, rules, error); });
        return;
      }
      case 1: {
        auto* const deadline = shaper_.out<crn_deadline>();
        (void)ask([&](crn_error** error) {
          return crn_engine_deadline(engine(), departement, code % 100'000 * 1440, deadline, error);
        });
        return;
      }
      case 2: {
        const crn_rule* rules = nullptr;
        std::size_t size = 0;
        std::size_t count = 0;
        shaper_.rows(rules, size, count);
        (void)ask([&](crn_error** error) { return crn_check_rules(rules, count, size, error); });
        return;
      }
      case 3: {
        const std::int64_t instant = shaper_.id();
        std::int32_t local = 0;
        (void)ask([&](crn_error** error) {
          return crn_to_local_times(departement, &instant, 1, &local, error);
        });
        return;
      }
      case 4: {
        std::int64_t instant = 0;
        (void)ask([&](crn_error** error) {
          return crn_to_instants(departement, &code, 1, &instant, error);
        });
        return;
      }
      case 5: {
        const crn_text name = shaper_.text();
        const crn_text typed = shaper_.text();
        std::int32_t matches = 0;
        (void)ask(
            [&](crn_error** error) { return crn_name_matches(name, typed, &matches, error); });
        return;
      }
      case 6: {
        const std::int32_t list = static_cast<std::int32_t>(shaper_.below(10));
        const crn_text name = crn_code_name(list, code);
        (void)crn_code_number(list, shaper_.text());
        require(name.size == 0 || crn_code_number(list, name) == code, "a name means its number");
        require(crn_week_of(crn_week(2000 + code % 100, code % 54)) ==
                    crn_week(2000 + code % 100, code % 54),
                "a week is of itself");
        return;
      }
      case 7: {
        const Outcome why = ask([&](crn_error** error) {
          return crn_engine_entries(engine(), code, nullptr, 0, nullptr, error);
        });
        (void)ask([&](crn_error** error) {
          return crn_engine_explain(engine(), why.error(), departement, shaper_.code(), text.out(),
                                    error);
        });
        return;
      }
      default: {
        const auto* const actor = shaper_.in<crn_actor>();
        const auto* const filter = shaper_.in<crn_session_filter>();
        const auto* const style = shaper_.in<crn_csv_style>();
        (void)ask([&](crn_error** error) {
          return crn_engine_write_csv(engine(), actor, filter, style, text.out(), error);
        });
        return;
      }
    }
  }

  template <class Row>
  void add(const Rows& rows,
           crn_status (*function)(crn_rows*, const Row*, std::size_t, std::size_t, crn_error**)) {
    const Row* from = nullptr;
    std::size_t size = 0;
    std::size_t count = 0;
    shaper_.rows(from, size, count);
    const Outcome outcome =
        ask([&](crn_error** error) { return function(rows, from, count, size, error); });
    require(crn_rows_count(rows, Reading<Row>::kKind) == (outcome.ok() ? count : 0),
            "all rows are put in or none");
    copy<Row>(rows);
  }

  /// Copies rows out, into rows of any size.
  template <class Row>
  void copy(const crn_rows* rows) {
    Row* to = nullptr;
    std::size_t size = 0;
    std::size_t count = 0;
    shaper_.room(to, size, count);
    const std::size_t first = shaper_.below(4);
    (void)ask([&](crn_error** error) {
      return Reading<Row>::kRead(rows, first, count, to, size, error);
    });
  }

  void rows() {
    Rows rows;
    must([&](crn_error** error) { return crn_rows_create(rows.out(), error); });
    switch (shaper_.below(14)) {
      case 0: return add(rows, crn_rows_add_offices);
      case 1: return add(rows, crn_rows_add_schools);
      case 2: return add(rows, crn_rows_add_inspectors);
      case 3: return add(rows, crn_rows_add_centres);
      case 4: return add(rows, crn_rows_add_sessions);
      case 5: return add(rows, crn_rows_add_reservations);
      case 6: return add(rows, crn_rows_add_blocks);
      case 7: return add(rows, crn_rows_add_closures);
      case 8: return add(rows, crn_rows_add_refusals);
      case 9: return add(rows, crn_rows_add_rules);
      case 10: return add(rows, crn_rows_add_units);
      case 11: return notice(rows);
      case 12: {
        const auto* const head = shaper_.in<crn_event_head>();
        (void)Outcome([&](crn_error** error) {
          return crn_rows_add_event(rows, head, crn_text_of("{}"), error);
        });
        return;
      }
      default: return put(rows);
    }
  }

  void notice(const Rows& rows) {
    const crn_notice_facts* facts = nullptr;
    const crn_notice_line* lines = nullptr;
    const crn_delivery_state* state = nullptr;
    std::array<std::size_t, 3> sizes{};
    std::array<std::size_t, 3> counts{};
    shaper_.rows(facts, sizes[0], counts[0]);
    shaper_.rows(lines, sizes[1], counts[1]);
    shaper_.rows(state, sizes[2], counts[2]);
    if (counts[0] == 0 || counts[2] == 0) return;
    const Outcome outcome = ask([&](crn_error** error) {
      return crn_rows_add_notice(rows, facts, sizes[0], lines, counts[1], sizes[1], state, sizes[2],
                                 error);
    });
    require(crn_rows_count(rows, CRN_ROWS_NOTICES) == outcome.ok(), "a notice is put in or not");
    const crn_notice* const it = crn_rows_notice(
        outcome.ok() ? static_cast<crn_rows*>(rows) : static_cast<crn_rows*>(stage_.notices), 0);
    crn_notice_facts* told = nullptr;
    crn_notice_line* to = nullptr;
    shaper_.room(told, sizes[0], counts[0]);
    shaper_.room(to, sizes[1], counts[1]);
    if (counts[0] > 0)
      (void)ask([&](crn_error** error) { return crn_notice_get(it, told, sizes[0], error); });
    (void)ask([&](crn_error** error) {
      return crn_notice_lines(it, shaper_.below(3), counts[1], to, sizes[1], error);
    });
    const auto* const identity = shaper_.in<crn_identity>();
    String mail;
    (void)ask([&](crn_error** error) { return crn_notice_mail(it, identity, mail.out(), error); });
  }

  /// Entries for a directory, which only counts them.
  void put(const Rows& rows) {
    add(rows, crn_rows_add_offices);
    add(rows, crn_rows_add_schools);
    add(rows, crn_rows_add_inspectors);
    add(rows, crn_rows_add_centres);
    auto* const taken = shaper_.out<crn_taken>();
    (void)ask([&](crn_error** error) {
      return crn_database_put(stage_.world.database, rows, 1, taken, error);
    });
    const auto* const style = shaper_.in<crn_csv_style>();
    String bytes;
    (void)ask([&](crn_error** error) {
      return crn_write_entries(rows, CRN_ROWS_OFFICES + static_cast<std::int32_t>(shaper_.below(5)),
                               style, bytes.out(), error);
    });
  }

  /// Reads an event into rows of any size.
  void event() {
    const crn_event* const it = crn_rows_event(stage_.events, shaper_.below(8));
    auto* const head = shaper_.out<crn_event_head>();
    (void)ask([&](crn_error** error) { return crn_event_get(it, head, error); });
    const auto read = [&]<class Row>(auto function, Row*, auto... side) {
      Row* to = nullptr;
      std::size_t size = 0;
      std::size_t count = 0;
      shaper_.room(to, size, count);
      const std::size_t first = shaper_.below(3);
      (void)ask(
          [&](crn_error** error) { return function(it, side..., first, count, to, size, error); });
    };
    const auto side = static_cast<std::int32_t>(shaper_.below(4));
    read(crn_event_sessions, static_cast<crn_session*>(nullptr), side);
    read(crn_event_relied_on, static_cast<crn_session*>(nullptr));
    read(crn_event_reservations, static_cast<crn_reservation_change*>(nullptr));
    read(crn_event_blocks, static_cast<crn_block_change*>(nullptr));
    read(crn_event_closures, static_cast<crn_closure*>(nullptr));
    read(crn_event_rules, static_cast<crn_rule*>(nullptr), side);
    read(crn_event_remarks, static_cast<crn_remark*>(nullptr));
    const auto* const filter = shaper_.in<crn_event_filter>();
    std::int32_t matches = 0;
    (void)ask([&](crn_error** error) { return crn_event_matches(it, filter, &matches, error); });
  }

  /// What is made of options.
  void port() {
    switch (shaper_.below(4)) {
      case 0: {
        const auto* const options = shaper_.in<crn_smtp_options>();
        Notifier notifier;
        (void)ask([&](crn_error** error) {
          return crn_notifier_create_smtp(options, notifier.out(), error);
        });
        return;
      }
      case 1: {
        const auto* const options = shaper_.in<crn_memory_options>();
        Database database;
        (void)ask([&](crn_error** error) {
          return crn_database_create_in_memory(options, database.out(), error);
        });
        return;
      }
      case 2: {
        const auto* const options = shaper_.in<crn_sqlite_options>();
        Database database;
        require(!Outcome([&](crn_error** error) {
                   return crn_database_open_sqlite(options, database.out(), error);
                 }).ok(),
                "there is no such folder");
        return;
      }
      default: {
        const auto* const actor = shaper_.in<crn_actor>();
        const auto* const workbook = shaper_.in<crn_workbook>();
        require(!Outcome([&](crn_error** error) {
                   return crn_engine_write_workbook(engine(), actor, workbook, error);
                 }).ok(),
                "there is no such folder");
        return;
      }
    }
  }

  /// Files, notices.
  bool upkeep() {
    const auto* const actor = shaper_.in<crn_actor>();
    switch (shaper_.below(3)) {
      case 0: {
        const crn_text bytes = shaper_.text();
        const auto* const options = shaper_.in<crn_planning_options>();
        PlanningFile file;
        (void)ask([&](crn_error** error) {
          return crn_engine_read_planning(engine(), bytes, options, file.out(), nullptr, error);
        });
        return false;
      }
      case 1: {
        const std::int64_t* ids = nullptr;
        std::size_t count = 0;
        shaper_.ids(ids, count);
        const crn_text address = shaper_.text();
        return ask([&](crn_error** error) {
                 return crn_engine_retry(engine(), actor, ids, count, address, error);
               })
            .ok();
      }
      default: {
        const auto* const options = shaper_.in<crn_send_options>();
        auto* const sent = shaper_.out<crn_sent>();
        crn_notifier_port table;
        CRN_INIT(table);
        table.deliver = [](void*, const crn_notice*, crn_answer*) {
          return std::int32_t{CRN_DELIVERY_DELIVERED};
        };
        Notifier notifier;
        must([&](crn_error** error) { return crn_notifier_create(&table, notifier.out(), error); });
        return ask([&](crn_error** error) {
                 return crn_engine_send(engine(), actor, notifier, options, sent, error);
               })
            .ok();
      }
    }
  }

  const Stage& stage_;
  Shaper& shaper_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static std::optional<Stage> stage;
  if (!stage) stage.emplace();
  FuzzedDataProvider input(data, size);
  Shaper shaper(input);
  shaper.know(stage->ids);
  if (Trial(*stage, shaper).run()) {
    stage.reset();
    return 0;
  }
  const Fingerprint after = fingerprint(stage->world.engine);
  require_unchanged(stage->before, after, true);
  if (after != stage->before) stage.reset();
  return 0;
}
