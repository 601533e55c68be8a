// closures add | list | remove.
#include "cli/program.hpp"
#include "cli/table.hpp"

namespace creneau::cli {

namespace {

struct AddOptions {
  std::string inspector;
  std::string centre;
  bool office = false;
  std::string from;
  std::string to;
  std::string reason;
  std::string note;
};

result<LocalTime> local_time_of(const std::string& text) {
  if (const auto time = parse_local_time(text)) return *time;
  return Error{ErrorCode::bad_date}.with_text(text);
}

result<AddClosure> add_command(const Context& context, Departement departement,
                               const AddOptions& options) {
  AddClosure command;
  Closure& closure = command.closure;
  if (!options.inspector.empty()) {
    BOOST_OUTCOME_TRY(const InspectorId id, context.inspector(options.inspector));
    closure.scope = ClosureScope::inspector;
    closure.who = id.value;
  } else if (!options.centre.empty()) {
    BOOST_OUTCOME_TRY(const CentreId id, context.centre(options.centre, departement));
    closure.scope = ClosureScope::centre;
    closure.who = id.value;
  } else {
    closure.scope = ClosureScope::office;
    closure.who = context.actor().office().value;
  }
  BOOST_OUTCOME_TRY(closure.from, local_time_of(options.from));
  BOOST_OUTCOME_TRY(closure.to, local_time_of(options.to));
  // A last day without a time is meant whole.
  if (options.to.size() == 10) closure.to += std::chrono::days{1};
  BOOST_OUTCOME_TRY(closure.reason, reason_of(options.reason));
  closure.note = options.note;
  return command;
}

result<Exit> list(Context& context, const Output& output, const ListOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(const Period period, period_of(options.from, options.to));
  BOOST_OUTCOME_TRY(const PageRequest request, options.page());
  BOOST_OUTCOME_TRY(const auto page,
                    context.queries().closures(context.actor(), {departement, period}, request));
  Table table({"#", "du / from", "au / to", "qui / who", "motif / reason", ""});
  json::Json rows = json::Json::array();
  for (const Closure& it : page.rows) {
    rows.push_back(json::of(it));
    const json::Json closure = rows.back();
    table.add({std::to_string(it.id.value), creneau::to_text(it.from), creneau::to_text(it.to),
               closure.at("scope").get<std::string>() + " " + std::to_string(it.who),
               std::string(text::in_words(context.language(), it.reason)), it.note});
  }
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(to_text(*page.next)) : json::Json()}});
  output.text(table.text());
  return Exit::done;
}

}  // namespace

void add_closures(CLI::App& app, Program& program) {
  auto* closures = app.add_subcommand("closures", "Les fermetures / closures");
  closures->require_subcommand(1);

  auto* add = closures->add_subcommand("add", "Ajoute une fermeture / add a closure");
  auto options = std::make_shared<AddOptions>();
  auto* who = add->add_option_group("who");
  who->add_option("--inspector", options->inspector, "Matricule");
  who->add_option("--centre", options->centre, "Centre");
  who->add_flag("--office", options->office, "Le bureau / the whole office");
  who->require_option(1);
  add->add_option("--from", options->from, "2026-06-15 ou/or 2026-06-15T13:00")->required();
  add->add_option("--to", options->to, "2026-06-19 (inclus/included) ou/or 2026-06-15T17:00")
      ->required();
  add->add_option("--reason", options->reason,
                  "inspector_absent, centre_closed, weather, vehicle, other…");
  add->add_option("--note", options->note, "Texte libre / free text");
  program.on(add, [options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    BOOST_OUTCOME_TRY(const auto command, add_command(context, departement, *options));
    return cli::run(context, output, departement, command);
  });

  auto* list_command = closures->add_subcommand("list", "Liste les fermetures / list closures");
  auto list_options = std::make_shared<ListOptions>();
  list_command->add_option("--from", list_options->from, "Premier jour / first day");
  list_command->add_option("--to", list_options->to, "Dernier jour / last day");
  list_options->add_page_to(list_command);
  program.on(list_command, [list_options](Context& context, const Output& output) {
    return list(context, output, *list_options);
  });

  auto* remove = closures->add_subcommand("remove", "Retire des fermetures / remove closures");
  auto ids = std::make_shared<std::vector<std::string>>();
  remove->add_option("CLOSURE", *ids)->required();
  program.on(remove, [ids](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    RemoveClosures command;
    BOOST_OUTCOME_TRY(parse_ids(*ids, command.closures));
    return cli::run(context, output, departement, command, true);
  });
}

}  // namespace creneau::cli
