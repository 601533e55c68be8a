#include "cli/hints.hpp"

#include <array>
#include <string_view>

#include "creneau/engine/call.hpp"
#include "creneau/model/category.hpp"

namespace creneau::cli {

namespace {

struct OptionHint {
  std::string_view option;
  std::string_view french;
  std::string_view english;
};

constexpr std::array kOptions{
    OptionHint{"--yes",
               "Cette commande demande une confirmation, et personne ne peut répondre ici : "
               "ajoutez --yes, ou --preview pour voir sans rien faire.",
               "This command asks for a confirmation, and nobody can answer here: add --yes, or "
               "--preview to see and do nothing."},
    OptionHint{"--as",
               "Dites qui agit : --as office:1, --as school:AE93012, --as inspector:93-07, --as "
               "reader:1 ou --as operator.",
               "Say who acts: --as office:1, --as school:AE93012, --as inspector:93-07, --as "
               "reader:1 or --as operator."},
    OptionHint{"SLOT|--category",
               "Dites la catégorie, comme --category CE, ou nommez des créneaux, comme 221/1/3.",
               "Say the category, as in --category CE, or name slots, as in 221/1/3."},
    OptionHint{"rules", "Dites pour les examens de quelle date : --from 2027-01-01.",
               "Say for exams from which date on: --from 2027-01-01."},
    OptionHint{"--days", "Les jours s'écrivent lun,mar,mer,jeu,ven,sam,dim.",
               "Days are written mon,tue,wed,thu,fri,sat,sun."},
    OptionHint{"--departement", "Dites de quel département il s'agit, comme --departement 93.",
               "Say which département is meant, as in --departement 93."},
    OptionHint{"--db", "Nommez le fichier de la base, dans un dossier qui existe.",
               "Name the file of the database, in a folder that exists."},
    OptionHint{"--from", "Le premier jour ne peut pas suivre le dernier.",
               "The first day cannot come after the last."},
    OptionHint{"--now", "Un instant s'écrit 2026-06-09T22:00:00Z.",
               "An instant is written 2026-06-09T22:00:00Z."},
    OptionHint{"--school",
               "Dites de quelle auto-école il s'agit : --school, puis son nom ou son identifiant "
               "Aurige.",
               "Say which school is meant: --school, then its name or its Aurige id."},
    OptionHint{"--office",
               "Plusieurs bureaux planifient ce département : dites lequel par --office.",
               "Several offices plan this département: say which one with --office."},
    OptionHint{"--part", "Dites quelle épreuve : --part off_road, on_road ou complete.",
               "Say which part of the exam: --part off_road, on_road or complete."},
    OptionHint{"--reason",
               "Les motifs sont late_school_request, inspector_absent, centre_closed, weather, "
               "vehicle, error et other.",
               "The reasons are late_school_request, inspector_absent, centre_closed, weather, "
               "vehicle, error and other."},
    OptionHint{"DAYS",
               "Aucun jour de cette période n'est retenu : voyez --days (lun,mar,mer,jeu,ven,sam,"
               "dim) et --skip-holidays.",
               "No day of this period is taken: see --days (mon,tue,wed,thu,fri,sat,sun) and "
               "--skip-holidays."},
    OptionHint{"--after", "Reprenez la valeur que la page précédente donne après « --after ».",
               "Take the value that the page before gives after “--after”."},
    OptionHint{"SLOT",
               "Un créneau s'écrit SESSION/PLAN/NUMÉRO, comme 221/1/3, ou 221/1/3-5 pour trois : "
               "voyez creneau slots list.",
               "A slot is written SESSION/PLAN/NUMBER, as in 221/1/3, or 221/1/3-5 for three: see "
               "creneau slots list."},
    OptionHint{
        "SESSION",
        "Nommez des sessions par leurs numéros (voyez creneau sessions list), ou une période "
        "par --from et --to.",
        "Name sessions by their numbers (see creneau sessions list), or a period with --from "
        "and --to."},
    OptionHint{"--inspector|--centre|--office",
               "Dites qui est absent, et un seul : --inspector, --centre ou --office.",
               "Say who is away, and only one: --inspector, --centre or --office."},
    OptionHint{"--folder|--server",
               "Dites où vont les courriels : --folder DOSSIER ou --server HÔTE, l'un des deux.",
               "Say where mails go: --folder FOLDER or --server HOST, one of the two."},
    OptionHint{"RESERVATION", "Une réservation se nomme par son numéro : voyez creneau exams list.",
               "A reservation is named by its number: see creneau exams list."},
    OptionHint{"--redact", "L'historique de ce département n'a pas cette ligne.",
               "The history of this département has no such line."},
    OptionHint{"export", "Le nom du fichier doit finir par .xlsx ou .csv.",
               "The name of the file must end in .xlsx or .csv."},
    OptionHint{"backup",
               "Une copie ne remplace rien : nommez un fichier qui n'existe pas, ou une base vide "
               "d'un serveur.",
               "A copy replaces nothing: name a file that is not there, or an empty database of a "
               "server."},
    OptionHint{"FOLDER", "Nommez le dossier.", "Name the folder."},
    OptionHint{"demo", "Ce dossier a déjà une base : nommez-en un autre.",
               "That folder has a database already: name another one."},
};

[[nodiscard]] bool begins_with_option(std::string_view text, std::string_view option) {
  return text.starts_with(option) && (text.size() == option.size() || text[option.size()] == ' ');
}

[[nodiscard]] std::string categories(bool french) {
  std::string text = french ? "Les catégories sont" : "The categories are";
  for (std::size_t index = 0; index < kCategoryCount; ++index)
    text += (index == 0 ? " " : ", ") + std::string(code_of(static_cast<Category>(index)));
  return text + ".";
}

/// What this program calls the way out that the sentence of a rule speaks of.
[[nodiscard]] std::string_view option_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::session_has_reservations: return "--cascade";
    case ErrorCode::holiday: return "--override-calendar";
    case ErrorCode::closed:  // of a session's day; a slot in a closure has no way out
      return error.subjects.size() > 1 && error.subjects[1].kind == Subject::Kind::date
                 ? "--override-calendar"
                 : "";
    case ErrorCode::reason_required: return "--reason";
    case ErrorCode::unconfirmed: return "--request";
    default: return {};
  }
}

}  // namespace

std::string hint(const Error& error, text::Language language) {
  const bool french = language == text::Language::fr;
  if (error.code == ErrorCode::storage_missing)
    return french
               ? "La commande « creneau init » crée une base (sur un serveur, dans une base vide "
                 "que « createdb » a faite)."
               : "The command “creneau init” makes a database (on a server, in an empty one that "
                 "“createdb” has made).";
  if (error.code == ErrorCode::bad_date && !error.text.empty())
    return french ? "Une date s'écrit 2026-06-15 ou 15/06/2026, une semaine 2026-W25."
                  : "A date is written 2026-06-15 or 15/06/2026, a week 2026-W25.";
  if (error.code == ErrorCode::not_allowed)
    return french ? "--as office:ID planifie et réserve, --as school:ID annule ce qui est à elle, "
                    "--as operator importe, fixe les règles, envoie les courriels et tient la base."
                  : "--as office:ID plans and reserves, --as school:ID cancels what is its own, "
                    "--as operator imports, sets rules, sends mails and keeps the database.";
  if (error.code == ErrorCode::too_large && error.limit == kMaxRequestLength)
    return french ? "C'est l'identifiant de --request qui est trop long."
                  : "It is the id of --request that is too long.";
  if (const auto option = option_of(error); !option.empty())
    return (french ? "Option : " : "Option: ") + std::string(option) + ".";
  if (error.code != ErrorCode::bad_argument) return {};
  if (begins_with_option(error.text, "--category")) return categories(french);
  for (const OptionHint& it : kOptions)
    if (begins_with_option(error.text, it.option))
      return std::string(french ? it.french : it.english);
  return {};
}

bool is_missing_option(const Error& error) {
  return error.code == ErrorCode::bad_argument && error.text.find(' ') == std::string::npos &&
         !hint(error, text::Language::fr).empty();
}

}  // namespace creneau::cli
