#include "xlsx/labels.hpp"

namespace creneau::xlsx {

namespace {

constexpr Labels kFrench{
    .week = "Semaine",
    .week_letter = "S",
    .from = "du",
    .to = "au",
    .departement = "Département",
    .inspector = "Inspecteur",
    .morning = "matin",
    .afternoon = "après-midi",
    .no_session = "Aucune session cette semaine",
    .proposed = "centre proposé :",
    .colon = " : ",
    .rows_sheet = "Lignes",
    .units_sheet = "Unités",
    .page = "page",
    .total = "Total",
    .monday = "Lundi",
    .unassigned = "Unités non attribuées",
    .units = {"Planifiées", "Indisponibles", "Offertes", "Attribuées", "Non attribuées",
              "Réservables"},
    .day_format = "[$-40C]dddd d mmmm",
    .planning = "Planning des examens",
    .headings = csv::kPlanningHeadings,
    .parts = {"", "plateau", "circulation", "complet"},
    .statuses = {"disponible", "libre", "réservé", "indisponible", "reste"},
    .reasons = {"", "demande tardive de l'école", "inspecteur absent", "centre fermé",
                "intempéries", "véhicule", "erreur", "autre motif"},
};

constexpr Labels kEnglish{
    .week = "Week",
    .week_letter = "W",
    .from = "from",
    .to = "to",
    .departement = "Département",
    .inspector = "Inspector",
    .morning = "morning",
    .afternoon = "afternoon",
    .no_session = "No session this week",
    .proposed = "proposed centre:",
    .colon = ": ",
    .rows_sheet = "Rows",
    .units_sheet = "Units",
    .page = "page",
    .total = "Total",
    .monday = "Monday",
    .unassigned = "Unassigned units",
    .units = {"Planned", "Unavailable", "Offered", "Assigned", "Unassigned", "Reservable"},
    .day_format = "[$-809]dddd d mmmm",
    .planning = "Exam planning",
    .headings = {"Date", "Time", "Inspector", "Name", "Centre", "Departement", "Category", "Part",
                 "Start", "End", "Units", "Status", "School", "AurigeId", "Reservation"},
    .parts = {"", "off-road", "on-road", "complete"},
    .statuses = {"available", "free", "reserved", "unavailable", "left over"},
    .reasons = {"", "late request of the school", "inspector absent", "centre closed", "weather",
                "vehicle", "error", "other reason"},
};

}  // namespace

const Labels& labels(text::Language language) noexcept {
  return language == text::Language::fr ? kFrench : kEnglish;
}

std::string name_of(Week week, const Labels& labels) {
  std::string name = std::to_string(week.year()) + "-";
  name += labels.week_letter;
  if (week.number() < 10) name += '0';
  return name + std::to_string(week.number());
}

}  // namespace creneau::xlsx
