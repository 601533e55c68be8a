// Sequences of commands by several actors, in memory and in a SQLite file at once. Both must answer
// the same and hold the same; what is refused or only previewed changes nothing.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>

#include "support/any_command.hpp"
#include "support/fingerprint.hpp"
#include "support/planning.hpp"
#include "support/world.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

constexpr int kMostSteps = 32;
constexpr std::int32_t kMinutesOfDay = 1440;

/// What one of the two answered.
struct Answer {
  Answer(const World& world, const crn_call& call, const AnyCommand& command)
      : outcome(ask([&](crn_error** error) {
          return command.run(world.engine, &call, receipt.out(), error);
        })) {}
  Event receipt;
  Outcome outcome;
};

/// How notices are delivered: what the input says, by what they tell.
struct Postman {
  std::vector<std::uint8_t> answers;

  static std::int32_t deliver(void* self, const crn_notice* notice, crn_answer*) {
    crn_notice_facts facts;
    must([&](crn_error** error) { return crn_notice_get(notice, &facts, sizeof facts, error); });
    const auto& answers = static_cast<Postman*>(self)->answers;
    if (answers.empty()) return CRN_DELIVERY_DELIVERED;
    return answers[static_cast<std::size_t>(facts.kind + facts.to_school) % answers.size()] % 8;
  }
};

class Sequence {
 public:
  explicit Sequence(FuzzedDataProvider& input)
      : input_(input),
        language_(
            input.ConsumeIntegralInRange<std::int32_t>(CRN_LANGUAGE_NONE, CRN_LANGUAGE_ENGLISH)),
        memory_(memory_database(Beginning::planning), language_),
        sqlite_(sqlite_database(Beginning::planning), language_),
        histories_{events_of(memory_.engine, k93), events_of(memory_.engine, k974)} {
    compare();
  }

  void run() {
    for (int left = kMostSteps; left > 0 && input_.remaining_bytes() > 0; --left) step();
    for (const World* const it : {&memory_, &sqlite_})
      for (std::size_t place = 0; place < kDepartements.size(); ++place)
        require(events_of(it->engine, kDepartements[place]) == histories_[place],
                "the history is what the receipts said");
    Rows findings;
    must([&](crn_error** error) {
      return crn_database_check(sqlite_.database, findings.out(), error);
    });
    require(crn_rows_count(findings, CRN_ROWS_FINDINGS) == 0, "the file is sound");
  }

 private:
  void step() {
    switch (input_.ConsumeIntegralInRange(0, 15)) {
      case 1: return move_clock();
      case 2: return send();
      case 3: return retry();
      default: return give_command();
    }
  }

  void move_clock() {
    const auto hours = input_.ConsumeIntegral<std::int8_t>();
    now_ += hours * 4 * 60 * kMinute;
    for (const World* const it : {&memory_, &sqlite_})
      must([&](crn_error** error) { return crn_clock_set(it->clock, now_, error); });
  }

  void send() {
    const auto answers = input_.ConsumeBytes<std::uint8_t>(4);
    const crn_actor actor = any_actor(input_);
    std::array<std::string, 2> said;
    for (const bool in_file : {false, true}) {
      Postman postman{answers};
      crn_notifier_port port;
      CRN_INIT(port);
      port.user_data = &postman;
      port.deliver = Postman::deliver;
      Notifier notifier;
      must([&](crn_error** error) { return crn_notifier_create(&port, notifier.out(), error); });
      crn_sent sent;
      CRN_INIT(sent);
      const Outcome outcome = ask([&](crn_error** error) {
        return crn_engine_send(world(in_file).engine, &actor, notifier, nullptr, &sent, error);
      });
      said[in_file] = outcome.text() + std::to_string(sent.delivered) + ' ' +
                      std::to_string(sent.failed) + ' ' + std::to_string(sent.uncertain) + ' ' +
                      std::to_string(sent.dead);
    }
    require(said[0] == said[1], "both send the same");
    compare();
  }

  void retry() {
    const std::string address = input_.ConsumeBool() ? "ecole@example.org" : "";
    const crn_actor actor = any_actor(input_);
    const auto places = input_.ConsumeBytes<std::uint8_t>(2);
    std::array<crn_status, 2> status{};
    for (const bool in_file : {false, true}) {
      const auto ids = notice_ids(world(in_file).engine);
      std::vector<std::int64_t> which;
      for (const std::uint8_t place : places)
        which.push_back(place < ids.size() ? ids[place] : INT64_MAX);
      status[in_file] = ask([&](crn_error** error) {
                          return crn_engine_retry(world(in_file).engine, &actor, which.data(),
                                                  which.size(), plain(address), error);
                        }).status();
    }
    require(status[0] == status[1], "both try again or do not");
    const Fingerprint before = before_;
    compare();
    if (status[0] != CRN_OK) require_unchanged(before, before_, false);
  }

  void give_command() {
    const crn_actor actor = any_actor(input_);
    const bool far_away = input_.ConsumeIntegralInRange(0, 7) == 7;
    const crn_departement departement = kDepartements[far_away];
    const AnyCommand command = any_command(input_, Planning(memory_.engine, departement));
    constexpr std::array<const char*, 6> kRequests{"", "", "", "", "a", "b"};
    crn_call call;
    CRN_INIT(call);
    call.actor = &actor;
    call.departement = departement;
    call.request = crn_text_of(input_.PickValueInArray(kRequests));

    call.mode = CRN_MODE_PREVIEW;
    const Answer preview(memory_, call, command);
    call.mode = input_.ConsumeIntegralInRange(0, 7) < 6
                    ? CRN_MODE_RUN
                    : input_.ConsumeIntegralInRange<std::int32_t>(-1, 4);
    const Answer answer(memory_, call, command);
    const Answer other(sqlite_, call, command);
    require(answer.outcome.text() == other.outcome.text(), [&] {
      return "both answer the same: " + answer.outcome.text() + " / " + other.outcome.text();
    });
    const bool is_mode = call.mode >= CRN_MODE_RUN && call.mode <= CRN_MODE_DECIDE;
    require(!is_mode || preview.outcome.status() == answer.outcome.status(),
            [&] { return "as previewed: " + preview.outcome.text() + answer.outcome.text(); });
    const bool changes = answer.outcome.ok() && is_new(call, histories_[far_away], answer, other);
    const Fingerprint before = before_;
    compare();
    if (!changes)
      require_unchanged(before, before_, may_journal(call, command.kind, answer.outcome));
  }

  /// Whether a receipt is of a new commit; its number then follows the one before.
  bool is_new(const crn_call& call, std::vector<std::string>& history, const Answer& answer,
              const Answer& other) {
    const std::string receipt = text_of(answer.receipt);
    require(receipt == text_of(other.receipt), "both give the same receipt");
    read_words(answer.receipt);
    crn_event_head head;
    CRN_INIT(head);
    must([&](crn_error** error) { return crn_event_get(answer.receipt, &head, error); });
    const auto last = static_cast<std::int64_t>(history.size());
    if (head.number == 0) {
      require(call.mode != CRN_MODE_RUN, "a command that was run has a number");
      return false;
    }
    if (call.mode == CRN_MODE_RUN && head.number == last + 1) {
      history.push_back(receipt);
      return true;
    }
    require(call.request.size > 0, "only a request that was seen gives an old receipt");
    require(head.number >= 1 && head.number <= last, "an old receipt has an old number");
    require(history[static_cast<std::size_t>(head.number - 1)] == receipt,
            "a request gives the same receipt again");
    return false;
  }

  void read_words(const crn_event* receipt) {
    String text;
    Rows lines;
    must([&](crn_error** error) {
      return crn_engine_banner(memory_.engine, receipt, CRN_LANGUAGE_FRENCH, text.out(), error);
    });
    require(!view(text).empty(), "a banner says something");
    must([&](crn_error** error) {
      return crn_engine_question(memory_.engine, receipt, CRN_LANGUAGE_FRENCH, text.out(), error);
    });
    must([&](crn_error** error) {
      return crn_engine_listing(memory_.engine, receipt, CRN_LANGUAGE_FRENCH, lines.out(), error);
    });
  }

  /// A refusal by a rule, where the rules of the day want it in the journal.
  bool may_journal(const crn_call& call, std::int32_t command, const Outcome& outcome) {
    if (crn_status_class(outcome.status()) != CRN_CLASS_REFUSED) return false;
    if (call.mode != CRN_MODE_RUN && call.mode != CRN_MODE_PROPOSE) return false;
    crn_rules rules;
    CRN_INIT(rules);
    std::int32_t now = 0;
    must([&](crn_error** error) {
      return crn_to_local_times(call.departement, &now_, 1, &now, error);
    });
    must([&](crn_error** error) {
      return crn_engine_rules_on(memory_.engine, now / kMinutesOfDay, &rules, error);
    });
    return rules.journal == CRN_JOURNAL_ALL || (rules.journal == CRN_JOURNAL_SCHOOL_CANCELLATIONS &&
                                                command == CRN_COMMAND_CANCEL_BY_SCHOOL);
  }

  /// Both hold the same, and what must always hold does. Of the history only the end is read.
  void compare() {
    const auto last = [&](std::size_t place) {
      return static_cast<std::int64_t>(histories_[place].size());
    };
    const Numbers after{last(0), last(1)};
    before_ = fingerprint(memory_.engine, after);
    require(before_.history.empty(), "every commit gave a receipt");
    require_unchanged(before_, fingerprint(sqlite_.engine, after), false);
    for (const crn_departement departement : kDepartements) {
      const Planning planning(memory_.engine, departement);
      for (const World* const it : {&memory_, &sqlite_}) check_planning(it->engine, planning);
    }
  }

  [[nodiscard]] const World& world(bool in_file) const { return in_file ? sqlite_ : memory_; }

  FuzzedDataProvider& input_;
  std::int32_t language_;
  World memory_;
  World sqlite_;
  Fingerprint before_;
  std::int64_t now_ = kNow;
  std::array<std::vector<std::string>, 2> histories_;  ///< receipts, by département
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  Sequence(input).run();
  return 0;
}
