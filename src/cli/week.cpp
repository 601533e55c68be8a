// week, board.
#include "cli/board.hpp"
#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

struct WeekOptions {
  std::string week;
  std::string category;
  std::string inspector;
  std::string colour = "auto";
  int width = 0;
};

std::vector<std::string> units_row(std::string name, const UnitCount& units) {
  return {std::move(name),
          std::to_string(units.planned.value),
          std::to_string(units.unavailable.value),
          std::to_string(units.offered().value),
          std::to_string(units.assigned.value),
          std::to_string(units.unassigned().value),
          std::to_string(units.reservable.value)};
}

}  // namespace

result<std::string> week_table(Context& context, const WeekSummary& summary) {
  text::Names names(context.language(), context.database());
  const bool french = context.language() == text::Language::fr;
  Table table(french ? std::vector<std::string>{"", "planifiées", "indisponibles", "offertes",
                                                "attribuées", "non attribuées", "réservables"}
                     : std::vector<std::string>{"", "planned", "unavailable", "offered", "assigned",
                                                "unassigned", "reservable"});
  for (const InspectorUnits& row : summary.inspectors) {
    const Inspector* inspector = names.find(row.inspector);
    table.add(
        units_row(inspector != nullptr ? inspector->matricule : std::to_string(row.inspector.value),
                  row.units));
  }
  table.add(units_row("Total", summary.total));
  return table.text();
}

void add_week(CLI::App& app, Program& program) {
  auto* week = app.add_subcommand("week", "Les unités d'une semaine / the units of a week");
  auto options = std::make_shared<WeekOptions>();
  week->add_option("WEEK", options->week,
                   "Semaine, comme 2026-W25, ou une date / Week, as in 2026-W25, or a date")
      ->required();
  week->add_option("--category", options->category, "Catégorie / category");
  week->add_option("--inspector", options->inspector, "Matricule");
  program.on(week, [options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    BOOST_OUTCOME_TRY(const Week week_asked, week_of(options->week));
    std::optional<Category> category;
    if (!options->category.empty()) {
      BOOST_OUTCOME_TRY(category, category_of(options->category));
    }
    InspectorId inspector = context.actor().inspector();
    if (!options->inspector.empty()) {
      BOOST_OUTCOME_TRY(inspector, context.inspector(options->inspector));
    }
    BOOST_OUTCOME_TRY(
        const WeekSummary summary,
        context.queries().week(context.actor(), departement, week_asked, category, inspector));
    output.document(json::of(summary));
    const bool french = context.language() == text::Language::fr;
    output.text((french ? "Unités non attribuées : " : "Unassigned units: ") +
                std::to_string(summary.total.unassigned().value) + "\n");
    BOOST_OUTCOME_TRY(const std::string table, week_table(context, summary));
    output.text(table);
    return Exit::done;
  });

  auto* board = app.add_subcommand("board", "La semaine à l'écran / the week on the screen");
  auto board_options = std::make_shared<WeekOptions>();
  board
      ->add_option("WEEK", board_options->week,
                   "Semaine, comme 2026-W25, ou une date / Week, as in 2026-W25, or a date")
      ->required();
  board->add_option("--colour,--color", board_options->colour, "Couleurs / Colours")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  board->add_option("--width", board_options->width, "Colonnes / columns")
      ->check(CLI::Range(60, 1000));
  program.on(board, [board_options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    BOOST_OUTCOME_TRY(const Week week_asked, week_of(board_options->week));
    SessionFilter filter;
    filter.departement = departement;
    filter.period = week_asked.period();
    if (context.actor().inspector()) filter.inspectors.push_back(context.actor().inspector());
    BOOST_OUTCOME_TRY(const auto planning, whole_planning(context, filter));
    BOOST_OUTCOME_TRY(const WeekSummary summary,
                      context.queries().week(context.actor(), departement, week_asked, {},
                                             context.actor().inspector()));
    if (output.json()) {
      json::Array rows;
      for (const SessionDetail& it : planning) rows.push_back(json::of(it));
      output.document({{"week", creneau::to_text(week_asked)},
                       {"rows", std::move(rows)},
                       {"units", json::of(summary)}});
      return Exit::done;
    }
    output.text(draw_board(context, week_asked, planning, summary,
                           terminal_style(board_options->colour, board_options->width)));
    return Exit::done;
  });
}

}  // namespace creneau::cli
