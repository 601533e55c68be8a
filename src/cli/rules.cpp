// rules show | set | check.
#include <algorithm>
#include <boost/move/algo/adaptive_sort.hpp>
#include <sstream>

#include "cli/file.hpp"
#include "cli/program.hpp"
#include "cli/table.hpp"

namespace creneau::cli {

namespace {

struct SetOptions {
  std::vector<std::string> entries;  ///< "key=value"
  std::string from;
  std::vector<std::string> drop;
  std::string preset;
  std::string file;
  std::string note;
};

/// "from key = value" lines; '#' begins a comment.
result<std::vector<RuleEntry>> read_document(const std::string& path) {
  BOOST_OUTCOME_TRY(const std::string bytes, read_file(path));
  std::istringstream file(bytes);
  std::vector<RuleEntry> entries;
  std::string line;
  for (std::int64_t number = 1; std::getline(file, line); ++number) {
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
    if (line.empty()) continue;
    const auto space = line.find(' ');
    const auto equals = line.find(" = ");
    const auto date = parse_date(line.substr(0, space));
    if (!date || equals == std::string::npos || equals <= space)
      return Error{ErrorCode::bad_rule, {Subject::Kind::line, number}}.with_text(line);
    entries.push_back({*date, line.substr(space + 1, equals - space - 1), line.substr(equals + 3)});
  }
  return entries;
}

result<std::vector<RuleEntry>> changed_document(std::vector<RuleEntry> entries,
                                                const SetOptions& options) {
  if (!options.file.empty()) {
    BOOST_OUTCOME_TRY(entries, read_document(options.file));
  }
  // A rule without a date would count for exams that were, too.
  if (options.entries.empty() && options.drop.empty() && options.preset.empty()) return entries;
  if (options.from.empty()) return Error{ErrorCode::bad_argument}.with_text("rules");
  BOOST_OUTCOME_TRY(const Date from, date_of(options.from));
  const auto put = [&](const RuleEntry& entry) {
    std::erase_if(
        entries, [&](const RuleEntry& it) { return it.from == entry.from && it.key == entry.key; });
    entries.push_back(entry);
  };
  for (const std::string& key : options.drop) {
    const auto dropped = std::erase_if(
        entries, [&](const RuleEntry& it) { return it.from == from && it.key == key; });
    if (dropped == 0) return Error{ErrorCode::bad_rule}.with_text(options.from + " " + key);
  }
  if (options.preset == "off-road-one-unit")
    for (const RuleEntry& entry : preset_off_road_one_unit(from)) put(entry);
  if (options.preset == "twenty-minute-units")
    for (const RuleEntry& entry : preset_twenty_minute_units(from)) put(entry);
  for (const std::string& text : options.entries) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return Error{ErrorCode::bad_rule}.with_text(text);
    put({from, text.substr(0, equals), text.substr(equals + 1)});
  }
  boost::movelib::adaptive_sort(entries.begin(), entries.end(),
                                [](const RuleEntry& a, const RuleEntry& b) {
                                  return a.from != b.from ? a.from < b.from : a.key < b.key;
                                });
  return entries;
}

/// Whether a rule of the document before is gone or has another value.
bool takes_rules_away(const std::vector<RuleEntry>& before, const std::vector<RuleEntry>& after) {
  return std::any_of(before.begin(), before.end(), [&](const RuleEntry& it) {
    return std::find(after.begin(), after.end(), it) == after.end();
  });
}

/// The lines that the rules' errors count are a file's; those of options are no lines.
Error without_lines(Error error) {
  const auto is_line = [](const Subject& it) { return it.kind == Subject::Kind::line; };
  error.subjects.erase(std::remove_if(error.subjects.begin(), error.subjects.end(), is_line),
                       error.subjects.end());
  return error;
}

result<Exit> check(const Output& output, const std::string& file) {
  BOOST_OUTCOME_TRY(const auto entries, read_document(file));
  BOOST_OUTCOME_TRY(RuleBook::build({}, entries));
  output.document({{"entries", entries.size()}});
  output.text(
      output.say("Les règles sont bonnes : ", "The rules are good: ") +
      std::to_string(entries.size()) +
      (entries.size() > 1 ? output.say(" lignes.", " lines.") : output.say(" ligne.", " line.")) +
      "\n");
  return Exit::done;
}

result<Exit> show(Context& context, const Output& output) {
  BOOST_OUTCOME_TRY(const auto document, context.database().rules());
  json::Array rows;
  for (const RuleEntry& entry : document.entries) {
    rows.push_back(json::of(entry));
    output.text(creneau::to_text(entry.from) + " " + entry.key + " = " + entry.value + "\n");
  }
  output.document({{"version", document.version.value}, {"rules", std::move(rows)}});
  if (document.entries.empty())
    output.text(context.language() == text::Language::fr
                    ? "Les règles par défaut (voir docs/rules.md).\n"
                    : "The default rules (see docs/rules.md).\n");
  return Exit::done;
}

}  // namespace

void add_rules(CLI::App& app, Program& program) {
  auto* rules = app.add_subcommand("rules", "Les règles datées / the dated rules");
  rules->require_subcommand(1);
  program.on(rules->add_subcommand("show", "Montre les règles / show the rules"), show);

  auto* set = rules->add_subcommand("set", "Change les règles / change the rules");
  auto options = std::make_shared<SetOptions>();
  set->add_option("ENTRY", options->entries, "clé=valeur / key=value");
  set->add_option("--from", options->from,
                  "Pour les examens à partir du (2027-01-01) / for exams from this date on "
                  "(2027-01-01)");
  set->add_option("--drop", options->drop, "Retire une clé / take a key out");
  set->add_option("--preset", options->preset, "Règles toutes faites / Ready-made rules")
      ->check(CLI::IsMember({"off-road-one-unit", "twenty-minute-units"}));
  set->add_option("--file", options->file,
                  "Remplace tout par ce fichier / replace all by this file");
  set->add_option("--note", options->note, "Pourquoi / why");
  program.on(set, [options](Context& context, const Output& output) -> result<Exit> {
    // One document for all of them: its history is kept with the first.
    BOOST_OUTCOME_TRY(const Departement departement, context.first_departement());
    while (true) {
      BOOST_OUTCOME_TRY(auto document, context.database().rules());
      BOOST_OUTCOME_TRY(const auto before, context.done_before(departement));
      if (before && before->changes.rules_changed)
        document.entries = before->changes.rules_changed->before;
      SetRules command;
      BOOST_OUTCOME_TRY(command.entries, changed_document(document.entries, *options));
      command.note = options->note;
      command.replaces = document.version;
      auto done = cli::run(context, output, departement, command,
                           takes_rules_away(document.entries, command.entries));
      if (done) return done;
      // Somebody else changed it meanwhile: the same is done to theirs.
      if (done.assume_error().code == ErrorCode::conflict) continue;
      if (options->file.empty()) return without_lines(std::move(done).assume_error());
      return done;
    }
  });

  auto* check_command =
      rules->add_subcommand("check", "Vérifie un fichier de règles / check a file of rules");
  auto file = std::make_shared<std::string>();
  check_command
      ->add_option("FILE", *file,
                   "Lignes comme 2026-01-01 cancellation.days = 8 / Lines such as 2026-01-01 "
                   "cancellation.days = 8")
      ->required();
  // A file needs no database to be checked.
  check_command->callback([&program, file] {
    program.run = [file](const Output& output) {
      const auto done = check(output, *file);
      return done ? done.value() : output.error(done.error(), nullptr);
    };
  });
}

}  // namespace creneau::cli
