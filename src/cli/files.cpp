// import directory | planning, export.
#include <algorithm>
#include <iostream>

#include "cli/file.hpp"
#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/csv/directory.hpp"
#include "creneau/csv/planning.hpp"
#include "creneau/xlsx/workbook.hpp"

namespace creneau::cli {

namespace {

/// The faults of one file.
struct FileFaults {
  std::string file;
  csv::Faults faults;
};

/// How many faults of one file are printed; more help nobody.
constexpr std::size_t kMostFaults = 100;

/// Prints what is wrong with each file, every fault once with its first place. The first of all is
/// the error.
Exit print_faults(Context& context, const Output& output, const std::vector<FileFaults>& files) {
  json::Array rows;
  for (const auto& [file, faults] : files) {
    const auto once = csv::without_repetitions(faults);
    for (std::size_t place = 0; place < once.size(); ++place) {
      const auto& [fault, count] = once[place];
      std::string sentence = context.texts().error(fault.error);
      if (fault.error.code == ErrorCode::bad_encoding)
        sentence += output.say(" Option : --encoding ", " Option: --encoding ") +
                    (fault.error.text == "UTF-8" ? "windows-1252." : "utf-8.");
      json::Object row{{"file", file},       {"line", fault.line}, {"column", fault.column},
                       {"cell", fault.cell}, {"count", count},     {"message", sentence}};
      const json::Object error = json::of(fault.error);
      row.insert(error.begin(), error.end());
      rows.push_back(std::move(row));
      if (output.json() || place >= kMostFaults) continue;
      std::cerr << file << output.say(" : ", ": ") << sentence;
      if (count > 1)
        std::cerr << output.say(" (En tout : ", " (In all: ") << count
                  << output.say(" fois.)", " times.)");
      std::cerr << "\n";
    }
    if (!output.json() && once.size() > kMostFaults)
      std::cerr << file << output.say(" : et ", ": and ") << once.size() - kMostFaults
                << output.say(" autres fautes.", " more faults.") << "\n";
  }
  if (!output.json())
    std::cerr << output.say("Rien n'a été changé.", "Nothing was changed.") << "\n";
  json::Json error = rows.front();
  output.document({{"error", std::move(error)}, {"faults", std::move(rows)}});
  return Exit::usage;
}

result<csv::Encoding> encoding_of(const std::string& code) {
  if (const auto encoding = csv::encoding_from_code(code)) return *encoding;
  return Error{ErrorCode::bad_argument}.with_text("--encoding " + code);
}

struct ImportOptions {
  std::vector<std::string> files;
  bool dry_run = false;
  std::string encoding = "utf-8";
  std::string category;
  std::string part;
  std::int64_t office = 0;
  bool notify = false;
};

result<Exit> import_directory(Context& context, const Output& output,
                              const ImportOptions& options) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  BOOST_OUTCOME_TRY(const csv::Encoding encoding, encoding_of(options.encoding));
  DirectoryRows all;
  std::vector<FileFaults> wrong;
  for (const std::string& path : options.files) {
    BOOST_OUTCOME_TRY(const std::string bytes, read_file(path));
    csv::Faults faults;
    auto rows = csv::read_directory(bytes, faults, encoding);
    if (!faults.empty()) {
      wrong.push_back({path, std::move(faults)});
      continue;
    }
    if (!rows) return rows.error();
    const auto append = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    append(all.offices, rows.value().offices);
    append(all.schools, rows.value().schools);
    append(all.inspectors, rows.value().inspectors);
    append(all.centres, rows.value().centres);
  }
  if (!wrong.empty()) return print_faults(context, output, wrong);
  const bool dry_run = options.dry_run || context.options().preview;
  BOOST_OUTCOME_TRY(const DirectoryTaken taken, context.database().put(all, !dry_run));
  output.document({{"added", taken.added}, {"changed", taken.changed}, {"dry_run", dry_run}});
  output.text(
      (dry_run ? output.say("À ajouter : ", "To add: ") : output.say("Ajoutés : ", "Added: ")) +
      std::to_string(taken.added) +
      (dry_run ? output.say(", à modifier : ", ", to change: ")
               : output.say(", modifiés : ", ", changed: ")) +
      std::to_string(taken.changed) + "\n");
  return Exit::done;
}

/// The office that plans in a département: as stated, or the only one.
result<OfficeId> planning_office(Context& context, Departement departement, std::int64_t stated) {
  if (stated != 0) return OfficeId{stated};
  BOOST_OUTCOME_TRY(const auto offices, context.database().offices({}));
  OfficeId found;
  for (const Office& office : offices) {
    if (!office.departements.contains(departement)) continue;
    if (found) return Error{ErrorCode::bad_argument}.with_text("--office");
    found = office.id;
  }
  return found;
}

result<Exit> import_planning(Context& context, const Output& output, const ImportOptions& options) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  csv::PlanningOptions how;
  BOOST_OUTCOME_TRY(how.encoding, encoding_of(options.encoding));
  if (!options.category.empty()) {
    BOOST_OUTCOME_TRY(how.category, category_of(options.category));
  }
  BOOST_OUTCOME_TRY(how.part, part_of(options.part));
  how.notify = options.notify;
  BOOST_OUTCOME_TRY(const RuleBook* rules, context.engine().rules());
  BOOST_OUTCOME_TRY(const std::string bytes, read_file(options.files.front()));
  std::optional<Progress> progress;  // read, then taken in; gone before anything is printed
  progress.emplace(context.options(), "import", 2);
  csv::Faults faults;
  auto file = csv::read_planning(bytes, context.database(), *rules, how, faults);
  if (!faults.empty()) progress.reset();
  if (!faults.empty()) return print_faults(context, output, {{options.files.front(), faults}});
  if (!file) return file.error();
  ImportPlanning& command = file.value().command;
  const Departement departement = file.value().departement;
  BOOST_OUTCOME_TRY(command.office, planning_office(context, departement, options.office));
  const Call call = context.call(departement);
  const bool keeps = !options.dry_run && !context.options().preview;
  progress->advance();
  const auto decided =
      keeps ? context.engine().run(call, command) : context.engine().preview(call, command);
  progress.reset();
  if (!decided) {
    faults = csv::faults_behind(decided.error(), file.value(), call, context.database(),
                                context.database(), *rules);
    if (faults.empty()) return decided.error();
    print_faults(context, output, {{options.files.front(), faults}});
    return exit_of(decided.error());
  }
  const Receipt& receipt = decided.value();
  if (options.dry_run) {
    output.document({{"preview", json::of(receipt)}, {"dry_run", true}});
    output.text(context.texts().question(receipt) + "\n");
    return Exit::done;
  }
  if (!keeps) {
    output.preview(receipt, context);
    return Exit::done;
  }
  const auto book = context.engine().rules();
  const std::string banner = context.texts().banner(receipt, book ? book.value() : nullptr);
  output.document({{"receipt", json::of(receipt)}, {"message", banner}});
  output.text(banner + "\n");
  return Exit::done;
}

struct ExportOptions {
  std::string file;
  ListOptions filter;
};

/// The days that a filter's sessions really span, and how many they are.
result<std::pair<Period, std::size_t>> span_of(Context& context, const SessionFilter& filter) {
  std::optional<Period> span;
  std::size_t sessions = 0;
  PageRequest page;
  while (true) {
    BOOST_OUTCOME_TRY(const auto found, context.queries().sessions(context.actor(), filter, page));
    sessions += found.rows.size();
    for (const SessionState& state : found.rows) {
      if (!span) span = Period{state.session.date, state.session.date};
      span->last = std::max(span->last, state.session.date);
    }
    if (!found.next) break;
    page.after = *found.next;
  }
  if (span) return std::pair{*span, sessions};
  const Date today{std::chrono::floor<std::chrono::days>(context.clock().now()).time_since_epoch()};
  return std::pair{Period{today, today}, sessions};
}

result<Exit> export_planning(Context& context, const Output& output, const ExportOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(SessionFilter filter, options.filter.filter(context, departement));
  choose_status(options.filter.status, filter);
  const bool workbook = options.file.ends_with(".xlsx");
  if (!workbook && !options.file.ends_with(".csv"))
    return Error{ErrorCode::bad_argument}.with_text("export " + options.file);
  BOOST_OUTCOME_TRY(const auto span, span_of(context, filter));
  const auto [period, expected] = span;
  if (context.options().preview) {
    BOOST_OUTCOME_TRY(check_place(options.file));
    output.document({{"file", options.file},
                     {"from", creneau::to_text(period.first)},
                     {"to", creneau::to_text(period.last)}});
    output.text(output.say("À écrire : ", "To write: ") + options.file + ", " +
                text::in_words(context.language(), period) + "\n");
    return Exit::done;
  }
  std::size_t sessions = 0;
  std::optional<Progress> progress;  // begun anew with each reading; gone before the answer
  const csv::PlanningSource source = [&](const Cursor& after) -> result<Page<SessionDetail>> {
    BOOST_OUTCOME_TRY(auto page,
                      context.queries().planning(context.actor(), filter, {after, kMaxPage}));
    if (after == Cursor{}) {
      sessions = 0;
      if (expected != 0) progress.emplace(context.options(), "export", expected);
    }
    sessions += page.rows.size();
    if (progress) progress->advance(page.rows.size());
    return page;
  };
  if (workbook) {
    xlsx::WorkbookOptions how;
    how.departement = departement;
    how.period = period;
    how.now = context.clock().now();
    how.language = context.language();
    if (context.actor().office()) {
      BOOST_OUTCOME_TRY(const auto offices, context.database().offices({context.actor().office()}));
      if (!offices.empty()) how.owner = offices.front().name;
    }
    BOOST_OUTCOME_TRY(xlsx::write_workbook(options.file, how, source, context.database()));
  } else {
    BOOST_OUTCOME_TRY(const std::string bytes, csv::write_planning(source, context.database()));
    BOOST_OUTCOME_TRY(write_file(options.file, bytes));
  }
  progress.reset();
  output.document({{"file", options.file}, {"sessions", sessions}});
  output.text(output.say("Planning écrit : ", "Planning written: ") + options.file + " (" +
              std::to_string(sessions) + (sessions > 1 ? " sessions)\n" : " session)\n"));
  return Exit::done;
}

}  // namespace

void add_files(CLI::App& app, Program& program) {
  auto* import_command = app.add_subcommand("import", "Lit des fichiers CSV / read CSV files");
  import_command->require_subcommand(1);
  const auto add_import = [&](const char* name, const char* help) {
    auto* command = import_command->add_subcommand(name, help);
    auto options = std::make_shared<ImportOptions>();
    command->add_option("FILE", options->files, "Fichiers CSV / CSV files")->required();
    command->add_flag("--dry-run", options->dry_run, "Vérifie seulement / only check");
    command->add_option("--encoding", options->encoding, "Encodage / Encoding")
        ->check(CLI::IsMember({"utf-8", "windows-1252"}));
    return std::pair{command, options};
  };
  {
    const auto [command, options] = add_import(
        "directory",
        "Bureaux, auto-écoles, inspecteurs, centres / offices, schools, inspectors, centres");
    program.on(command, [options](Context& context, const Output& output) {
      return import_directory(context, output, *options);
    });
  }
  {
    const auto [command, options] = add_import("planning", "Un planning / a planning");
    command->get_option("FILE")->expected(1);
    command->add_option("--category", options->category,
                        "Planifie dans cette catégorie / plan in this category");
    command->add_option("--part", options->part, "off_road, on_road, complete");
    command
        ->add_option("--office", options->office,
                     "Bureau averti des annulations / office told of cancellations")
        ->check(decimal(18));
    command->add_flag("--notify", options->notify, "Avertit les auto-écoles / tell the schools");
    program.on(command, [options](Context& context, const Output& output) {
      return import_planning(context, output, *options);
    });
  }

  auto* export_command =
      app.add_subcommand("export", "Écrit le planning / write the planning (.xlsx, .csv)");
  auto options = std::make_shared<ExportOptions>();
  export_command->add_option("FILE", options->file, "Fichier .xlsx ou .csv / A .xlsx or .csv file")
      ->required();
  options->filter.add_to(export_command);
  options->filter.add_status_to(export_command, {"available", "planned", "free"});
  program.on(export_command, [options](Context& context, const Output& output) {
    return export_planning(context, output, *options);
  });
}

}  // namespace creneau::cli
