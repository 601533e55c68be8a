// creneau: the command line.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "cli/program.hpp"
#include "cli/usage.hpp"

namespace {

using creneau::Error;
using creneau::ErrorCode;
using creneau::cli::arguments_of;
using creneau::cli::Exit;
using creneau::cli::option_without_value;
using creneau::cli::Output;
using creneau::cli::Program;
using creneau::cli::speak;
using creneau::cli::usage_in_words;
using creneau::cli::value_missing;
using creneau::text::Language;

constexpr const char* kAbout =
    "Creneau planifie les examens du permis poids lourd d'un département. / "
    "Creneau plans a département's heavy-vehicle driving exams.";

constexpr const char* kExamples =
    "\n  creneau init\n"
    "  creneau --as operator import directory bureaux.csv inspecteurs.csv centres.csv ecoles.csv\n"
    "  creneau --as office:1 sessions create --inspector 93-07 --from 2030-06-17 --to 2030-06-21\n"
    "  creneau --as office:1 sessions plan --from 2030-06-17 --to 2030-06-21 --centre Rosny "
    "--category CE\n"
    "  creneau --as office:1 board 2030-W25\n"
    "  creneau --as office:1 slots reserve --school \"Auto-école 93-012\" --category CE --units 3\n"
    "  creneau --as school:AE93012 exams list\n"
    "  creneau --as operator notices send --folder mails\n"
    "  creneau --as office:1 export planning.xlsx\n";

/// The help in one language: examples at the top, what holds for every command below.
void add_help(CLI::App& app, Language language) {
  const bool french = language == Language::fr;
  speak(app, language);
  app.description(app.get_description() + "\n" + kExamples);
  app.footer(french ? "\nCodes de retour : 0 fait, 1 refusé par une règle, 2 demande mal faite, 3 "
                      "panne.\nChaque commande a son --help ; les options communes (--db, --as, "
                      "--json, --preview…) sont dans creneau --help."
                    : "\nExit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 failed.\nEach "
                      "command has its --help; the common options (--db, --as, --json, "
                      "--preview…) are in creneau --help.");
}

void add_options(CLI::App& app, creneau::cli::Options& options) {
  app.add_option("--db", options.db, "Base de données (creneau.db) / Database (creneau.db)")
      ->envname("CRENEAU_DB");
  app.add_option(
         "--as", options.as,
         "Qui agit : office:BUREAU, school:AURIGE, inspector:MATRICULE, reader:BUREAU, operator / "
         "Who acts: office:OFFICE, school:AURIGE, inspector:MATRICULE, reader:OFFICE, operator")
      ->envname("CRENEAU_AS");
  app.add_option("--departement", options.departement,
                 "Le département, s'il y en a plusieurs : 93, 2A, 974… / The département, where "
                 "there are several: 93, 2A, 974…");
  app.add_option("--now", options.now,
                 "L'heure qu'il est, comme 2026-06-09T22:00:00Z / What time it is, as in "
                 "2026-06-09T22:00:00Z");
  app.add_option("--lang", options.lang, "Langue / Language")->check(CLI::IsMember({"fr", "en"}));
  app.add_option("--request", options.request,
                 "Identifiant de la demande : deux fois ne fait rien de plus / Request id: twice "
                 "does no more");
  app.add_option("--subject", options.subject,
                 "Pseudonyme gardé dans l'historique / Pseudonym kept in the history");
  app.add_flag("--json", options.json, "Tout en JSON / Everything as JSON");
  app.add_flag("--preview", options.preview, "Montre sans rien faire / Shows and does nothing");
  app.add_flag("--yes,-y", options.yes,
               "Ne demande pas de confirmation / Does not ask for a confirmation");
  app.add_flag("--quiet,-q", options.quiet, "Sans barre d'avancement / No progress bar");
}

/// An option that counts before the command line is parsed, or where it cannot be.
bool has_argument(int argc, char** argv, std::string_view wanted) {
  for (int place = 1; place < argc; ++place)
    if (argv[place] == wanted) return true;
  return false;
}

Language language_of(int argc, char** argv) {
  for (int place = 1; place < argc; ++place) {
    const std::string_view argument = argv[place];
    if (argument == "--lang=en") return Language::en;
    if (argument == "--lang" && place + 1 < argc && std::string_view(argv[place + 1]) == "en")
      return Language::en;
  }
  return Language::fr;
}

/// What the program says of its own failures.
int failed(const Output& output, ErrorCode code, const std::string& what) {
  return static_cast<int>(output.error(Error{code}.with_text(what), nullptr));
}

int run(int argc, char** argv, Program& program, const Output& output) {
  CLI::App app(kAbout, "creneau");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", CRENEAU_VERSION, "La version / The version");
  add_options(app, program.options);
  add_base(app, program);
  add_files(app, program);
  add_rules(app, program);
  add_closures(app, program);
  add_sessions(app, program);
  add_schools(app, program);
  add_week(app, program);
  add_slots(app, program);
  add_exams(app, program);
  add_notices(app, program);
  add_history(app, program);
  add_demo(app, program);
  const Language language = language_of(argc, argv);
  add_help(app, language);
  std::vector<std::string> arguments = arguments_of(argc, argv);
  if (const auto option = option_without_value(app, arguments)) {
    program.options.json = has_argument(argc, argv, "--json");
    return static_cast<int>(output.usage_error(value_missing(*option, language)));
  }
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error, std::cout, std::cerr);
      return 0;
    }
    program.options.json = has_argument(argc, argv, "--json");
    return static_cast<int>(output.usage_error(usage_in_words(app, error, language)));
  }
  return static_cast<int>(program.run(output));
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe and a file at its limit are errors of a write, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Program program;
  const Output output(program.options);
  int exit = static_cast<int>(Exit::failed);
  try {
    exit = run(argc, argv, program, output);
  } catch (const std::bad_alloc&) {
    exit = failed(output, ErrorCode::no_memory, {});
  } catch (const std::exception& error) {
    exit = failed(output, ErrorCode::host_error, error.what());
  }
  errno = 0;
  std::cout.flush();
  const int broken = output.broken() != 0 ? output.broken() : errno;
  if (std::cout) return exit;
  // What could not be printed was not done for whoever reads it: say what was.
  std::cerr << output.done_unseen();
  if (broken != EPIPE)
    std::cerr << (program.options.lang == "en" ? "The output could not be written: "
                                               : "La sortie n'a pas pu être écrite : ")
              << std::strerror(broken) << "\n";
  return exit == static_cast<int>(Exit::done) ? static_cast<int>(Exit::failed) : exit;
}
