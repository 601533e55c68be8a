// An engine over a storage, a directory, an outbox, a notifier and a clock that answer anything: rows
// that do not fit, ids that are none, codes, nothing. Every answer of the engine keeps its promises
// all the same: it says done only of what the storage called done.
#include <fuzzer/FuzzedDataProvider.h>

#include <optional>

#include "support/any_command.hpp"
#include "support/fingerprint.hpp"
#include "support/garbage_host.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

constexpr int kMostSteps = 8;

/// What the engine makes of a callback's code.
crn_status passed_on(crn_status status) {
  const bool is_known = status >= CRN_ERROR_STORAGE_FAILED && status <= CRN_ERROR_UNSUPPORTED;
  return is_known ? status : CRN_ERROR_HOST_ERROR;
}

class Trial {
 public:
  explicit Trial(FuzzedDataProvider& input)
      : input_(input), shaper_(input), host_(shaper_), notifier_(host_.notifier()) {
    shaper_.know({1, 2, 349, 477});
    const Storage storage = host_.storage();
    const Directory directory = host_.directory();
    const Outbox outbox = host_.outbox();
    const Clock clock = host_.clock();
    crn_engine_options options;
    CRN_INIT(options);
    options.language =
        input.ConsumeIntegralInRange<std::int32_t>(CRN_LANGUAGE_NONE, CRN_LANGUAGE_ENGLISH);
    options.storage = storage;
    // With a directory of one's own commits are not joined.
    static const Database database = memory_database(Beginning::directory);
    options.directory = shaper_.rarely(4) ? crn_database_directory(database) : directory;
    options.outbox = outbox;
    options.clock = clock;
    options.max_attempts = shaper_.below(4);
    if (shaper_.below(2) == 1)
      options.log = [](void*, std::int32_t, crn_text text) { (void)view(text); };
    must([&](crn_error** error) { return crn_engine_create(&options, engine_.out(), error); });
  }

  void run() {
    for (int left = kMostSteps; left > 0 && input_.remaining_bytes() > 0; --left) {
      host_.begin();
      switch (shaper_.below(8)) {
        case 0: list(); break;
        case 1: write(); break;
        case 2: send(); break;
        default: command(); break;
      }
    }
  }

 private:
  void command() {
    const crn_actor actor = any_actor(input_);
    Planning planning;
    for (const std::int64_t id : {349, 477}) {
      planning.sessions.emplace_back().id = id;
      planning.sessions.back().plan = 1;
      planning.sessions.back().slot_count = 7;
      planning.reservations.emplace_back().id = id;
    }
    const AnyCommand command = any_command(input_, planning);
    crn_call call;
    CRN_INIT(call);
    call.mode = shaper_.rarely(4) ? static_cast<std::int32_t>(shaper_.below(4)) : CRN_MODE_RUN;
    call.actor = &actor;
    call.departement = k93;
    if (shaper_.rarely(4)) call.request = crn_text_of("a");
    Event receipt;
    const Outcome outcome(
        [&](crn_error** error) { return command.run(engine_, &call, receipt.out(), error); });
    require((receipt != nullptr) == outcome.ok(), "a command gives a receipt or an error");
    if (call.mode == CRN_MODE_RUN)
      check(outcome, receipt);
    else
      require(host_.committed() == Committed::not_asked, "a preview commits nothing");
    if (outcome.ok())
      read_words(receipt);
    else
      explain(outcome);
  }

  void check(const Outcome& outcome, const crn_event* receipt) const {
    if (host_.committed() == Committed::unanswered)
      require(outcome.status() == CRN_ERROR_UNCONFIRMED, "who is not answered does not know");
    if (host_.committed() == Committed::done) {
      require(outcome.ok(), [&] { return "what is done is said to be done: " + outcome.text(); });
      crn_event_head head;
      CRN_INIT(head);
      must([&](crn_error** error) { return crn_event_get(receipt, &head, error); });
      require(head.number == host_.number(), "a receipt has the storage's number");
    } else if (outcome.ok()) {
      require(host_.gave_event(), "what is said to be done was done");
    }
  }

  void read_words(const crn_event* receipt) const {
    String text;
    Rows lines;
    (void)Outcome([&](crn_error** error) {
      return crn_engine_banner(engine_, receipt, CRN_LANGUAGE_FRENCH, text.out(), error);
    });
    (void)Outcome([&](crn_error** error) {
      return crn_engine_question(engine_, receipt, CRN_LANGUAGE_ENGLISH, text.out(), error);
    });
    (void)Outcome([&](crn_error** error) {
      return crn_engine_listing(engine_, receipt, CRN_LANGUAGE_FRENCH, lines.out(), error);
    });
    (void)text_of(receipt);
  }

  void explain(const Outcome& why) const {
    String text;
    (void)Outcome([&](crn_error** error) {
      return crn_engine_explain(engine_, why.error(), k93, CRN_LANGUAGE_FRENCH, text.out(), error);
    });
  }

  /// A query fails where a callback did, and as it did.
  void check_query(const Outcome& outcome) const {
    if (host_.failed() != CRN_OK)
      require(outcome.status() == passed_on(host_.failed()),
              [&] { return "a callback's code is passed on: " + outcome.text(); });
    if (!outcome.ok()) explain(outcome);
  }

  void list() {
    const crn_actor actor = any_actor(input_);
    const auto* const page = shaper_.in<crn_page>();
    Rows rows;
    const auto read = [&](auto function, auto... what) {
      check_query(Outcome([&](crn_error** error) {
        return function(engine_, &actor, what..., page, rows.out(), error);
      }));
    };
    switch (shaper_.below(9)) {
      case 0: return read(crn_engine_sessions, shaper_.in<crn_session_filter>());
      case 1: return read(crn_engine_planning, shaper_.in<crn_session_filter>());
      case 2: return read(crn_engine_exams, shaper_.in<crn_exam_query>());
      case 3: return read(crn_engine_closures, shaper_.in<crn_closure_filter>());
      case 4: return read(crn_engine_history, shaper_.in<crn_event_filter>());
      case 5: return read(crn_engine_refusals, k93);
      case 6: return week(actor);
      case 7:
        return check_query(Outcome([&](crn_error** error) {
          return crn_engine_school_named(engine_, &actor, k93, shaper_.text(), rows.out(), error);
        }));
      default: return rules();
    }
  }

  void week(const crn_actor& actor) {
    const auto* const query = shaper_.in<crn_week_query>();
    crn_units* to = nullptr;
    std::size_t size = 0;
    std::size_t capacity = 0;
    shaper_.room(to, size, capacity);
    std::size_t count = 0;
    crn_units total{};
    check_query(Outcome([&](crn_error** error) {
      return crn_engine_week(engine_, &actor, query, to, capacity, size, &count,
                             size == sizeof total ? &total : nullptr, error);
    }));
  }

  void rules() {
    crn_deadline deadline;
    CRN_INIT(deadline);
    check_query(Outcome([&](crn_error** error) {
      return crn_engine_deadline(engine_, k93, kMonday * 1440, &deadline, error);
    }));
  }

  /// Files out, and a file in.
  void write() {
    const crn_actor actor = office_of(k93);
    crn_session_filter filter;
    CRN_INIT(filter);
    filter.departement = k93;
    String bytes;
    const Outcome written([&](crn_error** error) {
      return crn_engine_write_csv(engine_, &actor, &filter, nullptr, bytes.out(), error);
    });
    check_query(written);
    host_.begin();
    PlanningFile file;
    Rows faults;
    const std::string planning =
        "Date,Heure,Matricule,Centre,Departement\n16/06/26,08:30,93-07,Rosny,93\n";
    const Outcome read([&](crn_error** error) {
      return crn_engine_read_planning(engine_, plain(planning), nullptr, file.out(), faults.out(),
                                      error);
    });
    if (!read.ok()) return;
    const crn_actor importer = an_operator();
    crn_call call;
    CRN_INIT(call);
    call.actor = &importer;
    Event receipt;
    check(Outcome([&](crn_error** error) {
            return crn_engine_import_file(engine_, &call, file, receipt.out(), faults.out(), error);
          }),
          receipt);
  }

  void send() {
    const crn_actor actor = an_operator();
    const auto* const options = shaper_.in<crn_send_options>();
    crn_sent sent;
    CRN_INIT(sent);
    (void)Outcome([&](crn_error** error) {
      return crn_engine_send(engine_, &actor, notifier_, options, &sent, error);
    });
    Rows rows;
    (void)Outcome([&](crn_error** error) {
      return crn_engine_notices(engine_, &actor, 0, 0, 0, rows.out(), error);
    });
    mail(rows);
    const std::int64_t notice = shaper_.id();
    (void)Outcome([&](crn_error** error) {
      return crn_engine_retry(engine_, &actor, &notice, 1, shaper_.text(), error);
    });
  }

  /// Whatever an outbox gives, a mail is lines of ASCII, and none of them ends its head too early.
  void mail(const Rows& rows) {
    crn_identity identity;
    CRN_INIT(identity);
    identity.address = crn_text_of("creneau@example.org");
    identity.name = shaper_.text();
    identity.domain = crn_text_of("example.org");
    for (std::size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_NOTICES); ++place) {
      String bytes;
      const Outcome outcome([&](crn_error** error) {
        return crn_notice_mail(crn_rows_notice(rows, place), &identity, bytes.out(), error);
      });
      if (outcome.ok()) check_mail(view(bytes));
    }
  }

  static void check_mail(std::string_view mail) {
    while (!mail.empty()) {
      const std::size_t end = mail.find("\r\n");
      require(end != std::string_view::npos && end <= 998, "a mail is lines of at most 998 bytes");
      const std::string_view line = mail.substr(0, end);
      require(line.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos,
              "a line of a mail has no line ends in it");
      mail.remove_prefix(end + 2);
    }
  }

  FuzzedDataProvider& input_;
  Shaper shaper_;
  GarbageHost host_;
  Notifier notifier_;
  Engine engine_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  Trial(input).run();
  return 0;
}
