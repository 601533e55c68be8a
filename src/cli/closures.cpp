// closures add | list | remove.
#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/text/names.hpp"

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
  if (options.inspector.empty() + options.centre.empty() + !options.office != 2)
    return Error{ErrorCode::bad_argument}.with_text("--inspector|--centre|--office");
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

std::string time_text(LocalTime time) {
  std::string text = creneau::to_text(time);
  text[10] = ' ';
  return text;
}

std::string who_of(const Closure& closure, text::Names& names, const Output& output) {
  switch (closure.scope) {
    case ClosureScope::inspector: return names.of(InspectorId{closure.who});
    case ClosureScope::centre: return "centre " + names.of(CentreId{closure.who});
    case ClosureScope::office: break;
  }
  return output.say("bureau ", "office ") + names.of(OfficeId{closure.who});
}

result<Exit> list(Context& context, const Output& output, const ListOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(const Period period, period_of(options.from, options.to));
  BOOST_OUTCOME_TRY(const PageRequest request, options.page());
  BOOST_OUTCOME_TRY(const auto page,
                    context.queries().closures(context.actor(), {departement, period}, request));
  text::Names names(context.language(), context.database());
  Table table = output.columns({{"n°", "no."},
                                {"du", "from"},
                                {"au", "to"},
                                {"qui", "who"},
                                {"motif", "reason"},
                                {"précisions", "note"}});
  json::Array rows;
  for (const Closure& it : page.rows) {
    rows.push_back(json::of(it));
    table.add({std::to_string(it.id.value), time_text(it.from), time_text(it.to),
               who_of(it, names, output),
               std::string(text::in_words(context.language(), it.reason)), it.note});
  }
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(to_text(*page.next)) : json::Json()}});
  output.table(table);
  if (page.next) output.text("… --after " + to_text(*page.next) + "\n");
  return Exit::done;
}

}  // namespace

void add_closures(CLI::App& app, Program& program) {
  auto* closures = app.add_subcommand("closures", "Les fermetures / closures");
  closures->require_subcommand(1);

  auto* add = closures->add_subcommand("add", "Ajoute une fermeture / add a closure");
  auto options = std::make_shared<AddOptions>();
  add->add_option("--inspector", options->inspector, "Matricule");
  add->add_option("--centre", options->centre, "Centre");
  add->add_flag("--office", options->office, "Le bureau / the whole office");
  add->add_option("--from", options->from,
                  "Début : 2026-06-15, 2026-06-15T13:00 / Begin: 2026-06-15, 2026-06-15T13:00")
      ->required();
  add->add_option("--to", options->to,
                  "Fin : 2026-06-19 (inclus), 2026-06-15T17:00 / End: 2026-06-19 (included), "
                  "2026-06-15T17:00")
      ->required();
  add->add_option("--reason", options->reason,
                  "Motif : inspector_absent, centre_closed, weather, vehicle, other… / Reason: "
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
  remove->add_option("CLOSURE", *ids, "Numéros / Numbers")->required();
  program.on(remove, [ids](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    RemoveClosures command;
    BOOST_OUTCOME_TRY(parse_ids(*ids, command.closures));
    return cli::run(context, output, departement, command, true);
  });
}

}  // namespace creneau::cli
