// creneau: the command line.
#include <iostream>
#include <new>

#include "cli/program.hpp"

namespace {

using creneau::cli::Exit;
using creneau::cli::Output;
using creneau::cli::Program;

constexpr const char* kAbout =
    "Creneau planifie les examens du permis poids lourd d'un département.\n"
    "Creneau plans a département's heavy-vehicle driving exams.\n\n"
    "  creneau init\n"
    "  creneau --as operator import directory bureaux.csv inspecteurs.csv centres.csv ecoles.csv\n"
    "  creneau --as office:1 sessions create --inspector 93-07 --from 2026-06-15 --to 2026-06-19\n"
    "  creneau --as office:1 sessions plan --from 2026-06-15 --to 2026-06-19 --centre Rosny "
    "--category CE\n"
    "  creneau --as office:1 board 2026-W25\n"
    "  creneau --as office:1 slots reserve --school \"Auto-école 93-012\" --category CE --units 3\n"
    "  creneau --as school:AE93012 exams list\n"
    "  creneau --as operator notices send --folder mails\n"
    "  creneau --as office:1 export planning.xlsx\n";

constexpr const char* kFooter =
    "\nCodes: 0 fait/done, 1 refusé/refused, 2 usage, 3 panne/failed. "
    "Chaque commande a --help / each command has --help.";

void add_options(CLI::App& app, creneau::cli::Options& options) {
  app.add_option("--db", options.db, "Base de données / database")->envname("CRENEAU_DB");
  app.add_option("--as", options.as,
                 "office:ID, school:AURIGE-ID, inspector:MATRICULE, reader:ID, operator")
      ->envname("CRENEAU_AS");
  app.add_option("--departement", options.departement, "93, 2A, 974…");
  app.add_option("--now", options.now,
                 "L'heure qu'il est / what time it is (2026-06-09T22:00:00Z)");
  app.add_option("--lang", options.lang, "fr, en")->check(CLI::IsMember({"fr", "en"}));
  app.add_option("--request", options.request,
                 "Identifiant de la demande : deux fois ne fait rien de plus / request id: twice "
                 "does no more");
  app.add_option("--subject", options.subject,
                 "Pseudonyme gardé dans l'historique / pseudonym kept in the history");
  app.add_flag("--json", options.json, "Tout en JSON / everything as JSON");
  app.add_flag("--preview", options.preview, "Montre sans faire / show, do nothing");
  app.add_flag("--yes,-y", options.yes, "Ne demande rien / do not ask");
  app.add_flag("--quiet,-q", options.quiet, "Sans barre d'avancement / no progress bar");
}

/// An error of the command line itself.
int usage_error(const CLI::App& app, const CLI::ParseError& error, bool json) {
  if (error.get_exit_code() == 0) {
    app.exit(error, std::cout, std::cerr);
    return 0;
  }
  if (json)
    std::cout << creneau::json::Json{{"error",
                                      {{"code", "bad_argument"},
                                       {"class", "input"},
                                       {"message", error.what()}}}}
                     .dump(2)
              << "\n";
  else
    std::cerr << error.what() << "\n--help\n";
  return static_cast<int>(Exit::usage);
}

int run(int argc, char** argv) {
  CLI::App app(kAbout, "creneau");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", CRENEAU_VERSION);
  Program program;
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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    bool json = program.options.json;
    for (int place = 1; place < argc; ++place)
      json = json || std::string_view(argv[place]) == "--json";
    return usage_error(app, error, json);
  }
  const Output output(program.options);
  const Exit exit = program.run(output);
  std::cout.flush();
  // What could not be printed was not done for whoever reads it.
  if (!std::cout && exit == Exit::done) return static_cast<int>(Exit::failed);
  return static_cast<int>(exit);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "no_memory\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
  }
  return static_cast<int>(Exit::failed);
}
