// schools find.
#include "cli/program.hpp"
#include "cli/table.hpp"

namespace creneau::cli {

void add_schools(CLI::App& app, Program& program) {
  auto* schools = app.add_subcommand("schools", "Les auto-écoles / driving schools");
  schools->require_subcommand(1);
  auto* find =
      schools->add_subcommand("find", "Cherche par nom ou id Aurige / find by name or Aurige id");
  auto text = std::make_shared<std::string>();
  auto limit = std::make_shared<std::size_t>(20);
  find->add_option("TEXT", *text, "Une partie du nom suffit / a part of the name will do")
      ->required();
  find->add_option("--limit", *limit, "Lignes au plus / rows at most")
      ->check(CLI::Range(std::size_t{1}, kMaxPage));
  program.on(find, [text, limit](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    BOOST_OUTCOME_TRY(const auto found,
                      context.queries().find_schools(context.actor(), departement, *text, *limit));
    Table table = output.columns({{"n°", "no."},
                                  {"id Aurige", "Aurige id"},
                                  {"raison sociale", "name"},
                                  {"courriel", "mail"},
                                  {"active", "active"}});
    json::Array rows;
    for (const School& it : found) {
      rows.push_back(json::of(it));
      table.add({std::to_string(it.id.value), it.aurige_id, it.name, it.mail,
                 output.say(it.active ? "oui" : "non", it.active ? "yes" : "no")});
    }
    output.document({{"rows", std::move(rows)}});
    output.table(table);
    return Exit::done;
  });
}

}  // namespace creneau::cli
