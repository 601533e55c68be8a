// Rules documents: whatever lines are checked, set and asked for by date. A document that does not
// pass changes nothing; of one that does every date gets rules within their bounds and a deadline
// that fits them.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <charconv>

#include "support/fingerprint.hpp"
#include "support/world.hpp"

using namespace creneau::fuzz;  // NOLINT: a program of its own

namespace {

constexpr std::int32_t kMinutesOfDay = 1440;
constexpr std::size_t kMostRules = 1000;

std::int32_t number_of(std::string_view text) {
  std::int32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "2026-06-15", or any number of days.
std::int32_t date_of(std::string_view text) {
  const bool is_iso = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!is_iso) return number_of(text);
  return crn_date(number_of(text.substr(0, 4)), number_of(text.substr(5, 2)),
                  number_of(text.substr(8, 2)));
}

/// The lines of a document: `2026-06-15 cancellation.days=8`.
std::vector<crn_rule> rules_of(std::string_view document) {
  std::vector<crn_rule> rules;
  while (!document.empty()) {
    const std::string_view line = document.substr(0, document.find('\n'));
    document.remove_prefix(std::min(document.size(), line.size() + 1));
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view entry = line.substr(std::min(space + 1, line.size()));
    const std::string_view key = entry.substr(0, entry.find('='));
    const std::string_view value = entry.substr(std::min(key.size() + 1, entry.size()));
    rules.push_back({date_of(line.substr(0, space)), 0, plain(key), plain(value)});
  }
  return rules;
}

Outcome check(const std::vector<crn_rule>& rules) {
  return ask([&](crn_error** error) {
    return crn_check_rules(rules.data(), rules.size(), sizeof(crn_rule), error);
  });
}

Outcome set(const World& world, const std::vector<crn_rule>& rules, std::int32_t mode) {
  const crn_actor actor = an_operator();
  crn_call call;
  CRN_INIT(call);
  call.mode = mode;
  call.actor = &actor;
  call.departement = k93;
  crn_set_rules command;
  CRN_INIT(command);
  command.rules = rules.data();
  command.rule_size = sizeof(crn_rule);
  command.rule_count = rules.size();
  return ask([&](crn_error** error) {
    return crn_engine_set_rules(world.engine, &call, &command, nullptr, error);
  });
}

bool is_half_day(crn_hours hours) {
  return 0 <= hours.start && hours.start < hours.end && hours.end <= kMinutesOfDay;
}
bool leaves_a_slot(std::int32_t status) {
  return status == CRN_SLOT_FREE || status == CRN_SLOT_UNAVAILABLE;
}

void check_bounds(const crn_rules& rules) {
  const auto within = [](std::int32_t number, std::int32_t first, std::int32_t last) {
    return first <= number && number <= last;
  };
  require(within(rules.unit_minutes, 1, 240) && within(rules.units_of_slot, 1, 16) &&
              within(rules.cancellation_days, 0, 60) && within(rules.days_ahead, 0, 730) &&
              within(rules.opens_at, 0, kMinutesOfDay),
          "the numbers of rules are within their bounds");
  require(is_half_day(rules.morning) && is_half_day(rules.afternoon), "half-days are hours");
  require(within(rules.counting, CRN_COUNTING_CALENDAR, CRN_COUNTING_ELAPSED_HOURS) &&
              within(rules.journal, CRN_JOURNAL_NONE, CRN_JOURNAL_ALL) &&
              leaves_a_slot(rules.school_leaves) && leaves_a_slot(rules.office_leaves),
          "the codes of rules are codes");
  for (std::int32_t category = CRN_CATEGORY_AM; category <= CRN_CATEGORY_DE; ++category)
    for (const std::uint8_t units : rules.exam_units[category])
      require(units <= 64, "the units of an exam are within their bounds");
}

void check_deadline(const World& world, crn_departement departement, std::int32_t start,
                    const crn_rules& rules) {
  crn_deadline deadline;
  CRN_INIT(deadline);
  must([&](crn_error** error) {
    return crn_engine_deadline(world.engine, departement, start, &deadline, error);
  });
  const std::int32_t date = start / kMinutesOfDay;
  require(deadline.days == rules.cancellation_days && deadline.counting == rules.counting,
          "a deadline follows the rules of its exam's date");
  require(deadline.last_day <= date, "the last day is not behind the exam");
  // The midnight that ends the last day, or the exam where that comes first. Before the library's
  // first date no local time becomes an instant.
  const std::int32_t end = std::min((deadline.last_day + 1) * kMinutesOfDay, start);
  if (rules.counting != CRN_COUNTING_ELAPSED_HOURS && crn_week_of(end / kMinutesOfDay) != 0) {
    std::int64_t instant = 0;
    must([&](crn_error** error) { return crn_to_instants(departement, &end, 1, &instant, error); });
    require(deadline.closes_at == instant, "it closes with the last day");
  }
  std::int64_t closes_at = 0;
  must([&](crn_error** error) {
    return crn_engine_deadlines(world.engine, departement, &start, 1, &closes_at, error);
  });
  require(closes_at == deadline.closes_at, "many deadlines are as each");
  std::int32_t before = date;
  for (std::uint32_t place = 0; place < std::min<std::uint32_t>(deadline.skipped_count, 64);
       ++place) {
    require(deadline.skipped[place] < before, "skipped days go back");
    before = deadline.skipped[place];
  }
}

/// The rules of a date, and the deadline of an exam on it.
void check_date(const World& world, crn_departement departement, std::int32_t date,
                std::int32_t minutes) {
  crn_rules rules;
  CRN_INIT(rules);
  const Outcome outcome = ask(
      [&](crn_error** error) { return crn_engine_rules_on(world.engine, date, &rules, error); });
  const bool in_range = crn_week_of(date) != 0;
  require(outcome.ok() == in_range, "every date of the library has rules");
  std::int32_t holiday = -1;
  const Outcome asked = ask([&](crn_error** error) {
    return crn_engine_is_holiday(world.engine, departement, date, &holiday, error);
  });
  require(asked.status() == outcome.status(), "and is a holiday or none");
  if (!in_range) return;
  check_bounds(rules);
  check_deadline(world, departement, date * kMinutesOfDay + minutes, rules);
}

/// The document as it is kept, but for its version.
std::string document_of(const World& world) {
  Rows rows;
  must([&](crn_error** error) { return crn_engine_rules(world.engine, rows.out(), error); });
  std::string text;
  for (const crn_rule& it : all<crn_rule>(rows))
    text += std::to_string(it.from) + ' ' + std::string(view(it.key)) + '=' +
            std::string(view(it.value)) + '\n';
  return text;
}

/// What is kept passes, changes nothing where it is, and is the same elsewhere.
void check_kept(const World& world) {
  Rows rows;
  must([&](crn_error** error) { return crn_engine_rules(world.engine, rows.out(), error); });
  const auto kept = all<crn_rule>(rows);
  require(check(kept).ok(), "rules that are kept pass");
  require(set(world, kept, CRN_MODE_RUN).status() == CRN_ERROR_NOTHING_TO_DO,
          "they are there already");
  const World other(memory_database(Beginning::directory));
  require(set(other, kept, CRN_MODE_RUN).ok(), "rules that are kept can be set elsewhere");
  require_same(document_of(world), document_of(other), "rules that are set elsewhere are the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  constexpr std::array<const char*, 8> kWhere{"93", "67", "974", "971", "975", "988", "987", "2A"};
  const crn_departement departement = crn_departement_of(input.PickValueInArray(kWhere));
  const std::int32_t minutes = input.ConsumeIntegralInRange(0, kMinutesOfDay - 1);
  std::vector<std::int32_t> dates{kMonday, crn_date(2000, 1, 3), crn_date(2099, 12, 31),
                                  crn_date(2026, 3, 29)};
  for (int left = 4; left > 0; --left) dates.push_back(input.ConsumeIntegral<std::uint16_t>());
  dates.push_back(input.ConsumeIntegral<std::int32_t>());
  const std::string document = input.ConsumeRemainingBytesAsString();
  const auto rules = rules_of(document);
  for (std::size_t place = 0; place < std::min<std::size_t>(rules.size(), 8); ++place)
    dates.push_back(rules[place].from);

  const World world(memory_database(Beginning::directory));
  const Fingerprint before = fingerprint(world.engine);
  const Outcome checked = check(rules);
  const Outcome preview = set(world, rules, CRN_MODE_PREVIEW);
  require_unchanged(before, fingerprint(world.engine), false);
  const Outcome outcome = set(world, rules, CRN_MODE_RUN);
  require_same(preview.text(), outcome.text(), "a preview has the answer of the run");
  if (rules.size() > kMostRules)
    require(!outcome.ok(), "a command takes so many rules, and no more");
  else if (!rules.empty())
    require_same(checked.text(), outcome.text(), "what passes is set");
  if (outcome.ok())
    check_kept(world);
  else
    require_unchanged(before, fingerprint(world.engine), false);
  for (const std::int32_t date : dates) check_date(world, departement, date, minutes);
  return 0;
}
